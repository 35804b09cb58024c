//! A share with its whole gives the part; with its part, the whole.

use super::{ClaimIndex, DerivedFigure, PartOf, Rule, checks, figure_text, tidy};
use crate::{
    analysis::comparability::same_source,
    model::{
        claim::{Claim, Metric, Subject},
        dataset::Dataset,
        ids::MetricId,
        quantity::Quantity,
    },
};

/// A share with the subjects and metrics of its part and its whole.
pub struct ShareOf<'a> {
    /// The share.
    pub share: &'a Claim,
    /// What the part speaks of.
    pub part: (Subject, &'a MetricId),
    /// What the whole speaks of.
    pub whole: (Subject, &'a MetricId),
}

impl<'a> ShareOf<'a> {
    /// The part and whole of a share claim, where the tables say what they are.
    pub fn of(index: &ClaimIndex<'a>, share: &'a Claim, metric: &'a Metric) -> Option<Self> {
        let whole = metric.of.as_ref()?;
        let own = share.subject.clone();
        Some(match index.part_of(&metric.id)? {
            PartOf::Country => Self { share, whole: (country_around(index.data, &own)?, whole), part: (own, whole) },
            PartOf::Sector(part) => Self { share, part: (own.clone(), &part.id), whole: (own, whole) },
        })
    }

    /// Claims that state the part.
    pub fn parts<'i>(&'i self, index: &'i ClaimIndex<'a>) -> impl Iterator<Item = &'a Claim> + use<'i, 'a> {
        self.beside(index, &self.part)
    }

    /// Claims that state the whole.
    pub fn wholes<'i>(&'i self, index: &'i ClaimIndex<'a>) -> impl Iterator<Item = &'a Claim> + use<'i, 'a> {
        self.beside(index, &self.whole)
    }

    fn beside<'i>(
        &'i self,
        index: &'i ClaimIndex<'a>,
        (subject, metric): &'i (Subject, &'a MetricId),
    ) -> impl Iterator<Item = &'a Claim> + use<'i, 'a> {
        let share = self.share;
        index.partners(subject, metric, &share.period).filter(move |level| same_source(level, share) || same_source(share, level))
    }
}

/// The outermost place around a subject, if it lies inside of one.
fn country_around(data: &Dataset, subject: &Subject) -> Option<Subject> {
    let place = match subject {
        Subject::Place(id) => id,
        Subject::Group(id) => data.groups.get(id)?.members.first()?,
        Subject::Company(_) | Subject::Fund(_) | Subject::Entity(_) => return None,
    };
    let outermost = Subject::Place(data.ancestry(place).last()?.id.clone());
    (outermost != *subject).then_some(outermost)
}

/// The parts and wholes that a share claim gives with the levels stated beside it.
pub fn of_share<'a>(index: &ClaimIndex<'a>, share: &'a Claim, metric: &'a Metric) -> Vec<DerivedFigure> {
    let Some(of) = ShareOf::of(index, share, metric).filter(|_| share.quantity.is_known()) else { return Vec::new() };
    let ratio = share.quantity.percent_as_ratio();
    let mut figures = Vec::new();
    for whole in of.wholes(index) {
        let quantity = tidy(whole.quantity.mul(&ratio, whole.quantity.unit.clone()));
        let derivation = format!("{} x {}", figure_text(&whole.quantity), figure_text(&ratio));
        figures.extend(figure(index, Rule::Part, &of.part, [whole, share], quantity, derivation));
    }
    for part in of.parts(index) {
        let quantity = tidy(part.quantity.div(&ratio, part.quantity.unit.clone()));
        let derivation = format!("{} / {}", figure_text(&part.quantity), figure_text(&ratio));
        figures.extend(figure(index, Rule::Whole, &of.whole, [part, share], quantity, derivation));
    }
    figures
}

fn figure(
    index: &ClaimIndex<'_>,
    rule: Rule,
    (subject, metric): &(Subject, &MetricId),
    [level, share]: [&Claim; 2],
    quantity: Quantity,
    derivation: String,
) -> Option<DerivedFigure> {
    quantity.is_known().then(|| DerivedFigure {
        id: format!("d-{}-{}-{}", level.id, share.id, rule.slug()),
        rule,
        subjects: vec![subject.clone()],
        metric: (*metric).clone(),
        period: level.period.clone(),
        checked_against: checks(index, subject, metric, &level.period, &quantity),
        derivation,
        quantity,
        claims: vec![level.id.clone(), share.id.clone()],
        provider: level.provider.clone(),
    })
}
