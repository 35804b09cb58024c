//! What the shell is asked to do outside the model.

use std::{path::PathBuf, sync::Arc};

use crate::{
    action::{
        event::PortfolioEntry,
        import::{ImportTable, LookAtTable},
    },
    analysis::{
        claim_draft::Signature,
        cube::{Cube, Filters},
    },
    model::{
        dataset::Dataset,
        document::Editable,
        ids::{PortfolioId, ViewId},
        layout::Panel,
        portfolio::Portfolio,
        settings::Settings,
        unit::Currency,
        user_layer::UserLayer,
        view_state::{MapView, ViewState},
    },
};

/// What to lay together.
#[derive(Clone, Debug)]
pub struct LayOver {
    /// The atlas.
    pub atlas: Arc<Dataset>,
    /// The person's layer.
    pub layer: Arc<UserLayer>,
    /// Date that the view speaks of.
    pub as_of: String,
    /// Counts requests.
    pub generation: u64,
}

impl PartialEq for LayOver {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
    }
}

/// Which tables to open.
#[derive(Clone, Debug)]
pub struct LoadDeals {
    /// As views refer to them.
    pub tables: Vec<String>,
    /// Places, rounds, sub-fields and rates.
    pub data: Arc<Dataset>,
    /// Counts requests.
    pub generation: u64,
}

impl PartialEq for LoadDeals {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
    }
}

/// Which deals to count, and how.
#[derive(Clone, Debug)]
pub struct CountDeals {
    /// The deals.
    pub cube: Arc<Cube>,
    /// Which of them.
    pub filters: Filters,
    /// Currency of amounts.
    pub currency: Currency,
    /// Rounds in their order.
    pub data: Arc<Dataset>,
    /// Counts requests.
    pub generation: u64,
}

impl PartialEq for CountDeals {
    fn eq(&self, other: &Self) -> bool {
        self.generation == other.generation
    }
}

/// What the job of a document is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum DocumentEffect<T: Editable> {
    /// Write an edit to the journal.
    Journal {
        /// Number of the edit in this run, from 1.
        number: u64,
        /// The edit.
        edit: Box<T::Edit>,
    },
    /// Save the content.
    Save {
        /// Content.
        content: Arc<T>,
        /// Revision of the document that is clean once this landed.
        revision: u64,
        /// Number of the run's last edit in it.
        upto: u64,
        /// Overwrite although another program changed the file; a copy of that is kept.
        force: bool,
        /// At once, instead of once edits rest.
        now: bool,
    },
    /// Read the file again and let what is not saved go.
    Reload,
    /// Read what another program wrote, for merging; edits stay.
    ReadTheirs,
}

/// A request to the shell. Effects run after the frame, never inside `update`.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write a view file in a job; reported as [`super::Event::ViewWritten`].
    WriteView {
        /// Content.
        view: Box<ViewState>,
        /// Target.
        path: PathBuf,
        /// Revision that is clean once this landed.
        revision: u64,
        /// True when the view was opened from or listed with this file; a file that is there all
        /// the same is somebody else's.
        bound: bool,
        /// Keep a copy of the file that is there.
        keep_copy: bool,
        /// Overwrite although the file changed on disk or has comments of its own.
        force: bool,
    },
    /// Lay a person's layer over the atlas in a job; reported as [`super::Event::Layered`].
    LayOver(Box<LayOver>),
    /// Something about the file of the person's layer, in its job.
    Layer(DocumentEffect<UserLayer>),
    /// Something about the file of a portfolio, in its job.
    Portfolio {
        /// Which.
        id: PortfolioId,
        /// What.
        effect: DocumentEffect<Portfolio>,
    },
    /// Open a portfolio in a job; reported as [`super::Event::PortfolioOpened`].
    OpenPortfolio(PortfolioEntry),
    /// Let the job of a portfolio end.
    ClosePortfolio(PortfolioId),
    /// Write a portfolio to another file in a job, then open it there.
    SavePortfolioAs {
        /// Content.
        content: Arc<Portfolio>,
        /// Where it will be.
        to: PortfolioEntry,
        /// File whose pictures go along.
        from: Option<PathBuf>,
    },
    /// Copy a picture beside a portfolio in a job; reported as [`super::Event::Attached`].
    Attach {
        /// File of the portfolio.
        document: PathBuf,
        /// The picture.
        picture: PathBuf,
    },
    /// Read an attached picture for the screen in a job; reported as [`super::Event::Photo`].
    ReadPhoto {
        /// File of the portfolio.
        document: PathBuf,
        /// The picture, as the note names it.
        file: String,
    },
    /// Read the list of own tables again; reported as [`super::Event::TablesListed`].
    ListTables,
    /// Open tables and prepare their deals in a job; reported as [`super::Event::DealsLoaded`].
    LoadDeals(Box<LoadDeals>),
    /// Make the statistics of deals in a job; reported as [`super::Event::DealStats`].
    DealStats(Box<CountDeals>),
    /// Count deals for a zoom step of the map in a job; reported as [`super::Event::DealBins`].
    DealBins(Box<CountDeals>, u8),
    /// Ask for a picture to attach; reported as [`super::Event::Picked`].
    PickPhotoDialog,
    /// Read the list of portfolios again.
    ListPortfolios,
    /// Ask for a deal table.
    PickTableDialog,
    /// Look at the beginning of a deal table in a job.
    LookAtTable(Box<LookAtTable>),
    /// Import a deal table in a job.
    ImportTable(Box<ImportTable>),
    /// Break the running import off.
    StopImport,
    /// Read a text in a job: a table of claims, or of deals where it has no such columns.
    ImportClaims {
        /// The table.
        path: PathBuf,
        /// The layer that the claims go into.
        layer: Arc<UserLayer>,
        /// Who, and on which day.
        by: Signature,
    },
    /// Read a file of any kind in a job; reported as an event by its kind.
    ReadFile(PathBuf),
    /// Delete a view file (moved to `.bak`).
    DeleteView {
        /// Which.
        id: ViewId,
        /// Its file.
        path: PathBuf,
    },
    /// Read the list of views again.
    ListViews,
    /// Write the settings in a job.
    WriteSettings(Box<Settings>),
    /// Keep the present view for the next start, in a job.
    Autosave(Box<ViewState>),
    /// Move the map widget.
    MoveMap(MapView),
    /// Open the file dialog.
    OpenDialog,
    /// Open the "choose a base map" dialog.
    PickBaseMapDialog,
    /// Open the "save as" dialog.
    SaveAsDialog,
    /// Read a base map; empty for the bundled one.
    LoadBaseMap(String),
    /// Copy text to the clipboard.
    CopyText(String),
    /// Copy a panel's numbers with its source line.
    CopyTable(Panel),
    /// Take a picture of a panel: into the clipboard, or to a file.
    Picture {
        /// Which panel.
        panel: Panel,
        /// True to ask for a file, false for the clipboard.
        to_file: bool,
    },
    /// Close the window.
    Close,
}
