//! The heat map of sub-fields and rounds.

use egui::{Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, epaint::TextShape, pos2, vec2};

use super::{Shown, is_only, small, toggle_only};
use crate::{
    action::CommandQueue,
    analysis::deal_stats::{HeatCell, HeatMap, bounds_of, sum_bounds},
    model::claim::Measure,
    panels::{
        PanelCtx,
        deal_words::{counted, money_text, round_name, sub_field_name},
    },
    views::{
        theme::{Theme, regular, size, space, weight},
        widgets::shortened_galley,
    },
};

/// Height of a row.
const ROW: f32 = space::HIT;
/// Most room for the names of sub-fields.
const NAMES: f32 = 128.0;
/// Most room for the names of rounds.
const HEAD: f32 = 88.0;
/// Most width of a cell.
const CELL: f32 = 56.0;
/// Steps of the legend's ramp.
const STEPS: u8 = 32;

pub(super) fn heat_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>, out: &mut CommandQueue) {
    let heat = &shown.stats.heat;
    small(ui, ctx, ctx.text.get("stats-heat-note"));
    let width = ui.available_width();
    let names = NAMES.min(width * 0.36);
    let cell = ((width - names) / heat.columns.len().max(1) as f32).min(CELL);
    let theme = ctx.theme;
    let titles: Vec<_> = heat
        .columns
        .iter()
        .map(|id| shortened_galley(ui, round_name(ctx, id.as_deref()), regular(size::SMALL), theme.muted, HEAD))
        .collect();
    let head = titles.iter().map(|title| title.size().x).fold(0.0, f32::max) + space::S;
    let (top, _) = ui.allocate_exact_size(vec2(width, head), Sense::hover());
    let left = top.left() + names;
    for (column, title) in titles.into_iter().enumerate() {
        let middle = left + cell * (column as f32 + 0.5);
        let corner = pos2(middle - title.size().y / 2.0, top.bottom() - 2.0);
        ui.painter().add(TextShape::new(corner, title, theme.muted).with_angle(-std::f32::consts::FRAC_PI_2));
    }
    let largest = heat.largest(shown.measure);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, field) in heat.rows.iter().enumerate() {
            let (rect, name) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
            let words = sub_field_name(ctx, field.as_deref());
            let galley = shortened_galley(ui, words, regular(size::SMALL), theme.text, names - space::S);
            let cut = galley.elided;
            ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, theme.text);
            if cut {
                name.on_hover_text(words);
            }
            for column in 0..heat.columns.len() {
                let corner = pos2(left + cell * column as f32, rect.top());
                let room = Rect::from_min_size(corner, vec2(cell, ROW)).shrink(0.5);
                match heat.cell(at, column) {
                    Some(found) => cell_ui(ui, ctx, shown, (heat, at, column), (found, largest, room), out),
                    None => {
                        ui.painter().rect_stroke(room, 1, theme.hairline(), StrokeKind::Inside);
                    }
                }
            }
        }
    });
    legend(ui, ctx, shown, largest);
    if heat.rows_left_out > 0 {
        small(ui, ctx, &ctx.text.fmt("stats-heat-left-out", &[("n", heat.rows_left_out.into())]));
    }
}

fn cell_ui(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    shown: Shown<'_>,
    (heat, row, column): (&HeatMap, usize, usize),
    (cell, largest, room): (&HeatCell, i128, Rect),
    out: &mut CommandQueue,
) {
    let theme = ctx.theme;
    let field = heat.rows.get(row).and_then(Option::as_deref);
    let round = heat.columns.get(column).and_then(Option::as_deref);
    let values = [("sub_field", field.unwrap_or_default()), ("round", round.unwrap_or_default())];
    let on = is_only(&ctx.model.view.filters, &values);
    let response = ui.interact(room, ui.scope_id().with(("heat", row, column)), Sense::click());
    let events = counted(cell.events);
    let mut amount = money_text(ctx, sum_bounds(&cell.amount, shown.currency), shown.currency);
    if cell.amount.unknown > 0 {
        let unknown = counted(cell.amount.unknown);
        amount = format!("{amount} · {}", ctx.text.fmt("stats-heat-unknown", &[("n", (&unknown).into())]));
    }
    let args = [
        ("row", sub_field_name(ctx, field).into()),
        ("column", round_name(ctx, round).into()),
        ("n", (&events).into()),
        ("amount", (&amount).into()),
    ];
    let name = ctx.text.fmt("stats-heat-cell", &args);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
    let value = cell.value(shown.measure);
    let painter = ui.painter();
    if value > 0 {
        let fill = theme.ramp(HeatMap::shade(value, largest));
        painter.rect_filled(room, 1, fill);
        let ink = ink_on(fill, theme);
        let galley = painter.layout_no_wrap(events, regular(size::SMALL), ink);
        if galley.size().x <= room.width() {
            painter.galley(room.center() - galley.size() / 2.0, galley, ink);
        }
    } else {
        // Deals whose money is not known: no zero.
        painter.rect_stroke(room, 1, Stroke::new(weight::THIN, theme.muted), StrokeKind::Inside);
    }
    if on || response.hovered() || response.has_focus() {
        painter.rect_stroke(room, 1, Stroke::new(weight::BOLD, theme.accent), StrokeKind::Inside);
    }
    if response.clicked() {
        toggle_only(ctx, &values, out);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(name);
}

/// Text or panel colour, whichever stands out more.
fn ink_on(fill: Color32, theme: &Theme) -> Color32 {
    let light = |color: Color32| egui::Rgba::from(color).intensity();
    let contrast = |a: f32, b: f32| (a.max(b) + 0.05) / (a.min(b) + 0.05);
    let by = |ink: Color32| contrast(light(ink), light(fill));
    if by(theme.text) >= by(theme.panel) { theme.text } else { theme.panel }
}

/// The scale: it grows as a square root, so its middle is a quarter of its end.
fn legend(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>, largest: i128) {
    let width = ui.available_width().min(220.0);
    let (bar, _) = ui.allocate_exact_size(vec2(width, 9.0), Sense::hover());
    for step in 0..STEPS {
        let t = f32::from(step) / f32::from(STEPS);
        let left = bar.left() + bar.width() * t;
        let part = Rect::from_min_max(pos2(left, bar.top()), pos2(left + bar.width() / f32::from(STEPS) + 0.5, bar.bottom()));
        ui.painter().rect_filled(part, 0, ctx.theme.ramp(f64::from(t)));
    }
    let (ticks, response) = ui.allocate_exact_size(vec2(width, 15.0), Sense::hover());
    let said = |value: i128| match shown.measure {
        Measure::Events => counted(u64::try_from(value).unwrap_or(u64::MAX)),
        Measure::Amount => money_text(ctx, bounds_of(Some(value), Some(value), shown.currency), shown.currency),
    };
    let words = [said(0), said(largest / 4), said(largest)];
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.join(" – ")));
    for (share, words) in [0.0, 0.5, 1.0].into_iter().zip(&words) {
        let galley = ui.painter().layout_no_wrap(words.clone(), regular(size::SMALL), ctx.theme.muted);
        let left = ticks.left() + (ticks.width() - galley.size().x) * share;
        ui.painter().galley(pos2(left, ticks.top()), galley, ctx.theme.muted);
    }
}
