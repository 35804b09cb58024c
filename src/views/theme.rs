//! Design tokens: every colour, distance, radius and text size of the program stands here.

#![expect(clippy::disallowed_methods, reason = "the home of colours")]

use egui::{Color32, FontFamily, FontId, Stroke};

/// Distances in points.
pub mod space {
    /// Between parts of one control.
    pub const XS: f32 = 4.0;
    /// Between controls.
    pub const S: f32 = 8.0;
    /// Inside panels and cards.
    pub const M: f32 = 12.0;
    /// Between groups.
    pub const L: f32 = 16.0;
    /// Between sections.
    pub const XL: f32 = 24.0;
    /// Smallest side of anything that can be hit.
    pub const HIT: f32 = 24.0;
}

/// Corner radii in points.
pub mod radius {
    /// Controls.
    pub const CONTROL: u8 = 4;
    /// Cards.
    pub const CARD: u8 = 8;
}

/// Text sizes in points.
pub mod size {
    /// Captions, axis texts.
    pub const SMALL: f32 = 12.0;
    /// Body.
    pub const BODY: f32 = 13.0;
    /// Panel titles.
    pub const TITLE: f32 = 15.0;
    /// Key figures, inspector heading.
    pub const FIGURE: f32 = 20.0;
}

/// Line weights in points.
pub mod weight {
    /// Hairlines and outlines.
    pub const THIN: f32 = 1.0;
    /// Emphasis: selection rings, focus.
    pub const BOLD: f32 = 2.0;
}

/// The category that deals of own tables have on the map and in their panels: violet.
pub const DEALS: usize = 5;

/// Name of the semibold family registered by the program.
pub const SEMIBOLD: &str = "semibold";

/// Body text in the regular weight.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Headings and key figures: a real 600 weight.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// Colours of the base map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapColors {
    /// Land.
    pub land: Color32,
    /// Sea and lakes.
    pub water: Color32,
    /// Rivers.
    pub river: Color32,
    /// Province lines.
    pub province: Color32,
    /// Country borders.
    pub border: Color32,
    /// Rail corridors.
    pub rail: Color32,
    /// Built-up areas.
    pub urban: Color32,
    /// Place labels.
    pub label: Color32,
    /// Halo around labels and symbols.
    pub halo: Color32,
}

/// All colours of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// True for the dark theme.
    pub dark: bool,
    /// Window background.
    pub window: Color32,
    /// Panel background.
    pub panel: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text.
    pub muted: Color32,
    /// Selected or clickable.
    pub accent: Color32,
    /// Needs attention.
    pub warning: Color32,
    /// Background of what is selected.
    pub selection: Color32,
    /// Background of what is hovered.
    pub hover: Color32,
    /// Text on an accent fill.
    pub on_accent: Color32,
    /// Shadow under menus and windows.
    pub shadow: Color32,
    /// Tier 1, 2, other. Means tier and nothing else.
    pub tiers: [Color32; 3],
    /// Categories: colour-blind safe, without blue; the eighth is "other".
    pub categories: [Color32; 8],
    /// Base map.
    pub map: MapColors,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

impl Theme {
    /// The light theme.
    pub fn light() -> Self {
        Self {
            dark: false,
            window: rgb(0xfb_faf8),
            panel: rgb(0xff_ffff),
            line: rgb(0xe4_e1db),
            text: rgb(0x1f_2328),
            muted: rgb(0x62_686f),
            accent: rgb(0x0b_6e75),
            warning: rgb(0xa8_5c06),
            selection: rgb(0xe6_f1f2),
            hover: rgb(0xf3_f1ec),
            on_accent: rgb(0xff_ffff),
            shadow: Color32::from_black_alpha(28),
            tiers: [rgb(0x0b_4f6c), rgb(0x3f_8fa8), rgb(0x9c_c7d2)],
            // After Paul Tol's "muted" scheme (https://personal.sron.nl/~pault/), without its blues.
            categories: [
                rgb(0x11_7733),
                rgb(0xcc_6677),
                rgb(0xb5_9b3a),
                rgb(0x88_2255),
                rgb(0x99_9933),
                rgb(0xaa_4499),
                rgb(0x8c_564b),
                rgb(0x8a_8f95),
            ],
            map: MapColors {
                land: rgb(0xf7_f6f2),
                water: rgb(0xdd_e6ea),
                river: rgb(0xcf_dde3),
                province: rgb(0xd9_d5cc),
                border: rgb(0xbd_b7ab),
                rail: rgb(0xe3_ded4),
                urban: rgb(0xef_ebe2),
                label: rgb(0x6b_7178),
                halo: rgb(0xff_ffff),
            },
        }
    }

    /// The dark theme.
    pub fn dark() -> Self {
        Self {
            dark: true,
            window: rgb(0x14_171b),
            panel: rgb(0x1b_1f24),
            line: rgb(0x2d_333a),
            text: rgb(0xe6_e8ea),
            muted: rgb(0x98_a1aa),
            accent: rgb(0x5c_c3c9),
            warning: rgb(0xe0_a04a),
            selection: rgb(0x20_343a),
            hover: rgb(0x23_282e),
            on_accent: rgb(0x10_1417),
            shadow: Color32::from_black_alpha(110),
            tiers: [rgb(0x8f_d3f0), rgb(0x4f_9dbd), rgb(0x2f_6079)],
            categories: [
                rgb(0x4d_b37a),
                rgb(0xe3_8b99),
                rgb(0xdd_cc77),
                rgb(0xc9_6a9b),
                rgb(0xb8_b84d),
                rgb(0xcc_78c0),
                rgb(0xc0_8a7c),
                rgb(0x9a_a0a6),
            ],
            map: MapColors {
                land: rgb(0x20_242a),
                water: rgb(0x16_1a1f),
                river: rgb(0x1c_2630),
                province: rgb(0x34_3a42),
                border: rgb(0x4a_515b),
                rail: rgb(0x2b_3037),
                urban: rgb(0x28_2d34),
                label: rgb(0x98_a1aa),
                halo: rgb(0x14_171b),
            },
        }
    }

    /// Colour of a published or computed tier (1, 2, 3 = other).
    pub fn tier(&self, tier: u8) -> Color32 {
        let [first, second, other] = self.tiers;
        match tier {
            1 => first,
            2 => second,
            _ => other,
        }
    }

    /// Colour of the category at `index`; everything past the last is "other".
    pub fn category(&self, index: usize) -> Color32 {
        let [.., other] = self.categories;
        self.categories.get(index).copied().unwrap_or(other)
    }

    /// A step of the sequential ramp (cividis, from the viridis family), `t` from 0 to 1: light to
    /// dark with value on the light theme, dark to light on the dark one.
    pub fn ramp(&self, t: f64) -> Color32 {
        let t = t.clamp(0.0, 1.0);
        // The ends are left out: too close to the panel colours to be told apart from them.
        let at = if self.dark { 0.25 + 0.7 * t } else { 0.92 - 0.8 * t };
        let colorous::Color { r, g, b } = colorous::CIVIDIS.eval_continuous(at);
        Color32::from_rgb(r, g, b)
    }

    /// `color` with part of its strength, over the panel.
    pub fn faded(&self, color: Color32, strength: f32) -> Color32 {
        color.gamma_multiply(strength)
    }

    /// A hairline.
    pub fn hairline(&self) -> Stroke {
        Stroke::new(weight::THIN, self.line)
    }
}
