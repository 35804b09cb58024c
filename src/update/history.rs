//! Back and Forward over view states: map moves, filters, workspaces, layers.

use super::{AppModel, Step, file};
use crate::{action::Effect, model::view_state::ViewState};

/// View states kept to go back to.
pub const BACK_LIMIT: usize = 100;

/// Keeps the present view to go back to, before a change.
pub(super) fn remember(model: &mut AppModel) {
    if model.back.back() != Some(&model.view) {
        model.back.push_back(model.view.clone());
        if model.back.len() > BACK_LIMIT {
            model.back.pop_front();
        }
    }
    model.forward.clear();
    model.step = None;
}

/// As [`remember`], but changes of one kind that follow one another count as one step.
pub(super) fn remember_step(model: &mut AppModel, step: Step) {
    if model.step != Some(step) {
        remember(model);
        model.step = Some(step);
    }
}

pub(super) fn back(model: &mut AppModel) -> Vec<Effect> {
    let Some(view) = model.back.pop_back() else { return vec![] };
    let now = model.view.clone();
    model.forward.push(now);
    arrive(model, view)
}

pub(super) fn forward(model: &mut AppModel) -> Vec<Effect> {
    let Some(view) = model.forward.pop() else { return vec![] };
    let now = model.view.clone();
    model.back.push_back(now);
    arrive(model, view)
}

/// Shows a view state of the history. Of the view on screen, what Back does not concern stays:
/// its title, its note, the selection, the arrangement of panels.
fn arrive(model: &mut AppModel, view: ViewState) -> Vec<Effect> {
    model.step = None;
    model.transient.maximised = None;
    if view.id == model.view.id {
        let now = &mut model.view;
        let ViewState { workspace, map, layers, filters, compare, financing, ranking, units, as_of, .. } = view;
        now.workspace = workspace;
        now.map = map;
        now.layers = layers;
        now.filters = filters;
        now.compare = compare;
        now.financing = financing;
        now.ranking = ranking;
        now.units = units;
        now.as_of = as_of;
    } else {
        model.view = view;
        file::rebind(model);
    }
    vec![Effect::MoveMap(model.view.map.clone())]
}
