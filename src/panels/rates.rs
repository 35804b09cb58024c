//! Exchange rates: stated, and entered by a person.

use egui::Ui;

use super::PanelCtx;
use crate::action::CommandQueue;

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct RatesScratch {}

/// Draws the panel.
pub fn rates_ui(_ui: &mut Ui, _ctx: &PanelCtx<'_>, _scratch: &mut RatesScratch, _out: &mut CommandQueue) {}
