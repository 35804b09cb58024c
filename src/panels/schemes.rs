//! Layer schemes beside one another.

use egui::Ui;

use super::PanelCtx;
use crate::action::CommandQueue;

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct SchemesScratch {}

/// Draws the panel.
pub fn schemes_ui(_ui: &mut Ui, _ctx: &PanelCtx<'_>, _scratch: &mut SchemesScratch, _out: &mut CommandQueue) {}
