//! Sums over chosen places that count nothing twice, and say why where there is no honest sum.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::history::contains_at;
use crate::{
    analysis::{comparability::SeriesKey, ranking::latest_claim},
    model::{
        claim::{Claim, MetricKind},
        dataset::Dataset,
        ids::{ClaimId, MetricId, PlaceId},
        period::Period,
        quantity::{Bounds, Quantity},
    },
};

/// A sum over places.
#[derive(Clone, Debug, PartialEq)]
pub struct GuardedSum {
    /// How much; at least so much where a part is open or not stated.
    pub quantity: Quantity,
    /// The period of all parts.
    pub period: Period,
    /// The parts: place and claim, in the order chosen.
    pub parts: Vec<(PlaceId, ClaimId)>,
    /// Places not counted since they lie in another chosen one: inner and outer.
    pub left_out: Vec<(PlaceId, PlaceId)>,
    /// Places that count but have no stated figure.
    pub not_stated: Vec<PlaceId>,
}

/// Why there is no sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoSum {
    /// A whole's figure is not the sum of its parts'.
    NotAdditive,
    /// No place has a stated figure.
    NothingStated,
    /// The figures count by different definitions.
    Definitions,
    /// They count different populations.
    Coverages,
    /// Different sources measured them, or one is not named.
    Providers,
    /// They speak of different periods.
    Periods,
    /// They are in different units.
    Units,
}

impl NoSum {
    /// The text key of the reason.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAdditive => "compare-no-sum-not-additive",
            Self::NothingStated => "compare-no-sum-nothing-stated",
            Self::Definitions => "compare-no-sum-definitions",
            Self::Coverages => "compare-no-sum-coverages",
            Self::Providers => "compare-no-sum-providers",
            Self::Periods => "compare-no-sum-periods",
            Self::Units => "compare-no-sum-units",
        }
    }
}

/// The sum of a metric over places: of a period, or of each place's latest figure where none is
/// given. A place inside another chosen one is left out, by the tree of the period. Counts and
/// amounts that add up are never below zero, so a place without a figure leaves the sum open above.
///
/// # Errors
/// With the first reason against adding the figures up.
pub fn guarded_sum(data: &Dataset, places: &[PlaceId], metric: &MetricId, period: Option<&Period>) -> Result<GuardedSum, NoSum> {
    let claim_of = |place: &PlaceId| match period {
        None => latest_claim(data, place, metric),
        Some(period) => data
            .claims_of_place(place)
            .filter(|claim| claim.metric == *metric && claim.period == *period)
            .min_by_key(|claim| (!claim.quantity.is_known(), &claim.id)),
    };
    if !data.metrics.get(metric).is_some_and(|metric| metric.additive && metric.kind == MetricKind::Level) {
        return Err(NoSum::NotAdditive);
    }
    let figures: Vec<(PlaceId, Option<&Claim>)> = places.iter().map(|place| (place.clone(), claim_of(place))).collect();
    sum_of_claims(data, &figures)
}

/// The sum of these figures, one a place; see [`guarded_sum`].
///
/// # Errors
/// As for [`guarded_sum`].
pub fn sum_of_claims(data: &Dataset, figures: &[(PlaceId, Option<&Claim>)]) -> Result<GuardedSum, NoSum> {
    let known = |claim: &Option<&Claim>| claim.is_some_and(|claim| claim.quantity.is_known());
    let day = figures.iter().filter_map(|(_, claim)| *claim).filter_map(|claim| claim.period.end()).max();
    let (kept, left_out) = outermost(data, figures, day.unwrap_or(Date::MAX));
    let counted: Vec<&(PlaceId, Option<&Claim>)> = kept.iter().copied().filter(|(_, claim)| known(claim)).collect();
    let claims: Vec<&Claim> = counted.iter().filter_map(|(_, claim)| *claim).collect();
    let (Some(first), false) = (claims.first(), claims.is_empty()) else { return Err(NoSum::NothingStated) };
    may_be_added(data, &claims)?;
    let not_stated: Vec<PlaceId> = kept.iter().filter(|(_, claim)| !known(claim)).map(|(place, _)| place.clone()).collect();
    let open = Bounds { low: Some(Decimal::ZERO), high: None };
    let mut bounds = Bounds::point(Decimal::ZERO);
    for claim in &claims {
        // At most so much is at least nothing.
        let part = claim.quantity.bounds;
        bounds = bounds.add(&Bounds { low: part.low.or(Some(Decimal::ZERO)), high: part.high });
    }
    bounds = not_stated.iter().fold(bounds, |sum, _| sum.add(&open));
    let values = claims.iter().map(|claim| claim.quantity.value).try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?));
    Ok(GuardedSum {
        quantity: Quantity::computed(values.filter(|_| not_stated.is_empty()), bounds, first.quantity.unit.clone()),
        period: first.period.clone(),
        parts: counted.iter().filter_map(|(place, claim)| Some((place.clone(), (*claim)?.id.clone()))).collect(),
        left_out,
        not_stated,
    })
}

/// A place with its figure.
type Figure<'a> = (PlaceId, Option<&'a Claim>);

/// The figures that count, each place once, and the places that lie in another.
fn outermost<'f, 'c>(data: &Dataset, figures: &'f [Figure<'c>], day: Date) -> (Vec<&'f Figure<'c>>, Vec<(PlaceId, PlaceId)>) {
    let mut seen = BTreeSet::new();
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for figure in figures {
        let (place, claim) = figure;
        if !seen.insert(place) {
            continue;
        }
        let day = claim.and_then(|claim| claim.period.end()).unwrap_or(day);
        match figures.iter().find(|(outer, _)| outer != place && contains_at(data, outer, place, day)) {
            Some((outer, _)) => left_out.push((place.clone(), outer.clone())),
            None => kept.push(figure),
        }
    }
    left_out.sort();
    (kept, left_out)
}

fn may_be_added(data: &Dataset, claims: &[&Claim]) -> Result<(), NoSum> {
    let mut keys = Vec::with_capacity(claims.len());
    for claim in claims {
        let metric = data.metric_of(claim).filter(|metric| metric.additive && metric.kind == MetricKind::Level);
        keys.push(SeriesKey::of(claim, metric.ok_or(NoSum::NotAdditive)?));
    }
    let Some((first, rest)) = keys.split_first() else { return Ok(()) };
    let differ =
        |differs: &dyn Fn(&SeriesKey) -> bool, reason: NoSum| if rest.iter().any(differs) { Err(reason) } else { Ok(()) };
    differ(
        &|key| (&key.metric, &key.definition, &key.scope) != (&first.metric, &first.definition, &first.scope),
        NoSum::Definitions,
    )?;
    differ(&|key| key.coverage != first.coverage, NoSum::Coverages)?;
    differ(&|key| key.provider != first.provider, NoSum::Providers)?;
    differ(&|key| key.unit != first.unit, NoSum::Units)?;
    let period = claims.first().map(|claim| &claim.period);
    if claims.iter().any(|claim| Some(&claim.period) != period) { Err(NoSum::Periods) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
