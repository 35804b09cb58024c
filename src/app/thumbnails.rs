//! The pictures in the list of views: drawn while nobody uses the window, and renewed when a view,
//! the data, the language or the theme changes.

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

use crate::{
    action::Event,
    app::{
        headless::{Painter, Picture},
        news::News,
        offscreen::Offscreen,
        shell::Shell,
    },
    jobs::report::{Reporter, spawn},
    model::{ids::ViewId, lang::Lang, view_state::ViewState},
};

/// Size in points that a view is arranged at for its picture.
const SIZE: [u32; 2] = [1040, 650];
/// Pixels per point.
const SCALE: f32 = 0.4;
/// How long keys and pointer must have rested before pictures are drawn.
const REST: Duration = Duration::from_millis(1500);

/// Keeps the pictures of the list of views up to date.
pub struct Thumbnails {
    made: BTreeMap<ViewId, Made>,
    running: bool,
    last_input: Instant,
    give_way: Arc<AtomicBool>,
}

/// What a picture was made from.
#[derive(Clone, PartialEq)]
struct Made {
    view: Arc<ViewState>,
    data: u64,
    lang: Lang,
    dark: bool,
}

impl Default for Thumbnails {
    fn default() -> Self {
        Self { made: BTreeMap::new(), running: false, last_input: Instant::now(), give_way: Arc::default() }
    }
}

impl Thumbnails {
    /// The job ended.
    pub fn ended(&mut self) {
        self.running = false;
    }

    /// Call after each frame. Starts a job for the views whose picture is missing or stale once the
    /// window is complete and at rest; stops it when keys or pointer move.
    pub fn follow(&mut self, shell: &Shell, ctx: &Context, reporter: &Reporter, newsroom: &Sender<News>) {
        if ctx.input(|input| !input.raw.events.is_empty()) {
            self.last_input = Instant::now();
            self.give_way.store(true, Ordering::Relaxed);
        }
        if self.running || !shell.is_complete() {
            return;
        }
        let (data, lang, dark) = (shell.model.data.fingerprint(), shell.text.lang(), shell.theme.dark);
        let shown = shell.model.views.iter().filter_map(|entry| {
            let made = Made { view: Arc::clone(entry.view.as_ref()?), data, lang, dark };
            Some((entry.id.clone(), made))
        });
        let wanted: Vec<(ViewId, Made)> = shown.filter(|(id, made)| self.made.get(id) != Some(made)).collect();
        if wanted.is_empty() {
            return;
        }
        let rested = self.last_input.elapsed();
        if rested < REST {
            ctx.request_repaint_after(REST - rested);
            return;
        }
        self.start(wanted, shell, reporter, newsroom);
    }

    /// A view's picture arrived or cannot be made: not again until something changes.
    pub fn done(&mut self, id: ViewId, made: MadeFrom) {
        self.made.insert(id, made.0);
    }

    fn start(&mut self, wanted: Vec<(ViewId, Made)>, shell: &Shell, reporter: &Reporter, newsroom: &Sender<News>) {
        self.running = true;
        self.give_way.store(false, Ordering::Relaxed);
        let give_way = Arc::clone(&self.give_way);
        let data = Arc::clone(&shell.model.data);
        let ending = Ending { newsroom: newsroom.clone(), wake: reporter.clone() };
        let started = spawn("thumbnails", reporter, "shell-failed-picture", move |reporter| {
            let mut painter = match Offscreen::new() {
                Ok(offscreen) => Painter::new(offscreen, data),
                Err(error) => {
                    reporter.send(Event::Failed { what: "shell-failed-picture", message: error.to_string() });
                    // Without a graphics device there will be no pictures; asking again would repeat the message.
                    for (id, made) in wanted {
                        ending.tell(News::Thumbnail(id, MadeFrom(made)));
                    }
                    return;
                }
            };
            for (id, made) in wanted {
                if give_way.load(Ordering::Relaxed) {
                    return;
                }
                let view = ViewState::clone(&made.view);
                let picture = Picture { view, panel: None, size: SIZE, scale: SCALE, lang: made.lang, dark: made.dark };
                let image = painter.paint(&picture);
                ending.tell(News::Thumbnail(id.clone(), MadeFrom(made)));
                let Ok(image) = image else { continue };
                let size = [image.width() as usize, image.height() as usize];
                if !reporter.send(Event::Thumbnail { id, size, rgba: Arc::new(image.into_raw()) }) {
                    return;
                }
            }
        });
        if started.is_none() {
            self.running = false;
        }
    }
}

/// What a picture was made from, for [`Thumbnails::done`].
pub struct MadeFrom(Made);

/// Reports the job's end however it ends, a panic too.
struct Ending {
    newsroom: Sender<News>,
    wake: Reporter,
}

impl Ending {
    fn tell(&self, news: News) {
        // The window may be gone already.
        drop(self.newsroom.send(news));
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.tell(News::ThumbnailsEnded);
        self.wake.wake();
    }
}
