//! How far a fund's money got, step by step, tranche by tranche.

use jiff::civil::Date;

use super::money::unit_of;
use crate::model::{
    dataset::Dataset,
    ids::ClaimId,
    period::Period,
    portfolio::{Fund, Ladder, Portfolio, Rung, Tranche, in_order},
    quantity::Quantity,
    unit::UnitFamily,
};

/// One step of a fund or of one of its tranches.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderRow<'a> {
    /// Key of the fund.
    pub fund: &'a str,
    /// The tranche; none for the whole.
    pub tranche: Option<&'a Tranche>,
    /// Which step.
    pub rung: Rung,
    /// How much; not stated where nothing is known.
    pub amount: Quantity,
    /// When it was reached.
    pub date: Option<Period>,
    /// Claims it rests on.
    pub claims: &'a [ClaimId],
    /// Notes it rests on.
    pub notes: &'a [String],
}

/// The five steps of the whole, then those of each tranche.
pub fn ladder<'a>(data: &Dataset, key: &'a str, fund: &'a Fund) -> Vec<LadderRow<'a>> {
    let mut rows = steps(data, key, fund, None, &fund.ladder);
    for tranche in &fund.tranches {
        rows.extend(steps(data, key, fund, Some(tranche), &tranche.ladder));
    }
    rows
}

/// The ladders of all funds, in the order of their list.
pub fn ladders<'a>(data: &Dataset, portfolio: &'a Portfolio) -> Vec<LadderRow<'a>> {
    in_order(&portfolio.funds).into_iter().flat_map(|(key, fund)| ladder(data, key, fund)).collect()
}

fn steps<'a>(
    data: &Dataset,
    key: &'a str,
    fund: &'a Fund,
    tranche: Option<&'a Tranche>,
    known: &'a Ladder,
) -> Vec<LadderRow<'a>> {
    Rung::ALL
        .into_iter()
        .map(|rung| {
            let step = known.get(&rung);
            let claim = step.and_then(|step| step.claims.iter().find_map(|id| data.claims.get(id)));
            let entered = step.and_then(|step| step.amount.as_ref()).and_then(|figure| figure.quantity(UnitFamily::Money).ok());
            let stated = claim.map(|claim| claim.quantity.clone()).filter(|quantity| quantity.unit.family == UnitFamily::Money);
            let announced = fund.announced.clone().filter(|_| rung == Rung::Announced && step.is_some());
            LadderRow {
                fund: key,
                tranche,
                rung,
                amount: entered.or(stated).unwrap_or_else(|| Quantity::not_stated(unit_of(fund.currency))),
                date: step.and_then(|step| step.date.clone()).or_else(|| claim.map(|claim| claim.period.clone())).or(announced),
                claims: step.map_or(&[], |step| step.claims.as_slice()),
                notes: step.map_or(&[], |step| step.notes.as_slice()),
            }
        })
        .collect()
}

/// A step that is larger than one before it: money that was called cannot exceed what was raised.
/// Pairs of steps of one ladder whose bounds contradict that.
pub fn contradictions(rows: &[LadderRow<'_>]) -> Vec<(Rung, Rung)> {
    let mut found = Vec::new();
    for (at, earlier) in rows.iter().enumerate() {
        for later in rows.iter().skip(at + 1) {
            let same = earlier.tranche.map(|part| &part.id) == later.tranche.map(|part| &part.id) && earlier.fund == later.fund;
            let limits = matches!(
                (earlier.rung, later.rung),
                (Rung::Raised, Rung::Called | Rung::Deployed) | (Rung::Called, Rung::Deployed)
            );
            let ends = (earlier.amount.bounds.high, later.amount.bounds.low);
            if same && limits && earlier.amount.unit == later.amount.unit && matches!(ends, (Some(high), Some(low)) if low > high)
            {
                found.push((earlier.rung, later.rung));
            }
        }
    }
    found
}

/// The first day of a step, for putting steps in order.
pub fn day(row: &LadderRow<'_>) -> Option<Date> {
    row.date.as_ref().and_then(Period::start)
}
