//! The map panel.

mod card;
mod deals;
mod gestures;
mod legend;
mod pins;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use egui::{CursorIcon, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{FileCommand, ViewCommand},
    },
    analysis::{
        hit_test,
        label_plan::{self, PlanInput},
        labels::Box2,
        markers::{
            self, Marker, Scene,
            figures::{self, AreaFigure},
        },
    },
    data::tiles::{Archive, TileFileError},
    model::{
        filter::Filter,
        ids::PlaceId,
        item::Item,
        lang::Lang,
        place::LonLat,
        settings::MoneyLens,
        view_state::{Layers, MapView},
    },
    views::{
        map::{
            Shown, Surface,
            areas::{AreaLayer, Areas},
            base::BaseTiles,
            controls::{self as map_controls, ZoomButton},
            legend::{self as map_legend, LegendModel},
            names::{Names, room_of},
            online::Delivery,
            symbols::{self, Lit},
            tool::Measuring,
        },
        theme::weight,
    },
};
use card::Subject;

/// The map panel's own state.
pub struct MapScratch {
    /// What the pointer is over; for the status bar.
    pub pointer: Option<LonLat>,
    surface: Surface,
    areas: Areas,
    names: Names,
    kept: Kept,
    /// None until a person opened or closed the legend: then the panel's size decides.
    legend_open: Option<bool>,
    tool: Option<Measuring>,
    box_start: Option<Pos2>,
    menu_at: Option<LonLat>,
    /// What this panel lit last.
    hovered: Option<Item>,
    pins: pins::KeptPins,
}

impl MapScratch {
    /// With the bundled base map. `in_place`: tiles are decoded while the frame is drawn, so that
    /// the first frame is complete (headless pictures, tests).
    pub fn new(in_place: bool) -> Self {
        Self {
            pointer: None,
            surface: Surface::new(in_place),
            areas: Areas::new(in_place),
            names: Names::default(),
            kept: Kept::default(),
            legend_open: None,
            tool: None,
            box_start: None,
            menu_at: None,
            hovered: None,
            pins: pins::KeptPins::default(),
        }
    }

    /// Lets the map look somewhere else, unless it does already.
    pub fn move_to(&mut self, view: &MapView) {
        self.surface.move_to(view);
    }

    /// Ends a measurement.
    pub fn stop_measuring(&mut self) {
        self.tool = None;
    }

    /// True while a distance or a radius is measured.
    pub fn is_measuring(&self) -> bool {
        self.tool.is_some()
    }

    /// True when the last frame showed all base tiles of its area at their own zoom.
    pub fn is_complete(&self) -> bool {
        self.surface.is_complete()
    }

    /// Opens a base map file and draws it; on failure the one in use stays.
    ///
    /// # Errors
    /// When the file cannot be read or is no archive that can be drawn.
    pub fn open_base_map(&mut self, path: &Path) -> Result<(), TileFileError> {
        self.surface.open(path)
    }

    /// Draws an archive that was opened elsewhere; `name` is its file.
    pub fn use_base_map(&mut self, archive: Arc<Archive>, name: String) {
        self.surface.use_archive(archive, name);
    }

    /// Goes back to the bundled base map.
    pub fn use_bundled_base_map(&mut self) {
        self.surface.use_bundled();
    }
}

type SceneKey = (u64, Layers, Filter);
type LegendKey = (SceneKey, Lang, MoneyLens, [bool; 2]);

/// What the map shows for a view, kept until data, layers or filter change.
#[derive(Default)]
struct Kept {
    key: Option<SceneKey>,
    scene: Scene,
    areas: BTreeMap<PlaceId, AreaFigure>,
    legend: Option<(LegendKey, LegendModel)>,
}

impl Kept {
    fn refresh(&mut self, ctx: &PanelCtx<'_>) {
        let (data, view) = (&ctx.model.data, &ctx.model.view);
        let same = |(print, layers, filter): &SceneKey| {
            *print == data.fingerprint() && *layers == view.layers && *filter == view.filters
        };
        if self.key.as_ref().is_some_and(same) {
            return;
        }
        self.scene = markers::scene(data, &view.layers, &view.filters);
        let metric = &view.layers.province_metric;
        self.areas = if view.layers.provinces { figures::provinces(data, &view.filters, metric) } else { BTreeMap::new() };
        self.key = Some((data.fingerprint(), view.layers.clone(), view.filters.clone()));
    }

    fn legend(&mut self, ctx: &PanelCtx<'_>, zoom: f64) -> &LegendModel {
        let closer = [zoom >= markers::ZONES_FROM, zoom >= markers::FUNDS_FROM];
        let same = |((scene, lang, lens, near), _): &(LegendKey, LegendModel)| {
            Some(scene) == self.key.as_ref() && *lang == ctx.lang() && *lens == ctx.model.view.units && *near == closer
        };
        if !self.legend.as_ref().is_some_and(same)
            && let Some(key) = &self.key
        {
            let model = legend::legend(ctx, &self.scene, &self.areas, zoom);
            self.legend = Some(((key.clone(), ctx.lang(), ctx.model.view.units, closer), model));
        }
        static NOTHING: LegendModel =
            LegendModel { cities: None, areas: None, zones: Vec::new(), folded_zones: None, funds: None };
        self.legend.as_ref().map_or(&NOTHING, |(_, model)| model)
    }
}

/// Draws the map panel.
pub fn map_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut MapScratch, out: &mut CommandQueue) {
    scratch.surface.move_to(&ctx.model.view.map);
    scratch.surface.follow_online(&ctx.model.settings.online_tiles, ui.ctx());
    let mut kept = std::mem::take(&mut scratch.kept);
    kept.refresh(ctx);
    let layers = &ctx.model.view.layers;
    let over = if layers.provinces {
        scratch.areas.layer(ui.ctx(), &kept.areas, ctx.model.view.map.zoom, ctx.theme)
    } else {
        AreaLayer::empty()
    };
    let free_drag = scratch.box_start.is_none() && !ui.input(|input| input.modifiers.shift);
    let name = ctx.text.get("map-name");
    let shown = scratch.surface.show(ui, (ctx.theme, ctx.lang(), name), free_drag, over);
    if let Some(mut view) = shown.moved.clone() {
        view.base.clone_from(&ctx.model.view.map.base);
        out.push(ViewCommand::MapMoved(view));
    }
    let mut on_map = ui.new_child(UiBuilder::new().max_rect(shown.rect).id_salt("on the map"));
    on_map.set_clip_rect(shown.rect.intersect(ui.clip_rect()));
    // Symbols and labels are drawn under the controls but have to know where those are.
    let slot = on_map.painter().add(Shape::Noop);
    let marks = deals::Marks::of(ctx, &shown.viewport);
    let controls = controls(&mut on_map, ctx, scratch, (&mut kept, marks.as_ref()), &shown, out);
    let pointer = shown.response.hover_pos();
    scratch.pointer = pointer.map(|at| gestures::ground_at(&shown, at));
    let (hit, area) = under_pointer(ctx, scratch, &kept, &shown, pointer);
    let now = hit.map(|marker| marker.item.clone()).or_else(|| area.clone().map(Item::Place));
    gestures::hover(scratch, now, ctx.model.transient.hover.as_ref(), out);
    let shapes = draw_data(&on_map, ctx, scratch, (&kept, marks.as_ref()), &shown, controls);
    on_map.painter().set(slot, Shape::Vec(shapes));
    gestures::clicks(&on_map, (scratch, &shown, hit), area.as_ref(), !ctx.model.view.selection.is_empty(), out);
    gestures::box_selection(&on_map, ctx, scratch, &shown, out);
    if scratch.tool.is_none() && ctx.model.view.layers.notes {
        pins::pins_ui(&on_map, ctx, &mut scratch.pins, (&shown.viewport, shown.rect), out);
    }
    if let Some(tool) = &scratch.tool {
        tool.paint(on_map.painter(), &shown.viewport, shown.rect, scratch.pointer, (ctx.text, ctx.theme));
    }
    gestures::menu(ctx, scratch, &shown, out);
    if let (Some(at), None, None) = (pointer, &scratch.tool, scratch.box_start)
        && !shown.response.dragged()
        && !shown.response.context_menu_opened()
    {
        let under = marks.as_ref().and_then(|marks| Some((marks, marks.at(&shown.viewport, at - shown.rect.min)?)));
        // Deals stand in front of the province that they lie in.
        let area = area.as_ref().filter(|_| under.is_none());
        let subject = hit.map(Subject::Marker).or(area.map(|id| Subject::Area(id, kept.areas.get(id))));
        if subject.is_some() || under.is_some() {
            card::card(ui, ctx, (subject.as_ref(), under), at, shown.rect);
        }
    }
    if shown.response.has_focus() {
        on_map.painter().rect_stroke(shown.rect, 0, Stroke::new(weight::BOLD, ctx.theme.accent), StrokeKind::Inside);
    }
    cursor(&on_map, scratch, &shown, hit.is_some());
    scratch.kept = kept;
}

fn cursor(ui: &Ui, scratch: &MapScratch, shown: &Shown, on_symbol: bool) {
    if !shown.response.hovered() {
        return;
    }
    let icon = if scratch.tool.is_some() || scratch.box_start.is_some() {
        CursorIcon::Crosshair
    } else if shown.response.dragged() {
        CursorIcon::Grabbing
    } else if on_symbol {
        CursorIcon::PointingHand
    } else {
        return;
    };
    ui.set_cursor_icon(icon);
}

/// Symbol and, where none is, province under the pointer.
fn under_pointer<'a>(
    ctx: &PanelCtx<'_>,
    scratch: &MapScratch,
    kept: &'a Kept,
    shown: &Shown,
    pointer: Option<Pos2>,
) -> (Option<&'a Marker>, Option<PlaceId>) {
    let Some(at) = pointer else { return (None, None) };
    let offset = at - shown.rect.min;
    let model = ctx.model;
    let lit = |item: &Item| model.view.selection.contains(item) || model.transient.hover.as_ref() == Some(item);
    let drawn = |marker: &Marker| kept.scene.is_shown(marker, shown.viewport.zoom, lit(&marker.item));
    let hit = hit_test::marker_at(&kept.scene, &shown.viewport, [f64::from(offset.x), f64::from(offset.y)], drawn);
    let area = || {
        let outlines = scratch.areas.known().filter(|_| model.view.layers.provinces)?;
        hit_test::province_at(&outlines.provinces, scratch.pointer?).cloned()
    };
    (hit, if hit.is_none() { area() } else { None })
}

/// Legend, zoom buttons, scale, attribution, limit; returns the room they take.
fn controls(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut MapScratch,
    (kept, marks): (&mut Kept, Option<&deals::Marks<'_>>),
    shown: &Shown,
    out: &mut CommandQueue,
) -> Vec<Box2> {
    let (map, look) = (shown.rect, (ctx.text, ctx.theme));
    let mut rooms = Vec::new();
    let attribution = attribution(ctx, scratch);
    rooms.push(map_controls::scale_and_attribution(ui.painter(), map, (shown.viewport.meters_per_point(), &attribution), look));
    let layers = &ctx.model.view.layers;
    if layers.cities || layers.provinces || layers.zones || layers.funds || ctx.model.portfolio.is_some() || marks.is_some() {
        let small = map.width() < 560.0 || map.height() < 360.0;
        let mut open = scratch.legend_open.unwrap_or(!small);
        let was = open;
        let pins = pins::kinds(&scratch.pins, ctx);
        let of_deals = marks.map(|marks| marks.legend(ctx));
        let model = kept.legend(ctx, shown.viewport.zoom);
        rooms.push(map_legend::legend(ui, map, (model, &pins, of_deals.as_ref()), &mut open, look));
        if open != was {
            scratch.legend_open = Some(open);
        }
    }
    rooms.extend(marks.and_then(|marks| marks.notice(ui, ctx, map)));
    let (pressed, room) = map_controls::zoom_buttons(ui, map, ctx.text, ctx.theme);
    rooms.push(room);
    match pressed {
        Some(ZoomButton::In) => out.push(ViewCommand::ZoomBy(1.0)),
        Some(ZoomButton::Out) => out.push(ViewCommand::ZoomBy(-1.0)),
        Some(ZoomButton::Home) => out.push(ViewCommand::Home),
        None => {}
    }
    if map.width() > 420.0 {
        notices(ui, ctx, &mut scratch.surface, shown, (&mut rooms, out));
    }
    rooms.into_iter().map(|room| room_of(room, map)).collect()
}

/// What the ground under the data lacks, and what helps.
fn notices(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    surface: &mut Surface,
    shown: &Shown,
    (rooms, out): (&mut Vec<Rect>, &mut CommandQueue),
) {
    let (map, mut row) = (shown.rect, 0);
    let finest = surface.base().map_or(f64::INFINITY, BaseTiles::finest_zoom);
    if shown.viewport.zoom > finest + 0.5 {
        let words = ctx.text.fmt("map-limit", &[("zoom", format!("{finest:.0}").as_str().into())]);
        let (asked, room) = map_controls::notice(ui, map, row, (&words, ctx.text.get("map-limit-button")), ctx.theme);
        rooms.push(room);
        row += 1;
        if asked {
            out.push(FileCommand::PickBaseMap);
        }
    }
    let words = match surface.delivery() {
        Delivery::Whole | Delivery::Awaited => return,
        Delivery::Silent => ctx.text.get("map-server-silent").to_owned(),
        Delivery::Refused(tiles) => ctx.text.fmt("map-server-refused", &[("tiles", tiles.into())]),
    };
    let (asked, room) = map_controls::notice(ui, map, row, (&words, ctx.text.get("map-server-again")), ctx.theme);
    rooms.push(room);
    if asked {
        surface.ask_server_again();
        ui.request_repaint();
    }
}

fn attribution(ctx: &PanelCtx<'_>, scratch: &MapScratch) -> String {
    let base = if scratch.surface.base_name().is_empty() {
        ctx.text.get("map-attribution").to_owned()
    } else {
        scratch.surface.base().map(|base| base.archive().attribution().to_owned()).unwrap_or_default()
    };
    let server = ctx.model.settings.online_tiles.attribution.trim();
    if scratch.surface.is_online() && !server.is_empty() { format!("{server} · {base}") } else { base }
}

/// Symbols, rings and labels.
fn draw_data(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut MapScratch,
    (kept, marks): (&Kept, Option<&deals::Marks<'_>>),
    shown: &Shown,
    keep_clear: Vec<Box2>,
) -> Vec<Shape> {
    let model = ctx.model;
    let (selection, hover) = (&model.view.selection, model.transient.hover.as_ref());
    let mut shapes = Vec::new();
    let on_screen = |[x, y]: [f64; 2]| shown.rect.min + vec2(x as f32, y as f32);
    for marker in &kept.scene.markers {
        let lit = Lit { selected: selection.contains(&marker.item), hovered: hover == Some(&marker.item) };
        let [x, y] = shown.viewport.project(marker.at);
        let [dx, dy] = marker.offset;
        let drawn = kept.scene.is_shown(marker, shown.viewport.zoom, lit.selected || lit.hovered);
        if drawn && shown.viewport.shows([x + dx, y + dy], 40.0) {
            symbols::shapes(marker, on_screen([x + dx, y + dy]), lit, ctx.theme, &mut shapes);
        }
    }
    if let Some(marks) = marks {
        marks.shapes(ui, ctx, (&shown.viewport, shown.rect), &mut shapes);
    }
    let ground = scratch.names.ground(scratch.surface.base());
    let plan = label_plan::plan(&PlanInput {
        scene: &kept.scene,
        data: &model.data,
        viewport: shown.viewport,
        lang: ctx.lang(),
        selection,
        hover,
        ground,
    });
    for pin in &plan.pins {
        symbols::ring(on_screen(*pin), ctx.theme, &mut shapes);
    }
    scratch.names.paint(ui.painter(), (plan, keep_clear, shown.rect), (ctx.text, ctx.theme), &mut shapes);
    shapes
}
