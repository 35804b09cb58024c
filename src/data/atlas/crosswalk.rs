//! The crosswalk: what of one layer scheme, or of a provider's sectors, stands for what of another.

use super::{Loader, cells::RowCells};
use crate::{
    data::csv_table::Column,
    model::{
        catalog::{Crosswalk, Relation, SchemePart},
        dataset::Dataset,
    },
};

const RELATIONS: [&str; 5] = ["same", "broader", "narrower", "overlaps", "none"];
const STATUSES: [&str; 3] = ["coded", "stated", "general_knowledge"];

impl Loader {
    pub(super) fn crosswalk(&mut self) {
        self.rows(
            "crosswalk.csv",
            [
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
            ],
            |cells, [sf, lf, ff, relation, st, lt, ft, status, en, zh], data| {
                let from = read_part(cells, data, [sf, lf, ff]);
                let to = read_part(cells, data, [st, lt, ft]);
                if !to.scheme.is_empty() && (to.is_sector() || to.scheme == from.scheme) {
                    cells.wrong(st, "a row maps to another scheme", "name a layer scheme other than the first");
                }
                let written = relation;
                let relation = cells.word(relation, "relation", &RELATIONS, Relation::from_name)?;
                if relation == Relation::None && !(to.layer.is_empty() && to.sub_field.is_empty()) {
                    cells.wrong(
                        written,
                        "'none' has nothing on the other side",
                        "empty layer_to and sub_field_to, or pick another relation",
                    );
                }
                let status = cells.word(status, "status", &STATUSES, |text| STATUSES.iter().find(|known| **known == text))?;
                Some(Crosswalk { from, relation, to, status: (*status).to_owned(), note: cells.both(en, zh, "the note") })
            },
            |data, row| {
                let clashes = |have: &Crosswalk| {
                    have.from == row.from
                        && have.to.scheme == row.to.scheme
                        && (have.to == row.to || have.relation == Relation::None || row.relation == Relation::None)
                };
                if data.crosswalk.iter().any(clashes) {
                    return Err(format!("{} {}", row.from.scheme, row.from.sub_field));
                }
                data.crosswalk.push(row);
                Ok(())
            },
        );
    }
}

/// One end of a row; its scheme, layer and sub-field are there, a sector stands in the metrics.
fn read_part(cells: &mut RowCells<'_, '_, '_>, data: &Dataset, [scheme, layer, field]: [Column; 3]) -> SchemePart {
    let part = SchemePart {
        scheme: cells.need(scheme, "the scheme").into(),
        layer: cells.text(layer).into(),
        sub_field: cells.text(field).into(),
    };
    if part.is_sector() {
        if cells.has_table("metrics.csv") && !data.metrics.values().any(|metric| metric.sector == part.sub_field) {
            let message = format!("no metric has the sector '{}'", part.sub_field);
            cells.wrong(field, message, "write a sector of metrics.csv");
        }
        return part;
    }
    if !cells.has_table("schemes.csv") || part.scheme.is_empty() {
        return part;
    }
    let fix = "write one of schemes.csv, or add a row there";
    let of_scheme = || data.sub_fields.iter().filter(|have| have.scheme == part.scheme);
    if of_scheme().next().is_none() {
        cells.wrong(scheme, format!("there is no scheme '{}'", part.scheme), fix);
    } else if !part.layer.is_empty() && !of_scheme().any(|have| have.layer == part.layer) {
        cells.wrong(layer, format!("the scheme '{}' has no layer '{}'", part.scheme, part.layer), fix);
    } else if !part.sub_field.is_empty() && !of_scheme().any(|have| have.layer == part.layer && have.id == part.sub_field) {
        let message = format!("the layer '{}' of '{}' has no sub-field '{}'", part.layer, part.scheme, part.sub_field);
        cells.wrong(field, message, fix);
    }
    part
}
