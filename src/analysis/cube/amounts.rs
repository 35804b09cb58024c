//! Sums of money that know what they do not know.

use serde::{Deserialize, Serialize};

use crate::model::{catalog::Rate, exchange::Conversion, period::Period, unit::Currency};

/// A sum of money in minor units of one currency. The bounds hold the money of the deals counted in
/// `known`; the others are not in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountSum {
    /// Least that it may be, minor units.
    pub low: i128,
    /// Most that it may be, minor units, without the deals that have no upper bound.
    pub high: i128,
    /// Deals whose amount is stated, at least on one side.
    pub known: u64,
    /// Deals without an amount, or in a currency without a rate.
    pub unknown: u64,
    /// Deals among `known` without a lower bound; they add nothing to `low`.
    pub open_low: u64,
    /// Deals among `known` without an upper bound: the sum is then "at least".
    pub open_high: u64,
}

impl AmountSum {
    /// Adds another sum of the same currency.
    pub fn add(&mut self, other: &Self) {
        self.low = self.low.saturating_add(other.low);
        self.high = self.high.saturating_add(other.high);
        self.known += other.known;
        self.unknown += other.unknown;
        self.open_low += other.open_low;
        self.open_high += other.open_high;
    }
}

/// How amounts of each currency become amounts of one: a fraction of minor units for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates([Option<(i128, i128)>; Currency::ALL.len()]);

/// Digits after the point that a rate keeps: more would leave no room for sums.
const RATE_DIGITS: u32 = 12;

/// Decimal digits between the unit and the minor unit of a currency.
pub fn minor_digits(currency: Currency) -> u32 {
    if currency == Currency::Jpy { 0 } else { 2 }
}

impl Rates {
    /// Into `to`, at the rates nearest to `period`, or else the latest ones. A currency without a
    /// rate stays without.
    pub fn find(rates: &[Rate], to: Currency, period: Option<&Period>) -> Self {
        Self(Currency::ALL.map(|from| {
            let factor = Conversion::find(rates, from, to, period)?.factor.round_dp(RATE_DIGITS).normalize();
            let over = 10_i128.checked_pow(minor_digits(to))?;
            let under = 10_i128.checked_pow(factor.scale() + minor_digits(from))?;
            (!factor.is_zero()).then_some((factor.mantissa().checked_mul(over)?, under))
        }))
    }

    /// An amount in minor units of a currency, rounded down and up to minor units of the other.
    /// None without a rate.
    pub fn convert(&self, minor: i128, from: Currency) -> Option<(i128, i128)> {
        let at = Currency::ALL.iter().position(|one| *one == from)?;
        let (over, under) = self.0.get(at).copied().flatten()?;
        let product = minor.checked_mul(over)?;
        let down = product.div_euclid(under);
        Some((down, if product.rem_euclid(under) == 0 { down } else { down + 1 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lang::Bilingual;

    #[test]
    fn minor_units_differ_and_rounding_goes_outwards() {
        let rate = |base, value: &str| Rate {
            id: "r".to_owned(),
            base,
            quote: Currency::Cny,
            value: value.parse().unwrap(),
            period: Period::quarter(2025, 1).unwrap(),
            claims: Vec::new(),
            as_written: String::new(),
            documents: Vec::new(),
            locator: Bilingual::default(),
            note: Bilingual::default(),
        };
        let rates = [rate(Currency::Usd, "7.27"), rate(Currency::Jpy, "0.049")];
        let to_yuan = Rates::find(&rates, Currency::Cny, None);
        assert_eq!(to_yuan.convert(100, Currency::Usd), Some((727, 727)));
        assert_eq!(to_yuan.convert(1, Currency::Usd), Some((7, 8)));
        assert_eq!(to_yuan.convert(1_000, Currency::Jpy), Some((4_900, 4_900)));
        assert_eq!(to_yuan.convert(5, Currency::Eur), None);
        assert_eq!(to_yuan.convert(5, Currency::Cny), Some((5, 5)));
        let to_yen = Rates::find(&rates, Currency::Jpy, None);
        assert_eq!(to_yen.convert(4_900, Currency::Cny).map(|(low, _)| low), Some(999));
    }
}
