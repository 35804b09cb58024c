//! The import wizard under hand: from a dropped file to a table in the view, with what is doubtful settled.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use std::{fs, ops::ControlFlow, path::PathBuf, sync::Arc};

use cluster_atlas::{
    action::{
        Command, Effect, Event,
        command::{FileCommand, SelectCommand, UiCommand},
        event::TableEntry,
        import::{ImportCommand, ImportEvent, ImportTable, LookAtTable, NotImported},
    },
    analysis::{claim_import::is_claims, import::Progress},
    app::imports::{look_at, run},
    data::{project::ProjectHome, tables::open_table},
    model::{
        deal_import::{Datum, Role, RowCounts, TextDecision},
        item::Item,
        lang::Lang,
        unit::Currency,
        view_state::ViewState,
    },
    update::{Stage, Wizard},
};
use desk::{Desk, desk, shipped_view};
use egui::{Key, accesskit};
use egui_kittest::{Harness, kittest::Queryable};

const TABLE: &str = "\
公司,城市,日期,轮次,金额(万元),备注
苏州某某科技有限公司,苏州,2026-01-05,A轮,3000,一
某某科技,苏州,2026-02-05,B轮,5000,二
甲公司,朝阳,2026-01-06,A轮,2000,三
乙公司,朝阳,2026-01-07,神秘轮,1000,四
丙公司,上海,2026-01-08,A轮,700,五
丙公司,上海,2026-01-10,A轮,700,六
,上海,2026-01-10,A轮,700,七
";

/// A project folder, and a table outside of it.
struct Place {
    folder: tempfile::TempDir,
    home: ProjectHome,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("project");
        fs::create_dir_all(project.join("saved_views")).unwrap();
        let home = ProjectHome { project, user: folder.path().join("user") };
        Self { folder, home }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Answers what the wizard asked for, as the jobs would.
    fn answer(&self, harness: &mut Harness<'_, Desk>) {
        for effect in std::mem::take(&mut harness.state_mut().shell.effects) {
            let event = match effect {
                Effect::LookAtTable(what) => self.looked(&what),
                Effect::ImportTable(table) => self.imported(*table),
                _ => continue,
            };
            harness.state_mut().shell.event(Event::Import(event));
        }
        harness.run_steps(6);
    }

    fn looked(&self, what: &LookAtTable) -> ImportEvent {
        let looked = look_at(Some(&self.home), what).map(Arc::new).map_err(|problem| problem.to_string());
        ImportEvent::LookedAt(what.generation, looked)
    }

    fn imported(&self, table: ImportTable) -> ImportEvent {
        let generation = table.generation;
        ImportEvent::Ended(generation, run(&self.home, table, |_| ControlFlow::Continue(())).map(Arc::new))
    }
}

fn window(lang: Lang) -> Harness<'static, Desk> {
    let view = ViewState { lang: None, ..shipped_view("q1-2026-at-a-glance") };
    let mut harness = desk(view, [1440.0, 1600.0], lang);
    harness.state_mut().shell.model.today = jiff::civil::date(2026, 11, 26);
    harness.state_mut().shell.effects.clear();
    harness
}

fn command(harness: &mut Harness<'_, Desk>, command: impl Into<Command>) {
    harness.state_mut().shell.command(command.into());
    harness.run_steps(4);
}

fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(6);
}

fn wizard<'h>(harness: &'h Harness<'_, Desk>) -> &'h Wizard {
    harness.state().shell.model.transient.wizard.as_ref().expect("a wizard")
}

fn import_asked(harness: &Harness<'_, Desk>) -> Option<ImportTable> {
    harness.state().shell.effects.iter().find_map(|effect| match effect {
        Effect::ImportTable(table) => Some(ImportTable::clone(table)),
        _ => None,
    })
}

fn asks_for(harness: &Harness<'_, Desk>, wanted: fn(&Effect) -> bool) -> bool {
    harness.state().shell.effects.iter().any(wanted)
}

fn opened(place: &Place, lang: Lang) -> Harness<'static, Desk> {
    let mut harness = window(lang);
    let path = place.file("deals.csv", TABLE.as_bytes());
    command(&mut harness, ImportCommand::Open(path));
    place.answer(&mut harness);
    harness
}

fn imported(place: &Place) -> Harness<'static, Desk> {
    let mut harness = opened(place, Lang::En);
    click(&mut harness, "Import");
    place.answer(&mut harness);
    harness
}

#[test]
fn a_table_comes_in_with_a_few_clicks() {
    let place = Place::new();
    let mut harness = opened(&place, Lang::En);
    assert_eq!(wizard(&harness).stage, Stage::Choosing);
    for seen in ["Encoding: UTF-8", "Separator: comma", "Header: header in line 1", "Holds: 城市: city, or any place"] {
        assert!(harness.query_by_label(seen).is_some(), "{seen}");
    }
    assert!(harness.query_by_label("Unit of plain amounts: ten thousands").is_some(), "the header says 万元");
    // The guess about a column is changed.
    click(&mut harness, "Holds: 备注: kept as it is");
    harness.get_by_role_and_label(accesskit::Role::Button, "address").click();
    harness.run_steps(4);
    click(&mut harness, "Import");
    let asked = import_asked(&harness).expect("an import is asked for");
    assert_eq!((asked.name.as_str(), asked.replace), ("deals", false));
    assert_eq!(asked.mapping.columns[5].role, Role::Address);
    assert!(wizard(&harness).is_importing());
    assert!(harness.query_by_label("Stop").is_some(), "the status bar shows it and can stop it");
    place.answer(&mut harness);
    let Stage::Settling(done) = &wizard(&harness).stage else { panic!("{:?}", wizard(&harness).problem) };
    assert_eq!((done.counts.read, done.counts.left_out), (7, 1));
    assert!(harness.query_by_label("rows read: 7").is_some() && harness.query_by_label("left out: 1").is_some());
    let tables = &harness.state().shell.model.view.refers.tables;
    assert_eq!(tables.as_slice(), ["../tables/deals"], "the view takes the table in");
    assert!(asks_for(&harness, |effect| matches!(effect, Effect::ListTables)));
    assert!(open_table(&place.home.project.join("tables/deals")).is_ok());
    click(&mut harness, "Done");
    assert!(harness.state().shell.model.transient.wizard.is_none());
}

#[test]
fn remarks_are_settled_in_bulk() {
    let place = Place::new();
    let mut harness = imported(&place);
    click(&mut harness, "Meaning of 朝阳: ");
    harness.get_by_label("Chaoyang, Beijing").click();
    harness.run_steps(6);
    click(&mut harness, "Meaning of 神秘轮: ");
    harness.event(egui::Event::Text("pre-a".into()));
    harness.run_steps(4);
    harness.key_press(Key::Enter);
    harness.run_steps(6);
    assert!(wizard(&harness).unread);
    let pair = "Merge: 丙公司 · 2026-01-08 · A轮 · 700 (line 6) = 丙公司 · 2026-01-10 · A轮 · 700 (line 7)";
    harness.get_by_label_contains(pair).click();
    harness.run_steps(4);
    click(&mut harness, "Import again");
    let asked = import_asked(&harness).expect("a second import");
    let decided = |role, written: &str| {
        asked.mapping.decisions.iter().find(|d| d.role == role && d.written == written).map(|d| d.decided.clone())
    };
    assert_eq!(decided(Role::City, "朝阳").as_deref(), Some("110105"));
    assert!(decided(Role::Round, "神秘轮").is_some());
    assert_eq!(asked.mapping.same_deals.len(), 1);
    assert!(asked.replace, "its own table is replaced");
    place.answer(&mut harness);
    let Stage::Settling(done) = &wizard(&harness).stage else { panic!("{:?}", wizard(&harness).problem) };
    assert_eq!((done.counts.remarked, done.counts.left_out), (0, 2), "nothing is in doubt any more");
    let stored = open_table(&place.home.project.join("tables/deals")).unwrap();
    assert_eq!(stored.mapping.decisions.len(), 2, "what was decided is kept with the table");
    // And can be taken back.
    harness.get_by_label_contains("Take back: 丙公司").click();
    harness.run_steps(4);
    assert!(wizard(&harness).mapping.as_ref().unwrap().same_deals.is_empty());
    // A table with the same columns is read the same way.
    let path = place.file("next.csv", TABLE.as_bytes());
    command(&mut harness, FileCommand::Open(path.with_extension("xlsx")));
    command(&mut harness, ImportCommand::Open(path));
    place.answer(&mut harness);
    assert!(harness.query_by_label_contains("those of the table “deals”").is_some());
    assert_eq!(wizard(&harness).mapping.as_ref().unwrap().decisions.len(), 2);
}

#[test]
fn proposals_are_merged_or_kept_apart() {
    let place = Place::new();
    let mut harness = imported(&place);
    harness.get_by_label_contains("Merge: 某某科技 (1) = 苏州某某科技有限公司 (1)").click();
    harness.run_steps(4);
    assert_eq!(wizard(&harness).mapping.as_ref().unwrap().same_companies.len(), 1);
    harness.get_by_label_contains("Take back: 某某科技").click();
    harness.run_steps(4);
    assert!(wizard(&harness).mapping.as_ref().unwrap().same_companies.is_empty());
    harness.get_by_label_contains("Keep apart: 某某科技").click();
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("某某科技 (1)").is_none(), "it is proposed no more");
}

#[test]
fn a_table_of_the_same_name_is_replaced_only_on_a_tick() {
    let place = Place::new();
    let mut harness = opened(&place, Lang::En);
    let entry = TableEntry { name: "Deals".into(), refer: "../tables/Deals".into(), deals: 1, synthetic: false, problem: None };
    harness.state_mut().shell.event(Event::TablesListed(vec![entry]));
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("A table of this name is there").is_some());
    click(&mut harness, "Import");
    assert!(import_asked(&harness).is_none());
    click(&mut harness, "Replace the table of this name");
    click(&mut harness, "Import");
    assert!(import_asked(&harness).unwrap().replace);
}

#[test]
fn it_is_read_otherwise_on_demand() {
    let place = Place::new();
    let mut harness = opened(&place, Lang::Zh);
    assert!(harness.query_by_label("编码: UTF-8").is_some());
    click(&mut harness, "分隔符: 逗号");
    harness.get_by_role_and_label(accesskit::Role::Button, "分号").click();
    harness.run_steps(4);
    place.answer(&mut harness);
    assert_eq!(wizard(&harness).mapping.as_ref().unwrap().columns.len(), 1);
    assert!(harness.query_by_label("分隔符: 分号").is_some());
    command(&mut harness, ImportCommand::Role { column: 0, role: Role::Extra });
    assert!(harness.query_by_label_contains("请指明哪一列是公司").is_some());
    click(&mut harness, "导入");
    assert!(import_asked(&harness).is_none());
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_written() {
    let place = Place::new();
    let none: Vec<(&str, Vec<u8>)> =
        vec![("empty.csv", Vec::new()), ("broken.xlsx", b"PK\x03\x04nothing".to_vec()), ("nul.csv", b"a,b\n1,\0\0\0\n".to_vec())];
    for (name, bytes) in none {
        let mut harness = window(Lang::En);
        command(&mut harness, ImportCommand::Open(place.file(name, &bytes)));
        place.answer(&mut harness);
        assert!(matches!(wizard(&harness).problem, Some(NotImported::Failed(_))), "{name}");
        assert!(harness.query_by_label_contains("The table cannot be imported: ").is_some(), "{name}");
        click(&mut harness, "Import");
        assert!(import_asked(&harness).is_none(), "{name}");
    }
    let mut harness = window(Lang::En);
    command(&mut harness, ImportCommand::Open(place.file("none.csv", "公司,城市\n合计,苏州\n".as_bytes())));
    place.answer(&mut harness);
    click(&mut harness, "Import");
    place.answer(&mut harness);
    assert!(harness.query_by_label_contains("None of 1 rows could be taken").is_some());
    assert!(!place.home.project.join("tables/none").exists());
    assert!(harness.state().shell.model.view.refers.tables.is_empty());
}

#[test]
fn synthetic_tables_are_marked() {
    let place = Place::new();
    let mut harness = window(Lang::En);
    let path = place.file("made-up.csv", "company,city,synthetic\nA,Suzhou,yes\n".as_bytes());
    command(&mut harness, ImportCommand::Open(path));
    place.answer(&mut harness);
    assert!(harness.query_by_label_contains("Synthetic: ").is_some());
    click(&mut harness, "Import");
    place.answer(&mut harness);
    assert!(harness.query_by_label_contains("Synthetic: ").is_some());
}

#[test]
fn an_import_is_stopped_and_old_news_is_dropped() {
    let place = Place::new();
    let mut harness = opened(&place, Lang::En);
    click(&mut harness, "Import");
    let asked = import_asked(&harness).unwrap();
    let progress = Progress { bytes: 40, rows: 12_345 };
    harness.state_mut().shell.event(Event::Import(ImportEvent::Progress(asked.generation, progress)));
    harness.state_mut().shell.event(Event::Import(ImportEvent::Progress(asked.generation - 1, Progress::default())));
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("12,345 rows read").is_some());
    // Another file has to wait, and Esc breaks nothing off.
    command(&mut harness, ImportCommand::Open("other.csv".into()));
    command(&mut harness, UiCommand::Escape);
    assert!(wizard(&harness).is_importing() && wizard(&harness).path.ends_with("deals.csv"));
    click(&mut harness, "Stop importing");
    assert!(asks_for(&harness, |effect| matches!(effect, Effect::StopImport)));
    let stopped = run(&place.home, asked.clone(), |_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(NotImported::Stopped));
    assert!(!place.home.project.join("tables").exists());
    harness.state_mut().shell.event(Event::Import(ImportEvent::Ended(asked.generation, Err(NotImported::Stopped))));
    harness.run_steps(4);
    assert_eq!(wizard(&harness).stage, Stage::Choosing);
    let none = NotImported::NoRows(RowCounts::default());
    harness.state_mut().shell.event(Event::Import(ImportEvent::Ended(asked.generation - 1, Err(none))));
    assert_eq!(wizard(&harness).problem, None);
    command(&mut harness, UiCommand::Escape);
    assert!(harness.state().shell.model.transient.wizard.is_none());
}

#[test]
fn esc_closes_the_wizard_and_leaves_the_selection() {
    let place = Place::new();
    let mut harness = opened(&place, Lang::En);
    command(&mut harness, SelectCommand::Set(Item::Place("320500".into())));
    let selected = harness.state().shell.model.view.selection.clone();
    command(&mut harness, UiCommand::Escape);
    assert!(harness.state().shell.model.transient.wizard.is_none());
    assert_eq!(harness.state().shell.model.view.selection, selected);
    command(&mut harness, UiCommand::Escape);
    assert!(harness.state().shell.model.view.selection.is_empty(), "the second Esc is about the selection");
}

#[test]
fn what_was_decided_changes_the_mapping() {
    let place = Place::new();
    let mut harness = opened(&place, Lang::En);
    let decision = |decided: &str| TextDecision { role: Role::City, written: "朝阳".into(), decided: decided.into() };
    for change in [
        ImportCommand::Decide(decision("211300")),
        ImportCommand::Decide(decision("110105")),
        ImportCommand::Amounts { currency: Currency::Usd, scale: 1_000_000 },
        ImportCommand::DayFirst(true),
        ImportCommand::Datum(Datum::Bd09),
        ImportCommand::Role { column: 5, role: Role::City },
        ImportCommand::Role { column: 99, role: Role::City },
    ] {
        // A script can hold each of them.
        let text = ron::to_string(&Command::from(change)).unwrap();
        command(&mut harness, ron::from_str::<Command>(&text).unwrap());
    }
    let mapping = wizard(&harness).mapping.clone().unwrap();
    assert_eq!(mapping.decisions, [decision("110105")], "the last word counts");
    assert_eq!((mapping.currency, mapping.scale, mapping.day_first), (Currency::Usd, 1_000_000, true));
    assert_eq!(mapping.datum, Datum::Bd09);
    assert_eq!((mapping.columns[1].role, mapping.columns[5].role), (Role::Extra, Role::City), "one column alone is the city");
    command(&mut harness, ImportCommand::Undecide { role: Role::City, written: "朝阳".into() });
    assert!(wizard(&harness).mapping.as_ref().unwrap().decisions.is_empty());
}

#[test]
fn files_go_where_they_belong() {
    let place = Place::new();
    let mut harness = window(Lang::En);
    command(&mut harness, FileCommand::Open("deals.XLSX".into()));
    assert!(asks_for(&harness, |effect| matches!(effect, Effect::LookAtTable(what) if what.path.ends_with("deals.XLSX"))));
    command(&mut harness, ImportCommand::Close);
    harness.state_mut().shell.effects.clear();
    // The job that reads a text tells which kind of table it is.
    command(&mut harness, FileCommand::Open("a.csv".into()));
    assert!(asks_for(&harness, |effect| matches!(effect, Effect::ImportClaims { .. })));
    harness.state_mut().shell.event(Event::Import(ImportEvent::Found(place.file("a.csv", TABLE.as_bytes()))));
    place.answer(&mut harness);
    assert_eq!(wizard(&harness).proposed, "a");
    let header = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    assert!(is_claims(&header("subject_id,Metric,period,value")));
    assert!(is_claims(&header("subject,metric,note")), "a missing column is worth a message of its own");
    assert!(!is_claims(&header("company,city,period,value")));
    assert!(!is_claims(&header("公司,城市,日期,金额")));
}
