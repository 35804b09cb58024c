//! Total, count and mean: each from the other two.

use super::{ClaimIndex, DerivedFigure, Rule, checks, figure_text, tidy};
use crate::{
    analysis::comparability::same_source,
    model::{
        claim::{Claim, Measure, Metric},
        ids::MetricId,
        quantity::Quantity,
        unit::Unit,
    },
};

/// The mean per event, where `amount` is money and events are stated beside it.
pub fn mean_per_event(index: &ClaimIndex<'_>, amount: &Claim, metric: &Metric) -> Vec<DerivedFigure> {
    if metric.measure != Some(Measure::Amount) {
        return Vec::new();
    }
    let mut figures = Vec::new();
    for events_metric in index.events_of(metric) {
        for events in index.partners(&amount.subject, &events_metric.id, &amount.period) {
            if events.provider != amount.provider {
                continue;
            }
            let metric = MetricId::new(format!("{}/{}", amount.metric, events.metric));
            figures.extend(quotient(index, Rule::Mean, metric, amount, events, amount.quantity.unit.clone()));
        }
    }
    figures
}

/// What a total gives with the number of things, and with their stated mean.
pub fn of_total(index: &ClaimIndex<'_>, total: &Claim, metric: &Metric) -> Vec<DerivedFigure> {
    let mut figures = Vec::new();
    for with in index.means_of(&metric.id) {
        let partners = |metric| index.partners(&total.subject, metric, &total.period).filter(|other| same_source(total, other));
        for count in partners(&with.count.id) {
            figures.extend(quotient(index, Rule::Mean, with.mean.id.clone(), total, count, total.quantity.unit.clone()));
        }
        for mean in partners(&with.mean.id).filter(|mean| mean.quantity.unit == total.quantity.unit) {
            let Some(unit) = count_unit(index, with.count) else { continue };
            figures.extend(quotient(index, Rule::Count, with.count.id.clone(), total, mean, unit));
        }
    }
    figures
}

/// Totals that a stated mean and the number of things give.
pub fn totals(index: &ClaimIndex<'_>) -> Vec<DerivedFigure> {
    let mut figures = Vec::new();
    for total in index.data.metrics.values() {
        for with in index.means_of(&total.id) {
            for mean in index.of_metric(&with.mean.id) {
                for count in index.partners(&mean.subject, &with.count.id, &mean.period) {
                    if same_source(mean, count) {
                        figures.extend(product(index, total, mean, count));
                    }
                }
            }
        }
    }
    figures
}

/// The unit that claims of a metric count in: the one of its first claim.
fn count_unit(index: &ClaimIndex<'_>, metric: &Metric) -> Option<Unit> {
    index.data.claims_of_metric(&metric.id).next().map(|claim| claim.quantity.unit.clone())
}

fn quotient(
    index: &ClaimIndex<'_>,
    rule: Rule,
    metric: MetricId,
    total: &Claim,
    by: &Claim,
    unit: Unit,
) -> Option<DerivedFigure> {
    let quantity = tidy(total.quantity.div(&by.quantity, unit));
    let derivation = format!("{} / {}", figure_text(&total.quantity), figure_text(&by.quantity));
    figure(index, rule, metric, [total, by], quantity, derivation)
}

fn product(index: &ClaimIndex<'_>, total: &Metric, mean: &Claim, count: &Claim) -> Option<DerivedFigure> {
    let quantity = tidy(mean.quantity.mul(&count.quantity, mean.quantity.unit.clone()));
    let derivation = format!("{} x {}", figure_text(&mean.quantity), figure_text(&count.quantity));
    figure(index, Rule::Total, total.id.clone(), [mean, count], quantity, derivation)
}

fn figure(
    index: &ClaimIndex<'_>,
    rule: Rule,
    metric: MetricId,
    [first, second]: [&Claim; 2],
    quantity: Quantity,
    derivation: String,
) -> Option<DerivedFigure> {
    quantity.is_known().then(|| DerivedFigure {
        id: format!("d-{}-{}-{}", first.id, second.id, rule.slug()),
        rule,
        subjects: vec![first.subject.clone()],
        checked_against: checks(index, &first.subject, &metric, &first.period, &quantity),
        metric,
        period: first.period.clone(),
        derivation,
        quantity,
        claims: vec![first.id.clone(), second.id.clone()],
        provider: first.provider.clone(),
    })
}
