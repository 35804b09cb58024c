//! Names of the lanes and value axes, left of the plot.

use egui::{Align2, Rect, Sense, Ui, pos2};

use super::{
    axis::value_ticks,
    layout::{Band, Layout},
    words::{metric_title, series_name},
};
use crate::{
    analysis::chart::ChartModel,
    panels::PanelCtx,
    views::{
        theme::{regular, size, space},
        widgets::shortened_galley,
    },
};

/// Lanes at least this high have a value axis.
const AXIS: f64 = 60.0;

/// Width of the value axis and of the lane names, points.
pub fn widths(ui: &Ui, ctx: &PanelCtx<'_>, chart: &ChartModel, layout: &Layout, room: f32) -> (f32, f32) {
    let measure = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), regular(size::SMALL - 0.5), ctx.theme.muted).size().x;
    let axis = layout
        .bands
        .iter()
        .filter(|band| has_axis(band))
        .flat_map(|band| value_ticks(ctx, chart, band))
        .map(|(_, text)| measure(&text) + space::S)
        .fold(0.0_f32, f32::max);
    let names = if layout.bands.len() > 1 {
        let widest = layout
            .bands
            .iter()
            .filter_map(|band| chart.lanes.get(band.lane))
            .flat_map(|lane| <[String; 2]>::from(series_name(ctx, &lane.series)))
            .map(|text| measure(&text) + space::S)
            .fold(0.0_f32, f32::max);
        widest.min(room * 0.28)
    } else {
        0.0
    };
    (axis, names)
}

fn has_axis(band: &Band) -> bool {
    band.top - band.base >= AXIS
}

/// Draws names and value axes; `y` turns points above the plot's edge into the screen's.
pub fn gutter_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    chart: &ChartModel,
    layout: &Layout,
    area: (Rect, Rect),
    y: impl Fn(f64) -> f32,
) {
    let (names, plot) = area;
    let theme = ctx.theme;
    for (i, band) in layout.bands.iter().enumerate() {
        let base = y(band.base);
        if has_axis(band) {
            for (at, text) in value_ticks(ctx, chart, band) {
                let at = y(at);
                if at < base - 1.0 {
                    ui.painter().hline(plot.x_range(), at, egui::Stroke::new(1.0, theme.faded(theme.line, 0.7)));
                }
                let font = regular(size::SMALL - 0.5);
                ui.painter().text(pos2(plot.left() - space::XS - 1.0, at), Align2::RIGHT_CENTER, text, font, theme.muted);
            }
        }
        ui.painter().hline(plot.x_range(), base, egui::Stroke::new(1.0, theme.faded(theme.muted, 0.6)));
        let Some(lane) = chart.lanes.get(band.lane).filter(|_| names.width() > 1.0) else { continue };
        let (subject, mut provider) = series_name(ctx, &lane.series);
        if band.own_scale {
            provider = format!("{provider} · {}", ctx.text.get("financing-own-scale"));
        }
        let rect = Rect::from_min_max(pos2(names.left(), y(band.top)), pos2(names.right(), base + 3.0));
        let font = regular(size::SMALL - 0.5);
        let two = rect.height() >= 30.0;
        let first = shortened_galley(ui, &subject, font.clone(), theme.text, rect.width() - space::XS);
        let second = shortened_galley(ui, &provider, font, theme.muted, rect.width() - space::XS);
        let line = first.size().y;
        if two {
            ui.painter().galley(pos2(rect.left(), base - 2.0 * line + 3.0), first, theme.text);
            ui.painter().galley(pos2(rect.left(), base - line + 3.0), second, theme.muted);
        } else {
            ui.painter().galley(pos2(rect.left(), base - line + 3.0), first, theme.text);
        }
        let id = ui.scope_id().with(("lane", i));
        let title = metric_title(ctx, &lane.series);
        ui.interact(rect, id, Sense::hover()).on_hover_ui(|ui| {
            ui.set_max_width(280.0);
            ui.label(egui::RichText::new(format!("{subject} · {provider}")).font(regular(size::BODY)).color(theme.text));
            ui.label(egui::RichText::new(&title).font(regular(size::SMALL)).color(theme.muted));
        });
    }
}
