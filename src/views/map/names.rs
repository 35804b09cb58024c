//! Labels: measuring, placing (kept while nothing changes), painting.

use std::{collections::BTreeMap, sync::Arc};

use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Shape, pos2, vec2};

use super::{base::BaseTiles, style::BaseClass};
use crate::{
    analysis::{
        label_plan::{GroundName, Label, LabelStyle, Plan},
        labels::{self, Box2, Placed},
    },
    text::Text,
    views::theme::{Theme, regular, semibold, size, space},
};

/// Texts measured and remembered at most.
const MEASURED_KEPT: usize = 3000;

/// Sizes of texts, and the labels placed last.
#[derive(Default)]
pub struct Names {
    sizes: BTreeMap<(LabelStyle, String), [f64; 2]>,
    look: Option<(crate::model::lang::Lang, u32)>,
    ground: Vec<GroundName>,
    ground_state: Option<GroundState>,
    kept: Option<(Plan, Vec<Box2>, [f64; 2], Vec<Placed>)>,
}

type GroundState = (u64, usize, Option<(u8, u32, u32)>, Option<(u8, u32, u32)>);

fn font(style: LabelStyle) -> FontId {
    match style {
        LabelStyle::Lit => semibold(size::BODY),
        LabelStyle::City => regular(size::BODY),
        LabelStyle::Small | LabelStyle::Town | LabelStyle::Country => regular(size::SMALL),
        LabelStyle::Province => regular(size::SMALL),
    }
}

fn ink(label: &Label, theme: &Theme) -> Color32 {
    let color = match label.style {
        LabelStyle::Lit | LabelStyle::City => theme.text,
        LabelStyle::Small => theme.text.gamma_multiply(0.9),
        LabelStyle::Town | LabelStyle::Country => theme.map.label.gamma_multiply(0.85),
        LabelStyle::Province => theme.map.label.gamma_multiply(0.6),
    };
    if label.faded { color.gamma_multiply(0.45) } else { color }
}

impl Names {
    /// Names that the base map carries in the area shown.
    pub fn ground(&mut self, base: Option<&BaseTiles>) -> &[GroundName] {
        let Some(base) = base else { return &[] };
        let state = base.shown_state();
        if self.ground_state != Some(state) || !base.is_complete() {
            self.ground.clear();
            self.ground.extend(base.labels().map(|label| GroundName {
                text: label.text.clone(),
                at: label.at,
                rank: label.rank,
                style: match label.class {
                    BaseClass::Country => LabelStyle::Country,
                    BaseClass::Region => LabelStyle::Province,
                    BaseClass::Locality => LabelStyle::Town,
                },
            }));
            self.ground_state = Some(state);
        }
        &self.ground
    }

    /// Places and paints the labels of a plan.
    pub fn paint(
        &mut self,
        painter: &Painter,
        (plan, keep_clear, map): (Plan, Vec<Box2>, Rect),
        (text, theme): (&Text, &Theme),
        out: &mut Vec<Shape>,
    ) {
        let look = (text.lang(), painter.pixels_per_point().to_bits());
        if self.look != Some(look) || self.sizes.len() > MEASURED_KEPT {
            self.sizes.clear();
            self.kept = None;
            self.look = Some(look);
        }
        let room = [f64::from(map.width()), f64::from(map.height())];
        let same = self.kept.as_ref().is_some_and(|(p, k, r, _)| *p == plan && *k == keep_clear && *r == room);
        if !same {
            let requests: Vec<_> = plan.labels.iter().map(|label| label.request.clone()).collect();
            let sizes = &mut self.sizes;
            let placed = labels::place(&requests, &plan.symbols, &keep_clear, room, |index| {
                plan.labels.get(index).map_or([0.0, 0.0], |label| measure(sizes, painter, label, text))
            });
            self.kept = Some((plan, keep_clear, room, placed));
        }
        let Some((plan, _, _, placed)) = &self.kept else { return };
        for spot in placed {
            if let Some(label) = plan.labels.get(spot.request) {
                draw(painter, label, spot.area, map.min, (text, theme), out);
            }
        }
    }
}

fn badge_text(zones: usize, text: &Text) -> String {
    text.fmt("map-zones-folded", &[("n", zones.into())])
}

fn lay_out(painter: &Painter, text: String, font: FontId) -> Arc<Galley> {
    painter.layout_no_wrap(text, font, Color32::PLACEHOLDER)
}

fn measure(sizes: &mut BTreeMap<(LabelStyle, String), [f64; 2]>, painter: &Painter, label: &Label, text: &Text) -> [f64; 2] {
    let mut size_of = |style: LabelStyle, line: String| {
        let key = (style, line);
        if let Some(known) = sizes.get(&key) {
            return *known;
        }
        let galley = lay_out(painter, key.1.clone(), font(style));
        let size = [f64::from(galley.size().x), f64::from(galley.size().y)];
        sizes.insert(key, size);
        size
    };
    let [mut width, mut height] = size_of(label.style, label.text.clone());
    if label.zones > 0 {
        let [w, h] = size_of(LabelStyle::Small, badge_text(label.zones, text));
        width = width.max(w + 10.0);
        height += h;
    }
    [width, height]
}

fn draw(painter: &Painter, label: &Label, area: Box2, origin: Pos2, (text, theme): (&Text, &Theme), out: &mut Vec<Shape>) {
    let at = pos2(origin.x + area.left as f32, origin.y + area.top as f32).round();
    let galley = lay_out(painter, label.text.clone(), font(label.style));
    // A label left of its symbol ends at it.
    let is_left = area.right <= label.request.anchor[0];
    let indent = |width: f32| if is_left { area.right as f32 - area.left as f32 - width } else { 0.0 };
    let height = galley.size().y;
    let spot = at + vec2(indent(galley.size().x).round(), 0.0);
    with_halo(&galley, spot, ink(label, theme), theme, out);
    if label.zones > 0 {
        let badge = lay_out(painter, badge_text(label.zones, text), font(LabelStyle::Small));
        let width = badge.size().x + 10.0;
        let place = Rect::from_min_size(at + vec2(indent(width).round(), height), vec2(width, badge.size().y));
        let fill = theme.panel.gamma_multiply(0.85);
        out.push(egui::epaint::RectShape::new(place, 7, fill, theme.hairline(), egui::StrokeKind::Inside).into());
        let color = if label.faded { theme.muted.gamma_multiply(0.6) } else { theme.muted };
        out.push(Shape::galley_with_override_text_color(place.min + vec2(5.0, 0.0), badge, color));
    }
}

/// Text with a thin edge in the ground's colour, readable over lines and fills.
pub fn with_halo(galley: &Arc<Galley>, at: Pos2, color: Color32, theme: &Theme, out: &mut Vec<Shape>) {
    let halo = theme.map.halo.gamma_multiply(0.8);
    for offset in [vec2(-1.0, -1.0), vec2(1.0, -1.0), vec2(-1.0, 1.0), vec2(1.0, 1.0)] {
        out.push(Shape::galley_with_override_text_color(at + offset, Arc::clone(galley), halo));
    }
    out.push(Shape::galley_with_override_text_color(at, Arc::clone(galley), color));
}

/// Room that controls take, as the placement counts it.
pub fn room_of(rect: Rect, map: Rect) -> Box2 {
    let area = rect.expand(space::XS).translate(-map.min.to_vec2());
    Box2 {
        left: f64::from(area.left()),
        top: f64::from(area.top()),
        right: f64::from(area.right()),
        bottom: f64::from(area.bottom()),
    }
}
