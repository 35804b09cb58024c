//! Saved views and files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AppModel, OpenView, PendingSave, Question, history, import, layer,
    notify::{self, text},
    portfolio, question, settings,
};
use crate::{
    action::{
        Effect,
        command::{Answer, FileCommand, PortfolioCommand},
        event::ViewEntry,
        import::ImportCommand,
    },
    analysis::claim_draft::Signature,
    data::{
        names::{file_stem, free_stem},
        photo,
        project::SAVED_VIEWS,
        view_file::{EXTENSION, stem_of},
    },
    model::{
        ids::ViewId,
        lang::{Bilingual, Lang},
        view_state::ViewState,
    },
    text::Text,
};

/// Endings of workbooks.
const TABLES: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];

/// Recent files kept.
const RECENT: usize = 10;

pub(super) fn reduce(model: &mut AppModel, command: FileCommand) -> Vec<Effect> {
    match command {
        FileCommand::OpenDialog => vec![Effect::OpenDialog],
        FileCommand::Open(path) => open_path(model, path),
        FileCommand::OpenView(id) => open_view(model, &id),
        FileCommand::Save => save(model),
        FileCommand::SaveAsDialog => vec![Effect::SaveAsDialog],
        FileCommand::SaveAs(name) => save_as_name(model, &name),
        FileCommand::Rename { id, title } => rename(model, &id, title),
        FileCommand::Delete(id) => delete(model, &id),
        FileCommand::Duplicate(id) => duplicate(model, &id),
        FileCommand::Revert => revert(model),
        FileCommand::Answer(answer) => answer_question(model, answer),
        FileCommand::PickBaseMap => vec![Effect::PickBaseMapDialog],
        FileCommand::BaseMap(path) => set_base_map(model, path),
        FileCommand::Quit => quit(model),
    }
}

/// Opens a file by what its name says it is.
pub(super) fn open_path(model: &mut AppModel, path: PathBuf) -> Vec<Effect> {
    let is = |wanted| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted));
    if is("pmtiles") {
        set_base_map(model, path.display().to_string())
    } else if is("ron") && portfolio::is_portfolio(&path) {
        portfolio::open_path(model, path)
    } else if is("ron") {
        vec![Effect::ReadFile(path)]
    } else if is("csv") || is("tsv") || is("txt") {
        let by = Signature { author: model.settings.author.clone(), day: model.today };
        vec![Effect::ImportClaims { path, layer: Arc::clone(model.layer.content()), by }]
    } else if TABLES.into_iter().any(is) {
        import::reduce(model, ImportCommand::Open(path))
    } else if photo::is_picture(&path) {
        portfolio::reduce(model, PortfolioCommand::Attach(path))
    } else {
        let file = path.display().to_string();
        notify::problem(model, text(model).fmt("shell-drop-unknown", &[("file", (&file).into())]));
        vec![]
    }
}

pub(super) fn set_base_map(model: &mut AppModel, path: String) -> Vec<Effect> {
    model.settings.base_map.clone_from(&path);
    let mut effects = settings::write(model);
    effects.push(Effect::LoadBaseMap(path));
    effects
}

fn entry<'a>(model: &'a AppModel, id: &ViewId) -> Option<&'a ViewEntry> {
    model.views.iter().find(|entry| entry.id == *id)
}

fn open_view(model: &mut AppModel, id: &ViewId) -> Vec<Effect> {
    let Some(entry) = entry(model, id) else { return vec![] };
    match (&entry.path, &entry.view) {
        (Some(path), _) => vec![Effect::ReadFile(path.clone())],
        (None, Some(view)) => {
            let view = ViewState::clone(view);
            show(model, view.clone(), OpenView { saved: Some(view), ..Default::default() })
        }
        (None, None) => vec![],
    }
}

/// Puts another view on screen; Back leads to the one before, with its unsaved changes.
pub(super) fn show(model: &mut AppModel, view: ViewState, open: OpenView) -> Vec<Effect> {
    if model.view != view {
        history::remember(model);
    }
    let base_changed = model.view.map.base != view.map.base;
    model.view = view;
    // A save on its way keeps its number, so that its landing is not taken for a later one's.
    let revision = model.open.revision;
    model.open = OpenView { revision, ..open };
    model.transient.maximised = None;
    let mut effects = vec![Effect::MoveMap(model.view.map.clone())];
    if base_changed {
        effects.push(Effect::LoadBaseMap(base_map_of(model)));
    }
    effects
}

/// The base map that the view asks for, relative to its file; else the one of the settings.
fn base_map_of(model: &AppModel) -> String {
    let base = &model.view.map.base;
    if base.is_empty() {
        return model.settings.base_map.clone();
    }
    let folder = model.open.path.as_deref().and_then(Path::parent);
    folder.map_or_else(|| base.clone(), |folder| folder.join(base).display().to_string())
}

/// Brings the file behind the view in line with the view's id, after Back or Forward.
pub(super) fn rebind(model: &mut AppModel) {
    let entry = entry(model, &model.view.id);
    let path = entry.and_then(|entry| entry.path.clone());
    let saved = entry.and_then(|entry| entry.view.as_deref().cloned());
    model.open = OpenView { path, saved, revision: model.open.revision, ..Default::default() };
}

/// Where a view of this id lies in the project.
fn project_path(id: &str) -> PathBuf {
    Path::new(SAVED_VIEWS).join(format!("{id}{EXTENSION}"))
}

fn save(model: &mut AppModel) -> Vec<Effect> {
    if model.open.read_only {
        notify::problem(model, text(model).get("files-read-only").to_owned());
        model.transient.save_as = true;
        return vec![];
    }
    let path = model.open.path.clone().unwrap_or_else(|| project_path(model.view.id.as_str()));
    write(model, PendingSave { view: model.view.clone(), path }, false, false)
}

fn write(model: &mut AppModel, pending: PendingSave, force: bool, keep_copy: bool) -> Vec<Effect> {
    model.open.revision += 1;
    let revision = model.open.revision;
    model.open.saving = Some(revision);
    model.open.pending = Some(pending.clone());
    let bound = model.open.path.as_ref() == Some(&pending.path);
    vec![Effect::WriteView { view: Box::new(pending.view), path: pending.path, revision, bound, keep_copy, force }]
}

fn save_as_name(model: &mut AppModel, name: &str) -> Vec<Effect> {
    let name = name.trim();
    let stem = file_stem(name.strip_suffix(EXTENSION).unwrap_or(name));
    if stem.is_empty() {
        notify::problem(model, text(model).get("files-name-empty").to_owned());
        return vec![];
    }
    save_as(model, project_path(&stem), name)
}

/// Saves under a path that a person picked.
pub(super) fn save_as_path(model: &mut AppModel, path: PathBuf) -> Vec<Effect> {
    let stem = file_stem(&stem_of(&path));
    if stem.is_empty() {
        notify::problem(model, text(model).get("files-name-empty").to_owned());
        return vec![];
    }
    let path = path.with_file_name(format!("{stem}{EXTENSION}"));
    save_as(model, path, &stem)
}

fn save_as(model: &mut AppModel, path: PathBuf, title: &str) -> Vec<Effect> {
    model.transient.save_as = false;
    let id = ViewId::new(stem_of(&path));
    let title = if id == model.view.id { model.view.title.clone() } else { Bilingual::new(title, title) };
    let view = ViewState { id, title, ..model.view.clone() };
    write(model, PendingSave { view, path }, false, false)
}

fn rename(model: &mut AppModel, id: &ViewId, title: Bilingual) -> Vec<Effect> {
    if title.is_empty() {
        return vec![];
    }
    let is_open = *id == model.view.id;
    let entry = entry(model, id);
    let path = entry.and_then(|entry| entry.path.clone());
    // Only the title is written: other changes on screen stay unsaved.
    let on_disk = if is_open { model.open.saved.clone() } else { entry.and_then(|entry| entry.view.as_deref().cloned()) };
    let Some(on_disk) = on_disk else {
        if is_open {
            model.view.title = title;
        }
        return vec![];
    };
    let view = ViewState { title: title.clone(), ..on_disk };
    let bound = path.is_some();
    let path = path.unwrap_or_else(|| project_path(id.as_str()));
    if is_open {
        model.view.title = title;
        return write(model, PendingSave { view, path }, false, false);
    }
    vec![Effect::WriteView { view: Box::new(view), path, revision: 0, bound, keep_copy: false, force: false }]
}

fn delete(model: &mut AppModel, id: &ViewId) -> Vec<Effect> {
    let Some(path) = entry(model, id).and_then(|entry| entry.path.clone()) else {
        notify::info(model, text(model).get("files-shipped-stays").to_owned());
        return vec![];
    };
    if model.open.path.as_ref() == Some(&path) {
        // What is on screen stays, now without a file.
        model.open.path = None;
        model.open.saved = None;
    }
    vec![Effect::DeleteView { id: id.clone(), path }]
}

fn duplicate(model: &mut AppModel, id: &ViewId) -> Vec<Effect> {
    let source =
        if *id == model.view.id { Some(model.view.clone()) } else { entry(model, id).and_then(|e| e.view.as_deref().cloned()) };
    let Some(source) = source else { return vec![] };
    let stem = free_stem(&file_stem(&format!("{id}-copy")), |stem| entry(model, &ViewId::new(stem)).is_some());
    let title_in = |lang: Lang| Text::new(lang).fmt("files-copy-of", &[("title", source.title.get(lang).into())]);
    let title = Bilingual::new(title_in(Lang::En), title_in(Lang::Zh));
    let path = project_path(&stem);
    let view = Box::new(ViewState { id: ViewId::new(stem), title, ..source });
    vec![Effect::WriteView { view, path, revision: 0, bound: false, keep_copy: false, force: false }]
}

fn revert(model: &mut AppModel) -> Vec<Effect> {
    match (&model.open.path, &model.open.saved) {
        (Some(path), _) if model.open.disk_changed => vec![Effect::ReadFile(path.clone())],
        (_, Some(saved)) if *saved != model.view => {
            let saved = saved.clone();
            history::remember(model);
            model.view = saved;
            vec![Effect::MoveMap(model.view.map.clone())]
        }
        _ => vec![],
    }
}

pub(super) fn answer_question(model: &mut AppModel, answer: Answer) -> Vec<Effect> {
    match (question::take(model), answer) {
        (None, _) => vec![],
        (Some(question @ (Question::Recovered { .. } | Question::LayerChanged)), answer) => {
            layer::answered(model, question, answer)
        }
        (
            Some(
                question @ (Question::PortfolioRecovered { .. } | Question::PortfolioChanged | Question::PortfolioUnsaved { .. }),
            ),
            answer,
        ) => portfolio::answered(model, question, answer),
        (Some(Question::Unsaved), Answer::Cancel) => {
            model.transient.closing = false;
            vec![]
        }
        (Some(Question::Unsaved), Answer::Discard) => vec![Effect::Close],
        (Some(Question::Unsaved), Answer::Save | Answer::KeepCopy | Answer::Merge) => {
            // A file that must not be overwritten needs a name first; closing waits for it.
            model.transient.closing = !model.open.read_only;
            save(model)
        }
        (Some(Question::Overwrite { .. }), Answer::Cancel) => {
            model.open.pending = None;
            model.transient.closing = false;
            vec![]
        }
        (Some(Question::Overwrite { .. }), answer @ (Answer::Save | Answer::Discard | Answer::KeepCopy | Answer::Merge)) => {
            let Some(pending) = model.open.pending.take() else { return vec![] };
            write(model, pending, true, answer == Answer::KeepCopy)
        }
    }
}

fn quit(model: &mut AppModel) -> Vec<Effect> {
    let kept = Effect::Autosave(Box::new(model.view.clone()));
    if model.open.saving.is_some() {
        model.transient.closing = true;
        return vec![kept];
    }
    if let Some(effects) = portfolio::before_closing(model) {
        return [vec![kept], effects].concat();
    }
    if model.is_changed() {
        question::ask(model, Question::Unsaved);
        return vec![kept];
    }
    vec![kept, Effect::Close]
}

/// Puts a file at the head of the recent ones.
pub(super) fn note_recent(model: &mut AppModel, path: &Path) -> Vec<Effect> {
    let name = path.display().to_string();
    if model.settings.recent.first() == Some(&name) {
        return vec![];
    }
    model.settings.recent.retain(|other| *other != name);
    model.settings.recent.insert(0, name);
    model.settings.recent.truncate(RECENT);
    settings::write(model)
}
