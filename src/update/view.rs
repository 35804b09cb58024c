//! What the view shows: workspace, map, layers, financing, ranking, comparison.

use super::{AppModel, history};
use crate::{
    action::{Effect, command::ViewCommand},
    model::{
        dataset::Dataset,
        ids::PlaceId,
        item::{Item, MAX_SELECTED, Selection},
        layout::Workspace,
        place::{LonLat, PlaceLevel},
        view_state::MapView,
    },
};

/// Closest and farthest zoom of the map.
const ZOOM: std::ops::RangeInclusive<f64> = 2.0..=17.0;

pub(super) fn reduce(model: &mut AppModel, command: ViewCommand) -> Vec<Effect> {
    match command {
        ViewCommand::MapMoved(map) => {
            history::remember_move(model);
            model.view.map = MapView { base: model.view.map.base.clone(), ..map }.rounded();
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
        ViewCommand::CompareSelected => {
            let places: Vec<PlaceId> = model.view.selection.places().cloned().collect();
            history::remember(model);
            model.view.workspace = Workspace::Compare;
            set_compare(model, places);
            vec![]
        }
        part @ (ViewCommand::Workspace(_)
        | ViewCommand::Layers(_)
        | ViewCommand::Financing(_)
        | ViewCommand::Ranking(_)
        | ViewCommand::Compare(_)
        | ViewCommand::CompareAdd(_)
        | ViewCommand::CompareRemove(_)
        | ViewCommand::Units(_)) => {
            history::remember(model);
            set(model, part);
            vec![]
        }
    }
}

/// Commands that only replace a part of the view.
#[expect(clippy::wildcard_enum_match_arm, reason = "the commands that do more are handled by `reduce`")]
fn set(model: &mut AppModel, command: ViewCommand) {
    let view = &mut model.view;
    match command {
        ViewCommand::Workspace(workspace) => {
            view.workspace = workspace;
            model.transient.maximised = None;
        }
        ViewCommand::Layers(layers) => view.layers = layers,
        ViewCommand::Financing(financing) => view.financing = financing,
        ViewCommand::Ranking(ranking) => view.ranking = ranking,
        ViewCommand::Units(units) => {
            view.units = units;
            model.settings.units = Some(units);
        }
        ViewCommand::Compare(places) => set_compare(model, places),
        ViewCommand::CompareAdd(place) => {
            let mut places = view.compare.clone();
            places.push(place);
            set_compare(model, places);
        }
        ViewCommand::CompareRemove(place) => view.compare.retain(|other| *other != place),
        _ => {}
    }
}

/// Sets the compared places: each once, at most [`MAX_SELECTED`].
fn set_compare(model: &mut AppModel, places: Vec<PlaceId>) {
    let mut kept: Vec<PlaceId> = Vec::new();
    for place in places {
        if !kept.contains(&place) && kept.len() < MAX_SELECTED {
            kept.push(place);
        }
    }
    model.view.compare = kept;
}

fn move_map(model: &mut AppModel, lon: f64, lat: f64, zoom: Option<f64>) -> Vec<Effect> {
    if !lon.is_finite() || !lat.is_finite() {
        return vec![];
    }
    history::remember_move(model);
    let zoom = zoom.unwrap_or(model.view.map.zoom).clamp(*ZOOM.start(), *ZOOM.end());
    model.view.map =
        MapView { lon: lon.clamp(-180.0, 180.0), lat: lat.clamp(-85.0, 85.0), zoom, base: model.view.map.base.clone() }.rounded();
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
