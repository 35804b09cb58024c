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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::findings::Findings,
        data::{
            atlas::{AtlasSource, load},
            shipped,
        },
        model::{
            document::{Editable, KeyedEdit},
            user_layer::{UserEdit, UserLayer},
        },
    };

    #[test]
    fn a_settled_row_names_the_chosen_claim() {
        let data = load(&AtlasSource::Bundled).dataset;
        let view = shipped::views().into_iter().next().unwrap();
        let findings = Findings::of(&data);
        let id = &findings.conflicts.iter().find(|row| row.claims.len() > 1 && row.used.is_some()).unwrap().id;
        for (state, used) in [(DecisionState::Settled, "chosen"), (DecisionState::Dismissed, "not chosen")] {
            let chosen = findings.conflicts[0].claims[0].clone();
            let value = Decision {
                state,
                chosen: Some(chosen.clone()),
                note: String::new(),
                author: "somebody".into(),
                decided_on: jiff::civil::date(2026, 1, 1),
            };
            let mut layer = UserLayer::default();
            layer.apply(UserEdit::Decision(KeyedEdit::Put { key: id.clone(), value })).unwrap();
            let table = conflicts_table(TableInputs {
                data: &data,
                view: &view,
                findings: &findings,
                layer: &layer,
                incomplete_days: 14,
            });
            let at = table.rows.iter().position(|row| row[0].plain() == id).unwrap();
            assert_eq!(table.cell(at, "decision").map(Cell::plain), Some(state.name()));
            let own = findings.conflicts[at].used.as_ref().unwrap().as_str();
            let expected = if used == "chosen" { chosen.as_str() } else { own };
            assert_eq!(table.cell(at, "used_claim_id").map(Cell::plain), Some(expected));
            let others = table.rows.iter().filter(|row| row[9].plain() == "open").count();
            assert_eq!(others + 1, table.rows.len());
        }
    }
}
