//! The unit for money: currency and scale, each in a row.

use egui::{Button, RichText, Role, Ui, WidgetInfo, containers::menu::MenuButton, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{LayoutCommand, ViewCommand},
    },
    model::{
        lang::Lang,
        layout::{Panel, Workspace},
        money::{MoneyLens, MoneyScale},
        unit::Currency,
    },
    text::number::Writer,
    views::{
        theme::{regular, size, space},
        widgets::{Icon, link, segmented},
    },
};

/// Draws the button with the unit in use, and its menu.
pub fn units_menu(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let lens = ctx.model.view.units;
    let shown = unit_text(ctx, lens);
    let tip = ctx.text.get("shell-units-tip");
    let button = Button::new(&shown).min_size(vec2(0.0, 28.0));
    let config = egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| content(ui, ctx, lens, out));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{tip}: {shown}")));
    if response.clicked() {
        // Tab then goes on into the menu.
        response.request_focus();
    }
    response.on_hover_text(tip);
}

/// The unit as it stands behind figures: `亿元`, `CNY bn`.
fn unit_text(ctx: &PanelCtx<'_>, lens: MoneyLens) -> String {
    Writer { lens, ..ctx.writer() }.money_unit(lens.currency()).1
}

fn content(ui: &mut Ui, ctx: &PanelCtx<'_>, lens: MoneyLens, out: &mut CommandQueue) {
    let text = ctx.text;
    ui.set_width(280.0);
    ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
    let left = egui::Layout::top_down(egui::Align::Min);
    ui.with_layout(left, |ui| {
        ui.add_space(space::XS);
        let small = |ui: &mut Ui, words: &str| {
            ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap());
        };
        small(ui, text.get("units-currency"));
        let currencies: Vec<(Currency, &str)> = Currency::ALL.map(|currency| (currency, currency_text(ctx, currency))).into();
        if let Some(currency) = segmented(ui, ctx.theme, text.get("units-currency"), &currencies, lens.currency()) {
            out.push(ViewCommand::Units(MoneyLens::of(currency, lens.scale())));
        }
        small(ui, text.get("units-scale"));
        let scales: Vec<(MoneyScale, &str)> = scales(ctx.lang()).iter().map(|scale| (*scale, scale_text(ctx, *scale))).collect();
        if let Some(scale) = segmented(ui, ctx.theme, text.get("units-scale"), &scales, shown_scale(ctx.lang(), lens.scale())) {
            out.push(ViewCommand::Units(MoneyLens::of(lens.currency(), scale)));
        }
        ui.add_space(space::XS);
        small(ui, &rate_note(ctx, lens.currency()));
        let rates = text.get("units-open-rates");
        if link(ui, ctx.theme, Some(Icon::Next), rates, regular(size::BODY), rates).clicked() {
            out.push(ViewCommand::Workspace(Workspace::Sources));
            out.push(LayoutCommand::Open(Panel::Rates));
            ui.close();
        }
    });
}

/// Which currencies cannot be shown in this one.
fn rate_note(ctx: &PanelCtx<'_>, wanted: Currency) -> String {
    let stays = |currency: &Currency| ctx.writer().through_lens(*currency, None).currency != wanted;
    let without: Vec<&str> = Currency::ALL.iter().filter(|currency| stays(currency)).map(|c| currency_text(ctx, *c)).collect();
    if without.is_empty() {
        return ctx.text.get("units-all-rates").to_owned();
    }
    let list = without.join(ctx.text.get("export-list-separator"));
    ctx.text.fmt("units-missing-rates", &[("currencies", (&list).into())])
}

/// The scales that readers of a language know.
fn scales(lang: Lang) -> &'static [MoneyScale] {
    match lang {
        Lang::Zh => &MoneyScale::ALL,
        Lang::En => &[MoneyScale::One, MoneyScale::Million, MoneyScale::Billion],
    }
}

/// The scale in which figures of this scale are written.
fn shown_scale(lang: Lang, scale: MoneyScale) -> MoneyScale {
    match (lang, scale) {
        (Lang::En, MoneyScale::Wan) => MoneyScale::Million,
        (Lang::En, MoneyScale::Yi) => MoneyScale::Billion,
        (_, scale) => scale,
    }
}

/// A currency in the language of the interface.
pub(super) fn currency_text<'a>(ctx: &PanelCtx<'a>, currency: Currency) -> &'a str {
    ctx.text.get(match currency {
        Currency::Cny => "units-currency-cny",
        Currency::Usd => "units-currency-usd",
        Currency::Hkd => "units-currency-hkd",
        Currency::Jpy => "units-currency-jpy",
        Currency::Eur => "units-currency-eur",
    })
}

fn scale_text<'a>(ctx: &PanelCtx<'a>, scale: MoneyScale) -> &'a str {
    ctx.text.get(match scale {
        MoneyScale::One => "units-scale-one",
        MoneyScale::Wan => "units-scale-wan",
        MoneyScale::Yi => "units-scale-yi",
        MoneyScale::Million => "units-scale-million",
        MoneyScale::Billion => "units-scale-billion",
    })
}
