//! The field that adds a place.

use egui::{Key, TextEdit, Ui, vec2};

use super::CompareScratch;
use crate::{
    action::{CommandQueue, command::ViewCommand},
    analysis::{
        compare::CompareTable,
        search::{SearchIndex, Target},
    },
    model::{
        ids::PlaceId,
        item::{Item, MAX_SELECTED},
    },
    panels::PanelCtx,
    views::{
        theme::{regular, size, space},
        widgets::{chip, elided},
    },
};

/// Most places offered at once.
const OFFERED: usize = 6;
/// Names looked through, since many places have no figures.
const LOOKED_AT: usize = 60;

/// The search field; Enter adds the first hit.
pub(super) fn field_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    table: &CompareTable,
    scratch: &mut CompareScratch,
    out: &mut CommandQueue,
) {
    let full = table.places.len() >= MAX_SELECTED;
    let hint = format!("{}: {}", ctx.text.get("compare-add"), ctx.text.get("compare-add-hint"));
    let name = ctx.text.get("compare-add-name");
    let width = 240.0_f32.min(ui.available_width() - space::XL);
    let field = TextEdit::singleline(&mut scratch.query).hint_text(hint).font(regular(size::BODY));
    let response = ui.add_enabled_ui(!full, |ui| ui.add_sized(vec2(width, space::HIT + space::XS), field)).inner;
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(!full, "", &scratch.query, name);
        info.label = Some(name.to_owned());
        info
    });
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if full {
        response.on_disabled_hover_text(ctx.text.get("compare-full"));
    }
    if entered && let Some(first) = hits(ctx, table, scratch).into_iter().next() {
        out.push(ViewCommand::CompareAdd(first));
        scratch.query.clear();
    }
}

/// The places found, as chips to click.
pub(super) fn hits_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    table: &CompareTable,
    scratch: &mut CompareScratch,
    out: &mut CommandQueue,
) {
    if scratch.query.trim().is_empty() {
        return;
    }
    let hits = hits(ctx, table, scratch);
    ui.horizontal_wrapped(|ui| {
        if hits.is_empty() {
            elided(ui, ctx.text.get("compare-none-found"), regular(size::SMALL), ctx.theme.muted);
        }
        for place in hits {
            if chip(ui, ctx.theme, ctx.model.data.place_name(&place, ctx.lang()), false).clicked() {
                out.push(ViewCommand::CompareAdd(place));
                scratch.query.clear();
            }
        }
    });
}

/// Places by name that have figures and are not compared yet.
fn hits(ctx: &PanelCtx<'_>, table: &CompareTable, scratch: &mut CompareScratch) -> Vec<PlaceId> {
    let data = &ctx.model.data;
    let fingerprint = data.fingerprint();
    if scratch.index.as_ref().is_none_or(|(of, _)| *of != fingerprint) {
        scratch.index = Some((fingerprint, SearchIndex::new(data, &[], &[])));
    }
    let Some((_, index)) = &scratch.index else { return Vec::new() };
    index
        .search(&scratch.query, ctx.lang(), LOOKED_AT)
        .into_iter()
        .filter_map(|hit| match hit.target {
            Target::Item(Item::Place(place)) => Some(place),
            _ => None,
        })
        .filter(|place| !table.places.contains(place))
        .filter(|place| data.cities.get(place).is_some_and(|city| city.ranked) || data.claims_of_place(place).next().is_some())
        .take(OFFERED)
        .collect()
}
