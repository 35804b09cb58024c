//! Floor 5: screen regions, one per file.
//!
//! A panel reads, pushes commands, and changes only its own scratch state. It never gets a
//! mutable model, view or document.

pub mod as_of;
pub mod claims;
pub mod compare;
pub mod conflicts;
pub mod deal_stats;
pub mod deal_words;
pub mod deals;
pub mod documents;
pub mod figures;
pub mod filters;
pub mod financing;
mod floating;
pub mod import;
pub mod inspector;
pub mod layer_notice;
pub mod layers;
pub mod left_column;
pub mod map;
pub mod overlays;
pub mod palette;
pub mod parts;
pub mod portfolio;
pub mod ranking;
pub mod rates;
pub mod schemes;
pub mod status_bar;
pub mod top_bar;
pub mod units_menu;
pub mod views_list;

use crate::{
    analysis::claim_draft::Signature,
    model::lang::Lang,
    text::{Text, number::Writer},
    update::{AppModel, Derived},
    views::theme::Theme,
};

/// What every panel may read.
pub struct PanelCtx<'a> {
    /// Data, view, settings, transient state.
    pub model: &'a AppModel,
    /// Results computed from it.
    pub derived: &'a Derived,
    /// Interface texts in the current language.
    pub text: &'a Text,
    /// Design tokens of the current theme.
    pub theme: &'a Theme,
}

impl<'a> PanelCtx<'a> {
    /// The interface language.
    pub fn lang(&self) -> Lang {
        self.text.lang()
    }

    /// Who edits, and on which day.
    pub fn signature(&self) -> Signature {
        Signature { author: self.model.settings.author.clone(), day: self.model.today }
    }

    /// Writes figures in the view's unit and the interface's language.
    pub fn writer(&self) -> Writer<'a> {
        Writer { lang: self.text.lang(), lens: self.model.view.units, rates: &self.model.data.rates }
    }
}

#[cfg(test)]
mod tests;
