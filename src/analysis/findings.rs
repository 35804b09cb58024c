//! Everything that is computed from the whole of the claims: kept beside the data and made in the
//! background together with them.

use super::{
    conflicts::{Conflict, conflicts_of},
    derived_figures::{ClaimIndex, DerivedFigure, figures_of},
};
use crate::model::dataset::Dataset;

/// What follows from the claims, and where they disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Figures that follow, by rule and id.
    pub figures: Vec<DerivedFigure>,
    /// Conflicts, gravest first.
    pub conflicts: Vec<Conflict>,
}

impl Findings {
    /// The findings of a dataset.
    pub fn of(data: &Dataset) -> Self {
        let index = ClaimIndex::of(data);
        let figures = figures_of(&index);
        let conflicts = conflicts_of(&index, &figures);
        Self { figures, conflicts }
    }
}
