//! The file of a document and the journal beside it, as one: what was saved, what was recovered,
//! saving that never loses somebody else's work.

use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde::{Serialize, de::DeserializeOwned};

use super::{
    atomic_write::{self, Old},
    journal::{FileDigest, Held, Journal},
    project::digest,
    ron_file::{self, FileProblem, ProblemKind},
};
use crate::model::{
    dataset::Dataset,
    document::{Document, Editable},
};

/// What a file of a document holds.
#[derive(Clone, Debug)]
pub struct ReadFile<C> {
    /// Content.
    pub content: C,
    /// True for a newer version's file: saving would lose what this program does not know.
    pub read_only: bool,
    /// What to tell the person.
    pub warnings: Vec<FileProblem>,
}

/// How a document's content becomes a file and comes back.
pub trait FileForm {
    /// The content.
    type Content: Editable<Edit: Serialize + DeserializeOwned> + Default;

    /// Largest file read, bytes.
    const MOST_BYTES: u64;

    /// Reads a file's bytes; `name` stands for the file in messages.
    ///
    /// # Errors
    /// With the place of what is wrong.
    fn parse(bytes: &[u8], name: &str) -> Result<ReadFile<Self::Content>, FileProblem>;

    /// The file's text; `names` gives the names behind ids.
    fn to_text(content: &Self::Content, names: &Dataset) -> String;
}

/// A document as it was found.
#[derive(Debug)]
pub struct Opened<C: Editable> {
    /// What the file holds; the default where there is none or it cannot be read.
    pub saved: C,
    /// The journal's edits beyond the file, laid over it.
    pub recovered: Option<Recovered<C>>,
    /// True where the file must not be overwritten: it is of a newer version or cannot be read.
    pub read_only: bool,
    /// What to tell the person.
    pub problems: Vec<FileProblem>,
    /// True where another window has the document open.
    pub in_use: bool,
    /// A journal of another state of the file, moved aside.
    pub set_aside: Option<PathBuf>,
}

/// Edits that a crash kept from being saved.
#[derive(Debug)]
pub struct Recovered<C> {
    /// File and edits.
    pub content: C,
    /// How many edits.
    pub edits: usize,
}

/// How a save ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The file holds everything up to this edit of the journal.
    Written(u64),
    /// Another program changed the file since it was read: ask first.
    Changed,
}

/// File and journal of one document.
pub struct DocumentStore<F: FileForm> {
    path: PathBuf,
    journal: Journal<<F::Content as Editable>::Edit>,
    /// The file as it was last read or written here.
    known: FileDigest,
    /// Size and time of the file when it was last found to be as known.
    stamp: Option<Stamp>,
    /// Held as long as the document is open, so that a second window does not write beside this one;
    /// none in that second window.
    lock: Option<File>,
    /// What the document is where there is no file.
    without_file: F::Content,
    /// The file was written here since it was opened: it has no comments but the program's.
    is_ours: bool,
}

type Stamp = (u64, Option<SystemTime>);

impl<F: FileForm> DocumentStore<F> {
    /// Opens the document at `path` with its journal.
    ///
    /// # Errors
    /// When the journal is there but cannot be read or moved aside.
    pub fn open(path: &Path, journal: &Path) -> io::Result<(Self, Opened<F::Content>)> {
        Self::open_or(path, journal, F::Content::default())
    }

    /// As [`DocumentStore::open`]; a document without a file starts as `without_file`.
    ///
    /// # Errors
    /// As for [`DocumentStore::open`].
    pub fn open_or(path: &Path, journal: &Path, without_file: F::Content) -> io::Result<(Self, Opened<F::Content>)> {
        let name = path.display().to_string();
        let lock = lock(journal)?;
        let mut opened = Opened {
            saved: without_file.clone(),
            recovered: None,
            read_only: false,
            problems: Vec::new(),
            in_use: lock.is_none(),
            set_aside: None,
        };
        let mut known = None;
        match read_limited(path, F::MOST_BYTES) {
            Ok(None) => {}
            Ok(Some(bytes)) => {
                known = Some(digest(&bytes));
                match F::parse(&bytes, &name) {
                    Ok(read) => {
                        opened.saved = read.content;
                        opened.read_only = read.read_only;
                        opened.problems = read.warnings;
                    }
                    Err(problem) => {
                        opened.read_only = true;
                        opened.problems.push(problem);
                    }
                }
            }
            Err(problem) => {
                opened.read_only = true;
                opened.problems.push(problem);
            }
        }
        opened.read_only |= opened.in_use;
        let (mut journal, held) = Journal::<<F::Content as Editable>::Edit>::open(journal, known)?;
        // The journal is the other window's.
        let held = if opened.in_use { Held::Edits(Vec::new()) } else { held };
        match held {
            Held::Edits(edits) if edits.is_empty() => {}
            // Edits on another state of the file are offered like any, where they still fit.
            Held::Edits(edits) | Held::Foreign(edits) => {
                let count = edits.len();
                let mut document = Document::new(opened.saved.clone());
                let fitting: Vec<_> = edits.into_iter().filter(|edit| document.edit("", edit.clone()).is_ok()).collect();
                let usable = !fitting.is_empty() && !opened.read_only;
                // What does not fit any more is not lost either: the whole journal is kept beside.
                if !usable || fitting.len() < count {
                    opened.set_aside = Some(journal.set_aside()?);
                }
                if usable {
                    if fitting.len() < count {
                        // Until they are saved, a second crash must find them again.
                        fitting.iter().try_for_each(|edit| journal.append(edit).map(|_| ()))?;
                    }
                    let content = F::Content::clone(document.content());
                    opened.recovered = Some(Recovered { content, edits: fitting.len() });
                }
            }
        }
        Ok((Self { path: path.to_owned(), journal, known, stamp: None, lock, without_file, is_ours: false }, opened))
    }

    /// The document's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Number of the journal's last edit.
    pub fn last_edit(&self) -> u64 {
        self.journal.last()
    }

    /// True where another window has the document: nothing is written here.
    pub fn is_in_use(&self) -> bool {
        self.lock.is_none()
    }

    /// Writes an edit to the journal; it is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written, or the journal is another window's.
    pub fn append(&mut self, edit: &<F::Content as Editable>::Edit) -> io::Result<u64> {
        self.must_be_ours()?;
        self.journal.append(edit)
    }

    /// True when the file is as it was last read or written here, or gone.
    ///
    /// # Errors
    /// When it is there but cannot be read.
    pub fn is_as_known(&self) -> io::Result<bool> {
        Ok(self.changed()?.is_none())
    }

    /// The digest of a file that another program wrote. A file that is gone counts as unchanged:
    /// there is nothing to overwrite, and what is on screen is all there is.
    ///
    /// # Errors
    /// When it is there but cannot be read.
    pub fn changed(&self) -> io::Result<Option<u64>> {
        Ok(now(&self.path)?.filter(|now| Some(*now) != self.known))
    }

    /// As [`DocumentStore::changed`], for asking often: the file is read only where its size or time
    /// is not what it was.
    ///
    /// # Errors
    /// When it is there but cannot be read.
    pub fn look(&mut self) -> io::Result<Option<u64>> {
        let stamp = stamp(&self.path);
        if stamp == self.stamp {
            return Ok(None);
        }
        let changed = self.changed()?;
        if changed.is_none() {
            self.stamp = stamp;
        }
        Ok(changed)
    }

    fn must_be_ours(&self) -> io::Result<()> {
        if self.is_in_use() { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(()) }
    }

    /// Writes the content, which holds the journal's edits up to `upto`. A file that another program
    /// changed is left alone unless `force` is set; it then becomes the `.bak`.
    ///
    /// # Errors
    /// When it cannot be written; the old file is untouched then, and the journal still holds the
    /// edits.
    pub fn save(&mut self, content: &F::Content, upto: u64, names: &Dataset, force: bool) -> io::Result<Saved> {
        self.must_be_ours()?;
        if !force && !self.is_as_known()? {
            return Ok(Saved::Changed);
        }
        if force && self.is_newer() {
            return Err(io::Error::other("the file on disk was written by a newer version of the program"));
        }
        let text = F::to_text(content, names);
        let new = digest(text.as_bytes());
        self.journal.before_save(upto, new)?;
        // What another program wrote stays under a name of its own, and so do a person's comments.
        let keep = (force && !self.is_as_known()?) || (!self.is_ours && self.has_own_comments(names));
        let old = if keep { Old::KeepCopy } else { Old::Backup };
        atomic_write::write(&self.path, text.as_bytes(), old)?;
        self.known = Some(new);
        self.is_ours = true;
        self.journal.cut(upto, new)?;
        Ok(Saved::Written(upto))
    }

    /// True for a newer version's file: overwriting it would lose what this program does not know.
    fn is_newer(&self) -> bool {
        let read = read_limited(&self.path, F::MOST_BYTES).ok().flatten();
        read.and_then(|bytes| F::parse(&bytes, "").ok()).is_some_and(|read| read.read_only)
    }

    /// True when the file has a comment that the program would not write for its content.
    fn has_own_comments(&self, names: &Dataset) -> bool {
        let read = || {
            let bytes = read_limited(&self.path, F::MOST_BYTES).ok()??;
            let content = F::parse(&bytes, "").ok()?.content;
            Some((ron_file::decode(&bytes, "").ok()?, F::to_text(&content, names)))
        };
        let Some((text, ours)) = read() else { return false };
        let lexed = [&text, &ours].map(|text| ron_file::lex(text, ron_file::MAX_DEPTH));
        let [theirs, written] = &lexed;
        let written: BTreeSet<&str> = written.comments(&ours).map(str::trim_end).collect();
        theirs.comments(&text).any(|comment| !written.contains(comment.trim_end()))
    }

    /// Reads what another program wrote. Saving over it is allowed from now on; the journal keeps its
    /// edits, which are offered on top of it after a crash.
    ///
    /// # Errors
    /// With what is wrong with the file; nothing changes then.
    pub fn adopt(&mut self) -> Result<ReadFile<F::Content>, FileProblem> {
        let name = self.path.display().to_string();
        let Some(bytes) = read_limited(&self.path, F::MOST_BYTES)? else {
            return Ok(ReadFile { content: self.without_file.clone(), read_only: false, warnings: Vec::new() });
        };
        let read = F::parse(&bytes, &name)?;
        if !read.read_only {
            self.known = Some(digest(&bytes));
        }
        Ok(read)
    }

    /// Reads the file again and lets the journal's edits go. Another window's journal is left alone,
    /// and what was read is then read-only.
    ///
    /// # Errors
    /// With what is wrong with the file; nothing changes then.
    pub fn reload(&mut self) -> Result<ReadFile<F::Content>, FileProblem> {
        let name = self.path.display().to_string();
        let (content, known) = match read_limited(&self.path, F::MOST_BYTES)? {
            None => (ReadFile { content: self.without_file.clone(), read_only: false, warnings: Vec::new() }, None),
            Some(bytes) => (F::parse(&bytes, &name)?, Some(digest(&bytes))),
        };
        let content = ReadFile { read_only: content.read_only || self.is_in_use(), ..content };
        if !self.is_in_use() {
            self.journal.reset(known).map_err(|error| FileProblem::whole(&name, ProblemKind::Unreadable(error.to_string())))?;
        }
        self.known = known;
        self.is_ours = false;
        Ok(content)
    }
}

/// The lock on a document; none where another window has it.
fn lock(journal: &Path) -> io::Result<Option<File>> {
    if let Some(folder) = journal.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut name = journal.file_name().unwrap_or_default().to_os_string();
    name.push(".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(journal.with_file_name(name))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(error)) => Err(error),
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()))
}

fn now(path: &Path) -> io::Result<FileDigest> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(digest(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn read_limited(path: &Path, most: u64) -> Result<Option<Vec<u8>>, FileProblem> {
    if !path.exists() {
        return Ok(None);
    }
    super::ron_file::read_up_to(path, most).map(Some)
}

#[cfg(test)]
mod tests;
