//! Which labels a map shows and how important each is; [`super::labels`] then finds them a place.

use std::collections::BTreeSet;

use crate::{
    analysis::{
        labels::{Disc, Position, Request},
        markers::{FUNDS_FROM, Figure, Folded, Marker, MarkerKind, Scene},
        scale::{Viewport, World},
    },
    model::{
        dataset::Dataset,
        item::{Item, Selection},
        lang::Lang,
        quantity::Qualifier,
    },
};

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelStyle {
    /// Something selected or hovered.
    Lit,
    /// A city of the data.
    City,
    /// A zone or a fund.
    Small,
    /// A town of the base map.
    Town,
    /// A province of the base map.
    Province,
    /// A country of the base map.
    Country,
}

/// A name on the base map.
#[derive(Clone, Debug, PartialEq)]
pub struct GroundName {
    /// The name.
    pub text: String,
    /// Where.
    pub at: World,
    /// How it is written: town, province or country.
    pub style: LabelStyle,
    /// Larger is more important.
    pub rank: u8,
}

/// A label with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// First line.
    pub text: String,
    /// What is folded into the place.
    pub folded: Folded,
    /// How it is written.
    pub style: LabelStyle,
    /// True when a filter holds the place back.
    pub faded: bool,
    /// What is known for its placing.
    pub request: Request,
}

/// What a plan is made from.
pub struct PlanInput<'a> {
    /// Symbols.
    pub scene: &'a Scene,
    /// Data, for things selected that have no symbol.
    pub data: &'a Dataset,
    /// What the panel shows.
    pub viewport: Viewport,
    /// Language.
    pub lang: Lang,
    /// Selection.
    pub selection: &'a Selection,
    /// What is hovered.
    pub hover: Option<&'a Item>,
    /// Names on the base map.
    pub ground: &'a [GroundName],
}

/// Labels and the symbols they keep off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Labels wanted.
    pub labels: Vec<Label>,
    /// Symbols shown.
    pub symbols: Vec<Disc>,
    /// Things selected that have no symbol of their own: points of the panel.
    pub pins: Vec<[f64; 2]>,
}

/// Zoom from which the base map's towns are named.
const TOWNS_FROM: f64 = 5.5;
/// Most names of the base map that are tried.
const MOST_GROUND: usize = 90;

/// Collects the labels of a frame.
pub fn plan(input: &PlanInput<'_>) -> Plan {
    let mut plan = Plan::default();
    let mut named = BTreeSet::new();
    let folded = input.scene.folded(input.viewport.zoom);
    for marker in &input.scene.markers {
        let selected = input.selection.contains(&marker.item);
        let hovered = input.hover == Some(&marker.item);
        let [x, y] = input.viewport.project(marker.at);
        let [dx, dy] = marker.offset;
        let at = [x + dx, y + dy];
        if !input.scene.is_shown(marker, input.viewport.zoom, selected || hovered) || !input.viewport.shows(at, 60.0) {
            continue;
        }
        let ring = if selected || hovered { 5.0 } else { edge(marker) };
        plan.symbols.push(Disc { center: at, radius: marker.radius + ring });
        let Some((priority, style)) = importance(marker, selected, hovered, input.viewport.zoom) else { continue };
        let text = marker.name.get(input.lang).to_owned();
        named.insert(text.clone());
        let folded = marker.item.place().and_then(|place| folded.get(place)).copied().unwrap_or_default();
        plan.labels.push(Label {
            text,
            folded,
            style,
            faded: marker.faded && !selected,
            request: Request {
                priority,
                anchor: at,
                clearance: marker.radius + ring,
                position: Position::Beside,
                must: selected,
            },
        });
    }
    pins(input, &mut plan, &mut named);
    ground(input, &mut plan, &named);
    plan
}

/// Room around the symbol itself: its halo, or the open ring of a figure that is a minimum.
fn edge(marker: &Marker) -> f64 {
    let open = |figure: &Figure| matches!(figure.qualifier, Qualifier::AtLeast | Qualifier::AtMost);
    match &marker.kind {
        MarkerKind::City { figure: Some(figure), .. } if open(figure) => 7.0,
        MarkerKind::City { .. } | MarkerKind::Zone { .. } | MarkerKind::Fund { .. } => 1.2,
    }
}

fn importance(marker: &Marker, selected: bool, hovered: bool, zoom: f64) -> Option<(u32, LabelStyle)> {
    if selected || hovered {
        return Some((u32::from(!selected), LabelStyle::Lit));
    }
    match &marker.kind {
        MarkerKind::City { tier, ranked, .. } => {
            let step = tier.map_or(4, u32::from);
            let priority = if *ranked { 10 + step } else { 18 };
            Some((priority, LabelStyle::City))
        }
        MarkerKind::Zone { .. } => Some((20, LabelStyle::Small)),
        MarkerKind::Fund { .. } => (zoom >= FUNDS_FROM + 1.0).then_some((30, LabelStyle::Small)),
    }
}

/// Selected places without a symbol.
fn pins(input: &PlanInput<'_>, plan: &mut Plan, named: &mut BTreeSet<String>) {
    let has_symbol = |item: &Item| input.scene.markers.iter().any(|marker| marker.item == *item);
    for item in input.selection.items().iter().filter(|item| !has_symbol(item)) {
        let place = match item {
            Item::Place(id) => input.data.places.get(id),
            Item::Company(id) => {
                input.data.companies.get(id).and_then(|company| company.place.as_ref()).and_then(|id| input.data.places.get(id))
            }
            _ => None,
        };
        let Some((place, point)) = place.and_then(|place| Some((place, place.point?))) else { continue };
        let at = input.viewport.project_point(point);
        if !input.viewport.shows(at, 0.0) {
            continue;
        }
        plan.pins.push(at);
        plan.symbols.push(Disc { center: at, radius: 9.0 });
        let text = place.name.get(input.lang).to_owned();
        named.insert(text.clone());
        plan.labels.push(Label {
            text,
            folded: Folded::default(),
            style: LabelStyle::Lit,
            faded: false,
            request: Request { priority: 0, anchor: at, clearance: 9.0, position: Position::Beside, must: true },
        });
    }
}

fn near([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> bool {
    (ax - bx).hypot(ay - by) < 40.0
}

/// Names of the base map, without those that the data name already.
fn ground(input: &PlanInput<'_>, plan: &mut Plan, named: &BTreeSet<String>) {
    let towns = input.viewport.zoom >= TOWNS_FROM;
    let mut names: Vec<(u32, [f64; 2], &GroundName)> = input
        .ground
        .iter()
        .filter(|name| !named.contains(&name.text) && (towns || name.style != LabelStyle::Town))
        .filter_map(|name| {
            let at = input.viewport.project(name.at);
            let base = match name.style {
                LabelStyle::Province => 40,
                LabelStyle::Country => 41,
                _ => 60,
            };
            input.viewport.shows(at, 0.0).then(|| (base + 30 - u32::from(name.rank.min(30)), at, name))
        })
        .collect();
    names.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.2.text.cmp(&b.2.text)).then_with(|| a.2.at.x.total_cmp(&b.2.at.x)));
    // Neighbouring tiles both carry what stands near their edge.
    names.dedup_by(|a, b| a.2.text == b.2.text && near(a.1, b.1));
    for (priority, anchor, name) in names.into_iter().take(MOST_GROUND) {
        plan.labels.push(Label {
            text: name.text.clone(),
            folded: Folded::default(),
            style: name.style,
            faded: false,
            request: Request { priority, anchor, clearance: 0.0, position: Position::On, must: false },
        });
    }
}
