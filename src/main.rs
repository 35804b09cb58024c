//! The program: reads the command line, answers or opens the window.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::Parser as _;
use cluster_atlas::cli::{self, Cli, Outcome};

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    let cli = Cli::parse();
    let Some(command) = &cli.command else {
        return ExitCode::from(cli::open_window(cli, started).code());
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = io::stderr().lock();
    let answered = cli::run(command, &cli.folders, &mut out, &mut err).and_then(|outcome| out.flush().map(|()| outcome));
    match answered {
        Ok(outcome) => ExitCode::from(outcome.code()),
        // Whoever reads the answer may stop early (`| head`): that is no problem of the input.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(Outcome::Problem.code()),
    }
}
