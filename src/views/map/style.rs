//! How the base map looks: a quiet ground in the colours of the theme.
//!
//! Texts are taken out of the tiles by class and rank and placed by [`crate::analysis::labels`];
//! they carry their rank in the style's padding, the only number a style can pass on.

use egui::Color32;
use serde_json::{Value, json};
use walkers::Style;

use crate::{model::lang::Lang, views::theme::Theme};

/// Class of a text in a tile, by the order of the symbol layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaseClass {
    /// A country.
    Country,
    /// A province.
    Region,
    /// A city, county, town or zone.
    Locality,
}

fn hex(color: Color32) -> String {
    let [r, g, b, _] = color.to_array();
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn line(layers: &[&str], filter: Value, color: Color32, width: Value) -> Value {
    json!({
        "type": "line", "source-layer": layers, "filter": filter,
        "paint": { "line-color": hex(color), "line-width": width }
    })
}

fn fill(layers: &[&str], filter: Value, color: Color32) -> Value {
    json!({ "type": "fill", "source-layer": layers, "filter": filter, "paint": { "fill-color": hex(color) } })
}

/// True for features whose kind (Protomaps) or class (OpenMapTiles) is one of these. "in" and not
/// "==": the latter takes a text that is also a property's name for that property.
fn kind_in(kinds: &[&str]) -> Value {
    let test = |key: &str| {
        let mut test = vec![json!("in"), json!(["get", key])];
        test.extend(kinds.iter().map(|kind| json!(kind)));
        Value::Array(test)
    };
    json!(["any", test("kind"), test("class")])
}

fn symbol(lang: Lang, kinds: &[&str], and: Value) -> Value {
    let (first, second) = match lang {
        Lang::Zh => ("name:zh", "name:zh-Hans"),
        Lang::En => ("name:en", "name_en"),
    };
    json!({
        "type": "symbol", "source-layer": ["places", "place"], "filter": ["all", kind_in(kinds), and],
        "layout": {
            "text-field": ["coalesce", ["get", first], ["get", second], ["get", "name"]],
            "text-size": 12,
            "text-padding": ["coalesce", ["get", "population_rank"], 0]
        }
    })
}

/// What kind of vector tiles the style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The program's own.
    Bundled,
    /// Others with a land layer.
    WithLand,
    /// Others without: everything that is not water is land.
    WithoutLand,
}

/// The style for a theme and a language.
pub fn base_style(theme: &Theme, lang: Lang, ground: Ground) -> Style {
    let map = &theme.map;
    let is_line = json!(["any", ["==", "$type", "Line"], ["==", "$type", "LineString"]]);
    let is_area = json!(["==", "$type", "Polygon"]);
    let under = if ground == Ground::WithoutLand { map.land } else { map.water };
    let widths = |low: f64, high: f64| json!(["interpolate", ["linear"], ["zoom"], 4, low, 12, high]);
    let border = |disputed: bool| {
        let mut paint = json!({ "line-color": hex(map.border), "line-width": 1.2 });
        if let (true, Value::Object(paint)) = (disputed, &mut paint) {
            paint.insert("line-dasharray".into(), json!([3, 2]));
        }
        json!({
            "type": "line", "source-layer": ["boundaries"], "paint": paint,
            "filter": ["all", kind_in(&["country"]), ["==", ["coalesce", ["get", "disputed"], false], disputed]]
        })
    };
    let mut layers = vec![
        json!({ "type": "background", "paint": { "background-color": hex(under) } }),
        fill(&["earth"], json!(true), map.land),
        fill(&["landcover", "landuse"], kind_in(&["urban_area", "residential", "industrial", "commercial"]), map.urban),
        fill(&["buildings", "building"], json!(true), map.urban),
        fill(&["water"], is_area, map.water),
        line(&["water", "waterway"], is_line, map.river, widths(0.8, 1.6)),
        line(&["roads", "transportation"], kind_in(&["rail"]), map.rail, json!(1)),
        line(
            &["roads", "transportation"],
            kind_in(&["minor_road", "minor", "tertiary", "secondary"]),
            map.rail,
            widths(0.4, 1.2),
        ),
        line(&["roads", "transportation"], kind_in(&["major_road", "primary", "trunk"]), map.rail, widths(0.6, 1.8)),
        line(&["roads", "transportation"], kind_in(&["highway", "motorway"]), map.rail, widths(0.8, 2.4)),
        json!({
            "type": "line", "source-layer": ["boundaries"],
            "filter": kind_in(&["region"]),
            "paint": { "line-color": hex(map.province), "line-width": 1 }
        }),
        border(false),
        border(true),
    ];
    // In the bundled map places with a gazetteer id are named, towns abroad are not; the country
    // itself goes without saying.
    let (country, town) = match ground {
        Ground::Bundled => (json!(["!=", ["get", "name:en"], "China"]), json!(["has", "adcode"])),
        Ground::WithLand | Ground::WithoutLand => (json!(true), json!(true)),
    };
    layers.extend([
        symbol(lang, &["country"], country),
        symbol(lang, &["region", "state", "province"], json!(true)),
        symbol(lang, &["locality", "city", "town", "village"], town),
    ]);
    serde_json::from_value(json!({ "layers": layers })).unwrap_or_default()
}

/// Number of layers before the three that name things.
const SYMBOLS_FROM: usize = 13;

/// The class of a text by the layer it came from.
pub fn class_of(layer: usize) -> Option<BaseClass> {
    match layer.checked_sub(SYMBOLS_FROM)? {
        0 => Some(BaseClass::Country),
        1 => Some(BaseClass::Region),
        2 => Some(BaseClass::Locality),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_and_the_names_stand_where_class_of_looks() {
        for theme in [Theme::light(), Theme::dark()] {
            for lang in Lang::ALL {
                let style = base_style(&theme, lang, Ground::Bundled);
                assert_eq!(style.layers.len(), SYMBOLS_FROM + 3);
                assert!(matches!(style.layers[SYMBOLS_FROM], walkers::StyleLayer::Symbol { .. }));
                assert!(!matches!(style.layers[SYMBOLS_FROM - 1], walkers::StyleLayer::Symbol { .. }));
            }
        }
    }
}
