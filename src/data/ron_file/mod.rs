//! Floor 2: Reading RON files that people edit: size and nesting are checked before parsing, every error
//! has a line, a column and a way to mend it.

mod key_places;
mod lex;
mod problem;
mod quick;
mod write;

use std::{fs::File, io::Read, path::Path};

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::de::DeserializeOwned;

use super::problem::nearest;
pub use key_places::KeyPlaces;
pub use lex::{FieldAt, Lexed, Token, TokenKind, field_range, lex};
pub use problem::{FileProblem, ProblemKind, Rule, offset_of};
pub use quick::parse_quickly;
pub use write::{one_line, push_escaped, quoted};

/// Largest view or settings file read, in bytes. A view has a few kilobytes.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Deepest nesting of brackets let through to the parser.
pub const MAX_DEPTH: usize = 64;

/// Reads a file as bytes, refusing what is too large before reading it.
///
/// # Errors
/// When it cannot be read or is larger than [`MAX_BYTES`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileProblem> {
    read_up_to(path, MAX_BYTES)
}

/// As [`read_bytes`], for a kind of file with a limit of its own in bytes.
///
/// # Errors
/// When it cannot be read or is larger than `limit`.
pub fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, FileProblem> {
    let name = path.display().to_string();
    let fail = |error: std::io::Error| FileProblem::whole(&name, ProblemKind::Unreadable(error.to_string()));
    let too_large = || {
        let megabytes = usize::try_from(limit / 1024 / 1024).unwrap_or_default();
        FileProblem::whole(&name, ProblemKind::TooLarge(megabytes))
    };
    let file = File::open(path).map_err(fail)?;
    let length = file.metadata().map_err(fail)?.len();
    if length > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // A file may grow, or have no length at all (a device): the limit holds while reading, too.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Decodes a file: UTF-8, with or without byte order mark; line ends become LF.
///
/// # Errors
/// When it is not UTF-8, or empty.
pub fn decode(bytes: &[u8], name: &str) -> Result<String, FileProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        FileProblem::at(name, &good, good.len(), ProblemKind::NotUtf8)
    })?;
    if text.trim().is_empty() {
        return Err(FileProblem::whole(name, ProblemKind::Empty));
    }
    if !text.contains('\r') {
        return Ok(text.to_owned());
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Tokens of a text that nests no deeper than [`MAX_DEPTH`] and is closed everywhere.
///
/// # Errors
/// When it is nested deeper or ends too early.
pub fn lex_checked(text: &str, name: &str) -> Result<Lexed, FileProblem> {
    let lexed = lex(text, MAX_DEPTH);
    if lexed.depth > MAX_DEPTH {
        return Err(FileProblem::at(name, text, lexed.deepest_at, ProblemKind::TooDeep(MAX_DEPTH)));
    }
    if let Some(at) = lexed.unclosed_at {
        return Err(FileProblem::at(name, text, at, ProblemKind::Truncated));
    }
    Ok(lexed)
}

/// The number in the `version` field.
///
/// # Errors
/// When there is none, or it is no positive number.
pub fn version(text: &str, lexed: &Lexed, name: &str) -> Result<u32, FileProblem> {
    let Some(field) = lexed.field(text, &["version"]) else {
        let at = lexed.token_from(0).map_or(0, |token| token.start);
        return Err(FileProblem::at(name, text, at, ProblemKind::NoVersion));
    };
    let written = text.get(field.first.start..field.end).unwrap_or_default();
    match written.parse::<u32>() {
        Ok(version) if version > 0 => Ok(version),
        Ok(_) | Err(_) => {
            let shown = written.chars().take(40).collect();
            Err(FileProblem::at(name, text, field.first.start, ProblemKind::BadVersion(shown)))
        }
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Parses a text that went through [`lex_checked`].
///
/// # Errors
/// With the place and the nearest known name.
pub fn parse<T: DeserializeOwned>(text: &str, lexed: &Lexed, name: &str) -> Result<T, FileProblem> {
    options().from_str(text).map_err(|error| problem_of(&error, text, lexed, name))
}

/// Parses a newer version's text: unknown fields are taken out and listed.
///
/// # Errors
/// When it cannot be read even so.
pub fn parse_leniently<T: DeserializeOwned>(text: &str, name: &str) -> Result<(T, Vec<String>), FileProblem> {
    let mut text = text.to_owned();
    let mut left_out = Vec::new();
    loop {
        let lexed = lex_checked(&text, name)?;
        let problem = match parse(&text, &lexed, name) {
            Ok(value) => return Ok((value, left_out)),
            Err(problem) => problem,
        };
        let ProblemKind::UnknownField(field, _) = &problem.kind else { return Err(problem) };
        let at = offset_of(&text, problem.line, problem.col);
        // Each round takes one field out; a file that has more of them than this is no view.
        let range = field_range(&lexed, at).filter(|_| left_out.len() < 200);
        let Some((start, end)) = range else { return Err(problem) };
        left_out.push(field.clone());
        text.replace_range(start..end, "");
    }
}

/// Where the parser stood: the start of the token it stumbled over.
fn place_of(error: &SpannedError, text: &str, lexed: &Lexed) -> usize {
    let start = offset_of(text, error.span.start.line, error.span.start.col);
    let end = offset_of(text, error.span.end.line, error.span.end.col);
    match lexed.token_from(start) {
        Some(token) if token.start <= end => token.start,
        Some(_) | None => start,
    }
}

fn problem_of(error: &SpannedError, text: &str, lexed: &Lexed, name: &str) -> FileProblem {
    use ron::Error;
    let near = |found: &str, known: &[&'static str]| nearest(found, known.iter().copied()).unwrap_or_default().to_owned();
    let kind = match &error.code {
        Error::NoSuchStructField { expected, found, .. } => ProblemKind::UnknownField(found.clone(), near(found, expected)),
        Error::MissingStructField { field, .. } => ProblemKind::MissingField((*field).to_owned()),
        Error::DuplicateStructField { field, .. } => ProblemKind::DuplicateField((*field).to_owned()),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            ProblemKind::UnknownWord(found.clone(), near(found, expected), expected.join(", "))
        }
        Error::InvalidValueForType { expected, found } => ProblemKind::WrongValue(expected.clone(), found.clone()),
        Error::Eof => ProblemKind::Truncated,
        other => ProblemKind::Syntax(other.to_string()),
    };
    FileProblem::at(name, text, place_of(error, text, lexed), kind)
}
