//! Floor 6: the shell.
//!
//! Owns the window, the order of a frame, docking, shortcuts, effects and ports (dialogs, clock,
//! tiles), and the headless renderer. The only place that runs effects.

pub mod docking;
pub mod fonts;
pub mod offscreen;
pub mod style;
