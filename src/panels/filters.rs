//! Filters in the left column, their drop-downs above the claims table, and their chips.

use std::collections::BTreeSet;

use egui::{Align2, PopupCloseBehavior, Rect, Role, Sense, Ui, WidgetInfo, containers::menu::MenuButton, pos2, vec2};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::FilterCommand},
    analysis::filter_options::FilterOptions,
    model::{filter::Filter, period::Period},
    text::period::period_text,
    views::{
        theme::{Theme, radius, regular, size, space, weight},
        widgets::{Icon, chip, link, paint_icon, sector_text, status_text, tier_text, topic_text},
    },
};

/// What only the filters remember: nothing that is not in the model.
#[derive(Clone, Debug, Default)]
pub struct FiltersScratch {}

/// Every set value with its label, and the filter without it.
pub fn filter_chips(filter: &Filter, ctx: &PanelCtx<'_>) -> Vec<(String, Filter)> {
    let (data, lang, text) = (&ctx.model.data, ctx.lang(), ctx.text);
    let mut chips = Vec::new();
    let mut add = |label: String, change: &dyn Fn(&mut Filter)| {
        let mut without = filter.clone();
        change(&mut without);
        chips.push((label, without));
    };
    if let Some(period) = &filter.period {
        add(period_text(text, period), &|f| f.period = None);
    }
    for id in &filter.places {
        let label = data.places.get(id).map_or(id.as_str(), |place| place.name.get(lang)).to_owned();
        add(label, &|f| {
            f.places.remove(id);
        });
    }
    for id in &filter.groups {
        let label = data.groups.get(id).map_or(id.as_str(), |group| group.name.get(lang)).to_owned();
        add(label, &|f| {
            f.groups.remove(id);
        });
    }
    if filter.area.is_some() {
        add(text.get("sources-filter-area").to_owned(), &|f| f.area = None);
    }
    for tier in &filter.tiers {
        add(tier_text(text, *tier).to_owned(), &|f| {
            f.tiers.remove(tier);
        });
    }
    for sector in &filter.sectors {
        add(sector_text(text, sector).to_owned(), &|f| {
            f.sectors.remove(sector);
        });
    }
    for topic in &filter.topics {
        add(topic_text(text, topic).to_owned(), &|f| {
            f.topics.remove(topic);
        });
    }
    for id in &filter.documents {
        let label = data.documents.get(id).map_or(id.as_str(), |document| document.short.get(lang)).to_owned();
        add(label, &|f| {
            f.documents.remove(id);
        });
    }
    for id in &filter.providers {
        let label = data.providers.get(id).map_or(id.as_str(), |provider| provider.name.get(lang)).to_owned();
        add(label, &|f| {
            f.providers.remove(id);
        });
    }
    for status in &filter.statuses {
        add(status_text(text, *status).to_owned(), &|f| {
            f.statuses.remove(status);
        });
    }
    for (dimension, values) in &filter.deals {
        for value in values {
            add(super::deal_words::filter_label(ctx, dimension, value), &|f| {
                if let Some(set) = f.deals.get_mut(dimension) {
                    set.remove(value);
                }
                f.deals.retain(|_, set| !set.is_empty());
            });
        }
    }
    chips
}

/// The left column's filters: years, tiers, sectors, and the drop-downs for the rest.
pub fn filters_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, _scratch: &mut FiltersScratch, out: &mut CommandQueue) {
    let filter = &ctx.model.view.filters;
    let options = &*ctx.derived.filter_options;
    let text = ctx.text;
    ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
    caption(ui, ctx, text.get("sources-filter-years"));
    years_ui(ui, ctx, options, out);
    super::as_of::as_of_ui(ui, ctx, out);
    let mut changed = filter.clone();
    if !options.tiers.is_empty() {
        caption(ui, ctx, text.get("sources-filter-tiers"));
        ui.horizontal_wrapped(|ui| {
            for (tier, _) in &options.tiers {
                if chip(ui, ctx.theme, tier_text(text, *tier), filter.tiers.contains(tier)).clicked() {
                    flip(&mut changed.tiers, tier);
                }
            }
        });
    }
    ui.add_space(space::XS);
    ui.vertical(|ui| drop_downs(ui, ctx, options, &mut changed, true));
    if !filter.is_empty() {
        let clear = text.get("sources-filter-clear-all");
        if link(ui, ctx.theme, Some(Icon::Close), clear, regular(size::SMALL), clear).clicked() {
            out.push(FilterCommand::Clear);
        }
    }
    if changed != *filter {
        out.push(FilterCommand::Set(Box::new(changed)));
    }
}

/// The drop-downs side by side, as the claims table has them above it.
pub fn filter_bar(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let filter = &ctx.model.view.filters;
    let mut changed = filter.clone();
    drop_downs(ui, ctx, &ctx.derived.filter_options, &mut changed, false);
    if changed != *filter {
        out.push(FilterCommand::Set(Box::new(changed)));
    }
}

fn caption(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str) {
    ui.add(egui::Label::new(egui::RichText::new(title).font(regular(size::SMALL)).color(ctx.theme.muted)));
}

fn flip<T: Ord + Clone>(set: &mut BTreeSet<T>, value: &T) {
    if !set.remove(value) {
        set.insert(value.clone());
    }
}

fn drop_downs(ui: &mut Ui, ctx: &PanelCtx<'_>, options: &FilterOptions, changed: &mut Filter, wide: bool) {
    let (data, lang, text) = (&ctx.model.data, ctx.lang(), ctx.text);
    if !wide {
        let set = usize::from(changed.period.is_some());
        drop_down(ui, ctx, text.get("sources-field-period"), set, wide, |ui| {
            for (year, count) in options.years.iter().rev() {
                let period = Period::parse(&year.to_string()).ok();
                let on = changed.period.is_some() && changed.period == period;
                if option(ui, ctx, &year.to_string(), *count, on) {
                    changed.period = if on { None } else { period };
                }
            }
        });
    }
    let set = changed.places.len() + changed.groups.len();
    drop_down(ui, ctx, text.get("sources-filter-place"), set, wide, |ui| {
        for (id, count) in &options.groups {
            let name = data.groups.get(id).map_or(id.as_str(), |group| group.name.get(lang));
            if option(ui, ctx, name, *count, changed.groups.contains(id)) {
                flip(&mut changed.groups, id);
            }
        }
        ui.separator();
        for (id, count) in &options.places {
            let name = data.places.get(id).map_or(id.as_str(), |place| place.name.get(lang));
            if option(ui, ctx, name, *count, changed.places.contains(id)) {
                flip(&mut changed.places, id);
            }
        }
    });
    drop_down(ui, ctx, text.get("sources-filter-sector"), changed.sectors.len(), wide, |ui| {
        for (slug, count) in &options.sectors {
            if option(ui, ctx, sector_text(text, slug), *count, changed.sectors.contains(slug)) {
                flip(&mut changed.sectors, slug);
            }
        }
    });
    drop_down(ui, ctx, text.get("sources-filter-topic"), changed.topics.len(), wide, |ui| {
        for (slug, count) in &options.topics {
            if option(ui, ctx, topic_text(text, slug), *count, changed.topics.contains(slug)) {
                flip(&mut changed.topics, slug);
            }
        }
    });
    drop_down(ui, ctx, text.get("sources-field-document"), changed.documents.len(), wide, |ui| {
        for (id, count) in &options.documents {
            let name = data.documents.get(id).map_or(id.as_str(), |document| document.short.get(lang));
            if option(ui, ctx, name, *count, changed.documents.contains(id)) {
                flip(&mut changed.documents, id);
            }
        }
    });
    drop_down(ui, ctx, text.get("sources-field-provider"), changed.providers.len(), wide, |ui| {
        for (id, count) in &options.providers {
            let name = data.providers.get(id).map_or(id.as_str(), |provider| provider.name.get(lang));
            if option(ui, ctx, name, *count, changed.providers.contains(id)) {
                flip(&mut changed.providers, id);
            }
        }
    });
    drop_down(ui, ctx, text.get("sources-field-status"), changed.statuses.len(), wide, |ui| {
        for (status, count) in &options.statuses {
            if option(ui, ctx, status_text(text, *status), *count, changed.statuses.contains(status)) {
                flip(&mut changed.statuses, status);
            }
        }
    });
}

/// A button with the field's name and how many values are set; its menu stays open while values
/// are switched.
fn drop_down(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, set: usize, wide: bool, content: impl FnOnce(&mut Ui)) {
    let label = if set == 0 { title.to_owned() } else { format!("{title} · {set}") };
    let color = if set == 0 { ctx.theme.text } else { ctx.theme.accent };
    let text = egui::RichText::new(&label).font(regular(size::SMALL)).color(color);
    let mut button = egui::Button::new(text).stroke(ctx.theme.hairline()).corner_radius(radius::CONTROL);
    button = if wide {
        button.min_size(vec2(ui.available_width(), space::HIT)).right_text("")
    } else {
        button.min_size(vec2(0.0, space::HIT))
    };
    let config = egui::containers::menu::MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(180.0);
        ui.set_max_width(280.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical().max_height(320.0).show(ui, content);
    });
    if wide {
        let square = Rect::from_center_size(response.rect.right_center() - vec2(12.0, 0.0), vec2(10.0, 10.0));
        paint_icon(ui.painter(), square, 9.0, Icon::Down, ctx.theme.muted);
    }
}

/// A line of a drop-down: tick, name, number of claims.
fn option(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, count: usize, on: bool) -> bool {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius::CONTROL, theme.hover);
    }
    tick_box(ui, theme, pos2(rect.left() + 14.0, rect.center().y), on);
    let number = ui.painter().layout_no_wrap(count.to_string(), regular(size::SMALL), theme.muted);
    let room = rect.width() - 30.0 - number.size().x - 16.0;
    let galley = crate::views::widgets::shortened_galley(ui, name, regular(size::BODY), theme.text, room);
    ui.painter().galley(pos2(rect.left() + 28.0, rect.center().y - galley.size().y / 2.0), galley, theme.text);
    let at = pos2(rect.right() - 8.0 - number.size().x, rect.center().y - number.size().y / 2.0);
    ui.painter().galley(at, number, theme.muted);
    response.clicked()
}

/// Claims by year as bars; a click filters by that year, a second click clears it, a drag filters
/// by the years under it.
fn years_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, options: &FilterOptions, out: &mut CommandQueue) {
    const HEIGHT: f32 = 40.0;
    const LABEL: f32 = 16.0;
    let theme = ctx.theme;
    let (Some((first, _)), Some((last, _))) = (options.years.first(), options.years.last()) else { return };
    let most = options.years.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + LABEL), Sense::hover());
    let count = screen(options.years.len());
    let step = rect.width() / count;
    let dragged: egui::Id = ui.scope_id().with("years-dragged");
    let mut from = ui.data(|data| data.get_temp::<i16>(dragged));
    let mut now = None;
    for (i, (year, claims)) in options.years.iter().enumerate() {
        let left = rect.left() + step * screen(i);
        let slot = Rect::from_min_size(pos2(left, rect.top()), vec2(step, HEIGHT));
        let response = ui.interact(slot, ui.scope_id().with(("year", *year)), Sense::click_and_drag());
        let name = ctx.text.fmt("sources-filter-year", &[("year", year.to_string().as_str().into()), ("n", (*claims).into())]);
        let period = Period::parse(&year.to_string()).ok();
        let current = ctx.model.view.filters.period.as_ref();
        let on = current.is_none_or(|set| period.as_ref().is_some_and(|year| set.overlaps(year)));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, current.is_some() && on, &name));
        if response.drag_started() {
            from = Some(*year);
        }
        if response.contains_pointer() || ui.rect_contains_pointer(slot.expand2(vec2(0.0, 200.0))) && from.is_some() {
            now = Some(*year);
        }
        let height = (HEIGHT - 4.0) * screen(*claims) / screen(most);
        let bar = Rect::from_min_max(pos2(left + 1.0, slot.bottom() - height.max(1.0)), pos2(left + step - 1.0, slot.bottom()));
        let color = match (current.is_some() && on, response.hovered()) {
            (true, _) => theme.accent,
            (false, true) => theme.text,
            (false, false) => theme.muted,
        };
        let color = if on || response.hovered() { color } else { theme.faded(color, 0.4) };
        ui.painter().rect_filled(bar, 1, color);
        crate::views::widgets::ring_around(ui, theme, &response);
        if response.clicked() {
            let mut filter = ctx.model.view.filters.clone();
            filter.period = if current.is_some() && current == period.as_ref() { None } else { period };
            out.push(FilterCommand::Set(Box::new(filter)));
        }
        response.on_hover_text(name);
    }
    if let Some(year) = from {
        ui.data_mut(|data| data.insert_temp(dragged, year));
    }
    if let (Some(start), true) = (from, ui.input(|input| input.pointer.any_released())) {
        ui.data_mut(|data| data.remove::<i16>(dragged));
        let end = now.unwrap_or(start);
        if end != start {
            let mut filter = ctx.model.view.filters.clone();
            filter.period = Period::parse(&format!("{}..{}", start.min(end), start.max(end))).ok();
            out.push(FilterCommand::Set(Box::new(filter)));
        }
    }
    let y = rect.bottom();
    let painter = ui.painter();
    painter.text(pos2(rect.left(), y), Align2::LEFT_BOTTOM, first, regular(size::SMALL), theme.muted);
    painter.text(pos2(rect.right(), y), Align2::RIGHT_BOTTOM, last, regular(size::SMALL), theme.muted);
}

/// A count as a screen length.
fn screen(count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a screen length")]
    let length = count as f32;
    length
}

/// A small box, ticked or not.
pub(crate) fn tick_box(ui: &Ui, theme: &Theme, centre: egui::Pos2, on: bool) {
    let square = Rect::from_center_size(centre, vec2(12.0, 12.0));
    let stroke = egui::Stroke::new(weight::THIN, if on { theme.accent } else { theme.muted });
    let fill = if on { theme.accent } else { theme.panel };
    ui.painter().rect(square, 2, fill, stroke, egui::StrokeKind::Inside);
    if on {
        let tick = [pos2(-3.0, 0.0), pos2(-0.8, 2.4), pos2(3.2, -2.6)].map(|point| square.center() + point.to_vec2());
        ui.painter().line(tick.to_vec(), egui::Stroke::new(1.5, theme.on_accent));
    }
}
