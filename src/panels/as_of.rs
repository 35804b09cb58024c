//! The day that the view speaks of: a slider over the days on which claims became known.

use egui::{RichText, Slider, Ui};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::ViewCommand},
    model::period::Period,
    views::{
        theme::{regular, size, space},
        widgets::link,
    },
};

/// The day in words: as the view writes it, or "everything known".
pub fn as_of_text<'a>(ctx: &'a PanelCtx<'_>) -> &'a str {
    let day = ctx.model.view.as_of.as_str();
    if Period::parse(day).is_ok() { day } else { ctx.text.get("layer-as-of-all") }
}

/// Draws slider, day, and how many claims are later.
pub fn as_of_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (theme, text) = (ctx.theme, ctx.text);
    let vintages = &ctx.model.findings.vintages;
    if vintages.len() < 2 {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.label(RichText::new(text.get("layer-as-of")).font(regular(size::SMALL)).color(theme.muted))
            .on_hover_text(text.get("layer-as-of-tip"));
        ui.label(RichText::new(as_of_text(ctx)).font(regular(size::SMALL)).color(theme.text));
    });
    let day = Period::parse(&ctx.model.view.as_of).ok().and_then(|period| period.end());
    let now = day.map_or(vintages.len(), |day| vintages.iter().filter(|known| **known <= day).count().saturating_sub(1));
    let mut at = now;
    ui.scope(|ui| {
        ui.spacing_mut().slider_width = ui.available_width() - space::S;
        let slider = Slider::new(&mut at, 0..=vintages.len()).show_value(false).trailing_fill(true);
        ui.add(slider).accessible_name(text.get("layer-as-of"));
    });
    if at != now {
        out.push(ViewCommand::AsOf(vintages.get(at).map(ToString::to_string).unwrap_or_default()));
    }
    later_ui(ui, ctx, out);
}

/// How many claims are later; a click takes them in.
pub fn later_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let later = ctx.model.findings.later;
    if later > 0 {
        let text = ctx.text.fmt("layer-as-of-later", &[("n", later.into())]);
        let tip = ctx.text.get("layer-as-of-all");
        if link(ui, ctx.theme, None, &text, regular(size::SMALL), &format!("{text}: {tip}")).on_hover_text(tip).clicked() {
            out.push(ViewCommand::AsOf(String::new()));
        }
    }
}
