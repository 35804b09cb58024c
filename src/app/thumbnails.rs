//! The pictures in the list of views: taken from the cache, else drawn while nobody uses the window,
//! and renewed when a view, the data, the language or the theme changes.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    time::{Duration, Instant},
};

use egui::Context;
use image::RgbaImage;

use crate::{
    action::Event,
    app::{
        headless::{Painter, Picture},
        news::News,
        offscreen::Offscreen,
        shell::Shell,
    },
    data::{
        picture_cache::{PictureCache, program_time},
        project::digest,
    },
    jobs::report::{Reporter, spawn},
    model::{dataset::Dataset, ids::ViewId, lang::Lang, view_state::ViewState},
};

/// Size in points that a view is arranged at for its picture.
const SIZE: [u32; 2] = [1040, 650];
/// Pixels per point.
const SCALE: f32 = 0.4;
/// How long keys and pointer must have rested before pictures are drawn.
const REST: Duration = Duration::from_millis(1500);

/// Keeps the pictures of the list of views up to date.
pub struct Thumbnails {
    /// What is known of the picture of each view.
    known: BTreeMap<ViewId, (Recipe, Stage)>,
    running: bool,
    last_input: Instant,
    give_way: Arc<AtomicBool>,
    cache: Option<PictureCache>,
}

/// What a picture is made from.
#[derive(Clone, PartialEq)]
pub struct Recipe {
    view: Arc<ViewState>,
    data: u64,
    lang: Lang,
    dark: bool,
}

/// How far a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is not in the cache.
    ToDraw,
    /// It was shown, or cannot be made.
    Done,
}

impl Default for Thumbnails {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            running: false,
            last_input: Instant::now(),
            give_way: Arc::default(),
            cache: PictureCache::of_system(),
        }
    }
}

impl Thumbnails {
    /// The job ended.
    pub fn ended(&mut self) {
        self.running = false;
    }

    /// The job got this far with the picture of a view.
    pub fn reached(&mut self, id: ViewId, recipe: Recipe, stage: Stage) {
        self.known.insert(id, (recipe, stage));
    }

    /// Call after each frame. Once the window is complete, looks for missing and stale pictures in
    /// the cache; when keys and pointer rest, draws those that were not there. Stops when they move.
    pub fn follow(&mut self, shell: &Shell, ctx: &Context, reporter: &Reporter, newsroom: &Sender<News>) {
        if ctx.input(|input| !input.raw.events.is_empty()) {
            self.last_input = Instant::now();
            self.give_way.store(true, Ordering::Relaxed);
        }
        if self.running || !shell.is_complete() {
            return;
        }
        let (data, lang, dark) = (shell.model.data.fingerprint(), shell.text.lang(), shell.theme.dark);
        let mut to_find = Vec::new();
        let mut to_draw = Vec::new();
        for entry in &shell.model.views {
            let Some(view) = &entry.view else { continue };
            let recipe = Recipe { view: Arc::clone(view), data, lang, dark };
            match self.known.get(&entry.id) {
                Some((known, Stage::Done)) if *known == recipe => {}
                Some((known, Stage::ToDraw)) if *known == recipe => to_draw.push((entry.id.clone(), recipe)),
                _ => to_find.push((entry.id.clone(), recipe)),
            }
        }
        let rested = self.last_input.elapsed();
        if !to_find.is_empty() {
            self.start(to_find, newsroom, reporter, find);
        } else if !to_draw.is_empty() && rested < REST {
            ctx.request_repaint_after(REST - rested);
        } else if !to_draw.is_empty() {
            self.give_way.store(false, Ordering::Relaxed);
            let (give_way, data) = (Arc::clone(&self.give_way), Arc::clone(&shell.model.data));
            self.start(to_draw, newsroom, reporter, move |job, wanted| draw(job, wanted, &give_way, data));
        }
    }

    fn start(
        &mut self,
        wanted: Vec<(ViewId, Recipe)>,
        newsroom: &Sender<News>,
        reporter: &Reporter,
        work: impl FnOnce(&Job, Vec<(ViewId, Recipe)>) + Send + 'static,
    ) {
        let job = Job { newsroom: newsroom.clone(), reporter: reporter.clone(), cache: self.cache.clone() };
        self.running = spawn("thumbnails", reporter, "shell-failed-picture", move |_| work(&job, wanted)).is_some();
    }
}

/// What a job needs; reports its end however it ends, a panic too.
struct Job {
    newsroom: Sender<News>,
    reporter: Reporter,
    cache: Option<PictureCache>,
}

impl Job {
    fn reached(&self, id: ViewId, recipe: Recipe, stage: Stage) {
        // The window may be gone already.
        drop(self.newsroom.send(News::Thumbnail(id, recipe, stage)));
    }

    fn show(&self, id: ViewId, recipe: Recipe, picture: RgbaImage) {
        self.reached(id.clone(), recipe, Stage::Done);
        let size = [picture.width() as usize, picture.height() as usize];
        self.reporter.send(Event::Thumbnail { id, size, rgba: Arc::new(picture.into_raw()) });
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        drop(self.newsroom.send(News::ThumbnailsEnded));
        self.reporter.wake();
    }
}

fn find(job: &Job, wanted: Vec<(ViewId, Recipe)>) {
    for (id, recipe) in wanted {
        match job.cache.as_ref().and_then(|cache| cache.get(&slot(&id, &recipe), digest_of(&recipe))) {
            Some(picture) => job.show(id, recipe, picture),
            None => job.reached(id, recipe, Stage::ToDraw),
        }
    }
}

fn draw(job: &Job, wanted: Vec<(ViewId, Recipe)>, give_way: &AtomicBool, data: Arc<Dataset>) {
    let mut painter = match Offscreen::new() {
        Ok(offscreen) => Painter::new(offscreen, data),
        Err(error) => {
            job.reporter.send(Event::Failed { what: "shell-failed-picture", message: error.to_string() });
            // Asking again would repeat the message.
            for (id, recipe) in wanted {
                job.reached(id, recipe, Stage::Done);
            }
            return;
        }
    };
    for (id, recipe) in wanted {
        if give_way.load(Ordering::Relaxed) {
            return;
        }
        let view = ViewState::clone(&recipe.view);
        let picture = Picture { view, panel: None, size: SIZE, scale: SCALE, lang: recipe.lang, dark: recipe.dark };
        match painter.paint(&picture) {
            Ok(picture) => {
                if let Some(cache) = &job.cache
                    && let Err(error) = cache.put(&slot(&id, &recipe), digest_of(&recipe), &picture)
                {
                    tracing::warn!(%error, "a picture cannot be kept");
                }
                job.show(id, recipe, picture);
            }
            Err(error) => {
                tracing::warn!(%error, view = %id, "no picture of a view");
                job.reached(id, recipe, Stage::Done);
            }
        }
    }
}

fn slot(id: &ViewId, recipe: &Recipe) -> String {
    format!("{id} {:?} {}", recipe.lang, recipe.dark)
}

/// Tells recipes and builds of the program apart.
fn digest_of(recipe: &Recipe) -> u64 {
    let build = program_time();
    digest(format!("{build:?} {} {:?} {:?}", recipe.data, recipe.lang, recipe.view).as_bytes())
}
