//! The file of a document and the journal beside it, as one: what was saved, what was recovered,
//! saving that never loses somebody else's work.

use std::{
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use super::{
    atomic_write::{self, Old},
    journal::{FileDigest, Held, Journal},
    project::digest,
    ron_file::{FileProblem, ProblemKind},
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
    /// Held as long as the document is open, so that a second window does not write beside this one.
    _lock: Option<File>,
}

impl<F: FileForm> DocumentStore<F> {
    /// Opens the document at `path` with its journal.
    ///
    /// # Errors
    /// When the journal is there but cannot be read or moved aside.
    pub fn open(path: &Path, journal: &Path) -> io::Result<(Self, Opened<F::Content>)> {
        let name = path.display().to_string();
        let lock = lock(journal)?;
        let mut opened = Opened {
            saved: F::Content::default(),
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
        let (mut journal, held) = Journal::open(journal, known)?;
        // The journal is the other window's.
        let held = if opened.in_use { Held::Edits(Vec::new()) } else { held };
        match held {
            Held::Edits(edits) if edits.is_empty() => {}
            // Edits on another state of the file are offered like any, where they still fit.
            Held::Edits(edits) | Held::Foreign(edits) => {
                let count = edits.len();
                let mut document = Document::new(opened.saved.clone());
                let fit = edits.into_iter().all(|edit| document.edit("", edit).is_ok());
                if fit && !opened.read_only {
                    opened.recovered = Some(Recovered { content: F::Content::clone(document.content()), edits: count });
                } else {
                    opened.set_aside = Some(journal.set_aside()?);
                }
            }
        }
        Ok((Self { path: path.to_owned(), journal, known, _lock: lock }, opened))
    }

    /// The document's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Number of the journal's last edit.
    pub fn last_edit(&self) -> u64 {
        self.journal.last()
    }

    /// Writes an edit to the journal; it is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, edit: &<F::Content as Editable>::Edit) -> io::Result<u64> {
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

    /// Writes the content, which holds the journal's edits up to `upto`. A file that another program
    /// changed is left alone unless `force` is set; it then becomes the `.bak`.
    ///
    /// # Errors
    /// When it cannot be written; the old file is untouched then, and the journal still holds the
    /// edits.
    pub fn save(&mut self, content: &F::Content, upto: u64, names: &Dataset, force: bool) -> io::Result<Saved> {
        if !force && !self.is_as_known()? {
            return Ok(Saved::Changed);
        }
        let text = F::to_text(content, names);
        let new = digest(text.as_bytes());
        self.journal.before_save(upto, new)?;
        // What another program wrote stays under a name of its own.
        let old = if force && !self.is_as_known()? { Old::KeepCopy } else { Old::Backup };
        atomic_write::write(&self.path, text.as_bytes(), old)?;
        self.known = Some(new);
        self.journal.cut(upto, new)?;
        Ok(Saved::Written(upto))
    }

    /// Reads the file again and lets the journal's edits go.
    ///
    /// # Errors
    /// With what is wrong with the file; nothing changes then.
    pub fn reload(&mut self) -> Result<ReadFile<F::Content>, FileProblem> {
        let name = self.path.display().to_string();
        let (content, known) = match read_limited(&self.path, F::MOST_BYTES)? {
            None => (ReadFile { content: F::Content::default(), read_only: false, warnings: Vec::new() }, None),
            Some(bytes) => (F::parse(&bytes, &name)?, Some(digest(&bytes))),
        };
        self.journal.reset(known).map_err(|error| FileProblem::whole(&name, ProblemKind::Unreadable(error.to_string())))?;
        self.known = known;
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
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        data::layer_form::LayerForm,
        model::{
            document::KeyedEdit,
            user_layer::{UserEdit, UserLayer, UserProvider},
        },
    };

    type Store = DocumentStore<LayerForm>;

    fn edit(key: &str) -> UserEdit {
        let name = crate::model::lang::Bilingual::new(key, key);
        UserEdit::Provider(KeyedEdit::Put { key: key.into(), value: UserProvider { name } })
    }

    fn layer(keys: &[&str]) -> UserLayer {
        let mut document = Document::new(UserLayer::default());
        for key in keys {
            document.edit("", edit(key)).unwrap();
        }
        UserLayer::clone(document.content())
    }

    fn open(folder: &Path) -> (Store, Opened<UserLayer>) {
        Store::open(&folder.join("我的 claims.user.ron"), &folder.join("recovery/journal")).unwrap()
    }

    #[test]
    fn what_is_saved_and_what_is_journaled_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, opened) = open(folder.path());
        assert!(opened.saved.is_empty() && opened.recovered.is_none() && !opened.read_only);
        store.append(&edit("one")).unwrap();
        let last = store.append(&edit("two")).unwrap();
        assert_eq!(store.save(&layer(&["one", "two"]), last, &Dataset::default(), false).unwrap(), Saved::Written(2));
        store.append(&edit("three")).unwrap();
        drop(store);
        let (_, opened) = open(folder.path());
        assert_eq!(opened.saved, layer(&["one", "two"]));
        let recovered = opened.recovered.unwrap();
        assert_eq!((recovered.content, recovered.edits), (layer(&["one", "two", "three"]), 1));
    }

    #[test]
    fn what_another_program_wrote_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = open(folder.path());
        store.append(&edit("mine")).unwrap();
        let theirs = LayerForm::to_text(&layer(&["theirs"]), &Dataset::default());
        fs::write(store.path(), &theirs).unwrap();
        assert_eq!(store.save(&layer(&["mine"]), 1, &Dataset::default(), false).unwrap(), Saved::Changed);
        assert_eq!(fs::read_to_string(store.path()).unwrap(), theirs, "nothing is overwritten unasked");
        assert_eq!(store.save(&layer(&["mine"]), 1, &Dataset::default(), true).unwrap(), Saved::Written(1));
        // Saves that follow do not take their copy away.
        store.save(&layer(&["mine"]), 1, &Dataset::default(), false).unwrap();
        let copies = fs::read_dir(folder.path()).unwrap().filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
        assert!(copies.into_iter().any(|text| text == theirs));
    }

    #[test]
    fn edits_on_another_state_of_the_file_are_offered_on_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, _) = open(folder.path());
        store.append(&edit("mine")).unwrap();
        fs::write(store.path(), LayerForm::to_text(&layer(&["theirs"]), &Dataset::default())).unwrap();
        drop(store);
        let (_, opened) = open(folder.path());
        assert_eq!(opened.saved, layer(&["theirs"]));
        assert_eq!(opened.recovered.unwrap().content, layer(&["theirs", "mine"]));
    }

    #[test]
    fn a_second_window_reads_and_a_broken_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (mut first, _) = open(folder.path());
        first.append(&edit("one")).unwrap();
        let (_, second) = open(folder.path());
        assert!(second.in_use && second.read_only && second.recovered.is_none());
        drop(first);
        fs::write(folder.path().join("我的 claims.user.ron"), "UserLayer(").unwrap();
        let (store, opened) = open(folder.path());
        assert!(opened.read_only && !opened.in_use && opened.problems.len() == 1);
        assert_eq!(fs::read_to_string(store.path()).unwrap(), "UserLayer(");
        assert!(opened.set_aside.is_some_and(|kept| kept.is_file()), "the edits are not lost either");
    }
}
