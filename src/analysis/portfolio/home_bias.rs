//! How much of a fund stays at home: the share invested in its own county, city, province.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::money::{ZERO, currency_of, from_zero, invested, share_of};
use crate::model::{
    dataset::Dataset,
    ids::PlaceId,
    place::PlaceLevel,
    portfolio::{Fund, Portfolio},
    quantity::Bounds,
    unit::{Currency, UnitFamily},
};

/// How far home reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HomeLevel {
    /// The county, county-level city or district.
    County,
    /// The prefecture-level city or municipality.
    City,
    /// The province.
    Province,
}

impl HomeLevel {
    /// All, from the inside out.
    pub const ALL: [Self; 3] = [Self::County, Self::City, Self::Province];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::City => "city",
            Self::Province => "province",
        }
    }

    fn holds(self, level: PlaceLevel) -> bool {
        match self {
            Self::County => matches!(level, PlaceLevel::County | PlaceLevel::District),
            Self::City => matches!(level, PlaceLevel::Prefecture | PlaceLevel::Municipality | PlaceLevel::Sar),
            Self::Province => level.is_province_level(),
        }
    }
}

/// The share kept at home.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeBiasRow {
    /// Key of the fund.
    pub fund: String,
    /// How far home reaches.
    pub level: HomeLevel,
    /// The place that is home; none where the fund's seat has no such place around it.
    pub home: Option<PlaceId>,
    /// True where holdings of the fund's sub-funds count with its share of them.
    pub look_through: bool,
    /// Share at home, percent; what is not known widens it. None where nothing was invested.
    pub share: Option<Bounds>,
    /// Holdings of known place and amount.
    pub known: usize,
    /// Holdings that lack one of the two.
    pub unknown: usize,
}

/// The rows of a fund: each level without and with look-through. The county's only where the fund
/// sits in one.
pub fn home_bias(data: &Dataset, portfolio: &Portfolio, key: &str, fund: &Fund) -> Vec<HomeBiasRow> {
    let currency = currency_of(Some(fund), &portfolio.holdings_of(key));
    let direct = parts(data, portfolio, key, currency, false);
    let through = parts(data, portfolio, key, currency, true);
    let mut rows = Vec::new();
    for level in HomeLevel::ALL {
        let home = fund.place.as_ref().and_then(|place| around(data, place, level));
        if level == HomeLevel::County && home.is_none() {
            continue;
        }
        for (look_through, parts) in [(false, &direct), (true, &through)] {
            rows.push(row(data, key, level, home.clone(), look_through, parts));
        }
    }
    rows
}

fn around(data: &Dataset, place: &PlaceId, level: HomeLevel) -> Option<PlaceId> {
    data.ancestry(place).into_iter().find(|place| level.holds(place.level)).map(|place| place.id.clone())
}

/// Money in one place.
struct Part {
    place: Option<PlaceId>,
    amount: Bounds,
    amount_known: bool,
}

fn parts(data: &Dataset, portfolio: &Portfolio, fund: &str, currency: Currency, look_through: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let whole = Bounds::point(Decimal::ONE);
    gather(data, portfolio, fund, currency, (look_through, whole), &mut BTreeSet::new(), &mut parts);
    parts
}

fn gather(
    data: &Dataset,
    portfolio: &Portfolio,
    fund: &str,
    currency: Currency,
    (look_through, share): (bool, Bounds),
    seen: &mut BTreeSet<String>,
    parts: &mut Vec<Part>,
) {
    // Funds that hold one another must not go round for ever.
    if !seen.insert(fund.to_owned()) {
        return;
    }
    for (_, holding) in portfolio.holdings_of(fund) {
        let amount = invested(data, holding, currency);
        parts.push(Part {
            place: holding.zone.clone().filter(|zone| data.places.contains_key(zone)).or_else(|| holding.place.clone()),
            amount: from_zero(&amount).mul(&share),
            amount_known: amount.is_known() && share.is_point(),
        });
    }
    if look_through {
        for (key, sub) in portfolio.funds.iter() {
            let Some(parent) = sub.parents.iter().find(|parent| parent.fund == fund) else { continue };
            let own = parent.share.as_ref().and_then(|share| share.quantity(UnitFamily::Percent).ok());
            let own = own.map_or(Bounds::between(Decimal::ZERO, Decimal::ONE), |share| share.percent_as_ratio().bounds);
            gather(data, portfolio, key, currency, (true, share.mul(&own)), seen, parts);
        }
    }
    seen.remove(fund);
}

fn row(data: &Dataset, fund: &str, level: HomeLevel, home: Option<PlaceId>, look_through: bool, parts: &[Part]) -> HomeBiasRow {
    let (mut at_home, mut away, mut somewhere) = (ZERO, ZERO, ZERO);
    let (mut known, mut unknown) = (0, 0);
    for part in parts {
        let is_home = home.as_ref().zip(part.place.as_ref()).and_then(|(home, place)| is_in(data, place, home, level));
        match is_home {
            Some(true) => at_home = at_home.add(&part.amount),
            Some(false) => away = away.add(&part.amount),
            None => somewhere = somewhere.add(&part.amount),
        }
        if is_home.is_some() && part.amount_known { known += 1 } else { unknown += 1 }
    }
    // What is somewhere may all be at home, or all away.
    let most = |sum: &Bounds| Bounds { low: sum.low, high: sum.add(&somewhere).high };
    let share = if parts.is_empty() { None } else { share_of(&most(&at_home), &most(&away)) };
    HomeBiasRow { fund: fund.to_owned(), level, home, look_through, share, known, unknown }
}

/// Whether a place lies in `home`; none where it is known too coarsely to tell (a holding in
/// Jiangsu may be in Suzhou).
fn is_in(data: &Dataset, place: &PlaceId, home: &PlaceId, level: HomeLevel) -> Option<bool> {
    let around = data.ancestry(place);
    if around.is_empty() {
        return None;
    }
    if around.iter().any(|outer| outer.id == *home) {
        return Some(true);
    }
    let is_coarser = data.is_inside(home, place) && !around.iter().any(|outer| level.holds(outer.level));
    if is_coarser { None } else { Some(false) }
}
