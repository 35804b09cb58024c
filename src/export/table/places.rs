//! `--panel places`: every place, sorted by id.

use super::{Cell, Table, TableInputs};
use crate::{
    analysis::filtering::{places_in_view, published_tier},
    model::{lang::Lang, place::Place},
};

/// Every place, sorted by id; `claim_ids` are the claims on the place itself.
pub fn places_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new([
        "id",
        "kind",
        "parent_id",
        "name_en",
        "name_zh",
        "lon",
        "lat",
        "precision",
        "tier_published",
        "claim_ids",
        "in_view",
    ]);
    let shown = places_in_view(inputs.data, &inputs.view.filters);
    for (id, place) in &inputs.data.places {
        table.push(place_row(inputs, place, shown.contains(id)));
    }
    table
}

fn place_row(inputs: TableInputs<'_>, place: &Place, in_view: bool) -> Vec<Cell> {
    let degrees =
        |of: fn(&crate::model::place::LonLat) -> f64| place.point.as_ref().map_or(Cell::Empty, |p| Cell::degrees(of(p)));
    vec![
        Cell::text(place.id.as_str()),
        Cell::text(place.level.name()),
        Cell::text(place.parent.as_ref().map_or("", |id| id.as_str())),
        Cell::text(place.name.get(Lang::En)),
        Cell::text(place.name.get(Lang::Zh)),
        degrees(|p| p.lon),
        degrees(|p| p.lat),
        Cell::text(place.precision.name()),
        published_tier(inputs.data, &place.id).map_or(Cell::Empty, Cell::whole),
        Cell::ids(inputs.data.claims_of_place(&place.id).map(|claim| &claim.id)),
        in_view.into(),
    ]
}
