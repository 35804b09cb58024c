//! Places side by side: one row per metric, one cell per place, with what makes cells of a row
//! hard to compare said beside it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    filtering::claim_passes,
    periods::{Relation, is_part_beside, relation},
    place_tree::{GuardedSum, NoSum, nested_among, sum_of_claims},
    ranking::{Ranking, Span, latest_claim, true_bounds},
};
use crate::model::{
    claim::{Claim, MetricKind, StockFlow},
    dataset::Dataset,
    filter::Filter,
    ids::{ClaimId, MetricId, PlaceId, ProviderId},
    item::MAX_SELECTED,
    period::Period,
    quantity::{Bounds, Quantity},
    unit::{Unit, UnitFamily},
};

/// Unit slug of ranking points.
pub const POINTS: &str = "points";

/// What a row compares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// The score of the ranking.
    Score,
    /// The points that one indicator gives in the ranking.
    Part(MetricId),
    /// Claims of a metric.
    Metric(MetricId),
}

/// One place in one row.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareCell {
    /// The figure; not stated where the place has none.
    pub quantity: Quantity,
    /// Period of the figure shown.
    pub period: Option<Period>,
    /// True for an amount over a part period where another cell of the row speaks of a longer one.
    pub is_part: bool,
    /// The claim shown first, then others on the same metric and period.
    pub claims: Vec<ClaimId>,
    /// Difference to the median of the row, where it can be told.
    pub to_median: Option<Quantity>,
}

/// Why cells of a row are not quite comparable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Cells speak of different periods.
    pub periods: bool,
    /// A part period stands beside a longer one: such amounts do not compare.
    pub parts: bool,
    /// Cells were measured by different providers, who may count by another definition.
    pub providers: bool,
    /// Cells are in different units.
    pub units: bool,
}

impl Remark {
    /// True when nothing speaks against a comparison.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRow {
    /// What is compared.
    pub kind: RowKind,
    /// The period all cells share; none where they differ or none applies.
    pub period: Option<Period>,
    /// Unit of the first known cell.
    pub unit: Unit,
    /// One cell per place.
    pub cells: Vec<CompareCell>,
    /// What to mind.
    pub remark: Remark,
    /// The sum of the cells, or why there is none; none for what is no level.
    pub sum: Option<Result<GuardedSum, NoSum>>,
}

/// Places side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareTable {
    /// The places, as chosen, without repeats and without unknown ones, ten at most.
    pub places: Vec<PlaceId>,
    /// Pairs (inner, outer) of chosen places of which one lies in the other.
    pub nested: Vec<(PlaceId, PlaceId)>,
    /// Rows: score and its parts, then metrics by topic and id.
    pub rows: Vec<CompareRow>,
}

/// Puts places side by side. The filter's fields about claims decide which claims are shown; its
/// fields about places do not, since the places were chosen by hand.
///
/// The first row of a metric holds each place's latest claim; a place's earlier claims stand in
/// rows of their period below.
pub fn compare(data: &Dataset, places: &[PlaceId], ranking: &Ranking, filter: &Filter) -> CompareTable {
    let mut chosen: Vec<PlaceId> = Vec::new();
    for place in places {
        if data.places.contains_key(place) && !chosen.contains(place) && chosen.len() < MAX_SELECTED {
            chosen.push(place.clone());
        }
    }
    let filter =
        Filter { places: BTreeSet::new(), groups: BTreeSet::new(), area: None, tiers: BTreeSet::new(), ..filter.clone() };
    let nested = nested_among(data, &chosen);
    let mut rows = ranking_rows(&chosen, ranking);
    rows.extend(metric_rows(data, &chosen, &filter));
    for row in &mut rows {
        set_differences(row);
        set_sum(data, &chosen, row);
    }
    CompareTable { places: chosen, nested, rows }
}

/// The points of a place with the claims behind them; none for a place that is not ranked.
type Figures<'a> = dyn Fn(&PlaceId) -> Option<(Span, Vec<ClaimId>)> + 'a;

fn ranking_rows(places: &[PlaceId], ranking: &Ranking) -> Vec<CompareRow> {
    if !places.iter().any(|place| ranking.row(place).is_some()) {
        return Vec::new();
    }
    let row = |kind: RowKind, figure: &Figures<'_>| CompareRow {
        kind,
        period: None,
        unit: points_unit(),
        cells: places
            .iter()
            .map(|place| {
                let (quantity, claims) = figure(place)
                    .map_or_else(|| (Quantity::not_stated(points_unit()), Vec::new()), |(span, claims)| (points(span), claims));
                CompareCell { quantity, period: None, is_part: false, claims, to_median: None }
            })
            .collect(),
        remark: Remark::default(),
        sum: None,
    };
    let score = row(RowKind::Score, &|place| ranking.row(place).map(|r| (r.span, r.claims.clone())));
    let parts = ranking.indicators.iter().enumerate().map(|(at, indicator)| {
        row(RowKind::Part(indicator.metric.clone()), &|place| {
            let part = ranking.row(place)?.parts.get(at)?;
            let derived = part.unstated.iter().flat_map(|u| &u.claims);
            Some((part.points, part.claim.iter().chain(derived).cloned().collect()))
        })
    });
    std::iter::once(score).chain(parts).collect()
}

fn points_unit() -> Unit {
    Unit::new(POINTS, UnitFamily::Ratio)
}

fn points(span: Span) -> Quantity {
    let decimal = |v: f64| Decimal::from_f64_retain(v).map(|d| d.round_dp(6).normalize());
    let bounds = Bounds { low: decimal(span.low), high: decimal(span.high) };
    Quantity::computed(bounds.low.filter(|_| span.is_point()), bounds, points_unit())
}

/// Claims of the chosen places by metric; superseded ones are left out.
fn metric_rows(data: &Dataset, places: &[PlaceId], filter: &Filter) -> Vec<CompareRow> {
    let mut by_metric: BTreeMap<(&str, &MetricId), BTreeMap<&PlaceId, Vec<&Claim>>> = BTreeMap::new();
    for place in places {
        let superseded: BTreeSet<&ClaimId> = data.claims_of_place(place).filter_map(|c| c.supersedes.as_ref()).collect();
        for claim in data.claims_of_place(place).filter(|c| !superseded.contains(&c.id) && claim_passes(data, filter, c)) {
            let topic = data.metric_of(claim).map_or("", |m| m.topic.as_str());
            by_metric.entry((topic, &claim.metric)).or_default().entry(place).or_default().push(claim);
        }
    }
    let mut rows = Vec::new();
    for ((_, metric), claims) in by_metric {
        let latest: BTreeMap<&PlaceId, &Claim> = claims
            .iter()
            .filter_map(|(place, claims)| {
                let shown = latest_claim(data, place, metric).filter(|c| claims.iter().any(|other| other.id == c.id));
                // A filter may hold back the latest one; then the last that passes is shown.
                Some((*place, shown.or_else(|| claims.iter().copied().max_by_key(|c| c.period.end()))?))
            })
            .collect();
        let earlier: BTreeSet<&Period> = claims
            .iter()
            .flat_map(|(place, claims)| claims.iter().filter(|c| latest.get(place).is_some_and(|l| l.period != c.period)))
            .map(|claim| &claim.period)
            .collect();
        let is_flow = data.metrics.get(metric).is_some_and(|metric| metric.stock_flow == Some(StockFlow::Flow));
        rows.push(metric_row((metric, is_flow), places, &claims, |place| latest.get(place).map(|c| &c.period)));
        for period in earlier.into_iter().rev() {
            let own = |place: &PlaceId| latest.get(place).is_none_or(|l| l.period != *period).then_some(period);
            rows.push(metric_row((metric, is_flow), places, &claims, own));
        }
    }
    rows
}

fn metric_row<'a>(
    (metric, is_flow): (&MetricId, bool),
    places: &[PlaceId],
    claims: &BTreeMap<&PlaceId, Vec<&'a Claim>>,
    period_of: impl Fn(&PlaceId) -> Option<&'a Period>,
) -> CompareRow {
    let shown: Vec<Vec<&Claim>> = places
        .iter()
        .map(|place| {
            let wanted = period_of(place);
            let mut shown: Vec<&Claim> =
                claims.get(place).into_iter().flatten().copied().filter(|c| Some(&c.period) == wanted).collect();
            shown.sort_by_key(|c| !c.quantity.is_known());
            shown
        })
        .collect();
    let first = || shown.iter().filter_map(|claims| claims.first());
    let all: Vec<&Period> = first().map(|c| &c.period).collect();
    let shared = all.first().copied().filter(|period| all.iter().all(|other| relation(period, other) == Relation::Same));
    let known = || first().filter(|c| c.quantity.is_known());
    let providers: BTreeSet<Option<&ProviderId>> = known().map(|c| c.provider.as_ref()).collect();
    let units: BTreeSet<&Unit> = known().map(|c| &c.quantity.unit).collect();
    let unit = known().next().or_else(|| first().next()).map_or_else(Unit::ratio, |c| c.quantity.unit.clone());
    let is_part = |claims: &[&Claim]| {
        let own = claims.first().filter(|claim| is_flow && claim.quantity.is_known());
        own.is_some_and(|own| known().any(|other| is_part_beside(&own.period, &other.period)))
    };
    let cells = shown
        .iter()
        .map(|claims| CompareCell {
            quantity: claims.first().map_or_else(|| Quantity::not_stated(unit.clone()), |c| c.quantity.clone()),
            period: claims.first().map(|c| c.period.clone()),
            is_part: is_part(claims),
            claims: claims.iter().map(|c| c.id.clone()).collect(),
            to_median: None,
        })
        .collect();
    CompareRow {
        kind: RowKind::Metric(metric.clone()),
        period: shared.cloned(),
        unit,
        cells,
        remark: Remark {
            periods: shared.is_none() && !all.is_empty(),
            parts: shown.iter().any(|claims| is_part(claims)),
            providers: providers.len() > 1,
            units: units.len() > 1,
        },
        sum: None,
    }
}

/// The sum of a level over the places, nested ones once.
fn set_sum(data: &Dataset, places: &[PlaceId], row: &mut CompareRow) {
    let RowKind::Metric(id) = &row.kind else { return };
    let Some(metric) = data.metrics.get(id).filter(|metric| metric.kind == MetricKind::Level) else { return };
    if !metric.additive {
        row.sum = Some(Err(NoSum::NotAdditive));
        return;
    }
    let claim = |cell: &CompareCell| cell.claims.first().and_then(|id| data.claims.get(id));
    let figures: Vec<(PlaceId, Option<&Claim>)> =
        places.iter().zip(&row.cells).map(|(place, cell)| (place.clone(), claim(cell))).collect();
    row.sum = Some(sum_of_claims(data, &figures));
}

/// The difference of each cell to the median of the row: only where every cell has both bounds and
/// nothing speaks against comparing them. The median of intervals lies between the median of the
/// lower ends and that of the upper ones.
fn set_differences(row: &mut CompareRow) {
    let comparable = row.remark.is_empty() && !matches!(row.unit.family, UnitFamily::Tier | UnitFamily::Rank);
    let bounds: Vec<Bounds> = row.cells.iter().map(|cell| true_bounds(&cell.quantity)).collect();
    let lows: Option<Vec<Decimal>> = bounds.iter().map(|b| b.low).collect();
    let highs: Option<Vec<Decimal>> = bounds.iter().map(|b| b.high).collect();
    let (Some(low), Some(high)) = (lows.and_then(median), highs.and_then(median)) else { return };
    let values: Option<Vec<Decimal>> = row.cells.iter().map(|cell| cell.quantity.value).collect();
    let middle = values.and_then(median);
    if !comparable || row.cells.len() < 2 {
        return;
    }
    let median = Bounds { low: Some(low), high: Some(high) };
    for (cell, bounds) in row.cells.iter_mut().zip(&bounds) {
        let value = cell.quantity.value.zip(middle).and_then(|(value, middle)| value.checked_sub(middle));
        cell.to_median = Some(Quantity::computed(value, bounds.sub(&median), cell.quantity.unit.clone()));
    }
}

fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort();
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get((values.len() / 2).checked_sub(1)?)?;
    Bounds::between(lower, upper).midpoint()
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        analysis::ranking::{default_ranking, rank},
        data::atlas::{AtlasSource, load},
        model::quantity::Qualifier,
    };

    fn dataset() -> &'static Dataset {
        static DATA: OnceLock<Dataset> = OnceLock::new();
        DATA.get_or_init(|| load(&AtlasSource::Bundled).dataset)
    }

    fn table(slugs: &[&str], filter: &Filter) -> CompareTable {
        let data = dataset();
        let ranking = rank(data, &default_ranking(data), &Filter::default());
        compare(data, &slugs.iter().map(PlaceId::new).collect::<Vec<_>>(), &ranking, filter)
    }

    fn row<'a>(table: &'a CompareTable, metric: &str) -> &'a CompareRow {
        table.rows.iter().find(|row| row.kind == RowKind::Metric(metric.into())).unwrap()
    }

    #[test]
    fn a_cell_without_a_claim_is_not_stated_and_names_its_claims_otherwise() {
        let table = table(&["110000", "310000"], &Filter::default());
        let surveyed = row(&table, "ai_companies:surveyed");
        assert_eq!(surveyed.cells[0].claims, ["f105".into()]);
        assert_eq!(surveyed.cells[0].quantity.value, Some(Decimal::from(654)));
        assert_eq!(surveyed.cells[1].quantity.qualifier, Qualifier::NotStated);
        assert_eq!(surveyed.cells[1].claims, ["f118".into()]);
        assert!(surveyed.cells.iter().all(|cell| cell.to_median.is_none()), "no median with an unknown cell");
        let companies = row(&table, "ai_companies");
        assert!(companies.cells[1].claims.is_empty() && !companies.cells[1].quantity.is_known());
    }

    #[test]
    fn nested_places_are_marked_and_unknown_ones_left_out() {
        let table = table(&["320583", "320500", "nowhere", "320500"], &Filter::default());
        assert_eq!(table.places, ["320583".into(), "320500".into()]);
        assert_eq!(table.nested, [("320583".into(), "320500".into())]);
    }

    #[test]
    fn scores_and_parts_stand_first() {
        let table = table(&["110000", "320500", "320583"], &Filter::default());
        assert_eq!(table.rows[0].kind, RowKind::Score);
        assert_eq!(table.rows[0].cells[0].quantity.value, Some(Decimal::ONE_HUNDRED));
        assert_eq!(table.rows[0].cells[1].quantity.qualifier, Qualifier::Range);
        assert!(!table.rows[0].cells[2].quantity.is_known(), "Kunshan is not ranked");
        assert_eq!(table.rows.iter().filter(|row| matches!(row.kind, RowKind::Part(_))).count(), 6);
    }

    #[test]
    fn differences_are_taken_to_the_median() {
        let table = table(&["110000", "440300", "330100"], &Filter::default());
        let surveyed = row(&table, "ai_companies:surveyed");
        let differences: Vec<Option<Decimal>> =
            surveyed.cells.iter().map(|c| c.to_median.as_ref().and_then(|q| q.value)).collect();
        assert_eq!(differences, [Some(Decimal::from(271)), Some(Decimal::ZERO), Some(Decimal::from(-236))]);
        let tiers = row(&table, "tier_published");
        assert!(tiers.cells.iter().all(|cell| cell.to_median.is_none()));
    }

    #[test]
    fn a_level_has_a_sum_or_the_reason_why_not() {
        let table = table(&["110000", "310000", "440300"], &Filter::default());
        let sum = row(&table, "ai_companies:surveyed").sum.clone().unwrap().unwrap();
        assert_eq!((sum.quantity.bounds.low, sum.not_stated), (Some(Decimal::from(1037)), vec!["310000".into()]));
        assert_eq!(row(&table, "rating_talent").sum, None);
        assert_eq!(row(&table, "project_support_cap").sum, Some(Err(NoSum::NotAdditive)));
    }

    #[test]
    fn differing_periods_are_said_and_take_no_difference() {
        let mut data = dataset().clone();
        let mut later = data.claims[&ClaimId::new("f106")].clone();
        later.period = Period::parse("2024").unwrap();
        data.claims.insert(later.id.clone(), later);
        let data = data.index(9);
        let ranking = rank(&data, &default_ranking(&data), &Filter::default());
        let table = compare(&data, &["110000".into(), "440300".into()], &ranking, &Filter::default());
        let surveyed = row(&table, "ai_companies:surveyed");
        assert!(surveyed.remark.periods && surveyed.period.is_none());
        assert_eq!(surveyed.cells[1].period.as_ref().map(Period::written), Some("2024"));
        assert!(surveyed.cells.iter().all(|cell| cell.to_median.is_none()));
    }

    #[test]
    fn an_amount_over_a_part_period_is_marked_beside_a_whole_one_and_compared_with_nothing() {
        let mut data = dataset().clone();
        let flow = data.metrics.values().find(|metric| metric.stock_flow == Some(StockFlow::Flow)).unwrap().id.clone();
        for (id, period) in [("f105", "2024"), ("f106", "2025Q1")] {
            let mut claim = data.claims[&ClaimId::new(id)].clone();
            claim.metric = flow.clone();
            claim.period = Period::parse(period).unwrap();
            data.claims.insert(claim.id.clone(), claim);
        }
        let data = data.index(9);
        let ranking = rank(&data, &default_ranking(&data), &Filter::default());
        let table = compare(&data, &["110000".into(), "440300".into()], &ranking, &Filter::default());
        let rows: Vec<&CompareRow> = table.rows.iter().filter(|row| row.kind == RowKind::Metric(flow.clone())).collect();
        let row = rows.iter().find(|row| row.remark.parts).unwrap();
        assert_eq!(row.cells.iter().map(|cell| cell.is_part).collect::<Vec<_>>(), [false, true]);
        assert!(row.remark.periods && row.cells.iter().all(|cell| cell.to_median.is_none()));
    }

    #[test]
    fn a_filter_over_claims_counts_and_one_over_places_does_not() {
        let companies = Filter { topics: ["companies".into()].into(), tiers: [3].into(), ..Filter::default() };
        let table = table(&["110000", "310000"], &companies);
        let metrics: Vec<&RowKind> = table.rows.iter().map(|r| &r.kind).filter(|k| matches!(k, RowKind::Metric(_))).collect();
        assert!(!metrics.is_empty());
        assert!(!metrics.contains(&&RowKind::Metric("rating_talent".into())));
    }

    proptest! {
        #[test]
        fn every_claim_stands_in_one_cell(picked in proptest::sample::subsequence(
            vec!["110000", "310000", "320100", "320500", "320583", "340100", "440300", "500000", "610100"], 1..9)) {
            let data = dataset();
            let ranking = rank(data, &default_ranking(data), &Filter::default());
            let places: Vec<PlaceId> = picked.iter().map(PlaceId::new).collect();
            let table = compare(data, &places, &ranking, &Filter::default());
            for (at, place) in places.iter().enumerate() {
                let mut shown: Vec<&ClaimId> = table
                    .rows
                    .iter()
                    .filter(|row| matches!(row.kind, RowKind::Metric(_)))
                    .flat_map(|row| &row.cells[at].claims)
                    .collect();
                shown.sort();
                let all: Vec<&ClaimId> = data.claims_of_place(place).map(|c| &c.id).collect();
                prop_assert_eq!(shown, all);
            }
        }

        #[test]
        fn a_median_lies_among_its_values(values in proptest::collection::vec(-1_000_i64..1_000, 1..12)) {
            let values: Vec<Decimal> = values.into_iter().map(Decimal::from).collect();
            let median = median(values.clone()).unwrap();
            let below = values.iter().filter(|v| **v < median).count();
            let above = values.iter().filter(|v| **v > median).count();
            prop_assert!(below * 2 <= values.len() && above * 2 <= values.len());
        }
    }
}
