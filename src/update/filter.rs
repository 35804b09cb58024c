//! What the view lets through.

use super::{AppModel, history};
use crate::{
    action::{Effect, command::FilterCommand},
    model::filter::Filter,
};

pub(super) fn reduce(model: &mut AppModel, command: FilterCommand) -> Vec<Effect> {
    let filter = match command {
        FilterCommand::Set(filter) => *filter,
        FilterCommand::Clear => Filter::default(),
    };
    if filter != model.view.filters {
        history::remember(model);
        model.view.filters = filter;
    }
    vec![]
}
