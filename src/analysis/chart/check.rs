//! Checks a chart model against the claims: nothing may be joined that the guard forbids.

use super::{ChartModel, Mark};
use crate::{
    analysis::comparability::{SeriesKey, gaps_between},
    model::{claim::MetricKind, dataset::Dataset, period::Period},
};

/// Two marks that are joined and must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongJoin {
    /// Period of the earlier mark, as written.
    pub earlier: String,
    /// Period of the later mark, as written.
    pub later: String,
    /// What differs.
    pub reason: String,
}

/// Every join in `chart` that neither the claims behind the two marks nor a person's join allow.
/// Looks the claims up again, so that a lane with a wrong series is found too.
pub fn wrong_joins(chart: &ChartModel, data: &Dataset) -> Vec<WrongJoin> {
    let mut wrong = Vec::new();
    for lane in &chart.lanes {
        let mut before: Option<&Mark> = None;
        for mark in &lane.marks {
            if mark.joined_by_hand {
                wrong.extend(by_hand(chart, mark, data));
            } else if mark.joins_previous {
                wrong.extend(problems(before, mark, data));
            }
            before = Some(mark);
        }
        for pair in lane.marks.windows(2) {
            if let [a, b] = pair
                && a.span.zip(b.span).is_some_and(|(a, b)| a.overlaps(&b))
            {
                wrong.push(wrong_join(&a.period, &b.period, "overlapping periods in one lane"));
            }
        }
    }
    wrong
}

fn wrong_join(earlier: &Period, later: &Period, reason: impl Into<String>) -> WrongJoin {
    WrongJoin { earlier: earlier.written().to_owned(), later: later.written().to_owned(), reason: reason.into() }
}

/// A join by hand holds only between two marks of one subject whose claims a person joined.
fn by_hand(chart: &ChartModel, mark: &Mark, data: &Dataset) -> Option<WrongJoin> {
    let pair = mark.earlier.clone().zip(mark.claim().cloned());
    let asked = pair.as_ref().is_some_and(|pair| data.joins.contains(pair));
    let drawn = |other: &&Mark| other.claim() == mark.earlier.as_ref() && other.series.subject == mark.series.subject;
    let earlier = chart.marks().find(drawn);
    (!asked || earlier.is_none()).then(|| {
        let earlier = earlier.map_or(&mark.period, |earlier| &earlier.period);
        wrong_join(earlier, &mark.period, "joined by nobody's hand")
    })
}

fn problems(before: Option<&Mark>, mark: &Mark, data: &Dataset) -> Vec<WrongJoin> {
    let Some(before) = before else {
        return vec![wrong_join(&mark.period, &mark.period, "nothing before it")];
    };
    let fail = |reason: String| wrong_join(&before.period, &mark.period, reason);
    let mut found = Vec::new();
    if !before.quantity.is_known() || !mark.quantity.is_known() {
        found.push(fail("a figure that is not stated".into()));
    }
    let earlier = series_behind(before, data);
    let later = series_behind(mark, data);
    if earlier.is_empty() || later.is_empty() {
        found.push(fail("no claim behind it".into()));
    }
    for a in &earlier {
        for b in &later {
            found.extend(gaps_between((a, &before.period), (b, &mark.period)).into_iter().map(|gap| fail(gap.name().into())));
        }
    }
    found.sort_by(|a, b| a.reason.cmp(&b.reason));
    found.dedup();
    found
}

/// The series of the level claims behind a mark.
fn series_behind(mark: &Mark, data: &Dataset) -> Vec<SeriesKey> {
    mark.claims
        .iter()
        .filter_map(|id| data.claims.get(id))
        .filter_map(|claim| data.metric_of(claim).map(|metric| (claim, metric)))
        .filter(|(_, metric)| metric.kind == MetricKind::Level)
        .map(|(claim, metric)| SeriesKey::of(claim, metric))
        .filter(|key| key.unit == mark.series.unit)
        .collect()
}
