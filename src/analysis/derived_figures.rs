//! Figures that follow from stated ones, with bounds carried through by interval arithmetic.
//!
//! Five rules, none of which reads the name of a metric:
//! - a level and its growth give the level of the quarter or year before;
//! - an amount and a number of events of one subject, scope and period give the mean;
//! - a group's figure less its stated members leaves the rest for the others;
//! - the stated cities of a province give the least that the province has.
//!
//! A derived figure is drawn hatched, printed as *derived*, and compared with whatever is stated
//! for the same thing.

mod remainder;
mod sums;

use rust_decimal::RoundingStrategy;

pub use remainder::remainders;
pub use sums::{derived_province_sum, province_sums};

use super::comparability::same_source;
use crate::{
    model::{
        claim::{Claim, Measure, Metric, MetricKind, Subject},
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
}

impl Rule {
    fn slug(self) -> &'static str {
        match self {
            Self::QuarterBefore => "qoq",
            Self::YearBefore => "yoy",
            Self::Mean => "mean",
            Self::Remainder => "rest",
            Self::ProvinceSum => "sum",
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
    let mut figures = Vec::new();
    for claim in data.current_claims() {
        let Some(metric) = data.metric_of(claim).filter(|metric| metric.kind == MetricKind::Level) else { continue };
        figures.extend(levels_before(data, claim, metric));
        figures.extend(mean_per_event(data, claim, metric));
    }
    figures.extend(remainders(data));
    figures.extend(province_sums(data));
    figures.sort_by(|a, b| (a.rule, &a.id).cmp(&(b.rule, &b.id)));
    figures
}

/// The figure on this subject, metric and period that follows from exactly these claims.
pub fn following_from(
    data: &Dataset,
    claims: &[ClaimId],
    subject: &Subject,
    metric: &MetricId,
    period: &Period,
) -> Option<DerivedFigure> {
    let wanted: std::collections::BTreeSet<&ClaimId> = claims.iter().collect();
    derived_figures(data).into_iter().find(|figure| {
        figure.subjects.contains(subject)
            && figure.metric == *metric
            && figure.period == *period
            && figure.claims.iter().collect::<std::collections::BTreeSet<_>>() == wanted
    })
}

/// Levels that this claim and the growths stated beside it give for earlier periods.
fn levels_before(data: &Dataset, level: &Claim, metric: &Metric) -> Vec<DerivedFigure> {
    let mut figures = Vec::new();
    for growth in data.claims_of(&level.subject) {
        let Some(growth_metric) = data.metric_of(growth) else { continue };
        if growth_metric.of.as_ref() != Some(&metric.id) || growth.period != level.period || !same_source(level, growth) {
            continue;
        }
        let (rule, period) = match growth_metric.kind {
            MetricKind::GrowthQoq => (Rule::QuarterBefore, level.period.shift_quarters(-1)),
            MetricKind::GrowthYoy => (Rule::YearBefore, level.period.shift_years(-1)),
            MetricKind::Level
            | MetricKind::Share
            | MetricKind::Mean
            | MetricKind::Median
            | MetricKind::Rating
            | MetricKind::Rank => continue,
        };
        let Some(period) = period else { continue };
        let factor = growth.quantity.growth_factor();
        let quantity = tidy(level.quantity.div(&factor, level.quantity.unit.clone()));
        if !quantity.is_known() {
            continue;
        }
        figures.push(DerivedFigure {
            id: format!("d-{}-{}", level.id, rule.slug()),
            rule,
            subjects: vec![level.subject.clone()],
            metric: metric.id.clone(),
            checked_against: checks(data, &level.subject, &metric.id, &period, &quantity),
            period,
            derivation: format!("{} / {}", figure_text(&level.quantity), figure_text(&factor)),
            quantity,
            claims: vec![level.id.clone(), growth.id.clone()],
            provider: level.provider.clone(),
        });
    }
    figures
}

/// The mean per event, where `amount` is money and events are stated beside it.
fn mean_per_event(data: &Dataset, amount: &Claim, metric: &Metric) -> Vec<DerivedFigure> {
    if metric.measure != Some(Measure::Amount) {
        return Vec::new();
    }
    let mut figures = Vec::new();
    for events in data.claims_of(&amount.subject) {
        let fits = data.metric_of(events).is_some_and(|other| {
            other.kind == MetricKind::Level
                && other.measure == Some(Measure::Events)
                && other.topic == metric.topic
                && other.sector == metric.sector
        });
        if !fits || events.period != amount.period || events.provider != amount.provider {
            continue;
        }
        let quantity = tidy(amount.quantity.div(&events.quantity, amount.quantity.unit.clone()));
        if !quantity.is_known() {
            continue;
        }
        let metric = MetricId::new(format!("{}/{}", amount.metric, events.metric));
        figures.push(DerivedFigure {
            id: format!("d-{}-{}-{}", amount.id, events.id, Rule::Mean.slug()),
            rule: Rule::Mean,
            subjects: vec![amount.subject.clone()],
            checked_against: checks(data, &amount.subject, &metric, &amount.period, &quantity),
            metric,
            period: amount.period.clone(),
            derivation: format!("{} / {}", figure_text(&amount.quantity), figure_text(&events.quantity)),
            quantity,
            claims: vec![amount.id.clone(), events.id.clone()],
            provider: amount.provider.clone(),
        });
    }
    figures
}

/// What is stated for the same subject, metric and period as a derived figure.
fn checks(data: &Dataset, subject: &Subject, metric: &MetricId, period: &Period, quantity: &Quantity) -> Vec<Check> {
    data.claims_of(subject)
        .filter(|claim| {
            claim.metric == *metric
                && claim.period == *period
                && claim.quantity.is_known()
                && claim.quantity.unit == quantity.unit
        })
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
