//! The editor of one note.

use egui::{ComboBox, Key, Modifiers, RichText, TextEdit, Ui, WidgetInfo};

use super::{kind_key, photos, status_key};
use crate::{
    action::CommandQueue,
    model::{
        document::KeyedEdit,
        lang::{Bilingual, Lang},
        portfolio::{Anchor, Confidence, Note, NoteKind, NoteStatus, Portfolio, PortfolioEdit, Reply},
    },
    panels::{PanelCtx, portfolio::edit},
    views::{
        theme::{regular, size},
        widgets::{link, wide_button},
    },
};

/// A note that is being written.
#[derive(Clone, Debug)]
pub(super) struct NoteDraft {
    /// Key of the note; none for a new one.
    pub key: Option<String>,
    /// The note as it will be.
    pub note: Note,
    text: String,
    tags: String,
    follow_up: String,
    reply: String,
    bad_date: bool,
    is_new: bool,
}

impl NoteDraft {
    /// A new note on something.
    pub fn new(anchor: Anchor, ctx: &PanelCtx<'_>) -> Self {
        let by = ctx.signature();
        let note = Note::new(anchor, Bilingual::default(), by.author, by.day);
        Self {
            key: None,
            note,
            text: String::new(),
            tags: String::new(),
            follow_up: String::new(),
            reply: String::new(),
            bad_date: false,
            is_new: true,
        }
    }

    /// The note as it is.
    pub fn of(key: &str, note: &Note) -> Self {
        Self {
            key: Some(key.to_owned()),
            text: String::new(),
            tags: note.tags.join(", "),
            follow_up: note.follow_up.map(|day| day.to_string()).unwrap_or_default(),
            reply: String::new(),
            bad_date: false,
            is_new: true,
            note: note.clone(),
        }
    }

    /// The language whose text is written: the interface's, or the only one there is.
    fn lang(&self, ctx: &PanelCtx<'_>) -> Lang {
        let lang = ctx.lang();
        let only_other = !self.note.text.has(lang) && self.note.text.has(lang.other());
        if only_other { lang.other() } else { lang }
    }

    /// The note as it will be saved; none while the date cannot be read.
    fn finished(&mut self, ctx: &PanelCtx<'_>) -> Option<Note> {
        let day = self.follow_up.trim();
        let follow_up = if day.is_empty() { None } else { day.parse().ok() };
        self.bad_date = !day.is_empty() && follow_up.is_none();
        if self.bad_date {
            return None;
        }
        let mut note = self.note.clone();
        note.follow_up = follow_up;
        let mut tags: Vec<String> = self
            .tags
            .split([',', '，', '、', ';', '；'])
            .map(|tag| tag.trim().trim_start_matches('#').to_owned())
            .filter(|tag| !tag.is_empty())
            .collect();
        // #orders in the text is a tag, too; a heading has a space behind its sign.
        let words = self.text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '。' | ';' | '；'));
        let marked = words.filter_map(|word| word.strip_prefix('#')).map(|tag| tag.trim_end_matches(['.', ':', '?', '!']));
        tags.extend(marked.filter(|tag| !tag.is_empty() && !tag.starts_with('#')).map(str::to_owned));
        tags.sort();
        tags.dedup();
        note.tags = tags;
        let lang = self.lang(ctx);
        let text = self.text.trim_end().to_owned();
        *note.text.own_mut(lang) = text;
        if !self.reply.trim().is_empty() {
            let author = ctx.model.settings.author.clone();
            note.replies.push(Reply { text: self.reply.trim().to_owned(), author, created: ctx.model.today });
        }
        note.changed = ctx.model.today;
        Some(note)
    }
}

/// Draws the editor; true when the person is done with it.
pub(super) fn editor_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    draft: &mut NoteDraft,
    content: &Portfolio,
    out: &mut CommandQueue,
) -> bool {
    let text = ctx.text;
    let first = std::mem::take(&mut draft.is_new);
    if first {
        draft.text = draft.note.text.get(draft.lang(ctx)).to_owned();
    }
    let hint = text.get("portfolio-note-hint");
    let field = ui
        .add(TextEdit::multiline(&mut draft.text).hint_text(hint).desired_width(f32::INFINITY).desired_rows(3))
        .accessible_name(hint);
    if first {
        field.request_focus();
    }
    if field.has_focus() {
        // Esc leaves the editor, not the selection; Tab still goes on to the next field.
        let filter = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
    }
    ui.horizontal_wrapped(|ui| {
        choice(ui, "kind", text.get("portfolio-note-kind"), &mut draft.note.kind, &NoteKind::ALL, |kind| {
            text.get(kind_key(kind))
        });
        choice(ui, "status", text.get("portfolio-note-status"), &mut draft.note.status, &NoteStatus::ALL, |status| {
            text.get(status_key(status))
        });
        let mut options = vec![None];
        options.extend(Confidence::ALL.map(Some));
        choice(ui, "confidence", text.get("portfolio-note-confidence"), &mut draft.note.confidence, &options, |sure| {
            text.get(match sure {
                None => "portfolio-sure-unsaid",
                Some(Confidence::Low) => "portfolio-sure-low",
                Some(Confidence::Medium) => "portfolio-sure-medium",
                Some(Confidence::High) => "portfolio-sure-high",
            })
        });
    });
    line(ui, ctx, "portfolio-note-tags", &mut draft.tags);
    line(ui, ctx, "portfolio-note-due", &mut draft.follow_up);
    if draft.bad_date {
        ui.label(RichText::new(text.get("portfolio-note-bad-date")).font(regular(size::SMALL)).color(ctx.theme.warning));
    }
    if draft.key.is_some() {
        line(ui, ctx, "portfolio-note-reply", &mut draft.reply);
    }
    photos::edit_ui(ui, ctx, &mut draft.note, out);
    let by_keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let mut done = escaped;
    ui.horizontal(|ui| {
        let save = text.get("portfolio-note-save");
        if wide_button(ui, ctx.theme, save).on_hover_text(text.get("portfolio-note-save-keys")).clicked() || by_keys {
            done |= finish(ctx, draft, content, out);
        }
        if wide_button(ui, ctx.theme, text.get("shell-cancel")).clicked() {
            done = true;
        }
        if let Some(key) = &draft.key {
            let delete = text.get("portfolio-note-delete");
            if link(ui, ctx.theme, None, delete, regular(size::SMALL), delete).clicked() {
                edit(out, "portfolio-did-delete-note", PortfolioEdit::Note(KeyedEdit::Remove { key: key.clone() }));
                done = true;
            }
        }
    });
    done
}

fn finish(ctx: &PanelCtx<'_>, draft: &mut NoteDraft, content: &Portfolio, out: &mut CommandQueue) -> bool {
    let Some(value) = draft.finished(ctx) else { return false };
    if value.text.is_empty() && value.attachments.is_empty() {
        return true;
    }
    let label = if draft.key.is_some() { "portfolio-did-edit-note" } else { "portfolio-did-add-note" };
    let key = draft.key.clone().unwrap_or_else(|| Portfolio::free_key(&content.notes, "n"));
    if content.notes.get(&key) != Some(&value) {
        edit(out, label, PortfolioEdit::Note(KeyedEdit::Put { key, value }));
    }
    true
}

fn line(ui: &mut Ui, ctx: &PanelCtx<'_>, key: &str, written: &mut String) {
    let hint = ctx.text.get(key);
    ui.add(TextEdit::singleline(written).hint_text(hint).desired_width(f32::INFINITY)).accessible_name(hint);
}

fn choice<'t, T: Copy + PartialEq>(
    ui: &mut Ui,
    id: &str,
    label: &str,
    chosen: &mut T,
    options: &[T],
    title: impl Fn(T) -> &'t str,
) {
    let shown = title(*chosen);
    let response = ComboBox::from_id_salt(id).selected_text(shown).width(96.0).show_ui(ui, |ui| {
        for option in options {
            ui.selectable_value(chosen, *option, title(*option));
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{label}: {shown}")));
}
