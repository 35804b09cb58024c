//! Marks to lanes: which go together, in which order, where something is missing, what is joined.

use std::collections::BTreeMap;

use crate::{
    analysis::{
        chart::{Lane, Mark, TimeSpan, TimeTick, quarter_of},
        comparability::{GapReason, SeriesKey, gaps_between},
    },
    model::{
        claim::Subject,
        dataset::Dataset,
        period::{Period, PeriodKind},
        place::PlaceLevel,
        quantity::Quantity,
    },
};

/// Fewest quarters on the time axis.
pub const MIN_QUARTERS: usize = 5;

/// A year without a claim is a plain gap; fewer missing quarters are marked as not stated.
const PLAIN_GAP: i32 = 4;

/// Countries first, then provinces, cities, zones, groups, the rest; by slug within.
pub fn subject_order<'a>(data: &Dataset, subject: &'a Subject) -> (u8, &'a str) {
    let rank = match subject {
        Subject::Place(id) => data.places.get(id).map_or(4, |place| match place.level {
            PlaceLevel::Country => 0,
            PlaceLevel::Province | PlaceLevel::Municipality | PlaceLevel::Sar => 1,
            PlaceLevel::Prefecture => 2,
            PlaceLevel::District | PlaceLevel::County => 3,
            PlaceLevel::Zone => 4,
        }),
        Subject::Group(_) => 5,
        Subject::Entity(_) => 6,
        Subject::Company(_) => 7,
        Subject::Fund(_) => 8,
    };
    (rank, subject.id())
}

/// Lanes in drawing order. Each holds marks of one series that do not overlap, with missing
/// quarters filled in as not stated.
pub fn arrange(data: &Dataset, marks: Vec<Mark>) -> Vec<Lane> {
    let mut series: BTreeMap<SeriesKey, Vec<Mark>> = BTreeMap::new();
    for mark in marks {
        series.entry(mark.series.clone()).or_default().push(mark);
    }
    let mut lanes: Vec<Lane> = Vec::new();
    for (key, mut marks) in series {
        marks.sort_by(by_time);
        let mut rows: Vec<Vec<Mark>> = Vec::new();
        for mark in marks {
            let fits = |row: &Vec<Mark>| row.last().is_some_and(|last| follows(last, &mark));
            match rows.iter_mut().find(|row| fits(row)) {
                Some(row) => row.push(mark),
                None => rows.push(vec![mark]),
            }
        }
        lanes.extend(rows.into_iter().map(|row| Lane { series: key.clone(), marks: with_missing_quarters(row) }));
    }
    let order = |lane: &Lane| {
        let (rank, slug) = subject_order(data, &lane.series.subject);
        // A named provider before none.
        (rank, slug.to_owned(), lane.series.provider.is_none(), lane.series.clone())
    };
    lanes.sort_by_cached_key(order);
    join(&mut lanes);
    lanes
}

fn by_time(a: &Mark, b: &Mark) -> std::cmp::Ordering {
    // Longer first where both begin on one day, so that a part period leaves its year's lane.
    (a.period.start(), std::cmp::Reverse(a.period.end()), &a.claims).cmp(&(
        b.period.start(),
        std::cmp::Reverse(b.period.end()),
        &b.claims,
    ))
}

fn follows(earlier: &Mark, later: &Mark) -> bool {
    matches!((earlier.period.end(), later.period.start()), (Some(end), Some(start)) if end < start)
}

/// Quarters between two quarters of one lane that nothing is said of, where they are fewer than
/// a year: drawn as a dash, never as zero.
fn with_missing_quarters(row: Vec<Mark>) -> Vec<Mark> {
    let mut filled: Vec<Mark> = Vec::with_capacity(row.len());
    for mark in row {
        if let Some(last) = filled.last().cloned() {
            for missing in missing_between(&last.period, &mark.period) {
                filled.push(Mark {
                    series: last.series.clone(),
                    span: TimeSpan::of(&missing),
                    period: missing,
                    quantity: Quantity::not_stated(last.quantity.unit.clone()),
                    status: None,
                    incomplete: false,
                    derivation: String::new(),
                    claims: Vec::new(),
                    growth: Vec::new(),
                    joins_previous: false,
                    gap: Vec::new(),
                    in_period: true,
                });
            }
        }
        filled.push(mark);
    }
    filled
}

fn missing_between(earlier: &Period, later: &Period) -> Vec<Period> {
    if earlier.kind() != PeriodKind::Quarter || later.kind() != PeriodKind::Quarter {
        return Vec::new();
    }
    let missing: Vec<Period> =
        (1..=PLAIN_GAP).map_while(|by| earlier.shift_quarters(by)).take_while(|period| period.start() < later.start()).collect();
    if i32::try_from(missing.len()).is_ok_and(|n| n < PLAIN_GAP) { missing } else { Vec::new() }
}

/// Says of every mark whether it continues the one before it in its lane, and if not, why: against
/// that one, or, for the first of a lane, against the latest earlier figure of the same subject.
fn join(lanes: &mut [Lane]) {
    let known: Vec<(SeriesKey, Period)> = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .filter(|mark| mark.quantity.is_known())
        .map(|mark| (mark.series.clone(), mark.period.clone()))
        .collect();
    for lane in lanes {
        let mut before: Option<(Period, bool)> = None;
        for mark in &mut lane.marks {
            let now = (mark.period.clone(), mark.quantity.is_known());
            match &before {
                _ if !now.1 => {}
                Some((_, false)) => mark.gap = vec![GapReason::NotStated],
                Some((period, true)) => {
                    mark.gap = gaps_between((&mark.series, period), (&mark.series, &mark.period));
                    mark.joins_previous = mark.gap.is_empty();
                }
                None => {
                    mark.gap = latest_before(&known, &mark.series, &mark.period)
                        .map(|(series, period)| gaps_between((series, period), (&mark.series, &mark.period)))
                        .unwrap_or_default();
                }
            }
            before = Some(now);
        }
    }
}

/// The latest figure of the same subject that ends before `period` begins, in another lane.
fn latest_before<'a>(
    known: &'a [(SeriesKey, Period)],
    series: &SeriesKey,
    period: &Period,
) -> Option<(&'a SeriesKey, &'a Period)> {
    known
        .iter()
        .filter(|(other, earlier)| {
            other.subject == series.subject && matches!((earlier.end(), period.start()), (Some(end), Some(start)) if end < start)
        })
        .max_by_key(|(other, earlier)| (earlier.end(), other == series))
        .map(|(other, earlier)| (other, earlier))
}

/// The quarters from the first mark to the last, at least [`MIN_QUARTERS`] of them.
pub fn ticks(lanes: &[Lane]) -> Vec<TimeTick> {
    let spans: Vec<TimeSpan> = lanes.iter().flat_map(|lane| &lane.marks).filter_map(|mark| mark.span).collect();
    let from = spans.iter().map(|span| span.from).min_by(f64::total_cmp);
    let to = spans.iter().map(|span| span.to).max_by(f64::total_cmp);
    let (Some(from), Some(to)) = (from, to) else { return Vec::new() };
    // The end of the last day is the beginning of the next quarter.
    let (Some(mut first), Some(last)) = (quarter_of(from), quarter_of(to - 1e-6)) else { return Vec::new() };
    let count =
        |first: &Period| (1..).map_while(|by| first.shift_quarters(by)).take_while(|q| q.start() <= last.start()).count() + 1;
    let short = MIN_QUARTERS.saturating_sub(count(&first));
    for _ in 0..short {
        first = first.shift_quarters(-1).unwrap_or(first);
    }
    (0..)
        .map_while(|by| first.shift_quarters(by))
        .take_while(|quarter| quarter.start() <= last.start())
        .filter_map(|period| TimeSpan::of(&period).map(|span| TimeTick { period, span }))
        .collect()
}
