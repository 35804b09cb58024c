//! The saved views compiled into the program.

use super::{ron_file::FileProblem, view_file};
use crate::model::view_state::ViewState;

macro_rules! shipped {
    ($($stem:literal),+ $(,)?) => {
        /// File name and text of every shipped view, in the order the list shows them. The first
        /// is the one the program opens with.
        pub const SOURCES: &[(&str, &str)] = &[$((
            concat!($stem, ".view.ron"),
            include_str!(concat!("../../saved_views/", $stem, ".view.ron")),
        )),+];
    };
}

shipped!(
    "q1-2026-at-a-glance",
    "five-provinces",
    "shanghai-six-paradigms",
    "kunshan-fund",
    "tier-one-against-tier-two",
    "embodied-ai-belt",
    "yangtze-delta",
    "bohai-rim",
    "counting-ai-companies",
    "where-sources-disagree",
    "what-to-ask-kunshan",
);

/// File name and text of the portfolios compiled into the program.
pub const PORTFOLIOS: &[(&str, &str)] =
    &[("kunshan-fund.portfolio.ron", include_str!("../../saved_views/kunshan-fund.portfolio.ron"))];

/// Every shipped view, or what is wrong with it (the tests make sure that nothing is).
pub fn views_or_problems() -> impl Iterator<Item = Result<ViewState, FileProblem>> {
    SOURCES.iter().map(|(name, text)| view_file::parse(text, name).map(|loaded| loaded.view))
}

/// The shipped views, in list order.
pub fn views() -> Vec<ViewState> {
    views_or_problems().filter_map(Result::ok).collect()
}
