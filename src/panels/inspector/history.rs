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
    let lines = lines(ctx, place, &changes);
    for line in lines.iter().take(MOST) {
        paragraph(ui, ctx, line);
    }
    if let Some(more) = lines.len().checked_sub(MOST).filter(|more| *more > 0) {
        paragraph(ui, ctx, &ctx.text.fmt("inspector-more", &[("n", more.into())]));
    }
}

/// One line a change; units to which the same happened on the same day share one.
fn lines(ctx: &PanelCtx<'_>, place: &PlaceId, changes: &[&PlaceChange]) -> Vec<String> {
    let alike =
        |a: &&PlaceChange, b: &&PlaceChange| a.unit != *place && b.unit != *place && (&a.since, &a.note) == (&b.since, &b.note);
    changes.chunk_by(alike).map(|alike| said(ctx, place, alike)).collect()
}

fn said(ctx: &PanelCtx<'_>, place: &PlaceId, alike: &[&PlaceChange]) -> String {
    let Some(change) = alike.first() else { return String::new() };
    let since = period_text(ctx.text, &change.since);
    let note = change.note.get(ctx.lang());
    if change.unit != *place {
        let units: Vec<&str> = alike.iter().map(|change| change.name.get(ctx.lang())).collect();
        let units = units.join(ctx.text.get("inspector-list-comma"));
        let args = [("since", (&since).into()), ("unit", (&units).into()), ("note", note.into())];
        return ctx.text.fmt("inspector-history-other", &args);
    }
    let before = change.before.as_ref().map(|unit| unit_name(&ctx.model.data, unit));
    let Some(before) = before.as_ref().map(|name| name.get(ctx.lang())) else {
        return ctx.text.fmt("inspector-history-founded", &[("since", (&since).into()), ("note", note.into())]);
    };
    ctx.text.fmt("inspector-history-own", &[("since", (&since).into()), ("before", before.into()), ("note", note.into())])
}
