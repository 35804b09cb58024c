//! The two columns of sub-fields and the lines between them.

use egui::{Align2, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, epaint::CubicBezierShape, pos2, vec2};

use super::{SchemesScratch, explain_ui, held_text, relation_of, rows_with_reasons};
use crate::{
    action::{CommandQueue, command::SelectCommand},
    analysis::crosswalk::{self, Block, LayerSide},
    model::{
        catalog::{Crosswalk, Relation, SchemePart, SubField},
        item::{Item, MAX_SELECTED},
    },
    panels::PanelCtx,
    views::{
        theme::{radius, regular, semibold, size, space, weight},
        widgets::{ring_around, shortened_galley},
    },
};

/// Height of a sub-field.
const ROW: f32 = space::HIT;
/// Height of a layer's heading.
const HEAD: f32 = 26.0;
/// Height of the schemes' names.
const TITLE: f32 = 24.0;
/// Share of the width that each column takes.
const COLUMN: f32 = 0.37;
/// Least width of a row that has room for counts in words.
const WORDS: f32 = 250.0;
/// Points that a line is made of.
const STEPS: u16 = 24;

/// A sub-field where it is drawn.
struct Placed<'a> {
    field: &'a SubField,
    rect: Rect,
    left: bool,
}

/// A layer's heading where it is drawn.
struct Heading<'a> {
    side: &'a LayerSide<'a>,
    scheme: &'a str,
    rect: Rect,
}

/// Draws both schemes.
pub fn board_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (left, right): (&str, &str),
    scratch: &mut SchemesScratch,
    out: &mut CommandQueue,
) {
    let data = &ctx.model.data;
    let blocks = crosswalk::blocks(data, left, right);
    let rows = |side: Option<&LayerSide<'_>>| side.map_or(0.0, |side| HEAD + ROW * screen(side.fields.len()));
    let heights: Vec<f32> = blocks.iter().map(|block| rows(block.left.as_ref()).max(rows(block.right.as_ref()))).collect();
    let height = TITLE + heights.iter().map(|height| height + space::S).sum::<f32>();
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let wide = area.width() * COLUMN;
    let columns = [
        Rect::from_min_size(area.min, vec2(wide, height)),
        Rect::from_min_size(pos2(area.right() - wide, area.top()), vec2(wide, height)),
    ];
    for (scheme, column) in [left, right].into_iter().zip(columns) {
        scheme_title(ui, ctx, scheme, column.with_max_y(column.top() + TITLE));
    }
    let (mut placed, mut headings, mut top) = (Vec::new(), Vec::new(), area.top() + TITLE);
    for (block, height) in blocks.iter().zip(heights) {
        place(block, columns, top, (left, right), &mut placed, &mut headings);
        layer_line(ui, ctx, block, columns, top + HEAD / 2.0);
        top += height + space::S;
    }
    let lit = lit_part(ui, scratch, &placed);
    lines(ui, ctx, &placed, lit.as_ref());
    for heading in &headings {
        heading_ui(ui, ctx, heading, out);
    }
    for (at, one) in placed.iter().enumerate() {
        field_ui(ui, ctx, one, at, scratch, out);
    }
}

fn screen(count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a screen length")]
    let length = count as f32;
    length
}

/// The scheme and the document that it stands in.
fn scheme_title(ui: &Ui, ctx: &PanelCtx<'_>, scheme: &str, rect: Rect) {
    let data = &ctx.model.data;
    let document = data.sub_fields.iter().find(|field| field.scheme == scheme).and_then(|field| field.documents.first());
    let document = document.and_then(|id| data.documents.get(id)).map_or("", |document| document.short.get(ctx.lang()));
    let title = ctx.text.fmt("schemes-scheme", &[("scheme", scheme.into()), ("document", document.into())]);
    let galley = shortened_galley(ui, &title, semibold(size::BODY), ctx.theme.text, rect.width());
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, ctx.theme.text);
}

fn place<'a>(
    block: &'a Block<'a>,
    columns: [Rect; 2],
    top: f32,
    schemes: (&'a str, &'a str),
    placed: &mut Vec<Placed<'a>>,
    headings: &mut Vec<Heading<'a>>,
) {
    let sides = [(&block.left, schemes.0, true), (&block.right, schemes.1, false)];
    for ((side, scheme, left), column) in sides.into_iter().zip(columns) {
        let Some(side) = side else { continue };
        let row = |y: f32, height: f32| Rect::from_min_size(pos2(column.left(), y), vec2(column.width(), height));
        headings.push(Heading { side, scheme, rect: row(top, HEAD) });
        for (i, field) in side.fields.iter().enumerate() {
            placed.push(Placed { field, rect: row(top + HEAD + ROW * screen(i), ROW), left });
        }
    }
}

/// The line between two layers, and its word.
fn layer_line(ui: &Ui, ctx: &PanelCtx<'_>, block: &Block<'_>, columns: [Rect; 2], y: f32) {
    let Some(row) = block.row else { return };
    let [left, right] = columns;
    let word = word_of(ctx, row.relation);
    let galley = ui.painter().layout_no_wrap(word.to_owned(), regular(size::SMALL), ctx.theme.muted);
    let (middle, half) = (f32::midpoint(left.right(), right.left()), galley.size().x / 2.0 + space::XS);
    let stroke = ctx.theme.hairline();
    ui.painter().hline(left.right()..=(middle - half), y, stroke);
    ui.painter().hline((middle + half)..=right.left(), y, stroke);
    ui.painter().galley(pos2(middle - half + space::XS, y - galley.size().y / 2.0), galley, ctx.theme.muted);
}

fn word_of<'a>(ctx: &'a PanelCtx<'_>, relation: Relation) -> &'a str {
    ctx.text.get(match relation {
        Relation::Same => "schemes-word-same",
        Relation::Broader => "schemes-word-broader",
        Relation::Narrower => "schemes-word-narrower",
        Relation::Overlaps => "schemes-word-overlaps",
        Relation::None => "schemes-word-none",
    })
}

/// The sub-field under the pointer, else the pinned one.
fn lit_part(ui: &Ui, scratch: &SchemesScratch, placed: &[Placed<'_>]) -> Option<SchemePart> {
    let hovered = placed.iter().find(|one| ui.rect_contains_pointer(one.rect));
    hovered.map(|one| part_of(one.field)).or_else(|| scratch.pinned.clone())
}

fn part_of(field: &SubField) -> SchemePart {
    SchemePart { scheme: field.scheme.clone(), layer: field.layer.clone(), sub_field: field.id.clone() }
}

fn ends<'a>(row: &Crosswalk, placed: &'a [Placed<'_>]) -> Option<(&'a Rect, &'a Rect)> {
    let find = |part: &SchemePart| placed.iter().find(|one| crosswalk::is_part(part, one.field));
    let (a, b) = (find(&row.from)?, find(&row.to)?);
    let (left, right) = if a.left { (a, b) } else { (b, a) };
    (left.left && !right.left).then_some((&left.rect, &right.rect))
}

/// All lines; those of the lit sub-field above the others, with their word.
fn lines(ui: &Ui, ctx: &PanelCtx<'_>, placed: &[Placed<'_>], lit: Option<&SchemePart>) {
    let is_lit = |row: &Crosswalk| lit.is_some_and(|part| row.from == *part || row.to == *part);
    for lit_now in [false, true] {
        for row in crosswalk::pairs(&ctx.model.data).filter(|row| is_lit(row) == lit_now) {
            let Some((left, right)) = ends(row, placed) else { continue };
            let (from, to) = (left.right_center(), right.left_center());
            let color = if lit_now { ctx.theme.accent } else { ctx.theme.faded(ctx.theme.muted, 0.55) };
            ui.painter().extend(line(from, to, row.relation, color));
            if lit_now {
                let middle = from + (to - from) / 2.0;
                let word = word_of(ctx, row.relation);
                let galley = ui.painter().layout_no_wrap(word.to_owned(), regular(size::SMALL), ctx.theme.accent);
                let back = Rect::from_center_size(middle, galley.size() + vec2(space::XS, 0.0));
                ui.painter().rect_filled(back, radius::CONTROL, ctx.theme.panel);
                ui.painter().galley(back.center() - galley.size() / 2.0, galley, ctx.theme.accent);
            }
        }
    }
}

/// Bold for the same, plain for a part of the other, dashed for an overlap.
fn line(from: Pos2, to: Pos2, relation: Relation, color: egui::Color32) -> Vec<Shape> {
    let reach = vec2((to.x - from.x) * 0.45, 0.0);
    let curve = CubicBezierShape::from_points_stroke(
        [from, from + reach, to - reach, to],
        false,
        egui::Color32::TRANSPARENT,
        Stroke::NONE,
    );
    let flat = (from.y - to.y).abs() < 1.0;
    let steps = if flat { 1 } else { STEPS };
    let points: Vec<Pos2> = (0..=steps).map(|step| curve.sample(f32::from(step) / f32::from(steps))).collect();
    match relation {
        Relation::Same => vec![Shape::line(points, Stroke::new(weight::BOLD, color))],
        Relation::Overlaps => Shape::dashed_line(&points, Stroke::new(weight::THIN, color), 4.0, 3.0),
        Relation::Broader | Relation::Narrower | Relation::None => vec![Shape::line(points, Stroke::new(weight::THIN, color))],
    }
}

/// A short line of a relation with its word.
pub fn legend(ui: &mut Ui, ctx: &PanelCtx<'_>, relation: Relation) {
    const LINE: f32 = 22.0;
    let word = match relation {
        Relation::Narrower => ctx.text.get("schemes-legend-part"),
        other => word_of(ctx, other),
    };
    let galley = ui.painter().layout_no_wrap(word.to_owned(), regular(size::SMALL), ctx.theme.muted);
    let (rect, response) = ui.allocate_exact_size(vec2(LINE + space::XS + galley.size().x, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    let (from, to) = (rect.left_center(), rect.left_center() + vec2(LINE, 0.0));
    ui.painter().extend(line(from, to, relation, ctx.theme.muted));
    ui.painter().galley(pos2(to.x + space::XS, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
}

/// A layer with its zones; a click selects them.
fn heading_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, heading: &Heading<'_>, out: &mut CommandQueue) {
    let (theme, title) = (ctx.theme, heading.side.title.get(ctx.lang()));
    let zones = crosswalk::zones_of_layer(&ctx.model.data, heading.scheme, heading.side.layer);
    let aside = if zones.is_empty() { String::new() } else { ctx.text.fmt("schemes-zones", &[("n", zones.len().into())]) };
    let sense = if zones.is_empty() { Sense::hover() } else { Sense::click() };
    let id = ui.scope_id().with(("layer", heading.scheme, heading.side.layer));
    let response = ui.interact(heading.rect, id, sense);
    let name = if aside.is_empty() { title.to_owned() } else { format!("{title} · {aside}") };
    let role = if zones.is_empty() { Role::Label } else { Role::Button };
    response.widget_info(|| WidgetInfo::labeled(role, true, &name));
    if response.hovered() && !zones.is_empty() {
        ui.painter().rect_filled(heading.rect, radius::CONTROL, theme.hover);
    }
    ring_around(ui, theme, &response);
    let rect = heading.rect.shrink2(vec2(space::S, 0.0));
    ui.painter().hline(heading.rect.x_range(), heading.rect.bottom() - 0.5, theme.hairline());
    let count = ui.painter().layout_no_wrap(aside, regular(size::SMALL), theme.muted);
    let galley = shortened_galley(ui, title, semibold(size::SMALL), theme.muted, rect.width() - count.size().x - space::S);
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, theme.muted);
    ui.painter().galley(pos2(rect.right() - count.size().x, rect.center().y - count.size().y / 2.0), count, theme.muted);
    if response.clicked() {
        out.push(SelectCommand::Many(zones.into_iter().map(Item::Place).take(MAX_SELECTED).collect()));
    }
}

/// A sub-field; a click keeps its lines lit and selects what the data hold on it.
fn field_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, one: &Placed<'_>, at: usize, scratch: &mut SchemesScratch, out: &mut CommandQueue) {
    let (theme, field) = (ctx.theme, one.field);
    let title = field.title.get(ctx.lang());
    let rows = rows_with_reasons(ctx, field);
    let mapped = rows.iter().any(|row| row.relation != Relation::None);
    let pinned = scratch.pinned.as_ref().is_some_and(|part| crosswalk::is_part(part, field));
    let response = ui.interact(one.rect, ui.scope_id().with(("field", at)), Sense::click());
    let said = if mapped {
        rows.iter().map(|row| relation_of(ctx, row, field)).collect::<Vec<_>>().join("; ")
    } else {
        ctx.text.get("schemes-unmapped").to_owned()
    };
    let name = format!("{title}, {}, {}: {said}", field.scheme, field.layer_title.get(ctx.lang()));
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), pinned, &name));
    if pinned || response.hovered() {
        ui.painter().rect_filled(one.rect, radius::CONTROL, if pinned { theme.selection } else { theme.hover });
    }
    ring_around(ui, theme, &response);
    let rect = one.rect.shrink2(vec2(space::S, 0.0));
    let mut aside = if mapped { String::new() } else { ctx.text.get("schemes-word-none").to_owned() };
    let held = held_text(ctx, field);
    if rect.width() >= WORDS && !held.is_empty() {
        aside = if aside.is_empty() { held } else { format!("{held} · {aside}") };
    }
    let aside = ui.painter().layout_no_wrap(aside, regular(size::SMALL), theme.muted);
    let color = if mapped { theme.text } else { theme.muted };
    let galley = shortened_galley(ui, title, regular(size::BODY), color, rect.width() - aside.size().x - space::S);
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, color);
    let spot = Align2::RIGHT_CENTER.anchor_size(rect.right_center(), aside.size());
    ui.painter().galley(spot.min, aside, theme.muted);
    if response.clicked() {
        scratch.pinned = (!pinned).then(|| part_of(field));
        let items = items_of(ctx, field);
        if !pinned && !items.is_empty() {
            out.push(SelectCommand::Many(items));
        }
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        explain_ui(ui, ctx, field);
    });
}

/// Cities, companies and funds of a sub-field, as many as can be selected.
fn items_of(ctx: &PanelCtx<'_>, field: &SubField) -> Vec<Item> {
    let held = crosswalk::holdings(&ctx.model.data, field);
    let cities = held.cities.into_iter().map(Item::Place);
    cities
        .chain(held.companies.into_iter().map(Item::Company))
        .chain(held.funds.into_iter().map(Item::Fund))
        .take(MAX_SELECTED)
        .collect()
}
