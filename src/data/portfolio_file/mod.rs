//! Floor 2: `*.portfolio.ron`, a portfolio of funds, holdings and notes: reading and writing.

mod v1;
mod write;

#[cfg(test)]
mod tests;

use std::path::Path;

use super::{
    document_store::{FileForm, ReadFile},
    ron_file::{self, FileProblem, ProblemKind},
};
use crate::model::{dataset::Dataset, portfolio::Portfolio};

pub use v1::PortfolioFileV1;
pub use write::to_text;

/// The newest file version, the only one written.
pub const VERSION: u32 = 1;
/// How such files end.
pub const EXTENSION: &str = ".portfolio.ron";
/// Largest file read, in bytes. Ten thousand holdings and twenty thousand notes are about 20 MB.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The form of `*.portfolio.ron`, for the store of documents.
#[derive(Clone, Copy, Debug)]
pub struct PortfolioForm;

impl FileForm for PortfolioForm {
    type Content = Portfolio;

    const MOST_BYTES: u64 = MAX_BYTES;

    fn parse(bytes: &[u8], name: &str) -> Result<ReadFile<Portfolio>, FileProblem> {
        parse(&ron_file::decode(bytes, name)?, name)
    }

    fn to_text(content: &Portfolio, names: &Dataset) -> String {
        to_text(content, names)
    }
}

/// Reads a file.
///
/// # Errors
/// With the place of what is wrong and how to mend it; nothing panics whatever the file holds.
pub fn read(path: &Path) -> Result<ReadFile<Portfolio>, FileProblem> {
    PortfolioForm::parse(&ron_file::read_up_to(path, MAX_BYTES)?, &path.display().to_string())
}

/// Reads a portfolio from a text; `name` stands for the file in messages.
///
/// # Errors
/// With the place of what is wrong and how to mend it; nothing panics whatever the text holds.
pub fn parse(text: &str, name: &str) -> Result<ReadFile<Portfolio>, FileProblem> {
    let whole = |file: PortfolioFileV1| ReadFile { content: file.into(), read_only: false, warnings: Vec::new() };
    // What the program wrote itself is read without looking for its faults first.
    if let Some(file) = ron_file::parse_quickly::<PortfolioFileV1>(text).filter(|file| file.version == VERSION) {
        return Ok(whole(file));
    }
    let lexed = ron_file::lex_checked(text, name)?;
    let version = ron_file::version(text, &lexed, name)?;
    if version <= VERSION {
        return ron_file::parse(text, &lexed, name).map(whole);
    }
    let at = lexed.field(text, &["version"]).map_or(0, |field| field.key.start);
    let Ok((file, _left_out)) = ron_file::parse_leniently::<PortfolioFileV1>(text, name) else {
        return Err(FileProblem::at(name, text, at, ProblemKind::NewerUnreadable(version, VERSION)));
    };
    let warning = FileProblem::at(name, text, at, ProblemKind::Newer(version, VERSION));
    Ok(ReadFile { content: file.into(), read_only: true, warnings: vec![warning] })
}
