//! What a person asks for. Serialisable, so that scripts and bug reports can hold it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::import::ImportCommand;
use crate::{
    analysis::claim_draft::DraftFor,
    model::{
        filter::Filter,
        ids::{PlaceId, PortfolioId, ViewId},
        item::Item,
        lang::{Bilingual, Lang},
        layout::{LayoutNode, Panel, Workspace},
        portfolio::{Anchor, PortfolioEdit},
        settings::{MoneyLens, OnlineTiles, ThemeChoice},
        user_layer::UserEdit,
        view_state::{FinancingView, Layers, MapView, RankingView},
    },
};

/// A command, by the part of the program it concerns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// What the view shows.
    View(ViewCommand),
    /// What is selected or hovered.
    Select(SelectCommand),
    /// What the view lets through.
    Filter(FilterCommand),
    /// Arrangement of panels.
    Layout(LayoutCommand),
    /// Saved views and files.
    File(FileCommand),
    /// What a person adds over the atlas: claims, rates, decisions, joins.
    Layer(LayerCommand),
    /// Funds, holdings, notes.
    Portfolio(PortfolioCommand),
    /// Own deal tables.
    Table(TableCommand),
    /// Importing a deal table.
    Import(ImportCommand),
    /// Program-wide settings.
    Settings(SettingsCommand),
    /// Transient windows: palette, help, about.
    Ui(UiCommand),
    /// Copying and pictures.
    Copy(CopyCommand),
}

/// See [`Command::View`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ViewCommand {
    /// Brings a workspace to the front.
    Workspace(Workspace),
    /// The map was moved by hand.
    MapMoved(MapView),
    /// Moves the map.
    FlyTo {
        /// Degrees east.
        lon: f64,
        /// Degrees north.
        lat: f64,
        /// Zoom; none keeps the present one or goes closer as the place needs.
        zoom: Option<f64>,
    },
    /// Moves the map to a place and selects it.
    GoTo(Item),
    /// Zooms by steps.
    ZoomBy(f64),
    /// The whole country.
    Home,
    /// Layer switches and metrics.
    Layers(Layers),
    /// Scope, measure and place of the financing panel.
    Financing(FinancingView),
    /// Weights and cuts.
    Ranking(RankingView),
    /// Places compared.
    Compare(Vec<PlaceId>),
    /// Adds a place to the comparison.
    CompareAdd(PlaceId),
    /// Takes a place out of the comparison.
    CompareRemove(PlaceId),
    /// Compares the selected places and brings the Compare workspace to the front.
    CompareSelected,
    /// The day that the view speaks of: nothing published later is used; empty for all.
    AsOf(String),
    /// Unit for money.
    Units(MoneyLens),
    /// To the view state before this one.
    Back,
    /// To the one that Back left.
    Forward,
}

/// See [`Command::Select`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SelectCommand {
    /// Selects just this.
    Set(Item),
    /// Adds it or takes it out.
    Toggle(Item),
    /// Selects these.
    Many(Vec<Item>),
    /// Selects nothing.
    Clear,
    /// Lights an item everywhere, or none.
    Hover(Option<Item>),
}

/// See [`Command::Filter`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FilterCommand {
    /// Replaces the whole filter.
    Set(Box<Filter>),
    /// Lets everything through.
    Clear,
}

/// See [`Command::Layout`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LayoutCommand {
    /// The arrangement of the workspace in front was changed by hand.
    Changed(LayoutNode),
    /// Brings the workspace's own arrangement back.
    Reset,
    /// Opens a panel that was closed.
    Open(Panel),
    /// Closes a panel.
    Close(Panel),
    /// Fills the centre with one panel, or restores it.
    Maximise(Option<Panel>),
    /// Left column shown or hidden.
    ToggleLeft,
    /// Inspector shown or hidden.
    ToggleInspector,
}

/// See [`Command::File`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileCommand {
    /// Asks for a file and opens it.
    OpenDialog,
    /// Opens a file (a view, a base map).
    Open(PathBuf),
    /// Opens a view of the list.
    OpenView(ViewId),
    /// Saves the view to its file; a shipped view becomes a copy in the project.
    Save,
    /// Asks for a name and saves.
    SaveAsDialog,
    /// Saves under a new name (a file stem in the project's `saved_views`).
    SaveAs(String),
    /// Gives a view of the project another title.
    Rename {
        /// Which.
        id: ViewId,
        /// New title.
        title: Bilingual,
    },
    /// Deletes a view of the project (its file goes to `.bak`).
    Delete(ViewId),
    /// Makes a copy of a view in the project.
    Duplicate(ViewId),
    /// Takes all changes since the last save back.
    Revert,
    /// Answers the question that is open.
    Answer(Answer),
    /// Asks for a `.pmtiles` file to use as base map.
    PickBaseMap,
    /// Uses this base map file; empty for the bundled one.
    BaseMap(String),
    /// Closes the window; asks when something is unsaved.
    Quit,
}

/// Answer to an open question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on without saving; overwrite.
    Discard,
    /// Keep a copy of what is on disk, then overwrite.
    KeepCopy,
    /// Bring both sides together, item by item.
    Merge,
    /// Stay.
    Cancel,
}

/// See [`Command::Layer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LayerCommand {
    /// Makes an edit.
    Edit {
        /// Text key of what is done, for "Undo ...".
        label: String,
        /// The edit.
        edit: Box<UserEdit>,
    },
    /// Takes the last edit back.
    Undo,
    /// Makes the last undone edit again.
    Redo,
    /// Saves now.
    Save,
}

/// See [`Command::Portfolio`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PortfolioCommand {
    /// Opens a portfolio of the list.
    Open(PortfolioId),
    /// Makes a new portfolio in the project.
    New {
        /// Its title.
        title: String,
    },
    /// Makes an edit.
    Edit {
        /// Text key of what is done, for "Undo ...".
        label: String,
        /// The edit.
        edit: Box<PortfolioEdit>,
    },
    /// Attaches a picture to the note that is written, or to a new one.
    Attach(PathBuf),
    /// Asks for a picture to attach.
    PickPhoto,
    /// The editor took the pictures over.
    AttachmentsTaken,
    /// An attached picture is to be seen.
    ReadPhoto(String),
    /// Takes the last edit back.
    Undo,
    /// Makes the last undone edit again.
    Redo,
    /// Saves now.
    Save,
    /// Saves under another name (a file stem in the project's `portfolios`).
    SaveAs(String),
    /// Takes all changes since the last save back.
    Revert,
    /// Shows a fund, by key.
    ShowFund(String),
    /// The person has seen what the last merge left.
    MergeSeen,
}

/// See [`Command::Table`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TableCommand {
    /// Takes a table's deals into the view, or out of it.
    Show {
        /// The table, as views refer to it.
        refer: String,
        /// Into the view.
        on: bool,
    },
}

/// See [`Command::Settings`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SettingsCommand {
    /// Interface language.
    Lang(Lang),
    /// Theme.
    Theme(ThemeChoice),
    /// Online tiles.
    OnlineTiles(OnlineTiles),
    /// Days after a period's end from which a count of it is taken as complete.
    IncompleteDays(u16),
    /// The name under which a person's claims, decisions and notes are signed.
    Author(String),
    /// Closes the first-start tip for good.
    CloseTip,
}

/// See [`Command::Ui`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum UiCommand {
    /// Opens or closes the palette.
    Palette(bool),
    /// Opens or closes the shortcut sheet.
    Shortcuts(bool),
    /// Opens or closes the about window.
    About(bool),
    /// Opens or closes the tile settings.
    TileSettings(bool),
    /// Opens or closes the "save as" line.
    SaveAs(bool),
    /// Opens the form for a claim, or closes it.
    ClaimForm(Option<DraftFor>),
    /// Brings the conflict board to the front with this conflict open.
    OpenConflict(String),
    /// The board took the conflict over.
    ConflictOpened,
    /// Begins a note on this, or on what is selected.
    NewNote(Option<Anchor>),
    /// Brings the notes to the front.
    ShowNotes,
    /// The editor took the note over.
    NoteBegun,
    /// Closes a notification.
    Dismiss(u64),
    /// Closes whatever is on top, or clears the selection.
    Escape,
    /// Puts the cursor into the filter field.
    FocusFilter,
    /// The filter field has the cursor.
    FilterFocused,
}

/// See [`Command::Copy`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CopyCommand {
    /// Copies text.
    Text(String),
    /// Copies a panel's numbers as tab-separated text with its source line.
    PanelTable(Panel),
    /// Copies a panel's picture with its source line.
    PanelPicture(Panel),
    /// Saves a panel's picture to a file.
    SavePicture(Panel),
}

/// Commands pushed while a frame is drawn; drained in order after it.
#[derive(Debug, Default)]
pub struct CommandQueue {
    commands: Vec<Command>,
}

impl CommandQueue {
    /// Adds a command.
    pub fn push(&mut self, command: impl Into<Command>) {
        self.commands.push(command.into());
    }

    /// Takes all commands out.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// What waits.
    pub fn as_slice(&self) -> &[Command] {
        &self.commands
    }
}

macro_rules! into_command {
    ($($group:ident($inner:ident)),+ $(,)?) => {
        $(impl From<$inner> for Command {
            fn from(command: $inner) -> Self {
                Self::$group(command)
            }
        })+
    };
}

into_command!(
    View(ViewCommand),
    Select(SelectCommand),
    Filter(FilterCommand),
    Layout(LayoutCommand),
    File(FileCommand),
    Layer(LayerCommand),
    Portfolio(PortfolioCommand),
    Table(TableCommand),
    Import(ImportCommand),
    Settings(SettingsCommand),
    Ui(UiCommand),
    Copy(CopyCommand),
);
