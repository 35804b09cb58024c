//! How two periods stand to one another in time.

use jiff::{ToSpan as _, civil::Date};

use crate::model::period::{Period, PeriodKind};

/// Where one period lies as seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same days, however they are written.
    Same,
    /// Inside of the other.
    Inside,
    /// Around the other.
    Around,
    /// They share days, and each has days of its own.
    Overlapping,
    /// No day is in both.
    Apart,
}

impl Relation {
    /// How the other period stands to this one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Inside => Self::Around,
            Self::Around => Self::Inside,
            Self::Same | Self::Overlapping | Self::Apart => self,
        }
    }
}

/// How `a` stands to `b`. A fiscal year's days are known to its year only: it is the same as a
/// fiscal year alone, and shares days with whatever its calendar year does.
pub fn relation(a: &Period, b: &Period) -> Relation {
    let fiscal = |period: &Period| period.kind() == PeriodKind::FiscalYear;
    if !a.overlaps(b) {
        return Relation::Apart;
    }
    if fiscal(a) != fiscal(b) {
        return Relation::Overlapping;
    }
    match (a.contains(b), b.contains(a)) {
        (true, true) => Relation::Same,
        (false, true) => Relation::Inside,
        (true, false) => Relation::Around,
        (false, false) => Relation::Overlapping,
    }
}

/// True when `part` is a part period beside a whole one: it is shorter than `whole`, or open at an
/// end without holding `whole`, so that an amount over it is no match for an amount over `whole`.
/// Whether the two lie in the same year does not matter: a quarter is no match for any year.
pub fn is_part_beside(part: &Period, whole: &Period) -> bool {
    match (length(part), length(whole)) {
        (Some(part), Some(whole)) => part < whole,
        (None, Some(_)) => !part.contains(whole),
        (_, None) => false,
    }
}

/// Length to compare by: whole months, and days beyond them. Months and quarters differ in days but
/// are equally long to a reader.
fn length(period: &Period) -> Option<(i32, i32)> {
    let (start, end) = (period.start()?, period.end()?);
    let after: Date = end.checked_add(1.day()).ok()?;
    let months = (i32::from(after.year()) - i32::from(start.year())) * 12 + i32::from(after.month()) - i32::from(start.month());
    let days = i32::from(after.day()) - i32::from(start.day());
    Some(if days < 0 { (months - 1, days + 31) } else { (months, days) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn relations_of_written_periods() {
        for (a, b, wanted) in [
            ("2025", "2025-01..2025-12", Relation::Same),
            ("2025H1", "2025", Relation::Inside),
            ("2025", "2025-06-30", Relation::Around),
            ("since 2024", "2025", Relation::Around),
            ("since 2024", "2024 to date", Relation::Same),
            ("to 2024-08-27", "2024", Relation::Overlapping),
            ("to 2024-08-27", "2024Q4", Relation::Apart),
            ("FY2024", "2024", Relation::Overlapping),
            ("FY2024", "FY2024", Relation::Same),
            ("2025Q1", "2025Q2", Relation::Apart),
        ] {
            assert_eq!(relation(&period(a), &period(b)), wanted, "{a} {b}");
        }
    }

    #[test]
    fn a_part_stands_beside_a_whole_of_any_year() {
        for (part, whole, wanted) in [
            ("2025Q1", "2024", true),
            ("2025H1", "2025", true),
            ("2025 to date", "2024", true),
            ("to 2024-08-27", "2024", true),
            ("2025-01..2025-11", "2024", true),
            ("2024", "2025Q1", false),
            ("2024", "2025", false),
            ("2024-02", "2025-01", false),
            ("2024Q1", "2024Q3", false),
            ("2024", "since 2020", false),
            ("since 2020", "2024 to date", false),
            ("2024-01-15", "2024-01", true),
        ] {
            assert_eq!(is_part_beside(&period(part), &period(whole)), wanted, "{part} {whole}");
        }
    }

    fn drawn() -> impl Strategy<Value = Period> {
        let year = || 2018_i16..2028;
        prop_oneof![
            year().prop_map(|y| y.to_string()),
            (year(), 1..5).prop_map(|(y, q)| format!("{y}Q{q}")),
            (year(), 1..3).prop_map(|(y, h)| format!("{y}H{h}")),
            (year(), 1..13).prop_map(|(y, m)| format!("{y}-{m:02}")),
            (year(), 1..13, 1..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
            year().prop_map(|y| format!("FY{y}")),
            (year(), 1..5).prop_map(|(y, q)| format!("since {y}Q{q}")),
            year().prop_map(|y| format!("to {y}")),
            (year(), 0_i16..4).prop_map(|(y, n)| format!("{y}..{}", y + n)),
        ]
        .prop_map(|text| period(&text))
    }

    /// The days of a period among all that the drawn ones can have.
    fn days(of: &Period) -> Vec<Date> {
        let first = of.start().unwrap_or(Date::constant(2010, 1, 1));
        let last = of.end().unwrap_or(Date::constant(2036, 12, 31));
        first.series(7.days()).take_while(|day| *day <= last).chain([last]).collect()
    }

    proptest! {
        #[test]
        fn a_relation_turns_round_and_tells_of_days(a in drawn(), b in drawn()) {
            let found = relation(&a, &b);
            prop_assert_eq!(relation(&b, &a), found.turned());
            prop_assert_eq!(relation(&a, &a), Relation::Same);
            let inside = |inner: &Period, outer: &Period| {
                let holds = |day: &Date| outer.start().is_none_or(|s| s <= *day) && outer.end().is_none_or(|e| *day <= e);
                (days(inner).iter().any(holds), days(inner).iter().all(holds))
            };
            let (shared, within) = inside(&a, &b);
            match found {
                Relation::Apart => prop_assert!(!shared),
                Relation::Same | Relation::Inside => prop_assert!(within),
                Relation::Around => prop_assert!(inside(&b, &a).1),
                Relation::Overlapping => {}
            }
        }

        #[test]
        fn of_two_periods_one_at_most_is_a_part(a in drawn(), b in drawn()) {
            prop_assert!(!(is_part_beside(&a, &b) && is_part_beside(&b, &a)));
            prop_assert!(!is_part_beside(&a, &a));
            prop_assert!(relation(&a, &b) != Relation::Around || !is_part_beside(&a, &b));
        }
    }
}
