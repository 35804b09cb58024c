//! A document's thread: journals edits as they are made, saves the file when they rest, and notices
//! when another program changed it. Generic over the form of the file.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use crate::{
    data::document_store::{DocumentStore, FileForm, Opened, Saved},
    model::{dataset::Dataset, document::Editable},
};

/// How long after an edit a document is written at the latest.
const SAVE_REST: Duration = Duration::from_millis(2000);
/// How often the file is looked at for changes by other programs.
const LOOK: Duration = Duration::from_millis(1500);
/// How long after a save that failed it is tried again.
const RETRY: Duration = Duration::from_secs(30);

/// What a document's thread reports.
#[derive(Debug)]
pub enum DocumentNews<C> {
    /// The edit with this number of the present run is on the disk.
    Acknowledged(u64),
    /// The file holds the content of this revision, and the run's edits up to a number.
    Written {
        /// Revision of the document.
        revision: u64,
        /// Number of the run's last edit in it.
        upto: u64,
    },
    /// Another program changed the file: nothing is written until the person decided.
    Changed,
    /// The file was read again; true where it must not be written.
    Reloaded(C, bool),
    /// What another program wrote, for merging.
    Theirs(C),
    /// Something failed: what was tried, why.
    Failed(Trouble, String),
}

/// What a document's thread tried in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Writing an edit to the journal.
    Journal,
    /// Writing the file.
    Save,
    /// Reading the file again.
    Read,
}

/// A save that waits.
#[derive(Debug)]
struct Waiting<C> {
    content: Arc<C>,
    revision: u64,
    upto: u64,
    edit: u64,
    names: Arc<Dataset>,
}

enum Request<F: FileForm> {
    Edit(u64, Box<<F::Content as Editable>::Edit>),
    Save { content: Arc<F::Content>, revision: u64, upto: u64, names: Arc<Dataset>, force: bool, now: bool },
    Reload,
    Theirs,
    Finish,
}

/// Handle of a document's thread. Dropping it writes what waits and ends the thread.
pub struct DocumentJobs<F: FileForm> {
    requests: mpsc::Sender<Request<F>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// A document opened on its file and journal, and its thread.
pub type OpenedJobs<F> = (DocumentJobs<F>, Opened<<F as FileForm>::Content>);

impl<F> DocumentJobs<F>
where
    F: FileForm + 'static,
    F::Content: Send + Sync + 'static,
    <F::Content as Editable>::Edit: Send + 'static,
{
    /// Opens the document and starts its thread; `report` is called on it with all news.
    ///
    /// # Errors
    /// When the journal cannot be read, or the system gives no thread.
    #[expect(clippy::disallowed_methods, reason = "jobs are the home of threads")]
    pub fn open(
        path: &Path,
        journal: &Path,
        without_file: F::Content,
        report: impl Fn(DocumentNews<F::Content>) + Send + 'static,
    ) -> std::io::Result<OpenedJobs<F>> {
        let (store, opened) = DocumentStore::<F>::open_or(path, journal, without_file)?;
        let (requests, inbox) = mpsc::channel();
        let read_only = opened.read_only;
        let thread = thread::Builder::new().name("document".into()).spawn(move || {
            let last_edit = store.last_edit();
            let mut worker = Worker {
                store,
                report,
                waiting: None,
                due: None,
                stopped: read_only,
                seen: None,
                edit: last_edit,
                behind: false,
                failed: None,
            };
            // What is on screen is not lost: the person is told, and can save it under another name.
            if catch_unwind(AssertUnwindSafe(|| worker.run(&inbox))).is_err() {
                worker.fail(Trouble::Journal, "the document's thread ended in a panic");
            }
        })?;
        Ok((Self { requests, thread: Some(thread) }, opened))
    }

    /// Journals an edit, the `number`-th of this run.
    pub fn edit(&self, number: u64, edit: <F::Content as Editable>::Edit) {
        self.send(Request::Edit(number, Box::new(edit)));
    }

    /// Saves `content`, which holds the run's edits up to `upto`, once edits rest; at once when `now`
    /// is set. `force` overwrites a file that another program changed.
    pub fn save(&self, content: Arc<F::Content>, revision: u64, upto: u64, names: Arc<Dataset>, (force, now): (bool, bool)) {
        self.send(Request::Save { content, revision, upto, names, force, now });
    }

    /// Reads the file again and lets the edits that are not saved go.
    pub fn reload(&self) {
        self.send(Request::Reload);
    }

    /// Reads what another program wrote; edits stay.
    pub fn theirs(&self) {
        self.send(Request::Theirs);
    }

    fn send(&self, request: Request<F>) {
        if self.requests.send(request).is_err() {
            tracing::error!("the document's thread has ended");
        }
    }
}

impl<F: FileForm> Drop for DocumentJobs<F> {
    fn drop(&mut self) {
        if self.requests.send(Request::Finish).is_ok()
            && let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the document's thread ended in a panic");
        }
    }
}

struct Worker<F: FileForm, R> {
    store: DocumentStore<F>,
    report: R,
    waiting: Option<Waiting<F::Content>>,
    due: Option<Instant>,
    /// Nothing is written: the file is of a newer version, cannot be read, or was changed outside.
    stopped: bool,
    /// The changed file that the person was told of, or that could not be read.
    seen: Option<u64>,
    /// Number of the journal's last edit.
    edit: u64,
    /// The journal lacks an edit: none may follow in it until a save landed.
    behind: bool,
    /// Why the last save failed; the same again is not told twice.
    failed: Option<String>,
}

impl<F: FileForm, R: Fn(DocumentNews<F::Content>)> Worker<F, R> {
    fn run(&mut self, inbox: &mpsc::Receiver<Request<F>>) {
        loop {
            let wait = self.due.map_or(LOOK, |due| due.saturating_duration_since(Instant::now()).min(LOOK));
            match inbox.recv_timeout(wait) {
                Ok(Request::Edit(number, edit)) => self.keep(number, &edit),
                Ok(Request::Save { content, revision, upto, names, force, now }) => {
                    self.waiting = Some(Waiting { content, revision, upto, edit: self.edit, names });
                    if force {
                        self.stopped = false;
                        self.seen = None;
                    }
                    if now || force {
                        self.write(force);
                        if self.stopped {
                            // Asked for by hand: the person has to decide first.
                            (self.report)(DocumentNews::Changed);
                        }
                    } else {
                        // The first edit sets the moment: long typing is saved while it goes on.
                        let due = Instant::now() + SAVE_REST;
                        self.due = Some(self.due.map_or(due, |waits| waits.min(due)));
                    }
                }
                Ok(Request::Reload) => self.reload(),
                Ok(Request::Theirs) => self.adopt(),
                Ok(Request::Finish) | Err(mpsc::RecvTimeoutError::Disconnected) => {
                    self.write(false);
                    return;
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    if self.due.is_some_and(|due| due <= Instant::now()) {
                        self.write(false);
                    } else {
                        self.look();
                    }
                }
            }
        }
    }

    fn keep(&mut self, number: u64, edit: &<F::Content as Editable>::Edit) {
        if self.behind {
            // It is acknowledged with the save that holds it.
            return;
        }
        match self.store.append(edit) {
            Ok(last) => {
                self.edit = last;
                (self.report)(DocumentNews::Acknowledged(number));
            }
            Err(error) => {
                self.behind = true;
                self.fail(Trouble::Journal, &error.to_string());
            }
        }
    }

    fn fail(&self, trouble: Trouble, why: &str) {
        (self.report)(DocumentNews::Failed(trouble, format!("{why} ({})", self.store.path().display())));
    }

    fn write(&mut self, force: bool) {
        self.due = None;
        if self.stopped {
            return;
        }
        let Some(waiting) = self.waiting.take() else { return };
        match self.store.save(&waiting.content, waiting.edit, &waiting.names, force) {
            Ok(Saved::Written(_)) => {
                self.failed = None;
                if std::mem::take(&mut self.behind) {
                    (self.report)(DocumentNews::Acknowledged(waiting.upto));
                }
                (self.report)(DocumentNews::Written { revision: waiting.revision, upto: waiting.upto });
            }
            Ok(Saved::Changed) => {
                self.waiting = Some(waiting);
                self.tell_changed();
            }
            Err(error) => {
                self.waiting = Some(waiting);
                self.due = Some(Instant::now() + RETRY);
                let why = error.to_string();
                if self.failed.replace(why.clone()).is_none_or(|before| before != why) {
                    self.fail(Trouble::Save, &why);
                }
            }
        }
    }

    fn tell_changed(&mut self) {
        self.stopped = true;
        let now = self.store.changed().ok().flatten();
        if self.seen != now {
            self.seen = now;
            (self.report)(DocumentNews::Changed);
        }
    }

    /// Looks whether another program changed the file.
    fn look(&mut self) {
        let now = self.store.look().ok().flatten();
        if now.is_some() && now != self.seen {
            self.tell_changed();
        }
    }

    fn adopt(&mut self) {
        match self.store.adopt() {
            Ok(read) if !read.read_only => {
                self.stopped = false;
                self.seen = None;
                (self.report)(DocumentNews::Theirs(read.content));
            }
            Ok(_) => self.fail(Trouble::Read, "the file on disk was written by a newer version of the program"),
            Err(problem) => self.fail(Trouble::Read, &problem.to_string()),
        }
    }

    fn reload(&mut self) {
        self.waiting = None;
        self.due = None;
        match self.store.reload() {
            Ok(read) => {
                self.stopped = read.read_only;
                self.behind = false;
                self.seen = None;
                (self.report)(DocumentNews::Reloaded(read.content, read.read_only));
            }
            Err(problem) => self.fail(Trouble::Read, &problem.to_string()),
        }
    }
}

/// The journal's place beside the last view of a project.
pub fn journal_path(recovery_file: &Path) -> PathBuf {
    let mut name = recovery_file.file_name().unwrap_or_default().to_os_string();
    name.push(".claims.journal");
    recovery_file.with_file_name(name)
}
