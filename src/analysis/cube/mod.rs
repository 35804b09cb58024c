//! Floor 3: questions about deals, and the engine that answers them while a person moves filters.
//!
//! Owns the one form of question ([`CubeQuery`]) and answer ([`Answer`]), the columns prepared for
//! it ([`Cube`]), the live engine ([`Linked`]) and statistics of chosen deals. Sums are whole
//! numbers; what is not known is counted apart and never as zero. Work is divided among threads by
//! rayon and gives the same answer on any number of them. Must not read a clock: durations come from
//! a clock that is passed in.

mod amounts;
mod area;
mod bands;
mod built_in;
mod cells;
mod condition;
mod geography;
mod keys;
mod linked;
mod moves;
mod prepared;
mod query;
pub mod statistics;

#[cfg(test)]
mod tests;

pub use amounts::{AmountSum, Rates, minor_digits};
pub use area::{Area, MicroPoint};
pub use bands::BANDS;
pub use built_in::BuiltIn;
pub use linked::Linked;
pub use prepared::Cube;
pub use query::{Answer, AnswerRow, Clock, Condition, CubeQuery, Dimension, Engine, Filters, GroupBy, Order, Panel, QueryError};
