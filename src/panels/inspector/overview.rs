//! The inspector when nothing or several things are selected.

use egui::{Label, RichText, Ui};

use super::heading::{field, paragraph, section};
use crate::{
    action::{
        CommandQueue,
        command::{SelectCommand, ViewCommand},
    },
    analysis::links::cited,
    model::{
        ids::{ClaimId, PlaceId},
        item::Item,
        layout::Workspace,
    },
    panels::PanelCtx,
    views::{
        figure_card::figure_row,
        theme::{regular, semibold, size, space},
        widgets::{Icon, icon_button, item_kind, item_name, item_row, section_heading, wide_button},
    },
};

/// The view's question and answer, what the atlas holds, how to begin.
pub fn overview_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (view, data, text, lang) = (&ctx.model.view, &ctx.model.data, ctx.text, ctx.lang());
    section_heading(ui, ctx.theme, text.get("inspector-view"), "");
    let title = view.title.get(lang);
    if !title.is_empty() {
        ui.add(Label::new(RichText::new(title).font(semibold(size::FIGURE)).color(ctx.theme.text)).wrap());
    }
    let note = view.note.get(lang);
    if !note.is_empty() {
        ui.add(Label::new(RichText::new(without_ids(note)).font(regular(size::BODY)).color(ctx.theme.text)).wrap());
        let mut ids: Vec<ClaimId> = Vec::new();
        for id in cited(note).map(ClaimId::new) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let found: Vec<_> = ids.iter().filter_map(|id| data.claims.get(id)).collect();
        if !found.is_empty() {
            section(ui, ctx, text.get("inspector-cited"), &found.len().to_string());
            for claim in found {
                figure_row(ui, ctx, claim, true, out);
            }
        }
    }
    section(ui, ctx, text.get("inspector-holds"), "");
    let count = |n: usize| crate::text::number::grouped(n.into());
    field(ui, ctx, text.get("inspector-holds-claims"), &count(data.claims.len()));
    field(ui, ctx, text.get("inspector-holds-documents"), &count(data.documents.len()));
    field(ui, ctx, text.get("inspector-holds-cities"), &count(data.ranked_cities().count()));
    field(ui, ctx, text.get("inspector-holds-zones"), &count(data.zones.len()));
    field(ui, ctx, text.get("inspector-holds-companies"), &count(data.companies.len()));
    field(ui, ctx, text.get("inspector-holds-funds"), &count(data.funds.len()));
    field(ui, ctx, text.get("inspector-holds-as-of"), data.as_of());
    section(ui, ctx, text.get("inspector-begin"), "");
    for line in [text.get("inspector-begin-click"), text.get("inspector-begin-source"), text.get("inspector-begin-palette")] {
        paragraph(ui, ctx, line);
        ui.add_space(3.0);
    }
}

/// The note without its claim ids, which stand below it as rows.
fn without_ids(note: &str) -> String {
    let mut text = String::with_capacity(note.len());
    let mut rest = note;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before.trim_end_matches(' '));
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// The list of what is selected, with what can be done with it.
pub fn several_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, items: &[Item], out: &mut CommandQueue) {
    let text = ctx.text;
    section_heading(ui, ctx.theme, &text.fmt("inspector-selected", &[("n", items.len().into())]), "");
    for item in items {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - space::HIT - space::S);
                item_row(ui, ctx, item, &item_name(ctx, item), item_kind(ctx, item), out);
            });
            let name = text.fmt("inspector-deselect", &[("name", item_name(ctx, item).as_str().into())]);
            if icon_button(ui, ctx.theme, Icon::Close, &name, None).clicked() {
                out.push(SelectCommand::Toggle(item.clone()));
            }
        });
    }
    ui.add_space(space::XS);
    let places: Vec<PlaceId> = items.iter().filter_map(Item::place).cloned().collect();
    ui.horizontal(|ui| {
        if places.len() >= 2 && wide_button(ui, ctx.theme, text.get("inspector-compare")).clicked() {
            out.push(ViewCommand::Compare(places.clone()));
            out.push(ViewCommand::Workspace(Workspace::Compare));
        }
        if wide_button(ui, ctx.theme, text.get("inspector-clear-selection")).clicked() {
            out.push(SelectCommand::Clear);
        }
    });
    ui.add_space(space::M);
    ui.separator();
    ui.add_space(space::S);
}

#[cfg(test)]
mod tests {
    use super::without_ids;

    #[test]
    fn a_note_reads_without_its_ids() {
        assert_eq!(without_ids("Beijing leads [f016], then Hangzhou [f017, f018]."), "Beijing leads, then Hangzhou.");
        assert_eq!(without_ids("no ids"), "no ids");
        assert_eq!(without_ids("open [f0"), "open");
    }
}
