//! The world around the shell: runs effects, owns ports (dialogs, clipboard, pictures).

use egui::Context;
use egui_wgpu::RenderState;

use crate::{
    action::{Effect, Event},
    app::shell::Shell,
    jobs::report::Reporter,
};

/// Runs what `update` asked for.
pub struct Host {
    /// Where jobs report.
    pub reporter: Reporter,
    /// The window's graphics device, once it is open.
    pub graphics: Option<RenderState>,
    /// Set when everything is saved and the window may go.
    pub may_close: bool,
}

impl Host {
    /// A host that reports to `reporter`.
    pub fn new(reporter: Reporter) -> Self {
        Self { reporter, graphics: None, may_close: false }
    }

    /// The folder that views are saved in, in words.
    pub fn views_folder(&self) -> String {
        String::new()
    }

    /// Handles an event that concerns the world more than the model; false for all others.
    pub fn take(&mut self, _event: &Event, _shell: &mut Shell) -> bool {
        false
    }

    /// Runs one effect.
    pub fn run(&mut self, effect: Effect, _shell: &mut Shell, ctx: &Context) {
        match effect {
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::Close => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            _ => {}
        }
    }

    /// Called after each frame.
    pub fn after_frame(&mut self, _shell: &mut Shell, _ctx: &Context) {}

    /// Called once before the process ends: waits for running saves.
    pub fn finish(&mut self, _shell: &Shell) {}
}
