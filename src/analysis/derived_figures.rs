//! Figures that follow from stated ones, with bounds carried through by interval arithmetic.
//!
//! No rule reads the name of a metric:
//! - a level and its growth give the level of the quarter or year before;
//! - an amount and a number of events of one subject, scope and period give the mean; a total, a
//!   count and a mean each follow from the other two;
//! - a share and its whole give the part, a share and its part the whole;
//! - a group's figure less its stated members leaves the rest for the others;
//! - the stated cities of a province give the least that the province has.
//!
//! A derived figure is drawn hatched, printed as *derived*, and compared with whatever is stated
//! for the same thing.

mod growth;
mod index;
mod means;
mod remainder;
mod shares;
mod sums;

use std::collections::BTreeSet;

use rust_decimal::RoundingStrategy;

pub use index::{ClaimIndex, MOST_PARTNERS, MeanOf, PartOf};
pub use remainder::{GroupSum, group_sums};
pub use shares::ShareOf;
pub use sums::derived_province_sum;

use crate::{
    model::{
        claim::{MetricKind, Subject},
        dataset::Dataset,
        ids::{ClaimId, MetricId, ProviderId},
        period::Period,
        quantity::{Bounds, Quantity},
        unit::UnitFamily,
    },
    text::number::grouped,
};

/// How a derived figure came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// From growth on the quarter before.
    QuarterBefore,
    /// From growth on the same period a year before.
    YearBefore,
    /// Amount by number of events.
    Mean,
    /// What a group's stated members leave.
    Remainder,
    /// Stated cities of a province.
    ProvinceSum,
    /// Whole by share.
    Part,
    /// Part over share.
    Whole,
    /// Mean by count.
    Total,
    /// Total over mean.
    Count,
}

impl Rule {
    fn slug(self) -> &'static str {
        match self {
            Self::QuarterBefore => "qoq",
            Self::YearBefore => "yoy",
            Self::Mean => "mean",
            Self::Remainder => "rest",
            Self::ProvinceSum => "sum",
            Self::Part => "part",
            Self::Whole => "whole",
            Self::Total => "total",
            Self::Count => "count",
        }
    }
}

/// A stated figure for the same subject, metric and period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The claim.
    pub claim: ClaimId,
    /// True when both can be right.
    pub consistent: bool,
}

/// A figure computed from claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedFigure {
    /// Slug, from the rule and the claims.
    pub id: String,
    /// The rule.
    pub rule: Rule,
    /// What it speaks of; several only where the figure is theirs together.
    pub subjects: Vec<Subject>,
    /// What is measured; two metrics joined by `/` for a mean.
    pub metric: MetricId,
    /// When.
    pub period: Period,
    /// How much; counts whole, bounds rounded outwards.
    pub quantity: Quantity,
    /// The calculation in figures, the same in every language.
    pub derivation: String,
    /// The claims it follows from, the level first.
    pub claims: Vec<ClaimId>,
    /// Who measured them.
    pub provider: Option<ProviderId>,
    /// What is stated for the same thing.
    pub checked_against: Vec<Check>,
}

impl DerivedFigure {
    /// The single subject, where it has one.
    pub fn subject(&self) -> Option<&Subject> {
        match self.subjects.as_slice() {
            [subject] => Some(subject),
            _ => None,
        }
    }
}

/// Everything that follows from the claims, sorted by rule and id.
pub fn derived_figures(data: &Dataset) -> Vec<DerivedFigure> {
    figures_of(&ClaimIndex::of(data))
}

/// The same, from look-ups that are already there.
pub fn figures_of(index: &ClaimIndex<'_>) -> Vec<DerivedFigure> {
    let mut figures = Vec::new();
    for (claim, metric) in index.claims().iter().copied() {
        match metric.kind {
            MetricKind::Level => {
                figures.extend(growth::levels_before(index, claim, metric));
                figures.extend(means::mean_per_event(index, claim, metric));
                figures.extend(means::of_total(index, claim, metric));
            }
            MetricKind::Share => figures.extend(shares::of_share(index, claim, metric)),
            MetricKind::GrowthQoq
            | MetricKind::GrowthYoy
            | MetricKind::Mean
            | MetricKind::Median
            | MetricKind::Rating
            | MetricKind::Rank => {}
        }
    }
    figures.extend(means::totals(index));
    figures.extend(remainder::remainders(index));
    figures.extend(sums::province_sums(index));
    figures.sort_by(|a, b| (a.rule, &a.id).cmp(&(b.rule, &b.id)));
    figures
}

/// The figure on this subject, metric and period that follows from exactly these claims; checked
/// against none but them.
pub fn following_from(
    data: &Dataset,
    claims: &[ClaimId],
    subject: &Subject,
    metric: &MetricId,
    period: &Period,
) -> Option<DerivedFigure> {
    let wanted: BTreeSet<&ClaimId> = claims.iter().collect();
    let named = wanted.iter().filter(|id| data.state_of(id).is_current()).filter_map(|id| data.claims.get(*id));
    figures_of(&ClaimIndex::over(data, named)).into_iter().find(|figure| {
        figure.subjects.contains(subject)
            && figure.metric == *metric
            && figure.period == *period
            && figure.claims.iter().collect::<BTreeSet<_>>() == wanted
    })
}

/// What is stated for the same subject, metric and period as a derived figure.
fn checks(index: &ClaimIndex<'_>, subject: &Subject, metric: &MetricId, period: &Period, quantity: &Quantity) -> Vec<Check> {
    index
        .partners(subject, metric, period)
        .filter(|claim| claim.quantity.unit == quantity.unit)
        .map(|claim| Check { claim: claim.id.clone(), consistent: claim.quantity.bounds.overlaps(&quantity.bounds) })
        .collect()
}

/// Counts and money in whole units: the value rounded, the bounds rounded outwards.
fn tidy(quantity: Quantity) -> Quantity {
    let digits = match quantity.unit.family {
        UnitFamily::Count | UnitFamily::Money => 0,
        UnitFamily::Percent
        | UnitFamily::Ratio
        | UnitFamily::Duration
        | UnitFamily::Rank
        | UnitFamily::Rating
        | UnitFamily::Tier => 6,
    };
    let bounds = quantity.bounds.rounded_outwards(digits);
    let value = quantity.value.map(|value| value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero));
    // Rounding must not turn bounds without a best figure into one.
    match value {
        Some(value) => Quantity::computed(Some(value), bounds, quantity.unit),
        None => Quantity::from_bounds(bounds, quantity.unit),
    }
}

/// A figure as it stands in a calculation: `2,865`, `>= 200`, `10..20`.
fn figure_text(quantity: &Quantity) -> String {
    match (quantity.value, quantity.bounds) {
        (Some(value), _) => grouped(value),
        (None, Bounds { low: Some(low), high: None }) => format!(">= {}", grouped(low)),
        (None, Bounds { low: None, high: Some(high) }) => format!("<= {}", grouped(high)),
        (None, Bounds { low: Some(low), high: Some(high) }) => format!("{}..{}", grouped(low), grouped(high)),
        (None, Bounds { low: None, high: None }) => "?".into(),
    }
}

#[cfg(test)]
mod tests;
