//! Reading a test script.

use std::{fs, path::Path};

/// The text of a script.
///
/// # Errors
/// When the file cannot be read; the message names it.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}:1:1: {error}; check the path", path.display()))
}
