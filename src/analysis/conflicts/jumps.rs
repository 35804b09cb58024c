//! Rates and means that change too much from one period to the next, and levels that move against
//! their market.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Conflict, ConflictClass, used::used, words};
use crate::{
    analysis::derived_figures::{ClaimIndex, DerivedFigure, MOST_PARTNERS, Rule},
    model::{
        claim::{Claim, MetricKind, StockFlow, Subject},
        dataset::Dataset,
        ids::MetricId,
        period::Period,
        quantity::{Bounds, Quantity},
        unit::Unit,
    },
};

/// A rate or mean may change by this much without a row.
const FACTOR: Decimal = Decimal::TWO;

/// A part that moves against its whole by less than this, in hundredths, is no news.
const AGAINST_PERCENT: i64 = 125;

/// All jumps.
pub fn conflicts(index: &ClaimIndex<'_>, figures: &[DerivedFigure]) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = index.all_series().iter().flat_map(|series| rates(index, series)).collect();
    found.extend(means(index.data, figures));
    found.extend(figures.iter().filter(|figure| figure.rule == Rule::Part).flat_map(|part| against(index, part)));
    found
}

/// A figure at a time, ready to be compared with its neighbours.
struct Point<'a> {
    period: &'a Period,
    months: Decimal,
    /// What is compared.
    size: Decimal,
}

impl Point<'_> {
    fn jumps_from(&self, other: &Self) -> bool {
        let (low, high) = (self.size.min(other.size), self.size.max(other.size));
        low > Decimal::ZERO && low.checked_mul(FACTOR).is_some_and(|double| high > double)
    }
}

/// Flows of one subject and metric whose rate per month jumps.
fn rates(index: &ClaimIndex<'_>, series: &[&Claim]) -> Vec<Conflict> {
    let data = index.data;
    let Some(first) = series.first() else { return Vec::new() };
    let flows = data
        .metric_of(first)
        .is_some_and(|metric| metric.kind == MetricKind::Level && metric.additive && metric.stock_flow == Some(StockFlow::Flow));
    if !flows || series.len() < 2 {
        return Vec::new();
    }
    let points: Vec<(Point<'_>, &Claim)> = series
        .iter()
        .filter(|claim| claim.quantity.unit == first.quantity.unit)
        .filter_map(|claim| {
            let months = Decimal::from(claim.period.months().filter(|months| *months > 0)?);
            let size = claim.quantity.mark()?.checked_div(months)?;
            Some((Point { period: &claim.period, months, size }, *claim))
        })
        .collect();
    pairs(points.iter().map(|(point, _)| point))
        .into_iter()
        .filter_map(|(earlier, later)| {
            let ((before, old), (after, new)) = (points.get(earlier)?, points.get(later)?);
            let rate = |point: &Point<'_>, claim: &Claim| {
                let mut rate = claim.quantity.div(&months_quantity(point.months), claim.quantity.unit.clone());
                rate.value = rate.value.map(|value| value.round_dp(2));
                rate.bounds = rate.bounds.rounded_outwards(2);
                rate
            };
            Some(jump(data, "rate", &[new, old], [&rate(before, old), &rate(after, new)]))
        })
        .collect()
}

fn months_quantity(months: Decimal) -> Quantity {
    Quantity::computed(Some(months), Bounds::point(months), Unit::ratio())
}

fn jump(data: &Dataset, rule: &'static str, claims: &[&Claim], [before, after]: [&Quantity; 2]) -> Conflict {
    let mut args = vec![words::figure(data, "expected", before), words::figure(data, "found", after)];
    if let [new, old, ..] = claims {
        args.extend([
            words::subject(data, "subject", &new.subject),
            words::metric(data, "metric", &new.metric),
            words::plain("later", new.period.written()),
            words::plain("earlier", old.period.written()),
            words::figure(data, "new", &new.quantity),
            words::figure(data, "old", &old.quantity),
        ]);
    }
    Conflict {
        args,
        expected: Some(before.clone()),
        found: Some(after.clone()),
        used: used(data, claims.iter().copied()),
        ..Conflict::new(ConflictClass::Jump, rule, claims)
    }
}

/// Pairs of points that jump: the neighbour that begins on the day after one ends, of the most
/// similar length; and the smallest span around one. Points are sorted by beginning and end.
fn pairs<'a>(points: impl Iterator<Item = &'a Point<'a>>) -> Vec<(usize, usize)> {
    let points: Vec<&Point<'_>> = points.collect();
    let mut by_start: HashMap<Date, Vec<usize>> = HashMap::new();
    for (at, point) in points.iter().enumerate() {
        let Some(start) = point.period.start() else { continue };
        let same = by_start.entry(start).or_default();
        let new = same.iter().all(|other| points.get(*other).is_none_or(|other| other.period != point.period));
        if new && same.len() < MOST_PARTNERS {
            same.push(at);
        }
    }
    let mut found = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let next = point.period.end().and_then(|end| end.tomorrow().ok()).and_then(|start| by_start.get(&start));
        let neighbour = next.into_iter().flatten().filter_map(|other| points.get(*other).map(|p| (*other, p)));
        let nearest = neighbour.min_by_key(|(other, p)| ((p.months - point.months).abs(), *other));
        if let Some((other, p)) = nearest.filter(|(_, p)| p.jumps_from(point)) {
            debug_assert!(p.period.start() > point.period.end());
            found.push((at, other));
        }
    }
    found.extend(contained(&points));
    found.sort_unstable();
    found.dedup();
    found
}

/// Points whose rate is not that of the smallest span around them.
fn contained(points: &[&Point<'_>]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|at| points.get(*at).map(|p| (p.period.start(), std::cmp::Reverse(p.period.end()), *at)));
    let mut around: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for at in order {
        let Some(point) = points.get(at) else { continue };
        // Of several figures for one period, each is held against the span around them all.
        let past = |last: &&Point<'_>| !last.period.contains(point.period) || point.period.contains(last.period);
        while around.last().and_then(|last| points.get(*last)).is_some_and(past) {
            around.pop();
        }
        if let Some((outer, whole)) = around.last().and_then(|last| points.get(*last).map(|whole| (*last, whole)))
            && whole.months > point.months
            && point.jumps_from(whole)
        {
            found.push((outer, at));
        }
        around.push(at);
    }
    found
}

/// Means per event of one subject and metric that jump.
fn means(data: &Dataset, figures: &[DerivedFigure]) -> Vec<Conflict> {
    let mut series: BTreeMap<(&[Subject], &MetricId, &Unit), Vec<&DerivedFigure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.rule == Rule::Mean) {
        series.entry((&figure.subjects, &figure.metric, &figure.quantity.unit)).or_default().push(figure);
    }
    let mut found = Vec::new();
    for mut figures in series.into_values().filter(|figures| figures.len() > 1) {
        figures.sort_by(|a, b| (a.period.start(), a.period.end(), &a.id).cmp(&(b.period.start(), b.period.end(), &b.id)));
        let points: Vec<(Point<'_>, &DerivedFigure)> = figures
            .iter()
            .filter_map(|figure| {
                let months = Decimal::from(figure.period.months()?);
                Some((Point { period: &figure.period, months, size: figure.quantity.mark()? }, *figure))
            })
            .collect();
        for (earlier, later) in pairs(points.iter().map(|(point, _)| point)) {
            let (Some((_, before)), Some((_, after))) = (points.get(earlier), points.get(later)) else { continue };
            let claim = |figure: &DerivedFigure, at: usize| figure.claims.get(at).and_then(|id| data.claims.get(id));
            let claims: Vec<&Claim> =
                [claim(after, 0), claim(before, 0), claim(after, 1), claim(before, 1)].into_iter().flatten().collect();
            found.push(jump(data, "per-event-jump", &claims, [&before.quantity, &after.quantity]));
        }
    }
    found
}

/// A part that a share gives, against the same part a year before, where the whole moved the
/// other way.
fn against(index: &ClaimIndex<'_>, part: &DerivedFigure) -> Vec<Conflict> {
    let data = index.data;
    let claim = |at: usize| part.claims.get(at).and_then(|id| data.claims.get(id));
    let (Some(whole), Some(share), Some(subject)) = (claim(0), claim(1), part.subject()) else { return Vec::new() };
    let Some(year_before) = part.period.shift_years(-1) else { return Vec::new() };
    let growths = || {
        index
            .said_of(&whole.metric)
            .iter()
            .filter(|metric| metric.kind == MetricKind::GrowthYoy)
            .flat_map(|metric| index.partners(&whole.subject, &metric.id, &whole.period))
    };
    let mut found = Vec::new();
    for old in index.partners(subject, &part.metric, &year_before).filter(|old| old.quantity.unit == part.quantity.unit) {
        for growth in growths() {
            let factor = growth.quantity.growth_factor();
            let expected = old.quantity.mul(&factor, old.quantity.unit.clone());
            if moves_against(&part.quantity, &old.quantity, &factor, &expected) {
                let mut row = jump(data, "share-level", &[share, whole, old, growth], [&tidy(expected), &part.quantity]);
                row.used = used(data, [share, old]);
                row.args = vec![
                    words::subject(data, "subject", subject),
                    words::metric(data, "metric", &part.metric),
                    words::plain("later", part.period.written()),
                    words::plain("earlier", year_before.written()),
                    words::figure(data, "share", &share.quantity),
                    words::figure(data, "whole", &whole.quantity),
                    words::figure(data, "found", &part.quantity),
                    words::figure(data, "old", &old.quantity),
                    words::figure(data, "growth", &growth.quantity),
                ];
                found.push(row);
            }
        }
    }
    found
}

fn tidy(mut quantity: Quantity) -> Quantity {
    quantity.value = quantity.value.map(|value| value.round());
    quantity.bounds = quantity.bounds.rounded_outwards(0);
    quantity
}

/// True when the part surely fell while the whole surely grew, or the other way round, and by
/// more than a little.
fn moves_against(part: &Quantity, old: &Quantity, factor: &Quantity, expected: &Quantity) -> bool {
    let below = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| a < b);
    let one = Some(Decimal::ONE);
    let fell = below(part.bounds.high, old.bounds.low) && below(one, factor.bounds.low);
    let rose = below(old.bounds.high, part.bounds.low) && below(factor.bounds.high, one);
    let far = part.mark().zip(expected.mark()).is_some_and(|(a, b)| {
        let (low, high) = (a.min(b), a.max(b));
        low.checked_mul(Decimal::new(AGAINST_PERCENT, 2)).is_some_and(|low| high > low)
    });
    (fell || rose) && far
}
