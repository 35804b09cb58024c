//! The comparability guard: when two figures may be joined, and the words for why not.

use crate::model::{
    claim::{Claim, Metric, Subject},
    ids::{MetricId, ProviderId},
    period::{Period, PeriodKind},
    unit::Unit,
};

/// What has to be the same for two figures to belong to one series.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesKey {
    /// What the figures speak of.
    pub subject: Subject,
    /// What is measured.
    pub metric: MetricId,
    /// Equal where the definition is.
    pub definition: String,
    /// Sector scope.
    pub scope: String,
    /// Population that is counted, as far as the source says.
    pub coverage: String,
    /// Who measured.
    pub provider: Option<ProviderId>,
    /// Unit, with the currency of money.
    pub unit: Unit,
}

impl SeriesKey {
    /// The series a claim belongs to.
    pub fn of(claim: &Claim, metric: &Metric) -> Self {
        Self {
            subject: claim.subject.clone(),
            metric: claim.metric.clone(),
            definition: metric.definition_id.clone(),
            scope: metric.sector.clone(),
            coverage: metric.coverage.clone(),
            provider: claim.provider.clone(),
            unit: claim.quantity.unit.clone(),
        }
    }
}

/// Why two figures are not joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapReason {
    /// They speak of different subjects.
    Subject,
    /// They measure different things.
    Definition,
    /// They cover different sectors.
    Scope,
    /// They count different populations.
    Coverage,
    /// Different sources measured them, or one is not named.
    Provider,
    /// Different units or currencies.
    Unit,
    /// Their periods are of different length.
    PeriodLength,
    /// Time lies between them.
    NotAdjacent,
    /// The figure before is not stated.
    NotStated,
}

impl GapReason {
    /// All of them, in the order they are listed.
    pub const ALL: [Self; 9] = [
        Self::Subject,
        Self::Definition,
        Self::Scope,
        Self::Coverage,
        Self::Provider,
        Self::Unit,
        Self::PeriodLength,
        Self::NotAdjacent,
        Self::NotStated,
    ];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "different_subject",
            Self::Definition => "different_definition",
            Self::Scope => "different_scope",
            Self::Coverage => "different_coverage",
            Self::Provider => "different_provider",
            Self::Unit => "different_unit",
            Self::PeriodLength => "different_period_length",
            Self::NotAdjacent => "not_adjacent",
            Self::NotStated => "previous_not_stated",
        }
    }

    /// The text key of the word shown for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Subject => "financing-gap-subject",
            Self::Definition => "financing-gap-definition",
            Self::Scope => "financing-gap-scope",
            Self::Coverage => "financing-gap-coverage",
            Self::Provider => "financing-gap-provider",
            Self::Unit => "financing-gap-unit",
            Self::PeriodLength => "financing-gap-period-length",
            Self::NotAdjacent => "financing-gap-not-adjacent",
            Self::NotStated => "financing-gap-not-stated",
        }
    }
}

/// Every reason against joining `earlier` to `later`, in the order of [`GapReason::ALL`]; empty
/// when they may be joined.
pub fn gaps_between(earlier: (&SeriesKey, &Period), later: (&SeriesKey, &Period)) -> Vec<GapReason> {
    let ((a, before), (b, after)) = (earlier, later);
    GapReason::ALL
        .into_iter()
        .filter(|reason| match reason {
            GapReason::Subject => a.subject != b.subject,
            GapReason::Definition => a.metric != b.metric || a.definition != b.definition,
            GapReason::Scope => a.scope != b.scope,
            GapReason::Coverage => a.coverage != b.coverage,
            GapReason::Provider => a.provider != b.provider,
            GapReason::Unit => a.unit != b.unit,
            GapReason::PeriodLength => !same_length(before, after),
            GapReason::NotAdjacent => !adjacent(before, after),
            GapReason::NotStated => false,
        })
        .collect()
}

/// True when both are calendar spans of the same kind; spans from date to date never are.
pub fn same_length(a: &Period, b: &Period) -> bool {
    a.kind() == b.kind() && !matches!(a.kind(), PeriodKind::Span | PeriodKind::FiscalYear)
}

/// True when `later` begins on the day after `earlier` ends.
pub fn adjacent(earlier: &Period, later: &Period) -> bool {
    match (earlier.end(), later.start()) {
        (Some(end), Some(start)) => end.tomorrow().is_ok_and(|next| next == start),
        _ => false,
    }
}

/// True when figures of these two claims may be computed with each other: the same provider, or
/// `second` names none and stands in the same document.
pub fn same_source(first: &Claim, second: &Claim) -> bool {
    first.provider == second.provider
        || (second.provider.is_none() && first.documents.iter().any(|document| second.documents.contains(document)))
}
