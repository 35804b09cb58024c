//! Typed reading of the cells of one row, with a problem at the cell that does not fit.

use std::{
    borrow::Borrow,
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use rust_decimal::Decimal;

use crate::{
    data::{
        csv_table::{Column, CsvTable, Report, Row, clip},
        problem::{Severity, nearest},
    },
    model::{lang::Bilingual, period::Period},
};

/// One row of a table, and where its problems go.
pub(super) struct RowCells<'r, 't, 'a> {
    table: &'t CsvTable<'a>,
    row: Row<'t, 'a>,
    report: &'r mut Report,
    unusable: &'r BTreeSet<&'static str>,
    bad: bool,
    skipped: bool,
}

impl<'r, 't, 'a> RowCells<'r, 't, 'a> {
    pub fn new(table: &'t CsvTable<'a>, row: Row<'t, 'a>, report: &'r mut Report, unusable: &'r BTreeSet<&'static str>) -> Self {
        Self { table, row, report, unusable, bad: false, skipped: false }
    }

    /// True after a problem that leaves the row out.
    pub fn is_bad(&self) -> bool {
        self.bad
    }

    /// True when the row is left out, with or without a problem of its own.
    pub fn is_left_out(&self) -> bool {
        self.bad || self.skipped
    }

    /// Leaves the row out without a problem: what it needs is in a table whose problem was told.
    pub fn skip(&mut self) {
        self.skipped = true;
    }

    /// False when a table could not be used at all.
    pub fn has_table(&self, name: &str) -> bool {
        !self.unusable.contains(name)
    }

    /// Reports an error at a cell: the row is left out.
    pub fn wrong(&mut self, column: Column, message: impl Into<String>, fix: impl Into<String>) {
        self.bad = true;
        self.tell(column, Severity::Error, message, fix);
    }

    /// Reports something at a cell; the row stays.
    pub fn tell(&mut self, column: Column, severity: Severity, message: impl Into<String>, fix: impl Into<String>) {
        if let Some(field) = self.row.field(column) {
            self.report.push(self.table.problem(field, message, fix).with(severity));
        }
    }

    /// Trimmed text, may be empty.
    pub fn text(&self, column: Column) -> &'t str {
        self.row.text(column)
    }

    /// Text that must be there.
    pub fn need(&mut self, column: Column, what: &str) -> &'t str {
        let text = self.text(column);
        if text.is_empty() {
            self.wrong(column, format!("{what} is missing"), "fill the cell");
        }
        text
    }

    /// An id: there, and without spaces, semicolons or control signs.
    pub fn id(&mut self, column: Column) -> &'t str {
        let id = self.need(column, "the id");
        if id.chars().any(|c| c.is_whitespace() || c.is_control() || c == ';') {
            self.wrong(
                column,
                format!("the id '{}' has a space, semicolon or control sign", clip(id)),
                "use letters, digits, '-', '_', ':'",
            );
        }
        id
    }

    /// Text in both languages; one alone is an error.
    pub fn both(&mut self, en: Column, zh: Column, what: &str) -> Bilingual {
        let text = Bilingual::new(self.text(en), self.text(zh));
        match (text.en.is_empty(), text.zh.is_empty()) {
            (true, false) => self.wrong(en, format!("{what} is missing in English"), "write it in both languages"),
            (false, true) => self.wrong(zh, format!("{what} is missing in Chinese"), "write it in both languages"),
            _ => {}
        }
        text
    }

    /// Text in both languages that must be there.
    pub fn title(&mut self, en: Column, zh: Column, what: &str) -> Bilingual {
        let text = self.both(en, zh, what);
        if text.is_empty() {
            self.wrong(en, format!("{what} is missing"), "write it in both languages");
        }
        text
    }

    /// A name in both languages; one that is the same in both is listed.
    pub fn name(&mut self, en: Column, zh: Column, what: &str) -> Bilingual {
        let text = self.both(en, zh, what);
        if !text.en.is_empty() && text.en == text.zh {
            let message = format!("{what} '{}' stands in one language in both columns", clip(&text.en));
            self.tell(zh, Severity::Note, message, "nothing to do where the source gives no other name");
        }
        text
    }

    /// A decimal number; nothing for an empty cell.
    pub fn number(&mut self, column: Column) -> Option<Decimal> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = Decimal::from_str(text).ok();
        if number.is_none() {
            self.wrong(
                column,
                format!("'{}' is not a number", clip(text)),
                "write plain digits with a point, no separators, no unit",
            );
        }
        number
    }

    /// A whole number, coordinate or the like; nothing for an empty cell.
    pub fn parsed<T: FromStr>(&mut self, column: Column, what: &str) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.wrong(column, format!("'{}' is no {what}", clip(text)), format!("write a {what}"));
        }
        parsed
    }

    /// One of a list of words.
    pub fn word<T>(&mut self, column: Column, what: &str, known: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(column);
        let found = read(text);
        if found.is_none() {
            self.wrong(column, format!("'{}' is no {what}", clip(text)), format!("write one of: {}", known.join(", ")));
        }
        found
    }

    /// `true` or `false`.
    pub fn truth(&mut self, column: Column) -> bool {
        self.word(column, "truth value", &["true", "false"], |text| text.parse().ok()).unwrap_or_default()
    }

    /// A period.
    pub fn period(&mut self, column: Column) -> Option<Period> {
        let text = self.text(column);
        match Period::parse(text) {
            Ok(period) => Some(period),
            Err(_) if text.is_empty() => {
                self.wrong(column, "the period is missing", "write one, such as 2026Q1, 2025H1, 2024 or A..B");
                None
            }
            Err(_) => {
                let message = format!("'{}' is not a period", clip(text));
                self.wrong(column, message, "write 2026Q1, 2025H1, 2024, 2025-12, 2026-01-29, A..B, 'to 2025' or '2024 to date'");
                None
            }
        }
    }

    /// An id that must stand in another table; nothing for an empty cell.
    pub fn refer<I: SlugId, V>(&mut self, column: Column, target: &'static str, known: &BTreeMap<I, V>) -> Option<I> {
        let id = self.text(column);
        if id.is_empty() { None } else { self.known(column, id, target, known) }
    }

    /// An id that must be there and stand in another table.
    pub fn refer_needed<I: SlugId, V>(&mut self, column: Column, target: &'static str, known: &BTreeMap<I, V>) -> Option<I> {
        if self.text(column).is_empty() {
            self.wrong(column, format!("an id of {target} is missing"), "fill the cell");
        }
        self.refer(column, target, known)
    }

    /// Ids separated by semicolons that must stand in another table.
    pub fn refer_list<I: SlugId, V>(&mut self, column: Column, target: &'static str, known: &BTreeMap<I, V>) -> Vec<I> {
        let ids = self.text(column).split(';').map(str::trim).filter(|id| !id.is_empty());
        ids.filter_map(|id| self.known(column, id, target, known)).collect()
    }

    /// The id as the other table holds it: a hundred thousand rows share one text.
    fn known<I: SlugId, V>(&mut self, column: Column, id: &str, target: &'static str, known: &BTreeMap<I, V>) -> Option<I> {
        if let Some((id, _)) = known.get_key_value(id) {
            return Some(id.clone());
        }
        if self.unusable.contains(target) {
            return Some(I::from(id));
        }
        let fix = match nearest(id, known.keys().map(Borrow::borrow)) {
            Some(near) => format!("write '{near}', or add a row to {target}"),
            None => format!("add a row to {target}, or mend the id"),
        };
        self.wrong(column, format!("'{}' does not stand in {target}", clip(id)), fix);
        None
    }
}

/// A slug that keys a table.
pub(super) trait SlugId: Ord + Clone + Borrow<str> + for<'s> From<&'s str> {}

impl<I: Ord + Clone + Borrow<str> + for<'s> From<&'s str>> SlugId for I {}
