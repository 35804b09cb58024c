//! The Portfolio workspace's smaller pieces under hand: the fund's form, what two funds share, flags and
//! pins of notes, pictures; the keyboard reaches all of it.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use std::sync::Arc;

use cluster_atlas::{
    action::{
        Effect, Event,
        command::{FileCommand, FilterCommand, LayoutCommand, PortfolioCommand, ViewCommand},
    },
    data::{portfolio_file, shipped},
    model::{
        document::KeyedEdit,
        lang::{Bilingual, Lang},
        layout::{Panel, Workspace},
        period::Period,
        portfolio::{Anchor, Attachment, Fund, GeoPoint, Holding, Note, Portfolio, PortfolioEdit},
        view_state::{FinancingView, ViewState},
    },
};
use desk::{Desk, desk, shipped_view};
use egui::Key;
use egui_kittest::{Harness, kittest::Queryable};

const DAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 26);
const LARGE: [f32; 2] = [1440.0, 900.0];
const KUNSHAN: &str = "kunshan-ai-industry-fund";

fn window(lang: Lang) -> Harness<'static, Desk> {
    let view = ViewState { lang: None, ..shipped_view("what-to-ask-kunshan") };
    let mut harness = desk(view, LARGE, lang);
    let (name, text) = shipped::PORTFOLIOS[0];
    let portfolio = portfolio_file::parse(text, name).unwrap().content;
    let mut model = harness.state().shell.model.clone().with_portfolio(&portfolio);
    model.portfolio.as_mut().unwrap().document.file.path = Some("visits/kunshan-fund.portfolio.ron".into());
    harness.state_mut().shell.model = model;
    harness.run_steps(4);
    harness
}

fn content(harness: &Harness<'_, Desk>) -> Portfolio {
    Portfolio::clone(harness.state().shell.model.portfolio.as_ref().unwrap().document.content())
}

fn command(harness: &mut Harness<'_, Desk>, command: impl Into<cluster_atlas::action::Command>) {
    harness.state_mut().shell.command(command.into());
    harness.run_steps(4);
}

fn field<'h>(harness: &'h Harness<'_, Desk>, label: &'h str) -> egui_kittest::Node<'h> {
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, label)
}

fn put(harness: &mut Harness<'_, Desk>, edit: PortfolioEdit) {
    command(harness, PortfolioCommand::Edit { label: "portfolio-did-edit-fund".into(), edit: Box::new(edit) });
}

fn holding(fund: &str, name: &str, amount: &str) -> Holding {
    let data = cluster_atlas::data::atlas::load(&cluster_atlas::data::atlas::AtlasSource::Bundled).dataset;
    let mut holding = Holding { fund: fund.into(), name: Bilingual::new(name, name), ..Holding::default() };
    use cluster_atlas::analysis::portfolio::cells::{HoldingColumn, set_cell};
    set_cell(&data, None, &mut holding, HoldingColumn::Amount, amount).unwrap();
    holding
}

#[test]
fn the_funds_form_writes_what_the_ladder_does_not_hold() {
    let mut harness = window(Lang::En);
    harness.get_by_label("Edit fund").click();
    harness.run_steps(6);
    let before = content(&harness).funds.get(KUNSHAN).unwrap().clone();
    field(&harness, "Limited partners").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("First LP; Second LP".into()));
    harness.run_steps(2);
    field(&harness, "Term").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("soon".into()));
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert_eq!(content(&harness).funds.get(KUNSHAN), Some(&before), "nothing is written while a field cannot be read");
    assert!(harness.query_by_label_contains("soon").is_some(), "and it is said");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("10 years".into()));
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let after = content(&harness).funds.get(KUNSHAN).unwrap().clone();
    assert_eq!(after.lps.iter().map(|name| name.en.as_str()).collect::<Vec<_>>(), ["First LP", "Second LP"]);
    assert_eq!(after.term.as_ref().and_then(|term| term.value), Some(120.into()));
    assert_eq!(Fund { lps: before.lps.clone(), term: None, ..after }, before, "and nothing else");
    let gone = |harness: &Harness<'_, Desk>| harness.query_by_label("Mandate in words").is_none();
    assert!(gone(&harness), "the form is gone");
    harness.get_by_label("Edit fund").click();
    harness.run_steps(6);
    field(&harness, "Lead").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("Nobody".into()));
    harness.run_steps(2);
    let selected = harness.state().shell.model.view.selection.clone();
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(gone(&harness), "Esc leaves the form");
    assert_eq!(harness.state().shell.model.view.selection, selected, "and only that");
    assert_eq!(content(&harness).funds.get(KUNSHAN).unwrap().lead, before.lead);
}

#[test]
fn two_funds_are_laid_beside_each_other() {
    let mut harness = window(Lang::En);
    command(&mut harness, LayoutCommand::Open(Panel::Overlap));
    assert!(harness.query_by_label_contains("a second one is needed").is_some());
    let second = Fund { name: Bilingual::new("Second fund", "第二基金"), ..Fund::default() };
    put(&mut harness, PortfolioEdit::Fund(KeyedEdit::Put { key: "second".into(), value: second }));
    assert!(harness.query_by_label_contains("No company is held by both").is_some());
    for (key, value) in [
        ("h1", holding(KUNSHAN, "Shared Co", "300万")),
        ("h2", holding(KUNSHAN, "Only Here", "100万")),
        ("h3", holding("second", "shared co", "undisclosed")),
    ] {
        put(&mut harness, PortfolioEdit::Holding(KeyedEdit::Put { key: key.into(), value }));
    }
    // 300 of 400; each amount is good to half of its last digit: 299.5 to 300.5 of itself and 99.5 to 100.5.
    assert!(harness.query_by_label_contains("75").is_some(), "the first fund's share");
    assert!(harness.query_all_by_label_contains("Shared Co").next().is_some());
    assert!(harness.query_all_by_label_contains("not stated").count() >= 1);
}

#[test]
fn notes_on_a_quarter_fly_their_flag_on_the_charts() {
    let mut harness = window(Lang::En);
    for (key, period, due) in [("q1", "2026Q1", false), ("q2", "2025Q4", true)] {
        let anchor = Anchor::Quarter(Period::parse(period).unwrap());
        let mut note = Note::new(anchor, Bilingual::new("Why so much?", ""), "li".into(), DAY);
        note.follow_up = due.then_some(DAY);
        put(&mut harness, PortfolioEdit::Note(KeyedEdit::Put { key: key.into(), value: note }));
    }
    command(&mut harness, ViewCommand::Workspace(Workspace::Explore));
    command(&mut harness, ViewCommand::Financing(FinancingView::default()));
    command(&mut harness, FilterCommand::Clear);
    harness.run_steps(4);
    assert!(harness.query_by_label("One open note on 2026Q1").is_some());
    harness.get_by_label("One open note on 2025Q4").click();
    harness.run_steps(6);
    assert_eq!(harness.state().shell.model.view.workspace, Workspace::Portfolio);
    assert!(harness.query_all_by_label_contains("Why so much?").next().is_some(), "the notes are in front");
}

#[test]
fn pins_have_a_switch_and_a_legend() {
    let mut harness = window(Lang::En);
    command(&mut harness, ViewCommand::Workspace(Workspace::Explore));
    harness.run_steps(6);
    let pins = |harness: &Harness<'_, Desk>| {
        harness.query_all_by_label_contains("notes here").count() + harness.query_all_by_label("One note here").count()
    };
    assert!(pins(&harness) > 0);
    harness.get_by_label("Notes").click();
    harness.run_steps(4);
    assert!(!harness.state().shell.model.view.layers.notes);
    assert_eq!(pins(&harness), 0);
}

#[test]
fn a_photo_begins_a_note_where_it_was_taken() {
    let mut harness = window(Lang::En);
    harness.state_mut().shell.command(FileCommand::Open("IMG_1.JPG".into()).into());
    harness.run_steps(4);
    let asked = harness
        .state()
        .shell
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Attach { picture, .. } if picture.ends_with("IMG_1.JPG")));
    assert!(asked, "a dropped picture is copied beside the portfolio");
    let at = GeoPoint::new(120.95508, 31.38503).unwrap();
    let photo =
        Attachment { file: "kunshan-fund.files/IMG_1.jpg".into(), taken_at: Some(at), taken_on: "2026-03-31 14:05:09".into() };
    harness.state_mut().shell.event(Event::Attached(photo.clone()));
    harness.run_steps(8);
    harness.event(egui::Event::Text("The gate is shut.".into()));
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    harness.run_steps(6);
    let notes = content(&harness).notes;
    let (key, note) = notes.iter().find(|(_, note)| note.text.en == "The gate is shut.").expect("a note was added");
    assert_eq!((&note.anchor, note.attachments.as_slice()), (&Anchor::Point(at), [photo.clone()].as_slice()));
    let wanted = |harness: &Harness<'_, Desk>| {
        harness.state().shell.effects.iter().any(|effect| matches!(effect, Effect::ReadPhoto { file, .. } if *file == photo.file))
    };
    assert!(!wanted(&harness), "a picture out of sight is not read");
    field(&harness, "Search notes, #tag").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("gate".into()));
    harness.run_steps(4);
    // The card asks for the picture, and shows it or says why not.
    assert!(wanted(&harness));
    let picture = Ok(([4, 2], Arc::new(vec![90; 32])));
    harness.state_mut().shell.event(Event::Photo { file: photo.file.clone(), picture });
    harness.run_steps(4);
    assert!(harness.query_by_label(photo.file.as_str()).is_some());
    harness.state_mut().shell.event(Event::Photo { file: photo.file.clone(), picture: Err("no such file".into()) });
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("no such file").is_some());
    // It can be taken off again.
    let edit = format!("Edit note {key}");
    harness.get_by_label(&edit).click();
    harness.run_steps(4);
    harness.get_by_label_contains("Remove kunshan-fund.files/IMG_1.jpg").click();
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert_eq!(content(&harness).notes.get(key).unwrap().attachments, []);
}

#[test]
fn a_step_of_the_ladder_takes_amount_date_and_basis_and_leaves_the_claims_own() {
    let mut harness = window(Lang::En);
    let before = content(&harness).funds.get(KUNSHAN).unwrap().clone();
    // Looked at and left: the amount stays the claim's.
    harness.get_by_label("Change Announced").click();
    harness.run_steps(4);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert_eq!(content(&harness).funds.get(KUNSHAN), Some(&before));
    harness.get_by_label("Change Raised").click();
    harness.run_steps(4);
    for text in ["3 bn", "2026Q3", "n001; nobody"] {
        harness.event(egui::Event::Text(text.into()));
        harness.run_steps(2);
        if text != "n001; nobody" {
            harness.key_press(Key::Tab);
            harness.run_steps(3);
        }
    }
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("neither a claim nor a note").is_some(), "an id that is none is named");
    assert_eq!(content(&harness).funds.get(KUNSHAN), Some(&before), "and nothing is taken");
    field(&harness, "Raised: claims or notes, f159; n001").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("n001".into()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let fund = content(&harness).funds.get(KUNSHAN).unwrap().clone();
    let step = fund.ladder.get(&cluster_atlas::model::portfolio::Rung::Raised).expect("the step");
    assert_eq!(step.amount.as_ref().and_then(|amount| amount.value), Some(3_000_000_000_i64.into()));
    assert_eq!(step.date.as_ref().map(Period::written), Some("2026Q3"));
    assert_eq!(step.notes, ["n001"]);
}
