//! The holdings of a fund: a table that is edited in place, with the keyboard or by pasting.

mod keys;
mod write;

use egui::{Id, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use self::{
    keys::keys,
    write::{begin, writing_ui},
};

use super::{FundKey, edit, fund_key, small, with_fund};
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, SelectCommand},
    },
    analysis::portfolio::{
        cells::{CellProblem, HoldingColumn, cell_text},
        rows,
    },
    model::{
        item::Item,
        layout::Panel,
        portfolio::{Fund, Holding, Portfolio, PortfolioEdit},
    },
    panels::PanelCtx,
    update::Kept,
    views::{
        theme::{radius, regular, semibold, size, space, weight},
        widgets::{Icon, icon_button, shortened_galley, wide_button},
    },
};

/// Height of a row.
const ROW: f32 = 24.0;
/// Width of the handle at a row's left.
const HANDLE: f32 = 22.0;
/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct HoldingsScratch {
    /// Row and column of the cursor.
    cursor: Option<(usize, usize)>,
    /// Row in which Shift began to select.
    from: Option<usize>,
    writing: Option<Writing>,
    told: Vec<String>,
    dragged: Option<String>,
    /// Keys of the fund's holdings in the order of their list.
    order: Kept<FundKey, Vec<String>>,
}

/// The holdings of the fund that is shown, in their order.
#[derive(Clone, Copy)]
struct List<'a> {
    order: &'a [String],
    content: &'a Portfolio,
}

impl<'a> List<'a> {
    fn len(self) -> usize {
        self.order.len()
    }

    fn get(self, row: usize) -> Option<(&'a str, &'a Holding)> {
        let key = self.order.get(row)?;
        Some((key, self.content.holdings.get(key)?))
    }
}

#[derive(Debug)]
struct Writing {
    text: String,
    problem: Option<CellProblem>,
    is_new: bool,
}

/// Draws the table.
pub fn holdings_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut HoldingsScratch, out: &mut CommandQueue) {
    with_fund(ui, ctx, |ui, open, key, fund| {
        let content = open.document.content();
        let ordered = || content.holdings_of(key).into_iter().map(|(key, _)| key.to_owned()).collect();
        scratch.order.refresh(fund_key(ctx, open, key), ordered);
        let order = std::mem::take(&mut scratch.order);
        let list = List { order: &order, content };
        if scratch.cursor.is_some_and(|(row, _)| row >= list.len()) {
            (scratch.cursor, scratch.writing) = (None, None);
        }
        head_ui(ui, ctx, scratch, content, (key, list.len()), out);
        let places = places(ui.available_width() - HANDLE - ui.spacing().scroll.bar_width);
        titles_ui(ui, ctx, &places);
        if order.is_empty() {
            small(ui, ctx, ctx.text.get("portfolio-holdings-none"));
        }
        let id = ui.scope_id().with("cells");
        let area = ScrollArea::vertical().id_salt("holdings").auto_shrink([false, false]);
        let shown = area.show_rows(ui, ROW, list.len(), |ui, range| {
            for row in range {
                if let Some((holding_key, holding)) = list.get(row) {
                    row_ui(ui, ctx, scratch, (id, &places), (row, holding_key, holding, fund), out);
                }
            }
        });
        let rect = shown.inner_rect;
        drop_ui(ui, ctx, scratch, content, (rect, shown.state.clamped_offset().y), out);
        keys(ui, ctx, scratch, id, (key, fund, list), out);
        scratch.order = order;
    });
}

fn head_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    content: &Portfolio,
    (fund, count): (&str, usize),
    out: &mut CommandQueue,
) {
    ui.horizontal(|ui| {
        if wide_button(ui, ctx.theme, ctx.text.get("portfolio-holding-add")).clicked() {
            edit(out, "portfolio-did-add-holding", rows::add(content, fund));
            scratch.cursor = Some((count, 0));
            scratch.writing = None;
        }
        if icon_button(ui, ctx.theme, Icon::Copy, ctx.text.get("sources-copy-table"), None).clicked() {
            out.push(CopyCommand::PanelTable(Panel::Holdings));
        }
        small(ui, ctx, &ctx.text.fmt("portfolio-holdings-count", &[("n", count.into())]));
    });
    if !scratch.told.is_empty() {
        for line in &scratch.told {
            ui.label(RichText::new(line).font(regular(size::SMALL)).color(ctx.theme.warning));
        }
        if wide_button(ui, ctx.theme, ctx.text.get("shell-close")).clicked() {
            scratch.told.clear();
        }
    }
}

/// Left edges and widths of the columns, from the handle on; the least needed ones are left out where
/// there is no room.
fn places(room: f32) -> Vec<Option<(f32, f32)>> {
    /// Least width, and how soon the column is left out; 0 never.
    const COLUMNS: [(f32, u8); 12] = [
        (104.0, 0),
        (72.0, 0),
        (84.0, 4),
        (76.0, 3),
        (60.0, 1),
        (92.0, 0),
        (92.0, 0),
        (54.0, 2),
        (84.0, 6),
        (56.0, 5),
        (84.0, 7),
        (120.0, 8),
    ];
    let mut dropped = 9;
    let sum = |dropped: u8| COLUMNS.iter().filter(|(_, soon)| *soon < dropped).map(|(least, _)| least).sum::<f32>();
    while dropped > 1 && sum(dropped) > room {
        dropped -= 1;
    }
    let stretch = (room / sum(dropped)).max(1.0);
    let mut left = 0.0;
    let place = |(least, soon): &(f32, u8)| {
        (*soon < dropped).then(|| {
            left += least * stretch;
            (left - least * stretch, least * stretch)
        })
    };
    COLUMNS.iter().map(place).collect()
}

fn is_number(column: HoldingColumn) -> bool {
    matches!(column, HoldingColumn::Amount | HoldingColumn::Stake | HoldingColumn::Value)
}

fn titles_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, places: &[Option<(f32, f32)>]) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    for (column, place) in HoldingColumn::ALL.into_iter().zip(places) {
        let Some((from, width)) = *place else { continue };
        let left = rect.left() + HANDLE + from;
        let galley = shortened_galley(ui, ctx.text.get(column.key()), semibold(size::SMALL), ctx.theme.muted, width - space::S);
        let x = if is_number(column) { left + width - space::XS - galley.size().x } else { left + space::XS };
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, ctx.theme.hairline());
    ui.spacing_mut().item_spacing.y = 0.0;
}

fn row_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    (id, places): (Id, &[Option<(f32, f32)>]),
    (row, key, holding, fund): (usize, &str, &Holding, &Fund),
    out: &mut CommandQueue,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    handle_ui(ui, ctx, scratch, rect, (row, key), out);
    for (at, (column, place)) in HoldingColumn::ALL.into_iter().zip(places).enumerate() {
        let Some((from, width)) = *place else { continue };
        let cell = Rect::from_min_size(pos2(rect.left() + HANDLE + from, rect.top()), vec2(width, ROW));
        let here = scratch.cursor == Some((row, at));
        if here && scratch.writing.is_some() {
            writing_ui(ui, ctx, scratch, cell, (key, holding, fund, column), out);
            continue;
        }
        let text = shown_text(ctx, fund, holding, column);
        let response = ui.interact(cell, id.with((row, at)), Sense::click());
        let name = format!("{} {}: {text}", row + 1, ctx.text.get(column.key()));
        response.widget_info(|| WidgetInfo::selected(egui::Role::Cell, true, here, &name));
        let marked = scratch
            .cursor
            .zip(scratch.from)
            .is_some_and(|((to, column), from)| column == at && (from.min(to)..=from.max(to)).contains(&row));
        if marked || response.hovered() {
            ui.painter().rect_filled(cell, 0, if marked { ctx.theme.selection } else { ctx.theme.hover });
        }
        let galley = shortened_galley(ui, &text, regular(size::BODY), ctx.theme.text, width - space::S);
        let cut = galley.elided;
        let x = if is_number(column) { cell.right() - space::XS - galley.size().x } else { cell.left() + space::XS };
        ui.painter().galley(pos2(x, cell.center().y - galley.size().y / 2.0), galley, ctx.theme.text);
        if here || response.has_focus() {
            let stroke = egui::Stroke::new(weight::BOLD, ctx.theme.accent);
            ui.painter().rect_stroke(cell.shrink(1.0), radius::CONTROL, stroke, egui::StrokeKind::Inside);
        }
        if response.clicked() {
            let shift = ui.input(|input| input.modifiers.shift);
            scratch.from = if shift { scratch.from.or(scratch.cursor.map(|(row, _)| row)) } else { None };
            scratch.cursor = Some((row, at));
            response.request_focus();
            if let Some(item) = item_of(holding) {
                out.push(SelectCommand::Set(item));
            }
        }
        if response.gained_focus() {
            scratch.cursor = Some((row, at));
        }
        if response.double_clicked() {
            begin(scratch, ctx, fund, holding, column, None);
        }
        if cut {
            response.on_hover_text(text);
        }
    }
}

/// What is selected with a row: its company, else its place.
fn item_of(holding: &Holding) -> Option<Item> {
    let place = || holding.zone.clone().or_else(|| holding.place.clone()).map(Item::Place);
    holding.company.clone().map(Item::Company).or_else(place)
}

fn shown_text(ctx: &PanelCtx<'_>, fund: &Fund, holding: &Holding, column: HoldingColumn) -> String {
    let text = cell_text(&ctx.model.data, Some(fund), holding, column, ctx.lang());
    match column {
        HoldingColumn::Status => holding.status.map_or_else(String::new, |status| ctx.text.get(status_key(status)).to_owned()),
        HoldingColumn::Amount if text.is_empty() => "–".to_owned(),
        _ => text,
    }
}

fn status_key(status: crate::model::portfolio::HoldingStatus) -> &'static str {
    use crate::model::portfolio::HoldingStatus as Status;
    match status {
        Status::Alive => "portfolio-status-alive",
        Status::Listed => "portfolio-status-listed",
        Status::Exited => "portfolio-status-exited",
        Status::Gone => "portfolio-status-gone",
    }
}

/// The number of a row: dragging it moves the row, a right click offers more.
fn handle_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    rect: Rect,
    (row, key): (usize, &str),
    out: &mut CommandQueue,
) {
    let spot = rect.with_max_x(rect.left() + HANDLE);
    let response = ui.interact(spot, ui.scope_id().with(("handle", key)), Sense::click_and_drag());
    let name = ctx.text.fmt("portfolio-row-menu", &[("n", (row + 1).into())]);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.hovered() || response.has_focus() || scratch.dragged.as_deref() == Some(key) {
        ui.painter().rect_filled(spot, radius::CONTROL, ctx.theme.hover);
    }
    let number = ui.painter().layout_no_wrap((row + 1).to_string(), regular(size::SMALL), ctx.theme.muted);
    ui.painter().galley(spot.center() - number.size() / 2.0, number, ctx.theme.muted);
    if response.drag_started() {
        scratch.dragged = Some(key.to_owned());
    }
    let Some(open) = &ctx.model.portfolio else { return };
    let content = open.document.content();
    let mut menu = |ui: &mut Ui| {
        ui.set_min_width(160.0);
        let last = content.holdings.get(key).map_or(0, |holding| content.holdings_of(&holding.fund).len().saturating_sub(1));
        let mut entry = |ui: &mut Ui, key_text: &str, label: &str, asked: Option<PortfolioEdit>| {
            if ui.add_enabled(asked.is_some(), egui::Button::new(ctx.text.get(key_text)).frame(false)).clicked() {
                if let Some(asked) = asked {
                    edit(out, label, asked);
                }
                ui.close();
            }
        };
        let up = row.checked_sub(1).and_then(|to| rows::move_to(content, key, to));
        let down = (row < last).then(|| rows::move_to(content, key, row + 1)).flatten();
        entry(ui, "portfolio-row-up", "portfolio-did-move-holding", up);
        entry(ui, "portfolio-row-down", "portfolio-did-move-holding", down);
        entry(ui, "portfolio-row-duplicate", "portfolio-did-add-holding", rows::duplicate(content, key));
        entry(ui, "portfolio-row-delete", "portfolio-did-delete-holding", Some(rows::take_out([key])));
    };
    egui::Popup::menu(&response).show(&mut menu);
    response.context_menu(&mut menu);
}

/// While a row is dragged: the line where it would stand, and its move when it is let go.
fn drop_ui(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    content: &Portfolio,
    (rect, offset): (Rect, f32),
    out: &mut CommandQueue,
) {
    let Some(key) = scratch.dragged.clone() else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row on screen; negative becomes zero")]
    let to = ((pointer.y - rect.top() + offset) / ROW).max(0.0) as usize;
    #[expect(clippy::cast_precision_loss, reason = "a screen distance")]
    let line = rect.top() - offset + to as f32 * ROW;
    ui.painter().hline(rect.x_range(), line.clamp(rect.top(), rect.bottom()), egui::Stroke::new(weight::BOLD, ctx.theme.accent));
    if ui.input(|input| input.pointer.any_released()) {
        scratch.dragged = None;
        if let Some(asked) = rows::move_to(content, &key, to) {
            edit(out, "portfolio-did-move-holding", asked);
        }
    }
}
