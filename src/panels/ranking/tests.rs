use std::{cell::RefCell, rc::Rc, sync::Arc};

use egui::{Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::views::{fonts, style};
use crate::{
    action::{Command, command::ViewCommand},
    data::atlas::{AtlasSource, load},
    model::{
        filter::Filter,
        item::Selection,
        lang::{Bilingual, Lang},
        layout::Workspace,
        ranking_default::WEIGHT_SUM,
        settings::{MoneyLens, Settings},
        view_state::{FinancingView, Layers, MapView, RankingView, Refers, ViewState},
    },
    text::Text,
    update::{AppModel, Derived},
    views::theme::Theme,
};

/// A panel in a window of its own; ranking commands are applied, all are kept.
struct Bench {
    model: AppModel,
    scratch: RankingScratch,
    commands: Rc<RefCell<Vec<Command>>>,
    ready: bool,
}

fn view(ranking: RankingView) -> ViewState {
    let layers = Layers {
        provinces: false,
        province_metric: "ai_companies".into(),
        cities: true,
        city_metric: "ai_companies".into(),
        zones: false,
        funds: false,
        notes: true,
        deals: true,
    };
    ViewState {
        id: "test".into(),
        title: Bilingual::default(),
        note: Bilingual::default(),
        workspace: Workspace::Explore,
        layouts: BTreeMap::new(),
        map: MapView::HOME,
        layers,
        filters: Filter::default(),
        selection: Selection::default(),
        compare: Vec::new(),
        financing: FinancingView::default(),
        ranking,
        units: MoneyLens::Yi,
        as_of: String::new(),
        seed: 0,
        refers: Refers::default(),
        lang: None,
        theme: None,
    }
}

fn bench(size: [f32; 2], lang: Lang, editor_open: bool) -> (Harness<'static, Bench>, Rc<RefCell<Vec<Command>>>) {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let ranking = RankingView::default_for(&data);
    let commands = Rc::new(RefCell::new(Vec::new()));
    let model = AppModel::new(data, Settings::default(), lang, view(ranking));
    let scratch = RankingScratch { editor_open, ..RankingScratch::default() };
    let state = Bench { model, scratch, commands: Rc::clone(&commands), ready: false };
    let (text, theme) = (Text::new(lang), Theme::light());
    let draw = move |ui: &mut egui::Ui, bench: &mut Bench| {
        if !bench.ready {
            fonts::install(ui.ctx());
            style::apply(ui.ctx(), false);
            bench.ready = true;
            return;
        }
        let mut derived = Derived::default();
        derived.refresh(&bench.model);
        let mut out = CommandQueue::default();
        let ctx = PanelCtx { model: &bench.model, derived: &derived, text: &text, theme: &theme };
        let rect = ui.ctx().content_rect();
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            ui.set_clip_rect(rect);
            ranking_ui(ui, &ctx, &mut bench.scratch, &mut out);
        });
        for command in out.take() {
            if let Command::View(ViewCommand::Ranking(ranking)) = &command {
                bench.model.view.ranking = ranking.clone();
            }
            bench.commands.borrow_mut().push(command);
        }
    };
    let mut harness = Harness::builder().with_size(size).build_ui_state(draw, state);
    harness.run_steps(3);
    (harness, commands)
}

#[test]
fn every_row_is_in_sight_at_the_default_sizes() {
    for (size, lang) in [([690.0, 342.0], Lang::En), ([480.0, 205.0], Lang::En), ([480.0, 205.0], Lang::Zh)] {
        let (harness, _) = bench(size, lang, false);
        let ranking = &harness.state().model;
        let names: Vec<String> =
            ranking.data.ranked_cities().map(|city| ranking.data.place_name(&city.place, lang).to_owned()).collect();
        assert_eq!(names.len(), 15);
        for name in names {
            let marker = format!("{name}{}", if lang == Lang::En { ":" } else { "：" });
            let rect = harness.get_by(|node| node.label().is_some_and(|l| l.contains(&marker))).rect();
            assert!(rect.bottom() <= size[1] + 0.5 && rect.height() >= 10.0, "{name} stands at {rect:?} in {size:?}");
        }
    }
}

#[test]
fn a_row_says_what_it_shows() {
    let (harness, _) = bench([690.0, 342.0], Lang::En, false);
    harness.get_by_label(
        "3. Shanghai: score 90.7, ranks 2 to 4, tier 1; capital 16.7; industry 16.7; policy 16.7; research 16.7; talent 16.7; companies 0.0–14.7",
    );
    harness.get_by(|node| node.label().is_some_and(|l| l.starts_with("4. Nanjing") && l.ends_with("published tier: tier 2")));
}

#[test]
fn a_click_selects_and_shift_adds() {
    let (mut harness, commands) = bench([690.0, 342.0], Lang::En, false);
    harness.get_by(|node| node.label().is_some_and(|l| l.contains("Suzhou"))).click();
    harness.run_steps(2);
    let place = || Item::Place("320500".into());
    assert!(commands.borrow().contains(&Command::Select(SelectCommand::Set(place()))));
    assert!(commands.borrow().contains(&Command::Select(SelectCommand::Hover(Some(place())))));
    harness.get_by(|node| node.label().is_some_and(|l| l.contains("Suzhou"))).click_modifiers(Modifiers::SHIFT);
    harness.run_steps(2);
    assert!(commands.borrow().contains(&Command::Select(SelectCommand::Toggle(place()))));
}

#[test]
fn a_cut_can_be_dragged_and_stops_at_the_other() {
    let (mut harness, _) = bench([690.0, 342.0], Lang::En, false);
    let from = harness.get_all_by_label("Score from which a city is tier 1").next().unwrap().rect().center();
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(from - vec2(30.0, 0.0));
    harness.run_steps(2);
    let ranking = harness.state().model.view.ranking.clone();
    assert!((6_000..7_500).contains(&ranking.cut_one), "cut at {}", ranking.cut_one);
    harness.hover_at(from - vec2(400.0, 0.0));
    harness.run_steps(2);
    harness.drop_at(from - vec2(400.0, 0.0));
    harness.run_steps(2);
    let ranking = &harness.state().model.view.ranking;
    assert_eq!((ranking.cut_one, ranking.cut_two), (5_500, 5_500));
}

#[test]
fn a_weight_moved_by_the_keyboard_keeps_the_sum() {
    let (mut harness, _) = bench([690.0, 600.0], Lang::En, true);
    harness.get_by_role_and_label(Role::Slider, "talent").focus();
    harness.run_steps(2);
    for _ in 0..3 {
        harness.key_press(egui::Key::ArrowRight);
        harness.run_steps(2);
    }
    let weights = &harness.state().model.view.ranking.weights;
    assert!(weights[&MetricId::new("rating_talent")] > 1_667, "{weights:?}");
    assert_eq!(weights.values().sum::<u32>(), WEIGHT_SUM);
    harness.get_by_label("Reset").click();
    harness.run_steps(2);
    let model = &harness.state().model;
    assert_eq!(model.view.ranking, RankingView::default_for(&model.data));
}

#[test]
fn without_ranked_cities_it_says_what_to_do() {
    let (mut harness, _) = bench([480.0, 205.0], Lang::En, false);
    harness.state_mut().model.data = Arc::default();
    harness.run_steps(2);
    harness.get_by(|node| node.value().or(node.label()).is_some_and(|l| l.starts_with("No ranked cities")));
}
