//! What filters can be set to: values with the number of claims behind each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    claim::{Claim, Status},
    dataset::Dataset,
    ids::{DocumentId, GroupId, MetricId, PlaceId, ProviderId},
    period::Period,
    place::PlaceLevel,
    unit::UnitFamily,
};

/// Years the quick histogram shows, the newest last.
pub const YEARS: usize = 9;

/// Every value a filter field can take, with its claims counted over all data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterOptions {
    /// The latest calendar years and how many claims' periods touch each.
    pub years: Vec<(i16, usize)>,
    /// Places with claims of their own: country and province level, then cities, then the rest.
    pub places: Vec<(PlaceId, usize)>,
    /// Groups, with the claims on them.
    pub groups: Vec<(GroupId, usize)>,
    /// Sector scopes.
    pub sectors: Vec<(String, usize)>,
    /// Metric families.
    pub topics: Vec<(String, usize)>,
    /// Documents.
    pub documents: Vec<(DocumentId, usize)>,
    /// Providers.
    pub providers: Vec<(ProviderId, usize)>,
    /// Statuses.
    pub statuses: Vec<(Status, usize)>,
    /// Published tiers, with the cities in each.
    pub tiers: Vec<(u8, usize)>,
    /// Metrics with figures for at least two cities, with the number of cities.
    pub city_metrics: Vec<(MetricId, usize)>,
    /// Metrics with figures for at least two provinces, with the number of provinces.
    pub province_metrics: Vec<(MetricId, usize)>,
}

impl FilterOptions {
    /// Counts over all claims.
    pub fn new(data: &Dataset) -> Self {
        let mut options = Self {
            years: years(data),
            groups: data
                .groups
                .keys()
                .map(|id| (id.clone(), data.claims_of(&crate::model::claim::Subject::Group(id.clone())).count()))
                .collect(),
            ..Self::default()
        };
        let mut places: BTreeMap<PlaceId, usize> = BTreeMap::new();
        let mut sectors: BTreeMap<String, usize> = BTreeMap::new();
        let mut topics: BTreeMap<String, usize> = BTreeMap::new();
        let mut documents: BTreeMap<DocumentId, usize> = BTreeMap::new();
        let mut providers: BTreeMap<ProviderId, usize> = BTreeMap::new();
        let mut statuses: BTreeMap<Status, usize> = BTreeMap::new();
        for claim in data.claims.values() {
            if let Some(place) = claim.subject.place() {
                *places.entry(place.clone()).or_default() += 1;
            }
            if let Some(metric) = data.metric_of(claim) {
                for (map, slug) in [(&mut sectors, &metric.sector), (&mut topics, &metric.topic)] {
                    if !slug.is_empty() {
                        *map.entry(slug.clone()).or_default() += 1;
                    }
                }
            }
            for document in &claim.documents {
                *documents.entry(document.clone()).or_default() += 1;
            }
            if let Some(provider) = &claim.provider {
                *providers.entry(provider.clone()).or_default() += 1;
            }
            *statuses.entry(claim.status).or_default() += 1;
        }
        options.places = places.into_iter().collect();
        options.places.sort_by_key(|(id, count)| (place_order(data, id), std::cmp::Reverse(*count), id.clone()));
        options.sectors = by_count(sectors);
        options.topics = by_count(topics);
        options.documents = by_count(documents);
        options.providers = by_count(providers);
        options.statuses = statuses.into_iter().collect();
        options.tiers = tiers(data);
        options.city_metrics = metrics_over(data, |place| data.cities.contains_key(place));
        options.province_metrics =
            metrics_over(data, |place| data.places.get(place).is_some_and(|place| place.level.is_province_level()));
        options
    }
}

fn by_count<K: Ord>(counts: BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut list: Vec<(K, usize)> = counts.into_iter().collect();
    list.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    list
}

fn place_order(data: &Dataset, id: &PlaceId) -> u8 {
    match data.places.get(id).map(|place| place.level) {
        Some(PlaceLevel::Country) => 0,
        _ if data.cities.contains_key(id) => 1,
        Some(PlaceLevel::Province | PlaceLevel::Municipality | PlaceLevel::Sar) => 2,
        _ => 3,
    }
}

/// How many claims a year filter would let through, for the latest years that have any.
fn years(data: &Dataset) -> Vec<(i16, usize)> {
    let Some(last) = data.claims.values().filter_map(|claim| claim.period.end()).max().map(|date| date.year()) else {
        return Vec::new();
    };
    let span = i16::try_from(YEARS).unwrap_or(1);
    (last - span + 1..=last)
        .filter_map(|year| Period::parse(&year.to_string()).ok().map(|period| (year, period)))
        .map(|(year, period)| (year, data.claims.values().filter(|claim| claim.period.overlaps(&period)).count()))
        .collect()
}

fn tiers(data: &Dataset) -> Vec<(u8, usize)> {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for city in data.ranked_cities() {
        if let Some(tier) = super::filtering::published_tier(data, &city.place) {
            *counts.entry(tier).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

/// Metrics whose figures are known for at least two of the places that `fits`, most places first.
fn metrics_over(data: &Dataset, fits: impl Fn(&PlaceId) -> bool) -> Vec<(MetricId, usize)> {
    let shown = |claim: &&Claim| {
        claim.quantity.is_known()
            && !matches!(claim.quantity.unit.family, UnitFamily::Rating | UnitFamily::Tier | UnitFamily::Rank)
    };
    let mut list: Vec<(MetricId, usize)> = data
        .metrics
        .keys()
        .map(|metric| {
            let places: BTreeSet<&PlaceId> = data
                .claims_of_metric(metric)
                .filter(shown)
                .filter_map(|claim| claim.subject.place())
                .filter(|place| fits(place))
                .collect();
            (metric.clone(), places.len())
        })
        .filter(|(_, places)| *places >= 2)
        .collect();
    list.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::filtering::claims_in_view,
        data::atlas::{AtlasSource, load},
        model::filter::Filter,
    };

    #[test]
    fn counts_are_what_the_filters_let_through() {
        let data = load(&AtlasSource::Bundled).dataset;
        let options = FilterOptions::new(&data);
        let through = |filter: Filter| claims_in_view(&data, &filter).len();
        assert_eq!(options.years.len(), YEARS);
        for (year, count) in &options.years {
            assert_eq!(through(Filter { period: Period::parse(&year.to_string()).ok(), ..Filter::default() }), *count);
        }
        for (topic, count) in &options.topics {
            assert_eq!(through(Filter { topics: [topic.clone()].into(), ..Filter::default() }), *count);
        }
        for (document, count) in &options.documents {
            assert_eq!(through(Filter { documents: [document.clone()].into(), ..Filter::default() }), *count);
        }
        for (status, count) in &options.statuses {
            assert_eq!(through(Filter { statuses: [*status].into(), ..Filter::default() }), *count);
        }
        assert_eq!(options.tiers, [(1, 4), (2, 7), (3, 4)]);
        assert!(options.city_metrics.iter().any(|(metric, cities)| metric.as_str() == "ai_companies:surveyed" && *cities == 13));
    }
}
