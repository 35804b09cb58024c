//! `--panel conflicts`: claims that stand against each other, and sums worth seeing.

use super::{Cell, Table, TableInputs};
use crate::{
    analysis::conflicts::Conflict,
    model::{
        lang::Lang,
        quantity::Quantity,
        user_layer::{Decision, DecisionState},
    },
    text::Text,
};

/// Every conflict, gravest class first. `decision` is `open` as long as nobody decided; a settled
/// one names the chosen claim as the one used.
pub fn conflicts_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new([
        "id",
        "class",
        "rule",
        "title_en",
        "title_zh",
        "expected",
        "found",
        "unit",
        "used_claim_id",
        "decision",
        "claim_ids",
    ]);
    let [en, zh] = [Lang::En, Lang::Zh].map(Text::new);
    for conflict in &inputs.findings.conflicts {
        table.push(row(conflict, inputs.layer.decisions.get(&conflict.id), &en, &zh));
    }
    table
}

fn row(conflict: &Conflict, decision: Option<&Decision>, en: &Text, zh: &Text) -> Vec<Cell> {
    let state = decision.map_or(DecisionState::Open, |decision| decision.state);
    let chosen = decision.filter(|_| state == DecisionState::Settled).and_then(|decision| decision.chosen.as_ref());
    let used = chosen.or(conflict.used.as_ref());
    let quantity = conflict.found.as_ref().or(conflict.expected.as_ref());
    let [expected_words, found_words] = conflict.said.clone().unwrap_or_default();
    vec![
        Cell::text(&conflict.id),
        Cell::text(conflict.class.name()),
        Cell::text(conflict.rule),
        Cell::text(conflict.title(en)),
        Cell::text(conflict.title(zh)),
        figure(conflict.expected.as_ref(), &expected_words),
        figure(conflict.found.as_ref(), &found_words),
        Cell::text(quantity.map_or("", |quantity| quantity.unit.id.as_str())),
        Cell::text(used.map_or("", |id| id.as_str())),
        Cell::text(state.name()),
        Cell::ids(&conflict.claims),
    ]
}

/// The best figure, else its bounds with two points between, else the words.
fn figure(quantity: Option<&Quantity>, words: &str) -> Cell {
    let Some(quantity) = quantity else { return Cell::text(words) };
    if quantity.value.is_some() {
        return Cell::value(quantity.value);
    }
    let [low, high] = Cell::bounds(&quantity.bounds);
    match (&low, &high) {
        (Cell::Empty, Cell::Empty) => Cell::Empty,
        (low, high) => Cell::text(format!("{}..{}", low.plain(), high.plain())),
    }
}
