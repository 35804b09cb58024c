//! What jobs of the shell report to it alone.

use std::{path::PathBuf, sync::Arc};

use image::RgbaImage;

use crate::{
    action::event::OpenedPortfolio,
    app::{
        dialogs::Purpose,
        thumbnails::{Recipe, Stage},
    },
    data::{portfolio_file::PortfolioForm, tiles::Archive},
    jobs::documents::DocumentJobs,
    model::{ids::ViewId, layout::Panel},
};

/// News for the host.
pub enum News {
    /// A path was picked.
    Path(Purpose, PathBuf),
    /// This system has no file dialog.
    NoDialog(Purpose),
    /// A panel's picture is ready.
    Picture {
        /// Which panel.
        panel: Panel,
        /// The picture.
        image: RgbaImage,
        /// To a file instead of the clipboard.
        to_file: bool,
    },
    /// A base map was opened.
    BaseMap {
        /// As the settings name it.
        name: String,
        /// The map, or why not.
        archive: Result<Arc<Archive>, String>,
    },
    /// The picture of a view in the list got this far.
    Thumbnail(ViewId, Recipe, Stage),
    /// A portfolio was opened: what was found, and its thread.
    Portfolio(Box<(OpenedPortfolio, DocumentJobs<PortfolioForm>)>),
    /// The job that makes pictures for the list of views ended.
    ThumbnailsEnded,
}
