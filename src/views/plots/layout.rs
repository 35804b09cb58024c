//! Where lanes and marks stand, in points above the plot's lower edge; all lanes share one scale.

use rust_decimal::Decimal;

use crate::{
    analysis::chart::{ChartModel, Lane, Mark, TimeSpan},
    text::number::{Writer, to_screen},
};

/// Room above the highest mark of a lane for its value.
const LABEL: f64 = 17.0;
/// More room where growth is written too.
const GROWTH: f64 = 15.0;
/// Least room between the baseline and the next lane's marks.
const LEAST: f64 = 8.0;
/// Smallest lane.
pub const MIN_LANE: f64 = 30.0;
/// From this height a lane has room for growth above the value.
const HIGH: f64 = 84.0;

/// A lane as it is drawn.
#[derive(Clone, Debug)]
pub struct Band {
    /// Index in the chart.
    pub lane: usize,
    /// Zero line.
    pub base: f64,
    /// Upper end, where the next lane begins.
    pub top: f64,
    /// Points for one unit of the currency shown, or for one counted thing, per quarter.
    pub scale: f64,
    /// True when its unit cannot be turned into the others'.
    pub own_scale: bool,
    /// Growth is written above the values.
    pub growth: bool,
}

/// A mark as it is drawn: its span, and how high its low and high ends stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Left and right edge in quarters.
    pub span: TimeSpan,
    /// Zero line.
    pub base: f64,
    /// Top of the solid part.
    pub low: f64,
    /// Top of the light part; equal to `low` where there is none.
    pub high: f64,
}

/// All lanes in view.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Bands from the top down.
    pub bands: Vec<Band>,
    /// Height that the bands need, at least what was given.
    pub height: f64,
}

/// The ends of a mark in its own unit: of the solid part and of the light one.
fn ends(mark: &Mark) -> Option<(Decimal, Decimal)> {
    let (value, bounds) = (mark.quantity.value, mark.quantity.bounds);
    let low = value.or(bounds.low);
    match (low, value.or(bounds.high)) {
        (Some(low), Some(high)) => Some((low, high)),
        (Some(low), None) => Some((low, low)),
        (None, Some(high)) => Some((Decimal::ZERO, high)),
        (None, None) => None,
    }
}

/// Amount per quarter at the top of a mark, units shown.
fn rate(mark: &Mark, writer: &Writer<'_>) -> f64 {
    match (ends(mark), mark.span) {
        (Some((_, high)), Some(span)) if span.quarters() > 0.0 => to_screen(high) * factor(mark, writer) / span.quarters(),
        _ => 0.0,
    }
}

/// Units shown for one of the mark's own: each mark by the exchange rate of its own time.
fn factor(mark: &Mark, writer: &Writer<'_>) -> f64 {
    let currency = mark.series.unit.currency();
    currency.map_or(1.0, |currency| to_screen(writer.through_lens(currency, Some(&mark.period)).factor()))
}

/// Divides `height` among the lanes with a mark between `from` and `to`, on one scale.
pub fn place(chart: &ChartModel, writer: &Writer<'_>, height: f64, visible: TimeSpan) -> Layout {
    let shown: Vec<(usize, &Lane)> = chart
        .lanes
        .iter()
        .enumerate()
        .filter(|(_, lane)| lane.marks.iter().any(|mark| mark.span.is_none_or(|span| span.overlaps(&visible))))
        .collect();
    let height = height.max(shown.len() as f64 * MIN_LANE);
    let wanted = chart.unit.currency().map(|currency| writer.through_lens(currency, None).currency);
    let roomy = height / shown.len().max(1) as f64 >= HIGH;
    let mut bands: Vec<(Band, f64, f64)> = Vec::with_capacity(shown.len());
    for (index, lane) in shown {
        let lens = lane.series.unit.currency().map(|currency| writer.through_lens(currency, None));
        let own_scale = lens.is_some_and(|lens| Some(lens.currency) != wanted);
        let most = lane.marks.iter().map(|mark| rate(mark, writer)).fold(0.0, f64::max);
        let growth = roomy && lane.marks.iter().any(|mark| !mark.growth.is_empty());
        let pad = LABEL + if growth { GROWTH } else { 0.0 };
        bands.push((Band { lane: index, base: 0.0, top: 0.0, scale: 0.0, own_scale, growth }, most, pad));
    }
    let pads: f64 = bands.iter().map(|(_, _, pad)| pad + LEAST).sum();
    let room = (height - pads).max(0.0);
    let most: f64 = bands.iter().filter(|(band, ..)| !band.own_scale).map(|(_, most, _)| most).sum();
    // A lane on a scale of its own gets an equal part of the room.
    let own = bands.iter().filter(|(band, ..)| band.own_scale).count() as f64;
    let own_part = if bands.is_empty() { 0.0 } else { room / bands.len() as f64 };
    let shared = if most > 0.0 { (room - own * own_part) / most } else { 0.0 };
    let mut y = height;
    let bands = bands
        .into_iter()
        .map(|(mut band, most, pad)| {
            let (points, scale) = match (band.own_scale, most > 0.0) {
                (true, true) => (own_part, own_part / most),
                (true, false) => (own_part, 0.0),
                (false, _) => (most * shared, shared),
            };
            band.top = y;
            y -= points + pad + LEAST;
            band.base = y + LEAST / 2.0;
            band.scale = scale;
            band
        })
        .collect();
    Layout { bands, height }
}

/// Where a mark stands in its lane.
pub fn placed(mark: &Mark, band: &Band, all: TimeSpan, writer: &Writer<'_>) -> Placed {
    let span = mark.span.unwrap_or(all);
    let scale = band.scale * factor(mark, writer) / span.quarters().max(1e-6);
    let at = |value: Decimal| band.base + to_screen(value) * scale;
    match (ends(mark), mark.span) {
        (Some((low, high)), Some(_)) => Placed { span, base: band.base, low: at(low), high: at(high) },
        _ => Placed { span, base: band.base, low: band.base, high: band.base },
    }
}
