//! What is said of rows that are not clean.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use crate::{
    data::csv_table::push_cell,
    model::deal_import::{ReportCode, RowStatus},
};

/// Characters of a cell that a report shows.
const SHOWN: usize = 120;

/// The column of what is said of a whole row.
pub(super) const WHOLE_ROW: u16 = u16::MAX;

/// Texts by number.
#[derive(Debug, Default)]
struct Texts {
    all: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32, FixedState>,
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(text.into());
        self.numbers.insert(text.into(), number);
        number
    }

    fn get(&self, number: u32) -> &str {
        self.all.get(usize::try_from(number).unwrap_or(usize::MAX)).map_or("", |text| text)
    }
}

#[derive(Clone, Copy, Debug)]
struct Remark {
    line: u64,
    column: u16,
    code: ReportCode,
    value: u32,
    proposal: u32,
}

/// Remarks as they are made, each text kept once.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    all: Vec<Remark>,
    texts: Texts,
}

impl Remarks {
    pub(super) fn push(&mut self, line: u64, column: u16, code: ReportCode, value: &str, proposal: &str) {
        let shown = value.char_indices().nth(SHOWN).map_or(value, |(end, _)| value.get(..end).unwrap_or(value));
        let (value, proposal) = (self.texts.number(shown), self.texts.number(proposal));
        self.all.push(Remark { line, column, code, value, proposal });
    }
}

/// A row of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportRow<'a> {
    /// Line of the table where the row begins.
    pub line: u64,
    /// Name of the column; empty for what is said of the whole row.
    pub column: &'a str,
    /// The cell, as written, cut where it is long.
    pub value: &'a str,
    /// What became of the row.
    pub status: RowStatus,
    /// Why.
    pub code: ReportCode,
    /// What was done, or the ids that may be meant, joined by `;`.
    pub proposal: &'a str,
}

/// Rows of which the same is said of the same text: settled together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportGroup {
    /// Why.
    pub code: ReportCode,
    /// Name of the column.
    pub column: String,
    /// The text.
    pub value: String,
    /// What may be meant, as ids; empty where nothing is proposed.
    pub candidates: Vec<String>,
    /// How many rows.
    pub rows: u64,
    /// The first line.
    pub first_line: u64,
}

/// All that is said of a table's rows, by line.
#[derive(Debug, Default)]
pub struct Report {
    remarks: Vec<Remark>,
    texts: Texts,
    columns: Vec<String>,
}

impl Report {
    /// Joins what was said in several places.
    pub(super) fn of(columns: &[String], parts: Vec<Remarks>) -> Self {
        let mut report = Self { columns: columns.to_vec(), ..Self::default() };
        for part in parts {
            for remark in &part.all {
                let value = report.texts.number(part.texts.get(remark.value));
                let proposal = report.texts.number(part.texts.get(remark.proposal));
                report.remarks.push(Remark { value, proposal, ..*remark });
            }
        }
        report.remarks.sort_by_key(|remark| (remark.line, remark.column, remark.code));
        report
    }

    /// Number of rows of the report. A row of the table may have several.
    pub fn len(&self) -> usize {
        self.remarks.len()
    }

    /// True where every row is clean.
    pub fn is_empty(&self) -> bool {
        self.remarks.is_empty()
    }

    /// A row of the report, for a list that shows only those in sight.
    pub fn row(&self, at: usize) -> Option<ReportRow<'_>> {
        self.remarks.get(at).map(|remark| self.shown(remark))
    }

    /// The rows, by line.
    pub fn rows(&self) -> impl Iterator<Item = ReportRow<'_>> {
        self.remarks.iter().map(|remark| self.shown(remark))
    }

    fn shown(&self, remark: &Remark) -> ReportRow<'_> {
        let proposal = self.texts.get(remark.proposal);
        ReportRow {
            line: remark.line,
            column: self.columns.get(usize::from(remark.column)).map_or("", String::as_str),
            value: self.texts.get(remark.value),
            status: remark.code.status(),
            code: remark.code,
            proposal: if proposal.is_empty() { remark.code.proposal() } else { proposal },
        }
    }

    /// What can be settled together, the most rows first.
    pub fn groups(&self) -> Vec<ReportGroup> {
        let mut groups: BTreeMap<(ReportCode, u16, u32), (u64, u64, u32)> = BTreeMap::new();
        for remark in &self.remarks {
            let entry = groups.entry((remark.code, remark.column, remark.value)).or_insert((0, remark.line, remark.proposal));
            entry.0 += 1;
        }
        let mut all: Vec<ReportGroup> = groups
            .into_iter()
            .map(|((code, column, value), (rows, first_line, proposal))| ReportGroup {
                code,
                column: self.columns.get(usize::from(column)).cloned().unwrap_or_default(),
                value: self.texts.get(value).to_owned(),
                candidates: match code {
                    ReportCode::PlaceAmbiguous => self.texts.get(proposal).split(';').map(str::to_owned).collect(),
                    _ => Vec::new(),
                },
                rows,
                first_line,
            })
            .collect();
        all.sort_by_key(|group| (std::cmp::Reverse(group.rows), group.first_line, group.code));
        all
    }

    /// The report as a table: UTF-8, comma, LF, a header.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut out = String::from("line,column,value,status,code,reason,proposal\n");
        for row in self.rows() {
            out.push_str(&row.line.to_string());
            let cells = [row.column, row.value, row.status.name(), row.code.name(), row.code.reason(), row.proposal];
            for cell in cells {
                out.push(',');
                push_cell(&mut out, cell);
            }
            out.push('\n');
        }
        out.into_bytes()
    }
}
