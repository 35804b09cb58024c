//! How a person's layer becomes a file and comes back, for the store of documents.

use super::{
    document_store::{FileForm, ReadFile},
    ron_file::FileProblem,
    user_layer_file,
};
use crate::model::{dataset::Dataset, user_layer::UserLayer};

/// The form of `claims.user.ron`.
#[derive(Clone, Copy, Debug)]
pub struct LayerForm;

impl FileForm for LayerForm {
    type Content = UserLayer;

    const MOST_BYTES: u64 = user_layer_file::MAX_BYTES;

    fn parse(bytes: &[u8], name: &str) -> Result<ReadFile<UserLayer>, FileProblem> {
        let read = user_layer_file::parse_bytes(bytes, name)?;
        Ok(ReadFile { content: read.layer, read_only: read.read_only, warnings: read.warnings })
    }

    fn to_text(content: &UserLayer, names: &Dataset) -> String {
        user_layer_file::to_text(content, names)
    }
}
