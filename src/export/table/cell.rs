//! One cell of a table.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::quantity::{Bounds, round_down, round_up};

/// Most digits after the point in a table.
pub const TABLE_DIGITS: u32 = 6;

/// One cell: text, a number as it is printed, a truth value, or nothing known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Unknown: an empty field, `null` in JSON.
    #[default]
    Empty,
    /// Text; never empty (an empty text is [`Cell::Empty`]).
    Text(String),
    /// Digits as CSV and JSON print them.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
}

impl Cell {
    /// A text; nothing when it is empty.
    pub fn text(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A best figure, to six decimals.
    pub fn value(value: Option<Decimal>) -> Self {
        Self::decimal(value.map(|v| v.round_dp_with_strategy(TABLE_DIGITS, RoundingStrategy::MidpointAwayFromZero)))
    }

    /// A lower bound, rounded down to six decimals.
    pub fn low(bound: Option<Decimal>) -> Self {
        Self::decimal(bound.map(|v| round_down(v, TABLE_DIGITS)))
    }

    /// An upper bound, rounded up to six decimals.
    pub fn high(bound: Option<Decimal>) -> Self {
        Self::decimal(bound.map(|v| round_up(v, TABLE_DIGITS)))
    }

    /// Both bounds, rounded outwards.
    pub fn bounds(bounds: &Bounds) -> [Self; 2] {
        [Self::low(bounds.low), Self::high(bounds.high)]
    }

    /// A whole number.
    pub fn whole(number: impl Into<i128>) -> Self {
        Self::Number(number.into().to_string())
    }

    /// Degrees with five decimals, about a metre.
    pub fn degrees(value: f64) -> Self {
        if value.is_finite() { Self::Number(format!("{value:.5}")) } else { Self::Empty }
    }

    /// Ids joined by semicolons.
    pub fn ids<I>(ids: I) -> Self
    where
        I: IntoIterator,
        I::Item: ToString,
    {
        Self::text(ids.into_iter().map(|id| id.to_string()).collect::<Vec<_>>().join(";"))
    }

    /// The cell as CSV writes it, before quotes.
    pub fn plain(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) => text,
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
        }
    }

    fn decimal(value: Option<Decimal>) -> Self {
        value
            .map_or(Self::Empty, |v| if v.is_zero() { Self::Number("0".into()) } else { Self::Number(v.normalize().to_string()) })
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}
