//! The exchange rates, stated ones and a person's own.

use super::{Cell, Table, TableInputs};
use crate::model::lang::Lang;

/// Every rate, by id. `value` is units of `quote` for one `base`, `source` the documents or, for a
/// rate that a person entered, that person's words for it.
pub fn rates_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new(["id", "base", "quote", "value", "period", "source", "claim_ids", "own"]);
    let mut rates: Vec<_> = inputs.data.rates.iter().collect();
    rates.sort_by(|a, b| a.id.cmp(&b.id));
    for rate in rates {
        let own = inputs.layer.rates.get(&rate.id);
        let documents: Vec<&str> = rate.documents.iter().map(|id| id.as_str()).collect();
        let source = own.map_or_else(|| documents.join(";"), |_| rate.locator.get(Lang::En).to_owned());
        table.push(vec![
            Cell::text(&rate.id),
            rate.base.code().into(),
            rate.quote.code().into(),
            Cell::value(Some(rate.value)),
            rate.period.written().into(),
            Cell::text(source),
            Cell::ids(&rate.claims),
            own.is_some().into(),
        ]);
    }
    table
}
