//! What stands where fewer than two places are chosen.

use egui::{RichText, Ui};

use crate::{
    action::{CommandQueue, command::ViewCommand},
    analysis::compare::CompareTable,
    model::{ids::PlaceId, item::MAX_SELECTED},
    panels::PanelCtx,
    views::{
        theme::{regular, semibold, size, space},
        widgets::wide_button,
    },
};

/// Says how to choose places and offers what can be compared at once.
pub(super) fn empty_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, table: &CompareTable, out: &mut CommandQueue) {
    ui.add_space(space::XL);
    ui.label(RichText::new(ctx.text.get("compare-empty-title")).font(semibold(size::TITLE)).color(ctx.theme.text));
    let how = if table.places.is_empty() { ctx.text.get("compare-empty-none") } else { ctx.text.get("compare-empty-one") };
    ui.label(RichText::new(how).font(regular(size::BODY)).color(ctx.theme.muted));
    ui.add_space(space::S);
    let selected: Vec<PlaceId> = ctx.model.view.selection.places().cloned().collect();
    let mut together = table.places.clone();
    together.extend(selected.iter().filter(|place| !table.places.contains(place)).cloned());
    ui.horizontal_wrapped(|ui| {
        if together.len() >= 2 {
            let names: Vec<&str> = together.iter().map(|place| ctx.model.data.place_name(place, ctx.lang())).collect();
            let names = names.join(", ");
            if wide_button(ui, ctx.theme, &ctx.text.fmt("compare-empty-selected", &[("places", (&names).into())])).clicked() {
                out.push(ViewCommand::Compare(together));
            }
        }
        let tiers = tiers(ctx);
        if tiers.len() >= 2 && wide_button(ui, ctx.theme, ctx.text.get("compare-empty-tiers")).clicked() {
            out.push(ViewCommand::Compare(tiers));
        }
    });
}

/// The cities published as tier 1, then those of tier 2 by our rank, ten in all.
fn tiers(ctx: &PanelCtx<'_>) -> Vec<PlaceId> {
    let rows = &ctx.derived.ranking.rows;
    let of = |tier: u8| rows.iter().filter(move |row| row.tier_published == Some(tier)).map(|row| row.place.clone());
    of(1).chain(of(2)).take(MAX_SELECTED).collect()
}
