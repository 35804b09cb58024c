//! Pictures of one panel, made on demand beside the window.
//!
//! They are drawn on a graphics device of their own: on the window's, a long picture would hold up
//! its frames.

use std::sync::Arc;

use image::RgbaImage;

use crate::{
    app::{
        headless::{Painter, Picture},
        offscreen::{Offscreen, OffscreenError},
        shell::Shell,
    },
    model::layout::Panel,
};

/// Size of a panel's picture in points, and its pixels per point.
const PANEL_SIZE: [u32; 2] = [960, 600];
const PANEL_SCALE: f32 = 2.0;

/// A job that paints one panel as it is now.
pub fn paint_panel(shell: &Shell, panel: Panel) -> impl FnOnce() -> Result<RgbaImage, OffscreenError> + Send + use<> {
    let data = Arc::clone(&shell.model.data);
    let picture = Picture {
        view: shell.model.view.clone(),
        panel: Some(panel),
        size: PANEL_SIZE,
        scale: PANEL_SCALE,
        lang: shell.text.lang(),
        dark: shell.theme.dark,
    };
    let portfolio = shell.model.portfolio.as_ref().map(|open| Arc::clone(open.document.content()));
    let cube = shell.model.tables.cube.clone();
    move || {
        let painter = Painter::new(Offscreen::new()?, data);
        let painter = cube.into_iter().fold(painter, Painter::with_deals);
        portfolio.into_iter().fold(painter, Painter::with_portfolio).paint(&picture)
    }
}
