//! The financing panel in the window: its marks, its controls, and that both have room.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use cluster_atlas::{
    model::{claim::Measure, item::Item, lang::Lang},
    text::Text,
};
use desk::{Desk, desk, shipped_view};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

fn named(harness: &Harness<'_, Desk>, part: &str) -> Vec<String> {
    let labels = harness.query_all_by(|node| node.label().is_some_and(|label| label.contains(part)));
    labels.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn marks_say_their_figure_and_a_click_selects_the_claim() {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    assert_eq!(named(&harness, "China, 2026Q1").len(), 1, "{:?}", named(&harness, "China, 20"));
    assert!(named(&harness, "China, 2025Q2")[0].contains("not stated"), "{:?}", named(&harness, "China, 2025"));
    assert!(named(&harness, "China, 2025Q4")[0].contains("derived"), "{:?}", named(&harness, "China, 2025"));
    harness.get_by(|node| node.label().is_some_and(|label| label.contains("China, 2026Q1"))).click();
    harness.run_steps(3);
    let selected = harness.state().shell.model.view.selection.primary().cloned();
    assert_eq!(selected, Some(Item::Claim("f001".into())));
}

#[test]
fn the_controls_have_room_in_every_language_and_size() {
    for lang in [Lang::En, Lang::Zh] {
        let text = Text::new(lang);
        for view in ["q1-2026-at-a-glance", "kunshan-fund", "embodied-ai-belt"] {
            for size in [[1440.0, 900.0], [1280.0, 760.0], [1024.0, 640.0], [760.0, 560.0]] {
                let mut view = shipped_view(view);
                // Below three columns the inspector of a selection covers part of the panel.
                view.selection = Default::default();
                let harness = desk(view, size, lang);
                let mut before: Option<egui::Rect> = None;
                for (group, key) in [
                    ("financing-measure", "financing-measure-events-short"),
                    ("financing-measure", "financing-measure-amount-short"),
                    ("financing-scope", "financing-scope-all-short"),
                    ("financing-scope", "financing-scope-ai-short"),
                    ("financing-scope", "financing-scope-embodied-ai-short"),
                ] {
                    let label = format!("{}: {}", text.get(group), text.get(key));
                    let radio = harness.query_by_label(&label).unwrap_or_else(|| panic!("{label} at {size:?}"));
                    let rect = radio.rect();
                    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
                    assert!(screen.contains_rect(rect) && rect.width() > 16.0, "{label} at {size:?}: {rect:?}");
                    if let Some(before) = before {
                        assert!(
                            rect.left() >= before.right() - 1.5 && rect.top() == before.top(),
                            "{label}: {before:?}, {rect:?}"
                        );
                    }
                    before = Some(rect);
                }
            }
        }
    }
}

#[test]
fn a_click_on_amount_shows_amounts() {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    assert_eq!(harness.state().shell.model.view.financing.measure, Measure::Events);
    harness.get_by_label("What is shown: Amount").click();
    harness.run_steps(3);
    assert_eq!(harness.state().shell.model.view.financing.measure, Measure::Amount);
    assert!(named(&harness, "China, 2026Q1")[0].contains("256"), "{:?}", named(&harness, "China, 2026Q1"));
}

#[test]
fn a_right_click_joins_what_the_rule_does_not() {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    let joins = |harness: &Harness<'_, Desk>| harness.state().shell.model.layer.content().joins.len();
    let quarter = |harness: &Harness<'_, Desk>| named(harness, "China, 2025Q4").remove(0);
    let name = quarter(&harness);
    harness.get_by_label(&name).click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Join anyway to the figure before it").click();
    harness.run_steps(3);
    assert_eq!(joins(&harness), 1);
    // The first of its subject has nothing to be joined to.
    let first = named(&harness, "China, 2025Q1").remove(0);
    harness.get_by_label(&first).click_secondary();
    harness.run_steps(3);
    assert!(harness.query_by_label("Join anyway to the figure before it").is_none());
}
