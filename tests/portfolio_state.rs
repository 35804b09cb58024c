//! A portfolio on screen: opened, edited, saved, changed by another program, merged, closed.
#![cfg(test)]

use std::sync::Arc;

use cluster_atlas::{
    action::{
        Command, Effect, Event,
        command::{Answer, FileCommand, LayerCommand, PortfolioCommand, ViewCommand},
        effect::DocumentEffect,
        event::{DocumentEvent, OpenedPortfolio, PortfolioEntry},
    },
    analysis::portfolio::merge::merge,
    data::{
        atlas::{AtlasSource, load},
        portfolio_file, shipped,
    },
    model::{
        document::{Document, KeyedEdit},
        ids::PortfolioId,
        lang::{Bilingual, Lang},
        layout::Workspace,
        portfolio::{Holding, Note, NoteStatus, Portfolio, PortfolioEdit},
        settings::Settings,
    },
    update::{AppModel, Msg, Question, update},
};

fn kunshan() -> Portfolio {
    let (name, text) = shipped::PORTFOLIOS[0];
    portfolio_file::parse(text, name).unwrap().content
}

fn entry() -> PortfolioEntry {
    let title = Bilingual::new("Kunshan", "昆山");
    PortfolioEntry {
        id: PortfolioId::new("kunshan-fund"),
        title,
        path: Some("/p/k.portfolio.ron".into()),
        shipped: true,
        problem: None,
    }
}

fn opened(recovered: Option<Portfolio>) -> OpenedPortfolio {
    OpenedPortfolio {
        entry: entry(),
        saved: Arc::new(kunshan()),
        recovered: recovered.map(Arc::new),
        read_only: false,
        messages: Vec::new(),
    }
}

fn model(recovered: Option<Portfolio>) -> AppModel {
    let view = shipped::views().into_iter().next().unwrap();
    let mut model = AppModel::new(Arc::new(load(&AtlasSource::Bundled).dataset), Settings::default(), Lang::En, view);
    update(&mut model, Msg::Event(Event::PortfolioOpened(Box::new(opened(recovered)))));
    update(&mut model, Msg::Command(ViewCommand::Workspace(Workspace::Portfolio).into()));
    model
}

fn ask(model: &mut AppModel, command: impl Into<Command>) -> Vec<Effect> {
    update(model, Msg::Command(command.into()))
}

fn tell(model: &mut AppModel, event: DocumentEvent<Portfolio>) -> Vec<Effect> {
    update(model, Msg::Event(Event::Portfolio { id: PortfolioId::new("kunshan-fund"), event }))
}

fn answer(key: &str, status: NoteStatus, portfolio: &Portfolio) -> PortfolioEdit {
    let value = Note { status, ..portfolio.notes.get(key).unwrap().clone() };
    PortfolioEdit::Note(KeyedEdit::Put { key: key.into(), value })
}

fn edit(model: &mut AppModel, edit: PortfolioEdit) -> Vec<Effect> {
    ask(model, PortfolioCommand::Edit { label: "portfolio-did-edit-note".into(), edit: Box::new(edit) })
}

fn content(model: &AppModel) -> Arc<Portfolio> {
    Arc::clone(model.portfolio.as_ref().unwrap().document.content())
}

fn is_dirty(model: &AppModel) -> bool {
    model.portfolio.as_ref().unwrap().document.is_dirty()
}

/// The save among the effects: its revision, and whether it overwrites.
fn save_of(effects: &[Effect]) -> Option<(u64, bool)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Portfolio { effect: DocumentEffect::Save { revision, force, .. }, .. } => Some((*revision, *force)),
        _ => None,
    })
}

#[test]
fn an_edit_is_journaled_and_saved_when_asked_for() {
    let mut model = model(None);
    let change = answer("n001", NoteStatus::Asked, &kunshan());
    let effects = edit(&mut model, change);
    assert!(matches!(&effects[..], [Effect::Portfolio { effect: DocumentEffect::Journal { number: 1, .. }, .. }]));
    assert!(is_dirty(&model));
    // Ctrl+S in this workspace is about the portfolio.
    let (revision, force) = save_of(&ask(&mut model, FileCommand::Save)).unwrap();
    assert!(!force);
    // Edited while the save runs: it stays dirty.
    let change = answer("n002", NoteStatus::Asked, &kunshan());
    edit(&mut model, change);
    tell(&mut model, DocumentEvent::Written { revision, upto: 1 });
    assert!(is_dirty(&model));
    let (revision, _) = save_of(&ask(&mut model, FileCommand::Save)).unwrap();
    tell(&mut model, DocumentEvent::Written { revision, upto: 2 });
    assert!(!is_dirty(&model));
    // So is Ctrl+Z, and it is journaled, too.
    let effects = ask(&mut model, LayerCommand::Undo);
    assert!(matches!(&effects[..], [Effect::Portfolio { effect: DocumentEffect::Journal { number: 3, .. }, .. }]));
    assert_eq!(content(&model).notes.get("n002").unwrap().status, NoteStatus::Open);
    assert_eq!(model.redo_label(), Some("portfolio-did-edit-note"));
}

#[test]
fn a_failed_save_stays_dirty_and_says_why() {
    let mut model = model(None);
    let change = answer("n001", NoteStatus::Asked, &kunshan());
    edit(&mut model, change);
    ask(&mut model, PortfolioCommand::Save);
    tell(&mut model, DocumentEvent::Failed { what: "portfolio-failed-save", message: "no space left".into() });
    assert!(is_dirty(&model));
    assert!(model.portfolio.as_ref().unwrap().document.file.problem.as_deref().unwrap().contains("no space"));
    assert!(model.transient.notifications.iter().any(|note| note.is_problem && note.text.contains("no space left")));
    let effects = ask(&mut model, PortfolioCommand::SaveAs("A copy".into()));
    assert!(matches!(&effects[..], [Effect::SavePortfolioAs { to, .. }] if to.id.as_str() == "A copy"));
}

#[test]
fn recovered_edits_are_offered_with_a_difference_and_can_be_let_go() {
    let mut lost = Document::new(kunshan());
    lost.edit("", answer("n003", NoteStatus::Answered, &kunshan())).unwrap();
    let mut model = model(Some(Portfolio::clone(lost.content())));
    let Some(Question::PortfolioRecovered { lines, .. }) = model.transient.question.clone() else { panic!("nothing is offered") };
    assert_eq!(lines, [('~', "portfolio-part-note", "n003".to_owned())]);
    assert!(is_dirty(&model));
    let effects = ask(&mut model, FileCommand::Answer(Answer::Discard));
    assert!(matches!(&effects[..], [Effect::Portfolio { effect: DocumentEffect::Reload, .. }]));
    tell(&mut model, DocumentEvent::Reloaded(Box::new(kunshan()), false));
    assert_eq!(*content(&model), kunshan());
    assert!(!is_dirty(&model));
}

#[test]
fn what_another_program_wrote_is_merged_item_by_item_and_field_by_field() {
    let mut model = model(None);
    let change = answer("n001", NoteStatus::Asked, &kunshan());
    edit(&mut model, change);
    tell(&mut model, DocumentEvent::Changed);
    assert_eq!(model.transient.question, Some(Question::PortfolioChanged));
    let effects = ask(&mut model, FileCommand::Answer(Answer::Merge));
    assert!(matches!(&effects[..], [Effect::Portfolio { effect: DocumentEffect::ReadTheirs, .. }]));
    // They changed another field of the same note, the status of a second one, and took one out.
    let mut theirs = Document::new(kunshan());
    let note = kunshan().notes.get("n001").unwrap().clone();
    let tagged = Note { tags: vec!["theirs".into()], status: NoteStatus::Closed, ..note };
    theirs.edit("", PortfolioEdit::Note(KeyedEdit::Put { key: "n001".into(), value: tagged })).unwrap();
    theirs.edit("", answer("n002", NoteStatus::Closed, &kunshan())).unwrap();
    theirs.edit("", PortfolioEdit::Note(KeyedEdit::Remove { key: "n009".into() })).unwrap();
    let effects = tell(&mut model, DocumentEvent::Theirs(Box::new(Portfolio::clone(theirs.content()))));
    let now = content(&model);
    let first = now.notes.get("n001").unwrap();
    assert_eq!(
        (first.status, first.tags.as_slice()),
        (NoteStatus::Asked, ["theirs".to_owned()].as_slice()),
        "mine stays, theirs comes in"
    );
    assert_eq!(now.notes.get("n002").unwrap().status, NoteStatus::Closed);
    assert!(now.notes.get("n009").is_none());
    let conflicts = &model.portfolio.as_ref().unwrap().merge_conflicts;
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].key.as_str(), conflicts[0].field), ("n001", "status"));
    assert!(save_of(&effects).is_some(), "both are saved together");
    // The merge is one step.
    ask(&mut model, LayerCommand::Undo);
    assert_eq!(content(&model).notes.get("n002").unwrap().status, NoteStatus::Open);
}

#[test]
fn a_merge_never_loses_a_change_that_only_one_side_made() {
    let base = kunshan();
    let mut mine = Document::new(base.clone());
    let mut theirs = Document::new(base.clone());
    let holding =
        |name: &str| Holding { fund: "kunshan-ai-industry-fund".into(), name: Bilingual::new(name, ""), ..Holding::default() };
    mine.edit("", PortfolioEdit::Holding(KeyedEdit::Put { key: "h001".into(), value: holding("Mine") })).unwrap();
    theirs.edit("", PortfolioEdit::Holding(KeyedEdit::Put { key: "h002".into(), value: holding("Theirs") })).unwrap();
    let merged = merge(&base, mine.content(), theirs.content());
    assert_eq!(merged.conflicts, []);
    mine.edit("", PortfolioEdit::Batch(merged.edits)).unwrap();
    let names: Vec<&str> = mine.content().holdings.iter().map(|(_, holding)| holding.name.en.as_str()).collect();
    assert_eq!(names, ["Mine", "Theirs"]);
    // Both made a row under one key: mine stays, theirs is told.
    let mut again = Document::new(base.clone());
    again.edit("", PortfolioEdit::Holding(KeyedEdit::Put { key: "h001".into(), value: holding("Other") })).unwrap();
    let merged = merge(&base, mine.content(), again.content());
    assert!(merged.conflicts.iter().any(|conflict| conflict.key == "h001" && conflict.field == "name"));
}

#[test]
fn closing_asks_about_the_portfolio_then_closes() {
    let mut model = model(None);
    model.view = model.open.saved.clone().unwrap();
    let change = answer("n001", NoteStatus::Asked, &kunshan());
    edit(&mut model, change);
    let effects = ask(&mut model, FileCommand::Quit);
    assert!(!effects.contains(&Effect::Close));
    assert!(matches!(model.transient.question, Some(Question::PortfolioUnsaved { .. })));
    let effects = ask(&mut model, FileCommand::Answer(Answer::Save));
    let (revision, _) = save_of(&effects).unwrap();
    let effects = tell(&mut model, DocumentEvent::Written { revision, upto: 1 });
    assert!(effects.contains(&Effect::Close));
}

#[test]
fn another_portfolio_waits_until_the_first_is_saved_or_let_go() {
    let mut model = model(None);
    let other =
        PortfolioEntry { id: PortfolioId::new("other"), path: Some("/p/other.portfolio.ron".into()), shipped: false, ..entry() };
    update(&mut model, Msg::Event(Event::PortfoliosListed(vec![entry(), other.clone()])));
    let change = answer("n001", NoteStatus::Asked, &kunshan());
    edit(&mut model, change);
    assert_eq!(ask(&mut model, PortfolioCommand::Open(other.id.clone())), []);
    assert!(matches!(model.transient.question, Some(Question::PortfolioUnsaved { .. })));
    let effects = ask(&mut model, FileCommand::Answer(Answer::Discard));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::OpenPortfolio(entry) if entry.id == other.id)));
    let effects = update(
        &mut model,
        Msg::Event(Event::PortfolioOpened(Box::new(OpenedPortfolio { entry: other.clone(), ..opened(None) }))),
    );
    assert!(effects.contains(&Effect::ClosePortfolio(entry().id)));
    assert_eq!(model.portfolio.as_ref().unwrap().entry.id, other.id);
}

#[test]
fn a_read_only_portfolio_is_neither_edited_nor_overwritten() {
    let mut model = model(None);
    model.portfolio.as_mut().unwrap().document.file.read_only = true;
    let change = answer("n001", NoteStatus::Asked, &kunshan());
    assert_eq!(edit(&mut model, change), []);
    assert_eq!(*content(&model), kunshan());
    assert_eq!(ask(&mut model, PortfolioCommand::Save), []);
    assert!(!model.transient.notifications.is_empty());
}
