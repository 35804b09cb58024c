//! Exchange rates: stated, and entered by a person.

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, LayerCommand, SelectCommand},
    },
    model::{
        catalog::Rate,
        document::KeyedEdit,
        item::Item,
        layout::Panel,
        user_layer::{UserEdit, UserRate},
    },
    text::period::period_text,
    views::{
        theme::{regular, semibold, size, space},
        widgets::{Icon, elided, icon_button, link, rate_value, section_heading, wide_button},
    },
};

mod form;
#[cfg(test)]
mod tests;

use form::{Done, RateDraft, form_ui};

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct RatesScratch {
    /// The rate that is being written.
    draft: Option<RateDraft>,
}

/// Widths of the first columns: the rate itself, its period; the others share the rest.
const WIDTHS: [f32; 2] = [200.0, 140.0];

/// Draws the stated rates and a person's own, which can be added, changed and taken out here.
pub fn rates_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut RatesScratch, out: &mut CommandQueue) {
    egui::Frame::NONE.inner_margin(egui::Margin { left: 12, right: 12, top: 6, bottom: 0 }).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        let own = &ctx.model.layer.content().rates;
        if scratch.draft.as_ref().and_then(|draft| draft.key.as_deref()).is_some_and(|key| own.get(key).is_none()) {
            scratch.draft = None;
        }
        let stated: Vec<&Rate> = ctx.model.data.rates.iter().filter(|rate| own.get(&rate.id).is_none()).collect();
        head_ui(ui, ctx, scratch, [stated.len(), own.len()], out);
        ScrollArea::vertical().id_salt("rates").auto_shrink([false, false]).show(ui, |ui| {
            if scratch.draft.as_ref().is_some_and(|draft| draft.key.is_none()) {
                edit_ui(ui, ctx, scratch, out);
            }
            stated_ui(ui, ctx, &stated, out);
            ui.add_space(space::S);
            own_ui(ui, ctx, scratch, out);
        });
    });
}

fn head_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut RatesScratch, [stated, own]: [usize; 2], out: &mut CommandQueue) {
    let text = ctx.text;
    ui.horizontal(|ui| {
        let add = text.get("units-rate-add");
        if wide_button(ui, ctx.theme, add).clicked() {
            scratch.draft = Some(RateDraft::default());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, ctx.theme, Icon::Copy, text.get("sources-copy-table"), None).clicked() {
                out.push(CopyCommand::PanelTable(Panel::Rates));
            }
            let count = text.fmt("units-rates-count", &[("stated", stated.into()), ("own", own.into())]);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elided(ui, &count, regular(size::SMALL), ctx.theme.muted);
            });
        });
    });
}

fn stated_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, stated: &[&Rate], out: &mut CommandQueue) {
    let text = ctx.text;
    section_heading(ui, ctx.theme, text.get("units-rates-stated"), "");
    if stated.is_empty() {
        quiet(ui, ctx, text.get("units-rates-none-stated"));
        return;
    }
    header_ui(ui, ctx, ["units-rate", "sources-field-period", "units-rate-follows-from", "sources-field-as-written"]);
    for rate in stated {
        row_ui(ui, |ui, widths| {
            let [rate_width, period_width, from_width, words_width] = widths;
            cell(ui, rate_width, |ui| equation(ui, ctx, rate.base.code(), rate.value, rate.quote.code()));
            cell(ui, period_width, |ui| plain(ui, ctx, &period_text(text, &rate.period)));
            cell(ui, from_width, |ui| {
                for id in &rate.claims {
                    let show = text.fmt("units-rate-show-claim", &[("id", id.as_str().into())]);
                    if link(ui, ctx.theme, None, id.as_str(), regular(size::BODY), &show).clicked() {
                        out.push(SelectCommand::Set(Item::Claim(id.clone())));
                    }
                }
                place_ui(ui, ctx, rate, out);
            });
            cell(ui, words_width, |ui| {
                elided(ui, &rate.as_written, regular(size::BODY), ctx.theme.muted);
            });
        });
    }
}

/// Document and place in it, for a rate that no claims give.
fn place_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, rate: &Rate, out: &mut CommandQueue) {
    if !rate.claims.is_empty() {
        return;
    }
    let lang = ctx.lang();
    let Some(document) = rate.documents.first().and_then(|id| ctx.model.data.documents.get(id)) else { return };
    let place = format!("{} · {}", document.short.get(lang), rate.locator.get(lang));
    if link(ui, ctx.theme, None, &place, regular(size::BODY), &place).clicked() {
        out.push(SelectCommand::Set(Item::Document(document.id.clone())));
    }
}

fn own_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut RatesScratch, out: &mut CommandQueue) {
    let text = ctx.text;
    section_heading(ui, ctx.theme, text.get("units-rates-own"), "");
    let own = &ctx.model.layer.content().rates;
    if own.is_empty() {
        quiet(ui, ctx, text.get("units-rates-none-own"));
        return;
    }
    header_ui(ui, ctx, ["units-rate", "sources-field-period", "units-rate-source", "units-rate-entered"]);
    for (key, rate) in own.iter() {
        if scratch.draft.as_ref().is_some_and(|draft| draft.key.as_deref() == Some(key)) {
            edit_ui(ui, ctx, scratch, out);
            continue;
        }
        own_row(ui, ctx, scratch, (key, rate), out);
    }
}

fn own_row(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut RatesScratch, (key, rate): (&str, &UserRate), out: &mut CommandQueue) {
    let text = ctx.text;
    let named = format!("{} {}/{}", period_text(text, &rate.period), rate.base.code(), rate.quote.code());
    row_ui(ui, |ui, [rate_width, period_width, source_width, entered_width]| {
        cell(ui, rate_width, |ui| equation(ui, ctx, rate.base.code(), rate.value, rate.quote.code()));
        cell(ui, period_width, |ui| plain(ui, ctx, &period_text(text, &rate.period)));
        cell(ui, source_width, |ui| {
            elided(ui, &rate.source, regular(size::BODY), ctx.theme.text);
        });
        let buttons = 2.0 * (space::HIT + space::S);
        cell(ui, entered_width - buttons, |ui| {
            let date = rate.entered_on.to_string();
            let entered = if rate.author.is_empty() { date } else { format!("{} · {date}", rate.author) };
            elided(ui, &entered, regular(size::SMALL), ctx.theme.muted);
        });
        if icon_button(ui, ctx.theme, Icon::Edit, &text.fmt("units-rate-edit", &[("rate", (&named).into())]), None).clicked() {
            scratch.draft = Some(RateDraft::of(key, rate));
        }
        if icon_button(ui, ctx.theme, Icon::Close, &text.fmt("units-rate-remove", &[("rate", (&named).into())]), None).clicked() {
            let edit = UserEdit::Rate(KeyedEdit::Remove { key: key.to_owned() });
            out.push(LayerCommand::Edit { label: "units-rate-removed".into(), edit: Box::new(edit) });
        }
    });
}

fn edit_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut RatesScratch, out: &mut CommandQueue) {
    let Some(draft) = &mut scratch.draft else { return };
    match form_ui(ui, ctx, draft) {
        Some(Done::Save { key, value }) => {
            let label = if draft.key.is_some() { "units-rate-changed" } else { "units-rate-added" };
            let edit = UserEdit::Rate(KeyedEdit::Put { key, value });
            out.push(LayerCommand::Edit { label: label.into(), edit: Box::new(edit) });
            scratch.draft = None;
        }
        Some(Done::Cancel) => scratch.draft = None,
        None => {}
    }
}

fn quiet(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.muted)).wrap());
}

fn plain(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.label(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.text));
}

fn equation(ui: &mut Ui, ctx: &PanelCtx<'_>, base: &str, value: rust_decimal::Decimal, quote: &str) {
    let shown = format!("1 {base} = {} {quote}", rate_value(value));
    ui.label(RichText::new(shown).font(semibold(size::BODY)).color(ctx.theme.text)).on_hover_text(value.normalize().to_string());
}

fn header_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, keys: [&str; 4]) {
    row_ui(ui, |ui, widths| {
        for (key, width) in keys.into_iter().zip(widths) {
            cell(ui, width, |ui| {
                elided(ui, ctx.text.get(key), regular(size::SMALL), ctx.theme.muted);
            });
        }
    });
}

/// A row of four columns over the whole width.
fn row_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui, [f32; 4])) {
    let gap = ui.spacing().item_spacing.x;
    let [first, second] = WIDTHS;
    let rest = ((ui.available_width() - first - second - 3.0 * gap) / 2.0).max(60.0);
    ui.horizontal(|ui| content(ui, [first, second, rest, rest]));
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, space::HIT), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        content(ui);
    });
}
