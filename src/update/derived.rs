//! Results computed from the model, kept until what they depend on changes.

use super::AppModel;

/// Everything panels show that is computed.
#[derive(Clone, Debug, Default)]
pub struct Derived {}

impl Derived {
    /// Brings every result up to date; does nothing where its inputs are the same.
    pub fn refresh(&mut self, _model: &AppModel) {}
}
