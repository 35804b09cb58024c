//! What is counted of deals in the background: statistics and the map's marks. Asked for while the
//! panel that shows it is in front, one job of a kind at a time; old figures stay meanwhile.

use std::sync::Arc;

use super::{AppModel, DealsKey};
use crate::{
    action::{Effect, effect::CountDeals},
    analysis::{
        deal_bins::{Bins, step_of},
        deal_stats::DealStats,
        deal_view,
    },
    model::layout::{LayoutNode, Panel},
};

/// Text keys of jobs that failed as a whole.
const STATS_FAILED: &str = "stats-failed";
const BINS_FAILED: &str = "stats-bins-failed";
/// Zoom steps that are kept at most.
const MOST_STEPS: usize = 5;

/// Asks for what is shown and not up to date.
pub(super) fn ask(model: &mut AppModel) -> Vec<Effect> {
    let Some(cube) = model.tables.cube.clone() else {
        let tables = &mut model.tables;
        if tables.stats.found.take().is_some() || !tables.bins.steps.is_empty() || tables.stats.asked.is_some() {
            tables.stats.asked = None;
            tables.bins.asked = None;
            tables.bins.steps.clear();
            tables.bins.fresh.clear();
        }
        return vec![];
    };
    let stats = shows(model, Panel::DealStats);
    let bins = model.view.layers.deals && shows(model, Panel::Map);
    if !stats && !bins {
        return vec![];
    }
    let key: DealsKey = (model.tables.loaded, deal_view::filters(&model.view.filters), model.view.units.currency());
    let count = |generation: u64| {
        let (cube, data, filters) = (Arc::clone(&cube), Arc::clone(&model.data), key.1.clone());
        Box::new(CountDeals { cube, filters, currency: key.2, data, generation })
    };
    let mut effects = Vec::new();
    let asked = &mut model.tables.stats;
    if stats && !asked.running && asked.asked.as_ref() != Some(&key) {
        asked.generation += 1;
        asked.running = true;
        asked.asked = Some(key.clone());
        effects.push(Effect::DealStats(count(asked.generation)));
    }
    let asked = &mut model.tables.bins;
    if bins {
        if asked.asked.as_ref() != Some(&key) {
            // Rows of other deals mean nothing in these.
            if asked.asked.as_ref().is_some_and(|before| before.0 != key.0) {
                asked.steps.clear();
            }
            asked.fresh.clear();
            asked.failed.clear();
            asked.asked = Some(key.clone());
        }
        let step = step_of(model.view.map.zoom);
        if asked.running.is_none() && !asked.fresh.contains(&step) && !asked.failed.contains(&step) {
            asked.generation += 1;
            asked.running = Some((step, key.clone()));
            effects.push(Effect::DealBins(count(asked.generation), step));
        }
    }
    effects
}

/// True while a panel can be seen.
fn shows(model: &AppModel, panel: Panel) -> bool {
    match model.transient.maximised {
        Some(only) => only == panel,
        None => is_in_front(&model.view.layout(), panel),
    }
}

fn is_in_front(layout: &LayoutNode, panel: Panel) -> bool {
    match layout {
        LayoutNode::Panel(one) => *one == panel,
        LayoutNode::Tabs { active, panels } => panels.get(*active) == Some(&panel),
        LayoutNode::Split { parts, .. } => parts.iter().any(|(_, part)| is_in_front(part, panel)),
    }
}

pub(super) fn stats_made(model: &mut AppModel, generation: u64, stats: Result<Arc<DealStats>, String>) {
    let asked = &mut model.tables.stats;
    if generation != asked.generation {
        return;
    }
    asked.running = false;
    // Without the deals nothing is to be said of them.
    if model.tables.cube.is_none() {
        return;
    }
    match stats {
        Ok(stats) => (asked.found, asked.problem) = (Some(stats), None),
        Err(problem) => asked.problem = Some(problem),
    }
}

pub(super) fn bins_made(model: &mut AppModel, generation: u64, bins: Option<Arc<Bins>>) {
    let asked = &mut model.tables.bins;
    if generation != asked.generation {
        return;
    }
    let Some((step, key)) = asked.running.take() else { return };
    let Some(wanted) = asked.asked.as_ref().filter(|wanted| wanted.0 == key.0) else { return };
    let fresh = *wanted == key;
    let Some(bins) = bins else {
        if fresh {
            asked.failed.insert(step);
        }
        return;
    };
    asked.steps.insert(step, bins);
    // While a filter is dragged each answer is of the one before; it still comes closer.
    if !fresh {
        return;
    }
    asked.fresh.insert(step);
    let fresh = asked.fresh.clone();
    asked.steps.retain(|step, _| fresh.contains(step));
    while asked.steps.len() > MOST_STEPS {
        let Some(far) = asked.steps.keys().copied().max_by_key(|one| one.abs_diff(step)) else { break };
        asked.steps.remove(&far);
        asked.fresh.remove(&far);
    }
}

/// A job ended without an answer; it is asked for again once something it depends on changes.
pub(super) fn failed(model: &mut AppModel, what: &str) {
    if what == STATS_FAILED {
        model.tables.stats.running = false;
    }
    if what == BINS_FAILED {
        let asked = &mut model.tables.bins;
        asked.failed.extend(asked.running.take().map(|(step, _)| step));
    }
}
