//! "What links here".

use egui::Ui;

use super::{
    InspectorScratch,
    heading::{section, unfold},
};
use crate::{
    action::{CommandQueue, command::FileCommand},
    analysis::links::{Links, links},
    model::{
        ids::{ClaimId, ViewId},
        item::Item,
    },
    panels::PanelCtx,
    text::period::period_text,
    views::{
        figure_card::figure_row,
        theme::{regular, size},
        widgets::{Icon, item_row, link},
    },
};

/// What links to `item` in the data and the saved views.
pub fn links_of(ctx: &PanelCtx<'_>, item: &Item) -> Links {
    links(&ctx.model.data, ctx.model.views.iter().filter_map(|entry| entry.view.as_deref()), item)
}

/// Views that show the item, as links that open them.
pub fn views_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, views: &[ViewId], out: &mut CommandQueue) {
    for id in views {
        let Some(entry) = ctx.model.views.iter().find(|entry| entry.id == *id) else { continue };
        let title = entry.title.get(ctx.lang());
        let name = ctx.text.fmt("inspector-open-view", &[("view", title.into())]);
        if link(ui, ctx.theme, Some(Icon::Next), title, regular(size::BODY), &name).clicked() {
            out.push(FileCommand::OpenView(id.clone()));
        }
    }
}

/// Groups, views and figures that name the item; nothing where there are none.
pub fn linked_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, links: &Links, out: &mut CommandQueue) {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let counted = links.views.len() + links.groups.len() + links.figures.len() + links.rates.len() + usize::from(links.ranked);
    if counted == 0 {
        return;
    }
    section(ui, ctx, ctx.text.get("inspector-links"), &counted.to_string());
    views_ui(ui, ctx, &links.views, out);
    for id in &links.groups {
        let Some(group) = data.groups.get(id) else { continue };
        let members = ctx.text.fmt("inspector-members", &[("n", group.members.len().into())]);
        item_row(ui, ctx, &Item::Group(id.clone()), group.name.get(lang), &members, out);
    }
    for number in &links.figures {
        let Some(figure) = data.figures.iter().find(|figure| figure.number == *number) else { continue };
        let title = ctx.text.fmt("sources-figure-number", &[("n", usize::from(*number).into())]);
        item_row(ui, ctx, &Item::Figure(*number), &title, figure.caption.get(lang), out);
    }
    for id in &links.rates {
        let Some(rate) = data.rates.iter().find(|rate| rate.id == *id) else { continue };
        let pair = ctx.text.fmt("inspector-rate", &[("base", rate.base.code().into()), ("quote", rate.quote.code().into())]);
        super::heading::field(ui, ctx, &pair, &period_text(ctx.text, &rate.period));
    }
    if links.ranked {
        super::heading::paragraph(ui, ctx, ctx.text.get("inspector-ranked"));
    }
}

/// Claims as rows with their sources; folds after a dozen.
pub fn claims_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut InspectorScratch,
    title: &str,
    claims: &[ClaimId],
    out: &mut CommandQueue,
) {
    const FOLDED: usize = 12;
    if claims.is_empty() {
        return;
    }
    section(ui, ctx, title, &claims.len().to_string());
    // A document may hold thousands; what is unfolded stays bounded.
    let shown = if scratch.unfolded { claims.len().min(400) } else { claims.len().min(FOLDED) };
    for claim in claims.iter().take(shown).filter_map(|id| ctx.model.data.claims.get(id)) {
        figure_row(ui, ctx, claim, true, out);
    }
    unfold(ui, ctx, scratch, claims.len() - shown);
}
