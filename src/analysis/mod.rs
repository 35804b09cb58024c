//! Floor 3: pure functions over the model.
//!
//! Deterministic and sorted; the same input gives the same bytes on any number of processors: where
//! work is divided among threads (deals, by rayon), its parts do not depend on them. Must not touch
//! files, clocks or windows.

pub mod arithmetic;
pub mod chart;
pub mod claim_draft;
pub mod claim_import;
pub mod claim_table;
pub mod comparability;
pub mod compare;
pub mod conflicts;
pub mod crosswalk;
pub mod cube;
pub mod deal_bins;
pub mod deal_stats;
pub mod deal_view;
pub mod derived_figures;
pub mod distance;
pub mod figure_text;
pub mod filter_options;
pub mod filtering;
pub mod findings;
pub mod hit_test;
pub mod import;
pub mod label_plan;
pub mod labels;
pub mod layered;
pub mod links;
pub mod markers;
pub mod periods;
pub mod place_tree;
pub mod portfolio;
pub mod quarterly;
pub mod ranking;
pub mod scale;
pub mod search;
pub mod written;
