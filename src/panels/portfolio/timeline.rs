//! Notes and investments in the order of time, the newest first.

use egui::{RichText, ScrollArea, Ui, vec2};
use jiff::civil::Date;

use super::{named, quiet, with_portfolio};
use crate::{
    action::{CommandQueue, command::SelectCommand},
    analysis::portfolio::anchors,
    panels::PanelCtx,
    views::{
        theme::{regular, semibold, size, space},
        widgets::{elided, link},
    },
};

/// Most entries drawn.
const SHOWN: usize = 400;

/// Draws the entries.
pub fn timeline_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    with_portfolio(ui, ctx, |ui, open| {
        let content = open.document.content();
        let mut entries: Vec<(Date, &'static str, String, Option<crate::model::item::Item>)> = Vec::new();
        for (_, note) in content.notes.iter() {
            let about = anchors::name(&ctx.model.data, content, &note.anchor);
            let words = format!("{} — {}", named(ctx, &about), named(ctx, &note.text).lines().next().unwrap_or_default());
            entries.push((note.created, "portfolio-timeline-note", words, anchors::item(content, &note.anchor)));
            if let Some(day) = note.follow_up.filter(|_| note.status.is_pending()) {
                let words = named(ctx, &note.text).lines().next().unwrap_or_default().to_owned();
                entries.push((day, "portfolio-timeline-due", words, anchors::item(content, &note.anchor)));
            }
        }
        for (_, holding) in content.holdings.iter() {
            if let Some(day) = holding.date.as_ref().and_then(|date| date.start()) {
                let item = holding.company.clone().map(crate::model::item::Item::Company);
                entries.push((
                    day,
                    "portfolio-timeline-deal",
                    format!("{} {}", named(ctx, &holding.name), holding.round_as_written),
                    item,
                ));
            }
        }
        entries.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
        if entries.is_empty() {
            quiet(ui, ctx, ctx.text.get("portfolio-timeline-none"));
        }
        ScrollArea::vertical().id_salt("timeline").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            for (at, (day, kind, words, item)) in entries.into_iter().take(SHOWN).enumerate() {
                ui.push_id(at, |ui| {
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(day.to_string()).font(semibold(size::SMALL)).color(ctx.theme.muted));
                        ui.label(RichText::new(ctx.text.get(kind)).font(regular(size::SMALL)).color(ctx.theme.muted));
                        match item {
                            Some(item) => {
                                if link(ui, ctx.theme, None, &words, regular(size::BODY), &words).clicked() {
                                    out.push(SelectCommand::Set(item));
                                }
                            }
                            None => {
                                elided(ui, &words, regular(size::BODY), ctx.theme.text);
                            }
                        }
                    });
                });
            }
        });
    });
}
