//! Portfolios: any one survives its file and its journal; edits and their inverses; what the charts
//! say, recomputed by hand.
#![cfg(test)]

mod made;

use cluster_atlas::{
    analysis::portfolio::{
        flaws::{Flaw, flaws},
        home_bias::{HomeLevel, home_bias},
        ladder::ladder,
        mandate::mandate,
        multiples::fund_multiple,
        overlap::overlap,
    },
    data::{
        atlas::{AtlasSource, load},
        portfolio_file::{PortfolioFileV1, parse, to_text},
        ron_file,
    },
    model::{
        dataset::Dataset,
        document::{Document, Editable, HISTORY_LIMIT},
        portfolio::{Portfolio, PortfolioEdit, Rung},
    },
};
use proptest::{collection::vec, prelude::*};
use rust_decimal::Decimal;

fn text(portfolio: &Portfolio) -> String {
    to_text(portfolio, &Dataset::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_portfolio_is_the_same_after_its_text_however_it_is_read(portfolio in made::portfolio()) {
        let text = text(&portfolio);
        prop_assert!(ron_file::parse_quickly::<PortfolioFileV1>(&text).is_some(), "the quick reader takes it:\n{}", text);
        prop_assert_eq!(&parse(&text, "x").unwrap().content, &portfolio);
        let lexed = ron_file::lex_checked(&text, "x").unwrap();
        let slow: PortfolioFileV1 = ron_file::parse(&text, &lexed, "x").unwrap();
        prop_assert_eq!(Portfolio::from(slow), portfolio);
    }

    #[test]
    fn any_edit_is_the_same_after_a_journal_line(edit in made::edit()) {
        let line = serde_json::to_string(&edit).unwrap();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<PortfolioEdit>(&line).unwrap(), edit);
    }

    #[test]
    fn an_edit_and_its_inverse_change_nothing(mut portfolio in made::portfolio(), edit in made::edit()) {
        let before = portfolio.clone();
        match portfolio.apply(edit) {
            Ok(inverse) => {
                let after = portfolio.clone();
                let again = portfolio.apply(inverse).unwrap();
                prop_assert_eq!(&portfolio, &before);
                portfolio.apply(again).unwrap();
                prop_assert_eq!(portfolio, after);
            }
            Err(_refused) => prop_assert_eq!(portfolio, before, "a refused edit leaves nothing behind"),
        }
    }

    #[test]
    fn undo_brings_the_start_back_byte_for_byte_and_redo_the_end(start in made::portfolio(), edits in vec(made::edit(), 0..20)) {
        let mut document = Document::new(start);
        let first = text(document.content());
        let done = edits.into_iter().filter(|edit| document.edit("x", edit.clone()).is_ok()).count();
        prop_assert!(done <= HISTORY_LIMIT);
        let last = text(document.content());
        for _ in 0..done {
            prop_assert!(document.undo().unwrap().is_some());
        }
        prop_assert_eq!(text(document.content()), first);
        for _ in 0..done {
            document.redo().unwrap();
        }
        prop_assert_eq!(text(document.content()), last);
    }

    #[test]
    fn nothing_in_a_portfolio_breaks_a_chart_or_a_check(portfolio in made::portfolio()) {
        let data = Dataset::default();
        flaws(&data, &portfolio);
        for (key, fund) in portfolio.funds.iter() {
            prop_assert_eq!(ladder(&data, key, fund).len(), 5 * (1 + fund.tranches.len()));
            for row in mandate(&data, &portfolio, key, fund) {
                let share = row.actual.unwrap_or(cluster_atlas::model::quantity::Bounds::OPEN);
                prop_assert!(share.low.is_none_or(|low| low >= Decimal::ZERO));
                prop_assert!(share.high.is_none_or(|high| high <= Decimal::ONE_HUNDRED));
            }
            home_bias(&data, &portfolio, key, fund);
            fund_multiple(&data, &portfolio, key, fund);
            overlap(&portfolio, key, key);
        }
    }
}

/// Two funds, the second one half owned by the first; amounts in yuan.
const TWO_FUNDS: &str = r#"Portfolio(
    version: 1,
    funds: {
        "a": (name: (en: "A", zh: "甲"), place: "320583", currency: CNY,
            ladder: {raised: (amount: (value: "100", qualifier: exact, unit: "CNY")), called: (amount: (value: "120", qualifier: exact, unit: "CNY"))},
            mandate: [(id: "chips", name: (en: "Chips", zh: "芯片"), target: (low: "40", high: "60", qualifier: range, unit: "percent")), (id: "models", name: (en: "Models", zh: "模型"))]),
        "b": (name: (en: "B", zh: "乙"), place: "310000", currency: CNY, parents: [(fund: "a", share: (value: "50", qualifier: exact, unit: "percent"))]),
    },
    holdings: {
        "h1": (fund: "a", name: (en: "One", zh: "一"), place: "320583", bucket: "chips", amount: (value: "30", qualifier: exact, unit: "CNY"), value: (value: "60", qualifier: exact, unit: "CNY")),
        "h2": (fund: "a", name: (en: "Two", zh: "二"), place: "320500", bucket: "chips", amount: (low: "10", high: "30", qualifier: range, unit: "CNY")),
        "h3": (fund: "a", name: (en: "Three", zh: "三"), place: "310000", bucket: "models", amount: (value: "60", qualifier: exact, unit: "CNY"), value: (value: "30", qualifier: exact, unit: "CNY")),
        "h4": (fund: "b", name: (en: "on e", zh: "一 "), place: "320583", amount: (value: "40", qualifier: exact, unit: "CNY")),
    },
)"#;

fn two_funds() -> (Dataset, Portfolio) {
    (load(&AtlasSource::Bundled).dataset, parse(TWO_FUNDS, "x").unwrap().content)
}

fn percent(low: &str, high: &str) -> (Decimal, Decimal) {
    (low.parse().unwrap(), high.parse().unwrap())
}

/// A share, rounded to hundredths of a percent; one of which nothing is known is 0 to 100.
fn rounded(share: Option<cluster_atlas::model::quantity::Bounds>) -> (Decimal, Decimal) {
    let share = share.unwrap();
    (share.low.unwrap_or_default().round_dp(2), share.high.unwrap_or(Decimal::ONE_HUNDRED).round_dp(2))
}

#[test]
fn the_mandate_is_compared_with_bounds() {
    let (data, portfolio) = two_funds();
    let rows = mandate(&data, &portfolio, "a", portfolio.funds.get("a").unwrap());
    // Chips 40 to 60 beside 60 of models: 40/100 to 60/120.
    assert_eq!(rounded(rows[0].actual), percent("40", "50"));
    assert_eq!(rounded(rows[1].actual), percent("50", "60"));
    assert_eq!((rows[0].target.low, rows[0].target.high), (Some(Decimal::from(40)), Some(Decimal::from(60))));
    assert_eq!((rows.len(), rows[0].holdings, rows[1].target.low), (2, 2, None));
}

#[test]
fn an_amount_that_is_not_stated_is_not_zero() {
    let (data, portfolio) = two_funds();
    let open = TWO_FUNDS
        .replace("amount: (value: \"60\", qualifier: exact, unit: \"CNY\"), value: (value: \"30\"", "value: (value: \"30\"");
    let open = parse(&open, "x").unwrap().content;
    let rows = mandate(&data, &open, "a", portfolio.funds.get("a").unwrap());
    // Anything from nothing up may be in models.
    assert_eq!(rounded(rows[0].actual), percent("0", "100"));
    assert_eq!(rounded(rows[1].actual), percent("0", "100"));
    assert_eq!(rounded(rows[0].among_known), percent("100", "100"));
}

#[test]
fn home_bias_looks_through_sub_funds() {
    let (data, portfolio) = two_funds();
    let rows = home_bias(&data, &portfolio, "a", portfolio.funds.get("a").unwrap());
    let share = |level, look_through| {
        let row = rows.iter().find(|row| row.level == level && row.look_through == look_through).unwrap();
        (rounded(row.share), row.known, row.unknown)
    };
    // Kunshan: 30 for sure, the 10 to 30 of Suzhou may be there, 60 are not.
    assert_eq!(share(HomeLevel::County, false), (percent("25", "50"), 2, 1));
    // Suzhou holds both: 40 to 60 of 100 to 120.
    assert_eq!(share(HomeLevel::City, false), (percent("40", "50"), 3, 0));
    assert_eq!(share(HomeLevel::Province, false), (percent("40", "50"), 3, 0));
    // Half of B's 40 lie in Kunshan: 60 to 80 of 120 to 140.
    assert_eq!(share(HomeLevel::City, true), (percent("50", "57.14"), 4, 0));
}

#[test]
fn multiples_overlap_and_flaws() {
    let (data, portfolio) = two_funds();
    let (multiple, known) = fund_multiple(&data, &portfolio, "a", portfolio.funds.get("a").unwrap());
    // 60 and 30 against 30 and 60.
    assert_eq!((multiple.unwrap().value, known), (Some(Decimal::ONE), 2));
    let shared = overlap(&portfolio, "a", "b");
    assert_eq!(shared.len(), 1);
    assert_eq!((shared[0].first.as_slice(), shared[0].second.as_slice()), (["h1"].as_slice(), ["h4"].as_slice()));
    let found: Vec<Flaw> = flaws(&data, &portfolio).into_iter().map(|flawed| flawed.flaw).collect();
    assert_eq!(found, [Flaw::Ladder("raised", "called")]);
}

#[test]
fn the_kunshan_fund_knows_two_amounts_and_no_more() {
    let data = load(&AtlasSource::Bundled).dataset;
    let (name, text) = cluster_atlas::data::shipped::PORTFOLIOS[0];
    let portfolio = parse(text, name).unwrap().content;
    assert_eq!(flaws(&data, &portfolio), []);
    let (key, fund) = portfolio.funds.iter().next().unwrap();
    let rows = ladder(&data, key, fund);
    let values: Vec<Option<Decimal>> = rows.iter().map(|row| row.amount.value).collect();
    let billion = |number: i64| Some(Decimal::new(number, 0) * Decimal::from(1_000_000_000));
    let unknown = [None; 4];
    assert_eq!(values, [[billion(5)].as_slice(), &unknown, &[billion(2)], &unknown].concat());
    assert_eq!(rows[5].tranche.unwrap().id, "first");
    assert_eq!(rows[0].date.as_ref().unwrap().written(), "2026-01-29");
    assert!(rows.iter().all(|row| (row.rung == Rung::Announced) == row.amount.is_known()));
    assert!(portfolio.notes.len() >= 5);
}
