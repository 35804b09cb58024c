//! The state a program starts with.

use std::{collections::VecDeque, sync::Arc};

use super::{AppModel, Laid, OpenDocument, OpenView, Transient};
use jiff::civil::Date;

use crate::{
    analysis::layered::{Layered, layered},
    model::{dataset::Dataset, lang::Lang, settings::Settings, user_layer::UserLayer, view_state::ViewState},
};

impl AppModel {
    /// A state over the atlas that shows `view`, which is not changed yet.
    pub fn new(atlas: Arc<Dataset>, settings: Settings, lang: Lang, view: ViewState) -> Self {
        Self::with_layer(atlas, UserLayer::default(), settings, lang, view)
    }

    /// A state over the atlas with a person's layer that shows `view`, which is not changed yet.
    pub fn with_layer(atlas: Arc<Dataset>, layer: UserLayer, settings: Settings, lang: Lang, view: ViewState) -> Self {
        let Layered { data, findings, left_out } = layered(&atlas, &layer, &view.as_of);
        Self {
            atlas,
            layer: OpenDocument::new(layer),
            data,
            findings,
            left_out,
            portfolios: Vec::new(),
            portfolio: None,
            laid: Laid { as_of: view.as_of.clone(), ..Laid::default() },
            open: OpenView { saved: Some(view.clone()), ..Default::default() },
            view,
            views: Vec::new(),
            lang: settings.lang.unwrap_or(lang),
            settings,
            back: VecDeque::new(),
            forward: Vec::new(),
            step: None,
            transient: Transient::default(),
            today: Date::default(),
        }
    }

    /// Shows the view that was on screen when the program ended. Which file it belongs to, and
    /// whether it differs from it, is known once the views are listed.
    pub fn restore(&mut self, view: ViewState) {
        self.view = view;
        self.open = OpenView::default();
    }
}
