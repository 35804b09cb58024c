//! Edits of a person's layer: an edit and its inverse change nothing, any number of undos brings the
//! start back byte for byte, and redo the end.
#![cfg(test)]

use cluster_atlas::{
    data::user_layer_file::to_text,
    model::{
        dataset::Dataset,
        document::{Document, Editable, HISTORY_LIMIT, KeyedEdit},
        lang::Bilingual,
        unit::Currency,
        user_layer::{Decision, DecisionState, UserEdit, UserLayer, UserProvider, UserRate},
    },
};
use jiff::civil::Date;
use proptest::{collection::vec, prelude::*};

const DAY: Date = Date::constant(2026, 11, 26);

fn key() -> impl Strategy<Value = String> {
    "[a-d]"
}

fn edit() -> impl Strategy<Value = UserEdit> {
    let provider = (key(), "\\PC{0,6}").prop_map(|(key, name)| {
        UserEdit::Provider(KeyedEdit::Put { key, value: UserProvider { name: Bilingual::new(&name, &name) } })
    });
    let decision = (key(), "\\PC{0,6}").prop_map(|(key, note)| {
        let value = Decision { state: DecisionState::Settled, chosen: None, note, author: "王".into(), decided_on: DAY };
        UserEdit::Decision(KeyedEdit::Put { key, value })
    });
    let rate = (key(), 1_i64..1000).prop_map(|(key, value)| {
        let value = UserRate {
            base: Currency::Usd,
            quote: Currency::Cny,
            value: rust_decimal::Decimal::new(value, 2),
            period: cluster_atlas::model::period::Period::parse("2026").unwrap(),
            source: "made".into(),
            author: String::new(),
            entered_on: DAY,
        };
        UserEdit::Rate(KeyedEdit::Put { key, value })
    });
    let removed = key().prop_map(|key| UserEdit::Provider(KeyedEdit::Remove { key }));
    let one = prop_oneof![provider, decision, rate, removed];
    one.prop_recursive(2, 8, 3, |inner| vec(inner, 0..4).prop_map(UserEdit::Batch))
}

fn text(layer: &UserLayer) -> String {
    to_text(layer, &Dataset::default())
}

proptest! {
    #[test]
    fn an_edit_and_its_inverse_change_nothing(first in vec(edit(), 0..6), then in edit()) {
        let mut layer = UserLayer::default();
        for edit in first {
            drop(layer.apply(edit));
        }
        let before = layer.clone();
        match layer.apply(then) {
            Ok(inverse) => {
                let after = layer.clone();
                let again = layer.apply(inverse).unwrap();
                prop_assert_eq!(&layer, &before);
                layer.apply(again).unwrap();
                prop_assert_eq!(layer, after);
            }
            Err(_refused) => prop_assert_eq!(layer, before, "a refused edit leaves nothing behind"),
        }
    }

    #[test]
    fn undo_brings_the_start_back_and_redo_the_end(edits in vec(edit(), 0..40)) {
        let mut document = Document::new(UserLayer::default());
        let start = text(document.content());
        let done = edits.into_iter().filter(|edit| document.edit("layer-did-change", edit.clone()).is_ok()).count();
        prop_assert!(done <= HISTORY_LIMIT);
        let end = text(document.content());
        for _ in 0..done {
            prop_assert!(document.undo().unwrap().is_some());
        }
        prop_assert!(document.undo().unwrap().is_none());
        prop_assert_eq!(text(document.content()), start);
        for _ in 0..done {
            prop_assert!(document.redo().unwrap().is_some());
        }
        prop_assert_eq!(text(document.content()), end);
    }
}
