//! Which of the claims that stand against each other the program uses.

use std::cmp::Reverse;

use crate::model::{
    claim::{Claim, MetricKind},
    dataset::Dataset,
    ids::ClaimId,
    quantity::Qualifier,
};

/// The claim used as long as a person chose no other: exact before about before nearly before
/// bounds; a count before a share, growth or mean that is computed from it; the newer publication
/// before the older one; then the first by id.
pub fn used<'a>(data: &Dataset, claims: impl IntoIterator<Item = &'a Claim>) -> Option<ClaimId> {
    preferred(data, claims).map(|claim| claim.id.clone())
}

/// The same, as a claim.
pub fn preferred<'a>(data: &Dataset, claims: impl IntoIterator<Item = &'a Claim>) -> Option<&'a Claim> {
    claims.into_iter().filter(|claim| claim.quantity.is_known()).min_by_key(|claim| {
        let computed = data.metric_of(claim).is_none_or(|metric| metric.kind != MetricKind::Level);
        (wording(claim), computed, Reverse(data.known_from(claim)), claim.id.clone())
    })
}

fn wording(claim: &Claim) -> u8 {
    match claim.quantity.qualifier {
        Qualifier::Exact => 0,
        Qualifier::About => 1,
        Qualifier::Nearly => 2,
        Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Range => 3,
        Qualifier::NotStated => 4,
    }
}
