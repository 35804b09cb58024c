//! Floor 4d: model and derived results to bytes: tables, pictures, copied text.
//!
//! Must not draw with a window toolkit or touch files; callers write the bytes.

pub mod table;

pub mod copied;
