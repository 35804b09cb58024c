//! Without a mouse: Tab reaches every control of every workspace, in both sizes of the window.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use std::collections::{BTreeMap, BTreeSet};

use cluster_atlas::{
    data::{portfolio_file, shipped},
    model::{item::Item, lang::Lang},
};
use desk::{Desk, desk, shipped_view};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

/// More presses of Tab than any window has controls.
const MOST: usize = 1500;

/// Everything that can be clicked, dragged or written in: its number, and its role and name.
fn controls(harness: &Harness<'_, Desk>) -> BTreeMap<String, String> {
    harness
        .query_all_by(|node| !node.is_disabled() && (node.data().supports_action(egui::accesskit::Action::Focus)))
        .map(|node| {
            let node = node.accesskit_node();
            (format!("{:?}", node.id()), format!("{:?} {}", node.role(), node.label().unwrap_or_default()))
        })
        .collect()
}

fn focused(harness: &Harness<'_, Desk>) -> Option<String> {
    harness.query_all_by(|node| node.is_focused()).next().map(|node| format!("{:?}", node.accesskit_node().id()))
}

#[test]
fn tab_reaches_every_control() {
    for name in ["q1-2026-at-a-glance", "tier-one-against-tier-two", "counting-ai-companies", "what-to-ask-kunshan"] {
        for size in [[1440.0, 900.0], [1024.0, 640.0]] {
            let mut harness = desk(shipped_view(name), size, Lang::En);
            let (file, text) = shipped::PORTFOLIOS[0];
            let portfolio = portfolio_file::parse(text, file).unwrap().content;
            harness.state_mut().shell.model = harness.state().shell.model.clone().with_portfolio(&portfolio);
            harness.run_steps(4);
            let mut reached = BTreeSet::new();
            let mut quiet = 0;
            for _ in 0..MOST {
                harness.key_press(egui::Key::Tab);
                harness.run_steps(1);
                let new = focused(&harness).is_some_and(|id| reached.insert(id));
                quiet = if new { 0 } else { quiet + 1 };
                if quiet > 40 {
                    break;
                }
            }
            let missed: Vec<String> =
                controls(&harness).into_iter().filter(|(id, _)| !reached.contains(id)).map(|(_, name)| name).collect();
            assert!(reached.len() > 30, "{name} {size:?}: only {} controls", reached.len());
            assert_eq!(missed, Vec::<String>::new(), "{name} at {size:?}: not reached by Tab, of {}", reached.len());
        }
    }
}

#[test]
fn a_whole_task_without_a_mouse() {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    let press = |harness: &mut Harness<'_, Desk>, modifiers, key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run_steps(3);
    };
    let write = |harness: &mut Harness<'_, Desk>, text: &str| {
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run_steps(3);
    };
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::K);
    write(&mut harness, "hz");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    let selected = |harness: &Harness<'_, Desk>| harness.state().shell.model.view.selection.primary().cloned();
    assert_eq!(selected(&harness), Some(Item::Place("330100".into())), "Hangzhou by its initials");

    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::K);
    write(&mut harness, "f001");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(selected(&harness), Some(Item::Claim("f001".into())), "a claim by its number");

    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::S);
    let effects = std::mem::take(&mut harness.state_mut().shell.effects);
    assert!(effects.iter().any(|effect| format!("{effect:?}").starts_with("WriteView")), "{effects:?}");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    assert_eq!(selected(&harness), None, "Esc clears the selection");
}
