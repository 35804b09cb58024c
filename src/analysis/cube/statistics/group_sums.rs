//! Sums of chosen deals by group, however many groups there are.

use rayon::prelude::*;

use super::{
    super::{
        amounts::{AmountSum, Rates},
        keys::Keys,
        prepared::Cube,
        query::{GroupBy, QueryError},
    },
    spread::groups,
};
use crate::{
    data::deals::{DealTable, flag},
    model::unit::Currency,
};

/// Deals of one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupSum {
    /// The group; see [`GroupSums::name`].
    pub group: u32,
    /// Deals.
    pub events: u64,
    /// Their money.
    pub amount: AmountSum,
}

/// Sums by group, in the order of the groups.
#[derive(Clone, Debug)]
pub struct GroupSums {
    /// Groups with deals; the unknown one is not among them.
    pub known: Vec<GroupSum>,
    /// Deals whose group is not known.
    pub unknown: GroupSum,
    keys: Keys,
}

impl GroupSums {
    /// The id or name of a group.
    pub fn name(&self, group: u32, cube: &Cube) -> Option<String> {
        self.keys.name(group, cube)
    }
}

/// Sums of the deals that stand in `rows`, in a currency. A deal of several investors counts once
/// for each. Room is taken for each deal and not for each group that there could be.
///
/// # Errors
/// When no table has the column that is asked for.
pub fn group_sums(cube: &Cube, rows: &[u32], by: &GroupBy, currency: Currency) -> Result<GroupSums, QueryError> {
    let keys = Keys::of(by, cube)?;
    let rates = Rates::find(cube.rates(), currency, None);
    let groups = groups(cube, rows, &keys);
    let made = groups.chunk_by(|a, b| a.0 == b.0).collect::<Vec<_>>().into_par_iter().map(|chunk| {
        let group = chunk.first().map_or(0, |(group, _)| *group);
        let amount = sum_of(cube, chunk.iter().map(|(_, row)| *row), &rates);
        GroupSum { group, events: chunk.len() as u64, amount }
    });
    let mut known: Vec<GroupSum> = made.collect();
    let unknown = if known.first().is_some_and(|first| first.group == 0) { known.remove(0) } else { GroupSum::default() };
    Ok(GroupSums { known, unknown, keys })
}

/// The money of chosen deals at these rates. Each currency is summed apart and then converted, so
/// that a sum is rounded once.
pub fn sum_of(cube: &Cube, rows: impl Iterator<Item = u32>, rates: &Rates) -> AmountSum {
    let table = cube.table();
    let mut by_currency = [AmountSum::default(); Currency::ALL.len() + 1];
    for row in rows {
        let row = row as usize;
        let (Some(currency), Some(low), Some(high), Some(flags)) =
            (table.currencies().get(row), table.lows().get(row), table.highs().get(row), table.flags().get(row))
        else {
            continue;
        };
        let Some(sum) = by_currency.get_mut(usize::from(*currency)) else { continue };
        sum.known += 1;
        sum.low += i128::from(*low);
        sum.high += i128::from(*high);
        sum.open_low += u64::from(flags & flag::LOW == 0);
        sum.open_high += u64::from(flags & flag::HIGH == 0);
    }
    let mut whole = AmountSum::default();
    for (code, part) in (0..).zip(&by_currency).filter(|(_, part)| part.known > 0) {
        let converted = DealTable::currency_of(code).and_then(|currency| {
            let (low, _) = rates.convert(part.low, currency)?;
            let (_, high) = rates.convert(part.high, currency)?;
            Some(AmountSum { low, high, ..*part })
        });
        match converted {
            Some(part) => whole.add(&part),
            None => whole.unknown += part.known,
        }
    }
    whole
}
