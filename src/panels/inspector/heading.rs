//! The inspector's heading, paragraphs and field lists.

use egui::{Label, RichText, Ui};

use crate::{
    action::CommandQueue,
    model::{claim::Subject, item::Item, lang::Bilingual},
    panels::{PanelCtx, inspector::InspectorScratch},
    views::{
        figure_card::{figure_card, figure_row},
        theme::{regular, semibold, size, space},
        widgets::{Icon, item_kind, link, section_heading},
    },
};

/// Figures shown as cards before the rest becomes rows.
const CARDS: usize = 4;
/// Rows shown before a list folds.
const ROWS: usize = 12;

/// Kind, name in large, a quiet text behind it.
pub fn heading(ui: &mut Ui, ctx: &PanelCtx<'_>, item: &Item, name: &str, aside: &str) {
    let theme = ctx.theme;
    section_heading(ui, theme, item_kind(ctx, item), "");
    let width = |text: &str, font| ui.painter().layout_no_wrap(text.to_owned(), font, theme.text).size().x;
    let one_line = width(name, semibold(size::FIGURE)) + 6.0 + width(aside, regular(size::TITLE)) <= ui.available_width();
    if !one_line {
        ui.add(Label::new(RichText::new(name).font(semibold(size::FIGURE)).color(theme.text)).wrap());
        if !aside.is_empty() {
            ui.add(Label::new(RichText::new(aside).font(regular(size::TITLE)).color(theme.muted)).wrap());
        }
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(Label::new(RichText::new(name).font(semibold(size::FIGURE)).color(theme.text)));
        if !aside.is_empty() {
            ui.add(Label::new(RichText::new(aside).font(regular(size::TITLE)).color(theme.muted)).wrap());
        }
    });
}

/// The name in the other language, where it differs.
pub fn other_name<'a>(ctx: &PanelCtx<'_>, name: &'a Bilingual) -> &'a str {
    let (own, other) = (name.get(ctx.lang()), name.get(ctx.lang().other()));
    if own == other { "" } else { other }
}

/// Quiet running text.
pub fn paragraph(ui: &mut Ui, ctx: &PanelCtx<'_>, text: &str) {
    ui.add(Label::new(RichText::new(text).font(regular(size::BODY)).color(ctx.theme.muted)).wrap());
}

/// Space and a heading before the next section.
pub fn section(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, aside: &str) {
    ui.add_space(space::M);
    section_heading(ui, ctx.theme, title, aside);
}

/// Title in a narrow left column, text beside it; empty values are left out.
pub fn field(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    field_with(ui, ctx, title, |ui| {
        ui.add(Label::new(RichText::new(value).font(regular(size::BODY)).color(ctx.theme.text)).wrap());
    });
}

/// A field whose value is drawn by `content`.
pub fn field_with(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, content: impl FnOnce(&mut Ui)) {
    const TITLE: f32 = 76.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.allocate_ui_with_layout(egui::vec2(TITLE, 18.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(TITLE);
            ui.add_space(1.0);
            ui.add(Label::new(RichText::new(title).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap());
        });
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            content(ui);
        });
    });
    ui.add_space(3.0);
}

/// Figures on a subject: the first few as cards, the rest as rows.
pub fn figures(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, subject: &Subject, out: &mut CommandQueue) {
    let claims = crate::analysis::links::figures_of(&ctx.model.data, subject);
    if claims.is_empty() {
        ui.add_space(space::S);
        paragraph(ui, ctx, ctx.text.get("inspector-no-figures"));
        super::own::add_ui(ui, ctx, subject, out);
        return;
    }
    ui.add_space(space::S);
    let cards = if claims.len() <= CARDS + 1 { claims.len() } else { CARDS };
    for claim in claims.iter().take(cards) {
        figure_card(ui, ctx, claim, out);
    }
    let rest = claims.len() - cards;
    if rest > 0 {
        let shown = if scratch.unfolded { rest } else { rest.min(ROWS) };
        for claim in claims.iter().skip(cards).take(shown) {
            figure_row(ui, ctx, claim, false, out);
        }
        unfold(ui, ctx, scratch, rest - shown);
    }
    super::own::add_ui(ui, ctx, subject, out);
}

/// A link that shows the rest of a long list.
pub fn unfold(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, hidden: usize) {
    if hidden > 0 {
        let more = ctx.text.fmt("inspector-more", &[("n", hidden.into())]);
        if link(ui, ctx.theme, Some(Icon::Down), &more, regular(size::SMALL), &more).clicked() {
            scratch.unfolded = true;
        }
    }
}
