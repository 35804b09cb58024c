//! The bar on top: menus, workspaces, search, units, language, theme.

use egui::{Align, Button, Layout, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::{ICON_DARK_MODE, ICON_LIGHT_MODE, ICON_MENU, ICON_SEARCH};

use super::{PanelCtx, units_menu::units_menu};
use crate::{
    action::{
        Command, CommandQueue,
        catalog::{Action, Menu, catalog},
        command::{LayerCommand, SettingsCommand, UiCommand, ViewCommand},
    },
    model::{layout::Workspace, settings::ThemeChoice},
    views::theme::{regular, semibold, size, space, weight},
};

/// Height of the bar in points.
pub const HEIGHT: f32 = 40.0;

/// Draws the bar. `mac` writes shortcuts as macOS does; below 1280 points the menus fold into one.
pub fn top_bar_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, mac: bool, out: &mut CommandQueue) {
    let folded = ui.available_width() < 1280.0;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.add_space(space::M);
        if !folded {
            ui.label(RichText::new(ctx.text.get("shell-title")).font(semibold(size::TITLE)));
            ui.add_space(space::S);
        }
        menus(ui, ctx, mac, folded, out);
        ui.add_space(space::S);
        for workspace in Workspace::ALL {
            workspace_tab(ui, ctx, workspace, out);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            theme_button(ui, ctx, out);
            language_button(ui, ctx, out);
            units_menu(ui, ctx, out);
            ui.add_space(space::S);
            search_box(ui, ctx, mac, out);
        });
    });
}

fn menus(ui: &mut Ui, ctx: &PanelCtx<'_>, mac: bool, folded: bool, out: &mut CommandQueue) {
    let actions = catalog();
    if folded {
        let icon = Button::new(RichText::new(ICON_MENU.codepoint).size(18.0)).frame(false).min_size(vec2(28.0, 28.0));
        let label = ctx.text.get("shell-menu-all");
        let (response, _) = egui::containers::menu::MenuButton::from_button(icon).ui(ui, |ui| {
            for menu in Menu::ALL {
                ui.menu_button(ctx.text.get(menu.key()), |ui| menu_entries(ui, ctx, mac, menu, &actions, out));
            }
        });
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        return;
    }
    for menu in Menu::ALL {
        let title = RichText::new(ctx.text.get(menu.key())).color(ctx.theme.muted);
        let button = Button::new(title).frame_when_inactive(false);
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| menu_entries(ui, ctx, mac, menu, &actions, out));
    }
}

fn menu_entries(ui: &mut Ui, ctx: &PanelCtx<'_>, mac: bool, menu: Menu, actions: &[Action], out: &mut CommandQueue) {
    let facts = ctx.model.facts();
    ui.set_min_width(240.0);
    for action in actions.iter().filter(|action| action.menu == menu) {
        if action.line_above {
            ui.separator();
        }
        let mut button = Button::new(entry_title(ctx, action)).frame_when_inactive(false);
        if let Some(chord) = action.chord {
            button = button.shortcut_text(RichText::new(chord.label(mac)).color(ctx.theme.muted));
        }
        if ui.add_enabled((action.available)(&facts), button).clicked() {
            out.push(action.command.clone());
            ui.close();
        }
    }
}

/// Undo and redo say what they would take back or make again.
fn entry_title(ctx: &PanelCtx<'_>, action: &Action) -> String {
    let (key, what) = match &action.command {
        Command::Layer(LayerCommand::Undo) => ("layer-undo", ctx.model.undo_label()),
        Command::Layer(LayerCommand::Redo) => ("layer-redo", ctx.model.redo_label()),
        _ => ("", None),
    };
    match what {
        Some(what) => ctx.text.fmt(key, &[("what", ctx.text.get(what).into())]),
        None => ctx.text.get(action.key).to_owned(),
    }
}

fn workspace_tab(ui: &mut Ui, ctx: &PanelCtx<'_>, workspace: Workspace, out: &mut CommandQueue) {
    let active = ctx.model.view.workspace == workspace;
    let label = ctx.text.get(workspace_key(workspace));
    let font = if active { semibold(size::BODY) } else { regular(size::BODY) };
    let color = if active { ctx.theme.text } else { ctx.theme.muted };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, color);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * space::S, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, active, label));
    if response.hovered() && !active {
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 6.0)), 4.0, ctx.theme.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink2(vec2(1.0, 6.0)),
            4.0,
            Stroke::new(weight::BOLD, ctx.theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    if active {
        let line = rect.with_min_y(rect.bottom() - weight::BOLD);
        ui.painter().rect_filled(line, 0.0, ctx.theme.accent);
    }
    if response.clicked() {
        out.push(ViewCommand::Workspace(workspace));
    }
}

/// Text key of a workspace's tab.
pub fn workspace_key(workspace: Workspace) -> &'static str {
    match workspace {
        Workspace::Explore => "shell-workspace-explore",
        Workspace::Compare => "shell-workspace-compare",
        Workspace::Portfolio => "shell-workspace-portfolio",
        Workspace::Sources => "shell-workspace-sources",
    }
}

fn search_box(ui: &mut Ui, ctx: &PanelCtx<'_>, mac: bool, out: &mut CommandQueue) {
    let room = (ui.available_width() - space::S).clamp(0.0, 340.0);
    if room < 90.0 {
        return;
    }
    let chord = if mac { "⌘K" } else { "Ctrl+K" };
    let (rect, response) = ui.allocate_exact_size(vec2(room, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, ctx.text.get("shell-search-short")));
    let border = if response.hovered() || response.has_focus() { ctx.theme.accent } else { ctx.theme.line };
    ui.painter().rect(rect, 4.0, ctx.theme.window, Stroke::new(weight::THIN, border), egui::StrokeKind::Inside);
    let left = rect.left_center() + vec2(space::S, 0.0);
    ui.painter().text(left, egui::Align2::LEFT_CENTER, ICON_SEARCH.codepoint, regular(15.0), ctx.theme.muted);
    let keys = ui.painter().layout_no_wrap(chord.to_owned(), regular(size::SMALL), ctx.theme.muted);
    let keys_width = keys.size().x;
    let hint_room = rect.width() - keys_width - 50.0;
    let long = ui.painter().layout_no_wrap(ctx.text.get("shell-search").to_owned(), regular(size::BODY), ctx.theme.muted);
    let hint = if long.size().x <= hint_room {
        long
    } else {
        ui.painter().layout_no_wrap(ctx.text.get("shell-search-short").to_owned(), regular(size::BODY), ctx.theme.muted)
    };
    let at = |y: f32| rect.center().y - y / 2.0;
    if hint.size().x <= hint_room {
        ui.painter().galley(egui::pos2(rect.left() + 30.0, at(hint.size().y)), hint, ctx.theme.muted);
    }
    ui.painter().galley(egui::pos2(rect.right() - keys_width - space::S, at(keys.size().y)), keys, ctx.theme.muted);
    if response.clicked() {
        out.push(UiCommand::Palette(true));
    }
}

fn language_button(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let tip = ctx.text.get("shell-lang-tip");
    let button = Button::new(ctx.text.get("shell-lang-button")).min_size(vec2(32.0, 28.0));
    let response = ui.add(button).on_hover_text(tip);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tip));
    if response.clicked() {
        out.push(SettingsCommand::Lang(ctx.model.lang.other()));
    }
}

fn theme_button(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (icon, tip, to) = if ctx.theme.dark {
        (ICON_LIGHT_MODE, ctx.text.get("shell-theme-tip-light"), ThemeChoice::Light)
    } else {
        (ICON_DARK_MODE, ctx.text.get("shell-theme-tip-dark"), ThemeChoice::Dark)
    };
    let response = ui.add(Button::new(RichText::new(icon.codepoint).size(16.0)).min_size(vec2(32.0, 28.0))).on_hover_text(tip);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tip));
    if response.clicked() {
        out.push(SettingsCommand::Theme(to));
    }
}
