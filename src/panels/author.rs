//! Who edits, and when, for what a person adds over the atlas.

use jiff::{Zoned, civil::Date};

use super::PanelCtx;

/// The name that edits carry; empty until a person has given one.
pub fn author(_ctx: &PanelCtx<'_>) -> String {
    String::new()
}

/// Today, where the person is.
pub fn today() -> Date {
    Zoned::now().date()
}
