//! What a note hangs on.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::{
    ids::{ClaimId, CompanyId, PlaceId},
    period::Period,
};

/// A point on the map, WGS-84.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeoPoint {
    /// Degrees east.
    pub lon: Decimal,
    /// Degrees north.
    pub lat: Decimal,
}

impl GeoPoint {
    /// A point rounded to five decimals (about a metre); none outside of the globe.
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        let round = |degrees: f64| Decimal::try_from(degrees).ok().map(|degrees| degrees.round_dp(5).normalize());
        if inside { Some(Self { lon: round(lon)?, lat: round(lat)? }) } else { None }
    }

    /// Degrees east and north.
    pub fn degrees(self) -> (f64, f64) {
        let number = |degrees: Decimal| f64::try_from(degrees).unwrap_or_default();
        (number(self.lon), number(self.lat))
    }
}

/// What a note is about. An anchor whose target is not there is kept and listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Anchor {
    /// A fund of the portfolio.
    Fund(String),
    /// A holding of the portfolio.
    Holding(String),
    /// A city, province or county.
    City(PlaceId),
    /// A zone.
    Zone(PlaceId),
    /// A company of the atlas.
    Company(CompanyId),
    /// A point on the map.
    Point(GeoPoint),
    /// A quarter, or another span of time.
    Quarter(Period),
    /// A claim.
    Claim(ClaimId),
    /// A point to watch of a fund of the portfolio.
    WatchItem {
        /// The fund.
        fund: String,
        /// The point's id in it.
        item: String,
    },
}

impl Anchor {
    /// The kind as tables and text keys name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Fund(_) => "fund",
            Self::Holding(_) => "holding",
            Self::City(_) => "city",
            Self::Zone(_) => "zone",
            Self::Company(_) => "company",
            Self::Point(_) => "point",
            Self::Quarter(_) => "quarter",
            Self::Claim(_) => "claim",
            Self::WatchItem { .. } => "watch_item",
        }
    }

    /// What it names, as tables write it: a key, an id, `lon,lat`, a period, `fund/item`.
    pub fn id(&self) -> String {
        match self {
            Self::Fund(key) | Self::Holding(key) => key.clone(),
            Self::City(id) | Self::Zone(id) => id.to_string(),
            Self::Company(id) => id.to_string(),
            Self::Point(point) => format!("{},{}", point.lon, point.lat),
            Self::Quarter(period) => period.written().to_owned(),
            Self::Claim(id) => id.to_string(),
            Self::WatchItem { fund, item } => format!("{fund}/{item}"),
        }
    }
}
