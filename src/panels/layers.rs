//! Layer switches of the map, with what each shows.

use egui::{ComboBox, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::ViewCommand},
    model::{catalog::ZonePoint, ids::MetricId, view_state::Layers},
    views::{
        theme::{radius, regular, size, space},
        widgets::{Icon, paint_icon, ring_around, shortened_galley},
    },
};

/// Draws the switches: cities and what sizes them, provinces and what colours them, zones, funds, notes, deals.
pub fn layers_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (data, text) = (&ctx.model.data, ctx.text);
    let layers = &ctx.model.view.layers;
    let options = &*ctx.derived.filter_options;
    let mut changed: Layers = layers.clone();
    ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
    let counted = |metric: &MetricId, list: &[(MetricId, usize)]| list.iter().find(|(id, _)| id == metric).map_or(0, |(_, n)| *n);
    let cities = counted(&layers.city_metric, &options.city_metrics);
    if switch(ui, ctx, text.get("sources-layer-cities"), &cities.to_string(), layers.cities) {
        changed.cities = !layers.cities;
    }
    if layers.cities {
        metric_picker(ui, ctx, text.get("sources-layer-city-metric"), &options.city_metrics, &mut changed.city_metric);
    }
    let all = data.provinces().count();
    let stated = counted(&layers.province_metric, &options.province_metrics);
    let of = text.fmt("sources-layer-stated-of", &[("n", stated.into()), ("all", all.into())]);
    if switch(ui, ctx, text.get("sources-layer-provinces"), &of, layers.provinces) {
        changed.provinces = !layers.provinces;
    }
    if layers.provinces {
        let title = text.get("sources-layer-province-metric");
        metric_picker(ui, ctx, title, &options.province_metrics, &mut changed.province_metric);
    }
    let zones = data.zones.values().filter(|zone| zone.point == ZonePoint::Given).count();
    if switch(ui, ctx, text.get("sources-layer-zones"), &zones.to_string(), layers.zones) {
        changed.zones = !layers.zones;
    }
    if switch(ui, ctx, text.get("sources-layer-funds"), &data.funds.len().to_string(), layers.funds) {
        changed.funds = !layers.funds;
    }
    if let Some(open) = &ctx.model.portfolio {
        let pending = open.document.content().notes.iter().filter(|(_, note)| note.status.is_pending()).count();
        if switch(ui, ctx, text.get("sources-layer-notes"), &pending.to_string(), layers.notes) {
            changed.notes = !layers.notes;
        }
    }
    if ctx.model.tables.cube.is_some() {
        let deals = ctx.derived.deals.whole.rows.first().map_or(0, |row| row.events);
        if switch(ui, ctx, text.get("stats-layer-deals"), &super::deal_words::counted(deals), layers.deals) {
            changed.deals = !layers.deals;
        }
    }
    if changed != *layers {
        out.push(ViewCommand::Layers(changed));
    }
}

/// A row with a box to tick, a name and a count; true when clicked.
pub(super) fn switch(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, count: &str, on: bool) -> bool {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(space::XS, 0.0)), radius::CONTROL, theme.hover);
    }
    super::filters::tick_box(ui, theme, pos2(rect.left() + 6.0, rect.center().y), on);
    let number = ui.painter().layout_no_wrap(count.to_owned(), regular(size::SMALL), theme.muted);
    let room = rect.width() - 20.0 - number.size().x - space::S;
    let color = if on { theme.text } else { theme.muted };
    let galley = shortened_galley(ui, name, regular(size::BODY), color, room);
    ui.painter().galley(pos2(rect.left() + 20.0, rect.center().y - galley.size().y / 2.0), galley, color);
    let at = rect.right_center() - vec2(number.size().x, number.size().y / 2.0);
    ui.painter().galley(at, number, theme.muted);
    ring_around(ui, theme, &response);
    response.clicked()
}

/// The metric that sizes or colours a layer, of those with figures for at least two places.
fn metric_picker(ui: &mut Ui, ctx: &PanelCtx<'_>, label: &str, options: &[(MetricId, usize)], metric: &mut MetricId) {
    let title = |id: &MetricId| {
        ctx.model.data.metrics.get(id).map_or_else(|| id.to_string(), |metric| metric.title.get(ctx.lang()).to_owned())
    };
    ui.horizontal(|ui| {
        ui.add_space(20.0);
        let width = ui.available_width();
        let selected = egui::RichText::new(title(metric)).font(regular(size::SMALL)).color(ctx.theme.text);
        let muted = ctx.theme.muted;
        let combo = ComboBox::from_id_salt(label)
            .width(width)
            .truncate()
            .icon(move |ui, rect, _, _| paint_icon(ui.painter(), rect, 9.0, Icon::Down, muted))
            .selected_text(selected);
        let response = combo
            .show_ui(ui, |ui| {
                ui.set_min_width(width.max(220.0));
                for (id, places) in options {
                    let text = egui::RichText::new(title(id)).font(regular(size::BODY));
                    let button = egui::Button::selectable(id == metric, text)
                        .right_text(egui::RichText::new(places.to_string()).font(regular(size::SMALL)).color(ctx.theme.muted));
                    if ui.add(button).clicked() {
                        *metric = id.clone();
                    }
                }
            })
            .response;
        response.accessible_name(format!("{label}: {}", title(metric)));
    });
    ui.add_space(2.0);
}
