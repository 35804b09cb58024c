//! The portfolios of a project: its own files, and the shipped ones that have none yet.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    atomic_write::{self, Old},
    portfolio_file::{self, EXTENSION},
    project::{PORTFOLIOS, ProjectHome, digest},
    ron_file::FileProblem,
    shipped,
};
use crate::model::{dataset::Dataset, lang::Bilingual, portfolio::Portfolio};

/// A portfolio of the list.
#[derive(Clone, Debug)]
pub struct ListedPortfolio {
    /// File stem.
    pub id: String,
    /// Title; the stem where it has none or cannot be read.
    pub title: Bilingual,
    /// Its file; for a shipped one without a file, the one that a save will make.
    pub path: PathBuf,
    /// True for one that has no file yet.
    pub shipped: bool,
    /// What is wrong with it.
    pub problem: Option<FileProblem>,
}

/// The stem of a portfolio's file name.
pub fn stem_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_suffix(EXTENSION).unwrap_or(&name).to_owned()
}

/// The shipped portfolios, then those of the project by name. A file stands in for the shipped one
/// of its name.
pub fn list(home: &ProjectHome) -> Vec<ListedPortfolio> {
    let mut own = BTreeMap::new();
    for folder in [home.project.join(PORTFOLIOS), home.saved_views()] {
        for path in files(&folder) {
            own.entry(stem_of(&path)).or_insert(path);
        }
    }
    let mut listed: Vec<ListedPortfolio> = Vec::new();
    for (name, text) in shipped::PORTFOLIOS {
        let id = stem_of(Path::new(name));
        listed.push(match own.remove(&id) {
            Some(path) => from_file(id, path),
            None => {
                let title = portfolio_file::parse(text, name).map(|read| read.content.about.title).unwrap_or_default();
                ListedPortfolio { path: file_for(home, &id), id, title, shipped: true, problem: None }
            }
        });
    }
    listed.extend(own.into_iter().map(|(id, path)| from_file(id, path)));
    listed
}

/// The file that a portfolio of this stem gets in the project.
pub fn file_for(home: &ProjectHome, stem: &str) -> PathBuf {
    home.project.join(PORTFOLIOS).join(format!("{stem}{EXTENSION}"))
}

/// What a portfolio without a file starts with: the shipped one of its name, else nothing.
pub fn shipped_content(path: &Path) -> Portfolio {
    let stem = stem_of(path);
    let found = shipped::PORTFOLIOS.iter().find(|(name, _)| stem_of(Path::new(name)) == stem);
    found.and_then(|(name, text)| portfolio_file::parse(text, name).ok()).map(|read| read.content).unwrap_or_default()
}

/// The journal of the portfolio at `path`, among the person's data.
pub fn journal_path(home: &ProjectHome, path: &Path) -> PathBuf {
    let digest = digest(path.to_string_lossy().as_bytes());
    home.user.join("recovery").join(format!("{}-{digest:016x}.portfolio.journal", stem_of(path)))
}

/// Writes a portfolio to a file that must not be there yet.
///
/// # Errors
/// When there is one, or it cannot be written.
pub fn write_new(path: &Path, content: &Portfolio, names: &Dataset) -> std::io::Result<()> {
    if path.exists() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    atomic_write::write(path, portfolio_file::to_text(content, names).as_bytes(), Old::Backup)
}

fn from_file(id: String, path: PathBuf) -> ListedPortfolio {
    let (title, problem) = match portfolio_file::read(&path) {
        Ok(read) => (read.content.about.title, None),
        Err(problem) => (Bilingual::default(), Some(problem)),
    };
    let title = if title.is_empty() { Bilingual::new(&id, &id) } else { title };
    ListedPortfolio { id, title, path, shipped: false, problem }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_portfolio = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.ends_with(EXTENSION) && !name.starts_with('.') && path.is_file()
    };
    entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_portfolio).collect()
}
