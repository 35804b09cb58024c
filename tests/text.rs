//! The interface texts: both languages complete, alike in their arguments, and all of them in use.
#![cfg(test)]

#[expect(dead_code, reason = "the test of the floors uses the rest")]
mod scan;

use std::collections::{BTreeMap, BTreeSet};

use cluster_atlas::text::areas;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use proc_macro2::TokenTree;
use scan::{Seen, punct};

/// Chinese messages that need no Chinese character: names, signs and units written alike.
const SAME_IN_BOTH: &[&str] = &["km", "OK", "%", "WGS-84", "GCJ-02", "BD-09", "English", "Cluster Atlas"];

/// English messages that hold Chinese on purpose.
const CHINESE_IN_ENGLISH: &[&str] = &["切换到中文", "中文", "审图号", "亿元", "万元", "20亿"];

/// What keys of an area may begin with, besides the area's name.
const MORE_BEGINNINGS: &[(&str, &str)] = &[("shell", "action"), ("layer", "board"), ("conflicts", "conflict")];

/// Sources that hold Chinese string literals: words to be recognised, or the head that every view
/// file carries in both languages.
const CHINESE_IN_CODE: &[&str] = &[
    "src/text/",
    "src/analysis/search/coordinates.rs",
    "src/data/view_file/write.rs",
    "src/analysis/figure_text.rs",
    "src/analysis/portfolio/cells.rs",
    "src/analysis/import/",
    "src/analysis/portfolio/fund_text.rs",
    "src/analysis/written/",
    "src/data/deals/generate/",
];

/// Calls that take the name of a widget, which nobody reads.
const NAMING_CALLS: &[&str] = &["from_id_salt", "id_salt", "new", "push_id", "unique", "with"];

/// Calls whose literal arguments a person would read.
const SHOWING_CALLS: &[&str] = &[
    "button",
    "checkbox",
    "heading",
    "hint_text",
    "hover_text",
    "label",
    "menu_button",
    "on_disabled_hover_text",
    "on_hover_text",
    "radio",
    "selectable_label",
    "small",
    "small_button",
    "toggle_value",
    "weak",
];

#[derive(Debug, PartialEq)]
struct Message {
    value: String,
    args: BTreeSet<String>,
}

/// The messages of a file, and what is wrong with the file itself.
fn messages(file: &str, source: &str) -> (BTreeMap<String, Message>, Vec<String>) {
    let mut faults = Vec::new();
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(resource, errors)| {
        faults.push(format!("{file}: {errors:?}"));
        resource
    });
    let mut found = BTreeMap::new();
    for entry in &resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            Entry::Term(_) | Entry::Junk { .. } => {
                faults.push(format!("{file}: {entry:?}"));
                continue;
            }
        };
        let key = message.id.name.to_owned();
        let mut read = Message { value: String::new(), args: BTreeSet::new() };
        if let Some(pattern) = &message.value {
            collect(pattern, &mut read);
        }
        if read.value.trim().is_empty() && read.args.is_empty() {
            faults.push(format!("{file}: {key} is empty"));
        }
        if !message.attributes.is_empty() {
            faults.push(format!("{file}: {key} has attributes, which nothing reads"));
        }
        if found.insert(key.clone(), read).is_some() {
            faults.push(format!("{file}: {key} twice"));
        }
    }
    (found, faults)
}

fn collect(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.value.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => collect_inline(inline, into),
                Expression::Select { selector, variants } => {
                    collect_inline(selector, into);
                    for variant in variants {
                        collect(&variant.value, into);
                    }
                }
            },
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, into: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.args.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { value } => into.value.push_str(value),
        InlineExpression::NumberLiteral { value } => into.value.push_str(value),
        other => panic!("not used in this project: {other:?}"),
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Everything wrong between the two languages of one area.
fn pair_faults(area: &str, en: &str, zh: &str) -> Vec<String> {
    let (english, mut faults) = messages(&format!("en/{area}.ftl"), en);
    let (chinese, more) = messages(&format!("zh/{area}.ftl"), zh);
    faults.extend(more);
    for key in english.keys().chain(chinese.keys()).collect::<BTreeSet<_>>() {
        let own = key.starts_with(&format!("{area}-")) || MORE_BEGINNINGS.contains(&(area, key.split('-').next().unwrap()));
        if !own {
            faults.push(format!("{area}.ftl: {key} must begin with {area}-"));
        }
        let (Some(en), Some(zh)) = (english.get(key), chinese.get(key)) else {
            faults.push(format!("{area}.ftl: {key} in one language only"));
            continue;
        };
        if en.args != zh.args {
            faults.push(format!("{area}.ftl: {key} takes {:?} in English and {:?} in Chinese", en.args, zh.args));
        }
        if zh.value.chars().any(char::is_alphabetic)
            && !zh.value.chars().any(is_chinese)
            && !SAME_IN_BOTH.contains(&zh.value.trim())
        {
            faults.push(format!("zh/{area}.ftl: {key} = {:?} is not Chinese", zh.value));
        }
        let rest = CHINESE_IN_ENGLISH.iter().fold(en.value.clone(), |text, part| text.replace(part, ""));
        if rest.chars().any(is_chinese) {
            faults.push(format!("en/{area}.ftl: {key} = {:?} is not English", en.value));
        }
    }
    faults
}

/// All messages of the program in English, by key.
fn catalogue() -> BTreeMap<String, Message> {
    areas().iter().flat_map(|(area, en, _)| messages(area, en).0).collect()
}

/// How the code asks for texts.
#[derive(Default, Debug)]
struct Uses {
    /// Whole keys.
    keys: BTreeSet<String>,
    /// Beginnings of keys that end in a name computed at run time.
    beginnings: BTreeSet<String>,
    faults: Vec<String>,
}

/// A key or the beginning of one: starts with an area and a hyphen, then only key characters.
fn looks_like_key(text: &str) -> bool {
    let Some((area, rest)) = text.split_once('-') else { return false };
    let known = areas().iter().any(|(name, _, _)| *name == area) || MORE_BEGINNINGS.iter().any(|(_, name)| *name == area);
    known && rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

/// Letters of a literal, without what stands between braces.
fn letters(text: &str) -> usize {
    let fixed = text
        .split('{')
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) });
    fixed.flat_map(str::chars).filter(|c| c.is_alphabetic()).count()
}

/// Looks at one token of a source file.
fn see(file: &str, seen: &Seen<'_>, catalogue: &BTreeMap<String, Message>, uses: &mut Uses) {
    let token = &seen.level[seen.at];
    let Some(text) = string(token) else { return };
    if seen.in_test {
        return;
    }
    if text.chars().any(is_chinese) && !CHINESE_IN_CODE.iter().any(|home| file.starts_with(home)) {
        uses.faults.push(format!("{file}: Chinese text {text:?} in code"));
    }
    let call = seen.call.as_deref().unwrap_or_default();
    if SHOWING_CALLS.contains(&call) && letters(&text) > 2 && !looks_like_key(&text) {
        uses.faults.push(format!("{file}: text {text:?} in code"));
    }
    if let Some((beginning, _)) = text.split_once('{')
        && looks_like_key(beginning)
    {
        if catalogue.keys().any(|key| key.starts_with(beginning)) {
            uses.beginnings.insert(beginning.to_owned());
        } else {
            uses.faults.push(format!("{file}: no message begins with {beginning:?}"));
        }
        return;
    }
    if !looks_like_key(&text) {
        return;
    }
    let Some(message) = catalogue.get(&text) else {
        if NAMING_CALLS.contains(&call) {
            return;
        }
        uses.faults.push(format!("{file}: no message {text:?}"));
        return;
    };
    let alone = seen.at == 0;
    if call == "get" && alone && !message.args.is_empty() {
        uses.faults.push(format!("{file}: {text:?} needs {:?}", message.args));
    }
    if call == "fmt"
        && alone
        && let Some(given) = given_args(&seen.level[1..])
        && given != message.args
    {
        uses.faults.push(format!("{file}: {text:?} takes {:?}, given {given:?}", message.args));
    }
    uses.keys.insert(text);
}

/// The names in `, &[("n", …), …]`; none when the arguments stand elsewhere.
fn given_args(rest: &[TokenTree]) -> Option<BTreeSet<String>> {
    let [comma, and, TokenTree::Group(list), ..] = rest else { return None };
    if !punct(comma, ',') || !punct(and, '&') {
        return None;
    }
    let pairs = list.stream().into_iter().filter_map(|token| match token {
        TokenTree::Group(pair) => pair.stream().into_iter().next().and_then(|name| string(&name)),
        _ => None,
    });
    Some(pairs.collect())
}

/// The text of a string literal, escapes undone as far as these tests need.
fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    if let Some(raw) = text.strip_prefix('r') {
        return Some(raw.trim_matches('#').strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
}

fn uses() -> (Uses, BTreeMap<String, Message>) {
    let catalogue = catalogue();
    let mut uses = Uses::default();
    for file in scan::sources() {
        scan::walk(&file.path, scan::tokens(&file.text), &mut |seen| see(&file.path, seen, &catalogue, &mut uses));
    }
    (uses, catalogue)
}

#[test]
fn both_languages_say_the_same_things() {
    let faults: Vec<String> = areas().iter().flat_map(|(area, en, zh)| pair_faults(area, en, zh)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_text_file_is_compiled_in() {
    for file in scan::files("assets/text", |path| path.ends_with(".ftl")) {
        let known = areas().iter().any(|(area, _, _)| file.path.ends_with(&format!("/{area}.ftl")));
        assert!(known, "{} is not in the list of areas", file.path);
    }
}

#[test]
fn code_asks_for_messages_that_exist() {
    let (uses, _) = uses();
    assert!(uses.keys.len() > 20, "the scan must see the keys");
    assert!(uses.faults.is_empty(), "{}", uses.faults.join("\n"));
}

#[test]
fn every_message_is_used() {
    let (uses, catalogue) = uses();
    let unused: Vec<&String> = catalogue
        .keys()
        .filter(|key| !uses.keys.contains(*key) && !uses.beginnings.iter().any(|beginning| key.starts_with(beginning.as_str())))
        .collect();
    assert!(unused.is_empty(), "never asked for: {unused:#?}");
}

mod the_checks_can_fail {
    use super::*;

    #[track_caller]
    fn pair(en: &str, zh: &str, part: &str) {
        let found = pair_faults("map", en, zh);
        assert!(found.iter().any(|fault| fault.contains(part)), "found {found:?}");
    }

    #[test]
    fn between_the_languages() {
        assert_eq!(pair_faults("map", "map-a = A { $n }\n", "map-a = 甲 { $n }\n"), Vec::<String>::new());
        assert_eq!(pair_faults("map", "map-a = km\n", "map-a = km\n"), Vec::<String>::new());
        pair("map-a = A\nmap-b = B\n", "map-a = 甲\n", "map-b in one language only");
        pair("map-a = A\n", "map-a = 甲\nmap-b = 乙\n", "map-b in one language only");
        pair("map-a = A { $n }\n", "map-a = 甲 { $m }\n", "map-a takes");
        pair("map-a = { $n ->\n  [one] { $x }\n *[other] B\n}\n", "map-a = 甲 { $n }\n", "map-a takes");
        pair("map-a = A\nmap-a = B\n", "map-a = 甲\n", "map-a twice");
        pair("map-a = A\n", "map-a = A\n", "is not Chinese");
        pair("map-a = 甲\n", "map-a = 甲\n", "is not English");
        pair("map-a = { \"\" }\n", "map-a = 甲\n", "map-a is empty");
        pair("map-a =\n", "map-a = 甲\n", "en/map.ftl");
        pair("rank-a = A\n", "rank-a = 甲\n", "must begin with map-");
    }

    fn used(file: &str, code: &str) -> Uses {
        let catalogue = messages("map", "map-a = A\nmap-n = { $n } B\nmap-k-one = C\n").0;
        let mut uses = Uses::default();
        scan::walk(file, scan::tokens(code), &mut |seen| see(file, seen, &catalogue, &mut uses));
        uses
    }

    #[track_caller]
    fn code(code: &str, part: &str) {
        let found = used("src/panels/a.rs", code).faults;
        assert!(found.iter().any(|fault| fault.contains(part)), "found {found:?}");
    }

    #[test]
    fn in_the_code() {
        let fine = used(
            "src/panels/a.rs",
            r#"/// 文
            fn f() { t.get("map-a"); t.fmt("map-n", &[("n", 1.into())]); t.get(&format!("map-k-{x}")); ui.label(t.get("map-a")); }
            #[cfg(test)] mod tests { const A: &str = "文"; }"#,
        );
        assert_eq!(fine.faults, Vec::<String>::new());
        assert_eq!(fine.keys.into_iter().collect::<Vec<_>>(), ["map-a", "map-n"]);
        assert_eq!(fine.beginnings.into_iter().collect::<Vec<_>>(), ["map-k-"]);
        code(r#"fn f() { t.get("map-zzz"); }"#, "no message \"map-zzz\"");
        code(r#"fn f() { let k = match x { A => "map-zzz" }; }"#, "no message \"map-zzz\"");
        code(r#"fn f() { t.get(&format!("map-z-{x}")); }"#, "no message begins with");
        code(r#"fn f() { t.get("map-n"); }"#, "needs");
        code(r#"fn f() { t.fmt("map-n", &[("m", 1.into())]); }"#, "given");
        code(r#"fn f() { ui.label("Hello"); }"#, "text \"Hello\" in code");
        code(r#"fn f() { ui.label(format!("Hello {x}")); }"#, "in code");
        code(r#"const A: &str = "文";"#, "Chinese text");
        assert!(used("src/panels/a.rs", r#"fn f() { Id::new("map-side"); }"#).faults.is_empty());
        assert!(used("src/panels/tests.rs", r#"const A: &str = "文";"#).faults.is_empty());
        assert!(used("src/text/a.rs", r#"const A: &str = "文";"#).faults.is_empty());
    }
}
