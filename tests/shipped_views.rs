//! The views that come with the program: true to the data, in both languages, each of its own kind.
#![cfg(test)]

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use cluster_atlas::{
    data::{
        atlas::{self, AtlasSource},
        shipped,
        view_file::{self, citations},
    },
    model::{dataset::Dataset, layout::Workspace},
};

static DATA: LazyLock<Dataset> = LazyLock::new(|| atlas::load(&AtlasSource::Bundled).dataset);

#[test]
fn every_shipped_view_loads_without_a_warning() {
    assert!(shipped::SOURCES.len() >= 8);
    assert_eq!(shipped::SOURCES[0].0, "q1-2026-at-a-glance.view.ron");
    for (name, text) in shipped::SOURCES {
        let loaded = view_file::parse(text, name).unwrap_or_else(|problem| panic!("{problem}"));
        assert_eq!(format!("{}.view.ron", loaded.view.id), *name);
        assert_eq!((loaded.read_only, &loaded.warnings[..]), (false, &[][..]), "{name}");
        assert!(!loaded.has_comments(&DATA), "{name} has comments of its own");
        let problems = view_file::check_view(&loaded.view, &DATA);
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}

#[test]
fn every_file_of_the_folder_is_compiled_in_and_passes_check() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("saved_views");
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(view_file::EXTENSION) {
            assert_eq!(view_file::check_file(&path, &DATA), [], "{name}");
            names.insert(name);
        }
    }
    let compiled: BTreeSet<String> = shipped::SOURCES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names, compiled);
}

/// Set `UPDATE_VIEWS` to write the files as the program would (after a change of the data's names).
#[test]
fn every_file_is_as_the_program_writes_it() {
    for (name, text) in shipped::SOURCES {
        let view = view_file::parse(text, name).unwrap().view;
        let written = view_file::to_text(&view, &DATA);
        if std::env::var_os("UPDATE_VIEWS").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("saved_views").join(name);
            std::fs::write(path, written).unwrap();
        } else {
            assert!(*text == written, "{name} is not as the program writes it; run this test with UPDATE_VIEWS=1");
        }
    }
}

#[test]
fn every_note_asks_and_answers_in_both_languages() {
    for view in shipped::views() {
        let id = &view.id;
        for text in [&view.title.en, &view.title.zh, &view.note.en, &view.note.zh] {
            assert!(!text.trim().is_empty(), "{id}");
        }
        let (question_en, answer_en) = view.note.en.split_once('\n').expect("a question, then the answer");
        let (question_zh, answer_zh) = view.note.zh.split_once('\n').expect("a question, then the answer");
        assert!(question_en.contains('?') && question_zh.contains('？'), "{id}: the first line asks");
        assert!(!citations(answer_en).is_empty() && !citations(answer_zh).is_empty(), "{id}: the answer cites");
        assert!(!view.note.zh.contains(['"', '?', ';']), "{id}: Latin punctuation in the Chinese note");
        assert_eq!(view.note.en.matches("(derived").count(), view.note.zh.matches("（推算").count(), "{id}");
    }
}

#[test]
fn no_two_share_workspace_filters_and_layers() {
    let views = shipped::views();
    for (at, one) in views.iter().enumerate() {
        for other in &views[..at] {
            let same = one.workspace == other.workspace && one.filters == other.filters && one.layers == other.layers;
            assert!(!same, "{} and {} show the same", one.id, other.id);
        }
    }
    let workspaces: BTreeSet<Workspace> = views.iter().map(|view| view.workspace).collect();
    assert_eq!(workspaces.len(), Workspace::ALL.len(), "every workspace has a view");
}

#[test]
fn a_mutated_citation_fails_the_check() {
    let (name, text) = shipped::SOURCES[0];
    let broken = text.replace("[f001]", "[f999]");
    assert_ne!(broken, text);
    let view = view_file::parse(&broken, name).unwrap().view;
    assert!(!view_file::check_view(&view, &DATA).is_empty());
    let uneven = text.replacen("[f001]", "", 1);
    let view = view_file::parse(&uneven, name).unwrap().view;
    assert!(!view_file::check_view(&view, &DATA).is_empty());
}

#[test]
fn every_compared_place_and_selection_is_in_the_data() {
    for view in shipped::views() {
        assert!((2..=10).contains(&view.compare.len()), "{}", view.id);
        assert_eq!(view_file::unknown_ids(&view, &DATA), Vec::<String>::new(), "{}", view.id);
        let weights = cluster_atlas::model::view_state::RankingView::default_for(&DATA);
        assert_eq!(view.ranking, weights, "{}: a shipped view has the default ranking", view.id);
    }
}
