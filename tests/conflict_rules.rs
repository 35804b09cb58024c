//! Every rule of the conflict board on made claim sets: fifty with one planted discrepancy, which
//! it finds, and fifty clean ones, on which it is silent.
#![cfg(test)]

use std::{collections::BTreeMap, sync::LazyLock};

use cluster_atlas::{
    analysis::conflicts::{Conflict, ConflictClass, conflicts},
    data::atlas::{AtlasSource, load},
    model::{
        catalog::{Rate, SubField},
        claim::{Claim, Document, FigureState, Measure, Metric, MetricKind, SourceFigure, Status, StockFlow, Subject},
        dataset::Dataset,
        ids::PlaceId,
        lang::Bilingual,
        period::Period,
        place::{Group, Place},
        quantity::{Bounds, Precision, Qualifier, Quantity},
        unit::{Currency, Unit, UnitFamily},
    },
};
use rust_decimal::Decimal;

const SETS: u64 = 50;

/// A seeded generator (splitmix64, Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn from(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.next() % u64::try_from(high - low + 1).unwrap()).unwrap()
    }
}

/// The country, and what lies around the cities used.
static PLACES: LazyLock<BTreeMap<PlaceId, Place>> = LazyLock::new(|| {
    let data = load(&AtlasSource::Bundled).dataset;
    CITIES.iter().flat_map(|city| data.ancestry(&(*city).into())).map(|place| (place.id.clone(), place.clone())).collect()
});

/// A made world: the places of the gazetteer, and metrics and claims of its own.
struct World {
    data: Dataset,
    next: u32,
}

const COUNTRY: &str = "100000";
const CITIES: [&str; 4] = ["110000", "310000", "440300", "330100"];

fn metric(id: &str, kind: MetricKind, family: UnitFamily, of: Option<&str>, sector: &str, measure: Option<Measure>) -> Metric {
    Metric {
        id: id.into(),
        title: Bilingual::new(id, id),
        definition: Bilingual::new(id, id),
        family,
        kind,
        stock_flow: Some(StockFlow::Flow),
        of: of.map(Into::into),
        additive: kind == MetricKind::Level,
        sector: sector.into(),
        measure,
        topic: "made".into(),
        definition_id: id.into(),
        coverage: String::new(),
        coverage_title: Bilingual::default(),
    }
}

impl World {
    fn new() -> Self {
        use MetricKind::{GrowthYoy, Level, Mean, Share};
        use UnitFamily::{Count, Money, Percent};
        let mut data = Dataset::default();
        data.places = PLACES.clone();
        let mut metrics = vec![
            metric("m1", Level, Count, None, "all", Some(Measure::Events)),
            metric("m2", Level, Money, None, "all", Some(Measure::Amount)),
            metric("m3", GrowthYoy, Percent, Some("m1"), "all", Some(Measure::Events)),
            metric("m4", Share, Percent, Some("m1"), "all", Some(Measure::Events)),
            metric("m5", Share, Percent, Some("m1"), "one", Some(Measure::Events)),
            metric("m6", Level, Count, None, "one", Some(Measure::Events)),
            metric("m7", Mean, Money, None, "two", None),
            metric("m8", Level, Money, None, "two", None),
            metric("m9", Level, Count, None, "two", None),
            metric("s1", Level, Count, None, "three", None),
            metric("s2", Level, Count, None, "three", None),
        ];
        metrics[7].definition_id = "m7".into();
        metrics[9].stock_flow = Some(StockFlow::Stock);
        metrics[10].stock_flow = Some(StockFlow::Stock);
        data.metrics = metrics.into_iter().map(|m| (m.id.clone(), m)).collect();
        for id in ["doc-a", "doc-b"] {
            let document = Document {
                id: id.into(),
                title: Bilingual::new(id, id),
                publisher: Bilingual::default(),
                published: "2026".into(),
                data_to: "2025-12".into(),
                short: Bilingual::new(id, id),
                read: Bilingual::default(),
                lost: Bilingual::default(),
            };
            data.documents.insert(document.id.clone(), document);
        }
        data.groups.insert(
            "group".into(),
            Group {
                id: "group".into(),
                kind: "city_group".into(),
                name: Bilingual::new("group", "group"),
                members: CITIES.map(Into::into).to_vec(),
                documents: vec!["doc-a".into()],
                status: "stated".into(),
            },
        );
        data.rates.push(Rate {
            id: "rate".into(),
            base: Currency::Usd,
            quote: Currency::Cny,
            value: Decimal::new(725, 2),
            period: Period::parse("2025").unwrap(),
            claims: Vec::new(),
            note: Bilingual::default(),
            as_written: String::new(),
            documents: Vec::new(),
            locator: Bilingual::default(),
        });
        Self { data, next: 0 }
    }

    fn put(&mut self, subject: &str, metric: &str, period: &str, quantity: Quantity) -> String {
        self.next += 1;
        let id = format!("c{:04}", self.next);
        let subject = if subject == "group" { Subject::Group(subject.into()) } else { Subject::Place(subject.into()) };
        let claim = Claim {
            id: id.as_str().into(),
            subject_kind: "city".into(),
            subject,
            metric: metric.into(),
            period: Period::parse(period).unwrap(),
            quantity,
            status: Status::Reported,
            as_written: String::new(),
            provider: Some("somebody".into()),
            documents: vec!["doc-a".into()],
            locator: Bilingual::default(),
            line: String::new(),
            published: "2026".into(),
            note: Bilingual::default(),
            supersedes: None,
            is_correction: false,
            follows_from: Vec::new(),
            author: String::new(),
            entered_on: None,
        };
        self.data.claims.insert(claim.id.clone(), claim);
        id
    }

    fn figure(&mut self, number: u16, caption: &str, date: &str, bins: &str) {
        self.data.figures.push(SourceFigure {
            number,
            document: "doc-a".into(),
            caption: Bilingual::new(caption, caption),
            kind: "map".into(),
            date_in_caption: date.into(),
            n: None,
            legend_bins: bins.into(),
            line: String::new(),
            state: FigureState::NotExtracted,
        });
    }

    fn layer(&mut self, scheme: &str, layer: &str, field: &str) {
        let same = |text: &str| Bilingual::new(text, text);
        self.data.sub_fields.push(SubField {
            scheme: scheme.into(),
            layer: layer.into(),
            layer_title: same(layer),
            group: layer.into(),
            group_title: same(layer),
            id: field.into(),
            title: same(field),
            documents: vec!["doc-a".into()],
        });
    }

    fn found(self) -> Vec<Conflict> {
        conflicts(&self.data.index(1))
    }
}

fn events() -> Unit {
    Unit::new("events", UnitFamily::Count)
}

fn count(value: i64) -> Quantity {
    Quantity::stated(Decimal::from(value), Qualifier::Exact, events(), Precision::Whole)
}

fn money(value: i64, currency: Currency) -> Quantity {
    let step = Decimal::from((value / 1000).max(1));
    Quantity::stated(Decimal::from(value), Qualifier::Exact, Unit::money(currency), Precision::LastDigit(step))
}

/// A percentage as a source prints it, with one digit after the point.
fn percent(value: Decimal) -> Quantity {
    Quantity::stated(value.round_dp(1), Qualifier::Exact, Unit::percent(), Precision::LastDigit(Decimal::new(1, 1)))
}

fn share_of(part: i64, whole: i64) -> Decimal {
    Decimal::from(part * 100) / Decimal::from(whole)
}

/// Makes fifty sets of each kind. A planted set must show the rule once, on the claims planted, and
/// no other contradiction; a clean one nothing but checks, which are no alarms.
fn sets(rule: &str, class: ConflictClass, make: impl Fn(&mut World, &mut Dice, bool) -> Vec<String>) {
    for seed in 0..SETS {
        for planted in [true, false] {
            let mut world = World::new();
            let mut dice = Dice(seed * 1000 + 7);
            let wanted = make(&mut world, &mut dice, planted);
            let found = world.found();
            let rows: Vec<&Conflict> = found.iter().filter(|row| row.rule == rule).collect();
            let ids: Vec<&str> = found.iter().map(|row| row.id.as_str()).collect();
            if planted {
                assert_eq!(rows.len(), 1, "{rule}, seed {seed}: {ids:?}");
                assert_eq!(rows[0].class, class);
                for id in &wanted {
                    assert!(rows[0].claims.iter().any(|claim| claim.as_str() == id), "{rule}, seed {seed}: {id} not in {ids:?}");
                }
                let alarms = found.iter().filter(|row| row.class == ConflictClass::Contradiction).count();
                assert!(class != ConflictClass::Contradiction || alarms == 1, "{rule}, seed {seed}: {ids:?}");
            } else {
                let alarms = found.iter().filter(|row| row.class != ConflictClass::Check).count();
                assert!(rows.is_empty() && alarms == 0, "{rule}, clean, seed {seed}: {ids:?}");
            }
        }
    }
}

#[test]
fn slip() {
    for factor in [10, 100, 1000] {
        sets("slip", ConflictClass::Contradiction, |world, dice, planted| {
            let value = dice.from(200, 900_000);
            let a = world.put(CITIES[0], "m1", "2025", count(value));
            let b = world.put(CITIES[0], "m1", "2025", count(if planted { value * factor } else { value }));
            world.put(CITIES[1], "m1", "2025", count(value * 10));
            vec![a, b]
        });
    }
}

#[test]
fn slip_of_a_currency() {
    sets("slip", ConflictClass::Contradiction, |world, dice, planted| {
        let value = dice.from(1000, 900_000) * 1_000_000;
        let a = world.put(CITIES[0], "m2", "2025Q1", money(value, Currency::Cny));
        let other = if planted { value * 727 / 100 } else { value };
        let b = world.put(CITIES[0], "m2", "2025Q1", money(other, Currency::Cny));
        vec![a, b]
    });
    // The digits of one currency under the other; clean: converted at the rate of the period.
    sets("slip", ConflictClass::Contradiction, |world, dice, planted| {
        let value = dice.from(1000, 900_000) * 1_000_000;
        let a = world.put(CITIES[0], "m2", "2025Q1", money(value, Currency::Usd));
        let other = if planted { value } else { value / 100 * 725 };
        let b = world.put(CITIES[0], "m2", "2025Q1", money(other, Currency::Cny));
        vec![a, b]
    });
}

#[test]
fn bounds() {
    sets("bounds", ConflictClass::Contradiction, |world, dice, planted| {
        let value = dice.from(1000, 90_000);
        let a = world.put(CITIES[0], "m1", "2025Q2", count(value));
        let low = Decimal::from(if planted { value * 5 / 4 } else { value * 3 / 4 });
        let b = world.put(CITIES[0], "m1", "2025Q2", Quantity::from_bounds(Bounds { low: Some(low), high: None }, events()));
        vec![a, b]
    });
    // Two currencies, through the rate of the period only: none holds in 2024.
    sets("bounds", ConflictClass::Contradiction, |world, dice, planted| {
        let value = dice.from(1000, 900_000) * 1_000_000;
        let period = if planted { "2025Q1" } else { "2024Q1" };
        let a = world.put(CITIES[0], "m2", period, money(value, Currency::Usd));
        let b = world.put(CITIES[0], "m2", period, money(value * 9, Currency::Cny));
        vec![a, b]
    });
}

#[test]
fn share() {
    sets("share", ConflictClass::Contradiction, |world, dice, planted| {
        let whole = dice.from(1000, 9000);
        let part = dice.from(200, 900);
        let off = Decimal::from(i64::from(planted) * dice.from(2, 6));
        let a = world.put(COUNTRY, "m1", "2025", count(whole));
        let b = world.put(CITIES[0], "m1", "2025", count(part));
        let c = world.put(CITIES[0], "m4", "2025", percent(share_of(part, whole) + off));
        vec![a, b, c]
    });
    sets("share", ConflictClass::Contradiction, |world, dice, planted| {
        let whole = dice.from(1000, 9000);
        let part = dice.from(200, 900);
        let off = Decimal::from(i64::from(planted) * dice.from(2, 6));
        let a = world.put(COUNTRY, "m1", "2025", count(whole));
        let b = world.put(COUNTRY, "m6", "2025", count(part));
        let c = world.put(COUNTRY, "m5", "2025", percent(share_of(part, whole) + off));
        vec![a, b, c]
    });
}

#[test]
fn base() {
    sets("base", ConflictClass::Contradiction, |world, dice, planted| {
        let whole = dice.from(2000, 9000);
        let mut wanted = Vec::new();
        for city in &CITIES[..3] {
            let part = dice.from(200, 900);
            wanted.push(world.put(city, "m1", "2025-01..2025-08", count(part)));
            wanted.push(world.put(city, "m4", "2025-01..2025-08", percent(share_of(part, whole))));
        }
        let stated = if planted { whole * 5 / 4 } else { whole * 99 / 100 };
        wanted.push(world.put(COUNTRY, "m1", "2025-01-01..2025-08-27", count(stated)));
        wanted
    });
}

#[test]
fn mean_and_wording() {
    for (rule, worded) in [("mean", Qualifier::Exact), ("wording", Qualifier::Nearly)] {
        sets(rule, ConflictClass::Contradiction, |world, dice, planted| {
            let number = dice.from(50, 900);
            let mean = dice.from(10, 90) * 100_000_000;
            let a = world.put(COUNTRY, "m8", "2025", money(number * mean, Currency::Usd));
            let b = world.put(COUNTRY, "m9", "2025", count(number));
            let stated = match (planted, rule) {
                (false, _) => mean,
                (true, "mean") => mean * 13 / 10,
                (true, _) => mean * 108 / 100,
            };
            let mut quantity = money(stated, Currency::Usd);
            if planted || worded == Qualifier::Exact {
                quantity = Quantity::stated(quantity.value.unwrap(), worded, quantity.unit, quantity.precision);
            }
            let c = world.put(COUNTRY, "m7", "2025", quantity);
            vec![a, b, c]
        });
    }
}

#[test]
fn follows() {
    sets("follows", ConflictClass::Contradiction, |world, dice, planted| {
        let before = dice.from(1000, 9000);
        let growth = dice.from(-20, 60);
        let level = before * (100 + growth) / 100;
        let a = world.put(COUNTRY, "m1", "2025", count(level));
        let b =
            world.put(COUNTRY, "m3", "2025", percent(Decimal::from(level * 100) / Decimal::from(before) - Decimal::ONE_HUNDRED));
        let stated = if planted { before * 6 / 5 } else { before };
        let c = world.put(COUNTRY, "m1", "2024", count(stated));
        vec![a, b, c]
    });
}

#[test]
fn members() {
    sets("members", ConflictClass::Contradiction, |world, dice, planted| {
        let parts: Vec<i64> = CITIES.iter().map(|_| dice.from(10, 900)).collect();
        let sum: i64 = parts.iter().sum();
        let mut wanted: Vec<String> =
            CITIES.iter().zip(&parts).map(|(city, part)| world.put(city, "m1", "2025", count(*part))).collect();
        let off = if planted { dice.from(5, 90) * if sum % 2 == 0 { 1 } else { -1 } } else { 0 };
        wanted.push(world.put("group", "m1", "2025", count(sum + off)));
        wanted
    });
}

#[test]
fn sums_and_remainders() {
    for (rule, stated) in [("members-sum", 2), ("remainder", 3)] {
        sets(rule, ConflictClass::Check, |world, dice, planted| {
            let parts: Vec<i64> = CITIES.iter().map(|_| dice.from(10, 900)).collect();
            let of = if planted { stated } else { CITIES.len() };
            let mut wanted: Vec<String> =
                CITIES.iter().zip(&parts).take(of).map(|(city, part)| world.put(city, "m1", "2025", count(*part))).collect();
            wanted.push(world.put("group", "m1", "2025", count(parts.iter().sum())));
            wanted
        });
    }
}

#[test]
fn rate() {
    // Neighbours of other length.
    sets("rate", ConflictClass::Jump, |world, dice, planted| {
        let month = dice.from(20, 900);
        let now = if planted { month * dice.from(25, 60) / 10 } else { month * dice.from(7, 17) / 10 };
        let a = world.put(CITIES[0], "m1", "2024", count(month * 12));
        let b = world.put(CITIES[0], "m1", "2025Q1", count(now * 3));
        world.put(CITIES[1], "m1", "2025Q1", count(month * 90));
        vec![a, b]
    });
    // One inside the other.
    sets("rate", ConflictClass::Jump, |world, dice, planted| {
        let month = dice.from(20, 900);
        let now = if planted { month * 3 } else { month };
        let a = world.put(CITIES[0], "m1", "2024", count(month * 12));
        let b = world.put(CITIES[0], "m1", "2024Q3", count(now * 3));
        vec![a, b]
    });
}

#[test]
fn per_event() {
    sets("per-event-jump", ConflictClass::Jump, |world, dice, planted| {
        let number = dice.from(100, 900);
        let mean = dice.from(10, 90) * 1_000_000;
        let now = if planted { mean * 10 / dice.from(23, 40) } else { mean * dice.from(7, 15) / 10 };
        let a = world.put(CITIES[0], "m2", "2024", money(number * 4 * mean, Currency::Cny));
        let b = world.put(CITIES[0], "m1", "2024", count(number * 4));
        // More events at a lower mean: the rate of the money stays within two times.
        let more = if planted { number * 19 / 10 } else { number };
        let c = world.put(CITIES[0], "m2", "2025Q1", money(more * now, Currency::Cny));
        let d = world.put(CITIES[0], "m1", "2025Q1", count(more));
        vec![a, b, c, d]
    });
    sets("per-event", ConflictClass::Check, |world, dice, planted| {
        let number = dice.from(100, 900);
        let a = world.put(CITIES[0], "m2", "2024", money(number * 30_000_000, Currency::Cny));
        // Clean: nothing to divide by.
        let b = world.put(CITIES[usize::from(!planted)], "m1", "2024", count(number));
        vec![a, b]
    });
}

#[test]
fn share_level() {
    sets("share-level", ConflictClass::Jump, |world, dice, planted| {
        let before = dice.from(2000, 9000);
        let growth = dice.from(30, 60);
        let whole = before * (100 + growth) / 100;
        let old = before / 5;
        let part = if planted { old * 9 / 10 } else { old * (100 + growth) / 100 };
        let a = world.put(COUNTRY, "m1", "2025Q1", count(whole));
        let b = world.put(COUNTRY, "m3", "2025Q1", percent(share_of(whole, before) - Decimal::ONE_HUNDRED));
        let c = world.put(COUNTRY, "m5", "2025Q1", percent(share_of(part, whole)));
        let d = world.put(COUNTRY, "m6", "2024Q1", count(old));
        vec![a, b, c, d]
    });
}

#[test]
fn definition() {
    sets("definition", ConflictClass::Definition, |world, dice, planted| {
        let value = dice.from(100, 9000);
        let a = world.put(CITIES[0], "s1", "2020-03", count(value));
        let metric = if planted { "s2" } else { "s1" };
        let b = world.put(CITIES[0], metric, "2024", count(value * dice.from(3, 900)));
        world.data.claims.get_mut(b.as_str()).unwrap().documents = vec!["doc-b".into()];
        vec![a, b]
    });
}

#[test]
fn scheme() {
    sets("scheme", ConflictClass::Definition, |world, dice, planted| {
        for scheme in ["2020", "2026"] {
            let odd = usize::try_from(dice.from(0, 2)).unwrap();
            for (at, layer) in ["base", "middle", "top"].into_iter().enumerate() {
                let renamed = planted && scheme == "2026" && at == odd;
                world.layer(scheme, if renamed { "another" } else { layer }, &format!("{layer}-{}", dice.from(1, 9)));
            }
        }
        Vec::new()
    });
}

#[test]
fn records() {
    sets("caption-date", ConflictClass::Record, |world, dice, planted| {
        let year = if planted { dice.from(2010, 2024) } else { 2025 };
        world.figure(1, "one", &format!("{year}-12"), "");
        world.figure(2, "two", "", "");
        Vec::new()
    });
    sets("caption-twice", ConflictClass::Record, |world, dice, planted| {
        let caption = format!("figure {}", dice.from(1, 99));
        world.figure(1, &caption, "", "");
        world.figure(2, if planted { &caption } else { "another" }, "", "");
        // Two lost captions are no conflict.
        world.figure(3, "", "", "");
        world.figure(4, "", "", "");
        Vec::new()
    });
    sets("bins", ConflictClass::Record, |world, dice, planted| {
        let width = dice.from(2, 50);
        let first = width + i64::from(!planted);
        world.figure(1, "one", "", &format!("0-{width};{first}-{}", width * 2));
        Vec::new()
    });
}
