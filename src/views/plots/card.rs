//! The card beside the pointer: where a mark comes from.

use egui::{Grid, Label, RichText, Ui};

use super::words::{growth_text, metric_title, series_name};
use crate::{
    analysis::chart::Mark,
    panels::PanelCtx,
    text::{
        number::{Digits, grouped},
        period::period_text,
    },
    views::{
        theme::{regular, semibold, size, space},
        widgets::{claim_source_line, figure_named, qualifier_text, rate_text, status_text},
    },
};

/// Draws the card of a mark: total and period, words of the document, qualifier, status,
/// calculation, growth, sources, rate, and why it is not joined to the mark before it.
pub fn mark_card(ui: &mut Ui, ctx: &PanelCtx<'_>, mark: &Mark) {
    let (text, theme) = (ctx.text, ctx.theme);
    ui.set_max_width(320.0);
    ui.spacing_mut().item_spacing = egui::vec2(space::S, 2.0);
    let (subject, provider) = series_name(ctx, &mark.series);
    let heading = format!("{} · {subject}", metric_title(ctx, &mark.series));
    ui.label(RichText::new(heading).font(regular(size::SMALL)).color(theme.muted));
    let period = period_text(text, &mark.period);
    if mark.status.is_none() {
        ui.label(RichText::new(format!("{period}  –")).font(semibold(size::TITLE)).color(theme.text));
        ui.label(RichText::new(text.get("financing-card-missing")).font(regular(size::SMALL)).color(theme.text));
        return;
    }
    let value = figure_named(ctx, (&mark.quantity, &mark.period), Digits::Full);
    let total = text.fmt("financing-card-total", &[("value", (&value).into()), ("period", (&period).into())]);
    ui.label(RichText::new(total).font(semibold(size::TITLE)).color(theme.text));
    let claims: Vec<_> = mark.claims.iter().filter_map(|id| ctx.model.data.claims.get(id)).collect();
    for claim in claims.iter().filter(|claim| !claim.as_written.is_empty() && !mark.is_derived()) {
        let quoted = text.fmt("sources-quoted", &[("text", claim.as_written.as_str().into())]);
        ui.label(RichText::new(quoted).font(regular(size::SMALL)).color(theme.text));
    }
    ui.add_space(space::XS);
    let mut rows: Vec<(&str, String)> = Vec::new();
    let status = mark.status.map_or("", |status| status_text(text, status));
    rows.push((text.get("sources-field-qualifier"), format!("{} · {status}", qualifier_text(text, mark.quantity.qualifier))));
    if mark.is_derived() {
        rows.push((text.get("financing-card-derivation"), mark.derivation.clone()));
        if let (Some(low), Some(high)) = (mark.quantity.bounds.low, mark.quantity.bounds.high) {
            rows.push((text.get("financing-card-range"), format!("{}–{}", grouped(low), grouped(high))));
        }
    }
    rows.push((text.get("financing-card-growth"), growth_text(ctx, &mark.growth)));
    rows.push((text.get("financing-card-provider"), provider));
    let sources: Vec<String> = claims.iter().map(|claim| claim_source_line(ctx, claim)).collect();
    rows.extend(deduped(sources).into_iter().map(|line| (text.get("financing-card-sources"), line)));
    rows.push((text.get("financing-card-rate"), rate_text(ctx, (&mark.quantity, &mark.period))));
    let gaps: Vec<&str> = mark.gap.iter().map(|reason| text.get(reason.key())).collect();
    let title = if mark.joined_by_hand { "financing-card-joined" } else { "financing-card-gap" };
    rows.push((text.get(title), gaps.join("; ")));
    Grid::new("mark-card").num_columns(2).spacing([space::S, 1.0]).show(ui, |ui| {
        for (title, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.add(Label::new(RichText::new(*title).font(regular(size::SMALL)).color(theme.muted)).extend());
            });
            ui.vertical(|ui| {
                ui.set_max_width(220.0);
                ui.label(RichText::new(value).font(regular(size::SMALL)).color(theme.text));
            });
            ui.end_row();
        }
    });
    if mark.earlier.is_some() {
        let hint = text.get(if mark.joined_by_hand { "financing-card-unjoin-hint" } else { "financing-card-join-hint" });
        ui.add_space(space::XS);
        ui.label(RichText::new(hint).font(regular(size::SMALL)).color(theme.muted));
    }
}

fn deduped(mut lines: Vec<String>) -> Vec<String> {
    lines.dedup();
    lines
}
