//! Floor 2: the atlas: all tables of `assets/atlas/` read into one [`Dataset`].
//!
//! Loading never fails and never panics. A row with a problem is left out and reported; a table
//! that cannot be used at all is left out, and what refers to it is taken unchecked.

mod cells;
mod claims;
mod crosswalk;
mod history;
mod people;
mod places;
mod source;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use source::{AtlasSource, is_atlas_table};

use super::{
    csv_table::{Column, CsvTable, Report},
    problem::{Problem, Severity},
};
use crate::model::dataset::Dataset;
use cells::RowCells;
use source::TableBytes;

/// What loading gave: as much of the data as could be read, and what could not.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The data.
    pub dataset: Dataset,
    /// What is wrong or worth knowing, by file and line.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// True when something was left out.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads all tables of the source.
pub fn load(source: &AtlasSource) -> Loaded {
    let (tables, problems) = source::read_tables(source);
    from_tables(tables, problems)
}

fn from_tables(tables: Vec<TableBytes>, problems: Vec<Problem>) -> Loaded {
    let mut loader = Loader { tables, data: Dataset::default(), problems, unusable: BTreeSet::new() };
    loader.vocabulary();
    loader.crosswalk();
    loader.places();
    loader.history();
    loader.people();
    loader.claims();
    loader.after_claims();
    let fingerprint = source::fingerprint(&loader.tables);
    loader.problems.sort();
    Loaded { dataset: loader.data.index(fingerprint), problems: loader.problems }
}

struct Loader {
    tables: Vec<TableBytes>,
    data: Dataset,
    problems: Vec<Problem>,
    /// Tables that could not be used at all; references into them are taken unchecked.
    unusable: BTreeSet<&'static str>,
}

impl Loader {
    /// Hands every row of a table to `take`; rows with a problem are dropped by `take` returning
    /// `None`, which is why it gets the data to fill only through its return value.
    fn rows<const N: usize, T>(
        &mut self,
        name: &'static str,
        columns: [&str; N],
        mut take: impl FnMut(&mut RowCells<'_, '_, '_>, [Column; N], &Dataset) -> Option<T>,
        mut keep: impl FnMut(&mut Dataset, T) -> Result<(), String>,
    ) {
        let Some(bytes) = self.tables.iter().find(|table| table.name == name) else {
            self.unusable.insert(name);
            return;
        };
        let mut report = Report::default();
        let table = match CsvTable::read(bytes.shown.as_str(), &bytes.content, &mut report) {
            Ok(table) => table,
            Err(problem) => {
                self.problems.push(problem);
                self.unusable.insert(name);
                return;
            }
        };
        match table.columns(columns, &mut report) {
            None => {
                self.unusable.insert(name);
            }
            Some(found) => {
                for row in table.rows() {
                    let mut cells = RowCells::new(&table, row, &mut report, &self.unusable);
                    let made = take(&mut cells, found, &self.data);
                    let Some(first) = found.first().copied() else { break };
                    match made.filter(|_| !cells.is_bad()).map(|made| keep(&mut self.data, made)) {
                        Some(Ok(())) => {}
                        Some(Err(id)) => {
                            let fix = "give each row an id of its own, or take one out";
                            cells.wrong(first, format!("'{id}' stands in this table already"), fix);
                        }
                        None if cells.is_left_out() => {}
                        None => cells.wrong(first, "the row cannot be read", "compare it with a row of the shipped table"),
                    }
                }
            }
        }
        self.problems.extend(report.into_problems());
    }

    /// Looks again at rows that were read, for references that could not be checked before.
    fn check<const N: usize>(
        &mut self,
        name: &'static str,
        columns: [&str; N],
        mut look: impl FnMut(&mut RowCells<'_, '_, '_>, [Column; N], &Dataset),
    ) {
        let Some(bytes) = self.tables.iter().find(|table| table.name == name) else { return };
        // Problems of reading were reported the first time.
        let Ok(table) = CsvTable::read(bytes.shown.as_str(), &bytes.content, &mut Report::default()) else { return };
        let Some(found) = table.find(columns) else { return };
        let mut report = Report::default();
        for row in table.rows() {
            look(&mut RowCells::new(&table, row, &mut report, &self.unusable), found, &self.data);
        }
        self.problems.extend(report.into_problems());
    }
}
