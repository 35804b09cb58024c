//! What each place of a table lies in.

use std::collections::BTreeSet;

use super::area::MicroPoint;
use crate::{
    data::deals::Dictionary,
    model::{dataset::Dataset, ids::PlaceId, place::PlaceLevel},
};

/// The group of each code, and the names of the groups by code from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// Group of each code of the column.
    pub(super) map: Vec<u32>,
    /// Sorted names; group `k` is `names[k - 1]`.
    pub(super) names: Vec<String>,
}

impl Groups {
    /// Divides the texts of a dictionary.
    pub(super) fn of(dictionary: &Dictionary, group: impl Fn(&str) -> Option<String>) -> Self {
        let wanted: Vec<Option<String>> = dictionary.texts().map(group).collect();
        let names: Vec<String> = wanted.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let code = |name: &String| names.binary_search(name).ok().and_then(|at| u32::try_from(at + 1).ok()).unwrap_or_default();
        let map = std::iter::once(0).chain(wanted.iter().map(|name| name.as_ref().map_or(0, code))).collect();
        Self { map, names }
    }
}

/// Places of a table by code.
#[derive(Clone, Debug)]
pub(super) struct Geography {
    pub(super) provinces: Groups,
    pub(super) prefectures: Groups,
    pub(super) counties: Groups,
    pub(super) zones: Groups,
    /// Point of each place, from code 0.
    pub(super) points: Vec<Option<MicroPoint>>,
    /// The place itself and everything around it, from code 0.
    around: Vec<Vec<String>>,
}

impl Geography {
    pub(super) fn of(places: &Dictionary, data: &Dataset) -> Self {
        let nearest = |wanted: fn(PlaceLevel) -> bool| {
            Groups::of(places, |id| {
                let line = data.ancestry(&PlaceId::new(id));
                line.iter().find(|place| wanted(place.level)).map(|place| place.id.as_str().to_owned())
            })
        };
        let point = |id: &str| data.places.get(id)?.point.and_then(MicroPoint::of);
        let around = |id: &str| {
            let mut line: Vec<String> =
                data.ancestry(&PlaceId::new(id)).iter().map(|place| place.id.as_str().to_owned()).collect();
            // A place that the atlas lacks lies at least in itself.
            if line.is_empty() {
                line.push(id.to_owned());
            }
            line
        };
        Self {
            provinces: nearest(PlaceLevel::is_province_level),
            prefectures: Groups::of(places, |id| prefecture(data, id)),
            counties: nearest(|level| matches!(level, PlaceLevel::County | PlaceLevel::District)),
            zones: nearest(|level| level == PlaceLevel::Zone),
            points: std::iter::once(None).chain(places.texts().map(point)).collect(),
            around: std::iter::once(Vec::new()).chain(places.texts().map(around)).collect(),
        }
    }

    /// Which codes lie in one of the places; the unknown place lies in `None`.
    pub(super) fn inside(&self, wanted: &BTreeSet<Option<String>>) -> Vec<bool> {
        let known: BTreeSet<&str> = wanted.iter().flatten().map(String::as_str).collect();
        let is_in = |line: &Vec<String>| {
            if line.is_empty() { wanted.contains(&None) } else { line.iter().any(|place| known.contains(place.as_str())) }
        };
        self.around.iter().map(is_in).collect()
    }
}

/// The city around a place. Counties that a province governs itself stand for their own.
fn prefecture(data: &Dataset, id: &str) -> Option<String> {
    let line = data.ancestry(&PlaceId::new(id));
    let is_city = |level: PlaceLevel| matches!(level, PlaceLevel::Prefecture | PlaceLevel::Municipality | PlaceLevel::Sar);
    let is_county = |level: PlaceLevel| matches!(level, PlaceLevel::County | PlaceLevel::District);
    let city = line.iter().find(|place| is_city(place.level)).or_else(|| line.iter().find(|place| is_county(place.level)));
    city.map(|place| place.id.as_str().to_owned())
}
