//! The one figure that a place shows for a metric, and province figures derived from cities.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    analysis::filtering,
    model::{
        claim::{Claim, MetricKind, Status},
        dataset::Dataset,
        filter::Filter,
        ids::{ClaimId, MetricId, PlaceId},
        quantity::{Bounds, Qualifier, Quantity},
    },
    text::number::to_screen,
};

/// The claim that a place shows for a metric: among those that pass the filter and are not
/// replaced by another, one with a figure before one without, then the latest period, then the
/// first id.
pub fn pick<'a>(data: &'a Dataset, filter: &Filter, place: &PlaceId, metric: &MetricId) -> Option<&'a Claim> {
    let claims = || data.claims_of_place(place).filter(|claim| claim.metric == *metric);
    let replaced = |id: &ClaimId| claims().any(|claim| claim.supersedes.as_ref() == Some(id));
    let passes = |claim: &Claim| filter_passes_claim(data, filter, claim);
    claims()
        .filter(|claim| passes(claim) && !replaced(&claim.id))
        .max_by_key(|claim| (claim.quantity.is_known(), claim.period.end(), std::cmp::Reverse(claim.id.clone())))
}

/// Fields of the filter that speak of claims decide; places are faded instead of emptied.
fn filter_passes_claim(data: &Dataset, filter: &Filter, claim: &Claim) -> bool {
    if filter.is_empty() {
        return true;
    }
    let claims_only = Filter {
        places: Default::default(),
        groups: Default::default(),
        area: None,
        tiers: Default::default(),
        ..filter.clone()
    };
    filtering::claim_passes(data, &claims_only, claim)
}

/// The figure that colours a province.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFigure {
    /// The figure.
    pub quantity: Quantity,
    /// Claims it is or follows from.
    pub claims: Vec<ClaimId>,
    /// Reported of the province, or summed up from places inside.
    pub status: Status,
    /// What the colour stands for.
    pub mark: f64,
}

/// Figures of the 34 province-level units for a metric; units without one are not listed.
pub fn provinces(data: &Dataset, filter: &Filter, metric: &MetricId) -> BTreeMap<PlaceId, AreaFigure> {
    let Some(record) = data.metrics.get(metric) else { return BTreeMap::new() };
    let mut figures = BTreeMap::new();
    for province in data.provinces() {
        let own = pick(data, filter, &province.id, metric).filter(|claim| claim.quantity.is_known());
        let figure = match own {
            Some(claim) => Some(AreaFigure {
                quantity: claim.quantity.clone(),
                claims: vec![claim.id.clone()],
                status: claim.status,
                mark: 0.0,
            }),
            None if record.additive && record.kind == MetricKind::Level => sum_inside(data, filter, &province.id, metric),
            None => None,
        };
        if let Some(mut figure) = figure
            && let Some(mark) = figure.quantity.mark()
        {
            figure.mark = to_screen(mark);
            figures.insert(province.id.clone(), figure);
        }
    }
    figures
}

/// The sum over places inside, each counted once. At least, since nothing is known of the rest of
/// the province.
fn sum_inside(data: &Dataset, filter: &Filter, province: &PlaceId, metric: &MetricId) -> Option<AreaFigure> {
    let known: Vec<(&PlaceId, &Claim)> = data
        .cities
        .keys()
        .filter(|place| data.places.get(*place).and_then(|p| p.province.as_ref()) == Some(province))
        .filter_map(|place| Some((place, pick(data, filter, place, metric).filter(|claim| claim.quantity.is_known())?)))
        .collect();
    let inside_another = |place: &PlaceId| known.iter().any(|(other, _)| data.is_inside(place, other));
    let parts: Vec<&Claim> = known.iter().filter(|(place, _)| !inside_another(place)).map(|(_, claim)| *claim).collect();
    let first = parts.first()?;
    // Only figures of one period and one definition add up.
    let alike = parts.iter().all(|claim| claim.period == first.period && claim.quantity.unit == first.quantity.unit);
    let low =
        parts.iter().try_fold(Decimal::ZERO, |sum, claim| sum.checked_add(claim.quantity.bounds.low.or(claim.quantity.value)?));
    let low = low.filter(|_| alike)?;
    let mut quantity = Quantity::from_bounds(Bounds { low: Some(low), high: None }, first.quantity.unit.clone());
    quantity.qualifier = Qualifier::AtLeast;
    Some(AreaFigure {
        quantity,
        claims: parts.iter().map(|claim| claim.id.clone()).collect(),
        status: Status::Derived,
        mark: 0.0,
    })
}

/// How figures become steps of a colour ramp: logarithmic where they differ by more than a factor
/// of twenty, else linear from zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RampScale {
    /// Smallest figure.
    pub low: f64,
    /// Largest figure.
    pub high: f64,
    /// Logarithmic or linear.
    pub logarithmic: bool,
}

impl RampScale {
    /// The scale over these figures; `None` when there are none.
    pub fn over(marks: impl IntoIterator<Item = f64>) -> Option<Self> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for mark in marks {
            low = low.min(mark);
            high = high.max(mark);
        }
        (low <= high).then(|| {
            let logarithmic = low > 0.0 && high / low > 20.0;
            Self { low: if logarithmic { low } else { low.min(0.0) }, high, logarithmic }
        })
    }

    /// Where a figure stands on the ramp, 0 to 1.
    pub fn at(&self, mark: f64) -> f64 {
        let t = if self.logarithmic {
            (mark / self.low).ln() / (self.high / self.low).ln()
        } else if self.high > self.low {
            (mark - self.low) / (self.high - self.low)
        } else {
            1.0
        };
        t.clamp(0.0, 1.0)
    }

    /// The figure at `t` on the ramp, the inverse of [`Self::at`].
    pub fn figure_at(&self, t: f64) -> f64 {
        if self.logarithmic { self.low * (self.high / self.low).powf(t) } else { self.low + (self.high - self.low) * t }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wide_spans_are_logarithmic_and_narrow_ones_start_at_zero() {
        let wide = RampScale::over([16.0, 654.0, 58.0]).unwrap();
        assert!(wide.logarithmic && wide.low == 16.0 && wide.at(16.0) == 0.0 && wide.at(654.0) == 1.0);
        let narrow = RampScale::over([16.0, 37.0, 20.0]).unwrap();
        assert!(!narrow.logarithmic && narrow.low == 0.0);
        assert!((narrow.at(18.5) - 0.5).abs() < 1e-12);
        assert_eq!(RampScale::over([]), None);
        assert_eq!(RampScale::over([7.0]).unwrap().at(7.0), 1.0);
    }

    proptest! {
        #[test]
        fn figure_at_undoes_at(low in 0.1..100.0_f64, factor in 1.1..500.0_f64, t in 0.0..1.0_f64) {
            let scale = RampScale::over([low, low * factor]).unwrap();
            prop_assert!((scale.at(scale.figure_at(t)) - t).abs() < 1e-9);
        }
    }
}
