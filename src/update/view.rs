//! What the view shows: workspace, map, layers, financing, ranking, comparison.

use super::{AppModel, Step, history, settings};
use crate::{
    action::{Effect, command::ViewCommand},
    analysis::ranking::rescaled,
    model::{
        dataset::Dataset,
        ids::PlaceId,
        item::{Item, MAX_SELECTED, Selection},
        layout::Workspace,
        place::{LonLat, PlaceLevel},
        ranking_default::WEIGHT_SUM,
        view_state::{MapView, RankingView, ViewState},
    },
};

/// Closest and farthest zoom of the map.
const ZOOM: std::ops::RangeInclusive<f64> = 2.0..=17.0;

pub(super) fn reduce(model: &mut AppModel, command: ViewCommand) -> Vec<Effect> {
    match command {
        ViewCommand::MapMoved(map) => {
            if map.lon.is_finite() && map.lat.is_finite() && map.zoom.is_finite() {
                history::remember_step(model, Step::Map);
                model.view.map = sound_map(MapView { base: model.view.map.base.clone(), ..map });
            }
            vec![]
        }
        ViewCommand::FlyTo { lon, lat, zoom } => move_map(model, lon, lat, zoom),
        ViewCommand::GoTo(item) => go_to(model, item),
        ViewCommand::ZoomBy(steps) => {
            let MapView { lon, lat, zoom, .. } = model.view.map;
            move_map(model, lon, lat, Some(zoom + steps))
        }
        ViewCommand::Home => {
            let MapView { lon, lat, zoom, .. } = MapView::HOME;
            move_map(model, lon, lat, Some(zoom))
        }
        ViewCommand::Back => history::back(model),
        ViewCommand::Forward => history::forward(model),
        ViewCommand::Ranking(ranking) => {
            history::remember_step(model, Step::Ranking);
            model.view.ranking = sound_ranking(ranking, &model.view.ranking);
            vec![]
        }
        ViewCommand::AsOf(day) => {
            history::remember_step(model, Step::AsOf);
            model.view.as_of = day;
            vec![]
        }
        ViewCommand::Units(units) => {
            model.settings.units = Some(units);
            changed(model, |view| view.units = units);
            settings::write(model)
        }
        ViewCommand::Workspace(workspace) => {
            changed(model, |view| view.workspace = workspace);
            model.transient.maximised = None;
            vec![]
        }
        ViewCommand::CompareSelected => {
            let places: Vec<PlaceId> = model.view.selection.places().cloned().collect();
            changed(model, |view| {
                view.workspace = Workspace::Compare;
                view.compare = each_once(places);
            });
            model.transient.maximised = None;
            vec![]
        }
        ViewCommand::Layers(layers) => changed(model, |view| view.layers = layers),
        ViewCommand::Financing(financing) => changed(model, |view| view.financing = financing),
        ViewCommand::Compare(places) => changed(model, |view| view.compare = each_once(places)),
        ViewCommand::CompareAdd(place) => {
            let places = model.view.compare.iter().cloned().chain([place]).collect();
            changed(model, |view| view.compare = each_once(places))
        }
        ViewCommand::CompareRemove(place) => changed(model, |view| view.compare.retain(|other| *other != place)),
    }
}

/// Makes a change that Back takes back; one that changes nothing leaves no step behind.
fn changed(model: &mut AppModel, change: impl FnOnce(&mut ViewState)) -> Vec<Effect> {
    let mut view = model.view.clone();
    change(&mut view);
    if view != model.view {
        history::remember(model);
        model.view = view;
    }
    vec![]
}

/// Places to compare: each once, at most [`MAX_SELECTED`].
fn each_once(places: Vec<PlaceId>) -> Vec<PlaceId> {
    let mut kept: Vec<PlaceId> = Vec::new();
    for place in places {
        if !kept.contains(&place) && kept.len() < MAX_SELECTED {
            kept.push(place);
        }
    }
    kept
}

fn move_map(model: &mut AppModel, lon: f64, lat: f64, zoom: Option<f64>) -> Vec<Effect> {
    if !lon.is_finite() || !lat.is_finite() {
        return vec![];
    }
    // Going somewhere is a step of its own; a drag from there is the next one.
    history::remember(model);
    let zoom = zoom.filter(|zoom| zoom.is_finite()).unwrap_or(model.view.map.zoom);
    model.view.map = sound_map(MapView { lon, lat, zoom, base: model.view.map.base.clone() });
    vec![Effect::MoveMap(model.view.map.clone())]
}

fn go_to(model: &mut AppModel, item: Item) -> Vec<Effect> {
    let target =
        place_behind(&model.data, &item).and_then(|id| Some((point_near(&model.data, &id)?, zoom_for(&model.data, &id))));
    history::remember(model);
    model.view.selection = Selection::of([item.clone()]);
    let Some((at, zoom)) = target else {
        if matches!(item, Item::Claim(_) | Item::Document(_) | Item::Figure(_)) {
            model.view.workspace = Workspace::Sources;
        }
        return vec![];
    };
    if model.view.workspace != Workspace::Explore {
        model.view.workspace = Workspace::Explore;
    }
    move_map(model, at.lon, at.lat, Some(zoom.max(model.view.map.zoom.min(zoom + 2.0))))
}

/// A map view on earth, at a zoom the map can show, as files store it.
fn sound_map(map: MapView) -> MapView {
    let MapView { lon, lat, zoom, base } = map;
    MapView { lon: lon.clamp(-180.0, 180.0), lat: lat.clamp(-85.0, 85.0), zoom: zoom.clamp(*ZOOM.start(), *ZOOM.end()), base }
        .rounded()
}

/// A ranking whose weights sum to 100 % and whose cuts are in order.
fn sound_ranking(wanted: RankingView, now: &RankingView) -> RankingView {
    let cut_one = wanted.cut_one.min(WEIGHT_SUM);
    let sum: u64 = wanted.weights.values().map(|weight| u64::from(*weight)).sum();
    let weights = if wanted.weights.is_empty() {
        now.weights.clone()
    } else if sum == u64::from(WEIGHT_SUM) {
        wanted.weights
    } else {
        rescaled(&wanted.weights, WEIGHT_SUM)
    };
    RankingView { weights, cut_one, cut_two: wanted.cut_two.min(cut_one), rule: wanted.rule }
}

/// The place that an item stands for on the map.
fn place_behind(data: &Dataset, item: &Item) -> Option<PlaceId> {
    match item {
        Item::Place(id) => Some(id.clone()),
        Item::Company(id) => data.companies.get(id)?.place.clone(),
        Item::Fund(id) => data.funds.get(id).map(|fund| fund.place.clone()),
        Item::Entity(id) => data.entities.get(id)?.place.clone(),
        Item::Group(_) | Item::Claim(_) | Item::Document(_) | Item::Figure(_) | Item::Period(_) => None,
    }
}

/// The place's point, or that of the nearest place around it that has one.
fn point_near(data: &Dataset, place: &PlaceId) -> Option<LonLat> {
    data.ancestry(place).iter().find_map(|place| place.point)
}

fn zoom_for(data: &Dataset, place: &PlaceId) -> f64 {
    match data.places.get(place).map(|place| place.level) {
        Some(PlaceLevel::Country) => MapView::HOME.zoom,
        Some(PlaceLevel::Province) => 6.0,
        Some(PlaceLevel::Municipality | PlaceLevel::Sar | PlaceLevel::Prefecture) => 7.5,
        Some(PlaceLevel::District | PlaceLevel::County) => 8.5,
        Some(PlaceLevel::Zone) => 9.5,
        None => 7.0,
    }
}
