//! Floor 4b: the only place where the program's state changes.
//!
//! `update(model, message)` is the single door; one reducer per command group. Must not touch
//! files, clocks or windows: what has to happen outside is returned as effects.

#![warn(clippy::wildcard_enum_match_arm)]

mod derived;
mod facts;
mod kept;
mod model;

pub use derived::Derived;
pub use kept::Kept;
pub use model::{AppModel, Notification, OpenView, Question, Transient};
