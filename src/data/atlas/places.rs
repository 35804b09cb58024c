//! Gazetteer, zones, groups, cities, strengths.

use std::collections::BTreeMap;

use super::{Loader, cells::RowCells, vocabulary::keep};
use crate::{
    data::csv_table::Column,
    model::{
        catalog::{CityProfile, Strength, Zone, ZonePoint},
        dataset::Dataset,
        ids::PlaceId,
        lang::Bilingual,
        place::{Group, LonLat, Place, PlaceLevel, PointPrecision},
    },
};

const LEVELS: [&str; 8] = ["country", "province", "municipality", "sar", "prefecture", "district", "county", "zone"];
const PRECISIONS: [&str; 7] = ["none", "country", "province", "prefecture", "county", "zone", "site"];

/// The place around corridors of several cities.
const COUNTRY: &str = "100000";

impl Loader {
    pub(super) fn places(&mut self) {
        self.gazetteer();
        self.zones();
        self.groups();
        self.cities();
        self.strengths();
    }

    fn gazetteer(&mut self) {
        self.rows(
            "gazetteer.csv",
            [
                "id",
                "level",
                "name_zh",
                "short_zh",
                "name_en",
                "province_code",
                "province_zh",
                "province_en",
                "parent_code",
                "lon",
                "lat",
                "population",
                "source",
                "geonameid",
                "quality",
                "precision",
            ],
            read_place,
            |data, place| keep(&mut data.places, &place.id.clone(), place),
        );
        let known: BTreeMap<PlaceId, ()> = self.data.places.keys().map(|id| (id.clone(), ())).collect();
        // A place around another may stand further down, so parents are checked at the end.
        if self.data.places.values().any(|place| place.parent.as_ref().is_some_and(|parent| !known.contains_key(parent))) {
            self.check("gazetteer.csv", ["parent_code"], |cells, [parent], _| {
                cells.refer(parent, "gazetteer.csv", &known);
            });
        }
        for place in self.data.places.values_mut() {
            place.parent = place.parent.take().filter(|parent| known.contains_key(parent));
            place.province = place.province.take().filter(|province| known.contains_key(province));
        }
        self.break_loops();
    }

    /// Places that lie in themselves, over however many steps, lose their parent.
    fn break_loops(&mut self) {
        let looping = |data: &Dataset, id: &PlaceId| data.ancestry(id).iter().skip(1).any(|place| place.id == *id);
        let bad: Vec<PlaceId> = self.data.places.keys().filter(|id| looping(&self.data, id)).cloned().collect();
        if bad.is_empty() {
            return;
        }
        self.check("gazetteer.csv", ["id", "parent_code"], |cells, [id, parent], _| {
            if bad.iter().any(|place| place.as_str() == cells.text(id)) {
                cells.wrong(parent, "the place lies in itself", "name the place around it");
            }
        });
        for id in bad {
            if let Some(place) = self.data.places.get_mut(&id) {
                place.parent = None;
            }
        }
    }

    fn zones(&mut self) {
        self.rows(
            "zones.csv",
            [
                "id",
                "name_en",
                "name_zh",
                "place_id",
                "paradigm",
                "paradigm_en",
                "paradigm_zh",
                "layer",
                "scheme",
                "layer_status",
                "city_status",
                "document",
                "point",
                "kind",
                "note_en",
                "note_zh",
            ],
            read_zone,
            |data, zone| {
                let place = zone.place.clone();
                if !data.places.contains_key(&place) {
                    let made = place_of_zone(data, &zone);
                    data.places.insert(place.clone(), made);
                }
                keep(&mut data.zones, &place, zone)
            },
        );
    }

    fn groups(&mut self) {
        self.rows(
            "groups.csv",
            ["id", "kind", "name_en", "name_zh", "members", "document", "status"],
            |cells, [id, kind, en, zh, members, document, status], data| {
                cells.need(members, "the list of members");
                let kinds = ["region_group", "city_group"];
                let kind = cells.word(kind, "kind of group", &kinds, |text| kinds.iter().find(|k| **k == text))?;
                let statuses = ["stated", "partly_stated", "general_knowledge"];
                let status = cells.word(status, "status", &statuses, |text| statuses.iter().find(|s| **s == text))?;
                Some(Group {
                    id: cells.id(id).into(),
                    kind: (*kind).to_owned(),
                    name: cells.title(en, zh, "the name"),
                    members: cells.refer_list(members, "gazetteer.csv", &data.places),
                    documents: cells.refer_list(document, "documents.csv", &data.documents),
                    status: (*status).to_owned(),
                })
            },
            |data, group| keep(&mut data.groups, &group.id.clone(), group),
        );
    }

    fn cities(&mut self) {
        self.rows(
            "cities.csv",
            ["place_id", "name_en", "name_zh", "province_id", "ranked", "speciality_en", "speciality_zh", "document"],
            |cells, [place, en, zh, province, ranked, sen, szh, document], data| {
                cells.title(en, zh, "the name");
                Some(CityProfile {
                    place: cells.refer_needed(place, "gazetteer.csv", &data.places)?,
                    province: cells.refer_needed(province, "gazetteer.csv", &data.places)?,
                    ranked: cells.truth(ranked),
                    speciality: cells.title(sen, szh, "the speciality"),
                    documents: cells.refer_list(document, "documents.csv", &data.documents),
                })
            },
            |data, city| keep(&mut data.cities, &city.place.clone(), city),
        );
    }

    fn strengths(&mut self) {
        self.rows(
            "strengths.csv",
            ["place_id", "sub_field", "scheme", "document", "note_en", "note_zh"],
            |cells, [place, sub_field, scheme, document, en, zh], data| {
                let field = cells.need(sub_field, "the sub-field");
                sub_field_known(cells, data, field, [sub_field, scheme]);
                Some(Strength {
                    place: cells.refer_needed(place, "gazetteer.csv", &data.places)?,
                    sub_field: field.into(),
                    scheme: cells.text(scheme).into(),
                    document: cells.refer_needed(document, "documents.csv", &data.documents)?,
                    note: cells.both(en, zh, "the note"),
                })
            },
            |data, strength| {
                let same = |have: &Strength| {
                    (&have.place, &have.sub_field, &have.scheme) == (&strength.place, &strength.sub_field, &strength.scheme)
                };
                if data.strengths.iter().any(same) {
                    return Err(format!("{} {}", strength.place, strength.sub_field));
                }
                data.strengths.push(strength);
                Ok(())
            },
        );
    }
}

/// Reports a sub-field that its scheme does not have; an empty one is fine.
pub(super) fn sub_field_known(cells: &mut RowCells<'_, '_, '_>, data: &Dataset, field: &str, [column, scheme]: [Column; 2]) {
    let of = cells.text(scheme);
    let known = data.sub_fields.iter().any(|have| have.id == field && have.scheme == of);
    if !field.is_empty() && !known && cells.has_table("schemes.csv") {
        cells.wrong(
            column,
            format!("the scheme '{of}' has no sub-field '{field}'"),
            "write one of schemes.csv, or add a row there",
        );
    }
}

fn read_place(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 16], _data: &Dataset) -> Option<Place> {
    let [id, level, full, short, en, province, _pzh, _pen, parent, lon, lat, population, _source, _geoname, _quality, precision] =
        columns;
    let level = cells.word(level, "level", &LEVELS, PlaceLevel::from_name);
    let precision = cells.word(precision, "precision", &PRECISIONS, PointPrecision::from_name);
    let point = read_point(cells, lon, lat);
    let code = cells.text(province);
    let parent = cells.text(parent);
    Some(Place {
        id: cells.id(id).into(),
        level: level?,
        name: cells.title(en, short, "the name"),
        full_zh: cells.need(full, "the full name").into(),
        parent: (!parent.is_empty()).then(|| parent.into()),
        province: (!code.is_empty()).then(|| PlaceId::new(format!("{code}0000"))),
        point,
        precision: precision?,
        // The source writes 0 where it knows no number.
        population: cells.parsed(population, "whole number").filter(|people| *people > 0),
    })
}

fn read_point(cells: &mut RowCells<'_, '_, '_>, lon: Column, lat: Column) -> Option<LonLat> {
    let (x, y) = (cells.parsed::<f64>(lon, "number of degrees"), cells.parsed::<f64>(lat, "number of degrees"));
    match (x, y) {
        (Some(x), Some(y)) => {
            if !(-180.0..=180.0).contains(&x) {
                cells.wrong(lon, format!("{x} is no longitude"), "write degrees from -180 to 180, WGS-84");
            } else if !(-90.0..=90.0).contains(&y) {
                cells.wrong(lat, format!("{y} is no latitude"), "write degrees from -90 to 90, WGS-84");
            } else if x == 0.0 && y == 0.0 {
                cells.wrong(lon, "0, 0 is a placeholder, not a point", "leave both cells empty where the point is unknown");
            }
            Some(LonLat { lon: x, lat: y })
        }
        (None, None) => None,
        _ => {
            cells.wrong(lon, "a point needs both coordinates", "fill both cells or leave both empty");
            None
        }
    }
}

fn read_zone(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 16], data: &Dataset) -> Option<Zone> {
    let [id, en, zh, city, paradigm, pen, pzh, layer, scheme, layer_status, city_status, document, point, kind, nen, nzh] =
        columns;
    let points = ["given", "place_not_given", "list_only"];
    let point_is = cells.word(point, "state of the point", &points, |text| match text {
        "given" => Some(ZonePoint::Given),
        "place_not_given" => Some(ZonePoint::NotGiven),
        "list_only" => Some(ZonePoint::ListOnly),
        _ => None,
    });
    let place = PlaceId::new(cells.id(id));
    if point_is == Some(ZonePoint::Given)
        && data.places.get(&place).is_none_or(|place| place.point.is_none())
        && cells.has_table("gazetteer.csv")
    {
        cells.wrong(point, "the gazetteer has no point for this zone", "add a row to gazetteer.csv, or write place_not_given");
    }
    let layer_slug = cells.text(layer);
    let of = cells.text(scheme);
    let known = data.sub_fields.iter().any(|field| field.layer == layer_slug && field.scheme == of);
    if !layer_slug.is_empty() && !known && cells.has_table("schemes.csv") {
        cells.wrong(layer, format!("the scheme '{of}' has no layer '{layer_slug}'"), "write a layer of schemes.csv");
    }
    cells.both(nen, nzh, "the note");
    Some(Zone {
        place,
        name: cells.title(en, zh, "the name"),
        city: cells.refer(city, "gazetteer.csv", &data.places),
        kind: cells.need(kind, "the kind").into(),
        paradigm: cells.text(paradigm).into(),
        paradigm_title: cells.both(pen, pzh, "the paradigm's title"),
        layer: layer_slug.into(),
        scheme: of.into(),
        layer_status: cells.text(layer_status).into(),
        city_status: cells.text(city_status).into(),
        documents: cells.refer_list(document, "documents.csv", &data.documents),
        point: point_is?,
    })
}

/// The place of a zone that the gazetteer does not have: inside its city, without a point.
fn place_of_zone(data: &Dataset, zone: &Zone) -> Place {
    let country = || Some(PlaceId::new(COUNTRY)).filter(|id| data.places.contains_key(id));
    let city = zone.city.as_ref().and_then(|id| data.places.get(id));
    Place {
        id: zone.place.clone(),
        level: PlaceLevel::Zone,
        name: Bilingual::new(&zone.name.en, &zone.name.zh),
        full_zh: zone.name.zh.clone(),
        parent: zone.city.clone().or_else(country),
        province: city.and_then(|city| city.province.clone()),
        point: None,
        precision: PointPrecision::None,
        population: None,
    }
}
