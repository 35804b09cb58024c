//! A note's text with the claims that it cites in square brackets as links.

use egui::{FontId, Label, RichText, Ui};

use crate::{
    action::{CommandQueue, command::SelectCommand},
    data::view_file::citations,
    model::{ids::ClaimId, item::Item},
    panels::PanelCtx,
    views::{
        theme::{regular, size, space},
        widgets::claim_hover,
    },
};

/// A piece of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// Claims in brackets.
    Claims(Vec<ClaimId>),
}

/// Draws a note, one paragraph a line. A click on a cited claim selects it.
pub fn note_text_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, text: &str, font: &FontId, out: &mut CommandQueue) {
    ui.spacing_mut().item_spacing.y = space::XS;
    for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(0.0, 2.0);
            for piece in pieces(paragraph) {
                match piece {
                    Piece::Text(text) => {
                        ui.label(RichText::new(text).font(font.clone()).color(ctx.theme.text));
                    }
                    Piece::Claims(ids) => claims(ui, ctx, &ids, out),
                }
            }
        });
    }
}

fn claims(ui: &mut Ui, ctx: &PanelCtx<'_>, ids: &[ClaimId], out: &mut CommandQueue) {
    for id in ids {
        let known = ctx.model.data.claims.get(id);
        let color = if known.is_some() { ctx.theme.accent } else { ctx.theme.warning };
        let text = RichText::new(format!("\u{2009}{id}")).font(regular(size::SMALL - 1.0)).color(color);
        let response = ui.add(Label::new(text).selectable(false).sense(egui::Sense::click()));
        let name = ctx.text.fmt("files-cited", &[("id", id.as_str().into())]);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, name.as_str()));
        if response.clicked() {
            out.push(SelectCommand::Set(Item::Claim(id.clone())));
        }
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        match known {
            Some(claim) => drop(response.on_hover_ui(|ui| claim_hover(ui, ctx, claim))),
            None => drop(response.on_hover_text(ctx.text.get("files-cited-unknown"))),
        }
    }
}

/// Cuts a text at brackets that hold nothing but claim ids.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (open, _) in text.match_indices('[') {
        let Some(inside) = text.get(open..).and_then(|rest| rest.split_once(']')).map(|(inside, _)| inside) else { break };
        let end = open + inside.len() + 1;
        let ids = text.get(open..end).map(citations).unwrap_or_default();
        if open < from || ids.is_empty() {
            continue;
        }
        if let Some(before) = text.get(from..open).filter(|before| !before.is_empty()) {
            // The chips stand close: the space before the bracket goes.
            pieces.push(Piece::Text(before.trim_end()));
        }
        pieces.push(Piece::Claims(ids));
        from = end;
    }
    if let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_with_claims_become_links_and_others_stay_text() {
        assert_eq!(
            pieces("2,865 [f001] events [a note] and [f002, r-110000-talent]."),
            [
                Piece::Text("2,865"),
                Piece::Claims(vec!["f001".into()]),
                Piece::Text(" events [a note] and"),
                Piece::Claims(vec!["f002".into(), "r-110000-talent".into()]),
                Piece::Text("."),
            ]
        );
        assert_eq!(pieces("[open f001"), [Piece::Text("[open f001")]);
    }
}
