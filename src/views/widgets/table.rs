//! A table of many rows: only those in sight are laid out; the header stays; no horizontal
//! scrolling: columns that find no room are left out, the least needed first.

use egui::{Align2, Color32, FontId, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{
    controls::{focus_ring, shortened},
    icon::{Icon, paint_icon},
};
use crate::views::theme::{Theme, radius, regular, semibold, size, space};

/// Height of a row in points.
pub const ROW: f32 = 24.0;

/// A column of a [`Table`].
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// Header.
    pub title: &'a str,
    /// Least width in points, gaps included.
    pub least: f32,
    /// Share of the room left over; 0 keeps the least width.
    pub share: f32,
    /// Set at the right, as numbers are.
    pub right: bool,
    /// Columns with a higher number are left out first; 0 always stays.
    pub dispensable: u8,
}

/// What stands in a cell.
pub struct Cell {
    /// Text on one line.
    pub text: String,
    /// Colour.
    pub color: Color32,
    /// True for numbers, which are never shortened.
    pub whole: bool,
    /// True for the semibold weight.
    pub strong: bool,
}

impl Cell {
    /// Text that is shortened where it must be.
    pub fn text(text: impl Into<String>, color: Color32) -> Self {
        Self { text: text.into(), color, whole: false, strong: false }
    }

    /// A number.
    pub fn number(text: impl Into<String>, color: Color32) -> Self {
        Self { text: text.into(), color, whole: true, strong: false }
    }

    fn font(&self) -> FontId {
        if self.strong { semibold(size::BODY) } else { regular(size::BODY) }
    }
}

/// What a person did to a table in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TableResponse {
    /// Column whose header was clicked.
    pub sort_by: Option<usize>,
    /// Row clicked.
    pub clicked: Option<usize>,
    /// Row double-clicked.
    pub double_clicked: Option<usize>,
    /// Row under the pointer.
    pub hovered: Option<usize>,
    /// Width the widest number in sight needs, by column; larger than the column's least width
    /// when a number did not fit.
    pub grown: Option<(usize, f32)>,
}

/// A table to draw.
pub struct Table<'a> {
    /// Tells tables of one parent apart.
    pub id: &'a str,
    /// Columns in order.
    pub columns: &'a [Column<'a>],
    /// Number of rows.
    pub rows: usize,
    /// Sorted column, and whether ascending; none for tables that do not sort.
    pub sorted: Option<(usize, bool)>,
    /// Row to bring into sight.
    pub scroll_to: Option<usize>,
}

/// Content of a table.
pub trait Rows {
    /// The cell at a row and column.
    fn cell(&self, row: usize, column: usize) -> Cell;
    /// A row's accessible name.
    fn name(&self, row: usize) -> String;
    /// Whether the row is selected, and whether it is lit by hovering elsewhere.
    fn state(&self, row: usize) -> (bool, bool);
    /// What hovering shows.
    fn hover_ui(&self, ui: &mut Ui, row: usize);
}

impl Table<'_> {
    /// Draws the table into the room there is.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, rows: &dyn Rows) -> TableResponse {
        let mut done = TableResponse::default();
        let bar = ui.spacing().scroll.bar_width + space::XS;
        let places = self.places(ui.available_width() - bar);
        ui.spacing_mut().item_spacing.y = 0.0;
        self.header(ui, theme, &places, &mut done);
        let mut area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        if let Some(row) = self.scroll_to {
            let height = ui.available_height();
            let top = row_top(row) - height / 2.0 + ROW / 2.0;
            area = area.vertical_scroll_offset(top.max(0.0));
        }
        area.show_rows(ui, ROW, self.rows, |ui, range| {
            for row in range {
                self.row(ui, theme, &places, rows, row, &mut done);
            }
        });
        done
    }

    /// Left edge and width of each column; none for those left out.
    fn places(&self, room: f32) -> Vec<Option<(f32, f32)>> {
        let mut kept: Vec<bool> = vec![true; self.columns.len()];
        let least = |kept: &[bool]| self.columns.iter().zip(kept).filter(|(_, k)| **k).map(|(c, _)| c.least).sum::<f32>();
        while least(&kept) > room {
            let drop = self.columns.iter().enumerate().filter(|(at, c)| kept.get(*at) == Some(&true) && c.dispensable > 0);
            let Some((at, _)) = drop.max_by_key(|(_, column)| column.dispensable) else { break };
            if let Some(keep) = kept.get_mut(at) {
                *keep = false;
            }
        }
        let spare = (room - least(&kept)).max(0.0);
        let shares: f32 = self.columns.iter().zip(&kept).filter(|(_, k)| **k).map(|(c, _)| c.share).sum();
        let mut x = 0.0;
        self.columns
            .iter()
            .zip(&kept)
            .map(|(column, keep)| {
                if !keep {
                    return None;
                }
                let width = column.least + if shares > 0.0 { spare * column.share / shares } else { 0.0 };
                x += width;
                Some((x - width, width))
            })
            .collect()
    }

    fn header(&self, ui: &mut Ui, theme: &Theme, places: &[Option<(f32, f32)>], done: &mut TableResponse) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
        for (at, (column, place)) in self.columns.iter().zip(places).enumerate() {
            let Some((x, width)) = place else { continue };
            let cell = Rect::from_min_size(pos2(rect.left() + x, rect.top()), vec2(*width, ROW));
            let inner = cell.shrink2(vec2(space::XS + 2.0, 0.0));
            let order = self.sorted.filter(|(by, _)| *by == at).map(|(_, up)| up);
            let color = if order.is_some() { theme.text } else { theme.muted };
            let mark = if order.is_some() { 12.0 } else { 0.0 };
            let galley = shortened(ui, column.title, semibold(size::SMALL), color, inner.width() - mark);
            let used = galley.size().x;
            let left = if column.right { inner.right() - used } else { inner.left() };
            ui.painter().galley(pos2(left, cell.center().y - galley.size().y / 2.0), galley, color);
            if let Some(up) = order {
                let beside = if column.right { left - 8.0 } else { left + used + 8.0 };
                let square = Rect::from_center_size(pos2(beside, cell.center().y), vec2(10.0, 10.0));
                paint_icon(ui.painter(), square, 9.0, if up { Icon::Up } else { Icon::Down }, theme.accent);
            }
            if self.sorted.is_some() {
                let response = ui.interact(cell, ui.scope_id().with((self.id, "header", at)), Sense::click());
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, order.is_some(), column.title));
                if response.clicked() {
                    done.sort_by = Some(at);
                }
                focus_ring(ui, theme, &response);
                response.on_hover_cursor(egui::CursorIcon::PointingHand);
            }
        }
    }

    fn row(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        places: &[Option<(f32, f32)>],
        rows: &dyn Rows,
        row: usize,
        done: &mut TableResponse,
    ) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let (selected, lit) = rows.state(row);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, rows.name(row)));
        if selected || lit || response.hovered() {
            let fill = if selected { theme.selection } else { theme.hover };
            ui.painter().rect_filled(rect, radius::CONTROL, fill);
        }
        for (at, (column, place)) in self.columns.iter().zip(places).enumerate() {
            let Some((x, width)) = place else { continue };
            let inner =
                Rect::from_min_size(pos2(rect.left() + x, rect.top()), vec2(*width, ROW)).shrink2(vec2(space::XS + 2.0, 0.0));
            let cell = rows.cell(row, at);
            if cell.whole {
                let galley = ui.painter().layout_no_wrap(cell.text.clone(), cell.font(), cell.color);
                let needs = galley.size().x + 2.0 * (space::XS + 2.0);
                if needs > *width + 0.5 && done.grown.is_none_or(|(column, wide)| column != at || wide < needs) {
                    done.grown = Some((at, needs));
                }
                let anchor = if column.right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
                let corner = if column.right { inner.right_center() } else { inner.left_center() };
                let spot = anchor.anchor_size(corner, galley.size());
                ui.painter().galley(spot.min, galley, cell.color);
                continue;
            }
            let galley = shortened(ui, &cell.text, cell.font(), cell.color, inner.width());
            let left = if column.right { inner.right() - galley.size().x } else { inner.left() };
            ui.painter().galley(pos2(left, inner.center().y - galley.size().y / 2.0), galley, cell.color);
        }
        focus_ring(ui, theme, &response);
        if response.hovered() {
            done.hovered = Some(row);
        }
        if response.double_clicked() {
            done.double_clicked = Some(row);
        } else if response.clicked() {
            done.clicked = Some(row);
        }
        response.on_hover_ui_at_pointer(|ui| rows.hover_ui(ui, row));
    }
}

/// Distance of a row from the first, in points.
fn row_top(row: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a screen distance; exact up to 16 million")]
    let rows = row as f32;
    rows * ROW
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(least: f32, share: f32, dispensable: u8) -> Column<'static> {
        Column { title: "", least, share, right: false, dispensable }
    }

    #[test]
    fn columns_share_the_room_and_the_least_needed_go_first() {
        let columns = [column(100.0, 0.0, 0), column(50.0, 1.0, 2), column(50.0, 3.0, 1)];
        let table = Table { id: "t", columns: &columns, rows: 0, sorted: None, scroll_to: None };
        assert_eq!(table.places(240.0), [Some((0.0, 100.0)), Some((100.0, 60.0)), Some((160.0, 80.0))]);
        assert_eq!(table.places(160.0), [Some((0.0, 100.0)), None, Some((100.0, 60.0))]);
        assert_eq!(table.places(120.0), [Some((0.0, 100.0)), None, None]);
        assert_eq!(table.places(10.0), [Some((0.0, 100.0)), None, None]);
    }
}
