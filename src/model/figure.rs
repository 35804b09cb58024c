//! A figure as a table or a person writes it, and how its bounds follow from the way it is printed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    ids::UnitId,
    quantity::{Bounds, Precision, Qualifier, Quantity},
    unit::{Unit, UnitFamily},
};

/// The parts of a figure before they are a [`Quantity`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Best single figure, for exact, about and nearly.
    #[serde(default)]
    pub value: Option<Decimal>,
    /// Lower bound, for at least and range.
    #[serde(default)]
    pub low: Option<Decimal>,
    /// Upper bound, for at most and range.
    #[serde(default)]
    pub high: Option<Decimal>,
    /// What one unit of the last printed digit is worth; none for a count written in full.
    #[serde(default)]
    pub step: Option<Decimal>,
    /// "about" a round figure: five percent either way instead of half of the last printed digit.
    #[serde(default)]
    pub five_percent: bool,
    /// How it is worded.
    pub qualifier: Qualifier,
    /// Unit, including the currency of money.
    pub unit: UnitId,
}

/// What is wrong with a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum FigureError {
    /// Exact, about, nearly need a value.
    #[error("the qualifier needs a value")]
    NoValue,
    /// At least and range need a lower bound.
    #[error("the qualifier needs a lower bound")]
    NoLow,
    /// At most and range need an upper bound.
    #[error("the qualifier needs an upper bound")]
    NoHigh,
    /// A part that the qualifier has no room for.
    #[error("the qualifier has no place for one of the numbers")]
    TooMuch,
    /// Lower above upper.
    #[error("the lower bound is above the upper")]
    Crossed,
    /// The value is outside of its bounds.
    #[error("the value lies outside its own bounds")]
    Outside,
    /// A step of zero or less.
    #[error("the step is not above zero")]
    Step,
}

impl Figure {
    /// The quantity, in a unit of `family`.
    ///
    /// *Exact*: a whole count with step 1 is whole, anything else is good to half of `step`.
    /// *About*: half of `step`, or 5 %. *Nearly*: 90 to 100 %. Ranges and open ends are as given.
    ///
    /// # Errors
    /// When the parts do not fit the qualifier or each other.
    pub fn quantity(&self, family: UnitFamily) -> Result<Quantity, FigureError> {
        let unit = Unit::new(self.unit.as_str(), family);
        let single = matches!(self.qualifier, Qualifier::Exact | Qualifier::About | Qualifier::Nearly);
        let wants_low = matches!(self.qualifier, Qualifier::AtLeast | Qualifier::Range);
        let wants_high = matches!(self.qualifier, Qualifier::AtMost | Qualifier::Range);
        let checks = [
            (single && self.value.is_none(), FigureError::NoValue),
            (wants_low && self.low.is_none(), FigureError::NoLow),
            (wants_high && self.high.is_none(), FigureError::NoHigh),
            (!single && self.value.is_some(), FigureError::TooMuch),
            (!single && !wants_low && self.low.is_some(), FigureError::TooMuch),
            (!single && !wants_high && self.high.is_some(), FigureError::TooMuch),
            (matches!((self.low, self.high), (Some(low), Some(high)) if low > high), FigureError::Crossed),
            (self.step.is_some_and(|step| step <= Decimal::ZERO), FigureError::Step),
        ];
        if let Some((_, error)) = checks.into_iter().find(|(wrong, _)| *wrong) {
            return Err(error);
        }
        let bounds = Bounds { low: self.low, high: self.high };
        let Some(value) = self.value else { return Ok(Quantity::from_bounds(bounds, unit)) };
        if bounds != Bounds::OPEN {
            if !bounds.contains(value) {
                return Err(FigureError::Outside);
            }
            return Ok(Quantity { value: Some(value), bounds, qualifier: self.qualifier, unit, precision: Precision::Bounds });
        }
        let counted =
            matches!(family, UnitFamily::Count | UnitFamily::Duration | UnitFamily::Rank | UnitFamily::Rating | UnitFamily::Tier);
        let precision = match (self.five_percent, self.step) {
            (true, _) => Precision::Percent(Decimal::from(5)),
            (false, Some(step)) if self.qualifier == Qualifier::Exact && counted && step == Decimal::ONE => Precision::Whole,
            (false, Some(step)) => Precision::LastDigit(step),
            (false, None) => Precision::Whole,
        };
        Ok(Quantity::stated(value, self.qualifier, unit, precision))
    }
}
