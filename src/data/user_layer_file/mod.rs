//! Floor 2: `claims.user.ron`, what a person added over the atlas: reading and writing.

mod v1;
mod write;

use std::path::Path;

use super::ron_file::{self, FileProblem, ProblemKind};
use crate::model::user_layer::UserLayer;

pub use v1::UserLayerFileV1;
pub use write::to_text;

/// The newest file version, the only one written.
pub const VERSION: u32 = 1;
/// The file's name in a project.
pub const FILE_NAME: &str = "claims.user.ron";
/// How such files end, whatever their name.
pub const EXTENSION: &str = ".user.ron";
/// Largest file read, in bytes. A hundred thousand claims are about 50 MB.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// A layer that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedLayer {
    /// Content.
    pub layer: UserLayer,
    /// The file's text, line ends as LF.
    pub text: String,
    /// True for a newer version's file: saving would lose what this program does not know.
    pub read_only: bool,
    /// What to tell the person.
    pub warnings: Vec<FileProblem>,
}

/// Reads a file.
///
/// # Errors
/// With the place of what is wrong and how to mend it; nothing panics whatever the file holds.
pub fn read(path: &Path) -> Result<LoadedLayer, FileProblem> {
    parse_bytes(&ron_file::read_up_to(path, MAX_BYTES)?, &path.display().to_string())
}

/// Reads a layer from a file's bytes.
///
/// # Errors
/// As for [`read`].
pub fn parse_bytes(bytes: &[u8], name: &str) -> Result<LoadedLayer, FileProblem> {
    parse(ron_file::decode(bytes, name)?, name)
}

/// Reads a layer from a text; `name` stands for the file in messages.
///
/// # Errors
/// As for [`read`].
pub fn parse(text: String, name: &str) -> Result<LoadedLayer, FileProblem> {
    // What the program wrote itself is read without looking for its faults first.
    if let Some(file) = ron_file::parse_quickly::<UserLayerFileV1>(&text).filter(|file| file.version == VERSION) {
        return Ok(LoadedLayer { layer: file.into(), text, read_only: false, warnings: Vec::new() });
    }
    let lexed = ron_file::lex_checked(&text, name)?;
    let version = ron_file::version(&text, &lexed, name)?;
    if version > VERSION {
        let at = lexed.field(&text, &["version"]).map_or(0, |field| field.key.start);
        return parse_newer(text, at, version, name);
    }
    let file: UserLayerFileV1 = ron_file::parse(&text, &lexed, name)?;
    Ok(LoadedLayer { layer: file.into(), text, read_only: false, warnings: Vec::new() })
}

/// Reads what this program understands of a newer version's file.
fn parse_newer(text: String, at: usize, version: u32, name: &str) -> Result<LoadedLayer, FileProblem> {
    let Ok((file, _left_out)) = ron_file::parse_leniently::<UserLayerFileV1>(&text, name) else {
        return Err(FileProblem::at(name, &text, at, ProblemKind::NewerUnreadable(version, VERSION)));
    };
    let warning = FileProblem::at(name, &text, at, ProblemKind::Newer(version, VERSION));
    Ok(LoadedLayer { layer: file.into(), text, read_only: true, warnings: vec![warning] })
}

#[cfg(test)]
mod tests;
