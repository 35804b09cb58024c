//! The investors with the most deals or money, and who invests with whom.

use egui::{Align2, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Shown, is_only, small, toggle_only};
use crate::{
    action::CommandQueue,
    analysis::deal_stats::sum_bounds,
    model::claim::Measure,
    panels::{
        PanelCtx,
        deal_words::{counted, money_number, money_unit},
    },
    views::{
        theme::{radius, regular, size, space},
        widgets::{ring_around, shortened_galley},
    },
};

/// Room for the rank.
const RANK: f32 = 22.0;
/// Room for a count.
const COUNT: f32 = 56.0;
/// Room for an amount.
const AMOUNT: f32 = 104.0;

pub(super) fn league_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>, out: &mut CommandQueue) {
    let stats = shown.stats;
    let rows = match shown.measure {
        Measure::Events => &stats.league_by_events,
        Measure::Amount => &stats.league_by_amount,
    };
    let (n, all) = (counted(rows.len() as u64), counted(stats.investors as u64));
    let of = ctx.text.fmt("stats-league-of", &[("n", (&n).into()), ("all", (&all).into())]);
    small(ui, ctx, &format!("{of} · {}", ctx.text.get("stats-league-note")));
    let unit = money_unit(ctx, shown.currency);
    let amount_title = ctx.text.fmt("stats-column-amount", &[("unit", (&unit).into())]);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let title = |x: f32, align, words: &str| {
        ui.painter().text(pos2(x, head.center().y), align, words, regular(size::SMALL), ctx.theme.muted);
    };
    title(head.left() + RANK, Align2::LEFT_CENTER, ctx.text.get("stats-column-investor"));
    title(head.right() - AMOUNT, Align2::RIGHT_CENTER, ctx.text.get("stats-column-deals"));
    title(head.right(), Align2::RIGHT_CENTER, &amount_title);
    for (rank, investor) in (1..).zip(rows) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
        let value = [("investor", investor.name.as_str())];
        let on = is_only(&ctx.model.view.filters, &value);
        let events = counted(investor.events);
        let amount = money_number(ctx, sum_bounds(&investor.amount, shown.currency), shown.currency);
        let name = format!("{rank} {}: {events}; {amount}", investor.name);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
        if on || response.hovered() {
            let fill = if on { ctx.theme.selection } else { ctx.theme.hover };
            ui.painter().rect_filled(rect, radius::CONTROL, fill);
        }
        let put = |x: f32, align, words: &str, color| {
            ui.painter().text(pos2(x, rect.center().y), align, words, regular(size::BODY), color)
        };
        put(rect.left() + RANK - space::S, Align2::RIGHT_CENTER, &rank.to_string(), ctx.theme.muted);
        // A wide range takes room from the name, never from the figure.
        let figure = put(rect.right(), Align2::RIGHT_CENTER, &amount, ctx.theme.text);
        let deals = put((rect.right() - AMOUNT).min(figure.left() - space::S), Align2::RIGHT_CENTER, &events, ctx.theme.text);
        let room = (rect.right() - AMOUNT - COUNT).min(deals.left() - space::S) - rect.left() - RANK;
        let galley = shortened_galley(ui, &investor.name, regular(size::BODY), ctx.theme.text, room);
        let cut = galley.elided;
        ui.painter().galley(rect.left_center() + vec2(RANK, -galley.size().y / 2.0), galley, ctx.theme.text);
        ring_around(ui, ctx.theme, &response);
        if response.clicked() {
            toggle_only(ctx, &value, out);
        }
        let mut hover = if cut { investor.name.clone() } else { String::new() };
        if investor.amount.unknown > 0 {
            let unknown = counted(investor.amount.unknown);
            let words = ctx.text.fmt("stats-heat-unknown", &[("n", (&unknown).into())]);
            hover = if hover.is_empty() { words } else { format!("{hover}\n{words}") };
        }
        if !hover.is_empty() {
            response.on_hover_text(hover);
        }
    }
}

pub(super) fn pairs_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>) {
    if shown.stats.pairs.is_empty() {
        small(ui, ctx, ctx.text.get("stats-pairs-none"));
    }
    for (rank, pair) in (1..).zip(&shown.stats.pairs) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let (names, deals) = (format!("{} + {}", pair.one, pair.other), counted(pair.deals));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{rank} {names}: {deals}")));
        let put = |x: f32, align, words: &str, color| {
            ui.painter().text(pos2(x, rect.center().y), align, words, regular(size::BODY), color)
        };
        put(rect.left() + RANK - space::S, Align2::RIGHT_CENTER, &rank.to_string(), ctx.theme.muted);
        let figure = put(rect.right(), Align2::RIGHT_CENTER, &deals, ctx.theme.text);
        let room = figure.left() - space::S - rect.left() - RANK;
        let galley = shortened_galley(ui, &names, regular(size::BODY), ctx.theme.text, room);
        let cut = galley.elided;
        ui.painter().galley(rect.left_center() + vec2(RANK, -galley.size().y / 2.0), galley, ctx.theme.text);
        if cut {
            response.on_hover_text(names);
        }
    }
}
