//! Names of dimensions and groups, and figures of deals, in the interface's language and unit.

use rust_decimal::Decimal;

use crate::{
    analysis::cube::AmountSum,
    model::{
        ids::PlaceId,
        quantity::{Bounds, Quantity},
        unit::{Currency, Unit},
    },
    panels::PanelCtx,
    text::number::Digits,
    views::widgets::figure_text,
};

/// Name of a dimension by its name in views.
pub fn dimension_text<'a>(ctx: &PanelCtx<'a>, dimension: &'a str) -> &'a str {
    ctx.text.get(match dimension {
        "round" => "deals-by-round",
        "sub_field" => "deals-by-sub-field",
        "layer" => "deals-by-layer",
        "province" => "deals-by-province",
        "place" => "deals-by-place",
        "amount_band" => "deals-by-amount-band",
        "investor" => "deals-by-investor",
        "table" => "deals-by-table",
        "zone" => "deals-by-zone",
        "status" => "deals-by-status",
        "company" => "deals-by-company",
        _ => return dimension.strip_prefix("extra:").unwrap_or(dimension),
    })
}

/// Name of a group of a dimension; an id that nobody knows stands for itself.
pub fn group_text(ctx: &PanelCtx<'_>, dimension: &str, key: Option<&str>) -> String {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let Some(key) = key.filter(|key| !key.is_empty()) else {
        return ctx.text.get("deals-not-stated").to_owned();
    };
    let known = match dimension {
        "round" => data.rounds.iter().find(|round| round.id == key).map(|round| round.name.get(lang)),
        "sub_field" => data.sub_fields.iter().rev().find(|field| field.id == key).map(|field| field.title.get(lang)),
        "place" | "province" | "zone" => data.places.get(&PlaceId::new(key)).map(|place| place.name.get(lang)),
        "layer" => Some(match key {
            "foundation" => ctx.text.get("deals-layer-foundation"),
            "technology" => ctx.text.get("deals-layer-technology"),
            "model" => ctx.text.get("deals-layer-model"),
            "application" => ctx.text.get("deals-layer-application"),
            other => other,
        }),
        "amount_band" => Some(ctx.text.get(match key {
            "under_1m" => "deals-band-under-1m",
            "1m_to_10m" => "deals-band-1m",
            "10m_to_100m" => "deals-band-10m",
            "100m_to_1bn" => "deals-band-100m",
            _ => "deals-band-1bn",
        })),
        _ => None,
    };
    known.unwrap_or(key).to_owned()
}

/// A filter on own deals in words: "Round: A".
pub fn filter_label(ctx: &PanelCtx<'_>, dimension: &str, value: &str) -> String {
    let group = group_text(ctx, dimension, Some(value));
    ctx.text.fmt("deals-filter", &[("by", dimension_text(ctx, dimension).into()), ("group", group.as_str().into())])
}

/// An amount in minor units as a quantity; open above where deals have no upper bound.
pub fn quantity_of(sum: &AmountSum, currency: Currency) -> Quantity {
    let unit = Unit::money(currency);
    if sum.known == 0 {
        return Quantity::not_stated(unit);
    }
    let places = if currency == Currency::Jpy { 0 } else { 2 };
    let whole = |minor: i128| Decimal::try_from_i128_with_scale(minor, places).ok();
    let low = whole(sum.low);
    let high = if sum.open_high > 0 { None } else { whole(sum.high) };
    Quantity::computed(middle(low, high), Bounds { low, high }, unit)
}

/// One figure for bounds that three digits cannot tell apart; none for wider ones.
pub fn middle(low: Option<Decimal>, high: Option<Decimal>) -> Option<Decimal> {
    let (low, high) = (low?, high?);
    let apart = high.checked_sub(low)?;
    let close = apart.checked_mul(Decimal::from(200))? <= high;
    if close { low.checked_add(apart / Decimal::TWO) } else { None }
}

/// An amount without the unit that a header carries.
pub fn bare_text(ctx: &PanelCtx<'_>, sum: &AmountSum, currency: Currency) -> String {
    ctx.writer().quantity_parts(&quantity_of(sum, currency), Digits::Short).0
}

/// An amount as it is read, in the unit of the view.
pub fn bounds_text(ctx: &PanelCtx<'_>, sum: &AmountSum, currency: Currency) -> String {
    figure_text(ctx, &quantity_of(sum, currency), Digits::Short)
}
