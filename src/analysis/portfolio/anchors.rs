//! What notes hang on: whether it is there, what it is called, where it lies.

use crate::model::{
    dataset::Dataset,
    ids::PlaceId,
    item::Item,
    lang::Bilingual,
    place::LonLat,
    portfolio::{Anchor, Portfolio},
};

/// True when what the anchor names is there.
pub fn resolves(data: &Dataset, portfolio: &Portfolio, anchor: &Anchor) -> bool {
    match anchor {
        Anchor::Fund(key) => portfolio.funds.get(key).is_some(),
        Anchor::Holding(key) => portfolio.holdings.get(key).is_some(),
        Anchor::City(id) | Anchor::Zone(id) => data.places.contains_key(id),
        Anchor::Company(id) => data.companies.contains_key(id),
        Anchor::Point(_) | Anchor::Quarter(_) => true,
        Anchor::Claim(id) => data.claims.contains_key(id),
        Anchor::WatchItem { fund, item } => {
            portfolio.funds.get(fund).is_some_and(|fund| fund.watch.iter().any(|point| point.id == *item))
        }
    }
}

/// Keys of the notes whose anchor is not there, in order.
pub fn unresolved<'a>(data: &Dataset, portfolio: &'a Portfolio) -> Vec<&'a str> {
    portfolio.notes.iter().filter(|(_, note)| !resolves(data, portfolio, &note.anchor)).map(|(key, _)| key).collect()
}

/// What the anchor is called; its id where it is not there.
pub fn name(data: &Dataset, portfolio: &Portfolio, anchor: &Anchor) -> Bilingual {
    let found = match anchor {
        Anchor::Fund(key) => portfolio.funds.get(key).map(|fund| fund.name.clone()),
        Anchor::Holding(key) => portfolio.holdings.get(key).map(|holding| holding.name.clone()),
        Anchor::City(id) | Anchor::Zone(id) => data.places.get(id).map(|place| place.name.clone()),
        Anchor::Company(id) => data.companies.get(id).map(|company| company.name.clone()),
        Anchor::Claim(id) => data.claims.get(id).map(|claim| {
            let subject = data.subject_name(&claim.subject);
            let metric = data.metric_of(claim).map(|metric| metric.title.clone()).unwrap_or_default();
            let period = claim.period.written();
            Bilingual::new(
                format!("{} · {} · {period}", subject.en, metric.en),
                format!("{} · {} · {period}", subject.zh, metric.zh),
            )
        }),
        Anchor::WatchItem { fund, item } => portfolio
            .funds
            .get(fund)
            .and_then(|fund| fund.watch.iter().find(|point| point.id == *item))
            .map(|point| point.item.clone()),
        Anchor::Point(_) | Anchor::Quarter(_) => None,
    };
    found.filter(|name| !name.is_empty()).unwrap_or_else(|| Bilingual::new(anchor.id(), anchor.id()))
}

/// The place that a note belongs to, for lists by place.
pub fn place(data: &Dataset, portfolio: &Portfolio, anchor: &Anchor) -> Option<PlaceId> {
    match anchor {
        Anchor::Fund(key) | Anchor::WatchItem { fund: key, .. } => portfolio.funds.get(key)?.place.clone(),
        Anchor::Holding(key) => {
            let holding = portfolio.holdings.get(key)?;
            holding.zone.clone().or_else(|| holding.place.clone())
        }
        Anchor::City(id) | Anchor::Zone(id) => Some(id.clone()),
        Anchor::Company(id) => data.companies.get(id)?.place.clone(),
        Anchor::Claim(id) => data.claims.get(id)?.subject.place().cloned(),
        Anchor::Point(_) | Anchor::Quarter(_) => None,
    }
}

/// Where a note is drawn on the map; none for one that belongs to no place, or to one without a
/// point.
pub fn point(data: &Dataset, portfolio: &Portfolio, anchor: &Anchor) -> Option<LonLat> {
    if let Anchor::Point(at) = anchor {
        let (lon, lat) = at.degrees();
        return Some(LonLat { lon, lat });
    }
    place(data, portfolio, anchor).and_then(|id| data.places.get(&id)).and_then(|place| place.point)
}

/// What of the atlas an anchor stands for, for selecting it.
pub fn item(portfolio: &Portfolio, anchor: &Anchor) -> Option<Item> {
    match anchor {
        Anchor::Fund(key) | Anchor::WatchItem { fund: key, .. } => portfolio.funds.get(key)?.atlas.clone().map(Item::Fund),
        Anchor::Holding(key) => {
            let holding = portfolio.holdings.get(key)?;
            let place = || holding.zone.clone().or_else(|| holding.place.clone()).map(Item::Place);
            holding.company.clone().map(Item::Company).or_else(place)
        }
        Anchor::City(id) | Anchor::Zone(id) => Some(Item::Place(id.clone())),
        Anchor::Company(id) => Some(Item::Company(id.clone())),
        Anchor::Claim(id) => Some(Item::Claim(id.clone())),
        Anchor::Quarter(period) => Some(Item::Period(period.clone())),
        Anchor::Point(_) => None,
    }
}

/// The anchor for something that is selected; none where notes cannot hang on it.
pub fn of_item(data: &Dataset, portfolio: &Portfolio, item: &Item) -> Option<Anchor> {
    Some(match item {
        Item::Place(id) if data.zones.contains_key(id) => Anchor::Zone(id.clone()),
        Item::Place(id) => Anchor::City(id.clone()),
        Item::Company(id) => Anchor::Company(id.clone()),
        Item::Claim(id) => Anchor::Claim(id.clone()),
        Item::Period(period) => Anchor::Quarter(period.clone()),
        Item::Fund(id) => {
            let (key, _) = portfolio.funds.iter().find(|(_, fund)| fund.atlas.as_ref() == Some(id))?;
            Anchor::Fund(key.to_owned())
        }
        Item::Group(_) | Item::Entity(_) | Item::Document(_) | Item::Figure(_) => return None,
    })
}
