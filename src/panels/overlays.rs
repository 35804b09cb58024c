//! Small windows over the panels: shortcut sheet, about, online tiles, save as, questions; and
//! messages in the corner.

use egui::{Align2, Button, Context, Frame, Key, Margin, RichText, Ui, vec2};

use super::{PanelCtx, floating::floating};
use crate::{
    action::{
        CommandQueue,
        catalog::{Menu, catalog},
        command::{Answer, FileCommand, SettingsCommand, UiCommand},
    },
    model::settings::OnlineTiles,
    update::Question,
    views::{
        theme::{regular, semibold, size, space},
        widgets::wide_button,
    },
};

/// Text buffers of the small windows.
#[derive(Debug, Default)]
pub struct OverlayScratch {
    tiles: Option<OnlineTiles>,
    save_as: Option<String>,
    path: Option<PathQuestion>,
    answer: Option<(&'static str, String)>,
}

/// A path that is asked for in the window, where the system has no file dialog.
#[derive(Debug)]
struct PathQuestion {
    /// Text key of the title; tells the asker what the answer is for.
    key: &'static str,
    path: String,
    is_new: bool,
}

impl OverlayScratch {
    /// Asks for a path under the title `key`.
    pub fn ask_path(&mut self, key: &'static str, suggested: String) {
        self.path = Some(PathQuestion { key, path: suggested, is_new: true });
    }

    /// The answer to [`OverlayScratch::ask_path`], once.
    pub fn path_answer(&mut self) -> Option<(&'static str, String)> {
        self.answer.take()
    }
}

/// Draws whichever small windows are open.
pub fn overlays_ui(
    egui: &Context,
    ctx: &PanelCtx<'_>,
    mac: bool,
    folder: &str,
    scratch: &mut OverlayScratch,
    out: &mut CommandQueue,
) {
    let transient = &ctx.model.transient;
    if transient.shortcuts {
        window(egui, ctx, "shell-shortcuts-title", 640.0, |ui| shortcuts(ui, ctx, mac), || UiCommand::Shortcuts(false), out);
    }
    if transient.about {
        window(egui, ctx, "shell-about-title", 520.0, |ui| about(ui, ctx), || UiCommand::About(false), out);
    }
    if transient.tile_settings {
        let mut commands = CommandQueue::default();
        window(
            egui,
            ctx,
            "shell-tiles-title",
            520.0,
            |ui| tiles(ui, ctx, &mut scratch.tiles, &mut commands),
            || UiCommand::TileSettings(false),
            out,
        );
        commands.take().into_iter().for_each(|command| out.push(command));
    } else {
        scratch.tiles = None;
    }
    if transient.save_as {
        let mut commands = CommandQueue::default();
        window(
            egui,
            ctx,
            "shell-saveas-title",
            420.0,
            |ui| save_as(ui, ctx, folder, &mut scratch.save_as, &mut commands),
            || UiCommand::SaveAs(false),
            out,
        );
        commands.take().into_iter().for_each(|command| out.push(command));
    } else {
        scratch.save_as = None;
    }
    if let Some(question) = &mut scratch.path {
        let mut done = None;
        window(
            egui,
            ctx,
            question.key,
            520.0,
            |ui| done = ask_for_path(ui, ctx, question),
            || UiCommand::Escape,
            &mut CommandQueue::default(),
        );
        if let Some(answer) = done {
            scratch.answer = answer.map(|path| (question.key, path));
            scratch.path = None;
        }
    }
    if let Some(question) = &transient.question {
        ask(egui, ctx, question, out);
    }
    messages(egui, ctx, out);
}

fn window(
    egui: &Context,
    ctx: &PanelCtx<'_>,
    title: &'static str,
    width: f32,
    content: impl FnOnce(&mut Ui),
    close: impl FnOnce() -> UiCommand,
    out: &mut CommandQueue,
) {
    let open = floating(egui, (title, ctx.text.get(title), width), content);
    if !open {
        out.push(close());
    }
}

fn shortcuts(ui: &mut Ui, ctx: &PanelCtx<'_>, mac: bool) {
    let actions = catalog();
    // The keys of one column are not to touch the words of the next.
    let between = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, space::XL);
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        for (side, menus) in [(left, &[Menu::View][..]), (right, &[Menu::File, Menu::Edit, Menu::Data, Menu::Help][..])] {
            for menu in menus {
                side.label(RichText::new(ctx.text.get(menu.key())).font(semibold(size::BODY)).color(ctx.theme.muted));
                for action in actions.iter().filter(|a| a.menu == *menu) {
                    let Some(chord) = action.chord else { continue };
                    side.horizontal(|ui| {
                        ui.label(ctx.text.get(action.key));
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            ui.label(RichText::new(chord.label(mac)).font(semibold(size::SMALL)));
                        });
                    });
                }
                side.add_space(space::M);
            }
        }
    });
    ui.spacing_mut().item_spacing.x = between;
    ui.separator();
    ui.label(RichText::new(ctx.text.get("shell-shortcuts-mouse")).font(semibold(size::BODY)).color(ctx.theme.muted));
    for key in [
        "shell-shortcuts-wheel",
        "shell-shortcuts-drag",
        "shell-shortcuts-double",
        "shell-shortcuts-shift-click",
        "shell-shortcuts-shift-drag",
        "shell-shortcuts-right",
        "shell-shortcuts-copy",
        "shell-shortcuts-holdings",
        "shell-shortcuts-note",
        "shell-shortcuts-tab",
        "shell-shortcuts-esc",
    ] {
        ui.label(ctx.text.get(key));
    }
}

fn about(ui: &mut Ui, ctx: &PanelCtx<'_>) {
    let data = &ctx.model.data;
    ui.label(RichText::new(ctx.text.get("shell-about-what")).font(regular(size::TITLE)));
    ui.add_space(space::S);
    ui.label(ctx.text.fmt("shell-about-version", &[("version", env!("CARGO_PKG_VERSION").into())]));
    ui.label(ctx.text.fmt(
        "shell-about-data",
        &[("claims", data.claims.len().into()), ("documents", data.documents.len().into()), ("date", data.as_of().into())],
    ));
    ui.label(ctx.text.get("shell-about-offline"));
    ui.add_space(space::M);
    ui.label(ctx.text.get("shell-about-map"));
    ui.label(RichText::new(ctx.text.get("shell-about-borders")).color(ctx.theme.warning));
    ui.add_space(space::M);
    ui.label(RichText::new(ctx.text.get("shell-about-licences")).font(semibold(size::BODY)));
    for key in
        ["shell-about-licence-program", "shell-about-licence-fonts", "shell-about-licence-map", "shell-about-licence-figures"]
    {
        ui.label(RichText::new(ctx.text.get(key)).color(ctx.theme.muted));
    }
}

fn tiles(ui: &mut Ui, ctx: &PanelCtx<'_>, buffer: &mut Option<OnlineTiles>, out: &mut CommandQueue) {
    let settings = buffer.get_or_insert_with(|| ctx.model.settings.online_tiles.clone());
    ui.label(ctx.text.get("shell-tiles-what"));
    ui.add_space(space::S);
    let hint = ctx.text.get("shell-tiles-cache-hint");
    for (key, value, hint) in [
        ("shell-tiles-template", &mut settings.template, "https://tiles.example/{z}/{x}/{y}.png"),
        ("shell-tiles-attribution", &mut settings.attribution, ""),
        ("shell-tiles-cache", &mut settings.cache_folder, hint),
    ] {
        let label = ui.label(RichText::new(ctx.text.get(key)).color(ctx.theme.muted));
        ui.add(egui::TextEdit::singleline(value).desired_width(f32::INFINITY).hint_text(hint)).labelled_by(label.id);
    }
    let good = template_is_usable(&settings.template);
    if !good && !settings.template.is_empty() {
        ui.label(RichText::new(ctx.text.get("shell-tiles-bad")).color(ctx.theme.warning));
    }
    if !good {
        settings.enabled = false;
    }
    ui.add_enabled(good, egui::Checkbox::new(&mut settings.enabled, ctx.text.get("shell-tiles-on")));
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        if ui.button(ctx.text.get("shell-saveas-button")).clicked() {
            out.push(SettingsCommand::OnlineTiles(settings.clone()));
            out.push(UiCommand::TileSettings(false));
        }
        if ui.button(ctx.text.get("shell-cancel")).clicked() {
            out.push(UiCommand::TileSettings(false));
        }
    });
}

/// Whether an address names a server and all three tile coordinates.
pub fn template_is_usable(template: &str) -> bool {
    let server = template.strip_prefix("https://").or_else(|| template.strip_prefix("http://"));
    server.is_some_and(|rest| !rest.starts_with('/') && !rest.is_empty())
        && ["{z}", "{x}", "{y}"].iter().all(|part| template.contains(part))
}

fn save_as(ui: &mut Ui, ctx: &PanelCtx<'_>, folder: &str, buffer: &mut Option<String>, out: &mut CommandQueue) {
    let first = buffer.is_none();
    let name = buffer.get_or_insert_with(|| ctx.model.view.id.to_string());
    let label = ui.label(RichText::new(ctx.text.get("shell-saveas-name")).color(ctx.theme.muted));
    let field = ui.add(egui::TextEdit::singleline(name).desired_width(f32::INFINITY)).labelled_by(label.id);
    if first {
        field.request_focus();
    }
    ui.label(
        RichText::new(ctx.text.fmt("shell-saveas-where", &[("folder", folder.into())]))
            .color(ctx.theme.muted)
            .font(regular(size::SMALL)),
    );
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let usable = !name.trim().is_empty();
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled(usable, Button::new(ctx.text.get("shell-saveas-button"))).clicked();
        if usable && (clicked || entered) {
            out.push(FileCommand::SaveAs(name.trim().to_owned()));
            out.push(UiCommand::SaveAs(false));
        }
        if ui.button(ctx.text.get("shell-cancel")).clicked() {
            out.push(UiCommand::SaveAs(false));
        }
    });
}

/// The path typed, an empty answer when the person gave up, or nothing yet.
fn ask_for_path(ui: &mut Ui, ctx: &PanelCtx<'_>, question: &mut PathQuestion) -> Option<Option<String>> {
    let label = ui.label(RichText::new(ctx.text.get("shell-path-label")).color(ctx.theme.muted));
    let field = ui.add(egui::TextEdit::singleline(&mut question.path).desired_width(f32::INFINITY)).labelled_by(label.id);
    if std::mem::take(&mut question.is_new) {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let escaped = ui.input(|i| i.key_pressed(Key::Escape));
    let usable = !question.path.trim().is_empty();
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled(usable, Button::new(ctx.text.get("shell-path-go"))).clicked();
        if usable && (clicked || entered) {
            return Some(Some(question.path.trim().to_owned()));
        }
        (ui.button(ctx.text.get("shell-cancel")).clicked() || escaped).then_some(None)
    })
    .inner
}

fn ask(egui: &Context, ctx: &PanelCtx<'_>, question: &Question, out: &mut CommandQueue) {
    let (text, detail, answers): (String, String, Vec<(&str, Answer)>) = match question {
        Question::Unsaved => (
            ctx.text.fmt("shell-question-unsaved", &[("title", ctx.model.view.title.get(ctx.lang()).into())]),
            String::new(),
            vec![
                ("shell-question-save", Answer::Save),
                ("shell-question-discard", Answer::Discard),
                ("shell-cancel", Answer::Cancel),
            ],
        ),
        Question::Overwrite { path, reason } => (
            ctx.text.get("shell-question-overwrite").to_owned(),
            format!("{reason}\n{}", path.display()),
            vec![
                ("shell-question-keep", Answer::KeepCopy),
                ("shell-question-force", Answer::Discard),
                ("shell-cancel", Answer::Cancel),
            ],
        ),
        // These stop nothing: see `layer_notice`.
        Question::PortfolioUnsaved { title } => (
            ctx.text.fmt("portfolio-question-unsaved", &[("title", title.as_str().into())]),
            String::new(),
            vec![
                ("shell-question-save", Answer::Save),
                ("shell-question-discard", Answer::Discard),
                ("shell-cancel", Answer::Cancel),
            ],
        ),
        Question::Recovered { .. }
        | Question::LayerChanged
        | Question::PortfolioRecovered { .. }
        | Question::PortfolioChanged => return,
    };
    egui::Modal::new(egui::Id::unique("question")).show(egui, |ui| {
        ui.set_width(420.0);
        ui.label(RichText::new(text).font(semibold(size::TITLE)));
        if !detail.is_empty() {
            ui.label(RichText::new(detail).color(ctx.theme.muted));
        }
        ui.add_space(space::M);
        ui.horizontal(|ui| {
            for (key, answer) in answers {
                if ui.button(ctx.text.get(key)).clicked() {
                    out.push(FileCommand::Answer(answer));
                }
            }
        });
    });
}

fn messages(egui: &Context, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let notifications = &ctx.model.transient.notifications;
    let tip = ctx.model.settings.show_tip;
    if notifications.is_empty() && !tip {
        return;
    }
    egui::Area::new(egui::Id::unique("messages")).anchor(Align2::CENTER_TOP, vec2(0.0, 52.0)).show(egui, |ui| {
        ui.set_max_width(620.0);
        for note in notifications.iter().rev().take(4).rev() {
            let accent = if note.is_problem { ctx.theme.warning } else { ctx.theme.accent };
            message(ui, ctx, &note.text, accent, ctx.text.get("shell-close"), || UiCommand::Dismiss(note.id).into(), out);
        }
        if tip && notifications.is_empty() {
            message(
                ui,
                ctx,
                ctx.text.get("shell-tip"),
                ctx.theme.accent,
                ctx.text.get("shell-tip-close"),
                || SettingsCommand::CloseTip.into(),
                out,
            );
        }
    });
}

fn message(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    text: &str,
    accent: egui::Color32,
    close: &str,
    command: impl FnOnce() -> crate::action::Command,
    out: &mut CommandQueue,
) {
    let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let (bar, _) = ui.allocate_exact_size(vec2(3.0, 18.0), egui::Sense::hover());
            ui.painter().rect_filled(bar, 1.5, accent);
            let button =
                ui.painter().layout_no_wrap(close.to_owned(), regular(size::BODY), ctx.theme.text).size().x + 4.0 * space::M;
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - button).max(120.0));
                ui.add(egui::Label::new(text).wrap());
            });
            if wide_button(ui, ctx.theme, close).clicked() {
                out.push(command());
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::template_is_usable;

    #[test]
    fn a_tile_address_needs_a_server_and_three_coordinates() {
        assert!(template_is_usable("https://tiles.example/{z}/{x}/{y}.png"));
        assert!(template_is_usable("http://localhost:8080/{z}/{x}/{y}"));
        for bad in
            ["", "tiles.example/{z}/{x}/{y}", "https:///{z}/{x}/{y}", "https://tiles.example/{z}/{x}.png", "file:///{z}/{x}/{y}"]
        {
            assert!(!template_is_usable(bad), "{bad}");
        }
    }
}
