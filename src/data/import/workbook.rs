//! Sheets of XLSX, XLSB, XLS and ODS workbooks as blocks of rows.
//!
//! What an archive holds is measured before anything is opened: a small file may unpack to more
//! than any machine has.

use std::{
    collections::VecDeque,
    fs::File,
    io::{BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use calamine::{Data, DataRef, Reader, Sheets, open_workbook_auto_from_rs};
use quick_xml::events::{BytesStart, Event};

use super::{Block, Limits, digest::Digest, split::Signs};
use crate::data::problem::Problem;

/// Largest single part of an archive that is let pass whatever its ratio, in bytes.
const SMALL_PART: u64 = 64 * 1024 * 1024;
/// Most that a large part may unpack to for one packed byte. Sheets reach about thirty.
const MOST_RATIO: u64 = 250;
/// Most parts of an archive.
const MOST_PARTS: usize = 10_000;
/// Most cells of a sheet that has to be held whole (XLS, ODS).
const MOST_HELD_CELLS: u64 = 20_000_000;
/// A cell's text longer than Excel's limit is cut off there by Excel itself.
const MOST_CELL: usize = 1024 * 1024;

/// A workbook that was opened: its sheets, and the rows of one.
pub(super) struct SheetRows {
    /// Names of the sheets in their order.
    pub(super) sheets: Vec<String>,
    /// The sheet that was read.
    pub(super) sheet: String,
    /// Rows below this line (0 for none) hold cells merged downwards.
    pub(super) last_merged_line: u64,
    /// The rows.
    pub(super) blocks: VecDeque<Block>,
    /// Digest of the file.
    pub(super) digest: String,
}

/// Reads a sheet of a workbook: the one named, or the first one that holds anything.
///
/// # Errors
/// When it is no workbook, holds too much, or has no such sheet.
pub(super) fn read(path: &Path, wanted: &str, limits: Limits) -> Result<SheetRows, Problem> {
    let name = path.display().to_string();
    // The reader is not ours: whatever it stumbles over must not end the program.
    match catch_unwind(AssertUnwindSafe(|| read_inner(path, &name, wanted, limits))) {
        Ok(read) => read,
        Err(_panic) => Err(broken(&name, "its content contradicts itself")),
    }
}

fn broken(name: &str, why: &str) -> Problem {
    Problem::whole_file(name, format!("the workbook cannot be read: {why}"), "save it again, or save the sheet as CSV")
}

fn too_large(name: &str, why: &str) -> Problem {
    Problem::whole_file(name, format!("the workbook is refused: {why}"), "save the sheet as CSV, or take out what is not needed")
}

fn read_inner(path: &Path, name: &str, wanted: &str, limits: Limits) -> Result<SheetRows, Problem> {
    let mut file = File::open(path).map_err(|error| super::unreadable(name, &error))?;
    let length = file.metadata().map_err(|error| super::unreadable(name, &error))?.len();
    if length > limits.workbook_bytes {
        return Err(too_large(name, &format!("it has more than {} MB", limits.workbook_bytes / 1024 / 1024)));
    }
    let mut bytes = Vec::new();
    let most = limits.workbook_bytes + 1;
    (&mut file).take(most).read_to_end(&mut bytes).map_err(|error| super::unreadable(name, &error))?;
    if bytes.starts_with(b"PK") {
        measure(name, &bytes, limits)?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes.as_slice()))
        .map_err(|_error| broken(name, "it is cut off, locked with a password, or no workbook"))?;
    let mut digest = Digest::default();
    digest.add(&bytes);
    let digest = digest.hex();
    let sheets: Vec<String> = book.sheet_names();
    let mut sink = Sink::new(limits);
    if !wanted.is_empty() && !sheets.iter().any(|sheet| sheet == wanted) {
        let message = format!("there is no sheet '{wanted}'");
        return Err(Problem::whole_file(name, message, format!("name one of: {}", sheets.join(", "))));
    }
    let candidates: Vec<&String> = sheets.iter().filter(|sheet| wanted.is_empty() || *sheet == wanted).collect();
    for sheet in candidates {
        let merged = read_sheet(&mut book, sheet, &mut sink).map_err(|why| match why {
            Stop::Broken(why) => broken(name, &format!("sheet '{sheet}': {why}")),
            Stop::TooLarge(line, why) => too_large(name, &why).at(u32::try_from(line).unwrap_or(u32::MAX), 1),
        })?;
        if sink.rows > 0 {
            let (sheet, sheets) = (sheet.clone(), sheets.clone());
            return Ok(SheetRows { sheets, sheet, last_merged_line: merged, blocks: sink.finish(), digest });
        }
    }
    Err(Problem::whole_file(name, "no sheet holds anything", "name a workbook with a table in it"))
}

/// Measures what an archive unpacks to, without keeping any of it.
fn measure(name: &str, bytes: &[u8], limits: Limits) -> Result<(), Problem> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_error| broken(name, "the archive is cut off or damaged"))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(name, &format!("it has more than {MOST_PARTS} parts")));
    }
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_error| broken(name, "a part of the archive is damaged"))?;
        let packed = part.compressed_size().max(1);
        let part_name = part.name().map(|name| name.into_owned()).unwrap_or_default();
        let most = (packed.saturating_mul(MOST_RATIO)).max(SMALL_PART).min(left);
        if part.size() > most {
            return Err(too_large(name, &format!("'{part_name}' unpacks to {} MB", part.size() / 1024 / 1024)));
        }
        // The size that is written there may be a lie.
        let mut counted = part.take(most + 1);
        let unpacked = if part_name == "content.xml" {
            measure_ods(&mut counted).map_err(|why| match why {
                Some(why) => too_large(name, &why),
                None => broken(name, "content.xml is damaged"),
            })?;
            most + 1 - counted.limit()
        } else {
            std::io::copy(&mut counted, &mut std::io::sink())
                .map_err(|_error| broken(name, "a part of the archive is damaged"))?
        };
        if unpacked > most {
            return Err(too_large(name, &format!("'{part_name}' unpacks to more than {} MB", most / 1024 / 1024)));
        }
        left -= unpacked;
    }
    Ok(())
}

/// Counts the cells that an ODS table claims: repetition makes billions of them from a few letters.
fn measure_ods(content: &mut impl Read) -> Result<(), Option<String>> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let (mut rows, mut widest, mut row_repeats, mut column, mut width) = (0_u64, 0_u64, 1_u64, 0_u64, 0_u64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_error| None)? {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "table:table-cell" => {
                let repeats = repeated(&tag, "table:number-columns-repeated");
                column = column.saturating_add(repeats);
                if tag.attributes().flatten().any(|attribute| attribute.key.as_ref() == "office:value-type") {
                    width = column;
                }
            }
            Event::Start(tag) if tag.name().as_ref() == "table:table-row" => {
                row_repeats = repeated(&tag, "table:number-rows-repeated");
                (column, width) = (0, 0);
            }
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => {
                rows = rows.saturating_add(if width > 0 { row_repeats } else { 1 });
                widest = widest.max(width);
                if rows.saturating_mul(widest) > MOST_HELD_CELLS {
                    return Err(Some(format!("a sheet has more than {MOST_HELD_CELLS} cells")));
                }
            }
            Event::Start(tag) if tag.name().as_ref() == "table:table" => (rows, widest) = (0, 0),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u64 {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    let number = found.and_then(|attribute| attribute.value.parse().ok());
    number.unwrap_or(1)
}

/// Why a sheet is not read.
enum Stop {
    Broken(String),
    TooLarge(u64, String),
}

/// Reads a sheet into the sink; answers the last line of cells merged downwards.
fn read_sheet<R: Read + std::io::Seek + Clone>(book: &mut Sheets<R>, sheet: &str, sink: &mut Sink) -> Result<u64, Stop> {
    let broken = |error: String| Stop::Broken(error);
    match book {
        Sheets::Xlsx(book) => {
            let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
            let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| broken(error.to_string()))?;
            while let Some(cell) = cells.next_cell().map_err(|error| broken(error.to_string()))? {
                sink.push(cell.get_position(), cell.get_value())?;
            }
            Ok(last_merged(&merged))
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| broken(error.to_string()))?;
            while let Some(cell) = cells.next_cell().map_err(|error| broken(error.to_string()))? {
                sink.push(cell.get_position(), cell.get_value())?;
            }
            Ok(0)
        }
        Sheets::Xls(book) => {
            let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
            let range = book.worksheet_range(sheet).map_err(|error| broken(error.to_string()))?;
            held(&range, sink)?;
            Ok(last_merged(&merged))
        }
        Sheets::Ods(book) => {
            let range = book.worksheet_range(sheet).map_err(|error| broken(error.to_string()))?;
            held(&range, sink)?;
            Ok(0)
        }
    }
}

fn last_merged(merged: &[calamine::Dimensions]) -> u64 {
    let down = merged.iter().filter(|region| region.end.0 > region.start.0);
    down.map(|region| u64::from(region.end.0) + 1).max().unwrap_or(0)
}

fn held(range: &calamine::Range<Data>, sink: &mut Sink) -> Result<(), Stop> {
    let (row, column) = range.start().unwrap_or_default();
    for (down, right, value) in range.used_cells() {
        let at = |start: u32, by: usize| start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
        sink.push((at(row, down), at(column, right)), &as_ref(value))?;
    }
    Ok(())
}

fn as_ref(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Gathers cells, which come by row and column, into blocks of rows.
struct Sink {
    limits: Limits,
    text: String,
    blocks: VecDeque<Block>,
    first_line: u64,
    /// Row and column that are written next, from 0.
    row: u32,
    column: u32,
    rows: u64,
    bytes: u64,
}

impl Sink {
    fn new(limits: Limits) -> Self {
        Self { limits, text: String::new(), blocks: VecDeque::new(), first_line: 1, row: 0, column: 0, rows: 0, bytes: 0 }
    }

    fn push(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), Stop> {
        if matches!(value, DataRef::Empty) || row < self.row || (row == self.row && column < self.column) {
            return Ok(());
        }
        if usize::try_from(column).unwrap_or(usize::MAX) >= self.limits.columns {
            let why = format!("a row has more than {} columns", self.limits.columns);
            return Err(Stop::TooLarge(u64::from(row) + 1, why));
        }
        while self.row < row {
            self.end_row();
        }
        while self.column < column {
            self.text.push('\u{1f}');
            self.column += 1;
        }
        let before = self.text.len();
        self.write(value);
        self.bytes += (self.text.len() - before) as u64 + 1;
        if self.bytes > self.limits.unpacked_bytes {
            return Err(Stop::TooLarge(u64::from(row) + 1, "its texts are too large".to_owned()));
        }
        self.rows = self.rows.max(1);
        Ok(())
    }

    fn end_row(&mut self) {
        self.text.push('\u{1e}');
        self.row += 1;
        self.column = 0;
        if self.text.len() >= self.limits.block_bytes {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let bytes = std::mem::take(&mut self.text).into_bytes();
        self.blocks.push_back(Block { bytes, first_line: self.first_line, signs: Signs::SHEET, read: self.bytes });
        self.first_line = u64::from(self.row) + 1;
    }

    fn finish(mut self) -> VecDeque<Block> {
        if !self.text.is_empty() {
            self.end_block();
        }
        self.blocks
    }

    fn write(&mut self, value: &DataRef<'_>) {
        match value {
            DataRef::String(text) => self.write_text(text),
            DataRef::SharedString(text) => self.write_text(text),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => self.write_text(text),
            DataRef::Int(number) => self.text.push_str(&number.to_string()),
            DataRef::Float(number) => self.text.push_str(&number.to_string()),
            DataRef::Bool(truth) => self.text.push_str(if *truth { "yes" } else { "no" }),
            DataRef::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                self.text.push_str(&format!("{year:04}-{month:02}-{day:02}"));
            }
            DataRef::DateTime(date) => self.text.push_str(&date.as_f64().to_string()),
            DataRef::Error(error) => self.text.push_str(&error.to_string()),
            DataRef::Empty => {}
        }
    }

    fn write_text(&mut self, text: &str) {
        let end = if text.len() <= MOST_CELL { text.len() } else { text.floor_char_boundary(MOST_CELL) };
        let text = text.get(..end).unwrap_or_default();
        if text.contains(['\u{1f}', '\u{1e}', '\0']) {
            self.text.extend(text.chars().map(|c| if matches!(c, '\u{1f}' | '\u{1e}' | '\0') { ' ' } else { c }));
        } else {
            self.text.push_str(text);
        }
    }
}
