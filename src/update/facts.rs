//! What the availability of actions depends on, read off the model.

use super::{AppModel, OpenPortfolio};
use crate::{action::catalog::Facts, model::layout::Workspace};

impl AppModel {
    /// The portfolio, where undo, redo and save are about it: in its workspace.
    pub(super) fn portfolio_in_front(&self) -> Option<&OpenPortfolio> {
        self.portfolio.as_ref().filter(|_| self.view.workspace == Workspace::Portfolio)
    }

    /// Text key of what undo would take back, in the document in front.
    pub fn undo_label(&self) -> Option<&str> {
        self.portfolio_in_front().map_or_else(|| self.layer.undo_label(), |open| open.document.undo_label())
    }

    /// Text key of what redo would make again, in the document in front.
    pub fn redo_label(&self) -> Option<&str> {
        self.portfolio_in_front().map_or_else(|| self.layer.redo_label(), |open| open.document.redo_label())
    }

    /// The facts behind greyed and active actions.
    pub fn facts(&self) -> Facts {
        Facts {
            has_selection: !self.view.selection.is_empty(),
            can_compare: self.view.selection.places().count() >= 2,
            has_filter: !self.view.filters.is_empty(),
            can_go_back: !self.back.is_empty(),
            can_go_forward: !self.forward.is_empty(),
            can_undo: self.undo_label().is_some(),
            can_redo: self.redo_label().is_some(),
            has_portfolio: self.portfolio.is_some(),
            changed: self.is_changed(),
            foreign_base_map: !self.settings.base_map.is_empty() || self.settings.online_tiles.enabled,
        }
    }
}
