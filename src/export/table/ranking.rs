//! `--panel ranking`: the ranked cities in rank order.

use super::{Cell, Table, TableInputs};
use crate::{
    analysis::ranking::{Indicator, OTHER_TIER, Part, RankRow, Ranking, rank},
    model::{dataset::Dataset, lang::Lang},
};

/// The ranked cities in rank order. For each indicator: its figure (empty when it is not stated),
/// its weight in percent, and the points it gives (the middle of an interval), which sum to the
/// score.
pub fn ranking_table(inputs: TableInputs<'_>) -> Table {
    let ranking = rank(inputs.data, &inputs.view.ranking, &inputs.view.filters);
    let mut table = Table::new(columns(&ranking));
    for row in &ranking.rows {
        table.push(cells(inputs.data, &ranking, row));
    }
    table
}

fn columns(ranking: &Ranking) -> Vec<String> {
    let first = ["rank", "rank_low", "rank_high", "place_id", "name_en", "name_zh", "score", "score_low", "score_high", "tier"];
    let mut columns: Vec<String> = first.into_iter().chain(["tier_published", "differs"]).map(Into::into).collect();
    for indicator in &ranking.indicators {
        // Ids may hold a colon, which a column name must not.
        let name: String = indicator.metric.as_str().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        columns.extend([format!("{name}_value"), format!("{name}_weight"), format!("{name}_points")]);
    }
    columns.push("claim_ids".into());
    columns
}

fn cells(data: &Dataset, ranking: &Ranking, row: &RankRow) -> Vec<Cell> {
    let whole = |n: usize| Cell::Number(n.to_string());
    let name = data.places.get(&row.place).map(|place| place.name.clone()).unwrap_or_default();
    let mut cells = vec![
        whole(row.rank),
        whole(row.rank_low),
        whole(row.rank_high),
        Cell::text(row.place.as_str()),
        Cell::text(name.get(Lang::En)),
        Cell::text(name.get(Lang::Zh)),
        decimals(row.score),
        decimals(row.span.low),
        decimals(row.span.high),
        tier(row.tier),
        row.tier_published.map_or(Cell::Empty, tier),
        row.differs().into(),
    ];
    for (indicator, part) in ranking.indicators.iter().zip(&row.parts) {
        cells.extend(part_cells(indicator, part));
    }
    cells.push(Cell::ids(&row.claims));
    cells
}

fn part_cells(indicator: &Indicator, part: &Part) -> [Cell; 3] {
    [Cell::value(part.quantity.value), decimals(indicator.share * 100.0), decimals(part.points.middle())]
}

fn tier(tier: u8) -> Cell {
    if tier >= OTHER_TIER { Cell::text("other") } else { Cell::Number(tier.to_string()) }
}

/// Six decimals at most, without trailing zeros.
fn decimals(value: f64) -> Cell {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Cell::Number(if text == "-0" { "0".into() } else { text.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data::atlas::{AtlasSource, load},
        model::filter::Filter,
    };

    #[test]
    fn rows_print_as_the_contract_says() {
        let data = load(&AtlasSource::Bundled).dataset;
        let view = crate::model::view_state::RankingView::default_for(&data);
        let ranking = rank(&data, &view, &Filter::default());
        let names = columns(&ranking);
        assert_eq!(names.len(), 12 + 6 * 3 + 1);
        assert!(names.contains(&"ai_companies_surveyed_points".to_owned()));
        let printed: Vec<Vec<String>> = ranking
            .rows
            .iter()
            .map(|row| cells(&data, &ranking, row).iter().map(|cell| cell.plain().to_owned()).collect())
            .collect();
        assert_eq!(printed[0][..12], ["1", "1", "1", "110000", "Beijing", "北京", "100", "100", "100", "1", "1", "false"]);
        let shanghai = &printed[2];
        assert_eq!(shanghai[..4], ["3", "2", "4", "310000"]);
        assert_eq!(shanghai[7], "83.333333");
        let column = |name: &str| names.iter().position(|n| n == name).unwrap();
        assert_eq!(shanghai[column("ai_companies_surveyed_value")], "", "a count not stated is never a number");
        assert_eq!(shanghai[column("rating_talent_weight")], "16.666667");
        assert_eq!(printed[14][9..12], ["other", "other", "false"]);
        for row in &printed {
            let points: f64 = names
                .iter()
                .zip(row)
                .filter(|(name, _)| name.ends_with("_points"))
                .map(|(_, cell)| cell.parse::<f64>().unwrap())
                .sum();
            assert!((points - row[6].parse::<f64>().unwrap()).abs() < 1e-5, "{row:?}");
        }
    }
}
