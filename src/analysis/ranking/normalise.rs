//! From a figure to the 0 … 1 of the ranking, as an interval.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::model::{
    quantity::{Bounds, Precision, Qualifier, Quantity},
    unit::UnitFamily,
};

/// Lowest and highest step of a rating.
const RATING_STEPS: (f64, f64) = (-2.0, 2.0);

/// A closed interval of scores; a known score has `low == high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Span {
    /// A single value.
    pub fn point(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// Everything an indicator can be.
    pub const ANY: Self = Self { low: 0.0, high: 1.0 };

    /// The middle.
    pub fn middle(self) -> f64 {
        if self.is_point() { self.low } else { f64::midpoint(self.low, self.high) }
    }

    /// True when the value is known.
    pub fn is_point(self) -> bool {
        self.low >= self.high
    }

    /// Both ends times a factor that is not negative.
    #[must_use]
    pub fn scale(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}

/// The smallest and largest stated count, between which the logarithm runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountRange {
    /// Smallest stated count.
    pub low: Decimal,
    /// Largest stated count.
    pub high: Decimal,
}

impl CountRange {
    /// The range of these figures; `None` without a stated one. Counts below one cannot carry a
    /// logarithm and are left out.
    pub fn of<'a>(quantities: impl IntoIterator<Item = &'a Quantity>) -> Option<Self> {
        let mut range: Option<Self> = None;
        for value in quantities.into_iter().filter_map(|q| q.value).filter(|v| *v >= Decimal::ONE) {
            range =
                Some(range.map_or(Self { low: value, high: value }, |r| Self { low: r.low.min(value), high: r.high.max(value) }));
        }
        range
    }

    /// `ln(n / low) / ln(high / low)`, held to 0 … 1.
    pub fn position(&self, count: Decimal) -> f64 {
        let value = |v: Decimal| v.to_f64().unwrap_or(0.0);
        if count <= self.low {
            return 0.0;
        }
        if count >= self.high {
            return 1.0;
        }
        let low = value(self.low);
        ((value(count) / low).ln() / (value(self.high) / low).ln()).clamp(0.0, 1.0)
    }
}

/// Where the true figure lies: the printed one where it is exact to the unit, else its bounds.
pub fn true_bounds(quantity: &Quantity) -> Bounds {
    let whole = match quantity.precision {
        Precision::Whole => true,
        Precision::LastDigit(step) => step <= Decimal::ONE && quantity.unit.family != UnitFamily::Ratio,
        Precision::Percent(_) | Precision::Bounds => false,
    };
    match quantity.value {
        Some(value) if whole && quantity.qualifier == Qualifier::Exact => Bounds::point(value),
        _ => quantity.bounds,
    }
}

/// A rating of -2 … 2 as 0 … 1; an open end reaches the end of the scale.
pub fn rating(quantity: &Quantity) -> Span {
    let (first, last) = RATING_STEPS;
    let at = |step: Option<Decimal>, open: f64| {
        step.and_then(|s| s.to_f64()).map_or(open, |s| ((s - first) / (last - first)).clamp(0.0, 1.0))
    };
    let bounds = true_bounds(quantity);
    Span { low: at(bounds.low, 0.0), high: at(bounds.high, 1.0) }
}

/// A count as 0 … 1 on the logarithm between the smallest and largest stated count.
pub fn count(bounds: &Bounds, range: &CountRange) -> Span {
    Span { low: bounds.low.map_or(0.0, |n| range.position(n)), high: bounds.high.map_or(1.0, |n| range.position(n)) }
}
