//! What is wrong with a file, where, and how to mend it, in both languages.

use std::fmt;

use crate::{data::problem::position, model::lang::Lang, text::Text};

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It cannot be opened or read; the system's message.
    Unreadable(String),
    /// Larger than these many megabytes.
    TooLarge(usize),
    /// Nothing but white space.
    Empty,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Brackets nested deeper than this.
    TooDeep(usize),
    /// A bracket, string or comment is never closed: the file ends too early.
    Truncated,
    /// No `version` field.
    NoVersion,
    /// The version is no number the program can know.
    BadVersion(String),
    /// A newer version: found, known.
    Newer(u32, u32),
    /// A newer version that cannot be read at all: found, known.
    NewerUnreadable(u32, u32),
    /// An unknown field: found, nearest known name (may be empty).
    UnknownField(String, String),
    /// A field is missing.
    MissingField(String),
    /// A field stands twice.
    DuplicateField(String),
    /// A word that is none of the known ones: found, nearest known, all known.
    UnknownWord(String, String, String),
    /// A value of the wrong kind: expected, found.
    WrongValue(String, String),
    /// Anything else the parser says.
    Syntax(String),
    /// A rule of the content is broken: text key's tail and arguments.
    Rule(Rule),
}

/// Rules of a view file's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Weights must sum to 10,000; the sum found.
    WeightSum(u64),
    /// Cuts must lie in 0 to 10,000 and the second not above the first.
    Cuts,
    /// Coordinates out of range.
    Coordinates,
    /// More than ten items selected.
    TooManySelected(usize),
    /// More than ten places compared.
    TooManyCompared(usize),
    /// A place is compared twice.
    ComparedTwice(String),
    /// A tier other than 1, 2, 3.
    Tier(u8),
    /// A layout without panels, or with shares that are no shares, or a panel twice.
    Layout,
    /// The id is empty or no file name.
    Id(String),
    /// The note cites a claim that is not in the data.
    MissingClaim(String),
    /// The note's languages cite different claims: those only in one of them.
    UnevenCitations(String),
    /// Ids that the data lack.
    UnknownIds(String),
    /// The id differs from the file's name.
    IdDiffers(String),
}

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The file, as the person named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub col: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl FileProblem {
    /// A problem of the file as a whole.
    pub fn whole(file: impl Into<String>, kind: ProblemKind) -> Self {
        Self { file: file.into(), line: 1, col: 1, kind }
    }

    /// A problem at a byte offset of `text`.
    pub fn at(file: impl Into<String>, text: &str, offset: usize, kind: ProblemKind) -> Self {
        let (line, col) = position(text, offset);
        let from_u32 = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        Self { file: file.into(), line: from_u32(line), col: from_u32(col), kind }
    }

    /// What is wrong and how to mend it, without the place.
    pub fn message(&self, text: &Text) -> String {
        self.kind.message(text)
    }

    /// For the window: cause first, path last.
    pub fn for_window(&self, text: &Text) -> String {
        let (line, col) = (self.line.to_string(), self.col.to_string());
        text.fmt(
            "files-problem-placed",
            &[
                ("message", (&self.message(text)).into()),
                ("line", (&line).into()),
                ("col", (&col).into()),
                ("file", (&self.file).into()),
            ],
        )
    }
}

impl fmt::Display for FileProblem {
    /// `FILE:LINE:COL: what is wrong; how to mend it`, always in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.col, self.message(&Text::new(Lang::En)))
    }
}

impl std::error::Error for FileProblem {}

impl ProblemKind {
    /// True when the file works all the same: nothing to mend before using it.
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::Rule(Rule::UnknownIds(_) | Rule::IdDiffers(_)))
    }

    /// What is wrong and how to mend it.
    pub fn message(&self, text: &Text) -> String {
        match self {
            Self::Unreadable(cause) => text.fmt("files-problem-unreadable", &[("cause", cause.into())]),
            Self::TooLarge(limit) => text.fmt("files-problem-too-large", &[("limit", (*limit).into())]),
            Self::Empty => text.get("files-problem-empty").to_owned(),
            Self::NotUtf8 => text.get("files-problem-not-utf8").to_owned(),
            Self::TooDeep(limit) => text.fmt("files-problem-too-deep", &[("limit", (*limit).into())]),
            Self::Truncated => text.get("files-problem-truncated").to_owned(),
            Self::NoVersion => text.get("files-problem-no-version").to_owned(),
            Self::BadVersion(found) => text.fmt("files-problem-bad-version", &[("found", found.into())]),
            Self::Newer(found, known) => text.fmt("files-problem-newer", &versions(*found, *known).each()),
            Self::NewerUnreadable(found, known) => text.fmt("files-problem-newer-unreadable", &versions(*found, *known).each()),
            Self::UnknownField(found, nearest) if nearest.is_empty() => {
                text.fmt("files-problem-unknown-field", &[("found", found.into())])
            }
            Self::UnknownField(found, nearest) => {
                text.fmt("files-problem-unknown-field-near", &[("found", found.into()), ("nearest", nearest.into())])
            }
            Self::MissingField(field) => text.fmt("files-problem-missing-field", &[("field", field.into())]),
            Self::DuplicateField(field) => text.fmt("files-problem-duplicate-field", &[("field", field.into())]),
            Self::UnknownWord(found, nearest, known) if nearest.is_empty() => {
                text.fmt("files-problem-unknown-word", &[("found", found.into()), ("known", known.into())])
            }
            Self::UnknownWord(found, nearest, known) => text.fmt(
                "files-problem-unknown-word-near",
                &[("found", found.into()), ("nearest", nearest.into()), ("known", known.into())],
            ),
            Self::WrongValue(expected, found) => {
                text.fmt("files-problem-wrong-value", &[("expected", expected.into()), ("found", found.into())])
            }
            Self::Syntax(message) => text.fmt("files-problem-syntax", &[("message", message.into())]),
            Self::Rule(rule) => rule.message(text),
        }
    }
}

impl Rule {
    fn message(&self, text: &Text) -> String {
        match self {
            Self::WeightSum(sum) => text.fmt("files-rule-weights", &[("sum", (&sum.to_string()).into())]),
            Self::Cuts => text.get("files-rule-cuts").to_owned(),
            Self::Coordinates => text.get("files-rule-coordinates").to_owned(),
            Self::TooManySelected(n) => text.fmt("files-rule-selected", &[("n", (*n).into())]),
            Self::TooManyCompared(n) => text.fmt("files-rule-compared", &[("n", (*n).into())]),
            Self::ComparedTwice(id) => text.fmt("files-rule-compared-twice", &[("id", id.into())]),
            Self::Tier(tier) => text.fmt("files-rule-tier", &[("tier", (&tier.to_string()).into())]),
            Self::Layout => text.get("files-rule-layout").to_owned(),
            Self::Id(id) => text.fmt("files-rule-id", &[("id", id.into())]),
            Self::MissingClaim(id) => text.fmt("files-rule-missing-claim", &[("id", id.into())]),
            Self::UnevenCitations(ids) => text.fmt("files-rule-uneven", &[("ids", ids.into())]),
            Self::UnknownIds(ids) => text.fmt("files-rule-unknown-ids", &[("ids", ids.into())]),
            Self::IdDiffers(id) => text.fmt("files-rule-id-differs", &[("id", id.into())]),
        }
    }
}

struct Versions {
    found: String,
    known: String,
}

fn versions(found: u32, known: u32) -> Versions {
    Versions { found: found.to_string(), known: known.to_string() }
}

impl Versions {
    fn each(&self) -> [(&'static str, crate::text::Arg<'_>); 2] {
        [("found", (&self.found).into()), ("known", (&self.known).into())]
    }
}

/// Byte offset of a line and column in characters, both from 1.
pub fn offset_of(text: &str, line: usize, col: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(found) => start += found + 1,
            None => return text.len(),
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    rest.char_indices().nth(col.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let text = "ab\n苏州 x\n";
        assert_eq!(position(text, text.find('x').unwrap()), (2, 4));
        assert_eq!(offset_of(text, 2, 4), text.find('x').unwrap());
        assert_eq!(offset_of(text, 9, 9), text.len());
    }
}
