//! Floor 2: tables that a person brings, as rows of cells with their lines.
//!
//! Owns what a file is (encoding, separator, quotes, sheet, header) and its rows; knows nothing of
//! what a column holds. Text is read block by block, so that a file of any size fits; archives are
//! measured before they are opened. Never panics: what cannot be read is a [`Problem`] at its place.

mod detect;
mod dialect;
mod digest;
mod header;
mod split;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::VecDeque, fs::File, io::Read, path::Path};

pub use dialect::{Dialect, Format, LineEnd};
pub use digest::Digest;
pub use header::Header;
pub use split::{Row, RowFault, Rows, Signs};

use super::problem::Problem;
use text::TextBlocks;

/// How much of a table is held or let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a block.
    pub block_bytes: usize,
    /// Bytes of a row.
    pub row_bytes: usize,
    /// Columns of a table.
    pub columns: usize,
    /// Bytes of a workbook's file.
    pub workbook_bytes: u64,
    /// Bytes that a workbook may unpack to.
    pub unpacked_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            block_bytes: 1024 * 1024,
            row_bytes: 8 * 1024 * 1024,
            columns: 4096,
            workbook_bytes: 512 * 1024 * 1024,
            unpacked_bytes: 2 * 1024 * 1024 * 1024,
        }
    }
}

/// Whole rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Text in UTF-8, broken bytes included.
    pub(in crate::data::import) bytes: Vec<u8>,
    /// Line of its first row.
    pub(in crate::data::import) first_line: u64,
    pub(in crate::data::import) signs: Signs,
    /// Bytes of the file that were read up to here.
    pub(in crate::data::import) read: u64,
}

impl Block {
    /// The text; bytes that are none are replaced by U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The rows of [`Block::text`].
    pub fn rows<'t>(&self, text: &'t str) -> Rows<'t> {
        Rows::new(text, self.first_line, self.signs)
    }

    /// Bytes of the file that were read when the block ended.
    pub fn bytes_read(&self) -> u64 {
        self.read
    }
}

/// The beginning of a table: how it is read, its header and the first rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// How it is read; change it and call [`preview_as`] to see it otherwise.
    pub dialect: Dialect,
    /// Sheets of a workbook.
    pub sheets: Vec<String>,
    /// The header.
    pub header: Header,
    /// The first rows under the header: line and cells.
    pub rows: Vec<(u64, Vec<String>)>,
    /// True where cells under the header are merged downwards.
    pub merged_down: bool,
    /// Size of the file, bytes.
    pub bytes: u64,
}

/// Rows under the header that a preview holds.
pub const PREVIEW_ROWS: usize = 200;
/// Bytes that are looked at to tell a text's dialect.
const SAMPLE_BYTES: usize = 1024 * 1024;

pub(super) fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    Problem::whole_file(name, format!("the file cannot be read: {error}"), "check the path and the rights")
}

/// Looks at the beginning of a table; `sheet` names one of a workbook's sheets, empty for the first
/// one that holds anything.
///
/// # Errors
/// When the file cannot be read, is no table, or is refused.
pub fn preview(path: &Path, sheet: &str, limits: Limits) -> Result<Preview, Problem> {
    let name = path.display().to_string();
    let mut file = File::open(path).map_err(|error| unreadable(&name, &error))?;
    if file.metadata().map_err(|error| unreadable(&name, &error))?.is_dir() {
        return Err(Problem::whole_file(name, "this is a folder", "name a table in it"));
    }
    let mut head = Vec::new();
    (&mut file).take(SAMPLE_BYTES as u64).read_to_end(&mut head).map_err(|error| unreadable(&name, &error))?;
    if head.is_empty() {
        return Err(Problem::whole_file(name, "the file is empty", "name a table with a header and rows"));
    }
    let mut dialect = match detect::format_of(&head) {
        Format::Workbook => workbook_dialect(sheet),
        Format::Text => detect::dialect_of(&head, head.len() < SAMPLE_BYTES),
    };
    if dialect.format == Format::Text && !sheet.is_empty() {
        return Err(Problem::whole_file(name, "a text file has no sheets", "leave --sheet out"));
    }
    // Nothing is known of the header yet.
    dialect.header_rows = 0;
    preview_as(path, &dialect, limits)
}

fn workbook_dialect(sheet: &str) -> Dialect {
    Dialect {
        format: Format::Workbook,
        encoding: String::new(),
        marked: false,
        separator: ',',
        quote: None,
        line_end: LineEnd::Lf,
        sheet: sheet.to_owned(),
        skipped: 0,
        header_rows: 1,
    }
}

/// As [`preview`], read in a certain way. `header_rows` 0 asks to look for the header.
///
/// # Errors
/// As for [`preview`].
pub fn preview_as(path: &Path, dialect: &Dialect, limits: Limits) -> Result<Preview, Problem> {
    let name = path.display().to_string();
    let mut source = open(path, dialect, limits)?;
    let none = || Problem::whole_file(&name, "there is no header", "write a row with the names of the columns above the others");
    let block = source.next_block()?.ok_or_else(none)?;
    let text = block.text();
    let sampled = header::sample(block.rows(&text), PREVIEW_ROWS + 60);
    if let Some((line, column)) = nul_in(&sampled) {
        return Err(
            Problem::whole_file(&name, "a NUL byte in the text", "name a table: CSV, TSV, XLSX, XLS or ODS").at(line, column)
        );
    }
    let header = match dialect.header_rows {
        0 => header::find(&sampled),
        rows => header::from_line(&sampled, dialect.skipped + 1, rows > 1),
    };
    let header = header.filter(|header| !header.names.is_empty()).ok_or_else(none)?;
    if header.names.len() > limits.columns {
        let message = format!("the header has {} columns, at most {} are read", header.names.len(), limits.columns);
        let line = u32::try_from(header.line).unwrap_or(u32::MAX);
        return Err(Problem::whole_file(&name, message, "check the separator, or take columns out").at(line, 1));
    }
    let mut dialect = dialect.clone();
    dialect.skipped = header.line - 1;
    dialect.header_rows = header.rows;
    if let Source::Sheet(sheet) = &source {
        dialect.sheet.clone_from(&sheet.sheet);
    }
    let (sheets, merged_down) = source.sheets_and_merges(&header);
    let rows = sampled.into_iter().filter(|(line, _)| *line > header.last_line).take(PREVIEW_ROWS).collect();
    let bytes = std::fs::metadata(path).map(|meta| meta.len()).unwrap_or_default();
    Ok(Preview { dialect, sheets, header, rows, merged_down, bytes })
}

/// The first NUL in the rows: line and column.
fn nul_in(rows: &[(u64, Vec<String>)]) -> Option<(u32, u32)> {
    rows.iter().find_map(|(line, cells)| {
        let cell = cells.iter().position(|cell| cell.contains('\0'))?;
        let before: usize = cells.iter().take(cell).map(|cell| cell.chars().count() + 1).sum();
        let inside = cells.get(cell)?.chars().position(|c| c == '\0')?;
        Some((u32::try_from(*line).ok()?, u32::try_from(before + inside + 1).ok()?))
    })
}

/// The rows of a table, block by block.
pub enum Source {
    /// A text file.
    Text(Box<TextBlocks>),
    /// A sheet.
    Sheet(Box<SheetBlocks>),
}

/// The rows of a sheet.
pub struct SheetBlocks {
    sheets: Vec<String>,
    sheet: String,
    last_merged_line: u64,
    blocks: VecDeque<Block>,
    bytes: u64,
    digest: String,
}

/// Opens a table to read its rows, header included.
///
/// # Errors
/// When it cannot be read or is refused.
pub fn open(path: &Path, dialect: &Dialect, limits: Limits) -> Result<Source, Problem> {
    Ok(match dialect.format {
        Format::Text => Source::Text(Box::new(TextBlocks::open(path, dialect, limits)?)),
        Format::Workbook => {
            let read = workbook::read(path, &dialect.sheet, limits)?;
            let bytes = read.blocks.iter().map(|block| block.bytes.len() as u64).sum();
            Source::Sheet(Box::new(SheetBlocks {
                sheets: read.sheets,
                sheet: read.sheet,
                last_merged_line: read.last_merged_line,
                blocks: read.blocks,
                bytes,
                digest: read.digest,
            }))
        }
    })
}

impl Source {
    /// The next block; none at the end.
    ///
    /// # Errors
    /// When the file cannot be read further, with the line where that is.
    pub fn next_block(&mut self) -> Result<Option<Block>, Problem> {
        match self {
            Self::Text(text) => text.next_block(),
            Self::Sheet(sheet) => Ok(sheet.blocks.pop_front()),
        }
    }

    /// Bytes in all, as [`Block::bytes_read`] counts them; none where the file's size says it.
    pub fn bytes(&self) -> Option<u64> {
        match self {
            Self::Text(_) => None,
            Self::Sheet(sheet) => Some(sheet.bytes),
        }
    }

    /// The digest of the file, once its last block was handed out.
    pub fn digest(&self) -> String {
        match self {
            Self::Text(text) => text.digest(),
            Self::Sheet(sheet) => sheet.digest.clone(),
        }
    }

    fn sheets_and_merges(&self, header: &Header) -> (Vec<String>, bool) {
        match self {
            Self::Text(_) => (Vec::new(), false),
            Self::Sheet(sheet) => (sheet.sheets.clone(), sheet.last_merged_line > header.last_line),
        }
    }
}
