//! What is wrong in a file, where, and how to mend it.

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was left out; `check` fails.
    Error,
    /// Everything was taken, but something is unlikely to be meant.
    Warning,
    /// Worth knowing, nothing to mend.
    Note,
}

/// A problem of a file. Shown as `FILE:LINE:COL: what is wrong; how to mend it`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as the person named it.
    pub file: String,
    /// Line, from 1; 1 where no place is known.
    pub line: u32,
    /// Column in characters, from 1; 1 where no place is known.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub fix: String,
    /// How bad it is.
    pub severity: Severity,
}

impl Problem {
    /// An error about a whole file.
    pub fn whole_file(file: impl Into<String>, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { file: file.into(), line: 1, column: 1, message: message.into(), fix: fix.into(), severity: Severity::Error }
    }

    /// The same at a line and column, both from 1.
    #[must_use]
    pub fn at(mut self, line: u32, column: u32) -> Self {
        (self.line, self.column) = (line.max(1), column.max(1));
        self
    }

    /// The same with another severity.
    #[must_use]
    pub fn with(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}; {}", self.file, self.line, self.column, self.message, self.fix)
    }
}

/// Line and column (in characters), both from 1, of a byte offset. LF, CRLF and lone CR end a line.
pub fn position(text: &str, offset: usize) -> (u32, u32) {
    let bytes = text.as_bytes();
    let (mut line, mut start) = (1_u32, 0);
    for (at, byte) in bytes.iter().enumerate().take(offset) {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            line = line.saturating_add(1);
            start = at + 1;
        }
    }
    let before = text.get(start..offset.min(text.len())).unwrap_or_default();
    let column = before.trim_start_matches('\u{feff}').chars().count();
    (line, u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1))
}

/// The known name closest to `wanted`, when it is close enough to be a slip of the hand: at most
/// half of its characters, and four, differ (edit distance after Damerau, neighbours swapped
/// counting one).
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().take(64).collect();
    let limit = if wanted.is_empty() { 0 } else { (wanted.len() / 2).clamp(1, 4) };
    known
        .into_iter()
        .filter_map(|name| {
            let name_chars: Vec<char> = name.chars().take(64).collect();
            if name_chars.len().abs_diff(wanted.len()) > limit {
                return None;
            }
            let distance = distance(&wanted, &name_chars);
            (distance <= limit).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// Edit distance, neighbours swapped counting one.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last: Option<char> = None;
    let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut best = (at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            if let Some(k) = j.checked_sub(1)
                && last == Some(*y)
                && b.get(k) == Some(x)
            {
                best = best.min(at(&before, k) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(*x);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_message() {
        let problem = Problem::whole_file("a.csv", "no header", "write one").at(3, 7);
        assert_eq!(problem.to_string(), "a.csv:3:7: no header; write one");
    }

    #[test]
    fn positions_count_characters_and_all_line_ends() {
        let text = "\u{feff}一二\r\n三\r四\nx";
        let at = |needle: &str| position(text, text.find(needle).unwrap());
        assert_eq!(at("一"), (1, 1));
        assert_eq!(at("二"), (1, 2));
        assert_eq!(at("三"), (2, 1));
        assert_eq!(at("四"), (3, 1));
        assert_eq!(at("x"), (4, 1));
        assert_eq!(position(text, 9999), (4, 2));
    }

    #[test]
    fn the_nearest_name() {
        assert_eq!(nearest("metrc", ["metric", "value", "unit"]), Some("metric"));
        assert_eq!(nearest("financing", ["metric", "value"]), None);
        assert_eq!(nearest("", ["metric"]), None);
        assert_eq!(nearest("filtres", ["filters", "financing", "layers"]), Some("filters"));
        assert_eq!(nearest("qqqqq", ["filters", "map"]), None);
    }

    #[test]
    fn distance_counts_edits() {
        for (a, b, n) in
            [("", "abc", 3), ("layers", "layesr", 1), ("selction", "selection", 1), ("map", "map", 0), ("苏州", "苏", 1)]
        {
            let chars = |word: &str| word.chars().collect::<Vec<char>>();
            assert_eq!(distance(&chars(a), &chars(b)), n, "{a} {b}");
        }
    }
}
