//! What the availability of actions depends on, read off the model.

use super::AppModel;
use crate::action::catalog::Facts;

impl AppModel {
    /// The facts behind greyed and active actions.
    pub fn facts(&self) -> Facts {
        Facts {
            has_selection: !self.view.selection.is_empty(),
            can_compare: self.view.selection.places().count() >= 2,
            has_filter: !self.view.filters.is_empty(),
            can_go_back: !self.back.is_empty(),
            can_go_forward: !self.forward.is_empty(),
            can_undo: self.layer.undo_label().is_some(),
            can_redo: self.layer.redo_label().is_some(),
            changed: self.is_changed(),
            foreign_base_map: !self.settings.base_map.is_empty() || self.settings.online_tiles.enabled,
        }
    }
}
