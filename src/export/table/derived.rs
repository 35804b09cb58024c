//! `--panel derived`: every figure computed from claims, by rule and id.

use super::{Cell, Table, TableInputs};
use crate::analysis::derived_figures::DerivedFigure;

/// Every derived figure. `checked_against` names the claims on the same subject, metric and
/// period with `consistent` or `inconsistent`.
pub fn derived_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new([
        "id",
        "subject_id",
        "metric",
        "period",
        "value",
        "low",
        "high",
        "unit",
        "derivation",
        "claim_ids",
        "checked_against",
    ]);
    for figure in &inputs.findings.figures {
        table.push(row(figure));
    }
    table
}

fn row(figure: &DerivedFigure) -> Vec<Cell> {
    let [low, high] = Cell::bounds(&figure.quantity.bounds);
    let checks = figure
        .checked_against
        .iter()
        .map(|check| format!("{}:{}", check.claim, if check.consistent { "consistent" } else { "inconsistent" }));
    vec![
        Cell::text(&figure.id),
        Cell::ids(figure.subjects.iter().map(|subject| subject.id())),
        Cell::text(figure.metric.as_str()),
        Cell::text(figure.period.written()),
        Cell::value(figure.quantity.value),
        low,
        high,
        Cell::text(figure.quantity.unit.id.as_str()),
        Cell::text(&figure.derivation),
        Cell::ids(&figure.claims),
        Cell::ids(checks),
    ]
}
