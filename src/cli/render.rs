//! `render`: a view as a picture.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};

use super::{Folders, Outcome, load_atlas, load_layer, load_view};
use crate::{
    app::{
        headless::{Painter, Picture},
        offscreen::Offscreen,
    },
    data::{picture_file::write_png, portfolio_file, tiles},
    jobs::deals::open_tables,
    model::{lang::Lang, layout::Panel, settings::ThemeChoice},
    text::Text,
};

/// Arguments of `render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// View file.
    pub file: PathBuf,
    /// PNG file to write.
    #[arg(long, value_name = "F.png")]
    pub out: PathBuf,
    /// One panel instead of the whole workspace.
    #[arg(long, value_parser = parse_panel)]
    pub panel: Option<Panel>,
    /// Width and height at scale 1.
    #[arg(long, value_name = "WxH", default_value = "1600x900", value_parser = parse_size)]
    pub size: [u32; 2],
    /// Pixels per point.
    #[arg(long, default_value_t = 1.0, value_parser = parse_scale)]
    pub scale: f32,
    /// Language of the texts.
    #[arg(long, value_enum)]
    pub lang: Option<RenderLang>,
    /// Light or dark.
    #[arg(long, value_enum)]
    pub theme: Option<RenderTheme>,
}

/// Language on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RenderLang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// Theme on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RenderTheme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

fn parse_panel(name: &str) -> Result<Panel, String> {
    Panel::from_name(name).ok_or_else(|| format!("no such panel; use one of {}", Panel::ALL.map(Panel::name).join(", ")))
}

fn parse_size(text: &str) -> Result<[u32; 2], String> {
    let side = |part: &str| part.parse::<u32>().ok().filter(|side| (16..=16_384).contains(side));
    text.split_once('x')
        .and_then(|(width, height)| Some([side(width)?, side(height)?]))
        .ok_or_else(|| "write width x height in points, 16 to 16384 each, for example 1600x900".to_owned())
}

fn parse_scale(text: &str) -> Result<f32, String> {
    text.parse::<f32>()
        .ok()
        .filter(|scale| (0.25..=8.0).contains(scale))
        .ok_or_else(|| "write a number from 0.25 to 8, for example 2".to_owned())
}

pub(super) fn run(args: &RenderArgs, folders: &Folders, err: &mut dyn Write) -> io::Result<Outcome> {
    let loaded = load_atlas(folders, err)?;
    let Some(read) = load_view(&args.file, err)? else { return Ok(Outcome::Problem) };
    let view = read.view;
    let lang = args.lang.map_or_else(
        || view.lang.unwrap_or(Lang::En),
        |lang| match lang {
            RenderLang::Zh => Lang::Zh,
            RenderLang::En => Lang::En,
        },
    );
    let dark = args.theme.map_or(view.theme == Some(ThemeChoice::Dark), |theme| theme == RenderTheme::Dark);
    let offscreen = match Offscreen::new() {
        Ok(offscreen) => offscreen,
        Err(error) => {
            writeln!(err, "{}:1:1: {error}", args.file.display())?;
            return Ok(Outcome::Problem);
        }
    };
    let (layer, whole) = load_layer(folders, err)?;
    let atlas = Arc::new(loaded.dataset);
    let mut painter = Painter::new(offscreen, Arc::clone(&atlas)).with_layer(layer);
    for name in view.refers.portfolios.iter().take(1) {
        let path = args.file.parent().map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
        match portfolio_file::read(&path) {
            Ok(read) => painter = painter.with_portfolio(Arc::new(read.content)),
            Err(problem) => writeln!(err, "{problem}")?,
        }
    }
    let tables: Vec<PathBuf> =
        view.refers.tables.iter().map(|name| args.file.parent().unwrap_or(Path::new("")).join(name)).collect();
    let (cube, problems) = open_tables(&tables, &atlas);
    for (_, problem) in problems {
        writeln!(err, "{problem}; its deals are left out")?;
    }
    if let Some(cube) = cube {
        painter = painter.with_deals(cube);
    }
    if !view.map.base.is_empty() {
        let path = args.file.parent().map_or_else(|| PathBuf::from(&view.map.base), |folder| folder.join(&view.map.base));
        match tiles::open(&path) {
            Ok(archive) => painter = painter.with_base_map(Arc::new(archive), view.map.base.clone()),
            Err(error) => {
                writeln!(err, "{}:1:1: {}; the bundled base map is drawn", path.display(), error.message(&Text::new(Lang::En)))?
            }
        }
    }
    let picture = Picture { view, panel: args.panel, size: args.size, scale: args.scale, lang, dark };
    let done = painter.paint(&picture).map_err(|error| error.to_string()).and_then(|image| {
        write_png(&args.out, &image).map_err(|error| format!("the picture cannot be written ({error}); choose another --out"))
    });
    match done {
        Ok(()) => Ok(if whole { Outcome::Done } else { Outcome::Problem }),
        Err(message) => {
            writeln!(err, "{}:1:1: {message}", args.out.display())?;
            Ok(Outcome::Problem)
        }
    }
}
