//! How much the largest hold, and the Lorenz curve.

use egui::{Align2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::Decimal;

use super::{Shown, small};
use crate::{
    analysis::{cube::statistics::Concentration, deal_stats::Over},
    model::{
        claim::Measure,
        quantity::{Bounds, Quantity},
        unit::Unit,
    },
    panels::{PanelCtx, deal_words::counted},
    text::number::Digits,
    views::{
        theme::{radius, regular, semibold, size, weight},
        widgets::segmented,
    },
};

/// Room for what stands in front of a bar.
const LABEL: f32 = 72.0;
/// Room for a share behind it.
const FIGURE: f32 = 48.0;
/// Side of the curve.
const CURVE: f32 = 132.0;
/// Width from which curve and bars stand side by side.
const SIDE_BY_SIDE: f32 = 400.0;

pub(super) fn concentration_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>, over: &mut Over) {
    let choices = [
        (Over::Investors, ctx.text.get("stats-over-investors")),
        (Over::Places, ctx.text.get("stats-over-places")),
        (Over::Companies, ctx.text.get("stats-over-companies")),
    ];
    ui.horizontal_wrapped(|ui| {
        if let Some(picked) = segmented(ui, ctx.theme, ctx.text.get("stats-over"), &choices, *over) {
            *over = picked;
        }
    });
    let at = Over::ALL.iter().position(|one| one == over).unwrap_or_default();
    let Some(both) = shown.stats.concentrations.get(at) else { return };
    let found = match shown.measure {
        Measure::Events => &both.events,
        Measure::Amount => &both.amount,
    };
    if ui.available_width() >= SIDE_BY_SIDE {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - CURVE - 48.0);
                shares(ui, ctx, found);
            });
            lorenz(ui, ctx, found);
        });
    } else {
        shares(ui, ctx, found);
        lorenz(ui, ctx, found);
    }
    let mut notes = Vec::new();
    let mut note = |key: &str, n: u64| {
        if n > 0 {
            notes.push(ctx.text.fmt(key, &[("n", (&counted(n)).into())]));
        }
    };
    note("stats-no-group", both.no_group);
    if shown.measure == Measure::Amount {
        note("stats-no-amount", both.no_amount);
        notes.push(ctx.text.get("stats-lowest").to_owned());
    }
    if *over == Over::Investors {
        notes.push(ctx.text.get("stats-investors-once").to_owned());
    }
    small(ui, ctx, &notes.join(" · "));
}

fn shares(ui: &mut Ui, ctx: &PanelCtx<'_>, found: &Concentration) {
    for k in [1_usize, 3, 10] {
        // With fewer groups there is no such share.
        if found.groups < k {
            continue;
        }
        let value = found.top.get(k - 1).copied().unwrap_or_default();
        let half = found.whole / 2;
        let points = value.saturating_mul(10_000).saturating_add(half).checked_div(found.whole).unwrap_or_default();
        share_bar(ui, ctx, &ctx.text.fmt("stats-top", &[("k", k.into())]), points);
    }
    ui.horizontal_wrapped(|ui| {
        let hhi = found.hhi.map_or_else(|| "–".to_owned(), |hhi| counted(u64::from(hhi)));
        let words = format!("{} {hhi}", ctx.text.get("stats-hhi"));
        let label = egui::Label::new(egui::RichText::new(words).font(semibold(size::BODY)).color(ctx.theme.text));
        ui.add(label).on_hover_text(ctx.text.get("stats-hhi-hover"));
        small(ui, ctx, &ctx.text.fmt("stats-groups", &[("n", (&counted(found.groups as u64)).into())]));
    });
}

/// A share in hundredths of a percent.
fn share_bar(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, points: i128) {
    let theme = ctx.theme;
    let percent = Decimal::try_from_i128_with_scale(points, 2).unwrap_or_default();
    let figure = Quantity::computed(Some(percent), Bounds::point(percent), Unit::percent());
    let figure = ctx.writer().quantity(&figure, Digits::Short);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {figure}")));
    let painter = ui.painter();
    painter.text(rect.left_center(), Align2::LEFT_CENTER, name, regular(size::SMALL), theme.muted);
    painter.text(rect.right_center(), Align2::RIGHT_CENTER, &figure, regular(size::SMALL), theme.text);
    let bar = Rect::from_min_max(
        pos2(rect.left() + LABEL, rect.center().y - 5.0),
        pos2((rect.right() - FIGURE).max(rect.left() + LABEL), rect.center().y + 5.0),
    );
    painter.rect_filled(bar, radius::CONTROL, theme.hover);
    let share = (points as f32 / 10_000.0).clamp(0.0, 1.0);
    painter.rect_filled(bar.with_max_x(bar.left() + bar.width() * share), radius::CONTROL, theme.category(COLOR));
}

/// The category that deals have everywhere.
const COLOR: usize = crate::views::theme::DEALS;

fn lorenz(ui: &mut Ui, ctx: &PanelCtx<'_>, found: &Concentration) {
    let theme = ctx.theme;
    let (room, response) = ui.allocate_exact_size(vec2(CURVE + 32.0, CURVE + 16.0), Sense::hover());
    let name = ctx.text.get("stats-lorenz");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    let plot = Rect::from_min_size(room.min + vec2(30.0, 4.0), vec2(CURVE, CURVE - 6.0));
    let painter = ui.painter();
    let place = |x: f32, y: f32| pos2(plot.left() + plot.width() * x, plot.bottom() - plot.height() * y);
    for (share, words) in [(0.0, "0"), (0.5, "50"), (1.0, "100")] {
        painter.hline(plot.x_range(), place(0.0, share).y, theme.hairline());
        painter.vline(place(share, 0.0).x, plot.y_range(), theme.hairline());
        let font = regular(size::SMALL);
        painter.text(place(0.0, share) - vec2(4.0, 0.0), Align2::RIGHT_CENTER, words, font.clone(), theme.muted);
        painter.text(place(share, 0.0) + vec2(0.0, 2.0), Align2::CENTER_TOP, words, font, theme.muted);
    }
    let (Some(groups), true) = (found.lorenz.last().map(|last| last.groups.max(1)), found.whole > 0) else { return };
    painter.line_segment([place(0.0, 0.0), place(1.0, 1.0)], Stroke::new(weight::THIN, theme.muted));
    let share = |groups_to: usize, value: i128| (groups_to as f32 / groups as f32, (value as f64 / found.whole as f64) as f32);
    let curve: Vec<_> = found.lorenz.iter().map(|point| share(point.groups, point.value)).collect();
    painter
        .add(Shape::line(curve.iter().map(|(x, y)| place(*x, *y)).collect(), Stroke::new(weight::BOLD, theme.category(COLOR))));
    let axes = format!("{}\n{}", ctx.text.get("stats-lorenz-x"), ctx.text.get("stats-lorenz-y"));
    let words = response.hover_pos().and_then(|at| {
        let wanted = (at.x - plot.left()) / plot.width();
        let near = curve.iter().min_by(|(a, _), (b, _)| (a - wanted).abs().total_cmp(&(b - wanted).abs()))?;
        painter.circle_filled(place(near.0, near.1), 3.5, theme.category(COLOR));
        let percent = |share: f32| format!("{:.0}", share * 100.0);
        let args = [("groups", percent(near.0)), ("share", percent(near.1))];
        Some(ctx.text.fmt("stats-lorenz-point", &args.each_ref().map(|(name, value)| (*name, value.into()))))
    });
    response.on_hover_text_at_pointer(words.map_or_else(|| axes.clone(), |words| format!("{name}: {words}\n{axes}")));
}
