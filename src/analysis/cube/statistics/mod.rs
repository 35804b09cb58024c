//! Floor 3: statistics of chosen deals, for the background.
//!
//! Pure functions of a cube and the rows that count ([`super::Linked::rows`] gives them): medians and
//! quartiles, concentration, and who invests with whom. Heat maps are questions with two divisions.
//! Must not change what it is given.

mod concentration;
mod group_sums;
mod pairs;
mod spread;

pub use concentration::{Concentration, LorenzPoint, concentration};
pub use group_sums::{GroupSum, GroupSums, group_sums, sum_of};
pub use pairs::{InvestorPair, co_investments};
pub use spread::{Bounds, Spread, spread};

#[cfg(test)]
mod tests;
