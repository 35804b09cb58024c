use std::{cell::RefCell, rc::Rc, sync::Arc};

use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::views::{fonts, style};
use crate::{
    action::{
        Command,
        command::{SelectCommand, ViewCommand},
    },
    data::atlas::{AtlasSource, load},
    model::{
        ids::PlaceId,
        item::{Item, Selection},
        lang::{Bilingual, Lang},
        layout::Workspace,
        settings::{MoneyLens, Settings},
        view_state::{FinancingView, Layers, MapView, RankingView, Refers, ViewState},
    },
    panels::parts::parts_ui,
    text::Text,
    update::{AppModel, Derived},
    views::theme::Theme,
};

struct Bench {
    model: AppModel,
    scratch: CompareScratch,
    commands: Rc<RefCell<Vec<Command>>>,
    ready: bool,
}

fn view(ranking: RankingView, places: &[&str], selected: &[&str]) -> ViewState {
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
        workspace: Workspace::Compare,
        layouts: std::collections::BTreeMap::new(),
        map: MapView::HOME,
        layers,
        filters: crate::model::filter::Filter::default(),
        selection: Selection::of(selected.iter().map(|id| Item::Place(PlaceId::new(id)))),
        compare: places.iter().map(PlaceId::new).collect(),
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

/// A panel of 1000 x 700 points; comparison commands are applied, all are kept.
fn bench(places: &[&str], selected: &[&str], parts: bool) -> (Harness<'static, Bench>, Rc<RefCell<Vec<Command>>>) {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let view = view(RankingView::default_for(&data), places, selected);
    let commands = Rc::new(RefCell::new(Vec::new()));
    let model = AppModel::new(data, Settings::default(), Lang::En, view);
    let state = Bench { model, scratch: CompareScratch::default(), commands: Rc::clone(&commands), ready: false };
    let (text, theme) = (Text::new(Lang::En), Theme::light());
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
        if parts {
            parts_ui(ui, &ctx, &mut out);
        } else {
            compare_ui(ui, &ctx, &mut bench.scratch, &mut out);
        }
        for command in out.take() {
            match &command {
                Command::View(ViewCommand::CompareAdd(place)) => bench.model.view.compare.push(place.clone()),
                Command::View(ViewCommand::CompareRemove(place)) => bench.model.view.compare.retain(|p| p != place),
                Command::View(ViewCommand::Compare(places)) => bench.model.view.compare = places.clone(),
                _ => {}
            }
            bench.commands.borrow_mut().push(command);
        }
    };
    let mut harness = Harness::builder().with_size([1000.0, 700.0]).build_ui_state(draw, state);
    harness.run_steps(4);
    (harness, commands)
}

fn compared(harness: &Harness<'_, Bench>) -> Vec<String> {
    harness.state().model.view.compare.iter().map(ToString::to_string).collect()
}

#[test]
fn cells_show_figures_and_say_what_is_not_stated() {
    let (harness, _) = bench(&["110000", "310000", "320583"], &[], false);
    harness.get_by_label("Score, 0 to 100, Shanghai: 83.3–98.1");
    harness.get_by_label("Score, 0 to 100, Kunshan: not stated");
    harness.get_by_label("AI companies in the 2020 survey, Beijing: 654");
    harness.get_by_label("AI companies in the 2020 survey, Shanghai: not stated");
}

#[test]
fn a_place_inside_another_is_marked() {
    let (harness, _) = bench(&["320500", "320583"], &[], false);
    harness.get_by_label("in Suzhou");
}

#[test]
fn a_source_chip_selects_its_claim() {
    let (mut harness, commands) = bench(&["110000", "440300"], &[], false);
    let is_chip = |label: &str| label.ends_with("claim f105") && label.contains("after figure 14");
    let chip = harness.query_all_by(|node| node.label().is_some_and(|label| is_chip(&label))).next();
    chip.expect("a source chip of the claim").click();
    harness.run_steps(2);
    assert!(commands.borrow().contains(&Command::Select(SelectCommand::Set(Item::Claim("f105".into())))));
}

#[test]
fn a_group_adds_its_members_as_far_as_there_is_room() {
    let (mut harness, _) = bench(&["110000", "320583"], &[], false);
    harness.get_by_label("Add a place to the comparison").focus();
    harness.run_steps(2);
    harness.get_by_label("Add a place to the comparison").type_text("15 key");
    harness.run_steps(3);
    // Beijing is there already.
    harness.get_by_label("15 key cities, 14 places").click();
    harness.run_steps(3);
    assert_eq!(compared(&harness).len(), 10);
    let said = "6 members of 15 key cities found no room: ten places at most.";
    assert!(harness.query_by_label(said).is_some());
}

#[test]
fn places_are_added_by_search_and_taken_out() {
    let (mut harness, _) = bench(&["110000", "440300"], &[], false);
    harness.get_by_label("Add a place to the comparison").focus();
    harness.run_steps(2);
    harness.get_by_label("Add a place to the comparison").type_text("nanj");
    harness.run_steps(3);
    harness.get_by_label("Nanjing").click();
    harness.run_steps(3);
    assert_eq!(compared(&harness), ["110000", "440300", "320100"]);
    harness.get_by_label("Take Beijing out").click();
    harness.run_steps(3);
    assert_eq!(compared(&harness), ["440300", "320100"]);
}

#[test]
fn with_too_few_places_it_offers_what_to_compare() {
    let (mut harness, _) = bench(&[], &["320500", "310000"], false);
    harness.get_by_label("Compare what is selected: Suzhou, Shanghai").click();
    harness.run_steps(3);
    assert_eq!(compared(&harness), ["320500", "310000"]);
    let (mut harness, _) = bench(&["110000"], &[], false);
    harness.get_by_label("Tier one against tier two").click();
    harness.run_steps(3);
    assert_eq!(compared(&harness).len(), 10);
    assert_eq!(compared(&harness)[..4], ["110000", "330100", "310000", "440300"]);
}

#[test]
fn headings_sort_and_the_third_click_goes_back_to_topics() {
    let (mut harness, _) = bench(&["110000", "440300"], &[], false);
    let top = |harness: &Harness<'_, Bench>, label: &str| harness.get_by_label(label).rect().top();
    let (score, counted) = ("Score, 0 to 100, Beijing: 100.0", "AI companies in the 2020 survey, Beijing: 654");
    assert!(top(&harness, score) < top(&harness, counted));
    harness.get_by_label("Sort rows by Metric").click();
    harness.run_steps(3);
    let by_title = top(&harness, counted);
    assert!(by_title < 300.0, "a title with A stands near the top, not at {by_title}");
    assert_eq!(harness.state().scratch.sort, Some(Sort { column: 0, descending: false }));
    for _ in 0..2 {
        harness.get_by_label("Sort rows by Metric").click();
        harness.run_steps(3);
    }
    assert_eq!(harness.state().scratch.sort, None);
}

#[test]
fn differences_stand_in_place_of_figures() {
    let (mut harness, _) = bench(&["110000", "440300", "330100"], &[], false);
    harness.get_by_label("Difference to median").click();
    harness.run_steps(3);
    harness.get_by_label("AI companies in the 2020 survey, Beijing: +271");
    harness.get_by_label("AI companies in the 2020 survey, Hangzhou: −236");
}

#[test]
fn parts_have_one_bar_for_each_place_in_each_chart() {
    let (mut harness, commands) = bench(&["110000", "310000", "320583"], &[], true);
    for part in ["capital", "industry", "policy", "research", "talent", "companies"] {
        harness.get_by_label(&format!("{part}, Beijing: 16.7 of 16.7 points"));
        harness.get_by_label(&format!("{part}, Kunshan: not ranked"));
    }
    harness.get_by_label("companies, Shanghai: 0.0 to 14.7 of 16.7 points").click();
    harness.run_steps(2);
    assert!(commands.borrow().contains(&Command::Select(SelectCommand::Set(Item::Place("310000".into())))));
}
