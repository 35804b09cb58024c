//! What is selected or hovered.

use super::AppModel;
use crate::{
    action::{Effect, command::SelectCommand},
    model::item::Selection,
};

pub(super) fn reduce(model: &mut AppModel, command: SelectCommand) -> Vec<Effect> {
    match command {
        SelectCommand::Set(item) => model.view.selection = Selection::of([item]),
        SelectCommand::Toggle(item) => {
            // A full selection stays as it is; the panels show that ten is the limit.
            model.view.selection.toggle(item);
        }
        SelectCommand::Many(items) => model.view.selection = Selection::of(items),
        SelectCommand::Clear => model.view.selection = Selection::default(),
        SelectCommand::Hover(item) => model.transient.hover = item,
    }
    vec![]
}
