//! A person's layer in the window: claims corrected and added by the form, undone, and the day that
//! the view speaks of.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use std::sync::Arc;

use cluster_atlas::{
    action::{
        Effect, Event,
        command::{UiCommand, ViewCommand},
    },
    analysis::{claim_draft::DraftFor, layered::layered},
    model::{
        claim::ClaimState,
        ids::ClaimId,
        item::{Item, Selection},
        lang::Lang,
    },
};
use desk::{Desk, desk, shipped_view};
use egui_kittest::{Harness, kittest::Queryable};

/// What the host does with effects on the layer, at once.
fn settle(harness: &mut Harness<'_, Desk>) {
    harness.run_steps(3);
    let effects = std::mem::take(&mut harness.state_mut().shell.effects);
    for effect in effects {
        if let Effect::LayOver(what) = effect {
            let layered = Arc::new(layered(&what.atlas, &what.layer, &what.as_of));
            harness.state_mut().shell.event(Event::Layered { generation: what.generation, layered });
        }
    }
    harness.run_steps(3);
}

fn on_claim(id: &str, lang: Lang) -> Harness<'static, Desk> {
    let mut view = shipped_view("q1-2026-at-a-glance");
    view.selection = Selection::of([Item::Claim(id.into())]);
    desk(view, [1440.0, 900.0], lang)
}

fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn write_into(harness: &mut Harness<'_, Desk>, field: &str, text: &str) {
    harness.get_by(|node| node.role() == egui::accesskit::Role::TextInput && node.label().as_deref() == Some(field)).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run_steps(2);
}

fn says(harness: &Harness<'_, Desk>, part: &str) -> bool {
    harness
        .query_all_by(|node| [node.label(), node.value()].into_iter().flatten().any(|text| text.contains(part)))
        .next()
        .is_some()
}

fn selected(harness: &Harness<'_, Desk>) -> ClaimId {
    match harness.state().shell.model.view.selection.primary() {
        Some(Item::Claim(id)) => id.clone(),
        other => panic!("no claim is selected: {other:?}"),
    }
}

#[test]
fn a_claim_is_corrected_by_the_form_and_the_correction_undone() {
    let mut harness = on_claim("f001", Lang::En);
    click(&mut harness, "Correct… f001");
    write_into(&mut harness, "Figure, as the source writes it", "2,856");
    assert!(says(&harness, "Read as 2,856 events"));
    click(&mut harness, "Save claim");
    let new = selected(&harness);
    let data = &harness.state().shell.model.data;
    assert_eq!(*data.state_of(&"f001".into()), ClaimState::Replaced(new.clone()));
    assert!(says(&harness, "China, 2026Q1: 2,856"), "the chart shows the corrected figure");
    // 2,856 / 1.025 = 2,786.3
    assert!(says(&harness, "2,786"), "and what follows from it");

    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    settle(&mut harness);
    assert!(harness.state().shell.model.data.state_of(&"f001".into()).is_current());
    assert!(says(&harness, "China, 2026Q1: 2,865"));
    harness.key_press_modifiers(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::Z);
    settle(&mut harness);
    assert!(harness.state().shell.model.data.claims.contains_key(&new));
}

#[test]
fn a_form_that_is_not_complete_says_what_is_missing_and_keeps_what_was_typed() {
    for (lang, locator, save, missing) in
        [(Lang::En, "Where in the document", "Save claim", "Still to be filled"), (Lang::Zh, "文中位置", "保存", "尚未填写")]
    {
        let mut harness = on_claim("f001", lang);
        harness.state_mut().shell.command(UiCommand::ClaimForm(Some(DraftFor::New(None))).into());
        settle(&mut harness);
        assert!(!says(&harness, missing), "nothing is wrong before anything was tried");
        write_into(&mut harness, locator, "p. 3");
        click(&mut harness, save);
        assert!(says(&harness, missing));
        assert!(harness.state().shell.model.layer.content().is_empty());
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
        harness.key_press(egui::Key::Escape);
        settle(&mut harness);
        assert!(harness.state().shell.model.transient.claim_form.is_none(), "Esc closes the form");
        harness.state_mut().shell.command(UiCommand::ClaimForm(Some(DraftFor::New(None))).into());
        settle(&mut harness);
        assert!(says(&harness, "p. 3"), "the draft is still there");
    }
}

#[test]
fn the_day_of_knowledge_takes_later_claims_out_of_charts_and_lists_them_as_later() {
    let mut harness = on_claim("f001", Lang::En);
    harness.state_mut().shell.command(ViewCommand::AsOf("2025-12-31".into()).into());
    settle(&mut harness);
    assert!(says(&harness, "Not used: published after the day"));
    assert!(!says(&harness, "China, 2026Q1"), "the chart does not show what was not known");
    assert!(harness.state().shell.derived.claims_in_view.iter().all(|id| *id != ClaimId::new("f001")));
    harness.state_mut().shell.command(ViewCommand::Back.into());
    settle(&mut harness);
    assert!(says(&harness, "China, 2026Q1: 2,865"), "Back takes it back");
}

#[test]
fn data_are_laid_together_once_at_a_time_and_end_with_the_newest_request() {
    let mut harness = on_claim("f001", Lang::En);
    let asked = |harness: &mut Harness<'_, Desk>| -> Vec<_> {
        let effects = std::mem::take(&mut harness.state_mut().shell.effects);
        effects.into_iter().filter_map(|effect| if let Effect::LayOver(what) = effect { Some(what) } else { None }).collect()
    };
    for day in ["2020-12-31", "2021-12-31", "2025-12-31"] {
        harness.state_mut().shell.command(ViewCommand::AsOf(day.into()).into());
    }
    let mut first = asked(&mut harness);
    assert_eq!(first.len(), 1, "the others wait for it");
    let answer = |harness: &mut Harness<'_, Desk>, what: &cluster_atlas::action::effect::LayOver| {
        let layered = Arc::new(layered(&what.atlas, &what.layer, &what.as_of));
        harness.state_mut().shell.event(Event::Layered { generation: what.generation, layered });
    };
    let first = first.remove(0);
    answer(&mut harness, &first);
    let then = asked(&mut harness);
    assert_eq!(then.len(), 1, "what changed meanwhile is asked for once");
    answer(&mut harness, &then[0]);
    // A late answer to an older request changes nothing.
    answer(&mut harness, &first);
    let known_on = harness.state().shell.model.data.known_on.map(|day| day.to_string());
    assert_eq!(known_on.as_deref(), Some("2025-12-31"));
    assert!(asked(&mut harness).is_empty());
}

#[test]
fn the_printed_list_of_claims_comes_back() {
    use cluster_atlas::{
        analysis::{
            claim_draft::Signature,
            claim_import::{LeftOutRow, import},
            findings::Findings,
        },
        data::atlas::{AtlasSource, load},
        export::table::{TableInputs, panel_table},
        model::user_layer::UserLayer,
    };
    let by = Signature { author: "王".into(), day: jiff::civil::Date::constant(2026, 11, 26) };
    let data = load(&AtlasSource::Bundled).dataset;
    let view = shipped_view("q1-2026-at-a-glance");
    let (findings, layer) = (Findings::of(&data), UserLayer::default());
    let inputs = TableInputs { data: &data, view: &view, findings: &findings, layer: &layer, incomplete_days: 14 };
    let text = panel_table("claims", inputs).unwrap().to_csv();
    let imported = import(&text, b',', &data, &layer, &by).unwrap();
    // Claims that stand in two documents name both, which no row of a person's does.
    let left: Vec<_> = imported.left_out.iter().filter(|row| row.column != "document").collect();
    assert_eq!(left, Vec::<&LeftOutRow>::new());
    assert!(imported.taken >= 280, "{}", imported.taken);
}

#[test]
fn the_board_shows_a_conflict_takes_a_decision_and_keeps_the_row() {
    for (lang, choose, settled) in [(Lang::En, "Use this one", "Settled"), (Lang::Zh, "采用此项", "已定")] {
        let mut harness = desk(shipped_view("where-sources-disagree"), [1440.0, 900.0], lang);
        let rows = harness.state().shell.model.findings.conflicts.len();
        assert!((13..=25).contains(&rows), "{rows}");
        assert!(says(&harness, "89.5"), "the selected claim brings its conflict");
        harness.get_all_by_label(choose).next().expect("a claim that is not in use").click();
        settle(&mut harness);
        let model = &harness.state().shell.model;
        let (id, decision) = model.layer.content().decisions.iter().next().expect("a decision");
        assert!(decision.chosen.is_some() && id.starts_with("share-"), "{id}: {decision:?}");
        assert_eq!(model.findings.conflicts.len(), rows, "what is settled stays on the board");
        assert!(says(&harness, &format!(": {settled}")) || says(&harness, settled));
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        settle(&mut harness);
        assert!(harness.state().shell.model.layer.content().is_empty());
    }
}

#[test]
fn a_click_that_leaves_the_note_settles_the_conflict_and_keeps_the_note() {
    let mut harness = desk(shipped_view("where-sources-disagree"), [1440.0, 1600.0], Lang::En);
    harness.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Note").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("asked the publisher".into()));
    harness.run_steps(2);
    // Down and up within one frame, as a quick click is.
    let at = harness.get_by_label("Your decision: Settled").rect().center();
    let button = |pressed| egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    for event in [egui::Event::PointerMoved(at), button(true), button(false)] {
        harness.input_mut().events.push(event);
    }
    harness.run_steps(1);
    settle(&mut harness);
    let layer = harness.state().shell.model.layer.content();
    let (_, decision) = layer.decisions.iter().next().expect("a decision");
    assert_eq!(decision.note, "asked the publisher");
    assert_eq!(decision.state, cluster_atlas::model::user_layer::DecisionState::Settled);
}

#[test]
fn a_chosen_claim_sets_its_rival_aside_and_both_stay_listed() {
    use cluster_atlas::{
        analysis::claim_draft::{Draft, Signature},
        model::{
            document::{Document, KeyedEdit},
            user_layer::{Decision, DecisionState, UserEdit, UserLayer},
        },
    };
    let data = cluster_atlas::data::atlas::load(&cluster_atlas::data::atlas::AtlasSource::Bundled).dataset;
    let by = Signature { author: "王".into(), day: jiff::civil::Date::constant(2026, 11, 26) };
    let mut layer = Document::new(UserLayer::default());
    // The same thing, stated ten times larger: a slip.
    let draft = Draft { figure: "28,650".into(), ..Draft::open(&data, layer.content(), &DraftFor::Correction("f001".into())) };
    let (rival, edit) = draft.finish(&data, layer.content(), &DraftFor::New(None), &by).unwrap();
    layer.edit("", edit).unwrap();
    let laid = layered(&data, layer.content(), "");
    let slip = laid.findings.conflicts.iter().find(|conflict| conflict.claims.contains(&rival)).expect("a slip is found").clone();
    let value = Decision {
        state: DecisionState::Settled,
        chosen: Some("f001".into()),
        note: String::new(),
        author: "王".into(),
        decided_on: by.day,
    };
    layer.edit("", UserEdit::Decision(KeyedEdit::Put { key: slip.id.clone(), value })).unwrap();
    let settled = layered(&data, layer.content(), "");
    assert_eq!(*settled.data.state_of(&rival), ClaimState::SetAside("f001".into()));
    assert!(settled.findings.conflicts.iter().any(|conflict| conflict.id == slip.id), "the row can still be taken back");
    let early = layered(&data, layer.content(), "2025-12-31");
    assert!(!matches!(early.data.state_of(&rival), ClaimState::SetAside(_)), "what is not known yet decides nothing");
}
