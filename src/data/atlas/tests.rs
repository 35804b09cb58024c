use std::borrow::Cow;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::{data::bundled::ATLAS_TABLES, model::place::PlaceLevel};

fn bundled() -> Vec<TableBytes> {
    source::read_tables(&AtlasSource::Bundled).0
}

/// The bundled tables with one of them replaced.
fn load_with(name: &str, content: impl Into<Vec<u8>>) -> (Dataset, Vec<String>) {
    let mut tables = bundled();
    let table = tables.iter_mut().find(|table| table.name == name).unwrap();
    table.content = Cow::Owned(content.into());
    let loaded = from_tables(tables, Vec::new());
    let told = loaded.problems.iter().filter(|p| p.severity != Severity::Note);
    (loaded.dataset, told.map(|p| p.to_string().replace("assets/atlas/", "")).collect())
}

fn text_of(name: &str) -> String {
    let bytes = ATLAS_TABLES.iter().find(|(known, _)| *known == name).unwrap().1;
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The bundled tables with one text in one of them replaced at its first place.
fn load_edited(name: &str, from: &str, to: &str) -> (Dataset, Vec<String>) {
    let text = text_of(name);
    assert!(text.contains(from), "{name} has no '{from}'");
    load_with(name, text.replacen(from, to, 1))
}

#[test]
fn the_bundled_atlas_loads_without_errors_or_warnings() {
    let loaded = load(&AtlasSource::Bundled);
    let told: Vec<String> = loaded.problems.iter().filter(|p| p.severity != Severity::Note).map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new());
    let data = &loaded.dataset;
    // 195 figures, 75 ratings, 15 published tiers.
    assert_eq!(data.claims.len(), 285);
    assert_eq!((data.metrics.len(), data.documents.len(), data.figures.len()), (147, 5, 45));
    assert_eq!((data.ranked_cities().count(), data.provinces().count()), (15, 34));
    let count = |level| data.places.values().filter(|place| place.level == level).count();
    // 98 zones of the gazetteer and 7 that only zones.csv has.
    assert_eq!((count(PlaceLevel::Prefecture), count(PlaceLevel::Zone)), (333, 98 + 7));
    assert_eq!(count(PlaceLevel::District) + count(PlaceLevel::County), 2863);
}

#[test]
fn names_that_stand_in_one_language_are_listed() {
    let notes = load(&AtlasSource::Bundled).problems;
    assert!(notes.iter().any(|note| note.message.contains("'Chuangkong Group'")), "{notes:?}");
}

#[test]
fn the_fingerprint_is_that_of_the_bytes() {
    let print = |tables: &[TableBytes]| source::fingerprint(tables);
    let mut tables = bundled();
    let before = print(&tables);
    assert_eq!(before, print(&bundled()));
    assert_eq!(before, load(&AtlasSource::Bundled).dataset.fingerprint());
    tables[0].content.to_mut().push(b'\n');
    assert_ne!(before, print(&tables));
}

#[test]
fn places_have_short_names_provinces_and_points() {
    let data = load(&AtlasSource::Bundled).dataset;
    let place = |id: &str| &data.places[id];
    let suzhou = place("320500");
    assert_eq!((suzhou.name.zh.as_str(), suzhou.name.en.as_str(), suzhou.full_zh.as_str()), ("苏州", "Suzhou", "苏州市"));
    assert_eq!(suzhou.province.as_ref().unwrap().as_str(), "320000");
    let port = place("Z-X-NB-NZP");
    assert_eq!((port.point, port.parent.as_ref().unwrap().as_str()), (None, "330200"));
    assert_eq!(place("110101").population, None, "0 residents means unknown");
    assert!(data.places.values().filter(|place| place.level != PlaceLevel::Zone).all(|place| place.point.is_some()));
}

#[test]
fn the_two_rates_are_quotients_of_stated_amounts() {
    let data = load(&AtlasSource::Bundled).dataset;
    let rate = |id: &str| data.rates.iter().find(|rate| rate.id == id).unwrap().value;
    // 918.0 / 126.3 and 5.636 / 115.02 (billions).
    assert_eq!(rate("usd-cny-2025q1").round_dp(4), Decimal::new(72684, 4));
    assert_eq!(rate("jpy-cny-fy2024").round_dp(6), Decimal::new(49000, 6));
}

/// One broken cell: table, text, its replacement, message; the claims that are left.
#[test]
fn a_broken_cell_leaves_its_row_out_and_says_where() {
    let first = "f001,country,100000,financing_events:all,2026Q1,2865,,,1,,events,exact,reported";
    let cases: [(&str, &str, &str); 17] = [
        (
            "financing_events:all",
            "financing_events:al",
            "2:21: 'financing_events:al' does not stand in metrics.csv; write 'financing_events:ai', or add a row to metrics.csv",
        ),
        ("100000", "100009", "2:14: '100009' does not stand in gazetteer.csv; write '100000', or add a row to gazetteer.csv"),
        ("events,exact", "evnets,exact", "2:59: 'evnets' does not stand in units.csv; write 'events', or add a row to units.csv"),
        (
            "events,exact",
            "percent,exact",
            "2:59: the unit 'percent' does not fit the metric 'financing_events:all'; write a unit of the family count",
        ),
        (
            "2865",
            "2,865",
            "2:184: the row has 24 fields, the header 23; put texts with commas in double quotes, or take the extra fields out",
        ),
        ("2865", "2865家", "2:49: '2865家' is not a number; write plain digits with a point, no separators, no unit"),
        ("2865", "", "2:49: 'exact' needs value; fill the cell or change the qualifier"),
        (
            "2026Q1",
            "2026Q5",
            "2:42: '2026Q5' is not a period; write 2026Q1, 2025H1, 2024, 2025-12, 2026-01-29, A..B, 'to 2025' or '2024 to date'",
        ),
        (
            "exact",
            "circa",
            "2:66: 'circa' is no qualifier; write one of: exact, about, nearly, at_least, at_most, range, not_stated",
        ),
        ("exact", "about", "2:58: 'about' needs a rule; write printed or five_percent"),
        ("reported", "rumoured", "2:72: 'rumoured' is no status; write one of: reported, derived, coded, assumed, entered"),
        (",1,,events", ",0,,events", "2:56: the step is not above zero; write what one unit of the last printed digit is worth"),
        ("2865,,,", "2865,1,2,", "2:49: the value lies outside its own bounds; mend the value or the bounds"),
        ("2865,,,1,,events,exact", ",9,3,,,events,range", "2:50: the lower bound is above the upper; swap the two numbers"),
        ("f001", "f002", "3:1: 'f002' stands in this table already; give each row an id of its own, or take one out"),
        ("f001", "f 001", "2:1: the id 'f 001' has a space, semicolon or control sign; use letters, digits, '-', '_', ':'"),
        ("f001", "", "2:1: the id is missing; fill the cell"),
    ];
    for (from, to, message) in cases {
        let (data, told) = load_edited("claims.csv", first, &first.replacen(from, to, 1));
        let own: Vec<&String> = told.iter().filter(|line| line.starts_with("claims.csv")).collect();
        assert_eq!(own, [&format!("claims.csv:{message}")], "{from} -> {to}");
        assert_eq!(data.claims.len(), 284, "{from} -> {to}");
    }
}

#[test]
fn references_of_other_tables_are_checked() {
    let cases = [
        ("groups.csv", "京津冀,110000;", "京津冀,999999;", "'999999' does not stand in gazetteer.csv"),
        ("funds.csv", ",f159,", ",f959,", "'f959' does not stand in claims.csv"),
        ("zones.csv", "Z-JS-SIP", "Z-JS-SIB", "the gazetteer has no point for this zone"),
        ("documents.csv", "Hard technology returns to the focus of capital", "", "the title is missing in English"),
        ("fund_watch.csv", "cdb-kunshan-2026", "cdb", "'cdb' does not stand in documents.csv"),
        ("gazetteer.csv", "116.3972,39.9075", "0,0", "0, 0 is a placeholder"),
        ("gazetteer.csv", "116.3972,39.9075", "116.3972,", "a point needs both coordinates"),
        ("metrics.csv", "true,all,,talent", "yes,all,,talent", "'yes' is no truth value"),
        ("rates.csv", "115020000000,5636000000", "0,5636000000", "the two amounts give no rate"),
        ("strengths.csv", "110000,chips,2020", "110000,chip,2020", "the scheme '2020' has no sub-field 'chip'"),
        (
            "schemes.csv",
            "2020,foundation,Foundation layer,基础层,foundation",
            "2020,foundation,,基础层,foundation",
            "the layer's title is missing in English",
        ),
        ("figures.csv", "caption_lost", "lost", "'lost' is no state"),
        ("rounds.csv", "early", "late-ish", "'late-ish' is no stage"),
        ("metrics.csv", "not_stated,not stated by the source,", "not_stated,,", "the coverage in words is missing in English"),
        ("crosswalk.csv", "2020,foundation,sensors", "2020,foundation,sensor", "2020' has no sub-field 'sensor'"),
        ("crosswalk.csv", "sensors,none", "sensors,nothing", "'nothing' is no relation"),
        ("crosswalk.csv", "sensors,none,2026", "sensors,none,2027", "there is no scheme '2027'"),
        ("crosswalk.csv", "sensors,none,2026,,", "sensors,none,2026,foundation,", "'none' has nothing on the other side"),
        ("crosswalk.csv", "sector,,oil_and_gas", "sector,,oil", "no metric has the sector 'oil'"),
        ("crosswalk.csv", "2020,foundation,sensors", "2020,foundation,chips", "stands in this table already"),
        ("place_history.csv", "340000,,split", "340009,,split", "'340009' does not stand in gazetteer.csv"),
        ("place_history.csv", "1988-04-13", "1988-13-13", "'1988-13-13' is not a period"),
        ("place_history.csv", ",raised,", ",lifted,", "'lifted' is no kind of change"),
    ];
    for (name, from, to, message) in cases {
        let (_, told) = load_edited(name, from, to);
        assert!(told.iter().any(|line| line.starts_with(name) && line.contains(message)), "{name}: {told:?}");
    }
}

#[test]
fn a_claim_that_replaces_one_that_is_not_there_stays() {
    let (data, told) =
        load_edited("claims.csv", "一季度创投数据段,14,2026-04-28,,,\n", "一季度创投数据段,14,2026-04-28,,,f999\n");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("'f999' does not stand in claims.csv"), "{told:?}");
    assert_eq!((data.claims.len(), data.claims["f001"].supersedes.clone()), (285, None));
}

#[test]
fn a_table_that_cannot_be_used_is_told_once() {
    let unusable: [(&str, Vec<u8>, &str); 4] = [
        (
            "claims.csv",
            text_of("claims.csv").replacen(",unit,", ",unti,", 1).into_bytes(),
            "claims.csv:1:1: the column 'unit' is missing; add it to the header and to every row",
        ),
        ("claims.csv", b"id,\xff".to_vec(), "claims.csv:1:4: the text is not UTF-8 from here on; save the table as UTF-8"),
        (
            "gazetteer.csv",
            Vec::new(),
            "gazetteer.csv:1:1: the table is empty; write a header with the column names and a row below",
        ),
        (
            "claims.csv",
            format!("id{}\n", ",x".repeat(100_000)).into_bytes(),
            "claims.csv:1:1: the column 'about_rule' is missing; add it to the header and to every row",
        ),
    ];
    for (name, content, message) in unusable {
        let (data, told) = load_with(name, content);
        assert_eq!(told[0], message);
        assert!(told.iter().all(|line| line.starts_with(name)), "only {name} has problems: {told:?}");
        assert!(!data.metrics.is_empty() && !data.funds.is_empty());
    }
    let (data, told) = load_with("units.csv", "id\n");
    assert!(data.claims.is_empty());
    assert!(told.iter().any(|line| line == "claims.csv:1:1: no claim can be read without units.csv; mend units.csv"), "{told:?}");
}

#[test]
fn a_loop_of_places_is_broken() {
    let (data, told) = load_edited("gazetteer.csv", "Suzhou,32,江苏省,Jiangsu,320000,", "Suzhou,32,江苏省,Jiangsu,320583,");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("the place lies in itself; name the place around it"));
    assert_eq!(data.places["320500"].parent, None);
    assert!(data.ancestry(&"320505".into()).len() < 5);
}

#[test]
fn a_folder_may_have_only_some_tables() {
    let folder = tempfile::Builder::new().prefix("表 格").tempdir().unwrap();
    std::fs::write(folder.path().join("units.csv"), text_of("units.csv")).unwrap();
    let loaded = load(&AtlasSource::Folder(folder.path().to_owned()));
    let warnings: Vec<&Problem> = loaded.problems.iter().filter(|p| p.severity == Severity::Warning).collect();
    assert_eq!((warnings.len(), loaded.dataset.claims.len(), loaded.has_errors()), (19, 285, false));
    assert!(warnings[0].to_string().contains(":1:1: the table is missing; the one that comes with the program is used"));
    std::fs::remove_file(folder.path().join("units.csv")).unwrap();
    std::fs::create_dir(folder.path().join("units.csv")).unwrap();
    let loaded = load(&AtlasSource::Folder(folder.path().to_owned()));
    assert!(loaded.problems.iter().any(|p| p.message == "the table cannot be read: it is no file"));
    let missing = load(&AtlasSource::Folder(folder.path().join("nowhere")));
    assert_eq!((missing.has_errors(), missing.dataset.claims.len()), (true, 285));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_change_to_a_table_makes_loading_panic(
        table in 0..ATLAS_TABLES.len(),
        at in 0.0..1.0_f64,
        length in 0_usize..30,
        patch in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..8),
            "[-,\"\n;0-9.a苏\u{0}]{0,8}".prop_map(String::into_bytes),
            "-?[0-9]{25,40}".prop_map(String::into_bytes),
        ],
    ) {
        let (name, bytes) = ATLAS_TABLES[table];
        // Half of all changes fall into the first part of the table, where headers and ids are.
        let start = ((bytes.len() as f64) * at * at) as usize;
        let mut changed = bytes.to_vec();
        changed.splice(start..(start + length).min(bytes.len()), patch);
        let (data, told) = load_with(name, changed.clone());
        prop_assert!(changed == bytes || !told.is_empty() || data.claims.len() >= 284);
    }
}
