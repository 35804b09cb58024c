//! The foldable editor: six weights, two cuts, the rule in words, back to the default.

use egui::{DragValue, Rect, RichText, Slider, Ui, vec2};

use super::{
    RankingScratch,
    cuts::{Cut, with_cut},
    part_title,
};
use crate::{
    action::{CommandQueue, command::ViewCommand},
    analysis::ranking::{Indicator, Ranking, what_if},
    model::view_state::RankingView,
    panels::PanelCtx,
    text::number::grouped,
    views::{
        ranking_bars::{SWATCH, paint_swatch, part_color},
        theme::{regular, size, space},
        widgets::{elided, section_heading, wide_button},
    },
};

/// Width of a number field, points.
const VALUE_WIDTH: f32 = 54.0;
/// Width of a part's title, points.
const TITLE_WIDTH: f32 = 70.0;

/// Draws the editor into `rect`.
pub(super) fn editor_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    ranking: &Ranking,
    rect: Rect,
    scratch: &mut RankingScratch,
    out: &mut CommandQueue,
) {
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
    ui.spacing_mut().button_padding.x = space::XS;
    egui::ScrollArea::vertical().id_salt("ranking-editor").auto_shrink(false).show(&mut ui, |ui| {
        section_heading(ui, ctx.theme, ctx.text.get("ranking-weights"), "");
        for (i, indicator) in ranking.indicators.iter().enumerate() {
            weight_row(ui, ctx, (i, indicator), scratch, out);
        }
        section_heading(ui, ctx.theme, ctx.text.get("ranking-cuts"), "");
        for (cut, label) in [(Cut::One, ctx.text.get("ranking-cut-label-one")), (Cut::Two, ctx.text.get("ranking-cut-label-two"))]
        {
            cut_row(ui, ctx, cut, label, out);
        }
        section_heading(ui, ctx.theme, ctx.text.get("ranking-rule"), "");
        ui.label(RichText::new(rule(ctx, ranking)).font(regular(size::SMALL)).color(ctx.theme.muted));
        ui.add_space(space::XS);
        if let Some(default) = ctx.derived.default_ranking.as_ref() {
            let changed = *default != ctx.model.view.ranking;
            ui.add_enabled_ui(changed, |ui| {
                if wide_button(ui, ctx.theme, ctx.text.get("ranking-reset")).clicked() {
                    out.push(ViewCommand::Ranking(default.clone()));
                }
            });
        }
        ui.add_space(space::S);
    });
}

fn weight_row(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (i, indicator): (usize, &Indicator),
    scratch: &mut RankingScratch,
    out: &mut CommandQueue,
) {
    let title = part_title(ctx, indicator);
    let name = ctx.text.fmt("ranking-weight-name", &[("part", title.into())]);
    let percent = f64::from(indicator.weight) / 100.0;
    let (mut slid, mut typed) = (percent, percent);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), egui::Sense::hover());
    paint_swatch(ui.painter(), row.left_center() + vec2(SWATCH / 2.0, 0.0), part_color(ctx.theme, i));
    let left = row.left() + SWATCH + space::S;
    let value_rect = row.with_min_x(row.right() - VALUE_WIDTH).shrink2(vec2(0.0, 1.0));
    let slider_rect = row.with_min_x(left + TITLE_WIDTH).with_max_x(value_rect.left() - space::S).shrink2(vec2(0.0, 4.0));
    let mut title_ui = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(row.with_min_x(left).with_max_x(slider_rect.left() - space::XS))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let label = elided(&mut title_ui, title, regular(size::SMALL), ctx.theme.text);
    let slider = ui
        .scope(|ui| {
            ui.spacing_mut().slider_width = slider_rect.width();
            ui.spacing_mut().interact_size.y = slider_rect.height();
            ui.visuals_mut().widgets.inactive.bg_fill = ctx.theme.line;
            ui.visuals_mut().selection.bg_fill = part_color(ctx.theme, i);
            ui.put(slider_rect, Slider::new(&mut slid, 0.0..=100.0).show_value(false))
        })
        .inner
        .labelled_by(label.id);
    let value = DragValue::new(&mut typed).range(0.0..=100.0).speed(0.25).fixed_decimals(1).suffix(" %");
    let value = ui.put(value_rect, value).labelled_by(label.id);
    for response in [&slider, &value] {
        if response.drag_started() {
            scratch.base = Some(ctx.model.view.ranking.weights.clone());
        }
    }
    let changed = if slider.changed() { Some(slid) } else { value.changed().then_some(typed) };
    if let Some(percent) = changed {
        let view = &ctx.model.view.ranking;
        let base = scratch.base.as_ref().unwrap_or(&view.weights);
        // To a tenth of a percent; held to 0 … 100 by the range.
        let target = (percent * 10.0).round().clamp(0.0, 1_000.0) as u32 * 10;
        out.push(ViewCommand::Ranking(RankingView { weights: what_if(base, &indicator.metric, target), ..view.clone() }));
    }
    if slider.drag_stopped() || value.drag_stopped() {
        scratch.base = None;
    }
    slider.on_hover_text(&name);
}

fn cut_row(ui: &mut Ui, ctx: &PanelCtx<'_>, cut: Cut, label: &str, out: &mut CommandQueue) {
    let view = &ctx.model.view.ranking;
    let mut score = f64::from(match cut {
        Cut::One => view.cut_one,
        Cut::Two => view.cut_two,
    }) / 100.0;
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), egui::Sense::hover());
    let value_rect = row.with_min_x(row.right() - VALUE_WIDTH).shrink2(vec2(0.0, 1.0));
    let mut title = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(row.with_max_x(value_rect.left() - space::S))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let label = elided(&mut title, label, regular(size::SMALL), ctx.theme.text);
    let value = DragValue::new(&mut score).range(0.0..=100.0).speed(0.25).max_decimals(2);
    if ui.put(value_rect, value).labelled_by(label.id).changed() {
        let moved = with_cut(view, cut, (score * 100.0).round().clamp(0.0, 10_000.0) as u32);
        out.push(ViewCommand::Ranking(moved));
    }
}

fn rule(ctx: &PanelCtx<'_>, ranking: &Ranking) -> String {
    let mut rule = ctx.text.get("ranking-rule-ratings").to_owned();
    let mut add = |sentence: &str| {
        if ctx.lang() == crate::model::lang::Lang::En {
            rule.push(' ');
        }
        rule.push_str(sentence);
    };
    if let Some(counts) = ranking.counts {
        let (low, high) = (grouped(counts.low), grouped(counts.high));
        add(&ctx.text.fmt("ranking-rule-count", &[("low", (&low).into()), ("high", (&high).into())]));
    }
    add(ctx.text.get("ranking-rule-score"));
    add(ctx.text.get("ranking-rule-unstated"));
    rule
}
