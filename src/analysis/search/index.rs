//! The entries: every name with what is needed to find and order it.

use std::cmp::Ordering;

use nucleo_matcher::Utf32String;

use super::{Target, pinyin::Pinyin};
use crate::model::{
    dataset::Dataset,
    ids::ViewId,
    item::Item,
    lang::{Bilingual, Lang},
    place::{Place, PlaceLevel},
};

/// What kind of thing an entry is, in the order of preference among equal matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A point on the map.
    Point,
    /// One of the ranked cities.
    RankedCity,
    /// A province-level unit or the country.
    Province,
    /// A command.
    Command,
    /// A saved view.
    View,
    /// A fund.
    Fund,
    /// A zone that the documents name.
    Zone,
    /// A prefecture-level city.
    City,
    /// A company.
    Company,
    /// A group of places.
    Group,
    /// A document.
    Document,
    /// An investor, a university, the world.
    Entity,
    /// A county or district.
    County,
    /// A zone of the gazetteer that no document names.
    OtherZone,
    /// A claim.
    Claim,
}

/// A name that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) target: Target,
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) name: Bilingual,
    /// Where it lies or stands, in both languages.
    pub(super) context: Bilingual,
    /// Name as written in full, in Chinese (苏州市); empty where it is the same.
    pub(super) full_zh: String,
    pub(super) en_lower: String,
    pub(super) en_fuzzy: Utf32String,
    pub(super) context_lower: String,
    pub(super) letters: u32,
    pub(super) population: u64,
}

impl Entry {
    /// Order among equally good matches.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.kind
            .cmp(&other.kind)
            .then_with(|| other.population.cmp(&self.population))
            .then_with(|| self.name.en.len().cmp(&other.name.en.len()))
            .then_with(|| self.id.cmp(&other.id))
    }

    /// The other language's name and where it lies.
    pub(super) fn subtitle(&self, lang: Lang) -> String {
        let other = self.name.get(lang.other());
        let other = if other == self.name.get(lang) { "" } else { other };
        let context = self.context.get(lang);
        match (other.is_empty(), context.is_empty()) {
            (false, false) => format!("{other} · {context}"),
            (false, true) => other.to_owned(),
            (true, _) => context.to_owned(),
        }
    }
}

struct Raw<'a> {
    target: Target,
    kind: Kind,
    id: &'a str,
    name: Bilingual,
    context: Bilingual,
    full_zh: &'a str,
    population: u64,
}

impl Raw<'_> {
    fn entry(self, pinyin: &Pinyin) -> Entry {
        let en_lower = self.name.en.to_lowercase();
        let letters = pinyin.letters(&self.name.zh) | pinyin.letters(self.full_zh) | super::pinyin::letters_of(&self.name.en);
        Entry {
            target: self.target,
            kind: self.kind,
            id: self.id.to_lowercase(),
            context_lower: format!("{} {}", self.context.en.to_lowercase(), self.context.zh),
            context: self.context,
            full_zh: if self.full_zh == self.name.zh { String::new() } else { self.full_zh.to_owned() },
            en_fuzzy: Utf32String::from(en_lower.as_str()),
            en_lower,
            name: self.name,
            letters,
            population: self.population,
        }
    }
}

/// All entries, in no particular order.
pub(super) fn entries(data: &Dataset, views: &[(ViewId, Bilingual)], commands: &[Bilingual], pinyin: &Pinyin) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(data.places.len() + data.claims.len() + 200);
    let none = Bilingual::default;
    let raw = |target, kind, id, name: &Bilingual, context| Raw {
        target,
        kind,
        id,
        name: name.clone(),
        context,
        full_zh: "",
        population: 0,
    };
    for (at, title) in commands.iter().enumerate() {
        entries.push(raw(Target::Command(at), Kind::Command, "", title, none()).entry(pinyin));
    }
    for (id, title) in views {
        entries.push(raw(Target::View(id.clone()), Kind::View, id.as_str(), title, none()).entry(pinyin));
    }
    for place in data.places.values() {
        let context = place_context(data, place);
        let target = Target::Item(Item::Place(place.id.clone()));
        let mut raw = raw(target, place_kind(data, place), place.id.as_str(), &place.name, context);
        raw.full_zh = &place.full_zh;
        raw.population = place.population.unwrap_or(0);
        entries.push(raw.entry(pinyin));
    }
    let place_name = |id: Option<&crate::model::ids::PlaceId>| id.and_then(|id| data.places.get(id)).map(|p| p.name.clone());
    for company in data.companies.values() {
        let target = Target::Item(Item::Company(company.id.clone()));
        let context = place_name(company.place.as_ref()).unwrap_or_default();
        entries.push(raw(target, Kind::Company, company.id.as_str(), &company.name, context).entry(pinyin));
    }
    for fund in data.funds.values() {
        let context = place_name(Some(&fund.place)).unwrap_or_default();
        let target = Target::Item(Item::Fund(fund.id.clone()));
        entries.push(raw(target, Kind::Fund, fund.id.as_str(), &fund.name, context).entry(pinyin));
    }
    for group in data.groups.values() {
        let target = Target::Item(Item::Group(group.id.clone()));
        entries.push(raw(target, Kind::Group, group.id.as_str(), &group.name, none()).entry(pinyin));
    }
    for entity in data.entities.values() {
        let target = Target::Item(Item::Entity(entity.id.clone()));
        let context = place_name(entity.place.as_ref()).unwrap_or_default();
        entries.push(raw(target, Kind::Entity, entity.id.as_str(), &entity.name, context).entry(pinyin));
    }
    for document in data.documents.values() {
        let target = Target::Item(Item::Document(document.id.clone()));
        entries.push(raw(target, Kind::Document, document.id.as_str(), &document.title, document.short.clone()).entry(pinyin));
    }
    for claim in data.claims.values() {
        let metric = data.metric_of(claim).map(|metric| metric.title.clone()).unwrap_or_default();
        let subject = data.subject_name(&claim.subject);
        let name = Bilingual::new(format!("{} · {}", metric.en, subject.en), format!("{} · {}", metric.zh, subject.zh));
        let context = Bilingual::new(
            format!("{} · {}", claim.id, claim.period.written()),
            format!("{} · {}", claim.id, claim.period.written()),
        );
        let target = Target::Item(Item::Claim(claim.id.clone()));
        entries.push(raw(target, Kind::Claim, claim.id.as_str(), &name, context).entry(pinyin));
    }
    entries
}

fn place_kind(data: &Dataset, place: &Place) -> Kind {
    if data.cities.get(&place.id).is_some_and(|city| city.ranked) {
        return Kind::RankedCity;
    }
    match place.level {
        PlaceLevel::Country | PlaceLevel::Province | PlaceLevel::Municipality | PlaceLevel::Sar => Kind::Province,
        PlaceLevel::Prefecture => Kind::City,
        PlaceLevel::District | PlaceLevel::County => Kind::County,
        PlaceLevel::Zone if data.zones.contains_key(&place.id) => Kind::Zone,
        PlaceLevel::Zone => Kind::OtherZone,
    }
}

/// The places around it, from the inside out, without the country.
fn place_context(data: &Dataset, place: &Place) -> Bilingual {
    let around: Vec<&Place> = data.ancestry(&place.id).into_iter().skip(1).filter(|p| p.level != PlaceLevel::Country).collect();
    let join = |lang: Lang| around.iter().map(|p| p.name.get(lang)).collect::<Vec<_>>().join(", ");
    Bilingual::new(join(Lang::En), around.iter().rev().map(|p| p.name.zh.as_str()).collect::<String>())
}
