//! Figures as text, and the card that answers "where from?".

use egui::{Grid, RichText, Ui};
use rust_decimal::Decimal;

use super::words::{qualifier_text, status_text};
use crate::{
    model::{catalog::Rate, claim::Claim},
    panels::PanelCtx,
    text::{
        number::{Dated, Digits, grouped},
        period::period_text,
    },
    views::theme::{regular, semibold, size, space},
};

/// A figure with its qualifier sign, in the view's unit: `≥ 1,600`, `≈ 1,000 亿元`, `–`. Pass the
/// claim, or figure and period, so that money is converted by the rate of its time.
pub fn figure_text<'q>(ctx: &PanelCtx<'_>, figure: impl Into<Dated<'q>>, digits: Digits) -> String {
    ctx.writer().quantity(figure, digits)
}

/// The same with the name of what is counted: `2,865 events`.
pub fn figure_named<'q>(ctx: &PanelCtx<'_>, figure: impl Into<Dated<'q>>, digits: Digits) -> String {
    let figure = figure.into();
    ctx.writer().quantity_named(figure, ctx.model.data.units.get(&figure.quantity.unit.id), digits)
}

/// The exchange rates with which the view shows the figure, `1 USD = 7.2684 CNY, 2025Q1`; that
/// there is none where the figure stays in its own currency for want of one; else empty.
pub fn rate_text<'q>(ctx: &PanelCtx<'_>, figure: impl Into<Dated<'q>>) -> String {
    let Dated { quantity, period } = figure.into();
    let Some(currency) = quantity.unit.currency().filter(|_| quantity.is_known()) else { return String::new() };
    let lens = ctx.writer().through_lens(currency, period);
    let wanted = ctx.model.view.units.currency();
    if lens.currency != wanted {
        return ctx.text.fmt("units-no-rate", &[("from", currency.code().into()), ("to", wanted.code().into())]);
    }
    rates_text(ctx, lens.conversion.used())
}

/// Rates one after the other, each with its period.
pub fn rates_text<'r>(ctx: &PanelCtx<'_>, rates: impl Iterator<Item = &'r Rate>) -> String {
    let one = |rate: &Rate| {
        let (value, period) = (rate_value(rate.value), period_text(ctx.text, &rate.period));
        ctx.text.fmt(
            "sources-rate",
            &[
                ("base", rate.base.code().into()),
                ("value", (&value).into()),
                ("quote", rate.quote.code().into()),
                ("period", (&period).into()),
            ],
        )
    };
    rates.map(one).collect::<Vec<_>>().join("; ")
}

/// A rate with five significant figures.
pub fn rate_value(value: Decimal) -> String {
    grouped(value.round_sf(5).unwrap_or(value))
}

/// Document short name and locator of a claim: `Chanyejia 2026-04 · Suzhou paragraph`.
pub fn claim_source_line(ctx: &PanelCtx<'_>, claim: &Claim) -> String {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let mut line = String::new();
    for id in &claim.documents {
        if !line.is_empty() {
            line.push_str(", ");
        }
        line.push_str(data.documents.get(id).map_or(id.as_str(), |document| document.short.get(lang)));
    }
    let locator = claim.locator.get(lang);
    if !locator.is_empty() {
        line.push_str(" · ");
        line.push_str(locator);
    }
    line
}

/// The claim card for hovering: value in full and as written, period, qualifier in words, status,
/// provider, document and locator.
pub fn claim_hover(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim) {
    let (data, lang, theme, text) = (&ctx.model.data, ctx.lang(), ctx.theme, ctx.text);
    ui.set_max_width(300.0);
    ui.spacing_mut().item_spacing = egui::vec2(space::S, 2.0);
    let metric = data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
    let subject = data.subject_name(&claim.subject);
    ui.label(RichText::new(format!("{metric} · {}", subject.get(lang))).font(regular(size::SMALL)).color(theme.muted));
    ui.label(RichText::new(figure_named(ctx, claim, Digits::Full)).font(semibold(size::TITLE)).color(theme.text));
    if !claim.as_written.is_empty() {
        let quoted = text.fmt("sources-quoted", &[("text", claim.as_written.as_str().into())]);
        ui.label(RichText::new(quoted).font(regular(size::SMALL)).color(theme.text));
    }
    ui.add_space(space::XS);
    let provider = claim.provider.as_ref().and_then(|id| data.providers.get(id)).map_or("", |p| p.name.get(lang));
    let status = format!("{} · {}", qualifier_text(text, claim.quantity.qualifier), status_text(text, claim.status));
    let documents: Vec<&str> =
        claim.documents.iter().map(|id| data.documents.get(id).map_or(id.as_str(), |d| d.short.get(lang))).collect();
    let rate = rate_text(ctx, claim);
    let rows = [
        (text.get("sources-field-period"), period_text(text, &claim.period)),
        (text.get("sources-field-qualifier"), status),
        (text.get("sources-field-rate"), rate),
        (text.get("sources-field-provider"), provider.to_owned()),
        (text.get("sources-field-document"), documents.join(", ")),
        (text.get("sources-field-locator"), claim.locator.get(lang).to_owned()),
        (text.get("sources-field-note"), claim.note.get(lang).to_owned()),
    ];
    Grid::new(("claim-hover", claim.id.as_str())).num_columns(2).spacing([space::S, 1.0]).show(ui, |ui| {
        for (title, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.add(egui::Label::new(RichText::new(*title).font(regular(size::SMALL)).color(theme.muted)).extend());
            });
            ui.vertical(|ui| {
                ui.set_max_width(210.0);
                ui.label(RichText::new(value).font(regular(size::SMALL)).color(theme.text));
            });
            ui.end_row();
        }
    });
}
