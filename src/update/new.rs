//! The state a program starts with.

use std::{collections::VecDeque, sync::Arc};

use super::{AppModel, OpenView, Transient};
use crate::model::{dataset::Dataset, lang::Lang, settings::Settings, view_state::ViewState};

impl AppModel {
    /// A state over `data` that shows `view`, which is not changed yet.
    pub fn new(data: Arc<Dataset>, settings: Settings, lang: Lang, view: ViewState) -> Self {
        Self {
            data,
            open: OpenView { saved: Some(view.clone()), ..Default::default() },
            view,
            views: Vec::new(),
            lang: settings.lang.unwrap_or(lang),
            settings,
            back: VecDeque::new(),
            forward: Vec::new(),
            step: None,
            transient: Transient::default(),
        }
    }

    /// Shows the view that was on screen when the program ended. Which file it belongs to, and
    /// whether it differs from it, is known once the views are listed.
    pub fn restore(&mut self, view: ViewState) {
        self.view = view;
        self.open = OpenView::default();
    }
}
