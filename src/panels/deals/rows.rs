//! The deals behind the sums, newest first, each with the file's line that it was read from.

use egui::Ui;

use crate::{
    data::deals::{DealTable, Field},
    model::deal::{Deal, DealDate},
    panels::{PanelCtx, deal_words::group_text},
    text::number::grouped,
    update::Kept,
    views::{
        theme::{regular, size},
        widgets::{Cell, Column, Rows, Table, elided},
    },
};

/// Rows that are listed: more cannot be told apart by a scroll bar.
const MOST: usize = 100_000;

/// Rows of the table by the revision of the filters that let them through.
pub(super) type KeptRows = Kept<u64, Vec<u32>>;

/// Draws the deals that all filters let through.
pub(super) fn rows_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, kept: &mut KeptRows) {
    let deals = &ctx.derived.deals;
    let Some(linked) = deals.linked() else { return };
    kept.refresh(deals.revision, || {
        let mut rows = linked.rows(&[]);
        rows.reverse();
        rows
    });
    if kept.len() > MOST {
        let words = ctx.text.fmt("deals-rows-first", &[("n", grouped(MOST.into()).as_str().into())]);
        elided(ui, &words, regular(size::SMALL), ctx.theme.muted);
    }
    let title = |key: &'static str| ctx.text.get(key);
    let column = |title, least, share, dispensable| Column { title, least, share, right: false, dispensable };
    let columns = [
        column(title("deals-rows-date"), 92.0, 0.0, 0),
        column(title("portfolio-column-company"), 120.0, 3.0, 0),
        column(title("portfolio-column-place"), 84.0, 1.0, 0),
        column(title("portfolio-column-round"), 72.0, 1.0, 2),
        Column { right: true, ..column(title("portfolio-column-amount"), 96.0, 1.0, 1) },
        column(title("deals-rows-investors"), 110.0, 3.0, 4),
        column(title("deals-rows-from"), 96.0, 1.0, 3),
    ];
    let table = Table { id: "deal rows", columns: &columns, rows: kept.len().min(MOST), sorted: None, scroll_to: None };
    table.show(ui, ctx.theme, &DealRows { ctx, table: linked.cube().table(), rows: kept });
}

struct DealRows<'a> {
    ctx: &'a PanelCtx<'a>,
    table: &'a DealTable,
    rows: &'a [u32],
}

impl DealRows<'_> {
    fn deal(&self, row: usize) -> Option<Deal> {
        self.table.deal(*self.rows.get(row)? as usize)
    }

    /// "demo:1204": the table and the line of its file.
    fn from(&self, row: usize, deal: &Deal) -> String {
        let at = self.rows.get(row).map_or(0, |row| *row as usize);
        let table = self.table.field(Field::Table).text(at).unwrap_or_default();
        format!("{table}:{}", deal.line)
    }
}

fn date_text(date: Option<DealDate>) -> String {
    match date {
        Some(DealDate { first, last }) if first == last => first.to_string(),
        Some(date) => match date.quarter() {
            Some((year, quarter)) => format!("{year}Q{quarter}"),
            None => format!("{} – {}", date.first, date.last),
        },
        None => "–".to_owned(),
    }
}

impl Rows for DealRows<'_> {
    fn cell(&self, row: usize, column: usize) -> Cell {
        let theme = self.ctx.theme;
        let Some(deal) = self.deal(row) else { return Cell::text("", theme.text) };
        let place = || group_text(self.ctx, "place", deal.place.as_ref().map(|id| id.as_str()));
        let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
        match column {
            0 => Cell::text(date_text(deal.date), theme.text),
            1 => Cell { strong: true, ..Cell::text(dash(&deal.company), theme.text) },
            2 => Cell::text(place(), theme.text),
            3 => Cell::text(dash(&deal.round_as_written), theme.text),
            4 => Cell::text(dash(&deal.amount_as_written), theme.text),
            5 => Cell::text(dash(&deal.investors.join(self.ctx.text.get("inspector-list-comma"))), theme.muted),
            _ => Cell::text(self.from(row, &deal), theme.muted),
        }
    }

    fn name(&self, row: usize) -> String {
        let Some(deal) = self.deal(row) else { return String::new() };
        format!("{} {} {}", date_text(deal.date), deal.company, deal.amount_as_written)
    }

    fn state(&self, _row: usize) -> (bool, bool) {
        (false, false)
    }

    fn hover_ui(&self, ui: &mut Ui, row: usize) {
        let Some(deal) = self.deal(row) else { return };
        ui.set_max_width(320.0);
        let lines = [
            &deal.company,
            &deal.sector_as_written,
            &deal.investors.join(self.ctx.text.get("inspector-list-comma")),
            &deal.source,
        ];
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            ui.label(line);
        }
        ui.label(self.from(row, &deal));
        if deal.remarked {
            ui.label(self.ctx.text.get("deals-rows-remarked"));
        }
    }
}
