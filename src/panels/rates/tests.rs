use std::{cell::RefCell, rc::Rc, sync::Arc};

use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::{
    action::Command,
    analysis::layered::layered,
    data::atlas::{AtlasSource, load},
    model::{
        document::Document, ids::ClaimId, lang::Lang, period::Period, settings::Settings, unit::Currency, user_layer::UserLayer,
        view_state::ViewState,
    },
    text::Text,
    update::{AppModel, Derived},
    views::{fonts, style, theme::Theme},
};

struct Bench {
    model: AppModel,
    scratch: RatesScratch,
    ready: bool,
}

type Commands = Rc<RefCell<Vec<Command>>>;

/// The panel alone; edits of the layer are made, all commands are kept.
fn bench(lang: Lang, own: Option<UserRate>) -> (Harness<'static, Bench>, Commands) {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let view = ViewState::default_for(&data);
    let mut model = AppModel::new(data, Settings { author: "li".into(), ..Settings::default() }, lang, view);
    if let Some(value) = own {
        let mut layer = Document::new(UserLayer::default());
        layer.edit("", UserEdit::Rate(KeyedEdit::Put { key: "own-1".into(), value })).unwrap();
        model.data = layered(&model.data, layer.content(), "").data;
        model.layer = layer.into();
    }
    let commands = Commands::default();
    let kept = Rc::clone(&commands);
    let (text, theme) = (Text::new(lang), Theme::light());
    let draw = move |ui: &mut Ui, bench: &mut Bench| {
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
        rates_ui(ui, &ctx, &mut bench.scratch, &mut out);
        for command in out.take() {
            if let Command::Layer(LayerCommand::Edit { label, edit }) = &command {
                bench.model.layer.edit(label.clone(), (**edit).clone()).unwrap();
                bench.model.data = layered(&bench.model.atlas, bench.model.layer.content(), "").data;
            }
            kept.borrow_mut().push(command);
        }
    };
    let state = Bench { model, scratch: RatesScratch::default(), ready: false };
    let mut harness = Harness::builder().with_size([960.0, 420.0]).build_ui_state(draw, state);
    harness.run_steps(4);
    (harness, commands)
}

fn own_rate() -> UserRate {
    UserRate {
        base: Currency::Hkd,
        quote: Currency::Cny,
        value: "0.92".parse().unwrap(),
        period: Period::parse("2025Q2").unwrap(),
        source: "the bank's bulletin".into(),
        author: "li".into(),
        entered_on: "2026-04-28".parse().unwrap(),
    }
}

fn write(harness: &mut Harness<'_, Bench>, field: &str, words: &str) {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).type_text(words);
    harness.run_steps(2);
}

#[test]
fn stated_rates_show_where_they_follow_from() {
    let (mut harness, commands) = bench(Lang::En, None);
    for shown in ["1 USD = 7.2684 CNY", "1 JPY = 0.049 CNY", "Your own"] {
        assert!(harness.query_by_label_contains(shown).is_some(), "{shown}");
    }
    assert!(harness.query_by_label_contains("None yet.").is_some());
    harness.get_by_label("Show claim f076").click();
    harness.run_steps(2);
    assert_eq!(*commands.borrow(), [SelectCommand::Set(Item::Claim(ClaimId::new("f076"))).into()]);
}

#[test]
fn a_rate_is_added_once_it_is_right_and_bad_input_is_explained() {
    let (mut harness, _) = bench(Lang::En, None);
    harness.get_by_label("Add a rate").click();
    harness.run_steps(3);
    write(&mut harness, "costs", "0.14");
    write(&mut harness, "Period", "2026Q1");
    assert!(harness.query_by_label_contains("Far from the nearest known rate").is_some());
    harness.get_by_label("Keep").click();
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("say where the rate comes from").is_some());
    assert!(harness.state().model.layer.content().rates.is_empty());
    write(&mut harness, "Source", "a bulletin");
    harness.get_by_label("Keep").click();
    harness.run_steps(3);
    let layer = harness.state().model.layer.content();
    let (key, rate) = layer.rates.iter().next().unwrap();
    assert_eq!((key, rate.author.as_str(), rate.source.as_str()), ("own-usd-cny-2026q1", "li", "a bulletin"));
    assert!(harness.query_by_label_contains("1 USD = 0.14 CNY").is_some());
    assert!(harness.query_by_label("Keep").is_none());
}

#[test]
fn an_own_rate_is_changed_in_its_place_and_taken_out() {
    for lang in Lang::ALL {
        let (mut harness, _) = bench(lang, Some(own_rate()));
        let (change, keep, remove) = match lang {
            Lang::En => ("Change 2025Q2 HKD/CNY", "Keep", "Take out 2025Q2 HKD/CNY"),
            Lang::Zh => ("修改 2025Q2 HKD/CNY", "保存", "删除 2025Q2 HKD/CNY"),
        };
        harness.get_by_label(change).click();
        harness.run_steps(3);
        harness.get_by_label(keep).click();
        harness.run_steps(3);
        let today = harness.state().model.layer.content().rates.get("own-1").unwrap().entered_on;
        assert_eq!(harness.state().model.layer.content().rates.get("own-1"), Some(&UserRate { entered_on: today, ..own_rate() }));
        harness.get_by_label(remove).click();
        harness.run_steps(3);
        assert!(harness.state().model.layer.content().rates.is_empty());
        harness.state_mut().model.layer.undo().unwrap();
        assert_eq!(harness.state().model.layer.content().rates.len(), 1);
    }
}
