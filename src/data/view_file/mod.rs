//! Floor 2: View files (`*.view.ron`): reading, checking and writing a screen.

mod check;
mod v1;
mod write;

use std::path::Path;

use super::ron_file::{self, FileProblem, ProblemKind, Rule};
use crate::model::{dataset::Dataset, ids::ViewId, view_state::ViewState};

pub use check::{check_view, citations, cited_claims, unknown_ids};
pub use v1::ViewFileV1;
pub use write::to_text;
pub(super) use write::{both, claim_title};

/// The newest file version, the only one written.
pub const VERSION: u32 = 1;
/// How view files end.
pub const EXTENSION: &str = ".view.ron";

/// A view file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadedView {
    /// Content.
    pub view: ViewState,
    /// The file's text, line ends as LF.
    pub text: String,
    /// True for a newer version's file: saving would lose what this program does not know.
    pub read_only: bool,
    /// What to tell the person.
    pub warnings: Vec<FileProblem>,
}

impl LoadedView {
    /// True when the file has comments that saving would lose: any that the program would not
    /// write itself.
    pub fn has_comments(&self, names: &Dataset) -> bool {
        has_own_comments(&self.text, &self.view, names)
    }
}

/// True when `text` has a comment that the program would not write for `view`.
fn has_own_comments(text: &str, view: &ViewState, names: &Dataset) -> bool {
    let ours = to_text(view, names);
    let ours_lexed = ron_file::lex(&ours, ron_file::MAX_DEPTH);
    let ours: Vec<&str> = ours_lexed.comments(&ours).map(str::trim_end).collect();
    let lexed = ron_file::lex(text, ron_file::MAX_DEPTH);
    lexed.comments(text).any(|comment| !ours.contains(&comment.trim_end()))
}

/// Reads a view file. The view's id becomes the file's stem.
///
/// # Errors
/// With the place of what is wrong and how to mend it; nothing panics whatever the file holds.
pub fn read(path: &Path) -> Result<LoadedView, FileProblem> {
    let name = path.display().to_string();
    let bytes = ron_file::read_bytes(path)?;
    let mut loaded = parse_bytes(&bytes, &name)?;
    let stem = stem_of(path);
    if loaded.view.id.as_str() != stem && !stem.is_empty() {
        let offset = field_offset(&loaded.text, &["id"]);
        let kind = ProblemKind::Rule(Rule::IdDiffers(loaded.view.id.to_string()));
        loaded.warnings.push(FileProblem::at(&name, &loaded.text, offset, kind));
        loaded.view.id = ViewId::new(stem);
    }
    Ok(loaded)
}

/// The id that a file's name stands for.
pub fn stem_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match name.strip_suffix(EXTENSION) {
        Some(stem) => stem.to_owned(),
        None => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

/// Reads a view from a file's bytes.
///
/// # Errors
/// As for [`read`].
pub fn parse_bytes(bytes: &[u8], name: &str) -> Result<LoadedView, FileProblem> {
    parse(&ron_file::decode(bytes, name)?, name)
}

/// Reads a view from a text; `name` stands for the file in messages.
///
/// # Errors
/// As for [`read`].
pub fn parse(text: &str, name: &str) -> Result<LoadedView, FileProblem> {
    let text = text.replace("\r\n", "\n");
    if text.trim().is_empty() {
        return Err(FileProblem::whole(name, ProblemKind::Empty));
    }
    let lexed = ron_file::lex_checked(&text, name)?;
    let version = ron_file::version(&text, &lexed, name)?;
    if version > VERSION {
        return parse_newer(text, version, name);
    }
    let file: ViewFileV1 = ron_file::parse(&text, &lexed, name)?;
    if let Some(problem) = check::rules(&file, &text, &lexed, name) {
        return Err(problem);
    }
    Ok(LoadedView { view: file.into(), text, read_only: false, warnings: Vec::new() })
}

/// Reads what this program understands of a newer version's file.
fn parse_newer(text: String, version: u32, name: &str) -> Result<LoadedView, FileProblem> {
    let at = field_offset(&text, &["version"]);
    let unreadable = || FileProblem::at(name, &text, at, ProblemKind::NewerUnreadable(version, VERSION));
    // What exactly the newer file holds that this program does not know helps nobody: one message.
    let Ok((file, _left_out)) = ron_file::parse_leniently::<ViewFileV1>(&text, name) else { return Err(unreadable()) };
    let lexed = ron_file::lex(&text, ron_file::MAX_DEPTH);
    if check::rules(&file, &text, &lexed, name).is_some() {
        return Err(unreadable());
    }
    let warning = FileProblem::at(name, &text, at, ProblemKind::Newer(version, VERSION));
    Ok(LoadedView { view: file.into(), text, read_only: true, warnings: vec![warning] })
}

/// Everything that is wrong with a view file, for `check`: a file that cannot be read, a newer
/// version, ids that the data lack, citations that do not hold.
pub fn check_file(path: &Path, data: &Dataset) -> Vec<FileProblem> {
    let name = path.display().to_string();
    match read(path) {
        Err(problem) => vec![problem],
        Ok(loaded) => {
            let mut problems = loaded.warnings;
            for kind in check_view(&loaded.view, data) {
                let field = match &kind {
                    ProblemKind::Rule(Rule::UnknownIds(_)) => "id",
                    _ => "note",
                };
                problems.push(FileProblem::at(&name, &loaded.text, field_offset(&loaded.text, &[field]), kind));
            }
            problems
        }
    }
}

/// Byte offset of a field's name; 0 where the text lacks it.
fn field_offset(text: &str, path: &[&str]) -> usize {
    let lexed = ron_file::lex(text, ron_file::MAX_DEPTH);
    lexed.field(text, path).map_or(0, |field| field.key.start)
}

#[cfg(test)]
mod tests;
