//! Notes on what is inspected, and a way to add one.

use egui::{Label, RichText, Ui};

use super::heading::section;
use crate::{
    action::{CommandQueue, command::UiCommand},
    analysis::portfolio::anchors,
    model::item::Item,
    panels::{
        PanelCtx,
        portfolio::{ContentKey, content_key},
    },
    update::Kept,
    views::{
        theme::{regular, size},
        widgets::{Icon, link},
    },
};

/// Keys of the notes on an item, kept until the portfolio or the item changes.
pub type KeptNotes = Kept<(ContentKey, Option<Item>), Vec<String>>;

/// Notes shown; the notes' panel has all.
const SHOWN: usize = 6;

/// The notes on the item, and "new note" where notes can hang on it.
pub fn notes_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, kept: &mut KeptNotes, item: &Item, out: &mut CommandQueue) {
    let Some(open) = &ctx.model.portfolio else { return };
    let content = open.document.content();
    kept.refresh((content_key(ctx, open), Some(item.clone())), || {
        let on_it = content.notes.iter().filter(|(_, note)| anchors::item(content, &note.anchor).as_ref() == Some(item));
        on_it.map(|(key, _)| key.to_owned()).collect()
    });
    let notes: &[String] = kept;
    let can_add = anchors::of_item(&ctx.model.data, content, item).is_some();
    if notes.is_empty() && !can_add {
        return;
    }
    let count = if notes.is_empty() { String::new() } else { notes.len().to_string() };
    section(ui, ctx, ctx.text.get("portfolio-notes-on-it"), &count);
    for key in notes.iter().take(SHOWN) {
        let Some(note) = content.notes.get(key) else { continue };
        let text = note.text.get(ctx.lang());
        ui.push_id(("note", key), |ui| {
            ui.add(Label::new(RichText::new(text).font(regular(size::BODY)).color(ctx.theme.text)).wrap());
        });
    }
    if notes.len() > SHOWN {
        let more = ctx.text.fmt("portfolio-notes-all", &[("n", notes.len().into())]);
        if link(ui, ctx.theme, None, &more, regular(size::SMALL), &more).clicked() {
            out.push(UiCommand::ShowNotes);
        }
    }
    if can_add {
        let add = ctx.text.get("portfolio-note-add");
        if link(ui, ctx.theme, Some(Icon::Plus), add, regular(size::BODY), add).clicked() {
            out.push(UiCommand::NewNote(None));
        }
    }
}
