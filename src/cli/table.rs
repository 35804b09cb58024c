//! `table FILE --panel P`: the rows behind a panel.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{Folders, Outcome, TableArgs, TableFormat, load_atlas, load_layer, load_view};
use crate::{
    analysis::layered::layered,
    data::{atlas::Loaded, portfolio_file},
    export::table::{PANEL_TABLES, PORTFOLIO_TABLES, Table, TableInputs, deals_header, deals_table, panel_table},
    jobs::deals::open_tables,
    model::{dataset::Dataset, settings::INCOMPLETE_DAYS, view_state::ViewState},
};

/// The panel whose table needs own tables.
const DEALS: &str = "deals";

pub(super) fn run(args: &TableArgs, folders: &Folders, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let of_portfolio = args.file.to_string_lossy().ends_with(portfolio_file::EXTENSION);
    let names: Vec<&str> = if of_portfolio {
        PORTFOLIO_TABLES.iter().map(|(name, _)| *name).collect()
    } else {
        PANEL_TABLES.iter().map(|(name, _)| *name).chain([DEALS]).collect()
    };
    if !names.contains(&args.panel.as_str()) {
        writeln!(err, "error: no panel '{}' prints a table; write one of: {}", args.panel, names.join(", "))?;
        return Ok(Outcome::Usage);
    }
    let atlas = load_atlas(folders, err)?;
    if of_portfolio {
        return portfolio(args, folders, &atlas, out, err);
    }
    let Some(loaded) = load_view(&args.file, err)? else { return Ok(Outcome::Problem) };
    let (layer, whole) = load_layer(folders, err)?;
    let layered = layered(&atlas.dataset, &layer, &loaded.view.as_of);
    // The same answer on every machine: a person's settings have no part in it.
    let incomplete_days = INCOMPLETE_DAYS;
    let inputs =
        TableInputs { data: &layered.data, view: &loaded.view, findings: &layered.findings, layer: &layer, incomplete_days };
    if args.panel == DEALS {
        return deals(args, &loaded.view, &layered.data, out, err);
    }
    let Some(table) = panel_table(&args.panel, inputs) else {
        return Ok(Outcome::Usage);
    };
    print(&table, args.format, out)?;
    Ok(if atlas.has_errors() || loaded.read_only || !whole { Outcome::Problem } else { Outcome::Done })
}

/// The deals of the tables that the view refers to and of those named beside it.
fn deals(args: &TableArgs, view: &ViewState, data: &Dataset, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Outcome> {
    let beside = args.file.parent().unwrap_or(Path::new(""));
    let named = view.refers.tables.iter().map(|table| beside.join(table));
    let (cube, problems) = open_tables(&named.chain(args.with.iter().cloned()).collect::<Vec<_>>(), data);
    for (_, problem) in &problems {
        writeln!(err, "{problem}")?;
    }
    let table = match &cube {
        Some(cube) => deals_table(view, cube),
        None => Some(deals_header()),
    };
    let Some(table) = table else {
        writeln!(err, "{}:1:1: the filters on deals cannot be answered; take them out of the view", args.file.display())?;
        return Ok(Outcome::Problem);
    };
    print(&table, args.format, out)?;
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::Problem })
}

fn print(table: &Table, format: TableFormat, out: &mut dyn Write) -> io::Result<()> {
    let text = match format {
        TableFormat::Csv => table.to_csv(),
        TableFormat::Json => table.to_json(),
    };
    out.write_all(text.as_bytes())
}

/// The tables of a portfolio, over the atlas with the person's layer.
fn portfolio(
    args: &TableArgs,
    folders: &Folders,
    atlas: &Loaded,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let read = match portfolio_file::read(&args.file) {
        Ok(read) => read,
        Err(problem) => {
            writeln!(err, "{problem}")?;
            return Ok(Outcome::Problem);
        }
    };
    for warning in &read.warnings {
        writeln!(err, "{warning}")?;
    }
    let (layer, whole) = load_layer(folders, err)?;
    let data = layered(&atlas.dataset, &layer, "").data;
    let Some((_, make)) = PORTFOLIO_TABLES.iter().find(|(name, _)| *name == args.panel) else {
        return Ok(Outcome::Usage);
    };
    print(&make(&data, &read.content), args.format, out)?;
    Ok(if atlas.has_errors() || read.read_only || !whole { Outcome::Problem } else { Outcome::Done })
}
