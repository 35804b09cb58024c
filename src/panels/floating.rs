//! A small window over the panels that stops nobody from working on.

use egui::{Align2, Context, Frame, Margin, RichText, ScrollArea, Ui, vec2};

use crate::views::theme::{semibold, size, space};

/// A window's name in the toolkit, its title and the width of its content in points.
pub type Titled<'a> = (&'a str, &'a str, f32);

/// Draws a window; false once the person has closed it.
pub fn floating(egui: &Context, titled: Titled<'_>, content: impl FnOnce(&mut Ui)) -> bool {
    with_foot(egui, titled, 0.0, content, |_, ()| ())
}

/// As [`floating`], with a foot of about this height that stays in sight while the rest scrolls.
pub fn with_foot<S>(
    egui: &Context,
    (id, title, width): Titled<'_>,
    height: f32,
    content: impl FnOnce(&mut Ui) -> S,
    foot: impl FnOnce(&mut Ui, S),
) -> bool {
    let mut open = true;
    let room = egui.content_rect().size();
    egui::Window::new(RichText::new(title).font(semibold(size::TITLE)))
        .id(egui::Id::unique(id))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .auto_sized()
        .show(egui, |ui| {
            ui.set_width(width.min(room.x - 48.0));
            // As tall as its content, and scrolled only where the screen is lower than that.
            let tallest = (room.y - 140.0 - height).max(space::HIT);
            let shown = ScrollArea::vertical().max_height(tallest).min_scrolled_height(tallest).show(ui, |ui| {
                // The scroll bar lies over the content.
                Frame::NONE.inner_margin(Margin { right: 12, ..Margin::ZERO }).show(ui, content).inner
            });
            foot(ui, shown.inner);
        });
    open
}
