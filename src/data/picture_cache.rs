//! Pictures that were made before, on disk: one file a slot, named by what it was made from.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use image::RgbaImage;

use super::{picture_file::write_png, project};

/// A folder of pictures.
#[derive(Clone, Debug)]
pub struct PictureCache {
    folder: PathBuf,
}

impl PictureCache {
    /// The cache in the system's cache folder; none where there is no such folder.
    pub fn of_system() -> Option<Self> {
        Some(Self::new(&project::cache_folder()?.join("pictures")))
    }

    /// A cache in a folder, which need not exist.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The picture of a slot, if it was made from just this.
    pub fn get(&self, slot: &str, made_from: u64) -> Option<RgbaImage> {
        let bytes = fs::read(self.path(slot, made_from)).ok()?;
        // A broken file is a picture that has to be made again.
        Some(image::load_from_memory_with_format(&bytes, image::ImageFormat::Png).ok()?.into_rgba8())
    }

    /// Keeps the picture of a slot and forgets the slot's older ones.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&self, slot: &str, made_from: u64, picture: &RgbaImage) -> io::Result<()> {
        let path = self.path(slot, made_from);
        write_png(&path, picture)?;
        let start = start_of(slot);
        for entry in fs::read_dir(&self.folder)? {
            let old = entry?.path();
            let is_older = old != path && old.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&start));
            if is_older {
                fs::remove_file(old)?;
            }
        }
        Ok(())
    }

    fn path(&self, slot: &str, made_from: u64) -> PathBuf {
        self.folder.join(format!("{}{made_from:016x}.png", start_of(slot)))
    }
}

/// When the running program's file was written; another build may draw other pictures.
pub fn program_time() -> Option<SystemTime> {
    std::env::current_exe().and_then(fs::metadata).and_then(|file| file.modified()).ok()
}

/// Slots may hold any characters; file names may not.
fn start_of(slot: &str) -> String {
    format!("{:016x}-", project::digest(slot.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_keeps_its_last_picture() {
        let folder = tempfile::tempdir().unwrap();
        let cache = PictureCache::new(&folder.path().join("图片 one"));
        let picture = |red| RgbaImage::from_pixel(3, 2, image::Rgba([red, 20, 30, 255]));
        assert!(cache.get("苏州 zh", 1).is_none());
        cache.put("苏州 zh", 1, &picture(1)).unwrap();
        cache.put("other", 1, &picture(7)).unwrap();
        assert_eq!(cache.get("苏州 zh", 1), Some(picture(1)));
        cache.put("苏州 zh", 2, &picture(2)).unwrap();
        assert_eq!((cache.get("苏州 zh", 1), cache.get("苏州 zh", 2)), (None, Some(picture(2))));
        assert_eq!(cache.get("other", 1), Some(picture(7)));
        fs::write(cache.path("other", 1), b"no picture").unwrap();
        assert_eq!(cache.get("other", 1), None);
    }
}
