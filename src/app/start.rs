//! From the command line to the open window: folders, settings, language, data, the last view.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use crate::{
    action::{Event, event::DocumentEvent},
    app::{
        graphics,
        host::Host,
        script::Script,
        window::{self, WindowOptions},
    },
    data::{
        atlas::{AtlasSource, Loaded, load},
        document_store::Opened,
        layer_form::LayerForm,
        project::ProjectHome,
        recovery, settings_file, shipped,
    },
    jobs::{
        ahead::ahead,
        documents::{DocumentJobs, DocumentNews, OpenedJobs, Trouble, journal_path},
        report::Reporter,
    },
    model::{dataset::Dataset, lang::Lang, settings::Settings, user_layer::UserLayer, view_state::ViewState},
    update::AppModel,
};

/// How the program was started.
#[derive(Debug)]
pub struct StartOptions {
    /// Files to open.
    pub files: Vec<PathBuf>,
    /// The project folder named by the person.
    pub project: Option<PathBuf>,
    /// Where the atlas tables come from.
    pub atlas: AtlasSource,
    /// Steps to carry out, for tests.
    pub script: Option<Script>,
    /// Print timings.
    pub trace: bool,
    /// When the process started.
    pub started: Instant,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When no graphics driver can show a window; the message says what to install.
pub fn open_window(options: StartOptions) -> Result<(), String> {
    let StartOptions { files, project, atlas, script, trace, started } = options;
    // Beside the set-up of the graphics, which takes longer.
    let loading = ahead("atlas", move || load(&atlas));
    let home = ProjectHome::find(project.as_deref());
    let mut attempts = graphics::attempts().into_iter();
    let backends = attempts.next().unwrap_or_default();
    let opened = window::run(WindowOptions { files, script, trace, started, backends }, move |reporter| {
        first_state(loading(), home, &reporter)
    });
    match (opened, attempts.next()) {
        (Ok(()), _) => Ok(()),
        // A process can have only one event loop: the next driver gets a process of its own.
        (Err(eframe::Error::Wgpu(_)), Some(_)) => start_again(),
        // winit's own words name a source file of the machine that built the program.
        (Err(eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_)), _) => Err(no_window(&"no desktop session answers")),
        (Err(error), _) => Err(no_window(&error)),
    }
}

/// Starts the program once more with the last graphics driver there is, and waits for its end.
fn start_again() -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| no_window(&error))?;
    let status = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(graphics::BACKEND_VARIABLE, "gl")
        .status()
        .map_err(|error| no_window(&error))?;
    if status.success() { Ok(()) } else { Err(String::new()) }
}

fn no_window(error: &dyn std::fmt::Display) -> String {
    format!(
        "no window can be shown: {error}; install a graphics driver (on Debian: mesa-vulkan-drivers, which also draws in software), or run in a desktop session"
    )
}

/// The host and the state that the window starts with; problems are reported as messages in it.
fn first_state(loaded: Loaded, home: std::io::Result<ProjectHome>, reporter: &Reporter) -> (Host, AppModel) {
    let home = home.map_err(|error| reporter.send(Event::Failed { what: "files-failed-work", message: error.to_string() })).ok();
    let mut settings = home.as_ref().map_or_else(Settings::default, |home| read_settings(&home.settings_file(), reporter));
    if settings.author.is_empty() {
        settings.author = system_user();
    }
    let lang = settings.lang.unwrap_or_else(system_language);
    let data = Arc::new(loaded.dataset);
    let broken: Vec<String> = loaded
        .problems
        .iter()
        .filter(|problem| problem.severity != crate::data::problem::Severity::Note)
        .map(ToString::to_string)
        .collect();
    if let Some(first) = broken.first() {
        let message = if broken.len() > 1 { format!("{first}\n(+ {})", broken.len() - 1) } else { first.clone() };
        reporter.send(Event::Failed { what: "shell-failed-atlas", message });
    }
    let opened = home.as_ref().and_then(|home| open_layer(home, reporter));
    let (jobs, layer) = opened.map_or((None, None), |(jobs, opened)| (Some(jobs), Some(opened)));
    let model = model_over(data, settings, lang, home.as_ref(), layer, reporter);
    (Host::new(reporter.clone(), home, jobs), model)
}

fn read_settings(path: &Path, reporter: &Reporter) -> Settings {
    settings_file::read(path).unwrap_or_else(|problem| {
        reporter.send(Event::Failed { what: "shell-failed-settings-read", message: problem.to_string() });
        Settings::default()
    })
}

/// What a document's thread reports, as the program's state takes it.
pub(super) fn document_event<T>(news: DocumentNews<T>, what: impl Fn(Trouble) -> &'static str) -> DocumentEvent<T> {
    match news {
        DocumentNews::Acknowledged(number) => DocumentEvent::Acknowledged(number),
        DocumentNews::Written { revision, upto } => DocumentEvent::Written { revision, upto },
        DocumentNews::Changed => DocumentEvent::Changed,
        DocumentNews::Reloaded(content, read_only) => DocumentEvent::Reloaded(Box::new(content), read_only),
        DocumentNews::Theirs(content) => DocumentEvent::Theirs(Box::new(content)),
        DocumentNews::Failed(trouble, message) => DocumentEvent::Failed { what: what(trouble), message },
    }
}

/// The person's layer with its journal, and the thread that keeps it.
fn open_layer(home: &ProjectHome, reporter: &Reporter) -> Option<OpenedJobs<LayerForm>> {
    let news = reporter.clone();
    let report = move |of: DocumentNews<UserLayer>| {
        news.send(Event::Layer(document_event(of, |trouble| match trouble {
            Trouble::Journal => "layer-failed-journal",
            Trouble::Save => "layer-failed-save",
            Trouble::Read => "layer-failed-read",
        })));
    };
    DocumentJobs::open(&home.layer_file(), &journal_path(&home.recovery_file()), UserLayer::default(), report)
        .map_err(|error| reporter.send(Event::Failed { what: "layer-failed-read", message: error.to_string() }))
        .ok()
}

/// What was found of the layer goes into the state: content, problems, edits that were recovered.
fn with_layer(model: &mut AppModel, home: &ProjectHome, opened: Opened<UserLayer>, reporter: &Reporter) {
    model.layer.file.path = Some(home.layer_file());
    model.layer.file.read_only = opened.read_only;
    if opened.in_use {
        let text = crate::text::Text::new(model.lang);
        reporter.send(Event::Info(text.get("layer-file-in-use").to_owned()));
    }
    for problem in &opened.problems {
        reporter.send(Event::Failed { what: "layer-failed-read", message: problem.to_string() });
    }
    if let Some(kept) = opened.set_aside {
        reporter.send(Event::Failed { what: "layer-failed-foreign", message: kept.display().to_string() });
    }
    if opened.recovered.is_some() {
        model.offer_recovered(&opened.saved);
    }
}

fn model_over(
    data: Arc<Dataset>,
    settings: Settings,
    lang: Lang,
    home: Option<&ProjectHome>,
    layer: Option<Opened<UserLayer>>,
    reporter: &Reporter,
) -> AppModel {
    let first = shipped::views().into_iter().next().unwrap_or_else(|| ViewState::default_for(&data));
    let last = home.and_then(|home| {
        recovery::last(home)
            .map_err(|problem| reporter.send(Event::Failed { what: "files-failed-open", message: problem.to_string() }))
            .ok()
            .flatten()
    });
    let content = layer.as_ref().map(|opened| opened.recovered.as_ref().map_or(&opened.saved, |found| &found.content).clone());
    let mut model = AppModel::with_layer(data, content.unwrap_or_default(), settings, lang, last.clone().unwrap_or(first));
    if let Some(last) = last {
        model.restore(last);
    }
    if let Some((home, opened)) = home.zip(layer) {
        with_layer(&mut model, home, opened, reporter);
    }
    model
}

/// The name of the system's user; empty where the system does not say.
fn system_user() -> String {
    let name = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|variable| std::env::var(variable).ok());
    name.map(|name| name.trim().to_owned()).unwrap_or_default()
}

/// Chinese on a Chinese system, English everywhere else.
pub fn system_language() -> Lang {
    let chinese = sys_locale::get_locale().is_some_and(|locale| locale.to_ascii_lowercase().starts_with("zh"));
    if chinese { Lang::Zh } else { Lang::En }
}
