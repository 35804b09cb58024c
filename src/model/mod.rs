//! Floor 1: what things are.
//!
//! Owns the vocabulary of the program: claims, quantities, periods, places, documents, views, and
//! the generic document with edits and history. Everything here is plain data with exact
//! arithmetic. Must not do I/O, read a clock, or know about a window.

pub mod catalog;
pub mod claim;
pub mod dataset;
pub mod deal;
pub mod deal_import;
pub mod document;
pub mod exchange;
pub mod figure;
pub mod filter;
pub mod ids;
pub mod item;
pub mod lang;
pub mod layout;
pub mod money;
pub mod period;
pub mod place;
pub mod portfolio;
pub mod quantity;
pub mod ranking_default;
pub mod settings;
pub mod unit;
pub mod user_layer;
pub mod view_default;
pub mod view_state;
