//! `--panel claims`: every claim, sorted by id.

use super::{Cell, Table, TableInputs};
use crate::{
    analysis::filtering::claims_in_view,
    model::{claim::Claim, lang::Lang},
};

/// Every claim, sorted by id; `in_view` says what the view's filters let through.
pub fn claims_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new([
        "id",
        "subject_kind",
        "subject_id",
        "subject_en",
        "subject_zh",
        "metric",
        "period",
        "value",
        "low",
        "high",
        "unit",
        "qualifier",
        "status",
        "as_written",
        "provider",
        "document",
        "locator",
        "note",
        "supersedes",
        "in_view",
    ]);
    let shown = claims_in_view(inputs.data, &inputs.view.filters);
    for (id, claim) in &inputs.data.claims {
        table.push(claim_row(inputs, claim, shown.contains(id)));
    }
    table
}

fn claim_row(inputs: TableInputs<'_>, claim: &Claim, in_view: bool) -> Vec<Cell> {
    let name = inputs.data.subject_name(&claim.subject);
    let [low, high] = Cell::bounds(&claim.quantity.bounds);
    vec![
        Cell::text(claim.id.as_str()),
        Cell::text(&claim.subject_kind),
        Cell::text(claim.subject.id()),
        Cell::text(name.get(Lang::En)),
        Cell::text(name.get(Lang::Zh)),
        Cell::text(claim.metric.as_str()),
        Cell::text(claim.period.written()),
        Cell::value(claim.quantity.value),
        low,
        high,
        Cell::text(claim.quantity.unit.id.as_str()),
        Cell::text(claim.quantity.qualifier.name()),
        Cell::text(claim.status.name()),
        Cell::text(&claim.as_written),
        Cell::text(claim.provider.as_ref().map_or("", |id| id.as_str())),
        Cell::ids(&claim.documents),
        Cell::text(claim.locator.get(Lang::En)),
        Cell::text(claim.note.get(Lang::En)),
        Cell::text(claim.supersedes.as_ref().map_or("", |id| id.as_str())),
        in_view.into(),
    ]
}
