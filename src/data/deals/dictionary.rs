//! Texts as codes: a sorted dictionary, and columns as narrow as it allows.

use arrow_array::{Array as _, LargeStringArray};
use arrow_buffer::ScalarBuffer;

/// The code of what is not known, in every dictionary. It is a code of its own and stands for no
/// text; texts have codes from 1.
pub const UNKNOWN: u32 = 0;

/// Different texts, sorted; the first one has code 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Dictionary(LargeStringArray);

impl Default for Dictionary {
    fn default() -> Self {
        Self(LargeStringArray::new_null(0))
    }
}

impl Dictionary {
    /// A dictionary of texts that are sorted already, each once.
    pub(super) fn of_sorted<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(LargeStringArray::from_iter_values(texts))
    }

    /// How many codes there are, [`UNKNOWN`] among them.
    pub fn codes(&self) -> usize {
        self.0.len() + 1
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True where no text is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a code; none for [`UNKNOWN`].
    pub fn text(&self, code: u32) -> Option<&str> {
        let at = usize::try_from(code).ok()?.checked_sub(1)?;
        (at < self.0.len()).then(|| self.0.value(at))
    }

    /// The code of a text, where the dictionary has it.
    pub fn code(&self, text: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.0.value(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return u32::try_from(middle + 1).ok(),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// All texts, sorted: codes 1, 2, ….
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten()
    }

    /// The texts as an Arrow array; code `k` is element `k - 1`.
    pub fn values(&self) -> &LargeStringArray {
        &self.0
    }

    /// Bytes that it takes.
    pub fn bytes(&self) -> usize {
        self.0.value_data().len() + size_of_val(self.0.value_offsets())
    }
}

/// Codes in the narrowest width that holds them.
#[derive(Clone, Debug, PartialEq)]
pub enum Codes {
    /// At most 255 texts.
    U8(ScalarBuffer<u8>),
    /// At most 65,535 texts.
    U16(ScalarBuffer<u16>),
    /// More.
    U32(ScalarBuffer<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::U8(ScalarBuffer::from(Vec::new()))
    }
}

impl Codes {
    /// Collects codes for a dictionary with so many codes, [`UNKNOWN`] among them.
    pub fn collect(codes: usize, values: impl Iterator<Item = u32>) -> Self {
        // A value is below `codes` by construction, so it fits; the fallback is never taken.
        if codes <= 1 << 8 {
            Self::U8(values.map(|code| u8::try_from(code).unwrap_or_default()).collect::<Vec<_>>().into())
        } else if codes <= 1 << 16 {
            Self::U16(values.map(|code| u16::try_from(code).unwrap_or_default()).collect::<Vec<_>>().into())
        } else {
            Self::U32(values.collect::<Vec<_>>().into())
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::U8(codes) => codes.len(),
            Self::U16(codes) => codes.len(),
            Self::U32(codes) => codes.len(),
        }
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of a row; [`UNKNOWN`] outside of the table.
    pub fn get(&self, row: usize) -> u32 {
        match self {
            Self::U8(codes) => codes.get(row).map_or(UNKNOWN, |code| u32::from(*code)),
            Self::U16(codes) => codes.get(row).map_or(UNKNOWN, |code| u32::from(*code)),
            Self::U32(codes) => codes.get(row).copied().unwrap_or(UNKNOWN),
        }
    }

    /// Bytes that they take.
    pub fn bytes(&self) -> usize {
        match self {
            Self::U8(codes) => codes.len(),
            Self::U16(codes) => codes.len() * 2,
            Self::U32(codes) => codes.len() * 4,
        }
    }
}

/// A column of codes with its dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeColumn {
    /// A code a row.
    pub codes: Codes,
    /// What the codes stand for.
    pub dictionary: Dictionary,
}

impl CodeColumn {
    /// The text of a row; none where it is unknown.
    pub fn text(&self, row: usize) -> Option<&str> {
        self.dictionary.text(self.codes.get(row))
    }
}

/// A column of lists of codes with its dictionary. A list names nothing twice; an empty one is
/// unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeList {
    /// Where the list of each row begins in `codes`, and where the last one ends.
    pub offsets: ScalarBuffer<u32>,
    /// All lists, one after the other.
    pub codes: ScalarBuffer<u32>,
    /// What the codes stand for.
    pub dictionary: Dictionary,
}

impl Default for CodeList {
    fn default() -> Self {
        Self { offsets: vec![0].into(), codes: Vec::new().into(), dictionary: Dictionary::default() }
    }
}

impl CodeList {
    /// The codes of a row, in the order of the table.
    pub fn of(&self, row: usize) -> &[u32] {
        let at = |row: usize| self.offsets.get(row).and_then(|at| usize::try_from(*at).ok());
        let (Some(start), Some(end)) = (at(row), at(row + 1)) else { return &[] };
        self.codes.get(start..end).unwrap_or_default()
    }

    /// Bytes of offsets and codes.
    pub fn bytes(&self) -> usize {
        (self.offsets.len() + self.codes.len()) * size_of::<u32>()
    }
}
