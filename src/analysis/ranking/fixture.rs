//! A small dataset for tests, read from the city claims of the shipped tables.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{
    catalog::CityProfile,
    claim::{Claim, Metric, MetricKind, Status, Subject},
    dataset::Dataset,
    ids::{DocumentId, ProviderId},
    lang::Bilingual,
    period::Period,
    place::{Group, Place, PlaceLevel, PointPrecision},
    quantity::{Bounds, Precision, Qualifier, Quantity},
    unit::{Unit, UnitFamily},
};

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// Cities, their claims, the groups and the metrics of the shipped tables.
pub(crate) fn dataset() -> Dataset {
    let mut data = Dataset::default();
    for row in rows(include_str!("../../../assets/atlas/cities.csv")) {
        let id = row["place_id"].as_str();
        let parent = if id == "320583" { "320500" } else { row["province_id"].as_str() };
        let place = Place {
            id: id.into(),
            level: PlaceLevel::Prefecture,
            name: Bilingual::new(&row["name_en"], &row["name_zh"]),
            full_zh: row["name_zh"].clone(),
            parent: (parent != id).then(|| parent.into()),
            province: Some(row["province_id"].as_str().into()),
            point: None,
            precision: PointPrecision::None,
            population: None,
        };
        let city = CityProfile {
            place: id.into(),
            province: row["province_id"].as_str().into(),
            ranked: row["ranked"] == "true",
            speciality: Bilingual::default(),
            documents: Vec::new(),
        };
        data.places.insert(id.into(), place);
        data.cities.insert(id.into(), city);
    }
    for row in rows(include_str!("../../../assets/atlas/groups.csv")) {
        let group = Group {
            id: row["id"].as_str().into(),
            kind: row["kind"].clone(),
            name: Bilingual::new(&row["name_en"], &row["name_zh"]),
            members: row["members"].split(';').map(Into::into).collect(),
            documents: Vec::new(),
            status: row["status"].clone(),
        };
        data.groups.insert(group.id.clone(), group);
    }
    for row in rows(include_str!("../../../assets/atlas/metrics.csv")) {
        let Some(family) = UnitFamily::from_name(&row["family"]) else { continue };
        let metric = Metric {
            id: row["id"].as_str().into(),
            title: Bilingual::new(&row["title_en"], &row["title_zh"]),
            definition: Bilingual::new(&row["definition_en"], &row["definition_zh"]),
            family,
            kind: MetricKind::from_name(&row["kind"]).unwrap_or(MetricKind::Level),
            stock_flow: None,
            of: None,
            additive: row["additive"] == "true",
            sector: row["sector"].clone(),
            measure: None,
            topic: row["topic"].clone(),
            definition_id: row["definition_id"].clone(),
        };
        data.metrics.insert(metric.id.clone(), metric);
    }
    for row in rows(include_str!("../../../assets/atlas/claims.csv")) {
        let claim = claim(&data, &row);
        data.claims.insert(claim.id.clone(), claim);
    }
    data.index(1)
}

fn claim(data: &Dataset, row: &Row) -> Claim {
    let family = data.metrics.get(row["metric"].as_str()).map_or(UnitFamily::Count, |m| m.family);
    let unit = Unit::new(&row["unit"], family);
    let number = |key: &str| row[key].parse::<Decimal>().ok();
    let qualifier = Qualifier::from_name(&row["qualifier"]).unwrap();
    let quantity = match (number("value"), qualifier) {
        (Some(value), Qualifier::Exact) => Quantity::stated(value, qualifier, unit, Precision::Whole),
        (Some(value), _) => Quantity::stated(value, qualifier, unit, Precision::Percent(Decimal::from(5))),
        (None, _) => Quantity::from_bounds(Bounds { low: number("value_low"), high: number("value_high") }, unit),
    };
    let id = row["subject_id"].as_str();
    let subject = match row["subject_kind"].as_str() {
        "city" | "zone" | "province" | "country" => Subject::Place(id.into()),
        "city_group" | "region_group" => Subject::Group(id.into()),
        _ => Subject::Entity(id.into()),
    };
    Claim {
        id: row["id"].as_str().into(),
        subject_kind: row["subject_kind"].clone(),
        subject,
        metric: row["metric"].as_str().into(),
        period: Period::parse(&row["period"]).unwrap(),
        quantity,
        status: Status::from_name(&row["status"]).unwrap(),
        as_written: row["as_written"].clone(),
        provider: (!row["provider"].is_empty()).then(|| ProviderId::new(&row["provider"])),
        documents: row["document"].split(';').map(DocumentId::new).collect(),
        locator: Bilingual::new(&row["locator_en"], &row["locator_zh"]),
        line: row["line"].clone(),
        published: row["published"].clone(),
        note: Bilingual::new(&row["note_en"], &row["note_zh"]),
        supersedes: None,
        entered_on: None,
    }
}
