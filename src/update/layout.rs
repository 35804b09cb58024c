//! The arrangement of panels.

use super::{AppModel, history, settings};
use crate::{
    action::{Effect, command::LayoutCommand},
    model::layout::{Direction, LayoutNode, Panel},
};

pub(super) fn reduce(model: &mut AppModel, command: LayoutCommand) -> Vec<Effect> {
    match command {
        LayoutCommand::Changed(layout) => {
            set(model, layout);
            vec![]
        }
        LayoutCommand::Reset => {
            history::remember(model);
            model.view.layouts.remove(&model.view.workspace);
            model.transient.maximised = None;
            vec![]
        }
        LayoutCommand::Open(panel) => {
            open(model, panel);
            vec![]
        }
        LayoutCommand::Close(panel) => {
            history::remember(model);
            let left = without(model.view.layout(), panel).unwrap_or(LayoutNode::Tabs { active: 0, panels: vec![] });
            set(model, left);
            model.transient.maximised = None;
            vec![]
        }
        LayoutCommand::Maximise(panel) => {
            model.transient.maximised = panel;
            vec![]
        }
        LayoutCommand::ToggleLeft => {
            model.settings.left_open = !model.settings.left_open;
            settings::write(model)
        }
        LayoutCommand::ToggleInspector => {
            model.settings.inspector_open = !model.settings.inspector_open;
            settings::write(model)
        }
    }
}

fn set(model: &mut AppModel, layout: LayoutNode) {
    let layout = sound(layout).unwrap_or(LayoutNode::Tabs { active: 0, panels: vec![] });
    let workspace = model.view.workspace;
    if layout == workspace.default_layout() {
        model.view.layouts.remove(&workspace);
    } else {
        model.view.layouts.insert(workspace, layout);
    }
}

/// The smallest share of the room that a part keeps.
const SMALLEST_SHARE: f32 = 0.02;

/// The layout with shares that sum to 1 and no empty part; none where nothing is left.
fn sound(node: LayoutNode) -> Option<LayoutNode> {
    match node {
        LayoutNode::Panel(panel) => Some(LayoutNode::Panel(panel)),
        LayoutNode::Tabs { active, panels } => {
            let last = panels.len().checked_sub(1)?;
            Some(LayoutNode::Tabs { active: active.min(last), panels })
        }
        LayoutNode::Split { direction, parts } => {
            let sum: f32 = parts.iter().map(|(share, _)| share.max(0.0)).filter(|share| share.is_finite()).sum();
            let mut parts: Vec<(f32, LayoutNode)> = parts
                .into_iter()
                .filter_map(|(share, part)| {
                    let share = share / sum.max(f32::MIN_POSITIVE);
                    let share = if share.is_finite() { share.clamp(SMALLEST_SHARE, 1.0) } else { 0.5 };
                    Some((share, sound(part)?))
                })
                .collect();
            if parts.len() > 1 { Some(LayoutNode::split(direction, parts)) } else { parts.pop().map(|(_, part)| part) }
        }
    }
}

/// Brings a panel to the front: its tab where it is open, a new part on the right otherwise.
fn open(model: &mut AppModel, panel: Panel) {
    history::remember(model);
    model.transient.maximised = None;
    let mut layout = model.view.layout();
    if activate(&mut layout, panel) {
        set(model, layout);
        return;
    }
    let layout = if layout.panels().is_empty() {
        LayoutNode::Panel(panel)
    } else {
        LayoutNode::split(Direction::Columns, [(0.6, layout), (0.4, LayoutNode::Panel(panel))])
    };
    set(model, layout);
}

fn activate(node: &mut LayoutNode, panel: Panel) -> bool {
    match node {
        LayoutNode::Panel(here) => *here == panel,
        LayoutNode::Tabs { active, panels } => panels.iter().position(|p| *p == panel).is_some_and(|at| {
            *active = at;
            true
        }),
        LayoutNode::Split { parts, .. } => parts.iter_mut().any(|(_, part)| activate(part, panel)),
    }
}

fn without(node: LayoutNode, panel: Panel) -> Option<LayoutNode> {
    match node {
        LayoutNode::Panel(here) => (here != panel).then_some(LayoutNode::Panel(here)),
        LayoutNode::Tabs { active, mut panels } => {
            panels.retain(|p| *p != panel);
            match panels.as_slice() {
                [] => None,
                [one] => Some(LayoutNode::Panel(*one)),
                many => Some(LayoutNode::Tabs { active: active.min(many.len() - 1), panels: many.to_vec() }),
            }
        }
        LayoutNode::Split { direction, parts } => {
            let mut left: Vec<(f32, LayoutNode)> =
                parts.into_iter().filter_map(|(share, part)| Some((share, without(part, panel)?))).collect();
            match left.len() {
                0 => None,
                1 => left.pop().map(|(_, part)| part),
                _ => Some(LayoutNode::split(direction, left)),
            }
        }
    }
}
