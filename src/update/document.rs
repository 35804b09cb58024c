//! A document on screen with the file behind it: edits, their way to the disk, what the disk reports.
//! The same for a person's layer and for portfolios.

use std::{
    ops::{Deref, DerefMut},
    path::PathBuf,
    sync::Arc,
};

use crate::{
    action::{effect::DocumentEffect, event::DocumentEvent},
    model::document::{Document, EditError, Editable},
};

/// The file behind a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFile {
    /// Where it is; none without a project, or before a shipped one was saved.
    pub path: Option<PathBuf>,
    /// Edits made in this run.
    pub edits: u64,
    /// Edits of this run that are on the disk.
    pub acknowledged: u64,
    /// A newer version's file, or one that cannot be read: never overwritten.
    pub read_only: bool,
    /// Another program changed it; nothing is written until the person decided.
    pub changed: bool,
    /// The file is read again; no edits until then.
    pub reloading: bool,
    /// A save that a person asked for is on its way.
    pub saving: bool,
    /// Why the last save failed.
    pub problem: Option<String>,
}

/// What an event leaves to the reducer of its document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome<T> {
    /// Nothing more.
    Done,
    /// A save landed.
    Landed,
    /// The file changed outside and there are edits of one's own: ask.
    AskChanged,
    /// The file changed outside and nothing is lost by reading it again.
    ReadAgain,
    /// The file was read again.
    Reloaded,
    /// What another program wrote, for merging.
    Theirs(Box<T>),
    /// It failed: a text key of what was tried, and why.
    Failed(&'static str, String),
}

/// A document, its file, and what the file is known to hold.
#[derive(Clone, Debug)]
pub struct OpenDocument<T: Editable> {
    document: Document<T>,
    /// The file.
    pub file: DocumentFile,
    base: Arc<T>,
    in_flight: Vec<(u64, Arc<T>)>,
}

impl<T: Editable> Deref for OpenDocument<T> {
    type Target = Document<T>;

    fn deref(&self) -> &Document<T> {
        &self.document
    }
}

impl<T: Editable> DerefMut for OpenDocument<T> {
    fn deref_mut(&mut self) -> &mut Document<T> {
        &mut self.document
    }
}

impl<T: Editable> OpenDocument<T> {
    /// A document just loaded.
    pub fn new(content: T) -> Self {
        let document = Document::new(content);
        let base = Arc::clone(document.content());
        Self { document, file: DocumentFile::default(), base, in_flight: Vec::new() }
    }

    /// What the file holds, as far as known: the state that both sides of a merge come from.
    pub fn base(&self) -> &Arc<T> {
        &self.base
    }

    /// The content was recovered: the file holds `saved`.
    pub(super) fn recovered_over(&mut self, saved: T) {
        self.base = Arc::new(saved);
        self.document.mark_unsaved();
    }

    /// True where nothing can be edited now.
    pub fn is_locked(&self) -> bool {
        self.file.read_only || self.file.reloading
    }

    /// Makes an edit, takes one back or makes it again, and journals what was done.
    ///
    /// # Errors
    /// When the edit does not fit.
    pub(super) fn change(&mut self, change: Change<T>) -> Result<Option<DocumentEffect<T>>, EditError> {
        let applied = match change {
            Change::Edit(label, edit) => self.document.edit(label, edit).map(Some),
            Change::Undo => self.document.undo().map(|step| step.map(|step| step.edit)),
            Change::Redo => self.document.redo().map(|step| step.map(|step| step.edit)),
        }?;
        Ok(applied.map(|edit| {
            self.file.edits += 1;
            DocumentEffect::Journal { number: self.file.edits, edit: Box::new(edit) }
        }))
    }

    /// Asks for the content to be written: `now`, or once edits rest. `force` overwrites a file that
    /// another program changed.
    pub(super) fn save(&mut self, force: bool, now: bool) -> DocumentEffect<T> {
        let (content, revision) = (Arc::clone(self.document.content()), self.document.revision());
        self.in_flight.retain(|(number, _)| *number != revision);
        self.in_flight.push((revision, Arc::clone(&content)));
        self.file.saving |= now;
        DocumentEffect::Save { content, revision, upto: self.file.edits, force, now }
    }

    /// Until the file was read, nothing is edited that it would take away.
    pub(super) fn read_again(&mut self) -> DocumentEffect<T> {
        self.file.reloading = true;
        DocumentEffect::Reload
    }

    /// Takes in what the disk reports.
    pub(super) fn take(&mut self, event: DocumentEvent<T>) -> Outcome<T> {
        match event {
            DocumentEvent::Acknowledged(number) => self.file.acknowledged = number,
            DocumentEvent::Written { revision, .. } => {
                self.document.mark_saved(revision);
                if let Some((_, content)) = self.in_flight.iter().find(|(number, _)| *number == revision) {
                    self.base = Arc::clone(content);
                }
                self.in_flight.retain(|(number, _)| *number > revision);
                self.file.saving = false;
                self.file.problem = None;
                self.file.changed = false;
                return Outcome::Landed;
            }
            DocumentEvent::Changed if self.document.is_dirty() => {
                self.file.changed = true;
                self.file.saving = false;
                return Outcome::AskChanged;
            }
            DocumentEvent::Changed => return Outcome::ReadAgain,
            DocumentEvent::Reloaded(content, read_only) => {
                self.document.reload(*content);
                self.base = Arc::clone(self.document.content());
                self.in_flight.clear();
                self.file.read_only = read_only;
                self.file.reloading = false;
                self.file.changed = false;
                self.file.problem = None;
                return Outcome::Reloaded;
            }
            DocumentEvent::Theirs(content) => {
                self.file.changed = false;
                self.file.problem = None;
                return Outcome::Theirs(content);
            }
            DocumentEvent::Failed { what, message } => {
                self.file.problem = Some(message.clone());
                self.file.reloading = false;
                self.file.saving = false;
                return Outcome::Failed(what, message);
            }
        }
        Outcome::Done
    }

    /// What another program wrote is now what the file is known to hold.
    pub(super) fn adopt(&mut self, theirs: T) {
        self.base = Arc::new(theirs);
    }
}

/// A change that a person asks for.
#[derive(Clone, Debug)]
pub(super) enum Change<T: Editable> {
    /// An edit under a text key.
    Edit(String, T::Edit),
    /// The last edit taken back.
    Undo,
    /// The last undone edit made again.
    Redo,
}

impl<T: Editable> From<Document<T>> for OpenDocument<T> {
    fn from(document: Document<T>) -> Self {
        let base = Arc::clone(document.content());
        Self { document, file: DocumentFile::default(), base, in_flight: Vec::new() }
    }
}
