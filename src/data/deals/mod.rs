//! Floor 2: tables of deals, held as columns.
//!
//! Owns the columns (codes of sorted dictionaries and fixed-width arrays in Arrow memory), how rows
//! become columns, the Parquet file of a table, and made-up tables for tests and benches. Must not
//! know how deals are filtered or summed.

mod builder;
mod days;
mod dictionary;
mod fields;
mod file;
pub mod generate;
mod interner;
mod row;
mod table;

#[cfg(test)]
mod tests;

pub use builder::DealTableBuilder;
pub use days::{NO_DAY, date_of_day, day_number, quarter_number, quarter_span};
pub use dictionary::{CodeColumn, CodeList, Codes, Dictionary, UNKNOWN};
pub use fields::{Field, PerField};
pub use file::{FILE_NAME, read_parquet, write_parquet};
pub use table::{Bytes, DealTable, flag};
