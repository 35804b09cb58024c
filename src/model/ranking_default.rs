//! The ranking every view starts from: six equal weights, tier 1 from 75, tier 2 from 55.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    claim::MetricKind,
    dataset::Dataset,
    ids::{MetricId, PlaceId},
    unit::UnitFamily,
    view_state::{RankingRule, RankingView},
};

/// What the weights of a ranking sum to: 100 % in basis points.
pub const WEIGHT_SUM: u32 = 10_000;

/// Topic of the metrics that count companies.
const COMPANIES: &str = "companies";

impl RankingView {
    /// The ranking before a person changed it: every rating of the ranked cities and the company
    /// count stated for most of them, equally weighted; tier 1 from 75, tier 2 from 55.
    pub fn default_for(data: &Dataset) -> Self {
        Self { weights: equal_weights(indicators(data)), cut_one: 7_500, cut_two: 5_500, rule: RankingRule::LogCount }
    }
}

/// Equal shares of [`WEIGHT_SUM`]; what does not divide goes to the first metrics by id, one each.
pub fn equal_weights(metrics: BTreeSet<MetricId>) -> BTreeMap<MetricId, u32> {
    let count = u32::try_from(metrics.len()).unwrap_or(u32::MAX).max(1);
    let (share, rest) = (WEIGHT_SUM / count, WEIGHT_SUM % count);
    metrics.into_iter().zip(0..).map(|(metric, at)| (metric, share + u32::from(at < rest))).collect()
}

/// Metrics that cities are ranked by, found by what the metrics table says of them.
fn indicators(data: &Dataset) -> BTreeSet<MetricId> {
    let cities: BTreeSet<&PlaceId> = data.ranked_cities().map(|city| &city.place).collect();
    let covered = |metric: &MetricId| {
        let places: BTreeSet<&PlaceId> = data.claims_of_metric(metric).filter_map(|claim| claim.subject.place()).collect();
        places.intersection(&cities).count()
    };
    let ratings = data.metrics.values().filter(|m| m.kind == MetricKind::Rating && covered(&m.id) > 0).map(|m| m.id.clone());
    let count = data
        .metrics
        .values()
        .filter(|m| m.kind == MetricKind::Level && m.family == UnitFamily::Count && m.topic == COMPANIES && m.additive)
        .map(|m| (covered(&m.id), std::cmp::Reverse(&m.id)))
        .filter(|(covered, _)| *covered > 0)
        .max()
        .map(|(_, id)| id.0.clone());
    ratings.chain(count).collect()
}
