//! Floor 3: rows of a person's table as deals.
//!
//! Owns what a column may hold, how rows become deals, what is reported of them, and which rows and
//! names may be the same. Pure: blocks of rows come in, deals go out to sinks. Must not touch files;
//! the threads it works on are those of the pool, and the result does not depend on their number.

mod caches;
pub mod duplicates;
mod lane;
pub mod plan;
pub mod report;
pub mod roles;
pub mod run;

#[cfg(test)]
mod tests;

pub use plan::Plan;
pub use report::{Report, ReportGroup, ReportRow};
pub use roles::{Guess, guess};
pub use run::{DealSink, Imported, Progress, Stopped, run};
