//! Outlines of the 34 province-level units, compiled in.

use serde::Deserialize;

use crate::model::{filter::GeoBox, ids::PlaceId, place::LonLat};

static BUNDLED: &str = include_str!("../../assets/map/provinces.geojson");

/// A province-level unit's area.
#[derive(Clone, Debug, PartialEq)]
pub struct Province {
    /// Gazetteer id.
    pub id: PlaceId,
    /// Where its name stands.
    pub label: LonLat,
    /// Polygons, each an outer ring and its holes; points are degrees east and north.
    pub polygons: Vec<Vec<Vec<[f64; 2]>>>,
    /// Box around it.
    pub bounds: GeoBox,
}

/// The asset cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("province outlines: {0}")]
pub struct ProvinceError(#[from] serde_json::Error);

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    adcode: String,
    label: [f64; 2],
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<Vec<Vec<[f64; 2]>>>,
}

/// Reads the outlines that are part of the program; takes about 10 ms.
///
/// # Errors
/// Never with the shipped asset; a test reads it.
pub fn bundled() -> Result<Vec<Province>, ProvinceError> {
    let collection: Collection = serde_json::from_str(BUNDLED)?;
    let province = |feature: Feature| {
        let polygons = feature.geometry.coordinates;
        let [lon, lat] = feature.properties.label;
        let mut bounds = GeoBox { west: lon, south: lat, east: lon, north: lat };
        for [x, y] in polygons.iter().flatten().flatten().copied() {
            bounds.west = bounds.west.min(x);
            bounds.east = bounds.east.max(x);
            bounds.south = bounds.south.min(y);
            bounds.north = bounds.north.max(y);
        }
        Province { id: PlaceId::new(feature.properties.adcode), label: LonLat { lon, lat }, polygons, bounds }
    };
    Ok(collection.features.into_iter().map(province).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_34_units_have_an_outline() {
        let provinces = bundled().unwrap();
        assert_eq!(provinces.iter().map(|p| p.id.clone()).collect::<BTreeSet<_>>().len(), 34);
        for province in &provinces {
            assert!(province.bounds.contains(province.label.lon, province.label.lat));
            assert!(province.polygons.iter().flatten().all(|ring| ring.len() >= 4), "{}", province.id);
            assert!(province.bounds.west > 70.0 && province.bounds.east < 140.0, "{:?}", province.bounds);
        }
    }
}
