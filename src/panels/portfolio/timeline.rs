//! Notes and investments in the order of time, the newest first.

use egui::{RichText, ScrollArea, Ui, vec2};
use jiff::civil::Date;

use super::{ContentKey, content_key, quiet, with_portfolio};
use crate::{
    action::{CommandQueue, command::SelectCommand},
    analysis::portfolio::anchors,
    model::{
        item::Item,
        portfolio::{Note, Portfolio},
    },
    panels::PanelCtx,
    update::Kept,
    views::{
        theme::{regular, semibold, size, space},
        widgets::{elided, link},
    },
};

/// Most entries drawn.
const SHOWN: usize = 400;

/// Day, text key of the kind, words, what a click selects.
pub type Entry = (Date, &'static str, String, Option<Item>);

/// Draws the entries.
pub fn timeline_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, kept: &mut Kept<ContentKey, Vec<Entry>>, out: &mut CommandQueue) {
    with_portfolio(ui, ctx, |ui, open| {
        kept.refresh(content_key(ctx, open), || entries(ctx, open.document.content()));
        let entries: &[Entry] = kept;
        if entries.is_empty() {
            quiet(ui, ctx, ctx.text.get("portfolio-timeline-none"));
        }
        ScrollArea::vertical().id_salt("timeline").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            for (at, (day, kind, words, item)) in entries.iter().take(SHOWN).enumerate() {
                ui.push_id(at, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(day.to_string()).font(semibold(size::SMALL)).color(ctx.theme.muted));
                        ui.label(RichText::new(ctx.text.get(kind)).font(regular(size::SMALL)).color(ctx.theme.muted));
                        match item {
                            Some(item) => {
                                if link(ui, ctx.theme, None, words, regular(size::BODY), words).clicked() {
                                    out.push(SelectCommand::Set(item.clone()));
                                }
                            }
                            None => {
                                elided(ui, words, regular(size::BODY), ctx.theme.text);
                            }
                        }
                    });
                });
            }
        });
    });
}

fn entries(ctx: &PanelCtx<'_>, content: &Portfolio) -> Vec<Entry> {
    let first_line = |note: &Note| note.text.get(ctx.lang()).lines().next().unwrap_or_default().to_owned();
    let mut entries: Vec<Entry> = Vec::new();
    for (_, note) in content.notes.iter() {
        let about = anchors::name(&ctx.model.data, content, &note.anchor);
        let words = format!("{} — {}", about.get(ctx.lang()), first_line(note));
        entries.push((note.created, "portfolio-timeline-note", words, anchors::item(content, &note.anchor)));
        if let Some(day) = note.follow_up.filter(|_| note.status.is_pending()) {
            entries.push((day, "portfolio-timeline-due", first_line(note), anchors::item(content, &note.anchor)));
        }
    }
    for (_, holding) in content.holdings.iter() {
        if let Some(day) = holding.date.as_ref().and_then(|date| date.start()) {
            let words = format!("{} {}", holding.name.get(ctx.lang()), holding.round_as_written);
            entries.push((day, "portfolio-timeline-deal", words, holding.company.clone().map(Item::Company)));
        }
    }
    entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    entries
}
