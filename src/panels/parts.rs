//! The parts of the ranking as small multiples: one chart per indicator, one bar per compared
//! place, all on one scale.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{
    PanelCtx,
    ranking::{part_title, points},
};
use crate::{
    action::{CommandQueue, command::SelectCommand},
    analysis::ranking::{FULL_SCORE, Indicator, Part, Ranking},
    model::{ids::PlaceId, item::Item},
    views::{
        ranking_bars::part_color,
        theme::{regular, semibold, size, space, weight},
    },
};

/// Least width of a full bar, points.
const LEAST_BAR: f32 = 38.0;
/// Room for the figure behind a bar, points.
const FIGURE: f32 = 54.0;
/// Lowest and highest bar row, points.
const ROWS: (f32, f32) = (15.0, 22.0);
/// Height of a chart's title, points.
const TITLE: f32 = 20.0;
/// Strength of what is only possible.
const POSSIBLE: f32 = 0.35;

/// Draws the panel.
pub fn parts_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let ranking: &Ranking = &ctx.derived.ranking;
    let places = &ctx.derived.compare.places;
    let area = ui.available_rect_before_wrap().shrink2(vec2(space::M, space::XS));
    if places.len() < 2 || ranking.indicators.is_empty() {
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(area));
        ui.label(egui::RichText::new(ctx.text.get("compare-parts-empty")).font(regular(size::BODY)).color(ctx.theme.muted));
        return;
    }
    let most = ranking.indicators.iter().map(|i| i.share * FULL_SCORE).fold(0.0, f64::max).max(1.0);
    head(ui, ctx, area, most);
    let area = area.with_min_y(area.top() + TITLE);
    let count = ranking.indicators.len();
    let gap = space::L;
    let names = place_names(ui, ctx, places, area.width() * 0.3);
    let room = area.width() - names.room();
    let across = (((room + gap) / (LEAST_BAR + FIGURE + gap)).floor().max(1.0) as usize).min(count);
    // Equal rows: six charts stand as 6, 3 + 3 or 2 + 2 + 2, never 5 + 1.
    let down = count.div_ceil(across);
    let across = count.div_ceil(down);
    let width = (room - gap * (across as f32 - 1.0)) / across as f32;
    let height = (area.height() / down as f32).max(TITLE + ROWS.0 * places.len() as f32 + space::S);
    egui::ScrollArea::vertical().id_salt("parts").auto_shrink(false).show(
        &mut ui.new_child(egui::UiBuilder::new().max_rect(area)),
        |ui| {
            let (all, _) = ui.allocate_exact_size(vec2(area.width(), height * down as f32 - 1.0), Sense::hover());
            for (at, indicator) in ranking.indicators.iter().enumerate() {
                // The names stand once a row, before its first chart.
                let named = at % across == 0;
                let before = names.room();
                let corner = all.min + vec2(before + (at % across) as f32 * (width + gap), (at / across) as f32 * height);
                let rect = Rect::from_min_size(corner, vec2(width, height - space::S));
                let rect = if named { rect.with_min_x(rect.left() - before) } else { rect };
                chart(ui, ctx, ranking, (at, indicator, most), rect, &names, named, out);
            }
        },
    );
}

/// Names of the compared places and the room they need, points.
struct Names<'a> {
    places: &'a [PlaceId],
    width: f32,
}

impl Names<'_> {
    fn room(&self) -> f32 {
        self.width + space::S
    }
}

fn place_names<'a>(ui: &Ui, ctx: &PanelCtx<'_>, places: &'a [PlaceId], most: f32) -> Names<'a> {
    let widest = places
        .iter()
        .map(|place| ctx.model.data.place_name(place, ctx.lang()).to_owned())
        .map(|name| ui.painter().layout_no_wrap(name, regular(size::SMALL), ctx.theme.text).size().x)
        .fold(0.0, f32::max);
    Names { places, width: widest.min(most) }
}

fn head(ui: &Ui, ctx: &PanelCtx<'_>, area: Rect, most: f64) {
    let title = ui.painter().text(
        area.left_top(),
        Align2::LEFT_TOP,
        ctx.text.get("compare-parts-title"),
        semibold(size::BODY),
        ctx.theme.text,
    );
    let most = points(most);
    let scale = ctx.text.fmt("compare-parts-scale", &[("most", (&most).into())]);
    ui.painter().text(
        pos2(title.right() + space::S, title.center().y),
        Align2::LEFT_CENTER,
        scale,
        regular(size::SMALL),
        ctx.theme.muted,
    );
}

#[expect(clippy::too_many_arguments, reason = "what one chart of several shares with the others")]
fn chart(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    ranking: &Ranking,
    (at, indicator, most): (usize, &Indicator, f64),
    rect: Rect,
    names: &Names<'_>,
    named: bool,
    out: &mut CommandQueue,
) {
    let title = part_title(ctx, indicator);
    let before = if named { names.room() } else { 0.0 };
    ui.painter().text(rect.left_top() + vec2(before, 2.0), Align2::LEFT_TOP, title, semibold(size::SMALL), ctx.theme.text);
    let rows = rect.with_min_y(rect.top() + TITLE);
    let height = (rows.height() / names.places.len() as f32).clamp(ROWS.0, ROWS.1);
    let left = rows.left() + before;
    let right = rows.right() - FIGURE;
    let x_of = |points: f64| left + (right - left) * (points / most).clamp(0.0, 1.0) as f32;
    let bottom = rows.top() + height * names.places.len() as f32;
    ui.painter().vline(left, rows.top()..=bottom, Stroke::new(weight::THIN, ctx.theme.muted));
    ui.painter().vline(x_of(indicator.share * FULL_SCORE), rows.top()..=bottom, ctx.theme.hairline());
    for (i, place) in names.places.iter().enumerate() {
        let row = Rect::from_min_size(pos2(rows.left(), rows.top() + height * i as f32), vec2(rows.width(), height));
        let part = ranking.row(place).and_then(|row| row.parts.get(at));
        let response = ui.interact(row, ui.scope_id().with((at, place.as_str())), Sense::click());
        let name = ctx.model.data.place_name(place, ctx.lang());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, part_name(ctx, title, name, indicator, part)));
        let lit = ctx.model.transient.hover.as_ref().and_then(Item::place) == Some(place);
        if ctx.model.view.selection.contains_place(place) {
            ui.painter().rect_filled(row, CornerRadius::ZERO, ctx.theme.selection);
        } else if response.hovered() || lit {
            ui.painter().rect_filled(row, CornerRadius::ZERO, ctx.theme.hover);
        }
        if response.has_focus() {
            let stroke = Stroke::new(weight::BOLD, ctx.theme.accent);
            ui.painter().rect_stroke(row, CornerRadius::ZERO, stroke, StrokeKind::Inside);
        }
        if named {
            let painter = ui.painter().with_clip_rect(row.with_max_x(rows.left() + names.width));
            painter.text(row.left_center(), Align2::LEFT_CENTER, name, regular(size::SMALL), ctx.theme.text);
        }
        let bar = |from: f64, to: f64| Rect::from_min_max(pos2(x_of(from), row.top() + 2.5), pos2(x_of(to), row.bottom() - 2.5));
        let color = part_color(ctx.theme, at);
        let mut end = left;
        if let Some(part) = part {
            ui.painter().rect_filled(bar(0.0, part.points.low), CornerRadius::ZERO, color);
            if !part.points.is_point() {
                let body = bar(part.points.low, part.points.high);
                ui.painter().rect_filled(body, CornerRadius::ZERO, ctx.theme.faded(color, POSSIBLE));
                ui.painter().rect_stroke(body, CornerRadius::ZERO, Stroke::new(weight::THIN, color), StrokeKind::Inside);
            }
            end = x_of(part.points.high);
        }
        let (text, color) = part.map_or(("–".to_owned(), ctx.theme.muted), |part| (figure(part), ctx.theme.text));
        ui.painter().text(pos2(end + space::XS, row.center().y), Align2::LEFT_CENTER, text, regular(size::SMALL), color);
        if response.clicked() {
            let add = ui.input(|input| input.modifiers.shift);
            let item = Item::Place(place.clone());
            out.push(if add { SelectCommand::Toggle(item) } else { SelectCommand::Set(item) });
        }
        if let Some(row) = ranking.row(place) {
            response.on_hover_ui_at_pointer(|ui| super::ranking::part_hover(ui, ctx, ranking, row, at));
        }
    }
}

fn figure(part: &Part) -> String {
    if part.points.is_point() {
        points(part.points.low)
    } else {
        format!("{}–{}", points(part.points.low), points(part.points.high))
    }
}

fn part_name(ctx: &PanelCtx<'_>, title: &str, place: &str, indicator: &Indicator, part: Option<&Part>) -> String {
    let most = points(indicator.share * FULL_SCORE);
    let Some(part) = part else {
        return ctx.text.fmt("compare-part-not-ranked", &[("part", title.into()), ("place", place.into())]);
    };
    let (low, high) = (points(part.points.low), points(part.points.high));
    if part.points.is_point() {
        let args = [("part", title.into()), ("place", place.into()), ("points", (&low).into()), ("most", (&most).into())];
        return ctx.text.fmt("compare-part-name", &args);
    }
    let args = [
        ("part", title.into()),
        ("place", place.into()),
        ("low", (&low).into()),
        ("high", (&high).into()),
        ("most", (&most).into()),
    ];
    ctx.text.fmt("compare-part-name-range", &args)
}
