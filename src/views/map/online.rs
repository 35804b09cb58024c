//! Tiles from a server, only while a person has switched them on.

use std::sync::Once;

use egui::Context;
use walkers::{
    HttpOptions, HttpTiles, TileId,
    sources::{Attribution, TileSource},
};

use crate::{data::tiles::cache_folder, model::settings::OnlineTiles};

/// A server's tiles with the settings they were switched on with.
pub struct Online {
    settings: OnlineTiles,
    /// The tiles; drawn over the base map.
    pub tiles: HttpTiles,
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
    *online = Some(Online { settings: settings.clone(), tiles: HttpTiles::with_options(source, options, ctx.clone()) });
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
    fn switched_off_nothing_runs() {
        let mut online = None;
        follow(&mut online, &settings(false, "https://tiles.example/{z}/{x}/{y}.png"), &Context::default());
        assert!(online.is_none());
    }
}
