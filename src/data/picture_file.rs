//! Pictures as PNG files.

use std::{io, path::Path};

use image::{ExtendedColorType, ImageEncoder, RgbaImage, codecs::png::PngEncoder};

/// A picture as PNG bytes.
///
/// # Errors
/// When the encoder refuses the size.
pub fn png_bytes(image: &RgbaImage) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(image.as_raw(), image.width(), image.height(), ExtendedColorType::Rgba8)
        .map_err(io::Error::other)?;
    Ok(bytes)
}

/// Writes a picture as PNG, whole or not at all.
///
/// # Errors
/// When the file cannot be written.
pub fn write_png(path: &Path, image: &RgbaImage) -> io::Result<()> {
    super::atomic_write::write(path, &png_bytes(image)?, super::atomic_write::Old::Replace)
}
