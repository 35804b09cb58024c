//! Time to build a frame of the whole window: run the panels and tessellate, without the graphics
//! device. 300 frames of a scripted pan, zoom and hover over the first shipped view with all layers
//! on, in Chinese, at 1440 x 900. Prints median and 95th percentile against the budget.

use std::{
    io::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

use cluster_atlas::{
    action::{Command, command::ViewCommand},
    app::{
        scratch::Scratch,
        shell::{Chrome, Shell},
    },
    data::{
        atlas::{AtlasSource, load},
        shipped,
    },
    model::{lang::Lang, settings::Settings},
    update::AppModel,
    views::fonts,
};
use egui::{Event, Pos2, RawInput, Rect, Vec2, pos2};

const FRAMES: usize = 300;
const SIZE: Vec2 = Vec2::new(1440.0, 900.0);
const MEDIAN_MS: f64 = 4.0;
const P95_MS: f64 = 8.0;

struct Desk {
    ctx: egui::Context,
    shell: Shell,
    time: f64,
}

impl Desk {
    /// Builds one frame and returns how long it took.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time),
            predicted_dt: 1.0 / 60.0,
            events,
            ..Default::default()
        };
        let ctx = self.ctx.clone();
        let shell = &mut self.shell;
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

fn main() -> std::io::Result<()> {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let Some(mut view) = shipped::views().into_iter().next() else {
        return writeln!(std::io::stderr(), "no shipped view");
    };
    view.layers.provinces = true;
    view.layers.cities = true;
    view.layers.zones = true;
    view.layers.funds = true;
    let map = view.map.clone();
    let model = AppModel::new(data, Settings { lang: Some(Lang::Zh), show_tip: false, ..Settings::default() }, Lang::Zh, view);
    let mut scratch = Scratch::new(true);
    scratch.map.move_to(&map);
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    let mut desk = Desk { ctx, shell: Shell::new(model, scratch, false), time: 0.0 };
    // Fonts, tiles and caches come with the first frames, as they do for a person.
    for _ in 0..60 {
        desk.frame(vec![]);
    }
    let mut times: Vec<f64> = (0..FRAMES)
        .map(|at| {
            let turn = at as f64 / FRAMES as f64 * std::f64::consts::TAU;
            let events = vec![Event::PointerMoved(pos2(700.0 + 300.0 * turn.cos() as f32, 300.0 + 150.0 * turn.sin() as f32))];
            if at % 3 == 0 {
                let zoom = map.zoom + 1.5 * (turn * 2.0).sin();
                let command =
                    ViewCommand::FlyTo { lon: map.lon + 4.0 * turn.sin(), lat: map.lat + 2.0 * turn.cos(), zoom: Some(zoom) };
                desk.shell.command(Command::View(command));
            }
            desk.frame(events).as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or_default();
    let (median, p95) = (at(0.5), at(0.95));
    let row = |name: &str, figure: f64, budget: f64| {
        let over = if figure > budget { "  OVER" } else { "" };
        format!("{name:<44} {figure:9.2} ms     budget {budget:7.1}  {:.2} of it{over}", figure / budget)
    };
    writeln!(
        std::io::stdout(),
        "{}\n{}",
        row("frame building, median of 300 frames", median, MEDIAN_MS),
        row("frame building, 95th percentile", p95, P95_MS)
    )
}
