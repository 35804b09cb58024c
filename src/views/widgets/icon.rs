//! Icons drawn from lines, so that no icon font is needed and they stay crisp at any scale.

use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};

use crate::views::theme::weight;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Magnifier: source, search.
    Search,
    /// Cross.
    Close,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
    /// House.
    Home,
    /// Two sheets.
    Copy,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Chevron to the right.
    Next,
    /// Chevron to the left.
    Previous,
    /// Triangle with a mark.
    Warning,
    /// Three lines.
    Menu,
    /// Ring with a cross-hair: go there.
    Target,
    /// Funnel.
    Filter,
    /// Half disc: light and dark.
    Contrast,
    /// Two columns side by side.
    Columns,
    /// Corner arrows: fill the centre.
    Maximise,
    /// Arrow into a tray: save.
    Save,
    /// Tick: done.
    Check,
    /// Pencil: change.
    Edit,
}

/// Draws `icon` into the middle of `rect`, `size` points high and wide.
pub fn paint_icon(painter: &Painter, rect: Rect, size: f32, icon: Icon, color: Color32) {
    let box_ = Rect::from_center_size(rect.center(), vec2(size, size));
    let at = |x: f32, y: f32| pos2(box_.left() + x * size, box_.top() + y * size);
    let stroke = Stroke::new(weight::THIN * (size / 12.0).clamp(1.2, 1.6), color);
    let line = |points: &[(f32, f32)]| {
        let points: Vec<Pos2> = points.iter().map(|(x, y)| at(*x, *y)).collect();
        painter.line(points, stroke);
    };
    match icon {
        Icon::Search => {
            painter.circle_stroke(at(0.42, 0.42), size * 0.30, stroke);
            line(&[(0.64, 0.64), (0.92, 0.92)]);
        }
        Icon::Close => {
            line(&[(0.2, 0.2), (0.8, 0.8)]);
            line(&[(0.8, 0.2), (0.2, 0.8)]);
        }
        Icon::Plus => {
            line(&[(0.5, 0.12), (0.5, 0.88)]);
            line(&[(0.12, 0.5), (0.88, 0.5)]);
        }
        Icon::Minus => line(&[(0.12, 0.5), (0.88, 0.5)]),
        Icon::Home => {
            line(&[(0.08, 0.52), (0.5, 0.14), (0.92, 0.52)]);
            line(&[(0.22, 0.42), (0.22, 0.88), (0.78, 0.88), (0.78, 0.42)]);
        }
        Icon::Copy => {
            line(&[(0.34, 0.34), (0.88, 0.34), (0.88, 0.9), (0.34, 0.9), (0.34, 0.34)]);
            line(&[(0.34, 0.66), (0.12, 0.66), (0.12, 0.1), (0.66, 0.1), (0.66, 0.34)]);
        }
        Icon::Up => line(&[(0.22, 0.62), (0.5, 0.32), (0.78, 0.62)]),
        Icon::Down => line(&[(0.22, 0.38), (0.5, 0.68), (0.78, 0.38)]),
        Icon::Next => line(&[(0.38, 0.2), (0.68, 0.5), (0.38, 0.8)]),
        Icon::Previous => line(&[(0.62, 0.2), (0.32, 0.5), (0.62, 0.8)]),
        Icon::Warning => {
            line(&[(0.5, 0.1), (0.95, 0.88), (0.05, 0.88), (0.5, 0.1)]);
            line(&[(0.5, 0.38), (0.5, 0.62)]);
            line(&[(0.5, 0.72), (0.5, 0.77)]);
        }
        Icon::Menu => {
            for y in [0.22, 0.5, 0.78] {
                line(&[(0.1, y), (0.9, y)]);
            }
        }
        Icon::Target => {
            painter.circle_stroke(at(0.5, 0.5), size * 0.30, stroke);
            for points in
                [[(0.5, 0.0), (0.5, 0.32)], [(0.5, 0.68), (0.5, 1.0)], [(0.0, 0.5), (0.32, 0.5)], [(0.68, 0.5), (1.0, 0.5)]]
            {
                line(&points);
            }
        }
        Icon::Filter => line(&[(0.08, 0.16), (0.92, 0.16), (0.6, 0.54), (0.6, 0.9), (0.4, 0.78), (0.4, 0.54), (0.08, 0.16)]),
        Icon::Contrast => {
            painter.circle_stroke(at(0.5, 0.5), size * 0.42, stroke);
            let half: Vec<Pos2> = (0..=16u8)
                .map(|i| {
                    let angle = std::f32::consts::FRAC_PI_2 - std::f32::consts::PI * f32::from(i) / 16.0;
                    at(0.5 + 0.42 * angle.cos(), 0.5 - 0.42 * angle.sin())
                })
                .collect();
            painter.add(egui::Shape::convex_polygon(half, color, Stroke::NONE));
        }
        Icon::Columns => {
            line(&[(0.08, 0.14), (0.92, 0.14), (0.92, 0.86), (0.08, 0.86), (0.08, 0.14)]);
            line(&[(0.5, 0.14), (0.5, 0.86)]);
        }
        Icon::Maximise => {
            line(&[(0.1, 0.36), (0.1, 0.1), (0.36, 0.1)]);
            line(&[(0.64, 0.1), (0.9, 0.1), (0.9, 0.36)]);
            line(&[(0.9, 0.64), (0.9, 0.9), (0.64, 0.9)]);
            line(&[(0.36, 0.9), (0.1, 0.9), (0.1, 0.64)]);
        }
        Icon::Check => line(&[(0.12, 0.54), (0.4, 0.82), (0.9, 0.2)]),
        Icon::Edit => {
            line(&[(0.1, 0.9), (0.18, 0.64), (0.7, 0.12), (0.88, 0.3), (0.36, 0.82), (0.1, 0.9)]);
            line(&[(0.58, 0.24), (0.76, 0.42)]);
        }
        Icon::Save => {
            line(&[(0.5, 0.08), (0.5, 0.62)]);
            line(&[(0.28, 0.42), (0.5, 0.64), (0.72, 0.42)]);
            line(&[(0.1, 0.68), (0.1, 0.9), (0.9, 0.9), (0.9, 0.68)]);
        }
    }
}
