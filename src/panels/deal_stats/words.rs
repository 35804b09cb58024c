//! How deals are written: counts, money, names, and that they are made up.

use egui::{Label, RichText, Ui};
use rust_decimal::Decimal;

use crate::{
    model::{
        quantity::{Bounds, Quantity},
        unit::{Currency, Unit},
    },
    panels::{PanelCtx, deals::middle},
    text::number::{Digits, grouped},
    views::theme::{semibold, size},
};

/// A count with thousands separators.
pub fn counted(n: u64) -> String {
    grouped(Decimal::from(n))
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

/// A round by its id; its id where the atlas lacks it.
pub fn round_name<'a>(ctx: &PanelCtx<'a>, id: Option<&'a str>) -> &'a str {
    let Some(id) = id else { return ctx.text.get("stats-unknown") };
    ctx.model.data.rounds.iter().find(|round| round.id == id).map_or(id, |round| round.name.get(ctx.lang()))
}

/// A sub-field by its id; its id where the atlas lacks it.
pub fn sub_field_name<'a>(ctx: &PanelCtx<'a>, id: Option<&'a str>) -> &'a str {
    let Some(id) = id else { return ctx.text.get("stats-unknown") };
    ctx.model.data.sub_fields.iter().rfind(|field| field.id == id).map_or(id, |field| field.title.get(ctx.lang()))
}

/// True where deals on screen were made up.
pub fn is_synthetic(ctx: &PanelCtx<'_>) -> bool {
    ctx.model.tables.cube.as_ref().is_some_and(|cube| cube.table().is_synthetic())
}

/// Says so where deals were made up.
pub fn synthetic_mark(ui: &mut Ui, ctx: &PanelCtx<'_>) {
    if is_synthetic(ctx) {
        let words = RichText::new(ctx.text.get("stats-synthetic")).font(semibold(size::SMALL)).color(ctx.theme.warning);
        ui.add(Label::new(words).extend());
    }
}
