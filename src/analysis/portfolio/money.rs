//! Amounts of holdings in one currency.

use rust_decimal::Decimal;

use crate::model::{
    dataset::Dataset,
    exchange::Conversion,
    figure::Figure,
    period::Period,
    portfolio::{Fund, Holding},
    quantity::{Bounds, Quantity},
    unit::{Currency, Unit, UnitFamily},
};

/// The unit of a fund's money; one without a name where its currency is not stated.
pub fn unit_of(currency: Option<Currency>) -> Unit {
    currency.map_or_else(|| Unit::new("", UnitFamily::Money), Unit::money)
}

/// A figure of money in `currency`, at the rate nearest to `date`. Not stated where there is no
/// figure, it cannot be read, or no rate leads there.
pub fn in_currency(data: &Dataset, figure: Option<&Figure>, date: Option<&Period>, currency: Currency) -> Quantity {
    let unit = Unit::money(currency);
    let Some(quantity) = figure.and_then(|figure| figure.quantity(UnitFamily::Money).ok()) else {
        return Quantity::not_stated(unit);
    };
    let factor =
        quantity.unit.currency().and_then(|own| Conversion::find(&data.rates, own, currency, date)).map(|way| way.factor);
    match factor {
        Some(factor) if factor == Decimal::ONE => quantity,
        Some(factor) => quantity.mul(&Quantity::computed(Some(factor), Bounds::point(factor), Unit::ratio()), unit),
        None => Quantity::not_stated(unit),
    }
}

/// The currency that a fund's holdings are summed in: the fund's own, else the most frequent one of
/// its holdings, else the yuan.
pub fn currency_of(fund: Option<&Fund>, holdings: &[(&str, &Holding)]) -> Currency {
    if let Some(currency) = fund.and_then(|fund| fund.currency) {
        return currency;
    }
    let of = |holding: &Holding| holding.amount.as_ref().and_then(|amount| Currency::from_code(amount.unit.as_str()));
    let mut counts = std::collections::BTreeMap::<Currency, usize>::new();
    for currency in holdings.iter().filter_map(|(_, holding)| of(holding)) {
        *counts.entry(currency).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(Currency::Cny, |(currency, _)| currency)
}

/// An amount with its lower end at zero: money invested is never negative, and one that is not
/// stated may be anything from nothing up.
pub fn from_zero(quantity: &Quantity) -> Bounds {
    Bounds { low: Some(quantity.bounds.low.unwrap_or_default().max(Decimal::ZERO)), high: quantity.bounds.high }
}

/// What was invested in a holding, in `currency`.
pub fn invested(data: &Dataset, holding: &Holding, currency: Currency) -> Quantity {
    in_currency(data, holding.amount.as_ref(), holding.date.as_ref(), currency)
}

/// A share of a part in itself and a rest, percent: both are at least zero and grow apart. `None`
/// where both are known to be zero.
pub fn share_of(part: &Bounds, rest: &Bounds) -> Option<Bounds> {
    let unit = Unit::ratio();
    let part = Quantity::from_bounds(*part, unit.clone());
    let rest = Quantity::from_bounds(*rest, unit);
    crate::analysis::arithmetic::share_with_rest(&part, &rest).map(|share| share.bounds)
}

/// Nothing at all.
pub const ZERO: Bounds = Bounds { low: Some(Decimal::ZERO), high: Some(Decimal::ZERO) };
