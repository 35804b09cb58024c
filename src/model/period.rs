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
#[error("'{0}' is not a period; write 2026Q1, 2025H1, 2024, 2025-12, 2026-01-29, A..B, 'to 2025' or '2024 to date'")]
pub struct PeriodError(pub String);

impl Period {
    /// Reads a period: `2026Q1`, `2025H1`, `2024`, `2025-12`, `2026-01-29`, `A..B`, `to 2025`,
    /// `2024 to date`, `FY2024`, `last 10 years to 2024`, `2 months to 2023-08`.
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

    /// Last day; `None` when open ("to date").
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
    if !text.is_ascii() {
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
