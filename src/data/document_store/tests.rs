use std::fs;

use super::*;
use crate::{
    data::layer_form::LayerForm,
    model::{
        document::KeyedEdit,
        user_layer::{UserEdit, UserLayer, UserProvider},
    },
};

type Store = DocumentStore<LayerForm>;

fn edit(key: &str) -> UserEdit {
    let name = crate::model::lang::Bilingual::new(key, key);
    UserEdit::Provider(KeyedEdit::Put { key: key.into(), value: UserProvider { name } })
}

fn layer(keys: &[&str]) -> UserLayer {
    let mut document = Document::new(UserLayer::default());
    for key in keys {
        document.edit("", edit(key)).unwrap();
    }
    UserLayer::clone(document.content())
}

fn open(folder: &Path) -> (Store, Opened<UserLayer>) {
    Store::open(&folder.join("我的 claims.user.ron"), &folder.join("recovery/journal")).unwrap()
}

#[test]
fn what_is_saved_and_what_is_journaled_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, opened) = open(folder.path());
    assert!(opened.saved.is_empty() && opened.recovered.is_none() && !opened.read_only);
    store.append(&edit("one")).unwrap();
    let last = store.append(&edit("two")).unwrap();
    assert_eq!(store.save(&layer(&["one", "two"]), last, &Dataset::default(), false).unwrap(), Saved::Written(2));
    store.append(&edit("three")).unwrap();
    drop(store);
    let (_, opened) = open(folder.path());
    assert_eq!(opened.saved, layer(&["one", "two"]));
    let recovered = opened.recovered.unwrap();
    assert_eq!((recovered.content, recovered.edits), (layer(&["one", "two", "three"]), 1));
}

#[test]
fn what_another_program_wrote_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = open(folder.path());
    store.append(&edit("mine")).unwrap();
    let theirs = LayerForm::to_text(&layer(&["theirs"]), &Dataset::default());
    fs::write(store.path(), &theirs).unwrap();
    assert_eq!(store.save(&layer(&["mine"]), 1, &Dataset::default(), false).unwrap(), Saved::Changed);
    assert_eq!(fs::read_to_string(store.path()).unwrap(), theirs, "nothing is overwritten unasked");
    assert_eq!(store.save(&layer(&["mine"]), 1, &Dataset::default(), true).unwrap(), Saved::Written(1));
    // Saves that follow do not take their copy away.
    store.save(&layer(&["mine"]), 1, &Dataset::default(), false).unwrap();
    let copies = fs::read_dir(folder.path()).unwrap().filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
    assert!(copies.into_iter().any(|text| text == theirs));
}

#[test]
fn edits_that_still_fit_are_recovered_after_every_crash_until_they_are_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = open(folder.path());
    store.save(&layer(&["old"]), 0, &Dataset::default(), false).unwrap();
    store.append(&UserEdit::Provider(KeyedEdit::Remove { key: "old".into() })).unwrap();
    store.append(&edit("mine")).unwrap();
    // Another program took out what the first edit takes out.
    fs::write(store.path(), LayerForm::to_text(&layer(&["theirs"]), &Dataset::default())).unwrap();
    drop(store);
    for crash in 0..3 {
        let (_, opened) = open(folder.path());
        let recovered = opened.recovered.unwrap();
        assert_eq!((recovered.content, recovered.edits), (layer(&["theirs", "mine"]), 1), "{crash}");
        assert_eq!(opened.set_aside.is_some(), crash == 0, "the whole journal is kept beside once");
    }
}

#[test]
fn a_persons_comments_stay_in_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("我的 claims.user.ron");
    let copies = |word: &str| {
        let texts = fs::read_dir(folder.path()).unwrap().filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
        texts.filter(|text| text.contains(word)).count()
    };
    fs::write(&path, LayerForm::to_text(&layer(&["one"]), &Dataset::default())).unwrap();
    let text = fs::read_to_string(&path).unwrap().replacen("UserLayer(", "UserLayer( // ask Li about this", 1);
    fs::write(&path, text).unwrap();
    let (mut store, _) = open(folder.path());
    for keys in [&["one", "two"][..], &["one", "two", "three"], &["one"]] {
        store.save(&layer(keys), 0, &Dataset::default(), false).unwrap();
    }
    assert_eq!(copies("ask Li"), 1, "the first save keeps them, later ones leave the copy alone");
}

#[test]
fn edits_on_another_state_of_the_file_are_offered_on_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = open(folder.path());
    store.append(&edit("mine")).unwrap();
    fs::write(store.path(), LayerForm::to_text(&layer(&["theirs"]), &Dataset::default())).unwrap();
    drop(store);
    let (_, opened) = open(folder.path());
    assert_eq!(opened.saved, layer(&["theirs"]));
    assert_eq!(opened.recovered.unwrap().content, layer(&["theirs", "mine"]));
}

#[test]
fn a_second_window_reads_and_a_broken_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, _) = open(folder.path());
    first.append(&edit("one")).unwrap();
    let (_, second) = open(folder.path());
    assert!(second.in_use && second.read_only && second.recovered.is_none());
    drop(first);
    fs::write(folder.path().join("我的 claims.user.ron"), "UserLayer(").unwrap();
    let (store, opened) = open(folder.path());
    assert!(opened.read_only && !opened.in_use && opened.problems.len() == 1);
    assert_eq!(fs::read_to_string(store.path()).unwrap(), "UserLayer(");
    assert!(opened.set_aside.is_some_and(|kept| kept.is_file()), "the edits are not lost either");
}

#[test]
fn a_second_window_never_touches_the_journal_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, _) = open(folder.path());
    let (mut second, opened) = open(folder.path());
    assert!(opened.in_use && opened.read_only);
    assert!(second.append(&edit("theirs")).is_err());
    assert!(second.save(&layer(&["theirs"]), 0, &Dataset::default(), true).is_err());
    // The first window saves; the second one sees it and reads the file again.
    first.append(&edit("one")).unwrap();
    first.save(&layer(&["one"]), 1, &Dataset::default(), false).unwrap();
    first.append(&edit("two")).unwrap();
    assert!(second.look().unwrap().is_some());
    let read = second.reload().unwrap();
    assert!(read.read_only && read.content == layer(&["one"]));
    assert_eq!(second.look().unwrap(), None);
    first.append(&edit("three")).unwrap();
    drop((first, second));
    let (_, opened) = open(folder.path());
    assert_eq!(opened.recovered.unwrap().content, layer(&["one", "three", "two"]));
}

#[test]
fn a_file_of_the_same_length_is_still_found_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = open(folder.path());
    store.save(&layer(&["a"]), 0, &Dataset::default(), false).unwrap();
    assert_eq!((store.look().unwrap(), store.look().unwrap()), (None, None));
    std::thread::sleep(std::time::Duration::from_millis(20));
    fs::write(store.path(), LayerForm::to_text(&layer(&["b"]), &Dataset::default())).unwrap();
    assert!(store.look().unwrap().is_some() && store.look().unwrap().is_some());
}
