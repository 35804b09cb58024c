//! Floor 6: the command line.
//!
//! Reads the arguments, answers headless commands on one writer, tells problems on the other. The
//! forms that scripts rely on: exit 0 done, 1 the input has a problem, 2 wrong usage; stdout holds
//! only the answer.

pub mod check;
mod generate;
mod import;
mod render;
mod table;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    app::{
        allocator,
        script::Script,
        start::{self, StartOptions},
    },
    data::{
        atlas::{AtlasSource, Loaded, load},
        problem::Severity,
        project::ProjectHome,
        user_layer_file,
        view_file::{self, LoadedView},
    },
    model::user_layer::UserLayer,
};

/// An offline atlas of AI industrial clusters in China: every figure is a claim with its source.
#[derive(Debug, Parser)]
#[command(name = "cluster-atlas", version)]
pub struct Cli {
    /// Files to open in the window.
    pub files: Vec<PathBuf>,
    /// Folders to use instead of the shipped and usual ones.
    #[command(flatten)]
    pub folders: Folders,
    /// Steps for the window to carry out, for tests.
    #[arg(long, hide = true, value_name = "F.ron")]
    pub script: Option<PathBuf>,
    /// Print timings of the window on stderr.
    #[arg(long, hide = true)]
    pub trace: bool,
    /// What to do without a window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command has.
#[derive(Clone, Debug, Default, Args)]
pub struct Folders {
    /// Folder whose tables, fonts, base map and views are used instead of the shipped ones.
    #[arg(long, value_name = "DIR", global = true)]
    pub assets: Option<PathBuf>,
    /// Folder with your own files: saved_views, portfolios, tables, claims.user.ron, settings.ron.
    #[arg(long, value_name = "DIR", global = true)]
    pub project: Option<PathBuf>,
}

impl Folders {
    /// Where the atlas tables come from.
    pub fn atlas(&self) -> AtlasSource {
        self.assets.as_deref().map_or(AtlasSource::Bundled, AtlasSource::of_assets)
    }
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Draw a view as a picture.
    Render(render::RenderArgs),
    /// Print the table behind a panel of a view.
    Table(TableArgs),
    /// Check view files and atlas tables.
    Check {
        /// Files to check.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Read your own table of deals into the project.
    Import(import::ImportArgs),
    /// Write a table of made-up deals, marked as synthetic, to try the program on.
    GenerateDeals(generate::GenerateArgs),
}

/// Arguments of `table`.
#[derive(Debug, Args)]
pub struct TableArgs {
    /// View file.
    pub file: PathBuf,
    /// Panel to print.
    #[arg(long)]
    pub panel: String,
    /// Form of the answer.
    #[arg(long, value_enum, default_value_t)]
    pub format: TableFormat,
    /// Folder of an imported table whose deals are taken in beside those that the view refers to.
    #[arg(long, value_name = "TABLEFOLDER")]
    pub with: Vec<PathBuf>,
}

/// Form of a table on stdout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Comma-separated values with a header.
    #[default]
    Csv,
    /// An array of objects.
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All done.
    Done,
    /// The input has a problem.
    Problem,
    /// The command was not understood.
    Usage,
}

impl Outcome {
    /// The program's exit status.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problem => 1,
            Self::Usage => 2,
        }
    }
}

/// Runs a headless command: the answer goes to `out`, messages to `err`.
///
/// # Errors
/// When `out` or `err` cannot be written.
pub fn run(command: &Command, folders: &Folders, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    match command {
        Command::Render(args) => render::run(args, folders, err),
        Command::Table(args) => table::run(args, folders, out, err),
        Command::Check { files } => check::run(files, folders, out, err),
        Command::Import(args) => import::run(args, folders, out, err),
        Command::GenerateDeals(args) => generate::run(args, folders, err),
    }
}

/// Loads the atlas and tells its problems (not its notes).
fn load_atlas(folders: &Folders, err: &mut dyn Write) -> io::Result<Loaded> {
    let loaded = load(&folders.atlas());
    for problem in loaded.problems.iter().filter(|problem| problem.severity != Severity::Note) {
        writeln!(err, "{problem}")?;
    }
    Ok(loaded)
}

/// Reads the view that a command names and tells its warnings; none where it cannot be read, which is
/// told, too.
fn load_view(path: &Path, err: &mut dyn Write) -> io::Result<Option<LoadedView>> {
    match view_file::read(path) {
        Ok(loaded) => {
            for warning in &loaded.warnings {
                writeln!(err, "{warning}")?;
            }
            Ok(Some(loaded))
        }
        Err(problem) => {
            writeln!(err, "{problem}")?;
            Ok(None)
        }
    }
}

/// What the person added in the project, and whether it could be read; problems are told.
fn load_layer(folders: &Folders, err: &mut dyn Write) -> io::Result<(UserLayer, bool)> {
    let path = match ProjectHome::find(folders.project.as_deref()) {
        Ok(home) => home.layer_file(),
        // Without a home there is no project, and nothing was added.
        Err(_no_home) => return Ok((UserLayer::default(), true)),
    };
    if !path.exists() {
        return Ok((UserLayer::default(), true));
    }
    match user_layer_file::read(&path) {
        Ok(loaded) => {
            for warning in &loaded.warnings {
                writeln!(err, "{warning}")?;
            }
            Ok((loaded.layer, !loaded.read_only))
        }
        Err(problem) => {
            writeln!(err, "{problem}")?;
            Ok((UserLayer::default(), false))
        }
    }
}

/// Opens the window. Messages go to stderr; the window has its own for everything after that.
pub fn open_window(cli: Cli, started: Instant) -> Outcome {
    allocator::settle();
    let mut err = io::stderr();
    let fail = |err: &mut io::Stderr, message: &str, outcome: Outcome| {
        // With stderr closed there is nobody to tell.
        drop(writeln!(err, "{message}"));
        outcome
    };
    let script = match cli.script.as_deref().map(crate::data::script_file::read).transpose() {
        Ok(text) => text,
        Err(message) => return fail(&mut err, &message, Outcome::Problem),
    };
    let script = match script.as_deref().map(Script::parse).transpose() {
        Ok(script) => script,
        Err(message) => return fail(&mut err, &message, Outcome::Problem),
    };
    let options = StartOptions {
        // Named from where the person stands, wherever the project is.
        files: cli.files.into_iter().map(|file| std::path::absolute(&file).unwrap_or(file)).collect(),
        project: cli.folders.project.clone(),
        atlas: cli.folders.atlas(),
        script,
        trace: cli.trace,
        started,
    };
    match start::open_window(options) {
        Ok(()) => Outcome::Done,
        // The second attempt of the program has said it already.
        Err(message) if message.is_empty() => Outcome::Problem,
        Err(message) => fail(&mut err, &message, Outcome::Problem),
    }
}
