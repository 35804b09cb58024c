//! Every answer against plain loops over the rows, under random filters that change at random.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use jiff::{Span, civil::Date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::{
    data::{
        atlas::{AtlasSource, load},
        deals::{DealTableBuilder, generate::Generator},
    },
    model::{
        catalog::Rate,
        dataset::Dataset,
        deal::{CompanyStatus, Deal, DealAmount, DealDate},
        exchange::Conversion,
        ids::PlaceId,
        lang::Bilingual,
        period::Period,
        place::{LonLat, PlaceLevel},
        unit::Currency,
    },
};

const PLACES: [&str; 9] = ["320583", "320500", "320000", "310000", "310104", "Z-JS-SIP", "440300", "419001", "nowhere"];
const SUB_FIELDS: [&str; 4] = ["chips", "large_models", "drones", "none_such"];
const ROUNDS: [&str; 3] = ["a", "b", "listed"];
const INVESTORS: [&str; 4] = ["甲", "乙", "丙", "丁"];

fn data() -> Dataset {
    let mut data = load(&AtlasSource::Bundled).dataset;
    data.rates.push(Rate {
        id: "test-hkd".to_owned(),
        base: Currency::Hkd,
        quote: Currency::Cny,
        value: Decimal::new(91, 2),
        period: Period::quarter(2025, 1).unwrap(),
        claims: Vec::new(),
        as_written: String::new(),
        documents: Vec::new(),
        locator: Bilingual::default(),
        note: Bilingual::default(),
    });
    data.rates.retain(|rate| rate.base != Currency::Eur && rate.quote != Currency::Eur);
    data
}

fn day(offset: i32) -> Date {
    Date::constant(2023, 11, 20).checked_add(Span::new().days(offset)).unwrap()
}

fn one_of(list: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    proptest::option::weighted(0.8, proptest::sample::select(list).prop_map(str::to_owned))
}

prop_compose! {
    fn any_deal()(
        (place, sub_field, round, company) in (one_of(&PLACES), one_of(&SUB_FIELDS), one_of(&ROUNDS), one_of(&["x", "y"])),
        dates in proptest::option::weighted(0.9, (0_i32..400, prop_oneof![Just(0), 0_i32..300])),
        amount in proptest::option::of((0_i64..3_000, 0_i64..3_000, 0_u8..4, 0_usize..5)),
        investors in proptest::collection::btree_set(proptest::sample::select(&INVESTORS[..]), 0..4),
        status in proptest::option::of(prop_oneof![Just(CompanyStatus::Alive), Just(CompanyStatus::Gone)]),
        point in proptest::option::of((-50_i32..50, -50_i32..50)),
        extra in one_of(&["u", "v"]),
        line in 1_u64..100,
    ) -> Deal {
        Deal {
            line,
            place: place.as_deref().map(Into::into),
            sub_field: sub_field.unwrap_or_default(),
            round: round.unwrap_or_default(),
            company: company.unwrap_or_default(),
            date: dates.map(|(first, more)| DealDate { first: day(first), last: day(first + more) }),
            amount: amount.map(|(a, b, open, at)| DealAmount {
                // From nothing to 300 million of the currency, in steps that hit the limits of bands.
                low: (open != 1).then_some(a.min(b) * 10_000_000),
                high: (open != 2).then_some(if open == 3 { a.min(b) } else { a.max(b) } * 10_000_000),
                currency: Currency::ALL[at],
            }),
            investors: investors.into_iter().map(str::to_owned).collect(),
            status,
            point: point.map(|(lon, lat)| LonLat { lon: 120.0 + f64::from(lon) / 10.0, lat: 31.0 + f64::from(lat) / 10.0 }),
            extra: vec![extra.unwrap_or_default()],
            ..Deal::default()
        }
    }
}

fn values(list: &'static [&'static str]) -> impl Strategy<Value = Condition> {
    proptest::collection::btree_set(one_of(list), 0..4).prop_map(Condition::Any)
}

fn corner() -> impl Strategy<Value = MicroPoint> {
    (114_000_000..126_000_000, 25_000_000..37_000_000).prop_map(|(lon, lat)| MicroPoint { lon, lat })
}

fn any_filter() -> impl Strategy<Value = (Dimension, Option<Condition>)> {
    let some = prop_oneof![
        4 => (0_i32..400, 0_i32..300).prop_map(|(first, more)| {
            (Dimension::Date, Condition::Days { first: day(first), last: day(first + more) })
        }),
        2 => values(&PLACES).prop_map(|value| (Dimension::Place, value)),
        1 => values(&PLACES).prop_map(|value| (Dimension::Zone, value)),
        1 => values(&["foundation", "model", "application"]).prop_map(|value| (Dimension::Layer, value)),
        2 => values(&SUB_FIELDS).prop_map(|value| (Dimension::SubField, value)),
        2 => values(&ROUNDS).prop_map(|value| (Dimension::Round, value)),
        1 => values(&["under_1m", "1m_to_10m", "10m_to_100m", "100m_to_1bn"]).prop_map(|value| (Dimension::AmountBand, value)),
        2 => values(&INVESTORS).prop_map(|value| (Dimension::Investor, value)),
        1 => values(&["alive", "gone"]).prop_map(|value| (Dimension::Status, value)),
        1 => values(&["x", "y"]).prop_map(|value| (Dimension::Company, value)),
        1 => values(&["t", "other"]).prop_map(|value| (Dimension::Table, value)),
        1 => values(&["u", "v"]).prop_map(|value| (Dimension::Extra("stage".to_owned()), value)),
        2 => (corner(), corner()).prop_map(|(a, b)| {
            let from = MicroPoint { lon: a.lon.min(b.lon), lat: a.lat.min(b.lat) };
            let to = MicroPoint { lon: a.lon.max(b.lon), lat: a.lat.max(b.lat) };
            (Dimension::Area, Condition::Area(Area::Box { from, to }))
        }),
        1 => proptest::collection::vec(corner(), 3..7).prop_map(|line| (Dimension::Area, Condition::Area(Area::Lasso(line)))),
    ];
    (some, proptest::bool::weighted(0.75)).prop_map(|((dimension, condition), keep)| (dimension, keep.then_some(condition)))
}

fn panels() -> Vec<Panel> {
    let panel =
        |group_by: &[GroupBy], amount: Option<Currency>| Panel { group_by: group_by.to_vec(), amount, ..Panel::default() };
    vec![
        panel(&[GroupBy::Quarter], Some(Currency::Cny)),
        panel(&[GroupBy::Prefecture], None),
        panel(&[GroupBy::Province], Some(Currency::Usd)),
        panel(&[GroupBy::County], None),
        panel(&[GroupBy::Zone], None),
        panel(&[GroupBy::Layer], None),
        panel(&[GroupBy::SubField, GroupBy::Round], Some(Currency::Cny)),
        panel(&[GroupBy::Investor], Some(Currency::Jpy)),
        panel(&[GroupBy::Investor, GroupBy::Status], None),
        panel(&[GroupBy::Quarter, GroupBy::Investor], None),
        panel(&[GroupBy::AmountBand], Some(Currency::Cny)),
        panel(&[GroupBy::Extra("stage".to_owned()), GroupBy::Table], None),
        panel(&[GroupBy::Company], None),
        panel(&[GroupBy::Place], None),
        panel(&[], Some(Currency::Cny)),
    ]
}

/// Answers by looking at one deal after the other.
struct Plain<'a> {
    deals: &'a [Deal],
    data: &'a Dataset,
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn status(deal: &Deal) -> Option<String> {
    deal.status.map(|status| format!("{status:?}").to_lowercase())
}

impl Plain<'_> {
    fn line(&self, deal: &Deal) -> Vec<(String, PlaceLevel)> {
        let Some(place) = &deal.place else { return Vec::new() };
        self.data.ancestry(place).iter().map(|place| (place.id.as_str().to_owned(), place.level)).collect()
    }

    fn level(&self, deal: &Deal, levels: &[PlaceLevel]) -> Option<String> {
        self.line(deal).into_iter().find(|(_, level)| levels.contains(level)).map(|(id, _)| id)
    }

    fn layer(&self, deal: &Deal) -> Option<String> {
        self.data.sub_fields.iter().rfind(|field| field.id == deal.sub_field).map(|field| field.layer.clone())
    }

    fn factor(&self, from: Currency, to: Currency) -> Option<Decimal> {
        let minor = |currency| if currency == Currency::Jpy { Decimal::ONE } else { Decimal::ONE_HUNDRED };
        Conversion::find(&self.data.rates, from, to, None).map(|found| found.factor.round_dp(12) * minor(to) / minor(from))
    }

    fn band(&self, deal: &Deal) -> Option<String> {
        let amount = deal.amount?;
        if (amount.low, amount.high) == (None, None) {
            return None;
        }
        let factor = self.factor(amount.currency, Currency::Cny)? / Decimal::ONE_HUNDRED;
        let yuan = |minor: Option<i64>| minor.map(|minor| Decimal::from(minor) * factor);
        let (low, high) = (yuan(amount.low).unwrap_or_default(), yuan(amount.high));
        let mut start = Decimal::ZERO;
        for (name, end) in BANDS {
            let last = end == i64::MAX;
            let end = Decimal::from(end);
            let fits = match high {
                Some(high) if high == low && amount.low.is_some() => start <= low && (last || low < end),
                Some(high) => start <= low && (last || high <= end),
                None => start <= low && last,
            };
            if fits {
                return Some(name.to_owned());
            }
            start = end;
        }
        None
    }

    fn groups(&self, deal: &Deal, by: &GroupBy) -> Vec<Option<String>> {
        use PlaceLevel::{County, District, Municipality, Prefecture, Province, Sar, Zone};
        vec![match by {
            GroupBy::Quarter => deal.date.and_then(|date| date.quarter()).map(|(year, quarter)| format!("{year}Q{quarter}")),
            GroupBy::Place => deal.place.as_ref().map(|place| place.as_str().to_owned()),
            GroupBy::Province => self.level(deal, &[Province, Municipality, Sar]),
            GroupBy::Prefecture => {
                self.level(deal, &[Prefecture, Municipality, Sar]).or_else(|| self.level(deal, &[County, District]))
            }
            GroupBy::County => self.level(deal, &[County, District]),
            GroupBy::Zone => self.level(deal, &[Zone]),
            GroupBy::Layer => self.layer(deal),
            GroupBy::SubField => said(&deal.sub_field),
            GroupBy::Round => said(&deal.round),
            GroupBy::AmountBand => self.band(deal),
            GroupBy::Investor if !deal.investors.is_empty() => return deal.investors.iter().map(|name| said(name)).collect(),
            GroupBy::Investor => None,
            GroupBy::Status => status(deal),
            GroupBy::Company => said(&deal.company),
            GroupBy::Table => Some("t".to_owned()),
            GroupBy::Extra(_) => said(&deal.extra[0]),
        }]
    }

    fn passes(&self, deal: &Deal, dimension: &Dimension, condition: &Condition) -> bool {
        match condition {
            Condition::Days { first, last } => deal.date.is_some_and(|date| *first <= date.first && date.last <= *last),
            Condition::Area(area) => {
                let own = deal.place.as_ref().and_then(|place| self.data.places.get(place)?.point);
                deal.point.or(own).and_then(MicroPoint::of).is_some_and(|point| area.contains(point))
            }
            Condition::Any(wanted) => {
                let one = |value: Option<String>| wanted.contains(&value);
                match dimension {
                    Dimension::Place => match &deal.place {
                        None => wanted.contains(&None),
                        Some(place) => wanted
                            .iter()
                            .flatten()
                            .any(|outer| outer == place.as_str() || self.data.is_inside(place, &PlaceId::new(outer))),
                    },
                    Dimension::Zone => one(self.level(deal, &[PlaceLevel::Zone])),
                    Dimension::Layer => one(self.layer(deal)),
                    Dimension::SubField => one(said(&deal.sub_field)),
                    Dimension::Round => one(said(&deal.round)),
                    Dimension::AmountBand => one(self.band(deal)),
                    Dimension::Investor => self.groups(deal, &GroupBy::Investor).into_iter().any(one),
                    Dimension::Status => one(status(deal)),
                    Dimension::Company => one(said(&deal.company)),
                    Dimension::Table => one(Some("t".to_owned())),
                    Dimension::Extra(_) => one(said(&deal.extra[0])),
                    Dimension::Date | Dimension::Area => unreachable!(),
                }
            }
        }
    }

    fn answer(&self, query: &CubeQuery) -> BTreeMap<Vec<Option<String>>, (u64, Option<AmountSum>)> {
        let mut groups: BTreeMap<Vec<Option<String>>, Vec<&Deal>> = BTreeMap::new();
        for deal in self.deals.iter().filter(|deal| query.filters.iter().all(|(d, c)| self.passes(deal, d, c))) {
            let mut keys = vec![Vec::new()];
            for by in &query.panel.group_by {
                let more = self.groups(deal, by);
                keys = keys.iter().flat_map(|key| more.iter().map(|one| [key.clone(), vec![one.clone()]].concat())).collect();
            }
            keys.into_iter().for_each(|key| groups.entry(key).or_default().push(deal));
        }
        let sum = |deals: &[&Deal], to: Currency| {
            let mut sum = AmountSum::default();
            let mut by_currency: BTreeMap<Currency, (i128, i128)> = BTreeMap::new();
            for deal in deals {
                match deal.amount.filter(|amount| (amount.low, amount.high) != (None, None)) {
                    Some(amount) if self.factor(amount.currency, to).is_some() => {
                        let total = by_currency.entry(amount.currency).or_default();
                        total.0 += i128::from(amount.low.unwrap_or_default());
                        total.1 += i128::from(amount.high.unwrap_or_default());
                        sum.known += 1;
                        sum.open_low += u64::from(amount.low.is_none());
                        sum.open_high += u64::from(amount.high.is_none());
                    }
                    _ => sum.unknown += 1,
                }
            }
            for (currency, (low, high)) in by_currency {
                let factor = self.factor(currency, to).unwrap();
                let whole = |value: Decimal| i128::try_from(value).unwrap();
                sum.low += whole((Decimal::from_i128_with_scale(low, 0) * factor).floor());
                sum.high += whole((Decimal::from_i128_with_scale(high, 0) * factor).ceil());
            }
            sum
        };
        let summed = |deals: Vec<&Deal>| (deals.len() as u64, query.panel.amount.map(|to| sum(&deals, to)));
        groups.into_iter().map(|(key, deals)| (key, summed(deals))).collect()
    }
}

fn still() -> Duration {
    Duration::ZERO
}

fn as_map(answer: &Answer) -> BTreeMap<Vec<Option<String>>, (u64, Option<AmountSum>)> {
    answer.rows.iter().map(|row| (row.key.clone(), (row.events, row.amount))).collect()
}

/// Moves filters and compares every panel after each step.
fn compare(deals: &[Deal], steps: &[(Dimension, Option<Condition>)], data: &Dataset) -> Result<(), TestCaseError> {
    let mut builder = DealTableBuilder::new("t", &["stage".to_owned()], false);
    deals.iter().for_each(|deal| builder.push(deal));
    let cube = Arc::new(Cube::new(Arc::new(builder.finish()), data));
    let sorted: Vec<Deal> = (0..cube.len()).map(|row| cube.table().deal(row).unwrap()).collect();
    let plain = Plain { deals: &sorted, data };
    let engine = BuiltIn::new(Arc::clone(&cube));
    let mut linked = Linked::new(Arc::clone(&cube), panels()).unwrap();
    for (dimension, condition) in steps {
        linked.set(dimension, condition.as_ref()).unwrap();
        for panel in 0..linked.panels() {
            let query = linked.query(panel).unwrap();
            let live = linked.answer(panel, &still).unwrap();
            let wanted = plain.answer(&query);
            prop_assert_eq!(&as_map(&live), &wanted, "{:?}", query);
            prop_assert_eq!(&engine.answer(&query, &still).unwrap(), &live);
            if let Some((key, (events, _))) = wanted.iter().next_back() {
                let rows = linked.rows_of(panel, key);
                prop_assert_eq!(rows.len() as u64, *events, "{:?}", key);
            }
        }
        let through = |deal: &Deal| linked.filters().iter().all(|(d, c)| plain.passes(deal, d, c));
        let rows: Vec<u32> = (0..).zip(&sorted).filter(|(_, deal)| through(deal)).map(|(row, _)| row).collect();
        prop_assert_eq!(linked.rows(&[]), rows);
    }
    // All at once is the same as one after the other.
    let again = Linked::with_filters(cube, panels(), linked.filters()).unwrap();
    for panel in 0..linked.panels() {
        prop_assert_eq!(again.answer(panel, &still), linked.answer(panel, &still));
    }
    linked.set_all(&Filters::new()).unwrap();
    prop_assert_eq!(linked.rows(&[]).len(), sorted.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn answers_equal_plain_loops(deals in proptest::collection::vec(any_deal(), 0..60),
        steps in proptest::collection::vec(any_filter(), 1..10)) {
        thread_local!(static DATA: Dataset = data());
        DATA.with(|data| compare(&deals, &steps, data))?;
    }
}

#[test]
fn many_rows_over_several_threads_equal_plain_loops() {
    let data = data();
    let generator = Generator::new(&data, 70_000, 9).unwrap();
    let deals: Vec<Deal> = (0..70_000)
        .map(|row| Deal { extra: vec![if row % 3 == 0 { "u".to_owned() } else { String::new() }], ..generator.deal(row) })
        .collect();
    let days = |first: Date, last: Date| (Dimension::Date, Some(Condition::Days { first, last }));
    let date = Date::constant;
    let corner = |lon, lat| MicroPoint { lon, lat };
    let steps = [
        days(date(2023, 1, 1), date(2023, 12, 31)),
        (Dimension::Round, Some(Condition::any(["a", "b"]))),
        days(date(2023, 4, 1), date(2024, 3, 31)),
        (
            Dimension::Area,
            Some(Condition::Area(Area::Box { from: corner(116_000_000, 28_000_000), to: corner(122_000_000, 41_000_000) })),
        ),
        (Dimension::Round, Some(Condition::any(["a"]))),
        days(date(2023, 7, 1), date(2024, 6, 30)),
    ];
    compare(&deals, &steps, &data).unwrap();
}

#[test]
fn questions_and_answers_are_plain_text() {
    let corner = |lon, lat| MicroPoint { lon, lat };
    let filters: Filters = [
        (Dimension::Date, Condition::Days { first: day(0), last: day(90) }),
        (Dimension::Extra("阶段".to_owned()), Condition::Any([None, Some("u".to_owned())].into())),
        (Dimension::Area, Condition::Area(Area::Box { from: corner(1, 2), to: corner(3, 4) })),
    ]
    .into();
    let panel = Panel {
        group_by: vec![GroupBy::Quarter, GroupBy::Extra("阶段".to_owned())],
        amount: Some(Currency::Cny),
        order: Order::Amount,
        limit: Some(5),
    };
    let query = CubeQuery { filters, panel };
    let text = serde_json::to_string(&query).unwrap();
    assert!(text.contains("\"extra:阶段\":{\"any\":[null,\"u\"]}"), "{text}");
    assert_eq!(serde_json::from_str::<CubeQuery>(&text).unwrap(), query);
    assert_eq!(ron::from_str::<CubeQuery>(&ron::to_string(&query).unwrap()).unwrap(), query);
    assert!(serde_json::from_str::<CubeQuery>(&text.replace("extra:阶段", "colour")).is_err());
    let answer = Answer {
        rows: vec![AnswerRow {
            key: vec![None],
            events: 2,
            amount: Some(AmountSum { low: 1, high: 1 << 70, ..AmountSum::default() }),
        }],
        ..Answer::default()
    };
    assert_eq!(serde_json::from_str::<Answer>(&serde_json::to_string(&answer).unwrap()).unwrap(), answer);
}

#[test]
fn rows_are_in_order_and_the_rest_is_summed() {
    let data = data();
    let cube = Arc::new(Cube::new(Arc::new(Generator::new(&data, 5_000, 4).unwrap().table()), &data));
    let engine = BuiltIn::new(Arc::clone(&cube));
    let ask = |group_by: GroupBy, order: Order, limit: Option<usize>| {
        let panel = Panel { group_by: vec![group_by], amount: Some(Currency::Cny), order, limit };
        engine.answer(&CubeQuery { filters: Filters::new(), panel }, &still).unwrap()
    };
    let quarters = ask(GroupBy::Quarter, Order::Key, None);
    assert!(quarters.rows.is_sorted_by_key(|row| row.key.clone()));
    assert_eq!(quarters.rows.iter().map(|row| row.events).sum::<u64>(), 5_000);
    let bands = ask(GroupBy::AmountBand, Order::Key, None);
    let names: Vec<_> = bands.rows.iter().map(|row| row.key[0].as_deref()).collect();
    assert_eq!(names, [Some("under_1m"), Some("1m_to_10m"), Some("10m_to_100m"), Some("100m_to_1bn"), Some("from_1bn"), None]);
    let all = ask(GroupBy::Investor, Order::Events, None);
    let top = ask(GroupBy::Investor, Order::Events, Some(10));
    assert_eq!((top.rows.as_slice(), top.groups), (&all.rows[..10], all.rows.len()));
    assert!(all.rows.is_sorted_by(|a, b| a.events >= b.events));
    assert_eq!(top.rest.unwrap().events, all.rows[10..].iter().map(|row| row.events).sum::<u64>());
    let clock = std::cell::Cell::new(Duration::ZERO);
    let ticking = || {
        clock.set(clock.get() + Duration::from_millis(3));
        clock.get()
    };
    let answer = engine.answer(&CubeQuery::default(), &ticking).unwrap();
    assert_eq!((answer.took, answer.engine.as_str()), (Duration::from_millis(3), "built-in"));
}

#[test]
fn what_cannot_be_answered_is_told() {
    let data = data();
    let cube = Arc::new(Cube::new(Arc::new(Generator::new(&data, 100, 4).unwrap().table()), &data));
    let mut linked = Linked::new(Arc::clone(&cube), Vec::new()).unwrap();
    let wrong = linked.set(&Dimension::Date, Some(&Condition::any(["2024"])));
    assert_eq!(wrong, Err(QueryError::Condition(Dimension::Date)));
    let missing = linked.set(&Dimension::Extra("x".to_owned()), Some(&Condition::any(["2024"])));
    assert_eq!(missing, Err(QueryError::NoColumn("x".to_owned())));
    let twice = Panel { group_by: vec![GroupBy::Investor, GroupBy::Investor], ..Panel::default() };
    assert_eq!(Linked::new(cube, vec![twice]).err(), Some(QueryError::TooManyDivisions));
}
