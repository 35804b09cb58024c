//! How fast a table is imported: from the file to columns that can be asked, and into its folder.
//!
//! `cargo bench --bench import -- [ROWS]` makes a table of made-up deals of each form and prints rows
//! a second. Plain timing of whole runs: a run takes seconds, and its first one is what a person waits for.

use std::{ops::ControlFlow, path::Path, time::Instant};

use cluster_atlas::{
    analysis::import::guess,
    data::{
        atlas::{AtlasSource, load},
        deals::generate::{Form, Generator},
        import::{Limits, preview},
    },
    jobs::table_import::TableImport,
    model::dataset::Dataset,
};

fn import(data: &Dataset, path: &Path, folder: &Path, form: &str) {
    let start = Instant::now();
    let Ok(preview) = preview(path, "", Limits::default()) else { return };
    let (_, mapping) = guess(data, &preview);
    let today = jiff::civil::date(2027, 12, 31);
    let bytes = preview.bytes;
    let job = TableImport { path: path.to_owned(), preview, mapping, name: "t".into(), today, limits: Limits::default() };
    let Ok(read) = job.read(data, |_progress| ControlFlow::Continue(())) else { return };
    let queryable = start.elapsed().as_secs_f64();
    let rows = read.counts.read as f64;
    let stored = read.store(&folder.join(form), true).is_ok();
    let whole = start.elapsed().as_secs_f64();
    eprintln!(
        "{form}: {} MB, {}; queryable after {queryable:.2} s = {:.0} rows/s; stored ({stored}) after {whole:.2} s = {:.0} rows/s",
        bytes / 1_000_000,
        read.counts,
        rows / queryable,
        rows / whole
    );
}

fn main() {
    let rows = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let data = load(&AtlasSource::Bundled).dataset;
    let Ok(folder) = tempfile::tempdir() else { return };
    let Some(generator) = Generator::new(&data, rows, 1) else { return };
    for (form, name) in [(Form::Clean, "clean"), (Form::Dirty, "dirty")] {
        let path = folder.path().join(format!("{name}.csv"));
        if generator.write_csv(&path, form).is_ok() {
            import(&data, &path, folder.path(), name);
            import(&data, &path, folder.path(), name);
        }
    }
}
