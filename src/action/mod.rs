//! Floor 4a: what can be done.
//!
//! Owns the commands a person can give, the events the world reports, the effects the shell runs,
//! the catalogue of actions behind menus, shortcuts and palette. Must not change anything itself.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod catalog;
pub mod command;
pub mod effect;
pub mod event;
pub mod import;

pub use command::{Command, CommandQueue};
pub use effect::Effect;
pub use event::Event;
