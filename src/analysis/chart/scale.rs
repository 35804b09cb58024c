//! Positions on the time axis and round numbers for the value axis.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::period::Period;

/// A stretch of the time axis, in quarters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeSpan {
    /// Beginning of its first day.
    pub from: f64,
    /// End of its last day.
    pub to: f64,
}

impl TimeSpan {
    /// Where a period lies; none when an end is open.
    pub fn of(period: &Period) -> Option<Self> {
        let next = period.end()?.tomorrow().ok()?;
        Some(Self { from: time_position(period.start()?), to: time_position(next) })
    }

    /// Length in quarters.
    pub fn quarters(&self) -> f64 {
        self.to - self.from
    }

    /// The middle.
    pub fn centre(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// True when they share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// Quarters from the year 0 to the beginning of a day; months of a quarter are equally long, days
/// of a month too.
pub fn time_position(date: Date) -> f64 {
    let month = f64::from(date.year()) * 12.0 + f64::from(date.month() - 1);
    let day = f64::from(date.day() - 1) / f64::from(date.days_in_month());
    (month + day) / 3.0
}

/// The calendar quarter at a position of the time axis.
pub fn quarter_of(position: f64) -> Option<Period> {
    let whole = position.floor();
    // Years 1900 to 2200 are all that periods know.
    if !(7_600.0..8_804.0).contains(&whole) {
        return None;
    }
    (1900..=2200)
        .flat_map(|year: i16| (1..=4).map(move |quarter: i8| (year, quarter)))
        .find(|(year, quarter)| f64::from(*year) * 4.0 + f64::from(*quarter) - 1.0 >= whole)
        .and_then(|(year, quarter)| Period::quarter(year, quarter))
}

/// Round values from zero up to `max`, about `wanted` steps: 1, 2, 2.5 or 5 times a power of ten.
pub fn nice_ticks(max: Decimal, wanted: u32) -> Vec<Decimal> {
    if max <= Decimal::ZERO || wanted == 0 {
        return Vec::new();
    }
    let Some(rough) = max.checked_div(Decimal::from(wanted)).filter(|rough| *rough > Decimal::ZERO) else {
        return Vec::new();
    };
    let mut power = Decimal::ONE;
    while power > rough {
        power /= Decimal::TEN;
    }
    while power.checked_mul(Decimal::TEN).is_some_and(|next| next <= rough) {
        power *= Decimal::TEN;
    }
    let factors = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5), Decimal::TEN];
    let step = factors.into_iter().map(|f| power * f).find(|step| *step >= rough).unwrap_or(rough);
    let mut ticks = Vec::new();
    let mut at = Decimal::ZERO;
    while at <= max && ticks.len() < 32 {
        ticks.push(at.normalize());
        at += step;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_as_wide_as_it_is() {
        let width = |text: &str| TimeSpan::of(&Period::parse(text).unwrap()).unwrap().quarters();
        assert!((width("2024") - 4.0).abs() < 1e-9);
        assert!((width("2026Q1") - 1.0).abs() < 1e-9);
        assert!((width("2024-01..2024-08") - 8.0 / 3.0).abs() < 1e-9);
        let part = width("2024-01-01..2024-08-27");
        assert!(part > 7.0 / 3.0 && part < 8.0 / 3.0);
        assert_eq!(TimeSpan::of(&Period::parse("2024 to date").unwrap()), None);
    }

    #[test]
    fn positions_name_their_quarter() {
        let q = Period::parse("2025Q4").unwrap();
        let span = TimeSpan::of(&q).unwrap();
        assert_eq!(quarter_of(span.from), Some(q.clone()));
        assert_eq!(quarter_of(span.centre()), Some(q));
        assert_eq!(quarter_of(3.0), None);
        assert_eq!(quarter_of(f64::NAN), None);
    }

    #[test]
    fn ticks_are_round_and_start_at_zero() {
        let ticks: Vec<String> = nice_ticks(Decimal::from(2865), 3).iter().map(Decimal::to_string).collect();
        assert_eq!(ticks, ["0", "1000", "2000"]);
        let small: Vec<String> = nice_ticks(Decimal::new(7, 2), 3).iter().map(Decimal::to_string).collect();
        assert_eq!(small, ["0", "0.025", "0.05"]);
        assert!(nice_ticks(Decimal::ZERO, 3).is_empty());
    }
}
