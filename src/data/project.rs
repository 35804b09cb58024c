//! The project folder: where a person's views and settings lie, and the list of views.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use etcetera::base_strategy::BaseStrategy;

use super::{
    ron_file::FileProblem,
    shipped,
    view_file::{self, EXTENSION, LoadedView},
};
use crate::model::{ids::ViewId, view_state::ViewState};

/// Folder of the saved views inside a project.
pub const SAVED_VIEWS: &str = "saved_views";
/// Folder of the portfolios inside a project.
pub const PORTFOLIOS: &str = "portfolios";
/// Name of the program's folder among the person's data.
const PROGRAM: &str = "cluster-atlas";

/// Where a person's files lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectHome {
    /// The project folder: `saved_views`, `settings.ron`, ...
    pub project: PathBuf,
    /// The program's folder among the person's data: the project of last resort, recovery.
    pub user: PathBuf,
}

impl ProjectHome {
    /// The project chosen by `--project`, else the current folder if it has `saved_views`, else
    /// the person's data folder.
    ///
    /// # Errors
    /// When the system names no home or current folder.
    pub fn find(explicit: Option<&Path>) -> io::Result<Self> {
        let base = etcetera::base_strategy::choose_native_strategy()
            .map_err(|error| io::Error::new(io::ErrorKind::NotFound, error.to_string()))?;
        Self::resolve(explicit, &std::env::current_dir()?, &base.data_dir().join(PROGRAM))
    }

    /// As [`ProjectHome::find`], with the current and the person's folder given.
    ///
    /// # Errors
    /// When a path cannot be made absolute.
    pub fn resolve(explicit: Option<&Path>, current: &Path, user: &Path) -> io::Result<Self> {
        let project = match explicit {
            Some(folder) => current.join(folder),
            None if current.join(SAVED_VIEWS).is_dir() => current.to_owned(),
            None => user.to_owned(),
        };
        Ok(Self { project: std::path::absolute(project)?, user: std::path::absolute(user)? })
    }

    /// The folder of the saved views.
    pub fn saved_views(&self) -> PathBuf {
        self.project.join(SAVED_VIEWS)
    }

    /// The file of the view `id`.
    pub fn view_path(&self, id: &str) -> PathBuf {
        self.saved_views().join(format!("{id}{EXTENSION}"))
    }

    /// The file of what a person added over the atlas.
    pub fn layer_file(&self) -> PathBuf {
        self.project.join(super::user_layer_file::FILE_NAME)
    }

    /// The settings file.
    pub fn settings_file(&self) -> PathBuf {
        self.project.join("settings.ron")
    }

    /// Where the last view of this project is kept between starts.
    pub fn recovery_file(&self) -> PathBuf {
        let name = self.project.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let digest = digest(self.project.to_string_lossy().as_bytes());
        self.user.join("recovery").join(format!("{}-{digest:016x}{EXTENSION}", super::names::file_stem(&name)))
    }

    /// A path as given where it is absolute, else inside the project.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        self.project.join(path)
    }
}

/// The program's folder in the system's cache folder, for what can be made again; none where the
/// system has no such folder.
pub fn cache_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join(PROGRAM))
}

/// FNV-1a: tells contents and paths apart; the same on every machine and every day.
pub fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A view of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedView {
    /// Slug.
    pub id: ViewId,
    /// Its file; none for a view compiled into the program.
    pub path: Option<PathBuf>,
    /// Content, or what is wrong with the file.
    pub content: Result<ViewState, FileProblem>,
}

/// All saved views: the shipped ones in their order (a file of the project with the same name
/// stands in for one), then the project's others by name. A broken file is listed with what is
/// wrong; a missing folder is an empty one.
pub fn list_views(home: &ProjectHome) -> Vec<ListedView> {
    let mut own: BTreeMap<String, PathBuf> = view_files(&home.saved_views());
    let from_file = |id: String, path: PathBuf| {
        let content = view_file::read(&path).map(|loaded: LoadedView| loaded.view);
        ListedView { id: ViewId::new(id), path: Some(path), content }
    };
    let mut listed: Vec<ListedView> = Vec::new();
    for view in shipped::views() {
        listed.push(match own.remove(view.id.as_str()) {
            Some(path) => from_file(view.id.as_str().to_owned(), path),
            None => ListedView { id: view.id.clone(), path: None, content: Ok(view) },
        });
    }
    listed.extend(own.into_iter().map(|(id, path)| from_file(id, path)));
    listed
}

/// View files of a folder by stem. Hidden files (our temporary ones too) are no views.
fn view_files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.ends_with(EXTENSION) && !name.starts_with('.') && path.is_file()
        })
        .map(|path| (view_file::stem_of(&path), path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_the_one_asked_for_then_here_then_the_persons() {
        let folder = tempfile::tempdir().unwrap();
        let (here, user) = (folder.path().join("这里 here"), folder.path().join("user"));
        fs::create_dir_all(&here).unwrap();
        let project = |explicit: Option<&Path>| ProjectHome::resolve(explicit, &here, &user).unwrap().project;
        assert_eq!(project(None), user);
        fs::create_dir(here.join(SAVED_VIEWS)).unwrap();
        assert_eq!(project(None), here);
        assert_eq!(project(Some(Path::new("别处"))), here.join("别处"));
    }

    #[test]
    fn a_file_stands_in_for_the_shipped_view_of_its_name_and_broken_ones_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        let home = ProjectHome::resolve(Some(folder.path()), folder.path(), folder.path()).unwrap();
        let shipped = list_views(&home);
        assert!(!shipped.is_empty() && shipped.iter().all(|view| view.path.is_none() && view.content.is_ok()));
        fs::create_dir(home.saved_views()).unwrap();
        let first = shipped[0].id.as_str();
        let text = shipped::SOURCES[0].1;
        fs::write(home.view_path(first), text).unwrap();
        fs::write(home.view_path("我的 看板"), text).unwrap();
        fs::write(home.view_path("broken"), "View(").unwrap();
        fs::write(home.saved_views().join(".hidden.view.ron"), text).unwrap();
        fs::write(home.saved_views().join("notes.txt"), text).unwrap();
        let listed = list_views(&home);
        assert_eq!(listed.len(), shipped.len() + 2);
        assert_eq!(listed[0].path, Some(home.view_path(first)));
        let own: Vec<(&str, bool)> = listed[shipped.len()..].iter().map(|v| (v.id.as_str(), v.content.is_ok())).collect();
        assert_eq!(own, [("broken", false), ("我的 看板", true)]);
    }
}
