//! One subject and family of metrics under several definitions; schemes that place things apart.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::{Conflict, ConflictClass, used::used, words};
use crate::{
    analysis::derived_figures::ClaimIndex,
    model::{
        catalog::SubField,
        claim::{Claim, MetricKind, Status, StockFlow, Subject},
        dataset::Dataset,
        lang::Bilingual,
        unit::Unit,
    },
};

/// Least ratio between the largest and the smallest figure, in tenths, for a row.
const APART_TENTHS: i64 = 15;

/// All conflicts over definitions.
pub fn conflicts(index: &ClaimIndex<'_>) -> Vec<Conflict> {
    let mut found = counts(index);
    found.extend(schemes(index.data));
    found
}

/// What has to be the same for figures to look alike.
type Family<'a> = (&'a Subject, &'a str, &'a str, &'a Unit);

/// Stocks of one subject, topic, sector and unit that documents count by different definitions at
/// different times, with the latest figure of each.
fn counts(index: &ClaimIndex<'_>) -> Vec<Conflict> {
    let mut at: HashMap<Family<'_>, usize> = HashMap::new();
    let mut families: Vec<BTreeMap<&str, &Claim>> = Vec::new();
    for (claim, metric) in index.claims().iter().copied() {
        let fits = metric.kind == MetricKind::Level
            && metric.additive
            && metric.stock_flow == Some(StockFlow::Stock)
            && claim.status != Status::Derived
            && claim.quantity.mark().is_some_and(|mark| mark > Decimal::ZERO);
        if !fits {
            continue;
        }
        let family = (&claim.subject, metric.topic.as_str(), metric.sector.as_str(), &claim.quantity.unit);
        let at = *at.entry(family).or_insert_with(|| {
            families.push(BTreeMap::new());
            families.len() - 1
        });
        let Some(latest) = families.get_mut(at) else { continue };
        let latest = latest.entry(&metric.definition_id).or_insert(claim);
        if claim.period.end() > latest.period.end() {
            *latest = claim;
        }
    }
    families.iter().filter(|family| family.len() > 1).filter_map(|family| told_apart(index.data, family)).collect()
}

fn told_apart(data: &Dataset, family: &BTreeMap<&str, &Claim>) -> Option<Conflict> {
    let mut claims: Vec<&Claim> = family.values().copied().collect();
    claims.sort_by(|a, b| (a.period.end(), &a.id).cmp(&(b.period.end(), &b.id)));
    let (first, rest) = claims.split_first()?;
    // A document that counts two things at one time tells them apart itself.
    if rest.iter().all(|claim| claim.period == first.period || claim.documents == first.documents) {
        return None;
    }
    let low = claims.iter().min_by_key(|claim| claim.quantity.mark())?;
    let high = claims.iter().max_by_key(|claim| claim.quantity.mark())?;
    let ratio = high.quantity.mark()?.checked_div(low.quantity.mark()?)?;
    if ratio < Decimal::new(APART_TENTHS, 1) {
        return None;
    }
    let titles: Vec<Bilingual> =
        claims.iter().filter_map(|claim| data.metric_of(claim)).map(|metric| metric.title.clone()).collect();
    Some(Conflict {
        args: vec![
            words::subject(data, "subject", &first.subject),
            words::figures(data, "figures", &claims),
            ("definitions", words::joined(&titles)),
            words::plain("count", claims.len().to_string()),
            words::plain("ratio", ratio.round_dp(if ratio < Decimal::TEN { 1 } else { 0 }).normalize().to_string()),
        ],
        expected: Some(low.quantity.clone()),
        found: Some(high.quantity.clone()),
        used: used(data, claims.iter().copied()),
        ..Conflict::new(ConflictClass::Definition, "definition", &claims)
    })
}

/// A layer in its scheme, with its sub-fields.
type Layer<'a> = (&'a SubField, Vec<&'a SubField>);

/// Layers that stand at the same place of two schemes, one after the other, and are not the same.
fn schemes(data: &Dataset) -> Vec<Conflict> {
    let mut schemes: BTreeMap<&str, Vec<Layer<'_>>> = BTreeMap::new();
    for field in &data.sub_fields {
        let layers = schemes.entry(&field.scheme).or_default();
        match layers.iter_mut().find(|(first, _)| first.layer == field.layer) {
            Some((_, fields)) => fields.push(field),
            None => layers.push((field, vec![field])),
        }
    }
    let schemes: Vec<_> = schemes.into_iter().collect();
    let mut found = Vec::new();
    for pair in schemes.windows(2) {
        let [(_, earlier), (_, later)] = pair else { continue };
        for (place, (old, new)) in earlier.iter().zip(later).enumerate() {
            if old.0.layer != new.0.layer {
                found.push(other_layer(place + 1, old, new));
            }
        }
    }
    found
}

fn other_layer(place: usize, (old, old_fields): &Layer<'_>, (new, new_fields): &Layer<'_>) -> Conflict {
    let fields = |fields: &[&SubField]| words::joined(&fields.iter().map(|field| field.title.clone()).collect::<Vec<_>>());
    Conflict {
        id: format!("scheme-{}-{}-{}-{}", old.scheme, old.layer, new.scheme, new.layer),
        args: vec![
            words::plain("place", place.to_string()),
            words::plain("earlier", &old.scheme),
            words::plain("later", &new.scheme),
            ("old", old.layer_title.clone()),
            ("new", new.layer_title.clone()),
            ("oldfields", fields(old_fields)),
            ("newfields", fields(new_fields)),
        ],
        said: Some([old.layer.clone(), new.layer.clone()]),
        ..Conflict::new(ConflictClass::Definition, "scheme", &[])
    }
}
