//! `table FILE --panel P`: the rows behind a panel.

use std::io::{self, Write};

use super::{Folders, Outcome, TableArgs, TableFormat, load_atlas, load_layer};
use crate::{
    analysis::layered::layered,
    data::view_file,
    export::table::{PANEL_TABLES, TableInputs, panel_table},
    model::settings::INCOMPLETE_DAYS,
};

pub(super) fn run(args: &TableArgs, folders: &Folders, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    if !PANEL_TABLES.iter().any(|(name, _)| *name == args.panel) {
        let names: Vec<&str> = PANEL_TABLES.iter().map(|(name, _)| *name).collect();
        writeln!(err, "error: no panel '{}' prints a table; write one of: {}", args.panel, names.join(", "))?;
        return Ok(Outcome::Usage);
    }
    let atlas = load_atlas(folders, err)?;
    let loaded = match view_file::read(&args.file) {
        Ok(loaded) => loaded,
        Err(problem) => {
            writeln!(err, "{problem}")?;
            return Ok(Outcome::Problem);
        }
    };
    for warning in &loaded.warnings {
        writeln!(err, "{warning}")?;
    }
    let (layer, whole) = load_layer(folders, err)?;
    let layered = layered(&atlas.dataset, &layer, &loaded.view.as_of);
    // The same answer on every machine: a person's settings have no part in it.
    let incomplete_days = INCOMPLETE_DAYS;
    let inputs =
        TableInputs { data: &layered.data, view: &loaded.view, findings: &layered.findings, layer: &layer, incomplete_days };
    let Some(table) = panel_table(&args.panel, inputs) else {
        return Ok(Outcome::Usage);
    };
    let text = match args.format {
        TableFormat::Csv => table.to_csv(),
        TableFormat::Json => table.to_json(),
    };
    out.write_all(text.as_bytes())?;
    Ok(if atlas.has_errors() || loaded.read_only || !whole { Outcome::Problem } else { Outcome::Done })
}
