//! Statistics of the deals that all filters let through: how concentrated they are, how large rounds
//! are, who invests and with whom, and where sub-fields and rounds meet. For the background.

mod boxes;
mod heat;

use std::{sync::Arc, time::Duration};

use rust_decimal::Decimal;

pub use boxes::{Axis, BoxModel, BoxRow, box_model};
pub use heat::{HeatCell, HeatMap};

use super::cube::{
    AmountSum, BuiltIn, Cube, Filters, GroupBy, Linked, QueryError, minor_digits,
    statistics::{Concentration, GroupSum, InvestorPair, Spread, co_investments, concentration, group_sums, spread},
};
use crate::model::{dataset::Dataset, quantity::Bounds, unit::Currency};

/// Investors of the league.
pub const LEAGUE: usize = 15;
/// Pairs of investors.
pub const PAIRS: usize = 10;
/// Points of a concentration curve.
const POINTS: usize = 64;

/// What concentration is looked at over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    /// Investors: a deal counts once for each.
    #[default]
    Investors,
    /// Cities.
    Places,
    /// Companies.
    Companies,
}

impl Over {
    /// All, in their order on the screen.
    pub const ALL: [Self; 3] = [Self::Investors, Self::Places, Self::Companies];

    fn group_by(self) -> GroupBy {
        match self {
            Self::Investors => GroupBy::Investor,
            Self::Places => GroupBy::Prefecture,
            Self::Companies => GroupBy::Company,
        }
    }
}

/// How concentrated deals and money are over groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concentrations {
    /// By number of deals.
    pub events: Concentration,
    /// By money, each sum at its lower bound.
    pub amount: Concentration,
    /// Deals whose group is not known; they are in neither.
    pub no_group: u64,
    /// Deals of known groups whose money is not known; they are not in `amount`.
    pub no_amount: u64,
}

/// An investor of the league.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Investor {
    /// Name.
    pub name: String,
    /// Deals.
    pub events: u64,
    /// Money of those deals as a whole: how much came from whom is not in the table.
    pub amount: AmountSum,
}

/// All statistics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealStats {
    /// Deals that all filters let through.
    pub deals: usize,
    /// Currency of the amounts.
    pub currency: Option<Currency>,
    /// In the order of [`Over::ALL`].
    pub concentrations: [Concentrations; 3],
    /// Sizes by round, in the order of the atlas, unknown last.
    pub sizes: Vec<Spread>,
    /// Investors with the most deals.
    pub league_by_events: Vec<Investor>,
    /// Investors with the most money in their deals.
    pub league_by_amount: Vec<Investor>,
    /// Investors that there are.
    pub investors: usize,
    /// Who invests with whom most often.
    pub pairs: Vec<InvestorPair>,
    /// Sub-fields and rounds, under the filters of all other dimensions.
    pub heat: HeatMap,
}

/// Computes all statistics. Takes a moment for a large table: not within a frame.
///
/// # Errors
/// When a filter does not fit its dimension.
pub fn deal_stats(cube: &Arc<Cube>, filters: &Filters, currency: Currency, data: &Dataset) -> Result<DealStats, QueryError> {
    let rows = Linked::with_filters(Arc::clone(cube), Vec::new(), filters)?.rows(&[]);
    let mut made = DealStats { deals: rows.len(), currency: Some(currency), ..DealStats::default() };
    for (over, slot) in Over::ALL.into_iter().zip(&mut made.concentrations) {
        let sums = group_sums(cube, &rows, &over.group_by(), currency)?;
        *slot = Concentrations {
            events: concentration(sums.known.iter().map(|sum| i128::from(sum.events)), POINTS),
            amount: concentration(sums.known.iter().map(|sum| sum.amount.low), POINTS),
            no_group: sums.unknown.events,
            no_amount: sums.known.iter().map(|sum| sum.amount.unknown).sum(),
        };
        if over == Over::Investors {
            made.investors = sums.known.len();
            let named = |sum: &GroupSum| Investor {
                name: sums.name(sum.group, cube).unwrap_or_default(),
                events: sum.events,
                amount: sum.amount,
            };
            made.league_by_events = first(&sums.known, |sum| i128::from(sum.events)).map(named).collect();
            made.league_by_amount = first(&sums.known, |sum| sum.amount.low).map(named).collect();
        }
    }
    made.sizes = spread(cube, &rows, &GroupBy::Round, currency)?;
    let order = |id: Option<&str>| round_order(data, id);
    made.sizes.sort_by(|a, b| order(a.key.as_deref()).cmp(&order(b.key.as_deref())).then_with(|| a.key.cmp(&b.key)));
    made.pairs = co_investments(cube, &rows, PAIRS);
    made.heat = heat::heat_map(&BuiltIn::new(Arc::clone(cube)), filters, currency, data, &|| Duration::ZERO)?;
    Ok(made)
}

/// The first few of the league; groups come in the order of their names, which decides ties.
fn first(sums: &[GroupSum], by: impl Fn(&GroupSum) -> i128) -> impl Iterator<Item = &GroupSum> {
    let mut order: Vec<&GroupSum> = sums.iter().collect();
    order.sort_by_key(|sum| std::cmp::Reverse(by(sum)));
    order.truncate(LEAGUE);
    order.into_iter()
}

/// Where a round stands in the atlas; those that it lacks after all others, unknown last.
fn round_order(data: &Dataset, id: Option<&str>) -> usize {
    let all = data.rounds.len();
    id.map_or(all + 1, |id| data.rounds.iter().position(|round| round.id == id).unwrap_or(all))
}

/// Minor units of a currency as bounds in whole units.
pub fn bounds_of(low: Option<i128>, high: Option<i128>, currency: Currency) -> Bounds {
    let whole = |minor: i128| Decimal::try_from_i128_with_scale(minor, minor_digits(currency)).ok();
    Bounds { low: low.and_then(whole), high: high.and_then(whole) }
}

/// The bounds of a sum: open where a deal in it is.
pub fn sum_bounds(sum: &AmountSum, currency: Currency) -> Bounds {
    if sum.known == 0 {
        return Bounds::OPEN;
    }
    bounds_of(Some(sum.low), (sum.open_high == 0).then_some(sum.high), currency)
}

#[cfg(test)]
mod tests;
