use super::*;
use crate::{
    analysis::layered::layered,
    data::atlas::{AtlasSource, load},
    model::{
        claim::ClaimState,
        document::Document,
        quantity::{Precision, Qualifier},
    },
};

fn by() -> Signature {
    Signature { author: "Wang".into(), day: Date::constant(2026, 11, 26) }
}

fn draft() -> Draft {
    Draft {
        subject: Some(Subject::Place("100000".into())),
        metric: Some("financing_events:all".into()),
        period: "2026Q2".into(),
        figure: "3,000".into(),
        unit: Some("events".into()),
        document: Some("chanyejia-2026-04".into()),
        locator: "table 2".into(),
        ..Draft::default()
    }
}

#[test]
fn a_new_claim_is_used_and_says_who_entered_it() {
    let data = load(&AtlasSource::Bundled).dataset;
    let mut layer = Document::new(UserLayer::default());
    let (id, edit) = draft().finish(&data, layer.content(), &DraftFor::New(None), &by()).unwrap();
    layer.edit("layer-did-add", edit).unwrap();
    let laid = layered(&data, layer.content(), "");
    assert_eq!(laid.left_out, []);
    let claim = &laid.data.claims[&id];
    assert_eq!((claim.status, claim.author.as_str()), (Status::Entered, "Wang"));
    assert!(laid.data.state_of(&id).is_current());
    assert_eq!(layered(&data, &UserLayer::default(), "").data.fingerprint(), data.fingerprint());
    assert_ne!(laid.data.fingerprint(), data.fingerprint());
}

#[test]
fn every_claim_of_the_atlas_opens_in_the_form_as_it_is() {
    let data = load(&AtlasSource::Bundled).dataset;
    let layer = UserLayer::default();
    for claim in data.claims.values() {
        let what = DraftFor::Correction(claim.id.clone());
        let draft = Draft::open(&data, &layer, &what);
        let read = draft.quantity(&data).unwrap_or_else(|problem| panic!("{}: {} {problem:?}", claim.id, draft.figure));
        assert_eq!(read.value, claim.quantity.value, "{}: {}", claim.id, draft.figure);
        assert_eq!(read.qualifier, claim.quantity.qualifier, "{}: {}", claim.id, draft.figure);
        assert_eq!(read.unit, claim.quantity.unit, "{}: {}", claim.id, draft.figure);
        // A figure that the tables call "about" by its print, or that has bounds of its own, is read
        // by the rule for what people type.
        if claim.quantity.qualifier == Qualifier::Exact && claim.quantity.precision != Precision::Bounds {
            assert_eq!(read.bounds, claim.quantity.bounds, "{}: {}", claim.id, draft.figure);
        }
    }
}

#[test]
fn a_correction_takes_the_place_of_the_claim_and_the_original_stays() {
    let data = load(&AtlasSource::Bundled).dataset;
    let mut layer = Document::new(UserLayer::default());
    let what = DraftFor::Correction("f001".into());
    let mut draft = Draft::open(&data, layer.content(), &what);
    assert_eq!(draft.figure, "2,865");
    draft.figure = "2,856".into();
    let (id, edit) = draft.finish(&data, layer.content(), &what, &by()).unwrap();
    layer.edit("layer-did-correct", edit).unwrap();
    let laid = layered(&data, layer.content(), "2026-04-28");
    assert_eq!(*laid.data.state_of(&"f001".into()), ClaimState::Replaced(id.clone()));
    assert!(laid.data.claims.contains_key("f001"));
    let quarter_before: Vec<_> = laid.findings.figures.iter().filter(|figure| figure.claims.contains(&id)).collect();
    assert!(quarter_before.iter().any(|figure| figure.derivation.starts_with("2,856 / ")), "{quarter_before:?}");
    layer.undo().unwrap();
    assert!(layered(&data, layer.content(), "").data.state_of(&"f001".into()).is_current());
}

#[test]
fn what_was_published_later_is_not_used() {
    let data = load(&AtlasSource::Bundled).dataset;
    let laid = layered(&data, &UserLayer::default(), "2025-12-31");
    assert_eq!(*laid.data.state_of(&"f001".into()), ClaimState::Later);
    assert!(laid.data.state_of(&"f097".into()).is_current(), "of the 2020 report");
    assert!(laid.findings.figures.iter().all(|figure| !figure.claims.contains(&"f001".into())));
    assert!(layered(&data, &UserLayer::default(), "2026-04-28").data.states.is_empty());
}

#[test]
fn everything_wrong_is_said_at_once() {
    let data = load(&AtlasSource::Bundled).dataset;
    let wrong = Draft { period: "soon".into(), figure: "many".into(), ..Draft::default() };
    let problems = wrong.finish(&data, &UserLayer::default(), &DraftFor::New(None), &by()).unwrap_err();
    let fields: Vec<DraftField> = problems.iter().map(|problem| problem.field).collect();
    use DraftField::{Document, Figure, Locator, Metric, Period, Subject};
    assert_eq!(fields, [Subject, Metric, Period, Figure, Document, Locator]);
}

#[test]
fn a_kept_figure_that_no_longer_follows_is_said() {
    let data = load(&AtlasSource::Bundled).dataset;
    let mut layer = Document::new(UserLayer::default());
    let laid = layered(&data, layer.content(), "");
    let figure = laid.findings.figures.iter().find(|figure| figure.claims.contains(&"f001".into())).unwrap();
    let (kept, edit) = keep_derived(&laid.data, layer.content(), figure, &by()).unwrap();
    layer.edit("layer-did-keep", edit).unwrap();
    assert_eq!(layered(&data, layer.content(), "").left_out, []);
    let what = DraftFor::Correction("f001".into());
    let draft = Draft { figure: "9,000".into(), ..Draft::open(&data, layer.content(), &what) };
    let (_, edit) = draft.finish(&data, layer.content(), &what, &by()).unwrap();
    layer.edit("layer-did-correct", edit).unwrap();
    let left_out = layered(&data, layer.content(), "").left_out;
    assert_eq!(left_out.len(), 1, "{left_out:?}");
    assert_eq!(left_out[0].key, kept.as_str());
}
