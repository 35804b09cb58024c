//! What a person can do with a claim: correct it, replace it, change or delete an own one; whether
//! it is in use; and the conflicts it stands in.

use egui::{Label, RichText, Ui};

use super::heading::section;
use crate::{
    action::{
        CommandQueue,
        command::{LayerCommand, UiCommand},
    },
    analysis::claim_draft::DraftFor,
    model::{
        claim::{Claim, ClaimState, Subject},
        document::KeyedEdit,
        ids::ClaimId,
        user_layer::UserEdit,
    },
    panels::{PanelCtx, conflicts::title_text},
    views::{
        figure_card::figure_row,
        theme::{regular, size, space},
        widgets::{Icon, link},
    },
};

/// Why the claim is not in use; nothing for one that is.
pub(super) fn state_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim) {
    let text = match ctx.model.data.state_of(&claim.id) {
        ClaimState::Current => return,
        ClaimState::Replaced(by) => ctx.text.fmt("layer-state-replaced", &[("id", by.as_str().into())]),
        ClaimState::Later => ctx.text.get("layer-state-later").to_owned(),
        ClaimState::SetAside(by) => ctx.text.fmt("layer-state-set-aside", &[("id", by.as_str().into())]),
    };
    ui.add(Label::new(RichText::new(text).font(regular(size::BODY)).color(ctx.theme.warning)).wrap());
    ui.add_space(space::XS);
}

/// Who entered it and when; empty for a claim of the atlas.
pub(super) fn entered_text(claim: &Claim) -> String {
    match (&claim.entered_on, claim.author.as_str()) {
        (None, _) => String::new(),
        (Some(day), "") => day.to_string(),
        (Some(day), author) => format!("{author} · {day}"),
    }
}

/// Correct, newer figure; and for an own claim change, delete.
pub(super) fn actions_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let id = &claim.id;
    let own = ctx.model.layer.content().claims.get(id.as_str()).is_some();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let act = |ui: &mut Ui, key: &str| {
            let title = ctx.text.get(key);
            link(ui, ctx.theme, None, title, regular(size::BODY), &format!("{title} {id}")).clicked()
        };
        if own && act(ui, "layer-change") {
            out.push(UiCommand::ClaimForm(Some(DraftFor::Change(id.clone()))));
        }
        if !own && act(ui, "layer-correct") {
            out.push(UiCommand::ClaimForm(Some(DraftFor::Correction(id.clone()))));
        }
        if act(ui, "layer-newer") {
            out.push(UiCommand::ClaimForm(Some(DraftFor::Newer(id.clone()))));
        }
        if own && act(ui, "layer-remove") {
            let edit = UserEdit::Claim(KeyedEdit::Remove { key: id.to_string() });
            out.push(LayerCommand::Edit { label: "layer-did-remove".into(), edit: Box::new(edit) });
        }
    });
}

/// A link that opens the form for a claim on the subject.
pub(super) fn add_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, subject: &Subject, out: &mut CommandQueue) {
    let title = ctx.text.get("layer-add-here");
    if link(ui, ctx.theme, Some(Icon::Plus), title, regular(size::BODY), title).clicked() {
        out.push(UiCommand::ClaimForm(Some(DraftFor::New(Some(subject.clone())))));
    }
}

/// The conflicts that the claim stands in; each opens on the board.
pub(super) fn conflicts_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, id: &ClaimId, out: &mut CommandQueue) {
    let found: Vec<_> = ctx.model.findings.conflicts.iter().filter(|conflict| conflict.claims.contains(id)).collect();
    if found.is_empty() {
        return;
    }
    section(ui, ctx, ctx.text.get("board-stands-in"), &found.len().to_string());
    for conflict in found {
        let title = title_text(ctx, conflict);
        let icon = if conflict.class == crate::analysis::conflicts::ConflictClass::Check { Icon::Search } else { Icon::Warning };
        if link(ui, ctx.theme, Some(icon), &title, regular(size::BODY), &title).clicked() {
            out.push(UiCommand::OpenConflict(conflict.id.clone()));
        }
    }
}

/// For a derived claim that was kept: the claims it follows from.
pub(super) fn bases_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let bases: Vec<&Claim> = claim.follows_from.iter().filter_map(|id| ctx.model.data.claims.get(id)).collect();
    if bases.is_empty() {
        return;
    }
    section(ui, ctx, ctx.text.get("layer-follows-from"), "");
    for base in bases {
        figure_row(ui, ctx, base, true, out);
    }
}
