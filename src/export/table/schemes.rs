//! `--panel schemes`: the crosswalk between layer schemes and providers' sectors.

use super::{Cell, Table, TableInputs};
use crate::{
    analysis::crosswalk::{schemes, unmapped},
    model::{
        catalog::{Relation, SchemePart},
        claim::Status,
    },
};

/// The rows of the crosswalk, then the sub-fields that only a later scheme has: nothing is mapped
/// to them, which follows from the rows above.
pub fn schemes_table(inputs: TableInputs<'_>) -> Table {
    let mut table = Table::new([
        "scheme_from",
        "layer_from",
        "sub_field_from",
        "relation",
        "scheme_to",
        "layer_to",
        "sub_field_to",
        "status",
        "note_en",
        "note_zh",
    ]);
    let ends = |part: &SchemePart| [Cell::text(&part.scheme), Cell::text(&part.layer), Cell::text(&part.sub_field)];
    for row in &inputs.data.crosswalk {
        let mut cells = ends(&row.from).to_vec();
        cells.push(row.relation.name().into());
        cells.extend(ends(&row.to));
        cells.extend([Cell::text(&row.status), Cell::text(&row.note.en), Cell::text(&row.note.zh)]);
        table.push(cells);
    }
    let schemes = schemes(inputs.data);
    for (at, scheme) in schemes.iter().enumerate().skip(1) {
        for earlier in schemes.iter().take(at) {
            for field in unmapped(inputs.data, scheme, earlier) {
                let mut cells = vec![Cell::text(&field.scheme), Cell::text(&field.layer), Cell::text(&field.id)];
                cells.extend([Relation::None.name().into(), Cell::text(earlier), Cell::Empty, Cell::Empty]);
                cells.extend([Status::Derived.name().into(), Cell::Empty, Cell::Empty]);
                table.push(cells);
            }
        }
    }
    table
}
