//! What a group's stated members leave for the others.

use std::collections::BTreeMap;

use super::{DerivedFigure, Rule, checks, figure_text, tidy};
use crate::model::{
    claim::{Claim, MetricKind, Subject},
    dataset::Dataset,
    ids::PlaceId,
};

/// Groups whose list of members is taken from the document itself.
const STATED: &str = "stated";

/// For every group figure of an additive metric: the group less its stated members, for the
/// members without a figure. Nothing where a member lies in another one or none is left.
pub fn remainders(data: &Dataset) -> Vec<DerivedFigure> {
    data.current_claims().filter_map(|claim| remainder(data, claim)).collect()
}

fn remainder(data: &Dataset, whole: &Claim) -> Option<DerivedFigure> {
    let Subject::Group(id) = &whole.subject else { return None };
    let group = data.groups.get(id).filter(|group| group.status == STATED)?;
    let metric = data.metric_of(whole).filter(|metric| metric.additive && metric.kind == MetricKind::Level)?;
    if group.members.iter().any(|inner| group.members.iter().any(|outer| data.is_inside(inner, outer))) {
        return None;
    }
    let stated: BTreeMap<&PlaceId, &Claim> =
        group.members.iter().filter_map(|place| stated_part(data, whole, place).map(|claim| (place, claim))).collect();
    let left: Vec<&PlaceId> = group.members.iter().filter(|place| !stated.contains_key(place)).collect();
    if stated.is_empty() || left.is_empty() {
        return None;
    }
    let parts: Vec<&Claim> = stated.values().copied().collect();
    let (first, rest) = parts.split_first()?;
    let sum = rest.iter().try_fold(first.quantity.clone(), |sum, part| sum.add(&part.quantity))?;
    let quantity = tidy(whole.quantity.sub(&sum)?);
    let mut claims = vec![whole.id.clone()];
    claims.extend(parts.iter().map(|part| part.id.clone()));
    let mut subjects: Vec<Subject> = left.iter().map(|place| Subject::Place((*place).clone())).collect();
    subjects.sort();
    let checked_against = match subjects.as_slice() {
        [subject] => checks(data, subject, &metric.id, &whole.period, &quantity),
        _ => Vec::new(),
    };
    Some(DerivedFigure {
        id: format!("d-{}-{}", whole.id, Rule::Remainder.slug()),
        rule: Rule::Remainder,
        subjects,
        metric: metric.id.clone(),
        period: whole.period.clone(),
        quantity,
        derivation: format!("{} - {}", figure_text(&whole.quantity), figure_text(&sum)),
        claims,
        provider: whole.provider.clone(),
        checked_against,
    })
}

/// The member's own figure for the same metric, period and provider.
fn stated_part<'a>(data: &'a Dataset, whole: &Claim, place: &PlaceId) -> Option<&'a Claim> {
    data.claims_of_place(place).find(|claim| {
        claim.metric == whole.metric
            && claim.period == whole.period
            && claim.provider == whole.provider
            && claim.quantity.is_known()
            && claim.quantity.unit == whole.quantity.unit
    })
}
