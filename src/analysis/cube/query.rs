//! The one form in which deals are asked about, and what comes back: small enough that another
//! engine can answer it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
    time::Duration,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{amounts::AmountSum, area::Area};
use crate::model::unit::Currency;

/// What deals can be filtered by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Dimension {
    /// When.
    Date,
    /// Where, by the tree of places: a place holds what lies in it.
    Place,
    /// The zone.
    Zone,
    /// The layer of the sub-field.
    Layer,
    /// The sub-field.
    SubField,
    /// The round.
    Round,
    /// The size, see [`super::BANDS`].
    AmountBand,
    /// Investors; a deal has any number of them.
    Investor,
    /// What became of the company.
    Status,
    /// The company.
    Company,
    /// The table that the deal comes from.
    Table,
    /// Where on the map.
    Area,
    /// An extra column by its name.
    Extra(String),
}

/// What the name of an extra column begins with.
const EXTRA: &str = "extra:";

/// All dimensions that every table has, with their names.
pub(super) const FIXED: [(Dimension, &str); 12] = [
    (Dimension::Date, "date"),
    (Dimension::Place, "place"),
    (Dimension::Zone, "zone"),
    (Dimension::Layer, "layer"),
    (Dimension::SubField, "sub_field"),
    (Dimension::Round, "round"),
    (Dimension::AmountBand, "amount_band"),
    (Dimension::Investor, "investor"),
    (Dimension::Status, "status"),
    (Dimension::Company, "company"),
    (Dimension::Table, "table"),
    (Dimension::Area, "area"),
];

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Extra(name) => write!(f, "{EXTRA}{name}"),
            fixed => f.write_str(FIXED.iter().find(|(one, _)| one == fixed).map_or("", |(_, name)| name)),
        }
    }
}

impl FromStr for Dimension {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(name) = text.strip_prefix(EXTRA) {
            return Ok(Self::Extra(name.to_owned()));
        }
        let found = FIXED.iter().find(|(_, name)| *name == text);
        found.map(|(dimension, _)| dimension.clone()).ok_or_else(|| format!("no dimension is called '{text}'"))
    }
}

impl From<Dimension> for String {
    fn from(dimension: Dimension) -> Self {
        dimension.to_string()
    }
}

impl TryFrom<String> for Dimension {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// Which deals of a dimension are let through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The date lies between two days, both included, as exactly as it is known: a deal of "2024"
    /// lies in 2024 and not in its first quarter. For [`Dimension::Date`].
    Days {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// One of these, by id or name; `None` lets through what is unknown. A place lets through all
    /// that lies in it. Of several investors one is enough. For all but date and area.
    Any(BTreeSet<Option<String>>),
    /// Inside an area of the map. For [`Dimension::Area`].
    Area(Area),
}

impl Condition {
    /// One of these ids or names.
    pub fn any<T: Into<String>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::Any(values.into_iter().map(|value| Some(value.into())).collect())
    }
}

/// Conditions by dimension; a dimension without one lets everything through.
pub type Filters = BTreeMap<Dimension, Condition>;

/// What sums are divided by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    /// Quarter, as `2025Q1`; unknown where the date does not lie in one.
    Quarter,
    /// The place as the deal names it, without those in it.
    Place,
    /// Province-level unit.
    Province,
    /// Prefecture-level city; a municipality is one.
    Prefecture,
    /// County or district; unknown where only the city is known.
    County,
    /// Zone.
    Zone,
    /// Layer of the sub-field.
    Layer,
    /// Sub-field.
    SubField,
    /// Round.
    Round,
    /// Size of the amount in yuan.
    AmountBand,
    /// Investor: a deal counts once for each.
    Investor,
    /// What became of the company.
    Status,
    /// Company.
    Company,
    /// Table.
    Table,
    /// An extra column by its name.
    Extra(String),
}

impl GroupBy {
    /// The dimension whose filter a panel that is divided by this leaves out.
    pub fn dimension(&self) -> Dimension {
        match self {
            Self::Quarter => Dimension::Date,
            Self::Place | Self::Province | Self::Prefecture | Self::County => Dimension::Place,
            Self::Zone => Dimension::Zone,
            Self::Layer => Dimension::Layer,
            Self::SubField => Dimension::SubField,
            Self::Round => Dimension::Round,
            Self::AmountBand => Dimension::AmountBand,
            Self::Investor => Dimension::Investor,
            Self::Status => Dimension::Status,
            Self::Company => Dimension::Company,
            Self::Table => Dimension::Table,
            Self::Extra(name) => Dimension::Extra(name.clone()),
        }
    }
}

/// Order of the rows of an answer. Ties go by key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By key: quarters and bands as they follow, others by id or name; unknown last.
    #[default]
    Key,
    /// Most events first.
    Events,
    /// Greatest amount first, by its lower bound.
    Amount,
}

/// What is summed and how it is divided, without the filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// Up to two divisions; none for one sum over all.
    pub group_by: Vec<GroupBy>,
    /// Sum the amounts, too, in this currency.
    pub amount: Option<Currency>,
    /// Order of the rows.
    pub order: Order,
    /// Only so many rows; the others are summed up in [`Answer::rest`].
    pub limit: Option<usize>,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CubeQuery {
    /// Which deals.
    pub filters: Filters,
    /// What about them.
    pub panel: Panel,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// What the group is, one for each division; `None` for unknown.
    pub key: Vec<Option<String>>,
    /// How many deals.
    pub events: u64,
    /// Their money, where it was asked for.
    pub amount: Option<AmountSum>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Groups that have deals, in the order that was asked for.
    pub rows: Vec<AnswerRow>,
    /// How many groups have deals, those beyond the limit included.
    pub groups: usize,
    /// Sum of the groups beyond the limit; its key is empty. A deal of several investors counts
    /// once for each.
    pub rest: Option<AnswerRow>,
    /// Who answered.
    pub engine: String,
    /// How long it took.
    pub took: Duration,
}

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The condition is not one of that dimension.
    #[error("this kind of condition does not fit the dimension {0}")]
    Condition(Dimension),
    /// No table has that extra column.
    #[error("no table has the column {0}")]
    NoColumn(String),
    /// Too many extra columns have filters.
    #[error("at most {0} extra columns can be filtered at the same time")]
    TooManyExtra(usize),
    /// More than two divisions, or investors twice.
    #[error("sums are divided by two things at most, only one of them investors")]
    TooManyDivisions,
    /// Too many groups to hold.
    #[error("this would give {0} groups, too many to hold")]
    TooManyGroups(u64),
}

/// A clock that only runs forward; the time since any moment.
pub type Clock<'a> = &'a dyn Fn() -> Duration;

/// Answers questions about deals.
pub trait Engine {
    /// Its name, for people.
    fn name(&self) -> &'static str;

    /// Answers a question.
    ///
    /// # Errors
    /// When the question cannot be answered as it stands.
    fn answer(&self, query: &CubeQuery, clock: Clock<'_>) -> Result<Answer, QueryError>;
}
