//! Notes of the portfolio on the map, and what the inspector says of the notes on something.

use egui::{Color32, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use crate::{
    action::{CommandQueue, command::UiCommand},
    analysis::{
        portfolio::{anchors, notes::is_due},
        scale::Viewport,
    },
    panels::PanelCtx,
    views::theme::weight,
};

/// Most pins drawn at once; the notes' panel lists them all.
const MOST: usize = 300;
/// Half the width of a pin, and its height.
const SIZE: egui::Vec2 = vec2(5.0, 14.0);

/// Draws a pin for each place with notes that are not closed; hovering shows them, a click opens the
/// notes.
pub fn pins_ui(ui: &Ui, ctx: &PanelCtx<'_>, viewport: &Viewport, map: Rect, out: &mut CommandQueue) {
    let Some(open) = &ctx.model.portfolio else { return };
    let content = open.document.content();
    let mut spots: Vec<(Pos2, Vec<&str>, bool)> = Vec::new();
    for (_, note) in content.notes.iter().filter(|(_, note)| note.status.is_pending()) {
        let Some(point) = anchors::point(&ctx.model.data, content, &note.anchor) else { continue };
        let [x, y] = viewport.project_point(point);
        // Beside the symbol of the place, not on it.
        let at = map.min + vec2(x as f32 + 9.0, y as f32 - 5.0);
        if !map.shrink(4.0).contains(at) {
            continue;
        }
        let lang = ctx.lang();
        let text = if note.text.get(lang).is_empty() { note.text.get(lang.other()) } else { note.text.get(lang) };
        let due = is_due(note, ctx.model.today);
        let room = spots.len() < MOST;
        match spots.iter_mut().find(|(other, ..)| other.distance(at) < 1.0) {
            Some((_, texts, any_due)) => {
                texts.push(text);
                *any_due |= due;
            }
            None if room => spots.push((at, vec![text], due)),
            None => {}
        }
    }
    for (index, (at, texts, due)) in spots.into_iter().enumerate() {
        let rect = Rect::from_min_max(at - vec2(SIZE.x, SIZE.y), at + vec2(SIZE.x, 0.0));
        let response = ui.interact(rect.expand(5.0), ui.scope_id().with(("note pin", index)), Sense::click());
        let name = ctx.text.fmt("portfolio-pin", &[("n", texts.len().into())]);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        let color: Color32 = if due { ctx.theme.warning } else { ctx.theme.accent };
        let points = vec![
            rect.left_top(),
            rect.right_top(),
            egui::pos2(rect.right(), rect.top() + SIZE.x * 1.6),
            at,
            egui::pos2(rect.left(), rect.top() + SIZE.x * 1.6),
        ];
        ui.painter().add(Shape::convex_polygon(points, color, Stroke::new(weight::THIN, ctx.theme.map.halo)));
        if response.clicked() {
            out.push(UiCommand::ShowNotes);
        }
        response.on_hover_ui(|ui| {
            ui.set_max_width(300.0);
            for text in texts.iter().take(5) {
                ui.label(*text);
            }
            if texts.len() > 5 {
                ui.label(format!("(+ {})", texts.len() - 5));
            }
        });
    }
}
