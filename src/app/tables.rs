//! The jobs of own deal tables: listing them, opening them, preparing their deals.

use std::{
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use crate::{
    action::{
        Event,
        effect::{CountDeals, LoadDeals},
        event::TableEntry,
    },
    analysis::{deal_bins::Bins, deal_stats::deal_stats},
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

/// A file as views refer to it; also where their folder is not there yet.
fn beside(folder: &Path, refer: &str) -> PathBuf {
    Path::new(refer).components().fold(folder.to_path_buf(), |mut path, part| {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            other => path.push(other),
        }
        path
    })
}

/// Opens tables in a job.
pub fn load(home: Option<&ProjectHome>, reporter: &Reporter, load: LoadDeals) {
    let Some(home) = home.cloned() else { return };
    drop(spawn("tables", reporter, FAILED, move |reporter| {
        let folders: Vec<_> = load.tables.iter().map(|refer| beside(&home.saved_views(), refer)).collect();
        let (cube, problems) = open_tables(&folders, &load.data);
        reporter.send(Event::DealsLoaded { generation: load.generation, cube, problems });
    }));
}

/// Makes the statistics of deals in a job.
pub fn stats(reporter: &Reporter, count: CountDeals) {
    drop(spawn("deal-stats", reporter, "stats-failed", move |reporter| {
        reporter.send(made_stats(&count));
    }));
}

/// Makes the statistics of deals.
pub fn made_stats(count: &CountDeals) -> Event {
    let made = deal_stats(&count.cube, &count.filters, count.currency, &count.data);
    Event::DealStats { generation: count.generation, stats: made.map(Arc::new).map_err(|error| error.to_string()) }
}

/// Counts deals for a zoom step of the map in a job.
pub fn bins(reporter: &Reporter, count: CountDeals, step: u8) {
    drop(spawn("deal-bins", reporter, "stats-bins-failed", move |reporter| {
        reporter.send(made_bins(&count, step));
    }));
}

/// Counts deals for a zoom step of the map.
pub fn made_bins(count: &CountDeals, step: u8) -> Event {
    let made = Bins::new(&count.cube, &count.filters, count.currency, step);
    Event::DealBins { generation: count.generation, bins: made.ok().map(Arc::new) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_before_there_is_a_view() {
        let path = beside(Path::new("/project/saved_views"), "../tables/./own");
        assert_eq!(path, Path::new("/project/tables/own"));
    }
}
