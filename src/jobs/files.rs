//! The files' thread: every file effect is done here, in order, off the window's thread.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::{
    action::{Effect, Event, event::ViewEntry},
    data::{
        project::{ListedView, ProjectHome},
        recovery,
        ron_file::ProblemKind,
        ron_file::Rule,
        settings_file,
        view_file::{EXTENSION, LoadedView, unknown_ids},
        view_store::{AskFirst, SaveRequest, Saved, ViewStore},
    },
    model::{
        dataset::Dataset,
        lang::{Bilingual, Lang},
        view_state::ViewState,
    },
    text::Text,
};

/// How long the view must rest before it is kept for the next start.
const AUTOSAVE_REST: Duration = Duration::from_millis(1000);
/// How long a file must rest before a change from outside is reported: editors write in steps.
const TOUCH_REST: Duration = Duration::from_millis(250);

/// Text keys of what failed, as [`Event::Failed`] carries them.
pub mod failed {
    /// Reading a file to open it.
    pub const OPEN: &str = "files-failed-open";
    /// Saving a view.
    pub const SAVE: &str = "files-failed-save";
    /// Deleting a view.
    pub const DELETE: &str = "files-failed-delete";
    /// Writing the settings.
    pub const SETTINGS: &str = "files-failed-settings";
    /// Keeping the last view.
    pub const AUTOSAVE: &str = "files-failed-autosave";
    /// Anything else on the files' thread.
    pub const WORK: &str = "files-failed-work";
}

/// What messages and name comments are made with.
#[derive(Clone)]
pub struct FileContext {
    /// Language of messages.
    pub lang: Lang,
    /// Names behind ids.
    pub data: Arc<Dataset>,
}

enum Request {
    Do(Box<Effect>, FileContext),
    Touched(Vec<PathBuf>),
    Finish,
}

/// Handle of the files' thread. Dropping it waits until everything asked for is written.
pub struct FileJobs {
    requests: mpsc::Sender<Request>,
    thread: Option<thread::JoinHandle<()>>,
}

impl FileJobs {
    /// Starts the thread; `report` is called on it with each event.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(home: ProjectHome, report: impl Fn(Event) + Send + 'static) -> std::io::Result<Self> {
        let (requests, inbox) = mpsc::channel();
        let touched = requests.clone();
        let thread = thread::Builder::new().name("files".into()).spawn(move || {
            let store = ViewStore::new(home);
            let mut worker = Worker { store, report, autosave: None, touched: BTreeMap::new(), watch: Watch::new(touched) };
            worker.run(&inbox);
        })?;
        Ok(Self { requests, thread: Some(thread) })
    }

    /// Takes an effect on files; gives back every other.
    pub fn run(&self, effect: Effect, context: FileContext) -> Option<Effect> {
        match effect {
            Effect::WriteView { .. }
            | Effect::ReadFile(_)
            | Effect::DeleteView { .. }
            | Effect::ListViews
            | Effect::WriteSettings(_)
            | Effect::Autosave(_) => match self.requests.send(Request::Do(Box::new(effect), context)) {
                Ok(()) => None,
                Err(mpsc::SendError(Request::Do(effect, _))) => Some(*effect),
                Err(mpsc::SendError(Request::Touched(_) | Request::Finish)) => None,
            },
            other => Some(other),
        }
    }
}

impl Drop for FileJobs {
    fn drop(&mut self) {
        if self.requests.send(Request::Finish).is_ok()
            && let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the files' thread ended in a panic");
        }
    }
}

/// Folders watched for changes from outside.
struct Watch {
    watcher: Option<RecommendedWatcher>,
    folders: Vec<PathBuf>,
}

impl Watch {
    fn new(requests: mpsc::Sender<Request>) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if matches!(event.kind, notify::EventKind::Access(_)) {
                return;
            }
            let views: Vec<PathBuf> = event.paths.into_iter().filter(|path| is_view_file(path)).collect();
            if !views.is_empty() && requests.send(Request::Touched(views)).is_err() {
                tracing::debug!("a file changed after the files' thread ended");
            }
        });
        let watcher = watcher.map_err(|error| tracing::warn!(%error, "changes from outside will not be noticed")).ok();
        Self { watcher, folders: Vec::new() }
    }

    /// Watches a folder, once it exists; asked twice changes nothing.
    fn follow(&mut self, folder: &Path) {
        let Some(watcher) = &mut self.watcher else { return };
        if self.folders.iter().any(|known| known == folder) || !folder.is_dir() {
            return;
        }
        match watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => self.folders.push(folder.to_owned()),
            Err(error) => tracing::warn!(%error, "changes from outside will not be noticed"),
        }
    }
}

fn is_view_file(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.ends_with(EXTENSION) && !name.starts_with('.')
}

struct Worker<R> {
    store: ViewStore,
    report: R,
    autosave: Option<(Instant, Box<ViewState>, FileContext)>,
    touched: BTreeMap<PathBuf, Instant>,
    watch: Watch,
}

impl<R: Fn(Event)> Worker<R> {
    fn run(&mut self, inbox: &mpsc::Receiver<Request>) {
        loop {
            let request = match self.next_due() {
                None => inbox.recv().unwrap_or(Request::Finish),
                Some(due) => match inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(request) => request,
                    Err(mpsc::RecvTimeoutError::Timeout) => {
                        self.do_due(Instant::now());
                        continue;
                    }
                    Err(mpsc::RecvTimeoutError::Disconnected) => Request::Finish,
                },
            };
            match request {
                Request::Do(effect, context) => self.guarded(*effect, context),
                Request::Touched(paths) => {
                    let due = Instant::now() + TOUCH_REST;
                    self.touched.extend(paths.into_iter().map(|path| (path, due)));
                }
                Request::Finish => {
                    if let Some((_, view, context)) = self.autosave.take() {
                        self.keep(&view, &context);
                    }
                    return;
                }
            }
        }
    }

    fn next_due(&self) -> Option<Instant> {
        let autosave = self.autosave.as_ref().map(|(due, ..)| *due);
        autosave.into_iter().chain(self.touched.values().copied()).min()
    }

    fn do_due(&mut self, now: Instant) {
        if let Some((_, view, context)) = self.autosave.take_if(|(due, ..)| *due <= now) {
            self.keep(&view, &context);
        }
        let due: Vec<PathBuf> = self.touched.iter().filter(|(_, due)| **due <= now).map(|(path, _)| path.clone()).collect();
        for path in due {
            self.touched.remove(&path);
            if !self.store.is_known(&path) {
                (self.report)(Event::FileChanged(path));
            }
        }
    }

    /// A panic in one job is reported and ends nothing else.
    fn guarded(&mut self, effect: Effect, context: FileContext) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.perform(effect, context))) {
            let message = panic.downcast_ref::<String>().cloned();
            let message = message.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            self.fail(failed::WORK, message.unwrap_or_default());
        }
    }

    fn fail(&self, what: &'static str, message: String) {
        (self.report)(Event::Failed { what, message });
    }

    fn perform(&mut self, effect: Effect, context: FileContext) {
        match effect {
            Effect::WriteView { view, path, revision, bound, keep_copy, force } => {
                let path = self.store.home().absolute(&path);
                let request = SaveRequest { view: &view, path: &path, is_open: revision > 0, bound, keep_copy, force };
                self.save(request, revision, &context);
            }
            Effect::ReadFile(path) => self.open(path, &context),
            Effect::DeleteView { path, .. } => {
                if let Err(error) = self.store.delete(&path) {
                    self.fail(failed::DELETE, with_path(&error, &path));
                }
                self.list(&context);
            }
            Effect::ListViews => self.list(&context),
            Effect::WriteSettings(settings) => {
                let path = self.store.home().settings_file();
                if let Err(error) = settings_file::write(&path, &settings) {
                    self.fail(failed::SETTINGS, with_path(&error, &path));
                }
            }
            Effect::Autosave(view) => {
                // The first change sets the moment: a long drag is kept while it goes on.
                let due = self.autosave.as_ref().map_or_else(|| Instant::now() + AUTOSAVE_REST, |(due, ..)| *due);
                self.autosave = Some((due, view, context));
            }
            Effect::LayOver(_)
            | Effect::Layer(_)
            | Effect::Portfolio { .. }
            | Effect::OpenPortfolio(_)
            | Effect::ClosePortfolio(_)
            | Effect::SavePortfolioAs { .. }
            | Effect::Attach { .. }
            | Effect::ReadPhoto { .. }
            | Effect::PickPhotoDialog
            | Effect::ListTables
            | Effect::LoadDeals(_)
            | Effect::DealStats(_)
            | Effect::DealBins(..)
            | Effect::ListPortfolios
            | Effect::ImportClaims { .. }
            | Effect::PickTableDialog
            | Effect::LookAtTable(_)
            | Effect::ImportTable(_)
            | Effect::StopImport
            | Effect::MoveMap(_)
            | Effect::OpenDialog
            | Effect::PickBaseMapDialog
            | Effect::SaveAsDialog
            | Effect::LoadBaseMap(_)
            | Effect::CopyText(_)
            | Effect::CopyTable(_)
            | Effect::Picture { .. }
            | Effect::Close => {}
        }
    }

    fn keep(&self, view: &ViewState, context: &FileContext) {
        if let Err(error) = recovery::keep(self.store.home(), view, &context.data) {
            self.fail(failed::AUTOSAVE, with_path(&error, &self.store.home().recovery_file()));
        }
    }

    fn save(&mut self, request: SaveRequest<'_>, revision: u64, context: &FileContext) {
        let path = request.path.to_owned();
        match self.store.save(request, &context.data) {
            Ok(Saved::Written) => {
                if let Some(folder) = path.parent() {
                    self.watch.follow(folder);
                }
                (self.report)(Event::ViewWritten { path, revision });
                self.list(context);
            }
            Ok(Saved::Ask(why)) => {
                let text = Text::new(context.lang);
                let reason = match why {
                    AskFirst::Changed => text.get("files-ask-changed"),
                    AskFirst::Exists => text.get("files-ask-exists"),
                    AskFirst::Comments => text.get("files-ask-comments"),
                };
                (self.report)(Event::ViewWriteNeedsAnswer { path, reason: reason.to_owned() });
            }
            Err(error) => self.fail(failed::SAVE, with_path(&error, &path)),
        }
    }

    fn open(&mut self, path: PathBuf, context: &FileContext) {
        let path = self.store.home().absolute(&path);
        let text = Text::new(context.lang);
        match self.store.open(&path) {
            Ok(loaded) => {
                if let Some(folder) = path.parent() {
                    self.watch.follow(folder);
                }
                let warnings = warnings_of(&loaded, context, &text);
                let has_comments = loaded.has_comments(&context.data);
                let LoadedView { view, read_only, .. } = loaded;
                let view = Box::new(view);
                (self.report)(Event::ViewLoaded { view, path: Some(path), read_only, has_comments, warnings });
            }
            Err(problem) => self.fail(failed::OPEN, problem.for_window(&text)),
        }
    }

    fn list(&mut self, context: &FileContext) {
        let folder = self.store.home().saved_views();
        self.watch.follow(&folder);
        let text = Text::new(context.lang);
        (self.report)(Event::ViewsListed(self.store.list().into_iter().map(|view| entry(view, &text)).collect()));
    }
}

/// What to tell about a view that was read: its warnings, and unknown ids in one line.
fn warnings_of(loaded: &LoadedView, context: &FileContext, text: &Text) -> Vec<String> {
    let mut warnings: Vec<String> = loaded.warnings.iter().map(|warning| warning.for_window(text)).collect();
    let unknown = unknown_ids(&loaded.view, &context.data);
    if !unknown.is_empty() {
        warnings.push(ProblemKind::Rule(Rule::UnknownIds(unknown.join(", "))).message(text));
    }
    warnings
}

/// A view of the list as the window shows it.
pub fn entry(listed: ListedView, text: &Text) -> ViewEntry {
    let ListedView { id, path, content } = listed;
    match content {
        Ok(view) => ViewEntry { title: view.title.clone(), view: Some(Arc::new(view)), problem: None, id, path },
        Err(problem) => {
            let title = Bilingual::new(id.as_str(), id.as_str());
            ViewEntry { title, view: None, problem: Some(problem.for_window(text)), id, path }
        }
    }
}

fn with_path(error: &std::io::Error, path: &Path) -> String {
    format!("{error} ({})", path.display())
}

#[cfg(test)]
mod tests;
