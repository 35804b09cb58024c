//! The jobs of portfolios: one thread for each that is open.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, mpsc::Sender},
};

use crate::{
    action::{
        Effect, Event,
        effect::DocumentEffect,
        event::{OpenedPortfolio, PortfolioEntry},
    },
    app::{news::News, start::document_event},
    data::{
        document_store::{FileForm, Opened},
        photo,
        portfolio_file::PortfolioForm,
        portfolio_store,
        project::ProjectHome,
    },
    jobs::{
        documents::{DocumentJobs, DocumentNews, Trouble},
        report::{Reporter, spawn},
    },
    model::{dataset::Dataset, document::Editable, ids::PortfolioId, portfolio::Portfolio},
};

/// Text key of what failed with an attached picture.
const PHOTO_FAILED: &str = "portfolio-failed-photo";
/// Most pixels along a side of a picture on the screen.
const PHOTO_PIXELS: u32 = 480;

/// Passes an effect on to a document's thread.
pub fn run_document<F>(jobs: &DocumentJobs<F>, effect: DocumentEffect<F::Content>, names: &Arc<Dataset>)
where
    F: FileForm + 'static,
    F::Content: Send + Sync + 'static,
    <F::Content as Editable>::Edit: Send + 'static,
{
    match effect {
        DocumentEffect::Journal { number, edit } => jobs.edit(number, *edit),
        DocumentEffect::Save { content, revision, upto, force, now } => {
            jobs.save(content, revision, upto, Arc::clone(names), (force, now));
        }
        DocumentEffect::Reload => jobs.reload(),
        DocumentEffect::ReadTheirs => jobs.theirs(),
    }
}

/// The portfolios that are open.
pub struct PortfolioDesk {
    open: BTreeMap<PortfolioId, DocumentJobs<PortfolioForm>>,
    newsroom: Sender<News>,
}

impl PortfolioDesk {
    /// A desk without portfolios; threads of opened ones are handed over through `newsroom`.
    pub fn new(newsroom: Sender<News>) -> Self {
        Self { open: BTreeMap::new(), newsroom }
    }

    /// Takes all threads out, to be ended.
    pub fn take(&mut self) -> BTreeMap<PortfolioId, DocumentJobs<PortfolioForm>> {
        std::mem::take(&mut self.open)
    }

    /// Runs an effect on portfolios.
    pub fn run(&mut self, effect: Effect, home: Option<&ProjectHome>, reporter: &Reporter, names: &Arc<Dataset>) {
        let Some(home) = home else { return };
        match effect {
            Effect::Portfolio { id, effect } => {
                if let Some(jobs) = self.open.get(&id) {
                    run_document(jobs, effect, names);
                }
            }
            Effect::OpenPortfolio(entry) => self.open(entry, home, reporter),
            Effect::ClosePortfolio(id) => drop(self.open.remove(&id)),
            Effect::SavePortfolioAs { content, to, from } => {
                let (home, names) = (home.clone(), Arc::clone(names));
                drop(spawn("portfolio", reporter, "portfolio-failed-save", move |reporter| {
                    let path = to.path.as_deref().map(|path| home.absolute(path)).unwrap_or_default();
                    let files = content.notes.iter().flat_map(|(_, note)| &note.attachments).map(|picture| picture.file.as_str());
                    let copied = from.map_or(Ok(()), |from| photo::copy_along(&from, &path, files));
                    match copied.and_then(|()| portfolio_store::write_new(&path, &content, &names)) {
                        Ok(()) => drop(reporter.send(Event::PortfolioWritten(PortfolioEntry { path: Some(path), ..to }))),
                        Err(error) => failed(reporter, "portfolio-failed-save", &error, &path),
                    }
                }));
            }
            Effect::Attach { document, picture } => {
                let (document, picture) = (home.absolute(&document), home.absolute(&picture));
                drop(spawn("photo", reporter, PHOTO_FAILED, move |reporter| {
                    let event = match photo::attach(&document, &picture) {
                        Ok(attachment) => Event::Attached(attachment),
                        Err(error) => Event::Failed { what: PHOTO_FAILED, message: format!("{error} ({})", picture.display()) },
                    };
                    reporter.send(event);
                }));
            }
            Effect::ReadPhoto { document, file } => {
                let document = home.absolute(&document);
                drop(spawn("photo", reporter, PHOTO_FAILED, move |reporter| {
                    let read = photo::path_of(&document, &file)
                        .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidInput))
                        .and_then(|path| photo::small(&path, PHOTO_PIXELS));
                    let picture = read
                        .map(|image| ([image.width() as usize, image.height() as usize], Arc::new(image.into_raw())))
                        .map_err(|error| error.to_string());
                    reporter.send(Event::Photo { file, picture });
                }));
            }
            Effect::ListPortfolios => list(home.clone(), reporter),
            _ => {}
        }
    }

    /// Opens a portfolio in a job, which hands the document's thread over as news.
    fn open(&mut self, entry: PortfolioEntry, home: &ProjectHome, reporter: &Reporter) {
        // The one that is open lets go of its lock first.
        drop(self.open.remove(&entry.id));
        let (home, newsroom) = (home.clone(), self.newsroom.clone());
        drop(spawn("portfolio", reporter, "portfolio-failed-open", move |reporter| {
            let path = entry.path.as_deref().map(|path| home.absolute(path)).unwrap_or_default();
            let (id, news) = (entry.id.clone(), reporter.clone());
            let report = move |of: DocumentNews<Portfolio>| {
                let event = document_event(of, what_failed);
                news.send(Event::Portfolio { id: id.clone(), event });
            };
            let journal = portfolio_store::journal_path(&home, &path);
            match DocumentJobs::<PortfolioForm>::open(&path, &journal, portfolio_store::shipped_content(&path), report) {
                Ok((jobs, opened)) => {
                    let opened = found(PortfolioEntry { path: Some(path), ..entry }, opened);
                    drop(newsroom.send(News::Portfolio(Box::new((opened, jobs)))));
                    reporter.wake();
                }
                Err(error) => failed(reporter, "portfolio-failed-open", &error, &path),
            }
        }));
    }

    /// Takes over the thread of a portfolio that was opened.
    pub fn opened(&mut self, id: PortfolioId, jobs: DocumentJobs<PortfolioForm>) {
        self.open.insert(id, jobs);
    }
}

fn what_failed(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Journal => "portfolio-failed-journal",
        Trouble::Save => "portfolio-failed-save",
        Trouble::Read => "portfolio-failed-open",
    }
}

fn failed(reporter: &Reporter, what: &'static str, error: &std::io::Error, path: &Path) {
    reporter.send(Event::Failed { what, message: format!("{error} ({})", path.display()) });
}

fn found(entry: PortfolioEntry, opened: Opened<Portfolio>) -> OpenedPortfolio {
    let mut messages: Vec<(&'static str, String)> =
        opened.problems.iter().map(|problem| ("portfolio-failed-open", problem.to_string())).collect();
    if opened.in_use {
        messages.push(("portfolio-in-use", String::new()));
    }
    if let Some(kept) = &opened.set_aside {
        messages.push(("layer-failed-foreign", kept.display().to_string()));
    }
    OpenedPortfolio {
        entry,
        saved: Arc::new(opened.saved),
        recovered: opened.recovered.map(|found| Arc::new(found.content)),
        read_only: opened.read_only,
        messages,
    }
}

/// Reads the list in a job.
fn list(home: ProjectHome, reporter: &Reporter) {
    drop(spawn("portfolios", reporter, "portfolio-failed-open", move |reporter| {
        let entries = portfolio_store::list(&home).into_iter().map(|listed| PortfolioEntry {
            id: PortfolioId::new(&listed.id),
            title: listed.title,
            path: Some(listed.path),
            shipped: listed.shipped,
            problem: listed.problem.map(|problem| problem.to_string()),
        });
        reporter.send(Event::PortfoliosListed(entries.collect()));
    }));
}
