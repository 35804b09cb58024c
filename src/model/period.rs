//! Spans of time as sources write them: quarters, halves, years, months, days and open spans.

use std::fmt;

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What kind of span a period is. Only equal kinds are ever joined by a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// One day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// Half of a calendar year.
    Half,
    /// A calendar year.
    Year,
    /// A fiscal year; its dates follow the subject's calendar and are only known to its year.
    FiscalYear,
    /// From one date to another, or open on a side.
    Span,
}

/// A span of time, both ends included. An open end is `None`. Keeps its wording.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    start: Option<Date>,
    end: Option<Date>,
    kind: PeriodKind,
    written: String,
}

/// A text that is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a period; write 2026Q1, 2025H1, 2024, 2025-12, 2026-01-29, A..B, 'since 2024', 'to 2025' or '2024 to date'"
)]
pub struct PeriodError(pub String);

impl Period {
    /// Reads a period: `2026Q1`, `2025H1`, `2024`, `2025-12`, `2026-01-29`, `A..B`, `to 2025`,
    /// `since 2024`, `2024 to date`, `FY2024`, `last 10 years to 2024`, `2 months to 2023-08`.
    ///
    /// # Errors
    /// When the text has none of these forms or names an impossible date.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let trimmed = text.trim();
        let fail = || PeriodError(trimmed.to_owned());
        let (start, end, kind) = parse_parts(trimmed).ok_or_else(fail)?;
        if matches!((start, end), (Some(start), Some(end)) if start > end) {
            return Err(fail());
        }
        Ok(Self { start, end, kind, written: trimmed.to_owned() })
    }

    /// The calendar quarter `quarter` (1 to 4) of `year`; `None` outside of that.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        Self::parse(&format!("{year}Q{quarter}")).ok()
    }

    /// First day; `None` when open.
    pub fn start(&self) -> Option<Date> {
        self.start
    }

    /// Last day; `None` when open ("to date", "since").
    pub fn end(&self) -> Option<Date> {
        self.end
    }

    /// What kind of span it is.
    pub fn kind(&self) -> PeriodKind {
        self.kind
    }

    /// As the table or source writes it.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Length in months, rounded up, where both ends are known.
    pub fn months(&self) -> Option<i32> {
        let (start, end) = (self.start?, self.end?);
        let after = end.checked_add(1.day()).ok()?;
        let months =
            (i32::from(after.year()) - i32::from(start.year())) * 12 + i32::from(after.month()) - i32::from(start.month());
        Some(if after.day() > start.day() { months + 1 } else { months.max(i32::from(after > start)) })
    }

    /// The quarter's year and number, where the period is exactly one calendar quarter.
    pub fn as_quarter(&self) -> Option<(i16, i8)> {
        let start = self.start?;
        (self.kind == PeriodKind::Quarter).then(|| (start.year(), (start.month() - 1) / 3 + 1))
    }

    /// The calendar quarter `by` quarters later (or earlier), for a quarter.
    pub fn shift_quarters(&self, by: i32) -> Option<Self> {
        let (year, quarter) = self.as_quarter()?;
        let index = i32::from(year) * 4 + i32::from(quarter) - 1 + by;
        Self::quarter(i16::try_from(index.div_euclid(4)).ok()?, i8::try_from(index.rem_euclid(4) + 1).ok()?)
    }

    /// The same span `by` years later (or earlier), for quarters, halves, months and years.
    pub fn shift_years(&self, by: i16) -> Option<Self> {
        let start = self.start?;
        let year = start.year().checked_add(by)?;
        let text = match self.kind {
            PeriodKind::Quarter => format!("{year}Q{}", (start.month() - 1) / 3 + 1),
            PeriodKind::Half => format!("{year}H{}", (start.month() - 1) / 6 + 1),
            PeriodKind::Year => format!("{year}"),
            PeriodKind::Month => format!("{year}-{:02}", start.month()),
            PeriodKind::Day | PeriodKind::FiscalYear | PeriodKind::Span => return None,
        };
        Self::parse(&text).ok()
    }

    /// True when every day of `other` lies in this one (an open end holds everything on its side).
    pub fn contains(&self, other: &Self) -> bool {
        let start = match (self.start, other.start) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let end = match (self.end, other.end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => b <= a,
        };
        start && end
    }

    /// True when they share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.end, other.start) && !before(other.end, self.start)
    }
}

fn parse_parts(text: &str) -> Option<(Option<Date>, Option<Date>, PeriodKind)> {
    if let Some((from, to)) = text.split_once("..") {
        let (start, ..) = simple(from)?;
        let (_, end, _) = simple(to)?;
        return Some((Some(start), Some(end), PeriodKind::Span));
    }
    if let Some(from) = text.strip_suffix(" to date") {
        return Some((Some(simple(from)?.0), None, PeriodKind::Span));
    }
    if let Some(from) = text.strip_prefix("since ") {
        return Some((Some(simple(from)?.0), None, PeriodKind::Span));
    }
    if let Some(to) = text.strip_prefix("to ") {
        return Some((None, Some(simple(to)?.1), PeriodKind::Span));
    }
    if let Some(year) = text.strip_prefix("FY") {
        let (start, end, kind) = simple(year)?;
        return (kind == PeriodKind::Year).then_some((Some(start), Some(end), PeriodKind::FiscalYear));
    }
    if let Some((length, to)) = text.strip_prefix("last ").unwrap_or(text).split_once(" to ") {
        let end = simple(to)?.1;
        let (count, unit) = length.split_once(' ')?;
        let count: i32 = count.parse().ok().filter(|n| (1..=200).contains(n))?;
        let months = match unit {
            "year" | "years" => count * 12,
            "month" | "months" => count,
            _ => return None,
        };
        let after = end.checked_add(1.day()).ok()?;
        return Some((Some(after.checked_sub(months.months()).ok()?), Some(end), PeriodKind::Span));
    }
    simple(text).map(|(start, end, kind)| (Some(start), Some(end), kind))
}

/// A calendar unit: day, month, quarter, half or year.
fn simple(text: &str) -> Option<(Date, Date, PeriodKind)> {
    // A sign would pass as part of a number.
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'Q' | b'H')) {
        return None;
    }
    let year: i16 = text.get(..4)?.parse().ok().filter(|y| (1900..=2200).contains(y))?;
    let (first, last, kind) = match (text.len(), text.as_bytes().get(4)) {
        (4, None) => (1, 12, PeriodKind::Year),
        (6, Some(b'Q')) => {
            let quarter: i8 = text.get(5..)?.parse().ok().filter(|q| (1..=4).contains(q))?;
            (quarter * 3 - 2, quarter * 3, PeriodKind::Quarter)
        }
        (6, Some(b'H')) => {
            let half: i8 = text.get(5..)?.parse().ok().filter(|h| (1..=2).contains(h))?;
            (half * 6 - 5, half * 6, PeriodKind::Half)
        }
        (7, Some(b'-')) => {
            let month: i8 = text.get(5..)?.parse().ok()?;
            (month, month, PeriodKind::Month)
        }
        (10, Some(b'-')) => {
            let date: Date = text.parse().ok()?;
            return Some((date, date, PeriodKind::Day));
        }
        _ => return None,
    };
    let start = Date::new(year, first, 1).ok()?;
    Some((start, Date::new(year, last, 1).ok()?.last_of_month(), kind))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ends(text: &str) -> (String, String) {
        let period = Period::parse(text).unwrap();
        let day = |date: Option<Date>| date.map_or_else(|| "-".into(), |date| date.to_string());
        (day(period.start()), day(period.end()))
    }

    #[test]
    fn every_form_has_its_first_and_last_day() {
        for (text, start, end) in [
            ("2026Q1", "2026-01-01", "2026-03-31"),
            ("2025H2", "2025-07-01", "2025-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-01-29", "2026-01-29", "2026-01-29"),
            ("since 2024", "2024-01-01", "-"),
            ("since 2024Q3", "2024-07-01", "-"),
            ("2024 to date", "2024-01-01", "-"),
            ("to 2024-08-27", "-", "2024-08-27"),
            ("to 2025", "-", "2025-12-31"),
            ("2022..2024Q1", "2022-01-01", "2024-03-31"),
            ("FY2024", "2024-01-01", "2024-12-31"),
            ("last 10 years to 2024", "2015-01-01", "2024-12-31"),
            ("2 months to 2023-08", "2023-07-01", "2023-08-31"),
        ] {
            assert_eq!(ends(text), (start.into(), end.into()), "{text}");
        }
        let wrong = ["", "since", "since ", "since tomorrow", "2024-+1", "+202", "2024Q5", "2024-13", "2024-02-30", "2025..2024"];
        for text in wrong.into_iter().chain(["to date", "FY2024Q1", "0 years to 2024", "９９９９", "2024Q+"]) {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_open_span_holds_everything_on_its_side() {
        let period = |text: &str| Period::parse(text).unwrap();
        assert!(period("since 2024").contains(&period("2026Q1")) && !period("since 2024").contains(&period("2023..2025")));
        assert!(!period("to 2024-08-27").contains(&period("2024-08")));
        assert!(period("to 2024-08-27").contains(&period("2024Q2")) && period("to 2024-08-27").overlaps(&period("2024Q3")));
        assert!(!period("to 2024-08-27").overlaps(&period("since 2024Q4")) && period("since 2024").overlaps(&period("to 2024")));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,16}|(since |to |FY|last )?[0-9]{1,5}[QH-]?[0-9]{0,2}( to date|\\.\\.20[0-9]{2})?") {
            if let Ok(period) = Period::parse(&text) {
                prop_assert!(period.start().is_some() || period.end().is_some());
                prop_assert!(period.start().zip(period.end()).is_none_or(|(start, end)| start <= end));
                prop_assert_eq!(Period::parse(period.written()), Ok(period.clone()));
                prop_assert!(period.contains(&period) && period.overlaps(&period));
            }
        }
    }
}
