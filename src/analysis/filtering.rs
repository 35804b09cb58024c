//! What a view's filters let through.
//!
//! Fields of a [`Filter`] are joined by *and*, the values of one field by *or*; an empty field
//! lets everything through, so setting a field never adds a claim.
//!
//! Where a claim stands: a claim on a place stands there, one on a company, fund or other subject
//! stands where its subject sits. A claim on the whole country passes a place filter that names the
//! country, a claim on the world one that names `world`. A claim on a group passes a place filter
//! when every member does.

use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive as _;

use crate::model::{
    claim::{Claim, ClaimState, Status, Subject},
    dataset::Dataset,
    filter::{Filter, GeoBox},
    ids::{ClaimId, GroupId, PlaceId},
    place::PointPrecision,
    unit::UnitFamily,
};

/// Claims that pass all fields of the filter and were known on the view's day.
pub fn claims_in_view(data: &Dataset, filter: &Filter) -> BTreeSet<ClaimId> {
    let published = |claim: &&Claim| *data.state_of(&claim.id) != ClaimState::Later;
    data.claims
        .values()
        .filter(published)
        .filter(|claim| claim_passes(data, filter, claim))
        .map(|claim| claim.id.clone())
        .collect()
}

/// Places that pass the place fields of the filter (places, groups, area, tiers) and, where a
/// field about claims is set, have a claim of their own that passes it.
pub fn places_in_view(data: &Dataset, filter: &Filter) -> BTreeSet<PlaceId> {
    let mut spoken_of = BTreeSet::new();
    let about_claims = has_claim_fields(filter);
    if about_claims {
        for claim in data.claims.values().filter(|claim| passes_claim_fields(data, filter, claim)) {
            spoken_of.extend(claim.subject.place());
        }
    }
    data.places.keys().filter(|id| (!about_claims || spoken_of.contains(id)) && place_passes(data, filter, id)).cloned().collect()
}

/// True when the claim passes all fields of the filter.
pub fn claim_passes(data: &Dataset, filter: &Filter, claim: &Claim) -> bool {
    passes_claim_fields(data, filter, claim) && passes_place_fields(data, filter, &claim.subject)
}

/// The tier that a document publishes for a city (1 to 3, 3 is "other").
pub fn published_tier(data: &Dataset, place: &PlaceId) -> Option<u8> {
    data.claims_of_place(place)
        .filter(|claim| claim.status == Status::Reported && claim.quantity.unit.family == UnitFamily::Tier)
        .find_map(|claim| claim.quantity.value?.to_u8())
}

fn has_claim_fields(filter: &Filter) -> bool {
    filter.period.is_some()
        || !filter.sectors.is_empty()
        || !filter.topics.is_empty()
        || !filter.documents.is_empty()
        || !filter.providers.is_empty()
        || !filter.statuses.is_empty()
}

fn passes_claim_fields(data: &Dataset, filter: &Filter, claim: &Claim) -> bool {
    let metric = data.metric_of(claim);
    filter.period.as_ref().is_none_or(|period| period.overlaps(&claim.period))
        && (filter.sectors.is_empty() || metric.is_some_and(|m| filter.sectors.contains(&m.sector)))
        && (filter.topics.is_empty() || metric.is_some_and(|m| filter.topics.contains(&m.topic)))
        && (filter.documents.is_empty() || claim.documents.iter().any(|id| filter.documents.contains(id)))
        && (filter.providers.is_empty() || claim.provider.as_ref().is_some_and(|id| filter.providers.contains(id)))
        && (filter.statuses.is_empty() || filter.statuses.contains(&claim.status))
}

fn passes_place_fields(data: &Dataset, filter: &Filter, subject: &Subject) -> bool {
    let seat = match subject {
        Subject::Place(id) => Some(id),
        Subject::Group(id) => return group_passes(data, filter, id),
        Subject::Company(id) => data.companies.get(id).and_then(|company| company.place.as_ref()),
        Subject::Fund(id) => data.funds.get(id).map(|fund| &fund.place),
        Subject::Entity(id) => data.entities.get(id).and_then(|entity| entity.place.as_ref()),
    };
    if let Some(place) = seat {
        return place_passes(data, filter, place);
    }
    let named = filter.places.is_empty() || filter.places.contains(subject.id());
    named && filter.groups.is_empty() && filter.area.is_none() && filter.tiers.is_empty()
}

fn group_passes(data: &Dataset, filter: &Filter, id: &GroupId) -> bool {
    let named = filter.groups.contains(id);
    let members = data.groups.get(id).map(|group| group.members.as_slice()).unwrap_or_default();
    let all = |test: &dyn Fn(&PlaceId) -> bool| !members.is_empty() && members.iter().all(test);
    (filter.groups.is_empty() || named || all(&|place| in_groups(data, &filter.groups, place)))
        && (filter.places.is_empty() || all(&|place| in_places(data, &filter.places, place)))
        && filter.area.is_none_or(|area| all(&|place| in_area(data, area, place)))
        && (filter.tiers.is_empty() || all(&|place| in_tiers(data, &filter.tiers, place)))
}

/// True when the place passes the fields of the filter that speak of places: places, groups, area
/// and tiers.
pub fn place_passes(data: &Dataset, filter: &Filter, place: &PlaceId) -> bool {
    (filter.places.is_empty() || in_places(data, &filter.places, place))
        && (filter.groups.is_empty() || in_groups(data, &filter.groups, place))
        && filter.area.is_none_or(|area| in_area(data, area, place))
        && (filter.tiers.is_empty() || in_tiers(data, &filter.tiers, place))
}

fn in_places(data: &Dataset, places: &BTreeSet<PlaceId>, place: &PlaceId) -> bool {
    places.contains(place) || data.ancestry(place).iter().any(|around| places.contains(&around.id))
}

fn in_groups(data: &Dataset, groups: &BTreeSet<GroupId>, place: &PlaceId) -> bool {
    let line = data.ancestry(place);
    groups.iter().filter_map(|id| data.groups.get(id)).any(|group| line.iter().any(|around| group.members.contains(&around.id)))
}

/// The country's point is only where its label stands, so no area holds it.
fn in_area(data: &Dataset, area: GeoBox, place: &PlaceId) -> bool {
    data.places
        .get(place)
        .filter(|place| place.precision != PointPrecision::Country)
        .and_then(|place| place.point)
        .is_some_and(|point| area.contains(point.lon, point.lat))
}

/// A place has the tier of the nearest city around it that has one.
fn in_tiers(data: &Dataset, tiers: &BTreeSet<u8>, place: &PlaceId) -> bool {
    data.ancestry(place).iter().find_map(|around| published_tier(data, &around.id)).is_some_and(|tier| tiers.contains(&tier))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::{prelude::*, sample::subsequence};

    use super::*;
    use crate::{
        data::atlas::{AtlasSource, load},
        model::{ids::MetricId, period::Period},
    };

    static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);

    fn claims(filter: &Filter) -> BTreeSet<String> {
        claims_in_view(&DATA, filter).iter().map(ToString::to_string).collect()
    }

    fn of_places(slugs: &[&str]) -> Filter {
        Filter { places: slugs.iter().map(PlaceId::new).collect(), ..Filter::default() }
    }

    #[test]
    fn the_empty_filter_lets_everything_through() {
        assert_eq!(claims(&Filter::default()).len(), DATA.claims.len());
        assert_eq!(places_in_view(&DATA, &Filter::default()).len(), DATA.places.len());
    }

    #[test]
    fn a_place_brings_what_lies_in_it() {
        let suzhou = claims(&of_places(&["320500"]));
        assert!(suzhou.contains("f020") && suzhou.contains("f159"), "Suzhou and the Kunshan fund inside it: {suzhou:?}");
        assert!(!suzhou.contains("f001"), "the country");
        assert!(!suzhou.contains("f028"), "the world");
        assert!(!suzhou.contains("f009"), "five provinces");
        let dongguan = claims(&of_places(&["441900"]));
        assert!(dongguan.contains("f021") && dongguan.contains("f023"), "Dongguan and Songshan Lake");
        let china = claims(&of_places(&["100000"]));
        assert!(china.contains("f001") && china.contains("f009") && !china.contains("f028"));
        assert!(claims(&of_places(&["world"])).contains("f028"));
    }

    #[test]
    fn a_group_brings_its_members() {
        let delta = claims(&Filter { groups: ["yangtze-river-delta".into()].into(), ..Filter::default() });
        assert!(delta.contains("f092"), "Shanghai");
        assert!(delta.contains("f159"), "Kunshan lies in Jiangsu");
        assert!(!delta.contains("f105"), "Beijing");
        let five = claims(&Filter { groups: ["five-provinces".into()].into(), ..Filter::default() });
        assert!(five.contains("f009") && five.contains("f090") && !five.contains("f016"));
    }

    #[test]
    fn tiers_periods_and_areas() {
        let one = claims(&Filter { tiers: [1].into(), ..Filter::default() });
        assert!(one.contains("f105") && !one.contains("f119") && !one.contains("f001"));
        let quarter = claims(&Filter { period: Period::parse("2026Q1").ok(), ..Filter::default() });
        assert!(quarter.contains("f001") && quarter.contains("f024") && !quarter.contains("f046"));
        let belt = GeoBox { west: 112.8, south: 22.3, east: 114.5, north: 23.3 };
        let belt = claims(&Filter { area: Some(belt), ..Filter::default() });
        assert!(belt.contains("f021") && belt.contains("f106") && !belt.contains("f001") && !belt.contains("f105"));
    }

    #[test]
    fn places_follow_claims_where_a_claim_field_is_set() {
        let embodied = Filter { sectors: ["embodied_ai".to_owned()].into(), ..Filter::default() };
        let places = places_in_view(&DATA, &embodied);
        assert_eq!(places.iter().map(PlaceId::as_str).collect::<Vec<_>>(), ["441900"]);
        let jiangsu = places_in_view(&DATA, &of_places(&["320000"]));
        assert!(jiangsu.contains("320583") && !jiangsu.contains("100000"));
    }

    #[test]
    fn the_15_published_tiers() {
        let of_tier = |tier| DATA.ranked_cities().filter(|c| published_tier(&DATA, &c.place) == Some(tier)).count();
        assert_eq!([of_tier(1), of_tier(2), of_tier(3)], [4, 7, 4]);
        assert_eq!(published_tier(&DATA, &"320583".into()), None);
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        let places = DATA.claims.values().filter_map(|c| c.subject.place().cloned()).collect::<BTreeSet<_>>();
        let places = places.into_iter().collect::<Vec<_>>();
        let groups: Vec<_> = DATA.groups.keys().cloned().collect();
        let topics: BTreeSet<_> = DATA.metrics.values().map(|m| m.topic.clone()).collect();
        let sectors: BTreeSet<_> = DATA.metrics.values().map(|m| m.sector.clone()).collect();
        let documents: Vec<_> = DATA.documents.keys().cloned().collect();
        let providers: Vec<_> = DATA.providers.keys().cloned().collect();
        let periods = [None, Period::parse("2026Q1").ok(), Period::parse("2020").ok(), Period::parse("to 2024").ok()];
        (
            (subsequence(places, 0..4), subsequence(groups, 0..3)),
            (
                subsequence(topics.into_iter().collect::<Vec<_>>(), 0..4),
                subsequence(sectors.into_iter().collect::<Vec<_>>(), 0..3),
            ),
            (subsequence(documents, 0..3), subsequence(providers, 0..3)),
            (subsequence(vec![1_u8, 2, 3], 0..3), subsequence(Status::ALL.to_vec(), 0..3)),
            prop::sample::select(periods.to_vec()),
            prop::option::of((73.0..135.0, 18.0..53.0, 0.0..40.0, 0.0..20.0)),
        )
            .prop_map(
                |((places, groups), (topics, sectors), (documents, providers), (tiers, statuses), period, area)| Filter {
                    deals: std::collections::BTreeMap::new(),
                    period,
                    places: places.into_iter().collect(),
                    groups: groups.into_iter().collect(),
                    area: area.map(|(west, south, w, h)| GeoBox { west, south, east: west + w, north: south + h }),
                    tiers: tiers.into_iter().collect(),
                    sectors: sectors.into_iter().collect(),
                    topics: topics.into_iter().collect(),
                    documents: documents.into_iter().collect(),
                    providers: providers.into_iter().collect(),
                    statuses: statuses.into_iter().collect(),
                },
            )
    }

    /// The filter with one field cleared, for each field.
    fn loosened(filter: &Filter) -> Vec<Filter> {
        let clear: [fn(&mut Filter); 10] = [
            |f| f.period = None,
            |f| f.places.clear(),
            |f| f.groups.clear(),
            |f| f.area = None,
            |f| f.tiers.clear(),
            |f| f.sectors.clear(),
            |f| f.topics.clear(),
            |f| f.documents.clear(),
            |f| f.providers.clear(),
            |f| f.statuses.clear(),
        ];
        clear
            .into_iter()
            .map(|clear| {
                let mut loose = filter.clone();
                clear(&mut loose);
                loose
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn setting_a_field_never_adds_claims_or_places(filter in any_filter()) {
            let claims = claims_in_view(&DATA, &filter);
            let places = places_in_view(&DATA, &filter);
            for loose in loosened(&filter) {
                prop_assert!(claims.is_subset(&claims_in_view(&DATA, &loose)));
                prop_assert!(places.is_subset(&places_in_view(&DATA, &loose)));
            }
        }

        #[test]
        fn one_more_value_in_a_set_field_never_takes_claims_away(filter in any_filter(), place in 0_usize..100) {
            prop_assume!(!filter.places.is_empty());
            let claims = claims_in_view(&DATA, &filter);
            let mut wider = filter;
            wider.places.extend(DATA.places.keys().nth(place * 33).cloned());
            prop_assert!(claims.is_subset(&claims_in_view(&DATA, &wider)));
        }
    }

    #[test]
    fn every_claim_has_a_metric() {
        assert!(DATA.claims.values().all(|claim| DATA.metrics.contains_key::<MetricId>(&claim.metric)));
    }
}
