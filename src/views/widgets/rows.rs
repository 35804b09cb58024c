//! Rows that stand for an item: click selects, Shift-click adds, hover lights it everywhere.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::controls::{focus_ring, shortened};
use crate::{
    action::{CommandQueue, command::SelectCommand},
    model::item::Item,
    panels::PanelCtx,
    views::theme::{radius, regular, size, space},
};

/// Selects `item` when `response` was clicked; with Shift adds it or takes it out.
pub fn pick_on_click(ui: &Ui, response: &Response, item: &Item, out: &mut CommandQueue) {
    if response.clicked() {
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        out.push(if add { SelectCommand::Toggle(item.clone()) } else { SelectCommand::Set(item.clone()) });
    }
}

/// Lights `item` everywhere while the pointer is on `response`, and puts it out afterwards.
pub fn light_on_hover(ui: &Ui, ctx: &PanelCtx<'_>, response: &Response, item: &Item, out: &mut CommandQueue) {
    let owner = Id::unique("item-lit-by");
    let lit = ctx.model.transient.hover.as_ref() == Some(item);
    if response.hovered() {
        ui.data_mut(|data| data.insert_temp(owner, response.id));
        if !lit {
            out.push(SelectCommand::Hover(Some(item.clone())));
        }
    } else if lit && ui.data(|data| data.get_temp::<Id>(owner)) == Some(response.id) {
        ui.data_mut(|data| data.remove::<Id>(owner));
        out.push(SelectCommand::Hover(None));
    }
}

/// A row of 24 points: name at the left, shortened where it must be; a quiet text at the right.
pub fn item_row(ui: &mut Ui, ctx: &PanelCtx<'_>, item: &Item, name: &str, aside: &str, out: &mut CommandQueue) -> Response {
    let theme = ctx.theme;
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::HIT), Sense::click());
    let selected = ctx.model.view.selection.contains(item);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, name));
    let lit = response.hovered() || ctx.model.transient.hover.as_ref() == Some(item);
    if selected || lit {
        let fill = if selected { theme.selection } else { theme.hover };
        ui.painter().rect_filled(rect.expand2(vec2(space::XS, 0.0)), radius::CONTROL, fill);
    }
    let name_wants = ui.painter().layout_no_wrap(name.to_owned(), regular(size::BODY), theme.text).size().x;
    let aside_room = (width - name_wants - space::M).clamp(width * 0.3, width * 0.6);
    let aside_galley = shortened(ui, aside, regular(size::SMALL), theme.muted, aside_room);
    let taken = if aside.is_empty() { 0.0 } else { aside_galley.size().x + space::S };
    let galley = shortened(ui, name, regular(size::BODY), theme.text, width - taken);
    let cut = galley.elided || aside_galley.elided;
    ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, theme.text);
    if !aside.is_empty() {
        let at = rect.right_center() - vec2(aside_galley.size().x, aside_galley.size().y / 2.0);
        ui.painter().galley(at, aside_galley, theme.muted);
    }
    focus_ring(ui, theme, &response);
    pick_on_click(ui, &response, item, out);
    light_on_hover(ui, ctx, &response, item, out);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if cut {
        response.on_hover_text(if aside.is_empty() { name.to_owned() } else { format!("{name} · {aside}") })
    } else {
        response
    }
}

/// Room for a row of its own drawing, with the background of what is selected or hovered and the
/// ring of what has the keyboard. The caller acts on the click.
pub fn wide_row(ui: &mut Ui, ctx: &PanelCtx<'_>, item: &Item, name: &str, height: f32) -> (egui::Rect, Response) {
    let theme = ctx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let selected = ctx.model.view.selection.contains(item);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, name));
    if selected || response.hovered() {
        let fill = if selected { theme.selection } else { theme.hover };
        ui.painter().rect_filled(rect.expand2(vec2(space::XS, 0.0)), radius::CONTROL, fill);
    }
    focus_ring(ui, theme, &response);
    (rect, response.on_hover_cursor(egui::CursorIcon::PointingHand))
}
