use std::{cell::RefCell, rc::Rc, sync::Arc};

use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::{
    action::{Command, command::SelectCommand},
    data::atlas::{AtlasSource, load},
    data::shipped,
    model::{item::Item, lang::Lang, settings::Settings},
    text::Text,
    update::{AppModel, Derived},
    views::{fonts, style, theme::Theme},
};

struct Bench {
    model: AppModel,
    scratch: SchemesScratch,
    ready: bool,
}

fn bench(lang: Lang, size: [f32; 2]) -> (Harness<'static, Bench>, Rc<RefCell<Vec<Command>>>) {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let view = shipped::views().into_iter().next().unwrap();
    let model = AppModel::new(data, Settings::default(), lang, view);
    let commands: Rc<RefCell<Vec<Command>>> = Rc::default();
    let pushed = Rc::clone(&commands);
    let (text, theme) = (Text::new(lang), Theme::light());
    let draw = move |ui: &mut Ui, bench: &mut Bench| {
        if !bench.ready {
            fonts::install(ui.ctx());
            style::apply(ui.ctx(), false);
            bench.ready = true;
            return;
        }
        let derived = Derived::default();
        let mut out = CommandQueue::default();
        let ctx = PanelCtx { model: &bench.model, derived: &derived, text: &text, theme: &theme };
        schemes_ui(ui, &ctx, &mut bench.scratch, &mut out);
        pushed.borrow_mut().extend(out.take());
    };
    let state = Bench { model, scratch: SchemesScratch::default(), ready: false };
    let mut harness = Harness::builder().with_size(size).build_ui_state(draw, state);
    harness.run_steps(4);
    (harness, commands)
}

#[test]
fn a_sub_field_says_what_it_maps_to_and_selects_what_the_data_hold() {
    let (mut harness, commands) = bench(Lang::En, [1000.0, 1200.0]);
    harness.get_by_label("Chips, 2020, Foundation layer: same as Chips; overlaps AI core hardware").hover();
    harness.get_by_label("Robotics, 2026, Application layer: broader than Service robots; broader than Industrial robots");
    harness.get_by_label("AI platforms, 2026, Model layer: no counterpart in the other scheme");
    harness.get_by_label("Big data, 2020, Foundation layer: overlaps Data").click();
    harness.run_steps(3);
    let wanted = commands.borrow().iter().any(|command| {
        matches!(command, Command::Select(SelectCommand::Many(items)) if items.contains(&Item::Place("110000".into())) && items.len() > 1)
    });
    assert!(wanted, "{:?}", commands.borrow());
    assert!(harness.state().scratch.pinned.is_some());
    harness.get_by(|node| node.value().is_some_and(|text| text.contains("neither defines its term")));
}

#[test]
fn it_fits_a_small_panel_in_chinese() {
    let (harness, _) = bench(Lang::Zh, [560.0, 300.0]);
    let chips = harness.get_by_label("芯片, 2020, 基础层: 等同于芯片; 与AI核心硬件部分重合");
    assert!(chips.rect().right() < 300.0 && chips.rect().height() >= 24.0);
}
