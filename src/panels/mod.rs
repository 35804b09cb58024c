//! Floor 5: screen regions, one per file.
//!
//! A panel reads, pushes commands, and changes only its own scratch state. It never gets a
//! mutable model, view or document.

use crate::{
    text::Text,
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
