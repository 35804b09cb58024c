//! Texts on the marks: values and growth, as far as they fit without meeting each other.

use egui::{Color32, Rect, Ui, pos2, vec2};

use super::words::{growth_text, short_value};
use crate::{
    analysis::chart::Mark,
    model::{period::PeriodKind, quantity::Qualifier},
    panels::PanelCtx,
    text::period::period_text,
    views::theme::{regular, size},
};

/// Distance between a mark and its text.
const GAP: f32 = 2.0;

/// Least distance between two texts side by side.
const APART: f32 = 3.0;

/// A mark on the screen, for its texts.
pub struct Labelled<'a> {
    /// The mark.
    pub mark: &'a Mark,
    /// All of the bar.
    pub bar: Rect,
    /// Growth has room above the value.
    pub growth: bool,
}

/// Writes on the marks inside `plot`: stated figures first, the latest first.
pub fn paint_labels(ui: &Ui, ctx: &PanelCtx<'_>, marks: &[Labelled<'_>], plot: Rect) {
    let theme = ctx.theme;
    let mut order: Vec<&Labelled<'_>> = marks.iter().filter(|m| m.mark.quantity.is_known() && m.bar.intersects(plot)).collect();
    order.sort_by_key(|m| (m.mark.is_derived(), std::cmp::Reverse(m.mark.period.end())));
    // Bars of other lanes and marks must stay readable too.
    let mut taken: Vec<Rect> = marks.iter().filter(|m| m.mark.quantity.is_known()).map(|m| m.bar.shrink(1.0)).collect();
    let painter = ui.painter().with_clip_rect(plot.expand(2.0));
    for labelled in order {
        let color = if labelled.mark.in_period { theme.text } else { theme.faded(theme.muted, 0.7) };
        let mut top = labelled.bar.top() - GAP;
        if labelled.mark.quantity.qualifier == Qualifier::AtLeast {
            top -= 10.0;
        }
        let mut written: Option<Rect> = None;
        for text in texts(ctx, labelled.mark) {
            let galley = painter.layout_no_wrap(text, regular(size::SMALL), color);
            let rect = boxed(galley.size(), labelled.bar.center().x, top, plot);
            if !taken.iter().any(|t| t.intersects(rect)) {
                painter.galley(rect.min, galley, color);
                // Two numbers that touch read as one.
                taken.push(rect.expand2(vec2(APART, 0.0)));
                written = Some(rect);
                break;
            }
        }
        let Some(above) = written.filter(|_| labelled.growth && !labelled.mark.growth.is_empty()) else { continue };
        let text = growth_text(ctx, &labelled.mark.growth);
        let quiet: Color32 = if labelled.mark.in_period { theme.muted } else { theme.faded(theme.muted, 0.6) };
        let galley = painter.layout_no_wrap(text, regular(size::SMALL - 0.5), quiet);
        let rect = boxed(galley.size(), labelled.bar.center().x, above.top() + 1.0, plot);
        if rect.width() <= plot.width() && !taken.iter().any(|t| t.intersects(rect)) {
            painter.galley(rect.min, galley, quiet);
            taken.push(rect);
        }
    }
}

/// What may be written on a mark, the fullest first: a period that is no quarter is named.
fn texts(ctx: &PanelCtx<'_>, mark: &Mark) -> Vec<String> {
    let value = short_value(ctx, mark);
    let mut texts = Vec::new();
    if mark.incomplete {
        texts.push(format!("{value} · {}", ctx.text.get("financing-label-incomplete")));
    }
    if mark.period.kind() != PeriodKind::Quarter {
        let period = period_text(ctx.text, &mark.period);
        texts.push(ctx.text.fmt("financing-label-in", &[("value", (&value).into()), ("period", (&period).into())]));
    }
    // The hatching says that it is derived; where there is no room the number goes before its mark.
    let bare = value.trim_start_matches(['≈', ' ']).to_owned();
    let shortened = mark.is_derived() && bare != value;
    texts.push(value);
    texts.extend(shortened.then_some(bare));
    texts
}

/// A box above `bottom`, centred on `x` as far as it stays inside the plot.
fn boxed(text: egui::Vec2, x: f32, bottom: f32, plot: Rect) -> Rect {
    let left = (x - text.x / 2.0).min(plot.right() - text.x).max(plot.left());
    Rect::from_min_size(pos2(left, bottom - text.y), vec2(text.x, text.y))
}
