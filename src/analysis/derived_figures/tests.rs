use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::{
    data::atlas::{AtlasSource, load},
    model::quantity::{Precision, Qualifier},
    model::unit::{Currency, Unit},
};

fn bundled() -> Dataset {
    load(&AtlasSource::Bundled).dataset
}

fn by_id<'a>(figures: &'a [DerivedFigure], id: &str) -> &'a DerivedFigure {
    figures
        .iter()
        .find(|figure| figure.id == id)
        .unwrap_or_else(|| panic!("no {id} in {:?}", figures.iter().map(|f| &f.id).collect::<Vec<_>>()))
}

fn value(figure: &DerivedFigure) -> String {
    let bounds = figure.quantity.bounds;
    let text = |v: Option<Decimal>| v.map_or("-".into(), |v| v.normalize().to_string());
    format!("{} [{}, {}]", text(figure.quantity.value), text(bounds.low), text(bounds.high))
}

#[test]
fn events_and_amounts_of_earlier_quarters() {
    let figures = derived_figures(&bundled());
    let q4 = by_id(&figures, "d-f001-qoq");
    assert_eq!((q4.period.written(), q4.derivation.as_str()), ("2025Q4", "2,865 / 1.025"));
    // 2865 / 1.0255 = 2793.8, 2865 / 1.0245 = 2796.5
    assert_eq!(value(q4), "2795 [2793, 2797]");
    assert_eq!(q4.claims.iter().map(ClaimId::as_str).collect::<Vec<_>>(), ["f001", "f002"]);
    let q1 = by_id(&figures, "d-f001-yoy");
    assert_eq!((q1.period.written(), q1.derivation.as_str()), ("2025Q1", "2,865 / 1.52"));
    // 2865 / 1.525 = 1878.7, 2865 / 1.515 = 1891.1
    assert_eq!(value(q1), "1885 [1878, 1892]");
    let amount = by_id(&figures, "d-f004-qoq");
    assert_eq!(amount.quantity.value.map(|v| v / Decimal::from(100_000_000)).map(|v| v.round()), Some(Decimal::from(2298)));
    let amount = by_id(&figures, "d-f004-yoy");
    assert_eq!(amount.quantity.value.map(|v| v / Decimal::from(100_000_000)).map(|v| v.round()), Some(Decimal::from(1730)));
    assert!(figures.iter().all(|figure| figure.quantity.value.is_none_or(|v| figure.quantity.bounds.contains(v))));
}

#[test]
fn a_mean_needs_one_subject_scope_period_and_provider() {
    let figures = derived_figures(&bundled());
    let mean = by_id(&figures, "d-f004-f001-mean");
    assert_eq!(mean.derivation, "256,000,000,000 / 2,865");
    assert_eq!(mean.quantity.value.map(|v| v / Decimal::from(1_000_000)).map(|v| v.round()), Some(Decimal::from(89)));
    let least = by_id(&figures, "d-f052-f051-mean");
    assert_eq!(least.quantity.qualifier, Qualifier::AtLeast);
    assert_eq!(least.derivation, ">= 20,000,000,000 / 351");
    let bundled = bundled();
    for mean in figures.iter().filter(|f| f.rule == Rule::Mean) {
        let [a, b] = [0, 1].map(|at| &bundled.claims[&mean.claims[at]]);
        assert_eq!((&a.subject, &a.period, &a.provider), (&b.subject, &b.period, &b.provider));
    }
}

#[test]
fn the_members_without_a_figure_share_the_rest() {
    let figures = derived_figures(&bundled());
    let rest = by_id(&figures, "d-f103-rest");
    assert_eq!(rest.subjects.iter().map(Subject::id).collect::<Vec<_>>(), ["310000", "320500"]);
    assert_eq!((value(rest).as_str(), rest.derivation.as_str()), ("427 [427, 427]", "2,006 - 1,579"));
    let shandong = by_id(&figures, "d-f102-rest");
    assert_eq!((shandong.subjects[0].id(), shandong.derivation.as_str()), ("370000", "719 - 685"));
    assert_eq!(value(shandong), "34 [34, 34]");
}

#[test]
fn stated_cities_give_the_least_of_their_province() {
    let data = bundled();
    let sum = derived_province_sum(&data, &"ai_companies:surveyed".into(), &"440000".into()).unwrap();
    assert_eq!((sum.derivation.as_str(), value(&sum).as_str()), ("383 + 74", "- [457, -]"));
    assert_eq!(sum.quantity.qualifier, Qualifier::AtLeast);
    // Guangdong's own figure is stated, and so is Beijing's.
    assert_eq!(derived_province_sum(&data, &"financing_events:ai".into(), &"440000".into()), None);
    assert_eq!(derived_province_sum(&data, &"ai_companies:surveyed".into(), &"110000".into()), None);
    assert_eq!(derived_province_sum(&data, &"place_share_of_events:ai".into(), &"440000".into()), None);
    assert_eq!(derived_province_sum(&data, &"ai_companies:surveyed".into(), &"440300".into()), None);
}

#[test]
fn stated_figures_check_derived_ones() {
    let mut data = bundled();
    let mut rival = data.claims[&ClaimId::new("f001")].clone();
    rival.id = "x1".into();
    rival.period = Period::parse("2025Q4").unwrap();
    for (value, consistent) in [(2796, true), (2500, false)] {
        rival.quantity = Quantity::stated(Decimal::from(value), Qualifier::Exact, rival.quantity.unit.clone(), Precision::Whole);
        data.claims.insert(rival.id.clone(), rival.clone());
        data = data.index(1);
        let figures = derived_figures(&data);
        assert_eq!(by_id(&figures, "d-f001-qoq").checked_against, [Check { claim: "x1".into(), consistent }]);
    }
}

#[test]
fn growth_of_another_provider_or_period_derives_nothing() {
    let mut data = bundled();
    for id in ["f002", "f003"] {
        let claim = data.claims.get_mut(&ClaimId::new(id)).unwrap();
        if id == "f002" {
            claim.provider = Some("pitchbook".into());
        } else {
            claim.period = Period::parse("2025Q4").unwrap();
        }
    }
    let figures = derived_figures(&data.index(1));
    assert!(!figures.iter().any(|f| f.claims.first().is_some_and(|id| id.as_str() == "f001") && f.rule < Rule::Mean));
}

#[test]
fn a_share_gives_its_part_and_its_whole() {
    let figures = derived_figures(&bundled());
    // 11 % of 2,865: 0.105 x 2865 = 300.8, 0.115 x 2865 = 329.5
    let part = by_id(&figures, "d-f001-f008-part");
    assert_eq!((part.metric.as_str(), value(part).as_str()), ("financing_events:ai", "315 [300, 330]"));
    assert_eq!(part.derivation, "2,865 x 0.11");
    // 107 / 0.375 = 285.3, 107 / 0.365 = 293.2
    let whole = by_id(&figures, "d-f088-f089-whole");
    assert_eq!((whole.subjects[0].id(), whole.metric.as_str()), ("100000", "financing_events:ai"));
    assert_eq!((value(whole).as_str(), whole.derivation.as_str()), ("289 [285, 294]", "107 / 0.37"));
    // 2006 / 0.8955 = 2240.1, 2006 / 0.8945 = 2242.6: not the 2,224 that are stated.
    let whole = by_id(&figures, "d-f103-f104-whole");
    assert_eq!(whole.checked_against, [Check { claim: "f097".into(), consistent: false }]);
    // Whether a share of a country is one of its own whole or of the world, the tables do not say.
    let shares_of_the_country = ["f012", "f053", "f098", "f100"];
    assert!(!figures.iter().any(|f| f.claims.iter().any(|id| shares_of_the_country.contains(&id.as_str()))));
}

#[test]
fn total_count_and_mean_give_each_other() {
    let figures = derived_figures(&bundled());
    let mean = by_id(&figures, "d-f014-f013-mean");
    assert_eq!(mean.metric.as_str(), "unicorn_mean_valuation:ai");
    assert_eq!(mean.checked_against, [Check { claim: "f015".into(), consistent: true }]);
    // 9 to 10 bn x 69; 637.5 to 638.5 bn over 9 to 10 bn
    assert_eq!(value(by_id(&figures, "d-f015-f013-total")), "690000000000 [621000000000, 690000000000]");
    assert_eq!(value(by_id(&figures, "d-f014-f015-count")), "64 [63, 71]");
}

#[test]
fn a_kept_figure_follows_from_the_claims_it_names_only() {
    let data = bundled();
    for figure in derived_figures(&data) {
        let subject = figure.subjects[0].clone();
        let again = following_from(&data, &figure.claims, &subject, &figure.metric, &figure.period).unwrap();
        assert_eq!((&again.id, &again.quantity), (&figure.id, &figure.quantity));
    }
    let f001: ClaimId = "f001".into();
    let period = Period::parse("2025Q4").unwrap();
    assert_eq!(following_from(&data, &[f001], &Subject::Place("100000".into()), &"financing_events:all".into(), &period), None);
}

proptest! {
    /// The true part lies inside what a printed whole and a printed share give, and the true
    /// whole inside what the part gives.
    #[test]
    fn the_true_part_and_whole_lie_inside(whole in 1_i64..5_000_000, per_mille in 1_i64..1000, digits in 0_u32..2) {
        let unit = Unit::new("events", UnitFamily::Count);
        let exact = |value: Decimal| Quantity::stated(value, Qualifier::Exact, unit.clone(), Precision::Whole);
        let whole = Decimal::from(whole);
        let percent = Decimal::new(per_mille, 1);
        let part = whole * percent / Decimal::ONE_HUNDRED;
        let step = Decimal::new(1, digits);
        let share = Quantity::stated(percent.round_dp(digits), Qualifier::Exact, Unit::percent(), Precision::LastDigit(step));
        let ratio = share.percent_as_ratio();
        prop_assert!(tidy(exact(whole).mul(&ratio, unit.clone())).bounds.contains(part));
        prop_assert!(tidy(exact(part).div(&ratio, unit.clone())).bounds.contains(whole));
    }

    /// Whatever the true figures behind the printed ones are, the derived bounds hold the truth.
    #[test]
    fn the_true_level_lies_inside(
        before in 1_i64..5_000_000_000_000,
        growth_tenths in -900_i64..9_000,
        growth_digits in 0_u32..2,
        step_power in 0_u32..9,
    ) {
        // The truth: a level and its growth; then what a source prints of them.
        let before = Decimal::from(before);
        let growth = Decimal::new(growth_tenths, 1);
        let now = before * (Decimal::ONE + growth / Decimal::ONE_HUNDRED);
        let step = Decimal::from(10_i64.pow(step_power));
        let printed = (now / step).round() * step;
        let unit = Unit::money(Currency::Cny);
        let level = Quantity::stated(printed, Qualifier::Exact, unit.clone(), Precision::LastDigit(step));
        let growth_step = Decimal::new(1, growth_digits);
        let growth = Quantity::stated(growth.round_dp(growth_digits), Qualifier::Exact, Unit::percent(), Precision::LastDigit(growth_step));
        let derived = tidy(level.div(&growth.growth_factor(), unit));
        prop_assert!(derived.bounds.contains(before), "{before} outside {:?} from {level:?} and {growth:?}", derived.bounds);
        if let Some(value) = derived.value {
            prop_assert!(derived.bounds.contains(value));
        }
    }

    /// What is left of a printed whole after printed parts holds the true rest.
    #[test]
    fn the_true_rest_lies_inside(parts in prop::collection::vec(0_i64..1_000_000, 1..6), rest in 0_i64..1_000_000, step in 1_i64..1000) {
        let unit = Unit::new("companies", UnitFamily::Count);
        let step = Decimal::from(step);
        let printed = |value: i64| {
            let value = (Decimal::from(value) / step).round() * step;
            Quantity::stated(value, Qualifier::Exact, unit.clone(), Precision::LastDigit(step))
        };
        let whole = printed(parts.iter().sum::<i64>() + rest);
        let sum = parts.iter().map(|p| printed(*p)).reduce(|a, b| a.add(&b).unwrap()).unwrap();
        let derived = tidy(whole.sub(&sum).unwrap());
        prop_assert!(derived.bounds.contains(Decimal::from(rest)));
    }
}
