//! Lists of investors in one cell.

/// Words that end the name of an investor written in Latin letters.
const STOPS: [&str; 5] = ["等", "等机构", "领投", "跟投", "et al."];

/// What stands behind a comma in a company's name.
const LEGAL: [&str; 8] = ["ltd", "ltd.", "inc", "inc.", "llc", "l.p.", "lp", "limited"];

/// Splits a cell into names: by 、 ， , ； ; | / and newline always, by spaces only between Chinese
/// names, so that `Sequoia Capital China` stays one.
pub fn split(text: &str, mut each: impl FnMut(&str)) {
    for part in text.split(['、', '，', ',', '；', ';', '\n', '\r', '|']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        if !part.contains([' ', '\u{3000}', '\t']) {
            one(part, &mut each);
            continue;
        }
        // Words in Latin letters next to each other are one name.
        let mut latin_from: Option<usize> = None;
        let mut latin_to = 0;
        let mut at = 0;
        for word in part.split([' ', '\u{3000}', '\t']) {
            let (from, to) = (at, at + word.len());
            at = to + part.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            if word.is_empty() {
                continue;
            }
            if is_chinese(word) {
                if let Some(start) = latin_from.take() {
                    one(part.get(start..latin_to).unwrap_or_default(), &mut each);
                }
                one(word, &mut each);
            } else {
                latin_from.get_or_insert(from);
                latin_to = to;
            }
        }
        if let Some(start) = latin_from {
            one(part.get(start..latin_to).unwrap_or_default(), &mut each);
        }
    }
}

fn is_chinese(word: &str) -> bool {
    word.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

fn one(name: &str, each: &mut impl FnMut(&str)) {
    let mut name = name.trim();
    for stop in STOPS {
        name = name.strip_suffix(stop).unwrap_or(name).trim();
    }
    for role in ["(领投)", "（领投）", "(跟投)", "（跟投）", "领投:", "跟投:", "领投：", "跟投："] {
        name = name.strip_suffix(role).unwrap_or(name);
        name = name.strip_prefix(role).unwrap_or(name);
    }
    let name = name.trim();
    let nothing = name.is_empty() || (name.len() <= 24 && super::says_nothing(&super::folded(name)));
    // The end of "GGV Capital, Ltd." is no name of its own.
    let legal = LEGAL.iter().any(|form| name.eq_ignore_ascii_case(form));
    if !nothing && !legal {
        each(name);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Vec<String> {
        let mut names = Vec::new();
        split(text, |name| names.push(name.to_owned()));
        names
    }

    #[test]
    fn lists_as_people_write_them() {
        for (text, wanted) in [
            ("红杉中国、高瓴创投", vec!["红杉中国", "高瓴创投"]),
            ("红杉中国，高瓴创投；IDG资本", vec!["红杉中国", "高瓴创投", "IDG资本"]),
            ("红杉中国 高瓴创投", vec!["红杉中国", "高瓴创投"]),
            ("Sequoia Capital China, GGV Capital", vec!["Sequoia Capital China", "GGV Capital"]),
            ("Sequoia Capital 红杉中国 GGV Capital", vec!["Sequoia Capital", "红杉中国", "GGV Capital"]),
            ("红杉中国\n高瓴创投", vec!["红杉中国", "高瓴创投"]),
            ("红杉中国(领投)、高瓴创投等", vec!["红杉中国", "高瓴创投"]),
            ("未披露", vec![]),
            ("", vec![]),
            (" 、, ", vec![]),
        ] {
            assert_eq!(names(text), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_name_has_a_separator(text in "[a-z红杉 、,;\u{3000}]{0,30}") {
            for name in names(&text) {
                prop_assert!(!name.is_empty() && !name.contains(['、', ',', ';']));
            }
        }
    }
}
