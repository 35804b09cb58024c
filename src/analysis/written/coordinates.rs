//! Coordinates as tables hold them, and the datums of Chinese maps.

use crate::model::{deal_import::Datum, place::LonLat};

/// A point that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WrittenPoint {
    /// In WGS-84.
    pub point: LonLat,
    /// True where latitude and longitude stood the other way round.
    pub swapped: bool,
}

/// Reads a point of two cells; none where they hold no point, or 0, 0.
pub fn read(lon: &str, lat: &str, datum: Datum) -> Option<WrittenPoint> {
    let (mut lon, mut lat) = (degrees(lon)?, degrees(lat)?);
    if lon == 0.0 && lat == 0.0 {
        return None;
    }
    // In and around China longitudes are above 70 and latitudes below 60.
    let swapped = (lat.abs() > 90.0 && lon.abs() <= 90.0) || (lon < 60.0 && lat > 70.0 && lon > 0.0);
    if swapped {
        (lon, lat) = (lat, lon);
    }
    if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
        return None;
    }
    Some(WrittenPoint { point: to_wgs84(LonLat { lon, lat }, datum), swapped })
}

/// Reads both from one cell: `120.72,31.31`, `120.72 31.31`, `(120.72, 31.31)`.
pub fn read_pair(text: &str, datum: Datum) -> Option<WrittenPoint> {
    let plain = super::folded(text);
    let plain = plain.trim_matches(['(', ')', '[', ']', '（', '）']);
    let mut parts = plain.split([',', ';', ' ', '、', '，', '/']).filter(|part| !part.is_empty());
    let (lon, lat) = (parts.next()?, parts.next()?);
    if parts.next().is_some() { None } else { read(lon, lat, datum) }
}

fn degrees(text: &str) -> Option<f64> {
    let number: f64 = text.trim().trim_end_matches(['°', 'E', 'N', 'e', 'n']).trim().parse().ok()?;
    number.is_finite().then_some(number)
}

/// The same point in WGS-84.
pub fn to_wgs84(point: LonLat, datum: Datum) -> LonLat {
    let (lon, lat) = match datum {
        Datum::Wgs84 => (point.lon, point.lat),
        Datum::Gcj02 => coordtransform::gcj02_to_wgs84(point.lon, point.lat),
        Datum::Bd09 => coordtransform::bd09_to_wgs84(point.lon, point.lat),
    };
    LonLat { lon, lat }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: (f64, f64), b: (f64, f64)) -> bool {
        (a.0 - b.0).abs() < 2e-6 && (a.1 - b.1).abs() < 2e-6
    }

    #[test]
    fn the_published_vectors() {
        let vectors = [
            ((121.4737, 31.2304), (121.478223, 31.228458), (121.484781, 31.234311)),
            ((116.4074, 39.9042), (116.413642, 39.905603), (116.420046, 39.911865)),
        ];
        for (wgs, gcj, bd) in vectors {
            assert!(near(coordtransform::wgs84_to_gcj02(wgs.0, wgs.1), gcj));
            assert!(near(coordtransform::gcj02_to_bd09(gcj.0, gcj.1), bd));
            for (point, datum) in [(wgs, Datum::Wgs84), (gcj, Datum::Gcj02), (bd, Datum::Bd09)] {
                let read = read(&point.0.to_string(), &point.1.to_string(), datum).unwrap();
                assert!(near((read.point.lon, read.point.lat), wgs), "{datum:?}");
            }
        }
        let (lon, lat) = coordtransform::wgs84_to_gcj02(116.377817, 39.911954);
        assert!((lon - 116.384_047_224_554_57).abs() < 1e-9 && (lat - 39.913_345_455_360_69).abs() < 1e-9);
        // Hong Kong is mapped as it lies.
        let hong_kong = to_wgs84(LonLat { lon: 114.17, lat: 22.3 }, Datum::Gcj02);
        assert!(near((hong_kong.lon, hong_kong.lat), (114.17, 22.3)));
    }

    #[test]
    fn swapped_points_are_turned_and_placeholders_are_none() {
        let read_at =
            |lon: &str, lat: &str| read(lon, lat, Datum::Wgs84).map(|read| (read.point.lon, read.point.lat, read.swapped));
        assert_eq!(read_at("31.3", "120.6"), Some((120.6, 31.3, true)));
        assert_eq!(read_at("120.6", "31.3"), Some((120.6, 31.3, false)));
        assert_eq!(read_at("0", "0"), None);
        assert_eq!(read_at("x", "31"), None);
        assert_eq!(read_at("NaN", "31"), None);
        assert_eq!(read_at("1000", "31"), None);
        assert_eq!(read_pair("（120.6，31.3）", Datum::Wgs84).map(|read| read.point.lon), Some(120.6));
        assert_eq!(read_pair("120.6", Datum::Wgs84), None);
    }
}
