//! The house rules: floor order, who may touch files, windows and threads, file length, line ends.
#![cfg(test)]

#[expect(dead_code, reason = "the test of the texts uses the rest")]
mod scan;

use proc_macro2::TokenTree;
use scan::{Seen, punct};

/// Top-level modules from the ground up, with the tag that their `mod.rs` names. A file uses its own
/// module, those before it, and those of the same tag. The letters give the order of reading, this
/// list the order of use.
const FLOORS: &[(&str, &str)] = &[
    ("model", "1"),
    ("text", "1b"),
    ("data", "2"),
    ("analysis", "3"),
    ("action", "4a"),
    ("jobs", "4c"),
    ("update", "4b"),
    ("export", "4d"),
    ("views", "5"),
    ("panels", "5"),
    ("app", "6"),
    ("cli", "6"),
];

/// Crates that belong to the window; never named on floors 1 to 4.
const WINDOW_CRATES: &[&str] = &[
    "egui",
    "eframe",
    "egui_extras",
    "egui_material_icons",
    "egui_plot",
    "egui_table",
    "egui_tiles",
    "egui_wgpu",
    "rfd",
    "walkers",
    "winit",
];

const MOST_LINES: usize = 500;

fn rank(module: &str) -> Option<usize> {
    let (_, tag) = FLOORS.iter().find(|(name, _)| *name == module)?;
    FLOORS.iter().position(|(_, other)| other == tag)
}

fn tag(module: &str) -> &'static str {
    FLOORS.iter().find(|(name, _)| *name == module).unwrap().1
}

/// The path that starts at this token, each way through its braces once:
/// `crate::{a::b, c}` gives `[crate a b]` and `[crate c]`.
fn paths(level: &[TokenTree], at: usize) -> Vec<Vec<String>> {
    let TokenTree::Ident(first) = &level[at] else { return Vec::new() };
    let mut so_far = vec![first.to_string()];
    let mut at = at + 1;
    while at + 2 < level.len() && punct(&level[at], ':') && punct(&level[at + 1], ':') {
        match &level[at + 2] {
            TokenTree::Ident(name) => so_far.push(name.to_string()),
            TokenTree::Group(group) => return branches(group, &so_far),
            _ => break,
        }
        at += 3;
    }
    vec![so_far]
}

fn branches(group: &proc_macro2::Group, so_far: &[String]) -> Vec<Vec<String>> {
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut found = Vec::new();
    for (index, _) in inner.iter().enumerate().filter(|(i, _)| *i == 0 || punct(&inner[i - 1], ',')) {
        for rest in paths(&inner, index) {
            found.push(so_far.iter().cloned().chain(rest).collect());
        }
    }
    found
}

/// The top-level module that a path leads to, seen from a file and an inline module in it.
fn target(file: &str, modules: usize, path: &[String]) -> Option<String> {
    let mut depth = file.strip_prefix("src/")?.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").count() + modules;
    let mut rest = path.iter();
    let mut next = rest.next()?;
    if next == "crate" {
        return rest.next().cloned();
    }
    while next == "super" {
        depth = depth.checked_sub(1)?;
        next = rest.next()?;
    }
    (depth == 0).then(|| next.clone())
}

/// Everything that one source file does against the rules.
fn faults(file: &str, code: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = code.lines().count();
    if lines > MOST_LINES {
        faults.push(format!("{file}: {lines} lines, at most {MOST_LINES}"));
    }
    let inside = file.strip_prefix("src/").unwrap_or(file);
    let module = inside.split_once('/').map(|(module, _)| module);
    if let Some(module) = module
        && file.ends_with("/mod.rs")
    {
        let head: String = code.lines().take_while(|line| line.starts_with("//!")).collect();
        let wanted = format!("//! Floor {}: ", tag(module));
        if !head.starts_with(&wanted) {
            faults.push(format!("{file}:1: must open with \"{wanted}\" and say what the module owns"));
        }
    }
    scan::walk(file, scan::tokens(code), &mut |seen| faults.extend(fault_at(file, module, seen)));
    faults
}

fn fault_at(file: &str, module: Option<&str>, seen: &Seen<'_>) -> Vec<String> {
    let token = &seen.level[seen.at];
    let TokenTree::Ident(name) = token else { return Vec::new() };
    // Only the start of a path counts: `a::b::c` is looked at once, at `a`.
    let goes_on = seen.at >= 2 && punct(&seen.level[seen.at - 1], ':') && punct(&seen.level[seen.at - 2], ':');
    if goes_on {
        return Vec::new();
    }
    let own = module.and_then(rank);
    let mut faults = Vec::new();
    let mut say = |what: String| faults.push(format!("{file}: {what}"));
    let low = module.is_some_and(|module| !tag(module).starts_with(['5', '6']));
    if low && !seen.in_test && WINDOW_CRATES.iter().any(|window| name == window) {
        say(format!("`{name}` below floor 5"));
    }
    for path in paths(seen.level, seen.at) {
        if let Some(to) = target(file, seen.modules, &path)
            && let (Some(from), Some(rank)) = (own, rank(&to))
            && rank > from
        {
            say(format!("uses `{to}`, which lies above it"));
        }
        let has = |a: &str, b: &str| path.windows(2).any(|pair| pair[0] == a && pair[1] == b);
        let files = has("std", "fs") || path.first().is_some_and(|first| first == "tempfile");
        if files && module != Some("data") && !seen.in_test {
            say("touches files outside data/".to_owned());
        }
        let threads = ["spawn", "scope", "Builder"].iter().any(|start| has("thread", start));
        if threads && module != Some("jobs") && !seen.in_test {
            say("starts a thread outside jobs/".to_owned());
        }
        // Associated constants cannot be banned by clippy; see .clippy.toml for the constructors.
        if let Some(color) = path.iter().position(|part| part == "Color32").and_then(|at| path.get(at + 1))
            && color.chars().all(|c| c.is_ascii_uppercase() || c == '_')
            && !matches!(color.as_str(), "TRANSPARENT" | "PLACEHOLDER")
            && file != "src/views/theme.rs"
        {
            say(format!("`Color32::{color}`: use a token of views/theme.rs"));
        }
    }
    faults
}

#[test]
fn sources_keep_the_house_rules() {
    let faults: Vec<String> = scan::sources().iter().flat_map(|file| faults(&file.path, &file.text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_module_has_a_floor() {
    for file in scan::sources() {
        let inside = &file.path["src/".len()..];
        let module = inside.split_once('/').map(|(module, _)| module);
        assert!(module.is_none_or(|module| rank(module).is_some()), "{}: not on a floor", file.path);
        assert!(module.is_some() || matches!(inside, "lib.rs" | "main.rs"), "{}: belongs into a module", file.path);
    }
}

/// Words that would tie the project to one machine, put together here so that this file passes.
fn machine_words() -> [String; 7] {
    let join = |a: &str, b: &str| format!("{a}{b}");
    [
        join("/wor", "k/"),
        join("../sha", "red"),
        join("/ro", "ot/"),
        join("/ho", "me/"),
        join("C:\\Us", "ers"),
        join("pypi", ".org"),
        join("npmjs", ".org"),
    ]
}

fn text_faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    // Tables that test the import of other line ends say so in their name.
    if text.contains('\r') && !path.contains("crlf") {
        faults.push(format!("{path}: line ends other than LF"));
    }
    for (number, line) in text.lines().enumerate() {
        for word in machine_words().iter().filter(|word| line.contains(word.as_str())) {
            faults.push(format!("{path}:{}: names {word}", number + 1));
        }
    }
    faults
}

#[test]
fn texts_end_lines_with_lf_and_name_no_machine() {
    let files = scan::files("", |path| path != "Cargo.lock");
    assert!(files.iter().any(|file| file.path == "Cargo.toml"));
    let faults: Vec<String> = files.iter().flat_map(|file| text_faults(&file.path, &file.text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

mod the_rules_can_fail {
    use super::*;

    fn fails(file: &str, code: &str, part: &str) {
        let found = faults(file, code);
        assert!(found.iter().any(|fault| fault.contains(part)), "{file}: {code}\nfound {found:?}");
    }

    fn passes(file: &str, code: &str) {
        assert_eq!(faults(file, code), Vec::<String>::new(), "{file}: {code}");
    }

    #[test]
    fn floor_order() {
        fails("src/model/a.rs", "use crate::update::AppModel;", "uses `update`");
        fails("src/analysis/a.rs", "use crate::{model::ids, panels::PanelCtx};", "uses `panels`");
        fails("src/data/a.rs", "fn f() { crate::analysis::cube::go() }", "uses `analysis`");
        fails("src/data/a/mod.rs", "//! Floor 2: x.\nuse super::super::app::App;", "uses `app`");
        fails("src/text/a.rs", "mod inner { use super::super::super::views::theme; }", "uses `views`");
        fails("src/jobs/a.rs", "use crate::{a, update::{AppModel, Derived}};", "uses `update`");
        fails("src/views/a.rs", "#[cfg(test)] mod tests { use crate::app::App; }", "uses `app`");
        passes("src/views/a.rs", "use crate::panels::PanelCtx;");
        passes("src/update/a.rs", "use crate::{action::Command, model::ids::PlaceId}; use super::model::AppModel;");
        passes("src/model/a.rs", "mod tests { use super::*; use super::super::period::Period; }");
        passes("src/model/a.rs", "// crate::update\nconst A: &str = \"crate::update\"; pub(crate) fn f() {}");
    }

    #[test]
    fn windows_files_threads_colours() {
        fails("src/analysis/a.rs", "fn f(c: egui::Color32) {}", "`egui` below");
        fails("src/export/a.rs", "use walkers::Map;", "`walkers` below");
        passes("src/views/a.rs", "use egui::Ui;");
        fails("src/update/a.rs", "fn f() { let x = std::fs::read(p); }", "touches files");
        fails("src/app/a.rs", "use std::{fs, io};", "touches files");
        fails("src/main.rs", "use std::fs::File;", "touches files");
        passes("src/data/a.rs", "use std::{fs, io};");
        passes("src/update/a.rs", "#[cfg(test)]\nmod tests { use std::fs; }");
        fails("src/update/a.rs", "#[cfg(test)]\nuse a;\nmod tests { use std::fs; }", "touches files");
        fails("src/app/a.rs", "use std::thread; fn f() { thread::spawn(|| ()); }", "starts a thread");
        fails("src/data/a.rs", "fn f() { std::thread::Builder::new(); }", "starts a thread");
        passes("src/jobs/a.rs", "fn f() { std::thread::Builder::new(); }");
        passes("src/app/a.rs", "fn f() { std::thread::sleep(d); }");
        fails("src/panels/a.rs", "const C: Color32 = egui::Color32::RED;", "Color32::RED");
        passes("src/panels/a.rs", "const C: Color32 = egui::Color32::TRANSPARENT;");
    }

    #[test]
    fn length_and_heads() {
        fails("src/model/a.rs", &"const _: u8 = 0;\n".repeat(501), "501 lines");
        passes("src/model/a.rs", &"const _: u8 = 0;\n".repeat(500));
        fails("src/update/mod.rs", "//! Reducers.\n", "Floor 4b");
        fails("src/update/mod.rs", "//! Floor 4: x.\n", "Floor 4b");
        fails("src/views/map/mod.rs", "pub mod a;\n", "Floor 5");
        passes("src/views/map/mod.rs", "//! Floor 5: the map.\npub mod a;\n");
    }

    #[test]
    fn texts() {
        assert_eq!(text_faults("a.md", "a\r\nb"), ["a.md: line ends other than LF"]);
        assert_eq!(text_faults("tests/crlf.csv", "a\r\nb"), Vec::<String>::new());
        for word in machine_words() {
            assert_eq!(text_faults("a.md", &format!("x\nsee {word}x")).len(), 1, "{word}");
        }
    }
}
