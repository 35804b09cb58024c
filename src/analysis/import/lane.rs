//! One lane of reading: rows of a block become deals, with what was read before remembered.

mod cells;

use super::{
    caches::Caches,
    plan::{At, Plan},
    report::{Remarks, WHOLE_ROW},
    run::DealSink,
};
use crate::{
    analysis::written::investors,
    data::import::{Block, Row, RowFault},
    model::{
        deal::Deal,
        deal_import::{ReportCode, RowCounts, RowKey},
    },
};

/// A row's cells, wherever they are.
pub(super) trait Cells {
    fn line(&self) -> u64;
    fn len(&self) -> usize;
    fn cell(&self, at: usize) -> &str;
    fn fault(&self) -> Option<RowFault>;
}

impl Cells for Row<'_> {
    fn line(&self) -> u64 {
        Row::line(self)
    }
    fn len(&self) -> usize {
        Row::len(self)
    }
    fn cell(&self, at: usize) -> &str {
        Row::cell(self, at)
    }
    fn fault(&self) -> Option<RowFault> {
        Row::fault(self)
    }
}

/// A row that waits for the block before it.
pub(super) struct Waiting {
    line: u64,
    cells: Vec<String>,
    fault: Option<RowFault>,
}

impl Cells for Waiting {
    fn line(&self) -> u64 {
        self.line
    }
    fn len(&self) -> usize {
        self.cells.len()
    }
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
    fn fault(&self) -> Option<RowFault> {
        self.fault
    }
}

/// What a block leaves to be joined with its neighbours.
#[derive(Default)]
pub(super) struct BlockEnd {
    /// Rows without a company at its beginning.
    pub(super) leading: Vec<Waiting>,
    /// True where other rows follow those.
    pub(super) goes_on: bool,
    /// Its last deal, which the next block may carry on with.
    pub(super) tail: Option<Deal>,
    /// Deals of which only the first of the table stays.
    pub(super) repeated: Vec<Deal>,
}

/// What became of a row.
enum Verdict {
    Taken,
    Repeated,
    LeftOut(ReportCode, u16),
    /// It was added to the deal above.
    Joined,
}

/// A lane.
pub(super) struct Lane<S> {
    pub(super) sink: S,
    pub(super) remarks: Remarks,
    pub(super) counts: RowCounts,
    pub(super) synthetic: bool,
    /// Deals counted as taken (by this lane or the one before) that got a remark after that.
    pub(super) remarked_later: u64,
    caches: Caches,
    /// The last deal, not yet handed out.
    current: Deal,
    have_current: bool,
    /// The deal that is being read.
    next: Deal,
    spare: Vec<String>,
    key: String,
}

impl<S: DealSink> Lane<S> {
    pub(super) fn new(sink: S) -> Self {
        Self {
            sink,
            remarks: Remarks::default(),
            counts: RowCounts::default(),
            synthetic: false,
            remarked_later: 0,
            caches: Caches::default(),
            current: Deal::default(),
            have_current: false,
            next: Deal::default(),
            spare: Vec::new(),
            key: String::new(),
        }
    }

    /// Reads all rows of a block.
    pub(super) fn block(&mut self, plan: &Plan<'_>, block: &Block) -> BlockEnd {
        let text = block.text();
        let bytes = text.as_bytes();
        let no_text = memchr::memchr(0, bytes).is_some() || memchr::memmem::find(bytes, "\u{fffd}".as_bytes()).is_some();
        let (mut rows, mut row) = (block.rows(&text), Row::default());
        let mut end = BlockEnd::default();
        let mut fresh = true;
        self.have_current = false;
        while rows.next_row(&mut row) {
            if row.line() <= plan.header_line {
                continue;
            }
            // Only with the block before it is known what such a row carries on with.
            if fresh && plan.columns.company.is_some_and(|at| row.cell(at).is_empty()) {
                end.leading.push(waiting(&row));
                continue;
            }
            fresh = false;
            self.row(plan, &row, no_text, &mut end);
        }
        end.goes_on = !fresh;
        end.tail = self.have_current.then(|| std::mem::take(&mut self.current));
        self.have_current = false;
        end
    }

    /// Reads the rows that waited, after the deal `before` them; answers the deal that is last now.
    pub(super) fn waited(&mut self, plan: &Plan<'_>, rows: &[Waiting], before: Option<Deal>, end: &mut BlockEnd) -> Option<Deal> {
        self.have_current = before.is_some();
        self.current = before.unwrap_or_default();
        for row in rows {
            let no_text = row.cells.iter().any(|cell| cell.contains(['\0', '\u{fffd}']));
            self.row(plan, row, no_text, end);
        }
        let last = self.have_current.then(|| std::mem::take(&mut self.current));
        self.have_current = false;
        last
    }

    /// Hands out a deal that nothing more is added to.
    pub(super) fn hand_out(&mut self, deal: &Deal) {
        self.sink.push(deal);
    }

    fn row(&mut self, plan: &Plan<'_>, row: &impl Cells, no_text: bool, end: &mut BlockEnd) {
        self.counts.read += 1;
        match self.verdict(plan, row, no_text) {
            Verdict::Taken => {
                if self.have_current {
                    self.sink.push(&self.current);
                }
                std::mem::swap(&mut self.current, &mut self.next);
                self.have_current = true;
                self.count(self.current.remarked);
            }
            Verdict::Repeated => {
                self.let_go();
                end.repeated.push(std::mem::take(&mut self.next));
                // It is counted when it is known which of them is the first.
                self.counts.read -= 1;
            }
            Verdict::LeftOut(code, column) => {
                self.counts.left_out += 1;
                let shown = if column == WHOLE_ROW { first_cell(row) } else { row.cell(usize::from(column)) };
                self.remarks.push(row.line(), column, code, shown, "");
                // What follows without a company carries on with this row, not with the one above it.
                self.let_go();
            }
            Verdict::Joined => {
                self.counts.left_out += 1;
                let above = self.current.line.to_string();
                self.remarks.push(row.line(), WHOLE_ROW, ReportCode::PartOfAbove, first_cell(row), &format!("line {above}"));
                self.remarks.push(self.current.line, WHOLE_ROW, ReportCode::RowContinued, &self.current.company, "");
                if !self.current.remarked {
                    self.current.remarked = true;
                    self.remarked_later += 1;
                }
            }
        }
    }

    pub(super) fn count(&mut self, remarked: bool) {
        if remarked {
            self.counts.remarked += 1;
        } else {
            self.counts.taken += 1;
        }
    }

    fn let_go(&mut self) {
        if self.have_current {
            self.sink.push(&self.current);
            self.have_current = false;
        }
    }

    fn verdict(&mut self, plan: &Plan<'_>, row: &impl Cells, no_text: bool) -> Verdict {
        if row.fault() == Some(RowFault::QuoteOpen) {
            return Verdict::LeftOut(ReportCode::QuoteOpen, WHOLE_ROW);
        }
        let columns = &plan.columns;
        if no_text && let Some(at) = (0..row.len()).find(|at| row.cell(*at).contains(['\0', '\u{fffd}'])) {
            return Verdict::LeftOut(ReportCode::NoText, column_number(at));
        }
        if row.len() > columns.width && (columns.width..row.len()).any(|at| !row.cell(at).is_empty()) {
            return Verdict::LeftOut(ReportCode::RowLong, WHOLE_ROW);
        }
        let company = columns.company.map_or("", |at| row.cell(at));
        let mut from_above = false;
        if company.is_empty() {
            if let Some(verdict) = self.without_company(plan, row) {
                return verdict;
            }
            from_above = true;
        } else if is_total(company) {
            return Verdict::LeftOut(ReportCode::TotalRow, columns.company.map_or(WHOLE_ROW, column_number));
        } else if self.is_header(plan, row) {
            return Verdict::LeftOut(ReportCode::HeaderAgain, WHOLE_ROW);
        }
        self.next.line = row.line();
        self.next.remarked = false;
        self.next.company.clear();
        if from_above {
            self.next.company.push_str(&self.current.company);
            self.remark(row, columns.company.map_or(WHOLE_ROW, column_number), ReportCode::CompanyFromAbove, "");
        } else {
            let name = columns.company.map_or("", |at| self.text(row, at));
            let name = if name.is_empty() { company } else { name };
            self.next.company.push_str(plan.company(name));
        }
        if plan.rows_are_full && row.len() < columns.width {
            self.remark(row, WHOLE_ROW, ReportCode::RowShort, "");
        }
        self.cells(plan, row);
        if !plan.dropped.is_empty() && plan.dropped.contains(&row_key(&self.next)) {
            return Verdict::LeftOut(ReportCode::Duplicate, WHOLE_ROW);
        }
        if !plan.repeated.is_empty() && plan.repeated.contains(&row_key(&self.next)) {
            return Verdict::Repeated;
        }
        Verdict::Taken
    }

    /// A row that names no company: a sum, a continuation, a merged cell, or nothing to take.
    fn without_company(&mut self, plan: &Plan<'_>, row: &impl Cells) -> Option<Verdict> {
        let columns = &plan.columns;
        let filled = (0..row.len()).find(|at| !row.cell(*at).is_empty());
        let Some(filled) = filled else { return Some(Verdict::LeftOut(ReportCode::RowEmpty, WHOLE_ROW)) };
        if is_total(row.cell(filled)) {
            return Some(Verdict::LeftOut(ReportCode::TotalRow, column_number(filled)));
        }
        let empty = |at: &At| row.cell(*at).is_empty();
        let of_deal = [columns.deal_id, columns.round, columns.amount].into_iter().flatten();
        let carries_on = of_deal.chain(columns.dates.iter().copied()).all(|at| empty(&at));
        let has_investors = columns.investors.iter().any(|at| !row.cell(*at).is_empty());
        if self.have_current && carries_on && has_investors {
            for at in &columns.investors {
                let (list, spare) = (&mut self.current.investors, &mut self.spare);
                investors::split(row.cell(*at), |name| {
                    if !list.iter().any(|known| known == name) {
                        list.push(reused(spare, name));
                    }
                });
            }
            return Some(Verdict::Joined);
        }
        if self.have_current && plan.mapping.fill_down && !carries_on {
            return None;
        }
        Some(Verdict::LeftOut(ReportCode::NoCompany, columns.company.map_or(WHOLE_ROW, column_number)))
    }

    fn is_header(&self, plan: &Plan<'_>, row: &impl Cells) -> bool {
        let Some(at) = plan.columns.company else { return false };
        let names = &plan.mapping.columns;
        let same = |at: usize| names.get(at).is_some_and(|column| column.name == row.cell(at));
        // Most rows are told apart by their first look at the company.
        same(at) && (0..names.len()).all(same)
    }

    fn remark(&mut self, row: &impl Cells, column: u16, code: ReportCode, proposal: &str) {
        self.next.remarked = true;
        let shown = if column == WHOLE_ROW { first_cell(row) } else { row.cell(usize::from(column)) };
        self.remarks.push(row.line(), column, code, shown, proposal);
    }

    /// The text of a cell, spreadsheet's errors taken as empty and formulas told.
    fn text<'r>(&mut self, row: &'r impl Cells, at: At) -> &'r str {
        let cell = row.cell(at);
        match cell.as_bytes().first() {
            Some(b'=') => {
                // ="00123" is how a spreadsheet is made to keep zeros.
                if let Some(inner) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
                    return inner.trim();
                }
                if cell.len() > 1 {
                    self.remark(row, column_number(at), ReportCode::Formula, "");
                    return "";
                }
                cell
            }
            Some(b'#') if is_cell_error(cell) => {
                self.remark(row, column_number(at), ReportCode::CellError, "");
                ""
            }
            _ => cell,
        }
    }
}

fn waiting(row: &Row<'_>) -> Waiting {
    Waiting { line: row.line(), cells: row.cells().map(str::to_owned).collect(), fault: row.fault() }
}

fn put(target: &mut String, text: &str) {
    target.clear();
    target.push_str(text);
}

/// A text in a string that was used before, where there is one.
fn reused(spare: &mut Vec<String>, text: &str) -> String {
    let mut string = spare.pop().unwrap_or_default();
    put(&mut string, text);
    string
}

fn column_number(at: At) -> u16 {
    u16::try_from(at).unwrap_or(WHOLE_ROW)
}

fn first_cell(row: &impl Cells) -> &str {
    (0..row.len()).map(|at| row.cell(at)).find(|cell| !cell.is_empty()).unwrap_or_default()
}

fn is_total(text: &str) -> bool {
    const WORDS: [&str; 10] = ["合计", "总计", "小计", "共计", "合计:", "合计：", "total", "subtotal", "sum", "grand total"];
    text.len() <= 16 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_cell_error(text: &str) -> bool {
    matches!(text, "#N/A" | "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NULL!" | "#NUM!" | "#SPILL!" | "#CALC!")
}

/// What tells a deal apart from others of its table.
pub(super) fn row_key(deal: &Deal) -> RowKey {
    RowKey {
        company: deal.company.clone(),
        date: deal.date.map(|date| format!("{}/{}", date.first, date.last)).unwrap_or_default(),
        round: deal.round_as_written.clone(),
        amount: deal.amount_as_written.clone(),
    }
}
