//! `import TABLE --out NAME`: a person's table into the project.

use std::{
    io::{self, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use clap::Args;
use jiff::civil::Date;

use super::{Folders, Outcome, load_atlas};
use crate::{
    analysis::import::{Stopped, guess},
    data::{
        atomic_write::{self, Old},
        import::{self, Limits, Preview},
        problem::Problem,
        project::ProjectHome,
        tables,
    },
    jobs::table_import::TableImport,
    model::{
        dataset::Dataset,
        deal_import::{Mapping, Role},
    },
};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Table to read: CSV or any other text with separators, XLSX, XLS or ODS.
    pub table: PathBuf,
    /// Sheet of a workbook instead of the first one that holds anything.
    #[arg(long, value_name = "S")]
    pub sheet: Option<String>,
    /// Roles and decisions to use instead of guessing them.
    #[arg(long, value_name = "M.ron")]
    pub mapping: Option<PathBuf>,
    /// Folder to make; a bare name goes under the project's tables.
    #[arg(long, value_name = "NAME")]
    pub out: PathBuf,
    /// Also write the report of rows that are not clean to a file.
    #[arg(long, value_name = "R.csv")]
    pub report: Option<PathBuf>,
    /// Replace the folder if it is there.
    #[arg(long)]
    pub force: bool,
    /// Day from which dates lie ahead, for tests.
    #[arg(long, hide = true, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

pub(super) fn run(args: &ImportArgs, folders: &Folders, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let home = match ProjectHome::find(folders.project.as_deref()) {
        Ok(home) => home,
        Err(error) => {
            writeln!(err, "{}:1:1: there is no project folder ({error}); name one with --project", args.out.display())?;
            return Ok(Outcome::Problem);
        }
    };
    let folder = match tables::folder_of(&args.out, &home) {
        Ok(folder) => folder,
        Err(message) => {
            writeln!(err, "{}:1:1: {message}; choose another --out", args.out.display())?;
            return Ok(Outcome::Usage);
        }
    };
    if folder.exists() && !args.force {
        writeln!(err, "{}:1:1: it is there already; choose another --out, or add --force to replace it", folder.display())?;
        return Ok(Outcome::Usage);
    }
    let limits = Limits::default();
    let preview = match import::preview(&args.table, args.sheet.as_deref().unwrap_or_default(), limits) {
        Ok(preview) => preview,
        Err(problem) => return failed(err, &problem),
    };
    let atlas = load_atlas(folders, err)?;
    let Some(mapping) = mapping_of(args, &atlas.dataset, &preview, err)? else { return Ok(Outcome::Problem) };
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let today = args.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let job = TableImport { path: args.table.clone(), preview, mapping, name, today, limits };
    let read = match job.read(&atlas.dataset, |_progress| ControlFlow::Continue(())) {
        Ok(read) => read,
        Err(Stopped::Problem(problem)) => return failed(err, &problem),
        Err(Stopped::Cancelled) => return Ok(Outcome::Problem),
    };
    let stored = if read.has_rows() {
        let report = args.report.as_deref().map_or(Ok(()), |path| write_report(path, &read.report.to_csv()));
        report.and_then(|()| read.store(&folder, args.force).map_err(|error| (folder.clone(), error)))
    } else {
        let problem =
            Problem::whole_file(args.table.display().to_string(), "no row could be taken", "look at the roles of the columns");
        writeln!(err, "{problem}")?;
        writeln!(out, "{}", read.counts)?;
        return Ok(Outcome::Problem);
    };
    if let Err((path, error)) = stored {
        writeln!(err, "{}:1:1: it cannot be written ({error}); choose another path", path.display())?;
        return Ok(Outcome::Problem);
    }
    writeln!(out, "{}", read.counts)?;
    Ok(if atlas.has_errors() { Outcome::Problem } else { Outcome::Done })
}

fn failed(err: &mut dyn Write, problem: &Problem) -> io::Result<Outcome> {
    writeln!(err, "{problem}")?;
    Ok(Outcome::Problem)
}

fn write_report(path: &Path, report: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    atomic_write::write(path, report, Old::Replace).map_err(|error| (path.to_owned(), error))
}

/// The mapping that was named, or the guessed one, which is told; none where there is none to use.
fn mapping_of(args: &ImportArgs, data: &Dataset, preview: &Preview, err: &mut dyn Write) -> io::Result<Option<Mapping>> {
    let file = args.table.display().to_string();
    let line = u32::try_from(preview.header.line).unwrap_or(u32::MAX);
    let mapping = if let Some(path) = &args.mapping {
        let mapping = match tables::read_mapping(path) {
            Ok(mapping) => mapping,
            Err(problem) => {
                writeln!(err, "{problem}")?;
                return Ok(None);
            }
        };
        if !mapping.fits(&preview.header.names) {
            let names: Vec<&str> = mapping.columns.iter().map(|column| column.name.as_str()).collect();
            let message = format!("the mapping is for another table, with the columns {}", names.join(", "));
            writeln!(err, "{}", Problem::whole_file(file, message, "name a mapping of this table, or none").at(line, 1))?;
            return Ok(None);
        }
        mapping
    } else {
        let (guesses, mapping) = guess(data, preview);
        writeln!(err, "{file}:{line}:1: read as {}; nothing to mend", preview.dialect.summary())?;
        let mut column = 1;
        for guessed in &guesses {
            let (name, role) = (&guessed.name, guessed.role.name());
            let sure = if guessed.score > 0 { format!(", {} % sure", guessed.score) } else { String::new() };
            writeln!(err, "{file}:{line}:{column}: column '{name}' is taken as {role}{sure}; name another role in a mapping")?;
            column += name.chars().count() + 1;
        }
        mapping
    };
    if mapping.column_of(Role::Company).is_none() {
        let problem = Problem::whole_file(file, "no column is taken as the company", "name its role in a mapping").at(line, 1);
        writeln!(err, "{problem}")?;
        return Ok(None);
    }
    Ok(Some(mapping))
}
