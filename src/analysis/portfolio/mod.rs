//! Floor 3: what a portfolio's funds, holdings and notes say: ladders, mandate against actual mix,
//! home bias, overlap, multiples, deployment; what notes hang on. Pure; an amount that is not
//! stated widens bounds and is never taken as zero.

pub mod anchors;
pub mod cells;
pub mod deployment;
pub mod flaws;
pub mod fund_text;
pub mod home_bias;
pub mod ladder;
pub mod mandate;
pub mod merge;
pub mod money;
pub mod multiples;
pub mod notes;
pub mod overlap;
pub mod rows;
pub mod step_text;
