//! What a group's stated members leave for the others.

use std::collections::BTreeMap;

use super::{ClaimIndex, DerivedFigure, Rule, checks, figure_text, tidy};
use crate::model::{
    claim::{Claim, Metric, MetricKind, Subject},
    dataset::Dataset,
    ids::{GroupId, PlaceId},
    place::Group,
    quantity::Quantity,
};

/// Groups whose list of members is taken from the document itself.
const STATED: &str = "stated";

/// A group's figure beside the sum of its members'.
#[derive(Clone, Debug)]
pub struct GroupSum<'a> {
    /// The group's claim.
    pub whole: &'a Claim,
    /// Its metric.
    pub metric: &'a Metric,
    /// The members' claims, by place.
    pub parts: Vec<&'a Claim>,
    /// Members without a figure.
    pub left: Vec<&'a PlaceId>,
    /// The sum of the members' figures.
    pub sum: Quantity,
}

/// Every group figure of an additive metric with a stated member. Nothing where a member lies in
/// another one.
pub fn group_sums<'a>(index: &ClaimIndex<'a>) -> Vec<GroupSum<'a>> {
    let whole_lists: BTreeMap<&GroupId, &Group> =
        index.data.groups.iter().filter(|(_, group)| group.status == STATED && is_flat(index.data, group)).collect();
    index
        .claims()
        .iter()
        .filter(|(_, metric)| metric.additive && metric.kind == MetricKind::Level)
        .filter_map(|(whole, metric)| {
            let Subject::Group(id) = &whole.subject else { return None };
            group_sum(index, whole_lists.get(id)?, whole, metric)
        })
        .collect()
}

fn is_flat(data: &Dataset, group: &Group) -> bool {
    group.members.iter().all(|inner| data.ancestry(inner).iter().skip(1).all(|outer| !group.members.contains(&outer.id)))
}

fn group_sum<'a>(index: &ClaimIndex<'a>, group: &'a Group, whole: &'a Claim, metric: &'a Metric) -> Option<GroupSum<'a>> {
    let stated: BTreeMap<&PlaceId, &Claim> =
        group.members.iter().filter_map(|place| stated_part(index, whole, place).map(|claim| (place, claim))).collect();
    let parts: Vec<&Claim> = stated.values().copied().collect();
    let (first, rest) = parts.split_first()?;
    let sum = rest.iter().try_fold(first.quantity.clone(), |sum, part| sum.add(&part.quantity))?;
    let left = group.members.iter().filter(|place| !stated.contains_key(place)).collect();
    Some(GroupSum { whole, metric, parts, left, sum })
}

/// For every group figure of an additive metric: the group less its stated members, for the
/// members without a figure. Nothing where none is left.
pub fn remainders(index: &ClaimIndex<'_>) -> Vec<DerivedFigure> {
    group_sums(index).iter().filter_map(|sum| remainder(index, sum)).collect()
}

fn remainder(index: &ClaimIndex<'_>, group: &GroupSum<'_>) -> Option<DerivedFigure> {
    let GroupSum { whole, metric, parts, left, sum } = group;
    if left.is_empty() {
        return None;
    }
    let quantity = tidy(whole.quantity.sub(sum)?);
    let mut claims = vec![whole.id.clone()];
    claims.extend(parts.iter().map(|part| part.id.clone()));
    let mut subjects: Vec<Subject> = left.iter().map(|place| Subject::Place((*place).clone())).collect();
    subjects.sort();
    let checked_against = match subjects.as_slice() {
        [subject] => checks(index, subject, &metric.id, &whole.period, &quantity),
        _ => Vec::new(),
    };
    Some(DerivedFigure {
        id: format!("d-{}-{}", whole.id, Rule::Remainder.slug()),
        rule: Rule::Remainder,
        subjects,
        metric: metric.id.clone(),
        period: whole.period.clone(),
        quantity,
        derivation: format!("{} - {}", figure_text(&whole.quantity), figure_text(sum)),
        claims,
        provider: whole.provider.clone(),
        checked_against,
    })
}

/// The member's own figure for the same metric, period and provider.
fn stated_part<'a>(index: &ClaimIndex<'a>, whole: &Claim, place: &PlaceId) -> Option<&'a Claim> {
    index
        .partners(&Subject::Place(place.clone()), &whole.metric, &whole.period)
        .find(|claim| claim.provider == whole.provider && claim.quantity.unit == whole.quantity.unit)
}
