//! The real window: options, the order of a frame, closing.

use std::{
    path::PathBuf,
    sync::mpsc::Receiver,
    time::{Duration, Instant},
};

use egui::{Context, Ui, ViewportBuilder, ViewportCommand};
use egui_wgpu::{WgpuConfiguration, wgpu::Backends};

use crate::{
    action::{Command, Effect, Event, command::FileCommand, event::DocumentEvent},
    app::{
        graphics,
        host::Host,
        key_order::KeyOrder,
        scratch::Scratch,
        script::{Due, Script},
        shell::{Chrome, Shell},
    },
    jobs::report::Reporter,
    update::AppModel,
    views::fonts,
};

/// Most of a frame's time that goes into taking in events.
const EVENT_TIME: Duration = Duration::from_millis(10);

/// How the window starts.
pub struct WindowOptions {
    /// Files named on the command line.
    pub files: Vec<PathBuf>,
    /// Steps to carry out, for tests.
    pub script: Option<Script>,
    /// Prints timings to stderr.
    pub trace: bool,
    /// Graphics drivers to use.
    pub backends: Backends,
    /// When the process started, for `--trace`.
    pub started: Instant,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When no graphics driver can show a window.
pub fn run(options: WindowOptions, first: impl FnOnce(Reporter) -> (Host, AppModel)) -> eframe::Result {
    let native = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("Cluster Atlas")
            .with_app_id("cluster-atlas")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 480.0])
            .with_drag_and_drop(true),
        system_font_fallback: false,
        persist_window: false,
        // Flat colours gain nothing from it.
        dithering: false,
        wgpu_options: WgpuConfiguration { wgpu_setup: graphics::setup(options.backends), ..Default::default() },
        ..Default::default()
    };
    let ctx = Context::default();
    let waker = ctx.clone();
    let (reporter, events) = Reporter::new(move || waker.request_repaint());
    eframe::run_native_ext(
        "cluster-atlas",
        native,
        Some(ctx),
        Box::new(move |creation| {
            tracing::debug!("graphics are ready");
            fonts::install(&creation.egui_ctx);
            crate::views::map::install(creation.wgpu_render_state.as_ref());
            let (host, model) = first(reporter);
            let system_dark = creation.egui_ctx.system_theme().is_some_and(|theme| theme == egui::Theme::Dark);
            let mut shell = Shell::new(model, Scratch::new(false), system_dark);
            shell.folder = host.views_folder();
            shell.effects.push(Effect::ListViews);
            shell.effects.push(Effect::ListPortfolios);
            shell.effects.push(Effect::ListTables);
            shell.model.transient.awaits_portfolio = host.has_project();
            let settings = &shell.model.settings;
            if !settings.base_map.is_empty() {
                shell.effects.push(Effect::LoadBaseMap(settings.base_map.clone()));
            }
            shell.scratch.map.move_to(&shell.model.view.map.clone());
            for file in options.files {
                shell.command(Command::File(FileCommand::Open(file)));
            }
            Ok(Box::new(Window {
                shell,
                host,
                events,
                title: String::new(),
                trace: options.trace.then_some(options.started),
                prints: options.script.is_some(),
                script: options.script,
                keys: KeyOrder::default(),
                complete: None,
            }))
        }),
    )
}

struct Window {
    shell: Shell,
    host: Host,
    events: Receiver<Event>,
    title: String,
    trace: Option<Instant>,
    script: Option<Script>,
    keys: KeyOrder,
    complete: Option<u64>,
    /// A script was given: what becomes durable is said on stdout.
    prints: bool,
}

impl eframe::App for Window {
    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut egui::RawInput) {
        if self.keys.take_turns(&mut raw_input.events, ctx.egui_wants_keyboard_input()) {
            ctx.request_repaint();
        }
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        // The frame that was complete has been handed to the graphics driver.
        if self.complete.is_some_and(|frame| ctx.cumulative_frame_nr() > frame)
            && let Some(started) = self.trace.take()
        {
            say(&mut std::io::stderr(), &format!("complete_frame_ms {}", started.elapsed().as_millis()));
        }
        tracing::debug!(frame = ctx.cumulative_frame_nr(), "frame begins");
        let until = Instant::now() + EVENT_TIME;
        while let Ok(event) = self.events.try_recv() {
            match &event {
                Event::Layer(news) if self.prints => print_news(news),
                Event::Portfolio { event: news, .. } if self.prints => print_news(news),
                _ => {}
            }
            self.shell.event(event);
            if Instant::now() > until {
                ctx.request_repaint();
                break;
            }
        }
        self.shell.model.today = jiff::Zoned::now().date();
        self.host.take_news(&mut self.shell, ctx);
        self.run_script(ctx);
        self.run_effects(ctx);
        self.shell.prepare(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        if ctx.cumulative_frame_nr() == 0 {
            // The window appears with its first frame: an empty one is there 100 ms sooner where the
            // processor draws.
            ctx.request_repaint();
            return;
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        for path in dropped {
            self.shell.command(Command::File(FileCommand::Open(path)));
        }
        if self.shell.ui(ui, &Chrome::Window) {
            self.run_effects(&ctx);
            ctx.request_repaint();
        }
        self.set_title(&ctx);
        self.handle_close(&ctx);
        self.host.after_frame(&self.shell, &ctx);
        tracing::debug!(complete = self.shell.is_complete(), "frame is built");
        if self.trace.is_some() && self.shell.is_complete() {
            self.complete.get_or_insert(ctx.cumulative_frame_nr());
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self) {
        let Self { host, events, prints, .. } = self;
        host.finish(|| {
            for event in events.try_iter() {
                if *prints && let Event::Layer(news) = &event {
                    print_news(news);
                }
            }
        });
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.shell.background().to_normalized_gamma_f32()
    }
}

impl Window {
    fn run_effects(&mut self, ctx: &Context) {
        for effect in std::mem::take(&mut self.shell.effects) {
            self.host.run(effect, &mut self.shell, ctx);
        }
    }

    fn run_script(&mut self, ctx: &Context) {
        let Some(script) = &mut self.script else { return };
        let complete = self.shell.is_complete() && !self.shell.model.transient.awaits_portfolio;
        match script.next(Instant::now(), complete) {
            Due::Command(command) => {
                self.shell.command(*command);
                ctx.request_repaint();
            }
            Due::Say(line) => {
                say(&mut std::io::stdout(), &line);
                ctx.request_repaint();
            }
            Due::Later(wait) => ctx.request_repaint_after(wait),
            Due::Done => self.script = None,
        }
    }

    fn set_title(&mut self, ctx: &Context) {
        let lang = self.shell.text.lang();
        let name = match lang {
            crate::model::lang::Lang::En => "Cluster Atlas".to_owned(),
            crate::model::lang::Lang::Zh => format!("{} · Cluster Atlas", self.shell.text.get("shell-title")),
        };
        let view = self.shell.model.view.title.get(lang);
        let changed = if self.shell.model.is_changed() { " •" } else { "" };
        let title = format!("{view}{changed} — {name}");
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn handle_close(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.host.may_close {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        self.shell.command(Command::File(FileCommand::Quit));
        self.run_effects(ctx);
    }
}

fn print_news<T>(news: &DocumentEvent<T>) {
    match news {
        DocumentEvent::Acknowledged(number) => say(&mut std::io::stdout(), &format!("ack {number}")),
        DocumentEvent::Written { upto, .. } => say(&mut std::io::stdout(), &format!("saved {upto}")),
        DocumentEvent::Changed | DocumentEvent::Reloaded(..) | DocumentEvent::Theirs(_) | DocumentEvent::Failed { .. } => {}
    }
}

fn say(out: &mut impl std::io::Write, line: &str) {
    // A closed pipe must not end the program.
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}
