//! The tier ranking: stacked bars, possible ranks, our tier beside the published one, cuts that
//! can be dragged, and a foldable editor of weights and cuts.

mod cuts;
mod editor;
mod hover;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub(crate) use hover::part_hover;

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::SelectCommand},
    analysis::ranking::{Indicator, RankRow, Ranking},
    model::{
        claim::MetricKind,
        ids::{MetricId, PlaceId},
        item::Item,
    },
    views::{
        ranking_bars::{Columns, ROW_HEIGHTS, RowState, RowTexts, SWATCH, columns, paint_row, paint_swatch, part_color},
        theme::{regular, semibold, size, space},
        widgets::{elided, link},
    },
};

/// Width of the editor beside the bars, points.
const EDITOR_WIDTH: f32 = 252.0;
/// Below this height the panel's own title goes, so that all rows stay in sight.
const LOW: f32 = 270.0;
/// Height of the line with the legend, and of the one with headings and cuts.
const LINE: f32 = 16.0;

/// State of the panel that nobody else sees.
#[derive(Debug, Default)]
pub struct RankingScratch {
    /// The editor is unfolded.
    pub editor_open: bool,
    /// Weights when the slider was taken hold of: proportions among the others come from these.
    base: Option<BTreeMap<MetricId, u32>>,
    /// The place this panel lit last.
    hovered: Option<PlaceId>,
}

/// Draws the panel.
pub fn ranking_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut RankingScratch, out: &mut CommandQueue) {
    let ranking: &Ranking = &ctx.derived.ranking;
    let area = ui.available_rect_before_wrap().shrink2(vec2(space::M, 2.0));
    if ranking.rows.is_empty() {
        ui.scope_builder(egui::UiBuilder::new().max_rect(area.shrink(space::M)), |ui| {
            ui.label(egui::RichText::new(ctx.text.get("ranking-empty")).font(regular(size::BODY)).color(ctx.theme.muted));
        });
        return;
    }
    let low = area.height() < LOW;
    let mut body = area;
    if scratch.editor_open {
        let width = (area.width() * 0.42).clamp(200.0_f32.min(area.width() * 0.5), EDITOR_WIDTH);
        let rect = area.with_min_x(area.right() - width);
        body.max.x = rect.left() - space::M;
        ui.painter().vline(rect.left() - space::S, area.y_range(), ctx.theme.hairline());
        editor::editor_ui(ui, ctx, ranking, rect, scratch, out);
    }
    let head = if low { space::HIT - space::XS } else { space::HIT };
    let head = body.with_max_y(body.top() + head);
    let used = header(ui, ctx, head, low, scratch);
    let mut top = head.bottom();
    if !low {
        let legend_rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), LINE));
        legend(ui, ctx, ranking, legend_rect);
        top = legend_rect.bottom() + 2.0;
    } else {
        legend(ui, ctx, ranking, head.with_max_x(used - space::S));
    }
    let strip = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), LINE - 2.0));
    bars(ui, ctx, ranking, body.with_min_y(strip.bottom()), strip, (scratch, low), out);
}

/// Title and the link that unfolds the editor; where the link starts.
fn header(ui: &mut Ui, ctx: &PanelCtx<'_>, rect: Rect, low: bool, scratch: &mut RankingScratch) -> f32 {
    let changed = ctx.derived.default_ranking.as_ref().is_some_and(|default| *default != ctx.model.view.ranking);
    let text = if changed { ctx.text.get("ranking-edit-changed") } else { ctx.text.get("ranking-edit") };
    let mut right = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::right_to_left(egui::Align::Center)));
    let name = ctx.text.get("ranking-edit-name");
    let response = link(&mut right, ctx.theme, None, text, regular(size::SMALL), name);
    if response.clicked() {
        scratch.editor_open = !scratch.editor_open;
    }
    let left = response.rect.left();
    if !low {
        let title = rect.with_max_x(left - space::S);
        let mut ui =
            ui.new_child(egui::UiBuilder::new().max_rect(title).layout(egui::Layout::left_to_right(egui::Align::Center)));
        elided(&mut ui, ctx.text.get("ranking-title"), semibold(size::BODY), ctx.theme.text);
    }
    left
}

/// One line: a swatch and a word for each part.
fn legend(ui: &Ui, ctx: &PanelCtx<'_>, ranking: &Ranking, rect: Rect) {
    let titles: Vec<&str> = ranking.indicators.iter().map(|indicator| part_title(ctx, indicator)).collect();
    let lay = |points: f32| -> Vec<_> {
        titles.iter().map(|t| ui.painter().layout_no_wrap((*t).to_owned(), regular(points), ctx.theme.muted)).collect()
    };
    let width_of = |galleys: &[std::sync::Arc<egui::Galley>], gap: f32| {
        galleys.iter().map(|g| g.size().x + SWATCH + space::XS + gap).sum::<f32>() - gap
    };
    let (mut galleys, mut gap) = (lay(size::SMALL), space::M);
    if width_of(&galleys, gap) > rect.width() {
        (galleys, gap) = (lay(size::SMALL - 1.0), space::XS + 1.0);
    }
    if width_of(&galleys, gap) > rect.width() {
        // The editor beside it has the same swatches and words.
        return;
    }
    let painter = ui.painter().with_clip_rect(rect);
    let mut x = rect.left();
    for (i, galley) in galleys.into_iter().enumerate() {
        paint_swatch(&painter, pos2(x + SWATCH / 2.0, rect.center().y), part_color(ctx.theme, i));
        x += SWATCH + space::XS;
        let width = galley.size().x;
        painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
        x += width + gap;
    }
}

fn bars(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    ranking: &Ranking,
    area: Rect,
    strip: Rect,
    (scratch, low): (&mut RankingScratch, bool),
    out: &mut CommandQueue,
) {
    let count = ranking.rows.len() as f32;
    let (least, most) = ROW_HEIGHTS;
    let height = (area.height() / count).clamp(least, most);
    let texts: Vec<RowTexts> = ranking.rows.iter().map(|row| row_texts(ctx, row, area.width())).collect();
    let heads = heads(ctx, low);
    let columns = columns(ui, area.left(), area.right(), height, &texts, &heads);
    if !low {
        paint_heads(ui, ctx, &columns, strip, &heads);
    }
    let shown = area.with_max_y(area.bottom().min(area.top() + height * count));
    let grid = ctx.theme.hairline();
    for score in [0.0, 25.0, 50.0, 75.0, 100.0] {
        ui.painter().vline(columns.x_of(score), shown.y_range(), grid);
    }
    let mut hovered = None;
    if height * count > area.height() + 0.5 {
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(area));
        egui::ScrollArea::vertical().auto_shrink(false).show_rows(&mut inner, height, ranking.rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (row, texts) in ranking.rows.iter().zip(&texts).skip(range.start).take(range.len()) {
                let (rect, _) = ui.allocate_exact_size(vec2(area.width(), height), Sense::hover());
                hovered = row_ui(ui, ctx, (ranking, row, texts), &columns, rect, out).or(hovered.take());
            }
        });
    } else {
        for (i, (row, texts)) in ranking.rows.iter().zip(&texts).enumerate() {
            let rect = Rect::from_min_size(pos2(area.left(), area.top() + height * i as f32), vec2(area.width(), height));
            hovered = row_ui(ui, ctx, (ranking, row, texts), &columns, rect, out).or(hovered.take());
        }
    }
    light(ctx, scratch, hovered, out);
    cuts::cuts_ui(ui, ctx, ranking, &columns, strip, shown, low, out);
}

/// Tells the others which place the pointer is on; takes back only what this panel lit.
fn light(ctx: &PanelCtx<'_>, scratch: &mut RankingScratch, hovered: Option<PlaceId>, out: &mut CommandQueue) {
    if hovered == scratch.hovered {
        return;
    }
    let lit = ctx.model.transient.hover.as_ref().and_then(Item::place);
    match &hovered {
        Some(place) => out.push(SelectCommand::Hover(Some(Item::Place(place.clone())))),
        None if lit.is_some() && lit == scratch.hovered.as_ref() => out.push(SelectCommand::Hover(None)),
        None => {}
    }
    scratch.hovered = hovered;
}

/// One row; the place when the pointer is on it.
fn row_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (ranking, row, texts): (&Ranking, &RankRow, &RowTexts),
    columns: &Columns,
    rect: Rect,
    out: &mut CommandQueue,
) -> Option<PlaceId> {
    let response = ui.interact(rect, ui.scope_id().with(("ranking row", row.place.as_str())), Sense::click());
    let model = ctx.model;
    let selected = model.view.selection.contains_place(&row.place);
    let lit = model.transient.hover.as_ref().and_then(Item::place) == Some(&row.place);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, row_name(ctx, ranking, row, texts)));
    let state = RowState { hovered: lit || response.hovered(), selected, focused: response.has_focus() };
    paint_row(ui, ctx.theme, columns, rect, row, texts, state);
    if response.clicked() {
        let item = Item::Place(row.place.clone());
        let add = ui.input(|input| input.modifiers.shift);
        out.push(if add { SelectCommand::Toggle(item) } else { SelectCommand::Set(item) });
    }
    let hovered = response.hovered();
    let part = response.hover_pos().and_then(|pos| columns.part_at(row, pos.x));
    response.on_hover_ui_at_pointer(|ui| match part {
        Some(part) => hover::part_hover(ui, ctx, ranking, row, part),
        None => hover::row_hover(ui, ctx, row, texts),
    });
    hovered.then(|| row.place.clone())
}

fn paint_heads(ui: &Ui, ctx: &PanelCtx<'_>, columns: &Columns, strip: Rect, heads: &RowTexts) {
    let label = |x: f32, align: Align2, text: &str| {
        ui.painter().text(pos2(x, strip.center().y), align, text, regular(size::SMALL), ctx.theme.muted);
    };
    label(columns.score, Align2::RIGHT_CENTER, &heads.score);
    if let Some(x) = columns.ranks {
        label(x, Align2::RIGHT_CENTER, &heads.ranks);
    }
    if let Some(x) = columns.tier {
        label(x, Align2::LEFT_CENTER, &heads.tier);
    }
    if let Some(x) = columns.published {
        label(x, Align2::LEFT_CENTER, &heads.published);
    }
}

/// Column headings; none where the panel is too low for them.
fn heads(ctx: &PanelCtx<'_>, low: bool) -> RowTexts {
    let head = |key| if low { String::new() } else { ctx.text.get(key).to_owned() };
    RowTexts {
        name: String::new(),
        score: head("ranking-score"),
        ranks: head("ranking-ranks"),
        tier: head("ranking-tier"),
        published: head("ranking-published"),
    }
}

fn row_texts(ctx: &PanelCtx<'_>, row: &RankRow, width: f32) -> RowTexts {
    let published = row.tier_published.map_or_else(
        || "–".to_owned(),
        |tier| {
            let short = tier_short(ctx, tier);
            match (row.differs(), width < 420.0) {
                (false, _) => short.to_owned(),
                (true, true) => ctx.text.fmt("ranking-differs-short", &[("tier", short.into())]),
                (true, false) => ctx.text.fmt("ranking-differs", &[("tier", short.into())]),
            }
        },
    );
    RowTexts {
        name: ctx.model.data.place_name(&row.place, ctx.lang()).to_owned(),
        score: points(row.score),
        ranks: if row.rank_low == row.rank_high {
            row.rank_low.to_string()
        } else {
            format!("{}–{}", row.rank_low, row.rank_high)
        },
        tier: tier_short(ctx, row.tier).to_owned(),
        published,
    }
}

/// Everything a row shows, in words: what a screen reader says.
fn row_name(ctx: &PanelCtx<'_>, ranking: &Ranking, row: &RankRow, texts: &RowTexts) -> String {
    let (rank, low, high) = (row.rank.to_string(), row.rank_low.to_string(), row.rank_high.to_string());
    let tier = crate::views::widgets::tier_text(ctx.text, row.tier);
    let mut name = ctx.text.fmt(
        "ranking-row-name",
        &[
            ("rank", (&rank).into()),
            ("place", (&texts.name).into()),
            ("score", (&texts.score).into()),
            ("low", (&low).into()),
            ("high", (&high).into()),
            ("tier", tier.into()),
        ],
    );
    for (indicator, part) in ranking.indicators.iter().zip(&row.parts) {
        name.push_str(&format!("; {} {}", part_title(ctx, indicator), span_points(part.points)));
    }
    if let Some(tier) = row.tier_published.filter(|_| row.differs()) {
        let tier = crate::views::widgets::tier_text(ctx.text, tier);
        name.push_str("; ");
        name.push_str(&ctx.text.fmt("ranking-row-differs", &[("tier", tier.into())]));
    }
    name
}

/// Short title of an indicator: what follows the colon of a rating's title; "companies" for a count.
pub(crate) fn part_title<'a>(ctx: &'a PanelCtx<'_>, indicator: &Indicator) -> &'a str {
    let Some(metric) = ctx.model.data.metrics.get(&indicator.metric) else { return "" };
    let title = metric.title.get(ctx.lang());
    match indicator.kind {
        MetricKind::Rating => title.split_once([':', '：']).map_or(title, |(_, rest)| rest.trim()),
        _ => ctx.text.get("ranking-companies"),
    }
}

/// A tier as the columns write it.
pub(super) fn tier_short<'a>(ctx: &'a PanelCtx<'_>, tier: u8) -> &'a str {
    ctx.text.get(match tier {
        1 => "ranking-tier-one",
        2 => "ranking-tier-two",
        _ => "ranking-tier-other",
    })
}

/// Points with one decimal.
pub(crate) fn points(value: f64) -> String {
    format!("{value:.1}")
}

fn span_points(span: crate::analysis::ranking::Span) -> String {
    if span.is_point() { points(span.low) } else { format!("{}–{}", points(span.low), points(span.high)) }
}
