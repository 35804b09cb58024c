//! The columns of one table of deals, or of several joined.

use std::{collections::BTreeSet, sync::Arc};

use arrow_array::{Array as _, LargeStringArray};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};

use super::{
    builder::{DealTableBuilder, RawTexts},
    days::date_of_day,
    dictionary::{CodeColumn, CodeList, Codes, Dictionary},
    fields::{Field, PerField},
    interner::{Interner, RawCodes},
    row::{currency_of, precision_of, status_names, status_of},
};
use crate::model::{
    deal::{Deal, DealAmount, DealDate},
    place::LonLat,
    unit::Currency,
};

/// Bits of a deal.
pub mod flag {
    /// The least amount is known.
    pub const LOW: u8 = 1;
    /// The most that it may be is known.
    pub const HIGH: u8 = 2;
    /// The table gave coordinates.
    pub const POINT: u8 = 4;
    /// Taken with a remark.
    pub const REMARKED: u8 = 8;
}

/// Texts that nothing filters by, one a row; empty where the row says nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Texts(pub(super) LargeStringArray);

impl Texts {
    /// From the end of each text and all bytes. Bytes that are no text, which no caller has, leave
    /// every text empty.
    pub(super) fn from_parts(ends: &[i64], bytes: Vec<u8>) -> Self {
        let mut offsets = Vec::with_capacity(ends.len() + 1);
        offsets.push(0);
        offsets.extend_from_slice(ends);
        let made = LargeStringArray::try_new(OffsetBuffer::new(offsets.into()), Buffer::from_vec(bytes), None);
        Self(made.unwrap_or_else(|_| std::iter::repeat_n(Some(""), ends.len()).collect()))
    }

    fn get(&self, row: usize) -> &str {
        if row < self.0.len() { self.0.value(row) } else { "" }
    }
}

/// Bytes of a table by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes {
    /// Codes and fixed-width columns of everything that can be filtered, grouped or summed.
    pub columns: usize,
    /// Extra columns, which differ from table to table.
    pub extra: usize,
    /// Dictionaries.
    pub dictionaries: usize,
    /// Texts as written, ids and addresses of sources.
    pub texts: usize,
}

/// Deals as columns; never changed once made. Rows stand by first day, then last day, those without
/// a date at the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealTable {
    pub(super) synthetic: BTreeSet<String>,
    pub(super) first: ScalarBuffer<i32>,
    pub(super) last: ScalarBuffer<i32>,
    pub(super) quarter: Codes,
    pub(super) quarters: Vec<i32>,
    pub(super) line: ScalarBuffer<u32>,
    pub(super) low: ScalarBuffer<i64>,
    pub(super) high: ScalarBuffer<i64>,
    pub(super) currency: ScalarBuffer<u8>,
    pub(super) status: ScalarBuffer<u8>,
    pub(super) precision: ScalarBuffer<u8>,
    pub(super) flags: ScalarBuffer<u8>,
    pub(super) lon: ScalarBuffer<i32>,
    pub(super) lat: ScalarBuffer<i32>,
    pub(super) fields: PerField<CodeColumn>,
    pub(super) investors: CodeList,
    pub(super) extra: Vec<(String, CodeColumn)>,
    pub(super) deal_id: Texts,
    pub(super) source: Texts,
}

impl Default for Texts {
    fn default() -> Self {
        Self(LargeStringArray::new_null(0))
    }
}

impl DealTable {
    /// How many deals.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// True where there is no deal.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// True where deals of it are made up. Whatever shows them says so.
    pub fn is_synthetic(&self) -> bool {
        !self.synthetic.is_empty()
    }

    /// The tables in it whose deals are made up, sorted.
    pub fn synthetic_tables(&self) -> impl Iterator<Item = &str> {
        self.synthetic.iter().map(String::as_str)
    }

    /// First day of each deal, in days since 1970-01-01; [`super::NO_DAY`] without a date. Sorted.
    pub fn first_days(&self) -> &[i32] {
        &self.first
    }

    /// Last day of each deal, likewise.
    pub fn last_days(&self) -> &[i32] {
        &self.last
    }

    /// The quarter of each deal as a code: code `k` is `quarters()[k - 1]`. Unknown where the date
    /// does not lie in one quarter.
    pub fn quarter_codes(&self) -> &Codes {
        &self.quarter
    }

    /// The quarters that deals lie in, by [`super::quarter_number`], sorted.
    pub fn quarters(&self) -> &[i32] {
        &self.quarters
    }

    /// Line of the file where each deal begins, from 1.
    pub fn lines(&self) -> &[u32] {
        &self.line
    }

    /// Least amount of each deal in minor units of its currency; 0 where [`flag::LOW`] is off.
    pub fn lows(&self) -> &[i64] {
        &self.low
    }

    /// Greatest amount of each deal in minor units of its currency; 0 where [`flag::HIGH`] is off.
    pub fn highs(&self) -> &[i64] {
        &self.high
    }

    /// Currency of each deal: 0 without an amount, else one more than the position in
    /// [`Currency::ALL`].
    pub fn currencies(&self) -> &[u8] {
        &self.currency
    }

    /// The currency of a code of [`DealTable::currencies`].
    pub fn currency_of(code: u8) -> Option<Currency> {
        currency_of(code)
    }

    /// What became of each company: 0 unknown, else a code of [`DealTable::status_dictionary`].
    pub fn statuses(&self) -> &[u8] {
        &self.status
    }

    /// Names of the statuses by code.
    pub fn status_dictionary() -> Vec<&'static str> {
        status_names().collect()
    }

    /// Bits of each deal, see [`flag`].
    pub fn flags(&self) -> &[u8] {
        &self.flags
    }

    /// Degrees east of each deal in millionths, where the table gave coordinates.
    pub fn lons(&self) -> &[i32] {
        &self.lon
    }

    /// Degrees north of each deal in millionths, where the table gave coordinates.
    pub fn lats(&self) -> &[i32] {
        &self.lat
    }

    /// A column of codes.
    pub fn field(&self, field: Field) -> &CodeColumn {
        self.fields.get(field)
    }

    /// Investors of each deal.
    pub fn investors(&self) -> &CodeList {
        &self.investors
    }

    /// Columns without a role: name and codes.
    pub fn extra(&self) -> &[(String, CodeColumn)] {
        &self.extra
    }

    /// A deal as it was taken; none outside of the table. A point is exact to a millionth of a
    /// degree, and nothing tells an extra column of another table from an empty one.
    pub fn deal(&self, row: usize) -> Option<Deal> {
        let flags = *self.flags.get(row)?;
        let known = |bit: u8| flags & bit != 0;
        let text = |field: Field| self.field(field).text(row).unwrap_or_default().to_owned();
        let date = date_of_day(*self.first.get(row)?).zip(date_of_day(*self.last.get(row)?));
        let currency = currency_of(*self.currency.get(row)?);
        let degrees = |values: &ScalarBuffer<i32>| values.get(row).map(|micro| f64::from(*micro) / 1e6);
        let point = degrees(&self.lon).zip(degrees(&self.lat)).filter(|_| known(flag::POINT));
        Some(Deal {
            line: u64::from(*self.line.get(row)?),
            deal_id: self.deal_id.get(row).to_owned(),
            company: text(Field::Company),
            place: self.field(Field::Place).text(row).map(Into::into),
            precision: precision_of(*self.precision.get(row)?),
            point: point.map(|(lon, lat)| LonLat { lon, lat }),
            date: date.map(|(first, last)| DealDate { first, last }),
            round: text(Field::Round),
            round_as_written: text(Field::RoundWritten),
            amount: currency.map(|currency| DealAmount {
                low: self.low.get(row).copied().filter(|_| known(flag::LOW)),
                high: self.high.get(row).copied().filter(|_| known(flag::HIGH)),
                currency,
            }),
            amount_as_written: text(Field::AmountWritten),
            sub_field: text(Field::Sector),
            sector_as_written: text(Field::SectorWritten),
            investors: self
                .investors
                .of(row)
                .iter()
                .filter_map(|code| self.investors.dictionary.text(*code))
                .map(str::to_owned)
                .collect(),
            status: status_of(*self.status.get(row)?),
            source: self.source.get(row).to_owned(),
            extra: self.extra.iter().map(|(_, column)| column.text(row).unwrap_or_default().to_owned()).collect(),
            remarked: known(flag::REMARKED),
        })
    }

    /// One table of the deals of several; each deal keeps the name of its table.
    pub fn join(tables: &[Arc<Self>]) -> Self {
        let mut all = DealTableBuilder::default();
        for table in tables {
            all.absorb(DealTableBuilder::of(table));
        }
        all.finish()
    }

    /// Bytes that it takes, by kind.
    pub fn bytes(&self) -> Bytes {
        let coded = |text: bool| Field::ALL.into_iter().filter(move |field| field.is_text() == text);
        let codes = |text: bool| coded(text).map(|field| self.field(field).codes.bytes()).sum::<usize>();
        let wide = 4 * (self.first.len() + self.last.len() + self.line.len() + self.lon.len() + self.lat.len())
            + 8 * (self.low.len() + self.high.len());
        let narrow = self.currency.len() + self.status.len() + self.precision.len() + self.flags.len();
        let words = |dictionary: &Dictionary| dictionary.bytes();
        let plain = |texts: &Texts| texts.0.value_data().len() + size_of_val(texts.0.value_offsets());
        Bytes {
            columns: wide + narrow + self.quarter.bytes() + codes(false) + self.investors.bytes(),
            extra: self.extra.iter().map(|(_, column)| column.codes.bytes()).sum(),
            dictionaries: Field::ALL.iter().map(|field| words(&self.field(*field).dictionary)).sum::<usize>()
                + words(&self.investors.dictionary)
                + self.extra.iter().map(|(_, column)| words(&column.dictionary)).sum::<usize>(),
            texts: codes(true) + plain(&self.deal_id) + plain(&self.source),
        }
    }
}

impl DealTableBuilder {
    /// A builder that holds the deals of a table.
    pub(super) fn of(table: &DealTable) -> Self {
        let raw = |column: &CodeColumn| RawCodes {
            texts: Interner::of(&column.dictionary),
            codes: (0..column.codes.len()).map(|row| column.codes.get(row)).collect(),
        };
        let texts = |texts: &Texts| {
            let mut raw = RawTexts::default();
            (0..texts.0.len()).for_each(|row| raw.push(texts.get(row)));
            raw
        };
        Self {
            name: String::new(),
            synthetic: table.synthetic.clone(),
            first: table.first.to_vec(),
            last: table.last.to_vec(),
            line: table.line.to_vec(),
            low: table.low.to_vec(),
            high: table.high.to_vec(),
            currency: table.currency.to_vec(),
            status: table.status.to_vec(),
            precision: table.precision.to_vec(),
            flags: table.flags.to_vec(),
            lon: table.lon.to_vec(),
            lat: table.lat.to_vec(),
            fields: PerField::from_values(Field::ALL.map(|field| raw(table.field(field)))),
            investor_ends: table.investors.offsets.iter().skip(1).copied().collect(),
            investors: table.investors.codes.to_vec(),
            investor_names: Interner::of(&table.investors.dictionary),
            extra: table.extra.iter().map(|(name, column)| (name.clone(), raw(column))).collect(),
            deal_id: texts(&table.deal_id),
            source: texts(&table.source),
        }
    }
}
