//! The bundled fonts: Inter for Latin with tabular figures, Noto Sans SC for Chinese, both in a
//! regular and a 600 weight, and an icon font behind both.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::views::theme::SEMIBOLD;

/// The font files, by the name they are registered under.
pub const FONTS: [(&str, &[u8]); 4] = [
    ("inter", include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    ("inter-semibold", include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
    ("noto-sc", include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf")),
    ("noto-sc-semibold", include_bytes!("../../assets/fonts/NotoSansSC-SemiBold.ttf")),
];

/// Registers the fonts. Chinese stands in every family, so that no text can lack a glyph.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FONTS {
        let mut data = FontData::from_static(bytes);
        // Fitting Chinese strokes to pixels takes most of a first frame and makes them uneven.
        data.tweak.hinting = name.starts_with("noto").then_some(false);
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let icons = egui_material_icons::font_insert();
    fonts.font_data.insert(icons.name.clone(), Arc::new(icons.data));
    let family = |names: [&str; 2]| {
        let mut list: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        list.push(icons.name.clone());
        list
    };
    fonts.families.insert(FontFamily::Proportional, family(["inter", "noto-sc"]));
    fonts.families.insert(FontFamily::Monospace, family(["inter", "noto-sc"]));
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), family(["inter-semibold", "noto-sc-semibold"]));
    fonts.families.insert(FontFamily::Name(egui_material_icons::FONT_FAMILY_OUTLINED.into()), vec![icons.name.clone()]);
    ctx.set_fonts(fonts);
}
