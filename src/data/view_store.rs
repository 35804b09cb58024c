//! Reading and saving view files with care: a file that changed since it was read, that nobody
//! read, or that has comments of its own is never overwritten without asking.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    atomic_write::{self, Old},
    project::{ListedView, ProjectHome, digest, list_views},
    ron_file::{self, FileProblem},
    view_file::{self, LoadedView},
};
use crate::model::{dataset::Dataset, view_state::ViewState};

/// Why a save asks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskFirst {
    /// The file is not what was read.
    Changed,
    /// A file is there that this view was not read from.
    Exists,
    /// The file has comments that saving would lose.
    Comments,
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It landed.
    Written,
    /// Nothing was touched; ask first.
    Ask(AskFirst),
}

/// A save to make.
#[derive(Clone, Copy, Debug)]
pub struct SaveRequest<'a> {
    /// Content.
    pub view: &'a ViewState,
    /// Target.
    pub path: &'a Path,
    /// True when it is the view on screen, false for another one of the list.
    pub is_open: bool,
    /// True when the view was opened from or listed with this file.
    pub bound: bool,
    /// Keep a copy of what is there.
    pub keep_copy: bool,
    /// Overwrite whatever is there.
    pub force: bool,
}

#[derive(Debug, Default)]
struct Known {
    /// Digest of the file on screen when it was read or written.
    open: Option<(PathBuf, u64)>,
    /// Digest of every other file when it was listed or written.
    listed: BTreeMap<PathBuf, u64>,
}

/// The view files of a project.
#[derive(Debug)]
pub struct ViewStore {
    home: ProjectHome,
    known: Mutex<Known>,
}

impl ViewStore {
    /// The store of a project.
    pub fn new(home: ProjectHome) -> Self {
        Self { home, known: Mutex::new(Known::default()) }
    }

    /// The folders it works in.
    pub fn home(&self) -> &ProjectHome {
        &self.home
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a view to show it on screen.
    ///
    /// # Errors
    /// As for [`view_file::read`].
    pub fn open(&self, path: &Path) -> Result<LoadedView, FileProblem> {
        let loaded = view_file::read(path)?;
        self.known().open = digest_of(path).map(|digest| (path.to_owned(), digest));
        Ok(loaded)
    }

    /// The list of views.
    pub fn list(&self) -> Vec<ListedView> {
        let listed = list_views(&self.home);
        let digests = listed.iter().filter_map(|view| view.path.clone()).filter_map(|path| Some((digest_of(&path)?, path)));
        let digests = digests.map(|(digest, path)| (path, digest)).collect();
        self.known().listed = digests;
        listed
    }

    /// Writes a view, or says why to ask first.
    ///
    /// # Errors
    /// When the file cannot be written; the old one is then untouched.
    pub fn save(&self, request: SaveRequest<'_>, names: &Dataset) -> io::Result<Saved> {
        let SaveRequest { view, path, is_open, bound, keep_copy, force } = request;
        if !force && let Some(why) = self.must_ask(path, bound, names) {
            return Ok(Saved::Ask(why));
        }
        let text = view_file::to_text(view, names);
        let old = if keep_copy { Old::KeepCopy } else { Old::Backup };
        atomic_write::write(path, text.as_bytes(), old)?;
        let digest = digest(text.as_bytes());
        let mut known = self.known();
        if is_open {
            known.open = Some((path.to_owned(), digest));
        }
        known.listed.insert(path.to_owned(), digest);
        Ok(Saved::Written)
    }

    fn must_ask(&self, path: &Path, bound: bool, names: &Dataset) -> Option<AskFirst> {
        if !path.exists() {
            return None;
        }
        let known = if bound { self.known_digest(path) } else { None };
        let bytes = ron_file::read_bytes(path).ok();
        match (known, bytes) {
            (None, _) => Some(AskFirst::Exists),
            (Some(known), Some(bytes)) if known == digest(&bytes) => {
                let loaded = view_file::parse_bytes(&bytes, "");
                // A file that cannot be read any more is not ours to judge: its comments may matter.
                let has_comments = loaded.map_or(true, |loaded| loaded.has_comments(names));
                has_comments.then_some(AskFirst::Comments)
            }
            (Some(_), _) => Some(AskFirst::Changed),
        }
    }

    /// Digest of the file when its content was last read or written.
    fn known_digest(&self, path: &Path) -> Option<u64> {
        let known = self.known();
        match &known.open {
            Some((open, digest)) if open == path => Some(*digest),
            Some(_) | None => known.listed.get(path).copied(),
        }
    }

    /// True when the file on disk is what the program last read or wrote: a change of our own, not
    /// one from outside.
    pub fn is_known(&self, path: &Path) -> bool {
        digest_of(path) == self.known_digest(path)
    }

    /// Deletes a view file: it becomes its `.bak`.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn delete(&self, path: &Path) -> io::Result<()> {
        atomic_write::retire(path)?;
        let mut known = self.known();
        known.listed.remove(path);
        if known.open.as_ref().is_some_and(|(open, _)| open == path) {
            known.open = None;
        }
        Ok(())
    }
}

fn digest_of(path: &Path) -> Option<u64> {
    let length = fs::metadata(path).ok()?.len();
    if length > ron_file::MAX_BYTES {
        return Some(length);
    }
    fs::read(path).ok().map(|bytes| digest(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::shipped;

    struct Fixture {
        _folder: tempfile::TempDir,
        store: ViewStore,
        view: ViewState,
        path: PathBuf,
    }

    fn fixture() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let home = ProjectHome::resolve(Some(Path::new("项 目")), folder.path(), folder.path()).unwrap();
        let view = shipped::views().remove(0);
        let path = home.view_path(view.id.as_str());
        Fixture { _folder: folder, store: ViewStore::new(home), view, path }
    }

    impl Fixture {
        fn save(&self, force: bool, keep_copy: bool) -> Saved {
            let request = SaveRequest { view: &self.view, path: &self.path, is_open: true, bound: true, keep_copy, force };
            self.store.save(request, &Dataset::default()).unwrap()
        }

        fn edit_outside(&self, from: &str, to: &str) {
            let text = fs::read_to_string(&self.path).unwrap();
            assert!(text.contains(from));
            fs::write(&self.path, text.replacen(from, to, 1)).unwrap();
        }
    }

    #[test]
    fn a_save_is_known_and_can_be_followed_by_another() {
        let f = fixture();
        assert_eq!(f.save(false, false), Saved::Written);
        assert!(f.store.is_known(&f.path));
        assert_eq!(f.save(false, false), Saved::Written);
        assert_eq!(view_file::read(&f.path).unwrap().view, f.view);
    }

    #[test]
    fn a_file_changed_outside_is_not_overwritten_unasked() {
        let f = fixture();
        assert_eq!(f.save(false, false), Saved::Written);
        f.edit_outside("seed: 1", "seed: 2");
        assert!(!f.store.is_known(&f.path));
        assert_eq!(f.save(false, false), Saved::Ask(AskFirst::Changed));
        assert_eq!(view_file::read(&f.path).unwrap().view.seed, 2);
        assert_eq!(f.save(true, true), Saved::Written);
        assert_eq!(view_file::read(&f.path).unwrap().view.seed, 1);
        let copy = f.store.home().view_path("q1-2026-at-a-glance-copy");
        assert_eq!(view_file::read(&copy).unwrap().view.seed, 2);
    }

    #[test]
    fn own_comments_and_strange_files_ask_first() {
        let f = fixture();
        assert_eq!(f.save(false, false), Saved::Written);
        f.edit_outside("seed: 1", "seed: 1 /* for the committee */");
        f.store.open(&f.path).unwrap();
        assert_eq!(f.save(false, false), Saved::Ask(AskFirst::Comments));
        let other = fixture();
        fs::create_dir_all(other.path.parent().unwrap()).unwrap();
        fs::write(&other.path, "not a view").unwrap();
        assert_eq!(other.save(false, false), Saved::Ask(AskFirst::Exists));
        assert_eq!(fs::read_to_string(&other.path).unwrap(), "not a view");
    }

    #[test]
    fn a_view_of_the_list_is_known_from_listing() {
        let f = fixture();
        assert_eq!(f.save(false, false), Saved::Written);
        let store = ViewStore::new(f.store.home().clone());
        store.list();
        let request = SaveRequest { view: &f.view, path: &f.path, is_open: false, bound: true, keep_copy: false, force: false };
        assert_eq!(store.save(request, &Dataset::default()).unwrap(), Saved::Written);
        let request = SaveRequest { is_open: true, bound: false, ..request };
        assert_eq!(store.save(request, &Dataset::default()).unwrap(), Saved::Ask(AskFirst::Exists));
        store.delete(&f.path).unwrap();
        assert!(!f.path.exists() && atomic_write::backup_path(&f.path).exists());
    }
}
