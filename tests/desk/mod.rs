//! The whole window without a screen, for tests that press keys and click.

use std::sync::Arc;

use cluster_atlas::{
    app::{
        scratch::Scratch,
        shell::{Chrome, Shell},
    },
    data::{
        atlas::{AtlasSource, load},
        shipped,
    },
    model::{lang::Lang, settings::Settings, view_state::ViewState},
    update::AppModel,
    views::fonts,
};
use egui_kittest::Harness;

/// The shell, after its first frame.
pub struct Desk {
    /// State, panels and commands.
    pub shell: Shell,
    ready: bool,
}

/// A shipped view by its id.
pub fn shipped_view(id: &str) -> ViewState {
    shipped::views().into_iter().find(|view| view.id.as_str() == id).expect("a shipped view")
}

/// The window on a view.
pub fn desk(view: ViewState, size: [f32; 2], lang: Lang) -> Harness<'static, Desk> {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let map = view.map.clone();
    let model = AppModel::new(data, Settings::default(), lang, view);
    let mut scratch = Scratch::new(true);
    scratch.map.move_to(&map);
    let desk = Desk { shell: Shell::new(model, scratch, false), ready: false };
    let draw = |ui: &mut egui::Ui, desk: &mut Desk| {
        if !desk.ready {
            fonts::install(ui.ctx());
            desk.ready = true;
            return;
        }
        desk.shell.prepare(ui.ctx());
        desk.shell.ui(ui, &Chrome::Window);
    };
    let mut harness = Harness::builder().with_size(size).with_max_steps(12).build_ui_state(draw, desk);
    harness.run_steps(6);
    harness
}
