//! The sums of one panel, group by group; deals enter and leave.

use super::{
    amounts::{AmountSum, Rates},
    keys::{CodesOf, Keys, add_groups},
    prepared::Cube,
    query::{Answer, AnswerRow, Order, Panel, QueryError},
};
use crate::{
    data::deals::{CodeList, DealTable, flag},
    model::unit::Currency,
};

/// Most cells that a panel may hold.
const MOST_CELLS: u64 = 1 << 24;

/// Rows whose groups are looked up before they are summed.
const BLOCK: usize = 512;

/// Amounts without one, and of each currency, apart: exact, and nothing to sum again when a rate
/// changes.
const KINDS: u32 = Currency::ALL.len() as u32 + 1;

/// Deals of one group and currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    low: i128,
    high: i128,
    events: u32,
    open_low: u32,
    open_high: u32,
}

/// The sums of a panel.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    pub(super) panel: Panel,
    keys: Vec<Keys>,
    /// With amounts: [`KINDS`] cells a group.
    cells: Vec<Cell>,
    /// Without: one count a group.
    counts: Vec<u32>,
}

/// The columns of the money, side by side.
struct Money<'a> {
    currency: &'a [u8],
    low: &'a [i64],
    high: &'a [i64],
    flags: &'a [u8],
}

impl Sums {
    /// Sums of no deal.
    pub(super) fn new(panel: Panel, cube: &Cube) -> Result<Self, QueryError> {
        let keys: Vec<Keys> = panel.group_by.iter().map(|by| Keys::of(by, cube)).collect::<Result<_, _>>()?;
        let lists = keys.iter().filter(|keys| matches!(keys.base.codes(cube), CodesOf::List(_))).count();
        if keys.len() > 2 || lists > 1 {
            return Err(QueryError::TooManyDivisions);
        }
        let kinds = if panel.amount.is_some() { u64::from(KINDS) } else { 1 };
        let count = keys.iter().map(|keys| u64::from(keys.groups)).product::<u64>() * kinds;
        let too_many = QueryError::TooManyGroups(count / kinds);
        if count > MOST_CELLS {
            return Err(too_many);
        }
        let count = usize::try_from(count).map_err(|_wide| too_many)?;
        let (cells, counts) = if kinds > 1 { (count, 0) } else { (0, count) };
        Ok(Self { panel, keys, cells: vec![Cell::default(); cells], counts: vec![0; counts] })
    }

    /// Takes deals in, or out again.
    pub(super) fn change<const ENTER: bool>(&mut self, rows: &[u32], cube: &Cube) {
        let columns: Vec<(CodesOf<'_>, Option<&[u32]>)> =
            self.keys.iter().map(|keys| (keys.base.codes(cube), keys.map(cube))).collect();
        // The last division changes fastest.
        let last = self.keys.last().map_or(1, |keys| keys.groups);
        let scales: &[u32] = if self.keys.len() == 2 { &[last, 1] } else { &[1] };
        let table = cube.table();
        let money = Money { currency: table.currencies(), low: table.lows(), high: table.highs(), flags: table.flags() };
        let mut keys = [0_u32; BLOCK];
        let list = columns.iter().zip(scales).find_map(|((codes, _), scale)| match codes {
            CodesOf::List(list) => Some((*list, *scale)),
            _ => None,
        });
        for rows in rows.chunks(BLOCK) {
            let keys = keys.get_mut(..rows.len()).unwrap_or_default();
            keys.fill(0);
            for ((codes, map), scale) in columns.iter().zip(scales) {
                add_groups(keys, rows, codes, *map, *scale);
            }
            match list {
                None => self.add::<ENTER>(keys, rows, &money),
                Some((list, scale)) => self.add_lists::<ENTER>(keys, rows, list, scale, &money),
            }
        }
    }

    fn add_lists<const ENTER: bool>(&mut self, keys: &[u32], rows: &[u32], list: &CodeList, scale: u32, money: &Money<'_>) {
        for (key, row) in keys.iter().zip(rows) {
            let codes = list.of(*row as usize);
            if codes.is_empty() {
                self.add::<ENTER>(&[*key], &[*row], money);
            }
            for code in codes {
                self.add::<ENTER>(&[*key + code * scale], &[*row], money);
            }
        }
    }

    fn add<const ENTER: bool>(&mut self, keys: &[u32], rows: &[u32], money: &Money<'_>) {
        let one = if ENTER { 1 } else { u32::MAX };
        if self.cells.is_empty() {
            for key in keys {
                if let Some(count) = self.counts.get_mut(*key as usize) {
                    *count = count.wrapping_add(one);
                }
            }
            return;
        }
        for (key, row) in keys.iter().zip(rows) {
            let row = *row as usize;
            let (Some(currency), Some(low), Some(high), Some(flags)) =
                (money.currency.get(row), money.low.get(row), money.high.get(row), money.flags.get(row))
            else {
                continue;
            };
            let Some(cell) = self.cells.get_mut((*key * KINDS + u32::from(*currency)) as usize) else { continue };
            let open = |bit: u8| u32::from(flags & bit == 0);
            cell.events = cell.events.wrapping_add(one);
            cell.open_low = cell.open_low.wrapping_add(one.wrapping_mul(open(flag::LOW)));
            cell.open_high = cell.open_high.wrapping_add(one.wrapping_mul(open(flag::HIGH)));
            if ENTER {
                cell.low += i128::from(*low);
                cell.high += i128::from(*high);
            } else {
                cell.low -= i128::from(*low);
                cell.high -= i128::from(*high);
            }
        }
    }

    /// The groups that a deal is in, as names; for looking into a group.
    pub(super) fn names(&self, group: u32, cube: &Cube) -> Vec<Option<String>> {
        match self.keys.as_slice() {
            [] => Vec::new(),
            [one] => vec![one.name(group, cube)],
            [one, other, ..] => {
                vec![one.name(group / other.groups, cube), other.name(group % other.groups, cube)]
            }
        }
    }

    /// True where a deal is in the group of this key.
    pub(super) fn holds(&self, key: &[Option<String>], cube: &Cube) -> impl Fn(usize) -> bool {
        let wanted: Vec<Option<u32>> = self
            .keys
            .iter()
            .zip(key)
            .map(|(keys, name)| (0..keys.groups).find(|group| keys.name(*group, cube) == *name))
            .collect();
        let columns: Vec<_> = self.keys.iter().map(|keys| (keys.base.codes(cube), keys.map(cube))).collect();
        let fits = wanted.len() == columns.len();
        move |row| {
            let group = |code: u32, map: Option<&[u32]>| map.map_or(Some(code), |map| map.get(code as usize).copied());
            fits && columns.iter().zip(&wanted).all(|((codes, map), wanted)| match codes {
                CodesOf::U8(codes) => {
                    wanted.is_some() && codes.get(row).and_then(|code| group(u32::from(*code), *map)) == *wanted
                }
                CodesOf::U16(codes) => {
                    wanted.is_some() && codes.get(row).and_then(|code| group(u32::from(*code), *map)) == *wanted
                }
                CodesOf::U32(codes) => wanted.is_some() && codes.get(row).and_then(|code| group(*code, *map)) == *wanted,
                CodesOf::List(list) => {
                    let codes = list.of(row);
                    wanted.is_some_and(|wanted| codes.contains(&wanted) || (wanted == 0 && codes.is_empty()))
                }
            })
        }
    }

    /// The sums as an answer; who answered and how long it took is left to the caller.
    pub(super) fn answer(&self, cube: &Cube) -> Answer {
        let rates = self.panel.amount.map(|to| Rates::find(cube.rates(), to, None));
        let mut groups: Vec<(u32, AnswerRow)> = match &rates {
            None => (0..).zip(&self.counts).map(|(group, events)| (group, counted(*events))).collect(),
            Some(rates) => {
                (0..).zip(self.cells.chunks(KINDS as usize)).map(|(group, cells)| (group, summed(cells, rates))).collect()
            }
        };
        groups.retain(|(_, row)| row.events > 0);
        let total = groups.len();
        // Unknown last: its code is the lowest.
        let last = self.keys.last().map_or(1, |keys| keys.groups);
        let place = |group: u32| {
            let unknown_last = |code: u32| code.wrapping_sub(1);
            if self.keys.len() == 2 { (unknown_last(group / last), unknown_last(group % last)) } else { (unknown_last(group), 0) }
        };
        let low = |row: &AnswerRow| row.amount.map_or(0, |amount| amount.low);
        groups.sort_by(|(a, one), (b, other)| {
            let first = match self.panel.order {
                Order::Key => std::cmp::Ordering::Equal,
                Order::Events => other.events.cmp(&one.events),
                Order::Amount => low(other).cmp(&low(one)),
            };
            first.then(place(*a).cmp(&place(*b)))
        });
        let mut rest = None;
        if let Some(limit) = self.panel.limit.filter(|limit| *limit < total) {
            let mut sum = AnswerRow { amount: rates.map(|_| AmountSum::default()), ..AnswerRow::default() };
            for (_, row) in groups.drain(limit..) {
                sum.events += row.events;
                if let (Some(sum), Some(row)) = (&mut sum.amount, &row.amount) {
                    sum.add(row);
                }
            }
            rest = Some(sum);
        }
        let named = |(group, row): (u32, AnswerRow)| AnswerRow { key: self.names(group, cube), ..row };
        Answer { rows: groups.into_iter().map(named).collect(), groups: total, rest, ..Answer::default() }
    }
}

fn counted(events: u32) -> AnswerRow {
    AnswerRow { events: u64::from(events), ..AnswerRow::default() }
}

fn summed(cells: &[Cell], rates: &Rates) -> AnswerRow {
    let mut events = 0;
    let mut sum = AmountSum::default();
    for (code, cell) in (0..).zip(cells) {
        events += u64::from(cell.events);
        let money = DealTable::currency_of(code).and_then(|currency| {
            let (low, _) = rates.convert(cell.low, currency)?;
            let (_, high) = rates.convert(cell.high, currency)?;
            Some((low, high))
        });
        match money {
            None => sum.unknown += u64::from(cell.events),
            Some((low, high)) => sum.add(&AmountSum {
                low,
                high,
                known: u64::from(cell.events),
                unknown: 0,
                open_low: u64::from(cell.open_low),
                open_high: u64::from(cell.open_high),
            }),
        }
    }
    AnswerRow { key: Vec::new(), events, amount: Some(sum) }
}
