//! `table PORTFOLIO --panel ladder|mandate|holdings|notes|home-bias` and the other tables of a
//! portfolio.

use super::{Cell, Table};
use crate::{
    analysis::portfolio::{
        deployment::deployment, home_bias::home_bias, ladder::ladders, mandate::mandate, multiples, overlap::overlap,
    },
    model::{
        dataset::Dataset,
        figure::Figure,
        period::Period,
        portfolio::{Holding, HoldingStatus, Portfolio, in_order},
        quantity::{Bounds, Quantity},
        unit::UnitFamily,
    },
};

/// Makes a table of a portfolio.
pub type PortfolioTableMaker = fn(&Dataset, &Portfolio) -> Table;

/// Every table of a portfolio, by its name on the command line.
pub const PORTFOLIO_TABLES: &[(&str, PortfolioTableMaker)] = &[
    ("ladder", ladder_table),
    ("mandate", mandate_table),
    ("holdings", holdings_table),
    ("notes", notes_table),
    ("home-bias", home_bias_table),
    ("deployment", deployment_table),
    ("multiples", multiples_table),
    ("overlap", overlap_table),
];

/// The steps of every fund, and of its tranches below it; a step of which nothing is known is a row
/// without a value.
pub fn ladder_table(data: &Dataset, portfolio: &Portfolio) -> Table {
    let columns = ["fund_id", "tranche_id", "step", "value", "low", "high", "unit", "qualifier", "date", "claim_ids", "note_ids"];
    let mut table = Table::new(columns);
    for row in ladders(data, portfolio) {
        let [low, high] = Cell::bounds(&row.amount.bounds);
        table.push(vec![
            row.fund.into(),
            Cell::text(row.tranche.map_or("", |part| part.id.as_str())),
            row.rung.name().into(),
            Cell::value(row.amount.value),
            low,
            high,
            Cell::text(row.amount.unit.id.as_str()),
            row.amount.qualifier.name().into(),
            date(row.date.as_ref()),
            Cell::ids(row.claims),
            Cell::ids(row.notes),
        ]);
    }
    table
}

/// Shares in percent: meant, and invested. A row without a bucket is what lies outside of the
/// mandate.
pub fn mandate_table(data: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new(["fund_id", "bucket", "target_low", "target_high", "actual_low", "actual_high", "holdings"]);
    for (key, fund) in in_order(&portfolio.funds) {
        for row in mandate(data, portfolio, key, fund) {
            let [target_low, target_high] = Cell::bounds(&row.target);
            let [actual_low, actual_high] = Cell::bounds(&row.actual.unwrap_or(Bounds::OPEN));
            table.push(vec![
                key.into(),
                Cell::text(row.bucket.as_ref().map_or("", |bucket| bucket.id.as_str())),
                target_low,
                target_high,
                actual_low,
                actual_high,
                count(row.holdings),
            ]);
        }
    }
    table
}

/// Every holding, in the order of the list.
pub fn holdings_table(_: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new([
        "id",
        "fund_id",
        "company_en",
        "company_zh",
        "place_id",
        "zone_id",
        "sub_field",
        "layer",
        "bucket",
        "round",
        "round_as_written",
        "date",
        "low",
        "high",
        "unit",
        "as_written",
        "stake",
        "status",
    ]);
    for (key, holding) in in_order(&portfolio.holdings) {
        table.push(holding_row(key, holding));
    }
    table
}

fn holding_row(key: &str, holding: &Holding) -> Vec<Cell> {
    let amount = holding.amount.as_ref().and_then(|figure| figure.quantity(UnitFamily::Money).ok());
    let [low, high] = Cell::bounds(&amount.as_ref().map_or(Bounds::OPEN, |amount| amount.bounds));
    vec![
        key.into(),
        Cell::text(&holding.fund),
        Cell::text(&holding.name.en),
        Cell::text(&holding.name.zh),
        Cell::text(holding.place.as_ref().map_or("", |id| id.as_str())),
        Cell::text(holding.zone.as_ref().map_or("", |id| id.as_str())),
        Cell::text(&holding.sub_field),
        Cell::text(&holding.layer),
        Cell::text(&holding.bucket),
        Cell::text(&holding.round),
        Cell::text(&holding.round_as_written),
        date(holding.date.as_ref()),
        low,
        high,
        Cell::text(holding.amount.as_ref().map_or("", |figure| figure.unit.as_str())),
        Cell::text(&holding.as_written),
        share(holding.stake.as_ref()),
        Cell::text(holding.status.map_or("", HoldingStatus::name)),
    ]
}

/// Every note, by key. `text` is the English one, or the Chinese one where there is no other.
pub fn notes_table(_: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new([
        "id",
        "anchor_kind",
        "anchor_id",
        "kind",
        "status",
        "tags",
        "author",
        "created",
        "changed",
        "follow_up",
        "confidence",
        "text",
    ]);
    for (key, note) in portfolio.notes.iter() {
        table.push(vec![
            key.into(),
            note.anchor.kind().into(),
            Cell::text(note.anchor.id()),
            note.kind.name().into(),
            note.status.name().into(),
            Cell::ids(&note.tags),
            Cell::text(&note.author),
            Cell::text(note.created.to_string()),
            Cell::text(note.changed.to_string()),
            Cell::text(note.follow_up.map(|day| day.to_string()).unwrap_or_default()),
            Cell::text(note.confidence.map_or("", |confidence| confidence.name())),
            Cell::text(if note.text.en.is_empty() { &note.text.zh } else { &note.text.en }),
        ]);
    }
    table
}

/// Share in percent that stays in a fund's own county, city and province, without and with its
/// sub-funds.
pub fn home_bias_table(data: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new(["fund_id", "level", "look_through", "share_low", "share_high", "known", "unknown"]);
    for (key, fund) in in_order(&portfolio.funds) {
        for row in home_bias(data, portfolio, key, fund) {
            let [low, high] = Cell::bounds(&row.share.unwrap_or(Bounds::OPEN));
            let (known, unknown) = (count(row.known), count(row.unknown));
            table.push(vec![key.into(), row.level.name().into(), row.look_through.into(), low, high, known, unknown]);
        }
    }
    table
}

/// What each fund invested by quarter.
pub fn deployment_table(data: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new(["fund_id", "quarter", "value", "low", "high", "unit", "qualifier", "holdings", "unstated"]);
    for (key, fund) in in_order(&portfolio.funds) {
        for row in deployment(data, portfolio, key, fund).quarters {
            let [low, high] = Cell::bounds(&row.amount.bounds);
            table.push(vec![
                key.into(),
                row.quarter.written().into(),
                Cell::value(row.amount.value),
                low,
                high,
                Cell::text(row.amount.unit.id.as_str()),
                row.amount.qualifier.name().into(),
                count(row.count),
                count(row.unstated),
            ]);
        }
    }
    table
}

/// Worth over cost, by holding, and a row without a holding for each fund.
pub fn multiples_table(data: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new(["fund_id", "holding_id", "value", "low", "high", "unit", "qualifier", "holdings"]);
    let mut push = |fund: &str, holding: &str, multiple: Option<Quantity>, holdings: usize| {
        let multiple = multiple.unwrap_or_else(|| Quantity::not_stated(crate::model::unit::Unit::ratio()));
        let [low, high] = Cell::bounds(&multiple.bounds);
        table.push(vec![
            fund.into(),
            Cell::text(holding),
            Cell::value(multiple.value),
            low,
            high,
            multiple.unit.id.as_str().into(),
            multiple.qualifier.name().into(),
            count(holdings),
        ]);
    };
    for (key, fund) in in_order(&portfolio.funds) {
        let holdings = portfolio.holdings_of(key);
        let (whole, known) = multiples::fund_multiple(data, portfolio, key, fund);
        push(key, "", whole, known);
        let currency = crate::analysis::portfolio::money::currency_of(Some(fund), &holdings);
        for (id, holding) in holdings {
            push(key, id, multiples::multiple(data, holding, currency), 1);
        }
    }
    table
}

/// Companies that two funds both hold.
pub fn overlap_table(_: &Dataset, portfolio: &Portfolio) -> Table {
    let mut table = Table::new(["fund_id", "other_fund_id", "company_en", "company_zh", "holding_ids", "other_holding_ids"]);
    let funds = in_order(&portfolio.funds);
    for (at, (first, _)) in funds.iter().enumerate() {
        for (second, _) in funds.iter().skip(at + 1) {
            for shared in overlap(portfolio, first, second) {
                let name = shared.first.first().and_then(|key| portfolio.holdings.get(key)).map(|held| held.name.clone());
                let name = name.unwrap_or_default();
                table.push(vec![
                    (*first).into(),
                    (*second).into(),
                    Cell::text(name.en),
                    Cell::text(name.zh),
                    Cell::ids(&shared.first),
                    Cell::ids(&shared.second),
                ]);
            }
        }
    }
    table
}

fn date(period: Option<&Period>) -> Cell {
    Cell::text(period.map_or("", Period::written))
}

fn count(number: usize) -> Cell {
    Cell::whole(i128::try_from(number).unwrap_or(i128::MAX))
}

/// A share in percent: its figure, or `low..high` where only bounds are known.
fn share(figure: Option<&Figure>) -> Cell {
    let Some(share) = figure.and_then(|figure| figure.quantity(UnitFamily::Percent).ok()) else { return Cell::Empty };
    if share.value.is_some() {
        return Cell::value(share.value);
    }
    let [low, high] = Cell::bounds(&share.bounds);
    Cell::text(format!("{}..{}", low.plain(), high.plain()))
}
