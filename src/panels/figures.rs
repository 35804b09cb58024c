//! The figures of the 2020 report: what they were and what became of them.

use std::collections::BTreeMap;

use egui::{Align, Layout, RichText, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, SelectCommand},
    },
    model::{
        claim::{FigureState, SourceFigure},
        item::Item,
        layout::Panel,
    },
    text::number::grouped,
    views::{
        theme::{regular, size, space},
        widgets::{Cell, Column, Icon, Rows, Table, figure_kind_text, figure_state_text, icon_button},
    },
};

/// What only the figures table remembers.
#[derive(Clone, Debug, Default)]
pub struct FiguresScratch {
    order: Option<(usize, bool)>,
    shown: Option<u16>,
}

/// Draws totals by state and the table.
pub fn figures_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FiguresScratch, out: &mut CommandQueue) {
    let text = ctx.text;
    egui::Frame::NONE.inner_margin(egui::Margin { left: 12, right: 12, top: 6, bottom: 0 }).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        let mut figures: Vec<&SourceFigure> = ctx.model.data.figures.iter().collect();
        if figures.is_empty() {
            ui.centered_and_justified(|ui| {
                ui.label(RichText::new(text.get("sources-figures-none")).font(regular(size::BODY)).color(ctx.theme.muted));
            });
            return;
        }
        let mut totals: BTreeMap<FigureState, usize> = BTreeMap::new();
        for figure in &figures {
            *totals.entry(figure.state).or_default() += 1;
        }
        let mut said = vec![text.fmt("sources-figures-count", &[("n", figures.len().into())])];
        said.extend(totals.iter().map(|(state, n)| format!("{n} {}", figure_state_text(text, *state))));
        ui.horizontal(|ui| {
            ui.label(RichText::new(said.join(" · ")).font(regular(size::SMALL)).color(ctx.theme.muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, ctx.theme, Icon::Copy, text.get("sources-copy-table"), None).clicked() {
                    out.push(CopyCommand::PanelTable(Panel::Figures));
                }
            });
        });
        let (by, up) = scratch.order.unwrap_or((0, true));
        figures.sort_by(|a, b| {
            let order = sort_key(ctx, a, by).cmp(&sort_key(ctx, b, by));
            (if up { order } else { order.reverse() }).then_with(|| a.number.cmp(&b.number))
        });
        table_ui(ui, ctx, scratch, &figures, (by, up), out);
    });
}

fn sort_key(ctx: &PanelCtx<'_>, figure: &SourceFigure, column: usize) -> (u32, String) {
    let lang = ctx.lang();
    match column {
        0 => (u32::from(figure.number), String::new()),
        1 => (0, figure.caption.get(lang).to_owned()),
        2 => (0, figure.kind.clone()),
        3 => (figure.n.unwrap_or(0), String::new()),
        4 => (0, figure.legend_bins.clone()),
        5 => (0, figure.date_in_caption.clone()),
        _ => (0, format!("{:?}", figure.state)),
    }
}

struct FigureRows<'a> {
    ctx: &'a PanelCtx<'a>,
    figures: &'a [&'a SourceFigure],
}

impl Rows for FigureRows<'_> {
    fn cell(&self, row: usize, column: usize) -> Cell {
        let theme = self.ctx.theme;
        let Some(figure) = self.figures.get(row) else { return Cell::text("", theme.text) };
        let quiet = |text: &str| Cell::text(text, theme.muted);
        match column {
            0 => Cell::number(figure.number.to_string(), theme.muted),
            1 => {
                let caption = figure.caption.get(self.ctx.lang());
                if caption.is_empty() { quiet("–") } else { Cell::text(caption, theme.text) }
            }
            2 => quiet(figure_kind_text(self.ctx.text, &figure.kind)),
            3 => match figure.n {
                Some(n) => Cell::number(grouped(n.into()), theme.text),
                None => Cell::number("–", theme.muted),
            },
            4 if figure.legend_bins.is_empty() => quiet("–"),
            4 => Cell::text(figure.legend_bins.replace(';', ", "), theme.muted),
            5 => quiet(if figure.date_in_caption.is_empty() { "–" } else { &figure.date_in_caption }),
            _ => quiet(figure_state_text(self.ctx.text, figure.state)),
        }
    }

    fn name(&self, row: usize) -> String {
        let Some(figure) = self.figures.get(row) else { return String::new() };
        let number = self.ctx.text.fmt("sources-figure-number", &[("n", usize::from(figure.number).into())]);
        format!("{number} {}", figure.caption.get(self.ctx.lang()))
    }

    fn state(&self, row: usize) -> (bool, bool) {
        let Some(figure) = self.figures.get(row) else { return (false, false) };
        let item = Item::Figure(figure.number);
        (self.ctx.model.view.selection.contains(&item), self.ctx.model.transient.hover.as_ref() == Some(&item))
    }

    fn hover_ui(&self, ui: &mut Ui, row: usize) {
        let Some(figure) = self.figures.get(row) else { return };
        ui.set_max_width(320.0);
        ui.label(RichText::new(self.name(row)).font(regular(size::BODY)).color(self.ctx.theme.text));
        ui.label(
            RichText::new(figure_state_text(self.ctx.text, figure.state)).font(regular(size::SMALL)).color(self.ctx.theme.muted),
        );
    }
}

fn table_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut FiguresScratch,
    figures: &[&SourceFigure],
    sorted: (usize, bool),
    out: &mut CommandQueue,
) {
    let text = ctx.text;
    let spec: [(&str, f32, f32, bool, u8); 7] = [
        (text.get("sources-figure-no"), 48.0, 0.0, true, 0),
        (text.get("sources-figure-caption"), 200.0, 3.0, false, 0),
        (text.get("sources-figure-kind"), 100.0, 0.4, false, 2),
        (text.get("sources-figure-n"), 64.0, 0.0, true, 0),
        (text.get("sources-figure-bins"), 150.0, 1.0, false, 1),
        (text.get("sources-figure-date"), 100.0, 0.0, false, 3),
        (text.get("sources-figure-state"), 170.0, 0.6, false, 0),
    ];
    let columns: Vec<Column<'_>> = spec
        .into_iter()
        .map(|(title, least, share, right, dispensable)| Column { title, least, share, right, dispensable })
        .collect();
    let selected = match ctx.model.view.selection.primary() {
        Some(Item::Figure(number)) => Some(*number),
        _ => None,
    };
    let scroll_to =
        selected.filter(|number| scratch.shown != Some(*number)).and_then(|n| figures.iter().position(|f| f.number == n));
    scratch.shown = selected;
    let table = Table { id: "figures", columns: &columns, rows: figures.len(), sorted: Some(sorted), scroll_to };
    let done = table.show(ui, ctx.theme, &FigureRows { ctx, figures });
    if let Some(column) = done.sort_by {
        scratch.order = Some((column, if sorted.0 == column { !sorted.1 } else { true }));
    }
    if let Some(figure) = done.clicked.and_then(|row| figures.get(row)) {
        scratch.shown = Some(figure.number);
        out.push(SelectCommand::Set(Item::Figure(figure.number)));
    }
}
