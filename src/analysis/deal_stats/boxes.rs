//! Sizes of rounds as boxes on one logarithmic axis.

use crate::analysis::cube::statistics::{Bounds, Spread};

/// A logarithmic axis over minor units, from and to a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The power of ten that it begins with.
    pub from: u32,
    /// The power of ten that it ends with; greater than `from`.
    pub to: u32,
}

impl Axis {
    /// Where a value lies, 0 at the beginning and 1 at the end; none for what has no logarithm.
    pub fn place(self, value: i128) -> Option<f32> {
        let steps = f64::from(self.to - self.from);
        (value > 0).then(|| (((value as f64).log10() - f64::from(self.from)) / steps).clamp(0.0, 1.0) as f32)
    }

    /// The powers of ten on it, with their place.
    pub fn ticks(self) -> impl Iterator<Item = (i128, f32)> {
        (self.from..=self.to).filter_map(move |power| {
            let value = 10_i128.checked_pow(power)?;
            Some((value, self.place(value)?))
        })
    }
}

/// A row: where the figures of a round lie. What is open has no place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BoxRow {
    /// Lower quartile, as low and as high as it may be.
    pub lower: [Option<f32>; 2],
    /// Median.
    pub median: [Option<f32>; 2],
    /// Upper quartile.
    pub upper: [Option<f32>; 2],
}

/// All rows on their axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxModel {
    /// None where no size is known.
    pub axis: Option<Axis>,
    /// One for each spread, in their order.
    pub rows: Vec<BoxRow>,
}

/// Lays sizes out on one axis that holds all of them.
pub fn box_model(sizes: &[Spread]) -> BoxModel {
    let figures = |size: &Spread| [size.lower_quartile, size.median, size.upper_quartile];
    let known = || sizes.iter().flat_map(figures).flat_map(|bounds| [bounds.low, bounds.high]).flatten().filter(|v| *v > 0);
    let (Some(least), Some(most)) = (known().min(), known().max()) else {
        return BoxModel { axis: None, rows: vec![BoxRow::default(); sizes.len()] };
    };
    let from = least.ilog10();
    let to = if 10_i128.checked_pow(most.ilog10()) == Some(most) { most.ilog10() } else { most.ilog10() + 1 };
    let axis = Axis { from, to: to.max(from + 1) };
    let place = |bounds: Bounds| [bounds.low, bounds.high].map(|value| value.and_then(|value| axis.place(value)));
    let row = |size: &Spread| BoxRow {
        lower: place(size.lower_quartile),
        median: place(size.median),
        upper: place(size.upper_quartile),
    };
    BoxModel { axis: Some(axis), rows: sizes.iter().map(row).collect() }
}
