//! What two funds both hold.

use std::collections::{BTreeMap, BTreeSet};

use super::money::{ZERO, currency_of, from_zero, invested, share_of};
use crate::model::{
    dataset::Dataset,
    portfolio::{Holding, Portfolio},
    quantity::Bounds,
};

/// A company that both funds hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared<'a> {
    /// Keys of the first fund's holdings in it.
    pub first: Vec<&'a str>,
    /// Keys of the second fund's.
    pub second: Vec<&'a str>,
}

/// The companies that both funds hold, by name.
pub fn overlap<'a>(portfolio: &'a Portfolio, first: &str, second: &str) -> Vec<Shared<'a>> {
    let mut companies = BTreeMap::<String, Shared<'_>>::new();
    for (fund, is_first) in [(first, true), (second, false)] {
        for (key, holding) in portfolio.holdings_of(fund) {
            let Some(company) = company_key(holding) else { continue };
            let shared = companies.entry(company).or_insert_with(|| Shared { first: Vec::new(), second: Vec::new() });
            if is_first { shared.first.push(key) } else { shared.second.push(key) }
        }
    }
    companies.into_values().filter(|shared| !shared.first.is_empty() && !shared.second.is_empty()).collect()
}

/// The share of a fund's money that stands in the holdings `keys`, percent; amounts that are not
/// stated widen it. None where nothing was invested.
pub fn share_in(data: &Dataset, portfolio: &Portfolio, fund: &str, keys: &BTreeSet<&str>) -> Option<Bounds> {
    let holdings = portfolio.holdings_of(fund);
    let currency = currency_of(portfolio.funds.get(fund), &holdings);
    let (mut part, mut rest) = (ZERO, ZERO);
    for (key, holding) in holdings {
        let amount = from_zero(&invested(data, holding, currency));
        let sum = if keys.contains(key) { &mut part } else { &mut rest };
        *sum = sum.add(&amount);
    }
    share_of(&part, &rest)
}

/// What two holdings of one company share: its id in the atlas, else its name without case and
/// spaces. None for a holding without a name.
pub fn company_key(holding: &Holding) -> Option<String> {
    if let Some(id) = &holding.company {
        return Some(format!("id:{id}"));
    }
    let name = if holding.name.zh.trim().is_empty() { &holding.name.en } else { &holding.name.zh };
    let plain: String = name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    (!plain.is_empty()).then(|| format!("name:{plain}"))
}
