//! The jobs of the import wizard: looking at a table, importing it, breaking that off.

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    action::{
        Event,
        import::{ImportEvent, ImportTable, ImportedTable, LookAtTable, LookedAt, NotImported},
    },
    analysis::import::{
        Progress, Stopped,
        duplicates::{CompanyGroup, DealGroup, company_groups, deal_groups},
        guess,
    },
    data::{
        import::{self, Limits, Preview},
        problem::Problem,
        project::ProjectHome,
        tables::{self, TABLES},
    },
    jobs::{
        report::{Reporter, spawn},
        table_import::{ReadTable, TableImport},
    },
    model::dataset::Dataset,
};

/// Text key of a job that failed as a whole; see `update::import`.
const FAILED: &str = "import-failed";
/// Between two words on how far an import is.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// Proposals of a kind that the wizard is given.
const SHOWN: usize = 200;
/// Deals that are compared with each other: they are unpacked for it.
const MOST_COMPARED: usize = 200_000;

/// The import that runs.
#[derive(Default)]
pub struct ImportDesk {
    stop: Option<Arc<AtomicBool>>,
}

impl ImportDesk {
    /// Breaks the running import off.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Imports a table in a job; one that runs is broken off.
    pub fn start(&mut self, home: Option<&ProjectHome>, reporter: &Reporter, table: ImportTable) {
        self.stop();
        let Some(home) = home.cloned() else {
            reporter.send(Event::Import(ImportEvent::Ended(table.generation, Err(NotImported::NoProject))));
            return;
        };
        let stop = Arc::new(AtomicBool::new(false));
        self.stop = Some(Arc::clone(&stop));
        drop(spawn("import", reporter, FAILED, move |reporter| {
            let generation = table.generation;
            let ended = run(&home, table, |progress| {
                if stop.load(Ordering::Relaxed) {
                    return ControlFlow::Break(());
                }
                if let Some(progress) = progress {
                    reporter.send(Event::Import(ImportEvent::Progress(generation, progress)));
                }
                ControlFlow::Continue(())
            });
            reporter.send(Event::Import(ImportEvent::Ended(generation, ended.map(Arc::new))));
        }));
    }
}

/// Looks at the beginning of a table in a job.
pub fn look(home: Option<&ProjectHome>, reporter: &Reporter, what: LookAtTable) {
    let home = home.cloned();
    drop(spawn("import", reporter, FAILED, move |reporter| {
        let looked = look_at(home.as_ref(), &what).map(Arc::new).map_err(|problem| words(&problem));
        reporter.send(Event::Import(ImportEvent::LookedAt(what.generation, looked)));
    }));
}

/// Without the path, which the wizard shows: what is wrong, where, and how to mend it.
fn words(problem: &Problem) -> String {
    let at =
        if (problem.line, problem.column) == (1, 1) { String::new() } else { format!("{}:{}: ", problem.line, problem.column) };
    format!("{at}{}; {}", problem.message, problem.fix)
}

/// The beginning of a table, with the mapping of a table of its kind or a guessed one.
///
/// # Errors
/// When it cannot be read.
pub fn look_at(home: Option<&ProjectHome>, what: &LookAtTable) -> Result<LookedAt, Problem> {
    let path = absolute(home, &what.path);
    let preview = match &what.dialect {
        None => import::preview(&path, "", Limits::default())?,
        Some(dialect) => import::preview_as(&path, dialect, Limits::default())?,
    };
    let (guesses, guessed) = guess(&what.data, &preview);
    let known = home.and_then(|home| tables::known_mapping(home, &preview.header.names));
    let (known, mapping) = match known {
        Some((folder, mapping)) => (folder.file_name().map(|name| name.to_string_lossy().into_owned()), mapping),
        None => (None, guessed),
    };
    Ok(LookedAt { preview, guesses, mapping, known })
}

fn absolute(home: Option<&ProjectHome>, path: &std::path::Path) -> PathBuf {
    home.map_or_else(|| path.to_owned(), |home| home.absolute(path))
}

/// Imports a table into the project. `tell` hears of progress now and then and is asked often
/// whether to go on.
///
/// # Errors
/// When it was broken off, cannot be read or written, or has no row that could be taken.
pub fn run(
    home: &ProjectHome,
    table: ImportTable,
    mut tell: impl FnMut(Option<Progress>) -> ControlFlow<()>,
) -> Result<ImportedTable, NotImported> {
    let folder = tables::folder_of(table.name.as_ref(), home).map_err(NotImported::Failed)?;
    let refer = format!("../{TABLES}/{}", table.name);
    let preview: Preview = table.preview.preview.clone();
    let job = TableImport {
        path: home.absolute(&table.path),
        preview,
        mapping: table.mapping,
        name: table.name,
        today: table.today,
        limits: Limits::default(),
    };
    let mut told: Option<Instant> = None;
    let read = job.read(&table.data, |progress| {
        let due = told.is_none_or(|told| told.elapsed() >= TELL_EVERY);
        if due {
            told = Some(Instant::now());
        }
        tell(due.then_some(progress))
    });
    let read = read.map_err(|stopped| match stopped {
        Stopped::Cancelled => NotImported::Stopped,
        Stopped::Problem(problem) => NotImported::Failed(words(&problem)),
    })?;
    if !read.has_rows() {
        return Err(NotImported::NoRows(read.counts));
    }
    let proposals = proposals(&read, &table.data);
    // The last moment at which nothing has been written.
    if tell(None).is_break() {
        return Err(NotImported::Stopped);
    }
    read.store(&folder, table.replace).map_err(|error| NotImported::Failed(format!("{error}\n{}", folder.display())))?;
    Ok(imported(read, proposals, folder.display().to_string(), refer))
}

/// What may stand twice; none where the table is too long to look for it.
fn proposals(read: &ReadTable, data: &Dataset) -> Option<(Vec<CompanyGroup>, Vec<DealGroup>)> {
    if read.deals.len() > MOST_COMPARED {
        return None;
    }
    let deals: Vec<_> = (0..read.deals.len()).filter_map(|row| read.deals.deal(row)).collect();
    let mut pairs = deal_groups(deals.iter());
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.kept.1, pair.dropped.1));
    Some((company_groups(data, deals.iter()), pairs))
}

fn imported(
    read: ReadTable,
    proposals: Option<(Vec<CompanyGroup>, Vec<DealGroup>)>,
    folder: String,
    refer: String,
) -> ImportedTable {
    let not_compared = proposals.is_none();
    let (mut companies, mut deals) = proposals.unwrap_or_default();
    let (all_companies, all_deals) = (companies.len(), deals.len());
    companies.truncate(SHOWN);
    deals.truncate(SHOWN);
    let mut groups = read.report.groups();
    let all_groups = groups.len();
    groups.truncate(SHOWN);
    ImportedTable {
        counts: read.counts,
        groups,
        all_groups,
        deals,
        all_deals,
        companies,
        all_companies,
        not_compared,
        mapping: read.mapping,
        folder,
        refer,
        synthetic: read.source.synthetic,
    }
}
