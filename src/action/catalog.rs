//! The one list of actions behind menus, shortcuts, palette and tooltips.

use crate::{
    action::{
        command::{
            Command, FileCommand, FilterCommand, LayerCommand, LayoutCommand, SelectCommand, SettingsCommand, UiCommand,
            ViewCommand,
        },
        import::ImportCommand,
    },
    analysis::claim_draft::DraftFor,
    model::{
        lang::Lang,
        layout::{Panel, Workspace},
        settings::{MoneyLens, ThemeChoice},
    },
};

/// A key with modifiers; `command` is Ctrl, or Cmd on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Ctrl, or Cmd on macOS.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on macOS.
    pub alt: bool,
    /// Key name as the toolkit knows it: `K`, `F1`, `Left`, `Plus`.
    pub key: &'static str,
}

const fn plain(key: &'static str) -> Option<Chord> {
    Some(Chord { command: false, shift: false, alt: false, key })
}

const fn ctrl(key: &'static str) -> Option<Chord> {
    Some(Chord { command: true, shift: false, alt: false, key })
}

const fn ctrl_shift(key: &'static str) -> Option<Chord> {
    Some(Chord { command: true, shift: true, alt: false, key })
}

const fn alt(key: &'static str) -> Option<Chord> {
    Some(Chord { command: false, shift: false, alt: true, key })
}

impl Chord {
    /// As menus write it: `Ctrl+Shift+S`, `⌘⇧S` on macOS.
    pub fn label(&self, mac: bool) -> String {
        let key = match self.key {
            "Left" => "←",
            "Right" => "→",
            "Plus" => "+",
            "Minus" => "−",
            "Backslash" => "\\",
            other => other,
        };
        let mut out = String::new();
        let modifiers = [(self.command, "Ctrl+", "⌘"), (self.alt, "Alt+", "⌥"), (self.shift, "Shift+", "⇧")];
        for (on, other_systems, macos) in modifiers {
            if on {
                out.push_str(if mac { macos } else { other_systems });
            }
        }
        out.push_str(key);
        out
    }

    /// How many modifiers it has; chords with more are matched first.
    pub fn modifiers(&self) -> u8 {
        u8::from(self.command) + u8::from(self.shift) + u8::from(self.alt)
    }
}

/// The menu an action stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// Files and views.
    File,
    /// Selection, filters, copying.
    Edit,
    /// What is shown, and how.
    View,
    /// Base map and sources.
    Data,
    /// Help.
    Help,
    /// Units for money: a menu of its own at the right of the bar.
    Units,
}

impl Menu {
    /// All of the menu bar, in order.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Data, Self::Help];

    /// Text key of its title.
    pub fn key(self) -> &'static str {
        match self {
            Self::File => "shell-menu-file",
            Self::Edit => "shell-menu-edit",
            Self::View => "shell-menu-view",
            Self::Data => "shell-menu-data",
            Self::Help => "shell-menu-help",
            Self::Units => "shell-units-tip",
        }
    }
}

/// What availability depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read by one action")]
pub struct Facts {
    /// Something is selected.
    pub has_selection: bool,
    /// Two or more places are selected.
    pub can_compare: bool,
    /// A filter is set.
    pub has_filter: bool,
    /// There is a state to go back to.
    pub can_go_back: bool,
    /// There is a state to go forward to.
    pub can_go_forward: bool,
    /// There is an edit to take back.
    pub can_undo: bool,
    /// There is an edit to make again.
    pub can_redo: bool,
    /// The view differs from its file.
    pub changed: bool,
    /// A portfolio is on screen.
    pub has_portfolio: bool,
    /// Another base map than the bundled one is in use.
    pub foreign_base_map: bool,
}

/// Something that can be done.
#[derive(Clone, Debug)]
pub struct Action {
    /// Text key of its title.
    pub key: &'static str,
    /// Menu it stands in.
    pub menu: Menu,
    /// A line above it in the menu.
    pub line_above: bool,
    /// Shortcut.
    pub chord: Option<Chord>,
    /// What it does.
    pub command: Command,
    /// Whether it can be done now.
    pub available: fn(&Facts) -> bool,
}

const ALWAYS: fn(&Facts) -> bool = |_| true;

fn action(menu: Menu, key: &'static str, chord: Option<Chord>, command: impl Into<Command>) -> Action {
    Action { key, menu, line_above: false, chord, command: command.into(), available: ALWAYS }
}

impl Action {
    fn when(mut self, available: fn(&Facts) -> bool) -> Self {
        self.available = available;
        self
    }

    fn after_line(mut self) -> Self {
        self.line_above = true;
        self
    }
}

/// Every action, in menu order.
pub fn catalog() -> Vec<Action> {
    let mut all = file_and_edit();
    all.extend(view());
    all.extend(data_and_help());
    all
}

fn file_and_edit() -> Vec<Action> {
    vec![
        action(Menu::File, "action-open", ctrl("O"), FileCommand::OpenDialog),
        action(Menu::File, "action-save", ctrl("S"), FileCommand::Save).after_line(),
        action(Menu::File, "action-save-as", ctrl_shift("S"), FileCommand::SaveAsDialog),
        action(Menu::File, "action-revert", None, FileCommand::Revert).when(|f| f.changed),
        action(Menu::File, "action-quit", ctrl("Q"), FileCommand::Quit).after_line(),
        action(Menu::Edit, "action-undo", ctrl("Z"), LayerCommand::Undo).when(|f| f.can_undo),
        action(Menu::Edit, "action-redo", ctrl_shift("Z"), LayerCommand::Redo).when(|f| f.can_redo),
        action(Menu::Edit, "action-filter", ctrl("F"), UiCommand::FocusFilter).after_line(),
        action(Menu::Edit, "action-clear-filters", None, FilterCommand::Clear).when(|f| f.has_filter),
        action(Menu::Edit, "action-select-none", None, SelectCommand::Clear).when(|f| f.has_selection).after_line(),
        action(Menu::Edit, "action-compare-selected", None, ViewCommand::CompareSelected).when(|f| f.can_compare),
    ]
}

fn view() -> Vec<Action> {
    use Menu::View;
    let mut all = vec![
        action(View, "action-explore", plain("1"), ViewCommand::Workspace(Workspace::Explore)),
        action(View, "action-compare", plain("2"), ViewCommand::Workspace(Workspace::Compare)),
        action(View, "action-portfolio", plain("3"), ViewCommand::Workspace(Workspace::Portfolio)),
        action(View, "action-sources", plain("4"), ViewCommand::Workspace(Workspace::Sources)),
        action(View, "action-back", alt("Left"), ViewCommand::Back).when(|f| f.can_go_back).after_line(),
        action(View, "action-forward", alt("Right"), ViewCommand::Forward).when(|f| f.can_go_forward),
        action(View, "action-zoom-in", plain("Plus"), ViewCommand::ZoomBy(1.0)).after_line(),
        action(View, "action-zoom-out", plain("Minus"), ViewCommand::ZoomBy(-1.0)),
        action(View, "action-home", plain("0"), ViewCommand::Home),
        action(View, "action-left", ctrl("B"), LayoutCommand::ToggleLeft).after_line(),
        action(View, "action-inspector", ctrl("I"), LayoutCommand::ToggleInspector),
        action(View, "action-reset-layout", None, LayoutCommand::Reset),
    ];
    for (panel, key) in [
        (Panel::Map, "action-panel-map"),
        (Panel::Financing, "action-panel-financing"),
        (Panel::Deals, "action-panel-deals"),
        (Panel::Ranking, "action-panel-ranking"),
        (Panel::Compare, "action-panel-compare"),
        (Panel::Parts, "action-panel-parts"),
        (Panel::Claims, "action-panel-claims"),
        (Panel::Documents, "action-panel-documents"),
        (Panel::Conflicts, "action-panel-conflicts"),
        (Panel::Figures, "action-panel-figures"),
        (Panel::Schemes, "action-panel-schemes"),
        (Panel::Rates, "action-panel-rates"),
        (Panel::Ladder, "action-panel-ladder"),
        (Panel::Mandate, "action-panel-mandate"),
        (Panel::HomeBias, "action-panel-home-bias"),
        (Panel::Overlap, "action-panel-overlap"),
        (Panel::Deployment, "action-panel-deployment"),
        (Panel::Holdings, "action-panel-holdings"),
        (Panel::Timeline, "action-panel-timeline"),
        (Panel::Notes, "action-panel-notes"),
        (Panel::AskList, "action-panel-ask-list"),
        (Panel::DealStats, "action-panel-deal-stats"),
    ] {
        let entry = action(View, key, None, LayoutCommand::Open(panel));
        all.push(if panel == Panel::Map { entry.after_line() } else { entry });
    }
    all.extend(units());
    all.extend([
        action(View, "action-lang-zh", None, SettingsCommand::Lang(Lang::Zh)).after_line(),
        action(View, "action-lang-en", None, SettingsCommand::Lang(Lang::En)),
        action(View, "action-theme-system", None, SettingsCommand::Theme(ThemeChoice::System)).after_line(),
        action(View, "action-theme-light", None, SettingsCommand::Theme(ThemeChoice::Light)),
        action(View, "action-theme-dark", None, SettingsCommand::Theme(ThemeChoice::Dark)),
    ]);
    all
}

/// The units for money that people ask for; every other pair of currency and scale stands in the
/// units menu.
fn units() -> impl Iterator<Item = Action> {
    [
        (MoneyLens::Yi, "action-units-yi"),
        (MoneyLens::Wan, "action-units-wan"),
        (MoneyLens::Yuan, "action-units-yuan"),
        (MoneyLens::CnyM, "action-units-cny-m"),
        (MoneyLens::CnyBn, "action-units-cny-bn"),
        (MoneyLens::UsdM, "action-units-usd-m"),
        (MoneyLens::UsdBn, "action-units-usd-bn"),
        (MoneyLens::HkdBn, "action-units-hkd-bn"),
        (MoneyLens::JpyBn, "action-units-jpy-bn"),
        (MoneyLens::EurBn, "action-units-eur-bn"),
    ]
    .into_iter()
    .map(|(lens, key)| action(Menu::Units, key, None, ViewCommand::Units(lens)))
}

fn data_and_help() -> Vec<Action> {
    vec![
        action(Menu::Data, "action-add-note", ctrl("N"), UiCommand::NewNote(None)).when(|f| f.has_portfolio),
        action(Menu::Data, "action-add-claim", None, UiCommand::ClaimForm(Some(DraftFor::New(None)))),
        action(Menu::Data, "action-import-table", None, ImportCommand::PickDialog),
        action(Menu::Data, "action-base-map", None, FileCommand::PickBaseMap).after_line(),
        action(Menu::Data, "action-base-map-bundled", None, FileCommand::BaseMap(String::new())).when(|f| f.foreign_base_map),
        action(Menu::Data, "action-online-tiles", None, UiCommand::TileSettings(true)),
        action(Menu::Help, "action-palette", ctrl("K"), UiCommand::Palette(true)),
        action(Menu::Help, "action-shortcuts", plain("F1"), UiCommand::Shortcuts(true)),
        action(Menu::Help, "action-about", None, UiCommand::About(true)).after_line(),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::Text;

    #[test]
    fn every_action_has_a_title_in_both_languages() {
        for lang in Lang::ALL {
            let text = Text::new(lang);
            for action in catalog() {
                assert!(text.has(action.key), "{} in {}", action.key, lang.code());
            }
        }
    }

    #[test]
    fn no_two_actions_share_a_chord_or_its_label_on_any_system() {
        for mac in [false, true] {
            let mut seen = BTreeMap::new();
            for action in catalog() {
                if let Some(chord) = action.chord
                    && let Some(other) = seen.insert(chord.label(mac), action.key)
                {
                    panic!("{} and {other} share {}", action.key, chord.label(mac));
                }
            }
        }
    }
}
