use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection, option, prelude::*, sample};

use super::*;
use crate::model::{
    claim::{Measure, Status},
    filter::{Filter, GeoBox},
    item::{Item, Selection},
    lang::{Bilingual, Lang},
    layout::{Direction, LayoutNode, Panel, Workspace},
    period::Period,
    settings::{MoneyLens, ThemeChoice},
    view_state::{FinancingView, Layers, MapView, RankingRule, RankingView, Refers},
};

fn text() -> impl Strategy<Value = String> {
    "([ -~]|\\PC|[\\n\\r\\t\"\\\\苏州]){0,40}"
}

fn id() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9苏州:_-]{1,12}"
}

fn bilingual() -> impl Strategy<Value = Bilingual> {
    (text(), text()).prop_map(|(en, zh)| Bilingual::new(en, zh))
}

fn degrees(limit: i32) -> impl Strategy<Value = f64> {
    (-limit * 100_000..=limit * 100_000).prop_map(|n| (f64::from(n) / 100_000.0 * 1e5).round() / 1e5)
}

fn layout() -> impl Strategy<Value = LayoutNode> {
    let split = (any::<bool>(), 0.05_f32..0.95).prop_map(|(rows, share)| {
        let direction = if rows { Direction::Rows } else { Direction::Columns };
        let tabs = LayoutNode::Tabs { active: 1, panels: vec![Panel::Documents, Panel::Figures] };
        LayoutNode::Split { direction, parts: vec![(share, LayoutNode::Panel(Panel::Map)), (1.0 - share, tabs)] }
    });
    prop_oneof![sample::select(Panel::ALL.to_vec()).prop_map(LayoutNode::Panel), split]
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        id().prop_map(|s| Item::Place(s.as_str().into())),
        id().prop_map(|s| Item::Claim(s.as_str().into())),
        id().prop_map(|s| Item::Fund(s.as_str().into())),
        any::<u16>().prop_map(Item::Figure),
        period().prop_map(Item::Period),
    ]
}

fn period() -> impl Strategy<Value = Period> {
    sample::select(vec!["2026Q1", "2025H1", "2024", "2025-12", "2026-01-29", "2024-01..2024-08", "to 2025", "2024 to date"])
        .prop_map(|written| Period::parse(written).unwrap())
}

fn ids<T: std::fmt::Debug + Ord + for<'a> From<&'a str>>() -> impl Strategy<Value = BTreeSet<T>> {
    collection::btree_set(id(), 0..3).prop_map(|set| set.iter().map(|s| T::from(s.as_str())).collect())
}

fn filter() -> impl Strategy<Value = Filter> {
    let area = (degrees(80), degrees(80)).prop_map(|(lon, lat)| {
        let round = |v: f64| (v * 1e5).round() / 1e5;
        GeoBox { west: lon, south: lat, east: round(lon + 1.5), north: round(lat + 1.5) }
    });
    let statuses = collection::btree_set(sample::select(Status::ALL.to_vec()), 0..3);
    (
        (option::of(period()), ids(), ids(), option::of(area), collection::btree_set(1_u8..=3, 0..3)),
        (collection::btree_set(text(), 0..3), collection::btree_set(id(), 0..3), ids(), ids(), statuses),
    )
        .prop_map(|((period, places, groups, area, tiers), (sectors, topics, documents, providers, statuses))| Filter {
            deals: topics.iter().map(|topic: &String| (topic.clone(), sectors.clone())).collect(),
            period,
            places,
            groups,
            area,
            tiers,
            sectors,
            topics,
            documents,
            providers,
            statuses,
        })
}

fn ranking() -> impl Strategy<Value = RankingView> {
    (0_u32..=10_000, 0_u32..=10_000, 0_u32..=10_000).prop_map(|(weight, a, b)| RankingView {
        weights: BTreeMap::from([("rating_talent".into(), weight), ("rating:苏".into(), 10_000 - weight)]),
        cut_one: a.max(b),
        cut_two: a.min(b),
        rule: RankingRule::LogCount,
    })
}

prop_compose! {
    fn view()(
        id in "[a-z0-9苏州-]{1,20}", title in bilingual(), note in bilingual(),
        workspace in sample::select(Workspace::ALL.to_vec()),
        layouts in collection::btree_map(sample::select(Workspace::ALL.to_vec()), layout(), 0..3),
        (lon, lat, zoom, base) in (degrees(179), degrees(89), 0.0_f64..24.0, text()),
        (flags, metrics) in (any::<[bool; 4]>(), (self::id(), self::id())),
        filters in filter(),
        selection in collection::vec(item(), 0..6),
        compare in collection::btree_set(self::id(), 0..5),
        (scope, events, place) in (text(), any::<bool>(), option::of(self::id())),
        (ranking, units) in (ranking(), sample::select(MoneyLens::ALL.to_vec())),
        (as_of, seed) in (text(), any::<u64>()),
        (portfolios, tables) in (collection::vec(text(), 0..3), collection::vec(text(), 0..3)),
        lang in option::of(sample::select(Lang::ALL.to_vec())),
        theme in option::of(sample::select(vec![ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark])),
    ) -> ViewState {
        let [provinces, cities, zones, funds] = flags;
        ViewState {
            id: ViewId::new(id), title, note, workspace, layouts,
            map: MapView { lon, lat, zoom, base }.rounded(),
            layers: Layers {
                provinces, province_metric: metrics.0.as_str().into(),
                cities, city_metric: metrics.1.as_str().into(), zones, funds, notes: !zones, deals: zones,
            },
            filters, selection: Selection::of(selection),
            compare: compare.iter().map(|s| s.as_str().into()).collect(),
            financing: FinancingView {
                stack: scope.clone(), scope, measure: if events { Measure::Events } else { Measure::Amount },
                place: place.map(|s| s.as_str().into()),
            },
            ranking, units, as_of, seed, refers: Refers { portfolios, tables }, lang, theme,
        }
    }
}

proptest! {
    #[test]
    fn every_view_survives_its_file(view in view()) {
        let text = to_text(&view, &Dataset::default());
        let loaded = parse(&text, "x").map_err(|p| TestCaseError::fail(format!("{p}\n{text}")))?;
        prop_assert_eq!(&loaded.view, &view, "{}", text);
        prop_assert_eq!(to_text(&loaded.view, &Dataset::default()), text.clone());
        prop_assert!(!loaded.has_comments(&Dataset::default()));
        // Line ends of Windows and a byte order mark change nothing.
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        prop_assert_eq!(parse_bytes(windows.as_bytes(), "x").map(|l| l.view), Ok(view));
    }

    #[test]
    fn a_cut_file_is_refused_without_panic(view in view(), share in 0.0_f64..1.0) {
        let text = to_text(&view, &Dataset::default());
        let solid = text.trim_end();
        let mut cut = (f64::from(u32::try_from(solid.len()).unwrap()) * share) as usize;
        while !solid.is_char_boundary(cut) { cut -= 1; }
        prop_assert!(parse(&solid[..cut], "x").is_err());
    }

    #[test]
    fn nonsense_never_panics(text in "[\\PC\\n]{0,200}") {
        drop(parse(&text, "x"));
        drop(parse(&format!("View(version: 1, {text}"), "x"));
    }
}

fn sample() -> String {
    let view = ViewState {
        id: "a".into(),
        title: Bilingual::new("A", "甲"),
        note: Bilingual::new("Why? [f001]\nBecause [f002].", "为何？[f001]\n因为[f002]。"),
        workspace: Workspace::Explore,
        layouts: BTreeMap::new(),
        map: MapView::HOME,
        layers: Layers {
            provinces: false,
            province_metric: "m".into(),
            cities: true,
            city_metric: "m".into(),
            zones: true,
            funds: true,
            notes: true,
            deals: true,
        },
        filters: Filter::default(),
        selection: Selection::default(),
        compare: Vec::new(),
        financing: FinancingView::default(),
        ranking: RankingView {
            weights: BTreeMap::from([("m".into(), 10_000)]),
            cut_one: 7500,
            cut_two: 5500,
            rule: RankingRule::LogCount,
        },
        units: MoneyLens::Yi,
        as_of: "2026-04-28".into(),
        seed: 1,
        refers: Refers::default(),
        lang: None,
        theme: None,
    };
    to_text(&view, &Dataset::default())
}

#[test]
fn errors_say_where_and_how_to_mend() {
    // What to change, into what, where in the changed text the message must point, what it says.
    for (from, to, marker, message) in [
        ("cities: true", "citeis: true", "citeis", "unknown field `citeis`; write `cities`"),
        (
            "workspace: explore",
            "workspace: explor",
            "explor,",
            "unknown word `explor`; write `explore` (or one of: explore, compare, portfolio, sources)",
        ),
        ("    version: 1,\n", "", "View(", "there is no field `version`; add `version: 1` as the first field"),
        ("version: 1", "version: 0", "0,", "`0` is not a version; write `version: 1`"),
        ("version: 1", "version: \"1\"", "\"1\"", "`\"1\"` is not a version; write `version: 1`"),
        ("seed: 1,", "seed: 1, seed: 2,", "seed: 2", "the field `seed` stands twice; remove one"),
        ("\"m\": 10000", "\"m\": 9999", "{\n            \"m\"", "the weights sum to 9999; they must sum to 10000 (100 %)"),
        ("zones: true", "zones: 7", "7,\n        funds", "Expected boolean; mend the text here"),
        ("compare: []", "compare: [\"x\", \"x\"]", "[\"x\"", "x is compared twice; remove one"),
        ("id: \"a\"", "id: \"a/b\"", "\"a/b\"", "`a/b` cannot be a file name; use letters, digits and hyphens"),
    ] {
        let text = sample();
        assert!(text.contains(from), "{from} is not in\n{text}");
        let text = text.replacen(from, to, 1);
        let (line, col) = crate::data::problem::position(&text, text.find(marker).expect(marker));
        let problem = parse(&text, "a.view.ron").expect_err("must be refused");
        assert_eq!(problem.to_string(), format!("a.view.ron:{line}:{col}: {message}"));
    }
}

#[test]
fn a_newer_version_opens_read_only() {
    let newer =
        sample().replace("version: 1", "version: 2").replace("    seed: 1,\n", "    seed: 1,\n    mood: (x: [1, (y: \"}\")]),\n");
    let loaded = parse(&newer, "a").unwrap();
    assert!(loaded.read_only);
    assert_eq!(loaded.warnings.len(), 1);
    assert_eq!(loaded.view, parse(&sample(), "a").unwrap().view);
    let strange = newer.replace("workspace: explore", "workspace: cosmos");
    let problem = parse(&strange, "a").unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NewerUnreadable(2, 1));
}

#[test]
fn hostile_texts_get_one_clear_message() {
    let deep = format!("View(version: 1, id: {}", "[".repeat(200_000));
    assert_eq!(parse(&deep, "x").unwrap_err().kind, ProblemKind::TooDeep(ron_file::MAX_DEPTH));
    assert_eq!(parse("  \n ", "x").unwrap_err().kind, ProblemKind::Empty);
    assert_eq!(parse_bytes(b"\xef\xbb\xbf", "x").unwrap_err().kind, ProblemKind::Empty);
    let mut gbk = sample().into_bytes();
    gbk.truncate(700);
    gbk.extend([0xb0, 0xa1, 0xff]);
    let problem = parse_bytes(&gbk, "x").unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotUtf8);
    assert!(problem.line > 1);
}

#[test]
fn own_comments_are_told_from_ours() {
    let text = sample();
    let loaded = parse(&text, "a").unwrap();
    assert!(!loaded.has_comments(&Dataset::default()));
    for comment in ["// mine\n", "/* mine */"] {
        let with = parse(&format!("{comment}{text}"), "a").unwrap();
        assert!(with.has_comments(&Dataset::default()), "{comment}");
    }
}

#[test]
fn citations_are_claim_ids_in_square_brackets() {
    let found = citations("a [f001] b [f076b, r-110000-talent] c [note] d [2020] e [f001] f [unclosed f9");
    let found: Vec<&str> = found.iter().map(crate::model::ids::ClaimId::as_str).collect();
    assert_eq!(found, ["f001", "f076b", "r-110000-talent"]);
    let view = parse(&sample(), "a").unwrap().view;
    let problems = check_view(&view, &Dataset::default());
    assert!(problems.contains(&ProblemKind::Rule(Rule::MissingClaim("f001".into()))));
    let uneven = ViewState { note: Bilingual::new("[f001]", "[f002]"), ..view };
    let problems = check_view(&uneven, &Dataset::default());
    assert!(problems.contains(&ProblemKind::Rule(Rule::UnevenCitations("f001, f002".into()))));
}
