//! Floor 5: the map: base tiles, data layers, labels and the controls on it. The only place that names
//! walkers.

pub mod areas;
pub mod base;
pub mod controls;
pub mod legend;
pub mod names;
pub mod online;
mod style;
mod surface;
pub mod symbols;
pub mod tool;

pub use base::{BaseLabel, BaseTiles};
pub use style::BaseClass;
pub use surface::{MAX_ZOOM, MIN_ZOOM, Shown, Surface};

/// Prepares drawing of vector tiles. Call once for each renderer, before the first frame.
pub fn install(render_state: Option<&egui_wgpu::RenderState>) {
    // Without wgpu there is nothing to prepare; walkers would panic.
    if render_state.is_some() {
        walkers::install_renderer(render_state);
    }
}

/// Nothing drawn over the base map.
pub struct NoLayer;

impl walkers::Layer for NoLayer {
    fn draw(&mut self, _canvas: &mut walkers::Canvas, _projector: &walkers::Projector<'_>) {}
}
