//! Saved views and files.

use super::AppModel;
use crate::action::{Effect, command::FileCommand};

pub(super) fn reduce(_model: &mut AppModel, _command: FileCommand) -> Vec<Effect> {
    vec![]
}
