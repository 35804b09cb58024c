//! How a table of a person's is read as deals: what its columns hold, what was decided about its
//! texts, and what is reported of its rows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::unit::Currency;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Id of the deal in the table.
    DealId,
    /// Name of the company.
    Company,
    /// Province.
    Province,
    /// City, or a place of any level.
    City,
    /// County, district or zone.
    County,
    /// Address.
    Address,
    /// Degrees east.
    Longitude,
    /// Degrees north.
    Latitude,
    /// Both in one cell, longitude first.
    Coordinates,
    /// Day, month, quarter or year.
    Date,
    /// Round.
    Round,
    /// Money.
    Amount,
    /// Currency of the money.
    Currency,
    /// Sector.
    Sector,
    /// Investors.
    Investors,
    /// What became of the company.
    Status,
    /// Address of the source.
    Source,
    /// `yes` where the row was made up for a test.
    Synthetic,
    /// Kept as it is.
    Extra,
    /// Left out.
    Ignored,
}

impl Role {
    /// All, in menu order.
    pub const ALL: [Self; 20] = [
        Self::DealId,
        Self::Company,
        Self::Province,
        Self::City,
        Self::County,
        Self::Address,
        Self::Longitude,
        Self::Latitude,
        Self::Coordinates,
        Self::Date,
        Self::Round,
        Self::Amount,
        Self::Currency,
        Self::Sector,
        Self::Investors,
        Self::Status,
        Self::Source,
        Self::Synthetic,
        Self::Extra,
        Self::Ignored,
    ];

    /// The name used in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::DealId => "deal_id",
            Self::Company => "company",
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Address => "address",
            Self::Longitude => "longitude",
            Self::Latitude => "latitude",
            Self::Coordinates => "coordinates",
            Self::Date => "date",
            Self::Round => "round",
            Self::Amount => "amount",
            Self::Currency => "currency",
            Self::Sector => "sector",
            Self::Investors => "investors",
            Self::Status => "status",
            Self::Source => "source",
            Self::Synthetic => "synthetic",
            Self::Extra => "extra",
            Self::Ignored => "ignored",
        }
    }

    /// True where several columns may have it: their texts are taken together, in table order.
    pub fn may_repeat(self) -> bool {
        matches!(self, Self::Date | Self::Sector | Self::Investors | Self::Address | Self::Extra | Self::Ignored)
    }
}

/// Which coordinates a table holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// As satellites give them.
    #[default]
    Wgs84,
    /// As Amap and Tencent give them.
    Gcj02,
    /// As Baidu gives them.
    Bd09,
}

/// A column of the table and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// Name in the header, trimmed.
    pub name: String,
    /// What it holds.
    pub role: Role,
}

/// "Where this column says this, that is meant."
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextDecision {
    /// What the column holds: the decision counts for all columns of this role.
    pub role: Role,
    /// Text as written.
    pub written: String,
    /// What is meant: the id of a place, round or sub-field, a name, an amount or a date.
    pub decided: String,
}

/// Names of one company; all are shown under the first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameCompany {
    /// Name that is kept.
    pub kept: String,
    /// Other names.
    pub others: Vec<String>,
}

/// What tells a row apart from others of its table, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowKey {
    /// Company.
    pub company: String,
    /// Date as `first day/last day`; empty where unknown.
    pub date: String,
    /// Round.
    pub round: String,
    /// Amount.
    pub amount: String,
}

/// Two rows that tell of one deal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameDeal {
    /// Row that is kept.
    pub kept: RowKey,
    /// Row that is left out.
    pub dropped: RowKey,
}

/// The version of mappings that is written.
pub const MAPPING_VERSION: u32 = 1;

/// How a table is read: kept beside the imported table and recognised by its header next time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Version of the form.
    pub version: u32,
    /// Columns in the order of the table.
    pub columns: Vec<ColumnChoice>,
    /// Currency of amounts that name none.
    pub currency: Currency,
    /// How many units of the currency a plain number counts: 10000 under a header such as 金额(万元).
    pub scale: u64,
    /// Coordinates.
    #[serde(default)]
    pub datum: Datum,
    /// True where 04/05/2026 is the fourth of May.
    #[serde(default)]
    pub day_first: bool,
    /// True where an empty company means the one above (cells merged downwards).
    #[serde(default)]
    pub fill_down: bool,
    /// What was decided in bulk.
    #[serde(default)]
    pub decisions: Vec<TextDecision>,
    /// Companies with several names.
    #[serde(default)]
    pub same_companies: Vec<SameCompany>,
    /// Deals that stand twice.
    #[serde(default)]
    pub same_deals: Vec<SameDeal>,
    /// Deals that stand twice with at least this score (0 to 100) are merged without asking.
    #[serde(default)]
    pub merge_above: Option<u8>,
}

impl Mapping {
    /// A mapping of these columns with nothing decided.
    pub fn new(columns: Vec<ColumnChoice>) -> Self {
        Self {
            version: MAPPING_VERSION,
            columns,
            currency: Currency::Cny,
            scale: 1,
            datum: Datum::default(),
            day_first: false,
            fill_down: false,
            decisions: Vec::new(),
            same_companies: Vec::new(),
            same_deals: Vec::new(),
            merge_above: None,
        }
    }

    /// True where the mapping was made for a table with this header.
    pub fn fits(&self, header: &[String]) -> bool {
        self.columns.len() == header.len() && self.columns.iter().zip(header).all(|(column, name)| column.name == name.trim())
    }

    /// The first column with a role.
    pub fn column_of(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// All columns with a role, in table order.
    pub fn columns_of(&self, role: Role) -> Vec<usize> {
        let of_role = self.columns.iter().enumerate().filter(|(_, column)| column.role == role);
        of_role.map(|(at, _)| at).collect()
    }

    /// Names of the columns that are kept as they are, in table order.
    pub fn extra_names(&self) -> Vec<String> {
        let extra = self.columns.iter().filter(|column| column.role == Role::Extra);
        extra.map(|column| column.name.clone()).collect()
    }
}

/// What is said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowStatus {
    /// Taken, with a remark.
    Remarked,
    /// Left out.
    LeftOut,
}

impl RowStatus {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Remarked => "remarked",
            Self::LeftOut => "left_out",
        }
    }
}

/// Why a row stands in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportCode {
    /// Money is a range or open on one side.
    AmountRange,
    /// Money cannot be read.
    AmountUnreadable,
    /// Money in a currency that the program does not know.
    AmountCurrency,
    /// Money is zero, which says nothing.
    AmountZero,
    /// Money is negative.
    AmountNegative,
    /// Money is too large to be held.
    AmountTooLarge,
    /// The year is written with two digits.
    DateGuessedYear,
    /// Day and month may be the other way round.
    DateDayMonth,
    /// The date cannot be: a placeholder, or a later year than this one.
    DateImpossible,
    /// The date lies ahead, in this year.
    DateAhead,
    /// The date cannot be read.
    DateUnreadable,
    /// The round is none that is known.
    RoundUnknown,
    /// Several places have the name.
    PlaceAmbiguous,
    /// No place has the name.
    PlaceUnknown,
    /// Two cells of the row name places apart from each other.
    PlaceContradiction,
    /// Coordinates cannot be read, or lie nowhere.
    PointUnreadable,
    /// Longitude and latitude stood the other way round.
    PointSwapped,
    /// The status is none that is known.
    StatusUnknown,
    /// The cell holds a formula, which is not worked out.
    Formula,
    /// The cell holds a spreadsheet's error.
    CellError,
    /// The row has fewer cells than the header.
    RowShort,
    /// The company is the one of the row above.
    CompanyFromAbove,
    /// Rows below carry on with this one.
    RowContinued,
    /// The row has more cells than the header.
    RowLong,
    /// The row names no company.
    NoCompany,
    /// The row is a sum of others.
    TotalRow,
    /// The row repeats the header.
    HeaderAgain,
    /// No cell of the row holds anything.
    RowEmpty,
    /// The row holds bytes that are no text.
    NoText,
    /// A double quote is never closed.
    QuoteOpen,
    /// The same deal stands in another row.
    Duplicate,
    /// The row carries on with another one that is taken.
    PartOfAbove,
}

/// Each code with its name, its reason and what a person can do.
const CODES: [(ReportCode, &str, &str, &str); 32] = [
    (ReportCode::AmountRange, "amount_range", "the amount is a range", "taken as low and high bound"),
    (ReportCode::AmountUnreadable, "amount_unreadable", "the amount cannot be read", "decide what is meant, or leave it unknown"),
    (
        ReportCode::AmountCurrency,
        "amount_currency",
        "the currency is not known here",
        "decide an amount in CNY, USD, HKD, JPY or EUR",
    ),
    (ReportCode::AmountZero, "amount_zero", "an amount of zero says nothing", "taken as not stated"),
    (ReportCode::AmountNegative, "amount_negative", "the amount is negative", "taken as not stated"),
    (ReportCode::AmountTooLarge, "amount_too_large", "the amount is too large", "check the unit of the column"),
    (ReportCode::DateGuessedYear, "date_guessed_year", "the year has two digits", "taken as 20xx"),
    (
        ReportCode::DateDayMonth,
        "date_day_month",
        "day and month may be the other way round",
        "say in the mapping which comes first",
    ),
    (ReportCode::DateImpossible, "date_impossible", "the date cannot be", "decide a date, or leave it unknown"),
    (ReportCode::DateAhead, "date_ahead", "the date lies ahead", "taken as written"),
    (ReportCode::DateUnreadable, "date_unreadable", "the date cannot be read", "decide what is meant, or leave it unknown"),
    (ReportCode::RoundUnknown, "round_unknown", "no round has this name", "decide which round is meant"),
    (ReportCode::PlaceAmbiguous, "place_ambiguous", "several places have this name", "decide which is meant"),
    (ReportCode::PlaceUnknown, "place_unknown", "no place has this name", "decide which place is meant"),
    (ReportCode::PlaceContradiction, "place_contradiction", "the cells name places apart from each other", "the first was taken"),
    (ReportCode::PointUnreadable, "point_unreadable", "these are no coordinates", "the place was taken instead"),
    (ReportCode::PointSwapped, "point_swapped", "longitude and latitude stand the other way round", "taken the right way round"),
    (ReportCode::StatusUnknown, "status_unknown", "no status has this name", "decide alive, listed, exited or gone"),
    (ReportCode::Formula, "formula", "a formula is not worked out", "save the table with values in place of formulas"),
    (ReportCode::CellError, "cell_error", "the cell holds a spreadsheet's error", "taken as empty"),
    (ReportCode::RowShort, "row_short", "the row has fewer cells than the header", "the missing cells were taken as empty"),
    (ReportCode::CompanyFromAbove, "company_from_above", "the row names no company", "taken as the company above"),
    (ReportCode::RowContinued, "row_continued", "rows below carry on with this one", "their investors were added"),
    (ReportCode::RowLong, "row_long", "the row has more cells than the header", "put texts with separators in double quotes"),
    (ReportCode::NoCompany, "no_company", "the row names no company", "fill in the company"),
    (ReportCode::TotalRow, "total_row", "the row is a sum of others", "nothing to do"),
    (ReportCode::HeaderAgain, "header_again", "the row repeats the header", "nothing to do"),
    (ReportCode::RowEmpty, "row_empty", "no cell of the row holds anything", "nothing to do"),
    (ReportCode::NoText, "no_text", "the row holds bytes that are no text", "save the table as UTF-8"),
    (ReportCode::QuoteOpen, "quote_open", "a double quote is never closed", "close it, and write quotes inside a text twice"),
    (ReportCode::Duplicate, "duplicate", "the same deal stands in another row", "take the decision back to keep both"),
    (ReportCode::PartOfAbove, "part_of_above", "the row carries on with the one above", "its investors were added there"),
];

impl ReportCode {
    /// All, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.iter().map(|(code, ..)| *code)
    }

    fn parts(self) -> (&'static str, &'static str, &'static str) {
        let found = CODES.iter().find(|(code, ..)| *code == self);
        found.map_or(("", "", ""), |(_, name, reason, proposal)| (name, reason, proposal))
    }

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        self.parts().0
    }

    /// Why, in words.
    pub fn reason(self) -> &'static str {
        self.parts().1
    }

    /// What was done or can be done, in words.
    pub fn proposal(self) -> &'static str {
        self.parts().2
    }

    /// What becomes of a row with this code.
    pub fn status(self) -> RowStatus {
        match self {
            Self::RowLong
            | Self::NoCompany
            | Self::TotalRow
            | Self::HeaderAgain
            | Self::RowEmpty
            | Self::NoText
            | Self::QuoteOpen
            | Self::Duplicate
            | Self::PartOfAbove => RowStatus::LeftOut,
            _ => RowStatus::Remarked,
        }
    }
}

/// How many rows were read and what became of them: `read = taken + remarked + left_out`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowCounts {
    /// Rows below the header, blank lines apart.
    pub read: u64,
    /// Taken without a remark.
    pub taken: u64,
    /// Taken with a remark.
    pub remarked: u64,
    /// Left out.
    pub left_out: u64,
}

impl fmt::Display for RowCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read {} taken {} remarked {} left_out {}", self.read, self.taken, self.remarked, self.left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_role_has_a_name_of_its_own() {
        let mut names: Vec<&str> = ReportCode::all().map(ReportCode::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
        assert!(CODES.iter().all(|(_, name, reason, proposal)| !name.is_empty() && !reason.is_empty() && !proposal.is_empty()));
        for role in Role::ALL {
            assert_eq!(ron::to_string(&role).unwrap(), role.name());
        }
    }
}
