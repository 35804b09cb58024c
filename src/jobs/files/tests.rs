use std::{fs, sync::mpsc::Receiver};

use super::*;
use crate::data::shipped;

struct Bench {
    folder: tempfile::TempDir,
    home: ProjectHome,
    jobs: Option<FileJobs>,
    events: Receiver<Event>,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let home = ProjectHome::resolve(Some(Path::new("项 目")), folder.path(), &folder.path().join("user")).unwrap();
    fs::create_dir_all(home.saved_views()).unwrap();
    let (sender, events) = mpsc::channel();
    let jobs = FileJobs::start(home.clone(), move |event| drop(sender.send(event))).unwrap();
    Bench { folder, home, jobs: Some(jobs), events }
}

impl Bench {
    fn run(&self, effect: Effect) {
        let context = FileContext { lang: Lang::En, data: Arc::default() };
        assert_eq!(self.jobs.as_ref().unwrap().run(effect, context), None);
    }

    /// The next event that `wanted` takes.
    fn wait<T>(&self, wanted: impl Fn(Event) -> Option<T>) -> T {
        loop {
            let event = self.events.recv_timeout(Duration::from_secs(20)).expect("an event");
            if let Some(found) = wanted(event) {
                return found;
            }
        }
    }

    fn write(&self, view: &ViewState, revision: u64) -> PathBuf {
        let path = Path::new("saved_views").join(format!("{}.view.ron", view.id));
        self.run(Effect::WriteView { view: Box::new(view.clone()), path, revision, bound: true, keep_copy: false, force: false });
        self.wait(|event| match event {
            Event::ViewWritten { path, revision: landed } if landed == revision => Some(path),
            _ => None,
        })
    }
}

#[test]
fn a_view_is_written_listed_read_and_deleted() {
    let bench = bench();
    let view = ViewState { id: "苏州 看板".into(), ..shipped::views().remove(0) };
    let path = bench.write(&view, 1);
    assert_eq!(path, bench.home.view_path("苏州 看板"));
    let listed = |event| match event {
        Event::ViewsListed(views) => Some(views),
        _ => None,
    };
    assert!(bench.wait(listed).iter().any(|entry| entry.path.as_ref() == Some(&path)));
    bench.run(Effect::ReadFile(path.clone()));
    let read = bench.wait(|event| match event {
        Event::ViewLoaded { view, has_comments, .. } => Some((*view, has_comments)),
        _ => None,
    });
    assert_eq!(read, (view, false));
    bench.run(Effect::DeleteView { id: "苏州 看板".into(), path: path.clone() });
    assert!(!bench.wait(listed).iter().any(|entry| entry.path.is_some()));
    assert!(!path.exists());
}

#[test]
fn a_change_from_outside_is_reported_and_our_own_is_not() {
    let bench = bench();
    let view = shipped::views().remove(0);
    bench.run(Effect::ListViews);
    let path = bench.write(&view, 1);
    let text = fs::read_to_string(&path).unwrap();
    thread::sleep(TOUCH_REST * 3);
    assert!(!bench.events.try_iter().any(|event| matches!(event, Event::FileChanged(_))));
    fs::write(&path, text.replace("seed: 1", "seed: 2")).unwrap();
    let changed = bench.wait(|event| match event {
        Event::FileChanged(path) => Some(path),
        _ => None,
    });
    assert_eq!(changed.file_name(), path.file_name());
    bench.run(Effect::WriteView { view: Box::new(view), path, revision: 2, bound: true, keep_copy: false, force: false });
    bench.wait(|event| matches!(event, Event::ViewWriteNeedsAnswer { .. }).then_some(()));
}

#[test]
fn a_broken_file_fails_with_cause_first_and_path_last() {
    let bench = bench();
    let path = bench.home.view_path("broken");
    fs::write(&path, "View(version: 1, id: \"broken\", tilte: (en: \"\"))").unwrap();
    bench.run(Effect::ReadFile(path));
    let message = bench.wait(|event| match event {
        Event::Failed { what: failed::OPEN, message } => Some(message),
        _ => None,
    });
    assert!(message.starts_with("unknown field `tilte`; write `title` (line 1, column 32: "), "{message}");
    assert!(message.ends_with("broken.view.ron)"), "{message}");
}

#[test]
fn dropping_the_handle_keeps_the_last_view() {
    let mut bench = bench();
    let view = shipped::views().remove(0);
    bench.run(Effect::Autosave(Box::new(ViewState { seed: 7, ..view.clone() })));
    bench.run(Effect::Autosave(Box::new(ViewState { seed: 8, ..view })));
    drop(bench.jobs.take());
    assert_eq!(recovery::last(&bench.home).unwrap().unwrap().seed, 8);
    assert!(bench.folder.path().join("user").is_dir());
}
