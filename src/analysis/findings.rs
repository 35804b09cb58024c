//! Everything that is computed from the whole of the claims: kept beside the data and made in the
//! background together with them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    conflicts::{Conflict, conflicts_of},
    derived_figures::{ClaimIndex, DerivedFigure, figures_of},
};
use crate::model::{claim::ClaimState, dataset::Dataset};

/// What follows from the claims, and where they disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Figures that follow, by rule and id.
    pub figures: Vec<DerivedFigure>,
    /// Conflicts, gravest first.
    pub conflicts: Vec<Conflict>,
    /// The days on which claims became known, earliest first.
    pub vintages: Vec<Date>,
    /// Claims that were published after the day the view speaks of.
    pub later: usize,
}

impl Findings {
    /// The findings of a dataset.
    pub fn of(data: &Dataset) -> Self {
        let vintages: BTreeSet<Date> = data.claims.values().filter_map(|claim| data.known_from(claim)).collect();
        let later = data.states.values().filter(|state| **state == ClaimState::Later).count();
        let index = ClaimIndex::of(data);
        let figures = figures_of(&index);
        let conflicts = conflicts_of(&index, &figures);
        Self { figures, conflicts, vintages: vintages.into_iter().collect(), later }
    }
}
