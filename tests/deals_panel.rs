//! Deals of own tables in the window and on the command line: the same sums as a plain loop finds, and
//! a click in any list is a filter for all others.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use std::{collections::BTreeMap, sync::Arc};

use cluster_atlas::{
    action::{
        Event,
        command::{FilterCommand, LayoutCommand, ViewCommand},
        event::TableEntry,
    },
    analysis::cube::Cube,
    data::{
        atlas::{AtlasSource, load},
        deals::{DealTable, generate::Generator},
    },
    model::{claim::Measure, deal::Deal, lang::Lang, layout::Panel, period::Period, view_state::FinancingView},
};
use desk::{Desk, desk, shipped_view};
use egui_kittest::{Harness, kittest::Queryable};

const DEALS: u64 = 3000;

fn table() -> DealTable {
    Generator::new(&load(&AtlasSource::Bundled).dataset, DEALS, 5).expect("a generator").table()
}

fn window(table: &Arc<DealTable>) -> Harness<'static, Desk> {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    let shell = &mut harness.state_mut().shell;
    shell.command(FilterCommand::Clear.into());
    shell.command(LayoutCommand::Open(Panel::Deals).into());
    shell.command(ViewCommand::Financing(FinancingView { measure: Measure::Events, ..FinancingView::default() }).into());
    harness.run_steps(4);
    assert!(harness.query_by_label_contains("No deal table yet").is_some(), "what to do is said");
    let shell = &mut harness.state_mut().shell;
    shell.model.tables.cube = Some(Arc::new(Cube::new(Arc::clone(table), &shell.model.data)));
    harness.run_steps(4);
    harness
}

fn deals(table: &DealTable) -> Vec<Deal> {
    (0..table.len()).filter_map(|row| table.deal(row)).collect()
}

#[test]
fn sums_are_those_of_a_plain_loop_and_lists_filter_one_another() {
    let table = Arc::new(table());
    let all = deals(&table);
    let mut harness = window(&table);
    assert!(harness.query_by_label("SYNTHETIC DATA").is_some(), "made-up deals are marked");
    let mut by_quarter = BTreeMap::<String, u64>::new();
    for (year, quarter) in all.iter().filter_map(|deal| deal.date?.quarter()) {
        *by_quarter.entry(format!("{year}Q{quarter}")).or_default() += 1;
    }
    let shown = &harness.state().shell.derived.deals;
    for column in shown.columns.columns.iter().filter(|column| column.events() > 0) {
        assert_eq!(by_quarter.get(&column.quarter), Some(&column.events()), "{}", column.quarter);
    }
    assert_eq!(shown.columns.columns.iter().map(|column| column.events()).sum::<u64>(), by_quarter.values().sum::<u64>());
    assert_eq!(shown.columns.undated + by_quarter.values().sum::<u64>(), all.len() as u64);

    let seed = all.iter().filter(|deal| deal.round == "seed").count();
    harness.get_by_label(&format!("round: Seed, {seed}")).click();
    harness.run_steps(4);
    let filters = harness.state().shell.model.view.filters.clone();
    assert_eq!(filters.deals.get("round").map(|set| set.iter().map(String::as_str).collect::<Vec<_>>()), Some(vec!["seed"]));
    let shown = &harness.state().shell.derived.deals;
    assert_eq!(shown.whole.rows.first().map(|row| row.events), Some(seed as u64));
    let rounds = shown
        .lists
        .first()
        .map(|list| list.rows.iter().map(|row| row.events).sum::<u64>() + list.rest.as_ref().map_or(0, |rest| rest.events));
    assert_eq!(rounds, Some(all.len() as u64), "its own list is not filtered by itself");
    let chips = shown
        .lists
        .get(1)
        .map(|list| list.rows.iter().map(|row| row.events).sum::<u64>() + list.rest.as_ref().map_or(0, |rest| rest.events));
    assert_eq!(chips, Some(seed as u64), "the other lists are");

    // The sums open down to their rows.
    harness.get_by_label_contains("Rows").click();
    harness.run_steps(4);
    let newest = all.iter().filter(|deal| deal.round == "seed").max_by_key(|deal| deal.date).expect("a deal");
    assert!(harness.query_all_by_label_contains(&newest.company).next().is_some(), "{}", newest.company);
    harness.get_by_label_contains("Sums").click();
    harness.run_steps(4);

    // A quarter that is brushed filters deals and claims alike; its chip takes it out again.
    let quarter = by_quarter.keys().next_back().expect("a quarter").clone();
    let period = Period::parse(&quarter).ok();
    let command = FilterCommand::Set(Box::new(cluster_atlas::model::filter::Filter { period, ..filters }));
    harness.state_mut().shell.command(command.into());
    harness.run_steps(4);
    let both = all
        .iter()
        .filter(|deal| deal.round == "seed")
        .filter_map(|deal| deal.date?.quarter())
        .filter(|(year, q)| format!("{year}Q{q}") == quarter)
        .count();
    let whole = harness.state().shell.derived.deals.whole.rows.first().map_or(0, |row| row.events);
    assert_eq!(whole, both as u64);
    assert!(harness.query_all_by_label_contains("round: Seed").count() >= 1, "a chip in the status bar");
}

#[test]
fn tables_are_listed_and_switched_on_at_the_left() {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    let entry = TableEntry { name: "own".into(), refer: "../tables/own".into(), deals: 12, synthetic: false, problem: None };
    let broken = TableEntry { name: "broken".into(), problem: Some("no such file".into()), ..entry.clone() };
    harness.state_mut().shell.event(Event::TablesListed(vec![broken, entry]));
    harness.run_steps(4);
    harness.get_by_label("own").click();
    harness.run_steps(4);
    let shell = &harness.state().shell;
    assert_eq!(shell.model.view.refers.tables, ["../tables/own"]);
    let asked = shell
        .effects
        .iter()
        .any(|effect| matches!(effect, cluster_atlas::action::Effect::LoadDeals(load) if load.tables == ["../tables/own"]));
    assert!(asked, "its deals are opened in a job");
    assert!(shell.model.tables.running);
}
