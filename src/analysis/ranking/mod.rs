//! Floor 3: the ranking of cities by weighted indicators, with scores and ranks as intervals.
//!
//! A score is the weighted sum of the indicators, each brought to 0 … 1: ratings linearly, the
//! company count on a logarithm between the smallest and the largest stated count. A count that
//! is not stated is the interval that the stated figures leave open; the score is then an
//! interval and the place stands at its middle.

mod normalise;
mod unstated;
mod weights;

#[cfg(test)]
mod tests;

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

pub use normalise::{CountRange, Span, true_bounds};
pub use unstated::{Unstated, unstated_count_bounds};
pub use weights::{rescaled, shares, what_if};

use crate::{
    analysis::filtering::place_passes,
    model::{
        claim::{Claim, MetricKind},
        dataset::Dataset,
        filter::Filter,
        ids::{ClaimId, MetricId, PlaceId},
        quantity::{Bounds, Quantity},
        unit::{Unit, UnitFamily},
        view_state::RankingView,
    },
};

/// Digits after the point that scores are rounded to before they are compared and printed.
pub const SCORE_DIGITS: i32 = 6;
/// Score of a place that has all there is, in points.
pub const FULL_SCORE: f64 = 100.0;
/// The published tier that means "other".
pub const OTHER_TIER: u8 = 3;

/// The ranking every view starts from; see [`RankingView::default_for`].
pub fn default_ranking(data: &Dataset) -> RankingView {
    RankingView::default_for(data)
}

/// An indicator and its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// What is measured.
    pub metric: MetricId,
    /// Rating, level, ...
    pub kind: MetricKind,
    /// Weight in basis points, as the view holds it.
    pub weight: u32,
    /// Weight as a share of 1.
    pub share: f64,
}

/// One indicator of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The claim the figure comes from; none where the data have no such claim.
    pub claim: Option<ClaimId>,
    /// The figure as claimed.
    pub quantity: Quantity,
    /// Bounds found for a count that is not stated.
    pub unstated: Option<Unstated>,
    /// Where it stands from 0 to 1.
    pub unit: Span,
    /// Points it gives.
    pub points: Span,
}

/// One place of the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankRow {
    /// The place.
    pub place: PlaceId,
    /// Position, 1 is first.
    pub rank: usize,
    /// Best position it may have.
    pub rank_low: usize,
    /// Worst position it may have.
    pub rank_high: usize,
    /// The score it stands at: the middle of its interval.
    pub score: f64,
    /// Least and most its score can be.
    pub span: Span,
    /// Tier by the cuts: 1, 2, or 3 for other.
    pub tier: u8,
    /// Best and worst tier that its score interval allows.
    pub tier_span: (u8, u8),
    /// Published tier: 1, 2, or 3 for other.
    pub tier_published: Option<u8>,
    /// The claim of the published tier.
    pub tier_claim: Option<ClaimId>,
    /// One part per indicator, in the order of [`Ranking::indicators`].
    pub parts: Vec<Part>,
    /// True when the view's place, group, area or tier filter leaves the place out. It keeps its rank.
    pub dimmed: bool,
    /// Every claim the row rests on, sorted.
    pub claims: Vec<ClaimId>,
}

impl RankRow {
    /// True when a tier is published and ours is another.
    pub fn differs(&self) -> bool {
        self.tier_published.is_some_and(|published| published != self.tier)
    }
}

/// The ranking as the panel draws it and the table prints it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// Indicators: ratings by metric id, then the others.
    pub indicators: Vec<Indicator>,
    /// Places, first rank first.
    pub rows: Vec<RankRow>,
    /// Score from which a place is tier 1.
    pub cut_one: f64,
    /// Score from which a place is tier 2.
    pub cut_two: f64,
    /// Smallest and largest stated count.
    pub counts: Option<CountRange>,
}

impl Ranking {
    /// The row of a place.
    pub fn row(&self, place: &PlaceId) -> Option<&RankRow> {
        self.rows.iter().find(|row| row.place == *place)
    }

    /// The tier of a score: 1, 2, or 3 for other.
    pub fn tier_of(&self, score: f64) -> u8 {
        tier_of(score, self.cut_one, self.cut_two)
    }
}

/// Ranks the ranked cities by the weights and cuts of a view. The filter only dims rows.
pub fn rank(data: &Dataset, view: &RankingView, filter: &Filter) -> Ranking {
    let shares = shares(&view.weights);
    let mut indicators: Vec<Indicator> = view
        .weights
        .iter()
        .filter_map(|(id, weight)| {
            let metric = data.metrics.get(id)?;
            Some(Indicator {
                metric: id.clone(),
                kind: metric.kind,
                weight: *weight,
                share: shares.get(id).copied().unwrap_or(0.0),
            })
        })
        .collect();
    // What may be an interval stands last, so that every known part starts where it is read.
    indicators.sort_by_key(|i| i.kind != MetricKind::Rating);
    let cities: Vec<PlaceId> = data.ranked_cities().map(|city| city.place.clone()).collect();
    let ranges: BTreeMap<&MetricId, CountRange> =
        indicators.iter().filter_map(|i| Some((&i.metric, count_range(data, &i.metric, &cities)?))).collect();
    let (cut_one, cut_two) = (f64::from(view.cut_one) / 100.0, f64::from(view.cut_two) / 100.0);
    let mut rows: Vec<RankRow> = cities
        .iter()
        .map(|place| {
            let parts: Vec<Part> = indicators.iter().map(|i| part(data, i, ranges.get(&i.metric), place)).collect();
            row(data, place, parts, filter, (cut_one, cut_two))
        })
        .collect();
    rows.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.place.cmp(&b.place)));
    set_ranks(&mut rows);
    let counts = ranges.into_values().next();
    Ranking { indicators, rows, cut_one, cut_two, counts }
}

fn row(data: &Dataset, place: &PlaceId, parts: Vec<Part>, filter: &Filter, cuts: (f64, f64)) -> RankRow {
    let low: f64 = parts.iter().map(|p| p.points.low).sum();
    let high: f64 = parts.iter().map(|p| p.points.high).sum();
    let known = parts.iter().all(|p| p.points.is_point());
    let middle = rounded(f64::midpoint(low, high), f64::round);
    let span = if known { Span::point(middle) } else { Span { low: rounded(low, f64::floor), high: rounded(high, f64::ceil) } };
    let tier_claim = published_tier(data, place);
    let tier_published = tier_claim.and_then(|c| c.quantity.value).and_then(|v| u8::try_from(v).ok());
    let claims: BTreeSet<ClaimId> = parts
        .iter()
        .flat_map(|p| p.claim.iter().chain(p.unstated.iter().flat_map(|u| &u.claims)))
        .chain(tier_claim.map(|c| &c.id))
        .cloned()
        .collect();
    let tier = |score: f64| tier_of(score, cuts.0, cuts.1);
    RankRow {
        place: place.clone(),
        rank: 0,
        rank_low: 0,
        rank_high: 0,
        score: middle,
        span,
        tier: tier(middle),
        tier_span: (tier(span.high), tier(span.low)),
        tier_published,
        tier_claim: tier_claim.map(|c| c.id.clone()),
        parts,
        dimmed: !place_passes(data, filter, place),
        claims: claims.into_iter().collect(),
    }
}

fn part(data: &Dataset, indicator: &Indicator, range: Option<&CountRange>, place: &PlaceId) -> Part {
    let claim = latest_claim(data, place, &indicator.metric);
    let quantity = claim.map_or_else(|| Quantity::not_stated(unit_of(data, &indicator.metric)), |c| c.quantity.clone());
    let mut unstated = None;
    let unit = if indicator.kind == MetricKind::Rating {
        normalise::rating(&quantity)
    } else if let Some(range) = range {
        let bounds = if quantity.is_known() {
            true_bounds(&quantity)
        } else {
            unstated = unstated_count_bounds(data, &indicator.metric, place);
            unstated.as_ref().map_or(Bounds::OPEN, |u| u.bounds)
        };
        normalise::count(&bounds, range)
    } else {
        Span::ANY
    };
    let points = unit.scale(indicator.share * FULL_SCORE);
    Part { claim: claim.map(|c| c.id.clone()), quantity, unstated, unit, points }
}

fn unit_of(data: &Dataset, metric: &MetricId) -> Unit {
    data.claims_of_metric(metric).next().map_or_else(
        || Unit::new("count", data.metrics.get(metric).map_or(UnitFamily::Count, |m| m.family)),
        |claim| claim.quantity.unit.clone(),
    )
}

/// The claim that speaks for a place on a metric: not superseded, of the latest period, one with
/// a figure before one without, the first by id among equals.
pub fn latest_claim<'a>(data: &'a Dataset, place: &PlaceId, metric: &MetricId) -> Option<&'a Claim> {
    let superseded: BTreeSet<&ClaimId> = data.claims_of_place(place).filter_map(|c| c.supersedes.as_ref()).collect();
    data.claims_of_place(place).filter(|c| c.metric == *metric && !superseded.contains(&c.id)).reduce(|best, claim| {
        let rank = |c: &Claim| (c.quantity.is_known(), c.period.end());
        if rank(claim) > rank(best) { claim } else { best }
    })
}

fn count_range(data: &Dataset, metric: &MetricId, cities: &[PlaceId]) -> Option<CountRange> {
    data.metrics.get(metric).filter(|m| m.kind == MetricKind::Level)?;
    CountRange::of(cities.iter().filter_map(|place| latest_claim(data, place, metric)).map(|claim| &claim.quantity))
}

fn published_tier<'a>(data: &'a Dataset, place: &PlaceId) -> Option<&'a Claim> {
    let is_tier = |claim: &&Claim| claim.quantity.unit.family == UnitFamily::Tier && claim.quantity.is_known();
    data.claims_of_place(place).find(is_tier)
}

fn tier_of(score: f64, cut_one: f64, cut_two: f64) -> u8 {
    if score >= cut_one {
        1
    } else if score >= cut_two {
        2
    } else {
        OTHER_TIER
    }
}

/// Positions, and the positions that the score intervals allow: a place is certainly behind those
/// whose least score is above its most, and may be behind those whose most is above its least.
fn set_ranks(rows: &mut [RankRow]) {
    let spans: Vec<(Span, PlaceId)> = rows.iter().map(|row| (row.span, row.place.clone())).collect();
    let ahead = |a: f64, a_id: &PlaceId, b: f64, b_id: &PlaceId| match a.total_cmp(&b) {
        Ordering::Greater => true,
        Ordering::Equal => a_id < b_id,
        Ordering::Less => false,
    };
    for (row, at) in rows.iter_mut().zip(1..) {
        let others = || spans.iter().filter(|(_, id)| *id != row.place);
        row.rank = at;
        row.rank_low = 1 + others().filter(|(span, id)| ahead(span.low, id, row.span.high, &row.place)).count();
        row.rank_high = 1 + others().filter(|(span, id)| ahead(span.high, id, row.span.low, &row.place)).count();
    }
}

fn rounded(value: f64, how: fn(f64) -> f64) -> f64 {
    let factor = 10_f64.powi(SCORE_DIGITS);
    // A sum that is whole but for the last bits of the float stays where it is.
    let scaled = value * factor;
    let near = scaled.round();
    if (scaled - near).abs() < 1e-4 { near / factor } else { how(scaled) / factor }
}
