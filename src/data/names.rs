//! File names that every system takes, Windows included.

/// Names that Windows keeps for devices, whatever the extension.
const RESERVED: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Longest stem in bytes: file systems stop at 255, the ending and a `.bak` need room.
const MAX_STEM: usize = 200;

fn is_bad(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

/// True when `stem` can stand as a file's name before the ending on every system.
pub fn is_file_stem(stem: &str) -> bool {
    !stem.is_empty() && file_stem(stem) == stem
}

/// The nearest text to `wanted` that can be a file's stem: signs that some system forbids become
/// `-`, ends lose dots and spaces, device names get a `_`. Empty when nothing is left.
pub fn file_stem(wanted: &str) -> String {
    let cleaned: String = wanted.chars().map(|c| if is_bad(c) { '-' } else { c }).collect();
    let trimmed = cleaned.trim_matches(is_bad_end);
    let base = trimmed.split('.').next().unwrap_or_default().trim_end();
    let reserved = RESERVED.iter().any(|name| base.eq_ignore_ascii_case(name));
    let mut stem = if reserved { format!("_{trimmed}") } else { trimmed.to_owned() };
    while stem.len() > MAX_STEM {
        stem.pop();
    }
    stem.trim_end_matches(is_bad_end).to_owned()
}

fn is_bad_end(c: char) -> bool {
    c == '.' || c.is_whitespace()
}

/// `stem`, or `stem-2`, `stem-3`, ... until `is_taken` says no.
pub fn free_stem(stem: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(stem) {
        return stem.to_owned();
    }
    let mut number = 2_u32;
    loop {
        let candidate = format!("{stem}-{number}");
        if !is_taken(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mends_names() {
        for (wanted, stem) in [
            ("苏州 看板", "苏州 看板"),
            ("a/b:c", "a-b-c"),
            (" . x. ", "x"),
            ("CON", "_CON"),
            ("nul.view", "_nul.view"),
            ("console", "console"),
            ("...", ""),
        ] {
            assert_eq!(file_stem(wanted), stem);
        }
        assert_eq!(free_stem("a", |name| ["a", "a-2"].contains(&name)), "a-3");
    }

    proptest! {
        #[test]
        fn mending_twice_changes_nothing(text in "\\PC{0,300}") {
            let once = file_stem(&text);
            prop_assert_eq!(file_stem(&once), once.clone());
            prop_assert!(once.len() <= MAX_STEM);
        }
    }
}
