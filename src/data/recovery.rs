//! The last view of a project, kept between starts whether it was saved or not.

use std::io;

use super::{
    atomic_write::{self, Old},
    project::ProjectHome,
    ron_file::{self, FileProblem},
    view_file,
};
use crate::model::{dataset::Dataset, view_state::ViewState};

/// Keeps the view for the next start.
///
/// # Errors
/// When it cannot be written.
pub fn keep(home: &ProjectHome, view: &ViewState, names: &Dataset) -> io::Result<()> {
    atomic_write::write(&home.recovery_file(), view_file::to_text(view, names).as_bytes(), Old::Replace)
}

/// The view that was on screen last; none at the first start.
///
/// # Errors
/// When the file is there but cannot be read.
pub fn last(home: &ProjectHome) -> Result<Option<ViewState>, FileProblem> {
    let path = home.recovery_file();
    if !path.exists() {
        return Ok(None);
    }
    let bytes = ron_file::read_bytes(&path)?;
    view_file::parse_bytes(&bytes, &path.display().to_string()).map(|loaded| Some(loaded.view))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::shipped;

    #[test]
    fn the_last_view_comes_back_per_project() {
        let folder = tempfile::tempdir().unwrap();
        let user = folder.path().join("用户 数据");
        let home = |name: &str| ProjectHome::resolve(Some(&folder.path().join(name)), folder.path(), &user).unwrap();
        let (one, two) = (home("一"), home("二"));
        assert_eq!(last(&one), Ok(None));
        let view = shipped::views().remove(0);
        keep(&one, &view, &Dataset::default()).unwrap();
        assert_eq!(last(&one), Ok(Some(view)));
        assert_eq!(last(&two), Ok(None));
        std::fs::write(two.recovery_file(), "?").unwrap();
        assert!(last(&two).is_err());
    }
}
