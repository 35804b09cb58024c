//! The real program ended by force at random moments while edits are made: the file is whole and
//! holds a state that was saved, and file and journal together hold every edit that was
//! acknowledged. Of a person's claims and of a portfolio; `CLUSTER_ATLAS_KILLS` sets how many times
//! each (without it 5 and 20).
#![cfg(test)]
#![cfg(target_os = "linux")]

#[path = "window/desk.rs"]
#[expect(dead_code, reason = "this test only starts and ends the program")]
mod desk;

use std::{path::Path, time::Duration};

use cluster_atlas::{
    action::{
        Command,
        command::{LayerCommand, PortfolioCommand},
    },
    app::script::Step,
    data::{
        document_store::DocumentStore,
        layer_form::LayerForm,
        portfolio_file::{self, PortfolioForm},
        portfolio_store,
        project::ProjectHome,
        user_layer_file,
    },
    jobs::documents::journal_path,
    model::{
        document::KeyedEdit,
        ids::PortfolioId,
        lang::Bilingual,
        portfolio::{Anchor, Note, Portfolio, PortfolioEdit},
        user_layer::{Decision, DecisionState, UserEdit, UserLayer},
    },
};
use desk::{Desk, missing, until};

const EDITS: usize = 600;

fn edit(number: usize) -> UserEdit {
    UserEdit::Decision(KeyedEdit::Put {
        key: format!("test-{number:04}"),
        value: Decision {
            state: DecisionState::Dismissed,
            chosen: None,
            note: format!("edit {number} 第{number}次"),
            author: "test".into(),
            decided_on: jiff::civil::Date::constant(2026, 11, 26),
        },
    })
}

fn script() -> String {
    let mut steps = Vec::new();
    for number in 1..=EDITS {
        let command = LayerCommand::Edit { label: "layer-did-decide".into(), edit: Box::new(edit(number)) };
        steps.push(Step::Do(Box::new(Command::Layer(command))));
        steps.push(Step::Wait(10));
    }
    steps.push(Step::Wait(60_000));
    ron::to_string(&steps).unwrap()
}

/// How many edits a layer holds: the first ones, without a gap.
fn held(layer: &UserLayer) -> usize {
    for (at, (key, decision)) in layer.decisions.iter().enumerate() {
        assert_eq!(key, format!("test-{:04}", at + 1), "an edit is missing");
        assert!(decision.note.starts_with(&format!("edit {}", at + 1)));
    }
    layer.decisions.len()
}

fn kills(usual: u64) -> u64 {
    std::env::var("CLUSTER_ATLAS_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn last(log: &str, word: &str) -> usize {
    log.lines().filter_map(|line| line.strip_prefix(word)?.trim().parse().ok()).next_back().unwrap_or(0)
}

fn in_file(path: &Path) -> usize {
    if path.exists() { held(&user_layer_file::read(path).expect("the file is whole").layer) } else { 0 }
}

#[test]
fn a_kill_at_any_moment_loses_no_acknowledged_edit() {
    if let Some(reason) = missing() {
        eprintln!("{reason}");
        return;
    }
    let kills = kills(5);
    let mut saved_some = 0;
    for round in 0..kills {
        let desk = Desk::new("kill");
        let script = desk.write("script.ron", &script());
        let window = desk.open(&["--script", &script.to_string_lossy()]);
        until(60, "the first edit", || (last(&window.log(), "ack") > 0).then_some(()));
        // Spread over the run, never twice the same: up to five seconds of edits.
        std::thread::sleep(Duration::from_millis(150 + (round * 1_234_567) % 4850));
        let before = window.log();
        drop(window);
        let folder = desk.project().parent().unwrap().to_owned();
        let log = std::fs::read_to_string(folder.join("log.txt")).unwrap();
        let (acknowledged, saved) = (last(&log, "ack"), last(&log, "saved"));
        assert!(acknowledged >= last(&before, "ack"));

        let home = ProjectHome::resolve(Some(&desk.project()), &desk.project(), &folder.join("home/data/cluster-atlas")).unwrap();
        let file = in_file(&home.layer_file());
        // A save may have landed in the moment before it could be said.
        assert!(file >= saved, "round {round}: the file holds {file} edits, {saved} were said to be saved");
        let (_, opened) = DocumentStore::<LayerForm>::open(&home.layer_file(), &journal_path(&home.recovery_file())).unwrap();
        assert_eq!(opened.set_aside, None, "round {round}: the journal belongs to the file");
        let kept = opened.recovered.as_ref().map_or(&opened.saved, |found| &found.content);
        let kept = held(kept);
        assert!(kept >= acknowledged, "round {round}: {kept} edits kept, {acknowledged} acknowledged");
        assert!(kept >= file);
        saved_some += usize::from(file > 0);
        println!("round {round}: acknowledged {acknowledged}, saved {saved}, in the file {file}, kept {kept}");
    }
    assert!(kills < 5 || saved_some > 0, "no round reached a save: the test would prove little");
}

const DAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 26);

fn note(number: usize) -> PortfolioEdit {
    let text = format!("note {number} 第{number}条");
    PortfolioEdit::Note(KeyedEdit::Put {
        key: format!("test-{number:04}"),
        value: Note::new(Anchor::Fund("kunshan-ai-industry-fund".into()), Bilingual::new(&text, &text), "test".into(), DAY),
    })
}

/// Notes one after the other; every seventh is followed by a save.
fn notes_script() -> String {
    let portfolio = |command: PortfolioCommand| Step::Do(Box::new(Command::Portfolio(command)));
    let mut steps =
        vec![Step::WaitComplete, portfolio(PortfolioCommand::Open(PortfolioId::new("kunshan-fund"))), Step::WaitComplete];
    for number in 1..=EDITS {
        steps.push(portfolio(PortfolioCommand::Edit { label: "portfolio-did-add-note".into(), edit: Box::new(note(number)) }));
        steps.push(Step::Wait(10));
        if number % 7 == 0 {
            steps.push(portfolio(PortfolioCommand::Save));
        }
    }
    steps.push(Step::Wait(60_000));
    ron::to_string(&steps).unwrap()
}

/// How many of the script's notes a portfolio holds: the first ones, without a gap, beside the
/// shipped ones.
fn notes_held(portfolio: &Portfolio) -> usize {
    let ours: Vec<&str> = portfolio.notes.iter().map(|(key, _)| key).filter(|key| key.starts_with("test-")).collect();
    for (at, key) in ours.iter().enumerate() {
        assert_eq!(*key, format!("test-{:04}", at + 1), "an edit is missing");
    }
    assert_eq!(portfolio.notes.len() - ours.len(), 9, "the shipped notes are there");
    ours.len()
}

#[test]
fn a_kill_at_any_moment_loses_no_acknowledged_edit_of_a_portfolio() {
    if let Some(reason) = missing() {
        eprintln!("{reason}");
        return;
    }
    let kills = kills(20);
    let mut saved_some = 0;
    for round in 0..kills {
        let desk = Desk::new("kill-portfolio");
        let script = desk.write("script.ron", &notes_script());
        let window = desk.open(&["--script", &script.to_string_lossy()]);
        until(60, "the first edit", || (last(&window.log(), "ack") > 0).then_some(()));
        std::thread::sleep(Duration::from_millis(50 + (round * 7_654_321) % 2950));
        drop(window);
        let folder = desk.project().parent().unwrap().to_owned();
        let log = std::fs::read_to_string(folder.join("log.txt")).unwrap();
        let (acknowledged, saved) = (last(&log, "ack"), last(&log, "saved"));

        let home = ProjectHome::resolve(Some(&desk.project()), &desk.project(), &folder.join("home/data/cluster-atlas")).unwrap();
        let path = portfolio_store::file_for(&home, "kunshan-fund");
        let file = if path.exists() { notes_held(&portfolio_file::read(&path).expect("the file is whole").content) } else { 0 };
        // The file is the state of a save: of a number of notes after which the script saved.
        assert_eq!(file % 7, 0, "round {round}: {file} notes were never saved together");
        assert!(file >= saved, "round {round}: the file holds {file} notes, {saved} were said to be saved");
        let journal = portfolio_store::journal_path(&home, &path);
        let shipped = portfolio_store::shipped_content(&path);
        let (_, opened) = DocumentStore::<PortfolioForm>::open_or(&path, &journal, shipped).unwrap();
        assert_eq!(opened.set_aside, None, "round {round}: the journal belongs to the file");
        let kept = notes_held(opened.recovered.as_ref().map_or(&opened.saved, |found| &found.content));
        assert!(kept >= acknowledged, "round {round}: {kept} notes kept, {acknowledged} acknowledged");
        assert!(kept >= file);
        saved_some += usize::from(file > 0);
        println!("round {round}: acknowledged {acknowledged}, saved {saved}, in the file {file}, kept {kept}");
    }
    assert!(kills < 5 || saved_some > 0, "no round reached a save: the test would prove little");
}
