//! The base map as a source of tiles for the map widget: one open archive, decoded off the
//! window's thread, kept up to a limit, never blank where a coarser tile can stand in.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use egui::{Rect, pos2};
use walkers::{Drawable, Style, Tile, TileId, TilePiece, Tiles, sources::Attribution};

use super::style::{BaseClass, Ground, base_style, class_of};
use crate::{
    analysis::scale::World,
    data::tiles::{Archive, TileKind},
    jobs::worker::Pool,
    model::lang::Lang,
    views::theme::Theme,
};

/// Memory that decoded tiles may take, on the processor's and the graphics side together.
const CACHE_LIMIT: usize = 24 << 20;
/// Threads that decode tiles.
const THREADS: usize = 2;
/// Side of a picture tile, above which it is refused.
const MAX_PICTURE: u32 = 4096;

type Key = (u8, u32, u32);

/// A name that a tile carries.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseLabel {
    /// The name.
    pub text: String,
    /// Where.
    pub at: World,
    /// What it names.
    pub class: BaseClass,
    /// Larger is more important.
    pub rank: u8,
}

struct Decoded {
    tile: Tile,
    labels: Vec<BaseLabel>,
    bytes: usize,
}

struct Slot {
    /// `None` when the archive has no such tile, or a broken one.
    decoded: Option<Arc<Decoded>>,
    generation: u64,
    last_used: u64,
}

struct Job {
    key: Key,
    generation: u64,
    archive: Arc<Archive>,
    style: Arc<Style>,
    ctx: egui::Context,
}

struct Answer {
    key: Key,
    generation: u64,
    decoded: Option<Decoded>,
}

/// Tiles of one archive in one style.
pub struct BaseTiles {
    archive: Arc<Archive>,
    style: Arc<Style>,
    look: Option<(Theme, Lang)>,
    /// Grows with each change of look; tiles of an older one stay until the new ones are there.
    generation: u64,
    pool: Option<Pool<Job, Answer>>,
    in_place: bool,
    ctx: Option<egui::Context>,
    cache: BTreeMap<Key, Slot>,
    frame: u64,
    wanted: BTreeSet<Key>,
    submitted: BTreeSet<Key>,
    shown: BTreeSet<Key>,
    complete: bool,
}

impl BaseTiles {
    /// Tiles of `archive`; with `in_place` they are decoded while the frame is drawn (headless
    /// pictures and tests), else by threads.
    pub fn new(archive: Arc<Archive>, in_place: bool) -> Self {
        Self {
            archive,
            style: Arc::default(),
            look: None,
            generation: 0,
            pool: None,
            in_place,
            ctx: None,
            cache: BTreeMap::new(),
            frame: 0,
            wanted: BTreeSet::new(),
            submitted: BTreeSet::new(),
            shown: BTreeSet::new(),
            complete: false,
        }
    }

    /// The archive behind it.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Map zoom from which the archive has no finer tiles.
    pub fn finest_zoom(&self) -> f64 {
        let offset = if self.archive.header().kind == TileKind::Vector { 1.0 } else { 0.0 };
        f64::from(self.archive.header().max_zoom) + offset
    }

    /// True when the last frame showed every tile of the area at its own zoom and in the present
    /// look.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Takes in what was decoded since, and sets the look. Call before the map is drawn.
    pub fn begin(&mut self, ctx: &egui::Context, theme: &Theme, lang: Lang) {
        self.frame += 1;
        self.ctx.get_or_insert_with(|| ctx.clone());
        if self.look.as_ref().is_none_or(|(old, old_lang)| old != theme || *old_lang != lang) {
            let has_land = self.archive.layers().is_empty() || self.archive.layers().iter().any(|layer| layer == "earth");
            let ground = match (self.archive.is_bundled(), has_land) {
                (true, _) => Ground::Bundled,
                (false, true) => Ground::WithLand,
                (false, false) => Ground::WithoutLand,
            };
            self.style = Arc::new(base_style(theme, lang, ground));
            self.look = Some((theme.clone(), lang));
            self.generation += 1;
            self.submitted.clear();
            // Only what is on screen stands in for the new look; the rest would never be shown again.
            let shown = &self.shown;
            self.cache.retain(|key, _| shown.contains(key));
        }
        if !self.in_place && self.pool.is_none() {
            let ready = ctx.clone();
            self.pool = Some(Pool::new("tiles", THREADS, decode, move || ready.request_repaint()));
        }
        let answers: Vec<Answer> = self.pool.iter().flat_map(Pool::results).collect();
        for answer in answers {
            self.take(answer);
        }
        self.wanted.clear();
        self.shown.clear();
        self.complete = true;
    }

    /// Asks for the tiles that were missing and lets go of the ones not seen for longest. Call
    /// after the map was drawn.
    pub fn end(&mut self) {
        let missing: BTreeSet<Key> = self
            .wanted
            .iter()
            .copied()
            .filter(|key| self.cache.get(key).is_none_or(|s| s.generation != self.generation))
            .collect();
        if !missing.is_subset(&self.submitted)
            && let Some(pool) = &self.pool
        {
            // Coarse tiles first: they stand in for the fine ones.
            pool.replace(missing.iter().filter_map(|key| self.job(*key)));
            self.submitted = missing;
        }
        self.evict();
    }

    /// Names that the tiles shown in the last frame carry.
    pub fn labels(&self) -> impl Iterator<Item = &BaseLabel> {
        self.shown.iter().filter_map(|key| self.cache.get(key)?.decoded.as_ref()).flat_map(|decoded| &decoded.labels)
    }

    /// Identifies the set of tiles shown, for caches of what is made from their labels.
    pub fn shown_state(&self) -> (u64, usize, Option<Key>, Option<Key>) {
        // Tiles of the look before stay until the new ones are decoded, so each counts with its own.
        let generations = self.shown.iter().filter_map(|key| self.cache.get(key)).map(|slot| slot.generation).sum();
        (generations, self.shown.len(), self.shown.first().copied(), self.shown.last().copied())
    }

    fn job(&self, key: Key) -> Option<Job> {
        Some(Job {
            key,
            generation: self.generation,
            archive: Arc::clone(&self.archive),
            style: Arc::clone(&self.style),
            ctx: self.ctx.clone()?,
        })
    }

    fn take(&mut self, answer: Answer) {
        self.submitted.remove(&answer.key);
        if self.cache.get(&answer.key).is_some_and(|slot| slot.generation > answer.generation) {
            return;
        }
        let slot = Slot { decoded: answer.decoded.map(Arc::new), generation: answer.generation, last_used: self.frame };
        self.cache.insert(answer.key, slot);
    }

    fn evict(&mut self) {
        let mut total: usize = self.cache.values().filter_map(|s| s.decoded.as_ref()).map(|d| d.bytes).sum();
        while total > CACHE_LIMIT {
            let oldest = self
                .cache
                .iter()
                .filter(|(_, slot)| slot.last_used < self.frame && slot.decoded.is_some())
                .min_by_key(|(_, slot)| slot.last_used)
                .map(|(key, _)| *key);
            let Some(key) = oldest else { break };
            total -= self.cache.remove(&key).and_then(|s| s.decoded).map_or(0, |d| d.bytes);
        }
    }

    /// Makes sure that the tile is there or asked for; true when it is there in the present look.
    fn want(&mut self, key: Key) -> bool {
        self.wanted.insert(key);
        let there = self.cache.get(&key).is_some_and(|slot| slot.generation == self.generation);
        if !there
            && self.in_place
            && let Some(job) = self.job(key)
        {
            let answer = decode(job);
            self.take(answer);
            return true;
        }
        there
    }
}

impl Tiles for BaseTiles {
    fn at(&mut self, tile: TileId) -> Option<TilePiece> {
        let header = self.archive.header().clone();
        if tile.zoom < header.min_zoom {
            return None;
        }
        let mut key = ancestor((tile.zoom, tile.x, tile.y), header.max_zoom);
        let mut own = true;
        loop {
            // Below the area's own zoom a tile is only looked for as long as none is known to be
            // there; coarser ones are asked for only where the archive has none so fine.
            if own {
                let there = self.want(key);
                self.complete &= there;
                own = there && self.cache.get(&key).is_some_and(|slot| slot.decoded.is_none());
            }
            if let Some(slot) = self.cache.get_mut(&key) {
                slot.last_used = self.frame;
                if let Some(decoded) = &slot.decoded {
                    self.shown.insert(key);
                    return Some(TilePiece::new(decoded.tile.clone(), part_of(key, (tile.zoom, tile.x, tile.y))));
                }
            }
            if key.0 <= header.min_zoom {
                return None;
            }
            key = ancestor(key, key.0 - 1);
        }
    }

    fn attribution(&self) -> Attribution {
        // Shown by the panel itself, which knows the language and the archive's own text.
        Attribution { text: "", url: "", logo_light: None, logo_dark: None }
    }

    fn tile_size(&self) -> u32 {
        match self.archive.header().kind {
            TileKind::Vector => 512,
            TileKind::Raster => 256,
        }
    }
}

/// The tile at `zoom` (or at its own, if that is lower) that this one lies in.
fn ancestor((zoom, x, y): Key, wanted: u8) -> Key {
    let steps = u32::from(zoom.saturating_sub(wanted));
    (zoom.min(wanted), x.checked_shr(steps).unwrap_or(0), y.checked_shr(steps).unwrap_or(0))
}

/// The part of `outer` that `inner`, which lies in it, covers; 0 to 1 in both directions.
fn part_of(outer: Key, inner: Key) -> Rect {
    let steps = inner.0.saturating_sub(outer.0);
    let side = f64::from(steps).exp2();
    let offset = |inner: u32, outer: u32| (f64::from(inner) - f64::from(outer) * side) / side;
    let (x, y) = (offset(inner.1, outer.1), offset(inner.2, outer.2));
    let end = |start: f64| (start + 1.0 / side) as f32;
    Rect::from_min_max(pos2(x as f32, y as f32), pos2(end(x), end(y)))
}

fn decode(job: Job) -> Answer {
    let (zoom, x, y) = job.key;
    let bytes = job.archive.tile(zoom, x, y).unwrap_or_else(|error| {
        tracing::warn!(%error, zoom, x, y, "tile cannot be read");
        None
    });
    let decoded = bytes.and_then(|bytes| match job.archive.header().kind {
        TileKind::Vector => decode_vector(&bytes, &job.style, job.key),
        TileKind::Raster => decode_raster(&bytes, &job.ctx, job.key),
    });
    Answer { key: job.key, generation: job.generation, decoded }
}

fn decode_vector(bytes: &[u8], style: &Style, key: Key) -> Option<Decoded> {
    const SIZE: u32 = 512;
    let (drawables, texts) = match Tile::from_mvt(bytes, style, key.0, SIZE) {
        Ok(Tile::Vector { drawables, texts }) => (drawables, texts),
        Ok(Tile::Raster(_)) => return None,
        Err(error) => {
            tracing::warn!(%error, ?key, "vector tile cannot be decoded");
            return None;
        }
    };
    let side = f64::from(key.0).exp2();
    let labels = texts
        .into_iter()
        .filter_map(|text| {
            let at = World {
                x: (f64::from(key.1) + f64::from(text.position.x) / f64::from(SIZE)) / side,
                y: (f64::from(key.2) + f64::from(text.position.y) / f64::from(SIZE)) / side,
            };
            Some(BaseLabel { at, class: class_of(text.layer)?, rank: text.padding.clamp(0.0, 30.0) as u8, text: text.text })
        })
        .collect();
    let bytes = drawables.iter().map(cost).sum();
    Some(Decoded { tile: Tile::Vector { drawables, texts: Vec::new() }, labels, bytes })
}

/// Bytes that a drawable takes here and uploaded.
fn cost(drawable: &Drawable) -> usize {
    match drawable {
        Drawable::Fill(mesh) => mesh.vertices.len() * 24 + mesh.indices.len() * 8,
        // Uploaded, a segment is four vertices of 44 bytes and six indices.
        Drawable::Lines(lines) => lines.iter().map(|line| 64 + line.points.len() * (8 + 200)).sum(),
    }
}

fn decode_raster(bytes: &[u8], ctx: &egui::Context, key: Key) -> Option<Decoded> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_PICTURE);
    limits.max_image_height = Some(MAX_PICTURE);
    reader.limits(limits);
    let picture =
        reader.decode().map_err(|error| tracing::warn!(%error, ?key, "picture tile cannot be decoded")).ok()?.to_rgba8();
    let size = [picture.width() as usize, picture.height() as usize];
    let pixels = egui::ColorImage::from_rgba_unmultiplied(size, picture.as_flat_samples().as_slice());
    let texture = ctx.load_texture(format!("tile {key:?}"), pixels, egui::TextureOptions::LINEAR);
    Some(Decoded { tile: Tile::Raster(texture), labels: Vec::new(), bytes: size.iter().product::<usize>() * 4 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::tiles;

    fn tiles_in_place() -> BaseTiles {
        let mut base = BaseTiles::new(Arc::new(tiles::bundled().unwrap()), true);
        base.begin(&egui::Context::default(), &Theme::light(), Lang::Zh);
        base
    }

    fn area(piece: &TilePiece) -> f32 {
        piece.uv.area()
    }

    #[test]
    fn over_zoom_shows_the_part_of_the_finest_tile() {
        let mut base = tiles_in_place();
        // Shanghai, three zooms deeper than the archive.
        let piece = base.at(TileId { zoom: 11, x: 1715, y: 836 }).expect("never blank");
        assert!((area(&piece) - 1.0 / 64.0).abs() < 1e-6);
        assert_eq!(base.shown.iter().copied().collect::<Vec<_>>(), [(8, 214, 104)]);
        assert!(base.is_complete());
    }

    #[test]
    fn where_the_archive_ends_early_a_coarser_tile_stands_in() {
        let mut base = tiles_in_place();
        // The Atlantic at zoom 8: the archive covers it to zoom 5 only.
        let piece = base.at(TileId { zoom: 8, x: 100, y: 100 }).expect("never blank");
        assert!((area(&piece) - 1.0 / 64.0).abs() < 1e-6);
        assert!(base.is_complete());
    }

    #[test]
    fn names_come_in_the_language_of_the_interface() {
        let mut base = tiles_in_place();
        let look = |base: &mut BaseTiles, lang: Lang| {
            base.begin(&egui::Context::default(), &Theme::light(), lang);
            base.at(TileId { zoom: 8, x: 214, y: 104 });
            base.end();
            base.labels().map(|label| label.text.clone()).collect::<Vec<_>>()
        };
        let zh = look(&mut base, Lang::Zh);
        assert!(zh.iter().any(|name| name == "上海"), "{zh:?}");
        let en = look(&mut base, Lang::En);
        assert!(en.iter().any(|name| name == "Shanghai"), "{en:?}");
    }

    #[test]
    fn with_threads_the_old_look_stays_until_the_new_is_there() {
        let ctx = egui::Context::default();
        let mut base = BaseTiles::new(Arc::new(tiles::bundled().unwrap()), false);
        let tile = TileId { zoom: 4, x: 13, y: 6 };
        let frame = |base: &mut BaseTiles, theme: &Theme| {
            base.begin(&ctx, theme, Lang::Zh);
            let there = base.at(tile).is_some();
            base.end();
            there
        };
        assert!(!frame(&mut base, &Theme::light()));
        assert!(!base.is_complete());
        let wait = |base: &mut BaseTiles, theme: &Theme| {
            for _ in 0..2000 {
                frame(base, theme);
                if base.is_complete() {
                    return;
                }
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            panic!("no tile came");
        };
        wait(&mut base, &Theme::light());
        assert!(frame(&mut base, &Theme::dark()), "the light tile stays");
        assert!(!base.is_complete());
        wait(&mut base, &Theme::dark());
    }
}
