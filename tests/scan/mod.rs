//! Reads the project's own files for the tests that watch over them.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A text file of the project.
pub struct File {
    /// Path from the project's root, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The project's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` for which `wanted` holds, sorted by path. Build output, version
/// control and bytes that are not UTF-8 are left out.
pub fn files(folder: &str, wanted: impl Fn(&str) -> bool) -> Vec<File> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name == ".git" {
                continue;
            }
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "__pycache__") {
                    folders.push(path);
                }
                continue;
            }
            let relative = slashes(path.strip_prefix(root()).unwrap());
            if !wanted(&relative) {
                continue;
            }
            if let Ok(text) = String::from_utf8(std::fs::read(&path).unwrap()) {
                found.push(File { path: relative, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The Rust files of `src/`.
pub fn sources() -> Vec<File> {
    let found = files("src", |path| path.ends_with(".rs"));
    assert!(found.len() > 20, "the scan must see the sources");
    found
}

fn slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Code as tokens, so that comments and the insides of strings are never taken for code.
pub fn tokens(code: &str) -> TokenStream {
    code.parse().expect("a source file that compiles")
}

/// What [`walk`] comes by.
pub struct Seen<'a> {
    /// The tokens of one delimited level (or of the file).
    pub level: &'a [TokenTree],
    /// Position in it.
    pub at: usize,
    /// Inline modules around it.
    pub modules: usize,
    /// Inside `#[cfg(test)] mod …`, or in a file of tests.
    pub in_test: bool,
    /// The name of the call whose arguments this level is (`label` in `ui.label(…)`).
    pub call: Option<String>,
}

/// Visits every token of a file; attributes (so doc comments too) are passed over.
pub fn walk(path: &str, stream: TokenStream, see: &mut impl FnMut(&Seen<'_>)) {
    let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
    level(stream, 0, is_test, None, see);
}

fn level(stream: TokenStream, modules: usize, in_test: bool, call: Option<String>, see: &mut impl FnMut(&Seen<'_>)) {
    let all: Vec<TokenTree> = stream.into_iter().collect();
    let mut test_next = false;
    let mut at = 0;
    while at < all.len() {
        if let Some((group, length)) = attribute(&all[at..]) {
            let text = group.stream().to_string().replace(' ', "");
            test_next |= text == "cfg(test)" || text == "test";
            at += length;
            continue;
        }
        see(&Seen { level: &all, at, modules, in_test, call: call.clone() });
        if let TokenTree::Group(group) = &all[at] {
            let inline = at >= 2 && word(&all[at - 2], "mod") && group.delimiter() == Delimiter::Brace;
            let is_test = in_test || (test_next && group.delimiter() == Delimiter::Brace);
            let name = (group.delimiter() == Delimiter::Parenthesis).then(|| called(&all[..at])).flatten();
            // What `format!` makes goes to the call around it.
            let name = name
                .filter(|name| name != "format")
                .or_else(|| call.clone().filter(|_| group.delimiter() != Delimiter::Parenthesis || formats(&all[..at])));
            level(group.stream(), modules + usize::from(inline), is_test, name, see);
            if group.delimiter() == Delimiter::Brace {
                test_next = false;
            }
        }
        if let TokenTree::Punct(punct) = &all[at]
            && punct.as_char() == ';'
        {
            test_next = false;
        }
        at += 1;
    }
}

/// `#[…]` or `#![…]` at the start of `rest`, and how many tokens it takes.
fn attribute(rest: &[TokenTree]) -> Option<(&Group, usize)> {
    if !punct(rest.first()?, '#') {
        return None;
    }
    let (group, length) = match rest.get(1)? {
        TokenTree::Punct(bang) if bang.as_char() == '!' => (rest.get(2)?, 3),
        other => (other, 2),
    };
    match group {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => Some((group, length)),
        _ => None,
    }
}

/// The name before an opening parenthesis: `a.b(`, `a::b(`, `b!(`.
fn called(before: &[TokenTree]) -> Option<String> {
    let last = before.len().checked_sub(1)?;
    let last = if punct(&before[last], '!') { last.checked_sub(1)? } else { last };
    match &before[last] {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    }
}

fn formats(before: &[TokenTree]) -> bool {
    called(before).is_some_and(|name| name == "format")
}

/// True for this identifier.
fn word(token: &TokenTree, expected: &str) -> bool {
    matches!(token, TokenTree::Ident(name) if name == expected)
}

/// True for this punctuation.
pub fn punct(token: &TokenTree, expected: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == expected)
}
