//! Notes: a list that can be searched and filtered, an editor, and the open questions by place.

mod editor;
mod photos;

use std::collections::BTreeSet;

use egui::{Color32, Frame, Label, Margin, RichText, ScrollArea, TextEdit, Ui, vec2};

use self::editor::{NoteDraft, editor_ui};
use super::{ContentKey, content_key, edit, quiet, small, strong, with_portfolio};
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, PortfolioCommand, SelectCommand, UiCommand, ViewCommand},
    },
    analysis::portfolio::{
        anchors,
        notes::{NoteFilter, ask_list, filtered, is_due, tags},
    },
    model::{
        document::KeyedEdit,
        ids::PlaceId,
        layout::Panel,
        portfolio::{Anchor, Note, NoteKind, NoteStatus, Portfolio, PortfolioEdit},
    },
    panels::PanelCtx,
    update::{Kept, OpenPortfolio},
    views::{
        note_text::note_text_ui,
        pictures::Pictures,
        theme::{radius, regular, semibold, size, space},
        widgets::{Icon, chip, elided, icon_button, link, wide_button},
    },
};

/// Notes drawn at once; a click shows as many more.
const SHOWN: usize = 50;

/// A place, or none, and the keys of its open questions.
type Asked = (Option<PlaceId>, Vec<String>);

/// What only these panels remember.
#[derive(Debug, Default)]
pub struct NotesScratch {
    filter: NoteFilter,
    draft: Option<NoteDraft>,
    /// The list shows its top: what is new stands there.
    to_top: bool,
    /// Notes shown beyond the first ones.
    further: usize,
    /// Kinds and tags are offered, too.
    more: bool,
    /// Keys that pass the filter.
    kept: Kept<(ContentKey, NoteFilter), Vec<String>>,
    /// Notes whose anchor is gone.
    lost: Kept<ContentKey, usize>,
    /// Tags with the number of their notes.
    tags: Kept<ContentKey, Vec<(String, usize)>>,
    /// Textures of attached pictures.
    pictures: Pictures,
    /// Open questions by place: keys.
    asked: Kept<ContentKey, Vec<Asked>>,
}

impl NotesScratch {
    /// True while a note is written.
    pub fn is_writing(&self) -> bool {
        self.draft.is_some()
    }

    /// Begins a note on `about`, else on what is selected, else on the fund that is shown.
    pub fn begin(&mut self, ctx: &PanelCtx<'_>, about: Option<Anchor>) {
        let Some(open) = &ctx.model.portfolio else { return };
        let content = open.document.content();
        let selected = ctx.model.view.selection.primary().and_then(|item| anchors::of_item(&ctx.model.data, content, item));
        let anchor = about.or(selected).or_else(|| open.shown_fund().map(|(key, _)| Anchor::Fund(key.to_owned())));
        if let Some(anchor) = anchor {
            self.draft = Some(NoteDraft::new(anchor, ctx));
            self.to_top = true;
        }
    }
}

impl NotesScratch {
    /// Pictures go to the note that is written, else to a new one: where the first was taken, or on
    /// what is selected.
    fn take_photos(&mut self, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
        let photos = &ctx.model.transient.attached;
        if photos.is_empty() {
            return;
        }
        if self.draft.is_none() {
            let taken_at = photos.iter().find_map(|photo| photo.taken_at);
            self.begin(ctx, taken_at.map(Anchor::Point));
        }
        if let Some(draft) = &mut self.draft {
            draft.note.attachments.extend(photos.iter().cloned());
            out.push(PortfolioCommand::AttachmentsTaken);
        }
    }
}

/// Draws the list of notes, the editor in the place of the note that is written.
pub fn notes_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut NotesScratch, out: &mut CommandQueue) {
    if let Some(about) = &ctx.model.transient.begin_note {
        scratch.begin(ctx, about.clone());
        out.push(UiCommand::NoteBegun);
    }
    scratch.take_photos(ctx, out);
    scratch.pictures.retain(|file| ctx.model.transient.photos.contains_key(file));
    with_portfolio(ui, ctx, |ui, open| {
        let content = open.document.content();
        ui.horizontal(|ui| {
            if wide_button(ui, ctx.theme, ctx.text.get("portfolio-note-add")).clicked() {
                scratch.begin(ctx, None);
            }
            if icon_button(ui, ctx.theme, Icon::Copy, ctx.text.get("sources-copy-table"), None).clicked() {
                out.push(CopyCommand::PanelTable(Panel::Notes));
            }
        });
        filter_ui(ui, ctx, scratch, open);
        let filter = scratch.filter.clone();
        scratch.kept.refresh((content_key(ctx, open), filter.clone()), || {
            filtered(&ctx.model.data, content, &filter).into_iter().map(|(key, _)| key.to_owned()).collect()
        });
        let keys: Vec<String> = scratch.kept.iter().take(SHOWN + scratch.further).cloned().collect();
        let all = scratch.kept.len();
        let mut area = ScrollArea::vertical().id_salt("notes").auto_shrink([false, false]);
        if std::mem::take(&mut scratch.to_top) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if scratch.draft.as_ref().is_some_and(|draft| draft.key.is_none()) {
                write_ui(ui, ctx, scratch, content, out);
            }
            scratch.lost.refresh(content_key(ctx, open), || anchors::unresolved(&ctx.model.data, content).len());
            let lost = *scratch.lost;
            if lost > 0 {
                let words = ctx.text.fmt("portfolio-anchors-lost", &[("n", lost.into())]);
                ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning));
            }
            if keys.is_empty() {
                let key = if content.notes.is_empty() { "portfolio-notes-none" } else { "portfolio-notes-none-fit" };
                quiet(ui, ctx, ctx.text.get(key));
            }
            for key in &keys {
                let Some(note) = content.notes.get(key) else { continue };
                if scratch.draft.as_ref().is_some_and(|draft| draft.key.as_ref() == Some(key)) {
                    write_ui(ui, ctx, scratch, content, out);
                } else {
                    card_ui(ui, ctx, scratch, content, (key, note), out);
                }
            }
            if all > keys.len() {
                let more = ctx.text.fmt("portfolio-notes-more", &[("n", (all - keys.len()).into())]);
                if link(ui, ctx.theme, None, &more, regular(size::SMALL), &more).clicked() {
                    scratch.further += SHOWN;
                }
            }
        });
    });
}

fn filter_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut NotesScratch, open: &OpenPortfolio) {
    let hint = ctx.text.get("portfolio-notes-search");
    let field = TextEdit::singleline(&mut scratch.filter.words).hint_text(hint).desired_width(f32::INFINITY);
    ui.add(field).accessible_name(hint);
    ui.horizontal_wrapped(|ui| {
        for status in NoteStatus::ALL {
            switch(ui, ctx, ctx.text.get(status_key(status)), &mut scratch.filter.statuses, status);
        }
        let due = scratch.filter.due_by.is_some();
        if chip(ui, ctx.theme, ctx.text.get("portfolio-notes-due"), due).clicked() {
            scratch.filter.due_by = if due { None } else { Some(ctx.model.today) };
        }
        let more = scratch.more || !scratch.filter.kinds.is_empty() || !scratch.filter.tags.is_empty();
        let label = ctx.text.get(if more { "portfolio-notes-less" } else { "portfolio-notes-kinds" });
        if link(ui, ctx.theme, None, label, regular(size::SMALL), label).clicked() {
            scratch.more = !more;
            if more {
                scratch.filter.kinds.clear();
                scratch.filter.tags.clear();
            }
        }
        if !more {
            return;
        }
        for kind in NoteKind::ALL {
            switch(ui, ctx, ctx.text.get(kind_key(kind)), &mut scratch.filter.kinds, kind);
        }
        scratch.tags.refresh(content_key(ctx, open), || {
            tags(open.document.content()).into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect()
        });
        for (tag, count) in scratch.tags.iter().take(12) {
            switch(ui, ctx, &format!("#{tag} {count}"), &mut scratch.filter.tags, tag.clone());
        }
    });
}

fn switch<T: Ord + Clone>(ui: &mut Ui, ctx: &PanelCtx<'_>, label: &str, set: &mut BTreeSet<T>, value: T) {
    let on = set.contains(&value);
    if chip(ui, ctx.theme, label, on).clicked() {
        if on {
            set.remove(&value);
        } else {
            set.insert(value);
        }
    }
}

/// Text key of a state.
pub(super) fn status_key(status: NoteStatus) -> &'static str {
    match status {
        NoteStatus::Open => "portfolio-note-open",
        NoteStatus::Asked => "portfolio-note-asked",
        NoteStatus::Answered => "portfolio-note-answered",
        NoteStatus::Closed => "portfolio-note-closed",
    }
}

/// Text key of a kind.
pub(super) fn kind_key(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Thesis => "portfolio-note-thesis",
        NoteKind::Risk => "portfolio-note-risk",
        NoteKind::Question => "portfolio-note-question",
        NoteKind::FollowUp => "portfolio-note-follow-up",
        NoteKind::FactCorrection => "portfolio-note-correction",
    }
}

fn card_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut NotesScratch,
    content: &Portfolio,
    (key, note): (&str, &Note),
    out: &mut CommandQueue,
) {
    let theme = ctx.theme;
    let pending = note.status.is_pending();
    let edge = if is_due(note, ctx.model.today) {
        theme.warning
    } else if pending {
        theme.accent
    } else {
        theme.line
    };
    let frame = Frame::NONE.stroke(theme.hairline()).corner_radius(radius::CARD).inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
        about_ui(ui, ctx, content, note, out);
        note_text_ui(ui, ctx, note.text.get(ctx.lang()), &regular(size::BODY), out);
        let mut facts = vec![ctx.text.get(kind_key(note.kind)).to_owned(), ctx.text.get(status_key(note.status)).to_owned()];
        if let Some(day) = note.follow_up {
            facts.push(ctx.text.fmt("portfolio-note-follow-up-on", &[("date", (&day.to_string()).into())]));
        }
        facts.extend(note.tags.iter().map(|tag| format!("#{tag}")));
        if !note.author.is_empty() {
            facts.push(note.author.clone());
        }
        facts.push(note.changed.to_string());
        small(ui, ctx, &facts.join(" · "));
        for reply in &note.replies {
            let who = if reply.author.is_empty() {
                reply.created.to_string()
            } else {
                format!("{} · {}", reply.author, reply.created)
            };
            small(ui, ctx, &who);
            ui.add(Label::new(RichText::new(&reply.text).font(regular(size::BODY)).color(theme.text)).wrap());
        }
        photos::photos_ui(ui, ctx, &mut scratch.pictures, &note.attachments, out);
        ui.horizontal(|ui| {
            let named = ctx.text.fmt("portfolio-note-edit", &[("id", key.into())]);
            if icon_button(ui, theme, Icon::Edit, &named, None).clicked() {
                scratch.draft = Some(NoteDraft::of(key, note));
            }
            let next = next_status(note.status);
            let go = ctx.text.fmt("portfolio-note-mark", &[("status", ctx.text.get(status_key(next)).into())]);
            if link(ui, theme, None, &go, regular(size::SMALL), &format!("{go}: {key}")).clicked() {
                let value = Note { status: next, changed: ctx.model.today, ..note.clone() };
                let put = KeyedEdit::Put { key: key.to_owned(), value };
                edit(out, "portfolio-did-edit-note", PortfolioEdit::Note(put));
            }
        });
    });
    let rect = shown.response.rect;
    ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), radius::CONTROL, edge);
}

/// Open, asked, answered, closed, and from there open again.
fn next_status(status: NoteStatus) -> NoteStatus {
    match status {
        NoteStatus::Open => NoteStatus::Asked,
        NoteStatus::Asked => NoteStatus::Answered,
        NoteStatus::Answered => NoteStatus::Closed,
        NoteStatus::Closed => NoteStatus::Open,
    }
}

/// What the note hangs on; a click selects it.
fn about_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, content: &Portfolio, note: &Note, out: &mut CommandQueue) {
    let data = &ctx.model.data;
    let name = anchors::name(data, content, &note.anchor);
    let words = format!("{} · {}", ctx.text.get(anchor_key(&note.anchor)), name.get(ctx.lang()));
    if !anchors::resolves(data, content, &note.anchor) {
        elided(ui, &words, semibold(size::SMALL), ctx.theme.warning).on_hover_text(ctx.text.get("portfolio-anchor-lost"));
        return;
    }
    match (anchors::item(content, &note.anchor), &note.anchor) {
        (Some(item), _) => {
            if link(ui, ctx.theme, None, &words, regular(size::SMALL), &words).clicked() {
                out.push(SelectCommand::Set(item));
            }
        }
        (None, Anchor::Point(point)) => {
            if link(ui, ctx.theme, None, &words, regular(size::SMALL), &words).clicked() {
                let (lon, lat) = point.degrees();
                out.push(ViewCommand::FlyTo { lon, lat, zoom: Some(11.0) });
            }
        }
        (None, _) => {
            elided(ui, &words, regular(size::SMALL), ctx.theme.muted);
        }
    }
}

fn anchor_key(anchor: &Anchor) -> &'static str {
    match anchor {
        Anchor::Fund(_) => "portfolio-anchor-fund",
        Anchor::Holding(_) => "portfolio-anchor-holding",
        Anchor::City(_) => "portfolio-anchor-city",
        Anchor::Zone(_) => "portfolio-anchor-zone",
        Anchor::Company(_) => "portfolio-anchor-company",
        Anchor::Point(_) => "portfolio-anchor-point",
        Anchor::Quarter(_) => "portfolio-anchor-quarter",
        Anchor::Claim(_) => "portfolio-anchor-claim",
        Anchor::WatchItem { .. } => "portfolio-anchor-watch",
    }
}

fn write_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut NotesScratch, content: &Portfolio, out: &mut CommandQueue) {
    let Some(draft) = &mut scratch.draft else { return };
    let fill: Color32 = ctx.theme.selection;
    let done = Frame::NONE
        .fill(fill)
        .stroke(ctx.theme.hairline())
        .corner_radius(radius::CARD)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let about = anchors::name(&ctx.model.data, content, &draft.note.anchor);
            strong(ui, ctx, &format!("{} · {}", ctx.text.get(anchor_key(&draft.note.anchor)), about.get(ctx.lang())));
            editor_ui(ui, ctx, draft, content, out)
        });
    if done.inner {
        scratch.to_top |= scratch.draft.as_ref().is_some_and(|draft| draft.key.is_none());
        scratch.draft = None;
    }
}

/// Draws the questions that are open or asked, by the place they belong to.
pub fn ask_list_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut NotesScratch, out: &mut CommandQueue) {
    with_portfolio(ui, ctx, |ui, open| {
        let content = open.document.content();
        scratch.asked.refresh(content_key(ctx, open), || {
            let keys = |notes: Vec<(&str, &Note)>| notes.into_iter().map(|(key, _)| key.to_owned()).collect();
            ask_list(&ctx.model.data, content).into_iter().map(|(place, notes)| (place, keys(notes))).collect()
        });
        let list = std::mem::take(&mut scratch.asked);
        if list.is_empty() {
            quiet(ui, ctx, ctx.text.get("portfolio-ask-none"));
        }
        ScrollArea::vertical().id_salt("ask-list").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for (place, keys) in list.iter() {
                let title = place.as_ref().map_or_else(
                    || ctx.text.get("portfolio-ask-nowhere").to_owned(),
                    |id| ctx.model.data.place_name(id, ctx.lang()).to_owned(),
                );
                crate::views::widgets::section_heading(ui, ctx.theme, &title, &keys.len().to_string());
                for key in keys.iter().take(SHOWN) {
                    if let Some(note) = content.notes.get(key) {
                        card_ui(ui, ctx, scratch, content, (key, note), out);
                    }
                }
            }
        });
        scratch.asked = list;
    });
}
