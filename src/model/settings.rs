//! What a person sets once for the whole program.

use serde::{Deserialize, Serialize};

use super::lang::Lang;
pub use super::money::MoneyLens;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Days after a period's end from which a count of it is taken as complete, until a person sets
/// another number.
pub const INCOMPLETE_DAYS: u16 = 14;

/// The settings file's content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// File version.
    pub version: u32,
    /// Interface language; none until a person chose one (then the system's).
    pub lang: Option<Lang>,
    /// Theme.
    pub theme: ThemeChoice,
    /// Unit for money in new views.
    pub units: Option<MoneyLens>,
    /// Who edits: written into a person's claims, rates and decisions. Empty until the program
    /// put the name of the system's user there.
    pub author: String,
    /// Files opened lately, newest first.
    pub recent: Vec<String>,
    /// Base map file picked by a person; empty for the bundled one.
    pub base_map: String,
    /// Online tile server; off unless a person switches it on.
    pub online_tiles: OnlineTiles,
    /// False once the tip of the first start was closed.
    pub show_tip: bool,
    /// Left column shown.
    pub left_open: bool,
    /// Inspector shown.
    pub inspector_open: bool,
    /// A period counted less than so many days after its end is marked incomplete.
    pub incomplete_days: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 1,
            lang: None,
            theme: ThemeChoice::System,
            units: None,
            author: String::new(),
            recent: Vec::new(),
            base_map: String::new(),
            online_tiles: OnlineTiles::default(),
            show_tip: true,
            left_open: true,
            inspector_open: true,
            incomplete_days: INCOMPLETE_DAYS,
        }
    }
}

/// A raster tile server by URL template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OnlineTiles {
    /// Requests leave the machine only when this is on.
    pub enabled: bool,
    /// `https://host/{z}/{x}/{y}.png`
    pub template: String,
    /// Attribution that the server asks for.
    pub attribution: String,
    /// Folder that keeps fetched tiles; empty for the system's cache folder.
    pub cache_folder: String,
}
