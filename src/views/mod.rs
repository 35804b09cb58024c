//! Floor 5: drawing one thing.
//!
//! Owns theme tokens, widgets, the map and the plots. Reads the model, returns what the person
//! did; must not change the model, the view or any document.

pub mod figure_card;
pub mod fonts;
pub mod map;
pub mod note_text;
pub mod pictures;
pub mod plots;
pub mod ranking_bars;
pub mod source_chip;
pub mod style;
pub mod theme;
pub mod widgets;
