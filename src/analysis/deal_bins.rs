//! Deals on the map: counted in the cells of a grid for each zoom step, and by point when near. For
//! the background; a frame only looks up what is in view.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    cube::{AmountSum, Cube, Filters, Linked, QueryError, Rates, statistics::sum_of},
    scale::{Viewport, WORLD, World, to_world},
};
use crate::model::{claim::Measure, unit::Currency};

/// Side of a cell on the screen at its own zoom, points.
pub const CELL: f64 = 28.0;
/// Zoom from which deals stand one by one where they are; those of one point stay together.
pub const SINGLE_FROM: u8 = 11;
/// Marks that are drawn one by one at most.
pub const MOST_SINGLE: usize = 2_000;
/// Radii of the largest mark and the smallest.
const RADII: [f32; 2] = [17.0, 2.5];
/// Lowest step.
const LOWEST: u8 = 2;

/// The zoom step whose cells a zoom shows.
pub fn step_of(zoom: f64) -> u8 {
    let single = f64::from(SINGLE_FROM);
    if zoom >= single {
        return SINGLE_FROM;
    }
    let step = zoom.round().clamp(f64::from(LOWEST), single - 1.0);
    (LOWEST..SINGLE_FROM).find(|one| f64::from(*one) >= step).unwrap_or(SINGLE_FROM)
}

/// Deals that one mark stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// Grid cell: row in the upper half, column in the lower.
    cell: u64,
    /// Middle of the deals, in parts of the world's width.
    x: u32,
    y: u32,
    from: u32,
    /// Deals.
    pub events: u32,
    /// Lower bound of their known money, minor units.
    pub low: u64,
}

impl Bin {
    /// Where the mark stands.
    pub fn at(&self) -> World {
        World { x: f64::from(self.x) / PARTS, y: f64::from(self.y) / PARTS }
    }

    /// What the mark's area shows.
    pub fn value(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Events => u64::from(self.events),
            Measure::Amount => self.low,
        }
    }
}

const PARTS: f64 = 4_294_967_296.0;

/// All deals of a zoom step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bins {
    /// The step.
    pub step: u8,
    /// Sorted by cell.
    pub bins: Vec<Bin>,
    /// Rows of the table, bin by bin.
    rows: Vec<u32>,
    /// Deals whose place is not known: they are in no bin.
    pub nowhere: usize,
    /// Largest number of deals in a bin, and largest amount.
    largest: (u32, u64),
    /// Currency of the amounts.
    pub currency: Option<Currency>,
}

impl Bins {
    /// Counts the deals that all filters let through. Takes a moment for a large table: not within a
    /// frame.
    ///
    /// # Errors
    /// When a filter does not fit its dimension.
    pub fn new(cube: &Arc<Cube>, filters: &Filters, currency: Currency, step: u8) -> Result<Self, QueryError> {
        let rows = Linked::with_filters(Arc::clone(cube), Vec::new(), filters)?.rows(&[]);
        let rates = Rates::find(cube.rates(), currency, None);
        let mut placed: Vec<(u64, u64, u32)> = rows
            .par_iter()
            .filter_map(|row| {
                let world = to_world(cube.point(*row as usize)?.degrees());
                let point = parts(world.y) << 32 | parts(world.x);
                Some((cell_of(world, step), point, *row))
            })
            .collect();
        placed.par_sort_unstable();
        let near = step >= SINGLE_FROM;
        let together: Vec<&[(u64, u64, u32)]> = placed.chunk_by(|a, b| a.0 == b.0 && (!near || a.1 == b.1)).collect();
        let mut bins: Vec<Bin> = together.par_iter().map(|deals| bin(cube, deals, &rates)).collect();
        let mut from = 0;
        for bin in &mut bins {
            bin.from = from;
            from += bin.events;
        }
        let largest = bins.iter().fold((0, 0), |(events, low), bin| (bin.events.max(events), bin.low.max(low)));
        let nowhere = rows.len() - placed.len();
        let rows = placed.into_iter().map(|(_, _, row)| row).collect();
        Ok(Self { step, bins, rows, nowhere, largest, currency: Some(currency) })
    }

    /// Rows of the table that a bin stands for.
    pub fn rows(&self, bin: &Bin) -> &[u32] {
        let from = bin.from as usize;
        self.rows.get(from..from + bin.events as usize).unwrap_or_default()
    }

    /// The money of a bin's deals.
    pub fn amount(&self, bin: &Bin, cube: &Cube) -> AmountSum {
        let Some(currency) = self.currency else { return AmountSum::default() };
        sum_of(cube, self.rows(bin).iter().copied(), &Rates::find(cube.rates(), currency, None))
    }

    /// The largest value of a mark.
    pub fn largest(&self, measure: Measure) -> u64 {
        match measure {
            Measure::Events => u64::from(self.largest.0),
            Measure::Amount => self.largest.1,
        }
    }

    /// Radius of a mark on the screen: its area goes with the value.
    pub fn radius(&self, value: u64, measure: Measure) -> f32 {
        let [most, least] = RADII;
        let largest = self.largest(measure).max(1);
        ((value as f64 / largest as f64).sqrt() as f32 * most).max(least)
    }

    /// The bins of a window, those with most deals first. Those in a wider margin are among them, so
    /// that none is cut at the edge.
    pub fn in_view(&self, viewport: &Viewport) -> Vec<&Bin> {
        let [width, height] = viewport.size;
        let reach = |size: f64| (size / 2.0 + CELL) / viewport.scale();
        let (x, y) = (reach(width), reach(height));
        let corner = |x: f64, y: f64| cell_of(World { x: viewport.center.x + x, y: viewport.center.y + y }, self.step);
        let (first, last) = (corner(-x, -y), corner(x, y));
        let column = |cell: u64| cell & u64::from(u32::MAX);
        let mut found = Vec::new();
        for row in first >> 32..=last >> 32 {
            let from = self.bins.partition_point(|bin| bin.cell < (row << 32 | column(first)));
            let line = self.bins.get(from..).unwrap_or_default();
            let line = line.iter().take_while(|bin| bin.cell <= (row << 32 | column(last)));
            found.extend(line.filter(|bin| viewport.shows(viewport.project(bin.at()), CELL)));
        }
        found
    }

    /// The bins that are drawn, large ones first, and how many deals of the window are in none of
    /// them.
    pub fn drawn(&self, viewport: &Viewport, measure: Measure) -> (Vec<&Bin>, u64) {
        let mut found = self.in_view(viewport);
        let mut left_out = 0;
        if self.step >= SINGLE_FROM && found.len() > MOST_SINGLE {
            // Scattered over the window, where many are of the same size.
            let scattered = |bin: &&Bin| (std::cmp::Reverse(bin.events), (bin.x ^ bin.y).wrapping_mul(2_654_435_761));
            found.select_nth_unstable_by_key(MOST_SINGLE, scattered);
            left_out = found.split_off(MOST_SINGLE).iter().map(|bin| u64::from(bin.events)).sum();
        }
        found.sort_unstable_by_key(|bin| (std::cmp::Reverse(bin.value(measure)), bin.cell, bin.from));
        (found, left_out)
    }

    /// Up to three round values for the legend, the largest first.
    pub fn legend_values(&self, measure: Measure) -> Vec<u64> {
        let mut values = Vec::new();
        for share in [1, 5, 25] {
            let value = rounded_down(self.largest(measure) / share);
            if value > 0 && values.last() != Some(&value) {
                values.push(value);
            }
        }
        values
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to the range before")]
fn parts(share: f64) -> u64 {
    (share * PARTS).clamp(0.0, PARTS - 1.0) as u64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to the range before")]
fn cell_of(world: World, step: u8) -> u64 {
    let cells = WORLD * f64::from(step).exp2() / CELL;
    let at = |share: f64| (share.clamp(0.0, 1.0) * cells) as u64;
    at(world.y) << 32 | at(world.x)
}

fn bin(cube: &Cube, deals: &[(u64, u64, u32)], rates: &Rates) -> Bin {
    let events = deals.len().max(1) as u64;
    let middle = |part: fn(u64) -> u64| {
        let sum: u64 = deals.iter().map(|(_, point, _)| part(*point)).sum();
        u32::try_from(sum / events).unwrap_or(u32::MAX)
    };
    let low = sum_of(cube, deals.iter().map(|(_, _, row)| *row), rates).low;
    Bin {
        cell: deals.first().map_or(0, |(cell, ..)| *cell),
        x: middle(|point| point & u64::from(u32::MAX)),
        y: middle(|point| point >> 32),
        from: 0,
        events: u32::try_from(deals.len()).unwrap_or(u32::MAX),
        low: u64::try_from(low.max(0)).unwrap_or(u64::MAX),
    }
}

/// 1, 2 or 5 times a power of ten, not above the value.
fn rounded_down(value: u64) -> u64 {
    let Some(power) = value.checked_ilog10().map(|power| 10_u64.pow(power)) else { return 0 };
    [5, 2, 1].into_iter().map(|factor| factor * power).find(|round| *round <= value).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::{
        data::{
            atlas::{AtlasSource, load},
            deals::generate::Generator,
        },
        model::view_state::MapView,
    };

    fn cube(rows: u64) -> Arc<Cube> {
        let data = load(&AtlasSource::Bundled).dataset;
        Arc::new(Cube::new(Arc::new(Generator::new(&data, rows, 5).unwrap().table()), &data))
    }

    #[test]
    fn cells_equal_plain_loops_and_lose_no_deal() {
        let cube = cube(3_000);
        for step in [3, 6, SINGLE_FROM] {
            let bins = Bins::new(&cube, &Filters::new(), Currency::Cny, step).unwrap();
            let mut cells = BTreeMap::<u64, usize>::new();
            let mut points = BTreeSet::new();
            let mut nowhere = 0;
            for row in 0..cube.len() {
                let Some(point) = cube.point(row) else {
                    nowhere += 1;
                    continue;
                };
                points.insert((point.lon, point.lat));
                *cells.entry(cell_of(to_world(point.degrees()), step)).or_default() += 1;
            }
            assert_eq!(bins.nowhere, nowhere);
            let mut found = BTreeMap::<u64, usize>::new();
            for bin in &bins.bins {
                *found.entry(bin.cell).or_default() += bin.events as usize;
                assert_eq!(bins.rows(bin).len(), bin.events as usize);
                assert_eq!(bins.amount(bin, &cube).low, i128::from(bin.low));
                // The middle of what is in a cell lies in it.
                assert_eq!(cell_of(bin.at(), step), bin.cell);
            }
            assert_eq!(found, cells);
            if step == SINGLE_FROM {
                assert_eq!(bins.bins.len(), points.len());
            } else {
                assert_eq!(bins.bins.len(), cells.len());
            }
        }
    }

    #[test]
    fn a_window_shows_what_lies_in_it() {
        let cube = cube(3_000);
        for (step, zoom) in [(5, 4.8), (8, 8.3), (SINGLE_FROM, 12.0)] {
            let bins = Bins::new(&cube, &Filters::new(), Currency::Cny, step).unwrap();
            let view = MapView { lon: 116.4, lat: 39.9, zoom, base: String::new() };
            let viewport = Viewport::of(&view, [900.0, 500.0]);
            let wanted: BTreeSet<u32> =
                bins.bins.iter().filter(|bin| viewport.shows(viewport.project(bin.at()), CELL)).map(|bin| bin.from).collect();
            let (drawn, left_out) = bins.drawn(&viewport, Measure::Events);
            assert_eq!(drawn.iter().map(|bin| bin.from).collect::<BTreeSet<_>>(), wanted);
            assert!(!wanted.is_empty() && left_out == 0);
            assert!(drawn.windows(2).all(|pair| pair[0].events >= pair[1].events));
        }
    }

    #[test]
    fn steps_radii_and_legend() {
        let steps = [(1.0, 2), (4.4, 4), (4.6, 5), (10.9, 10), (11.0, 11), (16.0, 11)];
        assert!(steps.iter().all(|(zoom, step)| step_of(*zoom) == *step));
        let bins = Bins { largest: (2_380, 0), ..Bins::default() };
        assert_eq!(bins.legend_values(Measure::Events), [2_000, 200, 50]);
        assert!(bins.legend_values(Measure::Amount).is_empty());
        let [large, quarter] = [2_380, 595].map(|value| bins.radius(value, Measure::Events));
        assert!((large - 17.0).abs() < 1e-4 && (quarter - 8.5).abs() < 1e-4);
        assert_eq!([7, 20, 99, 100].map(rounded_down), [5, 20, 50, 100]);
    }
}
