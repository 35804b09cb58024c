//! Medians and quartiles of amounts that may be ranges.

use rayon::prelude::*;

use super::super::{
    amounts::Rates,
    keys::{Keys, add_groups},
    prepared::Cube,
    query::{GroupBy, QueryError},
};
use crate::{
    data::deals::{DealTable, flag},
    model::unit::Currency,
};

/// What a figure lies between, in minor units; an open end has no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Least.
    pub low: Option<i128>,
    /// Most.
    pub high: Option<i128>,
}

/// The sizes of the deals of one group. Each figure lies between what it would be if all amounts
/// were as low, and as high, as they may be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// The group; `None` for unknown.
    pub key: Option<String>,
    /// Deals with an amount.
    pub known: usize,
    /// Deals without one, or in a currency without a rate.
    pub unknown: usize,
    /// A quarter of the deals is smaller. Between two deals it is interpolated.
    pub lower_quartile: Bounds,
    /// Half of the deals is smaller.
    pub median: Bounds,
    /// Three quarters of the deals are smaller.
    pub upper_quartile: Bounds,
    /// Sum over `known`, by which the mean is made.
    pub sum: Bounds,
}

/// Sizes by group of the deals that stand in `rows`, in a currency; by key, unknown last. A deal of
/// several investors counts once for each.
///
/// # Errors
/// When no table has the column that is asked for.
pub fn spread(cube: &Cube, rows: &[u32], by: &GroupBy, currency: Currency) -> Result<Vec<Spread>, QueryError> {
    let keys = Keys::of(by, cube)?;
    let rates = Rates::find(cube.rates(), currency, None);
    let groups = groups(cube, rows, &keys);
    let made = groups.chunk_by(|a, b| a.0 == b.0).collect::<Vec<_>>().into_par_iter().filter_map(|group| {
        let (key, _) = group.first()?;
        Some(Spread { key: keys.name(*key, cube), ..of_group(cube, group, &rates) })
    });
    let mut made: Vec<Spread> = made.collect();
    // Unknown has the lowest code, and stands last.
    let unknown = made.iter().take_while(|spread| spread.key.is_none()).count();
    made.rotate_left(unknown);
    Ok(made)
}

/// Group and row, sorted.
pub(super) fn groups(cube: &Cube, rows: &[u32], keys: &Keys) -> Vec<(u32, u32)> {
    let codes = keys.base.codes(cube);
    let mut groups: Vec<(u32, u32)> = match &codes {
        super::super::keys::CodesOf::List(list) => rows
            .iter()
            .flat_map(|row| {
                let codes = list.of(*row as usize);
                let unknown = codes.is_empty().then_some((0, *row));
                unknown.into_iter().chain(codes.iter().map(|code| (*code, *row)))
            })
            .collect(),
        codes => {
            let mut groups = vec![0; rows.len()];
            add_groups(&mut groups, rows, codes, keys.map(cube), 1);
            groups.into_iter().zip(rows.iter().copied()).collect()
        }
    };
    groups.par_sort_unstable();
    groups
}

fn of_group(cube: &Cube, group: &[(u32, u32)], rates: &Rates) -> Spread {
    let table = cube.table();
    let mut lows: Vec<Option<i128>> = Vec::new();
    let mut highs: Vec<Option<i128>> = Vec::new();
    for (_, row) in group {
        let row = *row as usize;
        let flags = table.flags().get(row).copied().unwrap_or_default();
        let convert = |values: &[i64]| {
            let currency = DealTable::currency_of(*table.currencies().get(row)?)?;
            rates.convert(i128::from(*values.get(row)?), currency)
        };
        // An amount without any bound has no currency.
        if let (Some((low, _)), Some((_, high))) = (convert(table.lows()), convert(table.highs())) {
            lows.push((flags & flag::LOW != 0).then_some(low));
            highs.push((flags & flag::HIGH != 0).then_some(high));
        }
    }
    let total = |values: &[Option<i128>]| values.iter().copied().sum::<Option<i128>>();
    let sum = Bounds { low: total(&lows), high: total(&highs) };
    // No lower bound sorts below all, no upper bound above all.
    lows.par_sort_unstable();
    highs.par_sort_unstable_by_key(|high| (high.is_none(), *high));
    let share = |quarters: usize| Bounds { low: quantile(&lows, quarters, false), high: quantile(&highs, quarters, true) };
    Spread {
        key: None,
        known: lows.len(),
        unknown: group.len() - lows.len(),
        lower_quartile: share(1),
        median: share(2),
        upper_quartile: share(3),
        sum,
    }
}

/// The value below which so many quarters of sorted values lie, interpolated and rounded outwards.
fn quantile(values: &[Option<i128>], quarters: usize, up: bool) -> Option<i128> {
    let place = values.len().checked_sub(1)? * quarters;
    let (at, part) = (place / 4, i128::try_from(place % 4).ok()?);
    let below = (*values.get(at)?)?;
    if part == 0 {
        return Some(below);
    }
    let above = (*values.get(at + 1)?)?;
    let sum = below.checked_mul(4 - part)?.checked_add(above.checked_mul(part)?)?;
    Some(if up && sum.rem_euclid(4) != 0 { sum.div_euclid(4) + 1 } else { sum.div_euclid(4) })
}
