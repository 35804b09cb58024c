//! What the world reports back.

use std::{path::PathBuf, sync::Arc};

use super::import::ImportEvent;
use crate::{
    analysis::{claim_import::Imported, cube::Cube, deal_bins::Bins, deal_stats::DealStats, layered::Layered},
    model::{
        dataset::Dataset,
        ids::{PortfolioId, ViewId},
        lang::Bilingual,
        portfolio::{Attachment, Portfolio},
        user_layer::UserLayer,
        view_state::ViewState,
    },
};

/// Something that happened outside of the model.
#[derive(Clone, Debug)]
pub enum Event {
    /// Another atlas was loaded.
    AtlasLoaded(Arc<Dataset>),
    /// Atlas and layer were laid together.
    Layered {
        /// The request it answers; an older one than the last is dropped.
        generation: u64,
        /// Data, findings, what was left out.
        layered: Arc<Layered>,
    },
    /// Something about the file of the person's layer.
    Layer(DocumentEvent<UserLayer>),
    /// Something about the file of a portfolio.
    Portfolio {
        /// Which.
        id: PortfolioId,
        /// What.
        event: DocumentEvent<Portfolio>,
    },
    /// A portfolio was opened.
    PortfolioOpened(Box<OpenedPortfolio>),
    /// A new portfolio was written: it is to be opened.
    PortfolioWritten(PortfolioEntry),
    /// The list of portfolios was read.
    PortfoliosListed(Vec<PortfolioEntry>),
    /// A table of claims was read.
    ClaimsImported(Arc<Imported>),
    /// The list of saved views was read.
    ViewsListed(Vec<ViewEntry>),
    /// A view file was read.
    ViewLoaded {
        /// Content.
        view: Box<ViewState>,
        /// Its file; none for a view compiled into the program.
        path: Option<PathBuf>,
        /// True when it must not be overwritten (a newer version, a shipped view).
        read_only: bool,
        /// True when the file has comments that saving would lose.
        has_comments: bool,
        /// What to tell the person.
        warnings: Vec<String>,
    },
    /// A view file was written.
    ViewWritten {
        /// Where.
        path: PathBuf,
        /// Revision that is clean now.
        revision: u64,
    },
    /// The file changed on disk since it was loaded, or has comments: ask first.
    ViewWriteNeedsAnswer {
        /// Where.
        path: PathBuf,
        /// Why, in words.
        reason: String,
    },
    /// A file watched by the program changed on disk.
    FileChanged(PathBuf),
    /// A dialog was answered.
    Picked(Picked),
    /// A base map was opened.
    BaseMapLoaded(String),
    /// A picture of a view for the list is ready (RGBA, width, height).
    Thumbnail {
        /// Which view.
        id: ViewId,
        /// Width and height in pixels.
        size: [usize; 2],
        /// Pixels, row by row.
        rgba: Arc<Vec<u8>>,
    },
    /// A picture lies beside the portfolio and waits for its note.
    Attached(Attachment),
    /// An attached picture for the screen, or why it cannot be shown.
    Photo {
        /// As the note names it.
        file: String,
        /// Width and height in pixels, and RGBA row by row; else the reason.
        picture: Result<([usize; 2], Arc<Vec<u8>>), String>,
    },
    /// The tables of the project.
    TablesListed(Vec<TableEntry>),
    /// The deals of the tables that were asked for, and what went wrong, by table.
    DealsLoaded {
        /// Number of the request.
        generation: u64,
        /// The deals; none where no table could be opened.
        cube: Option<Arc<Cube>>,
        /// Table and message.
        problems: Vec<(String, String)>,
    },
    /// News of the import of a deal table.
    Import(ImportEvent),
    /// The statistics of deals that were asked for, or why there are none.
    DealStats {
        /// Number of the request.
        generation: u64,
        /// What came out.
        stats: Result<Arc<DealStats>, String>,
    },
    /// Deals counted for a zoom step of the map; none where a filter did not fit.
    DealBins {
        /// Number of the request.
        generation: u64,
        /// What came out.
        bins: Option<Arc<Bins>>,
    },
    /// Something failed: cause first, path last.
    Failed {
        /// What was tried, a text key.
        what: &'static str,
        /// Message.
        message: String,
    },
    /// Something worth saying.
    Info(String),
}

/// News of the file of a document.
#[derive(Clone, Debug)]
pub enum DocumentEvent<T> {
    /// The edit with this number of the run is on the disk.
    Acknowledged(u64),
    /// The file holds this revision, and the run's edits up to a number.
    Written {
        /// Revision of the document.
        revision: u64,
        /// Number of the run's last edit in it.
        upto: u64,
    },
    /// Another program changed the file.
    Changed,
    /// The file was read again; true where it must not be written.
    Reloaded(Box<T>, bool),
    /// What another program wrote was read, for merging.
    Theirs(Box<T>),
    /// A text key of what failed, and why.
    Failed {
        /// What was tried.
        what: &'static str,
        /// Why.
        message: String,
    },
}

/// A table of deals as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// Name of its folder.
    pub name: String,
    /// As views refer to it.
    pub refer: String,
    /// Deals that were taken from it.
    pub deals: u64,
    /// It says that it was made up for a test.
    pub synthetic: bool,
    /// Why it cannot be opened.
    pub problem: Option<String>,
}

/// A portfolio as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioEntry {
    /// Slug: its file's stem.
    pub id: PortfolioId,
    /// Title, or the file's name when it could not be read.
    pub title: Bilingual,
    /// Its file; for a shipped one that was never saved, the file that a save will make.
    pub path: Option<PathBuf>,
    /// True for one compiled into the program that has no file yet.
    pub shipped: bool,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// A portfolio as it was found on the disk.
#[derive(Clone, Debug)]
pub struct OpenedPortfolio {
    /// Which.
    pub entry: PortfolioEntry,
    /// What the file holds.
    pub saved: Arc<Portfolio>,
    /// File and edits of an earlier run that were not saved.
    pub recovered: Option<Arc<Portfolio>>,
    /// True where it must not be written.
    pub read_only: bool,
    /// What to tell the person: text key of the heading, message.
    pub messages: Vec<(&'static str, String)>,
}

/// What a person picked in a dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// A file to open.
    Open(PathBuf),
    /// A base map.
    BaseMap(PathBuf),
    /// A name to save under.
    SaveAs(PathBuf),
    /// A picture file to write for a panel.
    Picture(crate::model::layout::Panel, PathBuf),
    /// Nothing.
    Cancelled,
}

/// A saved view as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewEntry {
    /// Slug.
    pub id: ViewId,
    /// Content, when it could be read.
    pub view: Option<Arc<ViewState>>,
    /// Title, or the file's name when it could not be read.
    pub title: Bilingual,
    /// Its file; none for views compiled into the program.
    pub path: Option<PathBuf>,
    /// What is wrong with it.
    pub problem: Option<String>,
}
