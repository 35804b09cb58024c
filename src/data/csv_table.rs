//! A CSV table (RFC 4180) whose every field knows where it stands in the file.
//!
//! Reads UTF-8 with or without byte order mark and LF, CRLF or lone CR. Never panics; what cannot
//! be read is a [`Problem`] at its place.

use std::borrow::Cow;

use super::problem::{Problem, Severity, nearest, position};

/// Most problems kept for one table; a last one says how many more there are.
const MOST_PROBLEMS: usize = 100;

/// Writes a cell as RFC 4180 has it: in quotes only where it must be.
pub fn push_cell(out: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// One field: its text without quotes, and where it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Text without the quotes around it.
    pub text: Cow<'a, str>,
    offset: usize,
}

/// A column that was found in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(usize);

/// The rows of a file under its header.
#[derive(Clone, Debug)]
pub struct CsvTable<'a> {
    file: String,
    text: &'a str,
    header: Vec<Field<'a>>,
    /// The fields of all rows one after another, each row as long as the header.
    fields: Vec<Field<'a>>,
    has_nul: bool,
}

/// Problems of one table, kept to a readable number.
#[derive(Debug, Default)]
pub struct Report {
    problems: Vec<Problem>,
    more: usize,
}

impl Report {
    /// Adds a problem, or counts it when there are enough.
    pub fn push(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// True when an error was reported.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The problems in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        if let (true, Some(last)) = (self.more > 0, self.problems.last()) {
            let message = format!("{} more problems in this file", self.more);
            self.problems.push(
                Problem::whole_file(last.file.clone(), message, "mend those above and check again").at(last.line, last.column),
            );
        }
        self.problems
    }
}

impl<'a> CsvTable<'a> {
    /// Reads a table. Rows that do not fit the header are reported and left out.
    ///
    /// # Errors
    /// When there is no text in UTF-8 or no header: then nothing of the file can be used.
    pub fn read(file: impl Into<String>, bytes: &'a [u8], report: &mut Report) -> Result<Self, Problem> {
        let file = file.into();
        let text = utf8(&file, bytes)?;
        let has_nul = text.contains('\0');
        let mut table = Self { file, text, header: Vec::new(), fields: Vec::new(), has_nul };
        let mut records = Records::new(text);
        let mut record = Vec::new();
        while let Some(read) = records.next_record(&mut record) {
            if let Err((offset, message, fix)) = read {
                report.push(table.at(offset, message, fix));
            } else if table.header.is_empty() {
                table.header = std::mem::take(&mut record);
            } else if let Some(problem) = table.misfit(&record) {
                report.push(problem);
            } else {
                table.fields.append(&mut record);
            }
        }
        if table.header.is_empty() {
            let (message, fix) = ("the table is empty", "write a header with the column names and a row below");
            return Err(Problem::whole_file(table.file, message, fix));
        }
        Ok(table)
    }

    /// The file's name as messages give it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Number of rows without the header.
    pub fn len(&self) -> usize {
        self.fields.len() / self.header.len().max(1)
    }

    /// True when there is no row below the header.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.fields.chunks_exact(self.header.len().max(1)).map(|fields| Row { fields })
    }

    /// Finds the columns by name. Missing, unknown and repeated ones are reported; `None` when
    /// one is missing.
    pub fn columns<const N: usize>(&self, names: [&str; N], report: &mut Report) -> Option<[Column; N]> {
        let mut unknown = self.header.iter().filter(|field| !names.contains(&field.text.trim()));
        if let Some(first) = unknown.next() {
            let more = unknown.count();
            let name = clip(first.text.trim());
            let and_more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            let fix = match nearest(name, names) {
                Some(known) => format!("write '{known}' or take it out"),
                None => "take it out; the README lists the columns of each table".to_owned(),
            };
            report.push(self.problem(first, format!("unknown column '{name}'{and_more}"), fix));
        }
        let mut complete = true;
        let found = names.map(|name| {
            let mut at = self.header.iter().enumerate().filter(|(_, field)| field.text.trim() == name);
            let first = at.next();
            if let Some((_, again)) = at.next() {
                report.push(self.problem(again, format!("column '{name}' stands twice"), "take one out"));
            }
            if first.is_none() {
                complete = false;
                report.push(self.at(0, format!("the column '{name}' is missing"), "add it to the header and to every row"));
            }
            Column(first.map_or(usize::MAX, |(at, _)| at))
        });
        complete.then_some(found)
    }

    /// Finds columns by name without reporting anything.
    pub fn find<const N: usize>(&self, names: [&str; N]) -> Option<[Column; N]> {
        let found = names.map(|name| self.header.iter().position(|field| field.text.trim() == name));
        found.iter().all(Option::is_some).then(|| found.map(|at| Column(at.unwrap_or(usize::MAX))))
    }

    /// An error at a field.
    pub fn problem(&self, field: &Field<'_>, message: impl Into<String>, fix: impl Into<String>) -> Problem {
        self.at(field.offset, message, fix)
    }

    fn at(&self, offset: usize, message: impl Into<String>, fix: impl Into<String>) -> Problem {
        let (line, column) = position(self.text, offset);
        Problem::whole_file(self.file.clone(), message, fix).at(line, column)
    }

    fn misfit(&self, fields: &[Field<'a>]) -> Option<Problem> {
        let first = fields.first()?;
        if self.has_nul
            && let Some(field) = fields.iter().find(|field| field.text.contains('\0'))
        {
            let nul = field.offset + self.text.get(field.offset..).and_then(|rest| rest.find('\0')).unwrap_or_default();
            return Some(self.at(nul, "a NUL byte in the text", "save the table as plain text"));
        }
        let (have, want) = (fields.len(), self.header.len());
        let message = format!("the row has {have} fields, the header {want}");
        match have.cmp(&want) {
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Less => {
                Some(self.problem(first, message, "add the missing commas, or put texts with commas in double quotes"))
            }
            std::cmp::Ordering::Greater => {
                let extra = fields.get(want).unwrap_or(first);
                Some(self.problem(extra, message, "put texts with commas in double quotes, or take the extra fields out"))
            }
        }
    }
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t, 'a> {
    fields: &'t [Field<'a>],
}

impl<'t, 'a> Row<'t, 'a> {
    /// The field in a column; `None` only for a column of another table.
    pub fn field(&self, column: Column) -> Option<&'t Field<'a>> {
        self.fields.get(column.0)
    }

    /// Its text without surrounding spaces.
    pub fn text(&self, column: Column) -> &'t str {
        self.field(column).map_or("", |field| field.text.trim())
    }
}

/// At most 60 characters of a text that stands in a message.
pub fn clip(text: &str) -> &str {
    text.char_indices().nth(60).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or_default();
        let (line, column) = position(valid, valid.len());
        let wide = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let message = if wide { "the text is UTF-16, not UTF-8" } else { "the text is not UTF-8 from here on" };
        Problem::whole_file(file, message, "save the table as UTF-8").at(line, column)
    })
}

/// Offset, message, fix.
type Broken = (usize, String, &'static str);

struct Records<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Steps over one line end; false when there is none here.
    fn line_end(&mut self) -> bool {
        let length = match self.byte() {
            Some(b'\n') => 1,
            Some(b'\r') => 1 + usize::from(self.text.as_bytes().get(self.at + 1) == Some(&b'\n')),
            _ => return false,
        };
        self.at += length;
        true
    }

    /// Reads one record into `fields`, which is emptied first; `None` at the end of the text.
    fn next_record(&mut self, fields: &mut Vec<Field<'a>>) -> Option<Result<(), Broken>> {
        while self.line_end() {}
        self.byte()?;
        fields.clear();
        let mut broken = None;
        loop {
            match self.field() {
                Ok(field) => fields.push(field),
                Err(error) => broken = broken.or(Some(error)),
            }
            if self.byte() == Some(b',') {
                self.at += 1;
            } else {
                self.line_end();
                return Some(broken.map_or(Ok(()), Err));
            }
        }
    }

    /// Reads one field and stops at the comma, line end or end of text behind it.
    fn field(&mut self) -> Result<Field<'a>, Broken> {
        let offset = self.at;
        if self.byte() != Some(b'"') {
            self.skip_to_end_of_field();
            return Ok(Field { text: Cow::Borrowed(self.slice(offset, self.at)), offset });
        }
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let start = self.at;
            let rest = self.slice(start, self.text.len());
            let Some(length) = rest.find('"') else {
                self.at = self.text.len();
                return Err((
                    offset,
                    "the double quote is never closed".into(),
                    "close it, and write quotes inside a text twice",
                ));
            };
            self.at = start + length + 1;
            text += self.slice(start, start + length);
            if self.byte() == Some(b'"') {
                self.at += 1;
                text += "\"";
                continue;
            }
            let end = self.at;
            self.skip_to_end_of_field();
            if !self.slice(end, self.at).trim().is_empty() {
                return Err((end, "text behind a closing double quote".into(), "write quotes inside a quoted text twice"));
            }
            return Ok(Field { text, offset });
        }
    }

    fn skip_to_end_of_field(&mut self) {
        let rest = self.slice(self.at, self.text.len());
        self.at += rest.bytes().position(|b| matches!(b, b',' | b'\n' | b'\r')).unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (Vec<Vec<String>>, Vec<String>) {
        let mut report = Report::default();
        let rows = match CsvTable::read("t.csv", bytes, &mut report) {
            Ok(table) => {
                let all = std::iter::once(table.header.as_slice()).chain(table.rows().map(|row| row.fields));
                all.map(|row| row.iter().map(|field| field.text.to_string()).collect()).collect()
            }
            Err(problem) => {
                report.push(problem);
                Vec::new()
            }
        };
        (rows, report.into_problems().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn quotes_line_ends_and_byte_order_mark() {
        let (rows, problems) = read("\u{feff}a,b\r\n\"x, \"\"y\"\"\n z\",2\r\r\n3,\"\"\n\n,".as_bytes());
        assert_eq!(rows, [["a", "b"], ["x, \"y\"\n z", "2"], ["3", ""], ["", ""]]);
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn rows_that_do_not_fit_are_left_out_with_their_place() {
        let (rows, problems) = read("id,名\n1,苏州,x\n2\n3,\"a\"b\n4,上\u{0}海\n5,ok\n6,\"never".as_bytes());
        assert_eq!(rows, [["id", "名"], ["5", "ok"]]);
        assert_eq!(
            problems,
            [
                "t.csv:2:6: the row has 3 fields, the header 2; put texts with commas in double quotes, or take the extra fields out",
                "t.csv:3:1: the row has 1 fields, the header 2; add the missing commas, or put texts with commas in double quotes",
                "t.csv:4:6: text behind a closing double quote; write quotes inside a quoted text twice",
                "t.csv:5:4: a NUL byte in the text; save the table as plain text",
                "t.csv:7:3: the double quote is never closed; close it, and write quotes inside a text twice",
            ]
        );
    }

    #[test]
    fn text_that_is_not_utf8_names_the_first_bad_byte() {
        assert_eq!(
            read(b"id,name\n1,\xcb\xd5\xd6\xdd\n").1,
            ["t.csv:2:3: the text is not UTF-8 from here on; save the table as UTF-8"]
        );
        assert_eq!(read(b"\xff\xfei\0d\0").1, ["t.csv:1:1: the text is UTF-16, not UTF-8; save the table as UTF-8"]);
        assert_eq!(read(b"").1, ["t.csv:1:1: the table is empty; write a header with the column names and a row below"]);
    }

    #[test]
    fn columns_missing_unknown_and_repeated() {
        let mut report = Report::default();
        let table = CsvTable::read("t.csv", b"id,valeu,id,zzz\n1,2,3,4\n", &mut report).unwrap();
        assert_eq!(table.columns(["id", "value"], &mut report), None);
        let problems: Vec<String> = report.into_problems().iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "t.csv:1:1: the column 'value' is missing; add it to the header and to every row",
                "t.csv:1:4: unknown column 'valeu' (and 1 more); write 'value' or take it out",
                "t.csv:1:10: column 'id' stands twice; take one out",
            ]
        );
    }

    #[test]
    fn a_hundred_thousand_columns_make_one_message() {
        let header = format!("id{}\n", ",c".repeat(100_000));
        let mut report = Report::default();
        let table = CsvTable::read("t.csv", header.as_bytes(), &mut report).unwrap();
        assert!(table.columns(["id"], &mut report).is_some());
        assert_eq!(report.into_problems().len(), 1);
    }

    #[test]
    fn many_problems_are_cut_and_counted() {
        let text = format!("a,b\n{}", "1\n".repeat(1000));
        let problems = read(text.as_bytes()).1;
        assert_eq!(problems.len(), MOST_PROBLEMS + 1);
        assert_eq!(
            problems.last().map(String::as_str),
            Some("t.csv:101:1: 900 more problems in this file; mend those above and check again")
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes);
        }

        #[test]
        fn any_text_of_csv_signs_is_read_without_a_panic(text in "[a,\"\n\r苏\u{0}]{0,60}") {
            let (rows, problems) = read(text.as_bytes());
            let signs = text.trim_matches(['\n', '\r']);
            prop_assert!(signs.is_empty() || !rows.is_empty() || !problems.is_empty());
        }

        #[test]
        fn what_the_csv_crate_writes_is_read(cells in proptest::collection::vec(("\\PC{1,8}", "[ a,\"\n\r苏]{0,8}"), 1..6)) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            writer.write_record(["a", "b"]).unwrap();
            for (a, b) in &cells {
                writer.write_record([a, b]).unwrap();
            }
            let (rows, problems) = read(&writer.into_inner().unwrap());
            prop_assert_eq!(problems, Vec::<String>::new());
            let expected: Vec<Vec<String>> = cells.into_iter().map(|(a, b)| vec![a, b]).collect();
            prop_assert_eq!(&rows[1..], &expected[..]);
        }
    }
}
