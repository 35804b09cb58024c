//! What a view asks of the deals of a person's own tables: panels and filters in the one form of
//! question, and the quarterly columns that the answer becomes.

use std::{collections::BTreeSet, str::FromStr as _};

use jiff::civil::{Date, date};

use super::cube::{AmountSum, Answer, Area, Condition, Dimension, Filters, GroupBy, MicroPoint, Order, Panel};
use crate::model::{
    claim::Measure,
    filter::{Filter, GeoBox},
    period::Period,
    unit::Currency,
    view_state::FinancingView,
};

/// Groups that a list shows.
pub const LISTED: usize = 8;
/// Series of a stack that keep a colour of their own; the others are one.
pub const STACKED: usize = 7;

/// What stands beside the quarters, each with what it is divided by, in their order on the screen.
pub const LISTS: [(&str, GroupBy); 6] = [
    ("round", GroupBy::Round),
    ("sub_field", GroupBy::SubField),
    ("place", GroupBy::Prefecture),
    ("amount_band", GroupBy::AmountBand),
    ("investor", GroupBy::Investor),
    ("table", GroupBy::Table),
];

/// Names of the dimensions that quarters can be stacked by.
pub const STACKS: [&str; 6] = ["round", "sub_field", "layer", "province", "amount_band", "table"];

/// What a stack's name divides by; none for the empty one and those that are not known.
pub fn stack_of(name: &str) -> Option<GroupBy> {
    Some(match name {
        "round" => GroupBy::Round,
        "sub_field" => GroupBy::SubField,
        "layer" => GroupBy::Layer,
        "province" => GroupBy::Province,
        "amount_band" => GroupBy::AmountBand,
        "table" => GroupBy::Table,
        _ => return None,
    })
}

/// Questions of the panel: quarters first, then [`LISTS`], and last one sum over all.
pub fn panels(view: &FinancingView, currency: Currency) -> Vec<Panel> {
    let amount = Some(currency);
    let mut by_quarter = vec![GroupBy::Quarter];
    by_quarter.extend(stack_of(&view.stack));
    let order = match view.measure {
        Measure::Events => Order::Events,
        Measure::Amount => Order::Amount,
    };
    let list = |by: GroupBy| {
        let order = if by == GroupBy::AmountBand { Order::Key } else { order };
        Panel { group_by: vec![by], amount, order, limit: Some(LISTED) }
    };
    let quarters = Panel { group_by: by_quarter, amount, order: Order::Key, limit: None };
    let whole = Panel { group_by: Vec::new(), amount, order: Order::Key, limit: None };
    std::iter::once(quarters).chain(LISTS.map(|(_, by)| list(by))).chain([whole]).collect()
}

/// The view's filters as conditions on deals: period, places, box, and those on own tables. A
/// dimension that nobody knows is left out.
pub fn filters(filter: &Filter) -> Filters {
    let mut filters = Filters::new();
    if let Some(days) = filter.period.as_ref().map(days) {
        filters.insert(Dimension::Date, days);
    }
    let mut places: BTreeSet<Option<String>> = filter.places.iter().map(|id| Some(id.to_string())).collect();
    for (name, values) in &filter.deals {
        let Ok(dimension) = Dimension::from_str(name) else { continue };
        let values = values.iter().map(|value| Some(value.clone()).filter(|value| !value.is_empty()));
        match dimension {
            Dimension::Date | Dimension::Area => {}
            Dimension::Place => places.extend(values),
            other => {
                filters.insert(other, Condition::Any(values.collect()));
            }
        }
    }
    if !places.is_empty() {
        filters.insert(Dimension::Place, Condition::Any(places));
    }
    if let Some(area) = filter.area {
        filters.insert(Dimension::Area, Condition::Area(area_of(area)));
    }
    filters
}

fn days(period: &Period) -> Condition {
    const FIRST: Date = date(1, 1, 1);
    const LAST: Date = date(9999, 12, 31);
    Condition::Days { first: period.start().unwrap_or(FIRST), last: period.end().unwrap_or(LAST) }
}

fn area_of(area: GeoBox) -> Area {
    #[expect(clippy::cast_possible_truncation, reason = "degrees in millionths fit")]
    let micro = |degrees: f64| (degrees * 1e6).round() as i32;
    Area::Box {
        from: MicroPoint { lon: micro(area.west), lat: micro(area.south) },
        to: MicroPoint { lon: micro(area.east), lat: micro(area.north) },
    }
}

/// A part of a column: one series in one quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Position in [`Columns::series`].
    pub series: usize,
    /// Deals.
    pub events: u64,
    /// Their money.
    pub amount: AmountSum,
}

/// All deals of a quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The quarter, `2025Q1`.
    pub quarter: String,
    /// Parts from the bottom up; series without a deal in it are left out.
    pub parts: Vec<Part>,
    /// The quarter is not over, or has been for fewer days than a person wants.
    pub incomplete: bool,
}

impl Column {
    /// Deals of all parts.
    pub fn events(&self) -> u64 {
        self.parts.iter().map(|part| part.events).sum()
    }

    /// Money of all parts, least and most in minor units; the most without open ends.
    pub fn amount(&self) -> (i128, i128) {
        self.parts
            .iter()
            .fold((0, 0), |(low, high), part| (low.saturating_add(part.amount.low), high.saturating_add(part.amount.high)))
    }

    /// Deals whose money is not known.
    pub fn unknown(&self) -> u64 {
        self.parts.iter().map(|part| part.amount.unknown).sum()
    }
}

/// The quarterly columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Series from the bottom up: the id or name of each group, `None` for what is not known; the
    /// last one holds all smaller groups where `has_rest`.
    pub series: Vec<Option<String>>,
    /// The last series holds all smaller groups.
    pub has_rest: bool,
    /// Every quarter from the first to the last with a deal.
    pub columns: Vec<Column>,
    /// Deals of no known quarter.
    pub undated: u64,
}

/// Turns the answer for the quarters into columns. `complete_until`: quarters that end later are
/// incomplete.
pub fn columns(answer: &Answer, measure: Measure, complete_until: Date) -> Columns {
    let weight = |events: u64, amount: &AmountSum| match measure {
        Measure::Events => i128::from(events),
        Measure::Amount => amount.low.max(0),
    };
    let mut totals = std::collections::BTreeMap::<Option<String>, i128>::new();
    for row in &answer.rows {
        let sum = totals.entry(row.key.get(1).cloned().flatten()).or_default();
        *sum = sum.saturating_add(weight(row.events, &row.amount.unwrap_or_default()));
    }
    let mut ranked: Vec<(Option<String>, i128)> = totals.into_iter().collect();
    ranked.sort_by(|(a, one), (b, other)| other.cmp(one).then_with(|| a.is_none().cmp(&b.is_none())).then_with(|| a.cmp(b)));
    let has_rest = ranked.len() > STACKED + 1;
    let own = if has_rest { STACKED } else { ranked.len() };
    let mut series: Vec<Option<String>> = ranked.into_iter().take(own).map(|(key, _)| key).collect();
    if has_rest {
        series.push(None);
    }
    let mut made = Columns { has_rest, ..Columns::default() };
    let mut found = std::collections::BTreeMap::<Period, Vec<Part>>::new();
    for row in &answer.rows {
        let key = row.key.get(1).cloned().flatten();
        let at = series.iter().take(own).position(|one| *one == key).unwrap_or(own.min(series.len().saturating_sub(1)));
        let Some(quarter) = row.key.first().cloned().flatten().and_then(|text| Period::parse(&text).ok()) else {
            made.undated += row.events;
            continue;
        };
        let parts = found.entry(quarter).or_default();
        let amount = row.amount.unwrap_or_default();
        match parts.iter_mut().find(|part| part.series == at) {
            Some(part) => {
                part.events += row.events;
                part.amount.add(&amount);
            }
            None => parts.push(Part { series: at, events: row.events, amount }),
        }
    }
    made.series = series;
    made.columns = between(found, complete_until);
    made
}

/// Quarters without a deal stand between those with one.
fn between(mut found: std::collections::BTreeMap<Period, Vec<Part>>, complete_until: Date) -> Vec<Column> {
    /// A date that was misread must not draw a thousand years.
    const MOST: usize = 400;
    let mut quarters: Vec<Period> = found.keys().cloned().collect();
    quarters.sort_by_key(Period::start);
    let (Some(mut at), Some(last)) = (quarters.first().cloned(), quarters.last().cloned()) else { return Vec::new() };
    let mut columns = Vec::new();
    loop {
        let mut parts = found.remove(&at).unwrap_or_default();
        parts.sort_by_key(|part| part.series);
        let incomplete = at.end().is_some_and(|end| end > complete_until);
        columns.push(Column { quarter: at.written().to_owned(), parts, incomplete });
        match at.shift_quarters(1) {
            Some(next) if at != last && columns.len() < MOST => at = next,
            _ => return columns,
        }
    }
}

/// The share of a reported figure that own deals reach, in tenths of a percent; none of nothing.
pub fn reached(own: i128, reported: i128) -> Option<i128> {
    (reported > 0).then(|| own.saturating_mul(1000) / reported)
}
