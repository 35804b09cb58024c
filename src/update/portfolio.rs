//! Portfolios: which one is on screen, its edits, their way to the disk.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AppModel, OpenDocument, OpenPortfolio, Photo, Question,
    document::{Change, Outcome},
    layer::{self, DifferenceLine},
    notify::{self, text},
    question, ui,
};
use crate::{
    action::{
        Effect,
        command::{Answer, PortfolioCommand, UiCommand},
        effect::DocumentEffect,
        event::{DocumentEvent, OpenedPortfolio, PortfolioEntry},
    },
    analysis::portfolio::merge::merge,
    data::{
        names::{file_stem, free_stem},
        portfolio_file::EXTENSION,
        project::PORTFOLIOS,
    },
    model::{
        ids::PortfolioId,
        lang::Bilingual,
        layout::Workspace,
        portfolio::{About, Attachment, Portfolio, PortfolioEdit},
    },
};

pub(super) fn reduce(model: &mut AppModel, command: PortfolioCommand) -> Vec<Effect> {
    match command {
        PortfolioCommand::Open(id) => match model.portfolios.iter().find(|entry| entry.id == id) {
            Some(entry) => {
                let entry = entry.clone();
                open(model, entry)
            }
            None => vec![],
        },
        PortfolioCommand::New { title } => new(model, &title),
        PortfolioCommand::Edit { label, edit } => change(model, Change::Edit(label, *edit)),
        PortfolioCommand::Undo => change(model, Change::Undo),
        PortfolioCommand::Redo => change(model, Change::Redo),
        PortfolioCommand::Save => save(model, false),
        PortfolioCommand::SaveAs(name) => save_as(model, &name),
        PortfolioCommand::Revert => on_disk(model, |document| document.read_again()),
        PortfolioCommand::ShowFund(key) => {
            if let Some(open) = &mut model.portfolio {
                open.fund = key;
            }
            vec![]
        }
        PortfolioCommand::Attach(picture) => attach(model, picture),
        PortfolioCommand::PickPhoto => vec![Effect::PickPhotoDialog],
        PortfolioCommand::AttachmentsTaken => {
            model.transient.attached.clear();
            vec![]
        }
        PortfolioCommand::ReadPhoto(file) => read_photo(model, file),
        PortfolioCommand::MergeSeen => {
            if let Some(open) = &mut model.portfolio {
                open.merge_conflicts.clear();
            }
            vec![]
        }
    }
}

/// The list is there; the first portfolio is opened where none is.
pub(super) fn listed(model: &mut AppModel, list: Vec<PortfolioEntry>) -> Vec<Effect> {
    model.portfolios = list;
    if model.portfolio.is_some() || model.transient.opening_portfolio {
        return vec![];
    }
    let first = model.portfolios.iter().find(|entry| entry.problem.is_none()).cloned();
    model.transient.awaits_portfolio &= first.is_some();
    first.map_or_else(Vec::new, |entry| open(model, entry))
}

/// True for the file of a portfolio, by its name.
pub(super) fn is_portfolio(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(EXTENSION))
}

/// Opens a portfolio's file.
pub(super) fn open_path(model: &mut AppModel, path: PathBuf) -> Vec<Effect> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.get(..name.len().saturating_sub(EXTENSION.len())).unwrap_or(&name).to_owned();
    let entry = PortfolioEntry {
        id: PortfolioId::new(&stem),
        title: Bilingual::new(&stem, &stem),
        path: Some(path),
        shipped: false,
        problem: None,
    };
    model.view.workspace = Workspace::Portfolio;
    open(model, entry)
}

fn open(model: &mut AppModel, entry: PortfolioEntry) -> Vec<Effect> {
    if let Some(open) = &model.portfolio {
        if open.entry.id == entry.id && open.entry.path == entry.path {
            return vec![];
        }
        if open.document.is_dirty() {
            let title = open.entry.title.get(model.lang).to_owned();
            model.transient.next_portfolio = Some(entry);
            question::ask(model, Question::PortfolioUnsaved { title });
            return vec![];
        }
    }
    model.transient.opening_portfolio = true;
    vec![Effect::OpenPortfolio(entry)]
}

fn new(model: &mut AppModel, title: &str) -> Vec<Effect> {
    let title = title.trim();
    let stem = file_stem(title);
    if stem.is_empty() {
        notify::problem(model, text(model).get("files-name-empty").to_owned());
        return vec![];
    }
    let stem = free_stem(&stem, |stem| model.portfolios.iter().any(|entry| entry.id.as_str() == stem));
    let to = entry_in_project(&stem, Bilingual::new(title, title));
    let about = About { title: to.title.clone(), description: Bilingual::default() };
    let content = Arc::new(Portfolio { about, ..Portfolio::default() });
    model.view.workspace = Workspace::Portfolio;
    vec![Effect::SavePortfolioAs { content, to, from: None }]
}

fn entry_in_project(stem: &str, title: Bilingual) -> PortfolioEntry {
    PortfolioEntry {
        id: PortfolioId::new(stem),
        title,
        path: Some(Path::new(PORTFOLIOS).join(format!("{stem}{EXTENSION}"))),
        shipped: false,
        problem: None,
    }
}

fn change(model: &mut AppModel, change: Change<Portfolio>) -> Vec<Effect> {
    let Some(open) = &mut model.portfolio else { return vec![] };
    if open.document.is_locked() {
        notify::problem(model, text(model).get("portfolio-no-edits").to_owned());
        return vec![];
    }
    match open.document.change(change) {
        Ok(effect) => {
            let id = open.entry.id.clone();
            effect.map(|effect| Effect::Portfolio { id, effect }).into_iter().collect()
        }
        Err(error) => {
            notify::refused(model, &error);
            vec![]
        }
    }
}

/// Pictures of a portfolio that are kept for the screen.
const PHOTOS: usize = 96;

fn attach(model: &mut AppModel, picture: PathBuf) -> Vec<Effect> {
    let document =
        model.portfolio.as_ref().filter(|open| !open.document.is_locked()).and_then(|open| open.document.file.path.clone());
    let Some(document) = document else {
        notify::problem(model, text(model).get("portfolio-photo-nowhere").to_owned());
        return vec![];
    };
    vec![Effect::Attach { document, picture }]
}

/// The picture waits for the notes' panel, which comes to the front.
pub(super) fn attached(model: &mut AppModel, attachment: Attachment) -> Vec<Effect> {
    model.transient.attached.push(attachment);
    ui::reduce(model, UiCommand::ShowNotes)
}

fn read_photo(model: &mut AppModel, file: String) -> Vec<Effect> {
    let Some(document) = model.portfolio.as_ref().and_then(|open| open.document.file.path.clone()) else { return vec![] };
    let photos = &mut model.transient.photos;
    if photos.contains_key(&file) {
        return vec![];
    }
    if photos.len() >= PHOTOS {
        photos.clear();
    }
    photos.insert(file.clone(), Photo::Awaited);
    vec![Effect::ReadPhoto { document, file }]
}

fn on_disk(model: &mut AppModel, ask: impl FnOnce(&mut OpenDocument<Portfolio>) -> DocumentEffect<Portfolio>) -> Vec<Effect> {
    let Some(open) = &mut model.portfolio else { return vec![] };
    let id = open.entry.id.clone();
    vec![Effect::Portfolio { id, effect: ask(&mut open.document) }]
}

fn save(model: &mut AppModel, force: bool) -> Vec<Effect> {
    let Some(open) = &model.portfolio else { return vec![] };
    if open.document.file.read_only {
        notify::problem(model, text(model).get("portfolio-read-only").to_owned());
        return vec![];
    }
    on_disk(model, |document| document.save(force, true))
}

fn save_as(model: &mut AppModel, name: &str) -> Vec<Effect> {
    let Some(open) = &model.portfolio else { return vec![] };
    let name = name.trim();
    let stem = file_stem(name.strip_suffix(EXTENSION).unwrap_or(name));
    if stem.is_empty() {
        notify::problem(model, text(model).get("files-name-empty").to_owned());
        return vec![];
    }
    let taken = |stem: &str| model.portfolios.iter().any(|entry| entry.id.as_str() == stem);
    let stem = free_stem(&stem, taken);
    let mut content = Portfolio::clone(open.document.content());
    content.about.title = Bilingual::new(name, name);
    let (to, from) = (entry_in_project(&stem, Bilingual::new(name, name)), open.document.file.path.clone());
    vec![Effect::SavePortfolioAs { content: Arc::new(content), to, from }]
}

pub(super) fn opened(model: &mut AppModel, opened: OpenedPortfolio) -> Vec<Effect> {
    let mut effects = Vec::new();
    model.transient.opening_portfolio = false;
    model.transient.awaits_portfolio = false;
    model.transient.photos.clear();
    if let Some(before) = model.portfolio.take().filter(|before| before.entry.id != opened.entry.id) {
        effects.push(Effect::ClosePortfolio(before.entry.id));
    }
    for (what, message) in opened.messages {
        let heading = text(model).get(what).to_owned();
        notify::problem(model, if message.is_empty() { heading } else { format!("{heading}: {message}") });
    }
    let shown = opened.recovered.as_ref().unwrap_or(&opened.saved);
    let mut document = OpenDocument::new(Portfolio::clone(shown));
    document.file.path.clone_from(&opened.entry.path);
    document.file.read_only = opened.read_only;
    let mut entry = opened.entry;
    if !shown.about.title.is_empty() {
        entry.title = shown.about.title.clone();
    }
    if opened.recovered.is_some() {
        let lines = difference(&opened.saved, shown);
        document.recovered_over(Portfolio::clone(&opened.saved));
        // An edit and its undo leave nothing to decide.
        if !lines.is_empty() {
            let title = entry.title.get(model.lang).to_owned();
            question::ask(model, Question::PortfolioRecovered { title, lines });
        }
    }
    model.portfolio = Some(OpenPortfolio { entry, document, fund: String::new(), merge_conflicts: Vec::new() });
    effects
}

pub(super) fn event(model: &mut AppModel, id: &PortfolioId, event: DocumentEvent<Portfolio>) -> Vec<Effect> {
    let Some(open) = model.portfolio.as_mut().filter(|open| open.entry.id == *id) else { return vec![] };
    match open.document.take(event) {
        Outcome::Done | Outcome::Reloaded => vec![],
        Outcome::Landed => {
            open.entry.shipped = false;
            let mut effects = vec![Effect::ListPortfolios];
            effects.extend(go_on(model));
            effects
        }
        Outcome::AskChanged => {
            question::ask(model, Question::PortfolioChanged);
            vec![]
        }
        Outcome::ReadAgain => on_disk(model, OpenDocument::read_again),
        Outcome::Theirs(theirs) => merge_in(model, *theirs),
        Outcome::Failed(what, message) => {
            model.transient.next_portfolio = None;
            model.transient.closing = false;
            let heading = text(model).get(what).to_owned();
            notify::problem(model, format!("{heading}: {message}"));
            vec![]
        }
    }
}

/// Their changes go into mine as one step that can be undone; then both are saved.
fn merge_in(model: &mut AppModel, theirs: Portfolio) -> Vec<Effect> {
    let Some(open) = &mut model.portfolio else { return vec![] };
    let merged = merge(open.document.base(), open.document.content(), &theirs);
    open.document.adopt(theirs);
    open.merge_conflicts.clone_from(&merged.conflicts);
    let mut effects = Vec::new();
    if !merged.edits.is_empty() {
        effects = change(model, Change::Edit("portfolio-did-merge".into(), PortfolioEdit::Batch(merged.edits)));
    }
    if merged.conflicts.is_empty() {
        notify::info(model, text(model).get("portfolio-merged").to_owned());
    }
    effects.extend(save(model, false));
    effects
}

pub(super) fn answered(model: &mut AppModel, question: Question, answer: Answer) -> Vec<Effect> {
    match (question, answer) {
        (Question::PortfolioUnsaved { .. }, Answer::Cancel) => {
            model.transient.next_portfolio = None;
            model.transient.closing = false;
            vec![]
        }
        (Question::PortfolioUnsaved { .. }, Answer::Discard) => {
            // The journal lets go of the edits, too: they were not wanted.
            let mut effects = on_disk(model, OpenDocument::read_again);
            effects.extend(go_on(model));
            effects
        }
        (Question::PortfolioUnsaved { .. }, Answer::Save | Answer::KeepCopy | Answer::Merge) => save(model, false),
        (_, Answer::Merge) => on_disk(model, |_| DocumentEffect::ReadTheirs),
        (_, Answer::Save | Answer::KeepCopy) => save(model, true),
        (_, Answer::Discard) => on_disk(model, OpenDocument::read_again),
        (question, Answer::Cancel) => {
            // Nothing is lost by waiting: the journal holds the edits.
            if question == Question::PortfolioChanged {
                question::ask(model, question);
            }
            vec![]
        }
    }
}

/// What waited until the portfolio was saved or let go.
fn go_on(model: &mut AppModel) -> Vec<Effect> {
    if let Some(next) = model.transient.next_portfolio.take() {
        return vec![Effect::OpenPortfolio(next)];
    }
    if std::mem::take(&mut model.transient.closing) {
        if model.is_changed() {
            question::ask(model, Question::Unsaved);
            return vec![];
        }
        return vec![Effect::Close];
    }
    vec![]
}

/// Asks about unsaved changes, or waits for a save that is on its way; none when there is nothing to
/// wait for.
pub(super) fn before_closing(model: &mut AppModel) -> Option<Vec<Effect>> {
    let open = model.portfolio.as_ref()?;
    if !open.document.is_dirty() {
        return None;
    }
    let title = open.entry.title.get(model.lang).to_owned();
    let saving = open.document.file.saving;
    model.transient.closing = true;
    if !saving {
        question::ask(model, Question::PortfolioUnsaved { title });
    }
    Some(vec![])
}

/// What was added (+), changed (~) and taken out (−), by part and key.
fn difference(before: &Portfolio, after: &Portfolio) -> Vec<DifferenceLine> {
    let mut lines = Vec::new();
    if before.about != after.about {
        lines.push(('~', "portfolio-part-about", String::new()));
    }
    layer::compare(&mut lines, "portfolio-part-fund", &before.funds, &after.funds);
    layer::compare(&mut lines, "portfolio-part-holding", &before.holdings, &after.holdings);
    layer::compare(&mut lines, "portfolio-part-note", &before.notes, &after.notes);
    lines
}
