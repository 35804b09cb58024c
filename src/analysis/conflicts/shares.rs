//! Shares that their own part and whole deny, and shares that imply another base than is stated.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Conflict, ConflictClass, used::used, words};
use crate::{
    analysis::derived_figures::{ClaimIndex, ShareOf},
    model::{
        claim::{Claim, Metric, MetricKind, StockFlow, Subject},
        ids::MetricId,
        period::Period,
        quantity::{Bounds, Quantity},
        unit::Unit,
    },
};

/// Least part of two spans' days that they share, in hundredths, for their totals to be compared.
const NEAR_PERCENT: i64 = 90;

/// Most stated totals that one implied base is held against.
const MOST_TOTALS: usize = 16;

/// A part with the share of a whole that it is stated to be.
type Pair<'a> = (&'a Claim, &'a Claim);

/// A whole that several shares speak of.
type Base<'a> = (Subject, &'a MetricId, &'a Period);

/// All conflicts over shares.
pub fn conflicts(index: &ClaimIndex<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut bases: BTreeMap<Base<'_>, Vec<Pair<'_>>> = BTreeMap::new();
    for (share, metric) in index.claims().iter().copied().filter(|(_, metric)| metric.kind == MetricKind::Share) {
        let Some(of) = ShareOf::of(index, share, metric).filter(|_| share.quantity.is_known()) else { continue };
        // One row a share, however often its part and whole are stated.
        found.extend(of.parts(index).find_map(|part| of.wholes(index).find_map(|whole| denied(index, share, part, whole))));
        for part in of.parts(index) {
            bases.entry((of.whole.0.clone(), of.whole.1, &share.period)).or_default().push((part, share));
        }
    }
    found.extend(bases.iter().filter_map(|(base, pairs)| other_base(index, base, pairs)));
    found
}

/// A share that part over whole cannot be.
fn denied(index: &ClaimIndex<'_>, share: &Claim, part: &Claim, whole: &Claim) -> Option<Conflict> {
    let data = index.data;
    let hundred = Decimal::ONE_HUNDRED;
    let value =
        part.quantity.value.zip(whole.quantity.value).and_then(|(part, whole)| part.checked_mul(hundred)?.checked_div(whole));
    let bounds = part.quantity.bounds.div(&whole.quantity.bounds).scale(hundred).rounded_outwards(6);
    if part.quantity.unit != whole.quantity.unit || bounds.overlaps(&share.quantity.bounds) {
        return None;
    }
    let follows = Quantity::computed(value.map(|value| value.round_dp(6)), bounds, Unit::percent());
    let claims = [share, part, whole];
    Some(Conflict {
        args: vec![
            words::subject(data, "subject", &share.subject),
            words::metric(data, "metric", &share.metric),
            words::plain("period", share.period.written()),
            words::figure(data, "part", &part.quantity),
            words::figure(data, "whole", &whole.quantity),
            words::plain("expected", percent_text(follows.mark())),
            words::figure(data, "found", &share.quantity),
        ],
        used: used(data, [part, share]),
        expected: Some(follows),
        found: Some(share.quantity.clone()),
        ..Conflict::new(ConflictClass::Contradiction, "share", &claims)
    })
}

fn percent_text(value: Option<Decimal>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{}%", value.round_dp(1).normalize()))
}

/// Shares that together imply a base which the total stated for nearly the same time denies.
fn other_base(index: &ClaimIndex<'_>, (subject, metric, period): &Base<'_>, pairs: &[Pair<'_>]) -> Option<Conflict> {
    let data = index.data;
    let flow = data.metrics.get(*metric).filter(|metric: &&Metric| metric.stock_flow == Some(StockFlow::Flow))?;
    let implied = implied(pairs)?;
    let total = near_totals(index.series(subject, metric), period)
        .find(|(total, shared)| total.quantity.unit == implied.unit && !holds(&implied.bounds, &total.quantity.bounds, *shared))?
        .0;
    let mut claims = vec![total];
    claims.extend(pairs.iter().flat_map(|(part, share)| [*part, *share]));
    let parts: Vec<&Claim> = pairs.iter().map(|(part, _)| *part).collect();
    let shares: Vec<&Claim> = pairs.iter().map(|(_, share)| *share).collect();
    let texts =
        |claims: &[&Claim]| words::joined(&claims.iter().map(|c| words::figure_text(data, &c.quantity)).collect::<Vec<_>>());
    Some(Conflict {
        args: vec![
            words::subject(data, "subject", subject),
            words::metric(data, "metric", &flow.id),
            words::plain("period", period.written()),
            words::plain("other", total.period.written()),
            ("parts", texts(&parts)),
            ("shares", texts(&shares)),
            words::figure(data, "expected", &implied),
            words::figure(data, "found", &total.quantity),
        ],
        used: used(data, [total].into_iter().chain(parts.iter().copied()).filter(|claim| claim.subject == *subject)),
        expected: Some(implied),
        found: Some(total.quantity.clone()),
        ..Conflict::new(ConflictClass::Contradiction, "base", &claims)
    })
}

/// The base that parts over shares have in common: its bounds, and the sum of the parts over the
/// sum of the shares as best figure. Where they have none in common, from the least to the most.
fn implied(pairs: &[Pair<'_>]) -> Option<Quantity> {
    let unit = pairs.first()?.0.quantity.unit.clone();
    let each: Vec<Bounds> = pairs
        .iter()
        .filter(|(part, _)| part.quantity.unit == unit)
        .map(|(part, share)| part.quantity.bounds.div(&share.quantity.percent_as_ratio().bounds))
        .collect();
    let (first, rest) = each.split_first()?;
    let common = rest.iter().try_fold(*first, |common, next| common.intersect(next));
    let bounds = common.or_else(|| {
        let low = each.iter().filter_map(|b| b.low).min();
        let high = each.iter().filter_map(|b| b.high).max();
        (low.is_some() && high.is_some()).then_some(Bounds { low, high })
    })?;
    let sum =
        |of: fn(&Pair<'_>) -> Option<Decimal>| pairs.iter().map(of).try_fold(Decimal::ZERO, |sum, next| sum.checked_add(next?));
    let parts = sum(|(part, _)| part.quantity.value);
    let shares = sum(|(_, share)| share.quantity.percent_as_ratio().value);
    let value = parts.zip(shares).and_then(|(parts, shares)| parts.checked_div(shares)).map(|value| value.round());
    let bounds = bounds.rounded_outwards(0);
    Some(Quantity::computed(value.filter(|value| bounds.contains(*value)), bounds, unit))
}

/// True when a total may be the implied base although their spans differ by a little.
fn holds(implied: &Bounds, stated: &Bounds, shared: Decimal) -> bool {
    let wide = Bounds { low: Some(shared), high: Decimal::ONE.checked_div(shared) };
    implied.mul(&wide).overlaps(stated)
}

/// Totals for another span that has nearly all days in common with `period`, with the part shared.
fn near_totals<'a>(series: &'a [&'a Claim], period: &Period) -> impl Iterator<Item = (&'a Claim, Decimal)> {
    let span = period.start().zip(period.end());
    let width = span.map_or(0, |(start, end)| days(start, end) / 9 + 1);
    let first = series.partition_point(|claim| {
        claim.period.start().zip(span).is_none_or(|(start, (from, _))| start < from && days(start, from) > width)
    });
    let period = period.clone();
    series
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(move |claim| {
            claim.period.start().zip(span).is_some_and(|(start, (from, _))| start <= from || days(from, start) <= width)
        })
        .filter(move |claim| claim.period != period)
        .filter_map(move |claim| {
            let (from, to) = span?;
            let (start, end) = (claim.period.start()?, claim.period.end()?);
            let both = days(from.max(start), to.min(end));
            let all = days(from.min(start), to.max(end));
            let shared = Decimal::from(both).checked_div(Decimal::from(all))?;
            (shared >= Decimal::new(NEAR_PERCENT, 2)).then_some((*claim, shared))
        })
        .take(MOST_TOTALS)
}

/// Days from one date to another, both counted; below one where they are the wrong way round.
fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24 + 1
}
