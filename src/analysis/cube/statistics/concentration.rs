//! How much of a whole a few hold.

use serde::{Deserialize, Serialize};

/// The smallest groups' share of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LorenzPoint {
    /// So many of the smallest groups …
    pub groups: usize,
    /// … hold so much together, in the unit of the values.
    pub value: i128,
}

/// How a whole is divided among groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concentration {
    /// Groups that hold something.
    pub groups: usize,
    /// The whole, in the unit of the values.
    pub whole: i128,
    /// Herfindahl-Hirschman index: the sum of squared shares, in ten-thousandths. 10,000 is one
    /// group alone; none where there is no whole.
    pub hhi: Option<u32>,
    /// What the largest 1, 2, 3, … groups hold together, in the unit of the values.
    pub top: Vec<i128>,
    /// From no group to all of them, smallest first.
    pub lorenz: Vec<LorenzPoint>,
}

/// Steps of a share in the index: squares of shares then stay within sixty bits.
const SHARE_STEPS: i128 = 1 << 30;

/// How values (events, or one bound of sums of money) are divided. Groups with nothing are left out.
/// `top` and `lorenz` have at most so many points; a curve over more groups is thinned evenly.
pub fn concentration(values: impl IntoIterator<Item = i128>, most_points: usize) -> Concentration {
    let mut values: Vec<i128> = values.into_iter().filter(|value| *value > 0).collect();
    values.sort_unstable();
    let whole: i128 = values.iter().fold(0, |sum, value| sum.saturating_add(*value));
    if whole == 0 {
        return Concentration::default();
    }
    let squares: i128 = values
        .iter()
        .map(|value| {
            let share = share(*value, whole);
            share * share
        })
        .sum();
    let hhi = (squares * 10_000 + SHARE_STEPS * SHARE_STEPS / 2) / (SHARE_STEPS * SHARE_STEPS);
    let running = |values: &mut dyn Iterator<Item = &i128>| -> Vec<i128> {
        values
            .scan(0_i128, |sum, value| {
                *sum = sum.saturating_add(*value);
                Some(*sum)
            })
            .collect()
    };
    let mut top = running(&mut values.iter().rev());
    top.truncate(most_points);
    let sums = running(&mut values.iter());
    let steps = most_points.saturating_sub(1).clamp(1, sums.len());
    let point = |step: usize| {
        // Every group where there are few, else evenly spread ones; the last is always the whole.
        let groups = (step * sums.len()).div_ceil(steps);
        let value = groups.checked_sub(1).and_then(|at| sums.get(at)).copied().unwrap_or_default();
        LorenzPoint { groups, value }
    };
    let lorenz = (0..=steps).map(point).collect();
    Concentration { groups: values.len(), whole, hhi: u32::try_from(hhi).ok(), top, lorenz }
}

/// A share in steps, without a product that could grow too wide.
fn share(value: i128, whole: i128) -> i128 {
    match value.checked_mul(SHARE_STEPS) {
        Some(product) => product / whole,
        None => value / (whole / SHARE_STEPS).max(1),
    }
}
