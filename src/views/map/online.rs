//! Tiles from a server, only while a person has switched them on.

use std::sync::Once;

use egui::Context;
use walkers::{
    HttpOptions, HttpTiles, Stats, TileId, TilePiece, Tiles,
    sources::{Attribution, TileSource},
};

use crate::{data::tiles::cache_folder, model::settings::OnlineTiles};

/// A server's tiles with the settings they were switched on with.
pub struct Online {
    settings: OnlineTiles,
    /// The tiles; drawn over the base map.
    pub tiles: Counted,
    watch: Watch,
}

impl Online {
    /// To be called before a frame asks for its tiles.
    pub fn begin(&mut self) {
        self.tiles.missing = 0;
    }

    /// To be called after a frame has asked for its tiles: what the server owes. While that may
    /// still change by itself, another frame is asked for.
    pub fn end(&mut self, ctx: &Context) -> Delivery {
        let now = ctx.input(|input| input.time);
        let stats = self.tiles.stats();
        let state = self.watch.judge(now, self.tiles.missing, stats.in_progress > 0);
        if state == Delivery::Awaited {
            ctx.request_repaint_after(std::time::Duration::from_millis(500));
        }
        state
    }
}

/// What a tile server owes the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delivery {
    /// Every tile in sight is there.
    Whole,
    /// Tiles are on their way.
    Awaited,
    /// Nothing has come for 15 seconds.
    Silent,
    /// The server refused so many of the tiles in sight, or could not be reached.
    Refused(usize),
}

/// Seconds without any tile after which a server counts as silent.
const PATIENCE: f64 = 15.0;
/// Seconds for a request to reach the thread that carries it out.
const HANDOVER: f64 = 1.0;

/// Tells tiles that are on their way from tiles that will not come.
#[derive(Default)]
struct Watch {
    missing: usize,
    pending: bool,
    /// Time of the last change, in seconds; none before the first frame.
    since: Option<f64>,
}

impl Watch {
    /// `missing`: tiles in sight that are not there; `pending`: requests are running.
    fn judge(&mut self, now: f64, missing: usize, pending: bool) -> Delivery {
        let since = match self.since {
            Some(since) if (self.missing, self.pending) == (missing, pending) => since,
            _ => *self.since.insert(now),
        };
        (self.missing, self.pending) = (missing, pending);
        let waited = now - since;
        match (missing, pending) {
            (0, _) => Delivery::Whole,
            (_, true) if waited >= PATIENCE => Delivery::Silent,
            (_, false) if waited >= HANDOVER => Delivery::Refused(missing),
            _ => Delivery::Awaited,
        }
    }
}

/// A server's tiles; counts what a frame asked for and did not get at its own zoom.
pub struct Counted {
    tiles: HttpTiles,
    missing: usize,
}

impl Tiles for Counted {
    fn at(&mut self, tile: TileId) -> Option<TilePiece> {
        let piece = self.tiles.at(tile);
        // The part of a coarser tile stands in for one that is not there.
        let whole = piece.as_ref().is_some_and(|piece| piece.uv.width() >= 1.0);
        self.missing += usize::from(!whole);
        piece
    }

    fn attribution(&self) -> Attribution {
        self.tiles.attribution()
    }

    fn tile_size(&self) -> u32 {
        self.tiles.tile_size()
    }

    fn stats(&self) -> Stats {
        self.tiles.stats()
    }
}

struct Template(String);

impl TileSource for Template {
    fn tile_url(&self, tile: TileId) -> String {
        address(&self.0, tile.zoom, tile.x, tile.y)
    }

    fn attribution(&self) -> Attribution {
        // Shown by the panel, which has the settings' text.
        Attribution { text: "", url: "", logo_light: None, logo_dark: None }
    }
}

/// The address of a tile by a template with `{z}`, `{x}` and `{y}`.
fn address(template: &str, zoom: u8, x: u32, y: u32) -> String {
    template.replace("{z}", &zoom.to_string()).replace("{x}", &x.to_string()).replace("{y}", &y.to_string())
}

/// True when the settings name a server that can be asked.
pub fn is_usable(settings: &OnlineTiles) -> bool {
    let template = settings.template.trim();
    let all = ["{z}", "{x}", "{y}"].iter().all(|part| template.contains(part));
    settings.enabled && all && (template.starts_with("https://") || template.starts_with("http://"))
}

/// Brings `online` in line with the settings: nothing is requested, and no thread runs, unless
/// they are switched on with a usable template.
pub fn follow(online: &mut Option<Online>, settings: &OnlineTiles, ctx: &Context) {
    if !is_usable(settings) {
        *online = None;
        return;
    }
    if online.as_ref().is_some_and(|online| online.settings == *settings) {
        return;
    }
    install_tls();
    let options = HttpOptions { cache: cache_folder(&settings.cache_folder), ..HttpOptions::default() };
    let source = Template(settings.template.trim().to_owned());
    let tiles = HttpTiles::with_options(source, options, ctx.clone());
    let tiles = Counted { tiles, missing: 0 };
    *online = Some(Online { settings: settings.clone(), tiles, watch: Watch::default() });
}

/// Chooses the cryptography for `https`, once; nothing else in the program needs any.
fn install_tls() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("a cryptography provider was installed already");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(enabled: bool, template: &str) -> OnlineTiles {
        OnlineTiles { enabled, template: template.to_owned(), ..OnlineTiles::default() }
    }

    #[test]
    fn only_a_switched_on_whole_template_is_usable() {
        assert!(is_usable(&settings(true, "https://tiles.example/{z}/{x}/{y}.png")));
        assert!(!is_usable(&settings(false, "https://tiles.example/{z}/{x}/{y}.png")));
        assert!(!is_usable(&settings(true, "https://tiles.example/{z}/{x}.png")));
        assert!(!is_usable(&settings(true, "file:///{z}/{x}/{y}")));
        assert!(!is_usable(&OnlineTiles::default()));
    }

    #[test]
    fn addresses_follow_the_template() {
        assert_eq!(address("https://t.example/{z}/{x}/{y}.png?z={z}", 7, 105, 52), "https://t.example/7/105/52.png?z=7");
    }

    #[test]
    fn a_server_is_given_time_and_then_named() {
        let mut watch = Watch::default();
        assert_eq!(watch.judge(0.0, 12, false), Delivery::Awaited, "the requests have not reached their thread");
        assert_eq!(watch.judge(0.2, 12, true), Delivery::Awaited);
        assert_eq!(watch.judge(14.0, 12, true), Delivery::Awaited);
        assert_eq!(watch.judge(15.2, 12, true), Delivery::Silent);
        assert_eq!(watch.judge(16.0, 5, true), Delivery::Awaited, "tiles come: patience begins anew");
        assert_eq!(watch.judge(16.5, 5, false), Delivery::Awaited);
        assert_eq!(watch.judge(17.5, 5, false), Delivery::Refused(5));
        assert_eq!(watch.judge(18.0, 0, false), Delivery::Whole);
    }

    #[test]
    fn switched_off_nothing_runs() {
        let mut online = None;
        follow(&mut online, &settings(false, "https://tiles.example/{z}/{x}/{y}.png"), &Context::default());
        assert!(online.is_none());
    }
}
