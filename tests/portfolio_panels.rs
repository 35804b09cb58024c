//! The Portfolio workspace under hand: rows added, written, pasted and undone with keys; notes written,
//! also with an input method; every fund and note reachable in both languages and sizes.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use cluster_atlas::{
    action::command::{LayerCommand, PortfolioCommand, SelectCommand, UiCommand},
    data::{portfolio_file, shipped},
    model::{
        document::KeyedEdit,
        item::Item,
        lang::{Bilingual, Lang},
        portfolio::{Anchor, Note, Portfolio, PortfolioEdit},
        view_state::ViewState,
    },
};
use desk::{Desk, desk, shipped_view};
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable};

const DAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 26);
const LARGE: [f32; 2] = [1440.0, 900.0];

fn kunshan() -> Portfolio {
    let (name, text) = shipped::PORTFOLIOS[0];
    portfolio_file::parse(text, name).unwrap().content
}

fn window(size: [f32; 2], lang: Lang) -> Harness<'static, Desk> {
    let view = ViewState { lang: None, ..shipped_view("what-to-ask-kunshan") };
    let mut harness = desk(view, size, lang);
    let model = harness.state().shell.model.clone().with_portfolio(&kunshan());
    harness.state_mut().shell.model = model;
    harness.run_steps(4);
    harness
}

fn content(harness: &Harness<'_, Desk>) -> Portfolio {
    Portfolio::clone(harness.state().shell.model.portfolio.as_ref().unwrap().document.content())
}

fn event(harness: &mut Harness<'_, Desk>, event: Event) {
    harness.event(event);
    harness.run_steps(3);
}

fn key(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn type_text(harness: &mut Harness<'_, Desk>, text: &str) {
    event(harness, Event::Text(text.into()));
}

#[test]
fn a_row_is_added_written_with_keys_and_taken_back() {
    let mut harness = window(LARGE, Lang::En);
    harness.get_by_label("Add holding").click();
    harness.run_steps(4);
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "AISpeech");
    key(&mut harness, Key::Tab);
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "Atlantis");
    key(&mut harness, Key::Enter);
    let held = content(&harness).holdings;
    let holding = held.get("h001").expect("the row");
    assert_eq!(holding.company.as_ref().map(|id| id.as_str()), Some("aispeech"));
    assert_eq!(holding.place.as_ref().map(|id| id.as_str()), Some("320500"), "the company's own city");
    assert!(harness.query_by_label_contains("is no place of the gazetteer").is_some(), "the reason is said");
    key(&mut harness, Key::Escape);
    assert!(harness.query_by_label_contains("is no place of the gazetteer").is_none());
    assert!(!harness.state().shell.model.view.selection.is_empty(), "Esc left the cell, not the selection");
    harness.state_mut().shell.command(LayerCommand::Undo.into());
    harness.state_mut().shell.command(LayerCommand::Undo.into());
    harness.run_steps(3);
    assert_eq!(content(&harness), kunshan());
}

#[test]
fn a_block_is_pasted_and_what_cannot_be_read_is_told() {
    let mut harness = window(LARGE, Lang::Zh);
    harness.get_by_label("添加持仓").click();
    harness.run_steps(4);
    event(
        &mut harness,
        Event::Paste("甲公司\t昆山\t\t大模型\tA轮\t2026/3/31\t数千万人民币\n乙公司\t火星\t\t\tB轮\tsoon\t1.2亿美元".into()),
    );
    let names: Vec<String> = content(&harness)
        .holdings_of("kunshan-ai-industry-fund")
        .into_iter()
        .map(|(_, holding)| holding.name.zh.clone())
        .collect();
    assert_eq!(names, ["甲公司", "乙公司"]);
    assert!(harness.query_by_label_contains("不在地名表中").is_some());
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Delete);
    assert_eq!(content(&harness).holdings.get("h002").unwrap().name.zh, "");
}

#[test]
fn a_note_is_written_with_an_input_method_and_saved_by_keys() {
    let mut harness = window(LARGE, Lang::Zh);
    harness.state_mut().shell.command(UiCommand::NewNote(Some(Anchor::City("320500".into()))).into());
    harness.run_steps(6);
    for step in [
        ImeEvent::Preedit { text: "nihao".into(), active_range_chars: None },
        ImeEvent::Preedit { text: "你好".into(), active_range_chars: None },
        ImeEvent::Commit("你好，苏州".into()),
    ] {
        event(&mut harness, Event::Ime(step));
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let notes = content(&harness).notes;
    let (_, note) = notes.iter().find(|(key, _)| kunshan().notes.get(key).is_none()).expect("a note was added");
    assert_eq!((note.text.zh.as_str(), note.text.en.as_str()), ("你好，苏州", ""));
    assert_eq!(note.anchor, Anchor::City("320500".into()));
    assert!(harness.query_by_label_contains("你好，苏州").is_some(), "the list shows it");
}

#[test]
fn the_note_that_is_written_is_in_sight_in_a_small_window_too() {
    let mut harness = window([1024.0, 640.0], Lang::En);
    harness.state_mut().shell.command(SelectCommand::Set(Item::Place("320500".into())).into());
    harness.run_steps(4);
    assert!(harness.query_by_label("Inspector").is_some(), "a selection opens the drawer");
    harness.state_mut().shell.command(UiCommand::NewNote(None).into());
    harness.run_steps(6);
    assert!(harness.query_by_label("Inspector").is_none(), "it would lie over the note");
    type_text(&mut harness, "Who decides here?");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let notes = content(&harness).notes;
    assert!(notes.iter().any(|(_, note)| note.text.en == "Who decides here?" && note.anchor == Anchor::City("320500".into())));
}

#[test]
fn a_note_in_one_language_stays_in_it_when_it_is_changed_in_the_other_window() {
    let mut harness = window(LARGE, Lang::En);
    let mut only_chinese = Note::new(Anchor::City("320500".into()), Bilingual::new("", "谁来决定？"), "王".into(), DAY);
    only_chinese.changed = jiff::civil::Date::constant(2030, 1, 1);
    let put = KeyedEdit::Put { key: "n100".into(), value: only_chinese };
    let command = PortfolioCommand::Edit { label: "portfolio-did-add-note".into(), edit: Box::new(PortfolioEdit::Note(put)) };
    harness.state_mut().shell.command(command.into());
    harness.run_steps(4);
    harness.get_by_label("Edit note n100").click();
    harness.run_steps(4);
    type_text(&mut harness, " 何时？");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    let notes = content(&harness).notes;
    assert_eq!(notes.get("n100").unwrap().text.en, "");
    assert!(notes.get("n100").unwrap().text.zh.contains("谁来决定？") && notes.get("n100").unwrap().text.zh.contains("何时"));
}

#[test]
fn ladder_and_mandate_say_what_is_not_stated_in_both_languages_and_sizes() {
    for (lang, unstated, announced) in [(Lang::En, "not stated", "Announced: CNY 5 bn"), (Lang::Zh, "未说明", "公布: 50 亿元")]
    {
        for size in [LARGE, [1024.0, 640.0]] {
            let harness = window(size, lang);
            assert!(harness.query_all_by_label(announced).next().is_some(), "{lang:?} {size:?}");
            assert!(harness.query_all_by_label_contains(unstated).count() >= 8, "{lang:?} {size:?}");
        }
    }
}
