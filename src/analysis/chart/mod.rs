//! Floor 3: the chart model: everything a chart says, before anything is painted, printed or exported.
//!
//! Texts are keys and ids, so that one model serves both languages and every unit for money.

mod check;
mod scale;

use std::collections::BTreeSet;

pub use check::{WrongJoin, wrong_joins};
pub use scale::{TimeSpan, nice_ticks, quarter_of, time_position};

use super::comparability::{GapReason, SeriesKey};
use crate::model::{
    claim::{MetricKind, Status},
    ids::{ClaimId, PlaceId},
    period::Period,
    quantity::{Qualifier, Quantity},
    unit::Unit,
};

/// A text that is put together in the language of the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Text key.
    pub key: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, Part)>,
}

/// An argument of a [`Phrase`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Another text key.
    Key(&'static str),
    /// The name of a subject, by its slug.
    Subject(PlaceId),
    /// The unit that values are shown in.
    Unit,
    /// Text that is the same in every language.
    Plain(String),
}

/// How a mark is drawn. The legend lists the kinds in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// A single stated figure: solid.
    Exact,
    /// Computed from stated figures: hatched.
    Derived,
    /// Open above: open top with an arrow.
    AtLeast,
    /// From low to high: solid to the low, lighter to the high.
    Range,
    /// No figure: a dash and a grey tick.
    NotStated,
    /// A period that was not over when it was counted: dotted outline.
    Incomplete,
}

impl MarkKind {
    /// Legend order.
    pub const ALL: [Self; 6] = [Self::Exact, Self::Derived, Self::AtLeast, Self::Range, Self::NotStated, Self::Incomplete];

    /// Text key of its legend entry.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "financing-legend-exact",
            Self::Derived => "financing-legend-derived",
            Self::AtLeast => "financing-legend-at-least",
            Self::Range => "financing-legend-range",
            Self::NotStated => "financing-legend-not-stated",
            Self::Incomplete => "financing-legend-incomplete",
        }
    }
}

/// Growth that a source states for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// On the quarter or on the year.
    pub kind: MetricKind,
    /// Percent.
    pub quantity: Quantity,
    /// The claim.
    pub claim: ClaimId,
}

/// One mark: a period with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The series it belongs to.
    pub series: SeriesKey,
    /// The period.
    pub period: Period,
    /// Where it lies on the time axis; none where an end is open.
    pub span: Option<TimeSpan>,
    /// How much, in the claim's own unit.
    pub quantity: Quantity,
    /// Reported, derived, ...; none for a period that no claim speaks of.
    pub status: Option<Status>,
    /// The period was not over when it was counted.
    pub incomplete: bool,
    /// The calculation, for derived figures.
    pub derivation: String,
    /// The claims behind it.
    pub claims: Vec<ClaimId>,
    /// Growth stated for it.
    pub growth: Vec<Growth>,
    /// True when it continues the mark before it.
    pub joins_previous: bool,
    /// Why the rule does not join it; empty for the first of its subject.
    pub gap: Vec<GapReason>,
    /// Where the rule does not join it: the claim of the figure before it of the same subject, which
    /// a person may join it to.
    pub earlier: Option<ClaimId>,
    /// True when a person joined it to `earlier` against the rule; `gap` keeps the reason.
    pub joined_by_hand: bool,
    /// False when the filter's period leaves it out: drawn faint.
    pub in_period: bool,
}

impl Mark {
    /// The kind of drawing that stands for it.
    pub fn kind(&self) -> MarkKind {
        if !self.quantity.is_known() {
            return MarkKind::NotStated;
        }
        if self.incomplete {
            return MarkKind::Incomplete;
        }
        if self.is_derived() {
            return MarkKind::Derived;
        }
        match self.quantity.qualifier {
            Qualifier::AtLeast => MarkKind::AtLeast,
            Qualifier::Range | Qualifier::AtMost => MarkKind::Range,
            Qualifier::Exact | Qualifier::About | Qualifier::Nearly => MarkKind::Exact,
            Qualifier::NotStated => MarkKind::NotStated,
        }
    }

    /// The claim that stands for it: of a derived mark the growth that it follows from, since the
    /// level has a mark of its own.
    pub fn claim(&self) -> Option<&ClaimId> {
        if self.is_derived() { self.claims.last() } else { self.claims.first() }
    }

    /// True when it is computed.
    pub fn is_derived(&self) -> bool {
        self.status == Some(Status::Derived)
    }
}

/// A row of marks of one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The series.
    pub series: SeriesKey,
    /// Marks by start; never overlapping.
    pub marks: Vec<Mark>,
}

/// A tick of the time axis.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeTick {
    /// The quarter.
    pub period: Period,
    /// Where it lies.
    pub span: TimeSpan,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartModel {
    /// Subject and unit.
    pub title: Phrase,
    /// Unit of the value axis; money is shown through the lens.
    pub unit: Unit,
    /// Sector scope that all of it has.
    pub scope: String,
    /// Quarters of the time axis, without gaps.
    pub ticks: Vec<TimeTick>,
    /// Lanes in drawing order.
    pub lanes: Vec<Lane>,
    /// Kinds of marks in use.
    pub legend: Vec<MarkKind>,
}

impl Default for ChartModel {
    fn default() -> Self {
        let title = Phrase { key: "", args: Vec::new() };
        Self { title, unit: Unit::ratio(), scope: String::new(), ticks: Vec::new(), lanes: Vec::new(), legend: Vec::new() }
    }
}

impl ChartModel {
    /// All marks in drawing order.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.lanes.iter().flat_map(|lane| &lane.marks)
    }

    /// True when it has nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// The whole time axis.
    pub fn extent(&self) -> Option<TimeSpan> {
        let (first, last) = (self.ticks.first()?, self.ticks.last()?);
        Some(TimeSpan { from: first.span.from, to: last.span.to })
    }

    /// True when a person joined marks against the rule.
    pub fn has_joins_by_hand(&self) -> bool {
        self.marks().any(|mark| mark.joined_by_hand)
    }

    /// The kinds of marks in use, in legend order.
    pub fn kinds_of(lanes: &[Lane]) -> Vec<MarkKind> {
        let used: BTreeSet<MarkKind> = lanes.iter().flat_map(|lane| &lane.marks).map(Mark::kind).collect();
        MarkKind::ALL.into_iter().filter(|kind| used.contains(kind)).collect()
    }
}
