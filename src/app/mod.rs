//! Floor 6: the shell.
//!
//! Owns the window, the order of a frame, docking, shortcuts, effects and ports (dialogs, clock,
//! tiles), and the headless renderer. The only place that runs effects.

pub mod allocator;
pub mod dialogs;
pub mod docking;
pub mod graphics;
pub mod headless;
pub mod host;
pub mod imports;
pub mod key_order;
pub mod news;
pub mod offscreen;
pub mod pictures;
mod portfolios;
pub mod scratch;
pub mod script;
pub mod shell;
pub mod shortcuts;
pub mod start;
pub mod tables;
pub mod thumbnails;
pub mod window;
