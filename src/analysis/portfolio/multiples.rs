//! What holdings are worth against what they cost.

use super::money::{currency_of, in_currency, invested};
use crate::{
    analysis::arithmetic::{ratio, sum},
    model::{
        dataset::Dataset,
        portfolio::{Fund, Holding, Portfolio},
        quantity::Quantity,
        unit::Currency,
    },
};

/// Worth divided by cost, where both are stated.
pub fn multiple(data: &Dataset, holding: &Holding, currency: Currency) -> Option<Quantity> {
    let worth = worth(data, holding, currency);
    let cost = invested(data, holding, currency);
    if worth.is_known() && cost.is_known() { ratio(&worth, &cost) } else { None }
}

fn worth(data: &Dataset, holding: &Holding, currency: Currency) -> Quantity {
    in_currency(data, holding.value.as_ref(), holding.value_date.as_ref(), currency)
}

/// The multiple of a fund's holdings of which both are stated, and how many they are.
pub fn fund_multiple(data: &Dataset, portfolio: &Portfolio, key: &str, fund: &Fund) -> (Option<Quantity>, usize) {
    let holdings = portfolio.holdings_of(key);
    let currency = currency_of(Some(fund), &holdings);
    let pairs: Vec<(Quantity, Quantity)> = holdings
        .iter()
        .map(|(_, holding)| (worth(data, holding, currency), invested(data, holding, currency)))
        .filter(|(worth, cost)| worth.is_known() && cost.is_known())
        .collect();
    let total = sum(pairs.iter().map(|(worth, _)| worth), true);
    let cost = sum(pairs.iter().map(|(_, cost)| cost), true);
    (total.zip(cost).and_then(|(total, cost)| ratio(&total, &cost)), pairs.len())
}
