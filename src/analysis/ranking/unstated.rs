//! Bounds of a count that a source names without a figure.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::normalise::true_bounds;
use crate::model::{
    claim::{Claim, Subject},
    dataset::Dataset,
    ids::{ClaimId, MetricId, PlaceId},
    quantity::Bounds,
};

/// What is known of a count that is not stated, and from which claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstated {
    /// Least and most it can be.
    pub bounds: Bounds,
    /// The group's total and the stated members' counts.
    pub claims: Vec<ClaimId>,
    /// What the members without a figure have together.
    pub together: Bounds,
    /// The other members without a figure.
    pub sharing: Vec<PlaceId>,
}

/// Bounds of a count without a figure, from a group whose total is stated: the total less the
/// stated members is what the others have together; each of them has at least one. Where several
/// groups speak, the narrowest bounds are used.
///
/// `None` where no group with a stated total holds the place, or where its members overlap.
pub fn unstated_count_bounds(data: &Dataset, metric: &MetricId, place: &PlaceId) -> Option<Unstated> {
    if !data.metrics.get(metric)?.additive {
        return None;
    }
    data.groups
        .values()
        .filter(|group| group.members.contains(place) && !nested(data, &group.members))
        .flat_map(|group| data.claims_of(&Subject::Group(group.id.clone())).map(move |claim| (group, claim)))
        .filter(|(_, total)| total.metric == *metric && total.quantity.is_known())
        .filter_map(|(group, total)| remainder(data, total, &group.members, place))
        .min_by(|a, b| width(&a.bounds).cmp(&width(&b.bounds)).then_with(|| a.claims.cmp(&b.claims)))
}

fn remainder(data: &Dataset, total: &Claim, members: &[PlaceId], place: &PlaceId) -> Option<Unstated> {
    let mut rest = true_bounds(&total.quantity);
    let mut claims = vec![total.id.clone()];
    let mut sharing = Vec::new();
    let members: BTreeSet<&PlaceId> = members.iter().collect();
    for member in members.into_iter().filter(|member| *member != place) {
        let stated = data.claims_of_place(member).find(|c| {
            c.metric == total.metric && c.period == total.period && c.provider == total.provider && c.quantity.is_known()
        });
        match stated {
            Some(claim) => {
                rest = rest.sub(&true_bounds(&claim.quantity));
                claims.push(claim.id.clone());
            }
            None => sharing.push(member.clone()),
        }
    }
    let others = Decimal::from(sharing.len());
    let low = if sharing.is_empty() { rest.low.map_or(Decimal::ONE, |low| low.max(Decimal::ONE)) } else { Decimal::ONE };
    let high = rest.high.map(|high| high - others)?;
    claims.sort();
    (low <= high).then_some(Unstated { bounds: Bounds { low: Some(low), high: Some(high) }, claims, together: rest, sharing })
}

fn nested(data: &Dataset, members: &[PlaceId]) -> bool {
    members.iter().any(|inner| members.iter().any(|outer| data.is_inside(inner, outer)))
}

fn width(bounds: &Bounds) -> Decimal {
    match (bounds.low, bounds.high) {
        (Some(low), Some(high)) => high - low,
        _ => Decimal::MAX,
    }
}
