//! Linked filtering over made-up deals: six aggregates, each under all other filters, while a person
//! moves a brush, switches rounds and draws boxes. Prints figures against the budgets.
//!
//! `cargo bench --bench deals -- [ROWS] [--peers FOLDER]`; with a folder it leaves the table, the steps
//! and its own times there for `benches/peers/run.sh`.

#[path = "deals/peers.rs"]
mod peers;
#[path = "deals/steps.rs"]
mod steps;

use std::{
    io::{self, Write as _},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use cluster_atlas::{
    analysis::{
        cube::{
            Condition, Cube, Dimension, Filters, GroupBy, Linked, Panel,
            statistics::{co_investments, concentration, spread},
        },
        deal_bins::{Bins, step_of},
        scale::Viewport,
    },
    data::{
        atlas::{AtlasSource, load},
        deals::{DealTable, generate::Generator, read_parquet, write_parquet},
    },
    model::{claim::Measure, dataset::Dataset, unit::Currency, view_state::MapView},
};
use steps::{Step, Steps, date_brush};

/// Steps of each kind.
const STEPS: usize = 200;

/// What is on the screen, in the order of the columns that peers get.
fn panels() -> Vec<Panel> {
    let by = [GroupBy::Quarter, GroupBy::Province, GroupBy::SubField, GroupBy::Round, GroupBy::Status, GroupBy::AmountBand];
    by.into_iter().map(|by| Panel { group_by: vec![by], amount: Some(Currency::Cny), ..Panel::default() }).collect()
}

/// A figure beside its budget.
fn row(name: &str, figure: f64, budget: Option<f64>) -> String {
    match budget {
        Some(budget) => {
            let over = if figure > budget { "  OVER" } else { "" };
            format!("{name:<52} {figure:9.2} ms     budget {budget:7.1}  {:.2} of it{over}\n", figure / budget)
        }
        None => format!("{name:<52} {figure:9.2} ms\n"),
    }
}

fn share(times: &[Duration], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    let at = ((times.len() as f64 - 1.0) * share).round() as usize;
    times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let started = Instant::now();
    let made = work();
    (made, started.elapsed().as_secs_f64() * 1e3)
}

/// The state before each kind of step: a brush of five years and most of everything else.
fn prepared(cube: &Arc<Cube>, panels: Vec<Panel>) -> Option<Linked> {
    let mut linked = Linked::new(Arc::clone(cube), panels).ok()?;
    for (dimension, condition) in steps::first_filters(cube) {
        linked.set(&dimension, Some(&condition)).ok()?;
    }
    Some(linked)
}

/// Takes the steps; how long each took with all answers read, and how many events they counted.
fn run(linked: &mut Linked, steps: &[Step], panels: usize) -> (Vec<Duration>, Vec<u64>) {
    let clock = || Duration::ZERO;
    let mut counts = Vec::new();
    let times = steps
        .iter()
        .map(|step| {
            let started = Instant::now();
            let set = linked.set(&step.dimension, Some(&step.condition));
            let answers: Vec<_> = (0..panels).filter_map(|panel| linked.answer(panel, &clock)).collect();
            let took = started.elapsed();
            counts.push(match set {
                Ok(_) => answers.iter().flat_map(|answer| &answer.rows).map(|row| row.events).sum(),
                Err(_) => 0,
            });
            took
        })
        .collect();
    (times, counts)
}

fn live(cube: &Arc<Cube>, large: bool, peers: Option<&PathBuf>) -> io::Result<String> {
    let mut out = String::new();
    let budgets = if large { [15.0, 100.0, 100.0, 100.0] } else { [2.0, 10.0, 10.0, 10.0] };
    let mut reports = Vec::new();
    for (kind, budget) in Steps::ALL.into_iter().zip(budgets) {
        let Some(mut linked) = prepared(cube, panels()) else { return Ok("the panels cannot be made\n".to_owned()) };
        let steps = kind.make(cube, STEPS);
        let (times, counts) = run(&mut linked, &steps, panels().len());
        out += &row(&format!("{}, 95th percentile", kind.title()), share(&times, 0.95), Some(budget));
        out += &row(&format!("{}, median", kind.title()), share(&times, 0.5), None);
        reports.push((kind, steps, times, counts));
    }
    // What a workspace may hold besides: many groups, lists, two divisions.
    let mut more = panels();
    more.extend([
        Panel { group_by: vec![GroupBy::Investor], amount: Some(Currency::Cny), limit: Some(20), ..Panel::default() },
        Panel { group_by: vec![GroupBy::SubField, GroupBy::Round], ..Panel::default() },
        Panel { group_by: vec![GroupBy::SubField, GroupBy::Prefecture], ..Panel::default() },
    ]);
    let count = more.len();
    if let Some(mut linked) = prepared(cube, more) {
        let (times, _) = run(&mut linked, &Steps::Quarter.make(cube, STEPS), count);
        out += &row("nine panels with investors and heat maps, quarter", share(&times, 0.95), None);
        let (times, _) = run(&mut linked, &Steps::Area.make(cube, STEPS), count);
        out += &row("nine panels with investors and heat maps, map box", share(&times, 0.95), None);
    }
    if let Some(folder) = peers {
        peers::write(folder, cube, &reports)?;
    }
    Ok(out)
}

fn background(cube: &Arc<Cube>, large: bool) -> String {
    let Some(linked) = prepared(cube, panels()) else { return String::new() };
    let budget = (!large).then_some(100.0);
    let (rows, took) = timed(|| linked.rows(&[]));
    let mut out = row(&format!("rows of all filters ({})", rows.len()), took, None);
    let (_, took) = timed(|| spread(cube, &rows, &GroupBy::Round, Currency::Cny));
    out += &row("median and quartiles by round", took, budget);
    let (_, took) = timed(|| co_investments(cube, &rows, 50));
    out += &row("pairs of investors", took, budget);
    let clock = || Duration::ZERO;
    let panel = Panel { group_by: vec![GroupBy::Company], amount: Some(Currency::Cny), ..Panel::default() };
    if let Ok(linked) = Linked::with_filters(Arc::clone(cube), vec![panel], linked.filters())
        && let Some(answer) = linked.answer(0, &clock)
    {
        let values = || answer.rows.iter().map(|row| row.amount.map_or(0, |amount| amount.low));
        let (_, took) = timed(|| concentration(values(), 200));
        out += &row(&format!("concentration over {} companies", answer.groups), took, budget);
    }
    out + &map(cube)
}

/// Marks of the map: counted once for a zoom step, looked up in each frame.
fn map(cube: &Arc<Cube>) -> String {
    let mut out = String::new();
    for zoom in [4.6, 8.0, 11.0] {
        let (bins, took) = timed(|| Bins::new(cube, &Filters::new(), Currency::Cny, step_of(zoom)));
        let Ok(bins) = bins else { continue };
        out += &row(&format!("map, zoom {zoom}: counting {} marks", bins.bins.len()), took, None);
        let view = MapView { lon: 121.4, lat: 31.2, zoom, ..MapView::HOME };
        let viewport = Viewport::of(&view, [1013.0, 490.0]);
        let ((drawn, left_out), took) = timed(|| bins.drawn(&viewport, Measure::Events));
        out += &row(&format!("  a frame's {} marks, {left_out} deals beyond", drawn.len()), took, Some(6.0));
    }
    out
}

fn bytes(table: &DealTable, cube: &Cube, linked: &Linked) -> String {
    let each = |bytes: usize| bytes as f64 / table.len().max(1) as f64;
    let all = table.bytes();
    format!(
        "bytes a deal: codes and fixed columns {:.1} (at most 64), dictionaries {:.1}, texts {:.1}; beside it: prepared {:.1}, filters {:.1}\n",
        each(all.columns),
        each(all.dictionaries),
        each(all.texts),
        each(cube.bytes()),
        each(linked.bytes())
    )
}

fn measure(data: &Dataset, rows: u64, peers: Option<&PathBuf>) -> io::Result<String> {
    let mut out = format!("{rows} made-up deals, {} threads\n", rayon::current_num_threads());
    let Some(generator) = Generator::new(data, rows, 1) else { return Ok("the atlas has no places\n".to_owned()) };
    let (table, took) = timed(|| generator.table());
    out += &row("making the table", took, None);
    let table = Arc::new(table);
    let (cube, took) = timed(|| Cube::new(Arc::clone(&table), data));
    out += &row("preparing it", took, None);
    let cube = Arc::new(cube);
    let (linked, took) = timed(|| Linked::new(Arc::clone(&cube), panels()));
    out += &row("first sums of six panels", took, None);
    if let Ok(mut linked) = linked {
        out += &bytes(&table, &cube, &linked);
        if let Condition::Days { .. } = date_brush(&cube, 20, 20) {
            let (_, took) = timed(|| linked.set(&Dimension::Date, Some(&date_brush(&cube, 20, 20))));
            out += &row("first brush", took, None);
        }
    }
    let large = rows > 2_000_000;
    out += &live(&cube, large, peers)?;
    out += &background(&cube, large);
    let folder = tempfile::tempdir()?;
    let (written, took) = timed(|| write_parquet(&table, folder.path()));
    written?;
    out += &row("writing Parquet", took, None);
    let (read, took) = timed(|| read_parquet(folder.path()));
    out += &row("reading Parquet", took, None);
    if read.is_ok_and(|read| read != *table) {
        out += "what was read is not what was written\n";
    }
    Ok(out)
}

fn main() -> io::Result<()> {
    let mut rows = 1_000_000;
    let mut folder = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--peers" {
            folder = arguments.next().map(PathBuf::from);
        } else if let Ok(number) = argument.parse() {
            rows = number;
        }
    }
    let data = load(&AtlasSource::Bundled).dataset;
    let out = measure(&data, rows, folder.as_ref())?;
    write!(io::stdout(), "{out}")
}
