//! A block of text as rows of cells.

use memchr::{memchr, memchr_iter, memchr2, memchr3};

/// How rows and cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Stands between cells.
    pub separator: u8,
    /// Stands around a cell that holds separators or line ends; none where quotes mean nothing.
    pub quote: Option<u8>,
    /// Ends a row besides LF, CRLF and CR; only inside the program, for sheets.
    pub row_end: Option<u8>,
}

impl Signs {
    /// Signs of a sheet's rows, which hold none of them.
    pub const SHEET: Self = Self { separator: 0x1f, quote: None, row_end: Some(0x1e) };
}

/// Where a cell's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
    /// True where the text is in the row's own buffer: a quoted cell with quotes in it.
    own: bool,
}

/// What is wrong with a whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// A double quote is never closed.
    QuoteOpen,
}

/// A row. It is filled again for every row, so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Row<'a> {
    text: &'a str,
    own: String,
    cells: Vec<Span>,
    line: u64,
    fault: Option<RowFault>,
}

impl Row<'_> {
    /// Line of the file where the row begins, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// True for no cell at all.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The text of a cell without surrounding spaces; empty for one that the row lacks.
    pub fn cell(&self, at: usize) -> &str {
        let Some(span) = self.cells.get(at) else { return "" };
        let text = if span.own { self.own.as_str() } else { self.text };
        let cell = text.get(span.start..span.end).unwrap_or_default();
        // Most cells neither begin nor end with anything that could be trimmed.
        match (cell.as_bytes().first(), cell.as_bytes().last()) {
            (Some(0x21..=0x7e), Some(0x21..=0x7e)) | (None, None) => cell,
            _ => cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'),
        }
    }

    /// The text of a cell with its spaces.
    pub fn raw(&self, at: usize) -> &str {
        let Some(span) = self.cells.get(at) else { return "" };
        let text = if span.own { self.own.as_str() } else { self.text };
        text.get(span.start..span.end).unwrap_or_default()
    }

    /// All cells without surrounding spaces.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// What is wrong with the row as a whole.
    pub fn fault(&self) -> Option<RowFault> {
        self.fault
    }
}

/// Hands out the rows of a block. Blank lines are no rows, but count as lines.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    signs: Signs,
}

impl<'a> Rows<'a> {
    /// The rows of a text that begins on a line.
    pub fn new(text: &'a str, first_line: u64, signs: Signs) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, line: first_line, signs }
    }

    fn bytes(&self, from: usize, to: usize) -> &'a [u8] {
        self.text.as_bytes().get(from..to).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// End of the row from `from` on and where the next one begins, quotes meaning nothing.
    fn plain_end(&self, from: usize) -> (usize, usize) {
        let rest = self.bytes(from, self.text.len());
        let found = match self.signs.row_end {
            Some(sign) => memchr(sign, rest),
            None => memchr2(b'\n', b'\r', rest),
        };
        match found {
            Some(length) => (from + length, self.after_end(from + length)),
            None => (self.text.len(), self.text.len()),
        }
    }

    /// Behind the row end at `at`.
    fn after_end(&self, at: usize) -> usize {
        let pair = self.signs.row_end.is_none() && self.byte(at) == Some(b'\r') && self.byte(at + 1) == Some(b'\n');
        at + if pair { 2 } else { 1 }
    }

    fn is_row_end(&self, byte: u8) -> bool {
        match self.signs.row_end {
            Some(sign) => byte == sign,
            None => byte == b'\n' || byte == b'\r',
        }
    }

    /// Fills `row` with the next row; false at the end of the text.
    pub fn next_row(&mut self, row: &mut Row<'a>) -> bool {
        while self.byte(self.at).is_some_and(|byte| self.is_row_end(byte)) {
            self.at = self.after_end(self.at);
            self.line += 1;
        }
        if self.at >= self.text.len() {
            return false;
        }
        row.text = self.text;
        row.cells.clear();
        row.own.clear();
        row.line = self.line;
        row.fault = None;
        let quote_first = self.signs.quote.and_then(|quote| {
            let rest = self.bytes(self.at, self.text.len());
            memchr3(quote, b'\n', b'\r', rest).filter(|at| rest.get(*at) == Some(&quote))
        });
        if quote_first.is_none() {
            let (end, next) = self.plain_end(self.at);
            let mut start = self.at;
            for length in memchr_iter(self.signs.separator, self.bytes(self.at, end)) {
                row.cells.push(Span { start, end: self.at + length, own: false });
                start = self.at + length + 1;
            }
            row.cells.push(Span { start, end, own: false });
            self.at = next;
            self.line += 1;
        } else {
            self.quoted_row(row, self.signs.quote.unwrap_or(b'"'));
        }
        true
    }

    fn quoted_row(&mut self, row: &mut Row<'a>, quote: u8) {
        loop {
            let span = self.field(row, quote);
            row.cells.push(span);
            match self.byte(self.at) {
                Some(byte) if byte == self.signs.separator => self.at += 1,
                Some(_) => {
                    self.at = self.after_end(self.at);
                    self.line += 1;
                    return;
                }
                None => {
                    self.line += 1;
                    return;
                }
            }
        }
    }

    /// Reads one cell and stops at the sign behind it.
    fn field(&mut self, row: &mut Row<'a>, quote: u8) -> Span {
        let start = self.at;
        // Spaces before an opening quote are padding.
        let padding = self.bytes(start, self.text.len()).iter().take_while(|byte| **byte == b' ').count();
        if self.byte(start + padding) != Some(quote) {
            self.skip_to_end_of_field();
            return Span { start, end: self.at, own: false };
        }
        self.at = start + padding + 1;
        let own_start = row.own.len();
        let mut piece = self.at;
        let mut own = false;
        loop {
            let Some(length) = memchr(quote, self.bytes(self.at, self.text.len())) else {
                row.fault = Some(RowFault::QuoteOpen);
                self.line += line_ends(self.bytes(piece, self.text.len()));
                let span = Span { start: piece, end: self.text.len(), own: false };
                self.at = self.text.len();
                return span;
            };
            let at = self.at + length;
            if self.byte(at + 1) == Some(quote) {
                // The first of the two stands for both.
                row.own.push_str(self.text.get(piece..at + 1).unwrap_or_default());
                own = true;
                self.at = at + 2;
                self.line += line_ends(self.bytes(piece, at));
                piece = self.at;
                continue;
            }
            self.line += line_ends(self.bytes(piece, at));
            self.at = at + 1;
            let behind = self.at;
            self.skip_to_end_of_field();
            let tail = self.text.get(behind..self.at).unwrap_or_default();
            if own || !tail.trim().is_empty() {
                row.own.push_str(self.text.get(piece..at).unwrap_or_default());
                // Text behind a closing quote belongs to the cell: better kept than lost.
                row.own.push_str(tail.trim_end());
                return Span { start: own_start, end: row.own.len(), own: true };
            }
            return Span { start: piece, end: at, own: false };
        }
    }

    fn skip_to_end_of_field(&mut self) {
        let rest = self.bytes(self.at, self.text.len());
        self.at += memchr3(self.signs.separator, b'\n', b'\r', rest).unwrap_or(rest.len());
    }
}

/// Line ends in a text: LF, CRLF and lone CR, each once.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let mut count = memchr_iter(b'\n', bytes).count() as u64;
    for at in memchr_iter(b'\r', bytes) {
        count += u64::from(bytes.get(at + 1) != Some(&b'\n'));
    }
    count
}

/// Behind the last row that certainly ends in `bytes`; none where no row does.
pub(super) fn last_row_end(bytes: &[u8], signs: Signs) -> Option<usize> {
    // A CR at the very end may be the first half of a CRLF.
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let end_in = |from: usize, to: usize| {
        let part = bytes.get(from..to).unwrap_or_default();
        memchr::memrchr2(b'\n', b'\r', part).map(|at| from + at + 1)
    };
    let Some(quote) = signs.quote else { return end_in(0, bytes.len()) };
    let mut last = None;
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(length) = memchr(quote, rest) else { return end_in(at, bytes.len()).or(last) };
        let open = at + length;
        last = end_in(at, open).or(last);
        if !opens(bytes, open, signs.separator) {
            at = open + 1;
            continue;
        }
        let mut inside = open + 1;
        loop {
            let rest = bytes.get(inside..).unwrap_or_default();
            let Some(length) = memchr(quote, rest) else { return last };
            let close = inside + length;
            if bytes.get(close + 1) == Some(&quote) {
                inside = close + 2;
            } else if close + 1 >= bytes.len() {
                // Whether this quote closes shows only in what follows.
                return last;
            } else {
                at = close + 1;
                break;
            }
        }
    }
}

/// True where a quote stands at the beginning of a cell.
fn opens(bytes: &[u8], at: usize, separator: u8) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let mut before = before.iter().rev().skip_while(|byte| **byte == b' ');
    match before.next() {
        None => true,
        Some(byte) => *byte == separator || matches!(byte, b'\n' | b'\r'),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CSV: Signs = Signs { separator: b',', quote: Some(b'"'), row_end: None };

    fn all(text: &str, signs: Signs) -> Vec<(u64, Vec<String>)> {
        let mut rows = Rows::new(text, 1, signs);
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next_row(&mut row) {
            all.push((row.line(), (0..row.len()).map(|at| row.raw(at).to_owned()).collect()));
        }
        all
    }

    #[test]
    fn quotes_line_ends_and_lines() {
        let rows = all("\u{feff}a,b\r\n\"x, \"\"y\"\"\n z\",2\r\r\n3,\"\"\n\n, \"p\" \n5\" disk,6", CSV);
        let texts: Vec<(u64, Vec<&str>)> = rows.iter().map(|(n, r)| (*n, r.iter().map(String::as_str).collect())).collect();
        assert_eq!(
            texts,
            [
                (1, vec!["a", "b"]),
                (2, vec!["x, \"y\"\n z", "2"]),
                (5, vec!["3", ""]),
                (7, vec!["", "p"]),
                (8, vec!["5\" disk", "6"]),
            ]
        );
    }

    #[test]
    fn an_open_quote_is_told_and_text_behind_a_quote_is_kept() {
        let mut rows = Rows::new("\"a\"b,c\nd,\"never\nclosed", 1, CSV);
        let mut row = Row::default();
        assert!(rows.next_row(&mut row));
        assert_eq!((row.raw(0), row.raw(1), row.fault()), ("ab", "c", None));
        assert!(rows.next_row(&mut row));
        assert_eq!((row.line(), row.fault()), (2, Some(RowFault::QuoteOpen)));
        assert!(!rows.next_row(&mut row));
    }

    #[test]
    fn blocks_are_cut_outside_of_quotes() {
        let end = |text: &str| last_row_end(text.as_bytes(), CSV);
        assert_eq!(end("a,b\nc,\"d\ne"), Some(4));
        assert_eq!(end("a,b\nc,\"d\ne\"\nf"), Some(12));
        assert_eq!(end("a,b\r"), None);
        assert_eq!(end("a\rb\r"), Some(2));
        assert_eq!(end("5\" disk\nx"), Some(8));
        assert_eq!(end("\"a\""), None);
        assert_eq!(end("\"a\"\"\nb\"\nc"), Some(8));
    }

    proptest! {
        #[test]
        fn cutting_changes_nothing(text in "[a,\"\n\r苏 ]{0,60}") {
            let whole = all(&text, CSV);
            if let Some(cut) = last_row_end(text.as_bytes(), CSV) {
                let (head, tail) = text.split_at(cut);
                let mut parts = all(head, CSV);
                let first = 1 + line_ends(head.as_bytes());
                let mut rows = Rows::new(tail, first, CSV);
                let mut row = Row::default();
                while rows.next_row(&mut row) {
                    parts.push((row.line(), (0..row.len()).map(|at| row.raw(at).to_owned()).collect()));
                }
                prop_assert_eq!(parts, whole);
            }
        }

        #[test]
        fn what_the_csv_crate_writes_is_read(cells in proptest::collection::vec(("\\PC{1,8}", "[ a,\"\n\r苏]{0,8}"), 1..6)) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            for (a, b) in &cells {
                writer.write_record([a, b]).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let rows: Vec<Vec<String>> = all(&text, CSV).into_iter().map(|(_, cells)| cells).collect();
            let expected: Vec<Vec<String>> = cells.into_iter().map(|(a, b)| vec![a, b]).collect();
            prop_assert_eq!(rows, expected);
        }
    }
}
