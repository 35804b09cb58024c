//! Pictures beside a document: copied there when a person attaches them, read back for the screen.

use std::{
    fs::File,
    io::{self, BufReader, Read as _},
    path::{Component, Path, PathBuf},
};

use exif::{Exif, In, Tag, Value};
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, RgbaImage};

use super::{
    atomic_write::{self, Old},
    names::{file_stem, free_stem},
    portfolio_file::EXTENSION,
};
use crate::model::portfolio::{Attachment, GeoPoint};

/// Endings of the pictures that can be attached, lower case.
pub const ENDINGS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];
/// Largest picture that is attached, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Most pixels along one side of a picture that is drawn.
const MOST_PIXELS: u32 = 20_000;
/// Most memory that decoding a picture may take, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// Why a picture cannot be attached.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// Reading or writing failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Too many bytes.
    #[error("the picture is larger than 64 MB; save a smaller one")]
    TooLarge,
    /// No JPEG, PNG or WebP.
    #[error("not a picture that can be shown (JPEG, PNG or WebP): {0}")]
    NoPicture(String),
}

/// True for the file of a picture, by its name.
pub fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Copies a picture into the folder of pictures beside the document, under a name that is free
/// there, and reads from it where and when it was taken.
///
/// # Errors
/// When the file cannot be read or written, is too large or no picture.
pub fn attach(document: &Path, picture: &Path) -> Result<Attachment, PhotoError> {
    let mut bytes = Vec::new();
    File::open(picture)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(PhotoError::TooLarge);
    }
    let reader = ImageReader::new(io::Cursor::new(&bytes)).with_guessed_format()?;
    reader.into_dimensions().map_err(|error| PhotoError::NoPicture(error.to_string()))?;
    let name = document.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_suffix(EXTENSION).unwrap_or(&name);
    let folder = format!("{stem}.files");
    let beside = document.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(beside.join(&folder))?;
    let wanted = file_stem(&picture.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default());
    let wanted = if wanted.is_empty() { "picture".to_owned() } else { wanted };
    let ending = picture.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let file = |stem: &str| format!("{folder}/{stem}.{ending}");
    let stem = free_stem(&wanted, |stem| beside.join(file(stem)).exists());
    let file = file(&stem);
    atomic_write::write(&beside.join(&file), &bytes, Old::Replace)?;
    let exif = exif::Reader::new().read_from_container(&mut io::Cursor::new(&bytes)).ok();
    let taken_at = exif.as_ref().and_then(point);
    let taken_on = exif.as_ref().and_then(moment).unwrap_or_default();
    Ok(Attachment { file, taken_at, taken_on })
}

/// Where an attached picture lies; none for a name that leads out of the document's folder.
pub fn path_of(document: &Path, file: &str) -> Option<PathBuf> {
    let inside = !file.is_empty() && Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| document.parent().unwrap_or(Path::new("")).join(file))
}

/// Copies the pictures of a document that is saved elsewhere; those that lie there already stay.
///
/// # Errors
/// When a picture cannot be copied. One that is missing is left out: its note still names it.
pub fn copy_along<'a>(from: &Path, to: &Path, files: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    for file in files {
        let (Some(source), Some(target)) = (path_of(from, file), path_of(to, file)) else { continue };
        if source == target || target.exists() || !source.is_file() {
            continue;
        }
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::copy(source, target)?;
    }
    Ok(())
}

/// A picture turned as the camera was held, at most `most` pixels wide and high.
///
/// # Errors
/// When the file cannot be read or is no picture.
pub fn small(path: &Path, most: u32) -> io::Result<RgbaImage> {
    let mut reader = ImageReader::new(BufReader::new(File::open(path)?)).with_guessed_format()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_PIXELS), Some(MOST_PIXELS));
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(io::Error::other)?;
    let turned = decoder.orientation().map_err(io::Error::other)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(io::Error::other)?;
    if picture.width().max(picture.height()) > most {
        picture = picture.thumbnail(most, most);
    }
    picture.apply_orientation(turned);
    Ok(picture.into_rgba8())
}

/// Where a photo says that it was taken; WGS-84 by the standard.
fn point(exif: &Exif) -> Option<GeoPoint> {
    let degrees = |tag: Tag, side: Tag, negative: u8| {
        let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
        let [whole, minutes, seconds] = parts.as_slice() else { return None };
        let degrees = whole.to_f64() + minutes.to_f64() / 60.0 + seconds.to_f64() / 3600.0;
        let Value::Ascii(side) = &exif.get_field(side, In::PRIMARY)?.value else { return None };
        let is_negative = side.first().and_then(|text| text.first()).is_some_and(|c| c.eq_ignore_ascii_case(&negative));
        Some(if is_negative { -degrees } else { degrees })
    };
    let lat = degrees(Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S')?;
    let lon = degrees(Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W')?;
    // A camera without a fix writes zeros; division by zero is no place either.
    let is_fix = lat.is_finite() && lon.is_finite() && (lat, lon) != (0.0, 0.0);
    if is_fix { GeoPoint::new(lon, lat) } else { None }
}

/// When a photo says that it was taken, as `2026-03-31 14:05:00`.
fn moment(exif: &Exif) -> Option<String> {
    let Value::Ascii(texts) = &exif.get_field(Tag::DateTimeOriginal, In::PRIMARY)?.value else { return None };
    let parsed = exif::DateTime::from_ascii(texts.first()?).ok()?;
    let shown = parsed.to_string();
    (parsed.year > 0).then_some(shown)
}

#[cfg(test)]
mod tests;
