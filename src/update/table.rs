//! Own tables of deals: which of them the view takes in, and their way into memory.

use std::sync::Arc;

use super::{
    AppModel, history,
    notify::{self, text},
};
use crate::{
    action::{Effect, command::TableCommand, effect::LoadDeals, event::TableEntry},
    analysis::cube::Cube,
};

pub(super) fn reduce(model: &mut AppModel, command: TableCommand) -> Vec<Effect> {
    match command {
        TableCommand::Show { refer, on } => {
            let has = model.view.refers.tables.contains(&refer);
            if has != on {
                history::remember(model);
                let tables = &mut model.view.refers.tables;
                if on {
                    tables.push(refer);
                } else {
                    tables.retain(|table| *table != refer);
                }
            }
        }
    }
    vec![]
}

pub(super) fn listed(model: &mut AppModel, list: Vec<TableEntry>) {
    model.tables.list = list;
    model.tables.listed += 1;
}

/// Asks for the deals of the view's tables where others are in memory.
pub(super) fn load(model: &mut AppModel) -> Option<Effect> {
    let tables = &mut model.tables;
    let wanted = (model.view.refers.tables.clone(), model.data.fingerprint(), tables.listed);
    if tables.running || wanted == tables.asked {
        return None;
    }
    let (names, _, _) = &wanted;
    if names.is_empty() {
        if tables.cube.take().is_some() {
            tables.loaded += 1;
        }
        tables.asked = wanted;
        return None;
    }
    // Before the list is there nothing is known of the project's folder.
    if tables.listed == 0 {
        return None;
    }
    tables.generation += 1;
    tables.running = true;
    let load = LoadDeals { tables: names.clone(), data: Arc::clone(&model.data), generation: tables.generation };
    tables.asked = wanted;
    Some(Effect::LoadDeals(Box::new(load)))
}

pub(super) fn loaded(model: &mut AppModel, generation: u64, cube: Option<Arc<Cube>>, problems: &[(String, String)]) {
    if generation != model.tables.generation {
        return;
    }
    model.tables.running = false;
    model.tables.cube = cube;
    model.tables.loaded += 1;
    for (table, message) in problems {
        let args = [("table", table.as_str().into()), ("why", message.as_str().into())];
        let words = text(model).fmt("deals-failed-open", &args);
        notify::problem(model, words);
    }
}
