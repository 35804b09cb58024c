use std::{collections::BTreeMap, sync::OnceLock};

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::{
    data::atlas::{AtlasSource, load},
    model::ranking_default::WEIGHT_SUM,
};

fn dataset() -> Dataset {
    static DATA: OnceLock<Dataset> = OnceLock::new();
    DATA.get_or_init(|| load(&AtlasSource::Bundled).dataset).clone()
}

fn ranking() -> Ranking {
    let data = dataset();
    rank(&data, &default_ranking(&data), &Filter::default())
}

/// The score by the formula of the rule, written out: ratings -2 … 2, count between 16 and 654.
fn by_hand(ratings: [f64; 5], count: f64) -> f64 {
    let parts: f64 = ratings.iter().map(|r| (r + 2.0) / 4.0).sum();
    let log = ((count / 16.0).ln() / (654.0_f64 / 16.0).ln()).clamp(0.0, 1.0);
    (parts + log) / 6.0 * 100.0
}

#[test]
fn the_default_has_six_equal_weights() {
    let view = default_ranking(&dataset());
    let names: Vec<&str> = view.weights.keys().map(MetricId::as_str).collect();
    let expected =
        ["ai_companies:surveyed", "rating_capital", "rating_industry", "rating_policy", "rating_research", "rating_talent"];
    assert_eq!(names, expected);
    assert_eq!(view.weights.values().sum::<u32>(), WEIGHT_SUM);
    assert_eq!((view.cut_one, view.cut_two), (7_500, 5_500));
}

#[test]
fn scores_follow_the_formula() {
    let ranking = ranking();
    assert_eq!(ranking.rows.len(), 15);
    let counts = ranking.counts.unwrap();
    assert_eq!((counts.low, counts.high), (Decimal::from(16), Decimal::from(654)));
    // Place, talent, research, industry, capital, policy, count.
    let cases: [(&str, [f64; 5], f64, f64); 8] = [
        ("110000", [2.0, 2.0, 2.0, 2.0, 2.0], 654.0, 100.0),
        ("330100", [2.0, 2.0, 2.0, 2.0, 2.0], 147.0, 93.3),
        ("320100", [2.0, 2.0, 2.0, 1.0, 2.0], 54.0, 84.6),
        ("440300", [-1.0, 1.0, 2.0, 1.0, 2.0], 383.0, 76.8),
        ("440100", [1.0, 0.0, 1.0, 2.0, 2.0], 74.0, 73.5),
        ("610100", [1.0, 1.0, 1.0, 1.0, 2.0], 38.0, 70.6),
        ("500000", [-2.0, 0.0, 2.0, 1.0, 1.0], 16.0, 50.0),
        ("410100", [-2.0, -2.0, -1.0, -1.0, -2.0], 17.0, 8.6),
    ];
    for (place, ratings, count, printed) in cases {
        let row = ranking.row(&place.into()).unwrap();
        let expected = by_hand(ratings, count);
        assert!((row.score - expected).abs() < 1e-6, "{place}: {} against {expected}", row.score);
        assert!((row.score - printed).abs() < 0.05, "{place}: {} printed as {printed}", row.score);
        assert!(row.span.is_point());
    }
}

#[test]
fn a_count_not_stated_makes_an_interval() {
    let ranking = ranking();
    let data = dataset();
    for (place, low, middle, high, ranks) in
        [("310000", 83.333_333, 90.7, 98.1, (2, 4)), ("320500", 54.166_666, 61.5, 68.9, (9, 12))]
    {
        let row = ranking.row(&place.into()).unwrap();
        assert!((row.span.low - low).abs() < 1e-5, "{place} low {}", row.span.low);
        assert!((row.score - middle).abs() < 0.05, "{place} middle {}", row.score);
        assert!((row.span.high - high).abs() < 0.05, "{place} high {}", row.span.high);
        assert_eq!((row.rank_low, row.rank_high), ranks, "{place}");
        let unstated = unstated_count_bounds(&data, &"ai_companies:surveyed".into(), &place.into()).unwrap();
        assert_eq!(unstated.bounds, Bounds::between(Decimal::ONE, Decimal::from(426)));
        assert_eq!(unstated.together, Bounds::point(Decimal::from(427)));
        assert_eq!(unstated.sharing.len(), 1);
        assert!(row.claims.contains(&"f103".into()), "{:?}", row.claims);
    }
    assert_eq!(
        ranking.rows.iter().take(4).map(|r| r.place.as_str()).collect::<Vec<_>>(),
        ["110000", "330100", "310000", "320100"]
    );
}

#[test]
fn a_stated_remainder_of_one_member_is_exact() {
    let mut data = dataset();
    let mut suzhou = data.claims[&ClaimId::new("f119")].clone();
    suzhou.quantity = data.claims[&ClaimId::new("f107")].quantity.clone();
    data.claims.insert(suzhou.id.clone(), suzhou);
    let data = data.index(2);
    let unstated = unstated_count_bounds(&data, &"ai_companies:surveyed".into(), &"310000".into()).unwrap();
    assert_eq!(unstated.bounds, Bounds::point(Decimal::from(427 - 147)));
}

#[test]
fn tiers_follow_the_cuts_and_differences_are_marked() {
    let data = dataset();
    let ranking = ranking();
    let row = |id: &str| ranking.row(&id.into()).unwrap();
    assert_eq!((row("320100").tier, row("320100").tier_published, row("320100").differs()), (1, Some(2), true));
    assert_eq!((row("110000").tier, row("110000").differs()), (1, false));
    assert_eq!((row("320500").tier, row("320500").tier_span), (2, (2, 3)));
    assert_eq!((row("410100").tier, row("410100").tier_published), (3, Some(3)));
    let mut view = default_ranking(&data);
    view.cut_one = 8_500;
    let stricter = rank(&data, &view, &Filter::default());
    assert_eq!(stricter.row(&"320100".into()).unwrap().tier, 2);
}

#[test]
fn a_filter_dims_and_never_moves() {
    let data = dataset();
    let filter = Filter { tiers: [1].into(), ..Filter::default() };
    let filtered = rank(&data, &default_ranking(&data), &filter);
    let dimmed: Vec<bool> = filtered.rows.iter().map(|r| r.dimmed).collect();
    assert_eq!(dimmed.iter().filter(|d| !**d).count(), 4);
    let plain = ranking();
    for (a, b) in filtered.rows.iter().zip(&plain.rows) {
        assert_eq!((&a.place, a.rank, a.score), (&b.place, b.rank, b.score));
    }
}

#[test]
fn equal_scores_stand_in_order_of_their_id() {
    let data = dataset();
    let weights: BTreeMap<MetricId, u32> = [(MetricId::new("rating_policy"), WEIGHT_SUM)].into();
    let ranking = rank(&data, &RankingView { weights, ..default_ranking(&data) }, &Filter::default());
    for pair in ranking.rows.windows(2) {
        assert!(pair[0].score > pair[1].score || pair[0].place < pair[1].place);
    }
    assert!(ranking.rows.iter().all(|r| r.rank_low == r.rank && r.rank_high == r.rank));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ranks_lie_in_their_intervals(weights in proptest::collection::vec(0_u32..5_000, 6), cut in 0_u32..10_000) {
        let data = dataset();
        let view = default_ranking(&data);
        let weights: BTreeMap<MetricId, u32> = view.weights.keys().cloned().zip(weights).collect();
        let weights = rescaled(&weights, WEIGHT_SUM);
        let ranking = rank(&data, &RankingView { weights, cut_one: cut, ..view }, &Filter::default());
        let mut seen: Vec<usize> = ranking.rows.iter().map(|r| r.rank).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (1..=15).collect::<Vec<_>>());
        for row in &ranking.rows {
            prop_assert!(row.rank_low <= row.rank && row.rank <= row.rank_high);
            prop_assert!(row.span.low <= row.score && row.score <= row.span.high);
            prop_assert!((0.0..=FULL_SCORE).contains(&row.span.low) && row.span.high <= FULL_SCORE);
            prop_assert!(row.tier_span.0 <= row.tier && row.tier <= row.tier_span.1);
            let sum: f64 = row.parts.iter().map(|p| p.points.middle()).sum();
            prop_assert!((sum - row.score).abs() < 1e-5);
        }
    }

    #[test]
    fn a_place_better_everywhere_is_never_behind(weights in proptest::collection::vec(0_u32..5_000, 6)) {
        let data = dataset();
        let view = default_ranking(&data);
        let weights = rescaled(&view.weights.keys().cloned().zip(weights).collect(), WEIGHT_SUM);
        let ranking = rank(&data, &RankingView { weights, ..view }, &Filter::default());
        let rank_of = |id: &str| ranking.row(&id.into()).unwrap().rank;
        prop_assert!(rank_of("110000") <= rank_of("330100"));
    }
}
