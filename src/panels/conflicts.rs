//! Claims that disagree, side by side.

use egui::Ui;

use super::PanelCtx;
use crate::action::CommandQueue;

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct ConflictsScratch {}

/// Draws the panel.
pub fn conflicts_ui(_ui: &mut Ui, _ctx: &PanelCtx<'_>, _scratch: &mut ConflictsScratch, _out: &mut CommandQueue) {}
