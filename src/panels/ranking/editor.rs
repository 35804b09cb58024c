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
        ranking_bars::{SWATCH, paint_swatch},
        theme::{regular, size, space},
        widgets::{section_heading, wide_button},
    },
};

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
    let before = f64::from(indicator.weight) / 100.0;
    let mut percent = before;
    ui.horizontal(|ui| {
        let (swatch, _) = ui.allocate_exact_size(vec2(SWATCH, space::HIT), egui::Sense::hover());
        paint_swatch(ui.painter(), swatch.center(), ctx.theme.category(i));
        let label = ui.allocate_ui_with_layout(vec2(62.0, space::HIT), egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(62.0);
            ui.label(RichText::new(title).font(regular(size::SMALL)))
        });
        ui.spacing_mut().slider_width = (ui.available_width() - 64.0).max(40.0);
        let slider = ui.add(Slider::new(&mut percent, 0.0..=100.0).show_value(false).step_by(0.5)).labelled_by(label.inner.id);
        let value = DragValue::new(&mut percent).range(0.0..=100.0).speed(0.25).fixed_decimals(1).suffix(" %");
        let value = ui.add_sized(vec2(56.0, space::HIT), value).labelled_by(label.inner.id);
        for response in [&slider, &value] {
            if response.drag_started() {
                scratch.base = Some(ctx.model.view.ranking.weights.clone());
            }
        }
        if slider.changed() || value.changed() {
            let view = &ctx.model.view.ranking;
            let base = scratch.base.as_ref().unwrap_or(&view.weights);
            // Held to 0 … 100 % by the slider's range.
            let weights = what_if(base, &indicator.metric, (percent * 100.0).round().clamp(0.0, 10_000.0) as u32);
            out.push(ViewCommand::Ranking(RankingView { weights, ..view.clone() }));
        }
        if slider.drag_stopped() || value.drag_stopped() {
            scratch.base = None;
        }
        slider.on_hover_text(&name);
    });
}

fn cut_row(ui: &mut Ui, ctx: &PanelCtx<'_>, cut: Cut, label: &str, out: &mut CommandQueue) {
    let view = &ctx.model.view.ranking;
    let mut score = f64::from(match cut {
        Cut::One => view.cut_one,
        Cut::Two => view.cut_two,
    }) / 100.0;
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new(label).font(regular(size::SMALL)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let value = DragValue::new(&mut score).range(0.0..=100.0).speed(0.25).max_decimals(2);
            if ui.add_sized(vec2(56.0, space::HIT), value).labelled_by(label.id).changed() {
                let moved = with_cut(view, cut, (score * 100.0).round().clamp(0.0, 10_000.0) as u32);
                out.push(ViewCommand::Ranking(moved));
            }
        });
    });
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
