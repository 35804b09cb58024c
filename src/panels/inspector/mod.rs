//! Floor 5: the inspector: everything known of what is selected, each figure with its source.

mod claim;
mod derived;
mod form;
mod fund;
mod heading;
mod history;
mod linked;
pub(super) mod members;
mod notes;
mod overview;
mod own;
mod place;
mod records;

use egui::{Frame, ScrollArea, Ui};

use super::PanelCtx;
use crate::{
    action::CommandQueue,
    analysis::claim_draft::DraftFor,
    model::item::Item,
    views::theme::{space, weight},
};

/// What only the inspector remembers.
#[derive(Default)]
pub struct InspectorScratch {
    /// The form for a claim.
    form: form::FormScratch,
    /// The item shown last; a new one starts at the top.
    shown: Option<Item>,
    /// The form shown last; another one starts at the top.
    form_shown: Option<DraftFor>,
    /// Show long lists in full.
    unfolded: bool,
    /// Notes on what is shown.
    notes: notes::KeptNotes,
}

/// Draws the inspector for the view's selection.
pub fn inspector_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, out: &mut CommandQueue) {
    let selection = &ctx.model.view.selection;
    let primary = selection.primary().cloned();
    let form = ctx.model.transient.claim_form.clone();
    let fresh = scratch.shown != primary || scratch.form_shown != form;
    scratch.form_shown.clone_from(&form);
    if fresh {
        scratch.shown = primary.clone();
        scratch.unfolded = false;
    }
    let mut area = ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]);
    if fresh {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        Frame::NONE.inner_margin(egui::Margin { left: 14, right: 14, top: 2, bottom: 12 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = egui::vec2(space::S, 2.0);
            ui.visuals_mut().widgets.noninteractive.bg_stroke.width = weight::THIN;
            if let Some(what) = &form {
                form::form_ui(ui, ctx, &mut scratch.form, what, out);
                return;
            }
            match (selection.items(), &primary) {
                ([], _) | (_, None) => overview::overview_ui(ui, ctx, out),
                ([_], Some(item)) => item_ui(ui, ctx, scratch, item, out),
                (items, Some(item)) => {
                    overview::several_ui(ui, ctx, items, out);
                    item_ui(ui, ctx, scratch, item, out);
                }
            }
        });
    });
}

fn item_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, item: &Item, out: &mut CommandQueue) {
    ui.push_id(("inspected", item), |ui| {
        record_ui(ui, ctx, scratch, item, out);
        notes::notes_ui(ui, ctx, &mut scratch.notes, item, out);
    });
}

fn record_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, item: &Item, out: &mut CommandQueue) {
    match item {
        Item::Place(id) => place::place_ui(ui, ctx, scratch, id, out),
        Item::Fund(id) => fund::fund_ui(ui, ctx, id, out),
        Item::Claim(id) => claim::claim_ui(ui, ctx, id, out),
        Item::Group(id) => records::group_ui(ui, ctx, scratch, id, out),
        Item::Company(id) => records::company_ui(ui, ctx, scratch, id, out),
        Item::Entity(id) => records::entity_ui(ui, ctx, scratch, id, out),
        Item::Document(id) => records::document_ui(ui, ctx, scratch, id, out),
        Item::Figure(number) => records::figure_ui(ui, ctx, *number, out),
        Item::Period(period) => records::period_ui(ui, ctx, scratch, period, out),
    }
}

/// Said of an id that the data lacks.
fn missing_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, item: &Item) {
    heading::heading(ui, ctx, item, item_id(item), "");
    heading::paragraph(ui, ctx, ctx.text.get("inspector-missing"));
}

fn item_id(item: &Item) -> &str {
    match item {
        Item::Place(id) => id.as_str(),
        Item::Group(id) => id.as_str(),
        Item::Company(id) => id.as_str(),
        Item::Fund(id) => id.as_str(),
        Item::Entity(id) => id.as_str(),
        Item::Claim(id) => id.as_str(),
        Item::Document(id) => id.as_str(),
        Item::Figure(_) => "",
        Item::Period(period) => period.written(),
    }
}
