//! The program's state.

use std::{
    collections::{BTreeMap, VecDeque},
    path::PathBuf,
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    action::event::ViewEntry,
    analysis::{claim_draft::DraftFor, findings::Findings, layered::LeftOut},
    model::{
        dataset::Dataset, document::Document, ids::ViewId, item::Item, lang::Lang, layout::Panel, settings::Settings,
        user_layer::UserLayer, view_state::ViewState,
    },
};

/// Everything that the window shows, by kind of state.
#[derive(Clone, Debug)]
pub struct AppModel {
    /// The atlas as loaded.
    pub atlas: Arc<Dataset>,
    /// What a person added over it.
    pub layer: Document<UserLayer>,
    /// Atlas and layer as panels read them: immutable, replaced whole.
    pub data: Arc<Dataset>,
    /// What follows from the data, and where claims disagree.
    pub findings: Arc<Findings>,
    /// Entries of the layer that could not be used.
    pub left_out: Vec<LeftOut>,
    /// The file behind the layer.
    pub layer_file: LayerFile,
    /// What the data were laid together for, and the number of the last request.
    pub laid: Laid,
    /// The view as it is now.
    pub view: ViewState,
    /// The file behind the view.
    pub open: OpenView,
    /// Saved views, shipped ones first.
    pub views: Vec<ViewEntry>,
    /// Settings.
    pub settings: Settings,
    /// The language in use.
    pub lang: Lang,
    /// View states to go back to, newest last.
    pub back: VecDeque<ViewState>,
    /// View states to go forward to, newest last.
    pub forward: Vec<ViewState>,
    /// What the last change was, where changes of its kind in a row count as one step.
    pub step: Option<Step>,
    /// Dialogs, notifications, hover.
    pub transient: Transient,
    /// The present day, as the shell last read it.
    pub today: Date,
}

/// The file behind the person's layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerFile {
    /// Where it is; none without a project.
    pub path: Option<PathBuf>,
    /// Edits made in this run.
    pub edits: u64,
    /// Edits of this run that are on the disk.
    pub acknowledged: u64,
    /// A newer version's file, or one that cannot be read: never overwritten.
    pub read_only: bool,
    /// Another program changed it; nothing is written until the person decided.
    pub changed: bool,
    /// The file is read again; no edits until then.
    pub reloading: bool,
    /// Why the last save failed.
    pub problem: Option<String>,
}

/// What the data were last asked to be laid together for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// Revision of the layer.
    pub revision: u64,
    /// Date that the view spoke of.
    pub as_of: String,
    /// Number of the request.
    pub generation: u64,
}

/// A kind of change that comes in rows: while a person drags, each frame brings one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The map moves.
    Map,
    /// A weight or a cut is dragged.
    Ranking,
    /// A span of time is brushed.
    Period,
    /// A box is drawn on the map.
    Area,
    /// The day that the view speaks of is moved.
    AsOf,
}

/// The file behind the view, and whether it holds what the screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenView {
    /// Its file; none for a shipped or a new view.
    pub path: Option<PathBuf>,
    /// What the file holds, as far as known.
    pub saved: Option<ViewState>,
    /// A newer version's file: never overwritten.
    pub read_only: bool,
    /// Counts saves asked for.
    pub revision: u64,
    /// A save is on its way.
    pub saving: Option<u64>,
    /// What that save, or one that waits for an answer, would write.
    pub pending: Option<PendingSave>,
    /// The file changed on disk since it was read, and the view has changes of its own.
    pub disk_changed: bool,
    /// The file has comments of its own that saving would lose.
    pub has_comments: bool,
}

/// A save that has not landed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingSave {
    /// What is written.
    pub view: ViewState,
    /// Where; a path that is not absolute lies in the project.
    pub path: PathBuf,
}

/// Transient state: gone when the program ends.
#[derive(Clone, Debug, Default)]
pub struct Transient {
    /// What the pointer is on, anywhere.
    pub hover: Option<Item>,
    /// Palette open.
    pub palette: bool,
    /// Shortcut sheet open.
    pub shortcuts: bool,
    /// About window open.
    pub about: bool,
    /// Tile settings open.
    pub tile_settings: bool,
    /// "Save as" line open.
    pub save_as: bool,
    /// The filter field asks for the cursor.
    pub focus_filter: bool,
    /// The panel that fills the centre.
    pub maximised: Option<Panel>,
    /// The form for a claim that is open in the inspector.
    pub claim_form: Option<DraftFor>,
    /// The conflict that the board shall open.
    pub open_conflict: Option<String>,
    /// Messages to the person, newest last.
    pub notifications: Vec<Notification>,
    /// Question that waits for an answer.
    pub question: Option<Question>,
    /// The window closes once the save that is on its way landed.
    pub closing: bool,
    /// Pictures of saved views for the list.
    pub thumbnails: BTreeMap<ViewId, Thumbnail>,
    /// Number of the next notification.
    pub next_notification: u64,
}

/// A picture of a saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// RGBA, row by row.
    pub rgba: Arc<Vec<u8>>,
}

/// A message to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Identifies it for closing.
    pub id: u64,
    /// True for problems.
    pub is_problem: bool,
    /// Text in the language of the moment.
    pub text: String,
}

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The view has unsaved changes and the window is closing.
    Unsaved,
    /// Saving would overwrite something; the text says what.
    Overwrite {
        /// File in question.
        path: PathBuf,
        /// Why it is asked.
        reason: String,
    },
    /// Edits of the last run were not saved: the person keeps them or goes back to the file.
    Recovered {
        /// What differs from the file, a line each.
        lines: Vec<super::layer::DifferenceLine>,
    },
    /// Another program changed the file of the layer.
    LayerChanged,
}

impl AppModel {
    /// True when the view differs from its file.
    pub fn is_changed(&self) -> bool {
        self.open.saved.as_ref() != Some(&self.view)
    }
}
