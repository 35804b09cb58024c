//! Figures computed from claims: on a subject, and from a claim.

use egui::{Label, RichText, Ui};

use super::heading::section;
use crate::{
    action::{CommandQueue, command::LayerCommand},
    analysis::{claim_draft::keep_derived, derived_figures::DerivedFigure},
    model::{claim::Subject, ids::ClaimId},
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        theme::{regular, semibold, size, space},
        widgets::{Icon, figure_text, link},
    },
};

/// Rows shown before a list folds.
const ROWS: usize = 8;

/// Figures that follow from claims on the subject.
pub fn of_subject(ui: &mut Ui, ctx: &PanelCtx<'_>, subject: &Subject, out: &mut CommandQueue) {
    let found: Vec<&DerivedFigure> =
        ctx.model.findings.figures.iter().filter(|figure| figure.subjects.contains(subject)).collect();
    list(ui, ctx, ctx.text.get("inspector-derived"), &found, out);
}

/// Figures that follow from the claim.
pub fn of_claim(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &ClaimId, out: &mut CommandQueue) {
    let found: Vec<&DerivedFigure> = ctx.model.findings.figures.iter().filter(|figure| figure.claims.contains(claim)).collect();
    list(ui, ctx, ctx.text.get("inspector-derived-from-it"), &found, out);
}

fn list(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, figures: &[&DerivedFigure], out: &mut CommandQueue) {
    if figures.is_empty() {
        return;
    }
    section(ui, ctx, title, &figures.len().to_string());
    let all = ui.scope_id().with(title);
    let shown = if ui.data(|data| data.get_temp(all).unwrap_or(false)) { figures.len() } else { ROWS };
    for figure in figures.iter().take(shown) {
        row(ui, ctx, figure, out);
    }
    if figures.len() > shown {
        let more = ctx.text.fmt("inspector-more", &[("n", (figures.len() - shown).into())]);
        if link(ui, ctx.theme, Some(Icon::Down), &more, regular(size::SMALL), &more).clicked() {
            ui.data_mut(|data| data.insert_temp(all, true));
        }
    }
}

fn row(ui: &mut Ui, ctx: &PanelCtx<'_>, figure: &DerivedFigure, out: &mut CommandQueue) {
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
        keep_ui(ui, ctx, figure, out);
    });
    ui.add_space(space::XS);
}

/// A link that makes the figure a claim of the person's own; none where it is kept already or speaks
/// of no single subject and metric.
fn keep_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, figure: &DerivedFigure, out: &mut CommandQueue) {
    let (data, layer) = (&ctx.model.data, ctx.model.layer.content());
    let kept = layer
        .claims
        .iter()
        .any(|(_, claim)| claim.follows_from == figure.claims && claim.metric == figure.metric && claim.period == figure.period);
    let able = figure.subject().is_some() && data.metrics.contains_key(&figure.metric);
    if kept || !able {
        return;
    }
    let title = ctx.text.get("layer-keep");
    if link(ui, ctx.theme, None, title, regular(size::SMALL), &format!("{title}: {}", figure.derivation)).clicked()
        && let Some((_, edit)) = keep_derived(data, layer, figure, &ctx.signature())
    {
        out.push(LayerCommand::Edit { label: "layer-did-keep".into(), edit: Box::new(edit) });
    }
}
