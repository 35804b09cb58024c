//! Arithmetic of figures that rules and panels share: sums with unstated parts, shares of a whole,
//! ratios, growth, means, location quotients, bins.
//!
//! Every result encloses the true one for all true values inside the inputs (interval arithmetic,
//! see [`crate::model::quantity`]). A figure that occurs twice in a formula would widen the result
//! for nothing, so each formula is written with every input once, and what ties inputs together (a
//! part is no larger than its whole) cuts the bounds. Two arguments that are one and the same
//! reference are one figure and cancel.

use rust_decimal::Decimal;

use crate::model::{
    quantity::{Bounds, Quantity},
    unit::{Unit, UnitFamily},
};

/// True for units in which nothing is below zero. Money is not one of them: a loss is.
pub fn never_negative(unit: &Unit) -> bool {
    matches!(unit.family, UnitFamily::Count | UnitFamily::Duration | UnitFamily::Rank | UnitFamily::Tier)
}

/// Bounds without what lies below zero; none when nothing is left.
fn from_zero(bounds: &Bounds) -> Option<Bounds> {
    bounds.intersect(&FROM_ZERO)
}

/// The bounds of a level: from zero up where its unit knows nothing below.
fn level(quantity: &Quantity) -> Bounds {
    let cut = never_negative(&quantity.unit).then(|| from_zero(&quantity.bounds)).flatten();
    cut.unwrap_or(quantity.bounds)
}

/// A figure with a best value only where it lies inside the bounds. Bounds that say no more than
/// `always` do, which holds for every such figure, state nothing.
fn figure(value: Option<Decimal>, bounds: Bounds, unit: Unit, always: Bounds) -> Quantity {
    if value.is_none() && bounds == always {
        return Quantity::not_stated(unit);
    }
    Quantity::computed(value.filter(|value| bounds.contains(*value)), bounds, unit)
}

/// From zero up.
const FROM_ZERO: Bounds = Bounds { low: Some(Decimal::ZERO), high: None };
/// Percent of a whole.
const OF_A_WHOLE: Bounds = Bounds { low: Some(Decimal::ZERO), high: Some(Decimal::ONE_HUNDRED) };
/// Growth of what is never below zero.
const GROWTH: Bounds = Bounds { low: Some(Decimal::from_parts(100, 0, 0, true, 0)), high: None };

/// The quotient of two intervals from zero up; open above where the divisor may be zero.
fn positive_quotient(a: &Bounds, b: &Bounds) -> Bounds {
    let low = match (a.low, b.high) {
        (Some(a), Some(b)) if b > Decimal::ZERO => Bounds::point(a).div(&Bounds::point(b)).low,
        _ => None,
    };
    let high = match (a.high, b.low) {
        (Some(a), Some(b)) if b > Decimal::ZERO => Bounds::point(a).div(&Bounds::point(b)).high,
        _ => None,
    };
    Bounds { low: Some(low.unwrap_or_default().max(Decimal::ZERO)), high }
}

fn quotient_of_values(a: &Quantity, b: &Quantity) -> Option<Decimal> {
    a.value?.checked_div(b.value?)
}

/// The sum of figures in one unit; `None` without any, or when units differ.
///
/// With `from_zero` the figures are known not to be below zero (counts always are): a part that is
/// not stated then adds nothing to the lower end and opens the upper one, so the sum is at least
/// the known rest. A sum of nothing but unstated parts is not stated.
pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Quantity>, from_zero: bool) -> Option<Quantity> {
    let parts: Vec<&Quantity> = parts.into_iter().collect();
    let unit = &parts.first()?.unit;
    if parts.iter().any(|part| part.unit != *unit) {
        return None;
    }
    if !parts.iter().any(|part| part.is_known()) {
        return Some(Quantity::not_stated(unit.clone()));
    }
    let mut value = Some(Decimal::ZERO);
    let mut bounds = Bounds::point(Decimal::ZERO);
    for part in parts.iter().copied() {
        value = value.zip(part.value).and_then(|(sum, part)| sum.checked_add(part));
        let cut = if from_zero { self::from_zero(&part.bounds).unwrap_or(part.bounds) } else { level(part) };
        bounds = bounds.add(&cut);
    }
    Some(figure(value, bounds, unit.clone(), FROM_ZERO))
}

/// How many times `b` goes into `a`; `None` when units differ. Open on both sides where the divisor
/// may be zero and the figures may be below zero.
pub fn ratio(a: &Quantity, b: &Quantity) -> Option<Quantity> {
    if a.unit != b.unit {
        return None;
    }
    if std::ptr::eq(a, b) && !(b.bounds.is_point() && b.bounds.contains(Decimal::ZERO)) {
        return Some(figure(Some(Decimal::ONE), Bounds::point(Decimal::ONE), Unit::ratio(), FROM_ZERO));
    }
    Some(figure(quotient_of_values(a, b), level_quotient(a, b), Unit::ratio(), FROM_ZERO))
}

fn level_quotient(a: &Quantity, b: &Quantity) -> Bounds {
    let (top, bottom) = (level(a), level(b));
    let from_zero = |bounds: &Bounds| bounds.low.is_some_and(|low| low >= Decimal::ZERO);
    if from_zero(&top) && from_zero(&bottom) { positive_quotient(&top, &bottom) } else { top.div(&bottom) }
}

/// The share of a part in its whole, percent, both from zero up and the part no larger than the
/// whole: 0 to 100. `None` when units differ, or when no true values can be so (the part is
/// larger than the whole).
pub fn share(part: &Quantity, whole: &Quantity) -> Option<Quantity> {
    if part.unit != whole.unit {
        return None;
    }
    let bounds = share_bounds(part, whole)?.scale(Decimal::ONE_HUNDRED);
    let value = quotient_of_values(part, whole).and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    Some(figure(value, bounds, Unit::percent(), OF_A_WHOLE))
}

/// A share as a ratio from 0 to 1.
fn share_bounds(part: &Quantity, whole: &Quantity) -> Option<Bounds> {
    let (part_bounds, whole_bounds) = (from_zero(&part.bounds)?, from_zero(&whole.bounds)?);
    if matches!((part_bounds.low, whole_bounds.high), (Some(part), Some(whole)) if part > whole) {
        return None;
    }
    if std::ptr::eq(part, whole) {
        return Some(Bounds::point(Decimal::ONE));
    }
    positive_quotient(&part_bounds, &whole_bounds).intersect(&Bounds::between(Decimal::ZERO, Decimal::ONE))
}

/// The share of a part in the sum of itself and the rest, percent. The part stands in the sum too,
/// but grows the share only: `100 / (1 + rest / part)`. `None` when units differ or both are
/// known to be zero.
pub fn share_with_rest(part: &Quantity, rest: &Quantity) -> Option<Quantity> {
    if part.unit != rest.unit {
        return None;
    }
    let (a, b) = (from_zero(&part.bounds)?, from_zero(&rest.bounds)?);
    if a.high == Some(Decimal::ZERO) && b.high == Some(Decimal::ZERO) {
        return None;
    }
    // The least share is that of the least part beside the largest rest, and the other way round.
    let of = |part: Decimal, rest: Decimal| {
        let sum = Bounds::point(part).add(&Bounds::point(rest));
        positive_quotient(&Bounds::point(part), &sum)
    };
    let low = a.low.zip(b.high).and_then(|(part, rest)| of(part, rest).low).unwrap_or_default();
    let high = a.high.zip(b.low).and_then(|(part, rest)| of(part, rest).high).unwrap_or(Decimal::ONE);
    let bounds = Bounds::between(low.min(Decimal::ONE), high.min(Decimal::ONE)).scale(Decimal::ONE_HUNDRED);
    let value = part
        .value
        .zip(rest.value)
        .and_then(|(part, rest)| part.checked_div(part.checked_add(rest)?)?.checked_mul(Decimal::ONE_HUNDRED));
    Some(figure(value, bounds, Unit::percent(), OF_A_WHOLE))
}

/// Growth from one level to a later one, percent: `to / from - 1`, where each stands once. `None`
/// when units differ. Open where the earlier level may be zero.
pub fn growth(from: &Quantity, to: &Quantity) -> Option<Quantity> {
    let times = ratio(to, from)?;
    let hundred = Decimal::ONE_HUNDRED;
    let value = times.value.and_then(|times| times.checked_mul(hundred)?.checked_sub(hundred));
    Some(figure(value, times.bounds.scale(hundred).sub(&Bounds::point(hundred)), Unit::percent(), GROWTH))
}

/// The mean of `total` over `count` things, in the total's unit. A mean over nothing does not
/// exist, so the count is taken as above zero.
pub fn mean(total: &Quantity, count: &Quantity) -> Quantity {
    let above_zero = from_zero(&count.bounds).unwrap_or(Bounds { low: Some(Decimal::ZERO), high: None });
    let bounds = if total.bounds.low.is_some_and(|low| low >= Decimal::ZERO) {
        positive_quotient(&total.bounds, &above_zero)
    } else {
        total.bounds.div(&above_zero)
    };
    figure(quotient_of_values(total, count), bounds, total.unit.clone(), FROM_ZERO)
}

/// The mean of figures in one unit; `None` without any, or when units differ. `from_zero` as for
/// [`sum`].
pub fn mean_of<'a>(parts: impl IntoIterator<Item = &'a Quantity>, from_zero: bool) -> Option<Quantity> {
    let parts: Vec<&Quantity> = parts.into_iter().collect();
    let count = Decimal::from(parts.len());
    let total = sum(parts, from_zero)?;
    if !total.is_known() {
        return Some(total);
    }
    let value = total.value.and_then(|total| total.checked_div(count));
    Some(figure(value, total.bounds.div(&Bounds::point(count)), total.unit, FROM_ZERO))
}

/// The four figures of a location quotient, all in one unit.
#[derive(Clone, Copy, Debug)]
pub struct Specialisation<'a> {
    /// The sub-field here.
    pub field_here: &'a Quantity,
    /// Everything here.
    pub all_here: &'a Quantity,
    /// The sub-field in the whole.
    pub field_whole: &'a Quantity,
    /// Everything in the whole.
    pub all_whole: &'a Quantity,
}

/// The location quotient: the share of a sub-field here over its share in the whole. `None` when
/// units differ, a part is larger than its whole, or the whole has nothing of the sub-field.
///
/// Each of the four figures stands once in `(field_here × all_whole) / (all_here × field_whole)`.
/// It is also the share of the field here times the inverse share of the field in the whole, and
/// the place's share of the field over its share of everything; each share lies between 0 and 1,
/// and the true value lies in all three intervals.
pub fn location_quotient(of: Specialisation<'_>) -> Option<Quantity> {
    let Specialisation { field_here, all_here, field_whole, all_whole } = of;
    if [all_here, field_whole, all_whole].iter().any(|other| other.unit != field_here.unit) {
        return None;
    }
    let over = |top: (&Quantity, &Quantity), bottom: (&Quantity, &Quantity)| {
        Some(positive_quotient(&share_bounds(top.0, top.1)?, &share_bounds(bottom.0, bottom.1)?))
    };
    let by_field = over((field_here, all_here), (field_whole, all_whole))?;
    let by_place = over((field_here, field_whole), (all_here, all_whole))?;
    let positive = |quantity: &Quantity| from_zero(&quantity.bounds);
    let top = positive(field_here)?.mul(&positive(all_whole)?);
    let bottom = positive(all_here)?.mul(&positive(field_whole)?);
    let bounds = by_field.intersect(&by_place)?.intersect(&positive_quotient(&top, &bottom))?;
    if field_whole.bounds.high.is_some_and(|high| high <= Decimal::ZERO) {
        return None;
    }
    let value = quotient_of_values(field_here, all_here)
        .zip(quotient_of_values(field_whole, all_whole))
        .and_then(|(here, whole)| here.checked_div(whole));
    Some(figure(value, bounds, Unit::ratio(), FROM_ZERO))
}

/// A class of a legend: `0-5` holds its lower edge and not its upper one, so that 5 lies in `5-10`
/// alone; `50+` has no upper edge. The topmost class holds its upper edge too, because the largest
/// figure must lie somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Lower edge, which it holds.
    pub low: Decimal,
    /// Upper edge; none when open above.
    pub high: Option<Decimal>,
    /// True when it holds its upper edge.
    pub holds_high: bool,
}

impl Bin {
    /// Reads `0-5`, `0–5`, `50+`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(low) = text.strip_suffix('+') {
            return Some(Self { low: plain(low)?, high: None, holds_high: false });
        }
        let (low, high) = text.split_once(['-', '–'])?;
        let (low, high) = (plain(low)?, plain(high)?);
        (low < high).then_some(Self { low, high: Some(high), holds_high: false })
    }

    /// Reads a legend, classes separated by semicolons; `None` when one is no class.
    pub fn legend(text: &str) -> Option<Vec<Self>> {
        let mut bins: Vec<Self> = text.split(';').map(Self::parse).collect::<Option<_>>()?;
        let top = bins.iter().map(|bin| bin.high).max()?;
        for bin in bins.iter_mut().filter(|bin| bin.high == top && top.is_some()) {
            bin.holds_high = true;
        }
        Some(bins)
    }

    /// True when a figure lies in it.
    pub fn contains(&self, value: Decimal) -> bool {
        self.low <= value && self.high.is_none_or(|high| value < high || (self.holds_high && value == high))
    }

    /// What is known of a figure in it. Bounds are closed: of whole things the upper edge that the
    /// class does not hold is one less; of others the edge itself is the least bound there is.
    pub fn quantity(&self, unit: Unit) -> Quantity {
        let whole = unit.family == UnitFamily::Count && !self.holds_high;
        let high = self.high.map(|high| if whole { (high.ceil() - Decimal::ONE).max(self.low) } else { high });
        Quantity::from_bounds(Bounds { low: Some(self.low), high }, unit)
    }
}

/// A plain number, not below zero.
fn plain(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.bytes().any(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
