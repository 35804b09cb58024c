//! Zoom buttons, scale bar, attribution, and the line at the base map's limit.

use egui::{Align2, Painter, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::names::with_halo;
use crate::{
    analysis::scale::scale_bar,
    text::Text,
    views::theme::{Theme, radius, regular, size, space},
};

/// Side of a zoom button.
const SIDE: f32 = 30.0;

/// What a zoom button was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoomButton {
    /// Closer.
    In,
    /// Further away.
    Out,
    /// The first view.
    Home,
}

/// Draws the three buttons in the upper right corner; returns the one pressed and their room.
pub fn zoom_buttons(ui: &mut Ui, map: Rect, text: &Text, theme: &Theme) -> (Option<ZoomButton>, Rect) {
    let mut pressed = None;
    let corner = map.right_top() + vec2(-space::M - SIDE, space::M);
    let kinds = [(ZoomButton::In, "map-zoom-in"), (ZoomButton::Out, "map-zoom-out"), (ZoomButton::Home, "map-home")];
    let mut room = Rect::from_min_size(corner, Vec2::ZERO);
    for (index, (kind, key)) in kinds.into_iter().enumerate() {
        let rect = Rect::from_min_size(corner + vec2(0.0, index as f32 * (SIDE + space::XS)), Vec2::splat(SIDE));
        room = room.union(rect);
        let name = text.get(key);
        let response = ui.interact(rect, ui.scope_id().with(("zoom button", index)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.clicked() {
            pressed = Some(kind);
        }
        button_face(ui.painter(), &response, kind, theme);
        response.on_hover_text(name);
    }
    (pressed, room)
}

fn button_face(painter: &Painter, response: &Response, kind: ZoomButton, theme: &Theme) {
    let rect = response.rect;
    let fill = if response.hovered() { theme.hover } else { theme.panel };
    let edge = if response.has_focus() { Stroke::new(2.0, theme.accent) } else { theme.hairline() };
    painter.rect(rect, radius::CONTROL, fill, edge, StrokeKind::Inside);
    let ink = Stroke::new(1.6, theme.text);
    let c = rect.center();
    let line = |from: Vec2, to: Vec2| painter.line_segment([c + from, c + to], ink);
    match kind {
        ZoomButton::In => {
            line(vec2(-5.0, 0.0), vec2(5.0, 0.0));
            line(vec2(0.0, -5.0), vec2(0.0, 5.0));
        }
        ZoomButton::Out => {
            line(vec2(-5.0, 0.0), vec2(5.0, 0.0));
        }
        ZoomButton::Home => {
            let house = [vec2(-6.0, 0.0), vec2(0.0, -5.5), vec2(6.0, 0.0)].map(|v| c + v);
            painter.add(Shape::line(house.to_vec(), ink));
            let walls = [vec2(-4.0, -1.0), vec2(-4.0, 5.0), vec2(4.0, 5.0), vec2(4.0, -1.0)].map(|v| c + v);
            painter.add(Shape::line(walls.to_vec(), ink));
        }
    }
}

/// Draws scale bar and attribution in the lower right corner; returns their room.
pub fn scale_and_attribution(
    painter: &Painter,
    map: Rect,
    (meters_per_point, attribution): (f64, &str),
    (text, theme): (&Text, &Theme),
) -> Rect {
    let mut shapes = Vec::new();
    let font = regular(size::SMALL - 1.0);
    let most = (map.width() * 0.62).max(120.0);
    // A notice that a licence asks for is never cut.
    let notice = painter.layout(attribution.to_owned(), font.clone(), theme.muted, most);
    let corner = map.right_bottom() - vec2(space::S, space::XS);
    let at = corner - notice.size();
    let mut room = Rect::from_min_size(at, notice.size());
    with_halo(&notice, at, theme.muted, theme, &mut shapes);
    let bar = scale_bar(meters_per_point, 96.0);
    let words = distance_text(bar.meters, text);
    let label = painter.layout_no_wrap(words, font, theme.muted);
    let length = bar.points as f32;
    let width = length + label.size().x + space::XS;
    let fits_beside = at.x - width - space::L > map.left() + map.width() * 0.3;
    let end = if fits_beside { at - vec2(space::L, 0.0) } else { pos2(corner.x, at.y - label.size().y - 2.0) };
    let start = pos2(end.x - length, end.y + label.size().y / 2.0);
    let finish = pos2(end.x, start.y);
    let tick = vec2(0.0, 3.5);
    for (stroke, grow) in [(Stroke::new(3.0, theme.map.halo), 0.5), (Stroke::new(1.0, theme.muted), 0.0)] {
        let more = vec2(0.0, grow);
        shapes.push(Shape::line_segment([start, finish], stroke));
        shapes.push(Shape::line_segment([start - tick - more, start + tick + more], stroke));
        shapes.push(Shape::line_segment([finish - tick - more, finish + tick + more], stroke));
    }
    let label_at = pos2(start.x - label.size().x - space::XS, end.y);
    room = room.union(Rect::from_min_max(label_at, finish + tick));
    with_halo(&label, label_at, theme.muted, theme, &mut shapes);
    painter.extend(shapes);
    room
}

/// A length on the ground in the language of the interface: metres below one kilometre, up to
/// three digits.
pub fn distance_text(meters: f64, text: &Text) -> String {
    let (value, key) = if meters < 1000.0 { (meters, "map-meters") } else { (meters / 1000.0, "map-kilometers") };
    let number = if value < 10.0 && value.fract().abs() > 0.05 { format!("{value:.1}") } else { grouped(value) };
    match key {
        "map-meters" => text.fmt("map-meters", &[("n", number.as_str().into())]),
        _ => text.fmt("map-kilometers", &[("n", number.as_str().into())]),
    }
}

fn grouped(value: f64) -> String {
    crate::text::number::grouped(rust_decimal::Decimal::from(value.round() as i64))
}

/// Degrees as people read them: `31.3000° N, 120.7000° E`.
pub fn coordinates(at: crate::model::place::LonLat) -> String {
    let side = |value: f64, positive: &'static str, negative: &'static str| if value < 0.0 { negative } else { positive };
    format!("{:.4}° {}, {:.4}° {}", at.lat.abs(), side(at.lat, "N", "S"), at.lon.abs(), side(at.lon, "E", "W"))
}

/// A line at the top of the map that says what is missing, with a button that helps; `row` counts
/// from the top. True when the button was pressed, and the room the line takes.
pub fn notice(ui: &mut Ui, map: Rect, row: usize, (words, button): (&str, &str), theme: &Theme) -> (bool, Rect) {
    let font = regular(size::SMALL);
    let painter = ui.painter().clone();
    let left = painter.layout_no_wrap(words.to_owned(), font.clone(), theme.muted);
    let right = painter.layout_no_wrap(button.to_owned(), font, theme.accent);
    let width = left.size().x + right.size().x + space::M * 3.0;
    let down = space::M + row as f32 * (space::HIT + space::XS);
    let rect = Align2::CENTER_TOP.anchor_size(map.center_top() + vec2(0.0, down), vec2(width, space::HIT));
    painter.rect(rect, radius::CONTROL, theme.panel, theme.hairline(), StrokeKind::Inside);
    let y = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let right_at = pos2(rect.right() - space::M - right.size().x, y(&right));
    let target = Rect::from_min_max(pos2(right_at.x - space::S, rect.top()), rect.right_bottom());
    let response = ui.interact(target, ui.scope_id().with(("notice", row)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, button));
    painter.galley(pos2(rect.left() + space::M, y(&left)), left, theme.muted);
    if response.hovered() || response.has_focus() {
        let base = right_at.y + right.size().y;
        painter.line_segment([pos2(right_at.x, base), pos2(right_at.x + right.size().x, base)], Stroke::new(1.0, theme.accent));
    }
    painter.galley(right_at, right, theme.accent);
    (response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked(), rect)
}
