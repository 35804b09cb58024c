//! The chart on the screen: plot, gutter, axes, marks that can be hovered, clicked and brushed.

use egui::{Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2};
use egui_plot::{Plot, PlotTransform};

use super::{
    axis::{TIME_HEIGHT, time_axis},
    card::mark_card,
    flags::{KeptFlags, flags_ui},
    gutter::{gutter_ui, widths},
    joins::{join_menu, paint_joins},
    labels::{Labelled, paint_labels},
    layout::{Band, Layout, place, placed},
    mark_item::{Look, MarkItem, rects},
    words::{item_of, mark_name},
};
use crate::{
    action::{CommandQueue, command::FilterCommand},
    analysis::chart::{ChartModel, Mark, TimeSpan, quarter_of},
    model::{filter::Filter, item::Item, period::Period},
    panels::PanelCtx,
    views::{
        theme::{space, weight},
        widgets::{light_on_hover, pick_on_click},
    },
};

/// State of one chart that nobody else sees.
#[derive(Clone, Debug, Default)]
pub struct PlotScratch {
    /// Part of the time axis in sight, as it was drawn last.
    visible: Option<TimeSpan>,
    /// The whole time axis that `visible` belongs to.
    extent: Option<TimeSpan>,
    /// Where a brush began, quarters.
    brush: Option<f64>,
    /// Notes by the time they hang on.
    flags: KeptFlags,
}

/// Draws the chart into the room that is left.
pub fn plot_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, chart: &ChartModel, scratch: &mut PlotScratch, out: &mut CommandQueue) {
    let Some(extent) = chart.extent() else { return };
    if scratch.extent != Some(extent) {
        *scratch = PlotScratch { extent: Some(extent), ..PlotScratch::default() };
    }
    let area = ui.available_rect_before_wrap();
    let visible = scratch.visible.unwrap_or(extent);
    let room = f64::from(area.height() - TIME_HEIGHT);
    let layout = place(chart, &ctx.writer(), room, visible);
    let height = layout.height as f32 + TIME_HEIGHT;
    if height <= area.height() + 0.5 {
        chart_ui(ui, ctx, (chart, &layout, extent), area, scratch, out);
    } else {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
            chart_ui(ui, ctx, (chart, &layout, extent), rect, scratch, out);
        });
    }
}

fn chart_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (chart, layout, extent): (&ChartModel, &Layout, TimeSpan),
    area: Rect,
    scratch: &mut PlotScratch,
    out: &mut CommandQueue,
) {
    let (axis, names) = widths(ui, ctx, chart, layout, area.width());
    let body = area.with_max_y(area.bottom() - TIME_HEIGHT);
    let plot_rect = body.with_min_x(body.left() + axis + names);
    let names = body.with_max_x(body.left() + names);
    let y = |points: f64| plot_rect.bottom() - points as f32;
    paint_filter(ui, ctx, plot_rect, extent, scratch);
    gutter_ui(ui, ctx, chart, layout, (names, plot_rect), y);

    let marks: Vec<(&Mark, &Band)> = layout
        .bands
        .iter()
        .filter_map(|band| chart.lanes.get(band.lane).map(|lane| (lane, band)))
        .flat_map(|(lane, band)| lane.marks.iter().map(move |mark| (mark, band)))
        .collect();
    let (height, writer) = (layout.height, ctx.writer());
    let mut inner = ui.new_child(UiBuilder::new().max_rect(plot_rect));
    let id = Id::unique(("financing plot", extent.from.to_bits(), extent.to.to_bits()));
    let items: Vec<MarkItem> = marks
        .iter()
        .map(|(mark, band)| {
            let item = item_of(mark);
            let lit = ctx.model.transient.hover.as_ref().is_some_and(|hover| touches(mark, hover));
            let selected = ctx.model.view.selection.items().iter().any(|item| touches(mark, item));
            let name = format!("{item:?} {}", mark.period);
            MarkItem::new(name, placed(mark, band, extent, &writer), Look::of(mark, ctx.theme, lit, selected))
        })
        .collect();
    let response = Plot::new(id)
        .id(id)
        .height(plot_rect.height())
        .width(plot_rect.width())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_zoom([true, false])
        .allow_scroll([true, false])
        .set_margin_fraction(egui::Vec2::ZERO)
        .default_x_bounds(extent.from, extent.to)
        .default_y_bounds(0.0, height)
        .sense(Sense::click_and_drag())
        .show(&mut inner, |plot| {
            plot.set_plot_bounds_y(0.0..=height);
            for item in items {
                plot.add(item);
            }
        });
    let transform = response.transform;
    let ([from, _], [to, _]) = (transform.bounds().min(), transform.bounds().max());
    scratch.visible = Some(TimeSpan { from, to });

    let time = Rect::from_min_max(plot_rect.left_bottom(), area.right_bottom());
    time_axis(ui, ctx, chart, &transform, time);
    let labelled: Vec<Labelled<'_>> = marks
        .iter()
        .map(|(mark, band)| {
            let (solid, light) = rects(&placed(mark, band, extent, &writer), &transform);
            Labelled { mark, bar: solid.union(light), growth: band.growth }
        })
        .collect();
    paint_joins(ui, ctx, &labelled, plot_rect);
    paint_labels(ui, ctx, &labelled, plot_rect);
    for (i, item) in labelled.iter().enumerate() {
        mark_ui(ui, ctx, item, plot_rect, i, out);
    }
    flags_ui(ui, ctx, &mut scratch.flags, (plot_rect, &transform), out);
    brush_ui(ui, ctx, &response.response, &transform, plot_rect, scratch, out);
}

/// True when `item` is one of the mark's claims or its period.
fn touches(mark: &Mark, item: &Item) -> bool {
    match item {
        Item::Claim(claim) => mark.claims.contains(claim) && (!mark.is_derived() || mark.claims.last() == Some(claim)),
        Item::Period(period) => *period == mark.period,
        _ => false,
    }
}

/// The part of the axis that the filter's period covers.
fn paint_filter(ui: &Ui, ctx: &PanelCtx<'_>, plot: Rect, extent: TimeSpan, scratch: &PlotScratch) {
    let Some(period) = &ctx.model.view.filters.period else { return };
    let visible = scratch.visible.unwrap_or(extent);
    let scale = f64::from(plot.width()) / visible.quarters().max(1e-6);
    let x = |at: f64| plot.left() + ((at - visible.from) * scale) as f32;
    let from = period.start().map_or(extent.from, crate::analysis::chart::time_position);
    let to = TimeSpan::of(period).map_or(extent.to, |span| span.to);
    let band = Rect::from_x_y_ranges(x(from)..=x(to), plot.y_range()).intersect(plot);
    if band.width() > 0.0 {
        ui.painter().rect_filled(band, 0, ctx.theme.faded(ctx.theme.selection, 0.6));
    }
}

fn mark_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, labelled: &Labelled<'_>, plot: Rect, index: usize, out: &mut CommandQueue) {
    // Small bars can be hit too; their lane has room above them.
    let centre = labelled.bar.center();
    let wide = labelled.bar.width().max(space::HIT);
    let high = labelled.bar.height().max(space::HIT);
    let rect = Rect::from_min_max(
        pos2(centre.x - wide / 2.0, labelled.bar.bottom() - high),
        pos2(centre.x + wide / 2.0, labelled.bar.bottom()),
    );
    let rect = rect.intersect(plot);
    if rect.width() <= 0.0 || rect.height() <= 0.0 {
        return;
    }
    let response = ui.interact(rect, ui.scope_id().with(("mark", index)), Sense::click());
    let name = mark_name(ctx, labelled.mark);
    let item = item_of(labelled.mark);
    let selected = ctx.model.view.selection.contains(&item);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, &name));
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 0, Stroke::new(weight::BOLD, ctx.theme.text), StrokeKind::Inside);
    }
    pick_on_click(ui, &response, &item, out);
    light_on_hover(ui, ctx, &response, &item, out);
    join_menu(&response, ctx, labelled.mark, out);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| mark_card(ui, ctx, labelled.mark));
}

/// Dragging across quarters filters by their period.
fn brush_ui(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    response: &egui::Response,
    transform: &PlotTransform,
    plot: Rect,
    scratch: &mut PlotScratch,
    out: &mut CommandQueue,
) {
    let at = |pos: egui::Pos2| transform.value_from_position(pos).x;
    if response.drag_started_by(egui::PointerButton::Primary) {
        let origin = ui.input(|input| input.pointer.press_origin()).or_else(|| response.interact_pointer_pos());
        scratch.brush = origin.map(at);
    }
    let Some(from) = scratch.brush else { return };
    let Some(to) = response.interact_pointer_pos().map(at) else {
        scratch.brush = None;
        return;
    };
    let Some(extent) = scratch.extent else { return };
    let clamp = |value: f64| value.clamp(extent.from, extent.to - 1e-6);
    let (first, last) = (clamp(from.min(to)), clamp(from.max(to)));
    let (left, right) = (transform.position_from_point_x(first.floor()), transform.position_from_point_x(last.floor() + 1.0));
    let band = Rect::from_x_y_ranges(left..=right, plot.y_range()).intersect(plot);
    let fill = ctx.theme.faded(ctx.theme.accent, 0.12);
    ui.painter().rect(band, 0, fill, Stroke::new(weight::THIN, ctx.theme.accent), StrokeKind::Inside);
    if response.drag_stopped() {
        scratch.brush = None;
        if let Some(period) = brushed(first, last) {
            let filter = Filter { period: Some(period), ..ctx.model.view.filters.clone() };
            out.push(FilterCommand::Set(Box::new(filter)));
        }
    }
}

/// The quarters that two positions span, as a period.
fn brushed(first: f64, last: f64) -> Option<Period> {
    let (first, last) = (quarter_of(first)?, quarter_of(last)?);
    if first == last { Some(first) } else { Period::parse(&format!("{}..{}", first.written(), last.written())).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brush_takes_whole_quarters() {
        let at = |text: &str| TimeSpan::of(&Period::parse(text).unwrap()).unwrap().centre();
        assert_eq!(brushed(at("2025Q4"), at("2025Q4")).map(|p| p.to_string()), Some("2025Q4".into()));
        assert_eq!(brushed(at("2025Q4"), at("2026Q1")).map(|p| p.to_string()), Some("2025Q4..2026Q1".into()));
    }
}
