//! The source documents as records.

use egui::{Color32, Frame, Label, RichText, ScrollArea, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{FilterCommand, SelectCommand},
    },
    model::{claim::Document, filter::Filter, item::Item},
    views::{
        theme::{radius, regular, semibold, size, space},
        widgets::{Icon, link},
    },
};

/// Narrowest record in points.
const RECORD: f32 = 380.0;

/// Draws a record for each document: what was read, what was lost, its claims.
pub fn documents_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let documents: Vec<&Document> = ctx.model.data.documents.values().collect();
    if documents.is_empty() {
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(ctx.text.get("sources-documents-none")).font(regular(size::BODY)).color(ctx.theme.muted));
        });
        return;
    }
    ScrollArea::vertical().id_salt("documents").auto_shrink([false, false]).show(ui, |ui| {
        Frame::NONE.inner_margin(egui::Margin::same(12)).show(ui, |ui| {
            let width = ui.available_width();
            let mut columns = 1_u8;
            while columns < 3 && width > RECORD * f32::from(columns + 1) {
                columns += 1;
            }
            let each = (width - space::M * f32::from(columns - 1)) / f32::from(columns);
            ui.spacing_mut().item_spacing = vec2(space::M, space::M);
            for row in documents.chunks(usize::from(columns)) {
                ui.horizontal_top(|ui| {
                    for document in row {
                        ui.allocate_ui_with_layout(vec2(each, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                            ui.set_width(each);
                            record_ui(ui, ctx, document, out);
                        });
                    }
                });
            }
        });
    });
}

fn record_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, document: &Document, out: &mut CommandQueue) {
    let (theme, text, lang) = (ctx.theme, ctx.text, ctx.lang());
    let item = Item::Document(document.id.clone());
    let selected = ctx.model.view.selection.contains(&item);
    Frame::NONE
        .fill(if selected { theme.selection } else { Color32::TRANSPARENT })
        .stroke(theme.hairline())
        .corner_radius(radius::CARD)
        .inner_margin(egui::Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(space::S, 3.0);
            let title = document.title.get(lang);
            let response = ui.add(
                Label::new(RichText::new(title).font(semibold(size::TITLE)).color(theme.text)).wrap().sense(egui::Sense::click()),
            );
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                out.push(SelectCommand::Set(item));
            }
            let other = document.title.get(lang.other());
            if other != title {
                ui.add(Label::new(RichText::new(other).font(regular(size::SMALL)).color(theme.muted)).wrap());
            }
            ui.add_space(space::XS);
            let stated = |value: &str| {
                if value.is_empty() { text.get("sources-qualifier-not-stated").to_owned() } else { value.to_owned() }
            };
            for (name, value) in [
                (text.get("sources-publisher"), stated(document.publisher.get(lang))),
                (text.get("sources-field-published"), stated(&document.published)),
                (text.get("sources-data-to"), stated(&document.data_to)),
                (text.get("sources-read"), stated(document.read.get(lang))),
                (text.get("sources-lost"), stated(document.lost.get(lang))),
            ] {
                field(ui, ctx, name, &value);
            }
            let claims =
                ctx.derived.filter_options.documents.iter().find(|(id, _)| *id == document.id).map_or(0, |(_, count)| *count);
            let show = text.fmt("sources-show-claims-of-document", &[("n", claims.into())]);
            if link(ui, theme, Some(Icon::Filter), &show, regular(size::BODY), &show).clicked() {
                out.push(FilterCommand::Set(Box::new(Filter { documents: [document.id.clone()].into(), ..Filter::default() })));
            }
        });
}

fn field(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, value: &str) {
    const NAME: f32 = 84.0;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(NAME, 16.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(NAME);
            ui.add(Label::new(RichText::new(name).font(regular(size::SMALL)).color(ctx.theme.muted)));
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(value).font(regular(size::SMALL)).color(ctx.theme.text)).wrap());
        });
    });
}
