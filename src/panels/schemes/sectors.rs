//! The sectors that providers count by, beside both schemes.

use egui::{Label, Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::part_title;
use crate::{
    analysis::crosswalk,
    model::catalog::{Crosswalk, Relation},
    panels::PanelCtx,
    views::{
        theme::{regular, size, space},
        widgets::{section_heading, sector_text},
    },
};

/// Draws one row a sector: its name, what it is in either scheme.
pub fn sectors_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, (left, right): (&str, &str)) {
    let sectors = crosswalk::sectors(&ctx.model.data);
    if sectors.is_empty() {
        return;
    }
    ui.add_space(space::S);
    section_heading(ui, ctx.theme, ctx.text.get("schemes-sectors"), "");
    for (sector, rows) in sectors {
        let name = sector_text(ctx.text, sector).to_owned();
        let said = [left, right].map(|scheme| {
            let of: Vec<&Crosswalk> = rows.iter().copied().filter(|row| row.to.scheme == scheme).collect();
            said(ctx, scheme, &of)
        });
        row_ui(ui, ctx, &name, &said, &rows);
    }
}

/// "2020: overlaps Service robots, Industrial robots".
fn said(ctx: &PanelCtx<'_>, scheme: &str, rows: &[&Crosswalk]) -> String {
    let relation = rows.first().map_or(Relation::None, |row| row.relation);
    let others: Vec<String> = rows
        .iter()
        .map(|row| if row.to.layer.is_empty() { ctx.text.get("schemes-whole").to_owned() } else { part_title(ctx, &row.to) })
        .collect();
    let others = others.join(ctx.text.get("export-list-separator"));
    let said = match relation {
        Relation::None => ctx.text.get("schemes-word-none").to_owned(),
        Relation::Same => ctx.text.fmt("schemes-same", &[("other", (&others).into())]),
        Relation::Broader => ctx.text.fmt("schemes-broader", &[("other", (&others).into())]),
        Relation::Narrower => ctx.text.fmt("schemes-narrower", &[("other", (&others).into())]),
        Relation::Overlaps => ctx.text.fmt("schemes-overlaps", &[("other", (&others).into())]),
    };
    ctx.text.fmt("schemes-because", &[("said", scheme.into()), ("note", (&said).into())])
}

fn row_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, said: &[String; 2], rows: &[&Crosswalk]) {
    let (width, theme) = (ui.available_width(), ctx.theme);
    let shares = [0.22, 0.39, 0.39];
    let top = ui.cursor().min;
    let (mut left, mut bottom) = (top.x, top.y);
    for (at, (text, share)) in [name, &said[0], &said[1]].into_iter().zip(shares).enumerate() {
        let rect = Rect::from_min_size(pos2(left, top.y + 3.0), vec2(width * share - space::S, f32::INFINITY));
        let mut cell = ui.new_child(UiBuilder::new().max_rect(rect));
        let color = if at == 0 { theme.text } else { theme.muted };
        cell.add(Label::new(RichText::new(text).font(regular(size::SMALL)).color(color)).wrap());
        left += width * share;
        bottom = bottom.max(cell.min_rect().bottom());
    }
    let rect = Rect::from_min_max(top, pos2(top.x + width, bottom + 3.0));
    let response = ui.allocate_rect(rect, Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.hairline());
    let mut notes: Vec<&str> = rows.iter().map(|row| row.note.get(ctx.lang())).filter(|note| !note.is_empty()).collect();
    notes.dedup();
    if !notes.is_empty() {
        response.on_hover_text(notes.join("\n"));
    }
}
