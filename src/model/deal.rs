//! A deal: one financing event, as a row of a person's own table states it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ids::PlaceId,
    place::{LonLat, PointPrecision},
    unit::Currency,
};

/// When a deal took place, as exactly as the table says: a day is a span of one day, 2026Q1 a span
/// of three months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DealDate {
    /// First day that it may have been.
    pub first: Date,
    /// Last day that it may have been, itself included.
    pub last: Date,
}

impl DealDate {
    /// A known day.
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The quarter it lies in, if it lies in one.
    pub fn quarter(&self) -> Option<(i16, i8)> {
        let of = |day: Date| (day.year(), (day.month() + 2) / 3);
        (of(self.first) == of(self.last)).then(|| of(self.first))
    }
}

/// Money of a deal, in whole minor units (fen, cents, yen) of its own currency. A bound that is
/// absent is not known; a deal without any amount has none of these, never a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DealAmount {
    /// Least that it may be.
    pub low: Option<i64>,
    /// Most that it may be.
    pub high: Option<i64>,
    /// Currency.
    pub currency: Currency,
}

impl DealAmount {
    /// The amount, where it is stated exactly.
    pub fn exact(&self) -> Option<i64> {
        self.low.filter(|low| Some(*low) == self.high)
    }
}

/// What became of the company, as far as the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompanyStatus {
    /// In business.
    Alive,
    /// Listed.
    Listed,
    /// Sold or merged.
    Exited,
    /// Closed.
    Gone,
}

/// A row of a deal table. Texts are trimmed; an empty one says nothing.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deal {
    /// Line of the file where the row begins, from 1.
    pub line: u64,
    /// Id in the table it comes from.
    pub deal_id: String,
    /// Company, as written.
    pub company: String,
    /// The most exact place that is known: zone, county, prefecture, province.
    pub place: Option<PlaceId>,
    /// How exactly `point`, or else the place's own point, stands for where the company is.
    pub precision: Option<PointPrecision>,
    /// Coordinates given by the table, converted to WGS-84.
    pub point: Option<LonLat>,
    /// When.
    pub date: Option<DealDate>,
    /// Id of the table of rounds; empty where the written form is none of them.
    pub round: String,
    /// Round, as written.
    pub round_as_written: String,
    /// Money; none where it is not stated.
    pub amount: Option<DealAmount>,
    /// Money, as written.
    pub amount_as_written: String,
    /// Id of the sub-field; empty where the written sector is none of them.
    pub sub_field: String,
    /// Sector, as written.
    pub sector_as_written: String,
    /// Investors, in the order of the table.
    pub investors: Vec<String>,
    /// What became of the company.
    pub status: Option<CompanyStatus>,
    /// Address of the source.
    pub source: String,
    /// Columns without a role, in the order of the table.
    pub extra: Vec<String>,
    /// Taken with a remark that stands in the report.
    pub remarked: bool,
}
