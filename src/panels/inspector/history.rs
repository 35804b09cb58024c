//! How a place came to be what it is.

use egui::Ui;

use super::heading::{paragraph, section};
use crate::{
    analysis::place_tree::{history_of, unit_name},
    model::{catalog::PlaceChange, ids::PlaceId},
    panels::PanelCtx,
    text::period::period_text,
    views::widgets::city_status_text,
};

/// Changes shown before the list is cut.
const MOST: usize = 6;

/// The changes that a place took part in, its own first.
pub fn history_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, place: &PlaceId) {
    let mut changes = history_of(&ctx.model.data, place);
    let Some(first) = changes.first() else { return };
    section(ui, ctx, ctx.text.get("inspector-history"), city_status_text(ctx.text, &first.status));
    changes.sort_by_key(|change| change.unit != *place);
    for change in changes.iter().take(MOST) {
        paragraph(ui, ctx, &said(ctx, place, change));
    }
    if let Some(more) = changes.len().checked_sub(MOST).filter(|more| *more > 0) {
        paragraph(ui, ctx, &ctx.text.fmt("inspector-more", &[("n", more.into())]));
    }
}

fn said(ctx: &PanelCtx<'_>, place: &PlaceId, change: &PlaceChange) -> String {
    let since = period_text(ctx.text, &change.since);
    let note = change.note.get(ctx.lang());
    let before = change.before.as_ref().map(|unit| unit_name(&ctx.model.data, unit));
    let before = before.as_ref().map_or("", |name| name.get(ctx.lang()));
    let unit = change.name.get(ctx.lang());
    let own = change.unit == *place;
    if own && before.is_empty() {
        return format!("{since}: {note}");
    }
    if own {
        let args = [("since", (&since).into()), ("before", before.into()), ("note", note.into())];
        return ctx.text.fmt("inspector-history-own", &args);
    }
    ctx.text.fmt("inspector-history-other", &[("since", (&since).into()), ("unit", unit.into()), ("note", note.into())])
}
