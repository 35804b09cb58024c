//! A figure with everything that is known of its size: bounds, best value, qualifier, unit and
//! printed precision; and interval arithmetic over it.
//!
//! Bounds are exact decimals. Sums, differences and products are exact as long as a decimal holds
//! their digits (28), else rounded outwards; a quotient that has no finite decimal is rounded
//! outwards at [`DIVISION_DIGITS`]. So the true value never leaves the bounds (interval arithmetic after Moore, Kearfott, Cloud: *Introduction to Interval Analysis*,
//! 2009, chapter 2).

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::unit::Unit;

/// Fractional digits kept by a division before it is rounded outwards.
pub const DIVISION_DIGITS: u32 = 12;

/// How a source words a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// Given as it is; precise to half of its last printed digit.
    Exact,
    /// "about", 约.
    About,
    /// "nearly", 近: 90 to 100 % of the figure.
    Nearly,
    /// "more than", 超: open above.
    AtLeast,
    /// "up to": open below.
    AtMost,
    /// From one figure to another.
    Range,
    /// Named, but without a figure.
    NotStated,
}

impl Qualifier {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
            Self::NotStated => "not_stated",
        }
    }

    /// The qualifier with this name in tables.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Exact, Self::About, Self::Nearly, Self::AtLeast, Self::AtMost, Self::Range, Self::NotStated]
            .into_iter()
            .find(|q| q.name() == name)
    }
}

/// A closed interval of exact decimals; `None` is open (unbounded) on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// Lower bound.
    pub low: Option<Decimal>,
    /// Upper bound.
    pub high: Option<Decimal>,
}

impl Bounds {
    /// Nothing is known.
    pub const OPEN: Self = Self { low: None, high: None };

    /// A single point.
    pub fn point(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// Both ends known, in either order.
    pub fn between(a: Decimal, b: Decimal) -> Self {
        Self { low: Some(a.min(b)), high: Some(a.max(b)) }
    }

    /// True when `value` lies inside.
    pub fn contains(&self, value: Decimal) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    /// True when some value lies in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// True when both ends are known and equal.
    pub fn is_point(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// The middle, where both ends are known.
    pub fn midpoint(&self) -> Option<Decimal> {
        let (low, high) = (self.low?, self.high?);
        low.checked_add(high)?.checked_div(Decimal::TWO)
    }

    /// Sum. An overflowing end opens.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        let end = |a: Option<Decimal>, b: Option<Decimal>, side| sum(a?, b?).and_then(|rounded| rounded.outwards(side));
        Self { low: end(self.low, other.low, Side::Low), high: end(self.high, other.high, Side::High) }
    }

    /// Difference. An overflowing end opens.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }

    /// Sign turned.
    #[must_use]
    pub fn neg(&self) -> Self {
        Self { low: self.high.map(|v| -v), high: self.low.map(|v| -v) }
    }

    /// Product. With an open end the result is open where the sign allows it to grow.
    #[must_use]
    pub fn mul(&self, other: &Self) -> Self {
        let mut ends = Ends::default();
        for a in [End::low(self.low), End::high(self.high)] {
            for b in [End::low(other.low), End::high(other.high)] {
                for end in a.times(b) {
                    ends.take(end);
                }
            }
        }
        ends.bounds()
    }

    /// Quotient; open on both sides when the divisor may be zero.
    #[must_use]
    pub fn div(&self, other: &Self) -> Self {
        let positive = other.low.is_some_and(|low| low > Decimal::ZERO);
        let negative = other.high.is_some_and(|high| high < Decimal::ZERO);
        if !positive && !negative {
            return Self::OPEN;
        }
        let mut ends = Ends::default();
        for a in [End::low(self.low), End::high(self.high)] {
            for b in [End::low(other.low), End::high(other.high)] {
                for end in a.over(b) {
                    ends.take(end);
                }
            }
        }
        ends.bounds()
    }

    /// Both ends multiplied by an exact factor.
    #[must_use]
    pub fn scale(&self, factor: Decimal) -> Self {
        self.mul(&Self::point(factor))
    }

    /// The part common to both, or `None` when they do not meet.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let low = match (self.low, other.low) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (low, high) {
            (Some(low), Some(high)) if low > high => None,
            _ => Some(Self { low, high }),
        }
    }

    /// Rounded outwards to `digits` fractional digits.
    #[must_use]
    pub fn rounded_outwards(&self, digits: u32) -> Self {
        Self { low: self.low.map(|v| round_down(v, digits)), high: self.high.map(|v| round_up(v, digits)) }
    }
}

/// An end of an interval: finite, or unbounded below or above.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Below,
    At(Decimal),
    Above,
}

impl End {
    fn low(end: Option<Decimal>) -> Self {
        end.map_or(Self::Below, Self::At)
    }

    fn high(end: Option<Decimal>) -> Self {
        end.map_or(Self::Above, Self::At)
    }

    fn sign(self) -> i8 {
        match self {
            Self::Below => -1,
            Self::Above => 1,
            Self::At(v) if v.is_zero() => 0,
            Self::At(v) if v.is_sign_negative() => -1,
            Self::At(_) => 1,
        }
    }

    fn unbounded(sign: i8) -> Self {
        match sign {
            0 => Self::At(Decimal::ZERO),
            s if s < 0 => Self::Below,
            _ => Self::Above,
        }
    }

    /// The product rounded down and up; alike where a decimal holds it.
    fn times(self, other: Self) -> [Self; 2] {
        let grown = Self::unbounded(self.sign() * other.sign());
        let (Self::At(a), Self::At(b)) = (self, other) else { return [grown; 2] };
        product(a, b)
            .map_or([grown; 2], |rounded| [Side::Low, Side::High].map(|side| rounded.outwards(side).map_or(grown, Self::At)))
    }

    /// The quotient rounded down and up; `other` is never zero here.
    fn over(self, other: Self) -> [Self; 2] {
        let grown = Self::unbounded(self.sign() * other.sign());
        match (self, other) {
            (Self::At(a), Self::At(b)) => {
                a.checked_div(b).map_or([grown; 2], |q| quotient(q, a, b).map(|end| end.map_or(grown, Self::At)))
            }
            (Self::At(_), _) => [Self::At(Decimal::ZERO); 2],
            _ => [grown; 2],
        }
    }
}

/// The side of an interval.
#[derive(Clone, Copy)]
enum Side {
    Low,
    High,
}

/// A result and how far the true one may be from it.
#[derive(Clone, Copy)]
struct Rounded {
    value: Decimal,
    /// Zero for an exact result.
    error: Decimal,
}

impl Rounded {
    /// `full` is the number of fractional digits that the result has when nothing is cut off.
    fn of(value: Decimal, full: u32) -> Self {
        let cut = value.scale() < full;
        Self { value, error: if cut { Decimal::new(1, value.scale()) } else { Decimal::ZERO } }
    }

    fn outwards(self, side: Side) -> Option<Decimal> {
        match side {
            _ if self.error.is_zero() => Some(self.value),
            Side::Low => self.value.checked_sub(self.error),
            Side::High => self.value.checked_add(self.error),
        }
    }
}

fn sum(a: Decimal, b: Decimal) -> Option<Rounded> {
    let (a, b) = (a.normalize(), b.normalize());
    if a.is_zero() || b.is_zero() {
        return Some(Rounded { value: if a.is_zero() { b } else { a }, error: Decimal::ZERO });
    }
    Some(Rounded::of(a.checked_add(b)?, a.scale().max(b.scale())))
}

fn product(a: Decimal, b: Decimal) -> Option<Rounded> {
    let (a, b) = (a.normalize(), b.normalize());
    if a.is_zero() || b.is_zero() {
        return Some(Rounded { value: Decimal::ZERO, error: Decimal::ZERO });
    }
    Some(Rounded::of(a.checked_mul(b)?, a.scale() + b.scale()))
}

/// The quotient `q` of `a` and `b`, rounded down and up at [`DIVISION_DIGITS`]; none where an end
/// has no room. `q` is itself rounded, so only a product that gives `a` back is exact.
fn quotient(q: Decimal, a: Decimal, b: Decimal) -> [Option<Decimal>; 2] {
    let q = q.normalize();
    if q.scale() <= DIVISION_DIGITS && product(q, b).is_some_and(|back| back.error.is_zero() && back.value == a) {
        return [Some(q); 2];
    }
    // A large quotient has no room for all digits: its own last one is then the rounding.
    let large = q.abs() >= Decimal::from(10_u64.pow(27 - DIVISION_DIGITS));
    let digits = if large { q.scale().min(DIVISION_DIGITS) } else { DIVISION_DIGITS };
    let step = Decimal::new(1, digits);
    let (down, up) = (round_down(q, digits), round_up(q, digits));
    [if down == q { q.checked_sub(step) } else { Some(down) }, if up == q { q.checked_add(step) } else { Some(up) }]
}

#[derive(Default)]
struct Ends {
    below: bool,
    above: bool,
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Ends {
    fn take(&mut self, end: End) {
        match end {
            End::Below => self.below = true,
            End::Above => self.above = true,
            End::At(v) => {
                self.low = Some(self.low.map_or(v, |low| low.min(v)));
                self.high = Some(self.high.map_or(v, |high| high.max(v)));
            }
        }
    }

    fn bounds(&self) -> Bounds {
        Bounds { low: if self.below { None } else { self.low }, high: if self.above { None } else { self.high } }
    }
}

fn both(a: Option<Decimal>, b: Option<Decimal>, f: fn(Decimal, Decimal) -> Option<Decimal>) -> Option<Decimal> {
    f(a?, b?)
}

/// `value` rounded towards minus infinity.
pub fn round_down(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::ToNegativeInfinity)
}

/// `value` rounded towards plus infinity.
pub fn round_up(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::ToPositiveInfinity)
}

/// How far around the printed figure the true value may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A whole count written in full: no rounding.
    Whole,
    /// Half of the last printed digit, whose worth in plain units this is.
    LastDigit(Decimal),
    /// A share of the value either side, in percent ("about" without more digits: 5).
    Percent(Decimal),
    /// The bounds are the source's own (ranges, open ends, computed figures).
    Bounds,
}

/// A figure: what is known of its size, in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// Best single figure; empty unless exact, about, nearly or derived from such.
    pub value: Option<Decimal>,
    /// Where the true value lies.
    pub bounds: Bounds,
    /// How it is worded.
    pub qualifier: Qualifier,
    /// Unit, including the currency of money.
    pub unit: Unit,
    /// Where the bounds come from.
    pub precision: Precision,
}

impl Quantity {
    /// Nothing stated.
    pub fn not_stated(unit: Unit) -> Self {
        Self { value: None, bounds: Bounds::OPEN, qualifier: Qualifier::NotStated, unit, precision: Precision::Bounds }
    }

    /// A single figure whose bounds follow from how it is printed.
    ///
    /// *Exact*: half of the last printed digit either way. *About*: the same where the print is
    /// finer than 5 %, else 5 %, by `precision`. *Nearly*: 90 to 100 % of the figure.
    pub fn stated(value: Decimal, qualifier: Qualifier, unit: Unit, precision: Precision) -> Self {
        let around = |half: Decimal| Bounds::point(value).add(&Bounds { low: Some(-half), high: Some(half) });
        let bounds = match (qualifier, precision) {
            (Qualifier::Nearly, _) => {
                let nine_tenths = Bounds::point(value).scale(Decimal::new(9, 1));
                if value.is_sign_negative() {
                    Bounds { low: Some(value), high: nine_tenths.high }
                } else {
                    Bounds { low: nine_tenths.low, high: Some(value) }
                }
            }
            (_, Precision::LastDigit(step)) => around((step / Decimal::TWO).abs()),
            (_, Precision::Percent(percent)) => {
                let share = percent / Decimal::ONE_HUNDRED;
                Bounds::point(value).scale(share).high.map_or(Bounds::OPEN, |part| around(part.abs()))
            }
            (_, Precision::Whole | Precision::Bounds) => Bounds::point(value),
        };
        Self { value: Some(value), bounds, qualifier, unit, precision }
    }

    /// Bounds without a best figure; the qualifier follows from which ends are known.
    pub fn from_bounds(bounds: Bounds, unit: Unit) -> Self {
        let qualifier = match (bounds.low, bounds.high) {
            (Some(_), Some(_)) => Qualifier::Range,
            (Some(_), None) => Qualifier::AtLeast,
            (None, Some(_)) => Qualifier::AtMost,
            (None, None) => Qualifier::NotStated,
        };
        Self { value: None, bounds, qualifier, unit, precision: Precision::Bounds }
    }

    /// A computed figure: the best value where every input had one, and the carried bounds.
    pub fn computed(value: Option<Decimal>, bounds: Bounds, unit: Unit) -> Self {
        match value {
            Some(value) => Self {
                value: Some(value),
                bounds,
                qualifier: if bounds.is_point() { Qualifier::Exact } else { Qualifier::About },
                unit,
                precision: Precision::Bounds,
            },
            None => Self::from_bounds(bounds, unit),
        }
    }

    /// True when a number of any kind is known.
    pub fn is_known(&self) -> bool {
        self.value.is_some() || self.bounds.low.is_some() || self.bounds.high.is_some()
    }

    /// The figure a mark stands at: the value, else the middle, else the one known end.
    pub fn mark(&self) -> Option<Decimal> {
        self.value.or_else(|| self.bounds.midpoint()).or(self.bounds.low).or(self.bounds.high)
    }

    /// Sum, in this quantity's unit; `None` when the units differ.
    pub fn add(&self, other: &Self) -> Option<Self> {
        (self.unit == other.unit).then(|| {
            Self::computed(both(self.value, other.value, Decimal::checked_add), self.bounds.add(&other.bounds), self.unit.clone())
        })
    }

    /// Difference, in this quantity's unit; `None` when the units differ.
    pub fn sub(&self, other: &Self) -> Option<Self> {
        (self.unit == other.unit).then(|| {
            Self::computed(both(self.value, other.value, Decimal::checked_sub), self.bounds.sub(&other.bounds), self.unit.clone())
        })
    }

    /// Product with a plain factor interval (a growth, a share, a rate), into `unit`.
    pub fn mul(&self, other: &Self, unit: Unit) -> Self {
        Self::computed(both(self.value, other.value, Decimal::checked_mul), self.bounds.mul(&other.bounds), unit)
    }

    /// Quotient, into `unit`.
    pub fn div(&self, other: &Self, unit: Unit) -> Self {
        Self::computed(both(self.value, other.value, Decimal::checked_div), self.bounds.div(&other.bounds), unit)
    }

    /// The factor `1 + p / 100` of a growth or share given in percent.
    pub fn growth_factor(&self) -> Self {
        let one = Decimal::ONE;
        let share = self.percent_as_ratio();
        Self::computed(share.value.and_then(|v| v.checked_add(one)), share.bounds.add(&Bounds::point(one)), Unit::ratio())
    }

    /// Percent as a plain ratio: 2.5 % is 0.025.
    pub fn percent_as_ratio(&self) -> Self {
        let hundredth = Decimal::new(1, 2);
        Self::computed(self.value.and_then(|v| v.checked_mul(hundredth)), self.bounds.scale(hundredth), Unit::ratio())
    }
}
