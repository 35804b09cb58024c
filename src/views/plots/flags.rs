//! Flags at the quarters that notes of the open portfolio hang on.

use std::collections::BTreeMap;

use egui::{Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::PlotTransform;
use jiff::civil::Date;

use crate::{
    action::{CommandQueue, command::UiCommand},
    analysis::{
        chart::TimeSpan,
        portfolio::notes::{Heap, by_period},
    },
    model::period::Period,
    panels::{PanelCtx, portfolio},
    update::Kept,
    views::{
        theme::{Theme, weight},
        widgets::{note_heap, ring_around},
    },
};

/// Height of a flag's pole.
const POLE: f32 = 13.0;
/// Width and height of its cloth.
const CLOTH: egui::Vec2 = vec2(9.0, 7.0);

/// Notes by the time they hang on, kept until the portfolio or the day changes.
pub type KeptFlags = Kept<(portfolio::ContentKey, Date), BTreeMap<Period, Heap>>;

/// Brings the flags in line with the open portfolio; none while there is none.
pub fn refresh<'a>(ctx: &PanelCtx<'_>, kept: &'a mut KeptFlags) -> Option<&'a BTreeMap<Period, Heap>> {
    let open = ctx.model.portfolio.as_ref()?;
    let key = (portfolio::content_key(ctx, open), ctx.model.today);
    kept.refresh(key, || by_period(open.document.content(), ctx.model.today));
    Some(kept)
}

/// Draws a flag over each quarter in sight with notes that are not done with.
pub fn flags_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    kept: &mut KeptFlags,
    (plot, transform): (Rect, &PlotTransform),
    out: &mut CommandQueue,
) {
    for (period, notes) in refresh(ctx, kept).into_iter().flatten() {
        let Some(span) = TimeSpan::of(period) else { continue };
        let foot = pos2(transform.position_from_point_x(span.centre()), plot.top() + POLE);
        if plot.x_range().contains(foot.x) {
            flag_ui(ui, ctx, foot, (period, notes), out);
        }
    }
}

/// One flag with its foot at `foot`: hovering shows the notes, a click opens them.
pub fn flag_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, foot: Pos2, (period, notes): (&Period, &Heap), out: &mut CommandQueue) {
    let rect = Rect::from_min_max(foot - vec2(0.0, POLE), foot + vec2(CLOTH.x, 0.0));
    let response = ui.interact(rect.expand(4.0), ui.scope_id().with(("note flag", period.written())), Sense::click());
    let name = ctx.text.fmt("portfolio-flag", &[("n", notes.count.into()), ("period", period.written().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.painter().extend(flag(foot, notes.due, ctx.theme));
    ring_around(ui, ctx.theme, &response);
    if response.clicked() {
        out.push(UiCommand::ShowNotes);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| note_heap(ui, ctx.lang(), notes));
}

fn flag(foot: Pos2, due: bool, theme: &Theme) -> [Shape; 2] {
    let color = if due { theme.warning } else { theme.accent };
    let top = foot - vec2(0.0, POLE);
    let cloth = vec![top, top + vec2(CLOTH.x, CLOTH.y / 2.0), top + vec2(0.0, CLOTH.y)];
    [
        Shape::line_segment([foot, top], Stroke::new(weight::THIN, color)),
        Shape::convex_polygon(cloth, color, Stroke::new(weight::THIN, theme.panel)),
    ]
}
