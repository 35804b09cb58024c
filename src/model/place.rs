//! Places of the gazetteer: countries, provinces, cities, counties and zones, in one tree.

use super::{
    ids::{DocumentId, GroupId, PlaceId},
    lang::Bilingual,
};

/// A point in WGS-84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// Administrative level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceLevel {
    /// Country.
    Country,
    /// Province, autonomous region.
    Province,
    /// Municipality directly under the central government: province and city in one.
    Municipality,
    /// Special administrative region.
    Sar,
    /// Prefecture-level city.
    Prefecture,
    /// District of a city.
    District,
    /// County or county-level city.
    County,
    /// Named park or area inside a city.
    Zone,
}

impl PlaceLevel {
    /// The level with this name in the gazetteer.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "country" => Self::Country,
            "province" => Self::Province,
            "municipality" => Self::Municipality,
            "sar" => Self::Sar,
            "prefecture" => Self::Prefecture,
            "district" => Self::District,
            "county" => Self::County,
            "zone" => Self::Zone,
            _ => return None,
        })
    }

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::Municipality => "municipality",
            Self::Sar => "sar",
            Self::Prefecture => "prefecture",
            Self::District => "district",
            Self::County => "county",
            Self::Zone => "zone",
        }
    }

    /// True for the 34 units that provinces are coloured by.
    pub fn is_province_level(self) -> bool {
        matches!(self, Self::Province | Self::Municipality | Self::Sar)
    }
}

/// How exactly a point stands for its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PointPrecision {
    /// No point of its own and none to borrow.
    None,
    /// Somewhere in the country.
    Country,
    /// The province's capital.
    Province,
    /// The prefecture's centre.
    Prefecture,
    /// The county's or district's seat.
    County,
    /// The zone, give or take two kilometres.
    Zone,
    /// A site.
    Site,
}

impl PointPrecision {
    /// The precision with this name in the gazetteer.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::None, Self::Country, Self::Province, Self::Prefecture, Self::County, Self::Zone, Self::Site]
            .into_iter()
            .find(|p| p.name() == name)
    }

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Country => "country",
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Zone => "zone",
            Self::Site => "site",
        }
    }
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Gazetteer id.
    pub id: PlaceId,
    /// Level.
    pub level: PlaceLevel,
    /// Short name as people say it (苏州, Suzhou).
    pub name: Bilingual,
    /// Full Chinese name (苏州市).
    pub full_zh: String,
    /// The place it lies in.
    pub parent: Option<PlaceId>,
    /// Province-level unit it lies in (itself for one).
    pub province: Option<PlaceId>,
    /// Where it is drawn; absent for places whose site the sources do not give.
    pub point: Option<LonLat>,
    /// What the point stands for.
    pub precision: PointPrecision,
    /// Residents, where known; orders labels and search results.
    pub population: Option<u64>,
}

/// A grouping of places that documents speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Slug.
    pub id: GroupId,
    /// `region_group` or `city_group`.
    pub kind: String,
    /// Name.
    pub name: Bilingual,
    /// Members.
    pub members: Vec<PlaceId>,
    /// Where it is named.
    pub documents: Vec<DocumentId>,
    /// Whether the document lists the members (`stated`, `partly_stated`, `general_knowledge`).
    pub status: String,
}
