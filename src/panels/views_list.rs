//! The saved views: a picture and a title of each, what can be done with them, and the note of the
//! one on screen.

use egui::{
    Button, Image, Key, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, TextureHandle, Ui, WidgetInfo,
    pos2, vec2,
};
use egui_material_icons::{
    MaterialIcon,
    icons::{ICON_SAVE, ICON_SAVE_AS, ICON_UNDO},
};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{FileCommand, UiCommand},
        event::ViewEntry,
    },
    model::{
        ids::ViewId,
        lang::{Bilingual, Lang},
    },
    views::{
        note_text::note_text_ui,
        pictures::Pictures,
        theme::{Theme, radius, regular, semibold, size, space, weight},
        widgets::{Icon, link, paint_icon, shortened_galley},
    },
};

/// Height of a view's row in points.
const ROW: f32 = 36.0;
/// Size of a view's picture in points.
const PICTURE: egui::Vec2 = vec2(48.0, 30.0);
/// Rows shown without scrolling.
const ROWS_SHOWN: f32 = 10.0;

/// What the list keeps for itself.
#[derive(Default)]
pub struct ViewsScratch {
    /// Pictures as textures.
    pictures: Pictures,
    /// The view being renamed, and the title typed so far.
    rename: Option<(ViewId, String)>,
    /// The view whose note is shown, where it is not the one on screen.
    note_of: Option<ViewId>,
    /// The note is shown whole.
    whole_note: bool,
}

/// Draws the list, with its heading and the note of the view on screen.
pub fn views_list_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ViewsScratch, out: &mut CommandQueue) {
    ui.spacing_mut().item_spacing.y = 0.0;
    heading(ui, ctx, out);
    let views = &ctx.model.views;
    if views.is_empty() {
        ui.label(RichText::new(ctx.text.get("files-list-empty")).color(ctx.theme.muted));
    }
    scratch.pictures.retain(|id| ctx.model.transient.thumbnails.contains_key(id));
    ScrollArea::vertical().id_salt("views-list").max_height(ROW * ROWS_SHOWN).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // A new view, or one whose file was deleted: it stands in no file, so in no list.
        if !views.iter().any(|entry| entry.id == ctx.model.view.id) && !views.is_empty() {
            let view = &ctx.model.view;
            let unsaved = ViewEntry { id: view.id.clone(), title: view.title.clone(), view: None, path: None, problem: None };
            row(ui, ctx, &unsaved, scratch, out);
        }
        for entry in views {
            row(ui, ctx, entry, scratch, out);
        }
    });
    note(ui, ctx, scratch, out);
}

fn heading(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    ui.horizontal(|ui| {
        ui.set_height(space::HIT);
        ui.spacing_mut().item_spacing.x = 0.0;
        let title = ctx.text.get("files-list-title").to_uppercase();
        ui.label(RichText::new(title).font(semibold(size::SMALL)).color(ctx.theme.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let changed = ctx.model.is_changed();
            if tool(ui, ctx, ICON_UNDO, ctx.text.get("files-revert"), changed && ctx.model.open.saved.is_some()) {
                out.push(FileCommand::Revert);
            }
            if tool(ui, ctx, ICON_SAVE_AS, ctx.text.get("files-save-as"), true) {
                out.push(UiCommand::SaveAs(true));
            }
            if tool(ui, ctx, ICON_SAVE, ctx.text.get("files-save"), changed) {
                out.push(FileCommand::Save);
            }
        });
    });
}

/// A square button with an icon; its name is the tooltip.
fn tool(ui: &mut Ui, ctx: &PanelCtx<'_>, icon: MaterialIcon, name: &str, enabled: bool) -> bool {
    let color = if enabled { ctx.theme.muted } else { ctx.theme.faded(ctx.theme.muted, 0.45) };
    let button = Button::new(RichText::new(icon.codepoint).font(regular(size::TITLE)).color(color))
        .frame_when_inactive(false)
        .min_size(vec2(space::HIT, space::HIT));
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(name).on_disabled_hover_text(name).clicked()
}

fn row(ui: &mut Ui, ctx: &PanelCtx<'_>, entry: &ViewEntry, scratch: &mut ViewsScratch, out: &mut CommandQueue) {
    if scratch.rename.as_ref().is_some_and(|(id, _)| *id == entry.id) {
        rename_row(ui, ctx, entry, scratch, out);
        return;
    }
    let theme = ctx.theme;
    let is_open = entry.id == ctx.model.view.id;
    let changed = is_open && ctx.model.is_changed();
    let title = if is_open { &ctx.model.view.title } else { &entry.title };
    let title = title.get(ctx.lang());
    let name = match (&entry.problem, changed) {
        (Some(_), _) => ctx.text.fmt("files-row-broken", &[("title", title.into())]),
        (None, true) => ctx.text.fmt("files-row-changed", &[("title", title.into())]),
        (None, false) => title.to_owned(),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, name.as_str()));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let body = rect.shrink2(vec2(0.0, 1.0));
    if is_open || response.hovered() || response.context_menu_opened() {
        ui.painter().rect_filled(body, radius::CONTROL, if is_open { theme.selection } else { theme.hover });
    }
    let picture = Rect::from_min_size(pos2(rect.left() + space::XS, rect.center().y - PICTURE.y / 2.0), PICTURE);
    paint_picture(ui, ctx, entry, picture, scratch);
    let mark = if changed || entry.problem.is_some() { space::L } else { space::S };
    let left = picture.right() + space::S;
    let font = if is_open { semibold(size::BODY) } else { regular(size::BODY) };
    let color = if entry.problem.is_some() { theme.muted } else { theme.text };
    let galley = shortened_galley(ui, title, font, color, rect.right() - mark - left);
    let cut = galley.elided;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    let mark_at = pos2(rect.right() - space::S, rect.center().y);
    if entry.problem.is_some() {
        paint_icon(ui.painter(), Rect::from_center_size(mark_at, vec2(14.0, 14.0)), 12.0, Icon::Warning, theme.warning);
    } else if changed {
        ui.painter().circle_filled(mark_at, 3.0, theme.accent);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(body, radius::CONTROL, Stroke::new(weight::BOLD, theme.accent), StrokeKind::Inside);
        if ui.input(|input| input.key_pressed(Key::F2)) {
            scratch.rename = Some((entry.id.clone(), title.to_owned()));
        }
    }
    if response.clicked() && !is_open && entry.problem.is_none() {
        scratch.note_of = None;
        out.push(FileCommand::OpenView(entry.id.clone()));
    }
    response.context_menu(|ui| menu(ui, ctx, entry, scratch, out));
    if let Some(problem) = &entry.problem {
        response.on_hover_text(problem);
    } else if changed {
        response.on_hover_text(name);
    } else if cut {
        response.on_hover_text(title);
    }
}

fn menu(ui: &mut Ui, ctx: &PanelCtx<'_>, entry: &ViewEntry, scratch: &mut ViewsScratch, out: &mut CommandQueue) {
    let readable = entry.problem.is_none();
    let item = |ui: &mut Ui, label: &str, enabled: bool| {
        let clicked = ui.add_enabled(enabled, Button::new(label).frame_when_inactive(false)).clicked();
        if clicked {
            ui.close();
        }
        clicked
    };
    ui.set_min_width(160.0);
    if item(ui, ctx.text.get("files-menu-rename"), readable) {
        scratch.rename = Some((entry.id.clone(), entry.title.get(ctx.lang()).to_owned()));
    }
    if item(ui, ctx.text.get("files-menu-duplicate"), readable) {
        out.push(FileCommand::Duplicate(entry.id.clone()));
    }
    if item(ui, ctx.text.get("files-menu-note"), readable) {
        scratch.note_of = Some(entry.id.clone());
        scratch.whole_note = true;
    }
    ui.separator();
    if item(ui, ctx.text.get("files-menu-delete"), entry.path.is_some()) {
        out.push(FileCommand::Delete(entry.id.clone()));
    }
}

/// A text field in the row's place: Enter or leaving it renames, Escape does not.
fn rename_row(ui: &mut Ui, ctx: &PanelCtx<'_>, entry: &ViewEntry, scratch: &mut ViewsScratch, out: &mut CommandQueue) {
    let Some((id, typed)) = &mut scratch.rename else { return };
    let field = ui
        .allocate_ui(vec2(ui.available_width(), ROW), |ui| {
            ui.centered_and_justified(|ui| ui.add(TextEdit::singleline(typed).font(regular(size::BODY)))).inner
        })
        .inner;
    let name = ctx.text.get("files-rename");
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    if !field.has_focus() && !field.lost_focus() {
        field.request_focus();
    }
    if field.lost_focus() {
        let wanted = typed.trim();
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        if !given_up && !wanted.is_empty() && wanted != entry.title.get(ctx.lang()) {
            out.push(FileCommand::Rename { id: id.clone(), title: retitled(&entry.title, ctx.lang(), wanted) });
        }
        scratch.rename = None;
    }
}

/// The title with another text in one language; in both, where it had the same in both.
fn retitled(title: &Bilingual, lang: Lang, text: &str) -> Bilingual {
    if title.en == title.zh || title.is_empty() {
        return Bilingual::new(text, text);
    }
    match lang {
        Lang::En => Bilingual::new(text, title.zh.as_str()),
        Lang::Zh => Bilingual::new(title.en.as_str(), text),
    }
}

fn paint_picture(ui: &Ui, ctx: &PanelCtx<'_>, entry: &ViewEntry, rect: Rect, scratch: &mut ViewsScratch) {
    let theme = ctx.theme;
    let frame = |ui: &Ui| ui.painter().rect_stroke(rect, 2, theme.hairline(), StrokeKind::Inside);
    match texture(ui, ctx, &entry.id, scratch) {
        Some(texture) => {
            Image::new(&texture).corner_radius(2).paint_at(ui, rect);
            frame(ui);
        }
        None => {
            ui.painter().rect_filled(rect, 2, theme.window);
            frame(ui);
            placeholder(ui, theme, rect);
        }
    }
}

/// A window in outline: a wide part above two small ones.
fn placeholder(ui: &Ui, theme: &Theme, rect: Rect) {
    let inside = rect.shrink(weight::BOLD * 2.0);
    let (middle, centre) = (inside.top() + inside.height() * 0.58, inside.center().x);
    let parts = [
        Rect::from_min_max(inside.min, pos2(inside.right(), middle - 1.0)),
        Rect::from_min_max(pos2(inside.left(), middle + 1.0), pos2(centre - 1.0, inside.bottom())),
        Rect::from_min_max(pos2(centre + 1.0, middle + 1.0), inside.max),
    ];
    for part in parts {
        ui.painter().rect_filled(part, 1, theme.line);
    }
}

/// The texture of a view's picture.
fn texture(ui: &Ui, ctx: &PanelCtx<'_>, id: &ViewId, scratch: &mut ViewsScratch) -> Option<TextureHandle> {
    let picture = ctx.model.transient.thumbnails.get(id)?;
    scratch.pictures.texture(ui.ctx(), id.as_str(), picture)
}

/// The question of a view, and its answer: its first sentence, or all of it.
fn note(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ViewsScratch, out: &mut CommandQueue) {
    let other = scratch.note_of.as_ref().and_then(|id| ctx.model.views.iter().find(|entry| entry.id == *id));
    let other = other.filter(|entry| entry.id != ctx.model.view.id).and_then(|entry| entry.view.as_deref());
    let view = other.unwrap_or(&ctx.model.view);
    let text = view.note.get(ctx.lang());
    if text.trim().is_empty() {
        return;
    }
    let theme = ctx.theme;
    ui.add_space(space::S);
    if other.is_some() {
        ui.label(RichText::new(view.title.get(ctx.lang())).font(semibold(size::SMALL)).color(theme.muted));
        ui.add_space(space::XS);
    }
    let (question, answer) = text.split_once('\n').unwrap_or((text, ""));
    ui.push_id(("question", view.id.as_str()), |ui| note_text_ui(ui, ctx, question, &semibold(size::BODY), out));
    ui.add_space(space::XS);
    let short = first_sentence(answer);
    let shown = if scratch.whole_note { answer } else { short };
    ui.push_id(("note", view.id.as_str()), |ui| note_text_ui(ui, ctx, shown, &regular(size::SMALL), out));
    if short.len() < answer.trim_end().len() {
        let label = if scratch.whole_note { ctx.text.get("files-note-less") } else { ctx.text.get("files-note-more") };
        if link(ui, theme, None, label, regular(size::SMALL), label).clicked() {
            scratch.whole_note = !scratch.whole_note;
        }
    }
}

/// Up to the end of the first sentence.
fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let stop = line
        .char_indices()
        .find(|(at, c)| matches!(c, '。' | '；') || (*c == '.' && line.get(at + 1..).is_some_and(|rest| rest.starts_with(' '))));
    stop.and_then(|(at, c)| line.get(..at + c.len_utf8())).unwrap_or(line)
}

#[cfg(test)]
mod tests;
