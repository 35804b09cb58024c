//! Floor 5: small pieces that panels share: headings, chips, switches, icon buttons, figure texts, the
//! claim card. They read, draw and return what the person did; none keeps state of its own.

mod controls;
mod figure;
mod icon;
mod pick;
mod rows;
mod table;
mod words;

pub use controls::{chip, chip_removable, elided, icon_button, link, quiet_icon_button, section_heading, segmented, wide_button};
pub use controls::{focus_ring as ring_around, shortened as shortened_galley};
pub use figure::{claim_hover, claim_source_line, figure_named, figure_text, rate_text, rate_value, rates_text};
pub use icon::{Icon, paint_icon};
pub use pick::{Choice, PickTexts, pick};
pub use rows::{item_row, light_on_hover, pick_on_click, wide_row};
pub use table::{Cell, Column, Rows, Table, TableResponse};
pub use words::{
    city_status_text, figure_kind_text, figure_state_text, item_kind, item_name, level_text, note_heap, qualifier_text,
    sector_text, status_text, tier_text, topic_text,
};
