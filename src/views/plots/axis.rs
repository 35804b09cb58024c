//! Time axis below the plot and value axis beside a lane.

use egui::{Align2, FontId, Rect, Stroke, Ui, pos2, text::LayoutJob};
use egui_plot::PlotTransform;
use rust_decimal::Decimal;

use super::layout::Band;
use crate::{
    analysis::chart::{ChartModel, nice_ticks},
    panels::PanelCtx,
    text::number::{short, to_screen},
    views::theme::{regular, size, weight},
};

/// Height of the time axis.
pub const TIME_HEIGHT: f32 = 20.0;
/// A quarter at least this wide carries its full name.
const FULL: f32 = 54.0;
/// A quarter at least this wide carries its number.
const SHORT: f32 = 21.0;

/// Quarters below the plot: `2025Q1` with the year set apart, shorter where there is less room.
pub fn time_axis(ui: &Ui, ctx: &PanelCtx<'_>, chart: &ChartModel, transform: &PlotTransform, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect.expand2(egui::vec2(1.0, 8.0)));
    let (theme, font) = (ctx.theme, regular(size::SMALL - 0.5));
    let x = |value: f64| transform.position_from_point_x(value);
    let tick = Stroke::new(weight::THIN, theme.line);
    for quarter in &chart.ticks {
        let (left, right) = (x(quarter.span.from), x(quarter.span.to));
        let Some((year, number)) = quarter.period.as_quarter() else { continue };
        let first = number == 1;
        painter.vline(
            left,
            rect.top()..=rect.top() + if first { 7.0 } else { 3.0 },
            if first { Stroke::new(weight::THIN, theme.muted) } else { tick },
        );
        let width = right - left;
        let centre = pos2(f32::midpoint(left, right), rect.bottom());
        if width >= FULL {
            let job = two_tone(&year.to_string(), &format!("Q{number}"), &font, theme.muted, theme.text);
            let galley = painter.layout_job(job);
            painter.galley(centre - egui::vec2(galley.size().x / 2.0, galley.size().y), galley, theme.text);
        } else if width >= SHORT {
            // The year takes the place of the first quarter's number.
            let (text, color) =
                if first { (format!("{:02}Q1", year % 100), theme.text) } else { (format!("Q{number}"), theme.muted) };
            painter.text(centre, Align2::CENTER_BOTTOM, text, font.clone(), color);
        } else if first {
            let span = width * 4.0;
            if span > 34.0 {
                let at = pos2(left + span / 2.0, rect.bottom());
                painter.text(at, Align2::CENTER_BOTTOM, year.to_string(), font.clone(), theme.muted);
            }
        }
    }
}

fn two_tone(quiet: &str, loud: &str, font: &FontId, muted: egui::Color32, text: egui::Color32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(quiet, 0.0, egui::TextFormat::simple(font.clone(), muted));
    job.append(loud, 1.5, egui::TextFormat::simple(font.clone(), text));
    job
}

/// Round values of a lane with their height above the plot's lower edge, and the text.
pub fn value_ticks(ctx: &PanelCtx<'_>, chart: &ChartModel, band: &Band) -> Vec<(f64, String)> {
    if band.scale <= 0.0 {
        return Vec::new();
    }
    let points = band.top - band.base - 18.0;
    let divisor = chart.unit.currency().map_or(Decimal::ONE, |currency| {
        let writer = ctx.writer();
        writer.money_unit(writer.through_lens(currency, None).currency).0
    });
    // Shown units that fit into the lane.
    let shown = points / band.scale / to_screen(divisor);
    let Some(most) = Decimal::from_f64_retain(shown).filter(|most| *most > Decimal::ZERO) else { return Vec::new() };
    let wanted = (points / 48.0).clamp(1.0, 5.0) as u32;
    nice_ticks(most, wanted)
        .into_iter()
        .map(|tick| (band.base + to_screen(tick) * to_screen(divisor) * band.scale, short(tick)))
        .collect()
}
