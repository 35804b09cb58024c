//! What clicks, drags, keys and the right-click menu on the map ask for.

use egui::{Key, PointerButton, Pos2, Rect, Ui};

use super::MapScratch;
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, FilterCommand, SelectCommand, UiCommand, ViewCommand},
    },
    analysis::{hit_test, markers::Marker},
    model::{
        filter::{Filter, GeoBox},
        ids::PlaceId,
        item::{Item, MAX_SELECTED},
        place::LonLat,
        portfolio::{Anchor, GeoPoint},
    },
    panels::PanelCtx,
    views::map::{
        Shown,
        tool::{Measure, Measuring, paint_box},
    },
};

/// A drag shorter than this is no box, points.
const SMALLEST_BOX: f32 = 6.0;

/// Where a screen position is on the ground.
pub fn ground_at(shown: &Shown, at: Pos2) -> LonLat {
    let offset = at - shown.rect.min;
    shown.viewport.unproject([f64::from(offset.x), f64::from(offset.y)])
}

/// Clicks: a tool takes them first, then symbols, then provinces; on nothing they clear.
pub fn clicks(
    ui: &Ui,
    (scratch, shown, hit): (&mut MapScratch, &Shown, Option<&Marker>),
    area: Option<&PlaceId>,
    has_selection: bool,
    out: &mut CommandQueue,
) {
    // A primary click with a change was a drag's end or a double click.
    if !shown.response.clicked_by(PointerButton::Primary) || shown.response.changed() {
        return;
    }
    shown.response.request_focus();
    let Some(at) = shown.response.interact_pointer_pos() else { return };
    if let Some(tool) = &mut scratch.tool {
        tool.click(ground_at(shown, at));
        return;
    }
    let item = hit.map(|marker| marker.item.clone()).or_else(|| area.cloned().map(Item::Place));
    let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
    match item {
        Some(item) if add => out.push(SelectCommand::Toggle(item)),
        Some(item) => out.push(SelectCommand::Set(item)),
        None if has_selection && !add => out.push(SelectCommand::Clear),
        None => {}
    }
}

/// Lights what is under the pointer everywhere, and nothing once the pointer has left.
pub fn hover(scratch: &mut MapScratch, now: Option<Item>, hovered: Option<&Item>, out: &mut CommandQueue) {
    if now == scratch.hovered {
        return;
    }
    // Another panel may light something of its own meanwhile; only what was lit here is put out.
    if now.is_some() || hovered == scratch.hovered.as_ref() {
        out.push(SelectCommand::Hover(now.clone()));
    }
    scratch.hovered = now;
}

/// A box dragged with Shift held: filters by area and selects the ranked cities inside.
pub fn box_selection(ui: &Ui, ctx: &PanelCtx<'_>, scratch: &mut MapScratch, shown: &Shown, out: &mut CommandQueue) {
    let response = &shown.response;
    let shift = ui.input(|input| input.modifiers.shift);
    if response.drag_started_by(PointerButton::Primary) && shift {
        scratch.box_start = ui.input(|input| input.pointer.press_origin()).or(response.interact_pointer_pos());
    }
    let Some(start) = scratch.box_start else { return };
    let end = response.interact_pointer_pos().unwrap_or(start);
    let area = Rect::from_two_pos(start, end).intersect(shown.rect);
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        scratch.box_start = None;
        return;
    }
    if !response.drag_stopped() && response.dragged() {
        paint_box(ui.painter(), area, ctx.theme);
        return;
    }
    scratch.box_start = None;
    if area.width() < SMALLEST_BOX || area.height() < SMALLEST_BOX {
        return;
    }
    let (north_west, south_east) = (ground_at(shown, area.min), ground_at(shown, area.max));
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    let chosen = GeoBox {
        west: round(north_west.lon),
        south: round(south_east.lat),
        east: round(south_east.lon),
        north: round(north_west.lat),
    };
    let data = &ctx.model.data;
    let inside: Vec<Item> = data
        .ranked_cities()
        .filter(|city| data.places.get(&city.place).and_then(|p| p.point).is_some_and(|p| chosen.contains(p.lon, p.lat)))
        .map(|city| Item::Place(city.place.clone()))
        .take(MAX_SELECTED)
        .collect();
    out.push(FilterCommand::Set(Box::new(Filter { area: Some(chosen), ..ctx.model.view.filters.clone() })));
    if !inside.is_empty() {
        out.push(SelectCommand::Many(inside));
    }
}

/// The right-click menu.
pub fn menu(ctx: &PanelCtx<'_>, scratch: &mut MapScratch, shown: &Shown, out: &mut CommandQueue) {
    if shown.response.secondary_clicked()
        && let Some(at) = shown.response.interact_pointer_pos()
    {
        scratch.menu_at = Some(ground_at(shown, at));
    }
    shown.response.context_menu(|ui| {
        let Some(at) = scratch.menu_at else { return };
        let text = ctx.text;
        let coordinates = format!("{:.5}, {:.5}", at.lat, at.lon);
        if ui.button(text.fmt("map-menu-copy", &[("at", coordinates.as_str().into())])).clicked() {
            out.push(CopyCommand::Text(coordinates));
        }
        if ui.button(text.get("map-menu-what")).clicked() {
            let outlines = scratch.areas.outlines(ui.ctx(), true).cloned();
            let place = outlines.and_then(|outlines| hit_test::place_at(&ctx.model.data, &outlines.provinces, at));
            if let Some(place) = place {
                out.push(SelectCommand::Set(Item::Place(place)));
            }
        }
        if ctx.model.portfolio.is_some() && ui.button(text.get("portfolio-note-here")).clicked() {
            out.push(UiCommand::NewNote(GeoPoint::new(at.lon, at.lat).map(Anchor::Point)));
        }
        ui.separator();
        if ui.button(text.get("map-menu-distance")).clicked() {
            scratch.tool = Some(Measuring::from(Measure::Distance, at));
        }
        if ui.button(text.get("map-menu-radius")).clicked() {
            scratch.tool = Some(Measuring::from(Measure::Radius, at));
        }
        ui.separator();
        if ui.button(text.get("map-menu-zoom")).clicked() {
            out.push(ViewCommand::FlyTo { lon: at.lon, lat: at.lat, zoom: Some(ctx.model.view.map.zoom + 2.0) });
        }
    });
}
