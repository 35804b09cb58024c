//! The chip under every figure that says where it stands and opens its claim.

use egui::{Response, Ui};

use crate::{
    action::{CommandQueue, command::SelectCommand},
    model::{claim::Claim, item::Item},
    panels::PanelCtx,
    views::{
        theme::{regular, size},
        widgets::{Icon, claim_hover, claim_source_line, link},
    },
};

/// Small accent text with a magnifier: document · locator, shortened where it does not fit. Hover
/// shows the claim's card, a click selects the claim.
pub fn source_chip(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) -> Response {
    let line = claim_source_line(ctx, claim);
    let name = ctx.text.fmt("sources-chip-name", &[("source", line.as_str().into()), ("id", claim.id.as_str().into())]);
    let response = ui
        .push_id(("source", claim.id.as_str()), |ui| link(ui, ctx.theme, Some(Icon::Search), &line, regular(size::SMALL), &name))
        .inner;
    if response.clicked() {
        out.push(SelectCommand::Set(Item::Claim(claim.id.clone())));
    }
    response.on_hover_ui(|ui| claim_hover(ui, ctx, claim))
}
