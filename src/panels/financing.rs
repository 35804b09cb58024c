//! Quarterly financing: what is shown (measure, sector, place), the chart, its legend.

use egui::{Align, Layout, Rect, RichText, Role, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{FilterCommand, SettingsCommand, ViewCommand},
    },
    analysis::{
        chart::ChartModel,
        quarterly::{measure_key, scopes, subjects},
    },
    model::{claim::Measure, ids::PlaceId, period::PeriodKind, view_state::FinancingView},
    views::{
        plots::{PlotScratch, dashes, mark_name, paint_swatch, phrase, plot_ui, series_name, slug_name},
        theme::{regular, semibold, size, space},
        widgets::{elided, segmented, shortened_galley, wide_button},
    },
};

/// Below this height the legend goes.
const LOW: f32 = 210.0;
/// Height of the line with the legend.
const LINE: f32 = 18.0;
/// Width of a swatch.
const SWATCH: f32 = 12.0;
/// Most known marks of a chart that is called sparse.
const SPARSE: usize = 12;

/// Days after a period's end that can be picked.
const DAYS: [u16; 6] = [0, 7, 14, 30, 60, 90];

/// State of the panel that nobody else sees.
#[derive(Clone, Debug, Default)]
pub struct FinancingScratch {
    plot: PlotScratch,
}

/// Draws the panel.
pub fn financing_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FinancingScratch, out: &mut CommandQueue) {
    let chart: &ChartModel = &ctx.derived.financing;
    let area = ui.available_rect_before_wrap().shrink2(vec2(space::M, space::XS));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(area));
    ui.set_clip_rect(area.expand(space::XS).intersect(ui.clip_rect()));
    let mut top = header(&mut ui, ctx, chart, area, out);
    if chart.is_empty() {
        empty(&mut ui, ctx, area.with_min_y(top + space::S), out);
        return;
    }
    if area.height() >= LOW {
        let line = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), LINE));
        legend(&ui, ctx, chart, line);
        top = line.bottom();
    }
    let body = area.with_min_y(top + 2.0);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(body));
    plot_ui(&mut inner, ctx, chart, &mut scratch.plot, out);
}

/// Title and controls, in one row where they fit, else in two; returns the lower edge.
fn header(ui: &mut Ui, ctx: &PanelCtx<'_>, chart: &ChartModel, area: Rect, out: &mut CommandQueue) -> f32 {
    let title = phrase(ctx, chart, &chart.title);
    let wanted = ui.painter().layout_no_wrap(title.clone(), semibold(size::BODY), ctx.theme.text).size().x;
    let whole_row = area.with_max_y(area.top() + space::HIT + space::XS);
    let line = Layout::left_to_right(Align::Center);
    let mut probe = ui.new_child(UiBuilder::new().max_rect(whole_row).layout(line).invisible().id_salt("probe"));
    controls(&mut probe, ctx, &mut CommandQueue::default());
    let width = probe.min_rect().width();
    let end = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(whole_row).layout(end).id_salt("days"));
    pick_days(&mut right, ctx, out);
    let row = whole_row.with_max_x(right.min_rect().left() - space::S);
    let fits = wanted + width + space::M <= row.width();
    let below = whole_row.translate(vec2(0.0, row.height() - 2.0));
    let controls_row = if fits { row.with_min_x(row.right() - width) } else { below };
    let title_rect = if fits { row.with_max_x(row.right() - width - space::S) } else { row };
    let mut left = ui.new_child(UiBuilder::new().max_rect(title_rect).layout(line));
    elided(&mut left, &title, semibold(size::BODY), ctx.theme.text);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(controls_row).layout(line));
    controls(&mut ui, ctx, out);
    controls_row.bottom()
}

/// Measure, sector and place.
fn controls(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    ui.spacing_mut().item_spacing.x = space::S;
    let view = &ctx.model.view.financing;
    let parts: [fn(&mut Ui, &PanelCtx<'_>) -> Option<FinancingView>; 3] = [pick_measure, pick_scope, pick_place];
    for part in parts {
        let picked = ui.horizontal(|ui| part(ui, ctx)).inner;
        if let Some(next) = picked.filter(|next| next != view) {
            out.push(ViewCommand::Financing(next));
        }
    }
}

/// How long after its end a period still counts as incomplete.
fn pick_days(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let days = ctx.model.settings.incomplete_days;
    let said = |key: &str, days: u16| ctx.text.fmt(key, &[("n", usize::from(days).into())]);
    let short = said("financing-incomplete-days-short", days);
    let button = egui::Button::new(RichText::new(&short).font(regular(size::SMALL))).min_size(vec2(0.0, space::HIT));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.label(RichText::new(ctx.text.get("financing-incomplete-days-why")).font(regular(size::SMALL)).color(ctx.theme.muted));
        for choice in DAYS {
            let text = RichText::new(said("financing-incomplete-days", choice)).font(regular(size::BODY));
            if ui.selectable_label(days == choice, text).clicked() && days != choice {
                out.push(SettingsCommand::IncompleteDays(choice));
            }
        }
    });
    let name = said("financing-incomplete-days-name", days);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    response.on_hover_text(name);
}

fn pick_measure(ui: &mut Ui, ctx: &PanelCtx<'_>) -> Option<FinancingView> {
    let view = &ctx.model.view.financing;
    let options = [
        (Measure::Events, ctx.text.get("financing-measure-events-short")),
        (Measure::Amount, ctx.text.get("financing-measure-amount-short")),
    ];
    let measure = segmented(ui, ctx.theme, ctx.text.get("financing-measure"), &options, view.measure)?;
    Some(FinancingView { measure, ..view.clone() })
}

fn pick_scope(ui: &mut Ui, ctx: &PanelCtx<'_>) -> Option<FinancingView> {
    let view = &ctx.model.view.financing;
    let scopes = scopes(&ctx.model.data);
    let options: Vec<(usize, &str)> = scopes.iter().enumerate().map(|(i, scope)| (i, scope_short(ctx, scope))).collect();
    let current = scopes.iter().position(|scope| *scope == view.scope).unwrap_or(usize::MAX);
    let picked = segmented(ui, ctx.theme, ctx.text.get("financing-scope"), &options, current)?;
    let scope = scopes.get(picked)?.clone();
    let known = |place: &PlaceId| subjects(&ctx.model.data, &scope, view.measure).iter().any(|s| s.id() == place.as_str());
    Some(FinancingView { place: view.place.clone().filter(known), scope, ..view.clone() })
}

fn scope_short<'a>(ctx: &'a PanelCtx<'_>, scope: &'a str) -> &'a str {
    match scope {
        "all" => ctx.text.get("financing-scope-all-short"),
        "ai" => ctx.text.get("financing-scope-ai-short"),
        "embodied_ai" => ctx.text.get("financing-scope-embodied-ai-short"),
        _ => scope,
    }
}

fn pick_place(ui: &mut Ui, ctx: &PanelCtx<'_>) -> Option<FinancingView> {
    let view = &ctx.model.view.financing;
    let any = ctx.text.get("financing-place-any");
    let shown = view.place.as_ref().map_or_else(|| any.to_owned(), |place| slug_name(ctx, place));
    let galley = shortened_galley(ui, &shown, regular(size::SMALL), ctx.theme.text, 130.0);
    let button = egui::Button::new(galley).min_size(vec2(0.0, space::HIT));
    let mut picked = None;
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        let mut entry = |ui: &mut Ui, text: &str, place: Option<PlaceId>| {
            if ui.selectable_label(view.place == place, RichText::new(text).font(regular(size::BODY))).clicked() {
                picked = Some(FinancingView { place, ..view.clone() });
            }
        };
        entry(ui, any, None);
        for subject in subjects(&ctx.model.data, &view.scope, view.measure) {
            let name = ctx.model.data.subject_name(&subject);
            entry(ui, name.get(ctx.lang()), Some(PlaceId::new(subject.id())));
        }
    });
    let name = ctx.text.fmt("financing-place-name", &[("place", (&shown).into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    picked
}

/// The kinds of marks in use, and what would fill a sparse chart.
fn legend(ui: &Ui, ctx: &PanelCtx<'_>, chart: &ChartModel, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect);
    let mut x = rect.left();
    let font = regular(size::SMALL);
    for kind in &chart.legend {
        let galley = painter.layout_no_wrap(ctx.text.get(kind.key()).to_owned(), font.clone(), ctx.theme.muted);
        let swatch = Rect::from_center_size(pos2(x + SWATCH / 2.0, rect.center().y), vec2(SWATCH, SWATCH));
        paint_swatch(&painter, swatch, *kind, ctx.theme);
        x += SWATCH + space::XS + 1.0;
        let width = galley.size().x;
        painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
        x += width + space::M;
    }
    if chart.has_joins_by_hand() {
        let galley = painter.layout_no_wrap(ctx.text.get("financing-legend-by-hand").to_owned(), font.clone(), ctx.theme.muted);
        let from = pos2(x, rect.center().y);
        painter.extend(dashes(&[from, from + vec2(2.0 * SWATCH, 0.0)], ctx.theme));
        x += 2.0 * SWATCH + space::XS + 1.0;
        let width = galley.size().x;
        painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
        x += width + space::M;
    }
    if chart.lanes.len() == 1
        && let Some(lane) = chart.lanes.first()
    {
        let (subject, provider) = series_name(ctx, &lane.series);
        let galley = painter.layout_no_wrap(format!("{subject} · {provider}"), font.clone(), ctx.theme.muted);
        if x + galley.size().x <= rect.right() {
            let width = galley.size().x;
            painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
            x += width + space::M;
        }
    }
    if chart.marks().any(|mark| mark.period.kind() != PeriodKind::Quarter) {
        let note = ctx.text.get("financing-note-rate").to_owned();
        let galley = painter.layout_no_wrap(note, font, ctx.theme.muted);
        if x + galley.size().x <= rect.right() {
            painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
        }
        return;
    }
    let known = chart.marks().filter(|mark| mark.quantity.is_known()).count();
    if known <= SPARSE {
        let galley = painter.layout_no_wrap(ctx.text.get("financing-sparse").to_owned(), font, ctx.theme.muted);
        if x + galley.size().x <= rect.right() {
            painter.galley(
                pos2(rect.right() - galley.size().x, rect.center().y - galley.size().y / 2.0),
                galley,
                ctx.theme.muted,
            );
        }
    }
}

/// Why there is nothing, and what to do next.
fn empty(ui: &mut Ui, ctx: &PanelCtx<'_>, area: Rect, out: &mut CommandQueue) {
    let view = &ctx.model.view.financing;
    let stated = subjects(&ctx.model.data, &view.scope, view.measure);
    let here = |place: &PlaceId| stated.iter().any(|subject| subject.id() == place.as_str());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(area).layout(Layout::top_down(Align::Min)));
    let (message, button, command): (String, String, crate::action::Command) = match &view.place {
        Some(place) if !here(place) => {
            let name = slug_name(ctx, place);
            let message = ctx.text.fmt("financing-empty-place", &[("place", (&name).into())]);
            let next = FinancingView { place: None, ..view.clone() };
            (message, ctx.text.get("financing-empty-any").to_owned(), ViewCommand::Financing(next).into())
        }
        _ if stated.is_empty() => {
            let measure = match view.measure {
                Measure::Events => Measure::Amount,
                Measure::Amount => Measure::Events,
            };
            let button = ctx.text.fmt("financing-empty-other", &[("measure", ctx.text.get(measure_key(measure)).into())]);
            let next = FinancingView { measure, ..view.clone() };
            (ctx.text.get("financing-empty-scope").to_owned(), button, ViewCommand::Financing(next).into())
        }
        _ => {
            let button = ctx.text.get("financing-empty-clear").to_owned();
            (ctx.text.get("financing-empty-filter").to_owned(), button, FilterCommand::Clear.into())
        }
    };
    ui.label(RichText::new(message).font(regular(size::BODY)).color(ctx.theme.muted));
    ui.add_space(space::S);
    if wide_button(&mut ui, ctx.theme, &button).clicked() {
        out.push(command);
    }
}

/// The accessible names of the marks as the panel draws them, in table order.
pub fn mark_names(ctx: &PanelCtx<'_>) -> Vec<String> {
    ctx.derived.financing.marks().map(|mark| mark_name(ctx, mark)).collect()
}
