//! What a fund invested, quarter by quarter.

use std::collections::BTreeMap;

use super::money::{currency_of, from_zero, invested};
use crate::model::{
    dataset::Dataset,
    period::Period,
    portfolio::{Fund, Portfolio},
    quantity::{Bounds, Quantity},
    unit::Unit,
};

/// The investments of one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct DeployedQuarter {
    /// The quarter.
    pub quarter: Period,
    /// Sum; open above where an amount is not stated.
    pub amount: Quantity,
    /// Holdings.
    pub count: usize,
    /// Holdings without an amount.
    pub unstated: usize,
}

/// Deployment of a fund.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deployment {
    /// Quarters with investments, in order.
    pub quarters: Vec<DeployedQuarter>,
    /// Holdings whose quarter is not known.
    pub undated: usize,
}

/// The quarters in which a fund invested.
pub fn deployment(data: &Dataset, portfolio: &Portfolio, key: &str, fund: &Fund) -> Deployment {
    let holdings = portfolio.holdings_of(key);
    let currency = currency_of(Some(fund), &holdings);
    let mut quarters = BTreeMap::<(i16, i8), (Bounds, usize, usize)>::new();
    let mut undated = 0;
    for (_, holding) in &holdings {
        let Some(quarter) = holding.date.as_ref().and_then(quarter_of) else {
            undated += 1;
            continue;
        };
        let amount = invested(data, holding, currency);
        let entry = quarters.entry(quarter).or_insert((super::money::ZERO, 0, 0));
        entry.0 = entry.0.add(&from_zero(&amount));
        entry.1 += 1;
        entry.2 += usize::from(!amount.is_known());
    }
    let quarters = quarters.into_iter().filter_map(|((year, number), (bounds, count, unstated))| {
        let unit = Unit::money(currency);
        let amount = if count == unstated {
            Quantity::not_stated(unit)
        } else {
            let value = if bounds.is_point() { bounds.low } else { None };
            Quantity::computed(value, bounds, unit)
        };
        Some(DeployedQuarter { quarter: Period::quarter(year, number)?, amount, count, unstated })
    });
    Deployment { quarters: quarters.collect(), undated }
}

/// The quarter that holds a whole period.
pub fn quarter_of(period: &Period) -> Option<(i16, i8)> {
    let (start, end) = (period.start()?, period.end()?);
    let number = |month: i8| (month - 1) / 3 + 1;
    let same = start.year() == end.year() && number(start.month()) == number(end.month());
    same.then(|| (start.year(), number(start.month())))
}
