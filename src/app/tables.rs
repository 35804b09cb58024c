//! The jobs of own deal tables: listing them, opening them, preparing their deals.

use std::{path::Path, sync::Arc};

use crate::{
    action::{
        Event,
        effect::{CountDeals, LoadDeals},
        event::TableEntry,
    },
    analysis::{cube::Cube, deal_bins::Bins, deal_stats::deal_stats},
    data::{
        deals::DealTable,
        project::ProjectHome,
        tables::{SOURCE_FILE, TABLES, list_tables, open_table, read_source},
    },
    jobs::report::{Reporter, spawn},
    model::dataset::Dataset,
};

/// Text key of a job that failed as a whole; see `update::event`.
const FAILED: &str = "deals-failed-load";

/// Reads the list of tables in a job.
pub fn list(home: Option<&ProjectHome>, reporter: &Reporter) {
    let Some(home) = home.cloned() else { return };
    drop(spawn("tables", reporter, FAILED, move |reporter| {
        reporter.send(Event::TablesListed(list_tables(&home).iter().map(|folder| entry(folder)).collect()));
    }));
}

fn entry(folder: &Path) -> TableEntry {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Views lie in a folder beside that of the tables.
    let refer = format!("../{TABLES}/{name}");
    match read_source(&folder.join(SOURCE_FILE)) {
        Ok(source) => {
            let deals = source.rows.taken.saturating_add(source.rows.remarked);
            TableEntry { name, refer, deals, synthetic: source.synthetic, problem: None }
        }
        Err(problem) => TableEntry { name, refer, deals: 0, synthetic: false, problem: Some(problem.to_string()) },
    }
}

/// Opens tables in a job.
pub fn load(home: Option<&ProjectHome>, reporter: &Reporter, load: LoadDeals) {
    let Some(home) = home.cloned() else { return };
    drop(spawn("tables", reporter, FAILED, move |reporter| {
        let (cube, problems) = open(&home, &load.tables, &load.data);
        reporter.send(Event::DealsLoaded { generation: load.generation, cube, problems });
    }));
}

/// The deals of tables, as views refer to them, and what went wrong, by table.
pub fn open(home: &ProjectHome, tables: &[String], data: &Dataset) -> (Option<Arc<Cube>>, Vec<(String, String)>) {
    let (mut opened, mut problems) = (Vec::new(), Vec::new());
    for refer in tables {
        match open_table(&home.saved_views().join(refer)) {
            Ok(table) => opened.push(Arc::new(table.deals)),
            Err(error) => problems.push((refer.clone(), error.to_string())),
        }
    }
    let table = match opened.as_slice() {
        [] => return (None, problems),
        [one] => Arc::clone(one),
        many => Arc::new(DealTable::join(many)),
    };
    (Some(Arc::new(Cube::new(table, data))), problems)
}

/// Makes the statistics of deals in a job.
pub fn stats(reporter: &Reporter, count: CountDeals) {
    drop(spawn("deal-stats", reporter, "stats-failed", move |reporter| {
        let made = deal_stats(&count.cube, &count.filters, count.currency, &count.data);
        let stats = made.map(Arc::new).map_err(|error| error.to_string());
        reporter.send(Event::DealStats { generation: count.generation, stats });
    }));
}

/// Counts deals for a zoom step of the map in a job.
pub fn bins(reporter: &Reporter, count: CountDeals, step: u8) {
    drop(spawn("deal-bins", reporter, "stats-bins-failed", move |reporter| {
        let made = Bins::new(&count.cube, &count.filters, count.currency, step);
        let problem = made.as_ref().err().map(ToString::to_string);
        reporter.send(Event::DealBins { generation: count.generation, bins: made.ok().map(Arc::new) });
        if let Some(message) = problem {
            reporter.send(Event::Failed { what: "stats-bins-failed", message });
        }
    }));
}
