//! Importing a deal table: what a person asks for, what jobs are asked to do, what they report.

use std::{path::PathBuf, sync::Arc};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    analysis::import::{
        Guess, Progress, ReportGroup,
        duplicates::{CompanyGroup, DealGroup},
    },
    data::import::{Dialect, Preview},
    model::{
        dataset::Dataset,
        deal_import::{Datum, Mapping, Role, RowCounts, RowKey, SameCompany, SameDeal, TextDecision},
        unit::Currency,
    },
};

/// See [`super::Command::Import`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportCommand {
    /// Asks for a table and opens it.
    PickDialog,
    /// Opens the wizard on a table.
    Open(PathBuf),
    /// Reads the table's beginning in this way.
    ReadAs(Box<Dialect>),
    /// Says what a column holds.
    Role {
        /// Position of the column.
        column: usize,
        /// What it holds.
        role: Role,
    },
    /// Says what amounts count where they do not say it themselves.
    Amounts {
        /// Currency.
        currency: Currency,
        /// Units of it.
        scale: u64,
    },
    /// Says whether 04/05/2026 is the fourth of May.
    DayFirst(bool),
    /// Says which coordinates the table holds.
    Datum(Datum),
    /// Imports the table.
    Start {
        /// Name of the table.
        name: String,
        /// Replaces a table of this name.
        replace: bool,
    },
    /// Decides what a text means.
    Decide(TextDecision),
    /// Takes the decision about a text back.
    Undecide {
        /// What the column holds.
        role: Role,
        /// Text as written.
        written: String,
    },
    /// Shows names as those of one company.
    MergeCompany(SameCompany),
    /// Takes that back, by the name that was kept.
    SplitCompany(String),
    /// Leaves out a row that stands twice.
    MergeDeal(SameDeal),
    /// Takes that back, by the row that was left out.
    SplitDeal(RowKey),
    /// Keeps apart what was proposed to be one, by [`company_apart`] or [`deal_apart`].
    KeepApart(String),
    /// Imports again with what was decided.
    Again,
    /// Breaks the running import off.
    Stop,
    /// Closes the wizard; a running import is broken off.
    Close,
}

/// A table whose beginning is to be looked at.
#[derive(Clone, Debug)]
pub struct LookAtTable {
    /// The file.
    pub path: PathBuf,
    /// How it is read; none to find out.
    pub dialect: Option<Dialect>,
    /// Places, rounds and sub-fields.
    pub data: Arc<Dataset>,
    /// Number of the request.
    pub generation: u64,
}

impl PartialEq for LookAtTable {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
    }
}

/// A table that is to be imported.
#[derive(Clone, Debug)]
pub struct ImportTable {
    /// The file.
    pub path: PathBuf,
    /// Its beginning, which says how it is read.
    pub preview: Arc<LookedAt>,
    /// What its columns hold and what was decided.
    pub mapping: Mapping,
    /// Name of the table.
    pub name: String,
    /// Replaces a table of this name.
    pub replace: bool,
    /// The day of the import.
    pub today: Date,
    /// Places, rounds and sub-fields.
    pub data: Arc<Dataset>,
    /// Number of the request.
    pub generation: u64,
}

impl PartialEq for ImportTable {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
    }
}

/// The beginning of a table and what its columns seem to hold.
#[derive(Clone, Debug, PartialEq)]
pub struct LookedAt {
    /// The beginning.
    pub preview: Preview,
    /// A guess for each column, with samples.
    pub guesses: Vec<Guess>,
    /// The mapping that is proposed.
    pub mapping: Mapping,
    /// The table of the project by whose mapping it is proposed.
    pub known: Option<String>,
}

impl LookedAt {
    /// True where the first rows say that they were made up.
    pub fn says_synthetic(&self, mapping: &Mapping) -> bool {
        let Some(at) = mapping.column_of(Role::Synthetic) else { return false };
        let mut cells = self.preview.rows.iter().filter_map(|(_, cells)| cells.get(at));
        cells.any(|cell| cell.eq_ignore_ascii_case("yes"))
    }
}

/// A table that lies in the project now.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedTable {
    /// What became of its rows.
    pub counts: RowCounts,
    /// What can be settled together, the most rows first; the first of them.
    pub groups: Vec<ReportGroup>,
    /// How many such groups there are.
    pub all_groups: usize,
    /// Rows that may tell of one deal; the first of them.
    pub deals: Vec<DealGroup>,
    /// How many such pairs there are.
    pub all_deals: usize,
    /// Names that may be one company's; the first of them.
    pub companies: Vec<CompanyGroup>,
    /// How many such groups there are.
    pub all_companies: usize,
    /// The table was too long to look for what stands twice.
    pub not_compared: bool,
    /// The mapping by which it was read.
    pub mapping: Mapping,
    /// Its folder, in words.
    pub folder: String,
    /// As views refer to it.
    pub refer: String,
    /// It says that it was made up for a test.
    pub synthetic: bool,
}

/// Why a table was not imported. Nothing was written then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotImported {
    /// The person broke it off.
    Stopped,
    /// There is no folder to keep it in.
    NoProject,
    /// No row could be taken.
    NoRows(RowCounts),
    /// In words.
    Failed(String),
}

/// News of an import, with the number of its request.
#[derive(Clone, Debug)]
pub enum ImportEvent {
    /// A text that was opened is a table of deals.
    Found(PathBuf),
    /// The beginning of a table, or why it cannot be read.
    LookedAt(u64, Result<Arc<LookedAt>, String>),
    /// How far an import is.
    Progress(u64, Progress),
    /// An import ended.
    Ended(u64, Result<Arc<ImportedTable>, NotImported>),
}

/// What tells a proposal about a company's names from others.
pub fn company_apart(group: &CompanyGroup) -> String {
    group.names.join("\n")
}

/// What tells a proposal about two rows from others.
pub fn deal_apart(group: &DealGroup) -> String {
    format!("{}\n{}", group.kept.1, group.dropped.1)
}
