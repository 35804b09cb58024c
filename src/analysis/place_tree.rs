//! The tree of places: what lies in what, today and on an earlier day, and sums that count nothing
//! twice.

mod history;
mod sum;

pub use history::{ancestry_at, contains_at, history_of, parent_at, unit_name};
pub use sum::{GuardedSum, NoSum, guarded_sum, sum_of_claims};

use crate::model::{dataset::Dataset, ids::PlaceId};

/// True when `inner` is `outer` or lies in it.
pub fn contains(data: &Dataset, outer: &PlaceId, inner: &PlaceId) -> bool {
    inner == outer || data.is_inside(inner, outer)
}

/// The smallest place around all of `places` (one of them, where it holds the others).
/// `None` for no place and for places without a common one.
pub fn common_parent(data: &Dataset, places: &[PlaceId]) -> Option<PlaceId> {
    let (first, rest) = places.split_first()?;
    data.ancestry(first)
        .into_iter()
        .find(|candidate| rest.iter().all(|place| contains(data, &candidate.id, place)))
        .map(|place| place.id.clone())
}

/// Pairs `(inner, outer)` among `places` in which one lies in the other, sorted. Sums and
/// rankings over `places` would count the inner one twice.
pub fn nested_among(data: &Dataset, places: &[PlaceId]) -> Vec<(PlaceId, PlaceId)> {
    let mut pairs = Vec::new();
    for inner in places {
        for around in data.ancestry(inner).into_iter().skip(1) {
            if places.contains(&around.id) {
                pairs.push((inner.clone(), around.id.clone()));
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::atlas::{AtlasSource, load};

    fn ids(slugs: &[&str]) -> Vec<PlaceId> {
        slugs.iter().map(PlaceId::new).collect()
    }

    #[test]
    fn kunshan_lies_in_suzhou_lies_in_jiangsu() {
        let data = load(&AtlasSource::Bundled).dataset;
        let [kunshan, suzhou, jiangsu] = ["320583", "320500", "320000"].map(PlaceId::new);
        assert!(contains(&data, &suzhou, &kunshan) && contains(&data, &jiangsu, &kunshan) && contains(&data, &suzhou, &suzhou));
        assert!(!contains(&data, &kunshan, &suzhou));
        let pairs = nested_among(&data, &ids(&["320583", "320500", "320000", "310000", "320500"]));
        let expected = [("320500", "320000"), ("320583", "320000"), ("320583", "320500")];
        assert_eq!(pairs, expected.map(|(inner, outer)| (PlaceId::new(inner), PlaceId::new(outer))));
    }

    #[test]
    fn zones_lie_in_their_city() {
        let data = load(&AtlasSource::Bundled).dataset;
        for zone in data.zones.values() {
            if let Some(city) = &zone.city {
                assert!(data.is_inside(&zone.place, city), "{} is not inside {city}", zone.place);
            }
        }
    }

    #[test]
    fn the_common_parent_is_the_smallest() {
        let data = load(&AtlasSource::Bundled).dataset;
        let parent = |slugs: &[&str]| common_parent(&data, &ids(slugs));
        assert_eq!(parent(&["320583", "320500"]), Some("320500".into()));
        assert_eq!(parent(&["320100", "320583"]), Some("320000".into()));
        assert_eq!(parent(&["310000", "320583"]), Some("100000".into()));
        assert_eq!(parent(&["310000"]), Some("310000".into()));
        assert_eq!(parent(&[]), None);
        assert_eq!(parent(&["310000", "nowhere"]), None);
    }
}
