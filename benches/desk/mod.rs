//! The whole window without a screen, for benches: frames are built and tessellated, not drawn.

use std::time::{Duration, Instant};

use cluster_atlas::{
    app::{
        scratch::Scratch,
        shell::{Chrome, Shell},
    },
    update::AppModel,
    views::fonts,
};
use egui::{Event, Pos2, RawInput, Rect, Vec2};

/// Size of the window in points.
const SIZE: Vec2 = Vec2::new(1440.0, 900.0);

/// The window.
pub struct Desk {
    /// State, panels and commands.
    pub shell: Shell,
    ctx: egui::Context,
    time: f64,
}

impl Desk {
    /// A window over a state.
    pub fn new(model: AppModel) -> Self {
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        let mut scratch = Scratch::new(true);
        scratch.map.move_to(&model.view.map);
        Self { shell: Shell::new(model, scratch, false), ctx, time: 0.0 }
    }

    /// Builds one frame and returns how long it took.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            predicted_dt: 1.0 / 60.0,
            events,
            ..Default::default()
        };
        let (ctx, shell) = (self.ctx.clone(), &mut self.shell);
        let started = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            shell.prepare(ui.ctx());
            shell.ui(ui, &Chrome::Window);
        });
        let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
        let took = started.elapsed();
        drop(primitives);
        output.textures_delta.clear();
        took
    }
}

/// The time at a share of the sorted times, milliseconds: 0.5 is the median.
pub fn share(times: &mut [Duration], share: f64) -> f64 {
    times.sort();
    let at = ((times.len() as f64 - 1.0) * share).round() as usize;
    times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

/// A figure beside its budget, where it has one.
pub fn row(name: &str, figure: f64, budget: Option<f64>) -> String {
    match budget {
        Some(budget) => {
            let over = if figure > budget { "  OVER" } else { "" };
            format!("{name:<52} {figure:9.2} ms     budget {budget:7.1}  {:.2} of it{over}\n", figure / budget)
        }
        None => format!("{name:<52} {figure:9.2} ms\n"),
    }
}
