//! Every file version that was ever written: each fixture loads, equals its golden, and is written
//! again as the newest version.
#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use cluster_atlas::{
    data::{
        portfolio_file,
        ron_file::{MAX_BYTES, ProblemKind},
        user_layer_file, view_file,
    },
    model::{
        claim::{Claim, Metric, MetricKind, Status, Subject},
        dataset::Dataset,
        lang::Bilingual,
        period::Period,
        place::{Place, PlaceLevel, PointPrecision},
        quantity::Quantity,
        unit::{Unit, UnitFamily},
    },
};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("fixtures").join(name)
}

/// A dataset of one claim: fixtures do not change when the atlas does.
fn names() -> Dataset {
    let place = Place {
        id: "100000".into(),
        level: PlaceLevel::Country,
        name: Bilingual::new("China", "中国"),
        full_zh: String::new(),
        parent: None,
        province: None,
        point: None,
        precision: PointPrecision::Country,
        population: None,
    };
    let metric = Metric {
        id: "financing_events:all".into(),
        title: Bilingual::new("Financing events", "融资事件数"),
        definition: Bilingual::default(),
        family: UnitFamily::Count,
        kind: MetricKind::Level,
        stock_flow: None,
        of: None,
        additive: true,
        sector: "all".into(),
        measure: None,
        topic: "financing".into(),
        definition_id: String::new(),
        coverage: String::new(),
        coverage_title: Bilingual::default(),
    };
    let claim = Claim {
        id: "f001".into(),
        subject_kind: "country".into(),
        subject: Subject::Place(place.id.clone()),
        metric: metric.id.clone(),
        period: Period::parse("2026Q1").unwrap(),
        quantity: Quantity::not_stated(Unit::percent()),
        status: Status::Reported,
        as_written: "2,865 financing\nevents".into(),
        provider: None,
        documents: vec![],
        locator: Bilingual::default(),
        line: String::new(),
        published: String::new(),
        note: Bilingual::default(),
        supersedes: None,
        is_correction: false,
        follows_from: Vec::new(),
        author: String::new(),
        entered_on: None,
    };
    let mut data = Dataset::default();
    data.places.insert(place.id.clone(), place);
    data.metrics.insert(metric.id.clone(), metric);
    data.claims.insert(claim.id.clone(), claim);
    data.index(1)
}

/// Set `UPDATE_GOLDEN` to write the goldens anew; look at the difference before keeping it.
fn assert_golden(name: &str, content: &impl std::fmt::Debug) {
    let path = fixture(name);
    let shown = format!("{content:#?}\n");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &shown).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), shown, "{name}");
}

#[test]
fn version_1_with_every_field_loads_and_is_written_the_same() {
    let path = fixture("view_v1_full.view.ron");
    let loaded = view_file::read(&path).unwrap();
    assert_eq!(loaded.warnings, []);
    assert_golden("view_v1_full.golden.txt", &loaded.view);
    assert_eq!(view_file::to_text(&loaded.view, &names()), fs::read_to_string(&path).unwrap());
    assert!(!loaded.has_comments(&names()));
}

#[test]
fn version_1_by_hand_loads_with_defaults_and_keeps_its_comments_from_being_lost() {
    let loaded = view_file::read(&fixture("view_v1_by_hand.view.ron")).unwrap();
    assert_golden("view_v1_by_hand.golden.txt", &loaded.view);
    assert!(loaded.has_comments(&names()));
    let written = view_file::to_text(&loaded.view, &names());
    assert_eq!(view_file::parse(&written, "x").unwrap().view, loaded.view);
}

#[test]
fn version_1_of_a_portfolio_loads_and_is_written_the_same() {
    let path = fixture("portfolio_v1_full.portfolio.ron");
    let read = portfolio_file::read(&path).unwrap();
    assert!(!read.read_only && read.warnings.is_empty());
    assert_golden("portfolio_v1_full.golden.txt", &read.content);
    assert_eq!(portfolio_file::to_text(&read.content, &names()), fs::read_to_string(&path).unwrap());
}

#[test]
fn version_1_of_a_persons_layer_loads_and_is_written_the_same() {
    let path = fixture("claims_v1_full.user.ron");
    let read = user_layer_file::read(&path).unwrap();
    assert!(!read.read_only && read.warnings.is_empty());
    assert_golden("claims_v1_full.golden.txt", &read.layer);
    assert_eq!(user_layer_file::to_text(&read.layer, &names()), fs::read_to_string(&path).unwrap());
}

/// A name, the file's bytes, and what its problem must be.
type Case = (&'static str, Vec<u8>, fn(&ProblemKind) -> bool);

#[test]
fn hostile_files_give_one_message_and_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let full = fs::read(fixture("view_v1_full.view.ron")).unwrap();
    let deep = [b"View(version: 1, id: ".to_vec(), vec![b'['; 200_000]].concat();
    let newer = String::from_utf8(full.clone()).unwrap().replace("version: 1", "version: 3").replace("seed: ", "seed: ?? ");
    let cases: Vec<Case> = vec![
        ("空 empty", vec![], |kind| *kind == ProblemKind::Empty),
        ("truncated", full[..full.len() / 2].to_vec(), |kind| *kind == ProblemKind::Truncated),
        ("deep", deep, |kind| matches!(kind, ProblemKind::TooDeep(_))),
        ("not utf8", [b"View(version: 1, id: \"\xb0\xa1\")".to_vec()].concat(), |kind| *kind == ProblemKind::NotUtf8),
        ("utf16", vec![0xff, 0xfe, b'V', 0, b'i', 0], |kind| *kind == ProblemKind::NotUtf8),
        ("newer", newer.into_bytes(), |kind| *kind == ProblemKind::NewerUnreadable(3, 1)),
        ("not ron", b"\x89PNG\r\n".to_vec(), |kind| *kind == ProblemKind::NotUtf8),
        ("table", b"id,name\n1,a\n".to_vec(), |kind| *kind == ProblemKind::NoVersion),
    ];
    for (name, bytes, expected) in cases {
        let path = folder.path().join(format!("{name}.view.ron"));
        fs::write(&path, &bytes).unwrap();
        let problem = view_file::read(&path).expect_err(name);
        assert!(expected(&problem.kind), "{name}: {problem}");
        let shown = problem.to_string();
        assert!(shown.starts_with(&format!("{}:{}:{}: ", path.display(), problem.line, problem.col)), "{shown}");
        assert!(shown.contains("; "), "{name} does not say how to mend it: {shown}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was touched");
    }
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.view.ron");
    // Sparse: 100 MB that take no room. Reading them would take the time that the test measures.
    fs::File::create(&path).unwrap().set_len(100 * 1024 * 1024).unwrap();
    assert_eq!(view_file::read(&path).unwrap_err().kind, ProblemKind::TooLarge((MAX_BYTES / 1024 / 1024) as usize));
    fs::remove_file(&path).unwrap();
    assert!(matches!(view_file::read(&path).unwrap_err().kind, ProblemKind::Unreadable(_)));
}
