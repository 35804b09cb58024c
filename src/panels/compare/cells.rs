//! Header and cells of the comparison.

use egui::{Align, Align2, CornerRadius, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui_table::{CellInfo, HeaderCellInfo, TableDelegate};

use super::lines::{Line, Sort, signed, subtitle, title};
use crate::{
    action::{CommandQueue, command::ViewCommand},
    analysis::compare::{CompareCell, CompareRow, CompareTable, RowKind},
    model::{claim::Claim, ids::PlaceId, item::Item, quantity::Quantity},
    panels::{PanelCtx, ranking::points},
    text::{
        number::{Digits, to_screen},
        period::period_text,
    },
    views::{
        ranking_bars::{SWATCH, paint_swatch},
        source_chip::source_chip,
        theme::{regular, semibold, size, space},
        widgets::{Icon, claim_hover, elided, icon_button},
    },
};

/// Height of the header, points.
pub(super) const HEADER: f32 = 46.0;
/// Height of a heading, points.
const HEADING: f32 = 28.0;
/// Height of a row, points.
const ROW: f32 = 44.0;

/// Draws header and cells.
pub(super) struct Cells<'a> {
    ctx: &'a PanelCtx<'a>,
    table: &'a CompareTable,
    lines: &'a [Line],
    tops: Vec<f32>,
    difference: bool,
    out: &'a mut CommandQueue,
    /// Order wanted after this frame.
    pub sort: Option<Sort>,
}

impl<'a> Cells<'a> {
    pub fn new(
        ctx: &'a PanelCtx<'a>,
        table: &'a CompareTable,
        lines: &'a [Line],
        difference: bool,
        sort: Option<Sort>,
        out: &'a mut CommandQueue,
    ) -> Self {
        let mut top = 0.0;
        let mut tops = vec![top];
        for line in lines {
            top += if matches!(line, Line::Heading(_)) { HEADING } else { ROW };
            tops.push(top);
        }
        Self { ctx, table, lines, tops, difference, out, sort }
    }

    fn line(&self, at: u64) -> Option<&'a Line> {
        self.lines.get(usize::try_from(at).ok()?)
    }

    fn sort_button(&mut self, ui: &mut Ui, column: usize, label: &str, width: f32) {
        let ctx = self.ctx;
        let arrow = match self.sort.as_ref().filter(|sort| sort.column == column) {
            Some(sort) if sort.descending => Some(Icon::Down),
            Some(_) => Some(Icon::Up),
            None => None,
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, space::HIT), Sense::click());
        let name = ctx.text.fmt("compare-sort", &[("column", label.into())]);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let mark = if arrow.is_some() { SWATCH + space::XS } else { 0.0 };
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect.with_max_x(rect.right() - mark)).layout(if column == 0 {
            Layout::left_to_right(Align::Center)
        } else {
            Layout::right_to_left(Align::Center)
        }));
        let fits = |size| child.painter().layout_no_wrap(label.to_owned(), semibold(size), ctx.theme.text).size().x;
        let size = if fits(size::BODY) <= child.available_width() { size::BODY } else { size::SMALL };
        elided(&mut child, label, semibold(size), ctx.theme.text);
        if let Some(icon) = arrow {
            let square = Rect::from_center_size(rect.right_center() - vec2(SWATCH / 2.0, 0.0), vec2(SWATCH, SWATCH));
            crate::views::widgets::paint_icon(ui.painter(), square, SWATCH, icon, ctx.theme.accent);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(crate::views::theme::weight::BOLD, ctx.theme.accent);
            ui.painter().rect_stroke(rect, CornerRadius::same(2), stroke, egui::StrokeKind::Inside);
        }
        if response.clicked() {
            self.sort = Sort::next(self.sort.as_ref(), column);
        }
        response.on_hover_text(name);
    }

    fn place_header(&mut self, ui: &mut Ui, column: usize, place: &PlaceId) {
        let ctx = self.ctx;
        let lang = ctx.lang();
        let name = ctx.model.data.place_name(place, lang).to_owned();
        let rect = ui.max_rect().shrink2(vec2(space::XS, 0.0));
        let top = rect.with_max_y(rect.top() + space::HIT);
        let mut row = ui.new_child(UiBuilder::new().max_rect(top));
        self.sort_button(&mut row, column, &name, top.width());
        self.remove_button(ui, top, place, &name);
        let below = rect.with_min_y(top.bottom() - 2.0).with_max_y(rect.bottom() - 2.0);
        let mut row = ui.new_child(UiBuilder::new().max_rect(below).layout(Layout::right_to_left(Align::Center)));
        row.add_space(space::XS);
        let around = self.table.nested.iter().find(|(inner, _)| inner == place).map(|(_, outer)| outer);
        if let Some(outer) = around {
            let outer = ctx.model.data.place_name(outer, lang);
            let text = ctx.text.fmt("compare-inside", &[("place", outer.into())]);
            let hint = ctx.text.fmt("compare-inside-hint", &[("inner", (&name).into()), ("outer", outer.into())]);
            elided(&mut row, &text, regular(size::SMALL), ctx.theme.warning).on_hover_text(hint);
        } else if let Some(ranked) = ctx.derived.ranking.row(place) {
            elided(&mut row, crate::views::widgets::tier_text(ctx.text, ranked.tier), regular(size::SMALL), ctx.theme.muted);
            let (swatch, _) = row.allocate_exact_size(vec2(SWATCH, SWATCH), Sense::hover());
            paint_swatch(row.painter(), swatch.center(), ctx.theme.tier(ranked.tier));
        }
    }

    /// In front of the name, which is often too long to share its line: seen under the pointer and
    /// with the focus.
    fn remove_button(&mut self, ui: &mut Ui, line: Rect, place: &PlaceId, name: &str) {
        let ctx = self.ctx;
        let square = Rect::from_min_size(line.min, vec2(space::HIT, space::HIT));
        let mut corner = ui.new_child(UiBuilder::new().max_rect(square).id_salt("remove"));
        let focused = corner.memory(|memory| memory.has_focus(corner.next_auto_id()));
        if focused || ui.rect_contains_pointer(ui.max_rect()) {
            corner.painter().rect_filled(square, CornerRadius::same(2), ctx.theme.panel);
        } else {
            corner.set_opacity(0.0);
        }
        let remove = ctx.text.fmt("compare-remove", &[("place", name.into())]);
        if icon_button(&mut corner, ctx.theme, Icon::Close, &remove, None).clicked() {
            self.out.push(ViewCommand::CompareRemove(place.clone()));
        }
    }

    fn title_cell(&self, ui: &mut Ui, row: &CompareRow) {
        let ctx = self.ctx;
        let rect = ui.max_rect().shrink2(vec2(space::XS, 3.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        ui.spacing_mut().item_spacing.y = 1.0;
        let definition = match &row.kind {
            RowKind::Metric(id) | RowKind::Part(id) => ctx.model.data.metrics.get(id).map(|m| m.definition.get(ctx.lang())),
            RowKind::Score => None,
        };
        let title = title(ctx, row);
        let response = elided(&mut ui, &title, regular(size::BODY), ctx.theme.text);
        if let Some(definition) = definition.filter(|text| !text.is_empty()) {
            response.on_hover_text(definition);
        }
        let (subtitle, mind) = subtitle(ctx, row);
        let color = if mind { ctx.theme.warning } else { ctx.theme.muted };
        elided(&mut ui, &subtitle, regular(size::SMALL), color);
    }

    fn figure_cell(&mut self, ui: &mut Ui, row: &CompareRow, cell: &CompareCell, place: &PlaceId) {
        let ctx = self.ctx;
        let rect = ui.max_rect();
        let claim: Option<&Claim> = cell.claims.first().and_then(|id| ctx.model.data.claims.get(id));
        if cell.claims.iter().any(|id| ctx.model.view.selection.contains(&Item::Claim(id.clone()))) && row.kind != RowKind::Score
        {
            ui.painter().rect_filled(rect.shrink(1.0), CornerRadius::same(2), ctx.theme.selection);
        }
        let inner = rect.shrink2(vec2(space::XS, 3.0));
        let text = self.figure_text(row, cell);
        let known = text != "–";
        let color = if known { ctx.theme.text } else { ctx.theme.muted };
        let line = inner.with_max_y(inner.top() + 17.0);
        // A number is never cut: it is written smaller.
        let galley = |size| ui.painter().layout_no_wrap(text.clone(), regular(size), color);
        let mut number = galley(size::BODY);
        if number.size().x > line.width() {
            number = galley(size::BODY * line.width() / number.size().x);
        }
        ui.painter().galley(line.right_center() - vec2(number.size().x, number.size().y / 2.0), number, color);
        let response = ui.interact(line, ui.scope_id().with("figure"), Sense::hover());
        let place_name = ctx.model.data.place_name(place, ctx.lang());
        let said = if known { text.as_str() } else { ctx.text.get("compare-not-stated") };
        let (metric, said) = (title(ctx, row), said.to_owned());
        let args = [("metric", (&metric).into()), ("place", place_name.into()), ("value", (&said).into())];
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, ctx.text.fmt("compare-cell", &args)));
        if let Some(claim) = claim.filter(|_| matches!(row.kind, RowKind::Metric(_))) {
            response.on_hover_ui(|ui| claim_hover(ui, ctx, claim));
        }
        let below = inner.with_min_y(line.bottom() - 1.0);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(below).layout(Layout::right_to_left(Align::Center)));
        ui.spacing_mut().item_spacing.x = space::XS;
        if row.kind == RowKind::Score {
            if !cell.claims.is_empty() {
                let text = ctx.text.fmt("compare-claims", &[("n", cell.claims.len().into())]);
                elided(&mut ui, &text, regular(size::SMALL), ctx.theme.muted);
            }
            return;
        }
        let Some(claim) = claim else { return };
        if matches!(row.kind, RowKind::Metric(_)) && cell.claims.len() > 1 {
            let more = ctx.text.fmt("compare-more", &[("n", (cell.claims.len() - 1).into())]);
            elided(&mut ui, &more, regular(size::SMALL), ctx.theme.muted);
        }
        if row.remark.periods {
            let mut period = period_text(ctx.text, &claim.period);
            if cell.is_part {
                period = ctx.text.fmt("compare-part-period", &[("period", (&period).into())]);
            }
            let width = ui.available_width()
                - (ui.painter().layout_no_wrap(period.clone(), regular(size::SMALL), ctx.theme.warning).size().x + space::XS);
            ui.allocate_ui_with_layout(vec2(width.max(24.0), below.height()), Layout::right_to_left(Align::Center), |ui| {
                source_chip(ui, ctx, claim, self.out);
            });
            elided(&mut ui, &period, regular(size::SMALL), ctx.theme.warning);
        } else {
            source_chip(&mut ui, ctx, claim, self.out);
        }
    }

    fn figure_text(&self, row: &CompareRow, cell: &CompareCell) -> String {
        if self.difference {
            return cell
                .to_median
                .as_ref()
                .map_or_else(|| "–".to_owned(), |difference| signed(self.ctx, difference, cell.period.as_ref()));
        }
        if !matches!(row.kind, RowKind::Metric(_)) {
            return points_text(&cell.quantity);
        }
        let (text, unit) = self.ctx.writer().quantity_parts((&cell.quantity, cell.period.as_ref()), Digits::Short);
        if row.remark.units && !unit.is_empty() { format!("{text} {unit}") } else { text }
    }
}

/// Points with one decimal, as the ranking writes them.
fn points_text(quantity: &Quantity) -> String {
    let write = |value| points(to_screen(value));
    match (quantity.value, quantity.bounds.low, quantity.bounds.high) {
        (Some(value), ..) => write(value),
        (None, Some(low), Some(high)) => format!("{}–{}", write(low), write(high)),
        _ => "–".to_owned(),
    }
}

impl TableDelegate for Cells<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let column = cell.group_index;
        let rect = ui.max_rect();
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, self.ctx.theme.hairline());
        let table = self.table;
        match column.checked_sub(1).and_then(|at| table.places.get(at)) {
            Some(place) => self.place_header(ui, column, place),
            None => {
                let rect = rect.shrink2(vec2(space::XS, 0.0));
                let mut ui = ui.new_child(UiBuilder::new().max_rect(rect.with_max_y(rect.top() + space::HIT)));
                let label = self.ctx.text.get("compare-metric");
                self.sort_button(&mut ui, 0, label, rect.width());
            }
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let rect = ui.max_rect();
        if matches!(self.line(row), Some(Line::Row(_))) {
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, self.ctx.theme.hairline());
        }
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        let table = self.table;
        match self.line(cell.row_nr) {
            Some(Line::Heading(heading)) if cell.col_nr == 0 => {
                let rect = ui.max_rect();
                let at = pos2(rect.left() + space::XS, rect.bottom() - space::XS);
                ui.painter().text(at, Align2::LEFT_BOTTOM, heading, semibold(size::SMALL), self.ctx.theme.muted);
            }
            Some(Line::Row(at)) => {
                let Some(row) = table.rows.get(*at) else { return };
                match cell.col_nr.checked_sub(1) {
                    None => self.title_cell(ui, row),
                    Some(at) => {
                        if let (Some(figure), Some(place)) = (row.cells.get(at), table.places.get(at)) {
                            self.figure_cell(ui, row, figure, place);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn row_top_offset(&self, _ctx: &egui::Context, _table_id: egui::Id, row: u64) -> f32 {
        usize::try_from(row).ok().and_then(|row| self.tops.get(row)).or(self.tops.last()).copied().unwrap_or(0.0)
    }

    fn default_row_height(&self) -> f32 {
        ROW
    }
}
