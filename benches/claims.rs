//! A hundred thousand synthetic claims: loading their table, laying a person's layer over them with
//! the scan for conflicts and derived figures, and the claims table of the window. Prints medians
//! against the budgets.

mod desk;
#[path = "desk/times.rs"]
mod times;

use std::{io::Write as _, path::Path, sync::Arc, time::Duration};

use cluster_atlas::{
    action::Command,
    action::command::{LayoutCommand, ViewCommand},
    analysis::{conflicts::conflicts, derived_figures::derived_figures, layered::layered},
    data::{
        atlas::{AtlasSource, load},
        shipped,
    },
    model::{
        dataset::Dataset,
        lang::Lang,
        layout::{Panel, Workspace},
        period::Period,
        place::PlaceLevel,
        settings::Settings,
        user_layer::UserLayer,
    },
    update::AppModel,
};
use desk::{Desk, row, share};
use egui::{Event, MouseWheelUnit, pos2, vec2};
use times::times;

const CLAIMS: usize = 100_000;

/// Writes the claims table: figures of places by quarter, with growth beside them, all made up.
fn write_claims(folder: &Path, data: &Dataset) -> std::io::Result<()> {
    let places: Vec<&str> = data
        .places
        .values()
        .filter(|place| matches!(place.level, PlaceLevel::Prefecture | PlaceLevel::District | PlaceLevel::County))
        .map(|place| place.id.as_str())
        .collect();
    let quarters: Vec<Period> =
        (2015..=2026).flat_map(|year| (1..=4).filter_map(move |quarter| Period::quarter(year, quarter))).collect();
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join("claims.csv"))?);
    writeln!(
        file,
        "id,subject_kind,subject_id,metric,period,value,value_low,value_high,step,about_rule,unit,qualifier,status,as_written,provider,document,locator_en,locator_zh,line,published,note_en,note_zh,supersedes"
    )?;
    for at in 0..CLAIMS {
        let (kind, round) = (at % 3, at / 3);
        let (Some(place), Some(quarter)) =
            (places.get(round % places.len()), quarters.get((round / places.len()) % quarters.len()))
        else {
            break;
        };
        // Levels that grow steadily, growth that agrees with them, a mean that hardly moves; one claim
        // in a hundred is ten times too large, as slips are.
        let (number, time) = (round % places.len(), round / places.len());
        let level = |time: usize| 60 + number % 400 + 2 * time;
        let slip = if at % 300 == 0 { 10 } else { 1 };
        let (metric, value, unit) = match kind {
            0 => ("financing_events:all", (level(time) * slip).to_string(), "events"),
            1 => {
                let growth = 100.0 * (level(time) as f64 / level(time.saturating_sub(1)) as f64 - 1.0);
                ("financing_events_qoq:all", format!("{growth:.0}"), "percent")
            }
            _ => ("financing_amount:all", format!("{}00000000", level(time)), "CNY"),
        };
        let step = if unit == "CNY" { "100000000" } else { "1" };
        writeln!(
            file,
            "s{at:06},city,{place},{metric},{quarter},{value},,,{step},,{unit},exact,reported,synthetic {value},it-juzi,chanyejia-2026-04,synthetic row {at},合成行 {at},,2026-04-28,,,"
        )?;
    }
    file.flush()
}

fn median(mut times: Vec<Duration>) -> f64 {
    share(&mut times, 0.5)
}

fn main() -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    write_claims(folder.path(), &load(&AtlasSource::Bundled).dataset)?;
    let source = AtlasSource::Folder(folder.path().to_owned());
    let mut out = String::new();
    out += &row("load 100,000 claims", median(times(7, || load(&source))), Some(500.0));
    let atlas = Arc::new(load(&source).dataset);
    assert_eq!(atlas.claims.len(), CLAIMS, "every synthetic row is read");
    out += &row("derived figures of 100,000 claims", median(times(5, || derived_figures(&atlas))), None);
    out += &format!("{} conflicts found\n", conflicts(&atlas).len());
    out += &row("conflicts of 100,000 claims", median(times(5, || conflicts(&atlas))), Some(1000.0));
    let laid = median(times(5, || layered(&atlas, &UserLayer::default(), "")));
    out += &row("atlas and layer laid together, in a job", laid, None);

    let Some(mut view) = shipped::views().into_iter().next() else { return Ok(()) };
    view.workspace = Workspace::Sources;
    let model = AppModel::new(Arc::clone(&atlas), Settings { show_tip: false, ..Settings::default() }, Lang::En, view);
    let mut desk = Desk::new(model);
    desk.shell.command(Command::Layout(LayoutCommand::Open(Panel::Claims)));
    desk.frame(vec![]);
    out += &row("claims table, first frame", desk.frame(vec![]).as_secs_f64() * 1e3, None);
    for _ in 0..30 {
        desk.frame(vec![]);
    }
    let mut scrolled: Vec<Duration> = (0..300)
        .map(|_| {
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Line,
                delta: vec2(0.0, -3.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: egui::Modifiers::NONE,
            };
            desk.frame(vec![Event::PointerMoved(pos2(640.0, 300.0)), wheel])
        })
        .collect();
    out += &row("claims table, scrolling, 95th percentile", share(&mut scrolled, 0.95), Some(8.0));
    desk.shell.command(Command::View(ViewCommand::Workspace(Workspace::Explore)));
    desk.frame(vec![]);
    write!(std::io::stdout(), "{out}")
}
