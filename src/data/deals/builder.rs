//! Rows become columns.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{
    days::{NO_DAY, QuarterFinder, day_number},
    dictionary::{CodeList, Codes},
    fields::{Field, PerField},
    interner::{Interner, RawCodes, at},
    row::{currency_code, precision_code, status_code},
    table::{DealTable, Texts, flag},
};
use crate::model::{deal::Deal, place::LonLat};

/// Texts that are mostly different in every row, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct RawTexts {
    /// Where each text ends in `bytes`.
    pub(super) ends: Vec<i64>,
    /// All texts.
    pub(super) bytes: Vec<u8>,
}

impl RawTexts {
    pub(super) fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        // A vector cannot be longer than this.
        self.ends.push(i64::try_from(self.bytes.len()).unwrap_or(i64::MAX));
    }

    fn absorb(&mut self, other: &Self) {
        let start = self.ends.last().copied().unwrap_or_default();
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| start + end));
    }

    fn of(&self, row: u32) -> &[u8] {
        let start = row.checked_sub(1).map_or(0, |before| at(&self.ends, before));
        let (start, end) = (usize::try_from(start).unwrap_or_default(), usize::try_from(at(&self.ends, row)).unwrap_or_default());
        self.bytes.get(start..end).unwrap_or_default()
    }

    fn finish(self, order: Option<&[u32]>) -> Texts {
        match order {
            None => Texts::from_parts(&self.ends, self.bytes),
            Some(order) => {
                let mut ends = Vec::with_capacity(order.len());
                let mut bytes = Vec::with_capacity(self.bytes.len());
                for row in order {
                    bytes.extend_from_slice(self.of(*row));
                    ends.push(i64::try_from(bytes.len()).unwrap_or(i64::MAX));
                }
                Texts::from_parts(&ends, bytes)
            }
        }
    }
}

/// Collects deals; [`DealTableBuilder::finish`] makes the table. Several can be filled at the same
/// time and put together with [`DealTableBuilder::absorb`]: the table is the same as if one had
/// taken all rows in that order. Holds up to four thousand million deals.
#[derive(Clone, Debug, Default)]
pub struct DealTableBuilder {
    pub(super) name: String,
    pub(super) synthetic: BTreeSet<String>,
    pub(super) first: Vec<i32>,
    pub(super) last: Vec<i32>,
    pub(super) line: Vec<u32>,
    pub(super) low: Vec<i64>,
    pub(super) high: Vec<i64>,
    pub(super) currency: Vec<u8>,
    pub(super) status: Vec<u8>,
    pub(super) precision: Vec<u8>,
    pub(super) flags: Vec<u8>,
    pub(super) lon: Vec<i32>,
    pub(super) lat: Vec<i32>,
    pub(super) fields: PerField<RawCodes>,
    /// Where the investors of each row end in `investors`.
    pub(super) investor_ends: Vec<u32>,
    pub(super) investors: Vec<u32>,
    pub(super) investor_names: Interner,
    pub(super) extra: Vec<(String, RawCodes)>,
    pub(super) deal_id: RawTexts,
    pub(super) source: RawTexts,
}

impl DealTableBuilder {
    /// A builder of the table `name`, whose deals have the named extra columns, in this order. A
    /// name that stands twice gets a number. `synthetic` marks made-up deals.
    pub fn new(name: &str, extra: &[String], synthetic: bool) -> Self {
        let mut columns: Vec<(String, RawCodes)> = Vec::with_capacity(extra.len());
        for wanted in extra {
            let mut name = wanted.clone();
            let mut number = 2;
            while columns.iter().any(|(other, _)| *other == name) {
                name = format!("{wanted} ({number})");
                number += 1;
            }
            columns.push((name, RawCodes::default()));
        }
        let synthetic = synthetic.then(|| name.to_owned()).into_iter().collect();
        Self { name: name.to_owned(), synthetic, extra: columns, ..Self::default() }
    }

    /// How many deals it holds.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Adds a deal. What a column cannot hold (a point outside of the world, an amount without any
    /// bound) becomes unknown; the written form stays.
    pub fn push(&mut self, deal: &Deal) {
        let (first, last) = deal.date.map_or((NO_DAY, NO_DAY), |date| {
            let (a, b) = (day_number(date.first), day_number(date.last));
            (a.min(b), a.max(b))
        });
        self.first.push(first);
        self.last.push(last);
        self.line.push(u32::try_from(deal.line).unwrap_or(u32::MAX));
        let amount = deal.amount.filter(|amount| amount.low.is_some() || amount.high.is_some());
        let (low, high) = (amount.and_then(|amount| amount.low), amount.and_then(|amount| amount.high));
        let point = deal.point.and_then(micro_degrees);
        let mark = |known: bool, bit: u8| if known { bit } else { 0 };
        self.flags.push(
            mark(low.is_some(), flag::LOW)
                | mark(high.is_some(), flag::HIGH)
                | mark(point.is_some(), flag::POINT)
                | mark(deal.remarked, flag::REMARKED),
        );
        // Where the flag is off the number is never read as an amount; zero keeps sums free of branches.
        self.low.push(low.unwrap_or_default());
        self.high.push(high.unwrap_or_default());
        self.currency.push(amount.map_or(0, |amount| currency_code(amount.currency)));
        self.status.push(deal.status.map_or(0, status_code));
        self.precision.push(deal.precision.map_or(0, precision_code));
        let (lon, lat) = point.unwrap_or_default();
        self.lon.push(lon);
        self.lat.push(lat);
        let place = deal.place.as_ref().map_or("", |place| place.as_str());
        let texts = [
            deal.company.as_str(),
            place,
            &deal.round,
            &deal.sub_field,
            &self.name,
            &deal.round_as_written,
            &deal.sector_as_written,
            &deal.amount_as_written,
        ];
        for (column, text) in self.fields.values_mut().iter_mut().zip(texts) {
            column.push(text);
        }
        let start = self.investors.len();
        for name in deal.investors.iter().filter(|name| !name.is_empty()) {
            let code = self.investor_names.code(name);
            if !self.investors.get(start..).unwrap_or_default().contains(&code) {
                self.investors.push(code);
            }
        }
        self.investor_ends.push(u32::try_from(self.investors.len()).unwrap_or(u32::MAX));
        let mut values = deal.extra.iter();
        for (_, column) in &mut self.extra {
            column.push(values.next().map_or("", String::as_str));
        }
        self.deal_id.push(&deal.deal_id);
        self.source.push(&deal.source);
    }

    /// Adds all deals of another builder after the own ones.
    pub fn absorb(&mut self, mut other: Self) {
        let rows = self.len();
        self.first.append(&mut other.first);
        self.last.append(&mut other.last);
        self.line.append(&mut other.line);
        self.low.append(&mut other.low);
        self.high.append(&mut other.high);
        self.currency.append(&mut other.currency);
        self.status.append(&mut other.status);
        self.precision.append(&mut other.precision);
        self.flags.append(&mut other.flags);
        self.lon.append(&mut other.lon);
        self.lat.append(&mut other.lat);
        self.synthetic.append(&mut other.synthetic);
        self.deal_id.absorb(&other.deal_id);
        self.source.absorb(&other.source);
        let added = self.len() - rows;
        let start = self.investor_ends.last().copied().unwrap_or_default();
        let new = self.investor_names.absorb(other.investor_names);
        self.investors.extend(other.investors.iter().map(|code| at(&new, *code)));
        self.investor_ends.extend(other.investor_ends.iter().map(|end| start.saturating_add(*end)));
        let others = other.fields.into_values();
        self.fields.values_mut().par_iter_mut().zip(others.into_par_iter()).for_each(|(own, other)| own.absorb(other));
        for (name, column) in other.extra {
            match self.extra.iter_mut().find(|(own, _)| *own == name) {
                Some((_, own)) => own.absorb(column),
                None => {
                    let mut own = RawCodes { codes: vec![0; rows], ..RawCodes::default() };
                    own.absorb(column);
                    self.extra.push((name, own));
                }
            }
        }
        for (_, column) in &mut self.extra {
            column.codes.resize(rows + added, 0);
        }
    }

    /// The table: deals by first day, then last day, then in the order in which they came; those
    /// without a date last. Dictionaries are sorted, so the same deals give the same table however
    /// they were divided among builders.
    pub fn finish(self) -> DealTable {
        let order = order(&self.first, &self.last);
        let order = order.as_deref();
        let mut columns: Vec<RawCodes> = self.fields.into_values().into();
        let (names, extra): (Vec<String>, Vec<RawCodes>) = self.extra.into_iter().unzip();
        columns.extend(extra);
        let ((mut columns, investors), (texts, fixed)) = rayon::join(
            || {
                rayon::join(
                    || columns.into_par_iter().map(|column| column.finish(order)).collect::<Vec<_>>(),
                    || investors(self.investor_names, &self.investors, &self.investor_ends, order),
                )
            },
            || {
                rayon::join(
                    || rayon::join(|| self.deal_id.finish(order), || self.source.finish(order)),
                    || {
                        let (first, last) = (sorted(self.first, order), sorted(self.last, order));
                        let (quarter, quarters) = quarters(&first, &last);
                        (first, last, quarter, quarters)
                    },
                )
            },
        );
        let extra = columns.split_off(Field::ALL.len().min(columns.len()));
        let mut columns = columns.into_iter();
        let fields = PerField::from_values(std::array::from_fn(|_| columns.next().unwrap_or_default()));
        let (first, last, quarter, quarters) = fixed;
        DealTable {
            synthetic: self.synthetic,
            first: first.into(),
            last: last.into(),
            quarter,
            quarters,
            line: sorted(self.line, order).into(),
            low: sorted(self.low, order).into(),
            high: sorted(self.high, order).into(),
            currency: sorted(self.currency, order).into(),
            status: sorted(self.status, order).into(),
            precision: sorted(self.precision, order).into(),
            flags: sorted(self.flags, order).into(),
            lon: sorted(self.lon, order).into(),
            lat: sorted(self.lat, order).into(),
            fields,
            investors,
            extra: names.into_iter().zip(extra).collect(),
            deal_id: texts.0,
            source: texts.1,
        }
    }
}

/// A point in millionths of a degree; none outside of the world.
fn micro_degrees(point: LonLat) -> Option<(i32, i32)> {
    let inside = point.lon.abs() <= 180.0 && point.lat.abs() <= 90.0;
    // Within these bounds the numbers fit.
    inside.then(|| ((point.lon * 1e6).round() as i32, (point.lat * 1e6).round() as i32))
}

/// Rows by first and last day; none where they stand in that order already.
fn order(first: &[i32], last: &[i32]) -> Option<Vec<u32>> {
    let days = || first.iter().zip(last);
    if days().is_sorted() {
        return None;
    }
    let mut keyed: Vec<(i32, i32, u32)> = days().zip(0_u32..).map(|((first, last), row)| (*first, *last, row)).collect();
    keyed.par_sort_unstable();
    Some(keyed.into_iter().map(|(_, _, row)| row).collect())
}

fn sorted<T: Copy + Default>(values: Vec<T>, order: Option<&[u32]>) -> Vec<T> {
    match order {
        None => values,
        Some(order) => order.iter().map(|row| at(&values, *row)).collect(),
    }
}

fn quarters(first: &[i32], last: &[i32]) -> (Codes, Vec<i32>) {
    let mut finder = QuarterFinder::default();
    // Rows come by day, so quarters come in order, too.
    let mut quarters: Vec<i32> = Vec::new();
    let mut codes: Vec<u32> = Vec::with_capacity(first.len());
    for (first, last) in first.iter().zip(last) {
        let found = finder.find(*first, *last);
        if let Some(number) = found
            && quarters.last() != Some(&number)
        {
            quarters.push(number);
        }
        codes.push(found.map_or(0, |_| u32::try_from(quarters.len()).unwrap_or_default()));
    }
    (Codes::collect(quarters.len() + 1, codes.into_iter()), quarters)
}

fn investors(names: Interner, codes: &[u32], ends: &[u32], order: Option<&[u32]>) -> CodeList {
    let (dictionary, new) = names.sorted();
    let list = |row: u32| {
        let start = row.checked_sub(1).map_or(0, |before| at(ends, before));
        codes.get(start as usize..at(ends, row) as usize).unwrap_or_default()
    };
    let mut offsets = Vec::with_capacity(ends.len() + 1);
    offsets.push(0);
    let mut sorted = Vec::with_capacity(codes.len());
    match order {
        None => {
            offsets.extend_from_slice(ends);
            sorted.extend(codes.iter().map(|code| at(&new, *code)));
        }
        Some(order) => {
            for row in order {
                sorted.extend(list(*row).iter().map(|code| at(&new, *code)));
                offsets.push(u32::try_from(sorted.len()).unwrap_or(u32::MAX));
            }
        }
    }
    CodeList { offsets: offsets.into(), codes: sorted.into(), dictionary }
}
