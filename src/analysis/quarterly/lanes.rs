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
        ids::ClaimId,
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
    join(data, &mut lanes);
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
                    earlier: None,
                    joined_by_hand: false,
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

/// A figure that a later one may be joined to.
struct Known {
    series: SeriesKey,
    period: Period,
    claim: Option<ClaimId>,
}

/// Says of every mark whether it continues the one before it in its lane, and if not, why: against
/// that one, or, for the first of a lane, against the latest earlier figure of the same subject.
/// Where a person joined the two, they are joined and the reason stays.
fn join(data: &Dataset, lanes: &mut [Lane]) {
    let known: Vec<Known> = lanes
        .iter()
        .flat_map(|lane| &lane.marks)
        .filter(|mark| mark.quantity.is_known())
        .map(|mark| Known { series: mark.series.clone(), period: mark.period.clone(), claim: mark.claim().cloned() })
        .collect();
    for lane in lanes {
        let mut before_is_known = true;
        let mut last: Option<Known> = None;
        for mark in &mut lane.marks {
            if !mark.quantity.is_known() {
                before_is_known = false;
                continue;
            }
            let earlier = last.as_ref().or_else(|| latest_before(&known, &mark.series, &mark.period));
            mark.gap = match earlier {
                Some(_) if last.is_some() && !before_is_known => vec![GapReason::NotStated],
                Some(earlier) => gaps_between((&earlier.series, &earlier.period), (&mark.series, &mark.period)),
                None => Vec::new(),
            };
            mark.joins_previous = last.is_some() && mark.gap.is_empty();
            mark.earlier = earlier.and_then(|known| known.claim.clone()).filter(|_| !mark.gap.is_empty());
            join_by_hand(data, mark);
            last = Some(Known { series: mark.series.clone(), period: mark.period.clone(), claim: mark.claim().cloned() });
            before_is_known = true;
        }
    }
}

fn join_by_hand(data: &Dataset, mark: &mut Mark) {
    let pair = mark.earlier.clone().zip(mark.claim().cloned());
    if pair.is_some_and(|pair| data.joins.contains(&pair)) {
        mark.joins_previous = true;
        mark.joined_by_hand = true;
    }
}

/// The latest figure of the same subject that ends before `period` begins, in another lane.
fn latest_before<'a>(known: &'a [Known], series: &SeriesKey, period: &Period) -> Option<&'a Known> {
    known
        .iter()
        .filter(|other| {
            let ends_before = matches!((other.period.end(), period.start()), (Some(end), Some(start)) if end < start);
            other.series.subject == series.subject && ends_before
        })
        .max_by_key(|other| (other.period.end(), other.series == *series))
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
