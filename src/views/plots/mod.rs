//! Floor 5: paints chart models: the toolkit's plot for zoom and positions, own items for the marks.
//!
//! Nothing here decides what is shown; that is the chart model's.

mod axis;
mod card;
pub mod flags;
mod gutter;
mod joins;
mod labels;
mod layout;
mod mark_item;
mod plot;
mod words;

pub use joins::dashes;
pub use layout::{Layout, Placed, place};
pub use mark_item::paint_swatch;
pub use plot::{PlotScratch, plot_ui};
pub use words::{mark_name, phrase, series_name, slug_name, unit_text};
