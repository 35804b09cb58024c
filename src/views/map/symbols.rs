//! Symbols of cities, zones and funds.

use egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::{
    analysis::markers::{Marker, MarkerKind},
    model::quantity::Qualifier,
    views::theme::{DEALS, Theme, weight},
};

/// Strength of a symbol that a filter holds back.
const FADED: f32 = 0.28;

/// The theme's categories in an order that keeps the two yellows apart.
const PARADIGM_ORDER: [usize; 7] = [0, 1, 2, 3, 5, 6, 4];

/// Colour of a paradigm; none: not stated.
pub fn paradigm_color(paradigm: Option<usize>, theme: &Theme) -> Color32 {
    match paradigm {
        None => theme.panel,
        Some(index) => theme.category(PARADIGM_ORDER.get(index).copied().unwrap_or(usize::MAX)),
    }
}

/// Whether a symbol is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    /// Part of the selection.
    pub selected: bool,
    /// Under the pointer, here or in another panel.
    pub hovered: bool,
}

/// The shapes of a symbol at `at`, from the bottom up.
pub fn shapes(marker: &Marker, at: Pos2, lit: Lit, theme: &Theme, out: &mut Vec<Shape>) {
    let radius = marker.radius as f32;
    let strength = if marker.faded && !lit.selected { FADED } else { 1.0 };
    match &marker.kind {
        MarkerKind::City { tier, figure, .. } => {
            let color = tier.map_or(theme.muted, |tier| theme.tier(tier)).gamma_multiply(strength);
            match figure {
                Some(figure) => city(at, radius, color, figure.qualifier, theme, strength, out),
                None => ring_of_unknown(at, radius, color, theme, out),
            }
        }
        MarkerKind::Zone { paradigm, .. } => {
            let halo = theme.map.halo.gamma_multiply(strength);
            out.push(Shape::convex_polygon(corners(at, radius + 1.5, 4, 0.0), halo, Stroke::NONE));
            let outline = theme.text.gamma_multiply(strength * 0.75);
            let fill = paradigm_color(*paradigm, theme).gamma_multiply(strength);
            out.push(Shape::convex_polygon(corners(at, radius, 4, 0.0), fill, Stroke::new(weight::THIN, outline)));
        }
        MarkerKind::Fund { .. } => {
            let halo = theme.map.halo.gamma_multiply(strength);
            out.push(Shape::convex_polygon(corners(at, radius + 1.5, 6, 0.0), halo, Stroke::NONE));
            fund(at, radius, theme, strength, out);
        }
    }
    if lit.selected {
        out.push(Shape::circle_stroke(at, radius + 4.0, Stroke::new(weight::BOLD, theme.accent)));
    } else if lit.hovered {
        out.push(Shape::circle_stroke(at, radius + 3.0, Stroke::new(1.5, theme.accent)));
    }
}

/// The ring around something selected or hovered that has no symbol of its own.
pub fn ring(at: Pos2, theme: &Theme, out: &mut Vec<Shape>) {
    out.push(Shape::circle_filled(at, 3.0, theme.accent));
    out.push(Shape::circle_stroke(at, 8.0, Stroke::new(weight::BOLD, theme.accent)));
}

fn city(at: Pos2, radius: f32, color: Color32, qualifier: Qualifier, theme: &Theme, strength: f32, out: &mut Vec<Shape>) {
    out.push(Shape::circle_filled(at, radius + 1.2, theme.map.halo.gamma_multiply(strength)));
    out.push(Shape::circle_filled(at, radius, color));
    match qualifier {
        Qualifier::Exact | Qualifier::NotStated => {}
        // Open above: a ring with a gap, and an arrow through it.
        Qualifier::AtLeast => open_ring(at, radius + 3.5, color, true, out),
        Qualifier::AtMost => open_ring(at, radius + 3.5, color, false, out),
        // Not sharp: a second, thin edge.
        Qualifier::About | Qualifier::Nearly | Qualifier::Range => {
            out.push(Shape::circle_stroke(at, radius + 3.0, Stroke::new(weight::THIN, color)));
        }
    }
}

fn open_ring(at: Pos2, radius: f32, color: Color32, upwards: bool, out: &mut Vec<Shape>) {
    let sign = if upwards { -1.0 } else { 1.0 };
    let gap = 0.5;
    let start = sign * std::f32::consts::FRAC_PI_2 + gap;
    let span = std::f32::consts::TAU - 2.0 * gap;
    let arc: Vec<Pos2> = (0..=28).map(|i| at + radius * Vec2::angled(start + span * i as f32 / 28.0)).collect();
    let stroke = Stroke::new(weight::THIN, color);
    out.push(Shape::line(arc, stroke));
    let tip = at + vec2(0.0, sign * (radius + 3.5));
    for side in [-3.0, 3.0] {
        out.push(Shape::line_segment([tip, tip + vec2(side, -sign * 3.5)], Stroke::new(1.4, color)));
    }
}

/// A dashed ring of fixed size: the figure is not stated.
pub fn ring_of_unknown(at: Pos2, radius: f32, color: Color32, theme: &Theme, out: &mut Vec<Shape>) {
    out.push(Shape::circle_filled(at, radius + 1.0, theme.map.halo.gamma_multiply(0.55)));
    const DASHES: u8 = 10;
    let stroke = Stroke::new(1.8, color);
    for dash in 0..DASHES {
        let from = f32::from(dash) * std::f32::consts::TAU / f32::from(DASHES);
        let points = (0..=4).map(|i| at + radius * Vec2::angled(from + i as f32 * 0.095)).collect();
        out.push(Shape::line(points, stroke));
    }
}

/// Deals: a circle that lets a little of what is under it through.
pub fn deals(at: Pos2, radius: f32, theme: &Theme, out: &mut Vec<Shape>) {
    let color = theme.category(DEALS);
    out.push(Shape::circle_filled(at, radius, color.gamma_multiply(0.85)));
    out.push(Shape::circle_stroke(at, radius, Stroke::new(weight::THIN, theme.map.halo)));
}

/// A fund's hexagon.
pub fn fund(at: Pos2, radius: f32, theme: &Theme, strength: f32, out: &mut Vec<Shape>) {
    let ink = theme.text.gamma_multiply(strength);
    out.push(Shape::convex_polygon(corners(at, radius, 6, 0.0), theme.panel.gamma_multiply(strength), Stroke::new(1.4, ink)));
    out.push(Shape::circle_filled(at, 1.8, ink));
}

/// Corners of a regular polygon that stands on a corner.
pub fn corners(at: Pos2, radius: f32, count: u8, turn: f32) -> Vec<Pos2> {
    (0..count)
        .map(|i| {
            let angle = turn - std::f32::consts::FRAC_PI_2 + f32::from(i) * std::f32::consts::TAU / f32::from(count);
            pos2(at.x + radius * angle.cos(), at.y + radius * angle.sin())
        })
        .collect()
}

/// Half the width of a note's pin, and its height.
const PIN: Vec2 = vec2(5.0, 14.0);

/// The room of a note's pin that points at `at`.
pub fn pin_rect(at: Pos2, scale: f32) -> Rect {
    Rect::from_min_max(at - PIN * scale, at + vec2(PIN.x * scale, 0.0))
}

/// A note's pin that points at `at`.
pub fn pin(at: Pos2, scale: f32, due: bool, theme: &Theme) -> Shape {
    let rect = pin_rect(at, scale);
    let color = if due { theme.warning } else { theme.accent };
    let shoulder = rect.top() + PIN.x * 1.6 * scale;
    let points = vec![rect.left_top(), rect.right_top(), pos2(rect.right(), shoulder), at, pos2(rect.left(), shoulder)];
    Shape::convex_polygon(points, color, Stroke::new(weight::THIN, theme.map.halo))
}
