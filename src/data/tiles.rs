//! Tile archives: opening and checking a `.pmtiles` file (version 3), and reading single tiles.
//!
//! A small reader of our own instead of an asynchronous one: it works the same on bytes compiled
//! in and on a file, needs no runtime, checks the version byte, and every way in which a file can
//! be wrong has its own message. Layout: <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::{model::filter::GeoBox, text::Text};

const HEADER_LENGTH: u64 = 127;
/// A directory that unpacks to more than this is taken for broken.
const MAX_DIRECTORY: u64 = 64 << 20;
/// A tile that unpacks to more than this is taken for broken.
const MAX_TILE: u64 = 32 << 20;
/// Root and leaves; more levels than any real archive has.
const MAX_DEPTH: usize = 4;
/// Leaf directories kept unpacked.
const LEAVES_KEPT: usize = 32;

/// The base map that is part of the program.
static BUNDLED: &[u8] = include_bytes!("../../assets/map/base.pmtiles");

/// What is wrong with a tile archive.
#[derive(Debug, thiserror::Error)]
pub enum TileFileError {
    /// The system refused to open or read it.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The first bytes are not those of the format.
    #[error("this is no PMTiles file")]
    NotPmtiles,
    /// Another version of the format.
    #[error("PMTiles version {0}; only version 3 can be read")]
    Version(u8),
    /// The file ends before its header says.
    #[error("the file is cut off")]
    Truncated,
    /// A compression that is not read.
    #[error("compressed with {0}; only gzip and uncompressed archives can be read")]
    Compression(&'static str),
    /// Tiles of a kind that cannot be drawn.
    #[error("its tiles are neither vector tiles nor PNG, JPEG or WebP pictures")]
    Kind,
    /// The directory contradicts itself.
    #[error("its directory is broken")]
    Broken,
}

impl TileFileError {
    /// The message in the language of the interface.
    pub fn message(&self, text: &Text) -> String {
        match self {
            Self::Io(error) => text.fmt("map-tiles-io", &[("cause", error.to_string().as_str().into())]),
            Self::NotPmtiles => text.get("map-tiles-not-pmtiles").to_owned(),
            Self::Version(found) => text.fmt("map-tiles-version", &[("found", usize::from(*found).into())]),
            Self::Truncated => text.get("map-tiles-truncated").to_owned(),
            Self::Compression(name) => text.fmt("map-tiles-compression", &[("name", (*name).into())]),
            Self::Kind => text.get("map-tiles-kind").to_owned(),
            Self::Broken => text.get("map-tiles-broken").to_owned(),
        }
    }
}

/// What the tiles of an archive hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileKind {
    /// Mapbox vector tiles.
    Vector,
    /// Pictures: PNG, JPEG or WebP.
    Raster,
}

/// The part of the header that a reader needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// What the tiles hold.
    pub kind: TileKind,
    /// Lowest tile zoom in the archive.
    pub min_zoom: u8,
    /// Highest tile zoom in the archive.
    pub max_zoom: u8,
    /// Area covered, degrees.
    pub bounds: GeoBox,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    tile: u64,
    offset: u64,
    length: u32,
    /// Number of consecutive tiles with this content; 0 marks a leaf directory.
    run: u32,
}

enum Source {
    Bytes(&'static [u8]),
    File(Mutex<File>, u64),
}

/// An open tile archive. Shared between threads; reads one tile at a time.
pub struct Archive {
    source: Source,
    header: Header,
    attribution: String,
    layers: Vec<String>,
    inner: Compression,
    tiles: Compression,
    root: Vec<Entry>,
    leaf_offset: u64,
    data_offset: u64,
    leaves: Mutex<BTreeMap<u64, Arc<Vec<Entry>>>>,
}

/// Folder that keeps tiles fetched from a server: the one chosen, else one in the system's cache
/// folder; none where the system has no such folder.
pub fn cache_folder(chosen: &str) -> Option<PathBuf> {
    if !chosen.trim().is_empty() {
        return Some(PathBuf::from(chosen.trim()));
    }
    Some(super::project::cache_folder()?.join("tiles"))
}

/// The base map compiled into the program.
///
/// # Errors
/// Never with the shipped asset; a test opens it.
pub fn bundled() -> Result<Archive, TileFileError> {
    Archive::new(Source::Bytes(BUNDLED))
}

/// Opens an archive from disk and checks its header and root directory.
///
/// # Errors
/// When the file cannot be read or is not an archive that can be drawn.
pub fn open(path: &Path) -> Result<Archive, TileFileError> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Archive::new(Source::File(Mutex::new(file), length))
}

impl Source {
    fn read(&self, offset: u64, length: u64) -> Result<Vec<u8>, TileFileError> {
        let end = offset.checked_add(length).ok_or(TileFileError::Broken)?;
        match self {
            Self::Bytes(bytes) => {
                let range = usize::try_from(offset).ok().zip(usize::try_from(end).ok());
                let part = range.and_then(|(from, to)| bytes.get(from..to)).ok_or(TileFileError::Truncated)?;
                Ok(part.to_vec())
            }
            Self::File(file, size) => {
                if end > *size {
                    return Err(TileFileError::Truncated);
                }
                let mut buffer = vec![0; usize::try_from(length).map_err(|_too_large| TileFileError::Broken)?];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(offset))?;
                file.read_exact(&mut buffer).map_err(|error| match error.kind() {
                    std::io::ErrorKind::UnexpectedEof => TileFileError::Truncated,
                    _ => TileFileError::Io(error),
                })?;
                Ok(buffer)
            }
        }
    }

    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }
}

impl Archive {
    fn new(source: Source) -> Result<Self, TileFileError> {
        let start = source.read(0, HEADER_LENGTH.min(source.length()))?;
        if !start.starts_with(b"PMTiles") {
            return Err(TileFileError::NotPmtiles);
        }
        match start.get(7) {
            None => return Err(TileFileError::Truncated),
            Some(3) => {}
            Some(other) => return Err(TileFileError::Version(*other)),
        }
        let raw = RawHeader::read(&start).ok_or(TileFileError::Truncated)?;
        let inner = compression(raw.inner)?;
        let tiles = compression(raw.tiles)?;
        let kind = match raw.kind {
            1 => TileKind::Vector,
            2..=4 => TileKind::Raster,
            _ => return Err(TileFileError::Kind),
        };
        if raw.min_zoom > raw.max_zoom || raw.max_zoom > 26 {
            return Err(TileFileError::Broken);
        }
        let data_end = raw.data_offset.checked_add(raw.data_length).ok_or(TileFileError::Broken)?;
        if data_end > source.length() {
            return Err(TileFileError::Truncated);
        }
        let root = entries(&unpack(source.read(raw.root_offset, raw.root_length)?, inner, MAX_DIRECTORY)?)?;
        let metadata = metadata(&source, &raw, inner).unwrap_or_default();
        let attribution = attribution(&metadata).unwrap_or_default();
        let layers = layers(&metadata);
        let header = Header { kind, min_zoom: raw.min_zoom, max_zoom: raw.max_zoom, bounds: raw.bounds };
        Ok(Self {
            source,
            header,
            attribution,
            layers,
            inner,
            tiles,
            root,
            leaf_offset: raw.leaf_offset,
            data_offset: raw.data_offset,
            leaves: Mutex::default(),
        })
    }

    /// Kind of tiles, zooms, area.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Attribution as the archive's metadata give it, without markup; empty when it gives none.
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// True for the base map that is part of the program.
    pub fn is_bundled(&self) -> bool {
        matches!(self.source, Source::Bytes(_))
    }

    /// Names of the vector layers that the metadata list.
    pub fn layers(&self) -> &[String] {
        &self.layers
    }

    /// The unpacked bytes of a tile; `None` when the archive has none there.
    ///
    /// # Errors
    /// When the file cannot be read or its directory is broken.
    pub fn tile(&self, zoom: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, TileFileError> {
        if zoom < self.header.min_zoom || zoom > self.header.max_zoom {
            return Ok(None);
        }
        let Some(id) = tile_number(zoom, x, y) else { return Ok(None) };
        let Some(mut entry) = find(&self.root, id) else { return Ok(None) };
        for _ in 0..MAX_DEPTH {
            if entry.run > 0 {
                let offset = self.data_offset.checked_add(entry.offset).ok_or(TileFileError::Broken)?;
                let bytes = self.source.read(offset, u64::from(entry.length))?;
                return unpack(bytes, self.tiles, MAX_TILE).map(Some);
            }
            let leaf = self.leaf(entry)?;
            match find(&leaf, id) {
                Some(next) => entry = next,
                None => return Ok(None),
            }
        }
        Err(TileFileError::Broken)
    }

    fn leaf(&self, entry: Entry) -> Result<Arc<Vec<Entry>>, TileFileError> {
        let offset = self.leaf_offset.checked_add(entry.offset).ok_or(TileFileError::Broken)?;
        if let Some(leaf) = self.leaves.lock().unwrap_or_else(PoisonError::into_inner).get(&offset) {
            return Ok(Arc::clone(leaf));
        }
        let bytes = unpack(self.source.read(offset, u64::from(entry.length))?, self.inner, MAX_DIRECTORY)?;
        let leaf = Arc::new(entries(&bytes)?);
        let mut leaves = self.leaves.lock().unwrap_or_else(PoisonError::into_inner);
        if leaves.len() >= LEAVES_KEPT {
            leaves.clear();
        }
        leaves.insert(offset, Arc::clone(&leaf));
        Ok(leaf)
    }
}

struct RawHeader {
    root_offset: u64,
    root_length: u64,
    meta_offset: u64,
    meta_length: u64,
    leaf_offset: u64,
    data_offset: u64,
    data_length: u64,
    inner: u8,
    tiles: u8,
    kind: u8,
    min_zoom: u8,
    max_zoom: u8,
    bounds: GeoBox,
}

impl RawHeader {
    fn read(bytes: &[u8]) -> Option<Self> {
        let long = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let degrees = |at: usize| {
            let raw = bytes.get(at..at + 4)?.try_into().ok().map(i32::from_le_bytes)?;
            Some(f64::from(raw) / 1e7)
        };
        let byte = |at: usize| bytes.get(at).copied();
        (bytes.len() as u64 == HEADER_LENGTH).then_some(())?;
        Some(Self {
            root_offset: long(8)?,
            root_length: long(16)?,
            meta_offset: long(24)?,
            meta_length: long(32)?,
            leaf_offset: long(40)?,
            data_offset: long(56)?,
            data_length: long(64)?,
            inner: byte(97)?,
            tiles: byte(98)?,
            kind: byte(99)?,
            min_zoom: byte(100)?,
            max_zoom: byte(101)?,
            bounds: GeoBox { west: degrees(102)?, south: degrees(106)?, east: degrees(110)?, north: degrees(114)? },
        })
    }
}

fn compression(code: u8) -> Result<Compression, TileFileError> {
    match code {
        // 0 is "unknown"; the tiles then stand as they are, or reading them fails one by one.
        0 | 1 => Ok(Compression::None),
        2 => Ok(Compression::Gzip),
        3 => Err(TileFileError::Compression("Brotli")),
        4 => Err(TileFileError::Compression("Zstandard")),
        _ => Err(TileFileError::Broken),
    }
}

fn unpack(bytes: Vec<u8>, compression: Compression, limit: u64) -> Result<Vec<u8>, TileFileError> {
    match compression {
        Compression::None => Ok(bytes),
        Compression::Gzip => {
            let mut out = Vec::new();
            let read = flate2::read::MultiGzDecoder::new(bytes.as_slice()).take(limit + 1).read_to_end(&mut out);
            if read.is_err() || out.len() as u64 > limit {
                return Err(TileFileError::Broken);
            }
            Ok(out)
        }
    }
}

fn metadata(source: &Source, raw: &RawHeader, inner: Compression) -> Option<serde_json::Value> {
    let bytes = unpack(source.read(raw.meta_offset, raw.meta_length).ok()?, inner, MAX_DIRECTORY).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn layers(metadata: &serde_json::Value) -> Vec<String> {
    let layers = metadata.get("vector_layers").and_then(|layers| layers.as_array());
    layers.into_iter().flatten().filter_map(|layer| Some(layer.get("id")?.as_str()?.to_owned())).collect()
}

/// The metadata's `attribution`, markup taken out.
fn attribution(json: &serde_json::Value) -> Option<String> {
    let mut inside = false;
    let mut plain = String::new();
    for c in json.get("attribution")?.as_str()?.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_control() => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace("&copy;", "©").replace("&amp;", "&");
    Some(plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect())
}

/// Reads a directory: four columns of variable-length integers.
fn entries(bytes: &[u8]) -> Result<Vec<Entry>, TileFileError> {
    let mut rest = bytes;
    let mut next = || varint(&mut rest).ok_or(TileFileError::Broken);
    let count = usize::try_from(next()?).map_err(|_too_large| TileFileError::Broken)?;
    // Each entry takes at least four bytes, so a larger count is a lie.
    if count > bytes.len() / 4 + 1 {
        return Err(TileFileError::Broken);
    }
    let mut entries = vec![Entry { tile: 0, offset: 0, length: 0, run: 0 }; count];
    let mut tile = 0_u64;
    for entry in &mut entries {
        tile = tile.checked_add(next()?).ok_or(TileFileError::Broken)?;
        entry.tile = tile;
    }
    for entry in &mut entries {
        entry.run = u32::try_from(next()?).map_err(|_too_large| TileFileError::Broken)?;
    }
    for entry in &mut entries {
        entry.length = u32::try_from(next()?).map_err(|_too_large| TileFileError::Broken)?;
    }
    let mut after = None;
    for entry in &mut entries {
        let offset = match next()? {
            0 => after.ok_or(TileFileError::Broken)?,
            written => written - 1,
        };
        entry.offset = offset;
        after = offset.checked_add(u64::from(entry.length));
    }
    Ok(entries)
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, tail) = rest.split_first()?;
        *rest = tail;
        value |= u64::from(first & 0x7f).checked_shl(shift)?;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn find(entries: &[Entry], tile: u64) -> Option<Entry> {
    let after = entries.partition_point(|entry| entry.tile <= tile);
    let entry = *entries.get(after.checked_sub(1)?)?;
    (entry.run == 0 || tile - entry.tile < u64::from(entry.run)).then_some(entry)
}

/// Number of a tile along the Hilbert curve, all lower zooms first; `None` outside of the grid.
fn tile_number(zoom: u8, x: u32, y: u32) -> Option<u64> {
    let side = 1_u64.checked_shl(u32::from(zoom)).filter(|_| zoom <= 26)?;
    let (mut x, mut y) = (u64::from(x), u64::from(y));
    if x >= side || y >= side {
        return None;
    }
    let lower: u64 = (0..u32::from(zoom)).map(|z| 1_u64 << (2 * z)).sum();
    let mut number = 0;
    let mut half = side / 2;
    while half > 0 {
        let right = u64::from(x & half > 0);
        let down = u64::from(y & half > 0);
        number += half * half * ((3 * right) ^ down);
        if down == 0 {
            if right == 1 {
                x = (side - 1) - x;
                y = (side - 1) - y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        half /= 2;
    }
    Some(lower + number)
}

#[cfg(test)]
mod tests;
