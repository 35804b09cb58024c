//! Notes of the portfolio on the map.

use std::collections::BTreeMap;

use egui::{Color32, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::{
    action::{CommandQueue, command::UiCommand},
    analysis::{
        portfolio::{anchors, notes::is_due},
        scale::Viewport,
    },
    model::{lang::Lang, place::LonLat, portfolio::Portfolio},
    panels::{
        PanelCtx,
        portfolio::{ContentKey, content_key},
    },
    update::Kept,
    views::theme::weight,
};

/// Most pins drawn at once; the notes' panel lists them all.
const MOST: usize = 300;
/// Half the width of a pin, and its height.
const SIZE: egui::Vec2 = vec2(5.0, 14.0);
/// Notes shown on hovering.
const SHOWN: usize = 5;

/// The notes at one point.
#[derive(Clone, Debug)]
pub struct Pin {
    point: LonLat,
    /// The first few notes.
    texts: Vec<String>,
    count: usize,
    due: bool,
}

/// Pins, kept until the portfolio, the language or the day changes.
pub type KeptPins = Kept<(ContentKey, Lang, Date), Vec<Pin>>;

/// Draws a pin for each place with notes that are not closed; hovering shows them, a click opens the
/// notes.
pub fn pins_ui(ui: &Ui, ctx: &PanelCtx<'_>, kept: &mut KeptPins, (viewport, map): (&Viewport, Rect), out: &mut CommandQueue) {
    let Some(open) = &ctx.model.portfolio else { return };
    kept.refresh((content_key(ctx, open), ctx.lang(), ctx.model.today), || pins(ctx, open.document.content()));
    for (index, pin) in kept.iter().enumerate() {
        let [x, y] = viewport.project_point(pin.point);
        // Beside the symbol of the place, not on it.
        let at: Pos2 = map.min + vec2(x as f32 + 9.0, y as f32 - 5.0);
        if !map.shrink(4.0).contains(at) {
            continue;
        }
        let rect = Rect::from_min_max(at - vec2(SIZE.x, SIZE.y), at + vec2(SIZE.x, 0.0));
        let response = ui.interact(rect.expand(5.0), ui.scope_id().with(("note pin", index)), Sense::click());
        let name = ctx.text.fmt("portfolio-pin", &[("n", pin.count.into())]);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        let color: Color32 = if pin.due { ctx.theme.warning } else { ctx.theme.accent };
        let shoulder = rect.top() + SIZE.x * 1.6;
        let points = vec![rect.left_top(), rect.right_top(), pos2(rect.right(), shoulder), at, pos2(rect.left(), shoulder)];
        ui.painter().add(Shape::convex_polygon(points, color, Stroke::new(weight::THIN, ctx.theme.map.halo)));
        if response.clicked() {
            out.push(UiCommand::ShowNotes);
        }
        response.on_hover_ui(|ui| {
            ui.set_max_width(300.0);
            for text in &pin.texts {
                ui.label(text);
            }
            if pin.count > pin.texts.len() {
                ui.label(format!("(+ {})", pin.count - pin.texts.len()));
            }
        });
    }
}

fn pins(ctx: &PanelCtx<'_>, content: &Portfolio) -> Vec<Pin> {
    let mut pins = BTreeMap::<[i64; 2], Pin>::new();
    for (_, note) in content.notes.iter().filter(|(_, note)| note.status.is_pending()) {
        let Some(point) = anchors::point(&ctx.model.data, content, &note.anchor) else { continue };
        // Notes within a metre of one another share a pin.
        #[expect(clippy::cast_possible_truncation, reason = "degrees fit")]
        let key = [point.lon, point.lat].map(|degrees| (degrees * 1e5).round() as i64);
        if pins.len() >= MOST && !pins.contains_key(&key) {
            continue;
        }
        let pin = pins.entry(key).or_insert_with(|| Pin { point, texts: Vec::new(), count: 0, due: false });
        pin.count += 1;
        pin.due |= is_due(note, ctx.model.today);
        if pin.texts.len() < SHOWN {
            pin.texts.push(note.text.get(ctx.lang()).to_owned());
        }
    }
    pins.into_values().collect()
}
