//! Sums, remainders and means worth seeing; and members that exceed their group.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Conflict, ConflictClass, used::used, words};
use crate::{
    analysis::derived_figures::{ClaimIndex, DerivedFigure, GroupSum, Rule, group_sums},
    model::{claim::Claim, dataset::Dataset, ids::ClaimId, lang::Bilingual},
};

/// All checks, and the sums that cannot be.
pub fn conflicts(index: &ClaimIndex<'_>, figures: &[DerivedFigure]) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = group_sums(index).iter().filter_map(|sum| of_group(index.data, sum)).collect();
    let mut before: BTreeMap<&ClaimId, Vec<&DerivedFigure>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| matches!(figure.rule, Rule::QuarterBefore | Rule::YearBefore)) {
        if let Some(level) = figure.claims.first() {
            before.entry(level).or_default().push(figure);
        }
    }
    // A mean that has a metric of its own is held against what is stated for it.
    let means = figures.iter().filter(|figure| figure.rule == Rule::Mean && !index.data.metrics.contains_key(&figure.metric));
    // One row a subject and metric, the latest: a board of every quarter's mean would be read by
    // nobody, and the earlier ones stand among the derived figures.
    let mut latest: BTreeMap<_, &DerivedFigure> = BTreeMap::new();
    for mean in means {
        let kept = latest.entry((mean.subject(), &mean.metric)).or_insert(mean);
        if (mean.period.end(), std::cmp::Reverse(&mean.id)) > (kept.period.end(), std::cmp::Reverse(&kept.id)) {
            *kept = mean;
        }
    }
    found.extend(latest.into_values().filter_map(|mean| per_event(index.data, mean, &before)));
    found
}

fn of_group(data: &Dataset, group: &GroupSum<'_>) -> Option<Conflict> {
    let GroupSum { whole, parts, left, sum, .. } = group;
    let rest = whole.quantity.sub(sum)?;
    let cannot_be = rest.bounds.high.is_some_and(|high| high < Decimal::ZERO);
    let short = left.is_empty() && rest.bounds.low.is_some_and(|low| low > Decimal::ZERO);
    let (class, rule) = match left.as_slice() {
        _ if cannot_be || short => (ConflictClass::Contradiction, "members"),
        [] => return None,
        [_] => (ConflictClass::Check, "remainder"),
        _ => (ConflictClass::Check, "members-sum"),
    };
    let mut claims: Vec<&Claim> = vec![whole];
    claims.extend(parts);
    let names: Vec<Bilingual> = left.iter().filter_map(|id| data.places.get(*id)).map(|place| place.name.clone()).collect();
    let (expected, found) = if rule == "remainder" { (None, rest.clone()) } else { (Some(whole.quantity.clone()), sum.clone()) };
    Some(Conflict {
        id: format!("{rule}-{}", whole.id),
        args: vec![
            words::subject(data, "subject", &whole.subject),
            words::metric(data, "metric", &whole.metric),
            words::plain("period", whole.period.written()),
            words::plain("count", parts.len().to_string()),
            words::plain("members", (parts.len() + left.len()).to_string()),
            words::figure(data, "sum", sum),
            words::figure(data, "whole", &whole.quantity),
            words::figure(data, "rest", &rest),
            ("left", words::joined(&names)),
        ],
        expected,
        found: Some(found),
        used: used(data, [*whole]).filter(|_| class == ConflictClass::Contradiction),
        ..Conflict::new(class, rule, &claims)
    })
}

/// The mean per event, with the numbers and amounts of earlier periods that its growth gives.
fn per_event(data: &Dataset, mean: &DerivedFigure, before: &BTreeMap<&ClaimId, Vec<&DerivedFigure>>) -> Option<Conflict> {
    let [amount, events] = mean.claims.as_slice() else { return None };
    let subject = mean.subject()?;
    // The events first, then the money of each period.
    let mut earlier: BTreeMap<_, Vec<&DerivedFigure>> = BTreeMap::new();
    for figure in [events, amount].iter().filter_map(|level| before.get(*level)).flatten() {
        earlier.entry((std::cmp::Reverse(figure.period.start()), &figure.period)).or_default().push(figure);
    }
    let mut ids: Vec<&ClaimId> = vec![amount, events];
    ids.extend(earlier.values().flatten().filter_map(|figure| figure.claims.get(1)));
    let claims: Vec<&Claim> = ids.iter().filter_map(|id| data.claims.get(*id)).collect();
    let rows: Vec<Bilingual> = earlier
        .iter()
        .map(|((_, period), figures)| {
            let texts: Vec<Bilingual> = figures.iter().map(|figure| words::figure_text(data, &figure.quantity)).collect();
            let line = |get: fn(&Bilingual) -> &str| {
                format!("{} {}", period.written(), texts.iter().map(get).collect::<Vec<_>>().join(", "))
            };
            Bilingual::new(line(|text| &text.en), line(|text| &text.zh))
        })
        .collect();
    let [first, second, ..] = claims.as_slice() else { return None };
    Some(Conflict {
        args: vec![
            words::subject(data, "subject", subject),
            words::plain("period", mean.period.written()),
            words::figure(data, "amount", &first.quantity),
            words::figure(data, "events", &second.quantity),
            words::figure(data, "mean", &mean.quantity),
            ("earlier", if rows.is_empty() { Bilingual::new("–", "–") } else { words::joined(&rows) }),
        ],
        found: Some(mean.quantity.clone()),
        ..Conflict::new(ConflictClass::Check, "per-event", &claims)
    })
}
