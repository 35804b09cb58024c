//! Views to pictures without a window.

use std::sync::Arc;

use image::RgbaImage;

use crate::{
    action::Effect,
    analysis::cube::Cube,
    app::{
        offscreen::{Offscreen, OffscreenError},
        scratch::Scratch,
        shell::{Chrome, Shell},
        tables,
    },
    data::{portfolio_file, shipped, tiles::Archive},
    model::{
        dataset::Dataset,
        lang::Lang,
        layout::Panel,
        portfolio::Portfolio,
        settings::{Settings, ThemeChoice},
        user_layer::UserLayer,
        view_state::ViewState,
    },
    update::{self, AppModel, Msg},
    views::fonts,
};

/// What to draw.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The view.
    pub view: ViewState,
    /// One panel, or the whole workspace.
    pub panel: Option<Panel>,
    /// Width and height in points.
    pub size: [u32; 2],
    /// Pixels per point.
    pub scale: f32,
    /// Language of the texts.
    pub lang: Lang,
    /// Dark theme.
    pub dark: bool,
}

/// Draws views, one after another, on one device.
pub struct Painter {
    offscreen: Offscreen,
    data: Arc<Dataset>,
    layer: UserLayer,
    portfolio: Arc<Portfolio>,
    base_map: Option<(Arc<Archive>, String)>,
    cube: Option<Arc<Cube>>,
}

/// The first of the portfolios compiled into the program.
fn shipped_portfolio() -> Arc<Portfolio> {
    let first = shipped::PORTFOLIOS.first().and_then(|(name, text)| portfolio_file::parse(text, name).ok());
    Arc::new(first.map(|read| read.content).unwrap_or_default())
}

/// Counts in place what the window has counted in jobs.
fn count_deals(model: &mut AppModel, panel: Option<Panel>) {
    model.transient.maximised = panel;
    for effect in update::count_deals(model) {
        let event = match effect {
            Effect::DealStats(count) => tables::made_stats(&count),
            Effect::DealBins(count, step) => tables::made_bins(&count, step),
            _ => continue,
        };
        // What follows from it is drawn in the window only.
        drop(update::update(model, Msg::Event(event)));
    }
    model.transient.maximised = None;
}

impl Painter {
    /// A painter over `data`.
    pub fn new(mut offscreen: Offscreen, data: Arc<Dataset>) -> Self {
        fonts::install(&offscreen.ctx);
        crate::views::map::install(Some(&offscreen.state));
        offscreen.ctx.options_mut(|options| options.reduce_texture_memory = true);
        Self::still(&mut offscreen);
        Self { offscreen, data, layer: UserLayer::default(), portfolio: shipped_portfolio(), base_map: None, cube: None }
    }

    /// Shows another portfolio than the shipped one.
    #[must_use]
    pub fn with_portfolio(mut self, portfolio: Arc<Portfolio>) -> Self {
        self.portfolio = portfolio;
        self
    }

    /// Takes deals of own tables in.
    #[must_use]
    pub fn with_deals(mut self, cube: Arc<Cube>) -> Self {
        self.cube = Some(cube);
        self
    }

    /// Lays a person's layer over the data.
    #[must_use]
    pub fn with_layer(mut self, layer: UserLayer) -> Self {
        self.layer = layer;
        self
    }

    /// Uses another base map than the bundled one.
    #[must_use]
    pub fn with_base_map(mut self, archive: Arc<Archive>, name: String) -> Self {
        self.base_map = Some((archive, name));
        self
    }

    fn still(offscreen: &mut Offscreen) {
        offscreen.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    }

    /// Draws one picture: exactly `size` times `scale` pixels, taken when nothing is missing.
    ///
    /// # Errors
    /// When the device fails or the picture is too large for it.
    pub fn paint(&mut self, picture: &Picture) -> Result<RgbaImage, OffscreenError> {
        let mut view = picture.view.clone();
        view.lang = None;
        view.theme = None;
        let theme = if picture.dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        let settings = Settings { theme, show_tip: false, ..Settings::default() };
        let map = view.map.clone();
        let model = AppModel::with_layer(Arc::clone(&self.data), self.layer.clone(), settings, picture.lang, view);
        let mut model = model.with_portfolio(&self.portfolio);
        model.tables.cube.clone_from(&self.cube);
        count_deals(&mut model, picture.panel);
        let mut scratch = Scratch::new(true);
        if let Some((archive, name)) = &self.base_map {
            scratch.map.use_base_map(Arc::clone(archive), name.clone());
        }
        scratch.map.move_to(&map);
        let shell = std::cell::RefCell::new(Shell::new(model, scratch, picture.dark));
        self.offscreen.background = shell.borrow().background();
        let chrome = picture.panel.map_or(Chrome::Workspace, Chrome::Panel);
        // The toolkit remembers sizes and scroll positions by id; pictures must not inherit them.
        self.offscreen.ctx.memory_mut(|memory| *memory = egui::Memory::default());
        fonts::install(&self.offscreen.ctx);
        let [width, height] = picture.size;
        let pixels = |points: u32| (f64::from(points) * f64::from(picture.scale)).round() as u32;
        let ctx = self.offscreen.ctx.clone();
        self.offscreen.draw(
            [pixels(width), pixels(height)],
            picture.scale,
            |ui| {
                let mut shell = shell.borrow_mut();
                shell.prepare(&ctx);
                ctx.all_styles_mut(|style| style.animation_time = 0.0);
                shell.ui(ui, &chrome);
            },
            || shell.borrow().is_complete(),
        )
    }
}
