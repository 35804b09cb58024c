//! The program without its window: state, panels, commands, in the order of one frame. The real
//! window, the headless renderer and the tests drive the same shell.

use egui::{CentralPanel, Color32, Context, Frame, Margin, Panel as Side, Rect, Ui};

use crate::{
    action::{
        Command, CommandQueue, Effect, Event,
        command::{LayoutCommand, SelectCommand, UiCommand},
        import::ImportCommand,
    },
    app::{
        docking::{Dock, PanelBehavior, tabbed},
        scratch::Scratch,
        shortcuts,
    },
    model::{
        layout::{Direction, LayoutNode, Panel, Workspace},
        settings::ThemeChoice,
    },
    panels::{
        PanelCtx,
        filters::filter_chips,
        import::{import_job, import_ui},
        layer_notice::layer_notice_ui,
        left_column::{LEFT_WIDTH, RAIL_WIDTH, left_column_ui, rail_ui},
        overlays::overlays_ui,
        palette::palette_ui,
        status_bar::{self, StatusInput, status_bar_ui},
        top_bar::{self, top_bar_ui},
    },
    text::Text,
    update::{AppModel, Derived, Msg, update},
    views::{
        style,
        theme::{Theme, regular, size, space},
        widgets::{Icon, icon_button},
    },
};

/// Width of the inspector in points.
const INSPECTOR_WIDTH: f32 = 300.0;
/// Window width from which three columns fit.
const THREE_COLUMNS: f32 = 1280.0;
/// Width of the centre under which plots stand behind tabs instead of side by side.
const SIDE_BY_SIDE: f32 = 900.0;
/// Window height under which the map gets less of the room.
const TALL: f32 = 720.0;

/// What of the window a frame draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Chrome {
    /// All of it.
    Window,
    /// The panels of the workspace, without bars and columns.
    Workspace,
    /// One panel, with a line under it that says where its numbers come from.
    Panel(Panel),
}

/// State, panels and commands.
pub struct Shell {
    /// The program's state.
    pub model: AppModel,
    /// Results computed from it.
    pub derived: Derived,
    /// Texts in the current language.
    pub text: Text,
    /// Tokens of the current theme.
    pub theme: Theme,
    /// What panels keep for themselves.
    pub scratch: Scratch,
    /// Requests to the host, in order.
    pub effects: Vec<Effect>,
    /// The folder that "Save view as" writes to, in words.
    pub folder: String,
    queue: CommandQueue,
    dock: Dock,
    mac: bool,
    styled: Option<bool>,
}

impl Shell {
    /// A shell over a state. `system_dark` decides where the theme follows the system.
    pub fn new(model: AppModel, scratch: Scratch, system_dark: bool) -> Self {
        let lang = model.view.lang.unwrap_or(model.lang);
        let dark = is_dark(&model, system_dark);
        Self {
            text: Text::new(lang),
            theme: if dark { Theme::dark() } else { Theme::light() },
            derived: Derived::default(),
            scratch,
            effects: Vec::new(),
            folder: String::new(),
            queue: CommandQueue::default(),
            dock: Dock::default(),
            mac: cfg!(target_os = "macos"),
            styled: None,
            model,
        }
    }

    /// Takes in something that happened outside.
    pub fn event(&mut self, event: Event) {
        let effects = update(&mut self.model, Msg::Event(event));
        self.take_effects(effects);
    }

    /// Carries out a command.
    pub fn command(&mut self, command: Command) {
        let effects = update(&mut self.model, Msg::Command(command));
        self.take_effects(effects);
    }

    fn take_effects(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::MoveMap(view) = &effect {
                self.scratch.map.move_to(view);
            } else {
                self.effects.push(effect);
            }
        }
    }

    /// Brings texts, theme and computed results up to date; call before [`Shell::ui`].
    pub fn prepare(&mut self, ctx: &Context) {
        let lang = self.model.view.lang.unwrap_or(self.model.lang);
        if self.text.lang() != lang {
            self.text = Text::new(lang);
        }
        let system_dark = ctx.system_theme().is_some_and(|theme| theme == egui::Theme::Dark);
        let dark = is_dark(&self.model, system_dark);
        if self.theme.dark != dark {
            self.theme = if dark { Theme::dark() } else { Theme::light() };
        }
        if self.styled != Some(dark) {
            style::apply(ctx, dark);
            self.styled = Some(dark);
        }
        self.derived.refresh(&self.model);
    }

    /// Draws a frame and carries out what the person asked for; true when anything was.
    pub fn ui(&mut self, ui: &mut Ui, chrome: &Chrome) -> bool {
        self.derived.deals.timed = *chrome == Chrome::Window;
        if *chrome == Chrome::Window {
            // Esc leaves a fund's form, or ends a measurement, before it does anything else.
            let measuring = self.scratch.map_shown && self.scratch.map.is_measuring();
            let funds = &mut self.scratch.left.funds;
            if (funds.is_writing() || measuring)
                && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
            {
                if funds.is_writing() { funds.leave() } else { self.scratch.map.stop_measuring() }
            }
            shortcuts::collect(ui.ctx(), &self.model.facts(), &mut self.queue);
        }
        // Before the panels: what is typed right after Ctrl+K must find the palette open.
        let chords = self.queue.take();
        let mut any = !chords.is_empty();
        for command in chords {
            self.command(command);
        }
        let Self { model, derived, text, theme, scratch, queue, dock, .. } = self;
        let ctx = PanelCtx { model, derived, text, theme };
        (scratch.under_pointer, scratch.map_shown) = (None, false);
        match chrome {
            Chrome::Window => {
                let screen = ui.max_rect();
                bars(ui, &ctx, scratch, self.mac, queue);
                columns(ui, &ctx, scratch, screen, queue);
                centre(ui, &ctx, scratch, dock, screen, queue);
                shortcuts::copy(ui.ctx(), scratch.under_pointer, queue);
                palette_ui(ui.ctx(), &ctx, self.mac, &mut scratch.palette, queue);
                layer_notice_ui(ui.ctx(), &ctx, queue);
                import_ui(ui.ctx(), &ctx, &mut scratch.import, queue);
                overlays_ui(ui.ctx(), &ctx, self.mac, &self.folder, &mut scratch.overlays, queue);
            }
            Chrome::Workspace => {
                let screen = ui.max_rect();
                centre(ui, &ctx, scratch, dock, screen, queue);
            }
            Chrome::Panel(panel) => single(ui, &ctx, scratch, *panel, queue),
        }
        let commands = self.queue.take();
        any |= !commands.is_empty();
        for command in commands {
            self.command(command);
        }
        any
    }

    /// What the host clears the frame with. Bars, columns and panels leave it as it is: each fill
    /// the size of the window costs tens of milliseconds where the processor draws.
    pub fn background(&self) -> Color32 {
        self.theme.panel
    }

    /// True when every panel shows its data and all tiles of the map are there.
    pub fn is_complete(&self) -> bool {
        !self.scratch.map_shown || self.scratch.map.is_complete()
    }
}

fn is_dark(model: &AppModel, system_dark: bool) -> bool {
    match model.view.theme.unwrap_or(model.settings.theme) {
        ThemeChoice::System => system_dark,
        ThemeChoice::Light => false,
        ThemeChoice::Dark => true,
    }
}

fn bars(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut Scratch, mac: bool, out: &mut CommandQueue) {
    Side::top("top-bar").exact_size(top_bar::HEIGHT).frame(Frame::NONE).show(ui, |ui| top_bar_ui(ui, ctx, mac, out));
    Side::bottom("status-bar").exact_size(status_bar::HEIGHT).frame(Frame::NONE).show(ui, |ui| {
        let chips = filter_chips(&ctx.model.view.filters, ctx);
        let job = import_job(ctx);
        let input = StatusInput {
            chips: &chips,
            shown: ctx.derived.claims_in_view.len(),
            pointer: scratch.map.pointer,
            job: scratch.job.as_deref().or(job.as_deref()),
            stops: job.as_ref().map(|_| ImportCommand::Stop.into()),
        };
        status_bar_ui(ui, ctx, &input, out);
    });
}

fn columns(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut Scratch, screen: Rect, out: &mut CommandQueue) {
    let wide = screen.width() >= THREE_COLUMNS;
    if wide && ctx.model.settings.left_open {
        Side::left("left-column")
            .exact_size(LEFT_WIDTH)
            .resizable(false)
            .frame(Frame::NONE)
            .show(ui, |ui| left_column_ui(ui, ctx, &mut scratch.left, out));
    } else {
        Side::left("left-rail")
            .exact_size(RAIL_WIDTH)
            .resizable(false)
            .frame(Frame::NONE)
            .show(ui, |ui| rail_ui(ui, ctx, &mut scratch.left, wide, out));
    }
    if wide {
        if ctx.model.settings.inspector_open {
            Side::right("inspector").exact_size(INSPECTOR_WIDTH).resizable(false).frame(Frame::NONE).show(ui, |ui| {
                inspector(ui, ctx, scratch, LayoutCommand::ToggleInspector.into(), out);
            });
        }
        return;
    }
    // Below three columns a selection opens the inspector as a drawer over the map; Esc closes it
    // by clearing the selection.
    let form = ctx.model.transient.claim_form.is_some();
    // A note is written at the right, where the drawer would lie over it.
    let writing = ctx.model.view.workspace == Workspace::Portfolio && scratch.portfolio.notes.is_writing();
    if !form && (ctx.model.view.selection.is_empty() || writing) {
        return;
    }
    let height = screen.height() - top_bar::HEIGHT - status_bar::HEIGHT;
    let rect = Rect::from_min_size(
        egui::pos2(screen.right() - INSPECTOR_WIDTH, screen.top() + top_bar::HEIGHT),
        egui::vec2(INSPECTOR_WIDTH, height),
    );
    egui::Area::new(egui::Id::unique("inspector-drawer")).order(egui::Order::Middle).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        ui.set_clip_rect(rect);
        ui.painter().rect_filled(rect, 0.0, ctx.theme.panel);
        ui.painter().vline(rect.left(), rect.y_range(), ctx.theme.hairline());
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            ui.set_min_size(rect.size());
            inspector(ui, ctx, scratch, if form { UiCommand::ClaimForm(None).into() } else { SelectCommand::Clear.into() }, out);
        });
    });
}

/// The inspector under a line with its name and a button that does `close`.
fn inspector(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut Scratch, close: Command, out: &mut CommandQueue) {
    let strip = Frame::NONE.inner_margin(Margin { left: 14, right: 6, top: 0, bottom: 0 });
    Side::top("inspector strip").exact_size(space::HIT).show_separator_line(false).frame(strip).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let title = egui::RichText::new(ctx.text.get("shell-inspector-title")).font(regular(size::SMALL));
            ui.label(title.color(ctx.theme.muted));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, ctx.theme, Icon::Close, ctx.text.get("shell-inspector-close"), None).clicked() {
                    out.push(close);
                }
            });
        });
    });
    crate::panels::inspector::inspector_ui(ui, ctx, &mut scratch.inspector, out);
}

fn centre(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut Scratch, dock: &mut Dock, screen: Rect, out: &mut CommandQueue) {
    CentralPanel::no_frame().show(ui, |ui| {
        let layout = match ctx.model.transient.maximised {
            Some(panel) => LayoutNode::Panel(panel),
            None => fitted(ctx.model.view.layout(), ctx.model.view.workspace, ui.available_width(), screen.height()),
        };
        if layout.panels().is_empty() {
            ui.vertical_centered(|ui| {
                ui.add_space(ui.available_height() / 2.0 - 40.0);
                ui.label(egui::RichText::new(ctx.text.get("shell-panels-none")).color(ctx.theme.muted));
                ui.add_space(8.0);
                if ui.button(ctx.text.get("shell-panels-reset")).clicked() {
                    out.push(LayoutCommand::Reset);
                }
            });
            return;
        }
        let mut draw = |ui: &mut Ui, panel: Panel, out: &mut CommandQueue| scratch.draw_panel(ui, ctx, panel, out);
        let mut behavior = PanelBehavior { ctx, out, draw: &mut draw, tabbed: tabbed(&layout), edited: false };
        dock.ui(ui, &layout, &mut behavior);
    });
}

/// The workspace's own arrangement gives way on small windows; an arrangement that a person made
/// is left alone.
fn fitted(layout: LayoutNode, workspace: Workspace, width: f32, height: f32) -> LayoutNode {
    if workspace != Workspace::Explore || layout != workspace.default_layout() {
        return layout;
    }
    let tabs = |panels| LayoutNode::Tabs { active: 0, panels };
    let plots = if width < SIDE_BY_SIDE {
        tabs(vec![Panel::Financing, Panel::Ranking, Panel::Deals])
    } else {
        let money = tabs(vec![Panel::Financing, Panel::Deals]);
        LayoutNode::split(Direction::Columns, [(0.5, money), (0.5, LayoutNode::Panel(Panel::Ranking))])
    };
    let map_share = if height < TALL { 0.55 } else { 0.58 };
    LayoutNode::split(Direction::Rows, [(map_share, LayoutNode::Panel(Panel::Map)), (1.0 - map_share, plots)])
}

fn single(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut Scratch, panel: Panel, out: &mut CommandQueue) {
    let sources = crate::export::copied::source_line(ctx.model, ctx.text, panel);
    let foot = Frame::NONE.inner_margin(Margin::symmetric(12, 4));
    Side::bottom("source-line").frame(foot).show_separator_line(false).show(ui, |ui| {
        ui.add(egui::Label::new(egui::RichText::new(sources).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap());
    });
    CentralPanel::no_frame().show(ui, |ui| ui.push_id(panel.name(), |ui| scratch.draw_panel(ui, ctx, panel, out)));
}
