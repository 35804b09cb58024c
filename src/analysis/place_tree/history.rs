//! The tree of places as it was on a day.

use jiff::civil::Date;

use crate::model::{catalog::PlaceChange, dataset::Dataset, ids::PlaceId, lang::Bilingual};

/// Most steps from a place to the country; a loop in a hand-edited table must not hang the program.
const DEEPEST: usize = 16;

/// What a place, or a former unit, lay in on a day.
pub fn parent_at(data: &Dataset, place: &PlaceId, date: Date) -> Option<PlaceId> {
    let begins = |change: &PlaceChange| change.since.start();
    let of_today = || data.places.get(place).and_then(|place| place.parent.clone());
    // Sorted by date, so the last one tells whether any lies after the day.
    if data.places.contains_key(place) && data.place_history.last().and_then(begins).is_none_or(|last| last <= date) {
        return of_today();
    }
    let changes = || data.place_history.iter().filter(|change| change.unit == *place);
    if let Some(next) = changes().find(|change| begins(change).is_some_and(|day| day > date)) {
        return next.before.clone();
    }
    if data.places.contains_key(place) { of_today() } else { changes().next_back().and_then(|change| change.after.clone()) }
}

/// A place and everything around it on a day, from the inside out.
pub fn ancestry_at(data: &Dataset, place: &PlaceId, date: Date) -> Vec<PlaceId> {
    let mut line = Vec::new();
    let mut next = Some(place.clone());
    while let Some(place) = next.filter(|_| line.len() < DEEPEST) {
        next = parent_at(data, &place, date);
        line.push(place);
    }
    line
}

/// True when `inner` was `outer` or lay in it on a day.
pub fn contains_at(data: &Dataset, outer: &PlaceId, inner: &PlaceId, date: Date) -> bool {
    inner == outer || ancestry_at(data, inner, date).contains(outer)
}

/// The changes that a place took part in, oldest first: those of the place itself, and those of
/// units that left it or came to it.
pub fn history_of<'a>(data: &'a Dataset, place: &PlaceId) -> Vec<&'a PlaceChange> {
    let concerns = |change: &&PlaceChange| {
        change.unit == *place || change.before.as_ref() == Some(place) || change.after.as_ref() == Some(place)
    };
    data.place_history.iter().filter(concerns).collect()
}

/// The name of a place or of a former unit; its id where it is unknown.
pub fn unit_name(data: &Dataset, unit: &PlaceId) -> Bilingual {
    let former = || data.place_history.iter().find(|change| change.unit == *unit).map(|change| &change.name);
    data.places.get(unit).map(|place| &place.name).or_else(former).cloned().unwrap_or_else(|| {
        let id = unit.as_str();
        Bilingual::new(id, id)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::data::atlas::{AtlasSource, load};

    #[test]
    fn the_tree_is_that_of_the_day() {
        let data = load(&AtlasSource::Bundled).dataset;
        let inside = |outer: &str, inner: &str, day: Date| contains_at(&data, &outer.into(), &inner.into(), day);
        let (before, after) = (date(2018, 12, 31), date(2019, 1, 1));
        // Laiwu was a city of Shandong before it came to Jinan.
        assert!(!inside("370100", "370116", before) && inside("370100", "370116", after));
        assert!(inside("laiwu-city", "370116", before) && !inside("laiwu-city", "370116", after));
        assert!(inside("370000", "370116", before) && inside("370000", "370116", after));
        assert!(inside("370000", "laiwu-city", before) && inside("370100", "laiwu-city", after));
        // Chongqing was a city of Sichuan; Wanzhou was not yet in it.
        assert!(inside("510000", "500000", date(1997, 6, 17)) && !inside("510000", "500000", date(1997, 6, 18)));
        assert!(!inside("500000", "500101", date(1990, 1, 1)) && inside("510000", "500101", date(1990, 1, 1)));
        assert!(inside("440000", "460100", date(1980, 1, 1)) && !inside("440000", "460100", date(1990, 1, 1)));
        // Lujiang was in the prefecture of Chaohu, which was split.
        assert!(!inside("340100", "340124", date(2011, 7, 31)) && inside("340100", "340124", date(2011, 8, 1)));
        assert!(inside("340000", "340124", date(2011, 7, 31)));
    }

    #[test]
    fn today_is_the_gazetteer() {
        let data = load(&AtlasSource::Bundled).dataset;
        for place in data.places.keys() {
            assert_eq!(parent_at(&data, place, date(2026, 4, 28)), data.places[place].parent);
        }
        // What the history says holds since is what the gazetteer says.
        for change in data.place_history.iter().filter(|change| data.places.contains_key(&change.unit)) {
            assert_eq!(change.after, data.places[&change.unit].parent, "{}", change.id);
        }
    }

    #[test]
    fn changes_are_found_from_either_side() {
        let data = load(&AtlasSource::Bundled).dataset;
        let ids = |place: &str| history_of(&data, &place.into()).iter().map(|change| change.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids("370100"), ["gangcheng-2019", "laiwu-city-2019", "laiwu-district-2019"]);
        assert_eq!(ids("310115"), ["pudong-1992", "nanhui-2009"]);
        assert_eq!(unit_name(&data, &"nanhui-district".into()).en, "Nanhui District");
    }
}
