//! Weights that always sum to 100 %.

use std::collections::BTreeMap;

use crate::model::{ids::MetricId, ranking_default::WEIGHT_SUM};

/// The weights after one was set to `target` basis points (held to 0 … 10,000): the others keep
/// their proportions and the sum stays 10,000. What rounding leaves over goes to the largest
/// remainders, equal ones by metric id. Where the others are all zero they share equally.
///
/// A metric that is not among the weights, or the only one, changes nothing but the sum.
#[must_use]
pub fn what_if(weights: &BTreeMap<MetricId, u32>, metric: &MetricId, target: u32) -> BTreeMap<MetricId, u32> {
    if !weights.contains_key(metric) || weights.len() < 2 {
        return rescaled(weights, WEIGHT_SUM);
    }
    let target = target.min(WEIGHT_SUM);
    let others: BTreeMap<MetricId, u32> =
        weights.iter().filter(|(id, _)| *id != metric).map(|(id, weight)| (id.clone(), *weight)).collect();
    let mut changed = rescaled(&others, WEIGHT_SUM - target);
    changed.insert(metric.clone(), target);
    changed
}

/// The weights brought to a sum of `sum` in proportion (largest remainder method; ties by id).
#[must_use]
pub fn rescaled(weights: &BTreeMap<MetricId, u32>, sum: u32) -> BTreeMap<MetricId, u32> {
    let total: u64 = weights.values().map(|w| u64::from(*w)).sum();
    let part_of = |weight: u32| if total == 0 { 1 } else { u64::from(weight) };
    let whole = if total == 0 { weights.len() as u64 } else { total }.max(1);
    let mut shares: Vec<(u64, &MetricId, u64)> = weights
        .iter()
        .map(|(id, weight)| {
            let product = part_of(*weight) * u64::from(sum);
            (product % whole, id, product / whole)
        })
        .collect();
    let given: u64 = shares.iter().map(|(_, _, share)| share).sum();
    let missing = usize::try_from(u64::from(sum).saturating_sub(given)).unwrap_or(0);
    shares.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    for (_, _, share) in shares.iter_mut().take(missing) {
        *share += 1;
    }
    shares.into_iter().map(|(_, id, share)| (id.clone(), u32::try_from(share).unwrap_or(sum))).collect()
}

/// Each weight as a share of 1.
///
/// Basis points cannot say a sixth. Weights that differ by no more than one basis point are an
/// equal split and count as exactly equal.
pub fn shares(weights: &BTreeMap<MetricId, u32>) -> BTreeMap<MetricId, f64> {
    let (low, high) = weights.values().fold((u32::MAX, 0), |(low, high), w| (low.min(*w), high.max(*w)));
    let sum: f64 = weights.values().map(|w| f64::from(*w)).sum();
    let equal = high.saturating_sub(low) <= 1;
    let count = weights.len() as f64;
    let share = |weight: u32| if equal || sum <= 0.0 { 1.0 / count } else { f64::from(weight) / sum };
    weights.iter().map(|(id, weight)| (id.clone(), share(*weight))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weights(values: &[u32]) -> BTreeMap<MetricId, u32> {
        values.iter().enumerate().map(|(i, w)| (MetricId::new(format!("m{i}")), *w)).collect()
    }

    #[test]
    fn a_moved_weight_takes_from_the_others_in_proportion() {
        let changed = what_if(&weights(&[5_000, 3_000, 2_000]), &"m0".into(), 0);
        assert_eq!(changed, weights(&[0, 6_000, 4_000]));
        let all = what_if(&weights(&[5_000, 3_000, 2_000]), &"m1".into(), 10_000);
        assert_eq!(all, weights(&[0, 10_000, 0]));
        let back = what_if(&all, &"m1".into(), 4_000);
        assert_eq!(back, weights(&[3_000, 4_000, 3_000]));
    }

    #[test]
    fn an_equal_split_counts_as_exactly_equal() {
        let shares = shares(&weights(&[1_667, 1_667, 1_667, 1_667, 1_666, 1_666]));
        assert!(shares.values().all(|share| *share == 1.0 / 6.0));
        let unequal = super::shares(&weights(&[1_668, 1_666, 1_667, 1_667, 1_666, 1_666]));
        assert!(unequal.values().any(|share| *share != 1.0 / 6.0));
    }

    proptest! {
        #[test]
        fn weights_sum_to_ten_thousand_after_any_change(
            values in proptest::collection::vec(0_u32..=10_000, 2..9),
            at in 0_usize..9,
            target in 0_u32..20_000,
        ) {
            let metric = MetricId::new(format!("m{}", at % values.len()));
            let changed = what_if(&weights(&values), &metric, target);
            prop_assert_eq!(changed.values().sum::<u32>(), WEIGHT_SUM);
            prop_assert_eq!(changed[&metric], target.min(WEIGHT_SUM));
            prop_assert_eq!(changed.len(), values.len());
        }

        #[test]
        fn order_among_the_others_is_kept(values in proptest::collection::vec(1_u32..=10_000, 3..9), target in 0_u32..=10_000) {
            let before = weights(&values);
            let changed = what_if(&before, &"m0".into(), target);
            for (a, wa) in before.iter().skip(1) {
                for (b, wb) in before.iter().skip(1) {
                    if wa > wb {
                        prop_assert!(changed[a] >= changed[b]);
                    }
                }
            }
        }
    }
}
