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
        ids::{GroupId, PlaceId},
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
        add(ctx, table, scratch, first, out);
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
        if let Some((group, left_out)) = scratch.left_out.as_ref().filter(|_| table.places.len() >= MAX_SELECTED) {
            let name = ctx.model.data.groups.get(group).map_or(group.as_str(), |group| group.name.get(ctx.lang()));
            let said = ctx.text.fmt("compare-group-left-out", &[("group", name.into()), ("n", (*left_out).into())]);
            elided(ui, &said, regular(size::SMALL), ctx.theme.warning);
        }
        return;
    }
    let hits = hits(ctx, table, scratch);
    ui.horizontal_wrapped(|ui| {
        if hits.is_empty() {
            elided(ui, ctx.text.get("compare-none-found"), regular(size::SMALL), ctx.theme.muted);
        }
        for hit in hits {
            if chip(ui, ctx.theme, &hit_name(ctx, &hit), false).clicked() {
                add(ctx, table, scratch, hit, out);
            }
        }
    });
}

/// What the field offers: a place, or a group with members that are not compared yet.
enum Hit {
    Place(PlaceId),
    Group(GroupId, Vec<PlaceId>),
}

fn hit_name(ctx: &PanelCtx<'_>, hit: &Hit) -> String {
    match hit {
        Hit::Place(place) => ctx.model.data.place_name(place, ctx.lang()).to_owned(),
        Hit::Group(group, members) => {
            let name = ctx.model.data.groups.get(group).map_or(group.as_str(), |group| group.name.get(ctx.lang()));
            ctx.text.fmt("compare-add-group", &[("group", name.into()), ("n", members.len().into())])
        }
    }
}

/// Adds a place, or as many members of a group as there is room for.
fn add(ctx: &PanelCtx<'_>, table: &CompareTable, scratch: &mut CompareScratch, hit: Hit, out: &mut CommandQueue) {
    scratch.query.clear();
    scratch.left_out = None;
    match hit {
        Hit::Place(place) => out.push(ViewCommand::CompareAdd(place)),
        Hit::Group(group, members) => {
            let room = MAX_SELECTED.saturating_sub(table.places.len());
            let left_out = members.len().saturating_sub(room);
            scratch.left_out = (left_out > 0).then_some((group, left_out));
            let places = ctx.model.view.compare.iter().cloned().chain(members.into_iter().take(room)).collect();
            out.push(ViewCommand::Compare(places));
        }
    }
}

/// Members of a group that are not compared yet: those with figures first, in the group's order.
fn members_left(ctx: &PanelCtx<'_>, table: &CompareTable, group: &GroupId) -> Vec<PlaceId> {
    let data = &ctx.model.data;
    let members = data.groups.get(group).map(|group| group.members.as_slice()).unwrap_or_default();
    let mut left: Vec<PlaceId> = members.iter().filter(|member| !table.places.contains(member)).cloned().collect();
    left.sort_by_key(|member| data.claims_of_place(member).next().is_none());
    left
}

/// Places by name that have figures and are not compared yet, and groups of places.
fn hits(ctx: &PanelCtx<'_>, table: &CompareTable, scratch: &mut CompareScratch) -> Vec<Hit> {
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
            Target::Item(Item::Place(place)) => offered(ctx, table, &place).then_some(Hit::Place(place)),
            Target::Item(Item::Group(group)) => {
                let members = members_left(ctx, table, &group);
                (!members.is_empty()).then_some(Hit::Group(group, members))
            }
            _ => None,
        })
        .take(OFFERED)
        .collect()
}

fn offered(ctx: &PanelCtx<'_>, table: &CompareTable, place: &PlaceId) -> bool {
    let data = &ctx.model.data;
    let has_figures = data.cities.get(place).is_some_and(|city| city.ranked) || data.claims_of_place(place).next().is_some();
    has_figures && !table.places.contains(place)
}
