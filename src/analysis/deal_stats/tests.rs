use std::collections::BTreeMap;

use super::*;
use crate::{
    analysis::cube::{Condition, Dimension, statistics::Bounds as Minor},
    data::{
        atlas::{AtlasSource, load},
        deals::generate::Generator,
    },
    model::claim::Measure,
};

const ROWS: usize = 2_000;

fn made() -> (Dataset, Arc<Cube>) {
    let data = load(&AtlasSource::Bundled).dataset;
    let cube = Cube::new(Arc::new(Generator::new(&data, ROWS as u64, 3).unwrap().table()), &data);
    (data, Arc::new(cube))
}

#[test]
fn all_parts_equal_plain_loops() {
    let (data, cube) = made();
    let round = data.rounds[1].id.clone();
    let filters = Filters::from([(Dimension::Round, Condition::any([round.clone()]))]);
    let found = deal_stats(&cube, &filters, Currency::Cny, &data).unwrap();
    let deals: Vec<_> = (0..ROWS).filter_map(|row| cube.table().deal(row)).collect();
    let chosen: Vec<_> = deals.iter().filter(|deal| deal.round == round).collect();
    assert_eq!(found.deals, chosen.len());
    assert!(found.deals > 20);

    let mut by_investor = BTreeMap::<&str, u64>::new();
    for name in chosen.iter().flat_map(|deal| &deal.investors) {
        *by_investor.entry(name).or_default() += 1;
    }
    let mut league: Vec<(&str, u64)> = by_investor.iter().map(|(name, n)| (*name, *n)).collect();
    league.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    league.truncate(LEAGUE);
    let same: Vec<(&str, u64)> = found.league_by_events.iter().map(|one| (one.name.as_str(), one.events)).collect();
    assert_eq!((same, found.investors), (league, by_investor.len()));

    let companies = &found.concentrations[2];
    let mut by_company = BTreeMap::<&str, i128>::new();
    chosen.iter().for_each(|deal| *by_company.entry(&deal.company).or_default() += 1);
    assert_eq!(companies.events, concentration(by_company.values().copied(), POINTS));
    let unknown = chosen.iter().filter(|deal| deal.amount.is_none()).count() as u64;
    assert!(companies.no_amount >= unknown && companies.no_group == 0);

    // The heat map leaves the round's filter out, so that another cell can be picked.
    let mut cells = BTreeMap::<(&str, &str), u64>::new();
    for deal in &deals {
        *cells.entry((&deal.sub_field, &deal.round)).or_default() += 1;
    }
    let heat = &found.heat;
    assert!(heat.columns.len() > 3 && heat.rows.len() > 3);
    for (row, field) in heat.rows.iter().enumerate() {
        for (column, round) in heat.columns.iter().enumerate() {
            let wanted = cells.get(&(field.as_deref().unwrap_or_default(), round.as_deref().unwrap_or_default()));
            assert_eq!(heat.cell(row, column).map(|cell| cell.events), wanted.copied());
        }
    }
    let shown: Vec<usize> = heat.columns.iter().map(|id| round_order(&data, id.as_deref())).collect();
    assert!(shown.is_sorted());
    assert_eq!(heat.largest(Measure::Events), i128::from(*cells.values().max().unwrap()));
}

#[test]
fn sums_of_groups_equal_the_panels() {
    let (_, cube) = made();
    let rows: Vec<u32> = (0..ROWS as u32).collect();
    let sums = group_sums(&cube, &rows, &GroupBy::Province, Currency::Cny).unwrap();
    let panel = crate::analysis::cube::Panel {
        group_by: vec![GroupBy::Province],
        amount: Some(Currency::Cny),
        ..crate::analysis::cube::Panel::default()
    };
    let linked = Linked::new(Arc::clone(&cube), vec![panel]).unwrap();
    let answer = linked.answer(0, &|| Duration::ZERO).unwrap();
    for row in answer.rows.iter().filter(|row| row.key[0].is_some()) {
        let same = sums.known.iter().find(|sum| sums.name(sum.group, &cube) == row.key[0]).unwrap();
        assert_eq!((same.events, Some(same.amount)), (row.events, row.amount));
    }
    let all = sums.known.iter().map(|sum| sum.events).sum::<u64>() + sums.unknown.events;
    assert_eq!(all, ROWS as u64);
}

#[test]
fn boxes_stand_on_one_axis() {
    let exact = |value: i128| Minor { low: Some(value), high: Some(value) };
    let size = |lower, median, upper| Spread { lower_quartile: lower, median, upper_quartile: upper, ..Spread::default() };
    let rows = [
        size(exact(1_000), exact(10_000), exact(100_000)),
        size(Minor::default(), Minor { low: Some(2_000), high: None }, exact(5_000)),
    ];
    let model = box_model(&rows);
    let axis = model.axis.unwrap();
    assert_eq!((axis.from, axis.to), (3, 5));
    assert_eq!(axis.ticks().collect::<Vec<_>>(), [(1_000, 0.0), (10_000, 0.5), (100_000, 1.0)]);
    assert_eq!((model.rows[0].lower, model.rows[0].median), ([Some(0.0); 2], [Some(0.5); 2]));
    assert_eq!((model.rows[1].lower, model.rows[1].median[1]), ([None; 2], None));
    assert_eq!(box_model(&[Spread::default()]), BoxModel { axis: None, rows: vec![BoxRow::default()] });
}
