//! Sizes of rounds: quartiles and medians on one logarithmic axis.

use egui::{Align2, Color32, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Shown, small};
use crate::{
    analysis::{
        cube::statistics::{Bounds, Spread},
        deal_stats::{Axis, BoxRow, bounds_of, box_model},
    },
    panels::{
        PanelCtx,
        deal_words::{counted, money_number, money_unit, round_name},
    },
    views::{
        theme::{DEALS, regular, size, space, weight},
        widgets::shortened_galley,
    },
};

/// Height of a row: the words over the box.
const ROW: f32 = 34.0;
/// Height of a box.
const BOX: f32 = 9.0;

pub(super) fn sizes_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>) {
    let sizes = &shown.stats.sizes;
    let model = box_model(sizes);
    let Some(axis) = model.axis else {
        small(ui, ctx, ctx.text.get("stats-sizes-none"));
        return;
    };
    let unit = money_unit(ctx, shown.currency);
    small(ui, ctx, &ctx.text.fmt("stats-sizes-head", &[("unit", (&unit).into())]));
    let counts: Vec<String> = sizes
        .iter()
        .map(|size| {
            let (known, unknown) = (counted(size.known as u64), counted(size.unknown as u64));
            ctx.text.fmt("stats-sizes-n", &[("n", (&known).into()), ("unknown", (&unknown).into())])
        })
        .collect();
    let widest = |words: &String| ui.painter().layout_no_wrap(words.clone(), regular(size::SMALL), ctx.theme.muted).size().x;
    let behind = counts.iter().map(widest).fold(0.0, f32::max) + space::S;
    let color = ctx.theme.category(DEALS);
    for ((spread, row), count) in sizes.iter().zip(&model.rows).zip(&counts) {
        let name = round_name(ctx, spread.key.as_deref());
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let said = figures(ctx, shown, spread);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {said}; {count}")));
        let figure = ui.painter().layout_no_wrap(said, regular(size::SMALL), ctx.theme.text);
        let room = rect.width() - figure.size().x - space::S;
        let label = shortened_galley(ui, name, regular(size::BODY), ctx.theme.text, room);
        ui.painter().galley(rect.left_top(), label, ctx.theme.text);
        ui.painter().galley(rect.right_top() - vec2(figure.size().x, 0.0), figure, ctx.theme.text);
        let line = Rect::from_min_max(rect.left_top() + vec2(0.0, 17.0), rect.right_bottom() - vec2(behind, 2.0));
        ui.painter().text(
            pos2(rect.right(), line.center().y),
            Align2::RIGHT_CENTER,
            count,
            regular(size::SMALL),
            ctx.theme.muted,
        );
        ui.painter().hline(line.x_range(), line.center().y, ctx.theme.hairline());
        for (_, place) in axis.ticks() {
            ui.painter().vline(line.left() + line.width() * place, line.y_range(), ctx.theme.hairline());
        }
        draw_box(ui, line, row, color, ctx.theme.text);
        response.on_hover_text(ctx.text.get("stats-sizes-hover"));
    }
    axis_ui(ui, ctx, shown, axis, behind);
}

/// "120 (50 – 300)".
fn figures(ctx: &PanelCtx<'_>, shown: Shown<'_>, spread: &Spread) -> String {
    if spread.known == 0 {
        return "–".to_owned();
    }
    let number = |bounds: Bounds| money_number(ctx, bounds_of(bounds.low, bounds.high, shown.currency), shown.currency);
    let [lower, median, upper] = [spread.lower_quartile, spread.median, spread.upper_quartile].map(number);
    let args = [("median", (&median).into()), ("lower", (&lower).into()), ("upper", (&upper).into())];
    ctx.text.fmt("stats-sizes-row", &args)
}

/// Solid between what the quartiles surely enclose, pale out to what they may.
fn draw_box(ui: &Ui, line: Rect, row: &BoxRow, color: Color32, ink: Color32) {
    let x = |place: f32| line.left() + line.width() * place;
    let body = |from: f32, to: f32| {
        Rect::from_min_max(
            pos2(x(from), line.center().y - BOX / 2.0),
            pos2(x(to).max(x(from) + 1.0), line.center().y + BOX / 2.0),
        )
    };
    let painter = ui.painter();
    let ([lower_low, lower_high], [upper_low, upper_high]) = (row.lower, row.upper);
    if let (Some(from), Some(to)) = (lower_low.or(lower_high), upper_high.or(upper_low)) {
        painter.rect_filled(body(from, to), 1, color.gamma_multiply(0.3));
    }
    if let (Some(from), Some(to)) = (lower_high, upper_low)
        && from <= to
    {
        painter.rect_filled(body(from, to), 1, color.gamma_multiply(0.75));
    }
    for median in row.median.into_iter().flatten() {
        painter.vline(
            x(median),
            line.center().y - BOX / 2.0 - 2.0..=line.center().y + BOX / 2.0 + 2.0,
            Stroke::new(weight::BOLD, ink),
        );
    }
}

fn axis_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, shown: Shown<'_>, axis: Axis, behind: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    let width = rect.width() - behind;
    let mut free = rect.left();
    for (value, place) in axis.ticks() {
        let words = money_number(ctx, bounds_of(Some(value), Some(value), shown.currency), shown.currency);
        let galley = ui.painter().layout_no_wrap(words, regular(size::SMALL), ctx.theme.muted);
        let half = galley.size().x / 2.0;
        let middle = (rect.left() + width * place).max(rect.left() + half);
        if middle - half >= free {
            free = middle + half + space::S;
            ui.painter().galley(pos2(middle - half, rect.top()), galley, ctx.theme.muted);
        }
    }
}
