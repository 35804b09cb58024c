//! Floor 3: the conflict board: claims that disagree, or whose sums are worth seeing, found by rule.
//!
//! No rule names a claim, a place, a metric or a figure: all read the tables.

mod checks;
mod definitions;
mod jumps;
mod records;
mod same_thing;
mod shares;
mod used;
mod words;

pub use used::used;

use super::derived_figures::{ClaimIndex, DerivedFigure, figures_of};
use crate::{
    model::{claim::Claim, dataset::Dataset, ids::ClaimId, lang::Bilingual, quantity::Quantity},
    text::{Arg as TextArg, Text},
};

/// An argument of a title: its name in the text, and what it says.
pub type Arg = (&'static str, Bilingual);

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
    /// Slug of the rule that found it; also part of its text keys (`conflict-title-<slug>`,
    /// `conflict-reason-<slug>`).
    pub rule: &'static str,
    /// Arguments of the title, in both languages, by the names that the text uses.
    pub args: Vec<Arg>,
    /// What would follow from the other claims.
    pub expected: Option<Quantity>,
    /// What is stated.
    pub found: Option<Quantity>,
    /// What is expected and what is found, in words, where they are no figures (dates, captions).
    pub said: Option<[String; 2]>,
    /// The claim that the program uses as long as a person chose no other.
    pub used: Option<ClaimId>,
    /// The claims, the one in question first.
    pub claims: Vec<ClaimId>,
    /// Records of the source's figures that it concerns, by number.
    pub figures: Vec<u16>,
}

impl Conflict {
    /// A conflict over these claims, the one in question first.
    fn new(class: ConflictClass, rule: &'static str, claims: &[&Claim]) -> Self {
        let claims: Vec<ClaimId> = claims.iter().map(|claim| claim.id.clone()).collect();
        let named: Vec<&str> = claims.iter().take(3).map(ClaimId::as_str).collect();
        Self {
            id: format!("{rule}-{}", named.join("-")),
            class,
            rule,
            args: Vec::new(),
            expected: None,
            found: None,
            said: None,
            used: None,
            claims,
            figures: Vec::new(),
        }
    }

    /// What disagrees, with names and figures.
    pub fn title(&self, text: &Text) -> String {
        self.message(text, &format!("conflict-title-{}", self.rule))
    }

    /// Why it is listed: one sentence.
    pub fn reason(&self, text: &Text) -> String {
        self.message(text, &format!("conflict-reason-{}", self.rule))
    }

    fn message(&self, text: &Text, key: &str) -> String {
        let args: Vec<(&str, TextArg<'_>)> =
            self.args.iter().map(|(name, value)| (*name, TextArg::Str(value.get(text.lang())))).collect();
        text.fmt(key, &args)
    }
}

/// Every conflict of the claims in use, gravest class first, then by id.
pub fn conflicts(data: &Dataset) -> Vec<Conflict> {
    let index = ClaimIndex::of(data);
    let figures = figures_of(&index);
    conflicts_of(&index, &figures)
}

/// The same, from look-ups and derived figures that are already there.
pub fn conflicts_of(index: &ClaimIndex<'_>, figures: &[DerivedFigure]) -> Vec<Conflict> {
    let mut found = same_thing::conflicts(index);
    found.extend(same_thing::against_derived(index, figures));
    found.extend(shares::conflicts(index));
    found.extend(jumps::conflicts(index, figures));
    found.extend(definitions::conflicts(index));
    found.extend(records::conflicts(index.data));
    found.extend(checks::conflicts(index, figures));
    found.sort_by(|a, b| (a.class, &a.id).cmp(&(b.class, &b.id)));
    // One discrepancy may be met from two sides.
    found.dedup_by(|a, b| a.id == b.id);
    found
}
