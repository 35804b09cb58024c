//! A portfolio of ten thousand holdings and twenty thousand notes, made up: opening, writing, and the
//! frames of the Portfolio workspace while a person scrolls, types and a save runs. Prints figures
//! against the budgets.

mod desk;
#[path = "desk/times.rs"]
mod times;

use std::{
    hint::black_box,
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use cluster_atlas::{
    action::command::{PortfolioCommand, UiCommand},
    data::{
        atlas::{AtlasSource, load},
        portfolio_file::{parse, to_text},
        shipped,
    },
    jobs::report::{Reporter, spawn},
    model::{
        document::{Keyed, KeyedEdit},
        figure::Figure,
        lang::{Bilingual, Lang},
        layout::Workspace,
        period::Period,
        portfolio::{Anchor, Fund, Holding, Note, NoteKind, NoteStatus, ORDER_STEP, Portfolio, PortfolioEdit},
        quantity::Qualifier,
        settings::Settings,
        unit::Currency,
    },
    update::AppModel,
};
use desk::{Desk, row, share};
use egui::{Event, MouseWheelUnit, pos2, vec2};
use jiff::civil::date;
use times::times;

const HOLDINGS: usize = 10_000;
const NOTES: usize = 20_000;

/// One of a list, round and round.
fn of<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at % list.len()).copied().unwrap_or_default()
}

fn synthetic() -> Portfolio {
    let holding = |at: usize| Holding {
        order: at as i64 * ORDER_STEP,
        fund: "f".into(),
        name: Bilingual::new(format!("Synthetic company {at}"), format!("合成公司 {at}")),
        place: Some(of(&["320583", "320500", "310000", "110000"], at).into()),
        sub_field: "large_models".into(),
        layer: "model".into(),
        bucket: of(&["chips", "models"], at).into(),
        round: "a".into(),
        round_as_written: "A轮".into(),
        date: Period::quarter(2020 + (at % 6) as i16, (at % 4) as i8 + 1),
        amount: Some(Figure {
            value: Some((1_000_000 * (at as i64 % 90 + 1)).into()),
            low: None,
            high: None,
            step: Some(1_000_000.into()),
            five_percent: false,
            qualifier: Qualifier::Exact,
            unit: "CNY".into(),
        }),
        as_written: format!("{}百万人民币", at % 90 + 1),
        ..Holding::default()
    };
    let day = date(2026, 11, 26);
    let text = |at: usize| {
        Bilingual::new(
            format!(
                "Synthetic note {at}. What the founders said of orders, prices and people, and what to ask again next time; the rest of this text only makes it as long as notes are. {}",
                "More words. ".repeat(30)
            ),
            format!("合成笔记 {at}。"),
        )
    };
    let anchor = |at: usize| {
        if at.is_multiple_of(2) { Anchor::Holding(format!("h{:05}", at / 2)) } else { Anchor::City("320583".into()) }
    };
    let note = |at: usize| Note {
        kind: of(&NoteKind::ALL, at),
        tags: vec![of(&["orders", "people", "price"], at).into()],
        status: of(&NoteStatus::ALL, at),
        ..Note::new(anchor(at), text(at), "synthetic".into(), day)
    };
    let fund = Fund {
        name: Bilingual::new("Synthetic fund", "合成基金"),
        place: Some("320583".into()),
        currency: Some(Currency::Cny),
        ..Fund::default()
    };
    let holdings: Keyed<Holding> = (0..HOLDINGS).map(|at| (format!("h{at:05}"), holding(at))).collect();
    let notes: Keyed<Note> = (0..NOTES).map(|at| (format!("n{at:05}"), note(at))).collect();
    Portfolio { funds: [("f".to_owned(), fund)].into_iter().collect(), holdings, notes, ..Portfolio::default() }
}

fn main() -> std::io::Result<()> {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let portfolio = synthetic();
    let text = to_text(&portfolio, &data);
    let mut out = format!("{:.1} MB of text\n", text.len() as f64 / 1e6);
    out += &row("opening: read the text", share(&mut times(9, || parse(&text, "x").map(|read| read.content)), 0.5), Some(300.0));
    out += &row("writing the text, in a job", share(&mut times(5, || to_text(&portfolio, &data)), 0.5), None);

    let Some(mut view) = shipped::views().into_iter().next() else { return Ok(()) };
    view.workspace = Workspace::Portfolio;
    let settings = Settings { show_tip: false, ..Settings::default() };
    let model = AppModel::new(Arc::clone(&data), settings, Lang::En, view).with_portfolio(&portfolio);
    let mut desk = Desk::new(model);
    for _ in 0..60 {
        desk.frame(vec![]);
    }
    let wheel = |at: egui::Pos2| {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, -3.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        };
        vec![Event::PointerMoved(at), wheel]
    };
    let mut scrolled: Vec<Duration> =
        (0..300).map(|at| desk.frame(wheel(if at % 2 == 0 { pos2(500.0, 700.0) } else { pos2(980.0, 600.0) }))).collect();
    out += &row("scrolling holdings and notes, 95th percentile", share(&mut scrolled, 0.95), Some(6.0));

    // A save writes the text again and again on the other core while the person types and edits.
    let running = Arc::new(AtomicBool::new(true));
    let (saving, names) = (Arc::clone(&running), Arc::clone(&data));
    let first = desk.shell.model.portfolio.as_ref().map(|open| Arc::clone(open.document.content()));
    let reporter = Reporter::new(|| {}).0;
    let save = spawn("bench-save", &reporter, "portfolio-failed-save", move |_| {
        while saving.load(Ordering::Relaxed) {
            if let Some(content) = &first {
                black_box(to_text(content, &names).len());
            }
        }
    });
    desk.shell.command(UiCommand::NewNote(Some(Anchor::Fund("f".into()))).into());
    for _ in 0..10 {
        desk.frame(vec![]);
    }
    let mut typed: Vec<Duration> = (0..300)
        .map(|at| {
            // A key a frame, and a whole note now and then.
            if at % 30 == 29 {
                let open = desk.shell.model.portfolio.as_ref();
                let note = open.and_then(|open| open.document.content().notes.get("n00001").cloned());
                if let Some(value) = note {
                    let edit = PortfolioEdit::Note(KeyedEdit::Put { key: format!("typed-{at}"), value });
                    let label = "portfolio-did-add-note".to_owned();
                    desk.shell.command(PortfolioCommand::Edit { label, edit: Box::new(edit) }.into());
                }
            }
            desk.frame(vec![Event::Text("a".into())])
        })
        .collect();
    running.store(false, Ordering::Relaxed);
    drop(save.map(std::thread::JoinHandle::join));
    out += &row("typing while a save runs, 95th percentile", share(&mut typed, 0.95), Some(6.0));
    out += &row("typing while a save runs, median", share(&mut typed, 0.5), None);
    write!(std::io::stdout(), "{out}")
}
