//! What a fund is meant to invest in against what it invested in.

use super::money::{ZERO, currency_of, from_zero, invested, share_of};
use crate::model::{
    dataset::Dataset,
    portfolio::{Bucket, Fund, Portfolio},
    quantity::Bounds,
    unit::UnitFamily,
};

/// One field of the mandate, or what lies outside of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MandateRow {
    /// Key of the fund.
    pub fund: String,
    /// The field; none for holdings outside of the mandate or without a field.
    pub bucket: Option<Bucket>,
    /// Share that is meant for it, percent; open where it is not stated.
    pub target: Bounds,
    /// Share of what was invested, percent; an amount that is not stated widens it. None where
    /// nothing was invested.
    pub actual: Option<Bounds>,
    /// The same over the holdings whose amount is stated.
    pub among_known: Option<Bounds>,
    /// Holdings in it.
    pub holdings: usize,
}

/// The fields in the order of the mandate; a last row for what lies outside where there is any.
pub fn mandate(data: &Dataset, portfolio: &Portfolio, key: &str, fund: &Fund) -> Vec<MandateRow> {
    let holdings = portfolio.holdings_of(key);
    let currency = currency_of(Some(fund), &holdings);
    let outside = fund.mandate.len();
    let mut sums = vec![Sums::default(); outside + 1];
    for (_, holding) in &holdings {
        let at = fund.mandate.iter().position(|bucket| bucket.id == holding.bucket).unwrap_or(outside);
        let amount = invested(data, holding, currency);
        if let Some(sums) = sums.get_mut(at) {
            sums.add(from_zero(&amount), amount.is_known());
        }
    }
    let row = |at: usize, bucket: Option<&Bucket>| {
        let own = sums.get(at).cloned().unwrap_or_default();
        let rest = |part: fn(&Sums) -> Bounds| {
            let others = sums.iter().enumerate().filter(|(other, _)| *other != at);
            others.fold(ZERO, |sum, (_, other)| sum.add(&part(other)))
        };
        let target = bucket.and_then(|bucket| bucket.target.as_ref()).and_then(|share| share.quantity(UnitFamily::Percent).ok());
        MandateRow {
            fund: key.to_owned(),
            bucket: bucket.cloned(),
            target: target.map_or(Bounds::OPEN, |share| share.bounds),
            actual: share_of(&own.all, &rest(|sums| sums.all)),
            among_known: share_of(&own.known, &rest(|sums| sums.known)),
            holdings: own.count,
        }
    };
    let mut rows: Vec<MandateRow> = fund.mandate.iter().enumerate().map(|(at, bucket)| row(at, Some(bucket))).collect();
    if sums.last().is_some_and(|sums| sums.count > 0) {
        rows.push(row(outside, None));
    }
    rows
}

#[derive(Clone)]
struct Sums {
    all: Bounds,
    known: Bounds,
    count: usize,
}

impl Default for Sums {
    fn default() -> Self {
        Self { all: ZERO, known: ZERO, count: 0 }
    }
}

impl Sums {
    fn add(&mut self, amount: Bounds, is_known: bool) {
        self.all = self.all.add(&amount);
        if is_known {
            self.known = self.known.add(&amount);
        }
        self.count += 1;
    }
}
