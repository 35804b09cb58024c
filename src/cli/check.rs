//! `check FILE…`: view files and atlas tables.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use super::{Folders, Outcome};
use crate::{
    data::{
        atlas::{AtlasSource, Loaded, is_atlas_table, load},
        problem::{Problem, Severity},
        ron_file::FileProblem,
        view_file,
    },
    model::dataset::Dataset,
};

/// A message about a file, as the command line prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// `FILE:LINE:COL: what is wrong; how to mend it`.
    pub text: String,
}

impl From<&FileProblem> for Finding {
    fn from(problem: &FileProblem) -> Self {
        let severity = if problem.kind.is_warning() { Severity::Warning } else { Severity::Error };
        Self { severity, text: problem.to_string() }
    }
}

impl From<&Problem> for Finding {
    fn from(problem: &Problem) -> Self {
        Self { severity: problem.severity, text: problem.to_string() }
    }
}

/// What a file is, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checkable {
    /// An atlas table in this folder; all tables of the folder are checked together.
    AtlasTable(PathBuf),
    /// A saved view.
    View,
    /// Nothing that can be checked.
    Unknown,
}

/// What the file is, by its name.
pub fn kind_of(path: &Path) -> Checkable {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if is_atlas_table(&name) {
        Checkable::AtlasTable(path.parent().unwrap_or(Path::new("")).to_owned())
    } else if name.ends_with(".view.ron") {
        Checkable::View
    } else {
        Checkable::Unknown
    }
}

/// Checks one file against the data; a table brings the problems of all tables beside it.
pub fn check_file(path: &Path, data: &Dataset) -> Vec<Finding> {
    match kind_of(path) {
        Checkable::AtlasTable(folder) => check_tables(path, folder),
        Checkable::View => view_file::check_file(path, data).iter().map(Finding::from).collect(),
        Checkable::Unknown => {
            let problem = Problem::whole_file(
                path.display().to_string(),
                "this is no file that can be checked",
                "name a *.view.ron file or a table of the atlas",
            );
            vec![Finding::from(&problem)]
        }
    }
}

fn check_tables(path: &Path, folder: PathBuf) -> Vec<Finding> {
    if !path.exists() {
        let problem = Problem::whole_file(path.display().to_string(), "there is no such file", "check the path");
        return vec![Finding::from(&problem)];
    }
    load(&AtlasSource::Folder(folder)).problems.iter().map(Finding::from).collect()
}

pub(super) fn run(files: &[PathBuf], folders: &Folders, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let atlas: LazyLock<Loaded, _> = LazyLock::new(|| load(&folders.atlas()));
    let mut folders_done = BTreeSet::new();
    let mut outcome = Outcome::Done;
    for path in files {
        let findings = match kind_of(path) {
            // The tables of a folder are told once, with the first of them.
            Checkable::AtlasTable(folder) if path.exists() && !folders_done.insert(folder.clone()) => continue,
            Checkable::AtlasTable(_) | Checkable::Unknown => check_file(path, &Dataset::default()),
            Checkable::View => check_file(path, &atlas.dataset),
        };
        for finding in &findings {
            writeln!(err, "{}", finding.text)?;
        }
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if errors > 0 {
            outcome = Outcome::Problem;
        }
        let what = match kind_of(path) {
            Checkable::AtlasTable(folder) if path.exists() => folder.join("*.csv"),
            _ => path.clone(),
        };
        let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        writeln!(out, "{}: {}, {}", what.display(), counted(errors, "error"), counted(warnings, "warning"))?;
    }
    Ok(outcome)
}
