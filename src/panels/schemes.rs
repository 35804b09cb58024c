//! Layer schemes beside one another: sub-fields in two columns, lines between what maps, and the
//! sectors that providers count by.

mod board;
mod sectors;

#[cfg(test)]
mod tests;

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::CopyCommand},
    analysis::crosswalk,
    model::{
        catalog::{Crosswalk, Relation, SchemePart, SubField},
        layout::Panel,
    },
    views::{
        theme::{regular, semibold, size, space},
        widgets::{Icon, icon_button},
    },
};

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct SchemesScratch {
    /// The sub-field whose lines stay lit.
    pinned: Option<SchemePart>,
}

/// Draws the panel.
pub fn schemes_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut SchemesScratch, out: &mut CommandQueue) {
    let data = &ctx.model.data;
    egui::Frame::NONE.inner_margin(egui::Margin { left: 12, right: 12, top: 6, bottom: 0 }).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        let schemes = crosswalk::schemes(data);
        let [left, right, ..] = schemes.as_slice() else {
            ui.centered_and_justified(|ui| {
                let text = ctx.text.get("schemes-none");
                ui.label(RichText::new(text).font(regular(size::BODY)).color(ctx.theme.muted));
            });
            return;
        };
        head_ui(ui, ctx, left, right, out);
        pinned_ui(ui, ctx, scratch);
        ScrollArea::vertical().id_salt("schemes").auto_shrink([false, false]).show(ui, |ui| {
            board::board_ui(ui, ctx, (left, right), scratch, out);
            sectors::sectors_ui(ui, ctx, (left, right));
            ui.add_space(space::M);
        });
    });
}

/// How much maps, what the lines mean, and the copy button.
fn head_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, left: &str, right: &str, out: &mut CommandQueue) {
    let text = ctx.text;
    let mapped = crosswalk::mapped(&ctx.model.data, left, right);
    let said = |scheme: &str, mapped: usize, all: usize| {
        text.fmt("schemes-mapped", &[("scheme", scheme.into()), ("n", mapped.into()), ("all", all.into())])
    };
    let said = format!("{} · {}", said(left, mapped.from_mapped, mapped.from_all), said(right, mapped.to_mapped, mapped.to_all));
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, ctx.theme, Icon::Copy, text.get("sources-copy-table"), None).clicked() {
                out.push(CopyCommand::PanelTable(Panel::Schemes));
            }
            ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
                ui.label(RichText::new(said).font(regular(size::SMALL)).color(ctx.theme.muted));
                ui.add_space(space::S);
                for relation in [Relation::Same, Relation::Narrower, Relation::Overlaps] {
                    board::legend(ui, ctx, relation);
                }
            });
        });
    });
}

/// What the pinned sub-field maps to, with the reasons.
fn pinned_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &SchemesScratch) {
    let data = &ctx.model.data;
    let Some(part) = &scratch.pinned else { return };
    let Some(field) = data.sub_fields.iter().find(|field| crosswalk::is_part(part, field)) else { return };
    egui::Frame::NONE.fill(ctx.theme.selection).inner_margin(egui::Margin::symmetric(8, 4)).corner_radius(4).show(ui, |ui| {
        ui.set_width(ui.available_width());
        explain_ui(ui, ctx, field);
    });
}

/// A sub-field: its name, each relation in words with its reason, and what the data hold on it.
fn explain_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, field: &SubField) {
    let (theme, lang) = (ctx.theme, ctx.lang());
    ui.spacing_mut().item_spacing.y = 2.0;
    let heading = format!("{} · {} · {}", field.title.get(lang), field.scheme, field.layer_title.get(lang));
    ui.add(Label::new(RichText::new(heading).font(semibold(size::BODY)).color(theme.text)).wrap());
    let mut line = |text: String| {
        ui.add(Label::new(RichText::new(text).font(regular(size::SMALL)).color(theme.text)).wrap());
    };
    for row in rows_with_reasons(ctx, field) {
        let mut said = relation_of(ctx, row, field);
        if !row.note.is_empty() {
            said = ctx.text.fmt("schemes-because", &[("said", (&said).into()), ("note", row.note.get(lang).into())]);
        }
        line(said);
    }
    if rows_with_reasons(ctx, field).is_empty() {
        line(ctx.text.get("schemes-unmapped").to_owned());
    }
    let held = held_text(ctx, field);
    if !held.is_empty() {
        line(held);
    }
}

/// Rows of a sub-field; of one without a counterpart, the row that says why.
fn rows_with_reasons<'a>(ctx: &'a PanelCtx<'_>, field: &SubField) -> Vec<&'a Crosswalk> {
    let rows = crosswalk::rows_of(&ctx.model.data, field);
    if rows.is_empty() { crosswalk::why_unmapped(&ctx.model.data, field).into_iter().collect() } else { rows }
}

/// "narrower than Robotics", as seen from `field`.
fn relation_of(ctx: &PanelCtx<'_>, row: &Crosswalk, field: &SubField) -> String {
    let from_here = crosswalk::is_part(&row.from, field);
    let other = part_title(ctx, if from_here { &row.to } else { &row.from });
    let key = match (row.relation, from_here) {
        (Relation::Same, _) => "schemes-same",
        (Relation::Overlaps, _) => "schemes-overlaps",
        (Relation::Broader, true) | (Relation::Narrower, false) => "schemes-broader",
        (Relation::Narrower, true) | (Relation::Broader, false) => "schemes-narrower",
        (Relation::None, _) => "schemes-no-counterpart",
    };
    ctx.text.fmt(key, &[("other", (&other).into())])
}

/// A sub-field, a layer or a whole scheme in words.
fn part_title(ctx: &PanelCtx<'_>, part: &SchemePart) -> String {
    let fields = || ctx.model.data.sub_fields.iter().filter(|field| field.scheme == part.scheme && field.layer == part.layer);
    let title = if part.layer.is_empty() {
        None
    } else if part.sub_field.is_empty() {
        fields().next().map(|field| &field.layer_title)
    } else {
        fields().find(|field| field.id == part.sub_field).map(|field| &field.title)
    };
    title.map_or_else(|| part.scheme.clone(), |title| title.get(ctx.lang()).to_owned())
}

/// "8 cities · 2 companies"; empty where the data hold nothing on the sub-field.
fn held_text(ctx: &PanelCtx<'_>, field: &SubField) -> String {
    let held = crosswalk::holdings(&ctx.model.data, field);
    let parts =
        [("schemes-cities", held.cities.len()), ("schemes-companies", held.companies.len()), ("schemes-funds", held.funds.len())];
    let said: Vec<String> =
        parts.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| ctx.text.fmt(key, &[("n", n.into())])).collect();
    said.join(" · ")
}
