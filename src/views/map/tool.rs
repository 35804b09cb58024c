//! Measuring a distance or a radius, and dragging a box.

use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

use super::{controls::distance_text, names::with_halo};
use crate::{
    analysis::{distance, scale::Viewport},
    model::place::LonLat,
    text::Text,
    views::theme::{Theme, semibold, size, weight},
};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Between two points.
    Distance,
    /// From a middle outwards.
    Radius,
}

/// A measurement on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measuring {
    /// What is measured.
    pub what: Measure,
    /// First point.
    pub from: Option<LonLat>,
    /// Second point; until it is set the pointer stands for it.
    pub to: Option<LonLat>,
}

impl Measuring {
    /// A measurement that starts here.
    pub fn from(what: Measure, from: LonLat) -> Self {
        Self { what, from: Some(from), to: None }
    }

    /// Takes a click; a click after the second starts anew.
    pub fn click(&mut self, at: LonLat) {
        match (self.from, self.to) {
            (Some(_), None) => self.to = Some(at),
            _ => (self.from, self.to) = (Some(at), None),
        }
    }

    /// Metres, where both ends are known (the pointer counts).
    pub fn meters(&self, pointer: Option<LonLat>) -> Option<f64> {
        Some(distance::meters(self.from?, self.to.or(pointer)?))
    }

    /// Draws line or circle with its length.
    pub fn paint(&self, painter: &Painter, viewport: &Viewport, map: Rect, pointer: Option<LonLat>, look: (&Text, &Theme)) {
        let (text, theme) = look;
        let Some(from) = self.from else { return };
        let on_screen = |point: LonLat| {
            let [x, y] = viewport.project_point(point);
            map.min + vec2(x as f32, y as f32)
        };
        let mut shapes = Vec::new();
        let (start, edge) = (on_screen(from), Stroke::new(weight::BOLD, theme.accent));
        let halo = Stroke::new(weight::BOLD + 2.0, theme.map.halo.gamma_multiply(0.8));
        if let (Some(to), Some(meters)) = (self.to.or(pointer), self.meters(pointer)) {
            let end = on_screen(to);
            if self.what == Measure::Radius && meters > 1.0 {
                let mut ring: Vec<Pos2> = distance::circle(from, meters, 96).into_iter().map(on_screen).collect();
                ring.extend(ring.first().copied());
                shapes.push(Shape::line(ring.clone(), halo));
                shapes.push(Shape::line(ring, edge));
            }
            shapes.push(Shape::line_segment([start, end], halo));
            shapes.push(Shape::line_segment([start, end], edge));
            shapes.push(Shape::circle_filled(end, 4.0, theme.accent));
            let words = painter.layout_no_wrap(distance_text(meters, text), semibold(size::BODY), theme.text);
            let at = start.lerp(end, 0.5) + vec2(6.0, -words.size().y - 4.0);
            with_halo(&words, at, theme.text, theme, &mut shapes);
        }
        shapes.push(Shape::circle_filled(start, 4.0, theme.accent));
        painter.extend(shapes);
    }
}

/// Draws the box that is being dragged.
pub fn paint_box(painter: &Painter, area: Rect, theme: &Theme) {
    painter.rect(area, 0, theme.accent.gamma_multiply(0.12), Stroke::new(weight::THIN, theme.accent), StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_click_starts_anew() {
        let at = |lon: f64| LonLat { lon, lat: 30.0 };
        let mut tool = Measuring::from(Measure::Distance, at(110.0));
        assert_eq!(tool.meters(None), None);
        assert!(tool.meters(Some(at(111.0))).is_some_and(|m| (m / 96_300.0 - 1.0).abs() < 0.01));
        tool.click(at(112.0));
        assert_eq!(tool.to, Some(at(112.0)));
        tool.click(at(115.0));
        assert_eq!((tool.from, tool.to), (Some(at(115.0)), None));
    }
}
