//! Where sub-fields and rounds meet.

use super::round_order;
use crate::{
    analysis::cube::{AmountSum, Clock, CubeQuery, Dimension, Engine, Filters, GroupBy, Order, Panel, QueryError},
    model::{claim::Measure, dataset::Dataset, unit::Currency},
};

/// Sub-fields that are shown.
const ROWS: usize = 18;

/// Deals of one sub-field and round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatCell {
    /// Deals.
    pub events: u64,
    /// Their money.
    pub amount: AmountSum,
}

impl HeatCell {
    /// What the cell is coloured by: deals, or the lower bound of their money.
    pub fn value(&self, measure: Measure) -> i128 {
        match measure {
            Measure::Events => i128::from(self.events),
            Measure::Amount => self.amount.low.max(0),
        }
    }
}

/// Cells by sub-field (rows) and round (columns).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatMap {
    /// Sub-fields with the most deals, most first; `None` is unknown and stands last.
    pub rows: Vec<Option<String>>,
    /// Rounds in the order of the atlas; `None` is unknown and stands last.
    pub columns: Vec<Option<String>>,
    /// Row by row; none where there is no deal.
    pub cells: Vec<Option<HeatCell>>,
    /// Sub-fields that have deals but no row.
    pub rows_left_out: usize,
}

impl HeatMap {
    /// A cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<&HeatCell> {
        self.cells.get(row * self.columns.len() + column).and_then(Option::as_ref)
    }

    /// The largest value of a cell: the end of the scale.
    pub fn largest(&self, measure: Measure) -> i128 {
        self.cells.iter().flatten().map(|cell| cell.value(measure)).max().unwrap_or_default()
    }

    /// Where a value lies on the scale from 0 to 1; a square root, so that small cells can be told
    /// apart beside large ones.
    pub fn shade(value: i128, largest: i128) -> f64 {
        if largest <= 0 { 0.0 } else { (value as f64 / largest as f64).clamp(0.0, 1.0).sqrt() }
    }
}

/// Counts sub-fields and rounds under the filters of all other dimensions.
pub(super) fn heat_map(
    engine: &dyn Engine,
    filters: &Filters,
    currency: Currency,
    data: &Dataset,
    clock: Clock<'_>,
) -> Result<HeatMap, QueryError> {
    let mut filters = filters.clone();
    filters.remove(&Dimension::SubField);
    filters.remove(&Dimension::Round);
    let group_by = vec![GroupBy::SubField, GroupBy::Round];
    let panel = Panel { group_by, amount: Some(currency), order: Order::Key, limit: None };
    let answer = engine.answer(&CubeQuery { filters, panel }, clock)?;
    let mut rows: Vec<(Option<String>, u64)> = Vec::new();
    let mut columns: Vec<Option<String>> = Vec::new();
    for found in &answer.rows {
        let [row, column] = found.key.as_slice() else { continue };
        match rows.iter_mut().find(|(one, _)| one == row) {
            Some((_, events)) => *events += found.events,
            None => rows.push((row.clone(), found.events)),
        }
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    rows.sort_by(|(a, one), (b, other)| a.is_none().cmp(&b.is_none()).then(other.cmp(one)).then_with(|| a.cmp(b)));
    let unknown = rows.pop_if(|(row, _)| row.is_none());
    let rows_left_out = rows.len().saturating_sub(ROWS);
    rows.truncate(ROWS);
    let rows: Vec<Option<String>> = rows.into_iter().chain(unknown).map(|(row, _)| row).collect();
    columns.sort_by_cached_key(|id| (round_order(data, id.as_deref()), id.clone()));
    let mut cells = vec![None; rows.len() * columns.len()];
    for found in answer.rows {
        let [row, column] = found.key.as_slice() else { continue };
        let at = rows.iter().position(|one| one == row).zip(columns.iter().position(|one| one == column));
        if let Some(cell) = at.and_then(|(row, column)| cells.get_mut(row * columns.len() + column)) {
            *cell = Some(HeatCell { events: found.events, amount: found.amount.unwrap_or_default() });
        }
    }
    Ok(HeatMap { rows, columns, cells, rows_left_out })
}
