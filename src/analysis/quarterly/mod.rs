//! Floor 3: the quarterly financing chart: what the documents state, as lanes of marks.
//!
//! One lane is one series: one subject, definition, provider and unit. A period keeps its own
//! length; periods that overlap lie in separate lanes. Figures derived from a series lie in its
//! lane. Nothing is joined that [`super::comparability`] forbids.

mod lanes;
mod marks;

pub use lanes::MIN_QUARTERS;

use jiff::{Span, civil::Date};

use super::{
    chart::{ChartModel, Part, Phrase},
    derived_figures::DerivedFigure,
};
use crate::model::{
    claim::{Claim, Measure, Metric, MetricKind, Subject},
    dataset::Dataset,
    filter::Filter,
    period::Period,
    unit::{Currency, Unit, UnitFamily},
    view_state::FinancingView,
};

/// Topic of the metrics that the panel shows.
pub const TOPIC: &str = "financing";

/// Unit of event counts.
const EVENTS: &str = "events";

/// True for the levels that the panel can show: events or money of one sector.
pub fn is_financing_level(metric: &Metric) -> bool {
    metric.topic == TOPIC && metric.kind == MetricKind::Level && metric.measure.is_some()
}

/// Level claims of a scope and measure, by id.
fn level_claims<'a>(data: &'a Dataset, scope: &'a str, measure: Measure) -> impl Iterator<Item = (&'a Claim, &'a Metric)> {
    data.current_claims()
        .filter_map(|claim| data.metric_of(claim).map(|metric| (claim, metric)))
        .filter(move |(_, metric)| is_financing_level(metric) && metric.sector == scope && metric.measure == Some(measure))
}

/// Scopes with financing claims: every sector first, then by number of claims, then by name.
pub fn scopes(data: &Dataset) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for claim in data.current_claims() {
        if let Some(metric) = data.metric_of(claim).filter(|metric| is_financing_level(metric)) {
            *counts.entry(&metric.sector).or_default() += 1;
        }
    }
    let mut scopes: Vec<(&str, usize)> = counts.into_iter().collect();
    scopes.sort_by_key(|(scope, count)| (*scope != "all", std::cmp::Reverse(*count)));
    scopes.into_iter().map(|(scope, _)| scope.to_owned()).collect()
}

/// Subjects with claims of a scope and measure, in lane order.
pub fn subjects(data: &Dataset, scope: &str, measure: Measure) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = level_claims(data, scope, measure).map(|(claim, _)| claim.subject.clone()).collect();
    subjects.sort_by(|a, b| lanes::subject_order(data, a).cmp(&lanes::subject_order(data, b)));
    subjects.dedup();
    subjects
}

/// The text key of a scope's name; none for a scope without one.
pub fn scope_key(scope: &str) -> Option<&'static str> {
    Some(match scope {
        "all" => "financing-scope-all",
        "ai" => "financing-scope-ai",
        "embodied_ai" => "financing-scope-embodied-ai",
        _ => return None,
    })
}

/// The text key of a measure's title.
pub fn measure_key(measure: Measure) -> &'static str {
    match measure {
        Measure::Events => "financing-measure-events",
        Measure::Amount => "financing-measure-amount",
    }
}

/// The chart of a view. `derived` are the figures of [`super::derived_figures`]; the filter's
/// period only makes marks faint, so that it can be changed by brushing. A period counted less
/// than `incomplete_days` days after its end is marked incomplete.
pub fn financing_chart(
    data: &Dataset,
    view: &FinancingView,
    filter: &Filter,
    derived: &[DerivedFigure],
    incomplete_days: u16,
) -> ChartModel {
    let wanted = |subject: &Subject| view.place.as_ref().is_none_or(|place| place.as_str() == subject.id());
    let stated = level_claims(data, &view.scope, view.measure).filter(|(claim, _)| wanted(&claim.subject)).collect();
    let marks = marks::collect(data, filter, stated, derived, incomplete_days);
    let lanes = lanes::arrange(data, marks);
    ChartModel {
        title: title(view),
        unit: match view.measure {
            Measure::Events => Unit::new(EVENTS, UnitFamily::Count),
            Measure::Amount => Unit::money(Currency::Cny),
        },
        scope: view.scope.clone(),
        ticks: lanes::ticks(&lanes),
        legend: ChartModel::kinds_of(&lanes),
        lanes,
    }
}

fn title(view: &FinancingView) -> Phrase {
    let scope = scope_key(&view.scope).map_or_else(|| Part::Plain(view.scope.clone()), Part::Key);
    let mut args = vec![("scope", scope)];
    if view.measure == Measure::Amount {
        args.push(("unit", Part::Unit));
    }
    let key = match (view.measure, &view.place) {
        (Measure::Events, None) => "financing-title-events",
        (Measure::Events, Some(_)) => "financing-title-events-place",
        (Measure::Amount, None) => "financing-title-amount",
        (Measure::Amount, Some(_)) => "financing-title-amount-place",
    };
    args.extend(view.place.iter().map(|place| ("place", Part::Subject(place.clone()))));
    Phrase { key, args }
}

/// True when a claim cannot count all of its period yet: its document's data end before the
/// period does, or it was known less than `days` days after the period's end. Only documents that
/// say at least the month count; a bare year says nothing about how much of it was over.
fn is_incomplete(data: &Dataset, claim: &Claim, days: u16) -> bool {
    let Some(end) = claim.period.end() else { return false };
    let ends_early = claim.documents.iter().filter_map(|id| data.documents.get(id)).any(|document| {
        let reach = if document.data_to.is_empty() { &document.published } else { &document.data_to };
        end_of(reach).is_some_and(|reach| reach < end)
    });
    let settled = end.checked_add(Span::new().days(i64::from(days))).ok();
    ends_early || vintage(data, claim).zip(settled).is_some_and(|(known, settled)| known < settled)
}

/// The day a claim is known from, where its source says at least the month. A correction is known
/// since the claim that was read wrongly.
fn vintage(data: &Dataset, claim: &Claim) -> Option<Date> {
    let old = claim.supersedes.as_ref().filter(|_| claim.is_correction).and_then(|id| data.claims.get(id));
    let claim = old.unwrap_or(claim);
    let known = data.known_from(claim)?;
    let documents = claim.documents.iter().filter_map(|id| data.documents.get(id));
    let mut said = documents.flat_map(|document| [&document.published, &document.data_to]).chain([&claim.published]);
    said.any(|text| end_of(text) == Some(known)).then_some(known)
}

/// The last day of a date that says at least the month.
fn end_of(written: &str) -> Option<Date> {
    Period::parse(written).ok().filter(|_| written.len() > 4).and_then(|period| period.end())
}

#[cfg(test)]
mod tests;
