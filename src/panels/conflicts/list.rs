//! The list of conflicts, by class.

use egui::{Color32, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{ConflictsScratch, class_text, detail, state_of, title_text};
use crate::{
    action::CommandQueue,
    analysis::conflicts::{Conflict, ConflictClass},
    model::user_layer::DecisionState,
    panels::PanelCtx,
    views::{
        theme::{radius, regular, semibold, size, space},
        widgets::{Icon, paint_icon, ring_around, section_heading},
    },
};

/// Draws the list; `inline`: the open conflict stands under its row.
pub(super) fn list_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ConflictsScratch, inline: bool, out: &mut CommandQueue) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for class in ConflictClass::ALL {
        if scratch.class.is_some_and(|only| only != class) {
            continue;
        }
        let of_class: Vec<&Conflict> = ctx.model.findings.conflicts.iter().filter(|conflict| conflict.class == class).collect();
        if of_class.is_empty() {
            continue;
        }
        let open = of_class.iter().filter(|conflict| state_of(ctx, conflict) == DecisionState::Open).count();
        let aside = ctx.text.fmt("board-open-count", &[("n", open.into())]);
        section_heading(ui, ctx.theme, class_text(ctx, class), &aside);
        for conflict in of_class {
            let is_open = scratch.open.as_ref() == Some(&conflict.id);
            if row_ui(ui, ctx, conflict, is_open) {
                scratch.open = if is_open && inline { None } else { Some(conflict.id.clone()) };
            }
            if is_open && inline {
                egui::Frame::NONE.inner_margin(egui::Margin { left: 12, right: 0, top: 4, bottom: 12 }).show(ui, |ui| {
                    detail::detail_ui(ui, ctx, conflict, &mut scratch.note, false, out);
                });
            }
        }
        ui.add_space(space::S);
    }
}

/// Amber asks to look; a check does not.
fn dot_color(ctx: &PanelCtx<'_>, conflict: &Conflict, state: DecisionState) -> Color32 {
    match (conflict.class, state) {
        (_, DecisionState::Settled | DecisionState::Dismissed) | (ConflictClass::Check, _) => ctx.theme.muted,
        (_, DecisionState::Open) => ctx.theme.warning,
    }
}

fn row_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, conflict: &Conflict, is_open: bool) -> bool {
    let theme = ctx.theme;
    let state = state_of(ctx, conflict);
    let title = title_text(ctx, conflict);
    let width = ui.available_width();
    let font = if is_open { semibold(size::BODY) } else { regular(size::BODY) };
    let color = if state == DecisionState::Open { theme.text } else { theme.muted };
    let galley = ui.painter().layout(title.clone(), font, color, width - 30.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, (galley.size().y + space::S).max(space::HIT)), Sense::click());
    let spoken = format!("{}: {title}", ctx.text.get(state_key(state)));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &spoken));
    if is_open || response.hovered() {
        let fill = if is_open { theme.selection } else { theme.hover };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
    }
    let top = rect.top() + space::XS;
    let mark = egui::Rect::from_center_size(pos2(rect.left() + 12.0, top + 8.0), vec2(12.0, 12.0));
    match state {
        DecisionState::Open => {
            ui.painter().circle_filled(mark.center(), 3.5, dot_color(ctx, conflict, state));
        }
        DecisionState::Settled | DecisionState::Dismissed => paint_icon(ui.painter(), mark, 10.0, Icon::Check, theme.muted),
    }
    ui.painter().galley(pos2(rect.left() + 26.0, top), galley, color);
    ring_around(ui, theme, &response);
    response.clicked()
}

/// Text key of a decision's state.
pub(super) fn state_key(state: DecisionState) -> &'static str {
    match state {
        DecisionState::Open => "board-state-open",
        DecisionState::Settled => "board-state-settled",
        DecisionState::Dismissed => "board-state-dismissed",
    }
}
