//! Coordinates typed into the search field.

use crate::model::place::LonLat;

/// Reads `31.3, 120.7` (latitude, longitude), `120.7 31.3` where only that order fits, and
/// suffixes or prefixes N, S, E, W and 北纬, 东经. `None` for anything else.
pub fn parse_coordinates(text: &str) -> Option<LonLat> {
    let mut parts =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | '、')).filter(|p| !p.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (a, axis_a) = degrees(first)?;
    let (b, axis_b) = degrees(second)?;
    let latitude_first = match (axis_a, axis_b) {
        (Some(Axis::Lat), Some(Axis::Lon)) | (Some(Axis::Lat), None) | (None, Some(Axis::Lon)) => true,
        (Some(Axis::Lon), Some(Axis::Lat)) | (Some(Axis::Lon), None) | (None, Some(Axis::Lat)) => false,
        (None, None) => {
            let china = |lat: f64, lon: f64| (3.0..=54.0).contains(&lat) && (73.0..=136.0).contains(&lon);
            a.abs() <= 90.0 && (china(a, b) || !china(b, a))
        }
        (Some(_), Some(_)) => return None,
    };
    let (lat, lon) = if latitude_first { (a, b) } else { (b, a) };
    // Web Mercator ends at 85.05 degrees.
    ((-85.0..=85.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(LonLat { lon, lat })
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Lat,
    Lon,
}

fn degrees(text: &str) -> Option<(f64, Option<Axis>)> {
    let mut rest = text.trim_end_matches('°');
    let mut axis = None;
    let mut sign = 1.0;
    let marks = [
        ("N", Axis::Lat, 1.0),
        ("S", Axis::Lat, -1.0),
        ("E", Axis::Lon, 1.0),
        ("W", Axis::Lon, -1.0),
        ("北纬", Axis::Lat, 1.0),
        ("东经", Axis::Lon, 1.0),
    ];
    for (mark, of, factor) in marks {
        let cut = rest.strip_suffix(mark).or_else(|| rest.strip_suffix(&mark.to_lowercase())).or_else(|| rest.strip_prefix(mark));
        if let Some(cut) = cut {
            (rest, axis, sign) = (cut.trim_matches('°').trim(), Some(of), factor);
            break;
        }
    }
    if rest.is_empty() || !rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')) {
        return None;
    }
    let value: f64 = rest.parse().ok()?;
    Some((value * sign, axis))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_orders_and_marks() {
        let suzhou = Some(LonLat { lon: 120.7, lat: 31.3 });
        for text in
            ["31.3, 120.7", "31.3 120.7", "120.7，31.3", "31.3N 120.7E", "120.7e, 31.3n", "31.3°,120.7°", "北纬31.3 东经120.7"]
        {
            assert_eq!(parse_coordinates(text), suzhou, "{text}");
        }
        assert_eq!(parse_coordinates("-33.9, 151.2"), Some(LonLat { lon: 151.2, lat: -33.9 }));
        for text in ["", "31.3", "31.3, 120.7, 4", "suzhou, 120.7", "91, 200", "31.3N 120.7N", "1e3, 5", "nan, nan", "., ."] {
            assert_eq!(parse_coordinates(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_safe(text in "\\PC{0,40}") {
            if let Some(point) = parse_coordinates(&text) {
                prop_assert!((-85.0..=85.0).contains(&point.lat) && (-180.0..=180.0).contains(&point.lon));
            }
        }

        #[test]
        fn every_point_of_the_region_reads_in_both_orders(lat in 18.0..54.0_f64, lon in 91.0..136.0_f64) {
            let (lat, lon) = ((lat * 1e4).round() / 1e4, (lon * 1e4).round() / 1e4);
            prop_assert_eq!(parse_coordinates(&format!("{lat}, {lon}")), Some(LonLat { lon, lat }));
            prop_assert_eq!(parse_coordinates(&format!("{lon} {lat}")), Some(LonLat { lon, lat }));
        }
    }
}
