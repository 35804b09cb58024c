//! The world around the shell: runs effects, owns ports (files, dialogs, clipboard, pictures).

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
};

use egui::{ColorImage, Context};

use crate::{
    action::{
        Effect, Event,
        command::{FileCommand, PortfolioCommand},
        effect::LayOver,
        import::{ImportCommand, ImportEvent},
    },
    analysis::{
        claim_draft::Signature,
        claim_import::{import, is_claims},
        layered::layered,
    },
    app::{
        dialogs::{self, Purpose},
        imports::{self, ImportDesk},
        news::News,
        pictures::paint_panel,
        portfolios::{self, PortfolioDesk},
        shell::Shell,
        tables,
        thumbnails::Thumbnails,
    },
    data::{import::Limits, layer_form::LayerForm, project::ProjectHome, table_text, tiles},
    export::copied::copied_table,
    jobs::{
        documents::DocumentJobs,
        files::{FileContext, FileJobs},
        report::{Reporter, spawn},
    },
    model::{dataset::Dataset, lang::Lang, layout::Panel, user_layer::UserLayer},
};

/// Runs what `update` asked for.
pub struct Host {
    /// Set when everything is saved and the window may go.
    pub may_close: bool,
    reporter: Reporter,
    home: Option<ProjectHome>,
    files: Option<FileJobs>,
    layer: Option<DocumentJobs<LayerForm>>,
    portfolios: PortfolioDesk,
    imports: ImportDesk,
    news: Receiver<News>,
    newsroom: Sender<News>,
    thumbnails: Thumbnails,
    picture: Option<image::RgbaImage>,
}

impl Host {
    /// A host over a project folder; without one nothing can be saved, and the window says so.
    pub fn new(reporter: Reporter, home: Option<ProjectHome>, layer: Option<DocumentJobs<LayerForm>>) -> Self {
        let (newsroom, news) = mpsc::channel();
        let files = home.clone().and_then(|home| {
            let out = reporter.clone();
            FileJobs::start(home, move |event| {
                out.send(event);
            })
            .map_err(|error| reporter.send(Event::Failed { what: "files-failed-work", message: error.to_string() }))
            .ok()
        });
        Self {
            may_close: false,
            reporter,
            home,
            files,
            layer,
            portfolios: PortfolioDesk::new(newsroom.clone()),
            imports: ImportDesk::default(),
            news,
            newsroom,
            thumbnails: Thumbnails::default(),
            picture: None,
        }
    }

    /// True where there is a folder for a person's files.
    pub fn has_project(&self) -> bool {
        self.home.is_some()
    }

    /// The folder that views are saved in, in words.
    pub fn views_folder(&self) -> String {
        self.home.as_ref().map(|home| home.saved_views().display().to_string()).unwrap_or_default()
    }

    /// Takes in what the host's own jobs report.
    pub fn take_news(&mut self, shell: &mut Shell, ctx: &Context) {
        while let Ok(news) = self.news.try_recv() {
            match news {
                News::Path(purpose, path) => self.path_given(purpose, path, shell),
                News::NoDialog(purpose) => shell.scratch.overlays.ask_path(purpose_key(purpose), self.suggestion(purpose, shell)),
                News::Picture { panel, image, to_file } => self.picture_ready(panel, image, to_file, shell, ctx),
                News::BaseMap { name, archive } => match archive {
                    Ok(archive) => {
                        shell.scratch.map.use_base_map(archive, name.clone());
                        shell.event(Event::BaseMapLoaded(name));
                    }
                    Err(message) => shell.event(Event::Failed { what: "shell-failed-base-map", message }),
                },
                News::Thumbnail(id, recipe, stage) => self.thumbnails.reached(id, recipe, stage),
                News::Portfolio(news) => {
                    let (opened, jobs) = *news;
                    self.portfolios.opened(opened.entry.id.clone(), jobs);
                    shell.event(Event::PortfolioOpened(Box::new(opened)));
                }
                News::ThumbnailsEnded => self.thumbnails.ended(),
            }
        }
        if let Some((key, path)) = shell.scratch.overlays.path_answer()
            && let Some(purpose) = purpose_of(key)
        {
            self.path_given(purpose, PathBuf::from(path), shell);
        }
    }

    fn path_given(&mut self, purpose: Purpose, path: PathBuf, shell: &mut Shell) {
        match purpose {
            Purpose::Open => shell.command(FileCommand::Open(path).into()),
            Purpose::BaseMap => shell.command(FileCommand::BaseMap(path.display().to_string()).into()),
            Purpose::Photo => shell.command(PortfolioCommand::Attach(path).into()),
            Purpose::Table => shell.command(ImportCommand::Open(path).into()),
            Purpose::Picture(_) => self.write_picture(path, shell.text.lang()),
        }
    }

    fn suggestion(&self, purpose: Purpose, shell: &Shell) -> String {
        let Purpose::Picture(panel) = purpose else { return String::new() };
        let name = picture_name(shell, panel);
        self.home.as_ref().map_or_else(|| name.clone(), |home| home.project.join(&name).display().to_string())
    }

    /// Runs one effect.
    pub fn run(&mut self, effect: Effect, shell: &mut Shell, ctx: &Context) {
        let context = FileContext { lang: shell.text.lang(), data: Arc::clone(&shell.model.data) };
        let effect = match &self.files {
            Some(files) => files.run(effect, context),
            None => Some(effect),
        };
        match effect {
            None => {}
            Some(Effect::CopyText(text)) => ctx.copy_text(text),
            Some(Effect::CopyTable(panel)) => {
                if let Some(text) = copied_table(&shell.model, &shell.text, panel) {
                    ctx.copy_text(text);
                    let name = shell.text.get(crate::app::docking::panel_title_key(panel)).to_owned();
                    let message = shell.text.fmt("shell-copied-table", &[("panel", (&name).into())]);
                    shell.event(Event::Info(message));
                }
            }
            Some(Effect::ImportClaims { path, layer, by }) => {
                let (data, lang) = (Arc::clone(&shell.model.data), shell.text.lang());
                let path = self.home.as_ref().map_or_else(|| path.clone(), |home| home.absolute(&path));
                import_claims(&self.reporter, path, data, layer, by, lang);
            }
            Some(Effect::LayOver(what)) => lay_over(&self.reporter, *what),
            Some(Effect::PickTableDialog) => {
                dialogs::ask(Purpose::Table, "", &shell.text, &self.reporter, self.newsroom.clone());
            }
            Some(Effect::LookAtTable(what)) => imports::look(self.home.as_ref(), &self.reporter, *what),
            Some(Effect::ImportTable(table)) => self.imports.start(self.home.as_ref(), &self.reporter, *table),
            Some(Effect::StopImport) => self.imports.stop(),
            Some(Effect::ListTables) => tables::list(self.home.as_ref(), &self.reporter),
            Some(Effect::LoadDeals(load)) => tables::load(self.home.as_ref(), &self.reporter, *load),
            Some(Effect::DealStats(count)) => tables::stats(&self.reporter, *count),
            Some(Effect::DealBins(count, step)) => tables::bins(&self.reporter, *count, step),
            Some(Effect::Layer(effect)) => {
                // Without a project there is no file; that was said at the start.
                if let Some(layer) = &self.layer {
                    portfolios::run_document(layer, effect, &shell.model.data);
                }
            }
            Some(
                effect @ (Effect::Portfolio { .. }
                | Effect::OpenPortfolio(_)
                | Effect::ClosePortfolio(_)
                | Effect::SavePortfolioAs { .. }
                | Effect::Attach { .. }
                | Effect::ReadPhoto { .. }
                | Effect::ListPortfolios),
            ) => self.portfolios.run(effect, self.home.as_ref(), &self.reporter, &shell.model.data),
            Some(Effect::Picture { panel, to_file }) => self.start_picture(panel, to_file, shell),
            Some(Effect::OpenDialog) => dialogs::ask(Purpose::Open, "", &shell.text, &self.reporter, self.newsroom.clone()),
            Some(Effect::PickBaseMapDialog) => {
                dialogs::ask(Purpose::BaseMap, "", &shell.text, &self.reporter, self.newsroom.clone())
            }
            Some(Effect::PickPhotoDialog) => {
                dialogs::ask(Purpose::Photo, "", &shell.text, &self.reporter, self.newsroom.clone());
            }
            Some(Effect::SaveAsDialog) => shell.command(crate::action::command::UiCommand::SaveAs(true).into()),
            Some(Effect::LoadBaseMap(name)) => self.load_base_map(name, shell),
            Some(Effect::MoveMap(view)) => shell.scratch.map.move_to(&view),
            Some(Effect::Close) => {
                self.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Some(
                Effect::WriteView { .. }
                | Effect::ReadFile(_)
                | Effect::DeleteView { .. }
                | Effect::ListViews
                | Effect::WriteSettings(_)
                | Effect::Autosave(_),
            ) => {
                let message = shell.text.get("shell-no-project").to_owned();
                shell.event(Event::Failed { what: "files-failed-work", message });
            }
        }
    }

    fn load_base_map(&mut self, name: String, shell: &mut Shell) {
        if name.is_empty() {
            shell.scratch.map.use_bundled_base_map();
            shell.event(Event::BaseMapLoaded(name));
            return;
        }
        let (lang, newsroom, wake) = (shell.text.lang(), self.newsroom.clone(), self.reporter.clone());
        let path = self.home.as_ref().map_or_else(|| PathBuf::from(&name), |home| home.absolute(Path::new(&name)));
        drop(spawn("base-map", &self.reporter, "shell-failed-base-map", move |_| {
            let text = crate::text::Text::new(lang);
            let archive = tiles::open(&path).map(Arc::new).map_err(|error| error.message(&text));
            drop(newsroom.send(News::BaseMap { name, archive }));
            wake.wake();
        }));
    }

    fn start_picture(&mut self, panel: Panel, to_file: bool, shell: &Shell) {
        let request = paint_panel(shell, panel);
        let (newsroom, wake) = (self.newsroom.clone(), self.reporter.clone());
        drop(spawn("picture", &self.reporter, "shell-failed-picture", move |reporter| match request() {
            Ok(image) => {
                drop(newsroom.send(News::Picture { panel, image, to_file }));
                wake.wake();
            }
            Err(error) => {
                reporter.send(Event::Failed { what: "shell-failed-picture", message: error.to_string() });
            }
        }));
    }

    fn picture_ready(&mut self, panel: Panel, image: image::RgbaImage, to_file: bool, shell: &mut Shell, ctx: &Context) {
        if to_file {
            self.picture = Some(image);
            dialogs::ask(
                Purpose::Picture(panel),
                &picture_name(shell, panel),
                &shell.text,
                &self.reporter,
                self.newsroom.clone(),
            );
            return;
        }
        let size = [image.width() as usize, image.height() as usize];
        ctx.copy_image(ColorImage::from_rgba_unmultiplied(size, image.as_raw()));
        let name = shell.text.get(crate::app::docking::panel_title_key(panel)).to_owned();
        let message = shell.text.fmt("shell-copied-picture", &[("panel", (&name).into())]);
        shell.event(Event::Info(message));
    }

    fn write_picture(&mut self, path: PathBuf, lang: Lang) {
        let Some(image) = self.picture.take() else { return };
        drop(spawn("picture", &self.reporter, "shell-failed-picture", move |reporter| {
            let event = match crate::data::picture_file::write_png(&path, &image) {
                Ok(()) => {
                    let file = path.display().to_string();
                    Event::Info(crate::text::Text::new(lang).fmt("shell-saved-picture", &[("file", (&file).into())]))
                }
                Err(error) => Event::Failed { what: "shell-failed-picture", message: format!("{error}\n{}", path.display()) },
            };
            reporter.send(event);
        }));
    }

    /// Called after each frame: starts pictures for the list of views when the window is at rest.
    pub fn after_frame(&mut self, shell: &Shell, ctx: &Context) {
        self.thumbnails.follow(shell, ctx, &self.reporter, &self.newsroom);
    }

    /// Called once before the process ends: waits for running saves. `drain` takes in what the jobs
    /// report meanwhile: once enough has come together they wait for that.
    pub fn finish(&mut self, mut drain: impl FnMut()) {
        let jobs = (self.files.take(), self.layer.take(), self.portfolios.take());
        let ending = spawn("finish", &self.reporter, "files-failed-work", move |_| drop(jobs));
        while ending.as_ref().is_some_and(|ending| !ending.is_finished()) {
            drain();
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        drain();
    }
}

fn import_claims(reporter: &Reporter, path: PathBuf, data: Arc<Dataset>, layer: Arc<UserLayer>, by: Signature, lang: Lang) {
    drop(spawn("import", reporter, "layer-failed-import", move |reporter| {
        // What has not the columns of claims is taken for a table of deals.
        let header = crate::data::import::preview(&path, "", Limits::default()).map(|preview| preview.header.names);
        if !header.is_ok_and(|header| is_claims(&header)) {
            reporter.send(Event::Import(ImportEvent::Found(path)));
            return;
        }
        let event = match table_text::read(&path) {
            Err(message) => Event::Failed { what: "layer-failed-import", message },
            Ok(text) => match import(&text, table_text::separator(&text), &data, &layer, &by) {
                Ok(imported) => Event::ClaimsImported(Arc::new(imported)),
                Err(columns) => {
                    let columns = columns.join(" / ");
                    let text = crate::text::Text::new(lang);
                    let message = text.fmt("layer-import-column", &[("columns", columns.as_str().into())]);
                    Event::Failed { what: "layer-failed-import", message }
                }
            },
        };
        reporter.send(event);
    }));
}

fn lay_over(reporter: &Reporter, what: LayOver) {
    drop(spawn("layer", reporter, "shell-failed-atlas", move |reporter| {
        let layered = Arc::new(layered(&what.atlas, &what.layer, &what.as_of));
        reporter.send(Event::Layered { generation: what.generation, layered });
    }));
}

fn picture_name(shell: &Shell, panel: Panel) -> String {
    format!("{}-{}.png", shell.model.view.id, panel.name())
}

fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Open => "shell-path-open",
        Purpose::BaseMap => "shell-path-base-map",
        Purpose::Photo => "shell-path-photo",
        Purpose::Table => "import-path",
        Purpose::Picture(_) => "shell-path-picture",
    }
}

fn purpose_of(key: &str) -> Option<Purpose> {
    match key {
        "shell-path-open" => Some(Purpose::Open),
        "shell-path-base-map" => Some(Purpose::BaseMap),
        "shell-path-photo" => Some(Purpose::Photo),
        "import-path" => Some(Purpose::Table),
        // The panel was settled when the picture was made.
        "shell-path-picture" => Some(Purpose::Picture(Panel::Map)),
        _ => None,
    }
}
