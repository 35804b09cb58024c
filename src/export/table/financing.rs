//! `--panel financing`: the marks of the quarterly chart, in drawing order.

use super::{Cell, Table, TableInputs};
use crate::{
    analysis::{chart::Mark, quarterly::financing_chart},
    model::view_state::FinancingView,
};

/// The marks that the view's chart draws. A quarter that nothing is said of is a row without a
/// value; its claims are empty.
pub fn financing_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new([
        "scope",
        "place_id",
        "measure",
        "period",
        "start",
        "end",
        "value",
        "low",
        "high",
        "unit",
        "qualifier",
        "status",
        "derivation",
        "joins_previous",
        "gap_reason",
        "claim_ids",
    ]);
    let view = &inputs.view.financing;
    let chart = financing_chart(inputs.data, view, &inputs.view.filters, &inputs.findings.figures, inputs.incomplete_days);
    for mark in chart.marks() {
        table.push(row(view, mark));
    }
    table
}

fn row(view: &FinancingView, mark: &Mark) -> Vec<Cell> {
    let date = |date: Option<jiff::civil::Date>| date.map_or(Cell::Empty, |date| Cell::text(date.to_string()));
    let [low, high] = Cell::bounds(&mark.quantity.bounds);
    vec![
        Cell::text(&view.scope),
        Cell::text(mark.series.subject.id()),
        Cell::text(view.measure.name()),
        Cell::text(mark.period.written()),
        date(mark.period.start()),
        date(mark.period.end()),
        Cell::value(mark.quantity.value),
        low,
        high,
        Cell::text(mark.quantity.unit.id.as_str()),
        Cell::text(mark.quantity.qualifier.name()),
        Cell::text(mark.status.map_or("", |status| status.name())),
        Cell::text(&mark.derivation),
        mark.joins_previous.into(),
        Cell::ids(mark.gap.iter().map(|reason| reason.name())),
        Cell::ids(&mark.claims),
    ]
}
