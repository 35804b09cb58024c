//! Places side by side: figures by metric, each with its source; what makes them hard to compare
//! is said where it is read.

mod cells;
mod empty;
mod lines;
mod picker;

#[cfg(test)]
mod tests;

use egui::{Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::CopyCommand},
    analysis::{compare::CompareTable, search::SearchIndex},
    model::{ids::GroupId, layout::Panel},
    views::{
        theme::space,
        widgets::{Icon, chip, icon_button},
    },
};

use lines::{Line, Sort, lines};

/// Width of the first column: share of the panel, least and most, points.
const FIRST_COLUMN: (f32, f32, f32) = (0.26, 120.0, 280.0);
/// Least width of a place's column, points.
const LEAST_COLUMN: f32 = 58.0;
/// Width of a place's column for which the titles give way, points.
const GOOD_COLUMN: f32 = 78.0;
/// Most width of a place's column, points.
const MOST_COLUMN: f32 = 220.0;

/// State of the panel that nobody else sees.
#[derive(Default)]
pub struct CompareScratch {
    /// Text of the search field.
    query: String,
    /// Names to search, for the data with this fingerprint.
    index: Option<(u64, SearchIndex)>,
    /// Order of the rows; by topic when none.
    sort: Option<Sort>,
    /// Cells show the difference to the median.
    difference: bool,
    /// The group added last, and how many of its members found no room.
    left_out: Option<(GroupId, usize)>,
}

/// Draws the panel.
pub fn compare_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut CompareScratch, out: &mut CommandQueue) {
    let table: &CompareTable = &ctx.derived.compare;
    let area = ui.available_rect_before_wrap().shrink2(vec2(space::M, 0.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(area));
    ui.add_space(2.0);
    toolbar(&mut ui, ctx, table, scratch, out);
    if table.places.len() < 2 {
        empty::empty_ui(&mut ui, ctx, table, out);
        return;
    }
    ui.add_space(space::XS);
    table_ui(&mut ui, ctx, table, scratch, out);
}

fn toolbar(ui: &mut Ui, ctx: &PanelCtx<'_>, table: &CompareTable, scratch: &mut CompareScratch, out: &mut CommandQueue) {
    ui.horizontal(|ui| {
        picker::field_ui(ui, ctx, table, scratch, out);
        if table.places.len() >= 2 {
            let label = ctx.text.get("compare-difference");
            let response = chip(ui, ctx.theme, label, scratch.difference);
            if response.clicked() {
                scratch.difference = !scratch.difference;
            }
            response.on_hover_text(ctx.text.get("compare-difference-hint"));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, ctx.theme, Icon::Copy, ctx.text.get("compare-copy"), None).clicked() {
                    out.push(CopyCommand::PanelTable(Panel::Compare));
                }
            });
        }
    });
    picker::hits_ui(ui, ctx, table, scratch, out);
}

fn table_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, table: &CompareTable, scratch: &mut CompareScratch, out: &mut CommandQueue) {
    let width = ui.available_width();
    let (share, least, most) = FIRST_COLUMN;
    let count = table.places.len() as f32;
    // With many places the titles give way first, then the table scrolls under them.
    let first = (width * share).min(width - GOOD_COLUMN * count).clamp(least, most).floor();
    let room = (width - first) / count;
    let each = room.clamp(LEAST_COLUMN, MOST_COLUMN).floor();
    let column = |width: f32| egui_table::Column::new(width).range(width..=width).resizable(false);
    let columns: Vec<egui_table::Column> =
        std::iter::once(column(first)).chain(table.places.iter().map(|_| column(each))).collect();
    let lines: Vec<Line> = lines(ctx, table, scratch.sort.as_ref());
    let mut delegate = cells::Cells::new(ctx, table, &lines, scratch.difference, scratch.sort.clone(), out);
    egui_table::Table::new()
        .id_salt("compare")
        .num_rows(lines.len() as u64)
        .columns(columns)
        .num_sticky_cols(1)
        .headers([egui_table::HeaderRow::new(cells::HEADER)])
        .show(ui, &mut delegate);
    scratch.sort = delegate.sort;
}
