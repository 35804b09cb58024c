//! What a person has to decide about the file of their layer: edits that were recovered, a file that
//! another program changed. Stands over the panels without stopping anything.

use egui::{Align2, Context, Frame, Label, Margin, RichText, ScrollArea, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{Answer, FileCommand},
    },
    update::{DifferenceLine, Question},
    views::{
        theme::{regular, semibold, size, space},
        widgets::wide_button,
    },
};

/// Lines of the difference that are shown at once.
const LINES: usize = 200;

/// Draws the notice, if there is something to decide.
pub fn layer_notice_ui(egui: &Context, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (title, lines, answers): (String, &[DifferenceLine], &[(&str, Answer)]) = match &ctx.model.transient.question {
        Some(Question::Recovered { lines }) => (
            ctx.text.fmt("layer-recovered", &[("n", lines.len().into())]),
            lines,
            &[("layer-recovered-keep", Answer::Save), ("layer-recovered-drop", Answer::Discard)],
        ),
        Some(Question::LayerChanged) => (
            ctx.text.get("layer-changed").to_owned(),
            &[],
            &[("layer-changed-mine", Answer::Save), ("layer-changed-theirs", Answer::Discard)],
        ),
        Some(Question::PortfolioRecovered { title, lines }) => (
            ctx.text.fmt("portfolio-recovered", &[("title", title.as_str().into()), ("n", lines.len().into())]),
            lines,
            &[("layer-recovered-keep", Answer::Save), ("layer-recovered-drop", Answer::Discard)],
        ),
        Some(Question::PortfolioChanged) => (
            ctx.text.get("portfolio-changed").to_owned(),
            &[],
            &[
                ("portfolio-changed-merge", Answer::Merge),
                ("layer-changed-mine", Answer::Save),
                ("layer-changed-theirs", Answer::Discard),
            ],
        ),
        Some(Question::Unsaved | Question::Overwrite { .. } | Question::PortfolioUnsaved { .. }) | None => return,
    };
    egui::Area::new(egui::Id::unique("layer-notice")).anchor(Align2::CENTER_TOP, vec2(0.0, 52.0)).show(egui, |ui| {
        Frame::popup(ui.style()).inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.set_width(460.0_f32.min(egui.content_rect().width() - 48.0));
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            ui.add(Label::new(RichText::new(title).font(semibold(size::BODY)).color(ctx.theme.text)).wrap());
            if !lines.is_empty() {
                ScrollArea::vertical().max_height(120.0).show(ui, |ui| {
                    for (sign, part, key) in lines.iter().take(LINES) {
                        let line = format!("{sign} {} {key}", ctx.text.get(part));
                        ui.label(RichText::new(line).font(regular(size::SMALL)).color(ctx.theme.muted));
                    }
                });
            }
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                for (key, answer) in answers {
                    if wide_button(ui, ctx.theme, ctx.text.get(key)).clicked() {
                        out.push(FileCommand::Answer(*answer));
                    }
                }
            });
        });
    });
}
