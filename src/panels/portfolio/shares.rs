//! Shares with bounds: the mandate against the actual mix, and what stays at home.

use egui::{Rect, ScrollArea, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::Decimal;

use super::{FundKey, fund_key, small, with_fund};
use crate::{
    analysis::portfolio::{
        home_bias::{HomeBiasRow, HomeLevel, home_bias},
        mandate::{MandateRow, mandate},
    },
    model::quantity::{Bounds, Quantity},
    model::unit::Unit,
    panels::PanelCtx,
    text::number::{Digits, to_screen},
    update::Kept,
    views::{
        theme::{radius, regular, size, space, weight},
        widgets::{elided, figure_text, shortened_galley},
    },
};

/// Height of a share's bar.
const BAR: f32 = 10.0;
/// Room for the name in front of a bar.
const LABEL: f32 = 64.0;

/// Draws each field of the mandate: what is meant for it above, what was invested below.
pub fn mandate_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, kept: &mut Kept<FundKey, Vec<MandateRow>>) {
    with_fund(ui, ctx, |ui, open, key, fund| {
        kept.refresh(fund_key(ctx, open, key), || mandate(&ctx.model.data, open.document.content(), key, fund));
        let rows: &[MandateRow] = kept;
        ScrollArea::vertical().id_salt("mandate").auto_shrink([false, false]).show(ui, |ui| {
            if rows.is_empty() {
                small(ui, ctx, ctx.text.get("portfolio-mandate-none"));
            }
            for row in rows {
                let title = row
                    .bucket
                    .as_ref()
                    .map_or_else(|| ctx.text.get("portfolio-mandate-outside"), |bucket| bucket.name.get(ctx.lang()));
                elided(ui, title, regular(size::BODY), ctx.theme.text);
                let target = if row.target == Bounds::OPEN { None } else { Some(row.target) };
                bar_ui(ui, ctx, (ctx.text.get("portfolio-mandate-target"), LABEL), target, None);
                bar_ui(ui, ctx, (ctx.text.get("portfolio-mandate-actual"), LABEL), row.actual, row.among_known);
                ui.add_space(space::XS);
            }
            let known = rows.iter().any(|row| row.target != Bounds::OPEN);
            let held = rows.iter().any(|row| row.holdings > 0);
            let mut words = Vec::new();
            if !known && !rows.is_empty() {
                words.push(ctx.text.get("portfolio-mandate-no-targets"));
            }
            if !held {
                words.push(ctx.text.get("portfolio-no-holdings"));
            }
            if !fund.mandate_note.is_empty() {
                words.push(fund.mandate_note.get(ctx.lang()));
            }
            small(ui, ctx, &words.join(" "));
        });
    });
}

/// Draws the share that stays in the fund's own county, city and province.
pub fn home_bias_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, kept: &mut Kept<FundKey, Vec<HomeBiasRow>>) {
    with_fund(ui, ctx, |ui, open, key, fund| {
        kept.refresh(fund_key(ctx, open, key), || home_bias(&ctx.model.data, open.document.content(), key, fund));
        let rows: &[HomeBiasRow] = kept;
        let has_sub_funds =
            open.document.content().funds.iter().any(|(_, sub)| sub.parents.iter().any(|parent| parent.fund == key));
        ScrollArea::vertical().id_salt("home-bias").auto_shrink([false, false]).show(ui, |ui| {
            if fund.place.is_none() {
                small(ui, ctx, ctx.text.get("portfolio-home-none"));
                return;
            }
            for level in HomeLevel::ALL {
                let of_level: Vec<_> =
                    rows.iter().filter(|row| row.level == level && (has_sub_funds || !row.look_through)).collect();
                let Some(first) = of_level.first() else { continue };
                let home = first.home.as_ref().map_or("", |id| ctx.model.data.place_name(id, ctx.lang()));
                let title = ctx.text.fmt(level_key(level), &[("place", home.into())]);
                elided(ui, &title, regular(size::BODY), ctx.theme.text);
                for row in &of_level {
                    let key = if row.look_through { "portfolio-home-through" } else { "portfolio-home-direct" };
                    bar_ui(ui, ctx, (ctx.text.get(key), LABEL), row.share, None);
                }
                let counts = [("known", first.known.into()), ("unknown", first.unknown.into())];
                if first.known + first.unknown > 0 {
                    small(ui, ctx, &ctx.text.fmt("portfolio-home-known", &counts));
                }
                ui.add_space(space::XS);
            }
            if rows.iter().all(|row| row.share.is_none()) {
                small(ui, ctx, ctx.text.get("portfolio-no-holdings"));
            }
        });
    });
}

fn level_key(level: HomeLevel) -> &'static str {
    match level {
        HomeLevel::County => "portfolio-home-county",
        HomeLevel::City => "portfolio-home-city",
        HomeLevel::Province => "portfolio-home-province",
    }
}

/// A share from 0 to 100 %: solid up to its lower bound, light up to the upper one; dashed where it
/// is not known. Names stand in `room` points in front of their bars. `marked` bounds are drawn as two ticks: the share among what is stated.
pub(super) fn bar_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, (name, room): (&str, f32), share: Option<Bounds>, marked: Option<Bounds>) {
    // What may be anything from 0 to 100 % is not known.
    let share = share.filter(|bounds| *bounds != Bounds::OPEN);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let said = share.map_or_else(
        || ctx.text.get("portfolio-not-stated").to_owned(),
        |bounds| {
            let point = bounds.is_point().then_some(bounds.low).flatten();
            figure_text(ctx, &Quantity::computed(point, bounds, Unit::percent()), Digits::Short)
        },
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {said}")));
    let painter = ui.painter();
    let label = shortened_galley(ui, name, regular(size::SMALL), ctx.theme.muted, room);
    let figure = painter.layout_no_wrap(said, regular(size::SMALL), ctx.theme.text);
    let left = rect.left() + room + space::S;
    let right = rect.right() - 92.0_f32.max(figure.size().x + space::S);
    painter.galley(rect.left_center() - vec2(0.0, label.size().y / 2.0), label, ctx.theme.muted);
    let bar = Rect::from_min_max(pos2(left, rect.center().y - BAR / 2.0), pos2(right, rect.center().y + BAR / 2.0));
    match share {
        None => {
            let corners = [bar.left_top(), bar.right_top(), bar.right_bottom(), bar.left_bottom(), bar.left_top()];
            painter.extend(Shape::dashed_line(&corners, Stroke::new(weight::THIN, ctx.theme.muted), 4.0, 3.0));
        }
        Some(bounds) => {
            painter.rect_filled(bar, radius::CONTROL, ctx.theme.hover);
            let upto = |end: Decimal| bar.with_max_x(bar.left() + bar.width() * (to_screen(end) as f32 / 100.0).clamp(0.0, 1.0));
            painter.rect_filled(
                upto(bounds.high.unwrap_or(Decimal::ONE_HUNDRED)),
                radius::CONTROL,
                ctx.theme.faded(ctx.theme.accent, 0.35),
            );
            painter.rect_filled(upto(bounds.low.unwrap_or_default()), radius::CONTROL, ctx.theme.accent);
            for end in marked.iter().flat_map(|bounds| [bounds.low, bounds.high]).flatten() {
                painter.vline(upto(end).right(), bar.expand(2.0).y_range(), Stroke::new(weight::BOLD, ctx.theme.text));
            }
        }
    }
    painter.galley(pos2(rect.right() - figure.size().x, rect.center().y - figure.size().y / 2.0), figure, ctx.theme.text);
}
