//! The map panel.

use std::{path::Path, sync::Arc};

use egui::Ui;

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::ViewCommand},
    data::tiles::{Archive, TileFileError},
    model::{place::LonLat, view_state::MapView},
    views::map::{NoLayer, Surface},
};

/// The map panel's own state.
pub struct MapScratch {
    /// What the pointer is over; for the status bar.
    pub pointer: Option<LonLat>,
    surface: Surface,
}

impl MapScratch {
    /// With the bundled base map. `in_place`: tiles are decoded while the frame is drawn, so that
    /// the first frame is complete (headless pictures, tests).
    pub fn new(in_place: bool) -> Self {
        Self { pointer: None, surface: Surface::new(in_place) }
    }

    /// Lets the map look somewhere else, unless it does already.
    pub fn move_to(&mut self, view: &MapView) {
        self.surface.move_to(view);
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

/// Draws the map panel.
pub fn map_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut MapScratch, out: &mut CommandQueue) {
    scratch.surface.move_to(&ctx.model.view.map);
    let name = ctx.text.get("map-name");
    let shown = scratch.surface.show(ui, (ctx.theme, ctx.text.lang(), name), true, NoLayer);
    if let Some(mut view) = shown.moved {
        view.base.clone_from(&ctx.model.view.map.base);
        out.push(ViewCommand::MapMoved(view));
    }
    scratch.pointer = shown.response.hover_pos().map(|at| {
        let offset = at - shown.rect.min;
        shown.viewport.unproject([f64::from(offset.x), f64::from(offset.y)])
    });
}
