//! The port to the system's file dialogs.
//!
//! A dialog is created on the window's thread and awaited in a job. On a system without a portal
//! or zenity the toolkit answers "cancelled" at once; such an answer is told apart from a person's
//! by its speed, and the program asks for a path in its own window instead.

use std::{
    path::PathBuf,
    sync::mpsc::Sender,
    time::{Duration, Instant},
};

use crate::{
    app::news::News,
    data::photo::ENDINGS,
    jobs::report::{Reporter, spawn},
    model::layout::Panel,
    text::Text,
};

/// No person cancels a dialog faster than this.
const TOO_FAST: Duration = Duration::from_millis(150);

/// Endings of files that can be opened.
const OPENABLE: [&str; 10] = ["ron", "pmtiles", "csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods"];
/// Endings of tables that can be imported.
const TABLE_ENDINGS: [&str; 8] = ["csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods"];

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A file to open: a view or a base map.
    Open,
    /// A base map.
    BaseMap,
    /// A picture to attach to a note.
    Photo,
    /// A deal table to import.
    Table,
    /// Where to save the picture of a panel.
    Picture(Panel),
}

/// Opens the system's dialog; the answer arrives as [`News::Path`] or [`News::NoDialog`].
pub fn ask(purpose: Purpose, suggested: &str, text: &Text, reporter: &Reporter, news: Sender<News>) {
    let dialog = rfd::AsyncFileDialog::new();
    let dialog = match purpose {
        Purpose::Open => dialog.add_filter(text.get("shell-file-openable"), &OPENABLE),
        Purpose::BaseMap => dialog.add_filter(text.get("shell-file-base-map"), &["pmtiles"]),
        Purpose::Photo => dialog.add_filter(text.get("shell-file-photo"), &ENDINGS),
        Purpose::Table => dialog.add_filter(text.get("import-file"), &TABLE_ENDINGS),
        Purpose::Picture(_) => dialog.add_filter("PNG", &["png"]).set_file_name(suggested),
    };
    let asked = Instant::now();
    let answer: std::pin::Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>> = match purpose {
        Purpose::Open | Purpose::BaseMap | Purpose::Photo | Purpose::Table => {
            let picked = dialog.pick_file();
            Box::pin(async move { picked.await.map(|file| file.path().to_owned()) })
        }
        Purpose::Picture(_) => {
            let picked = dialog.save_file();
            Box::pin(async move { picked.await.map(|file| file.path().to_owned()) })
        }
    };
    let wake = reporter.clone();
    let started = spawn("dialog", reporter, "shell-failed-dialog", move |_| {
        let path = pollster::block_on(answer);
        let answer = match path {
            Some(path) => News::Path(purpose, path),
            None if asked.elapsed() < TOO_FAST => News::NoDialog(purpose),
            None => return,
        };
        drop(news.send(answer));
        wake.wake();
    });
    drop(started);
}
