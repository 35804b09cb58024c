//! Joins that a person made against the comparability guard: how they look, how they are made.

use egui::{Pos2, RichText, Shape, Stroke, Ui, pos2};

use super::labels::Labelled;
use crate::{
    action::{CommandQueue, command::LayerCommand},
    analysis::chart::Mark,
    model::{
        document::KeyedEdit,
        ids::ClaimId,
        user_layer::{Join, UserEdit},
    },
    panels::PanelCtx,
    views::theme::{Theme, regular, size},
};

/// Length of a dash and of the gap after it, points.
const DASH: (f32, f32) = (5.0, 3.0);

/// A dashed line from the earlier mark's upper corner to the later one's, for each join by hand.
pub fn paint_joins(ui: &Ui, ctx: &PanelCtx<'_>, marks: &[Labelled<'_>], plot: egui::Rect) {
    let painter = ui.painter().with_clip_rect(plot);
    for later in marks.iter().filter(|later| later.mark.joined_by_hand) {
        let is_earlier = |other: &&Labelled<'_>| {
            other.mark.claim() == later.mark.earlier.as_ref() && other.mark.series.subject == later.mark.series.subject
        };
        let Some(earlier) = marks.iter().find(is_earlier) else { continue };
        painter.extend(dashes(&corners(earlier.bar, later.bar), ctx.theme));
    }
}

/// The facing upper corners; where both meet at one edge, the middles of the tops.
fn corners(earlier: egui::Rect, later: egui::Rect) -> [Pos2; 2] {
    if later.left() - earlier.right() < 8.0 {
        return [earlier.center_top(), later.center_top()];
    }
    [pos2(earlier.right(), earlier.top()), pos2(later.left(), later.top())]
}

/// A dashed line as joins by hand have it.
pub fn dashes(points: &[Pos2], theme: &Theme) -> Vec<Shape> {
    Shape::dashed_line(points, Stroke::new(1.5, theme.warning), DASH.0, DASH.1)
}

/// What a right click on a mark offers: to join it to the figure before it, or not to.
pub fn join_menu(response: &egui::Response, ctx: &PanelCtx<'_>, mark: &Mark, out: &mut CommandQueue) {
    let Some((earlier, later)) = mark.earlier.as_ref().zip(mark.claim()).filter(|(earlier, later)| earlier != later) else {
        return;
    };
    response.context_menu(|ui| {
        let title = ctx.text.get(if mark.joined_by_hand { "financing-join-not" } else { "financing-join-anyway" });
        if ui.button(RichText::new(title).font(regular(size::BODY))).clicked() {
            out.push(join_edit(ctx, earlier, later, !mark.joined_by_hand));
            ui.close();
        }
    });
}

/// The edit that joins two claims, or takes their join away.
fn join_edit(ctx: &PanelCtx<'_>, earlier: &ClaimId, later: &ClaimId, join: bool) -> LayerCommand {
    let key = Join::key(earlier, later);
    let (label, edit) = if join {
        let (earlier, later) = (earlier.clone(), later.clone());
        let by = ctx.signature();
        let value = Join { earlier, later, author: by.author, joined_on: by.day };
        ("financing-edit-join", KeyedEdit::Put { key, value })
    } else {
        ("financing-edit-unjoin", KeyedEdit::Remove { key })
    };
    LayerCommand::Edit { label: label.to_owned(), edit: Box::new(UserEdit::Join(edit)) }
}
