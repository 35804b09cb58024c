//! The jobs of own deal tables: listing them, opening them, preparing their deals.

use std::path::Path;

use crate::{
    action::{Event, effect::LoadDeals, event::TableEntry},
    data::{
        project::ProjectHome,
        tables::{SOURCE_FILE, TABLES, list_tables, read_source},
    },
    jobs::{
        deals::open_tables,
        report::{Reporter, spawn},
    },
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
        let folders: Vec<_> = load.tables.iter().map(|refer| home.saved_views().join(refer)).collect();
        let (cube, problems) = open_tables(&folders, &load.data);
        reporter.send(Event::DealsLoaded { generation: load.generation, cube, problems });
    }));
}
