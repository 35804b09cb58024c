//! The least that a province has, from its stated cities.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{ClaimIndex, DerivedFigure, Rule, figure_text};
use crate::analysis::place_tree::ancestry_at;
use crate::model::{
    claim::{Claim, Metric, MetricKind, Status, Subject},
    dataset::Dataset,
    ids::{MetricId, PlaceId, ProviderId},
    period::Period,
    quantity::{Bounds, Quantity},
    unit::Unit,
};

/// The sum over the stated cities of a province for an additive metric, as "at least"; none where
/// the province itself is stated, or nothing inside it. Of several periods or providers, the sum
/// over most cities; then the latest period.
pub fn derived_province_sum(data: &Dataset, metric: &MetricId, province: &PlaceId) -> Option<DerivedFigure> {
    let record = data.metrics.get(metric)?;
    let level = data.places.get(province)?.level;
    if !level.is_province_level() {
        return None;
    }
    sums_of(data, record, data.claims_of_metric(metric))
        .into_iter()
        .filter(|sum| sum.subjects == [Subject::Place(province.clone())])
        .max_by(|a, b| (a.claims.len(), a.period.end(), &b.id).cmp(&(b.claims.len(), b.period.end(), &a.id)))
}

/// Every province sum of every metric.
pub fn province_sums(index: &ClaimIndex<'_>) -> Vec<DerivedFigure> {
    let data = index.data;
    data.metrics.values().flat_map(|metric| sums_of(data, metric, index.of_metric(&metric.id).iter().copied())).collect()
}

/// What has to agree before figures may be added up.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SumKey<'a> {
    province: &'a PlaceId,
    period: &'a Period,
    provider: Option<&'a ProviderId>,
    unit: &'a Unit,
}

fn sums_of<'a>(data: &'a Dataset, metric: &Metric, claims: impl Iterator<Item = &'a Claim>) -> Vec<DerivedFigure> {
    if !metric.additive || metric.kind != MetricKind::Level {
        return Vec::new();
    }
    let mut sums: BTreeMap<SumKey<'_>, BTreeMap<&PlaceId, &Claim>> = BTreeMap::new();
    let mut stated: BTreeSet<&PlaceId> = BTreeSet::new();
    for claim in claims {
        let Subject::Place(place) = &claim.subject else { continue };
        let Some(province) = province_at(data, place, claim.period.end()) else { continue };
        if claim.quantity.bounds.low.is_none() || claim.status == Status::Assumed {
            continue;
        }
        if place == province {
            stated.insert(province);
            continue;
        }
        let key = SumKey { province, period: &claim.period, provider: claim.provider.as_ref(), unit: &claim.quantity.unit };
        sums.entry(key).or_default().entry(place).or_insert(claim);
    }
    sums.into_iter()
        .filter(|(key, _)| !stated.contains(key.province))
        .filter_map(|(key, parts)| sum(data, metric, &key, &parts))
        .collect()
}

/// The province-level unit around a place on a day; by today's tree where the day is open.
fn province_at<'a>(data: &'a Dataset, place: &PlaceId, day: Option<Date>) -> Option<&'a PlaceId> {
    let around = ancestry_at(data, place, day.unwrap_or(Date::MAX));
    let mut units = around.iter().filter_map(|id| data.places.get(id)).filter(|place| place.level.is_province_level());
    // Of a municipality inside a province, as Chongqing was, the outer one.
    units.next_back().map(|place| &place.id)
}

fn sum(data: &Dataset, metric: &Metric, key: &SumKey<'_>, parts: &BTreeMap<&PlaceId, &Claim>) -> Option<DerivedFigure> {
    // A place inside another stated one is counted with it, by the tree of the period.
    let day = key.period.end().unwrap_or(Date::MAX);
    let mut parts: Vec<&Claim> = parts
        .iter()
        .filter(|(place, _)| !ancestry_at(data, place, day).iter().skip(1).any(|outer| parts.contains_key(outer)))
        .map(|(_, claim)| *claim)
        .collect();
    parts.sort_by(|a, b| (b.quantity.bounds.low, &a.id).cmp(&(a.quantity.bounds.low, &b.id)));
    let (first, rest) = parts.split_first()?;
    let total = rest.iter().try_fold(first.quantity.bounds, |sum, part| Some(sum.add(&part.quantity.bounds)))?;
    let bounds = Bounds { low: total.rounded_outwards(0).low, high: None };
    Some(DerivedFigure {
        id: format!("d-{}-{}-{}", key.province, first.id, Rule::ProvinceSum.slug()),
        rule: Rule::ProvinceSum,
        subjects: vec![Subject::Place(key.province.clone())],
        metric: metric.id.clone(),
        period: key.period.clone(),
        quantity: Quantity::from_bounds(bounds, key.unit.clone()),
        derivation: parts.iter().map(|part| figure_text(&part.quantity)).collect::<Vec<_>>().join(" + "),
        claims: parts.iter().map(|part| part.id.clone()).collect(),
        provider: key.provider.cloned(),
        checked_against: Vec::new(),
    })
}
