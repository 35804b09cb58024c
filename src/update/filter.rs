//! What the view lets through.

use super::{AppModel, Step, history};
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
        match brushed(&model.view.filters, &filter) {
            Some(step) => history::remember_step(model, step),
            None => history::remember(model),
        }
        model.view.filters = filter;
    }
    vec![]
}

/// The kind of step, where only the brushed span or the box on the map differs.
fn brushed(before: &Filter, after: &Filter) -> Option<Step> {
    let same_but_period = *before == Filter { period: before.period.clone(), ..after.clone() };
    let same_but_area = *before == Filter { area: before.area, ..after.clone() };
    if same_but_period && before.period.is_some() && after.period.is_some() {
        Some(Step::Period)
    } else if same_but_area && before.area.is_some() && after.area.is_some() {
        Some(Step::Area)
    } else {
        None
    }
}
