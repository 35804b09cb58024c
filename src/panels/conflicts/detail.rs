//! One conflict: reason, numbers, its claims side by side, the decision.

use egui::{Color32, Frame, Label, RichText, Ui, vec2};

use super::{class_text, decision, decision_of, rule_text, title_text};
use crate::{
    action::{
        CommandQueue,
        command::{LayerCommand, SelectCommand, UiCommand},
    },
    analysis::{claim_draft::DraftFor, conflicts::Conflict, links::links},
    model::{
        claim::{Claim, ClaimState},
        ids::ClaimId,
        item::Item,
        quantity::Precision,
        user_layer::DecisionState,
    },
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        source_chip::source_chip,
        theme::{radius, regular, semibold, size, space, weight},
        widgets::{figure_named, figure_text, item_name, link, qualifier_text, section_heading, status_text, wide_button},
    },
};

/// Narrowest card of a claim, points.
const CARD: f32 = 220.0;

/// Draws the conflict; its title stands above where the list has it already.
pub(super) fn detail_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    conflict: &Conflict,
    note: &mut decision::NoteBuffer,
    with_title: bool,
    out: &mut CommandQueue,
) {
    let theme = ctx.theme;
    ui.set_width(ui.available_width() - space::M);
    ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
    if with_title {
        ui.label(RichText::new(class_text(ctx, conflict.class)).font(regular(size::SMALL)).color(theme.muted));
        let title = RichText::new(title_text(ctx, conflict)).font(semibold(size::TITLE)).color(theme.text);
        ui.add(Label::new(title).wrap());
    }
    let reason = RichText::new(rule_text(ctx, "reason", conflict)).font(regular(size::BODY)).color(theme.text);
    ui.add(Label::new(reason).wrap());
    numbers_ui(ui, ctx, conflict);
    ui.add_space(space::XS);
    cards_ui(ui, ctx, conflict, out);
    for number in &conflict.figures {
        let item = Item::Figure(*number);
        let caption = ctx.model.data.figures.iter().find(|figure| figure.number == *number);
        let caption = caption.map(|figure| figure.caption.get(ctx.lang())).unwrap_or_default();
        let name = format!("{} {caption}", item_name(ctx, &item));
        if link(ui, theme, None, name.trim(), regular(size::BODY), name.trim()).clicked() {
            out.push(SelectCommand::Set(item));
        }
    }
    ui.add_space(space::S);
    decision::decision_ui(ui, ctx, conflict, note, out);
    ui.add_space(space::M);
}

/// What follows from the others beside what is stated.
fn numbers_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, conflict: &Conflict) {
    let pairs = [("board-expected", &conflict.expected), ("board-found", &conflict.found)];
    let said = conflict.said.clone().unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for ((key, quantity), words) in pairs.into_iter().zip(said) {
            if quantity.is_none() && words.is_empty() {
                continue;
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(RichText::new(ctx.text.get(key)).font(regular(size::SMALL)).color(ctx.theme.muted));
                // What was computed claims no more digits than a mark does.
                let figure = quantity.as_ref().map_or(words, |quantity| {
                    let digits = if quantity.precision == Precision::Bounds { Digits::Short } else { Digits::Full };
                    figure_named(ctx, quantity, digits)
                });
                ui.label(RichText::new(figure).font(semibold(size::TITLE)).color(ctx.theme.text));
            });
        }
    });
}

/// The claim in use: the one a person chose, else the program's.
fn used<'a>(ctx: &'a PanelCtx<'_>, conflict: &'a Conflict) -> Option<&'a ClaimId> {
    let settled = decision_of(ctx, conflict).filter(|decision| decision.state == DecisionState::Settled);
    settled.and_then(|decision| decision.chosen.as_ref()).or(conflict.used.as_ref())
}

fn cards_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, conflict: &Conflict, out: &mut CommandQueue) {
    let claims: Vec<&Claim> = conflict.claims.iter().filter_map(|id| ctx.model.data.claims.get(id)).collect();
    let width = ui.available_width();
    let mut columns = 1_u8;
    while columns < 4 && usize::from(columns) < claims.len() && width > (CARD + space::S) * f32::from(columns + 1) {
        columns += 1;
    }
    let each = (width - space::S * f32::from(columns - 1)) / f32::from(columns);
    for row in claims.chunks(usize::from(columns)) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            for claim in row {
                ui.allocate_ui_with_layout(vec2(each, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.set_width(each);
                    card_ui(ui, ctx, conflict, claim, out);
                });
            }
        });
    }
}

fn card_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, conflict: &Conflict, claim: &Claim, out: &mut CommandQueue) {
    let (theme, data, text, lang) = (ctx.theme, &ctx.model.data, ctx.text, ctx.lang());
    let is_used = used(ctx, conflict) == Some(&claim.id);
    let stroke = if is_used { egui::Stroke::new(weight::BOLD, theme.accent) } else { theme.hairline() };
    let selected = ctx.model.view.selection.contains(&Item::Claim(claim.id.clone()));
    let frame = Frame::NONE
        .fill(if selected { theme.selection } else { Color32::TRANSPARENT })
        .stroke(stroke)
        .corner_radius(radius::CARD)
        .inner_margin(egui::Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::S, 1.0);
        let metric = data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
        let small = |text: &str, color| RichText::new(text).font(regular(size::SMALL)).color(color);
        let name = format!("{} · {metric}", data.subject_name(&claim.subject).get(lang));
        ui.add(Label::new(small(&name, theme.muted)).wrap());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let figure = figure_text(ctx, &claim.quantity, Digits::Full);
            ui.label(RichText::new(figure).font(semibold(size::TITLE)).color(theme.text));
            let unit = data.units.get(&claim.quantity.unit.id).map_or("", |unit| unit.title.get(lang));
            if claim.quantity.unit.currency().is_none() && unit != "%" {
                ui.label(small(unit, theme.muted));
            }
        });
        let words = [
            period_text(text, &claim.period),
            qualifier_text(text, claim.quantity.qualifier).to_owned(),
            status_text(text, claim.status).to_owned(),
        ];
        ui.add(Label::new(small(&words.join(" · "), theme.muted)).wrap());
        if !claim.as_written.is_empty() {
            let quoted = text.fmt("sources-quoted", &[("text", claim.as_written.as_str().into())]);
            ui.add(Label::new(small(&quoted, theme.text)).wrap());
        }
        source_chip(ui, ctx, claim, out);
        ui.add(Label::new(small(&use_text(ctx, claim), theme.muted)).wrap());
        ui.add_space(space::XS);
        actions_ui(ui, ctx, conflict, claim, is_used, out);
    });
}

/// Where a claim is used, or why it is not.
fn use_text(ctx: &PanelCtx<'_>, claim: &Claim) -> String {
    let (data, text) = (&ctx.model.data, ctx.text);
    match data.state_of(&claim.id) {
        ClaimState::Replaced(by) => return text.fmt("layer-state-replaced", &[("id", by.as_str().into())]),
        ClaimState::Later => return text.get("layer-state-later").to_owned(),
        ClaimState::SetAside(by) => return text.fmt("layer-state-set-aside", &[("id", by.as_str().into())]),
        ClaimState::Current => {}
    }
    let found = links(data, [&ctx.model.view], &Item::Claim(claim.id.clone()));
    let mut uses: Vec<&str> = Vec::new();
    if data.metric_of(claim).is_some_and(crate::analysis::quarterly::is_financing_level) {
        uses.push(text.get("shell-panel-financing"));
    }
    if found.ranked {
        uses.push(text.get("shell-panel-ranking"));
    }
    let layers = &ctx.model.view.layers;
    if claim.metric == layers.city_metric || claim.metric == layers.province_metric {
        uses.push(text.get("shell-panel-map"));
    }
    if !found.funds.is_empty() {
        uses.push(text.get("sources-kind-fund"));
    }
    if uses.is_empty() {
        return text.get("board-used-lists").to_owned();
    }
    text.fmt("board-used-in", &[("where", uses.join(" · ").as_str().into())])
}

fn actions_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, conflict: &Conflict, claim: &Claim, is_used: bool, out: &mut CommandQueue) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        if is_used {
            ui.label(RichText::new(ctx.text.get("board-in-use")).font(semibold(size::SMALL)).color(ctx.theme.accent));
        } else if conflict.claims.len() > 1 && wide_button(ui, ctx.theme, ctx.text.get("board-use")).clicked() {
            let edit = decision::choose(ctx, conflict, &claim.id);
            out.push(LayerCommand::Edit { label: "layer-did-decide".into(), edit: Box::new(edit) });
        }
        let correct = ctx.text.get("layer-correct");
        if link(ui, ctx.theme, None, correct, regular(size::SMALL), &format!("{correct}: {}", claim.id)).clicked() {
            out.push(UiCommand::ClaimForm(Some(DraftFor::Correction(claim.id.clone()))));
        }
    });
}

/// Heading of the decision.
pub(super) fn heading(ui: &mut Ui, ctx: &PanelCtx<'_>, key: &str, aside: &str) {
    section_heading(ui, ctx.theme, ctx.text.get(key), aside);
}
