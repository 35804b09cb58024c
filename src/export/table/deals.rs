//! The deals of own tables, by quarter and by what the view divides them by.

use std::{sync::Arc, time::Duration};

use super::{Cell, Table};
use crate::{
    analysis::{
        cube::{BuiltIn, Cube, CubeQuery, Engine as _},
        deal_view,
    },
    model::{unit::Currency, view_state::ViewState},
};

/// Currency of the amounts: the same answer whatever unit a view shows.
const CURRENCY: Currency = Currency::Cny;

/// Columns of the table.
const COLUMNS: [&str; 9] =
    ["quarter", "group_by", "group", "events", "amount_low", "amount_high", "unit", "amount_known", "amount_unknown"];

/// The table without a row.
pub fn deals_header() -> Table {
    Table::new(COLUMNS)
}

/// One row for each quarter and group that the view's filters let through; amounts in whole yuan,
/// rounded outwards, empty above where a deal has no upper bound. None where the question cannot be
/// answered.
pub fn deals_table(view: &ViewState, cube: &Arc<Cube>) -> Option<Table> {
    let panel = deal_view::panels(&view.financing, CURRENCY).into_iter().next()?;
    let query = CubeQuery { filters: deal_view::filters(&view.filters), panel };
    // Nobody asks how long a printed table took.
    let answer = BuiltIn::new(Arc::clone(cube)).answer(&query, &|| Duration::ZERO).ok()?;
    let mut table = deals_header();
    for row in &answer.rows {
        let amount = row.amount.unwrap_or_default();
        let known = amount.known > 0;
        let low = if known { Cell::whole(amount.low.div_euclid(100)) } else { Cell::Empty };
        let closed = known && amount.open_high == 0;
        let high = if closed { Cell::whole(-(-amount.high).div_euclid(100)) } else { Cell::Empty };
        let key = |at: usize| Cell::text(row.key.get(at).cloned().flatten().unwrap_or_default());
        table.push(vec![
            key(0),
            Cell::text(&view.financing.stack),
            key(1),
            Cell::whole(i128::from(row.events)),
            low,
            high,
            Cell::text(CURRENCY.code()),
            Cell::whole(i128::from(amount.known)),
            Cell::whole(i128::from(amount.unknown)),
        ]);
    }
    Some(table)
}
