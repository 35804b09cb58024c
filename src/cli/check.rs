//! `check FILE…`: view files and atlas tables.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use super::{Folders, Outcome};
use crate::{
    analysis::{
        layered::{Why, layered},
        portfolio::flaws::{Flaw, flaws},
    },
    data::{
        atlas::{AtlasSource, Loaded, is_atlas_table, load},
        portfolio_file,
        problem::{Problem, Severity},
        ron_file::{self, FileProblem, KeyPlaces},
        user_layer_file, view_file,
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
    /// What a person added over the atlas.
    Layer,
    /// A portfolio.
    Portfolio,
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
    } else if name.ends_with(portfolio_file::EXTENSION) {
        Checkable::Portfolio
    } else if name.ends_with(user_layer_file::EXTENSION) {
        Checkable::Layer
    } else {
        Checkable::Unknown
    }
}

/// Checks one file against the data; a table brings the problems of all tables beside it.
pub fn check_file(path: &Path, data: &Dataset) -> Vec<Finding> {
    match kind_of(path) {
        Checkable::AtlasTable(folder) => check_tables(path, folder),
        Checkable::View => view_file::check_file(path, data).iter().map(Finding::from).collect(),
        Checkable::Layer => check_layer(path, data),
        Checkable::Portfolio => check_portfolio(path, data),
        Checkable::Unknown => {
            let problem = Problem::whole_file(
                path.display().to_string(),
                "this is no file that can be checked",
                "name a *.view.ron or *.portfolio.ron file, claims.user.ron or a table of the atlas",
            );
            vec![Finding::from(&problem)]
        }
    }
}

/// What cannot be read of a person's layer, and what of it does not fit the atlas.
fn check_layer(path: &Path, data: &Dataset) -> Vec<Finding> {
    let loaded = match user_layer_file::read(path) {
        Ok(loaded) => loaded,
        Err(problem) => return vec![Finding::from(&problem)],
    };
    let mut findings: Vec<Finding> = loaded.warnings.iter().map(Finding::from).collect();
    if loaded.read_only {
        // A newer version's file cannot be said to be right.
        findings.iter_mut().for_each(|finding| finding.severity = Severity::Error);
    }
    let places = KeyPlaces::of(&loaded.text);
    for entry in layered(data, &loaded.layer, "").left_out {
        let (line, column) = places.place(entry.part, &entry.key);
        let at = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (message, fix) = said(&entry.key, &entry.why);
        let problem = Problem::whole_file(path.display().to_string(), message, fix).at(at(line), at(column));
        findings.push(Finding::from(&problem));
    }
    findings
}

/// What cannot be read of a portfolio, what cannot be right, and what it names in vain.
fn check_portfolio(path: &Path, data: &Dataset) -> Vec<Finding> {
    let name = path.display().to_string();
    let read = ron_file::read_up_to(path, portfolio_file::MAX_BYTES).and_then(|bytes| {
        let text = ron_file::decode(&bytes, &name)?;
        Ok((portfolio_file::parse(&text, &name)?, text))
    });
    let (read, text) = match read {
        Ok(read) => read,
        Err(problem) => return vec![Finding::from(&problem)],
    };
    let mut findings: Vec<Finding> = read.warnings.iter().map(Finding::from).collect();
    if read.read_only {
        findings.iter_mut().for_each(|finding| finding.severity = Severity::Error);
    }
    let places = KeyPlaces::of(&text);
    for flawed in flaws(data, &read.content) {
        let (line, column) = places.place(flawed.part, &flawed.key);
        let at = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (message, fix) = said_of_portfolio(&flawed.key, &flawed.flaw);
        let severity = if flawed.flaw.is_missing() { Severity::Warning } else { Severity::Error };
        let problem = Problem::whole_file(name.clone(), message, fix).at(at(line), at(column)).with(severity);
        findings.push(Finding::from(&problem));
    }
    findings
}

fn said_of_portfolio(key: &str, flaw: &Flaw) -> (String, String) {
    match flaw {
        Flaw::Missing(what, id) => (
            format!("'{key}' names the {what} '{id}', which is not there"),
            format!("it is kept; name a {what} that is there, or add it"),
        ),
        Flaw::Figure(what, why) => (format!("'{key}', {what}: {why}"), "mend the figure or its qualifier".into()),
        Flaw::Unit(what, unit, wanted) => (format!("'{key}', {what}: the unit '{unit}' does not fit"), format!("write {wanted}")),
        Flaw::Twice(what, id) => (format!("'{key}': the {what} '{id}' stands twice"), "give each an id of its own".into()),
        Flaw::AgainstClaim(step, claim) => (
            format!("'{key}', {step}: the amount contradicts the claim '{claim}' it rests on"),
            "mend the amount, or take the claim out".into(),
        ),
        Flaw::Ladder(earlier, later) => {
            (format!("'{key}': more was {later} than was {earlier}"), "mend one of the two amounts".into())
        }
        Flaw::Circle => (format!("'{key}' holds itself through its parent funds"), "take one of the parents out".into()),
    }
}

/// What is wrong with an entry and how to mend it.
fn said(key: &str, why: &Why) -> (String, String) {
    match why {
        Why::Missing(what, id) => (
            format!("'{key}' names the {what} '{id}', which is not there"),
            format!("name a {what} of the atlas or of this file"),
        ),
        Why::Unit(unit, metric) => (
            format!("'{key}': the unit '{unit}' does not fit the metric '{metric}'"),
            "write a unit of the metric's family".into(),
        ),
        Why::Figure(message) => (format!("'{key}': {message}"), "mend the figure or its qualifier".into()),
        Why::Taken => (format!("'{key}' is the id of a claim of the atlas"), "give the claim an id of its own".into()),
        Why::NoLongerFollows(now) if now.is_empty() => (
            format!("'{key}' no longer follows from the claims it names"),
            "delete it, or keep the figure that follows now".into(),
        ),
        Why::NoLongerFollows(now) => (
            format!("'{key}' no longer follows from the claims it names: they give {now}"),
            "delete it, or keep the figure that follows now".into(),
        ),
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
            Checkable::View | Checkable::Layer | Checkable::Portfolio => check_file(path, &atlas.dataset),
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
