//! Floor 1b: interface texts in both languages, and how figures are written.
//!
//! Messages live in Fluent files under `assets/text/<lang>/<area>.ftl`, compiled in. Owns number,
//! money and quantity formatting. Must not know about views or windows.

mod catalog;
pub mod number;
pub mod period;

pub use catalog::{Arg, Text, areas, keys_of};
