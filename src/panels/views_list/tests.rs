use std::sync::{Arc, LazyLock};

use egui::accesskit;
use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::views::fonts;
use crate::{
    action::{Command, command::SelectCommand},
    data::{
        atlas::{self, AtlasSource},
        shipped,
    },
    model::{dataset::Dataset, item::Item, settings::Settings, view_state::ViewState},
    text::Text,
    update::{AppModel, Derived, Thumbnail},
};

static DATA: LazyLock<Arc<Dataset>> = LazyLock::new(|| Arc::new(atlas::load(&AtlasSource::Bundled).dataset));

struct Bench {
    model: AppModel,
    scratch: ViewsScratch,
    queue: CommandQueue,
    text: Text,
    theme: Theme,
}

fn bench(lang: Lang) -> Bench {
    let views = shipped::views();
    let mut model = AppModel::new(DATA.clone(), Settings::default(), lang, views[0].clone());
    let entry = |view: ViewState| ViewEntry {
        id: view.id.clone(),
        title: view.title.clone(),
        view: Some(Arc::new(view)),
        path: None,
        problem: None,
    };
    model.views = views.into_iter().map(entry).collect();
    model.views.push(ViewEntry {
        id: "mine".into(),
        title: Bilingual::new("Mine", "Mine"),
        view: None,
        path: Some("/p/saved_views/mine.view.ron".into()),
        problem: Some("unknown field `x`".into()),
    });
    Bench {
        model,
        scratch: ViewsScratch::default(),
        queue: CommandQueue::default(),
        text: Text::new(lang),
        theme: Theme::light(),
    }
}

fn harness(bench: Bench) -> Harness<'static, Bench> {
    let mut installed = false;
    let mut harness = Harness::builder().with_size(vec2(228.0, 860.0)).build_ui_state(
        move |ui, bench: &mut Bench| {
            if !installed {
                fonts::install(ui.ctx());
                installed = true;
                return;
            }
            let derived = Derived::default();
            let ctx = PanelCtx { model: &bench.model, derived: &derived, text: &bench.text, theme: &bench.theme };
            views_list_ui(ui, &ctx, &mut bench.scratch, &mut bench.queue);
        },
        bench,
    );
    harness.run();
    harness
}

#[test]
fn a_click_opens_a_view_and_the_open_one_stays() {
    let mut harness = harness(bench(Lang::En));
    harness.get_by_label("Kunshan AI Industry Fund").click();
    harness.run();
    assert_eq!(harness.state_mut().queue.take(), [Command::File(FileCommand::OpenView("kunshan-fund".into()))]);
    harness.get_by_label("Q1 2026 at a glance").click();
    harness.run();
    assert_eq!(harness.state_mut().queue.take(), []);
}

#[test]
fn the_dot_is_said_and_the_buttons_follow_it() {
    let mut bench = bench(Lang::En);
    bench.model.view.seed = 9;
    let mut harness = harness(bench);
    harness.get_by_label("Q1 2026 at a glance, changed");
    harness.get_by_label("Save view").click();
    harness.run();
    harness.get_by_label("Revert to the saved view").click();
    harness.run();
    assert_eq!(harness.state_mut().queue.take(), [Command::File(FileCommand::Save), Command::File(FileCommand::Revert)]);
}

#[test]
fn a_cited_claim_is_selected_by_its_link() {
    let mut harness = harness(bench(Lang::Zh));
    harness.get_by_label("数据主张 f001").click();
    harness.run();
    assert_eq!(harness.state_mut().queue.take(), [Command::Select(SelectCommand::Set(Item::Claim("f001".into())))]);
    assert!(harness.query_by_label("数据主张 f009").is_none(), "only the first sentence is shown");
    harness.get_by_label("展开").click();
    harness.run();
    harness.get_by_label("数据主张 f009");
}

#[test]
fn renaming_goes_by_the_menu_and_enter() {
    let mut harness = harness(bench(Lang::Zh));
    harness.get_by_label("昆山人工智能产业基金").click_secondary();
    harness.run();
    harness.get_by_label("重命名…").click();
    harness.run();
    harness.run();
    let field = harness.get_by_role(accesskit::Role::TextInput);
    field.type_text("！");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let commands = harness.state_mut().queue.take();
    let [Command::File(FileCommand::Rename { id, title })] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!(id.as_str(), "kunshan-fund");
    assert_eq!(title.en, "Kunshan AI Industry Fund");
    assert!(title.zh.contains('！') && title.zh.contains("昆山"));
}

#[test]
fn pictures_of_a_wrong_size_are_left_out() {
    let mut bench = bench(Lang::En);
    for (id, size) in [("kunshan-fund", [2, 2]), ("bohai-rim", [3, 2])] {
        bench.model.transient.thumbnails.insert(id.into(), Thumbnail { size, rgba: Arc::new(vec![200; 16]) });
    }
    let harness = harness(bench);
    let made: Vec<&str> = harness.state().scratch.pictures.names().collect();
    assert_eq!(made, ["kunshan-fund"]);
}

#[test]
fn sentences_end_at_a_stop_with_a_space() {
    assert_eq!(first_sentence("It is 2.5 %. Then more."), "It is 2.5 %.");
    assert_eq!(first_sentence("占 2.5%。其余"), "占 2.5%。");
    assert_eq!(first_sentence("no stop\nnext"), "no stop");
}
