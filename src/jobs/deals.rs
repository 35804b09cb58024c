//! Opening own tables of deals.

use std::{path::PathBuf, sync::Arc};

use crate::{
    analysis::cube::Cube,
    data::{deals::DealTable, tables::open_table},
    model::dataset::Dataset,
};

/// The deals of the tables in these folders, prepared for questions, none where no table could be
/// opened; and by folder what went wrong,
/// each with file, line and column. Takes a moment: not within a frame.
pub fn open_tables(folders: &[PathBuf], data: &Dataset) -> (Option<Arc<Cube>>, Vec<(String, String)>) {
    let (mut opened, mut problems) = (Vec::new(), Vec::new());
    for folder in folders {
        match open_table(folder) {
            Ok(table) => opened.push(Arc::new(table.deals)),
            Err(error) => problems.push((folder.display().to_string(), error.to_string())),
        }
    }
    let table = match opened.as_slice() {
        [] => return (None, problems),
        [one] => Arc::clone(one),
        many => Arc::new(DealTable::join(many)),
    };
    (Some(Arc::new(Cube::new(table, data))), problems)
}
