//! The program's state.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::PathBuf,
    sync::Arc,
};

use jiff::civil::Date;

use super::{document::OpenDocument, import::Wizard};
use crate::{
    action::event::{PortfolioEntry, TableEntry, ViewEntry},
    analysis::{
        claim_draft::DraftFor,
        cube::{Cube, Filters},
        deal_bins::Bins,
        deal_stats::DealStats,
        findings::Findings,
        layered::LeftOut,
        portfolio::merge::MergeConflict,
    },
    model::{
        dataset::Dataset,
        ids::ViewId,
        item::Item,
        lang::Lang,
        layout::Panel,
        portfolio::{Anchor, Attachment, Fund, Portfolio, in_order},
        settings::Settings,
        unit::Currency,
        user_layer::UserLayer,
        view_state::ViewState,
    },
};

/// Everything that the window shows, by kind of state.
#[derive(Clone, Debug)]
pub struct AppModel {
    /// The atlas as loaded.
    pub atlas: Arc<Dataset>,
    /// What a person added over it.
    pub layer: OpenDocument<UserLayer>,
    /// Atlas and layer as panels read them: immutable, replaced whole.
    pub data: Arc<Dataset>,
    /// What follows from the data, and where claims disagree.
    pub findings: Arc<Findings>,
    /// Entries of the layer that could not be used.
    pub left_out: Vec<LeftOut>,
    /// Portfolios of the project, shipped ones first.
    pub portfolios: Vec<PortfolioEntry>,
    /// The portfolio on screen.
    pub portfolio: Option<OpenPortfolio>,
    /// What the data were laid together for, and the number of the last request.
    pub laid: Laid,
    /// Own tables of deals.
    pub tables: Tables,
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

/// A portfolio on screen.
#[derive(Clone, Debug)]
pub struct OpenPortfolio {
    /// Which one.
    pub entry: PortfolioEntry,
    /// Content and file.
    pub document: OpenDocument<Portfolio>,
    /// Key of the fund that the panels show; the first one where it is not there.
    pub fund: String,
    /// Conflicts that the last merge left: mine was kept in each.
    pub merge_conflicts: Vec<MergeConflict>,
}

impl OpenPortfolio {
    /// The fund that the panels show.
    pub fn shown_fund(&self) -> Option<(&str, &Fund)> {
        let funds = &self.document.content().funds;
        let chosen = funds.iter().find(|(key, _)| *key == self.fund);
        chosen.or_else(|| in_order(funds).into_iter().next())
    }
}

/// Own tables of deals: which there are, and the deals of those that the view takes in.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// The tables of the project.
    pub list: Vec<TableEntry>,
    /// The deals of the tables that the view takes in; those of the view before stay until they are
    /// loaded.
    pub cube: Option<Arc<Cube>>,
    /// What they were last asked for: tables, print of the data, number of the list.
    pub asked: (Vec<String>, u64, u64),
    /// Number of the list.
    pub listed: u64,
    /// Number of the request.
    pub generation: u64,
    /// The last request has not been answered yet.
    pub running: bool,
    /// Counts the deals that came or went.
    pub loaded: u64,
    /// Their statistics.
    pub stats: Stats,
    /// What the map shows of them.
    pub bins: MapBins,
}

/// What figures of deals depend on: the number of the deals, filters, and the currency of amounts.
pub type DealsKey = (u64, Filters, Currency);

/// Statistics of the deals, made in the background.
#[derive(Clone, Debug, Default)]
pub struct Stats {
    /// What they were last asked for.
    pub asked: Option<DealsKey>,
    /// Number of the request.
    pub generation: u64,
    /// The last request has not been answered yet; `found` is of one before.
    pub running: bool,
    /// The last answer.
    pub found: Option<Arc<DealStats>>,
    /// Why there is none.
    pub problem: Option<String>,
}

/// Deals counted for the map, by zoom step, in the background.
#[derive(Clone, Debug, Default)]
pub struct MapBins {
    /// What they are wanted for.
    pub asked: Option<DealsKey>,
    /// Number of the request.
    pub generation: u64,
    /// Step and key of the last request while it has not been answered.
    pub running: Option<(u8, DealsKey)>,
    /// Counts by step; those of filters before stay until newer ones are there.
    pub steps: BTreeMap<u8, Arc<Bins>>,
    /// Steps among them that are of the present filters.
    pub fresh: BTreeSet<u8>,
    /// Steps that could not be counted.
    pub failed: BTreeSet<u8>,
}

impl MapBins {
    /// What stands for a step: its own counts, or those of the step nearest to it.
    pub fn nearest(&self, step: u8) -> Option<&Arc<Bins>> {
        self.steps.iter().min_by_key(|(one, _)| one.abs_diff(step)).map(|(_, bins)| bins)
    }
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
    /// The last request has not been answered yet.
    pub running: bool,
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
    /// The notes' panel shall begin a note on this, or on what is selected.
    pub begin_note: Option<Option<Anchor>>,
    /// The conflict that the board shall open.
    pub open_conflict: Option<String>,
    /// Messages to the person, newest last.
    pub notifications: Vec<Notification>,
    /// Question that waits for an answer.
    pub question: Option<Question>,
    /// Questions that are asked once that one is answered.
    pub further_questions: VecDeque<Question>,
    /// A portfolio is being opened.
    pub opening_portfolio: bool,
    /// The first portfolio of the window is still to come.
    pub awaits_portfolio: bool,
    /// A portfolio that is opened once the one on screen is saved or let go.
    pub next_portfolio: Option<PortfolioEntry>,
    /// The window closes once the save that is on its way landed.
    pub closing: bool,
    /// Pictures of saved views for the list.
    pub thumbnails: BTreeMap<ViewId, Thumbnail>,
    /// Pictures that wait for the editor of the note they belong to.
    pub attached: Vec<Attachment>,
    /// Attached pictures of the portfolio on screen, by the name that notes give them.
    pub photos: BTreeMap<String, Photo>,
    /// Number of the next notification.
    pub next_notification: u64,
    /// The deal table that is being imported.
    pub wizard: Option<Box<Wizard>>,
    /// Number of the last request about an import.
    pub imports: u64,
}

/// A picture of a saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// RGBA, row by row.
    pub rgba: Arc<Vec<u8>>,
}

/// An attached picture on its way to the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Photo {
    /// It is being read.
    Awaited,
    /// It can be drawn.
    Ready(Thumbnail),
    /// It cannot be shown: why.
    Missing(String),
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
    /// Edits of a portfolio in the last run were not saved.
    PortfolioRecovered {
        /// Title of the portfolio.
        title: String,
        /// What differs from the file, a line each.
        lines: Vec<super::layer::DifferenceLine>,
    },
    /// Another program changed the file of the portfolio.
    PortfolioChanged,
    /// The portfolio has unsaved changes and another one is opened, or the window is closing.
    PortfolioUnsaved {
        /// Title of the portfolio.
        title: String,
    },
}

impl AppModel {
    /// True when the view differs from its file.
    pub fn is_changed(&self) -> bool {
        self.open.saved.as_ref() != Some(&self.view)
    }
}
