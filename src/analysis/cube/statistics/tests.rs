use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;

use super::*;
use crate::{
    analysis::cube::{Cube, GroupBy},
    data::{
        atlas::{AtlasSource, load},
        deals::{DealTableBuilder, generate::Generator},
    },
    model::{
        dataset::Dataset,
        deal::{Deal, DealAmount},
        unit::Currency,
    },
};

fn cube(deals: &[Deal]) -> Cube {
    let mut builder = DealTableBuilder::new("t", &[], false);
    deals.iter().for_each(|deal| builder.push(deal));
    Cube::new(Arc::new(builder.finish()), &Dataset::default())
}

fn deal(round: &str, low: Option<i64>, high: Option<i64>) -> Deal {
    let amount = (low.is_some() || high.is_some()).then_some(DealAmount { low, high, currency: Currency::Cny });
    Deal { round: round.to_owned(), amount, ..Deal::default() }
}

fn exact(value: i128) -> Bounds {
    Bounds { low: Some(value), high: Some(value) }
}

#[test]
fn quartiles_of_exact_amounts_and_of_ranges() {
    let deals: Vec<Deal> = [10, 20, 30, 40].map(|amount| deal("a", Some(amount), Some(amount))).into();
    let more = [deal("b", Some(1), Some(3)), deal("b", Some(2), None), deal("b", None, None), deal("", None, Some(9))];
    let all = [deals, more.to_vec()].concat();
    let rows: Vec<u32> = (0..8).collect();
    let found = spread(&cube(&all), &rows, &GroupBy::Round, Currency::Cny).unwrap();
    let [a, b, unknown] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((a.known, a.unknown, a.median, a.sum), (4, 0, exact(25), exact(100)));
    assert_eq!(
        (a.lower_quartile, a.upper_quartile),
        (Bounds { low: Some(17), high: Some(18) }, Bounds { low: Some(32), high: Some(33) })
    );
    assert_eq!((b.known, b.unknown), (2, 1));
    assert_eq!(b.median, Bounds { low: Some(1), high: None });
    assert_eq!(b.sum, Bounds { low: Some(3), high: None });
    assert_eq!((unknown.key.as_deref(), unknown.median), (None, Bounds { low: None, high: Some(9) }));
    // No rate leads from yuan to dollars here.
    let other = spread(&cube(&all), &rows, &GroupBy::Round, Currency::Usd).unwrap();
    assert!(other.iter().all(|spread| spread.known == 0 && spread.median == Bounds::default()));
}

#[test]
fn one_alone_and_all_alike() {
    let alone = concentration([0, 7], 10);
    assert_eq!((alone.groups, alone.whole, alone.hhi, alone.top), (1, 7, Some(10_000), vec![7]));
    let alike = concentration([5; 20], 4);
    assert_eq!((alike.hhi, alike.top.as_slice()), (Some(500), &[5, 10, 15, 20][..]));
    let points: Vec<_> = alike.lorenz.iter().map(|point| (point.groups, point.value)).collect();
    assert_eq!(points, [(0, 0), (7, 35), (14, 70), (20, 100)]);
    assert_eq!(concentration([], 10), Concentration::default());
    assert_eq!(concentration([i128::MAX / 4; 4], 10).hhi, Some(2_500));
}

proptest! {
    #[test]
    fn concentration_equals_plain_loops(values in proptest::collection::vec(0_i128..1_000_000, 0..60), most in 2_usize..80) {
        let found = concentration(values.iter().copied(), most);
        let whole: i128 = values.iter().sum();
        prop_assert_eq!(found.whole, whole);
        if whole > 0 {
            let hhi: f64 = values.iter().map(|value| (*value as f64 / whole as f64).powi(2)).sum();
            prop_assert!((f64::from(found.hhi.unwrap()) - hhi * 10_000.0).abs() <= 0.51);
            let mut sorted: Vec<i128> = values.iter().copied().filter(|value| *value > 0).collect();
            sorted.sort();
            for point in &found.lorenz {
                prop_assert_eq!(point.value, sorted[..point.groups].iter().sum::<i128>());
            }
            prop_assert_eq!(found.lorenz.last().unwrap().value, whole);
            prop_assert!(found.lorenz.len() <= most.max(2));
            for (k, top) in found.top.iter().enumerate() {
                prop_assert_eq!(*top, sorted.iter().rev().take(k + 1).sum::<i128>());
            }
        }
    }

    #[test]
    fn medians_equal_plain_loops(values in proptest::collection::vec((0_i64..100, 0_i64..100), 1..40)) {
        let deals: Vec<Deal> = values.iter().map(|(a, b)| deal("a", Some(*a.min(b)), Some(*a.max(b)))).collect();
        let rows: Vec<u32> = (0..deals.len() as u32).collect();
        let found = spread(&cube(&deals), &rows, &GroupBy::Round, Currency::Cny).unwrap();
        let mut lows: Vec<i64> = values.iter().map(|(a, b)| *a.min(b)).collect();
        lows.sort();
        let twice = lows[(lows.len() - 1) / 2] + lows[lows.len() / 2];
        prop_assert_eq!(found[0].median.low, Some(i128::from(twice.div_euclid(2))));
    }
}

#[test]
fn pairs_equal_plain_loops() {
    let data = load(&AtlasSource::Bundled).dataset;
    let cube = Cube::new(Arc::new(Generator::new(&data, 3_000, 6).unwrap().table()), &data);
    let rows: Vec<u32> = (0..3_000).filter(|row| row % 3 != 0).collect();
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    for row in &rows {
        let mut names = cube.table().deal(*row as usize).unwrap().investors;
        names.sort();
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                *counts.entry((one.clone(), other.clone())).or_default() += 1;
            }
        }
    }
    let mut wanted: Vec<InvestorPair> =
        counts.into_iter().map(|((one, other), deals)| InvestorPair { one, other, deals }).collect();
    wanted.sort_by(|a, b| b.deals.cmp(&a.deals).then_with(|| a.cmp(b)));
    wanted.truncate(50);
    assert_eq!(co_investments(&cube, &rows, 50), wanted);
}
