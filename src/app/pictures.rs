//! Pictures made beside the window: of one panel on demand, of every view for the list.
//!
//! They are drawn on a graphics device of their own: on the window's, a long picture would hold up
//! its frames.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, mpsc::Sender},
};

use image::RgbaImage;

use crate::{
    action::Event,
    app::{
        headless::{Painter, Picture},
        news::News,
        offscreen::{Offscreen, OffscreenError},
        shell::Shell,
    },
    jobs::report::{Reporter, spawn},
    model::{dataset::Dataset, ids::ViewId, layout::Panel, view_state::ViewState},
};

/// Size in points that a view is arranged at for its picture in the list.
const LIST_SIZE: [u32; 2] = [1040, 650];
/// Pixels per point of the pictures in the list.
const LIST_SCALE: f32 = 0.4;
/// Size of a panel's picture in points, and its pixels per point.
const PANEL_SIZE: [u32; 2] = [960, 600];
const PANEL_SCALE: f32 = 2.0;

/// A job that paints one panel as it is now.
pub fn paint_panel(shell: &Shell, panel: Panel) -> impl FnOnce() -> Result<RgbaImage, OffscreenError> + Send + use<> {
    let data = Arc::clone(&shell.model.data);
    let picture = Picture {
        view: shell.model.view.clone(),
        panel: Some(panel),
        size: PANEL_SIZE,
        scale: PANEL_SCALE,
        lang: shell.text.lang(),
        dark: shell.theme.dark,
    };
    move || Painter::new(Offscreen::new()?, data).paint(&picture)
}

/// Keeps the pictures of the list of views up to date.
#[derive(Default)]
pub struct Thumbnails {
    made: BTreeMap<ViewId, u64>,
    running: bool,
}

/// Name of the job, as [`News::Idle`] reports it.
const JOB: &str = "thumbnails";

impl Thumbnails {
    /// A job ended.
    pub fn ended(&mut self, job: &'static str) {
        if job == JOB {
            self.running = false;
        }
    }

    /// Starts a job for the views whose picture is missing or stale, once the window is complete.
    pub fn follow(&mut self, shell: &Shell, reporter: &Reporter, newsroom: &Sender<News>) {
        if self.running || !shell.is_complete() {
            return;
        }
        let data = &shell.model.data;
        let dark = shell.theme.dark;
        let lang = shell.text.lang();
        let mut wanted: Vec<(ViewId, Arc<ViewState>)> = Vec::new();
        for entry in &shell.model.views {
            let Some(view) = &entry.view else { continue };
            let key = key_of(view, data, dark);
            if self.made.get(&entry.id) != Some(&key) {
                self.made.insert(entry.id.clone(), key);
                wanted.push((entry.id.clone(), Arc::clone(view)));
            }
        }
        if wanted.is_empty() {
            return;
        }
        self.running = true;
        let (data, newsroom, wake) = (Arc::clone(data), newsroom.clone(), reporter.clone());
        drop(spawn(JOB, reporter, "shell-failed-picture", move |reporter| {
            let mut painter = match Offscreen::new() {
                Ok(offscreen) => Painter::new(offscreen, data),
                Err(error) => {
                    reporter.send(Event::Failed { what: "shell-failed-picture", message: error.to_string() });
                    return;
                }
            };
            for (id, view) in wanted {
                let picture =
                    Picture { view: ViewState::clone(&view), panel: None, size: LIST_SIZE, scale: LIST_SCALE, lang, dark };
                let Ok(image) = painter.paint(&picture) else { continue };
                let size = [image.width() as usize, image.height() as usize];
                if !reporter.send(Event::Thumbnail { id, size, rgba: Arc::new(image.into_raw()) }) {
                    return;
                }
            }
            drop(newsroom.send(News::Idle(JOB)));
            wake.wake();
        }));
    }
}

fn key_of(view: &ViewState, data: &Dataset, dark: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    (format!("{view:?}"), data.fingerprint(), dark).hash(&mut hasher);
    hasher.finish()
}
