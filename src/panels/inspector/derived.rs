//! Figures computed from claims: on a subject, and from a claim.

use egui::{Label, RichText, Ui};

use super::heading::section;
use crate::{
    analysis::derived_figures::DerivedFigure,
    model::{claim::Subject, ids::ClaimId},
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        theme::{regular, semibold, size, space},
        widgets::figure_text,
    },
};

/// Figures that follow from claims on the subject.
pub fn of_subject(ui: &mut Ui, ctx: &PanelCtx<'_>, subject: &Subject) {
    let found: Vec<&DerivedFigure> =
        ctx.model.findings.figures.iter().filter(|figure| figure.subjects.contains(subject)).collect();
    list(ui, ctx, ctx.text.get("inspector-derived"), &found);
}

/// Figures that follow from the claim.
pub fn of_claim(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &ClaimId) {
    let found: Vec<&DerivedFigure> = ctx.model.findings.figures.iter().filter(|figure| figure.claims.contains(claim)).collect();
    list(ui, ctx, ctx.text.get("inspector-derived-from-it"), &found);
}

fn list(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, figures: &[&DerivedFigure]) {
    if figures.is_empty() {
        return;
    }
    section(ui, ctx, title, &figures.len().to_string());
    for figure in figures {
        row(ui, ctx, figure);
    }
}

fn row(ui: &mut Ui, ctx: &PanelCtx<'_>, figure: &DerivedFigure) {
    let (theme, data, lang) = (ctx.theme, &ctx.model.data, ctx.lang());
    let metrics: Vec<&str> =
        figure.metric.as_str().split('/').map(|id| data.metrics.get(id).map_or(id, |metric| metric.title.get(lang))).collect();
    let subjects: Vec<String> = figure.subjects.iter().map(|subject| data.subject_name(subject).get(lang).to_owned()).collect();
    let title = format!("{} · {}", subjects.join(" + "), metrics.join(" / "));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add(Label::new(RichText::new(title).font(regular(size::SMALL)).color(theme.muted)).wrap());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let value = figure_text(ctx, (&figure.quantity, &figure.period), Digits::Short);
            ui.label(RichText::new(value).font(semibold(size::BODY)).color(theme.text));
            ui.label(RichText::new(period_text(ctx.text, &figure.period)).font(regular(size::SMALL)).color(theme.muted));
        });
        ui.add(Label::new(RichText::new(&figure.derivation).font(regular(size::SMALL)).color(theme.muted)).wrap());
    });
    ui.add_space(space::XS);
}
