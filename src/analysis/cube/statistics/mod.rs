//! Floor 3: statistics of chosen deals.
