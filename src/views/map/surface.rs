//! The map widget itself: where it looks, what moves it, the base tiles under everything.

use std::{path::Path, sync::Arc};

use egui::{EventFilter, Key, Rect, Response, Role, Ui, WidgetInfo};
use walkers::{Layer, Map, MapMemory, lon_lat};

use super::{
    base::BaseTiles,
    online::{self, Delivery, Online},
};
use crate::{
    analysis::scale::{Viewport, World, from_world, to_world},
    data::tiles::{self, Archive, TileFileError},
    model::{lang::Lang, place::LonLat, settings::OnlineTiles, view_state::MapView},
    views::theme::Theme,
};

/// Lowest zoom: the world.
pub const MIN_ZOOM: f64 = 2.0;
/// Highest zoom; past it the base map is a few lines on an empty ground.
pub const MAX_ZOOM: f64 = 16.0;
/// Points that an arrow key moves the map by.
const KEY_STEP: f64 = 80.0;

/// Where the map looks and what it draws as its ground.
pub struct Surface {
    memory: MapMemory,
    base: Option<BaseTiles>,
    online: Option<Online>,
    delivery: Delivery,
    in_place: bool,
    base_name: String,
    /// What the memory was last set to, or reported as: the view is only pushed when it differs.
    pushed: Option<MapView>,
}

/// One frame of the surface.
pub struct Shown {
    /// The widget's response.
    pub response: Response,
    /// Its area on the screen.
    pub rect: Rect,
    /// What it shows.
    pub viewport: Viewport,
    /// Where it looks now, when a person moved it in this frame.
    pub moved: Option<MapView>,
}

impl Surface {
    /// A surface with the bundled base map. With `in_place` tiles are decoded while the frame is
    /// drawn, so that the first frame is complete (headless pictures, tests).
    pub fn new(in_place: bool) -> Self {
        let mut surface = Self {
            memory: MapMemory::default(),
            base: None,
            online: None,
            delivery: Delivery::Whole,
            in_place,
            base_name: String::new(),
            pushed: None,
        };
        surface.use_bundled();
        surface
    }

    /// Draws the base map that is part of the program.
    pub fn use_bundled(&mut self) {
        match tiles::bundled() {
            Ok(archive) => self.use_archive(Arc::new(archive), String::new()),
            // Without it the data still stand on an empty ground.
            Err(error) => tracing::error!(%error, "the bundled base map cannot be read"),
        }
    }

    /// Draws this archive as the base map; `name` is the file, empty for the bundled one.
    pub fn use_archive(&mut self, archive: Arc<Archive>, name: String) {
        self.base = Some(BaseTiles::new(archive, self.in_place));
        self.base_name = name;
    }

    /// Opens a base map file and draws it; on failure the one in use stays.
    ///
    /// # Errors
    /// When the file cannot be read or is no archive that can be drawn.
    pub fn open(&mut self, path: &Path) -> Result<(), TileFileError> {
        let archive = tiles::open(path)?;
        self.use_archive(Arc::new(archive), path.display().to_string());
        Ok(())
    }

    /// Switches tiles from a server on or off as the settings say. Never on in a headless picture.
    pub fn follow_online(&mut self, settings: &OnlineTiles, ctx: &egui::Context) {
        if !self.in_place {
            online::follow(&mut self.online, settings, ctx);
        }
    }

    /// What the tile server owes the last frame; whole where none is asked.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// Asks the tile server for everything again.
    pub fn ask_server_again(&mut self) {
        self.online = None;
    }

    /// True while tiles from a server are drawn.
    pub fn is_online(&self) -> bool {
        self.online.is_some()
    }

    /// The base map in use; none only when even the bundled one could not be read.
    pub fn base(&self) -> Option<&BaseTiles> {
        self.base.as_ref()
    }

    /// File of the base map in use; empty for the bundled one.
    pub fn base_name(&self) -> &str {
        &self.base_name
    }

    /// True when the last frame showed all tiles of its area at their own zoom.
    pub fn is_complete(&self) -> bool {
        self.base.as_ref().is_none_or(BaseTiles::is_complete)
    }

    /// Lets the map look somewhere else, unless it does already.
    pub fn move_to(&mut self, view: &MapView) {
        let same = |old: &MapView| (old.lon, old.lat, old.zoom) == (view.lon, view.lat, view.zoom);
        if self.pushed.as_ref().is_some_and(same) {
            return;
        }
        self.memory.center_at(lon_lat(view.lon, view.lat));
        if self.memory.set_zoom(view.zoom.clamp(MIN_ZOOM, MAX_ZOOM)).is_err() {
            tracing::warn!(zoom = view.zoom, "zoom out of range");
        }
        self.pushed = Some(view.clone());
    }

    fn look(&self) -> (LonLat, f64) {
        let center = self.memory.detached().map(|p| LonLat { lon: p.x(), lat: p.y() });
        (center.unwrap_or(LonLat { lon: MapView::HOME.lon, lat: MapView::HOME.lat }), self.memory.zoom())
    }

    /// Moves the middle by points of the screen.
    fn pan(&mut self, x: f64, y: f64) {
        let (center, zoom) = self.look();
        let scale = crate::analysis::scale::WORLD * zoom.exp2();
        let at = to_world(center);
        let to = from_world(World { x: at.x + x / scale, y: at.y + y / scale });
        self.memory.center_at(lon_lat(to.lon, to.lat));
    }

    /// Zooms by `steps`, keeping what is at `anchor` (points from the middle) where it is.
    fn zoom_at(&mut self, steps: f64, anchor: egui::Vec2) {
        let (_, before) = self.look();
        let after = (before + steps).clamp(MIN_ZOOM, MAX_ZOOM);
        let grow = (after - before).exp2();
        let stay = 1.0 - 1.0 / grow;
        self.pan(f64::from(anchor.x) * stay, f64::from(anchor.y) * stay);
        if self.memory.set_zoom(after).is_err() {
            tracing::warn!(after, "zoom out of range");
        }
    }

    /// Draws the base map and `over`, and moves with the person's gestures. `pan_by_drag` is off
    /// while a drag means something else.
    pub fn show(&mut self, ui: &mut Ui, (theme, lang, name): (&Theme, Lang, &str), pan_by_drag: bool, over: impl Layer) -> Shown {
        if let Some(base) = &mut self.base {
            base.begin(ui.ctx(), theme, lang);
        }
        let (center, _) = self.look();
        let buttons = if pan_by_drag { egui::DragPanButtons::PRIMARY } else { egui::DragPanButtons::empty() };
        let tiles = self.base.as_mut().map(|base| base as &mut dyn walkers::Tiles);
        let mut map =
            Map::new(tiles, &mut self.memory, lon_lat(center.lon, center.lat)).zoom_with_ctrl(false).drag_pan_buttons(buttons);
        if let Some(online) = &mut self.online {
            online.begin();
            map = map.with_layer(&mut online.tiles, 1.0);
        }
        let map = map.with_layer(over, 1.0);
        let mut response = map.show(ui, |_, _, _, _| ()).response;
        if let Some(base) = &mut self.base {
            base.end();
        }
        self.delivery = self.online.as_mut().map_or(Delivery::Whole, |online| online.end(ui.ctx()));
        if self.keys_and_double_click(ui, &response) {
            response.mark_changed();
            ui.request_repaint();
        }
        self.hold_to_the_world();
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, name));
        let (center, zoom) = self.look();
        let rect = response.rect;
        let size = [f64::from(rect.width()), f64::from(rect.height())];
        let view = MapView { lon: center.lon, lat: center.lat, zoom, base: String::new() };
        let viewport = Viewport::of(&view, size);
        // The end of any drag counts as a change, also where nothing moved.
        let before = self.pushed.as_ref().map(MapView::rounded);
        let look = |view: &MapView| (view.lon, view.lat, view.zoom);
        let moved = response.changed().then(|| view.rounded()).filter(|now| before.as_ref().map(look) != Some(look(now)));
        if moved.is_some() {
            self.pushed.clone_from(&moved);
        }
        Shown { response, rect, viewport, moved }
    }

    fn keys_and_double_click(&mut self, ui: &Ui, response: &Response) -> bool {
        let mut changed = false;
        if response.double_clicked()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            self.zoom_at(1.0, pointer - response.rect.center());
            changed = true;
        }
        if !response.has_focus() {
            return changed;
        }
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let steps = [
            (Key::ArrowLeft, -KEY_STEP, 0.0),
            (Key::ArrowRight, KEY_STEP, 0.0),
            (Key::ArrowUp, 0.0, -KEY_STEP),
            (Key::ArrowDown, 0.0, KEY_STEP),
        ];
        let plain = |input: &egui::InputState, key: Key| input.modifiers.is_none() && input.key_pressed(key);
        for (key, x, y) in steps {
            if ui.input(|input| plain(input, key)) {
                self.pan(x, y);
                changed = true;
            }
        }
        let zoom_in = ui.input(|input| input.key_pressed(Key::Plus) || plain(input, Key::Equals));
        let zoom_out = ui.input(|input| plain(input, Key::Minus));
        if zoom_in != zoom_out {
            self.zoom_at(if zoom_in { 0.5 } else { -0.5 }, egui::Vec2::ZERO);
            changed = true;
        }
        changed
    }

    /// Keeps zoom and middle where there is something to see.
    fn hold_to_the_world(&mut self) {
        let (center, zoom) = self.look();
        let held = zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        if held != zoom && self.memory.set_zoom(held).is_err() {
            tracing::warn!(zoom, "zoom out of range");
        }
        let inside = LonLat { lon: center.lon.clamp(-180.0, 180.0), lat: center.lat.clamp(-80.0, 80.0) };
        if inside != center {
            self.memory.center_at(lon_lat(inside.lon, inside.lat));
        }
    }
}
