//! Sizes of deals, in yuan.

use rayon::prelude::*;

use super::amounts::Rates;
use crate::{
    data::deals::{DealTable, flag},
    model::{catalog::Rate, unit::Currency},
};

/// Ids of the bands from small to large, and the yuan at which each ends. An amount that lies on a
/// limit is in the upper band; a range is in the band that holds all of it, its limits included.
pub const BANDS: [(&str, i64); 5] = [
    ("under_1m", 1_000_000),
    ("1m_to_10m", 10_000_000),
    ("10m_to_100m", 100_000_000),
    ("100m_to_1bn", 1_000_000_000),
    ("from_1bn", i64::MAX),
];

/// The band of each deal: 0 unknown (no amount, no rate, or a range over several bands), else one
/// more than the position in [`BANDS`].
pub(super) fn bands(table: &DealTable, rates: &[Rate]) -> Vec<u8> {
    let to_yuan = Rates::find(rates, Currency::Cny, None);
    let limits: Vec<[i128; 2]> = std::iter::once(0)
        .chain(BANDS.iter().map(|(_, end)| i128::from(*end) * 100))
        .collect::<Vec<_>>()
        .windows(2)
        .filter_map(|pair| <[i128; 2]>::try_from(pair).ok())
        .collect();
    let known = flag::LOW | flag::HIGH;
    let amounts = table.lows().par_iter().zip(table.highs()).zip(table.currencies()).zip(table.flags());
    amounts
        .map(|(((low, high), currency), flags)| {
            if flags & known == 0 {
                return 0;
            }
            let yuan = |minor: i64| to_yuan.convert(i128::from(minor), DealTable::currency_of(*currency)?);
            let (Some((low, _)), Some((_, high))) = (yuan(*low), yuan(*high)) else { return 0 };
            let exact = low == high && flags & known == known;
            let inside = |[start, end]: &[i128; 2]| {
                if exact {
                    *start <= low && low < *end
                } else {
                    // An open end reaches into the first or last band, so only these can hold it.
                    let low = if flags & flag::LOW == 0 { 0 } else { low };
                    let high = if flags & flag::HIGH == 0 { i128::from(i64::MAX) * 100 } else { high };
                    *start <= low && high <= *end
                }
            };
            limits.iter().zip(1..).find(|(limits, _)| inside(limits)).map_or(0, |(_, code)| code)
        })
        .collect()
}
