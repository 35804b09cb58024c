//! The conflict board: what disagrees, side by side, with the reason, the claim in use, and a
//! person's decision.

mod decision;
mod detail;
mod list;

use egui::{RichText, ScrollArea, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, UiCommand},
    },
    analysis::conflicts::{Conflict, ConflictClass},
    model::{
        item::Item,
        layout::Panel,
        user_layer::{Decision, DecisionState},
    },
    views::{
        theme::{regular, size, space},
        widgets::{Icon, chip, icon_button},
    },
};

/// Width of the list beside the open conflict, points.
const LIST: f32 = 330.0;
/// Panel width from which list and conflict stand side by side.
const BESIDE: f32 = 760.0;

/// What only the board remembers.
#[derive(Debug, Default)]
pub struct ConflictsScratch {
    /// The conflict that is open.
    open: Option<String>,
    /// The selection that last chose the open one.
    followed: Option<Item>,
    class: Option<ConflictClass>,
    note: decision::NoteBuffer,
}

impl ConflictsScratch {
    /// A claim that a person selects brings the first conflict it stands in; the board can also be
    /// asked for one by its id.
    fn follow(&mut self, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
        if let Some(id) = &ctx.model.transient.open_conflict {
            self.open = Some(id.clone());
            self.class = None;
            out.push(UiCommand::ConflictOpened);
        }
        let conflicts = &ctx.model.findings.conflicts;
        let primary = ctx.model.view.selection.primary();
        if self.followed.as_ref() != primary {
            self.followed = primary.cloned();
            let open = conflicts.iter().find(|conflict| Some(&conflict.id) == self.open.as_ref());
            let stands_in = |conflict: &&Conflict| match primary {
                Some(Item::Claim(id)) => conflict.claims.contains(id),
                Some(Item::Figure(number)) => conflict.figures.contains(number),
                _ => false,
            };
            if !open.as_ref().is_some_and(stands_in)
                && let Some(found) = conflicts.iter().find(stands_in)
            {
                self.open = Some(found.id.clone());
            }
        }
        if !conflicts.iter().any(|conflict| Some(&conflict.id) == self.open.as_ref()) {
            self.open = conflicts.first().map(|conflict| conflict.id.clone());
        }
    }
}

/// The decision on a conflict; an open one where nothing was decided.
fn state_of(ctx: &PanelCtx<'_>, conflict: &Conflict) -> DecisionState {
    decision_of(ctx, conflict).map_or(DecisionState::Open, |decision| decision.state)
}

fn decision_of<'a>(ctx: &'a PanelCtx<'_>, conflict: &Conflict) -> Option<&'a Decision> {
    ctx.model.layer.content().decisions.get(&conflict.id)
}

/// Text of a conflict under a key of its rule, in the interface's language.
fn rule_text(ctx: &PanelCtx<'_>, kind: &str, conflict: &Conflict) -> String {
    let args: Vec<(&str, crate::text::Arg<'_>)> =
        conflict.args.iter().map(|(name, value)| (*name, value.get(ctx.lang()).into())).collect();
    ctx.text.fmt(&format!("conflict-{kind}-{}", conflict.rule), &args)
}

/// The title of a conflict.
pub fn title_text(ctx: &PanelCtx<'_>, conflict: &Conflict) -> String {
    rule_text(ctx, "title", conflict)
}

/// A class in words.
pub fn class_text<'a>(ctx: &'a PanelCtx<'_>, class: ConflictClass) -> &'a str {
    ctx.text.get(match class {
        ConflictClass::Contradiction => "board-class-contradiction",
        ConflictClass::Jump => "board-class-jump",
        ConflictClass::Definition => "board-class-definition",
        ConflictClass::Record => "board-class-record",
        ConflictClass::Check => "board-class-check",
    })
}

/// Draws the board.
pub fn conflicts_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ConflictsScratch, out: &mut CommandQueue) {
    scratch.follow(ctx, out);
    let conflicts = &ctx.model.findings.conflicts;
    if conflicts.is_empty() {
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(ctx.text.get("board-none")).font(regular(size::BODY)).color(ctx.theme.muted));
        });
        return;
    }
    egui::Frame::NONE.inner_margin(egui::Margin { left: 12, right: 12, top: 8, bottom: 0 }).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        bar_ui(ui, ctx, scratch, out);
        left_out_ui(ui, ctx);
        let room = ui.available_rect_before_wrap();
        if room.width() < BESIDE {
            ScrollArea::vertical().id_salt("conflicts").auto_shrink([false, false]).show(ui, |ui| {
                list::list_ui(ui, ctx, scratch, true, out);
            });
            return;
        }
        let (left, right) = room.split_left_right_at_x(room.left() + LIST);
        ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
            ScrollArea::vertical().id_salt("conflict list").auto_shrink([false, false]).show(ui, |ui| {
                list::list_ui(ui, ctx, scratch, false, out);
            });
        });
        let right = right.with_min_x(right.left() + space::L);
        ui.painter().vline(right.left() - space::S, right.y_range(), ctx.theme.hairline());
        ui.scope_builder(egui::UiBuilder::new().max_rect(right), |ui| {
            let open = conflicts.iter().find(|conflict| Some(&conflict.id) == scratch.open.as_ref());
            if let Some(conflict) = open {
                ScrollArea::vertical().id_salt(("conflict", &conflict.id)).auto_shrink([false, false]).show(ui, |ui| {
                    detail::detail_ui(ui, ctx, conflict, &mut scratch.note, true, out);
                });
            }
        });
    });
}

/// Classes as switches with their counts, and the copy button.
fn bar_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ConflictsScratch, out: &mut CommandQueue) {
    let conflicts = &ctx.model.findings.conflicts;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let counted = |name: &str, n: usize| format!("{name} {n}");
        if chip(ui, ctx.theme, &counted(ctx.text.get("board-class-all"), conflicts.len()), scratch.class.is_none()).clicked() {
            scratch.class = None;
        }
        for class in ConflictClass::ALL {
            let n = conflicts.iter().filter(|conflict| conflict.class == class).count();
            let on = scratch.class == Some(class);
            if n > 0 && chip(ui, ctx.theme, &counted(class_text(ctx, class), n), on).clicked() {
                scratch.class = if on { None } else { Some(class) };
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, ctx.theme, Icon::Copy, ctx.text.get("sources-copy-table"), None).clicked() {
                out.push(CopyCommand::PanelTable(Panel::Conflicts));
            }
        });
    });
}

/// Entries of the person's layer that could not be used.
fn left_out_ui(ui: &mut Ui, ctx: &PanelCtx<'_>) {
    use crate::analysis::layered::Why;
    for entry in &ctx.model.left_out {
        let (key, detail) = match &entry.why {
            Why::Missing(_, id) => ("layer-left-out-missing", id.clone()),
            Why::Unit(unit, _) => ("layer-left-out-unit", unit.clone()),
            Why::Figure(_) => ("layer-left-out-figure", String::new()),
            Why::Taken => ("layer-left-out-taken", String::new()),
            Why::NoLongerFollows(now) => ("layer-left-out-follows", now.clone()),
        };
        let text = ctx.text.fmt(key, &[("key", entry.key.as_str().into()), ("detail", detail.as_str().into())]);
        ui.add(egui::Label::new(RichText::new(text).font(regular(size::SMALL)).color(ctx.theme.warning)).wrap());
    }
}
