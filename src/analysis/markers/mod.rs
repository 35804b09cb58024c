//! Floor 3: what stands on the map: cities, zones and funds as symbols, with what they show.

pub mod figures;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    analysis::{
        filtering,
        scale::{World, to_world},
    },
    model::{
        claim::Claim,
        dataset::Dataset,
        filter::Filter,
        ids::{ClaimId, PlaceId},
        item::Item,
        lang::Bilingual,
        place::LonLat,
        quantity::Qualifier,
        view_state::Layers,
    },
    text::number::to_screen,
};

/// Zoom from which zones have symbols of their own; below they fold into a count at their city.
pub const ZONES_FROM: f64 = 7.0;
/// Zoom from which funds have symbols of their own; below they fold into a count at their city.
pub const FUNDS_FROM: f64 = 6.0;
/// Zoom from which cities that are neither ranked nor have a figure are drawn.
pub const OTHER_CITIES_FROM: f64 = 6.5;
/// Smallest and largest radius of a city's symbol, points.
pub const RADIUS: (f64, f64) = (4.0, 26.0);
/// Radius of the ring of a city without a figure, points.
pub const RING: f64 = 9.0;
/// Radius of zone and fund symbols, points.
pub const SMALL: f64 = 6.5;

/// What a symbol is.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkerKind {
    /// A city sized by a metric and coloured by its published tier.
    City {
        /// Published tier; none for cities that are not ranked.
        tier: Option<u8>,
        /// The figure behind the size; none when no document states one.
        figure: Option<Figure>,
        /// Whether it is one of the ranked cities.
        ranked: bool,
    },
    /// A zone with its place among the paradigms.
    Zone {
        /// Index of its paradigm among [`Scene::paradigms`]; none when not stated.
        paradigm: Option<usize>,
        /// The city it folds into below [`ZONES_FROM`].
        city: Option<PlaceId>,
    },
    /// A fund.
    Fund {
        /// The place it sits at.
        place: PlaceId,
        /// The city it folds into below [`FUNDS_FROM`].
        city: Option<PlaceId>,
    },
}

/// What a city stands for beside itself while the map shows no closer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Zones.
    pub zones: usize,
    /// Funds.
    pub funds: usize,
}

impl Folded {
    /// True when nothing is folded.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// The figure that sizes a symbol.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The claim.
    pub claim: ClaimId,
    /// What its area stands for.
    pub mark: f64,
    /// How it is worded.
    pub qualifier: Qualifier,
}

/// A symbol on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// What it stands for.
    pub item: Item,
    /// Its kind.
    pub kind: MarkerKind,
    /// Name in both languages.
    pub name: Bilingual,
    /// Where it is.
    pub at: World,
    /// Points it is moved by on the screen, so that it does not hide what is at the same place.
    pub offset: [f64; 2],
    /// Radius in points.
    pub radius: f64,
    /// True when a filter holds it back.
    pub faded: bool,
}

/// Everything that stands on the map for one view of one set of data, in drawing order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Symbols; later ones are drawn above earlier ones.
    pub markers: Vec<Marker>,
    /// Paradigms of the zones shown: slug and words, in the order of their colours.
    pub paradigms: Vec<(String, Bilingual)>,
    /// The largest figure that a city is sized by.
    pub largest: f64,
    /// Cities that are ranked but have no figure.
    pub not_stated: usize,
}

/// Radius of a city's symbol: its area is in proportion to the figure, the largest has the
/// largest radius, none is smaller than the smallest.
pub fn radius_of(mark: f64, largest: f64) -> f64 {
    let (least, most) = RADIUS;
    if largest <= 0.0 || mark <= 0.0 {
        return least;
    }
    (most * (mark / largest).sqrt()).clamp(least, most)
}

/// Builds the symbols of a view.
pub fn scene(data: &Dataset, layers: &Layers, filter: &Filter) -> Scene {
    let mut scene = Scene::default();
    let in_view = (!filter.is_empty()).then(|| filtering::places_in_view(data, filter));
    let faded = |place: &PlaceId| in_view.as_ref().is_some_and(|places| !places.contains(place));
    let mut radii = BTreeMap::new();
    if layers.cities {
        cities(data, layers, filter, &faded, &mut scene, &mut radii);
    }
    if layers.zones {
        zones(data, layers, &faded, &mut scene);
    }
    if layers.funds {
        funds(data, layers, &faded, &radii, &mut scene);
    }
    scene
}

fn point_of(data: &Dataset, place: &PlaceId) -> Option<LonLat> {
    data.places.get(place)?.point
}

fn cities(
    data: &Dataset,
    layers: &Layers,
    filter: &Filter,
    faded: &dyn Fn(&PlaceId) -> bool,
    scene: &mut Scene,
    radii: &mut BTreeMap<PlaceId, f64>,
) {
    let claims: BTreeMap<&PlaceId, &Claim> =
        data.cities.keys().filter_map(|place| Some((place, figures::pick(data, filter, place, &layers.city_metric)?))).collect();
    let mark = |claim: &Claim| claim.quantity.mark().map(to_screen).filter(|mark| *mark > 0.0);
    scene.largest = claims.values().filter_map(|claim| mark(claim)).fold(0.0, f64::max);
    for (place, profile) in &data.cities {
        let Some(point) = point_of(data, place) else { continue };
        let figure = claims
            .get(place)
            .and_then(|claim| Some(Figure { claim: claim.id.clone(), mark: mark(claim)?, qualifier: claim.quantity.qualifier }));
        if profile.ranked && figure.is_none() {
            scene.not_stated += 1;
        }
        let radius = figure.as_ref().map_or(RING, |figure| radius_of(figure.mark, scene.largest));
        radii.insert(place.clone(), radius);
        scene.markers.push(Marker {
            item: Item::Place(place.clone()),
            kind: MarkerKind::City { tier: filtering::published_tier(data, place), figure, ranked: profile.ranked },
            name: data.places.get(place).map(|place| place.name.clone()).unwrap_or_default(),
            at: to_world(point),
            offset: [0.0, 0.0],
            radius,
            faded: faded(place),
        });
    }
    // Small above large; rings of unknown size above all, since nothing shows through them.
    scene.markers.sort_by(|a, b| b.radius.total_cmp(&a.radius).then_with(|| a.item.cmp(&b.item)));
}

fn zones(data: &Dataset, layers: &Layers, faded: &dyn Fn(&PlaceId) -> bool, scene: &mut Scene) {
    let shown: Vec<_> = data.zones.values().filter_map(|zone| Some((zone, point_of(data, &zone.place)?))).collect();
    let slugs: BTreeSet<&str> = shown.iter().map(|(zone, _)| zone.paradigm.as_str()).filter(|slug| !slug.is_empty()).collect();
    scene.paradigms = slugs
        .into_iter()
        .filter_map(|slug| {
            let (zone, _) = shown.iter().find(|(zone, _)| zone.paradigm == slug)?;
            Some((slug.to_owned(), zone.paradigm_title.clone()))
        })
        .collect();
    for (zone, point) in shown {
        let paradigm = scene.paradigms.iter().position(|(slug, _)| *slug == zone.paradigm);
        scene.markers.push(Marker {
            item: Item::Place(zone.place.clone()),
            kind: MarkerKind::Zone { paradigm, city: zone.city.clone().filter(|_| layers.cities) },
            name: zone.name.clone(),
            at: to_world(point),
            offset: [0.0, 0.0],
            radius: SMALL,
            faded: faded(&zone.place),
        });
    }
}

/// The ranked city that a place is or lies in.
fn ranked_city(data: &Dataset, place: &PlaceId) -> Option<PlaceId> {
    let ranked = |id: &PlaceId| data.cities.get(id).is_some_and(|city| city.ranked);
    data.ancestry(place).into_iter().map(|around| &around.id).find(|id| ranked(id)).cloned()
}

fn funds(data: &Dataset, layers: &Layers, faded: &dyn Fn(&PlaceId) -> bool, radii: &BTreeMap<PlaceId, f64>, scene: &mut Scene) {
    let mut at_place: BTreeMap<&PlaceId, u32> = BTreeMap::new();
    for fund in data.funds.values() {
        let Some(point) = point_of(data, &fund.place) else { continue };
        let before = at_place.entry(&fund.place).or_default();
        // South-west of the city's symbol, further ones of the same place beside it.
        let away = radii.get(&fund.place).map_or(0.0, |radius| (radius + SMALL + 1.0) * std::f64::consts::FRAC_1_SQRT_2);
        let offset = [-away - f64::from(*before) * (2.0 * SMALL + 2.0), away];
        *before += 1;
        scene.markers.push(Marker {
            item: Item::Fund(fund.id.clone()),
            kind: MarkerKind::Fund { place: fund.place.clone(), city: ranked_city(data, &fund.place).filter(|_| layers.cities) },
            name: fund.name.clone(),
            at: to_world(point),
            offset,
            radius: SMALL,
            faded: faded(&fund.place),
        });
    }
}

impl Scene {
    /// Whether the marker is drawn at this zoom; `wanted` says that it is selected or hovered.
    pub fn is_shown(&self, marker: &Marker, zoom: f64, wanted: bool) -> bool {
        match &marker.kind {
            MarkerKind::City { ranked, figure, .. } => *ranked || figure.is_some() || wanted || zoom >= OTHER_CITIES_FROM,
            MarkerKind::Zone { .. } => wanted || zoom >= ZONES_FROM,
            MarkerKind::Fund { city, .. } => wanted || zoom >= FUNDS_FROM || city.is_none(),
        }
    }

    /// What folds into each city at this zoom. Zones without a point are in lists only.
    pub fn folded(&self, zoom: f64) -> BTreeMap<&PlaceId, Folded> {
        let mut counts: BTreeMap<&PlaceId, Folded> = BTreeMap::new();
        for marker in &self.markers {
            match &marker.kind {
                MarkerKind::Zone { city: Some(city), .. } if zoom < ZONES_FROM => counts.entry(city).or_default().zones += 1,
                MarkerKind::Fund { city: Some(city), .. } if zoom < FUNDS_FROM => counts.entry(city).or_default().funds += 1,
                MarkerKind::City { .. } | MarkerKind::Zone { .. } | MarkerKind::Fund { .. } => {}
            }
        }
        counts
    }

    /// The figures that sized symbols, largest first: largest, middle, smallest of the data, for
    /// the legend. Fewer when they are the same.
    pub fn legend_sizes(&self) -> Vec<&Figure> {
        let mut figures: Vec<&Figure> = self
            .markers
            .iter()
            .filter_map(|marker| match &marker.kind {
                MarkerKind::City { figure, .. } => figure.as_ref(),
                MarkerKind::Zone { .. } | MarkerKind::Fund { .. } => None,
            })
            .collect();
        figures.sort_by(|a, b| b.mark.total_cmp(&a.mark).then_with(|| a.claim.cmp(&b.claim)));
        let Some(largest) = figures.first().copied() else { return Vec::new() };
        // The figure whose symbol is nearest to half of the largest in width.
        let half = |figure: &&&Figure| (radius_of(figure.mark, largest.mark) - RADIUS.1 / 2.0).abs();
        let middle = figures.iter().min_by(|a, b| half(a).total_cmp(&half(b))).copied();
        let mut chosen = vec![largest];
        for figure in [middle, figures.last().copied()].into_iter().flatten() {
            if chosen.iter().all(|other| other.mark != figure.mark) {
                chosen.push(figure);
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn area_is_in_proportion_between_the_limits() {
        assert_eq!(radius_of(654.0, 654.0), 26.0);
        // 147 of 654: 26 * sqrt(0.22477) = 12.33.
        assert!((radius_of(147.0, 654.0) - 12.326).abs() < 0.001);
        // 16 of 654 would be 4.07.
        assert!((radius_of(16.0, 654.0) - 4.067).abs() < 0.001);
        assert_eq!(radius_of(1.0, 654.0), 4.0);
        assert_eq!(radius_of(0.0, 0.0), 4.0);
    }

    proptest! {
        #[test]
        fn a_larger_figure_never_has_a_smaller_symbol(a in 0.0..1e6_f64, b in 0.0..1e6_f64, largest in 1.0..1e6_f64) {
            let (small, large) = (a.min(b), a.max(b));
            prop_assert!(radius_of(small, largest) <= radius_of(large, largest));
        }
    }
}
