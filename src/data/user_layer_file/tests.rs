use proptest::{collection::btree_map, option, prelude::*};
use rust_decimal::Decimal;

use super::*;
use crate::data::ron_file::KeyPlaces;
use crate::model::{
    claim::{Status, Subject},
    dataset::Dataset,
    document::{Editable, KeyedEdit},
    figure::Figure,
    lang::Bilingual,
    period::Period,
    quantity::Qualifier,
    unit::Currency,
    user_layer::{Decision, DecisionState, Join, Replacing, UserClaim, UserDocument, UserEdit, UserProvider, UserRate},
};

fn text() -> impl Strategy<Value = String> {
    "[ -~苏州：\n\t\"\\\\\u{0}\u{7f}\u{2028}\u{feff}]{0,12}"
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9-]{1,8}", text()]
}

fn bilingual() -> impl Strategy<Value = Bilingual> {
    (text(), text()).prop_map(|(en, zh)| Bilingual { en, zh })
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0_u32..10).prop_map(|(number, scale)| Decimal::new(number, scale))
}

fn period() -> impl Strategy<Value = Period> {
    prop::sample::select(vec!["2026Q1", "2025H1", "2024", "2025-12", "2026-01-29", "to 2025", "2024 to date", "FY2024"])
        .prop_map(|text| Period::parse(text).unwrap())
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (1990_i16..2100, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn figure() -> impl Strategy<Value = Figure> {
    let numbers = (option::of(decimal()), option::of(decimal()), option::of(decimal()), option::of(decimal()));
    let qualifier = prop::sample::select(vec![Qualifier::Exact, Qualifier::AtLeast, Qualifier::NotStated]);
    (numbers, any::<bool>(), qualifier, key()).prop_map(|((value, low, high, step), five_percent, qualifier, unit)| Figure {
        value,
        low,
        high,
        step,
        five_percent,
        qualifier,
        unit: unit.as_str().into(),
    })
}

fn claim() -> impl Strategy<Value = UserClaim> {
    let subject = (0..5, key()).prop_map(|(kind, id)| match kind {
        0 => Subject::Place(id.as_str().into()),
        1 => Subject::Group(id.as_str().into()),
        2 => Subject::Company(id.as_str().into()),
        3 => Subject::Fund(id.as_str().into()),
        _ => Subject::Entity(id.as_str().into()),
    });
    let what = (subject, key(), period(), figure(), prop::sample::select(Status::ALL.to_vec()));
    let source = (text(), option::of(key()), key(), bilingual(), bilingual());
    let how = (option::of(key()), any::<bool>(), prop::collection::vec(key(), 0..3), text(), day());
    (what, source, how).prop_map(|(what, source, how)| UserClaim {
        subject: what.0,
        metric: what.1.as_str().into(),
        period: what.2,
        figure: what.3,
        status: what.4,
        as_written: source.0,
        provider: source.1.map(|id| id.as_str().into()),
        document: source.2.as_str().into(),
        locator: source.3,
        note: source.4,
        supersedes: how.0.map(|id| id.as_str().into()),
        replacing: if how.1 { Replacing::Correction } else { Replacing::Newer },
        follows_from: how.2.iter().map(|id| id.as_str().into()).collect(),
        author: how.3,
        entered_on: how.4,
    })
}

fn layer() -> impl Strategy<Value = UserLayer> {
    let document =
        (bilingual(), bilingual(), text()).prop_map(|(title, publisher, published)| UserDocument { title, publisher, published });
    let rate = (decimal(), period(), text(), text(), day()).prop_map(|(value, period, source, author, entered_on)| UserRate {
        base: Currency::Usd,
        quote: Currency::Cny,
        value,
        period,
        source,
        author,
        entered_on,
    });
    let decision = (prop::sample::select(DecisionState::ALL.to_vec()), option::of(key()), text(), text(), day()).prop_map(
        |(state, chosen, note, author, decided_on)| Decision {
            state,
            chosen: chosen.map(|id| id.as_str().into()),
            note,
            author,
            decided_on,
        },
    );
    let join = (key(), key(), text(), day()).prop_map(|(earlier, later, author, joined_on)| Join {
        earlier: earlier.as_str().into(),
        later: later.as_str().into(),
        author,
        joined_on,
    });
    let provider = bilingual().prop_map(|name| UserProvider { name });
    (
        btree_map(key(), claim(), 0..4),
        btree_map(key(), document, 0..3),
        btree_map(key(), provider, 0..3),
        btree_map(key(), rate, 0..3),
        btree_map(key(), decision, 0..3),
        btree_map(key(), join, 0..3),
    )
        .prop_map(|(claims, documents, providers, rates, decisions, joins)| UserLayer {
            claims: claims.into_iter().collect(),
            documents: documents.into_iter().collect(),
            providers: providers.into_iter().collect(),
            rates: rates.into_iter().collect(),
            decisions: decisions.into_iter().collect(),
            joins: joins.into_iter().collect(),
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_layer_is_the_same_after_its_text_however_it_is_read(layer in layer()) {
        let text = to_text(&layer, &Dataset::default());
        prop_assert!(ron_file::parse_quickly::<UserLayerFileV1>(&text).is_some(), "the quick reader takes it:\n{}", text);
        prop_assert_eq!(&parse(text.clone(), "x").unwrap().layer, &layer);
        let lexed = ron_file::lex_checked(&text, "x").unwrap();
        let slow: UserLayerFileV1 = ron_file::parse(&text, &lexed, "x").unwrap();
        prop_assert_eq!(UserLayer::from(slow), layer.clone());
        let places = KeyPlaces::of(&text);
        for (key, _) in layer.claims.iter() {
            prop_assert_ne!(places.place("claims", key), (1, 1));
        }
    }

    #[test]
    fn any_layer_is_the_same_after_a_journal_line(claim in claim(), key in key()) {
        let edit = UserEdit::Claim(KeyedEdit::Put { key, value: claim });
        let line = serde_json::to_string(&edit).unwrap();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(serde_json::from_str::<UserEdit>(&line).unwrap(), edit);
    }
}

fn problem(text: &str) -> String {
    parse(text.to_owned(), "claims.user.ron").unwrap_err().to_string()
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(
        problem("UserLayer(\n    claims: {},\n)"),
        "claims.user.ron:1:1: there is no field `version`; add `version: 1` as the first field"
    );
    assert_eq!(
        problem("UserLayer(\n    version: 1,\n    clains: {},\n)"),
        "claims.user.ron:3:5: unknown field `clains`; write `claims`"
    );
    let twice =
        problem("UserLayer(\n  version: 1,\n  providers: {\n    \"a\": (name: (en: \"A\")),\n    \"a\": (name: ()),\n  },\n)");
    assert!(twice.contains("the key \"a\" stands twice"), "{twice}");
    assert!(twice.starts_with("claims.user.ron:5:"), "{twice}");
    assert!(problem("").contains("1:1: "));
}

#[test]
fn a_newer_version_is_read_only() {
    let newer = "UserLayer(version: 2, colour: \"red\", providers: {\"a\": (name: (en: \"A\", zh: \"甲\"), rank: 1)})";
    let loaded = parse(newer.to_owned(), "x").unwrap();
    assert!(loaded.read_only);
    assert_eq!(loaded.layer.providers.get("a").unwrap().name.zh, "甲");
    assert_eq!(loaded.warnings[0].kind, ProblemKind::Newer(2, 1));
    assert!(matches!(
        parse("UserLayer(version: 2, providers: [])".to_owned(), "x").unwrap_err().kind,
        ProblemKind::NewerUnreadable(2, 1)
    ));
}

#[test]
fn keys_are_found_where_they_stand() {
    let mut layer = UserLayer::default();
    for key in ["甲 \"a\"", "b"] {
        let value = UserProvider { name: Bilingual::new("A", "甲") };
        layer.apply(UserEdit::Provider(KeyedEdit::Put { key: key.into(), value })).unwrap();
    }
    let text = to_text(&layer, &Dataset::default());
    let places = KeyPlaces::of(&text);
    let (line, column) = places.place("providers", "甲 \"a\"");
    assert_eq!(text.lines().nth(line - 1).unwrap().chars().nth(column - 1), Some('"'));
    assert!(text.lines().nth(line - 1).unwrap().contains("甲 \\\"a\\\""));
    assert_eq!(places.place("claims", "b"), (1, 1));
}
