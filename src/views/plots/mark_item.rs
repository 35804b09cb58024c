//! A mark as a plot item: solid, hatched, open above, light to its upper end, dotted, or missing.

use std::ops::RangeInclusive;

use egui::{Color32, Pos2, Rect, Shape, Stroke, Ui, pos2};
use egui_plot::{PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotPoint, PlotTransform};

use super::Placed;
use crate::{
    analysis::chart::{Mark, MarkKind},
    model::quantity::Qualifier,
    views::theme::{Theme, weight},
};

/// Distance between hatch lines, points.
const HATCH: f32 = 6.0;
/// Gap kept free at both sides of a bar.
const INSET: f32 = 1.0;
/// Height of the open end above a figure that is "at least" so much.
const OPEN: f32 = 9.0;

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Computed: hatched.
    pub hatched: bool,
    /// Open above.
    pub open: bool,
    /// Dotted outline.
    pub dotted: bool,
    /// No figure.
    pub missing: bool,
    /// Bars.
    pub color: Color32,
    /// Ticks and dashes of missing figures.
    pub quiet: Color32,
    /// Outline of what is selected.
    pub outline: Option<Color32>,
}

impl Look {
    /// The look of a mark; `lit` while it is hovered anywhere, `selected` while it is.
    pub fn of(mark: &Mark, theme: &Theme, lit: bool, selected: bool) -> Self {
        let strength = if mark.in_period { 1.0 } else { 0.3 };
        let outline = if selected {
            Some(theme.text)
        } else if lit {
            Some(theme.faded(theme.text, 0.55))
        } else {
            None
        };
        Self {
            hatched: mark.is_derived(),
            open: mark.quantity.qualifier == Qualifier::AtLeast,
            dotted: mark.incomplete,
            missing: !mark.quantity.is_known(),
            color: theme.faded(theme.accent, strength),
            quiet: theme.muted,
            outline,
        }
    }

    fn of_kind(kind: MarkKind, theme: &Theme) -> Self {
        Self {
            hatched: kind == MarkKind::Derived,
            open: kind == MarkKind::AtLeast,
            dotted: kind == MarkKind::Incomplete,
            missing: kind == MarkKind::NotStated,
            color: theme.accent,
            quiet: theme.muted,
            outline: None,
        }
    }
}

/// The item.
pub struct MarkItem {
    base: PlotItemBase,
    placed: Placed,
    look: Look,
}

impl MarkItem {
    /// A mark at its place.
    pub fn new(name: String, placed: Placed, look: Look) -> Self {
        Self { base: PlotItemBase::new(name), placed, look }
    }
}

/// The solid part and the light part above it on the screen.
pub fn rects(placed: &Placed, transform: &PlotTransform) -> (Rect, Rect) {
    let x = |value: f64| transform.position_from_point_x(value);
    let y = |value: f64| transform.position_from_point_y(value);
    let (left, right) = (x(placed.span.from) + INSET, x(placed.span.to) - INSET);
    let (base, low, high) = (y(placed.base), y(placed.low), y(placed.high));
    // A figure too small for the scale still shows as a line.
    let low = if placed.low > placed.base { low.min(base - 1.5) } else { low };
    (Rect::from_min_max(pos2(left, low), pos2(right, base)), Rect::from_min_max(pos2(left, high.min(low)), pos2(right, low)))
}

impl PlotItem for MarkItem {
    fn shapes(&self, _ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let (solid, light) = rects(&self.placed, transform);
        paint(shapes, solid, light, &self.look);
    }

    fn initialize(&mut self, _x_range: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        self.look.color
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    fn bounds(&self) -> PlotBounds {
        let mut bounds = PlotBounds::NOTHING;
        bounds.extend_with(&PlotPoint::new(self.placed.span.from, self.placed.base));
        bounds.extend_with(&PlotPoint::new(self.placed.span.to, self.placed.high));
        bounds
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

fn paint(shapes: &mut Vec<Shape>, solid: Rect, light: Rect, look: &Look) {
    let line = Stroke::new(weight::THIN, look.color);
    if look.missing {
        let (x, y) = (solid.center().x, solid.bottom());
        shapes.push(Shape::line_segment([pos2(x, y), pos2(x, y - 4.0)], Stroke::new(weight::THIN, look.quiet)));
        shapes
            .push(Shape::line_segment([pos2(x - 4.0, y - 12.0), pos2(x + 4.0, y - 12.0)], Stroke::new(weight::THIN, look.quiet)));
        return;
    }
    if light.height() > 0.5 {
        shapes.push(Shape::rect_filled(light, 0, look.color.gamma_multiply(0.3)));
        outline(shapes, light, line, true);
    }
    if look.hatched {
        shapes.push(Shape::rect_filled(solid, 0, look.color.gamma_multiply(0.16)));
        hatch(shapes, solid, Stroke::new(1.1, look.color));
        outline(shapes, solid, line, !look.open);
    } else if look.dotted {
        shapes.push(Shape::rect_filled(solid, 0, look.color.gamma_multiply(0.3)));
        let corners = [solid.left_bottom(), solid.left_top(), solid.right_top(), solid.right_bottom()];
        shapes.extend(Shape::dotted_line(&corners, look.color, 4.0, 1.0));
    } else {
        shapes.push(Shape::rect_filled(solid, 0, look.color));
    }
    if look.open {
        open_top(shapes, solid, look);
    }
    if let Some(color) = look.outline {
        let all = solid.union(light).expand(1.0);
        shapes.push(Shape::rect_stroke(all, 0, Stroke::new(weight::BOLD, color), egui::StrokeKind::Inside));
    }
}

/// Sides that fade out above the figure, and an arrow: nobody knows how much more.
fn open_top(shapes: &mut Vec<Shape>, solid: Rect, look: &Look) {
    let top = solid.top();
    for x in [solid.left() + 0.5, solid.right() - 0.5] {
        for (from, to, strength) in [(0.0, 3.0, 0.9), (3.0, 6.0, 0.55), (6.0, OPEN, 0.25)] {
            let stroke = Stroke::new(weight::THIN, look.color.gamma_multiply(strength));
            shapes.push(Shape::line_segment([pos2(x, top - from), pos2(x, top - to)], stroke));
        }
    }
    let (x, tip) = (solid.center().x, top - OPEN - 1.0);
    let stroke = Stroke::new(1.5, look.color);
    shapes.push(Shape::line_segment([pos2(x, top - 1.0), pos2(x, tip)], stroke));
    for side in [-3.5, 3.5] {
        shapes.push(Shape::line_segment([pos2(x, tip), pos2(x + side, tip + 3.5)], stroke));
    }
}

fn outline(shapes: &mut Vec<Shape>, rect: Rect, stroke: Stroke, closed: bool) {
    let rect = rect.shrink(0.5);
    let mut corners = vec![rect.left_top(), rect.left_bottom(), rect.right_bottom(), rect.right_top()];
    if closed {
        corners.push(rect.left_top());
    }
    shapes.push(Shape::line(corners, stroke));
}

/// Lines at 45 degrees, cut at the edges.
fn hatch(shapes: &mut Vec<Shape>, rect: Rect, stroke: Stroke) {
    let mut offset = HATCH;
    while offset < rect.width() + rect.height() {
        let cut = |along: f32| -> Pos2 {
            // From the left and lower edge to the upper and right one.
            pos2(rect.left() + along, rect.bottom() - (offset - along))
        };
        let from = (offset - rect.height()).max(0.0);
        let to = offset.min(rect.width());
        shapes.push(Shape::line_segment([cut(from), cut(to)], stroke));
        offset += HATCH;
    }
}

/// A small example of a kind of mark for the legend.
pub fn paint_swatch(painter: &egui::Painter, rect: Rect, kind: MarkKind, theme: &Theme) {
    let mut shapes = Vec::new();
    let look = Look::of_kind(kind, theme);
    let rect = rect.shrink2(egui::vec2(0.0, 1.0));
    let none = Rect::from_min_max(rect.left_top(), rect.right_top());
    match kind {
        MarkKind::NotStated => {
            let stroke = Stroke::new(1.5, theme.muted);
            shapes.push(Shape::line_segment([rect.left_center(), rect.right_center()], stroke));
        }
        MarkKind::Range => {
            let (light, solid) = rect.split_top_bottom_at_fraction(0.5);
            paint(&mut shapes, solid, light, &look);
        }
        MarkKind::AtLeast => {
            let solid = rect.with_min_y(rect.center().y + 1.0);
            let small = Look { open: false, ..look };
            paint(&mut shapes, solid, Rect::from_min_max(solid.left_top(), solid.right_top()), &small);
            let (x, top) = (rect.center().x, rect.top() - 1.0);
            let stroke = Stroke::new(1.2, theme.accent);
            shapes.push(Shape::line_segment([pos2(x, solid.top()), pos2(x, top)], stroke));
            for side in [-2.5, 2.5] {
                shapes.push(Shape::line_segment([pos2(x, top), pos2(x + side, top + 2.5)], stroke));
            }
        }
        MarkKind::Exact | MarkKind::Derived | MarkKind::Incomplete => paint(&mut shapes, rect, none, &look),
    }
    painter.extend(shapes);
}
