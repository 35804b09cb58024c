//! What the deals are made of: the largest groups of each dimension, each list under the filters of all
//! other dimensions. A click lets a group through alone or with those that are chosen already.

use egui::{Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    action::{CommandQueue, command::FilterCommand},
    analysis::{
        cube::{Answer, AnswerRow},
        deal_view::LISTS,
    },
    model::{claim::Measure, filter::Filter, ids::PlaceId},
    panels::{
        PanelCtx,
        deal_words::{bare_text, bounds_text, dimension_text, group_text},
    },
    text::number::grouped,
    views::{
        theme::{radius, regular, size, space},
        widgets::{ring_around, section_heading, shortened_galley},
    },
};

/// Height of a row.
const ROW: f32 = 20.0;
/// Room for a group's name and for its figure.
const NAME: f32 = 96.0;
const FIGURE: f32 = 64.0;
/// From this width on there are two columns of lists.
const TWO: f32 = 420.0;

/// Draws the lists.
pub(super) fn lists_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    ScrollArea::vertical().id_salt("deal lists").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown: Vec<(&str, &Answer)> = LISTS
            .iter()
            .map(|(name, _)| *name)
            .zip(&ctx.derived.deals.lists)
            .filter(|(name, answer)| is_shown(name, answer))
            .collect();
        let columns = if ui.available_width() >= TWO { 2 } else { 1 };
        ui.columns(columns, |sides| {
            for (at, (name, answer)) in shown.into_iter().enumerate() {
                let Some(side) = sides.get_mut(at % columns) else { continue };
                side.push_id(name, |ui| list_ui(ui, ctx, name, answer, out));
                side.add_space(space::S);
            }
        });
    });
}

/// One table alone needs no list.
fn is_shown(name: &str, answer: &Answer) -> bool {
    name != "table" || answer.groups > 1
}

fn list_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, answer: &Answer, out: &mut CommandQueue) {
    section_heading(ui, ctx.theme, dimension_text(ctx, name), &grouped(answer.groups.into()));
    let most = answer.rows.iter().map(|row| weight(ctx, row)).max().unwrap_or_default();
    for row in &answer.rows {
        row_ui(ui, ctx, name, row, most, out);
    }
    if let Some(rest) = &answer.rest {
        let words = ctx.text.fmt("deals-others", &[("n", answer.groups.saturating_sub(answer.rows.len()).into())]);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let galley = shortened_galley(ui, &words, regular(size::SMALL), ctx.theme.muted, rect.width() - FIGURE);
        ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
        figure_ui(ui, ctx, rest, rect, ctx.theme.muted);
    }
}

/// What a bar is as long as: deals, or the least that their money comes to.
fn weight(ctx: &PanelCtx<'_>, row: &AnswerRow) -> i128 {
    match ctx.model.view.financing.measure {
        Measure::Events => i128::from(row.events),
        Measure::Amount => row.amount.unwrap_or_default().low,
    }
}

fn figure(ctx: &PanelCtx<'_>, row: &AnswerRow) -> String {
    match (ctx.model.view.financing.measure, ctx.derived.deals.currency) {
        (Measure::Amount, Some(currency)) => bare_text(ctx, &row.amount.unwrap_or_default(), currency),
        _ => grouped(row.events.into()),
    }
}

fn figure_ui(ui: &Ui, ctx: &PanelCtx<'_>, row: &AnswerRow, rect: Rect, color: egui::Color32) {
    let galley = ui.painter().layout_no_wrap(figure(ctx, row), regular(size::SMALL), color);
    ui.painter().galley(pos2(rect.right() - galley.size().x, rect.center().y - galley.size().y / 2.0), galley, color);
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a length on the screen")]
fn share(part: i128, whole: i128) -> f32 {
    if whole > 0 { (part as f64 / whole as f64).clamp(0.0, 1.0) as f32 } else { 0.0 }
}

fn row_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, dimension: &str, row: &AnswerRow, most: i128, out: &mut CommandQueue) {
    let theme = ctx.theme;
    let key = row.key.first().cloned().flatten();
    let name = group_text(ctx, dimension, key.as_deref());
    let filters = &ctx.model.view.filters;
    let (chosen, any) = is_chosen(filters, dimension, key.as_deref());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let said = format!("{}: {name}, {}", dimension_text(ctx, dimension), figure(ctx, row));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &said));
    if response.hovered() || chosen {
        let fill = if chosen { theme.selection } else { theme.hover };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
    }
    let quiet = any && !chosen;
    let color = if quiet { theme.muted } else { theme.text };
    let galley = shortened_galley(ui, &name, regular(size::SMALL), color, NAME - space::S);
    let cut = galley.elided;
    ui.painter().galley(pos2(rect.left() + 2.0, rect.center().y - galley.size().y / 2.0), galley, color);
    let room = (rect.width() - NAME - FIGURE).max(0.0);
    let width = room * share(weight(ctx, row), most);
    let bar = Rect::from_min_size(pos2(rect.left() + NAME, rect.top() + 5.0), vec2(width.max(1.0), ROW - 10.0));
    let fill = if quiet { theme.faded(theme.category(0), 0.35) } else { theme.category(0) };
    ui.painter().rect_filled(bar, 1, fill);
    figure_ui(ui, ctx, row, rect, color);
    ring_around(ui, theme, &response);
    if response.clicked() {
        out.push(FilterCommand::Set(Box::new(toggled(filters, dimension, key.as_deref()))));
    }
    let unknown = row.amount.map_or(0, |amount| amount.unknown);
    response.on_hover_ui(|ui| {
        if cut {
            ui.label(&name);
        }
        let events = ctx.text.fmt("deals-events", &[("n", grouped(row.events.into()).as_str().into())]);
        ui.label(events);
        if let (Some(amount), Some(currency)) = (&row.amount, ctx.derived.deals.currency) {
            ui.label(bounds_text(ctx, amount, currency));
        }
        if unknown > 0 {
            ui.label(ctx.text.fmt("deals-amount-unknown", &[("n", grouped(unknown.into()).as_str().into())]));
        }
    });
}

/// Whether a group is let through by name, and whether any of its dimension is.
fn is_chosen(filter: &Filter, dimension: &str, key: Option<&str>) -> (bool, bool) {
    let own = filter.deals.get(dimension);
    let by_own = own.is_some_and(|set| set.contains(key.unwrap_or_default()));
    // Places are filters of claims, too.
    if dimension == "place" {
        let by_place = key.is_some_and(|key| filter.places.contains(&PlaceId::new(key)));
        return (by_own || by_place, own.is_some() || !filter.places.is_empty());
    }
    (by_own, own.is_some())
}

/// The filter with a group of a dimension taken in, or out.
pub(super) fn toggled(filter: &Filter, dimension: &str, key: Option<&str>) -> Filter {
    let mut filter = filter.clone();
    if let ("place", Some(key)) = (dimension, key) {
        let id = PlaceId::new(key);
        if !filter.places.remove(&id) {
            filter.places.insert(id);
        }
        return filter;
    }
    let key = key.unwrap_or_default().to_owned();
    let set = filter.deals.entry(dimension.to_owned()).or_default();
    if !set.remove(&key) {
        set.insert(key);
    }
    if set.is_empty() {
        filter.deals.remove(dimension);
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_takes_a_group_in_and_out_again() {
        let none = Filter::default();
        let one = toggled(&none, "round", Some("a"));
        assert_eq!(is_chosen(&one, "round", Some("a")), (true, true));
        assert_eq!(is_chosen(&one, "round", None), (false, true));
        let two = toggled(&one, "round", None);
        assert_eq!(is_chosen(&two, "round", None), (true, true));
        assert_eq!(toggled(&toggled(&two, "round", None), "round", Some("a")), none);
        let place = toggled(&none, "place", Some("320500"));
        assert!(place.deals.is_empty() && place.places.contains(&PlaceId::new("320500")), "claims follow, too");
        assert_eq!(toggled(&place, "place", Some("320500")), none);
    }
}
