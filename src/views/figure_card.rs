//! A figure with everything a reader needs at once: what, how much, when, where from.

use egui::{Color32, Frame, Label, Rect, RichText, Ui, pos2, vec2};

use super::{
    source_chip::source_chip,
    theme::{radius, regular, semibold, size, space},
    widgets::{Icon, claim_hover, claim_source_line, figure_named, figure_text, quiet_icon_button, rate_text},
};
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, SelectCommand},
    },
    model::{claim::Claim, item::Item},
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
};

/// A figure and its source as one line for the clipboard.
pub fn figure_with_source(ctx: &PanelCtx<'_>, claim: &Claim) -> String {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let metric = data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
    let subject = data.subject_name(&claim.subject);
    let figure = figure_named(ctx, claim, Digits::Full);
    let period = period_text(ctx.text, &claim.period);
    let source = claim_source_line(ctx, claim);
    ctx.text.fmt(
        "sources-copied-figure",
        &[
            ("subject", subject.get(lang).into()),
            ("metric", metric.into()),
            ("figure", figure.as_str().into()),
            ("period", period.as_str().into()),
            ("source", source.as_str().into()),
            ("id", claim.id.as_str().into()),
        ],
    )
}

/// Why a claim has no figure, in words.
pub fn why_not_stated<'a>(ctx: &'a PanelCtx<'_>, claim: &'a Claim) -> &'a str {
    let note = claim.note.get(ctx.lang());
    if note.is_empty() { ctx.text.get("sources-qualifier-not-stated") } else { note }
}

/// A card: metric, figure with qualifier, period, source chip. A figure that is not stated shows
/// "–" and why.
pub fn figure_card(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let (theme, lang) = (ctx.theme, ctx.lang());
    let metric = ctx.model.data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
    let selected = ctx.model.view.selection.contains(&Item::Claim(claim.id.clone()));
    let frame = Frame::NONE
        .fill(if selected { theme.selection } else { Color32::TRANSPARENT })
        .stroke(theme.hairline())
        .corner_radius(radius::CARD)
        .inner_margin(egui::Margin { left: 12, right: 12, top: 8, bottom: 4 });
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::S, 1.0);
        let room = ui.available_width() - space::HIT;
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(Label::new(RichText::new(metric).font(regular(size::SMALL)).color(theme.muted)).wrap());
        });
        if claim.quantity.is_known() {
            let figure = figure_text(ctx, claim, Digits::Short);
            let unit = unit_after(ctx, claim);
            let response = ui
                .horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let value = ui.label(RichText::new(figure).font(semibold(size::FIGURE)).color(theme.text));
                    let period = period_text(ctx.text, &claim.period);
                    let rate = rate_text(ctx, claim);
                    let after: Vec<&str> =
                        [&unit, &period, &rate].into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
                    let after = after.join(" · ");
                    ui.add(Label::new(RichText::new(after).font(regular(size::SMALL)).color(theme.muted)));
                    value
                })
                .inner;
            response.on_hover_ui(|ui| claim_hover(ui, ctx, claim));
        } else {
            let why = why_not_stated(ctx, claim);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.label(RichText::new("–").font(semibold(size::TITLE)).color(theme.muted));
                ui.label(RichText::new(why).font(regular(size::SMALL)).color(theme.muted));
            })
            .response
            .on_hover_ui(|ui| claim_hover(ui, ctx, claim));
        }
        source_chip(ui, ctx, claim, out);
    });
    copy_button(ui, ctx, claim, inner.response.rect, inner.response.contains_pointer(), out);
    ui.add_space(space::S);
}

fn copy_button(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, card: Rect, shown: bool, out: &mut CommandQueue) {
    let corner = pos2(card.right() - space::HIT - 4.0, card.top() + 4.0);
    let rect = Rect::from_min_size(corner, vec2(space::HIT, space::HIT));
    let name = ctx.text.fmt("sources-copy-figure", &[("id", claim.id.as_str().into())]);
    if quiet_icon_button(ui, ctx.theme, rect, Icon::Copy, &name, shown).clicked() {
        out.push(CopyCommand::Text(figure_with_source(ctx, claim)));
    }
}

/// What is counted, for units that stand beside the number in small.
fn unit_after(ctx: &PanelCtx<'_>, claim: &Claim) -> String {
    use crate::model::unit::UnitFamily;
    match claim.quantity.unit.family {
        UnitFamily::Count | UnitFamily::Duration | UnitFamily::Ratio => ctx
            .model
            .data
            .units
            .get(&claim.quantity.unit.id)
            .map(|unit| unit.title.get(ctx.lang()).to_owned())
            .unwrap_or_default(),
        UnitFamily::Money | UnitFamily::Percent | UnitFamily::Rank | UnitFamily::Rating | UnitFamily::Tier => String::new(),
    }
}

/// A figure on one line with its source below, for long lists: metric left, behind the subject where
/// rows speak of several; figure right.
pub fn figure_row(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, with_subject: bool, out: &mut CommandQueue) {
    use super::widgets::{shortened_galley, wide_row};
    let (theme, lang) = (ctx.theme, ctx.lang());
    let metric = ctx.model.data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
    let subject = ctx.model.data.subject_name(&claim.subject);
    let named = format!("{} · {metric}", subject.get(lang));
    let metric = if with_subject { named.as_str() } else { metric };
    let figure = figure_text(ctx, claim, Digits::Short);
    let item = Item::Claim(claim.id.clone());
    let (rect, response) = wide_row(ui, ctx, &item, &format!("{metric}: {figure}"), 38.0);
    let value = ui.painter().layout_no_wrap(figure, semibold(size::BODY), theme.text);
    let room = rect.width() - value.size().x - space::S;
    let title = shortened_galley(ui, metric, regular(size::BODY), theme.text, room);
    let top = rect.top() + 3.0;
    ui.painter().galley(pos2(rect.right() - value.size().x, top), value, theme.text);
    ui.painter().galley(pos2(rect.left(), top), title, theme.text);
    let line = format!("{} · {}", period_text(ctx.text, &claim.period), claim_source_line(ctx, claim));
    let below = shortened_galley(ui, &line, regular(size::SMALL), theme.muted, rect.width());
    ui.painter().galley(pos2(rect.left(), top + 17.0), below, theme.muted);
    if response.clicked() {
        out.push(SelectCommand::Set(item));
    }
    response.on_hover_ui(|ui| claim_hover(ui, ctx, claim));
}
