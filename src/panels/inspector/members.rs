//! What a group's members add up to, beside what is stated for the group.

use egui::{Label, RichText, Ui};

use super::heading::{paragraph, section};
use crate::{
    analysis::place_tree::{GuardedSum, NoSum, guarded_sum},
    model::{
        claim::{Claim, MetricKind, Subject},
        ids::{MetricId, PlaceId},
        period::Period,
        place::Group,
    },
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        theme::{regular, size, space},
        widgets::figure_named,
    },
};

/// Most metrics summed that the group itself has no figure of.
const MOST: usize = 4;
/// Most places named one by one.
const NAMED: usize = 4;

/// The members' sums: of every metric and period that is stated for the group, then of metrics
/// that two members or more have.
pub fn sums_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, group: &Group) {
    let data = &ctx.model.data;
    let of_group: Vec<&Claim> = data
        .claims_of(&Subject::Group(group.id.clone()))
        .filter(|claim| claim.quantity.is_known() && is_summed(ctx, &claim.metric))
        .collect();
    let mut others: Vec<(&MetricId, GuardedSum)> = data
        .metrics
        .keys()
        .filter(|metric| is_summed(ctx, metric) && !of_group.iter().any(|claim| claim.metric == **metric))
        .filter_map(|metric| Some((metric, guarded_sum(data, &group.members, metric, None).ok()?)))
        .filter(|(_, sum)| sum.parts.len() > 1)
        .collect();
    others.sort_by_key(|(metric, sum)| (std::cmp::Reverse(sum.parts.len()), *metric));
    others.truncate(MOST);
    if of_group.is_empty() && others.is_empty() {
        return;
    }
    section(ui, ctx, ctx.text.get("inspector-members-sum"), "");
    for claim in of_group {
        let sum = guarded_sum(data, &group.members, &claim.metric, Some(&claim.period));
        let stated = figure_named(ctx, &claim.quantity, Digits::Full);
        let mut said = match &sum {
            Ok(sum) => {
                let value = figure_named(ctx, &sum.quantity, Digits::Full);
                let fits = sum.quantity.bounds.overlaps(&claim.quantity.bounds);
                let key = if fits { "inspector-sum-fits" } else { "inspector-sum-does-not-fit" };
                ctx.text.fmt(key, &[("sum", (&value).into()), ("stated", (&stated).into())])
            }
            Err(reason) => no_sum_text(ctx, *reason),
        };
        said.push_str(&sum.as_ref().map(|sum| asides(ctx, sum)).unwrap_or_default());
        row(ui, ctx, &claim.metric, &claim.period, &said);
    }
    for (metric, sum) in others {
        let value = figure_named(ctx, &sum.quantity, Digits::Full);
        row(ui, ctx, metric, &sum.period, &format!("{value}{}", asides(ctx, &sum)));
    }
}

fn is_summed(ctx: &PanelCtx<'_>, metric: &MetricId) -> bool {
    ctx.model.data.metrics.get(metric).is_some_and(|metric| metric.additive && metric.kind == MetricKind::Level)
}

fn row(ui: &mut Ui, ctx: &PanelCtx<'_>, metric: &MetricId, period: &Period, said: &str) {
    let period = period_text(ctx.text, period);
    let said = ctx.text.fmt("inspector-sum-of-period", &[("period", (&period).into()), ("said", said.into())]);
    let title = ctx.model.data.metrics.get(metric).map_or(metric.as_str(), |metric| metric.title.get(ctx.lang()));
    paragraph(ui, ctx, title);
    ui.add(Label::new(RichText::new(said).font(regular(size::BODY)).color(ctx.theme.text)).wrap());
    ui.add_space(space::XS);
}

/// "no sum: the periods differ".
pub fn no_sum_text(ctx: &PanelCtx<'_>, reason: NoSum) -> String {
    ctx.text.fmt("compare-no-sum", &[("reason", ctx.text.get(reason.key()).into())])
}

/// What a sum leaves out and what it misses, each after a semicolon; empty where nothing.
pub fn asides(ctx: &PanelCtx<'_>, sum: &GuardedSum) -> String {
    let name = |place: &PlaceId| ctx.model.data.place_name(place, ctx.lang()).to_owned();
    let comma = ctx.text.get("inspector-list-comma");
    let mut said = String::new();
    if sum.not_stated.len() > NAMED {
        let all = sum.parts.len() + sum.not_stated.len();
        said.push_str(&ctx.text.fmt("compare-sum-stated-of", &[("n", sum.parts.len().into()), ("all", all.into())]));
    } else if !sum.not_stated.is_empty() {
        let places = sum.not_stated.iter().map(name).collect::<Vec<_>>().join(comma);
        said.push_str(&ctx.text.fmt("compare-sum-not-stated", &[("places", (&places).into())]));
    }
    for (inner, outer) in &sum.left_out {
        let (inner, outer) = (name(inner), name(outer));
        said.push_str(&ctx.text.fmt("compare-sum-left-out", &[("inner", (&inner).into()), ("outer", (&outer).into())]));
    }
    said
}
