//! What the world reports.

use std::path::PathBuf;

use super::{
    AppModel, OpenView, Photo, Question, Thumbnail, deal_jobs, file, import, layer,
    notify::{self, text},
    portfolio, question, table,
};
use crate::{
    action::{
        Effect, Event,
        event::{Picked, ViewEntry},
    },
    model::view_state::ViewState,
};

/// Text key of a failed job that lays atlas and layer together.
const LAYING_FAILED: &str = "shell-failed-atlas";
/// Text key of a failed job that opens tables.
const LOADING_FAILED: &str = "deals-failed-load";
/// Text key of a portfolio that could not be opened or listed.
const OPENING_FAILED: &str = "portfolio-failed-open";
/// Text key of a save that failed; see `jobs::files::failed`.
const SAVE_FAILED: &str = "files-failed-save";

pub(super) fn reduce(model: &mut AppModel, event: Event) -> Vec<Effect> {
    match event {
        Event::AtlasLoaded(atlas) => layer::atlas_loaded(model, atlas),
        Event::Layered { generation, layered } => {
            layer::laid(model, generation, &layered);
            vec![]
        }
        Event::Layer(event) => layer::event(model, event),
        Event::Portfolio { id, event } => portfolio::event(model, &id, event),
        Event::PortfolioOpened(opened) => portfolio::opened(model, *opened),
        Event::PortfolioWritten(entry) => vec![Effect::ListPortfolios, Effect::OpenPortfolio(entry)],
        Event::PortfoliosListed(list) => portfolio::listed(model, list),
        Event::TablesListed(list) => {
            table::listed(model, list);
            vec![]
        }
        Event::DealsLoaded { generation, cube, problems } => {
            table::loaded(model, generation, cube, &problems);
            vec![]
        }
        Event::Import(event) => import::event(model, event),
        Event::DealStats { generation, stats } => {
            deal_jobs::stats_made(model, generation, stats);
            vec![]
        }
        Event::DealBins { generation, bins } => {
            deal_jobs::bins_made(model, generation, bins);
            vec![]
        }
        Event::ClaimsImported(imported) => layer::imported(model, &imported),
        Event::ViewsListed(views) => {
            listed(model, views);
            vec![]
        }
        Event::ViewLoaded { view, path, read_only, has_comments, warnings } => {
            let effects = loaded(model, *view, path, read_only, has_comments);
            for warning in warnings {
                notify::info(model, warning);
            }
            effects
        }
        Event::ViewWritten { path, revision } => written(model, path, revision),
        Event::ViewWriteNeedsAnswer { path, reason } => {
            model.open.saving = None;
            question::ask(model, Question::Overwrite { path, reason });
            vec![]
        }
        Event::FileChanged(path) => changed_outside(model, path),
        Event::Picked(picked) => picked_file(model, picked),
        Event::BaseMapLoaded(_) => vec![],
        Event::Thumbnail { id, size, rgba } => {
            model.transient.thumbnails.insert(id, Thumbnail { size, rgba });
            vec![]
        }
        Event::Attached(attachment) => portfolio::attached(model, attachment),
        Event::Photo { file, picture } => {
            let photo = match picture {
                Ok((size, rgba)) => Photo::Ready(Thumbnail { size, rgba }),
                Err(reason) => Photo::Missing(reason),
            };
            model.transient.photos.insert(file, photo);
            vec![]
        }
        Event::Failed { what, message } => {
            if what == OPENING_FAILED {
                model.transient.opening_portfolio = false;
                model.transient.awaits_portfolio = false;
            }
            if what == LOADING_FAILED {
                model.tables.running = false;
            }
            if what == import::FAILED {
                return import::failed(model, message);
            }
            deal_jobs::failed(model, what);
            if what == LAYING_FAILED {
                model.laid.running = false;
            }
            if what == SAVE_FAILED {
                model.open.saving = None;
                model.open.pending = None;
                model.transient.closing = false;
            }
            let heading = text(model).get(what).to_owned();
            notify::problem(model, format!("{heading}: {message}"));
            vec![]
        }
        Event::Info(message) => {
            notify::info(model, message);
            vec![]
        }
    }
}

fn listed(model: &mut AppModel, views: Vec<ViewEntry>) {
    model.transient.thumbnails.retain(|id, _| views.iter().any(|entry| entry.id == *id));
    model.views = views;
    let open = &model.open;
    // The view of the last start, or a shipped one that the project has a file for: now that the
    // list is known, so is the file.
    let is_bound = open.path.is_some() || open.saving.is_some();
    let file = model.views.iter().find(|entry| entry.id == model.view.id);
    let same = open.saved.is_none() || file.is_some_and(|entry| entry.view.as_deref() == open.saved.as_ref());
    if !is_bound && same {
        file::rebind(model);
    }
}

fn loaded(model: &mut AppModel, view: ViewState, path: Option<PathBuf>, read_only: bool, has_comments: bool) -> Vec<Effect> {
    let recent = path.as_deref().map(|path| file::note_recent(model, path)).unwrap_or_default();
    let open = OpenView { path, saved: Some(view.clone()), read_only, has_comments, ..Default::default() };
    let mut effects = file::show(model, view, open);
    effects.extend(recent);
    effects
}

fn written(model: &mut AppModel, path: PathBuf, revision: u64) -> Vec<Effect> {
    if model.open.saving != Some(revision) {
        // A save of a view that is not on screen, or no longer.
        return vec![];
    }
    model.open.saving = None;
    let Some(pending) = model.open.pending.take() else { return vec![] };
    model.view.id = pending.view.id.clone();
    model.view.title = pending.view.title.clone();
    model.open.saved = Some(pending.view);
    model.open.path = Some(path.clone());
    model.open.read_only = false;
    model.open.has_comments = false;
    model.open.disk_changed = false;
    let mut effects = file::note_recent(model, &path);
    if std::mem::take(&mut model.transient.closing) {
        effects.push(Effect::Close);
    }
    effects
}

fn changed_outside(model: &mut AppModel, path: PathBuf) -> Vec<Effect> {
    let mut effects = vec![Effect::ListViews];
    if model.open.path.as_ref() != Some(&path) {
        return effects;
    }
    if model.is_changed() {
        model.open.disk_changed = true;
        notify::info(model, text(model).get("files-changed-outside").to_owned());
    } else {
        effects.insert(0, Effect::ReadFile(path));
    }
    effects
}

fn picked_file(model: &mut AppModel, picked: Picked) -> Vec<Effect> {
    match picked {
        Picked::Open(path) => file::open_path(model, path),
        Picked::BaseMap(path) => file::set_base_map(model, path.display().to_string()),
        Picked::SaveAs(path) => file::save_as_path(model, path),
        // Writing a picture needs the renderer: the shell does it where it asked for the name.
        Picked::Picture(..) => vec![],
        Picked::Cancelled => {
            model.transient.closing = false;
            vec![]
        }
    }
}
