//! How deals are written: names of dimensions and groups, counts and money in the interface's language
//! and unit, and that they are made up.

use egui::{Label, RichText, Ui};
use rust_decimal::Decimal;

use super::PanelCtx;
use crate::{
    analysis::{cube::AmountSum, deal_stats::sum_bounds},
    model::{
        ids::PlaceId,
        quantity::{Bounds, Quantity},
        unit::{Currency, Unit},
    },
    text::number::{Digits, grouped},
    views::theme::{semibold, size},
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
    let lang = ctx.lang();
    let Some(key) = key.filter(|key| !key.is_empty()) else {
        return ctx.text.get("deals-not-stated").to_owned();
    };
    let known = match dimension {
        "round" => Some(round_name(ctx, Some(key))),
        "sub_field" => Some(sub_field_name(ctx, Some(key))),
        "place" | "province" | "zone" => ctx.model.data.places.get(&PlaceId::new(key)).map(|place| place.name.get(lang)),
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

/// One figure for bounds that three digits cannot tell apart; none for wider ones.
fn middle(low: Option<Decimal>, high: Option<Decimal>) -> Option<Decimal> {
    let (low, high) = (low?, high?);
    let apart = high.checked_sub(low)?;
    let close = apart.checked_mul(Decimal::from(200))? <= high;
    if close { low.checked_add(apart / Decimal::TWO) } else { None }
}

/// Money as a figure.
pub fn money(bounds: Bounds, currency: Currency) -> Quantity {
    Quantity::computed(middle(bounds.low, bounds.high), bounds, Unit::money(currency))
}

/// Money in the view's unit, with it.
pub fn money_text(ctx: &PanelCtx<'_>, bounds: Bounds, currency: Currency) -> String {
    ctx.writer().quantity(&money(bounds, currency), Digits::Short)
}

/// Money in the view's unit, which stands in the header.
pub fn money_number(ctx: &PanelCtx<'_>, bounds: Bounds, currency: Currency) -> String {
    ctx.writer().quantity_parts(&money(bounds, currency), Digits::Short).0
}

/// The unit that [`money_number`] leaves out.
pub fn money_unit(ctx: &PanelCtx<'_>, currency: Currency) -> String {
    ctx.writer().money_unit(currency).1
}

/// A sum of money in the view's unit, which stands in the header.
pub fn bare_text(ctx: &PanelCtx<'_>, sum: &AmountSum, currency: Currency) -> String {
    money_number(ctx, sum_bounds(sum, currency), currency)
}

/// A sum of money in the view's unit, with it; open above where deals have no upper bound.
pub fn bounds_text(ctx: &PanelCtx<'_>, sum: &AmountSum, currency: Currency) -> String {
    money_text(ctx, sum_bounds(sum, currency), currency)
}

/// A count with thousands separators.
pub fn counted(n: u64) -> String {
    grouped(Decimal::from(n))
}

/// A round by its id; its id where the atlas lacks it.
pub fn round_name<'a>(ctx: &PanelCtx<'a>, id: Option<&'a str>) -> &'a str {
    let Some(id) = id else { return ctx.text.get("deals-not-stated") };
    ctx.model.data.rounds.iter().find(|round| round.id == id).map_or(id, |round| round.name.get(ctx.lang()))
}

/// A sub-field by its id; its id where the atlas lacks it. The newer scheme comes last.
pub fn sub_field_name<'a>(ctx: &PanelCtx<'a>, id: Option<&'a str>) -> &'a str {
    let Some(id) = id else { return ctx.text.get("deals-not-stated") };
    ctx.model.data.sub_fields.iter().rfind(|field| field.id == id).map_or(id, |field| field.title.get(ctx.lang()))
}

/// True where deals on screen were made up.
pub fn is_synthetic(ctx: &PanelCtx<'_>) -> bool {
    ctx.model.tables.cube.as_ref().is_some_and(|cube| cube.table().is_synthetic())
}

/// Says so where deals were made up.
pub fn synthetic_mark(ui: &mut Ui, ctx: &PanelCtx<'_>) {
    if is_synthetic(ctx) {
        let words = RichText::new(ctx.text.get("deals-synthetic")).font(semibold(size::SMALL)).color(ctx.theme.warning);
        ui.add(Label::new(words).extend()).on_hover_text(ctx.text.get("deals-synthetic-tip"));
    }
}
