//! Inspector, claims table, documents, figures and filters on the bundled atlas, without a renderer.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc, sync::Arc};

use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};

use super::{
    PanelCtx,
    claims::{ClaimsScratch, claims_ui},
    documents::documents_ui,
    figures::{FiguresScratch, figures_ui},
    filters::{FiltersScratch, filter_chips, filters_ui},
    inspector::{InspectorScratch, inspector_ui},
    layers::layers_ui,
};
use crate::views::{fonts, style};
use crate::{
    action::{
        Command, CommandQueue,
        command::{CopyCommand, FilterCommand, SelectCommand, ViewCommand},
    },
    data::atlas::{AtlasSource, load},
    model::{
        claim::Status,
        dataset::Dataset,
        filter::Filter,
        item::{Item, Selection},
        lang::{Bilingual, Lang},
        layout::Workspace,
        period::Period,
        settings::{MoneyLens, Settings},
        view_state::{FinancingView, Layers, MapView, RankingView, Refers, ViewState},
    },
    text::Text,
    update::{AppModel, Derived},
    views::theme::Theme,
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Inspector,
    Claims,
    Documents,
    Figures,
    Left,
}

pub(super) struct Bench {
    pub model: AppModel,
    derived: Derived,
    inspector: InspectorScratch,
    claims: ClaimsScratch,
    figures: FiguresScratch,
    filters: FiltersScratch,
    ready: bool,
}

pub(super) type Commands = Rc<RefCell<Vec<Command>>>;

fn view(data: &Dataset) -> ViewState {
    let layers = Layers {
        provinces: true,
        province_metric: "ai_companies:surveyed".into(),
        cities: true,
        city_metric: "ai_companies:surveyed".into(),
        zones: true,
        funds: true,
        notes: true,
        deals: true,
    };
    ViewState {
        id: "test".into(),
        title: Bilingual::new("Q1 2026 at a glance", "2026 年一季度一览"),
        note: Bilingual::new("2,865 events [f001] worth CNY 256 bn [f004].", "共 2,865 起[f001]，金额 2,560 亿元[f004]。"),
        workspace: Workspace::Explore,
        layouts: BTreeMap::new(),
        map: MapView::HOME,
        layers,
        filters: Filter::default(),
        selection: Selection::default(),
        compare: Vec::new(),
        financing: FinancingView::default(),
        ranking: RankingView::default_for(data),
        units: MoneyLens::Yi,
        as_of: String::new(),
        seed: 0,
        refers: Refers::default(),
        lang: None,
        theme: None,
    }
}

pub(super) fn bench(
    part: Part,
    size: [f32; 2],
    (lang, dark): (Lang, bool),
    prepare: impl FnOnce(&mut ViewState),
    renderer: bool,
) -> (Harness<'static, Bench>, Commands) {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let commands: Commands = Rc::default();
    let mut view = view(&data);
    if lang == Lang::En {
        view.units = MoneyLens::CnyBn;
    }
    prepare(&mut view);
    let state = Bench {
        model: AppModel::new(data, Settings::default(), lang, view),
        derived: Derived::default(),
        inspector: InspectorScratch::default(),
        claims: ClaimsScratch::default(),
        figures: FiguresScratch::default(),
        filters: FiltersScratch::default(),
        ready: false,
    };
    let text = Text::new(lang);
    let theme = if dark { Theme::dark() } else { Theme::light() };
    let pushed = Rc::clone(&commands);
    let draw = move |ui: &mut egui::Ui, bench: &mut Bench| {
        if !bench.ready {
            fonts::install(ui.ctx());
            style::apply(ui.ctx(), dark);
            bench.ready = true;
            return;
        }
        bench.derived.refresh(&bench.model);
        let mut out = CommandQueue::default();
        let ctx = PanelCtx { model: &bench.model, derived: &bench.derived, text: &text, theme: &theme };
        let rect = ui.ctx().content_rect();
        ui.painter().rect_filled(rect, 0, theme.panel);
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            ui.set_clip_rect(rect);
            match part {
                Part::Inspector => inspector_ui(ui, &ctx, &mut bench.inspector, &mut out),
                Part::Claims => claims_ui(ui, &ctx, &mut bench.claims, &mut out),
                Part::Documents => documents_ui(ui, &ctx, &mut out),
                Part::Figures => figures_ui(ui, &ctx, &mut bench.figures, &mut out),
                Part::Left => {
                    egui::Frame::NONE.inner_margin(egui::Margin::same(12)).show(ui, |ui| {
                        layers_ui(ui, &ctx, &mut out);
                        ui.add_space(16.0);
                        filters_ui(ui, &ctx, &mut bench.filters, &mut out);
                    });
                }
            }
        });
        for command in out.take() {
            if let Command::Filter(FilterCommand::Set(filter)) = &command {
                bench.model.view.filters = (**filter).clone();
            }
            pushed.borrow_mut().push(command);
        }
    };
    let builder = Harness::builder().with_size(size).with_max_steps(12);
    let builder = if renderer { builder.wgpu() } else { builder };
    let mut harness = builder.build_ui_state(draw, state);
    harness.run_steps(4);
    (harness, commands)
}

fn inspect(item: Item, lang: Lang) -> (Harness<'static, Bench>, Commands) {
    bench(Part::Inspector, [300.0, 2400.0], (lang, false), |view| view.selection = Selection::of([item]), false)
}

fn shows(harness: &Harness<'_, Bench>, part: &str) -> bool {
    harness
        .query_all_by(|node| {
            node.label().is_some_and(|label| label.contains(part)) || node.value().is_some_and(|value| value.contains(part))
        })
        .next()
        .is_some()
}

#[test]
fn suzhou_shows_its_figures_ratings_and_what_links_there() {
    let (harness, commands) = inspect(Item::Place("320500".into()), Lang::En);
    for part in [
        "Suzhou",
        "Jiangsu",
        "tier 2",
        "≥ 1,600",
        "≈ CNY 100 bn",
        "Suzhou Industrial Park",
        "Kunshan AI Industry Fund",
        "AISpeech",
    ] {
        assert!(shows(&harness, part), "{part}");
    }
    assert!(shows(&harness, "427"), "why the surveyed count is not stated");
    for (name, dots) in [("talent", 1), ("research", 3), ("industry", 4), ("capital", 5), ("policy", 5)] {
        harness.get_by_label(&format!("{name}: {dots} of 5"));
    }
    harness.get_by(|node| node.label().is_some_and(|l| l.contains("claim f020"))).click();
    let mut harness = harness;
    harness.run_steps(2);
    let wanted = Command::Select(SelectCommand::Set(Item::Claim("f020".into())));
    assert!(commands.borrow().contains(&wanted), "{:?}", commands.borrow());
}

#[test]
fn a_figure_is_copied_with_its_source() {
    let (mut harness, commands) = inspect(Item::Claim("f020".into()), Lang::En);
    harness.get_by(|node| node.label().is_some_and(|l| l.contains("(f020)"))).click();
    harness.run_steps(2);
    let commands = commands.borrow();
    let copied = commands.iter().find_map(|command| match command {
        Command::Copy(CopyCommand::Text(text)) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap_or_default();
    for part in ["Suzhou", "≥ 1,600", "2026-04", "Chanyejia 2026-04", "Suzhou paragraph", "f020"] {
        assert!(copied.contains(part), "{part} in {copied}");
    }
}

#[test]
fn the_fund_shows_what_is_stated_and_says_what_is_not() {
    let (harness, _) = inspect(Item::Fund("kunshan-ai-industry-fund".into()), Lang::Zh);
    for part in ["昆山人工智能产业基金", "2026-01-29", "Chuangkong Group", "治理", "12 至 18 个月"] {
        assert!(shows(&harness, part), "{part}");
    }
}

#[test]
fn everything_that_can_be_selected_can_be_inspected() {
    let data = load(&AtlasSource::Bundled).dataset;
    let mut items: Vec<Item> = vec![
        Item::Place("100000".into()),
        Item::Place("110000".into()),
        Item::Place("320000".into()),
        Item::Place("320583".into()),
        Item::Place("Z-JS-SIP".into()),
        Item::Place("Z-X-G60".into()),
        Item::Claim("f119".into()),
        Item::Claim("f001".into()),
        Item::Figure(1),
        Item::Figure(21),
        Item::Place("no-such-place".into()),
        Item::Claim("no-such-claim".into()),
    ];
    items.extend(Period::parse("2026Q1").map(Item::Period));
    items.extend(data.groups.keys().take(1).cloned().map(Item::Group));
    items.extend(data.companies.keys().take(2).cloned().map(Item::Company));
    items.extend(data.entities.keys().take(1).cloned().map(Item::Entity));
    items.extend(data.documents.keys().take(1).cloned().map(Item::Document));
    items.extend(data.funds.keys().take(2).cloned().map(Item::Fund));
    for (at, item) in items.into_iter().enumerate() {
        let lang = if at % 2 == 0 { Lang::En } else { Lang::Zh };
        let (harness, _) = inspect(item.clone(), lang);
        let lines = harness.query_all_by(|node| node.role() == Role::Label).count();
        assert!(lines >= 2, "{item:?} shows {lines} lines");
    }
}

#[test]
fn several_selected_places_can_be_compared() {
    let places = ["110000", "320500", "440300"].map(|id| Item::Place(id.into()));
    let (mut harness, commands) =
        bench(Part::Inspector, [300.0, 1600.0], (Lang::En, false), |view| view.selection = Selection::of(places), false);
    harness.get_by_label("Compare").click();
    harness.run_steps(2);
    let wanted = ViewCommand::Compare(vec!["110000".into(), "320500".into(), "440300".into()]);
    assert!(commands.borrow().contains(&Command::View(wanted)));
    assert!(commands.borrow().contains(&Command::View(ViewCommand::Workspace(Workspace::Compare))));
}

#[test]
fn a_row_of_the_claims_table_selects_its_claim() {
    let (mut harness, commands) = bench(Part::Claims, [1000.0, 500.0], (Lang::En, false), |_| {}, false);
    assert!(shows(&harness, "285 claims"));
    harness.get_by(|node| node.label().is_some_and(|l| l.starts_with("f001 "))).click();
    harness.run_steps(2);
    assert!(commands.borrow().contains(&Command::Select(SelectCommand::Set(Item::Claim("f001".into())))));
}

#[test]
fn the_text_field_narrows_the_claims_table() {
    let (mut harness, _) = bench(Part::Claims, [1000.0, 500.0], (Lang::En, false), |_| {}, false);
    harness.get_by_label("Filter claims by text").focus();
    harness.run_steps(2);
    harness.get_by_label("Filter claims by text").type_text("suzhou");
    harness.run_steps(4);
    let rows = harness.state().claims.rows();
    assert!(!rows.is_empty() && rows.len() < 40, "{} rows", rows.len());
    assert!(shows(&harness, "of 285 claims"));
}

#[test]
fn a_header_click_sorts_and_a_second_turns_the_order() {
    let (mut harness, _) = bench(Part::Claims, [1000.0, 500.0], (Lang::En, false), |_| {}, false);
    let before = harness.state().claims.rows().to_vec();
    for _ in 0..2 {
        harness.get_by(|node| node.role() == Role::Button && node.label().as_deref() == Some("Id")).click();
        harness.run_steps(2);
    }
    let after = harness.state().claims.rows().to_vec();
    assert_eq!(after, before, "twice turned is the order of ids again");
}

#[test]
fn filters_that_let_nothing_through_say_so_and_can_be_cleared() {
    let nothing = |view: &mut ViewState| {
        view.filters.statuses = [Status::Entered].into();
    };
    let (mut harness, commands) = bench(Part::Claims, [1000.0, 500.0], (Lang::En, false), nothing, false);
    assert!(shows(&harness, "No claim passes the filters."));
    harness.get_by_label("Clear all filters").click();
    harness.run_steps(2);
    assert!(commands.borrow().contains(&Command::Filter(FilterCommand::Clear)));
}

#[test]
fn every_set_value_is_a_chip_that_takes_only_itself_away() {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let mut view = view(&data);
    view.filters = Filter {
        period: Period::parse("2026Q1").ok(),
        places: ["320500".into(), "no-such-place".into()].into(),
        groups: ["five-provinces".into()].into(),
        area: Some(crate::model::filter::GeoBox { west: 110.0, south: 20.0, east: 120.0, north: 30.0 }),
        tiers: [1, 3].into(),
        sectors: ["ai".into()].into(),
        topics: ["financing".into()].into(),
        documents: ["jiazi-2020".into()].into(),
        providers: ["it-juzi".into()].into(),
        statuses: [Status::Coded].into(),
        deals: [("round".to_owned(), ["a".to_owned(), String::new()].into())].into(),
    };
    let model = AppModel::new(data, Settings::default(), Lang::En, view);
    let (text, theme, derived) = (Text::new(Lang::En), Theme::light(), Derived::default());
    let ctx = PanelCtx { model: &model, derived: &derived, text: &text, theme: &theme };
    let mut filter = model.view.filters.clone();
    let mut left = filter_chips(&filter, &ctx).len();
    assert_eq!(left, 14);
    while let Some((label, without)) = filter_chips(&filter, &ctx).into_iter().next() {
        assert!(!label.is_empty());
        assert_ne!(without, filter, "{label}");
        filter = without;
        left -= 1;
        assert_eq!(filter_chips(&filter, &ctx).len(), left);
    }
    assert!(filter.is_empty());
}

#[test]
fn years_and_layers_answer_to_clicks() {
    let (mut harness, commands) = bench(Part::Left, [236.0, 700.0], (Lang::En, false), |_| {}, false);
    harness.get_by(|node| node.label().is_some_and(|l| l.starts_with("2025: "))).click();
    harness.run_steps(2);
    assert_eq!(harness.state().model.view.filters.period, Period::parse("2025").ok());
    harness.get_by_label("Zones").click();
    harness.run_steps(2);
    let off = commands.borrow().iter().any(|c| matches!(c, Command::View(ViewCommand::Layers(layers)) if !layers.zones));
    assert!(off);
}

#[test]
fn documents_and_figures_are_all_there() {
    let (mut harness, commands) = bench(Part::Documents, [1000.0, 1400.0], (Lang::En, false), |_| {}, false);
    let is_link = |label: &str| label.starts_with("Show its");
    assert_eq!(harness.query_all_by(|node| node.label().is_some_and(|label| is_link(&label))).count(), 5);
    if let Some(link) = harness.query_all_by(|node| node.label().is_some_and(|label| is_link(&label))).next() {
        link.click();
    }
    harness.run_steps(2);
    let filtered =
        commands.borrow().iter().any(|c| matches!(c, Command::Filter(FilterCommand::Set(f)) if f.documents.len() == 1));
    assert!(filtered);
    let (harness, _) = bench(Part::Figures, [1000.0, 1300.0], (Lang::Zh, false), |_| {}, false);
    assert!(shows(&harness, "共 45 幅图"));
    assert_eq!(harness.query_all_by(|n| n.label().is_some_and(|l| l.starts_with("图 "))).count(), 45);
}
