//! Contradictions between claims on one thing, and between a claim and what follows from others.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    Conflict, ConflictClass,
    used::{preferred, used},
    words,
};
use crate::{
    analysis::derived_figures::{ClaimIndex, DerivedFigure, Rule},
    model::{
        catalog::Rate,
        claim::Claim,
        dataset::Dataset,
        quantity::{Bounds, Qualifier},
        unit::Currency,
    },
};

/// How far a ratio may lie from a power of ten, in hundredths, to be a slip of the point.
const POINT_PERCENT: i64 = 3;

/// How far a ratio may lie from an exchange rate, in hundredths, to be a mix-up of currencies:
/// rates move by as much from one year to another.
const RATE_PERCENT: i64 = 8;

/// How far a rate may move inside the period that it holds for, in thousandths.
const RATE_WIDTH: i64 = 5;

/// How much a rounded wording may lie from what follows, in hundredths.
const WORDING_PERCENT: i64 = 5;

/// Slips and bounds that cannot both hold, one row for all claims on a subject, metric and period.
pub fn conflicts(index: &ClaimIndex<'_>) -> Vec<Conflict> {
    index.groups().iter().filter(|group| group.len() > 1).filter_map(|group| of_group(index.data, group)).collect()
}

fn of_group(data: &Dataset, group: &[&Claim]) -> Option<Conflict> {
    let known: Vec<&Claim> = group.iter().copied().filter(|claim| claim.quantity.is_known()).collect();
    let reference = preferred(data, known.iter().copied())?;
    let comparable: Vec<(&Claim, Bounds)> =
        known.iter().filter_map(|claim| in_unit_of(data, reference, claim).map(|bounds| (*claim, bounds))).collect();
    let slips: Vec<(&Claim, Decimal)> =
        known.iter().filter_map(|claim| slip(data, reference, claim).map(|factor| (*claim, factor))).collect();
    if let Some((first, factor)) = slips.first() {
        let odd: Vec<&Claim> = slips.iter().map(|(claim, _)| *claim).collect();
        let mut row = row(data, "slip", &odd, reference, first);
        row.args.push(words::plain("factor", factor.round_dp(2).normalize().to_string()));
        return Some(row);
    }
    let mut odd: Vec<&Claim> =
        comparable.iter().filter(|(_, bounds)| !bounds.overlaps(&reference.quantity.bounds)).map(|(claim, _)| *claim).collect();
    if odd.is_empty() {
        // All may agree with a wide one and yet not with each other.
        let highest = comparable.iter().filter(|(_, b)| b.low.is_some()).max_by_key(|(_, b)| b.low)?;
        let lowest = comparable.iter().filter(|(_, b)| b.high.is_some()).min_by_key(|(_, b)| b.high)?;
        if highest.1.overlaps(&lowest.1) {
            return None;
        }
        odd = vec![highest.0, lowest.0];
    }
    let first = *odd.first()?;
    Some(row(data, "bounds", &odd, reference, first))
}

fn row(data: &Dataset, rule: &'static str, odd: &[&Claim], reference: &Claim, first: &Claim) -> Conflict {
    let mut claims = odd.to_vec();
    claims.push(reference);
    Conflict {
        args: vec![
            words::subject(data, "subject", &first.subject),
            words::metric(data, "metric", &first.metric),
            words::plain("period", first.period.written()),
            words::figure(data, "found", &first.quantity),
            words::figure(data, "expected", &reference.quantity),
        ],
        expected: Some(reference.quantity.clone()),
        found: Some(first.quantity.clone()),
        used: Some(reference.id.clone()),
        ..Conflict::new(ConflictClass::Contradiction, rule, &claims)
    }
}

/// The bounds of a claim in the unit of another one; money of another currency only through a
/// rate of the claim's own period.
fn in_unit_of(data: &Dataset, reference: &Claim, claim: &Claim) -> Option<Bounds> {
    if claim.quantity.unit == reference.quantity.unit {
        return Some(claim.quantity.bounds);
    }
    let (from, to) = (claim.quantity.unit.currency()?, reference.quantity.unit.currency()?);
    let rate = data.rates.iter().find(|rate| is_between(rate, from, to) && rate.period.contains(&claim.period))?;
    let width = rate.value.checked_mul(Decimal::new(RATE_WIDTH, 3))?;
    let factor = Bounds::between(rate.value - width, rate.value + width);
    let bounds = claim.quantity.bounds;
    Some(if rate.base == from { bounds.mul(&factor) } else { bounds.div(&factor) })
}

fn is_between(rate: &Rate, a: Currency, b: Currency) -> bool {
    (rate.base == a && rate.quote == b) || (rate.base == b && rate.quote == a)
}

/// The factor of a slip between two claims whose bounds cannot both hold: a power of ten, or the
/// rate of a currency.
fn slip(data: &Dataset, reference: &Claim, claim: &Claim) -> Option<Decimal> {
    let (a, b) = (reference.quantity.mark()?.abs(), claim.quantity.mark()?.abs());
    let ratio = a.max(b).checked_div(a.min(b))?;
    if claim.quantity.unit != reference.quantity.unit {
        // The same digits under two currencies.
        let same = near(ratio, Decimal::ONE, POINT_PERCENT) && claim.id != reference.id;
        let apart = !in_unit_of(data, reference, claim)?.overlaps(&reference.quantity.bounds);
        let (from, to) = (claim.quantity.unit.currency()?, reference.quantity.unit.currency()?);
        let rate = data.rates.iter().find(|rate| is_between(rate, from, to) && rate.period.contains(&claim.period))?;
        return (same && apart).then(|| factor_of(rate)).flatten();
    }
    if claim.quantity.bounds.overlaps(&reference.quantity.bounds) {
        return None;
    }
    let tens = [10, 100, 1000].map(Decimal::from).into_iter().find(|ten| near(ratio, *ten, POINT_PERCENT));
    let currency = reference.quantity.unit.currency();
    tens.or_else(|| {
        let rates = data.rates.iter().filter(|rate| currency.is_some_and(|own| rate.base == own || rate.quote == own));
        rates.filter_map(factor_of).find(|factor| near(ratio, *factor, RATE_PERCENT))
    })
}

/// A rate as a factor above one.
fn factor_of(rate: &Rate) -> Option<Decimal> {
    if rate.value >= Decimal::ONE { Some(rate.value) } else { Decimal::ONE.checked_div(rate.value) }
}

fn near(ratio: Decimal, wanted: Decimal, percent: i64) -> bool {
    wanted.checked_mul(Decimal::new(percent, 2)).is_some_and(|width| (ratio - wanted).abs() <= width)
}

/// Claims that what follows from others denies, and rounded wordings that lie too far from it.
pub fn against_derived(index: &ClaimIndex<'_>, figures: &[DerivedFigure]) -> Vec<Conflict> {
    let followed = figures
        .iter()
        .filter(|figure| matches!(figure.rule, Rule::QuarterBefore | Rule::YearBefore | Rule::Mean | Rule::Remainder));
    // One row a claim, however many others deny it.
    let mut seen = BTreeSet::new();
    followed
        .flat_map(|figure| figure.checked_against.iter().map(move |check| (figure, check)))
        .filter_map(|(figure, check)| {
            let claim = index.data.claims.get(&check.claim)?;
            let rule = match (check.consistent, figure.rule) {
                (false, Rule::Mean) => "mean",
                (false, _) => "follows",
                (true, _) if overstates(index.data, claim, figure) => "wording",
                (true, _) => return None,
            };
            seen.insert((rule, &check.claim)).then_some(())?;
            Some(denied(index.data, rule, claim, figure))
        })
        .collect()
}

/// True for a rounded wording whose printed figure lies further from what follows from exact ones
/// than a rounding explains.
fn overstates(data: &Dataset, claim: &Claim, figure: &DerivedFigure) -> bool {
    let rounded = matches!(claim.quantity.qualifier, Qualifier::About | Qualifier::Nearly);
    let from_exact =
        figure.claims.iter().all(|id| data.claims.get(id).is_some_and(|claim| claim.quantity.qualifier == Qualifier::Exact));
    let (Some(printed), Some(follows)) = (claim.quantity.value, figure.quantity.value) else { return false };
    rounded && from_exact && !near(printed, follows, WORDING_PERCENT)
}

fn denied(data: &Dataset, rule: &'static str, claim: &Claim, figure: &DerivedFigure) -> Conflict {
    let mut claims = vec![claim];
    claims.extend(figure.claims.iter().filter_map(|id| data.claims.get(id)));
    Conflict {
        args: vec![
            words::subject(data, "subject", &claim.subject),
            words::metric(data, "metric", &claim.metric),
            words::plain("period", claim.period.written()),
            words::plain("derivation", &figure.derivation),
            words::figure(data, "expected", &figure.quantity),
            words::figure(data, "found", &claim.quantity),
        ],
        expected: Some(figure.quantity.clone()),
        found: Some(claim.quantity.clone()),
        // Either the stated figure or the one that it is computed from again.
        used: used(data, claims.iter().copied().take(2)),
        ..Conflict::new(ConflictClass::Contradiction, rule, &claims)
    }
}
