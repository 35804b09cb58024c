//! A window that nobody touches draws nothing: every shipped view comes to rest.
#![cfg(test)]

use std::{sync::Arc, time::Duration};

use cluster_atlas::{
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
use egui::{Pos2, RawInput, Rect, vec2};

/// Frames after which nothing may move any more; some are needed for sizes and tiles.
const FRAMES: usize = 200;

#[test]
fn every_shipped_view_comes_to_rest() {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    for view in shipped::views() {
        for size in [vec2(1440.0, 900.0), vec2(1024.0, 640.0), vec2(700.0, 500.0)] {
            let name = view.id.clone();
            let map = view.map.clone();
            let model = AppModel::new(Arc::clone(&data), Settings::default(), Lang::En, view.clone());
            let mut scratch = Scratch::new(true);
            scratch.map.move_to(&map);
            let ctx = egui::Context::default();
            fonts::install(&ctx);
            let mut shell = Shell::new(model, scratch, false);
            let mut rest = Duration::ZERO;
            for frame in 0..FRAMES {
                let input = RawInput {
                    screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                    time: Some(frame as f64 / 60.0),
                    predicted_dt: 1.0 / 60.0,
                    ..Default::default()
                };
                let mut output = ctx.run_ui(input, |ui| {
                    shell.prepare(ui.ctx());
                    shell.ui(ui, &Chrome::Window);
                });
                rest = output.viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap_or(Duration::MAX);
                output.textures_delta.clear();
                if rest == Duration::MAX && shell.is_complete() {
                    break;
                }
            }
            let causes: Vec<String> = ctx.repaint_causes().iter().map(ToString::to_string).collect();
            assert!(shell.is_complete(), "{name} at {size:?} is never complete");
            assert_eq!(rest, Duration::MAX, "{name} at {size:?} asks for frames: {causes:?}");
        }
    }
}
