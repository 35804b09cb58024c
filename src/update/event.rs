//! What the world reports.

use super::AppModel;
use crate::action::{Effect, Event};

pub(super) fn reduce(_model: &mut AppModel, _event: Event) -> Vec<Effect> {
    vec![]
}
