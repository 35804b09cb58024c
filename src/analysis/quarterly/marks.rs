//! Claims and derived figures to marks, each with its series.

use std::collections::{BTreeMap, BTreeSet};

use super::is_incomplete;
use crate::{
    analysis::{
        chart::{Growth, Mark, TimeSpan},
        comparability::{SeriesKey, same_source},
        derived_figures::{DerivedFigure, Rule},
        filtering::claim_passes,
    },
    model::{
        claim::{Claim, Metric, MetricKind, Status},
        dataset::Dataset,
        filter::Filter,
        ids::ClaimId,
        period::Period,
    },
};

/// Marks of the stated levels and of the figures derived from them, as far as the filter lets
/// them through (its period aside).
pub fn collect(
    data: &Dataset,
    filter: &Filter,
    stated: Vec<(&Claim, &Metric)>,
    derived: &[DerivedFigure],
    incomplete_days: u16,
) -> Vec<Mark> {
    let anyhow_of = Filter { period: None, statuses: BTreeSet::new(), ..filter.clone() };
    let stated: Vec<_> = stated.into_iter().filter(|(claim, _)| claim_passes(data, &anyhow_of, claim)).collect();
    let shown = |status: Status| filter.statuses.is_empty() || filter.statuses.contains(&status);
    let same_amount = amounts_said_twice(data);
    let in_period = |period: &Period| filter.period.as_ref().is_none_or(|wanted| wanted.overlaps(period));

    let mut marks = Vec::new();
    let mut series: BTreeMap<&ClaimId, SeriesKey> = BTreeMap::new();
    for (claim, metric) in &stated {
        if same_amount.contains_key(&claim.id) {
            continue;
        }
        let key = SeriesKey::of(claim, metric);
        series.insert(&claim.id, key.clone());
        if !shown(claim.status) {
            continue;
        }
        let mut claims = vec![claim.id.clone()];
        claims.extend(same_amount.iter().filter(|(_, first)| ***first == claim.id).map(|(second, _)| (*second).clone()));
        marks.push(Mark {
            series: key,
            period: claim.period.clone(),
            span: TimeSpan::of(&claim.period),
            quantity: claim.quantity.clone(),
            status: Some(claim.status),
            incomplete: is_incomplete(data, claim, incomplete_days),
            derivation: String::new(),
            claims,
            growth: growth_of(data, claim),
            joins_previous: false,
            gap: Vec::new(),
            earlier: None,
            joined_by_hand: false,
            in_period: in_period(&claim.period),
        });
    }
    if shown(Status::Derived) {
        for figure in derived {
            let computed = figure.claims.first().and_then(|level| series.get(level)).cloned();
            let Some(key) = computed.or_else(|| series_of_part(data, figure, series.values())) else { continue };
            let stated_too = marks.iter().any(|mark| mark.series == key && mark.period == figure.period);
            if figure.metric != key.metric || figure.subject() != Some(&key.subject) || stated_too {
                continue;
            }
            marks.push(Mark {
                series: key.clone(),
                period: figure.period.clone(),
                span: TimeSpan::of(&figure.period),
                quantity: figure.quantity.clone(),
                status: Some(Status::Derived),
                incomplete: false,
                derivation: figure.derivation.clone(),
                claims: figure.claims.clone(),
                growth: Vec::new(),
                joins_previous: false,
                gap: Vec::new(),
                earlier: None,
                joined_by_hand: false,
                in_period: in_period(&figure.period),
            });
        }
    }
    marks
}

/// The series of a level that a share of another one gives, where the same provider states such
/// levels of the subject: a lane of its own, because what counts is defined by the whole.
fn series_of_part<'a>(
    data: &Dataset,
    figure: &DerivedFigure,
    mut stated: impl Iterator<Item = &'a SeriesKey>,
) -> Option<SeriesKey> {
    let whole = figure.claims.first().and_then(|id| data.claims.get(id)).and_then(|claim| data.metric_of(claim));
    let whole = whole.filter(|whole| figure.rule == Rule::Part && whole.id != figure.metric)?;
    let like = stated.find(|key| {
        key.metric == figure.metric
            && figure.subject() == Some(&key.subject)
            && key.provider.is_some()
            && key.provider == figure.provider
            && key.unit == figure.quantity.unit
    })?;
    Some(SeriesKey { definition: whole.definition_id.clone(), ..like.clone() })
}

/// Claims that give an amount once more in another currency, with the claim that gives it first:
/// the pairs behind the exchange rates. They are one amount and make one mark.
fn amounts_said_twice(data: &Dataset) -> BTreeMap<&ClaimId, &ClaimId> {
    let mut pairs = BTreeMap::new();
    for rate in &data.rates {
        let of = |currency| {
            rate.claims
                .iter()
                .find(|id| data.claims.get(*id).is_some_and(|claim| claim.quantity.unit.currency() == Some(currency)))
        };
        if let (Some(base), Some(quote)) = (of(rate.base), of(rate.quote)) {
            pairs.insert(quote, base);
        }
    }
    pairs
}

/// Growth that is stated for the period of a level: on the quarter first, then on the year.
fn growth_of(data: &Dataset, level: &Claim) -> Vec<Growth> {
    let mut growth: Vec<Growth> = data
        .claims_of(&level.subject)
        .filter(|claim| claim.period == level.period && same_source(level, claim))
        .filter_map(|claim| {
            let metric = data.metric_of(claim)?;
            let grows = matches!(metric.kind, MetricKind::GrowthQoq | MetricKind::GrowthYoy);
            (grows && metric.of.as_ref() == Some(&level.metric)).then(|| Growth {
                kind: metric.kind,
                quantity: claim.quantity.clone(),
                claim: claim.id.clone(),
            })
        })
        .collect();
    growth.sort_by(|a, b| (a.kind, &a.claim).cmp(&(b.kind, &b.claim)));
    growth
}
