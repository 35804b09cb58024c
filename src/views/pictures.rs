//! Pictures on the screen: their textures, made anew when a picture changed.

use std::{collections::BTreeMap, sync::Arc};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::update::Thumbnail;

/// Textures by name.
#[derive(Default)]
pub struct Pictures {
    known: BTreeMap<String, (Arc<Vec<u8>>, TextureHandle)>,
}

impl std::fmt::Debug for Pictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.known.keys()).finish()
    }
}

impl Pictures {
    /// The texture of a picture; none for one without pixels or with too few of them.
    pub fn texture(&mut self, ctx: &Context, name: &str, picture: &Thumbnail) -> Option<TextureHandle> {
        if let Some((pixels, texture)) = self.known.get(name)
            && Arc::ptr_eq(pixels, &picture.rgba)
        {
            return Some(texture.clone());
        }
        let [width, height] = picture.size;
        if width == 0 || picture.rgba.len() != width * height * 4 {
            return None;
        }
        let image = ColorImage::from_rgba_unmultiplied(picture.size, &picture.rgba);
        let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
        self.known.insert(name.to_owned(), (Arc::clone(&picture.rgba), texture.clone()));
        Some(texture)
    }

    /// The names of the pictures that have a texture.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Lets the textures go whose picture is not wanted any more.
    pub fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.known.retain(|name, _| wanted(name));
    }
}
