//! Rows of the holdings table as edits: add, move, duplicate, take out, paste a block, fill down.

use super::cells::{CellProblem, HoldingColumn, cell_text, set_cell};
use crate::model::{
    dataset::Dataset,
    document::KeyedEdit,
    lang::Lang,
    portfolio::{Holding, ORDER_STEP, Portfolio, PortfolioEdit, last_order},
};

/// Most rows that one paste makes.
pub const MOST_ROWS: usize = 20_000;

fn put(key: &str, value: Holding) -> PortfolioEdit {
    PortfolioEdit::Holding(KeyedEdit::Put { key: key.to_owned(), value })
}

/// An empty row at the end of a fund's list, under a key of its own.
pub fn added(portfolio: &Portfolio, fund: &str) -> (String, Holding) {
    let key = Portfolio::free_key(&portfolio.holdings, "h");
    (key, Holding { fund: fund.to_owned(), order: last_order(&portfolio.holdings), ..Holding::default() })
}

/// The edit that adds an empty row.
pub fn add(portfolio: &Portfolio, fund: &str) -> PortfolioEdit {
    let (key, holding) = added(portfolio, fund);
    put(&key, holding)
}

/// The edit that takes rows out.
pub fn take_out<'k>(keys: impl IntoIterator<Item = &'k str>) -> PortfolioEdit {
    let edits = keys.into_iter().map(|key| PortfolioEdit::Holding(KeyedEdit::Remove { key: key.to_owned() }));
    PortfolioEdit::Batch(edits.collect())
}

/// The edit that puts a copy of a row below it.
pub fn duplicate(portfolio: &Portfolio, key: &str) -> Option<PortfolioEdit> {
    let holding = portfolio.holdings.get(key)?;
    let (new, _) = added(portfolio, &holding.fund);
    let list = portfolio.holdings_of(&holding.fund);
    let at = list.iter().position(|(other, _)| *other == key)?;
    let (order, mut edits) = room_at(&list, at + 1);
    edits.push(put(&new, Holding { order, ..holding.clone() }));
    Some(PortfolioEdit::Batch(edits))
}

/// The edit that moves a row to a place in its fund's list, counted without the row itself.
pub fn move_to(portfolio: &Portfolio, key: &str, to: usize) -> Option<PortfolioEdit> {
    let holding = portfolio.holdings.get(key)?;
    let mut list = portfolio.holdings_of(&holding.fund);
    let from = list.iter().position(|(other, _)| *other == key)?;
    if from == to {
        return None;
    }
    list.remove(from);
    let (order, mut edits) = room_at(&list, to.min(list.len()));
    edits.push(put(key, Holding { order, ..holding.clone() }));
    Some(PortfolioEdit::Batch(edits))
}

/// A free place before the row at `at`, and what makes room for it where there is none.
fn room_at(list: &[(&str, &Holding)], at: usize) -> (i64, Vec<PortfolioEdit>) {
    let order = |at: usize| list.get(at).map(|(_, holding)| holding.order);
    let before = at.checked_sub(1).and_then(order);
    match (before, order(at)) {
        (None, None) => (0, Vec::new()),
        (Some(before), None) => (before.saturating_add(ORDER_STEP), Vec::new()),
        (None, Some(after)) => (after.saturating_sub(ORDER_STEP), Vec::new()),
        (Some(before), Some(after)) if after.saturating_sub(before) > 1 => (before + (after - before) / 2, Vec::new()),
        _ => {
            let step = |at: usize| i64::try_from(at).unwrap_or(i64::MAX / ORDER_STEP).saturating_mul(ORDER_STEP);
            let moved = list.iter().enumerate().map(|(index, (key, holding))| {
                let place = if index < at { step(index) } else { step(index + 1) };
                put(key, Holding { order: place, ..(*holding).clone() })
            });
            (step(at), moved.collect())
        }
    }
}

/// What a paste makes of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The edit; none where nothing could be taken.
    pub edit: Option<PortfolioEdit>,
    /// Cells taken.
    pub taken: usize,
    /// Cells that could not be read: row and column of the block, the text, why.
    pub problems: Vec<(usize, HoldingColumn, String, CellProblem)>,
    /// Rows left out because there were too many.
    pub rows_left_out: usize,
}

/// Puts a block of cells into a fund's list from a cell on, adding rows where it is longer. Cells that
/// cannot be read stay as they were and are told.
pub fn paste(data: &Dataset, portfolio: &Portfolio, fund: &str, (row, column): (usize, usize), block: &[Vec<String>]) -> Pasted {
    let mut pasted = Pasted { rows_left_out: block.len().saturating_sub(MOST_ROWS), ..Pasted::default() };
    let list = portfolio.holdings_of(fund);
    let about = portfolio.funds.get(fund);
    let (first_key, first) = added(portfolio, fund);
    let mut number: u64 = first_key.strip_prefix('h').and_then(|digits| digits.parse().ok()).unwrap_or(1);
    let mut order = first.order;
    let mut edits = Vec::new();
    for (at, cells) in block.iter().take(MOST_ROWS).enumerate() {
        let existing = list.get(row + at);
        let (key, mut holding) = match existing {
            Some((key, holding)) => ((*key).to_owned(), (*holding).clone()),
            None => {
                let made = (format!("h{number:03}"), Holding { fund: fund.to_owned(), order, ..Holding::default() });
                number += 1;
                order = order.saturating_add(ORDER_STEP);
                made
            }
        };
        let before = holding.clone();
        for (text, column) in cells.iter().zip(HoldingColumn::ALL.into_iter().skip(column)) {
            match set_cell(data, about, &mut holding, column, text) {
                Ok(()) => pasted.taken += 1,
                Err(problem) => pasted.problems.push((at, column, text.clone(), problem)),
            }
        }
        if holding != before || existing.is_none() {
            edits.push(put(&key, holding));
        }
    }
    if !edits.is_empty() {
        pasted.edit = Some(PortfolioEdit::Batch(edits));
    }
    pasted
}

/// Copies the cell of the first row into those below it, up to the last one.
///
/// # Errors
/// When the cell's text cannot be read back.
pub fn fill_down(
    data: &Dataset,
    portfolio: &Portfolio,
    fund: &str,
    column: HoldingColumn,
    (first, last): (usize, usize),
    lang: Lang,
) -> Result<Option<PortfolioEdit>, CellProblem> {
    let list = portfolio.holdings_of(fund);
    let about = portfolio.funds.get(fund);
    let Some((_, source)) = list.get(first) else { return Ok(None) };
    let text = cell_text(data, about, source, column, lang);
    let mut edits = Vec::new();
    for (key, holding) in list.iter().take(last + 1).skip(first + 1) {
        let mut changed = (*holding).clone();
        set_cell(data, about, &mut changed, column, &text)?;
        if changed != **holding {
            edits.push(put(key, changed));
        }
    }
    Ok((!edits.is_empty()).then_some(PortfolioEdit::Batch(edits)))
}

/// A fund's list as a spreadsheet takes it: the table's columns by tab, a row a line.
pub fn copied(data: &Dataset, portfolio: &Portfolio, fund: &str, lang: Lang) -> String {
    let about = portfolio.funds.get(fund);
    let plain = |text: String| text.replace(['\t', '\n', '\r'], " ");
    let rows = portfolio
        .holdings_of(fund)
        .into_iter()
        .map(|(_, holding)| HoldingColumn::ALL.map(|column| plain(cell_text(data, about, holding, column, lang))).join("\t"));
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        analysis::portfolio::cells::grid,
        data::atlas::{AtlasSource, load},
        model::document::Editable,
    };

    fn names(portfolio: &Portfolio) -> Vec<String> {
        portfolio.holdings_of("f").into_iter().map(|(_, holding)| holding.name.en.clone()).collect()
    }

    fn filled(data: &Dataset, block: &str) -> (Portfolio, Pasted) {
        let mut portfolio = Portfolio::default();
        let pasted = paste(data, &portfolio, "f", (0, 0), &grid(block));
        if let Some(edit) = pasted.edit.clone() {
            portfolio.apply(edit).unwrap();
        }
        (portfolio, pasted)
    }

    #[test]
    fn a_block_becomes_rows_and_bad_cells_are_told() {
        let data = load(&AtlasSource::Bundled).dataset;
        let (portfolio, pasted) =
            filled(&data, "One\t苏州\t\t\tA轮\t2026/3/31\t3000万\t5%\nTwo\tAtlantis\t\t\tB\tsoon\t数千万美元\n");
        assert_eq!(names(&portfolio), ["One", "Two"]);
        let told: Vec<_> =
            pasted.problems.iter().map(|(row, column, text, problem)| (*row, *column, text.as_str(), problem.key)).collect();
        assert_eq!(
            told,
            [
                (1, HoldingColumn::Place, "Atlantis", "portfolio-cell-no-place"),
                (1, HoldingColumn::Date, "soon", "portfolio-cell-no-date")
            ]
        );
        assert_eq!(pasted.taken + pasted.problems.len(), 8 + 7);
        let list = portfolio.holdings_of("f");
        assert_eq!(list[1].1.amount.as_ref().unwrap().unit.as_str(), "USD");
        // A second block over the first row changes it and leaves the rest.
        let again = paste(&data, &portfolio, "f", (0, 7), &grid("6%"));
        assert_eq!(again.taken, 1);
        let mut portfolio = portfolio.clone();
        portfolio.apply(again.edit.unwrap()).unwrap();
        assert_eq!(portfolio.holdings_of("f")[0].1.stake.as_ref().unwrap().value, Some(6.into()));
        let down = fill_down(&data, &portfolio, "f", HoldingColumn::Stake, (0, 1), Lang::En).unwrap().unwrap();
        portfolio.apply(down).unwrap();
        assert_eq!(portfolio.holdings_of("f")[1].1.stake, portfolio.holdings_of("f")[0].1.stake);
    }

    #[test]
    fn what_is_copied_can_be_pasted_again() {
        let data = load(&AtlasSource::Bundled).dataset;
        let (portfolio, _) =
            filled(&data, "One\t昆山\t大模型\t\tA+轮\t2026Q1\t近亿人民币\t10\t2亿\talive\n二\t上海\t\t\t\t\tHK$30m\t\t\tgone");
        for lang in Lang::ALL {
            let (again, pasted) = filled(&data, &copied(&data, &portfolio, "f", lang));
            assert_eq!(pasted.problems, []);
            assert_eq!(again.holdings, portfolio.holdings, "{lang:?}");
        }
    }

    proptest! {
        #[test]
        fn moved_rows_stand_where_they_were_put(moves in proptest::collection::vec((0_usize..6, 0_usize..6), 0..40)) {
            let mut portfolio = Portfolio::default();
            let mut wanted: Vec<String> = Vec::new();
            for number in 0..6 {
                let (key, mut holding) = added(&portfolio, "f");
                holding.name.en = format!("{number}");
                wanted.push(holding.name.en.clone());
                portfolio.apply(put(&key, holding)).unwrap();
            }
            for (from, to) in moves {
                let key = portfolio.holdings_of("f")[from].0.to_owned();
                if let Some(edit) = move_to(&portfolio, &key, to) {
                    portfolio.apply(edit).unwrap();
                }
                let moved = wanted.remove(from);
                wanted.insert(to, moved);
                prop_assert_eq!(names(&portfolio), wanted.clone());
            }
        }

        #[test]
        fn any_text_is_taken_or_told(text in "[^\\x00]{0,40}") {
            let pasted = paste(&Dataset::default(), &Portfolio::default(), "f", (0, 0), &grid(&text));
            for (_, column, _, problem) in &pasted.problems {
                prop_assert!(!problem.key.is_empty() && column.key().starts_with("portfolio-column"));
            }
        }
    }
}
