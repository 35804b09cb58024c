//! Back and Forward over view states: map moves, filters, workspaces, layers.

use super::AppModel;
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
    model.moving = false;
}

/// As [`remember`], but moves that follow one another count as one step.
pub(super) fn remember_move(model: &mut AppModel) {
    if !model.moving {
        remember(model);
        model.moving = true;
    }
}

pub(super) fn back(model: &mut AppModel) -> Vec<Effect> {
    let Some(view) = model.back.pop_back() else { return vec![] };
    let now = std::mem::replace(&mut model.view, view);
    model.forward.push(now);
    arrived(model)
}

pub(super) fn forward(model: &mut AppModel) -> Vec<Effect> {
    let Some(view) = model.forward.pop() else { return vec![] };
    let now = std::mem::replace(&mut model.view, view);
    model.back.push_back(now);
    arrived(model)
}

fn arrived(model: &mut AppModel) -> Vec<Effect> {
    model.moving = false;
    vec![Effect::MoveMap(model.view.map.clone())]
}

/// Puts another view in place of the present one, without a way back to the old one.
pub(super) fn replace(model: &mut AppModel, view: ViewState) -> Vec<Effect> {
    model.back.clear();
    model.forward.clear();
    model.view = view;
    model.transient.maximised = None;
    arrived(model)
}
