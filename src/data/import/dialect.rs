//! How a table's bytes are read: detected, shown, changeable.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::split::Signs;

/// What kind of file a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Rows of text with a separator.
    Text,
    /// XLSX, XLSB, XLS or ODS.
    Workbook,
}

/// How lines end. All forms are read whatever stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnd {
    /// As on Linux.
    Lf,
    /// As on Windows.
    Crlf,
    /// As on old Macintoshes.
    Cr,
    /// Some of each.
    Mixed,
}

/// How a table is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialect {
    /// Text or workbook.
    pub format: Format,
    /// Encoding by its name in the WHATWG standard: `UTF-8`, `gb18030`, `UTF-16LE`; empty for workbooks.
    pub encoding: String,
    /// True where a byte order mark said so.
    pub marked: bool,
    /// Sign between cells, ASCII.
    #[serde(serialize_with = "write_sign", deserialize_with = "read_sign")]
    pub separator: char,
    /// Sign around cells, ASCII; none where quotes mean nothing.
    #[serde(serialize_with = "write_quote", deserialize_with = "read_quote")]
    pub quote: Option<char>,
    /// How lines end.
    pub line_end: LineEnd,
    /// Sheet of a workbook; empty for text.
    pub sheet: String,
    /// Lines above the header.
    pub skipped: u64,
    /// Lines that the header takes: two where merged cells stand over others.
    pub header_rows: u8,
}

// Signs are written as texts: a quote between single quotes reads as the beginning of a text.

fn write_sign<S: Serializer>(sign: &char, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(sign)
}

fn read_sign<'de, D: Deserializer<'de>>(deserializer: D) -> Result<char, D::Error> {
    read_quote(deserializer)?.ok_or_else(|| D::Error::custom("a sign is missing"))
}

fn write_quote<S: Serializer>(quote: &Option<char>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&quote.map(String::from).unwrap_or_default())
}

/// An empty text stands for no sign.
fn read_quote<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<char>, D::Error> {
    Ok(String::deserialize(deserializer)?.chars().next())
}

impl Dialect {
    /// The signs between rows and cells.
    pub fn signs(&self) -> Signs {
        match self.format {
            Format::Workbook => Signs::SHEET,
            Format::Text => Signs {
                separator: u8::try_from(self.separator).unwrap_or(b','),
                quote: self.quote.and_then(|quote| u8::try_from(quote).ok()),
                row_end: None,
            },
        }
    }

    /// In a few words, for a message.
    pub fn summary(&self) -> String {
        match self.format {
            Format::Workbook => format!("workbook, sheet '{}'", self.sheet),
            Format::Text => {
                let separator = match self.separator {
                    '\t' => "tab".to_owned(),
                    sign => format!("'{sign}'"),
                };
                format!("{}, separator {separator}", self.encoding)
            }
        }
    }
}
