//! Labels: measuring, placing (kept while nothing changes), painting.

use std::{collections::BTreeMap, sync::Arc};

use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::{base::BaseTiles, style::BaseClass, symbols};
use crate::{
    analysis::{
        label_plan::{GroundName, Label, LabelStyle, Plan},
        labels::{self, Box2, Measured, Placed},
        markers::Folded,
    },
    text::Text,
    views::theme::{Theme, regular, semibold, size, space},
};

/// Width of a badge's symbol and the room around it, points.
const BADGE_PART: f32 = 15.0;
/// Room at a badge's ends and before it, points.
const BADGE_ENDS: f32 = 9.0;
/// Texts measured and remembered at most.
const MEASURED_KEPT: usize = 3000;

/// Sizes of texts, and the labels placed last.
#[derive(Default)]
pub struct Names {
    sizes: BTreeMap<(LabelStyle, String), [f64; 2]>,
    look: Option<(crate::model::lang::Lang, u32)>,
    ground: Vec<GroundName>,
    ground_state: Option<GroundState>,
    kept: Option<Kept>,
}

/// The labels placed last, and what they were placed for.
type Kept = (Plan, Vec<Box2>, [f64; 2], Vec<Placed>);
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
                plan.labels.get(index).map_or(Measured { full: [0.0, 0.0], short: None }, |label| measure(sizes, painter, label))
            });
            self.kept = Some((plan, keep_clear, room, placed));
        }
        let Some((plan, _, _, placed)) = &self.kept else { return };
        for spot in placed {
            if let Some(label) = plan.labels.get(spot.request) {
                draw(painter, label, spot, map.min, theme, out);
            }
        }
    }
}

fn lay_out(painter: &Painter, text: String, font: FontId) -> Arc<Galley> {
    painter.layout_no_wrap(text, font, Color32::PLACEHOLDER)
}

fn measure(sizes: &mut BTreeMap<(LabelStyle, String), [f64; 2]>, painter: &Painter, label: &Label) -> Measured {
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
    let short = size_of(label.style, label.text.clone());
    if label.folded.is_empty() {
        return Measured { full: short, short: None };
    }
    let [mut width, height] = short;
    for (count, _) in parts(label.folded) {
        let [digits, _] = size_of(LabelStyle::Small, count.to_string());
        width += digits + f64::from(BADGE_PART);
    }
    Measured { full: [width + f64::from(BADGE_ENDS), height], short: Some(short) }
}

/// What a badge counts: the number and whether its symbol is the fund's.
fn parts(folded: Folded) -> impl Iterator<Item = (usize, bool)> {
    [(folded.zones, false), (folded.funds, true)].into_iter().filter(|(count, _)| *count > 0)
}

fn draw(painter: &Painter, label: &Label, spot: &Placed, origin: Pos2, theme: &Theme, out: &mut Vec<Shape>) {
    let at = pos2(origin.x + spot.area.left as f32, origin.y + spot.area.top as f32).round();
    let galley = lay_out(painter, label.text.clone(), font(label.style));
    let name = galley.size();
    with_halo(&galley, at, ink(label, theme), theme, out);
    if label.folded.is_empty() || spot.short {
        return;
    }
    let width = (spot.area.right - spot.area.left) as f32 - name.x - 4.0;
    let chip = Rect::from_min_size(at + vec2(name.x + 4.0, 1.0), vec2(width, name.y - 2.0));
    let color = if label.faded { theme.muted.gamma_multiply(0.6) } else { theme.muted };
    out.push(egui::epaint::RectShape::new(chip, 7, theme.panel.gamma_multiply(0.8), theme.hairline(), StrokeKind::Inside).into());
    let mut x = chip.left() + 4.0;
    for (count, is_fund) in parts(label.folded) {
        let center = pos2(x + 4.5, chip.center().y);
        let sides = if is_fund { 6 } else { 4 };
        let mark = symbols::corners(center, 4.0, sides, 0.0);
        out.push(Shape::closed_line(mark, Stroke::new(1.2, color)));
        let digits = lay_out(painter, count.to_string(), font(LabelStyle::Small));
        let spot = pos2(x + 11.0, chip.center().y - digits.size().y / 2.0).round();
        x += digits.size().x + BADGE_PART;
        out.push(Shape::galley_with_override_text_color(spot, digits, color));
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
