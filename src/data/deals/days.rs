//! Days and quarters as numbers that sort.

use jiff::{Span, civil::Date};

/// The day of a deal without a date. It sorts after every day there is.
pub const NO_DAY: i32 = i32::MAX;

/// 1970-01-01 counted from the first day of year 1.
const EPOCH: i32 = 719_163;

/// Days since 1970-01-01; negative before.
pub fn day_number(date: Date) -> i32 {
    let before = i32::from(date.year()) - 1;
    365 * before + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + i32::from(date.day_of_year()) - EPOCH
}

/// The date of a day number; none for [`NO_DAY`] and for what lies outside of the calendar.
pub fn date_of_day(day: i32) -> Option<Date> {
    if day == NO_DAY {
        return None;
    }
    Date::constant(1970, 1, 1).checked_add(Span::new().try_days(day).ok()?).ok()
}

/// Quarters since the first one of year 0: four times the year, plus 0 to 3.
pub fn quarter_number(date: Date) -> i32 {
    i32::from(date.year()) * 4 + i32::from((date.month() - 1) / 3)
}

/// First and last day of a quarter, by its number; none outside of the calendar.
pub fn quarter_span(quarter: i32) -> Option<(i32, i32)> {
    let first = |quarter: i32| {
        let year = i16::try_from(quarter.div_euclid(4)).ok()?;
        let month = i8::try_from(quarter.rem_euclid(4) * 3 + 1).ok()?;
        Date::new(year, month, 1).ok().map(day_number)
    };
    Some((first(quarter)?, first(quarter.checked_add(1)?)?.checked_sub(1)?))
}

/// Finds the quarters of days that mostly come in order, without a division for each.
#[derive(Debug, Default)]
pub(super) struct QuarterFinder {
    /// First and last day of the quarter found last, and its number.
    last: Option<(i32, i32, i32)>,
}

impl QuarterFinder {
    /// The quarter in which a span lies whole; none where it does not lie in one.
    pub(super) fn find(&mut self, first: i32, last: i32) -> Option<i32> {
        let known = self.last.filter(|(start, end, _)| (*start..=*end).contains(&first));
        let (_, end, number) = match known {
            Some(known) => known,
            None => {
                let number = quarter_number(date_of_day(first)?);
                let (start, end) = quarter_span(number)?;
                self.last = Some((start, end, number));
                (start, end, number)
            }
        };
        (last <= end).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2000, 3, 1)), 11_017);
        assert_eq!(day_number(date(1969, 12, 31)), -1);
        assert_eq!(date_of_day(NO_DAY), None);
        assert_eq!(
            quarter_span(quarter_number(date(2026, 2, 9))),
            Some((day_number(date(2026, 1, 1)), day_number(date(2026, 3, 31))))
        );
    }

    proptest! {
        #[test]
        fn there_and_back(year in -9000_i16..9999, day in 1_i16..366) {
            let made = date(year, 1, 1).checked_add(Span::new().days(day - 1)).unwrap();
            prop_assert_eq!(date_of_day(day_number(made)), Some(made));
            let (first, last) = quarter_span(quarter_number(made)).unwrap();
            prop_assert!((first..=last).contains(&day_number(made)));
            let mut finder = QuarterFinder::default();
            prop_assert_eq!(finder.find(first, last), Some(quarter_number(made)));
            prop_assert_eq!(finder.find(last, last + 1), None);
        }
    }
}
