//! Levels of earlier periods, from a level and its growth.

use super::{ClaimIndex, DerivedFigure, Rule, checks, figure_text, tidy};
use crate::{
    analysis::comparability::same_source,
    model::claim::{Claim, Metric, MetricKind},
};

/// Levels that this claim and the growths stated beside it give for earlier periods.
pub fn levels_before(index: &ClaimIndex<'_>, level: &Claim, metric: &Metric) -> Vec<DerivedFigure> {
    let mut figures = Vec::new();
    for growth_metric in index.said_of(&metric.id) {
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
        for growth in index.partners(&level.subject, &growth_metric.id, &level.period) {
            if !same_source(level, growth) {
                continue;
            }
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
                checked_against: checks(index, &level.subject, &metric.id, &period, &quantity),
                period: period.clone(),
                derivation: format!("{} / {}", figure_text(&level.quantity), figure_text(&factor)),
                quantity,
                claims: vec![level.id.clone(), growth.id.clone()],
                provider: level.provider.clone(),
            });
        }
    }
    figures
}
