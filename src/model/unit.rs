//! Units of quantities and the families that metrics ask for.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ids::UnitId, lang::Bilingual};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Chinese yuan.
    Cny,
    /// United States dollar.
    Usd,
    /// Hong Kong dollar.
    Hkd,
    /// Japanese yen.
    Jpy,
    /// Euro.
    Eur,
}

impl Currency {
    /// All, in menu order.
    pub const ALL: [Self; 5] = [Self::Cny, Self::Usd, Self::Hkd, Self::Jpy, Self::Eur];

    /// ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Hkd => "HKD",
            Self::Jpy => "JPY",
            Self::Eur => "EUR",
        }
    }

    /// The currency with this ISO code, if the program knows it.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// What kind of thing a unit measures; a metric names the family its claims must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitFamily {
    /// Whole things: events, companies, people.
    Count,
    /// An amount of a currency.
    Money,
    /// Hundredths.
    Percent,
    /// A multiple.
    Ratio,
    /// Months or days.
    Duration,
    /// A position, 1 is first.
    Rank,
    /// A coded step, -2 to 2.
    Rating,
    /// A published tier, 1, 2 or 3 (3 is "other").
    Tier,
}

impl UnitFamily {
    /// The family with this name in the tables.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "count" => Self::Count,
            "money" => Self::Money,
            "percent" => Self::Percent,
            "ratio" => Self::Ratio,
            "duration" => Self::Duration,
            "rank" => Self::Rank,
            "rating" => Self::Rating,
            "tier" => Self::Tier,
            _ => return None,
        })
    }
}

/// A unit as the `units` table lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitInfo {
    /// Slug, as claims name it.
    pub id: UnitId,
    /// What it measures.
    pub family: UnitFamily,
    /// Short text written after a number or in a header.
    pub title: Bilingual,
}

/// The unit of one quantity: its slug and family, and the currency where it is money.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Slug in the `units` table.
    pub id: UnitId,
    /// Family, kept beside the slug so that arithmetic needs no table.
    pub family: UnitFamily,
}

impl Unit {
    /// A unit of a family.
    pub fn new(id: impl AsRef<str>, family: UnitFamily) -> Self {
        Self { id: UnitId::new(id), family }
    }

    /// Money of a currency.
    pub fn money(currency: Currency) -> Self {
        Self::new(currency.code(), UnitFamily::Money)
    }

    /// Hundredths.
    pub fn percent() -> Self {
        Self::new("percent", UnitFamily::Percent)
    }

    /// A plain multiple.
    pub fn ratio() -> Self {
        Self::new("ratio", UnitFamily::Ratio)
    }

    /// The currency, where the unit is money of one the program knows.
    pub fn currency(&self) -> Option<Currency> {
        (self.family == UnitFamily::Money).then(|| Currency::from_code(self.id.as_str())).flatten()
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id.as_str())
    }
}
