//! The tier cuts across the bars: lines that can be dragged, or moved with the arrow keys.

use egui::{CursorIcon, EventFilter, Key, Rangef, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::tier_short;
use crate::{
    action::{CommandQueue, command::ViewCommand},
    analysis::ranking::Ranking,
    model::view_state::RankingView,
    panels::PanelCtx,
    views::{
        ranking_bars::Columns,
        theme::{regular, size, space, weight},
    },
};

/// Hundredths of a point that a drag snaps to and an arrow key moves by.
const STEP: u32 = 50;
/// Most a cut can be, hundredths of a point.
const MOST: u32 = 10_000;
/// Room that the heading of the score needs beside the labels, points.
const HEADING: f32 = 34.0;
/// Half the width of what can be taken hold of beside the line, points.
const GRIP: f32 = 5.0;

/// Which cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Tier 1 from here.
    One,
    /// Tier 2 from here.
    Two,
}

/// The view with one cut moved; the cuts never cross.
pub(super) fn with_cut(view: &RankingView, cut: Cut, hundredths: u32) -> RankingView {
    let at = hundredths.min(MOST);
    match cut {
        Cut::One => RankingView { cut_one: at.max(view.cut_two), ..view.clone() },
        Cut::Two => RankingView { cut_two: at.min(view.cut_one), ..view.clone() },
    }
}

/// A cut as labels write it: 75, 72.5.
pub(super) fn cut_text(hundredths: u32) -> String {
    crate::text::number::grouped(rust_decimal::Decimal::new(i64::from(hundredths), 2))
}

/// Draws both cuts with their labels in the strip above the rows.
#[expect(clippy::too_many_arguments, reason = "all of it is where things stand in one frame")]
pub(super) fn cuts_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    ranking: &Ranking,
    columns: &Columns,
    strip: Rect,
    rows: Rect,
    low: bool,
    out: &mut CommandQueue,
) {
    let view = &ctx.model.view.ranking;
    for (cut, at, score) in [(Cut::Two, view.cut_two, ranking.cut_two), (Cut::One, view.cut_one, ranking.cut_one)] {
        let x = columns.x_of(score);
        let text = cut_text(at);
        let label = match cut {
            Cut::One => ctx.text.fmt("ranking-cut-one", &[("score", (&text).into())]),
            Cut::Two => ctx.text.fmt("ranking-cut-two", &[("score", (&text).into())]),
        };
        let lay = |label: String| ui.painter().layout_no_wrap(label, regular(size::SMALL), ctx.theme.muted);
        let mut galley = lay(label);
        let room = if low { columns.right } else { columns.score - HEADING };
        if columns.x_of(ranking.cut_one) + space::XS + galley.size().x > room {
            galley = lay(text);
        }
        let left = match cut {
            // The labels stand outside of their lines, so that they cannot meet.
            Cut::Two => (x - space::XS - galley.size().x).max(strip.left()),
            Cut::One => (x + space::XS).min(room - galley.size().x),
        };
        let label_rect = Rect::from_min_size(pos2(left, strip.center().y - galley.size().y / 2.0), galley.size());
        let line = Rect::from_x_y_ranges(Rangef::new(x - GRIP, x + GRIP), Rangef::new(strip.top(), rows.bottom()));
        let id = ui.scope_id().with(("ranking cut", cut == Cut::One));
        let response = ui.interact(line, id, Sense::click_and_drag());
        let grip = ui.interact(label_rect.expand2(vec2(2.0, 2.0)), id.with("label"), Sense::drag());
        let tier = if cut == Cut::One { tier_short(ctx, 1) } else { tier_short(ctx, 2) };
        let name = ctx.text.fmt("ranking-cut-name", &[("tier", tier.into())]);
        for response in [&response, &grip] {
            response.widget_info(|| WidgetInfo::slider(true, score, &name));
        }
        let active = response.hovered() || response.dragged() || grip.hovered() || grip.dragged() || response.has_focus();
        let color = if active { ctx.theme.text } else { ctx.theme.muted };
        let stroke = Stroke::new(if active { weight::BOLD } else { weight::THIN }, color);
        let ends = [pos2(x, strip.top() + 1.0), pos2(x, rows.bottom())];
        ui.painter().extend(egui::Shape::dashed_line(&ends, stroke, 4.0, 3.0));
        ui.painter().galley_with_override_text_color(label_rect.min, galley, color);
        let pulled = [&response, &grip].into_iter().filter(|r| r.dragged()).find_map(|r| r.interact_pointer_pos());
        let held = response.has_focus();
        let moved = pulled.map(|pos| snapped(columns.score_at(pos.x))).or_else(|| held.then(|| arrow(ui, at)).flatten());
        if held {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        if let Some(moved) = moved.map(|moved| with_cut(view, cut, moved)).filter(|moved| moved != view) {
            out.push(ViewCommand::Ranking(moved));
        }
        for response in [response, grip] {
            response.on_hover_cursor(CursorIcon::ResizeHorizontal).on_hover_text(&name);
        }
    }
}

fn snapped(score: f64) -> u32 {
    let steps = (score * 100.0 / f64::from(STEP)).round().clamp(0.0, f64::from(MOST / STEP));
    // Held to 0 … MOST / STEP just above.
    steps as u32 * STEP
}

fn arrow(ui: &Ui, at: u32) -> Option<u32> {
    ui.input(|input| {
        if input.key_pressed(Key::ArrowLeft) {
            Some(at.saturating_sub(STEP))
        } else if input.key_pressed(Key::ArrowRight) {
            Some(at + STEP)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::view_state::RankingRule;

    #[test]
    fn cuts_never_cross() {
        let view = RankingView { weights: BTreeMap::new(), cut_one: 7_500, cut_two: 5_500, rule: RankingRule::LogCount };
        assert_eq!(with_cut(&view, Cut::One, 3_000).cut_one, 5_500);
        assert_eq!(with_cut(&view, Cut::Two, 9_000).cut_two, 7_500);
        assert_eq!(with_cut(&view, Cut::One, 20_000).cut_one, MOST);
        assert_eq!((snapped(72.3), snapped(-4.0), snapped(120.0)), (7_250, 0, MOST));
        assert_eq!((cut_text(7_500), cut_text(7_250)), ("75".into(), "72.5".into()));
    }
}
