//! Labels of the map over the real data: at every half zoom from 3 to 12, in both languages, on two
//! map sizes and with all layers on, no two label boxes meet, none leaves the map or covers a symbol,
//! and the selected place's label is always there.
#![cfg(test)]

use cluster_atlas::{
    analysis::{
        label_plan::{GroundName, LabelStyle, Plan, PlanInput, plan},
        labels::{Box2, Measured, Placed, place},
        markers::{Scene, scene},
        scale::{Viewport, to_world},
    },
    data::atlas::{AtlasSource, load},
    model::{
        dataset::Dataset,
        filter::Filter,
        item::{Item, Selection},
        lang::Lang,
        place::{LonLat, PlaceLevel},
        view_state::{Layers, MapView},
    },
};
use proptest::prelude::*;
use std::sync::LazyLock;

static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);

fn all_layers() -> Layers {
    Layers {
        provinces: true,
        province_metric: "ai_companies:surveyed".into(),
        cities: true,
        city_metric: "ai_companies:surveyed".into(),
        zones: true,
        funds: true,
        notes: true,
        deals: true,
    }
}

static SCENE: LazyLock<Scene> = LazyLock::new(|| scene(&DATA, &all_layers(), &Filter::default()));

/// Every place with a point as a name of the base map: a denser ground than any tile has.
fn ground(lang: Lang) -> Vec<GroundName> {
    let named = DATA.places.values().filter(|place| place.level != PlaceLevel::Country);
    named
        .filter_map(|place| {
            let style = if place.level.is_province_level() { LabelStyle::Province } else { LabelStyle::Town };
            let rank = place.population.map_or(0, |p| u8::try_from(p.max(1).ilog2()).unwrap_or(30));
            Some(GroundName { text: place.name.get(lang).to_owned(), at: to_world(place.point?), style, rank })
        })
        .collect()
}

static GROUND: LazyLock<[Vec<GroundName>; 2]> = LazyLock::new(|| Lang::ALL.map(ground));

/// A text's size as the bundled fonts have it, to within a point.
fn measure(plan: &Plan, index: usize) -> Measured {
    let label = &plan.labels[index];
    let wide = label.text.chars().filter(|c| !c.is_ascii()).count() as f64;
    let narrow = label.text.chars().filter(char::is_ascii).count() as f64;
    let width = wide * 13.0 + narrow * 7.4;
    let short = [width, 17.0];
    if label.folded.is_empty() {
        Measured { full: short, short: None }
    } else {
        Measured { full: [width + 60.0, 17.0], short: Some(short) }
    }
}

struct Case {
    size: [f64; 2],
    zoom: f64,
    lang: usize,
    center: LonLat,
    selected: Vec<Item>,
}

fn check(case: &Case) -> (Plan, Vec<Placed>) {
    let view = MapView { lon: case.center.lon, lat: case.center.lat, zoom: case.zoom, base: String::new() };
    let selection = Selection::of(case.selected.iter().cloned());
    let viewport = Viewport::of(&view, case.size);
    let wanted = plan(&PlanInput {
        scene: &SCENE,
        data: &DATA,
        viewport,
        lang: Lang::ALL[case.lang],
        selection: &selection,
        hover: None,
        ground: &GROUND[case.lang],
    });
    let requests: Vec<_> = wanted.labels.iter().map(|label| label.request.clone()).collect();
    let [width, height] = case.size;
    let legend = if width > 600.0 { [238.0, 260.0] } else { [40.0, 40.0] };
    let clear = [
        Box2::at([8.0, height - 12.0 - legend[1]], legend),
        Box2::at([width - 46.0, 8.0], [38.0, 106.0]),
        Box2::at([width - 300.0, height - 22.0], [300.0, 22.0]),
    ];
    let placed = place(&requests, &wanted.symbols, &clear, case.size, |index| measure(&wanted, index));
    let map = Box2::at([0.0, 0.0], case.size);
    for (i, a) in placed.iter().enumerate() {
        let label = &wanted.labels[a.request];
        assert!(a.area.is_inside(&map), "{} leaves the map", label.text);
        assert!(clear.iter().all(|other| !other.meets(&a.area)), "{} covers a control", label.text);
        if !label.request.must {
            let covered = wanted.symbols.iter().any(|disc| {
                let [x, y] = disc.center;
                let (dx, dy) = (x - x.clamp(a.area.left, a.area.right), y - y.clamp(a.area.top, a.area.bottom));
                dx.hypot(dy) < disc.radius - 1e-9
            });
            assert!(!covered, "{} covers a symbol", label.text);
        }
        for b in &placed[..i] {
            assert!(!a.area.meets(&b.area), "{} meets {}", label.text, wanted.labels[b.request].text);
        }
    }
    for (index, label) in wanted.labels.iter().enumerate() {
        let [x, y] = label.request.anchor;
        if label.request.must && (0.0..=width).contains(&x) && (0.0..=height).contains(&y) {
            assert!(placed.iter().any(|p| p.request == index), "{} is selected and has no label", label.text);
        }
    }
    (wanted, placed)
}

fn selectable() -> Vec<Item> {
    let markers = SCENE.markers.iter().map(|marker| marker.item.clone());
    markers.chain(["440000", "320600", "310115"].map(|id| Item::Place(id.into()))).collect()
}

fn point_of(item: &Item) -> LonLat {
    let place = match item {
        Item::Place(id) => id.clone(),
        Item::Fund(id) => DATA.funds[id].place.clone(),
        other => panic!("{other:?} has no symbol"),
    };
    DATA.places[&place].point.unwrap()
}

#[test]
fn the_home_view_names_every_ranked_city() {
    let center = LonLat { lon: MapView::HOME.lon, lat: MapView::HOME.lat };
    for lang in 0..2 {
        let case =
            Case { size: [1013.0, 490.0], zoom: MapView::HOME.zoom, lang, center, selected: vec![Item::Place("320500".into())] };
        let (plan, placed) = check(&case);
        let shown: Vec<&str> = placed.iter().map(|spot| plan.labels[spot.request].text.as_str()).collect();
        for city in DATA.ranked_cities() {
            let name = DATA.place_name(&city.place, Lang::ALL[lang]);
            assert!(shown.contains(&name), "{name} has no label: {shown:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Around something selected, a little off the middle, at every half zoom.
    #[test]
    fn labels_keep_their_rules(
        chosen in prop::sample::subsequence(selectable(), 1..=3),
        off in (-0.4..0.4_f64, -0.4..0.4_f64),
        large: bool,
        lang in 0_usize..2,
    ) {
        let size = if large { [1013.0, 490.0] } else { [480.0, 300.0] };
        for step in 6_u8..=24 {
            let zoom = f64::from(step) / 2.0;
            let around = point_of(&chosen[0]);
            let viewport = Viewport::of(&MapView { lon: around.lon, lat: around.lat, zoom, base: String::new() }, size);
            let center = viewport.unproject([size[0] * (0.5 + off.0), size[1] * (0.5 + off.1)]);
            check(&Case { size, zoom, lang, center, selected: chosen.clone() });
        }
    }
}
