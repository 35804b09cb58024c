//! The program: reads the command line, answers or opens the window.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::Parser as _;
use cluster_atlas::cli::{self, Cli, Outcome};
use tracing_subscriber::{EnvFilter, fmt};

fn main() -> ExitCode {
    let started = std::time::Instant::now();
    let cli = Cli::parse();
    report_to_stderr();
    let Some(command) = &cli.command else {
        return ExitCode::from(cli::open_window(cli, started).code());
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut err = Unheard(io::stderr().lock());
    let answered = cli::run(command, &cli.folders, &mut out, &mut err).and_then(|outcome| out.flush().map(|()| outcome));
    match answered {
        Ok(outcome) => ExitCode::from(outcome.code()),
        // Whoever reads the answer may stop early (`| head`): that is no problem of the input.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(Outcome::Problem.code()),
    }
}

/// Messages that may have no reader any more (`2>&1 | head`): the work goes on all the same.
struct Unheard<W>(W);

impl<W: io::Write> io::Write for Unheard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            done => done,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }
}

/// Warnings of the program's own code on standard error, unless `RUST_LOG` asks for something else.
fn report_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new("cluster_atlas=warn"));
    fmt().with_env_filter(filter).with_writer(io::stderr).with_timer(fmt::time::uptime()).init();
}
