//! Headings, chips, switches and buttons in the program's style.

use egui::{Align2, Color32, FontId, Response, Role, Sense, TextWrapMode, Ui, WidgetInfo, vec2};

use super::icon::{Icon, paint_icon};
use crate::views::theme::{Theme, radius, regular, semibold, size, space, weight};

/// A section's heading in small muted semibold, with a quiet text at the right end of the line.
pub fn section_heading(ui: &mut Ui, theme: &Theme, title: &str, aside: &str) -> Response {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::HIT - space::XS), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, title));
    let mut room = width;
    if !aside.is_empty() {
        let galley = ui.painter().layout_no_wrap(aside.to_owned(), regular(size::SMALL), theme.muted);
        room -= galley.size().x + space::S;
        ui.painter().galley(rect.right_center() - vec2(galley.size().x, galley.size().y / 2.0), galley, theme.muted);
    }
    let galley = shortened(ui, &title.to_uppercase(), semibold(size::SMALL), theme.muted, room);
    ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, theme.muted);
    response
}

/// Lays out one line that ends in … where it does not fit into `width`.
pub fn shortened(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> std::sync::Arc<egui::Galley> {
    let rich = egui::RichText::new(text).font(font).color(color);
    egui::WidgetText::from(rich).into_galley(ui, Some(TextWrapMode::Truncate), width.max(1.0), egui::FontSelection::Default)
}

/// One line of text, shortened with … where it does not fit and whole on hover. For names, never
/// for numbers.
pub fn elided(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    let galley = shortened(ui, text, font, color, ui.available_width());
    let cut = galley.elided;
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().galley(rect.min, galley, color);
    if cut { response.on_hover_text(text) } else { response }
}

/// Clickable accent text on one line, optionally behind an icon; 24 points high.
pub fn link(ui: &mut Ui, theme: &Theme, icon: Option<Icon>, text: &str, font: FontId, name: &str) -> Response {
    let mark = if icon.is_some() { font.size + space::XS - 1.0 } else { 0.0 };
    let galley = shortened(ui, text, font.clone(), theme.accent, ui.available_width() - mark);
    let cut = galley.elided;
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + mark, space::HIT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    if let Some(icon) = icon {
        let square =
            egui::Rect::from_center_size(rect.left_center() + vec2(font.size / 2.0 - 1.0, 0.5), vec2(font.size, font.size));
        paint_icon(ui.painter(), square, font.size - 2.0, icon, theme.accent);
    }
    let at = rect.left_center() + vec2(mark, -galley.size().y / 2.0);
    let (left, right, below) = (at.x, at.x + galley.size().x, at.y + galley.size().y);
    ui.painter().galley(at, galley, theme.accent);
    if response.hovered() {
        ui.painter().hline(left..=right, below - 0.5, egui::Stroke::new(weight::THIN, theme.accent));
    }
    focus_ring(ui, theme, &response);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if cut { response.on_hover_text(text) } else { response }
}

/// A ring around what has the keyboard.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect.expand(1.0),
            radius::CONTROL,
            egui::Stroke::new(weight::BOLD, theme.accent),
            egui::StrokeKind::Outside,
        );
    }
}

/// An [`icon_button`] that only shows while it is hovered, focused or `shown`.
pub fn quiet_icon_button(ui: &mut Ui, theme: &Theme, rect: egui::Rect, icon: Icon, name: &str, shown: bool) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::CONTROL, theme.hover);
    }
    if shown || response.hovered() || response.has_focus() {
        paint_icon(ui.painter(), rect, 12.0, icon, if response.hovered() { theme.text } else { theme.muted });
    }
    focus_ring(ui, theme, &response);
    response.on_hover_text(name)
}

/// A square button of 24 points with an icon; `name` is its accessible name and tooltip, with the
/// shortcut behind it.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str, shortcut: Option<&str>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(space::HIT, space::HIT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::CONTROL, theme.hover);
    }
    let color = if !ui.is_enabled() {
        theme.faded(theme.muted, 0.5)
    } else if response.hovered() {
        theme.text
    } else {
        theme.muted
    };
    paint_icon(ui.painter(), rect, 12.0, icon, color);
    focus_ring(ui, theme, &response);
    match shortcut {
        Some(keys) => response.on_hover_text(format!("{name}  {keys}")),
        None => response.on_hover_text(name),
    }
}

/// A button with a text and a hairline frame, 28 points high.
pub fn wide_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let galley = shortened(ui, text, regular(size::BODY), theme.text, ui.available_width() - 2.0 * space::M);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * space::M, space::HIT + space::XS), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    let fill = if response.hovered() { theme.hover } else { theme.panel };
    ui.painter().rect(rect.shrink(0.5), radius::CONTROL, fill, theme.hairline(), egui::StrokeKind::Inside);
    let color = if ui.is_enabled() { theme.text } else { theme.faded(theme.muted, 0.6) };
    ui.painter().galley_with_override_text_color(rect.center() - galley.size() / 2.0, galley, color);
    focus_ring(ui, theme, &response);
    response
}

/// A chip that can be switched; true when clicked.
pub fn chip(ui: &mut Ui, theme: &Theme, label: &str, on: bool) -> Response {
    let galley = shortened(ui, label, regular(size::SMALL), theme.text, ui.available_width() - 2.0 * space::S);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * space::S, space::HIT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, label));
    let fill = if on {
        theme.selection
    } else if response.hovered() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    };
    let stroke = if on { egui::Stroke::new(weight::THIN, theme.accent) } else { theme.hairline() };
    let body = rect.shrink2(vec2(0.0, 1.0));
    ui.painter().rect(body, radius::CONTROL, fill, stroke, egui::StrokeKind::Inside);
    let color = if on { theme.accent } else { theme.text };
    ui.painter().galley_with_override_text_color(rect.center() - galley.size() / 2.0, galley, color);
    focus_ring(ui, theme, &response);
    response
}

/// A chip with a cross; true when the person takes it away. `remove` names the action.
pub fn chip_removable(ui: &mut Ui, theme: &Theme, label: &str, remove: &str) -> bool {
    let cross = 14.0;
    let galley = shortened(ui, label, regular(size::SMALL), theme.text, ui.available_width() - 2.0 * space::S - cross);
    let wanted = vec2(galley.size().x + 2.0 * space::S + cross, space::HIT);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let name = format!("{remove}: {label}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    let fill = if response.hovered() { theme.hover } else { theme.selection };
    ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), radius::CONTROL, fill);
    let cut = galley.elided;
    ui.painter().galley(rect.left_center() + vec2(space::S, -galley.size().y / 2.0), galley, theme.text);
    let square = egui::Rect::from_center_size(rect.right_center() - vec2(space::S + 4.0, 0.0), vec2(cross, cross));
    let color = if response.hovered() { theme.text } else { theme.muted };
    paint_icon(ui.painter(), square, 9.0, Icon::Close, color);
    focus_ring(ui, theme, &response);
    let clicked = response.clicked();
    if cut {
        response.on_hover_text(label)
    } else {
        response.on_hover_text(remove)
    };
    clicked
}

/// Choices side by side, one of them on; the newly picked one. `label` names the whole group.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, theme: &Theme, label: &str, options: &[(T, &str)], current: T) -> Option<T> {
    let mut picked = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.horizontal(|ui| {
            for (value, title) in options {
                let on = *value == current;
                let font = regular(size::SMALL);
                let galley = ui.painter().layout_no_wrap((*title).to_owned(), font, theme.text);
                let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * space::S, space::HIT), Sense::click());
                let name = format!("{label}: {title}");
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &name));
                let fill = match (on, response.hovered()) {
                    (true, _) => theme.selection,
                    (false, true) => theme.hover,
                    (false, false) => theme.panel,
                };
                ui.painter().rect(rect, 0, fill, theme.hairline(), egui::StrokeKind::Inside);
                let color = if on { theme.accent } else { theme.muted };
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, title, regular(size::SMALL), color);
                focus_ring(ui, theme, &response);
                if response.clicked() && !on {
                    picked = Some(*value);
                }
            }
        });
    });
    picked
}
