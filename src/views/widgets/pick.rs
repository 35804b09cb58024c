//! A choice out of many: a button with what is chosen; a click opens a field to search and a list.

use egui::{Key, Popup, PopupCloseBehavior, RectAlign, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::{
    controls::{focus_ring, shortened},
    icon::{Icon, paint_icon},
};
use crate::views::theme::{Theme, radius, regular, size, space};

/// Choices listed at once.
const LISTED: usize = 40;

/// A choice: the value, its name, a quiet text behind it.
pub type Choice<T> = (T, String, String);

/// Texts of a [`pick`].
#[derive(Clone, Copy)]
pub struct PickTexts<'a> {
    /// Accessible name.
    pub name: &'a str,
    /// What is chosen; empty for nothing.
    pub current: &'a str,
    /// Said on the button while nothing is chosen, and in the search field.
    pub hint: &'a str,
    /// Said when nothing fits.
    pub none: &'a str,
}

/// Draws the button over the whole width and, while open, the list; the value picked in this frame.
/// `choices` gives what fits a query, best first.
pub fn pick<T>(
    ui: &mut Ui,
    theme: &Theme,
    texts: PickTexts<'_>,
    query: &mut String,
    choices: impl FnOnce(&str) -> Vec<Choice<T>>,
) -> Option<T> {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::HIT + space::XS), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), format!("{}: {}", texts.name, texts.current)));
    let fill = if response.hovered() { theme.hover } else { theme.panel };
    ui.painter().rect(rect.shrink(0.5), radius::CONTROL, fill, theme.hairline(), egui::StrokeKind::Inside);
    let (shown, color) = if texts.current.is_empty() { (texts.hint, theme.muted) } else { (texts.current, theme.text) };
    let galley = shortened(ui, shown, regular(size::BODY), color, width - 2.0 * space::S - 16.0);
    let cut = galley.elided;
    ui.painter().galley(rect.left_center() + vec2(space::S, -galley.size().y / 2.0), galley, color);
    let mark = egui::Rect::from_center_size(rect.right_center() - vec2(space::M, 0.0), vec2(14.0, 14.0));
    paint_icon(ui.painter(), mark, 10.0, Icon::Down, theme.muted);
    focus_ring(ui, theme, &response);
    let response = if cut { response.on_hover_text(texts.current) } else { response };
    let opened = response.clicked();
    let mut picked = None;
    let shown = Popup::from_toggle_button_response(&response)
        .align(RectAlign::BOTTOM_START)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(width.max(220.0))
        .show(|ui| picked = list_ui(ui, theme, texts, query, opened, choices));
    if picked.is_some() {
        query.clear();
        if shown.is_some() {
            Popup::close_all(ui.ctx());
        }
    }
    picked
}

fn list_ui<T>(
    ui: &mut Ui,
    theme: &Theme,
    texts: PickTexts<'_>,
    query: &mut String,
    opened: bool,
    choices: impl FnOnce(&str) -> Vec<Choice<T>>,
) -> Option<T> {
    let field = TextEdit::singleline(query).hint_text(texts.hint).font(regular(size::BODY)).desired_width(f32::INFINITY);
    let field = ui.add(field);
    let label = texts.name.to_owned();
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", &*query, texts.hint);
        info.label = Some(label.clone());
        info
    });
    if opened {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut picked = None;
    let choices = choices(query);
    if choices.is_empty() {
        ui.label(egui::RichText::new(texts.none).font(regular(size::SMALL)).color(theme.muted));
    }
    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, (value, name, aside)) in choices.into_iter().take(LISTED).enumerate() {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
            let spoken = if aside.is_empty() { name.clone() } else { format!("{name}, {aside}") };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if response.hovered() {
                ui.painter().rect_filled(rect, radius::CONTROL, theme.hover);
            }
            let quiet = shortened(ui, &aside, regular(size::SMALL), theme.muted, rect.width() * 0.45);
            let room = rect.width() - 2.0 * space::XS - if aside.is_empty() { 0.0 } else { quiet.size().x + space::S };
            let galley = shortened(ui, &name, regular(size::BODY), theme.text, room);
            let cut = galley.elided;
            ui.painter().galley(rect.left_center() + vec2(space::XS, -galley.size().y / 2.0), galley, theme.text);
            let end = rect.right_center() - vec2(quiet.size().x + space::XS, quiet.size().y / 2.0);
            ui.painter().galley(end, quiet, theme.muted);
            focus_ring(ui, theme, &response);
            if response.clicked() || (entered && at == 0) {
                picked = Some(value);
            }
            if cut {
                response.on_hover_text(spoken);
            }
        }
    });
    picked
}
