//! What the ranking says under the pointer.

use egui::{RichText, Ui};

use super::{part_title, points};
use crate::{
    analysis::ranking::{FULL_SCORE, Part, RankRow, Ranking},
    model::{claim::Status, ids::PlaceId, quantity::Quantity},
    panels::PanelCtx,
    text::number::{Digits, grouped},
    views::{
        ranking_bars::RowTexts,
        theme::{regular, semibold, size, space},
        widgets::{claim_source_line, figure_named, figure_text, status_text, tier_text},
    },
};

fn small(ui: &mut Ui, text: impl Into<String>, color: egui::Color32) {
    ui.label(RichText::new(text).font(regular(size::SMALL)).color(color));
}

/// One part: indicator, figure as written, weight, points, source.
pub(crate) fn part_hover(ui: &mut Ui, ctx: &PanelCtx<'_>, ranking: &Ranking, row: &RankRow, at: usize) {
    let (Some(part), Some(indicator)) = (row.parts.get(at), ranking.indicators.get(at)) else { return };
    let (data, lang, theme) = (&ctx.model.data, ctx.lang(), ctx.theme);
    ui.set_max_width(320.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let metric = data.metrics.get(&indicator.metric).map_or_else(|| part_title(ctx, indicator), |m| m.title.get(lang));
    small(ui, format!("{metric} · {}", data.place_name(&row.place, lang)), theme.muted);
    let claim = part.claim.as_ref().and_then(|id| data.claims.get(id));
    let mut figure = figure(ctx, part);
    if let Some(claim) = claim.filter(|claim| claim.status != Status::Reported) {
        figure.push_str(" · ");
        figure.push_str(status_text(ctx.text, claim.status));
    }
    ui.label(RichText::new(figure).font(semibold(size::TITLE)).color(theme.text));
    if let Some(claim) = claim.filter(|claim| !claim.as_written.is_empty()) {
        small(ui, ctx.text.fmt("sources-quoted", &[("text", claim.as_written.as_str().into())]), theme.text);
    }
    if let Some(unstated) = &part.unstated {
        let together = Quantity::from_bounds(unstated.together, part.quantity.unit.clone());
        let total = figure_text(ctx, &together, Digits::Full);
        let total = unstated.together.is_point().then(|| unstated.together.low.map(grouped)).flatten().unwrap_or(total);
        let names: Vec<&str> = unstated.sharing.iter().map(|id: &PlaceId| data.place_name(id, lang)).collect();
        let group = unstated.claims.iter().filter_map(|id| data.claims.get(id)).find(|claim| claim.subject.place().is_none());
        let group = group.map(|claim| data.subject_name(&claim.subject).get(lang).to_owned()).unwrap_or_default();
        let names = names.join(", ");
        let args = [("total", (&total).into()), ("places", (&names).into()), ("claim", (&group).into())];
        small(ui, ctx.text.fmt("ranking-part-together", &args), theme.text);
    }
    let weight = points(indicator.share * 100.0);
    let most = points(indicator.share * FULL_SCORE);
    let (low, high) = (points(part.points.low), points(part.points.high));
    let line = if part.points.is_point() {
        ctx.text.fmt("ranking-part-points", &[("points", (&low).into()), ("most", (&most).into()), ("weight", (&weight).into())])
    } else {
        let args = [("low", (&low).into()), ("high", (&high).into()), ("most", (&most).into()), ("weight", (&weight).into())];
        ctx.text.fmt("ranking-part-points-range", &args)
    };
    small(ui, line, theme.text);
    if let Some(claim) = claim {
        ui.add_space(space::XS);
        small(ui, claim_source_line(ctx, claim), theme.muted);
    }
}

fn figure(ctx: &PanelCtx<'_>, part: &Part) -> String {
    if part.quantity.is_known() {
        let claim = part.claim.as_ref().and_then(|id| ctx.model.data.claims.get(id));
        return figure_named(ctx, (&part.quantity, claim.map(|claim| &claim.period)), Digits::Full);
    }
    match part.unstated.as_ref().map(|u| (u.bounds.low, u.bounds.high)) {
        Some((Some(low), Some(high))) => {
            let (low, high) = (grouped(low), grouped(high));
            ctx.text.fmt("ranking-part-unstated", &[("low", (&low).into()), ("high", (&high).into())])
        }
        _ => ctx.text.get("ranking-part-missing").to_owned(),
    }
}

/// A row: score, possible ranks and tiers, published tier with its source.
pub(super) fn row_hover(ui: &mut Ui, ctx: &PanelCtx<'_>, row: &RankRow, texts: &RowTexts) {
    let theme = ctx.theme;
    ui.set_max_width(320.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(RichText::new(&texts.name).font(semibold(size::TITLE)).color(theme.text));
    if !row.span.is_point() {
        let (low, high) = (points(row.span.low), points(row.span.high));
        small(ui, ctx.text.fmt("ranking-row-range", &[("low", (&low).into()), ("high", (&high).into())]), theme.text);
    }
    small(
        ui,
        format!("{} {} · {} {}", ctx.text.get("ranking-score"), texts.score, ctx.text.get("ranking-ranks"), texts.ranks),
        theme.text,
    );
    let ours = format!("{}: {}", ctx.text.get("ranking-tier-from"), tier_text(ctx.text, row.tier));
    small(ui, ours, theme.text);
    let (best, worst) = row.tier_span;
    if best != worst {
        let args = [("best", tier_text(ctx.text, best).into()), ("worst", tier_text(ctx.text, worst).into())];
        small(ui, ctx.text.fmt("ranking-row-may-tier", &args), theme.text);
    }
    if let Some(tier) = row.tier_published {
        let color = if row.differs() { theme.warning } else { theme.text };
        small(ui, format!("{}: {}", ctx.text.get("ranking-tier-published"), tier_text(ctx.text, tier)), color);
    }
    if let Some(claim) = row.tier_claim.as_ref().and_then(|id| ctx.model.data.claims.get(id)) {
        ui.add_space(space::XS);
        small(ui, claim_source_line(ctx, claim), theme.muted);
    }
}
