//! What is under the pointer: symbols, areas, the nearest known place.

use crate::{
    analysis::{
        distance,
        markers::{Marker, Scene},
        scale::Viewport,
    },
    data::provinces::Province,
    model::{
        dataset::Dataset,
        ids::PlaceId,
        place::{LonLat, PlaceLevel, PointPrecision},
    },
};

/// Smallest distance from a symbol's middle at which it is still hit, points.
pub const REACH: f64 = 12.0;

/// The symbol under the pointer (points from the map's corner): among those whose reach covers it
/// the one whose middle is nearest in proportion to its size, so that small ones above large ones
/// can be hit. Among equals the one drawn last. `shown` says which are drawn.
pub fn marker_at<'a>(
    scene: &'a Scene,
    viewport: &Viewport,
    pointer: [f64; 2],
    shown: impl Fn(&Marker) -> bool,
) -> Option<&'a Marker> {
    let [px, py] = pointer;
    let mut best: Option<(f64, &Marker)> = None;
    for marker in scene.markers.iter().filter(|marker| shown(marker)) {
        let [x, y] = viewport.project(marker.at);
        let [dx, dy] = marker.offset;
        let share = (x + dx - px).hypot(y + dy - py) / marker.radius.max(REACH);
        if share <= 1.0 && best.is_none_or(|(other, _)| share <= other) {
            best = Some((share, marker));
        }
    }
    best.map(|(_, marker)| marker)
}

/// True when the point lies inside of the rings taken together (even-odd rule).
pub fn in_rings(rings: &[Vec<[f64; 2]>], x: f64, y: f64) -> bool {
    let mut inside = false;
    for ring in rings {
        let before = ring.last().into_iter().chain(ring);
        for ([ax, ay], [bx, by]) in before.zip(ring) {
            if (ay > &y) != (by > &y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
                inside = !inside;
            }
        }
    }
    inside
}

/// The province-level unit around a point.
pub fn province_at(provinces: &[Province], at: LonLat) -> Option<&PlaceId> {
    let around = |province: &&Province| {
        let area = &province.bounds;
        area.contains(at.lon, at.lat) && province.polygons.iter().any(|rings| in_rings(rings, at.lon, at.lat))
    };
    provinces.iter().find(around).map(|province| &province.id)
}

/// The known place that a point on the map belongs to: the nearest point of a prefecture, county,
/// district, city or zone in the same province. Places that only borrow the point of the place
/// around them do not count. `None` outside of all provinces.
pub fn place_at(data: &Dataset, provinces: &[Province], at: LonLat) -> Option<PlaceId> {
    let province = province_at(provinces, at)?;
    let own_point = |level: PlaceLevel, precision: PointPrecision| match level {
        PlaceLevel::Country | PlaceLevel::Province => false,
        PlaceLevel::Municipality | PlaceLevel::Sar | PlaceLevel::Prefecture => precision >= PointPrecision::Prefecture,
        PlaceLevel::District | PlaceLevel::County => precision >= PointPrecision::County,
        PlaceLevel::Zone => precision >= PointPrecision::Zone,
    };
    data.places
        .values()
        .filter(|place| place.province.as_ref() == Some(province) && own_point(place.level, place.precision))
        .filter_map(|place| Some((distance::meters(at, place.point?), &place.id)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, id)| id.clone())
        .or_else(|| Some(province.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{
            markers::MarkerKind,
            scale::{from_world, to_world},
        },
        data::provinces,
        model::{item::Item, lang::Bilingual, view_state::MapView},
    };

    fn marker(id: &str, at: LonLat, radius: f64) -> Marker {
        Marker {
            item: Item::Place(PlaceId::new(id)),
            kind: MarkerKind::Zone { paradigm: None, city: None },
            name: Bilingual::default(),
            at: to_world(at),
            offset: [0.0, 0.0],
            radius,
            faded: false,
        }
    }

    #[test]
    fn the_small_symbol_above_a_large_one_is_hit() {
        let viewport = Viewport::of(&MapView::HOME, [1013.0, 490.0]);
        let [x, y] = [506.5, 245.0];
        let near = viewport.unproject([x + 14.0, y]);
        let scene = Scene {
            markers: vec![marker("large", from_world(viewport.center), 26.0), marker("small", near, 4.0)],
            ..Scene::default()
        };
        let hit = |x: f64| marker_at(&scene, &viewport, [x, y], |_| true).map(|m| m.item.clone());
        assert_eq!(hit(x), Some(Item::Place("large".into())));
        assert_eq!(hit(x + 14.0), Some(Item::Place("small".into())));
        // 24 points away from the large one's middle, 10 from the small one's.
        assert_eq!(hit(x + 24.0), Some(Item::Place("small".into())));
        assert_eq!(hit(x - 25.0), Some(Item::Place("large".into())));
        assert_eq!(hit(x - 27.0), None);
    }

    #[test]
    fn points_lie_in_the_province_they_lie_in() {
        let provinces = provinces::bundled().unwrap();
        for (lon, lat, id) in [
            (120.58, 31.3, Some("320000")),
            (116.4, 39.9, Some("110000")),
            (117.2, 39.13, Some("120000")),
            (113.3, 23.1, Some("440000")),
            (121.0, 23.8, Some("710000")),
            (139.7, 35.7, None),
            (114.16, 22.42, Some("810000")),
        ] {
            let found = province_at(&provinces, LonLat { lon, lat }).map(PlaceId::as_str);
            assert_eq!(found, id, "{lon} {lat}");
        }
    }
}
