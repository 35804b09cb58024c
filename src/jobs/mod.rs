//! Floor 4c: work off the window's thread.
//!
//! Named threads with a cancel token, progress and a bounded channel of events. The only home of
//! thread spawning. Must not change the model; it reports events.

#![expect(clippy::disallowed_methods, reason = "the home of threads")]

pub mod ahead;
pub mod deals;
pub mod documents;
pub mod files;
pub mod report;
pub mod table_import;
pub mod worker;
