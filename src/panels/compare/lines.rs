//! The order in which rows are shown, and what their titles say.

use std::cmp::Ordering;

use crate::{
    analysis::compare::{CompareRow, CompareTable, RowKind},
    model::{period::Period, quantity::Quantity, unit::UnitFamily},
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::widgets::topic_text,
};

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A heading over rows of one topic.
    Heading(String),
    /// A row of the comparison, by position.
    Row(usize),
}

/// What rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    /// Column: 0 is the title, then the places.
    pub column: usize,
    /// Largest first, Z first.
    pub descending: bool,
}

impl Sort {
    /// What a click on a heading leads to: one way, the other way, then back to topics.
    pub fn next(current: Option<&Self>, column: usize) -> Option<Self> {
        // Figures are mostly read from the largest, titles from A.
        let first = column > 0;
        match current.filter(|sort| sort.column == column) {
            None => Some(Self { column, descending: first }),
            Some(sort) if sort.descending == first => Some(Self { column, descending: !first }),
            Some(_) => None,
        }
    }
}

/// The lines in the order wanted: under headings by topic, or sorted without headings.
pub(super) fn lines(ctx: &PanelCtx<'_>, table: &CompareTable, sort: Option<&Sort>) -> Vec<Line> {
    let Some(sort) = sort.filter(|sort| sort.column <= table.places.len()) else {
        return by_topic(ctx, table);
    };
    let mut rows: Vec<(usize, &CompareRow)> = table.rows.iter().enumerate().collect();
    rows.sort_by(|(_, a), (_, b)| {
        let order = match sort.column.checked_sub(1) {
            None => title(ctx, a).cmp(&title(ctx, b)),
            Some(at) => by_figure(a, b, at),
        };
        if sort.descending { order.reverse() } else { order }
    });
    if let Some(at) = sort.column.checked_sub(1) {
        // What is not stated comes last, whichever way the rest is sorted.
        rows.sort_by_key(|(_, row)| !row.cells.get(at).is_some_and(|cell| cell.quantity.is_known()));
    }
    rows.into_iter().map(|(at, _)| Line::Row(at)).collect()
}

/// By unit first, since figures of different units have no order, then by size.
fn by_figure(a: &CompareRow, b: &CompareRow, at: usize) -> Ordering {
    let mark = |row: &CompareRow| row.cells.get(at).and_then(|cell| cell.quantity.mark());
    b.unit.cmp(&a.unit).then_with(|| mark(a).cmp(&mark(b)))
}

fn by_topic(ctx: &PanelCtx<'_>, table: &CompareTable) -> Vec<Line> {
    let mut lines = Vec::with_capacity(table.rows.len() + 12);
    let mut last = None;
    for (at, row) in table.rows.iter().enumerate() {
        let heading = match &row.kind {
            RowKind::Score | RowKind::Part(_) => ctx.text.get("compare-ranking"),
            RowKind::Metric(id) => ctx.model.data.metrics.get(id).map_or("", |metric| topic_text(ctx.text, &metric.topic)),
        };
        if last != Some(heading) {
            lines.push(Line::Heading(heading.to_owned()));
            last = Some(heading);
        }
        lines.push(Line::Row(at));
    }
    lines
}

/// The title of a row.
pub(super) fn title(ctx: &PanelCtx<'_>, row: &CompareRow) -> String {
    let metric = |id| ctx.model.data.metrics.get(id).map_or_else(String::new, |metric| metric.title.get(ctx.lang()).to_owned());
    match &row.kind {
        RowKind::Score => ctx.text.get("compare-score").to_owned(),
        RowKind::Part(id) | RowKind::Metric(id) => metric(id),
    }
}

/// Period and unit of a row, and what to mind; true when there is something to mind.
pub(super) fn subtitle(ctx: &PanelCtx<'_>, row: &CompareRow) -> (String, bool) {
    let mut parts = Vec::new();
    if let Some(period) = &row.period {
        parts.push(period_text(ctx.text, period));
    }
    if row.remark.parts {
        parts.push(ctx.text.get("compare-parts-beside-wholes").to_owned());
    } else if row.remark.periods {
        parts.push(ctx.text.get("compare-periods-differ").to_owned());
    }
    if row.remark.providers {
        parts.push(ctx.text.get("compare-providers-differ").to_owned());
    }
    if row.remark.units {
        parts.push(ctx.text.get("compare-units-differ").to_owned());
    } else {
        parts.push(unit(ctx, row));
    }
    parts.retain(|part| !part.is_empty());
    (parts.join(" · "), !row.remark.is_empty())
}

fn unit(ctx: &PanelCtx<'_>, row: &CompareRow) -> String {
    if !matches!(row.kind, RowKind::Metric(_)) {
        return ctx.text.get("compare-points").to_owned();
    }
    let known = row.cells.iter().find(|cell| cell.quantity.is_known());
    match row.unit.family {
        UnitFamily::Money | UnitFamily::Percent => known
            .map(|cell| ctx.writer().quantity_parts((&cell.quantity, cell.period.as_ref()), Digits::Short).1)
            .unwrap_or_default(),
        _ => ctx.model.data.units.get(&row.unit.id).map_or_else(String::new, |unit| unit.title.get(ctx.lang()).to_owned()),
    }
}

/// A difference with its sign: `+271`, `−236`, `−10 … +5`.
pub(super) fn signed(ctx: &PanelCtx<'_>, difference: &Quantity, period: Option<&Period>) -> String {
    let write = |value: rust_decimal::Decimal| {
        let one = Quantity { value: Some(value), ..difference.clone() };
        let one = Quantity { qualifier: crate::model::quantity::Qualifier::Exact, ..one };
        let text = ctx.writer().quantity_parts((&one, period), Digits::Short).0;
        if value > rust_decimal::Decimal::ZERO { format!("+{text}") } else { text }
    };
    match (difference.value, difference.bounds.low, difference.bounds.high) {
        (Some(value), ..) => write(value),
        (None, Some(low), Some(high)) => format!("{} … {}", write(low), write(high)),
        _ => "–".to_owned(),
    }
}
