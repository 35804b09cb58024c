//! Names that may be one company's, rows that may be one deal, and what was merged.

use egui::{RichText, Ui};

use super::{settle::more_ui, small};
use crate::{
    action::{
        CommandQueue,
        import::{ImportCommand, ImportedTable, company_apart, deal_apart},
    },
    analysis::import::duplicates::{CompanyGroup, DealGroup},
    model::deal_import::{RowKey, SameCompany, SameDeal},
    panels::PanelCtx,
    update::Wizard,
    views::{
        theme::{regular, size, space},
        widgets::{Icon, link, section_heading},
    },
};

/// Proposals of a kind that are listed.
const LISTED: usize = 50;

/// Draws the proposals and what was merged before.
pub(super) fn proposals_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (wizard, imported): (&Wizard, &ImportedTable),
    out: &mut CommandQueue,
) {
    if imported.not_compared {
        ui.add_space(space::S);
        small(ui, ctx, ctx.text.get("import-not-compared"));
    }
    let Some(mapping) = &wizard.mapping else { return };
    if !imported.deals.is_empty() {
        ui.add_space(space::S);
        section_heading(ui, ctx.theme, ctx.text.get("import-same-deals"), "");
        for group in imported.deals.iter().take(LISTED) {
            let same = SameDeal { kept: group.kept.0.clone(), dropped: group.dropped.0.clone() };
            let merged = mapping.same_deals.contains(&same);
            let apart = deal_apart(group);
            let back = ImportCommand::SplitDeal(group.dropped.0.clone());
            proposal_ui(ui, ctx, wizard, (&deal_text(ctx, group), &apart), (ImportCommand::MergeDeal(same), back, merged), out);
        }
        more_ui(ui, ctx, imported.all_deals.saturating_sub(LISTED));
    }
    if !imported.companies.is_empty() {
        ui.add_space(space::S);
        section_heading(ui, ctx.theme, ctx.text.get("import-same-companies"), "");
        for group in imported.companies.iter().take(LISTED) {
            let Some((kept, others)) = group.names.split_first() else { continue };
            let merged = mapping.same_companies.iter().any(|same| same.kept == *kept);
            let same = SameCompany { kept: kept.clone(), others: others.to_vec() };
            let apart = company_apart(group);
            let back = ImportCommand::SplitCompany(kept.clone());
            let words = company_text(ctx, group);
            proposal_ui(ui, ctx, wizard, (&words, &apart), (ImportCommand::MergeCompany(same), back, merged), out);
        }
        more_ui(ui, ctx, imported.all_companies.saturating_sub(LISTED));
    }
    merged_ui(ui, ctx, (wizard, imported), out);
}

/// A proposal with its two answers, or the answer that was given.
fn proposal_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    wizard: &Wizard,
    (words, apart): (&str, &str),
    (merge, back, merged): (ImportCommand, ImportCommand, bool),
    out: &mut CommandQueue,
) {
    if wizard.apart.contains(apart) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.text));
        if merged {
            let (done, undo) = (ctx.text.get("import-merged"), ctx.text.get("import-undo"));
            ui.label(RichText::new(done).font(regular(size::BODY)).color(ctx.theme.accent));
            if link(ui, ctx.theme, Some(Icon::Close), undo, regular(size::SMALL), &format!("{undo}: {words}")).clicked() {
                out.push(back);
            }
            return;
        }
        let (yes, no) = (ctx.text.get("import-merge"), ctx.text.get("import-keep-apart"));
        if link(ui, ctx.theme, Some(Icon::Check), yes, regular(size::BODY), &format!("{yes}: {words}")).clicked() {
            out.push(merge);
        }
        if link(ui, ctx.theme, None, no, regular(size::BODY), &format!("{no}: {words}")).clicked() {
            out.push(ImportCommand::KeepApart(apart.to_owned()));
        }
    });
}

/// What was merged before this import: it is proposed no more, and can be taken back.
fn merged_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, (wizard, imported): (&Wizard, &ImportedTable), out: &mut CommandQueue) {
    let Some(mapping) = &wizard.mapping else { return };
    let deals: Vec<_> = imported.mapping.same_deals.iter().filter(|same| mapping.same_deals.contains(same)).collect();
    let companies: Vec<_> = imported.mapping.same_companies.iter().filter(|same| mapping.same_companies.contains(same)).collect();
    if deals.is_empty() && companies.is_empty() {
        return;
    }
    ui.add_space(space::S);
    section_heading(ui, ctx.theme, ctx.text.get("import-merged-before"), "");
    let rows = deals.iter().map(|same| (key_text(&same.dropped), ImportCommand::SplitDeal(same.dropped.clone())));
    let names = companies.iter().map(|same| {
        let words = format!("{} = {}", same.kept, same.others.join(" = "));
        (words, ImportCommand::SplitCompany(same.kept.clone()))
    });
    for (words, back) in rows.chain(names).take(LISTED) {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(&words).font(regular(size::BODY)).color(ctx.theme.text));
            let undo = ctx.text.get("import-undo");
            if link(ui, ctx.theme, Some(Icon::Close), undo, regular(size::SMALL), &format!("{undo}: {words}")).clicked() {
                out.push(back);
            }
        });
    }
    more_ui(ui, ctx, (deals.len() + companies.len()).saturating_sub(LISTED));
}

fn key_text(key: &RowKey) -> String {
    let date = match key.date.split_once('/') {
        Some((first, last)) if first == last => first,
        Some(_) | None => key.date.as_str(),
    };
    let parts = [key.company.as_str(), date, key.round.as_str(), key.amount.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn deal_text(ctx: &PanelCtx<'_>, group: &DealGroup) -> String {
    let (first, second) = (key_text(&group.kept.0), key_text(&group.dropped.0));
    let (line, other) = (group.kept.1.to_string(), group.dropped.1.to_string());
    let score = group.score.to_string();
    ctx.text.fmt(
        "import-deal-pair",
        &[
            ("first", first.as_str().into()),
            ("line", line.as_str().into()),
            ("second", second.as_str().into()),
            ("other", other.as_str().into()),
            ("score", score.as_str().into()),
        ],
    )
}

fn company_text(ctx: &PanelCtx<'_>, group: &CompanyGroup) -> String {
    let names: Vec<String> = group.names.iter().zip(&group.rows).map(|(name, rows)| format!("{name} ({rows})")).collect();
    let (names, score) = (names.join(" = "), group.score.to_string());
    ctx.text.fmt("import-company-names", &[("names", names.as_str().into()), ("score", score.as_str().into())])
}
