//! The real program under a virtual display, driven by keys and mouse; what it did is read from
//! the files it wrote. Linux only: elsewhere a person does this.
#![cfg(test)]
#![cfg(target_os = "linux")]

#[path = "window/desk.rs"]
mod desk;

use desk::{Desk, missing, until};

macro_rules! desk {
    ($name:literal) => {{
        if let Some(reason) = missing() {
            eprintln!("{reason}");
            return;
        }
        Desk::new($name)
    }};
}

/// A number field of a view file: `lon: 111.5`.
#[track_caller]
fn number(view: &str, field: &str) -> f64 {
    let name = format!("{field}:");
    let rest = view.split(&name).nth(1).unwrap_or_else(|| panic!("no {field} in\n{view}"));
    let text: String = rest.trim_start().chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    text.parse().unwrap_or_else(|_| panic!("{field} is {text:?} in\n{view}"))
}

/// The part of a view file that starts with this field.
fn part<'a>(view: &'a str, field: &str) -> &'a str {
    let at = view.find(&format!("\n    {field}:")).unwrap_or_else(|| panic!("no {field} in\n{view}"));
    let rest = &view[at + 1..];
    let end = rest.char_indices().filter(|(_, c)| *c == '\n').map(|(i, _)| i).find(|i| {
        let next = &rest[i + 1..];
        next.starts_with("    ") && !next.starts_with("     ") && !next[4..].starts_with([')', ']', '}'])
    });
    &rest[..end.unwrap_or(rest.len())]
}

#[test]
fn the_palette_finds_by_initials_and_selects() {
    let desk = desk!("palette");
    let window = desk.open(&[]);
    let mut found = Vec::new();
    for steps in 0..2 {
        window.key("ctrl+k");
        window.write("sz");
        for _ in 0..steps {
            window.key("Down");
        }
        window.key("Return");
        let (_, saved) = window.save();
        let selection = part(&saved, "selection");
        found.extend(["320500", "440300"].into_iter().filter(|id| selection.contains(id)));
    }
    found.sort_unstable();
    assert_eq!(found, ["320500", "440300"], "\"sz\" lists Suzhou and Shenzhen first, and Enter selects");
    window.quit();
}

#[test]
fn what_was_done_is_saved_checked_and_there_after_a_restart() {
    let desk = desk!("drag");
    let window = desk.open(&[]);
    // Something must differ from the shipped view, or there is nothing to save.
    window.drag((700, 300), (690, 300));
    let (_, before) = window.save();
    window.drag((700, 300), (500, 220));
    let (path, after) = window.save();
    let (east, north) = (number(&after, "lon") - number(&before, "lon"), number(&after, "lat") - number(&before, "lat"));
    assert!(east > 1.0, "the map was pulled to the left, so its centre went east: {east}");
    assert!(north < -0.5, "the map was pulled up, so its centre went south: {north}");

    let checked = desk.run(&["check", &path.to_string_lossy()]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    window.quit();

    let window = desk.open(&[]);
    window.key("ctrl+k");
    window.write("sz");
    window.key("Escape");
    window.key("plus");
    let (again, reopened) = window.save();
    assert_eq!(again, path, "the last view is open again");
    let moved = |field: &str| (number(&reopened, field) - number(&after, field)).abs();
    assert!(moved("lon") < 1e-4 && moved("lat") < 1e-4, "the map looks where it looked:\n{after}\n{reopened}");
    assert!(number(&reopened, "zoom") > number(&after, "zoom"), "+ goes closer");
    window.quit();
}

#[test]
fn an_idle_window_draws_nothing() {
    let desk = desk!("idle");
    let window = desk.open(&[]);
    // The pictures of the saved views are drawn after the start.
    until(120, "the pictures to be done", || {
        let before = window.ticks();
        std::thread::sleep(std::time::Duration::from_secs(2));
        (window.ticks() == before).then_some(())
    });
    let before = window.ticks();
    std::thread::sleep(std::time::Duration::from_secs(10));
    let used = window.ticks() - before;
    assert!(used <= 1, "{used} processor ticks in 10 s without input");
    window.quit();
}

/// Every workspace, window and language, without a mouse.
const TOUR: &str = r#"[
    Do(Settings(CloseTip)), WaitComplete,
    Do(View(Workspace(compare))), WaitComplete, Wait(200),
    Do(View(Workspace(sources))), WaitComplete, Wait(200),
    Do(View(Workspace(explore))), WaitComplete, Wait(200),
    Do(Settings(Lang(zh))), Do(Settings(Theme(dark))), WaitComplete, Wait(200),
    Do(File(OpenView("kunshan-fund"))), WaitComplete, Wait(200),
    Do(File(OpenView("tier-one-against-tier-two"))), WaitComplete, Wait(200),
    Do(File(OpenView("counting-ai-companies"))), WaitComplete, Wait(200),
    Do(Ui(Palette(true))), Wait(200), Do(Ui(Palette(false))),
    Do(Ui(About(true))), Wait(200), Do(Ui(About(false))),
    Do(Ui(TileSettings(true))), Wait(200), Do(Ui(TileSettings(false))),
    Wait(2000), Say("toured"), Do(File(Quit)),
]"#;

#[test]
fn no_internet_address_is_asked_for() {
    let desk = desk!("network");
    let script = desk.write("tour.ron", TOUR);
    let project = desk.project();
    let (said, calls) = desk.network_calls(&["--project".as_ref(), project.as_os_str(), "--script".as_ref(), script.as_os_str()]);
    assert!(said.contains("toured"), "the window went through every workspace: {said}");
    assert!(calls.contains("AF_UNIX"), "the display was asked for, so the calls were seen:\n{calls}");
    assert_eq!(internet(&calls), Vec::<&str>::new());

    let view = concat!(env!("CARGO_MANIFEST_DIR"), "/saved_views/q1-2026-at-a-glance.view.ron");
    let picture = project.join("图.png");
    let (_, calls) = desk.network_calls(&["render".as_ref(), view.as_ref(), "--out".as_ref(), picture.as_os_str()]);
    assert!(picture.is_file() && calls.contains("exited with 0"), "{calls}");
    assert_eq!(internet(&calls), Vec::<&str>::new());
}

fn internet(calls: &str) -> Vec<&str> {
    calls.lines().filter(|line| line.contains("AF_INET")).collect()
}
