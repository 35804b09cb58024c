//! Keys of the holdings table while a cell has the cursor and none is written.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use super::{HoldingsScratch, List, write::begin};
use crate::{
    action::CommandQueue,
    analysis::portfolio::{
        cells::{HoldingColumn, grid, set_cell},
        rows,
    },
    model::{
        document::KeyedEdit,
        portfolio::{Fund, Portfolio, PortfolioEdit},
    },
    panels::{PanelCtx, portfolio::edit},
};

/// Problems of a paste that are shown.
const TOLD: usize = 5;

/// What the keys ask for in this frame.
enum Asked {
    Move(isize, isize),
    Write(Option<String>),
    Empty,
    FillDown,
    Paste(String),
    Leave,
}

/// Keys of the table while a cell has the cursor and none is written.
pub(super) fn keys(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    id: Id,
    (fund_key, fund, list): (&str, &Fund, List<'_>),
    out: &mut CommandQueue,
) {
    if list.len() == 0 {
        paste_first(ui, ctx, scratch, (fund_key, list.content), out);
        return;
    }
    let Some((row, at)) = scratch.cursor.filter(|_| scratch.writing.is_none()) else { return };
    let cell = id.with((row, at));
    let focused = ui.memory(|memory| memory.focused());
    let in_table = (0..list.len().max(1)).contains(&row) && focused.is_none_or(|focused| focused == cell);
    if !in_table {
        return;
    }
    ui.memory_mut(|memory| {
        memory.request_focus(cell);
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        memory.set_focus_lock_filter(cell, filter);
    });
    let Some((key, holding)) = list.get(row) else { return };
    let content = list.content;
    let Some(column) = HoldingColumn::ALL.get(at).copied() else { return };
    match asked(ui) {
        None => {}
        Some(Asked::Leave) => {
            scratch.cursor = None;
            ui.memory_mut(|memory| memory.surrender_focus(cell));
        }
        Some(Asked::Move(down, right)) => {
            let shift = ui.input(|input| input.modifiers.shift) && right == 0;
            scratch.from = if shift { scratch.from.or(Some(row)) } else { None };
            let row = row.saturating_add_signed(down).min(list.len().saturating_sub(1));
            let at = at.saturating_add_signed(right).min(HoldingColumn::ALL.len() - 1);
            scratch.cursor = Some((row, at));
            ui.memory_mut(|memory| memory.request_focus(id.with((row, at))));
        }
        Some(Asked::Write(typed)) => begin(scratch, ctx, fund, holding, column, typed),
        Some(Asked::Empty) => {
            let mut changed = holding.clone();
            if set_cell(&ctx.model.data, Some(fund), &mut changed, column, "").is_ok() && changed != *holding {
                let put = KeyedEdit::Put { key: key.to_owned(), value: changed };
                edit(out, "portfolio-did-edit-holding", PortfolioEdit::Holding(put));
            }
        }
        Some(Asked::FillDown) => {
            let from = scratch.from.unwrap_or(row.saturating_sub(1));
            let span = (from.min(row), from.max(row));
            match rows::fill_down(&ctx.model.data, content, fund_key, column, span, ctx.lang()) {
                Ok(Some(asked)) => edit(out, "portfolio-did-fill-down", asked),
                Ok(None) => {}
                Err(problem) => scratch.told = vec![ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())])],
            }
        }
        Some(Asked::Paste(text)) => {
            let pasted = rows::paste(&ctx.model.data, content, fund_key, (row, at), &grid(&text));
            scratch.told = told(ctx, &pasted, row);
            if let Some(asked) = pasted.edit {
                edit(out, "portfolio-did-paste", asked);
            }
        }
    }
}

/// A block pasted while the empty table is under the pointer, or nothing has the keyboard.
fn paste_first(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut HoldingsScratch,
    (fund, content): (&str, &Portfolio),
    out: &mut CommandQueue,
) {
    if ui.ctx().egui_wants_keyboard_input() || !ui.rect_contains_pointer(ui.clip_rect()) {
        return;
    }
    let block = ui.input(|input| {
        input.events.iter().find_map(|event| if let Event::Paste(text) = event { Some(text.clone()) } else { None })
    });
    let Some(block) = block else { return };
    let pasted = rows::paste(&ctx.model.data, content, fund, (0, 0), &grid(&block));
    scratch.told = told(ctx, &pasted, 0);
    if let Some(asked) = pasted.edit {
        edit(out, "portfolio-did-paste", asked);
    }
}

fn asked(ui: &Ui) -> Option<Asked> {
    ui.input_mut(|input| {
        let pasted = input.events.iter().find_map(|event| match event {
            Event::Paste(text) => Some(text.clone()),
            _ => None,
        });
        if let Some(text) = pasted {
            return Some(Asked::Paste(text));
        }
        let shift = input.modifiers.shift;
        let with = if shift { Modifiers::SHIFT } else { Modifiers::NONE };
        for (key, down, right) in
            [(Key::ArrowDown, 1, 0), (Key::ArrowUp, -1, 0), (Key::ArrowRight, 0, 1), (Key::ArrowLeft, 0, -1)]
        {
            if input.consume_key(with, key) {
                return Some(Asked::Move(down, right));
            }
        }
        if input.consume_key(Modifiers::COMMAND, Key::D) {
            return Some(Asked::FillDown);
        }
        if input.consume_key(Modifiers::NONE, Key::Enter) || input.consume_key(Modifiers::NONE, Key::F2) {
            return Some(Asked::Write(None));
        }
        if input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace) {
            return Some(Asked::Empty);
        }
        if input.consume_key(Modifiers::NONE, Key::Escape) {
            return Some(Asked::Leave);
        }
        let typed = input.events.iter().find_map(|event| match event {
            Event::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        })?;
        input.events.retain(|event| !matches!(event, Event::Text(_)));
        Some(Asked::Write(Some(typed)))
    })
}

/// What a paste left, in words.
fn told(ctx: &PanelCtx<'_>, pasted: &rows::Pasted, first: usize) -> Vec<String> {
    let counts = [("taken", pasted.taken.into()), ("left", pasted.problems.len().into())];
    if pasted.problems.is_empty() && pasted.rows_left_out == 0 {
        return Vec::new();
    }
    let mut lines = vec![ctx.text.fmt("portfolio-pasted", &counts)];
    for (row, column, text, problem) in pasted.problems.iter().take(TOLD) {
        let why = ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())]);
        let title = ctx.text.get(column.key());
        lines.push(format!("{}, {title}: {text} — {why}", first + row + 1));
    }
    if pasted.problems.len() > TOLD {
        lines.push(format!("(+ {})", pasted.problems.len() - TOLD));
    }
    if pasted.rows_left_out > 0 {
        lines.push(ctx.text.fmt("portfolio-pasted-too-many", &[("n", pasted.rows_left_out.into())]));
    }
    lines
}
