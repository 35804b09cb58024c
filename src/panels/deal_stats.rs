//! Statistics of the deals of own tables: concentration, sizes of rounds, investors, and where
//! sub-fields and rounds meet.

mod concentration;
mod heat;
mod league;
mod sizes;

use egui::{Frame, Margin, Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::{
    PanelCtx,
    deal_words::{counted, synthetic_mark},
};
use crate::{
    action::{
        CommandQueue,
        command::{FilterCommand, ViewCommand},
    },
    analysis::deal_stats::{DealStats, Over},
    model::{claim::Measure, filter::Filter, unit::Currency, view_state::FinancingView},
    views::{
        theme::{regular, semibold, size, space},
        widgets::{Icon, paint_icon, ring_around, segmented, shortened_galley},
    },
};

/// Room beside the content.
const MARGIN: Margin = Margin { left: 12, right: 14, top: 6, bottom: 6 };

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct DealStatsScratch {
    over: Over,
    /// Sections that a person closed, by text key.
    closed: Vec<&'static str>,
}

/// What the sections are drawn from.
#[derive(Clone, Copy)]
struct Shown<'a> {
    stats: &'a DealStats,
    measure: Measure,
    currency: Currency,
}

/// Draws the statistics; they are made in the background, and those of before stay meanwhile.
pub fn deal_stats_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut DealStatsScratch, out: &mut CommandQueue) {
    Frame::NONE.inner_margin(MARGIN).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        let state = &ctx.model.tables.stats;
        if ctx.model.tables.cube.is_none() {
            small(ui, ctx, ctx.text.get("stats-empty"));
            return;
        }
        let measure = ctx.model.view.financing.measure;
        ui.horizontal_wrapped(|ui| {
            synthetic_mark(ui, ctx);
            if let Some(stats) = &state.found {
                let deals = counted(stats.deals as u64);
                small(ui, ctx, &ctx.text.fmt("stats-deals", &[("n", (&deals).into())]));
            }
            if state.running {
                let key = if state.found.is_some() { "stats-updating" } else { "stats-working" };
                small(ui, ctx, ctx.text.get(key));
            }
        });
        if let Some(problem) = &state.problem {
            ui.add(egui::Label::new(RichText::new(problem).font(regular(size::SMALL)).color(ctx.theme.warning)).wrap());
        }
        let Some(stats) = &state.found else { return };
        let Some(currency) = stats.currency.filter(|_| stats.deals > 0) else {
            small(ui, ctx, ctx.text.get("stats-none"));
            return;
        };
        ui.horizontal_wrapped(|ui| {
            small(ui, ctx, ctx.text.get("stats-by"));
            let choices = [(Measure::Events, "stats-by-events"), (Measure::Amount, "stats-by-amount")];
            let choices = choices.map(|(measure, key)| (measure, ctx.text.get(key)));
            if let Some(measure) = segmented(ui, ctx.theme, ctx.text.get("stats-by"), &choices, measure) {
                out.push(ViewCommand::Financing(FinancingView { measure, ..ctx.model.view.financing.clone() }));
            }
        });
        let shown = Shown { stats, measure, currency };
        ScrollArea::vertical().id_salt("deal-stats").auto_shrink([false, false]).show(ui, |ui| {
            // Old figures stand back until the new ones are there.
            if state.running {
                ui.set_opacity(0.6);
            }
            if section(ui, ctx, "stats-concentration", &mut scratch.closed) {
                concentration::concentration_ui(ui, ctx, shown, &mut scratch.over);
            }
            if section(ui, ctx, "stats-sizes", &mut scratch.closed) {
                sizes::sizes_ui(ui, ctx, shown);
            }
            if section(ui, ctx, "stats-league", &mut scratch.closed) {
                league::league_ui(ui, ctx, shown, out);
            }
            if section(ui, ctx, "stats-pairs", &mut scratch.closed) {
                league::pairs_ui(ui, ctx, shown);
            }
            if section(ui, ctx, "stats-heat", &mut scratch.closed) {
                heat::heat_ui(ui, ctx, shown, out);
            }
        });
    });
}

/// A heading that folds what is under it; true while that is open.
fn section(ui: &mut Ui, ctx: &PanelCtx<'_>, key: &'static str, closed: &mut Vec<&'static str>) -> bool {
    let open = !closed.contains(&key);
    let (title, theme) = (ctx.text.get(key), ctx.theme);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
    let says = if open { "stats-close-section" } else { "stats-open-section" };
    let name = ctx.text.fmt(says, &[("section", title.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ink = if response.hovered() { theme.text } else { theme.muted };
    let icon = if open { Icon::Down } else { Icon::Next };
    paint_icon(ui.painter(), rect.with_max_x(rect.left() + 12.0), 10.0, icon, ink);
    let galley = shortened_galley(ui, title, semibold(size::BODY), theme.text, rect.width() - 18.0);
    ui.painter().galley(rect.left_center() + vec2(18.0, -galley.size().y / 2.0), galley, theme.text);
    ui.painter().hline(rect.x_range(), rect.top(), theme.hairline());
    ring_around(ui, theme, &response);
    if response.clicked() {
        if open { closed.push(key) } else { closed.retain(|one| *one != key) }
    }
    open
}

fn small(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) -> Response {
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap())
}

/// Lets only these values of dimensions through, or all again where only these were.
fn toggle_only(ctx: &PanelCtx<'_>, values: &[(&str, &str)], out: &mut CommandQueue) {
    let mut filter: Filter = ctx.model.view.filters.clone();
    let on = is_only(&filter, values);
    for (dimension, value) in values {
        filter.deals.remove(*dimension);
        if !on {
            filter.deals.insert((*dimension).to_owned(), [(*value).to_owned()].into());
        }
    }
    out.push(FilterCommand::Set(Box::new(filter)));
}

/// True where only these values are let through.
fn is_only(filter: &Filter, values: &[(&str, &str)]) -> bool {
    values.iter().all(|(dimension, value)| {
        filter.deals.get(*dimension).is_some_and(|on| on.len() == 1 && on.iter().any(|one| one == value))
    })
}
