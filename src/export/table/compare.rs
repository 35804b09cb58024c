//! `--panel compare`: the places of the view side by side.

use super::{Cell, Table, TableInputs, cell::TABLE_DIGITS};
use crate::analysis::{
    compare::{CompareRow, CompareTable, RowKind, compare},
    place_tree::GuardedSum,
    ranking::rank,
};

/// One row per metric and period, five columns per place; the score of the ranking and its parts
/// stand first.
pub fn compare_table(inputs: TableInputs<'_>) -> Table {
    let view = inputs.view;
    let ranking = rank(inputs.data, &view.ranking, &view.filters);
    let compared = compare(inputs.data, &view.compare, &ranking, &view.filters);
    let mut columns: Vec<String> = ["metric", "period", "unit"].map(Into::into).into();
    for place in &compared.places {
        columns.extend(["value", "low", "high", "qualifier", "claim_ids"].map(|name| format!("{place}_{name}")));
    }
    columns.push("remark".into());
    let mut table = Table::new(columns);
    for row in &compared.rows {
        table.push(cells(&compared, row));
    }
    table
}

fn cells(table: &CompareTable, row: &CompareRow) -> Vec<Cell> {
    let metric = match &row.kind {
        RowKind::Score => "ranking:score".to_owned(),
        RowKind::Part(id) => format!("ranking:{id}"),
        RowKind::Metric(id) => id.to_string(),
    };
    let mut periods: Vec<&str> = row.cells.iter().filter_map(|c| c.period.as_ref()).map(|p| p.written()).collect();
    periods.sort_unstable();
    periods.dedup();
    let mut cells = vec![Cell::text(metric), Cell::text(periods.join(";")), Cell::text(row.unit.id.as_str())];
    for cell in &row.cells {
        let [low, high] = Cell::bounds(&cell.quantity.bounds);
        cells.extend([
            Cell::value(cell.quantity.value),
            low,
            high,
            Cell::text(cell.quantity.qualifier.name()),
            Cell::ids(&cell.claims),
        ]);
    }
    cells.push(Cell::text(remark(table, row)));
    cells
}

/// What to mind when reading a row, with the places it concerns.
fn remark(table: &CompareTable, row: &CompareRow) -> String {
    let list = |text: &dyn Fn(usize) -> Option<String>| {
        let parts: Vec<String> =
            table.places.iter().enumerate().filter_map(|(at, place)| Some(format!("{place} {}", text(at)?))).collect();
        parts.join(", ")
    };
    let mut remarks = Vec::new();
    if row.remark.periods {
        let periods = list(&|at| Some(row.cells.get(at)?.period.as_ref()?.written().to_owned()));
        remarks.push(format!("period differs: {periods}"));
    }
    if row.remark.parts {
        let parts = list(&|at| {
            let cell = row.cells.get(at).filter(|cell| cell.is_part)?;
            Some(cell.period.as_ref()?.written().to_owned())
        });
        remarks.push(format!("part period beside a longer one: {parts}"));
    }
    if row.remark.providers {
        remarks.push("definition may differ: measured by different providers".to_owned());
    }
    if row.remark.units {
        let units = list(&|at| row.cells.get(at).filter(|c| c.quantity.is_known()).map(|c| c.quantity.unit.id.to_string()));
        remarks.push(format!("unit differs: {units}"));
    }
    if let Some(Ok(sum)) = row.sum.as_ref().filter(|_| table.places.len() > 1) {
        remarks.extend(sum_remark(sum));
    }
    remarks.join("; ")
}

/// The sum of two or more figures, the places that lie in others, and those without a figure.
fn sum_remark(sum: &GuardedSum) -> Option<String> {
    let bounds = sum.quantity.bounds.rounded_outwards(TABLE_DIGITS);
    let figure = match (sum.quantity.value, bounds.low, bounds.high) {
        (Some(value), ..) => value.normalize().to_string(),
        (None, Some(low), Some(high)) => format!("{} to {}", low.normalize(), high.normalize()),
        (None, Some(low), None) => format!("at least {}", low.normalize()),
        (None, None, _) => return None,
    };
    if sum.parts.len() < 2 {
        return None;
    }
    let mut said = format!("sum {figure}");
    for (inner, outer) in &sum.left_out {
        said.push_str(&format!(", without {inner} which lies in {outer}"));
    }
    if !sum.not_stated.is_empty() {
        let places: Vec<String> = sum.not_stated.iter().map(ToString::to_string).collect();
        said.push_str(&format!(", not stated for {}", places.join(" ")));
    }
    Some(said)
}
