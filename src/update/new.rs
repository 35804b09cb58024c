//! The state a program starts with.

use std::{collections::VecDeque, sync::Arc};

use super::{AppModel, Laid, OpenDocument, OpenPortfolio, OpenView, Tables, Transient};
use jiff::civil::Date;

use crate::{
    action::event::PortfolioEntry,
    analysis::layered::{Layered, layered},
    model::{
        dataset::Dataset, ids::PortfolioId, lang::Lang, portfolio::Portfolio, settings::Settings, user_layer::UserLayer,
        view_state::ViewState,
    },
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
            tables: Tables::default(),
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

    /// The state with a portfolio on screen that has no file, for pictures and tests.
    #[must_use]
    pub fn with_portfolio(mut self, content: &Portfolio) -> Self {
        let entry = PortfolioEntry {
            id: PortfolioId::new("shown"),
            title: content.about.title.clone(),
            path: None,
            shipped: true,
            problem: None,
        };
        self.portfolios = vec![entry.clone()];
        let document = OpenDocument::new(content.clone());
        self.portfolio = Some(OpenPortfolio { entry, document, fund: String::new(), merge_conflicts: Vec::new() });
        self
    }

    /// Shows the view that was on screen when the program ended. Which file it belongs to, and
    /// whether it differs from it, is known once the views are listed.
    pub fn restore(&mut self, view: ViewState) {
        self.view = view;
        self.open = OpenView::default();
    }
}
