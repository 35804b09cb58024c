//! Statistics of own deals and their marks on the map, in the window: what is counted in the
//! background shows, follows the filters, and a click filters.
#![cfg(test)]

#[path = "desk/mod.rs"]
mod desk;

use std::sync::Arc;

use cluster_atlas::{
    action::{
        Command, Effect, Event,
        command::{FilterCommand, LayoutCommand, ViewCommand},
    },
    analysis::{
        cube::{Cube, Linked},
        deal_bins::{Bins, SINGLE_FROM},
        deal_stats::deal_stats,
    },
    data::{
        atlas::{AtlasSource, load},
        deals::generate::Generator,
    },
    model::{claim::Measure, lang::Lang, layout::Panel, view_state::FinancingView},
};
use desk::{Desk, desk, shipped_view};
use egui_kittest::{Harness, kittest::Queryable};

const DEALS: u64 = 2_000;

fn window(panel: Panel) -> Harness<'static, Desk> {
    let mut harness = desk(shipped_view("q1-2026-at-a-glance"), [1440.0, 900.0], Lang::En);
    command(&mut harness, FilterCommand::Clear);
    command(&mut harness, LayoutCommand::Open(panel));
    command(&mut harness, ViewCommand::Financing(FinancingView { measure: Measure::Events, ..FinancingView::default() }));
    harness
}

fn command(harness: &mut Harness<'_, Desk>, command: impl Into<Command>) {
    harness.state_mut().shell.command(command.into());
    harness.run_steps(4);
}

fn take_in(harness: &mut Harness<'_, Desk>) {
    let data = load(&AtlasSource::Bundled).dataset;
    let table = Arc::new(Generator::new(&data, DEALS, 5).expect("a generator").table());
    let shell = &mut harness.state_mut().shell;
    let generation = shell.model.tables.generation;
    shell.event(Event::DealsLoaded { generation, cube: Some(Arc::new(Cube::new(table, &data))), problems: Vec::new() });
    harness.run_steps(4);
}

/// Does what the jobs would do; returns how many statistics and map counts were asked for.
fn work(harness: &mut Harness<'_, Desk>) -> [usize; 2] {
    let effects = std::mem::take(&mut harness.state_mut().shell.effects);
    let mut done = [0; 2];
    for effect in effects {
        let event = match effect {
            Effect::DealStats(count) => {
                done[0] += 1;
                let stats = deal_stats(&count.cube, &count.filters, count.currency, &count.data).map_err(|e| e.to_string());
                Event::DealStats { generation: count.generation, stats: stats.map(Arc::new) }
            }
            Effect::DealBins(count, step) => {
                done[1] += 1;
                let bins = Bins::new(&count.cube, &count.filters, count.currency, step).ok().map(Arc::new);
                Event::DealBins { generation: count.generation, bins }
            }
            _ => continue,
        };
        harness.state_mut().shell.event(event);
    }
    harness.run_steps(4);
    done
}

#[test]
fn statistics_follow_the_filters_and_a_cell_filters() {
    let mut harness = window(Panel::DealStats);
    assert!(harness.query_by_label_contains("Import a deal table").is_some(), "what to do is said");
    take_in(&mut harness);
    assert!(harness.query_by_label("Counting…").is_some());
    assert_eq!(work(&mut harness)[0], 1);
    assert!(harness.query_by_label("2,000 deals under all filters").is_some());
    assert!(harness.query_all_by_label("SYNTHETIC DATA").next().is_some(), "made-up deals are marked");
    assert_eq!(work(&mut harness), [0, 0], "nothing is counted twice");

    // What a plain loop finds stands in the league.
    let found = harness.state().shell.model.tables.stats.found.clone().unwrap();
    let first = &found.league_by_events[0];
    let label = format!("1 {}: {};", first.name, first.events);
    assert!(harness.query_by_label_contains(&label).is_some());

    // A section folds.
    assert!(harness.query_by_label_contains("Lorenz").is_some());
    harness.get_by_label("Hide Concentration").click();
    harness.run_steps(4);
    assert!(harness.query_by_label("Lorenz curve").is_none());

    // A cell of the heat map filters; what was counted stays until the rest is there.
    let (row, column) = (found.heat.rows[0].clone().unwrap(), found.heat.columns[0].clone().unwrap());
    let cell = found.heat.cell(0, 0).expect("the largest sub-field has deals of the first round");
    let data = &harness.state().shell.model.data;
    let field = data.sub_fields.iter().rfind(|field| field.id == row).unwrap().title.en.clone();
    let round = data.rounds.iter().find(|round| round.id == column).unwrap().name.en.clone();
    let name = format!("{field} × {round}: {} deals", cell.events);
    harness.get_by_label_contains(&name).click_accesskit();
    harness.run_steps(6);
    let filters = harness.state().shell.model.view.filters.deals.clone();
    assert_eq!((filters["sub_field"].contains(&row), filters["round"].contains(&column)), (true, true));
    assert!(harness.query_by_label("updating…").is_some() && harness.query_by_label_contains("2,000 deals").is_some());
    assert_eq!(work(&mut harness)[0], 1);
    assert!(harness.query_by_label("updating…").is_none());
    let now = harness.state().shell.model.tables.stats.found.clone().unwrap();
    assert_eq!((now.deals as u64, &now.heat), (cell.events, &found.heat), "another cell can be picked");
    let linked: &Linked = harness.state().shell.derived.deals.linked().unwrap();
    assert_eq!(linked.rows(&[]).len(), now.deals);
    harness.get_by_label_contains(&name).click_accesskit();
    harness.run_steps(6);
    assert!(harness.state().shell.model.view.filters.deals.is_empty(), "and is let go again");
}

#[test]
fn statistics_are_only_made_while_they_can_be_seen() {
    let mut harness = window(Panel::Map);
    take_in(&mut harness);
    assert_eq!(work(&mut harness)[0], 0);
    command(&mut harness, LayoutCommand::Open(Panel::DealStats));
    assert_eq!(work(&mut harness)[0], 1);
    command(&mut harness, LayoutCommand::Close(Panel::DealStats));
    command(&mut harness, FilterCommand::Set(Box::new(filter("round", "seed"))));
    assert_eq!(work(&mut harness)[0], 0);
}

fn filter(dimension: &str, value: &str) -> cluster_atlas::model::filter::Filter {
    let deals = [(dimension.to_owned(), [value.to_owned()].into())].into();
    cluster_atlas::model::filter::Filter { deals, ..Default::default() }
}

#[test]
fn the_map_shows_deals_by_zoom_step_and_the_layer_can_be_switched() {
    let mut harness = window(Panel::Map);
    assert!(harness.query_by_role_and_label(egui::accesskit::Role::CheckBox, "Deals").is_none(), "no switch without deals");
    take_in(&mut harness);
    assert_eq!(work(&mut harness)[1], 1);
    let steps =
        |harness: &Harness<'_, Desk>| -> Vec<u8> { harness.state().shell.model.tables.bins.steps.keys().copied().collect() };
    let first = steps(&harness);
    assert_eq!(first.len(), 1);
    assert!(harness.query_by_label("Deals of own tables").is_some(), "the legend explains the marks");
    command(&mut harness, ViewCommand::FlyTo { lon: 116.4, lat: 39.9, zoom: Some(12.0) });
    assert_eq!(work(&mut harness)[1], 1);
    assert_eq!(steps(&harness), [first[0], SINGLE_FROM]);
    assert!(harness.query_by_label("deals at a point").is_some());
    command(&mut harness, ViewCommand::FlyTo { lon: 116.4, lat: 39.9, zoom: Some(13.0) });
    assert_eq!(work(&mut harness)[1], 0, "near steps share their points");
    // Other filters: counted anew, those of before stay until then.
    command(&mut harness, FilterCommand::Set(Box::new(filter("round", "seed"))));
    assert_eq!(steps(&harness).len(), 2);
    assert_eq!(work(&mut harness)[1], 1);
    assert_eq!(steps(&harness), [SINGLE_FROM]);
    let switch = harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, "Deals");
    switch.click();
    harness.run_steps(4);
    assert!(!harness.state().shell.model.view.layers.deals);
    assert!(harness.query_by_label("Deals of own tables").is_none());
}
