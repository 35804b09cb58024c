//! Floor 4d: tables as text: what `table` prints and what a copied panel holds.
//!
//! One generic [`Table`] with a CSV and a JSON writer, and one list that says which panel fills
//! which table. Cells are plain: no separators, no scaling, whatever unit or language a view shows.

mod cell;
mod claims;
mod compare;
mod conflicts;
mod deals;
mod derived;
mod financing;
mod places;
mod portfolio;
mod ranking;
mod rates;
mod schemes;
mod write;

pub use cell::Cell;
pub use deals::{deals_header, deals_table};
pub use portfolio::{PORTFOLIO_TABLES, PortfolioTableMaker};

use crate::{
    analysis::findings::Findings,
    model::{dataset::Dataset, user_layer::UserLayer, view_state::ViewState},
};

/// Rows of cells under named columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Column names: snake case, English, in order.
    pub columns: Vec<String>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; one that is too short is filled with unknown cells, one too long is cut.
    pub fn push(&mut self, mut row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "row does not fit the columns {:?}", self.columns);
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }

    /// The cell of a row under a column name.
    pub fn cell(&self, row: usize, column: &str) -> Option<&Cell> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.rows.get(row)?.get(at)
    }

    /// CSV after RFC 4180: comma, LF, a header, no byte order mark.
    pub fn to_csv(&self) -> String {
        write::csv(self)
    }

    /// JSON: one array of objects with the same keys, unknown is `null`, one object a line.
    pub fn to_json(&self) -> String {
        write::json(self)
    }

    /// Tab-separated text for the clipboard; tabs and line ends inside cells become spaces.
    pub fn to_tsv(&self) -> String {
        write::tsv(self)
    }
}

/// What a table is made from.
#[derive(Clone, Copy)]
pub struct TableInputs<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The view: filters, places compared, weights.
    pub view: &'a ViewState,
    /// What follows from the data, and where claims disagree.
    pub findings: &'a Findings,
    /// What a person added: decisions.
    pub layer: &'a UserLayer,
    /// Days after a period's end from which a count of it is taken as complete.
    pub incomplete_days: u16,
}

/// Makes the table of one panel.
pub type TableMaker = fn(TableInputs<'_>) -> Table;

/// Every panel that prints a table, by its name on the command line.
pub const PANEL_TABLES: &[(&str, TableMaker)] = &[
    ("claims", claims::claims_table),
    ("places", places::places_table),
    ("ranking", ranking::ranking_table),
    ("compare", compare::compare_table),
    ("financing", financing::financing_table),
    ("conflicts", conflicts::conflicts_table),
    ("derived", derived::derived_table),
    ("schemes", schemes::schemes_table),
    ("rates", rates::rates_table),
];

/// The table of a panel; `None` for a name that prints none.
pub fn panel_table(name: &str, inputs: TableInputs<'_>) -> Option<Table> {
    PANEL_TABLES.iter().find(|(panel, _)| *panel == name).map(|(_, make)| make(inputs))
}
