//! What a view lets through.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    claim::Status,
    ids::{DocumentId, GroupId, PlaceId, ProviderId},
    period::Period,
};

/// A box on the map, degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeoBox {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl GeoBox {
    /// True when the point lies inside.
    pub fn contains(&self, lon: f64, lat: f64) -> bool {
        (self.west..=self.east).contains(&lon) && (self.south..=self.north).contains(&lat)
    }
}

/// Filters over claims; an empty field lets everything through. Fields are joined by *and*,
/// the values of one field by *or*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    /// Claims whose period overlaps this one.
    pub period: Option<Period>,
    /// Claims on these places or on places inside them.
    pub places: BTreeSet<PlaceId>,
    /// Claims on these groups or on their members.
    pub groups: BTreeSet<GroupId>,
    /// Claims on places whose point lies in this box.
    pub area: Option<GeoBox>,
    /// Published tiers of cities, 1 to 3 (3 is "other").
    pub tiers: BTreeSet<u8>,
    /// Sector scopes.
    pub sectors: BTreeSet<String>,
    /// Metric families.
    pub topics: BTreeSet<String>,
    /// Documents.
    pub documents: BTreeSet<DocumentId>,
    /// Providers.
    pub providers: BTreeSet<ProviderId>,
    /// Statuses.
    pub statuses: BTreeSet<Status>,
    /// Of the deals of a person's own tables: ids or names by dimension (`round`, `sub_field`,
    /// `investor`, …), an empty text for what is not known. Claims are not held back by them.
    pub deals: BTreeMap<String, BTreeSet<String>>,
}

impl Filter {
    /// True when everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
