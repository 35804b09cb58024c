//! Commands and events in, state and effects out.
#![cfg(test)]

use std::{
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use cluster_atlas::{
    action::{
        Command, Effect, Event,
        command::{
            Answer, CopyCommand, FileCommand, FilterCommand, LayoutCommand, SelectCommand, SettingsCommand, UiCommand,
            ViewCommand,
        },
        event::{Picked, ViewEntry},
    },
    data::{
        atlas::{self, AtlasSource},
        shipped, view_file,
    },
    model::{
        dataset::Dataset,
        filter::{Filter, GeoBox},
        ids::PlaceId,
        item::{Item, MAX_SELECTED},
        lang::{Bilingual, Lang},
        layout::{Direction, LayoutNode, Panel, Workspace},
        period::Period,
        settings::{MoneyLens, Settings, ThemeChoice},
        view_state::{MapView, RankingView, ViewState},
    },
    update::{AppModel, Msg, Question, update},
};
use proptest::{collection::vec, prelude::*, sample::select};

static DATA: LazyLock<Arc<Dataset>> = LazyLock::new(|| Arc::new(atlas::load(&AtlasSource::Bundled).dataset));

fn entries() -> Vec<ViewEntry> {
    shipped::views()
        .into_iter()
        .map(|view| ViewEntry {
            id: view.id.clone(),
            title: view.title.clone(),
            view: Some(Arc::new(view)),
            path: None,
            problem: None,
        })
        .collect()
}

fn model() -> AppModel {
    let view = shipped::views().remove(0);
    let mut model = AppModel::new(DATA.clone(), Settings::default(), Lang::En, view);
    model.views = entries();
    model
}

/// A model whose view lies in a file of the project, saved.
fn model_with_file(path: &Path) -> AppModel {
    let mut model = model();
    let view = Box::new(model.view.clone());
    event(
        &mut model,
        Event::ViewLoaded { view, path: Some(path.to_owned()), read_only: false, has_comments: false, warnings: vec![] },
    );
    model
}

fn give(model: &mut AppModel, command: impl Into<Command>) -> Vec<Effect> {
    let effects = update(model, Msg::Command(command.into()));
    check(model);
    effects
}

fn event(model: &mut AppModel, event: Event) -> Vec<Effect> {
    let effects = update(model, Msg::Event(event));
    check(model);
    effects
}

/// What must hold after every message.
fn check(model: &AppModel) {
    let view = &model.view;
    assert!(view.selection.items().len() <= MAX_SELECTED);
    assert!(view.compare.len() <= MAX_SELECTED);
    for (at, place) in view.compare.iter().enumerate() {
        assert!(!view.compare[..at].contains(place), "{place} compared twice");
    }
    assert!(model.back.len() <= 100);
    assert!(model.transient.notifications.len() <= 5);
    assert_eq!(view.map, view.map.rounded());
    assert_eq!(view.ranking.weights.values().sum::<u32>(), 10_000);
    assert!(view.ranking.cut_two <= view.ranking.cut_one && view.ranking.cut_one <= 10_000);
    // Whatever a person did, the view can be saved and comes back as it is.
    let text = view_file::to_text(view, &DATA);
    let loaded = view_file::parse(&text, "x").unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    assert_eq!(loaded.view, *view);
}

fn is_autosave(effect: &Effect) -> bool {
    matches!(effect, Effect::Autosave(_))
}

/// The effects but the keeping of the last view.
fn told(effects: Vec<Effect>) -> Vec<Effect> {
    effects.into_iter().filter(|effect| !is_autosave(effect)).collect()
}

fn place(id: &str) -> Item {
    Item::Place(id.into())
}

#[test]
fn ten_is_the_limit_of_a_selection() {
    let mut model = model();
    let cities: Vec<PlaceId> = DATA.ranked_cities().map(|city| city.place.clone()).collect();
    give(&mut model, SelectCommand::Clear);
    for city in &cities {
        give(&mut model, SelectCommand::Toggle(Item::Place(city.clone())));
    }
    assert_eq!(model.view.selection.items().len(), MAX_SELECTED);
    give(&mut model, SelectCommand::Toggle(Item::Place(cities[0].clone())));
    assert_eq!(model.view.selection.items().len(), MAX_SELECTED - 1);
    give(&mut model, SelectCommand::Many(cities.iter().cloned().map(Item::Place).collect()));
    assert_eq!(model.view.selection.items().len(), MAX_SELECTED);
    give(&mut model, ViewCommand::CompareSelected);
    assert_eq!(model.view.compare, cities[..MAX_SELECTED]);
    assert_eq!(model.view.workspace, Workspace::Compare);
    give(&mut model, ViewCommand::CompareAdd(cities[12].clone()));
    assert_eq!(model.view.compare.len(), MAX_SELECTED);
}

#[test]
fn a_drag_is_one_step_back_and_a_flight_another() {
    let mut model = model();
    let start = model.view.map.clone();
    for step in 1..200 {
        give(&mut model, ViewCommand::MapMoved(MapView { lon: 100.0 + f64::from(step) / 100.0, ..start.clone() }));
    }
    let dragged = model.view.map.clone();
    assert_eq!(model.back.len(), 1);
    let effects = give(&mut model, ViewCommand::GoTo(place("320500")));
    assert_eq!(told(effects), [Effect::MoveMap(model.view.map.clone())]);
    assert_ne!(model.view.map, dragged);
    let effects = give(&mut model, ViewCommand::Back);
    assert_eq!(told(effects), [Effect::MoveMap(dragged.clone())]);
    assert_eq!(model.view.map, dragged);
    give(&mut model, ViewCommand::Back);
    assert_eq!(model.view.map, start);
    give(&mut model, ViewCommand::Forward);
    assert_eq!(model.view.map, dragged);
    // A new step forgets the way forward.
    give(&mut model, ViewCommand::ZoomBy(1.0));
    assert!(model.forward.is_empty());
}

#[test]
fn back_keeps_the_selection_and_the_note() {
    let mut model = model();
    give(&mut model, ViewCommand::Home);
    give(&mut model, ViewCommand::ZoomBy(2.0));
    give(&mut model, SelectCommand::Set(place("110000")));
    give(&mut model, ViewCommand::Back);
    assert_eq!(model.view.selection.primary(), Some(&place("110000")));
}

#[test]
fn brushing_is_one_step_and_another_filter_the_next() {
    let mut model = model();
    let filter = |period: &str| Filter { period: Some(Period::parse(period).unwrap()), ..Default::default() };
    for period in ["2024", "2024..2025", "2024..2026Q1"] {
        give(&mut model, FilterCommand::Set(Box::new(filter(period))));
    }
    // Setting the first is a step, widening it another.
    assert_eq!(model.back.len(), 2);
    give(&mut model, FilterCommand::Clear);
    assert_eq!(model.back.len(), 3);
    give(&mut model, FilterCommand::Clear);
    assert_eq!(model.back.len(), 3, "clearing nothing is no step");
    give(&mut model, ViewCommand::Back);
    assert_eq!(model.view.filters, filter("2024..2026Q1"));
}

#[test]
fn the_dot_says_whether_the_view_differs_from_its_file() {
    let path = PathBuf::from("/p/saved_views/q1-2026-at-a-glance.view.ron");
    let mut model = model_with_file(&path);
    assert!(!model.is_changed());
    give(&mut model, ViewCommand::ZoomBy(1.0));
    assert!(model.is_changed());
    let effects = told(give(&mut model, FileCommand::Save));
    let [Effect::WriteView { view, path: to, revision, bound: true, force: false, keep_copy: false }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((&**view, to), (&model.view, &path));
    // A change while the save is on its way stays unsaved when it lands.
    let saved = model.view.clone();
    give(&mut model, ViewCommand::ZoomBy(1.0));
    event(&mut model, Event::ViewWritten { path: path.clone(), revision: *revision });
    assert!(model.is_changed());
    assert_eq!(model.open.saved, Some(saved));
    give(&mut model, FileCommand::Revert);
    assert!(!model.is_changed());
}

#[test]
fn a_shipped_view_is_saved_into_the_project() {
    let mut model = model();
    give(&mut model, ViewCommand::ZoomBy(1.0));
    let effects = told(give(&mut model, FileCommand::Save));
    let [Effect::WriteView { path, revision, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(path, Path::new("saved_views/q1-2026-at-a-glance.view.ron"));
    let landed = PathBuf::from("/p/saved_views/q1-2026-at-a-glance.view.ron");
    event(&mut model, Event::ViewWritten { path: landed.clone(), revision: *revision });
    assert_eq!((model.open.path.as_ref(), model.is_changed()), (Some(&landed), false));
    assert_eq!(model.settings.recent, [landed.display().to_string()]);
}

#[test]
fn save_as_takes_effect_when_it_landed() {
    let mut model = model();
    let effects = told(give(&mut model, FileCommand::SaveAs("  苏州: 看板 ".into())));
    let [Effect::WriteView { view, path, revision, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(path, Path::new("saved_views/苏州- 看板.view.ron"));
    assert_eq!(view.id.as_str(), "苏州- 看板");
    assert_eq!(model.view.id.as_str(), "q1-2026-at-a-glance");
    event(&mut model, Event::ViewWritten { path: path.clone(), revision: *revision });
    assert_eq!(model.view.id.as_str(), "苏州- 看板");
    assert_eq!(model.view.title, Bilingual::new("苏州: 看板", "苏州: 看板"));
    assert!(!model.is_changed());
    // A name that leaves nothing is refused with a word.
    assert_eq!(told(give(&mut model, FileCommand::SaveAs(" .. ".into()))), []);
    assert!(model.transient.notifications[0].is_problem);
}

#[test]
fn an_overwrite_is_asked_and_answered() {
    let path = PathBuf::from("/p/saved_views/a.view.ron");
    for (answer, keep_copy) in [(Answer::Discard, false), (Answer::KeepCopy, true)] {
        let mut model = model_with_file(&path);
        give(&mut model, ViewCommand::ZoomBy(1.0));
        give(&mut model, FileCommand::Save);
        event(&mut model, Event::ViewWriteNeedsAnswer { path: path.clone(), reason: "changed".into() });
        assert!(matches!(model.transient.question, Some(Question::Overwrite { .. })));
        let effects = told(give(&mut model, FileCommand::Answer(answer)));
        let [Effect::WriteView { force: true, keep_copy: kept, revision, .. }] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!(*kept, keep_copy);
        event(&mut model, Event::ViewWritten { path: path.clone(), revision: *revision });
        assert!(!model.is_changed());
    }
    let mut model = model_with_file(&path);
    give(&mut model, ViewCommand::ZoomBy(1.0));
    give(&mut model, FileCommand::Save);
    event(&mut model, Event::ViewWriteNeedsAnswer { path, reason: "changed".into() });
    give(&mut model, UiCommand::Escape);
    assert_eq!((model.transient.question.clone(), model.open.pending.clone()), (None, None));
    assert!(model.is_changed());
}

#[test]
fn a_failed_save_stays_dirty_and_says_so() {
    let mut model = model();
    give(&mut model, ViewCommand::ZoomBy(1.0));
    give(&mut model, FileCommand::Save);
    event(&mut model, Event::Failed { what: "files-failed-save", message: "disk full (/p/a)".into() });
    assert!(model.is_changed() && model.open.saving.is_none());
    assert_eq!(model.transient.notifications[0].text, "The view could not be saved: disk full (/p/a)");
}

#[test]
fn closing_asks_about_unsaved_changes() {
    let path = PathBuf::from("/p/saved_views/a.view.ron");
    let mut clean = model_with_file(&path);
    assert_eq!(told(give(&mut clean, FileCommand::Quit)), [Effect::Close]);
    let dirty = || {
        let mut model = model_with_file(&path);
        give(&mut model, ViewCommand::ZoomBy(1.0));
        let effects = give(&mut model, FileCommand::Quit);
        assert!(effects.iter().any(is_autosave) && !effects.contains(&Effect::Close));
        assert_eq!(model.transient.question, Some(Question::Unsaved));
        model
    };
    let mut discarded = dirty();
    assert_eq!(told(give(&mut discarded, FileCommand::Answer(Answer::Discard))), [Effect::Close]);
    let mut saved = dirty();
    let effects = told(give(&mut saved, FileCommand::Answer(Answer::Save)));
    let [Effect::WriteView { revision, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    let effects = event(&mut saved, Event::ViewWritten { path: path.clone(), revision: *revision });
    assert!(effects.contains(&Effect::Close));
    // A save that fails keeps the window open.
    let mut failed = dirty();
    give(&mut failed, FileCommand::Answer(Answer::Save));
    event(&mut failed, Event::Failed { what: "files-failed-save", message: String::new() });
    let effects = event(&mut failed, Event::ViewWritten { path, revision: 99 });
    assert!(!effects.contains(&Effect::Close));
}

#[test]
fn a_file_changed_outside_is_read_again_unless_the_view_was_changed_too() {
    let path = PathBuf::from("/p/saved_views/a.view.ron");
    let mut clean = model_with_file(&path);
    assert_eq!(event(&mut clean, Event::FileChanged(path.clone())), [Effect::ReadFile(path.clone()), Effect::ListViews]);
    let mut dirty = model_with_file(&path);
    give(&mut dirty, ViewCommand::ZoomBy(1.0));
    assert_eq!(event(&mut dirty, Event::FileChanged(path.clone())), [Effect::ListViews]);
    assert_eq!(dirty.transient.notifications.len(), 1);
    assert_eq!(told(give(&mut dirty, FileCommand::Revert)), [Effect::ReadFile(path.clone())]);
    assert_eq!(event(&mut dirty, Event::FileChanged("/p/saved_views/b.view.ron".into())), [Effect::ListViews]);
}

#[test]
fn a_newer_file_is_never_overwritten() {
    let mut model = model();
    let view = Box::new(model.view.clone());
    let path = Some(PathBuf::from("/p/a.view.ron"));
    event(&mut model, Event::ViewLoaded { view, path, read_only: true, has_comments: false, warnings: vec!["newer".into()] });
    give(&mut model, ViewCommand::ZoomBy(1.0));
    assert_eq!(told(give(&mut model, FileCommand::Save)), []);
    assert!(model.transient.save_as);
}

#[test]
fn opening_another_view_leaves_a_way_back_to_unsaved_changes() {
    let mut model = model();
    give(&mut model, ViewCommand::ZoomBy(1.0));
    let unsaved = model.view.clone();
    let other = ViewState { id: "other".into(), ..unsaved.clone() };
    event(
        &mut model,
        Event::ViewLoaded {
            view: Box::new(other),
            path: Some("/p/saved_views/other.view.ron".into()),
            read_only: false,
            has_comments: false,
            warnings: vec![],
        },
    );
    assert!(!model.is_changed());
    give(&mut model, ViewCommand::Back);
    assert_eq!(model.view, unsaved);
    assert_eq!(model.open.path, None);
    assert!(model.is_changed());
}

#[test]
fn views_are_renamed_copied_and_deleted_without_touching_what_is_on_screen() {
    let mut model = model();
    let path = PathBuf::from("/p/saved_views/mine.view.ron");
    let mine = ViewState { id: "mine".into(), ..model.view.clone() };
    let entry = ViewEntry {
        id: mine.id.clone(),
        title: mine.title.clone(),
        view: Some(Arc::new(mine)),
        path: Some(path.clone()),
        problem: None,
    };
    let mut views = entries();
    views.push(entry);
    event(&mut model, Event::ViewsListed(views));
    let before = model.view.clone();
    let title = Bilingual::new("New", "新");
    let effects = give(&mut model, FileCommand::Rename { id: "mine".into(), title: title.clone() });
    assert!(
        matches!(&effects[..], [Effect::WriteView { view, path: to, revision: 0, .. }] if view.title == title && *to == path)
    );
    let effects = give(&mut model, FileCommand::Duplicate("mine".into()));
    assert!(
        matches!(&effects[..], [Effect::WriteView { view, path, revision: 0, .. }]
            if view.id.as_str() == "mine-copy" && path == Path::new("saved_views/mine-copy.view.ron")),
        "{effects:?}"
    );
    assert_eq!(give(&mut model, FileCommand::Delete("mine".into())), [Effect::DeleteView { id: "mine".into(), path }]);
    assert_eq!(give(&mut model, FileCommand::Delete(before.id.clone())), []);
    assert_eq!(model.view, before);
}

#[test]
fn the_view_of_the_last_start_finds_its_file_when_the_list_comes() {
    let mut model = model();
    let path = PathBuf::from("/p/saved_views/mine.view.ron");
    let mine = ViewState { id: "mine".into(), ..model.view.clone() };
    let last = ViewState { seed: 7, ..mine.clone() };
    model.restore(last.clone());
    let mut views = entries();
    views.push(ViewEntry {
        id: mine.id.clone(),
        title: mine.title.clone(),
        view: Some(Arc::new(mine.clone())),
        path: Some(path.clone()),
        problem: None,
    });
    event(&mut model, Event::ViewsListed(views));
    assert_eq!((model.open.path.as_ref(), model.open.saved.as_ref()), (Some(&path), Some(&mine)));
    assert_eq!(model.view, last);
    assert!(model.is_changed());
    let effects = told(give(&mut model, FileCommand::Save));
    assert!(matches!(&effects[..], [Effect::WriteView { bound: true, .. }]), "{effects:?}");
}

#[test]
fn escape_closes_from_the_top_down() {
    let mut model = model();
    model.transient.maximised = Some(Panel::Map);
    model.transient.question = Some(Question::Unsaved);
    give(&mut model, UiCommand::About(true));
    give(&mut model, UiCommand::Palette(true));
    let state = |model: &AppModel| {
        let t = &model.transient;
        (t.palette, t.about, t.question.is_some(), t.maximised.is_some(), model.view.selection.is_empty())
    };
    assert_eq!(state(&model), (true, true, true, true, false));
    for wanted in [
        (false, true, true, true, false),
        (false, false, true, true, false),
        (false, false, false, true, false),
        (false, false, false, false, false),
        (false, false, false, false, true),
    ] {
        give(&mut model, UiCommand::Escape);
        assert_eq!(state(&model), wanted);
    }
}

#[test]
fn settings_take_effect_at_once_and_are_kept() {
    let mut model = model();
    model.view.lang = Some(Lang::En);
    let effects = give(&mut model, SettingsCommand::Lang(Lang::Zh));
    assert_eq!((model.lang, model.view.lang), (Lang::Zh, None));
    assert!(matches!(&effects[0], Effect::WriteSettings(settings) if settings.lang == Some(Lang::Zh)));
    let effects = give(&mut model, ViewCommand::Units(MoneyLens::UsdBn));
    assert!(matches!(&effects[0], Effect::WriteSettings(settings) if settings.units == Some(MoneyLens::UsdBn)));
    give(&mut model, SettingsCommand::Theme(ThemeChoice::Dark));
    assert_eq!(model.settings.theme, ThemeChoice::Dark);
}

#[test]
fn a_base_map_is_known_by_its_ending() {
    let mut model = model();
    let effects = event(&mut model, Event::Picked(Picked::Open("/m/底图.PMTILES".into())));
    assert!(effects.contains(&Effect::LoadBaseMap("/m/底图.PMTILES".into())));
    assert_eq!(give(&mut model, FileCommand::Open("/m/x.view.ron".into())), [Effect::ReadFile("/m/x.view.ron".into())]);
}

#[test]
fn panels_close_open_and_never_break_the_layout() {
    let mut model = model();
    for panel in [Panel::Financing, Panel::Deals, Panel::Map, Panel::Ranking] {
        give(&mut model, LayoutCommand::Close(panel));
    }
    assert!(model.view.layout().panels().is_empty());
    give(&mut model, LayoutCommand::Open(Panel::Claims));
    give(&mut model, LayoutCommand::Open(Panel::Map));
    assert_eq!(model.view.layout().panels(), [Panel::Claims, Panel::Map]);
    give(&mut model, LayoutCommand::Reset);
    assert!(model.view.layouts.is_empty());
    let wild = LayoutNode::Split {
        direction: Direction::Rows,
        parts: vec![
            (f32::NAN, LayoutNode::Panel(Panel::Map)),
            (900.0, LayoutNode::Tabs { active: 7, panels: vec![Panel::Claims] }),
            (0.0, LayoutNode::Split { direction: Direction::Rows, parts: vec![] }),
        ],
    };
    give(&mut model, LayoutCommand::Changed(wild));
    assert_eq!(model.view.layout().panels(), [Panel::Map, Panel::Claims]);
}

fn any_item() -> impl Strategy<Value = Item> {
    let places: Vec<Item> = DATA.places.keys().step_by(97).cloned().map(Item::Place).collect();
    let claims: Vec<Item> = DATA.claims.keys().step_by(11).cloned().map(Item::Claim).collect();
    let funds: Vec<Item> = DATA.funds.keys().cloned().map(Item::Fund).collect();
    let companies: Vec<Item> = DATA.companies.keys().cloned().map(Item::Company).collect();
    select([places, claims, funds, companies, vec![Item::Figure(3), Item::Group("nowhere".into())]].concat())
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![Just(f64::NAN), Just(f64::INFINITY), -400.0..400.0]
}

fn view_command() -> impl Strategy<Value = ViewCommand> {
    let place = || select(DATA.cities.keys().cloned().collect::<Vec<PlaceId>>());
    let ranking = (vec(any::<u32>(), 6), any::<u32>(), any::<u32>()).prop_map(|(weights, cut_one, cut_two)| {
        let mut ranking = RankingView::default_for(&DATA);
        for (weight, value) in ranking.weights.values_mut().zip(weights) {
            *weight = value % 20_000;
        }
        ViewCommand::Ranking(RankingView { cut_one, cut_two, ..ranking })
    });
    prop_oneof![
        select(Workspace::ALL.to_vec()).prop_map(ViewCommand::Workspace),
        (any_number(), any_number(), any_number()).prop_map(|(lon, lat, zoom)| ViewCommand::MapMoved(MapView {
            lon,
            lat,
            zoom,
            base: String::new()
        })),
        (any_number(), any_number(), any_number()).prop_map(|(lon, lat, z)| ViewCommand::FlyTo { lon, lat, zoom: Some(z) }),
        any_item().prop_map(ViewCommand::GoTo),
        any_number().prop_map(ViewCommand::ZoomBy),
        Just(ViewCommand::Home),
        Just(ViewCommand::Back),
        Just(ViewCommand::Forward),
        Just(ViewCommand::CompareSelected),
        vec(place(), 0..14).prop_map(ViewCommand::Compare),
        place().prop_map(ViewCommand::CompareAdd),
        place().prop_map(ViewCommand::CompareRemove),
        select(MoneyLens::ALL.to_vec()).prop_map(ViewCommand::Units),
        ranking,
    ]
}

fn file_command() -> impl Strategy<Value = FileCommand> {
    let id = || select(vec!["q1-2026-at-a-glance", "kunshan-fund", "no-such-view"]).prop_map(|id| id.into());
    prop_oneof![
        id().prop_map(FileCommand::OpenView),
        Just(FileCommand::Save),
        "\\PC{0,12}".prop_map(FileCommand::SaveAs),
        (id(), "\\PC{0,6}").prop_map(|(id, title)| FileCommand::Rename { id, title: Bilingual::new(title.clone(), title) }),
        id().prop_map(FileCommand::Delete),
        id().prop_map(FileCommand::Duplicate),
        Just(FileCommand::Revert),
        select(vec![Answer::Save, Answer::Discard, Answer::KeepCopy, Answer::Cancel]).prop_map(FileCommand::Answer),
        Just(FileCommand::Quit),
    ]
}

fn other_command() -> impl Strategy<Value = Command> {
    let area = GeoBox { west: 100.0, south: 20.0, east: 120.5, north: 40.0 };
    prop_oneof![
        any_item().prop_map(|item| SelectCommand::Set(item).into()),
        any_item().prop_map(|item| SelectCommand::Toggle(item).into()),
        vec(any_item(), 0..14).prop_map(|items| SelectCommand::Many(items).into()),
        any_item().prop_map(|item| SelectCommand::Hover(Some(item)).into()),
        Just(FilterCommand::Set(Box::new(Filter { area: Some(area), ..Default::default() })).into()),
        Just(FilterCommand::Clear.into()),
        select(Panel::ALL.to_vec()).prop_map(|panel| LayoutCommand::Open(panel).into()),
        select(Panel::ALL.to_vec()).prop_map(|panel| LayoutCommand::Close(panel).into()),
        select(Panel::ALL.to_vec()).prop_map(|panel| LayoutCommand::Maximise(Some(panel)).into()),
        Just(LayoutCommand::Reset.into()),
        Just(UiCommand::Escape.into()),
        Just(UiCommand::Palette(true).into()),
        Just(SettingsCommand::Lang(Lang::Zh).into()),
        Just(CopyCommand::PanelTable(Panel::Claims).into()),
    ]
}

/// What the files' thread would answer to an effect when all goes well.
fn answers(effect: Effect) -> Option<Event> {
    match effect {
        Effect::WriteView { path, revision, .. } => Some(Event::ViewWritten { path: Path::new("/p").join(path), revision }),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_a_person_does_breaks_the_state(
        steps in vec((prop_oneof![
            view_command().prop_map(Command::View),
            file_command().prop_map(Command::File),
            other_command(),
        ], any::<bool>()), 1..40),
    ) {
        let mut model = model();
        for (command, lands) in steps {
            let before = model.view.clone();
            let effects = give(&mut model, command);
            if model.view != before {
                prop_assert!(effects.iter().any(is_autosave), "a change that would be lost");
            }
            if lands {
                for answer in effects.into_iter().filter_map(answers) {
                    event(&mut model, answer);
                }
            }
        }
    }
}
