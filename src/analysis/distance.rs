//! Distances and circles on the globe.

use crate::model::place::LonLat;

/// Mean radius of the earth, metres (IUGG).
const RADIUS: f64 = 6_371_008.8;

/// Metres between two points along the great circle (haversine; R. W. Sinnott, "Virtues of the
/// Haversine", *Sky and Telescope* 68, 1984). The sphere is off by at most 0.56 % of the ellipsoid.
pub fn meters(a: LonLat, b: LonLat) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let h = half(lat_a, lat_b) + lat_a.cos() * lat_b.cos() * half(a.lon.to_radians(), b.lon.to_radians());
    2.0 * RADIUS * h.clamp(0.0, 1.0).sqrt().asin()
}

/// The point `meters` away from `from` in the direction `bearing` (radians, clockwise from north).
pub fn destination(from: LonLat, meters: f64, bearing: f64) -> LonLat {
    let angle = meters / RADIUS;
    let (lat, lon) = (from.lat.to_radians(), from.lon.to_radians());
    let to_lat = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).clamp(-1.0, 1.0).asin();
    let to_lon = lon + (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * to_lat.sin());
    LonLat { lon: to_lon.to_degrees(), lat: to_lat.to_degrees() }
}

/// A circle of `meters` around `center` as `corners` points.
pub fn circle(center: LonLat, meters: f64, corners: u16) -> Vec<LonLat> {
    (0..corners).map(|i| destination(center, meters, std::f64::consts::TAU * f64::from(i) / f64::from(corners))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn beijing_to_shanghai_is_about_1067_km() {
        let beijing = LonLat { lon: 116.4074, lat: 39.9042 };
        let shanghai = LonLat { lon: 121.4737, lat: 31.2304 };
        assert!((meters(beijing, shanghai) - 1_067_000.0).abs() < 2_000.0, "{}", meters(beijing, shanghai));
    }

    #[test]
    fn a_degree_of_the_equator() {
        let metres = meters(LonLat { lon: 0.0, lat: 0.0 }, LonLat { lon: 1.0, lat: 0.0 });
        assert!((metres - 111_195.0).abs() < 1.0, "{metres}");
    }

    proptest! {
        #[test]
        fn every_corner_of_a_circle_is_its_radius_away(
            lon in 75.0..135.0_f64, lat in 5.0..54.0_f64, radius in 100.0..800_000.0_f64
        ) {
            let center = LonLat { lon, lat };
            for corner in circle(center, radius, 24) {
                prop_assert!((meters(center, corner) / radius - 1.0).abs() < 1e-6);
            }
        }
    }
}
