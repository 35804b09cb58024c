use super::*;
use crate::data::{
    atlas::{AtlasSource, load},
    shipped,
};

fn problem(text: &str) -> String {
    parse(text, "a.portfolio.ron").unwrap_err().to_string()
}

#[test]
fn the_shipped_portfolios_are_as_the_program_writes_them() {
    let atlas = load(&AtlasSource::Bundled).dataset;
    for (name, text) in shipped::PORTFOLIOS {
        let portfolio = parse(text, name).unwrap().content;
        let written = to_text(&portfolio, &atlas);
        if std::env::var_os("UPDATE_VIEWS").is_some() {
            std::fs::write(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("saved_views").join(name), &written).unwrap();
        } else {
            assert_eq!(written, *text, "{name}");
        }
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(
        problem("Portfolio(\n    funds: {},\n)"),
        "a.portfolio.ron:1:1: there is no field `version`; add `version: 1` as the first field"
    );
    assert_eq!(
        problem("Portfolio(\n    version: 1,\n    found: {},\n)"),
        "a.portfolio.ron:3:5: unknown field `found`; write `funds`"
    );
    let twice = problem("Portfolio(\n version: 1,\n holdings: {\n  \"a\": (fund: \"f\"),\n  \"a\": (fund: \"g\"),\n },\n)");
    assert!(twice.starts_with("a.portfolio.ron:5:") && twice.contains("stands twice"), "{twice}");
    assert!(problem("Portfolio(version: 1, notes: {\"n\": (text: (en: \"x\"))})").contains("anchor"));
    assert!(problem(&format!("Portfolio(version: 1, notes: {}", "(".repeat(200_000))).contains("1:"));
}

#[test]
fn a_newer_version_is_read_only() {
    let read = parse("Portfolio(version: 2, mood: \"good\", funds: {\"f\": (name: (en: \"F\"), colour: 1)})", "x").unwrap();
    assert!(read.read_only);
    assert_eq!(read.content.funds.get("f").unwrap().name.en, "F");
    assert_eq!(read.warnings[0].kind, ProblemKind::Newer(2, 1));
}
