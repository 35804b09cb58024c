//! Floor 2: the tables of a project: a folder each, with the deals as columns, the mapping by which
//! they were read, the report, and where they came from.
//!
//! Owns the four files and their places; a folder appears whole or not at all. Must not know how
//! rows become deals.

mod mapping_file;

#[cfg(test)]
mod tests;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    deals::{DealTable, read_parquet, write_parquet},
    import::Dialect,
    names::is_file_stem,
    problem::Problem,
    project::ProjectHome,
    ron_file::{self, FileProblem},
};
use crate::model::deal_import::{Mapping, RowCounts};

pub use mapping_file::{parse_mapping, read_mapping, write_mapping};

/// Folder of the tables inside a project.
pub const TABLES: &str = "tables";
/// The mapping in a table's folder.
pub const MAPPING_FILE: &str = "mapping.ron";
/// The report in a table's folder.
pub const REPORT_FILE: &str = "report.csv";
/// Where the table came from, in its folder.
pub const SOURCE_FILE: &str = "source.ron";

/// The version of `source.ron` that is written.
pub const SOURCE_VERSION: u32 = 1;

/// Where a table came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSource {
    /// Version of the form.
    pub version: u32,
    /// The file's name, without its folder.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its digest, as [`super::import::Digest`] makes it, in hexadecimal.
    pub digest: String,
    /// How it was read.
    pub dialect: Dialect,
    /// The day on which it was imported.
    pub imported_on: Date,
    /// What became of its rows.
    pub rows: RowCounts,
    /// True where it says that it was made up for a test.
    pub synthetic: bool,
}

/// A table that is written.
#[derive(Clone, Copy, Debug)]
pub struct NewTable<'a> {
    /// The deals.
    pub deals: &'a DealTable,
    /// How they were read.
    pub mapping: &'a Mapping,
    /// The report as CSV.
    pub report: &'a [u8],
    /// Where they came from.
    pub source: &'a TableSource,
}

/// A table that was opened.
#[derive(Debug)]
pub struct StoredTable {
    /// Its name: that of its folder.
    pub name: String,
    /// The deals.
    pub deals: DealTable,
    /// How they were read.
    pub mapping: Mapping,
    /// Where they came from.
    pub source: TableSource,
}

/// Why a table was not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// The deals cannot be read.
    #[error("{0}")]
    Deals(Problem),
    /// A file beside them cannot be read.
    #[error("{0}")]
    Beside(FileProblem),
}

/// The folder that a person means by `out`: a bare name stands for one in the project's tables.
///
/// # Errors
/// In words: when the name cannot be a folder's on every system.
pub fn folder_of(out: &Path, home: &ProjectHome) -> Result<PathBuf, String> {
    let bare = out.components().count() == 1 && !out.to_string_lossy().contains(['/', '\\']);
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !is_file_stem(&name) {
        return Err(format!("'{name}' cannot be the name of a folder"));
    }
    Ok(if bare { home.project.join(TABLES).join(out) } else { out.to_owned() })
}

/// Writes a table into a folder. What is there is only replaced with `force`, once the new one is
/// whole.
///
/// # Errors
/// When it is there and `force` is not given, or when something cannot be written; what was there
/// then stays.
pub fn write_table(folder: &Path, table: NewTable<'_>, force: bool) -> io::Result<()> {
    if folder.exists() && !force {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the table is there"));
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let new = tempfile::Builder::new().prefix(".cluster-atlas-").suffix(".new").tempdir_in(parent)?;
    write_parquet(table.deals, new.path())?;
    fs::write(new.path().join(MAPPING_FILE), write_mapping(table.mapping).as_bytes())?;
    fs::write(new.path().join(REPORT_FILE), table.report)?;
    let source = ron::ser::to_string_pretty(table.source, pretty()).map_err(io::Error::other)?;
    fs::write(new.path().join(SOURCE_FILE), source + "\n")?;
    #[cfg(unix)]
    fs::set_permissions(new.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    if folder.exists() {
        let old = tempfile::Builder::new().prefix(".cluster-atlas-").suffix(".old").tempdir_in(parent)?;
        fs::rename(folder, old.path().join("table"))?;
        if let Err(error) = fs::rename(new.path(), folder) {
            fs::rename(old.path().join("table"), folder)?;
            return Err(error);
        }
    } else {
        fs::rename(new.path(), folder)?;
    }
    // It has moved: there is nothing left to take away.
    drop(new.keep());
    Ok(())
}

fn pretty() -> ron::ser::PrettyConfig {
    ron::ser::PrettyConfig::new().indentor("    ").new_line("\n")
}

/// Opens a table.
///
/// # Errors
/// When one of its files is missing or broken.
pub fn open_table(folder: &Path) -> Result<StoredTable, NotOpened> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let deals = read_parquet(folder).map_err(NotOpened::Deals)?;
    let mapping = read_mapping(&folder.join(MAPPING_FILE)).map_err(NotOpened::Beside)?;
    let source = read_source(&folder.join(SOURCE_FILE)).map_err(NotOpened::Beside)?;
    Ok(StoredTable { name, deals, mapping, source })
}

/// Reads where a table came from.
///
/// # Errors
/// With the place of what is wrong and how to mend it.
pub fn read_source(path: &Path) -> Result<TableSource, FileProblem> {
    let text_of = |bytes: &[u8]| ron_file::decode(bytes, &path.display().to_string());
    let text = text_of(&ron_file::read_bytes(path)?)?;
    mapping_file::parse_versioned(&text, &path.display().to_string(), SOURCE_VERSION)
}

/// The tables of a project by name. A missing folder is an empty one.
pub fn list_tables(home: &ProjectHome) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(home.project.join(TABLES)) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            !hidden && path.join(super::deals::FILE_NAME).is_file()
        })
        .collect();
    found.sort();
    found
}

/// The mapping of the project's table that was read from a table with this header, the first by
/// name; none where no table of its kind was imported before.
pub fn known_mapping(home: &ProjectHome, header: &[String]) -> Option<(PathBuf, Mapping)> {
    list_tables(home).into_iter().find_map(|folder| {
        let mapping = read_mapping(&folder.join(MAPPING_FILE)).ok()?;
        mapping.fits(header).then_some((folder, mapping))
    })
}
