//! A figure as a person would type it.

use rust_decimal::Decimal;

use crate::model::quantity::{Precision, Qualifier, Quantity};

/// A figure as the form shows it: digits and qualifier signs that [`super::read_figure`] reads back.
pub fn write_figure(quantity: &Quantity) -> String {
    let plain = |value: Decimal| crate::text::number::grouped(value.normalize());
    let bounds = quantity.bounds;
    match (quantity.qualifier, quantity.value) {
        (Qualifier::NotStated, _) => "–".to_owned(),
        (Qualifier::About, Some(value)) => format!("≈ {}", scaled(value, quantity)),
        (Qualifier::Nearly, Some(value)) => format!("nearly {}", scaled(value, quantity)),
        (_, Some(value)) => scaled(value, quantity),
        (Qualifier::AtLeast, None) => bounds.low.map(|low| format!("≥ {}", plain(low))).unwrap_or_default(),
        (Qualifier::AtMost, None) => bounds.high.map(|high| format!("≤ {}", plain(high))).unwrap_or_default(),
        (_, None) => match (bounds.low, bounds.high) {
            (Some(low), Some(high)) => format!("{} – {}", plain(low), plain(high)),
            _ => String::new(),
        },
    }
}

/// The value with as many digits as were printed: `256 billion` where billions were, `0.6 billion`
/// where hundreds of millions were, `78.0` where tenths were.
fn scaled(value: Decimal, quantity: &Quantity) -> String {
    let Precision::LastDigit(step) = quantity.precision else { return crate::text::number::grouped(value.normalize()) };
    let fixed = |number: Decimal, step: Decimal| {
        let mut shown = number.round_dp(step.normalize().scale());
        shown.rescale(step.normalize().scale());
        shown
    };
    if step <= Decimal::ONE {
        return fixed(value, step).to_string();
    }
    let scales = [(12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")];
    let unit = |digits: u32| Decimal::from(10_u64.pow(digits));
    let fitting = || scales.into_iter().filter(|(digits, _)| unit(*digits) >= step);
    let best = fitting().find(|(digits, _)| value.abs() >= unit(*digits)).or_else(|| fitting().next_back());
    match best {
        Some((digits, word)) => format!("{} {word}", fixed(value / unit(digits), step / unit(digits))),
        None => crate::text::number::grouped(value.normalize()),
    }
}
