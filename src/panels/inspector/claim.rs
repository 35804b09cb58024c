//! A claim: everything that is needed to judge it, and what uses it.

use egui::{Label, RichText, Ui};

use super::{
    heading::{field, field_with, paragraph, section},
    linked::{linked_ui, links_of},
    missing_ui, own,
};
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, SelectCommand, ViewCommand},
    },
    model::{claim::Claim, ids::ClaimId, item::Item, layout::Workspace, quantity::Quantity},
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        figure_card::{figure_with_source, why_not_stated},
        theme::{regular, semibold, size, space},
        widgets::{
            Icon, figure_named, icon_button, item_row, link, qualifier_text, rate_text, section_heading, status_text, wide_button,
        },
    },
};

/// The whole record of a claim.
pub fn claim_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, id: &ClaimId, out: &mut CommandQueue) {
    let item = Item::Claim(id.clone());
    let (data, lang, theme, text) = (&ctx.model.data, ctx.lang(), ctx.theme, ctx.text);
    let Some(claim) = data.claims.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    let metric = data.metric_of(claim);
    section_heading(ui, theme, text.get("sources-kind-claim"), id.as_str());
    let title = metric.map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
    ui.add(Label::new(RichText::new(title).font(semibold(size::TITLE)).color(theme.text)).wrap());
    subject_link(ui, ctx, claim, out);
    value_ui(ui, ctx, claim);
    ui.add_space(space::S);
    own::state_ui(ui, ctx, claim);
    fields_ui(ui, ctx, claim, out);
    ui.add_space(space::S);
    own::actions_ui(ui, ctx, claim, out);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if ctx.model.view.workspace != Workspace::Sources
            && wide_button(ui, theme, text.get("inspector-show-in-sources")).clicked()
        {
            out.push(ViewCommand::Workspace(Workspace::Sources));
            out.push(SelectCommand::Set(item.clone()));
        }
        let name = text.fmt("sources-copy-figure", &[("id", id.as_str().into())]);
        if icon_button(ui, theme, Icon::Copy, &name, None).clicked() {
            out.push(CopyCommand::Text(figure_with_source(ctx, claim)));
        }
        if icon_button(ui, theme, Icon::Target, text.get("inspector-go-to"), None).clicked() {
            out.push(ViewCommand::GoTo(claim.subject.clone().into()));
        }
    });
    let links = links_of(ctx, &item);
    for fund in links.funds.iter().filter_map(|fund| data.funds.get(fund)) {
        section(ui, ctx, text.get("inspector-funds"), "");
        item_row(ui, ctx, &Item::Fund(fund.id.clone()), fund.name.get(lang), "", out);
    }
    own::conflicts_ui(ui, ctx, id, out);
    own::bases_ui(ui, ctx, claim, out);
    replacing_ui(ui, ctx, claim, &links.claims, out);
    super::derived::of_claim(ui, ctx, id, out);
    same_ui(ui, ctx, claim, out);
    linked_ui(ui, ctx, &links, out);
}

fn subject_link(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let name = ctx.model.data.subject_name(&claim.subject);
    let name = name.get(ctx.lang());
    if link(ui, ctx.theme, None, name, regular(size::BODY), name).clicked() {
        out.push(SelectCommand::Set(claim.subject.clone().into()));
    }
}

fn value_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim) {
    let theme = ctx.theme;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if claim.quantity.is_known() {
            let figure = figure_named(ctx, claim, Digits::Full);
            ui.add(Label::new(RichText::new(figure).font(semibold(size::FIGURE)).color(theme.text)).wrap());
        } else {
            ui.label(RichText::new("–").font(semibold(size::FIGURE)).color(theme.muted));
            paragraph(ui, ctx, why_not_stated(ctx, claim));
        }
    });
    if !claim.as_written.is_empty() {
        let quoted = ctx.text.fmt("sources-quoted", &[("text", claim.as_written.as_str().into())]);
        ui.add(Label::new(RichText::new(quoted).font(regular(size::BODY)).color(theme.text)).wrap());
    }
}

/// Low and high, where they say more than the value.
fn bounds_text(ctx: &PanelCtx<'_>, claim: &Claim) -> String {
    let bounds = claim.quantity.bounds;
    if bounds.is_point() || bounds.low.is_none() || bounds.high.is_none() || claim.quantity.value.is_none() {
        return String::new();
    }
    let bounds = Quantity::from_bounds(bounds, claim.quantity.unit.clone());
    figure_named(ctx, (&bounds, &claim.period), Digits::Full)
}

fn fields_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let (data, lang, text) = (&ctx.model.data, ctx.lang(), ctx.text);
    field(ui, ctx, text.get("sources-field-period"), &period_text(text, &claim.period));
    field(ui, ctx, text.get("sources-field-qualifier"), qualifier_text(text, claim.quantity.qualifier));
    field(ui, ctx, text.get("sources-field-bounds"), &bounds_text(ctx, claim));
    field(ui, ctx, text.get("sources-field-rate"), &rate_text(ctx, claim));
    field(ui, ctx, text.get("sources-field-status"), status_text(text, claim.status));
    if let Some(metric) = data.metric_of(claim) {
        field(ui, ctx, text.get("sources-field-definition"), metric.definition.get(lang));
        field(ui, ctx, text.get("sources-field-coverage"), metric.coverage_title.get(lang));
    }
    let provider = claim.provider.as_ref().and_then(|id| data.providers.get(id)).map_or("", |p| p.name.get(lang));
    let unnamed = text.get("inspector-provider-not-named");
    field(ui, ctx, text.get("sources-field-provider"), if provider.is_empty() { unnamed } else { provider });
    field_with(ui, ctx, text.get("sources-field-document"), |ui| {
        ui.add_space(-3.0);
        for document in &claim.documents {
            let title = data.documents.get(document).map_or(document.as_str(), |d| d.short.get(lang));
            if link(ui, ctx.theme, None, title, regular(size::BODY), title).clicked() {
                out.push(SelectCommand::Set(Item::Document(document.clone())));
            }
        }
    });
    field(ui, ctx, text.get("sources-field-locator"), claim.locator.get(lang));
    field(ui, ctx, text.get("sources-field-line"), &claim.line);
    field(ui, ctx, text.get("sources-field-published"), &claim.published);
    field(ui, ctx, text.get("layer-entered"), &own::entered_text(claim));
    if claim.quantity.is_known() {
        field(ui, ctx, text.get("sources-field-note"), claim.note.get(lang));
    }
}

fn replacing_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, newer: &[ClaimId], out: &mut CommandQueue) {
    let older = claim.supersedes.iter();
    let titles = [ctx.text.get("inspector-replaced-by"), ctx.text.get("sources-field-supersedes")];
    for (title, ids) in titles.into_iter().zip([newer.iter().collect::<Vec<_>>(), older.collect()]) {
        let found: Vec<&Claim> = ids.into_iter().filter_map(|id| ctx.model.data.claims.get(id)).collect();
        if !found.is_empty() {
            section(ui, ctx, title, "");
            for other in found {
                crate::views::figure_card::figure_row(ui, ctx, other, false, out);
            }
        }
    }
}

/// Other claims on the same subject and metric.
fn same_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let others: Vec<&Claim> =
        ctx.model.data.claims_of(&claim.subject).filter(|other| other.metric == claim.metric && other.id != claim.id).collect();
    if others.is_empty() {
        return;
    }
    section(ui, ctx, ctx.text.get("inspector-same-metric"), &others.len().to_string());
    for other in others {
        crate::views::figure_card::figure_row(ui, ctx, other, false, out);
    }
}
