//! Which exchange rate turns an amount of one currency into another: of the rates that are known
//! for a pair, the one nearest in time.

use std::cmp::Reverse;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{catalog::Rate, period::Period, unit::Currency};

/// How an amount is turned into another currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion<'a> {
    /// Units of the wanted currency for one unit of the amount's own.
    pub factor: Decimal,
    /// The rates it uses: none within one currency, two where the way leads over the yuan.
    pub rates: [Option<&'a Rate>; 2],
}

impl<'a> Conversion<'a> {
    /// An amount that stays as it is.
    pub const NONE: Self = Self { factor: Decimal::ONE, rates: [None; 2] };

    /// The conversion of an amount of `period`; without one the latest rate is taken. `None` where
    /// no rate leads from one currency to the other, at once or over the yuan.
    pub fn find(rates: &'a [Rate], from: Currency, to: Currency, period: Option<&Period>) -> Option<Self> {
        if from == to {
            return Some(Self::NONE);
        }
        if let Some((factor, rate)) = direct(rates, from, to, period) {
            return Some(Self { factor, rates: [Some(rate), None] });
        }
        if from == Currency::Cny || to == Currency::Cny {
            return None;
        }
        let (first, to_yuan) = direct(rates, from, Currency::Cny, period)?;
        let (second, from_yuan) = direct(rates, Currency::Cny, to, period)?;
        Some(Self { factor: first.checked_mul(second)?, rates: [Some(to_yuan), Some(from_yuan)] })
    }

    /// The rates it uses, in order.
    pub fn used(&self) -> impl Iterator<Item = &'a Rate> + use<'a> {
        self.rates.into_iter().flatten()
    }
}

/// The best rate of a pair, in whichever direction it is written: nearest to the period, then the
/// latest, then by id.
fn direct<'a>(rates: &'a [Rate], from: Currency, to: Currency, period: Option<&Period>) -> Option<(Decimal, &'a Rate)> {
    let usable = rates.iter().filter_map(|rate| {
        if rate.value <= Decimal::ZERO {
            return None;
        }
        let factor = if (rate.base, rate.quote) == (from, to) {
            Some(rate.value)
        } else if (rate.quote, rate.base) == (from, to) {
            Decimal::ONE.checked_div(rate.value)
        } else {
            None
        };
        Some((factor.filter(|factor| !factor.is_zero())?, rate))
    });
    usable.min_by_key(|(_, rate)| {
        let apart = period.map_or((0, 0), |period| distance(&rate.period, period));
        (apart, Reverse(known_end(&rate.period)), rate.id.as_str())
    })
}

/// The last day of a period, or its first one where it is open.
fn known_end(period: &Period) -> Option<Date> {
    period.end().or(period.start())
}

/// Days between two periods (none where they share a day), then how far their ends lie apart: a
/// rate of the same quarter is nearer than one of the whole year.
fn distance(a: &Period, b: &Period) -> (i64, i64) {
    let days = |from: Option<Date>, to: Option<Date>| from.zip(to).map_or(0, |(from, to)| day(to) - day(from));
    let gap = days(a.end(), b.start()).max(days(b.end(), a.start())).max(0);
    let ends = days(a.start(), b.start()).abs().max(days(a.end(), b.end()).abs());
    (gap, ends)
}

/// A count of days that grows with the date; months have 31 of them, which keeps the order.
fn day(date: Date) -> i64 {
    i64::from(date.year()) * 372 + i64::from(date.month()) * 31 + i64::from(date.day())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::lang::Bilingual;

    fn rate(id: &str, base: Currency, quote: Currency, value: &str, period: &str) -> Rate {
        Rate {
            id: id.into(),
            base,
            quote,
            value: value.parse().unwrap(),
            period: Period::parse(period).unwrap(),
            claims: Vec::new(),
            as_written: String::new(),
            documents: Vec::new(),
            locator: Bilingual::default(),
            note: Bilingual::default(),
        }
    }

    fn used(rates: &[Rate], from: Currency, to: Currency, period: &str) -> Vec<String> {
        let period = Period::parse(period).ok();
        let found = Conversion::find(rates, from, to, period.as_ref());
        found.map_or_else(Vec::new, |found| found.used().map(|rate| rate.id.clone()).collect())
    }

    #[test]
    fn the_rate_nearest_in_time_is_taken() {
        use Currency::{Cny, Usd};
        let rates = [
            rate("year", Usd, Cny, "7.1", "2025"),
            rate("q1", Usd, Cny, "7.2", "2025Q1"),
            rate("q3", Cny, Usd, "0.14", "2025Q3"),
            rate("old-b", Usd, Cny, "6.5", "2021"),
            rate("old-a", Usd, Cny, "6.4", "2021"),
            rate("zero", Usd, Cny, "0", "2021Q2"),
        ];
        for (period, wanted) in [
            ("2025Q1", "q1"),
            ("2025", "year"),
            ("2025Q2", "year"),
            ("2025-08", "q3"),
            ("2026Q1", "year"),
            ("2021Q2", "old-a"),
            ("2019", "old-a"),
            ("to 2020", "old-a"),
            ("2026 to date", "year"),
            ("none", "year"),
        ] {
            assert_eq!(used(&rates, Usd, Cny, period), [wanted], "{period}");
        }
    }

    #[test]
    fn the_way_may_lead_over_the_yuan_and_over_nothing_else() {
        use Currency::{Cny, Eur, Hkd, Jpy, Usd};
        let rates = [
            rate("usd", Usd, Cny, "7.2", "2025"),
            rate("hkd", Hkd, Cny, "0.9", "2024"),
            rate("jpy-eur", Jpy, Eur, "0.006", "2025"),
        ];
        assert_eq!(used(&rates, Usd, Hkd, "2025"), ["usd", "hkd"]);
        assert_eq!(Conversion::find(&rates, Usd, Hkd, None).map(|found| found.factor.round_dp(6)), Some(Decimal::from(8)));
        assert_eq!(Conversion::find(&rates, Usd, Eur, None), None);
        assert_eq!(Conversion::find(&rates, Jpy, Cny, None), None);
        assert_eq!(Conversion::find(&rates, Jpy, Jpy, None), Some(Conversion::NONE));
        assert_eq!(used(&rates, Eur, Jpy, "2025"), ["jpy-eur"]);
    }

    proptest! {
        #[test]
        fn there_and_back_uses_the_same_rates(values in proptest::collection::vec((1_u32..100_000, 2019_i16..2027, 1_i8..5), 1..6),
            year in 2019_i16..2027, quarter in 1_i8..5) {
            let rates: Vec<Rate> = values.iter().enumerate().map(|(at, (value, year, quarter))| {
                let quote = if at % 2 == 0 { Currency::Usd } else { Currency::Hkd };
                rate(&format!("r{at}"), quote, Currency::Cny, &value.to_string(), &format!("{year}Q{quarter}"))
            }).collect();
            let period = Period::quarter(year, quarter);
            let there = Conversion::find(&rates, Currency::Usd, Currency::Hkd, period.as_ref());
            let back = Conversion::find(&rates, Currency::Hkd, Currency::Usd, period.as_ref());
            prop_assert_eq!(there.is_some(), back.is_some());
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!((there.factor * back.factor - Decimal::ONE).abs() < Decimal::new(1, 12));
                let mut ids: Vec<&str> = back.used().map(|rate| rate.id.as_str()).collect();
                ids.reverse();
                prop_assert_eq!(there.used().map(|rate| rate.id.as_str()).collect::<Vec<_>>(), ids);
            }
        }
    }
}
