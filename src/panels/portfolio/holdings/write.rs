//! A cell of the holdings table while it is written.

use egui::{Key, Modifiers, Rect, TextEdit, Ui};

use super::{HoldingsScratch, Writing};
use crate::{
    action::CommandQueue,
    analysis::portfolio::cells::{HoldingColumn, cell_text, set_cell},
    model::{
        document::KeyedEdit,
        portfolio::{Fund, Holding, PortfolioEdit},
    },
    panels::{
        PanelCtx,
        portfolio::{edit, hold_keys},
    },
    views::theme::{radius, regular, size, weight},
};

/// Begins to write a cell: with what it holds, or with what was typed.
pub(super) fn begin(
    scratch: &mut HoldingsScratch,
    ctx: &PanelCtx<'_>,
    fund: &Fund,
    holding: &Holding,
    column: HoldingColumn,
    typed: Option<String>,
) {
    let text = typed.unwrap_or_else(|| cell_text(&ctx.model.data, Some(fund), holding, column, ctx.lang()));
    scratch.writing = Some(Writing { text, problem: None, is_new: true });
    scratch.from = None;
}

/// The field in the place of the cell; Tab and Enter keep what was written and go on, Esc leaves the
/// cell as it was.
pub(super) fn writing_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    cell: Rect,
    (key, holding, fund, column): (&str, &Holding, &Fund, HoldingColumn),
    out: &mut CommandQueue,
) {
    let Some(writing) = &mut scratch.writing else { return };
    let field = TextEdit::singleline(&mut writing.text)
        .font(regular(size::BODY))
        .margin(egui::Margin::symmetric(4, 2))
        .align(egui::Align2::LEFT_CENTER)
        .id_salt("cell");
    // Tab and Enter are the table's own while a cell is written.
    let (tab, back, enter, escape) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::Tab),
            input.consume_key(Modifiers::SHIFT, Key::Tab),
            input.consume_key(Modifiers::NONE, Key::Enter),
            input.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    let response = ui.put(cell, field).accessible_name(ctx.text.get(column.key()));
    hold_keys(ui, &response);
    if std::mem::take(&mut writing.is_new) {
        response.request_focus();
        if let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), response.id) {
            let all = egui::text::CCursorRange::two(
                egui::text::CCursor::new(0),
                egui::text::CCursor::new(writing.text.chars().count()),
            );
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), response.id);
        }
    }
    if let Some(problem) = &writing.problem {
        let words = ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())]);
        let stroke = egui::Stroke::new(weight::BOLD, ctx.theme.warning);
        ui.painter().rect_stroke(cell, radius::CONTROL, stroke, egui::StrokeKind::Inside);
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, cell).show(|ui| {
            ui.label(words);
        });
    }
    if escape {
        scratch.writing = None;
        return;
    }
    let left = response.lost_focus() && !(tab || back || enter);
    if !(tab || back || enter || left) {
        return;
    }
    let mut changed = holding.clone();
    match set_cell(&ctx.model.data, Some(fund), &mut changed, column, &writing.text) {
        Ok(()) => {
            if changed != *holding {
                let put = KeyedEdit::Put { key: key.to_owned(), value: changed };
                edit(out, "portfolio-did-edit-holding", PortfolioEdit::Holding(put));
            }
            scratch.writing = None;
            if let Some((row, at)) = scratch.cursor {
                scratch.cursor = Some(match (tab, back, enter) {
                    (true, _, _) => (row, (at + 1).min(HoldingColumn::ALL.len() - 1)),
                    (_, true, _) => (row, at.saturating_sub(1)),
                    (_, _, true) => (row + 1, at),
                    _ => (row, at),
                });
            }
        }
        Err(problem) => {
            writing.problem = Some(problem);
            writing.is_new = !left;
        }
    }
}
