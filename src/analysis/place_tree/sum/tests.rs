use std::sync::LazyLock;

use proptest::{prelude::*, sample::subsequence};

use super::*;
use crate::{
    data::atlas::{AtlasSource, load},
    model::{claim::Subject, quantity::Qualifier},
};

static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);

const SURVEYED: &str = "ai_companies:surveyed";

fn ids(slugs: &[&str]) -> Vec<PlaceId> {
    slugs.iter().map(PlaceId::new).collect()
}

fn sum(slugs: &[&str], metric: &str) -> Result<GuardedSum, NoSum> {
    guarded_sum(&DATA, &ids(slugs), &metric.into(), None)
}

/// A dataset with a claim more: a copy of `of` on another place, changed.
fn with(of: &str, place: &str, change: impl FnOnce(&mut Claim)) -> Dataset {
    let mut data = DATA.clone();
    let mut claim = data.claims[&ClaimId::new(of)].clone();
    claim.id = "x1".into();
    claim.subject = Subject::Place(place.into());
    change(&mut claim);
    data.claims.insert(claim.id.clone(), claim);
    data.index(1)
}

#[test]
fn cities_add_up_and_an_unstated_one_leaves_the_sum_open() {
    let two = sum(&["110000", "440300"], SURVEYED).unwrap();
    assert_eq!((two.quantity.value, two.quantity.qualifier), (Some(Decimal::from(654 + 383)), Qualifier::Exact));
    assert_eq!(two.parts.len(), 2);
    let three = sum(&["110000", "440300", "310000"], SURVEYED).unwrap();
    assert_eq!((three.quantity.value, three.quantity.qualifier), (None, Qualifier::AtLeast));
    assert_eq!(three.quantity.bounds.low, Some(Decimal::from(1037)));
    assert_eq!(three.not_stated, ids(&["310000"]));
    let fifteen = guarded_sum(&DATA, &DATA.groups["fifteen-key-cities"].members, &SURVEYED.into(), None).unwrap();
    assert_eq!(fifteen.quantity.bounds.low, Some(Decimal::from(1579)));
}

#[test]
fn a_place_inside_another_is_left_out_and_named() {
    let data = with("f106", "440305", |claim| claim.quantity.value = Some(Decimal::from(90)));
    let sum = guarded_sum(&data, &ids(&["440300", "440305", "440300"]), &SURVEYED.into(), None).unwrap();
    assert_eq!(sum.quantity.value, Some(Decimal::from(383)));
    assert_eq!(sum.left_out, [("440305".into(), "440300".into())]);
}

#[test]
fn what_does_not_add_up_is_refused_with_the_reason() {
    assert_eq!(sum(&["110000", "310000"], "rating_talent"), Err(NoSum::NotAdditive));
    assert_eq!(sum(&["310000", "320500"], SURVEYED), Err(NoSum::NothingStated));
    assert_eq!(sum(&[], SURVEYED), Err(NoSum::NothingStated));
    let refused = |change: fn(&mut Claim)| {
        let data = with("f106", "350100", change);
        guarded_sum(&data, &ids(&["440300", "350100"]), &SURVEYED.into(), None)
    };
    assert_eq!(refused(|claim| claim.provider = None), Err(NoSum::Providers));
    assert_eq!(refused(|claim| claim.period = Period::parse("2024").unwrap()), Err(NoSum::Periods));
    let mixed = with("f106", "350100", |claim| claim.metric = "ai_companies".into());
    let claims = [("440300", "f106"), ("350100", "x1")].map(|(p, id)| (p.into(), mixed.claims.get(&ClaimId::new(id))));
    assert_eq!(sum_of_claims(&mixed, &claims), Err(NoSum::Definitions));
}

/// Laiwu was no part of Jinan before 2019: figures of 2018 add up, figures of 2020 do not.
#[test]
fn the_tree_of_the_period_decides() {
    let at = |year: &str| {
        let mut data = with("f106", "370116", |claim| claim.period = Period::parse(year).unwrap());
        let mut jinan = data.claims[&ClaimId::new("x1")].clone();
        (jinan.id, jinan.subject) = ("x2".into(), Subject::Place("370100".into()));
        data.claims.insert(jinan.id.clone(), jinan);
        guarded_sum(&data.index(2), &ids(&["370100", "370116"]), &SURVEYED.into(), None).unwrap()
    };
    assert_eq!((at("2018").parts.len(), at("2018").left_out.len()), (2, 0));
    assert_eq!((at("2020").parts.len(), at("2020").left_out.len()), (1, 1));
}

/// Places that the tests choose from: the ranked cities and their provinces.
fn choices() -> Vec<PlaceId> {
    let mut places: Vec<PlaceId> = DATA.ranked_cities().flat_map(|city| [city.place.clone(), city.province.clone()]).collect();
    places.sort();
    places.dedup();
    places
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn descendants_change_no_sum(
        chosen in subsequence(choices(), 1..8),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 0..12),
        metric in prop_oneof![Just(SURVEYED), Just("ai_companies"), Just("financing_events:ai")],
    ) {
        let metric = MetricId::new(metric);
        let alone = guarded_sum(&DATA, &chosen, &metric, None);
        let day = alone.as_ref().ok().and_then(|sum| sum.period.end()).unwrap_or(Date::MAX);
        let inside: Vec<&PlaceId> =
            DATA.places.keys().filter(|place| chosen.iter().any(|outer| outer != *place && contains_at(&DATA, outer, place, day))).collect();
        let more: Vec<PlaceId> = picks.iter().filter(|_| !inside.is_empty()).map(|pick| (*pick.get(&inside)).clone()).collect();
        let all: Vec<PlaceId> = chosen.iter().cloned().chain(more).collect();
        let together = guarded_sum(&DATA, &all, &metric, None);
        match (alone, together) {
            (Ok(alone), Ok(together)) => {
                prop_assert_eq!(alone.quantity, together.quantity);
                prop_assert_eq!(alone.parts, together.parts);
            }
            (alone, together) => prop_assert_eq!(alone.err(), together.err()),
        }
    }
}
