//! Dates in any of the forms people write.

use jiff::civil::Date;

use crate::model::{deal::DealDate, period::Period};

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    /// First and last day that it may be.
    pub date: DealDate,
    /// True where the year was written with two digits.
    pub guessed_year: bool,
    /// True where day and month may be the other way round.
    pub either_order: bool,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// It cannot be read.
    Unreadable,
    /// It reads as a date that cannot be: the 31st of April, the year 2, or what an empty cell of a
    /// spreadsheet (1900) or a database (1970) becomes.
    Impossible,
}

/// Years before this one are placeholders.
const FIRST_YEAR: i16 = 1980;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date or a calendar period: 2026-03-31, 2026/3/31, 2026年3月31日, 2026.03, 26Q1, 2026Q1,
/// 2026年一季度, 2025H1, 20260331, Mar 31, 2026, a spreadsheet's serial number. With `day_first`
/// 04/05/2026 is the fourth of May.
///
/// # Errors
/// When it is no date, or one that cannot be.
pub fn read(text: &str, day_first: bool) -> Result<WrittenDate, NoDate> {
    let bytes = text.as_bytes();
    // By far the most common form.
    if let [a, b, c, d, b'-' | b'/' | b'.', m, n, b'-' | b'/' | b'.', x, y] = bytes
        && let (Some(year), Some(month), Some(day)) = (digits(&[*a, *b, *c, *d]), digits(&[*m, *n]), digits(&[*x, *y]))
    {
        return whole(day_of(year, month, day)?);
    }
    let plain = super::folded(text);
    let plain = without_time(&plain);
    if plain.is_empty() {
        return Err(NoDate::Unreadable);
    }
    if plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !plain.ends_with('.') && !plain.contains("..") {
        return number(plain);
    }
    if let Some(read) = quarter(plain) {
        return read;
    }
    if let Some(read) = with_month_name(plain) {
        return read;
    }
    let parted = plain.replace(['年', '月', '/', '.', ' ', '−', '–'], "-").replace(['日', '号'], "");
    let parts: Vec<&str> = parted.trim_end_matches('-').split('-').map(str::trim).collect();
    if let Some(read) = in_parts(&parts, day_first) {
        return read;
    }
    let period = Period::parse(text.trim()).or_else(|_error| Period::parse(&plain.to_uppercase()));
    let period = period.map_err(|_error| NoDate::Unreadable)?;
    match (period.start(), period.end()) {
        (Some(first), Some(last)) if first.year() >= FIRST_YEAR => whole(DealDate { first, last }),
        (Some(_), Some(_)) => Err(NoDate::Impossible),
        _ => Err(NoDate::Unreadable),
    }
}

fn whole(date: DealDate) -> Result<WrittenDate, NoDate> {
    Ok(WrittenDate { date, guessed_year: false, either_order: false })
}

fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0_i16, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| i16::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

fn small(number: i16) -> Result<i8, NoDate> {
    i8::try_from(number).map_err(|_large| NoDate::Impossible)
}

fn day_of(year: i16, month: i16, day: i16) -> Result<DealDate, NoDate> {
    let date = Date::new(year, small(month)?, small(day)?).map_err(|_error| NoDate::Impossible)?;
    possible(DealDate::day(date))
}

fn possible(date: DealDate) -> Result<DealDate, NoDate> {
    if (FIRST_YEAR..=2200).contains(&date.first.year()) { Ok(date) } else { Err(NoDate::Impossible) }
}

/// From the first day of a month to the last of another of the same year.
fn months(year: i16, first: i16, last: i16) -> Result<DealDate, NoDate> {
    let start = Date::new(year, small(first)?, 1).map_err(|_error| NoDate::Impossible)?;
    let end = Date::new(year, small(last)?, 1).map_err(|_error| NoDate::Impossible)?.last_of_month();
    possible(DealDate { first: start, last: end })
}

/// Cuts off a time of day: `2026-03-31 00:00:00`, `2026-03-31T08:30:00Z`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text.trim() };
    let before = text.get(..colon).unwrap_or_default();
    let cut = before.rfind([' ', 't']).unwrap_or(before.len());
    before.get(..cut).unwrap_or_default().trim()
}

/// 20260331, 202603, 2026.03, 2026, or the serial number of a day in a spreadsheet.
fn number(text: &str) -> Result<WrittenDate, NoDate> {
    if text.contains('.') {
        let parts: Vec<&str> = text.split('.').collect();
        // 46112.5 is a serial number with a time, 2026.03 a month.
        if let [days, _] = parts.as_slice()
            && days.len() == 5
        {
            return serial(days);
        }
        return in_parts(&parts, false).unwrap_or(Err(NoDate::Unreadable));
    }
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| digits(part.as_bytes())).unwrap_or_default();
    match text.len() {
        8 => whole(day_of(part(0, 4), part(4, 6), part(6, 8))?),
        6 if (FIRST_YEAR..2200).contains(&part(0, 4)) => whole(months(part(0, 4), part(4, 6), part(4, 6))?),
        5 => serial(text),
        4 => whole(months(part(0, 4), 1, 12)?),
        1..=3 => Err(NoDate::Impossible),
        _ => Err(NoDate::Unreadable),
    }
}

/// The day of a spreadsheet's serial number.
fn serial(text: &str) -> Result<WrittenDate, NoDate> {
    let days: i32 = text.parse().map_err(|_error| NoDate::Unreadable)?;
    let first = jiff::civil::date(1899, 12, 30);
    let span = jiff::Span::new().try_days(days).map_err(|_error| NoDate::Unreadable)?;
    whole(possible(DealDate::day(first.checked_add(span).map_err(|_error| NoDate::Unreadable)?))?)
}

/// A year of four digits, or of two, which means this century.
fn year_of(text: &str) -> Option<(i16, bool)> {
    match text.len() {
        4 => digits(text.as_bytes()).map(|year| (year, false)),
        2 => digits(text.as_bytes()).map(|year| (2000 + year, true)),
        _ => None,
    }
}

/// 26Q1, 2026Q1, 2026-Q1, Q1 2026, 1Q26, 2026年一季度, 2026年第1季度, 2025H1, 2025年上半年.
fn quarter(text: &str) -> Option<Result<WrittenDate, NoDate>> {
    let chinese = text.replace("第", "").replace("季度", "q").replace("上半年", "h1").replace("下半年", "h2");
    let plain: String = chinese
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '年' | '/' | '.' | '\''))
        .map(|c| match c {
            '一' => '1',
            '二' => '2',
            '三' => '3',
            '四' => '4',
            c => c,
        })
        .collect();
    let sign = plain.find(['q', 'h'])?;
    let (before, after) = (plain.get(..sign)?, plain.get(sign + 1..)?);
    let (year, number) = match (before.len(), after.len()) {
        (2 | 4, 1) => (before, after),
        // 20261q comes from 2026年一季度.
        (3 | 5, 0) => before.split_at_checked(before.len() - 1)?,
        (0, 3 | 5) => {
            let (number, year) = after.split_at_checked(1)?;
            (year, number)
        }
        (1, 2 | 4) => (after, before),
        _ => return None,
    };
    let (year, guessed_year) = year_of(year)?;
    let number = digits(number.as_bytes())?;
    let half = plain.as_bytes().get(sign) == Some(&b'h');
    let (length, most) = if half { (6, 2) } else { (3, 4) };
    if !(1..=most).contains(&number) {
        return Some(Err(NoDate::Impossible));
    }
    let date = months(year, number * length - length + 1, number * length);
    Some(date.map(|date| WrittenDate { date, guessed_year, either_order: false }))
}

/// Mar 31, 2026; 31 March 2026; March 2026.
fn with_month_name(text: &str) -> Option<Result<WrittenDate, NoDate>> {
    let words: Vec<&str> = text.split([' ', ',', '-', '.', '/']).filter(|word| !word.is_empty()).collect();
    let name = |word: &&str| {
        let is_name = word.bytes().all(|byte| byte.is_ascii_lowercase());
        (is_name && word.len() >= 3).then(|| MONTHS.iter().position(|month| word.starts_with(month))).flatten()
    };
    let at = words.iter().position(|word| name(word).is_some())?;
    let month = i16::try_from(words.get(at).and_then(name)?).ok()? + 1;
    let rest: Vec<&str> = words.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, word)| *word).collect();
    let number = |word: &str| digits(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).as_bytes());
    let (date, guessed_year) = match rest.as_slice() {
        [year] => {
            let (year, guessed) = year_of(year)?;
            (months(year, month, month), guessed)
        }
        [day, year] => {
            let (year, guessed) = year_of(year)?;
            (day_of(year, month, number(day)?), guessed)
        }
        _ => return None,
    };
    Some(date.map(|date| WrittenDate { date, guessed_year, either_order: false }))
}

/// Numbers with signs between them.
fn in_parts(parts: &[&str], day_first: bool) -> Option<Result<WrittenDate, NoDate>> {
    let numbers: Vec<i16> =
        parts.iter().map(|part| digits(part.as_bytes()).filter(|_| !part.is_empty())).collect::<Option<_>>()?;
    let guessed = |date: Result<DealDate, NoDate>, guessed_year: bool, either_order: bool| {
        Some(date.map(|date| WrittenDate { date, guessed_year, either_order }))
    };
    match (numbers.as_slice(), parts) {
        ([year], [written]) if written.len() == 4 => guessed(months(*year, 1, 12), false, false),
        ([year, month], [written, _]) if written.len() == 4 => guessed(months(*year, *month, *month), false, false),
        ([month, year], [_, written]) if written.len() == 4 => guessed(months(*year, *month, *month), false, false),
        ([year, month, day], [written, ..]) if written.len() == 4 => guessed(day_of(*year, *month, *day), false, false),
        ([first, second, year], [.., written]) if written.len() == 4 => {
            let (month, day) = if *first > 12 || (day_first && *second <= 12) { (*second, *first) } else { (*first, *second) };
            let either = *first <= 12 && *second <= 12 && first != second && !day_first;
            guessed(day_of(*year, month, day), false, either)
        }
        ([year, month, day], [written, ..]) if written.len() == 2 => guessed(day_of(2000 + *year, *month, *day), true, false),
        ([year, ..], [written, ..]) if written.len() <= 3 && *year < FIRST_YEAR && numbers.len() == 3 => {
            Some(Err(NoDate::Impossible))
        }
        _ => None,
    }
}

/// The period that stands for a date: its day, month, quarter, half or year.
pub fn period_of(date: DealDate) -> Option<Period> {
    let (first, last) = (date.first, date.last);
    let written = if first == last {
        first.to_string()
    } else if first.first_of_month() == last.first_of_month() {
        format!("{:04}-{:02}", first.year(), first.month())
    } else if let Some((year, quarter)) = date.quarter() {
        format!("{year:04}Q{quarter}")
    } else if first.year() == last.year() && last.month() - first.month() == 5 {
        format!("{:04}H{}", first.year(), if first.month() == 1 { 1 } else { 2 })
    } else if first.year() == last.year() && last.month() - first.month() == 11 {
        format!("{:04}", first.year())
    } else {
        format!("{first}..{last}")
    };
    Period::parse(&written).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        match read(text, false) {
            Ok(read) => {
                let marks = format!("{}{}", if read.guessed_year { "?" } else { "" }, if read.either_order { "~" } else { "" });
                format!("{}{marks}", period_of(read.date).unwrap().written())
            }
            Err(why) => format!("{why:?}"),
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        for (text, wanted) in [
            ("2026-03-31", "2026-03-31"),
            ("2026/3/31", "2026-03-31"),
            ("2026.3.31", "2026-03-31"),
            ("2026年3月31日", "2026-03-31"),
            ("２０２６年３月３１日", "2026-03-31"),
            ("2026年3月", "2026-03"),
            ("2026.03", "2026-03"),
            ("2026-3", "2026-03"),
            ("202603", "2026-03"),
            ("20260331", "2026-03-31"),
            ("26Q1", "2026Q1?"),
            ("2026Q1", "2026Q1"),
            ("2026q1", "2026Q1"),
            ("2026-Q1", "2026Q1"),
            ("Q1 2026", "2026Q1"),
            ("1Q26", "2026Q1?"),
            ("2026年一季度", "2026Q1"),
            ("2026年第4季度", "2026Q4"),
            ("2025年上半年", "2025H1"),
            ("2025H2", "2025H2"),
            ("2026", "2026"),
            ("2026年", "2026"),
            ("46112", "2026-03-31"),
            ("46112.5", "2026-03-31"),
            ("2026-03-31 00:00:00", "2026-03-31"),
            ("2026-03-31T08:30:00Z", "2026-03-31"),
            ("Mar 31, 2026", "2026-03-31"),
            ("31 March 2026", "2026-03-31"),
            ("Mar-26", "2026-03?"),
            ("3/31/2026", "2026-03-31"),
            ("31/3/2026", "2026-03-31"),
            ("4/5/2026", "2026-04-05~"),
            ("26-03-31", "2026-03-31?"),
            ("2024..2025", "2024-01-01..2025-12-31"),
            ("0002-01-01", "Impossible"),
            ("0002/1/1", "Impossible"),
            ("2/1/1", "Impossible"),
            ("1970-01-01", "Impossible"),
            ("1900-01-00", "Impossible"),
            ("1900/1/0", "Impossible"),
            ("2026-02-30", "Impossible"),
            ("2026-13-01", "Impossible"),
            ("2026Q5", "Impossible"),
            ("0", "Impossible"),
            ("soon", "Unreadable"),
            ("昨天", "Unreadable"),
            ("2026-03-31-01", "Unreadable"),
        ] {
            assert_eq!(written(text), wanted, "{text}");
        }
        assert_eq!(read("4/5/2026", true).unwrap().date, DealDate::day(jiff::civil::date(2026, 5, 4)));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _read = read(&text, false);
        }

        #[test]
        fn no_text_of_dates_panics(text in "[0-9年月日季度QqHh一二/.: -]{0,16}") {
            let _read = read(&text, true);
        }
    }
}
