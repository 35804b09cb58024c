//! Time to build a frame of the whole window: run the panels and tessellate, without the graphics
//! device. 300 frames of a scripted pan, zoom and hover over the first shipped view with all layers
//! on, in Chinese, at 1440 x 900. Prints median and 95th percentile against the budget.

mod desk;

use std::{io::Write as _, sync::Arc};

use cluster_atlas::{
    action::{Command, command::ViewCommand},
    data::{
        atlas::{AtlasSource, load},
        shipped,
    },
    model::{lang::Lang, settings::Settings},
    update::AppModel,
};
use desk::{Desk, row, share};
use egui::{Event, pos2};

const FRAMES: usize = 300;
const MEDIAN_MS: f64 = 4.0;
const P95_MS: f64 = 8.0;

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
    let mut desk = Desk::new(model);
    // Fonts, tiles and caches come with the first frames, as they do for a person.
    for _ in 0..60 {
        desk.frame(vec![]);
    }
    let mut times: Vec<_> = (0..FRAMES)
        .map(|at| {
            let turn = at as f64 / FRAMES as f64 * std::f64::consts::TAU;
            let events = vec![Event::PointerMoved(pos2(700.0 + 300.0 * turn.cos() as f32, 300.0 + 150.0 * turn.sin() as f32))];
            if at % 3 == 0 {
                let zoom = map.zoom + 1.5 * (turn * 2.0).sin();
                let command =
                    ViewCommand::FlyTo { lon: map.lon + 4.0 * turn.sin(), lat: map.lat + 2.0 * turn.cos(), zoom: Some(zoom) };
                desk.shell.command(Command::View(command));
            }
            desk.frame(events)
        })
        .collect();
    let (median, p95) = (share(&mut times, 0.5), share(&mut times, 0.95));
    write!(
        std::io::stdout(),
        "{}{}",
        row("frame building, median of 300 frames", median, Some(MEDIAN_MS)),
        row("frame building, 95th percentile", p95, Some(P95_MS))
    )
}
