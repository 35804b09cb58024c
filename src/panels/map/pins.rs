//! Notes of the portfolio on the map.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Sense, Ui, WidgetInfo, vec2};
use jiff::civil::Date;

use crate::{
    action::{CommandQueue, command::UiCommand},
    analysis::{
        portfolio::{anchors, notes::Heap},
        scale::Viewport,
    },
    model::{place::LonLat, portfolio::Portfolio},
    panels::{
        PanelCtx,
        portfolio::{ContentKey, content_key},
    },
    update::Kept,
    views::{map::symbols, widgets::note_heap},
};

/// Most pins drawn at once; the notes' panel lists them all.
const MOST: usize = 300;

/// The notes at one point.
#[derive(Clone, Debug)]
pub struct Pin {
    point: LonLat,
    notes: Heap,
}

/// Pins, kept until the portfolio or the day changes.
pub type KeptPins = Kept<(ContentKey, Date), Vec<Pin>>;

/// Draws a pin for each place with notes that are not closed; hovering shows them, a click opens the
/// notes.
pub fn pins_ui(ui: &Ui, ctx: &PanelCtx<'_>, kept: &mut KeptPins, (viewport, map): (&Viewport, Rect), out: &mut CommandQueue) {
    let Some(open) = &ctx.model.portfolio else { return };
    kept.refresh((content_key(ctx, open), ctx.model.today), || pins(ctx, open.document.content()));
    for (index, pin) in kept.iter().enumerate() {
        let [x, y] = viewport.project_point(pin.point);
        // Beside the symbol of the place, not on it.
        let at: Pos2 = map.min + vec2(x as f32 + 9.0, y as f32 - 5.0);
        if !map.shrink(4.0).contains(at) {
            continue;
        }
        let rect = symbols::pin_rect(at, 1.0);
        let response = ui.interact(rect.expand(5.0), ui.scope_id().with(("note pin", index)), Sense::click());
        let name = ctx.text.fmt("portfolio-pin", &[("n", pin.notes.count.into())]);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        ui.painter().add(symbols::pin(at, 1.0, pin.notes.due, ctx.theme));
        if response.clicked() {
            out.push(UiCommand::ShowNotes);
        }
        response.on_hover_ui(|ui| note_heap(ui, ctx.lang(), &pin.notes));
    }
}

/// The sorts of pins that are drawn, for the legend: whether due, and words.
pub fn kinds(kept: &KeptPins, ctx: &PanelCtx<'_>) -> Vec<(bool, String)> {
    if ctx.model.portfolio.is_none() || !ctx.model.view.layers.notes {
        return Vec::new();
    }
    let sorts = [(false, "map-legend-notes"), (true, "map-legend-notes-due")];
    let drawn = sorts.into_iter().filter(|(due, _)| kept.iter().any(|pin| pin.notes.due == *due));
    drawn.map(|(due, key)| (due, ctx.text.get(key).to_owned())).collect()
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
        let pin = pins.entry(key).or_insert_with(|| Pin { point, notes: Heap::default() });
        pin.notes.add(note, ctx.model.today);
    }
    pins.into_values().collect()
}
