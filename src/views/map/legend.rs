//! The legend: a compact card with real figures from the data in view.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::symbols;
use crate::{
    text::Text,
    views::theme::{Theme, radius, regular, semibold, size, space},
};

/// A circle of the size legend.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeStep {
    /// Radius on the map.
    pub radius: f32,
    /// Figure in words.
    pub text: String,
}

/// What the legend explains; parts without content are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LegendModel {
    /// What the sizes of cities mean, with the period.
    pub cities: Option<CityLegend>,
    /// What the colours of provinces mean.
    pub areas: Option<AreaLegend>,
    /// Paradigms of zones: index of the colour (none: not stated) and words.
    pub zones: Vec<(Option<usize>, String)>,
    /// Words for zones that are folded into a count.
    pub folded_zones: Option<String>,
    /// Words for the fund symbol.
    pub funds: Option<String>,
}

/// See [`LegendModel::cities`].
#[derive(Clone, Debug, PartialEq)]
pub struct CityLegend {
    /// Metric and period.
    pub title: String,
    /// Sizes, largest first.
    pub sizes: Vec<SizeStep>,
    /// Tiers: number and word.
    pub tiers: Vec<(u8, String)>,
    /// Words for cities without a figure; none when every city has one.
    pub not_stated: Option<String>,
    /// Words for open rings, where some are drawn.
    pub at_least: Option<String>,
}

/// See [`LegendModel::areas`].
#[derive(Clone, Debug, PartialEq)]
pub struct AreaLegend {
    /// Metric and period.
    pub title: String,
    /// Figures at the ramp's start, middle and end.
    pub ticks: Vec<String>,
    /// "7 of 34 stated".
    pub stated: String,
    /// Words for the hatch of units without a figure.
    pub not_stated: String,
    /// Words for the hatch of derived minima, where some are drawn.
    pub derived: Option<String>,
}

/// What the marks of deals mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealLegend {
    /// What their area shows.
    pub title: String,
    /// Sizes, largest first.
    pub sizes: Vec<SizeStep>,
    /// What is to be said beside.
    pub lines: Vec<String>,
    /// Deals were made up: in words.
    pub synthetic: Option<String>,
}

/// What is drawn and has to be explained: layers, sorts of pins (whether due) with their words, and
/// deals.
pub type Shown<'a> = (&'a LegendModel, &'a [(bool, String)], Option<&'a DealLegend>);

/// Width of the card's content.
const WIDTH: f32 = 214.0;

/// Draws the legend in the lower left corner of `map`; returns its room.
pub fn legend(ui: &mut Ui, map: Rect, model: Shown<'_>, open: &mut bool, (text, theme): (&Text, &Theme)) -> Rect {
    let id = ui.scope_id().with("legend");
    // Its height is known from the frame before; the first frame measures it unseen.
    let known: Option<f32> = ui.data(|data| data.get_temp(id.with(*open)));
    let width = if *open { WIDTH + space::M * 2.0 } else { space::L * 2.0 };
    let height = known.unwrap_or(0.0);
    let corner = pos2(map.left() + space::M, map.bottom() - space::M - height);
    let area = Rect::from_min_size(corner, vec2(width, (map.height() - space::L).max(height)));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("legend"));
    if known.is_none() {
        child.set_invisible();
        ui.ctx().request_discard("legend measured");
    }
    let frame = egui::Frame::new().fill(theme.panel).stroke(theme.hairline()).corner_radius(radius::CARD).inner_margin(space::S);
    let shown = frame.show(&mut child, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, 3.0);
        if *open {
            ui.set_width(WIDTH);
            content(ui, model, open, (text, theme));
        } else if fold_button(ui, false, text, theme).clicked() {
            *open = true;
        }
    });
    let room = shown.response.rect;
    // The card takes the pointer, so that the map under it stays still.
    if known != Some(room.height()) {
        ui.data_mut(|data| data.insert_temp(id.with(*open), room.height()));
        ui.ctx().request_repaint();
    }
    room
}

fn fold_button(ui: &mut Ui, open: bool, text: &Text, theme: &Theme) -> Response {
    let name = if open { text.get("map-legend-close") } else { text.get("map-legend-open") };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(space::HIT - 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let ink = Stroke::new(1.5, if response.hovered() { theme.text } else { theme.muted });
    let c = rect.center();
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius::CONTROL, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
    if open {
        ui.painter().add(Shape::line(vec![c + vec2(-4.0, -2.0), c + vec2(0.0, 2.5), c + vec2(4.0, -2.0)], ink));
    } else {
        // A small picture of a legend: two marks with their lines.
        for (y, r) in [(-4.0, 3.0), (4.0, 2.0)] {
            ui.painter().circle_stroke(c + vec2(-5.0, y), r, ink);
            ui.painter().line_segment([c + vec2(1.0, y), c + vec2(8.0, y)], ink);
        }
    }
    response.on_hover_text(name)
}

fn content(ui: &mut Ui, (model, pins, deals): Shown<'_>, open: &mut bool, (text, theme): (&Text, &Theme)) {
    let first = model.cities.as_ref().map(|c| c.title.as_str()).or(model.areas.as_ref().map(|a| a.title.as_str()));
    let first = first.unwrap_or_else(|| text.get("map-legend"));
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.set_width(WIDTH - space::HIT);
            ui.add(egui::Label::new(egui::RichText::new(first).font(semibold(size::SMALL)).color(theme.text)).wrap());
        });
        if fold_button(ui, true, text, theme).clicked() {
            *open = false;
        }
    });
    if let Some(cities) = &model.cities {
        city_part(ui, cities, theme);
    }
    if let Some(areas) = &model.areas {
        if model.cities.is_some() {
            rule(ui, theme);
            ui.add(egui::Label::new(egui::RichText::new(&areas.title).font(semibold(size::SMALL)).color(theme.text)).wrap());
        }
        area_part(ui, areas, theme);
    }
    if !model.zones.is_empty() || model.folded_zones.is_some() || model.funds.is_some() || !pins.is_empty() {
        if model.cities.is_some() || model.areas.is_some() {
            rule(ui, theme);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
            for (index, words) in &model.zones {
                swatch(ui, words, theme, |ui, c| {
                    let fill = symbols::paradigm_color(*index, theme);
                    let outline = Stroke::new(1.0, theme.text.gamma_multiply(0.75));
                    ui.painter().add(Shape::convex_polygon(symbols::corners(c, 5.0, 4, 0.0), fill, outline));
                });
            }
            if let Some(words) = &model.folded_zones {
                swatch(ui, words, theme, |ui, c| {
                    ui.painter().add(Shape::closed_line(symbols::corners(c, 4.5, 4, 0.0), Stroke::new(1.2, theme.muted)));
                });
            }
            if let Some(words) = &model.funds {
                swatch(ui, words, theme, |ui, c| {
                    let mut shapes = Vec::new();
                    symbols::fund(c, 5.0, theme, 1.0, &mut shapes);
                    ui.painter().extend(shapes);
                });
            }
            for (due, words) in pins {
                swatch(ui, words, theme, |ui, c| {
                    ui.painter().add(symbols::pin(c + vec2(0.0, 6.0), 0.85, *due, theme));
                });
            }
        });
    }
    if let Some(deals) = deals {
        rule(ui, theme);
        deal_part(ui, deals, theme);
    }
}

fn deal_part(ui: &mut Ui, deals: &DealLegend, theme: &Theme) {
    ui.add(egui::Label::new(egui::RichText::new(&deals.title).font(semibold(size::SMALL)).color(theme.text)).wrap());
    if let Some(words) = &deals.synthetic {
        ui.label(egui::RichText::new(words).font(semibold(size::SMALL)).color(theme.warning));
    }
    sizes(ui, &deals.sizes, theme, |ui, center, radius| {
        let mut shapes = Vec::new();
        symbols::deals(center, radius, theme, &mut shapes);
        ui.painter().extend(shapes);
    });
    for line in &deals.lines {
        ui.add(egui::Label::new(egui::RichText::new(line).font(regular(size::SMALL)).color(theme.muted)).wrap());
    }
}

/// Circles side by side, each with its figure.
fn sizes(ui: &mut Ui, steps: &[SizeStep], theme: &Theme, mark: impl Fn(&Ui, egui::Pos2, f32)) {
    if steps.is_empty() {
        return;
    }
    let height = steps.iter().map(|s| s.radius * 2.0).fold(18.0, f32::max) + 4.0;
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, height), Sense::hover());
    let painter = ui.painter();
    let mut x = rect.left() + 2.0;
    for step in steps.iter().rev() {
        let center = pos2(x + step.radius, rect.center().y);
        mark(ui, center, step.radius);
        let galley = painter.layout_no_wrap(step.text.clone(), regular(size::SMALL), theme.text);
        let at = pos2(center.x + step.radius + space::XS, rect.center().y - galley.size().y / 2.0);
        x = at.x + galley.size().x + space::M;
        painter.galley(at, galley, theme.text);
    }
}

fn rule(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 5.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme.hairline());
}

/// A small mark with its word.
fn swatch(ui: &mut Ui, words: &str, theme: &Theme, mark: impl FnOnce(&Ui, egui::Pos2)) {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), regular(size::SMALL), theme.text);
    let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, 16.0), Sense::hover());
    mark(ui, rect.left_center() + vec2(6.0, 0.0));
    let at = pos2(rect.left() + 16.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
}

fn city_part(ui: &mut Ui, cities: &CityLegend, theme: &Theme) {
    sizes(ui, &cities.sizes, theme, |ui, center, radius| {
        ui.painter().circle_stroke(center, radius, Stroke::new(1.2, theme.muted));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
        for (tier, words) in &cities.tiers {
            swatch(ui, words, theme, |ui, c| {
                ui.painter().circle_filled(c, 5.5, theme.tier(*tier));
            });
        }
        if let Some(words) = &cities.not_stated {
            swatch(ui, words, theme, |ui, c| {
                let mut shapes = Vec::new();
                symbols::ring_of_unknown(c, 5.5, theme.muted, theme, &mut shapes);
                ui.painter().extend(shapes);
            });
        }
        if let Some(words) = &cities.at_least {
            swatch(ui, words, theme, |ui, c| {
                ui.painter().circle_stroke(c + vec2(0.0, 1.0), 4.5, Stroke::new(1.0, theme.muted));
                ui.painter().line_segment([c + vec2(-2.5, -4.0), c + vec2(0.0, -7.0)], Stroke::new(1.2, theme.muted));
                ui.painter().line_segment([c + vec2(2.5, -4.0), c + vec2(0.0, -7.0)], Stroke::new(1.2, theme.muted));
            });
        }
    });
}

fn area_part(ui: &mut Ui, areas: &AreaLegend, theme: &Theme) {
    let (bar, _) = ui.allocate_exact_size(vec2(WIDTH, 9.0), Sense::hover());
    const STEPS: u8 = 48;
    for step in 0..STEPS {
        let t = f32::from(step) / f32::from(STEPS);
        let x = bar.left() + bar.width() * t;
        let part = Rect::from_min_max(pos2(x, bar.top()), pos2(x + bar.width() / f32::from(STEPS) + 0.5, bar.bottom()));
        ui.painter().rect_filled(part, CornerRadius::ZERO, theme.ramp(f64::from(t)));
    }
    let (ticks, _) = ui.allocate_exact_size(vec2(WIDTH, 15.0), Sense::hover());
    let last = areas.ticks.len().saturating_sub(1).max(1) as f32;
    for (index, words) in areas.ticks.iter().enumerate() {
        let galley = ui.painter().layout_no_wrap(words.clone(), regular(size::SMALL), theme.text);
        let x = ticks.left() + (ticks.width() - galley.size().x) * index as f32 / last;
        ui.painter().galley(pos2(x, ticks.top()), galley, theme.text);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
        swatch(ui, &areas.not_stated, theme, |ui, c| hatch_swatch(ui, c, None, theme.muted));
        if let Some(words) = &areas.derived {
            swatch(ui, words, theme, |ui, c| hatch_swatch(ui, c, Some(theme.ramp(0.5)), theme.map.land));
        }
    });
    ui.label(egui::RichText::new(&areas.stated).font(regular(size::SMALL)).color(theme.muted));
}

fn hatch_swatch(ui: &Ui, c: egui::Pos2, fill: Option<Color32>, ink: Color32) {
    let rect = Rect::from_center_size(c, vec2(11.0, 11.0));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if let Some(fill) = fill {
        painter.rect_filled(rect, CornerRadius::ZERO, fill);
    }
    for offset in [-8.0, -4.0, 0.0, 4.0, 8.0] {
        painter.line_segment([c + vec2(-8.0 + offset, 8.0), c + vec2(8.0 + offset, -8.0)], Stroke::new(1.0, ink));
    }
    painter.rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.0, ink.gamma_multiply(0.8)), StrokeKind::Inside);
}
