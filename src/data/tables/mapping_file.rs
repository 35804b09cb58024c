//! `mapping.ron`: how a table is read.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::{
    data::ron_file::{self, FileProblem, ProblemKind},
    model::deal_import::{MAPPING_VERSION, Mapping},
};

/// Reads a mapping.
///
/// # Errors
/// With the place of what is wrong and how to mend it; a newer version is refused.
pub fn read_mapping(path: &Path) -> Result<Mapping, FileProblem> {
    let name = path.display().to_string();
    parse_mapping(&ron_file::decode(&ron_file::read_bytes(path)?, &name)?, &name)
}

/// Reads a mapping from a text; `name` stands for the file in messages.
///
/// # Errors
/// As for [`read_mapping`].
pub fn parse_mapping(text: &str, name: &str) -> Result<Mapping, FileProblem> {
    parse_versioned(text, name, MAPPING_VERSION)
}

/// The text of a mapping, the same for the same mapping.
pub fn write_mapping(mapping: &Mapping) -> String {
    // A mapping holds nothing that RON cannot write.
    ron::ser::to_string_pretty(mapping, super::pretty()).unwrap_or_default() + "\n"
}

/// Parses a text whose first field is its version. What a newer program wrote is refused: a table
/// read by half of its mapping would be another one.
pub(super) fn parse_versioned<T: DeserializeOwned>(text: &str, name: &str, known: u32) -> Result<T, FileProblem> {
    let lexed = ron_file::lex_checked(text, name)?;
    let version = ron_file::version(text, &lexed, name)?;
    if version > known {
        let at = lexed.field(text, &["version"]).map_or(0, |field| field.key.start);
        return Err(FileProblem::at(name, text, at, ProblemKind::NewerUnreadable(version, known)));
    }
    ron_file::parse(text, &lexed, name)
}
