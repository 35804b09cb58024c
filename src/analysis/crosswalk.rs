//! Layer schemes beside one another: what of one stands for what of the other, and what does not.

use crate::model::{
    catalog::{Crosswalk, Relation, SchemePart, SubField},
    dataset::Dataset,
    ids::{CompanyId, FundId, PlaceId},
    lang::Bilingual,
};

/// A layer with its sub-fields in order.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSide<'a> {
    /// Slug.
    pub layer: &'a str,
    /// In words.
    pub title: &'a Bilingual,
    /// Its sub-fields.
    pub fields: Vec<&'a SubField>,
}

/// A layer of the first scheme beside the layer of the second that it is mapped to. One side is
/// empty where a layer has no counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// Of the first scheme.
    pub left: Option<LayerSide<'a>>,
    /// Of the second scheme.
    pub right: Option<LayerSide<'a>>,
    /// The row between the two layers.
    pub row: Option<&'a Crosswalk>,
}

/// What the data hold on a sub-field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Cities named as strong in it, by id.
    pub cities: Vec<PlaceId>,
    /// Companies of it, by id.
    pub companies: Vec<CompanyId>,
    /// Funds with it in their mandate, by id.
    pub funds: Vec<FundId>,
}

impl Holdings {
    /// How many in all.
    pub fn count(&self) -> usize {
        self.cities.len() + self.companies.len() + self.funds.len()
    }
}

/// How much of two schemes maps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// Sub-fields of the first scheme.
    pub from_all: usize,
    /// Those with a counterpart.
    pub from_mapped: usize,
    /// Sub-fields of the second scheme.
    pub to_all: usize,
    /// Those with a counterpart.
    pub to_mapped: usize,
}

/// The schemes that have sub-fields, in table order.
pub fn schemes(data: &Dataset) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for field in &data.sub_fields {
        if !found.contains(&field.scheme.as_str()) {
            found.push(&field.scheme);
        }
    }
    found
}

/// True when `part` is this sub-field of its layer.
pub fn is_part(part: &SchemePart, field: &SubField) -> bool {
    part.scheme == field.scheme && part.layer == field.layer && part.sub_field == field.id
}

/// The rows from or to a sub-field that map it to something, in table order; sectors left out.
pub fn rows_of<'a>(data: &'a Dataset, field: &SubField) -> Vec<&'a Crosswalk> {
    pairs(data).filter(|row| is_part(&row.from, field) || is_part(&row.to, field)).collect()
}

/// The row that says why a sub-field has no counterpart, where it was looked at.
pub fn why_unmapped<'a>(data: &'a Dataset, field: &SubField) -> Option<&'a Crosswalk> {
    data.crosswalk.iter().find(|row| row.relation == Relation::None && is_part(&row.from, field))
}

/// Rows between sub-fields of two schemes.
pub fn pairs(data: &Dataset) -> impl Iterator<Item = &Crosswalk> {
    let is_field = |part: &SchemePart| !part.is_sector() && !part.sub_field.is_empty();
    data.crosswalk.iter().filter(move |row| row.relation != Relation::None && is_field(&row.from) && is_field(&row.to))
}

/// Sub-fields of `scheme` that no row maps to or from a sub-field of `other`.
pub fn unmapped<'a>(data: &'a Dataset, scheme: &str, other: &str) -> Vec<&'a SubField> {
    let maps = |field: &SubField| {
        pairs(data).any(|row| {
            (is_part(&row.from, field) && row.to.scheme == other) || (is_part(&row.to, field) && row.from.scheme == other)
        })
    };
    data.sub_fields.iter().filter(|field| field.scheme == scheme && !maps(field)).collect()
}

/// How much of two schemes maps.
pub fn mapped(data: &Dataset, from: &str, to: &str) -> Mapped {
    let count = |scheme: &str| data.sub_fields.iter().filter(|field| field.scheme == scheme).count();
    let (from_all, to_all) = (count(from), count(to));
    Mapped {
        from_all,
        from_mapped: from_all - unmapped(data, from, to).len(),
        to_all,
        to_mapped: to_all - unmapped(data, to, from).len(),
    }
}

fn layers<'a>(data: &'a Dataset, scheme: &str) -> Vec<LayerSide<'a>> {
    let mut sides: Vec<LayerSide<'a>> = Vec::new();
    for field in data.sub_fields.iter().filter(|field| field.scheme == scheme) {
        match sides.iter_mut().find(|side| side.layer == field.layer) {
            Some(side) => side.fields.push(field),
            None => sides.push(LayerSide { layer: &field.layer, title: &field.layer_title, fields: vec![field] }),
        }
    }
    sides
}

/// Both schemes as blocks of layers side by side, in the order of the first.
pub fn blocks<'a>(data: &'a Dataset, from: &str, to: &str) -> Vec<Block<'a>> {
    let mut rest = layers(data, to);
    let mut blocks = Vec::new();
    for left in layers(data, from) {
        let row = data.crosswalk.iter().find(|row| {
            let whole_layers = row.from.sub_field.is_empty() && row.to.sub_field.is_empty() && !row.to.layer.is_empty();
            whole_layers && row.from.scheme == from && row.from.layer == left.layer && row.to.scheme == to
        });
        let at = row.and_then(|row| rest.iter().position(|side| side.layer == row.to.layer));
        let right = at.map(|at| rest.remove(at));
        blocks.push(Block { left: Some(left), right, row });
    }
    blocks.extend(rest.into_iter().map(|right| Block { left: None, right: Some(right), row: None }));
    blocks
}

/// The sectors that providers count by, each with the rows to the schemes, in table order.
pub fn sectors(data: &Dataset) -> Vec<(&str, Vec<&Crosswalk>)> {
    let mut found: Vec<(&str, Vec<&Crosswalk>)> = Vec::new();
    for row in data.crosswalk.iter().filter(|row| row.from.is_sector()) {
        match found.iter_mut().find(|(sector, _)| *sector == row.from.sub_field) {
            Some((_, rows)) => rows.push(row),
            None => found.push((&row.from.sub_field, vec![row])),
        }
    }
    found
}

/// What the data hold on a sub-field. A fund's mandate names sub-fields without their scheme, so
/// it counts for the newest scheme that has the name.
pub fn holdings(data: &Dataset, field: &SubField) -> Holdings {
    let newest = data.sub_fields.iter().filter(|other| other.id == field.id).map(|other| other.scheme.as_str()).max();
    let mandate = |mandate: &[String]| newest == Some(field.scheme.as_str()) && mandate.contains(&field.id);
    let mut cities: Vec<PlaceId> = data
        .strengths
        .iter()
        .filter(|strength| strength.sub_field == field.id && strength.scheme == field.scheme)
        .map(|strength| strength.place.clone())
        .collect();
    cities.sort();
    Holdings {
        cities,
        companies: data
            .companies
            .values()
            .filter(|company| company.sub_field == field.id && company.scheme == field.scheme)
            .map(|company| company.id.clone())
            .collect(),
        funds: data.funds.values().filter(|fund| mandate(&fund.mandate)).map(|fund| fund.id.clone()).collect(),
    }
}

/// Zones of a layer, by id.
pub fn zones_of_layer(data: &Dataset, scheme: &str, layer: &str) -> Vec<PlaceId> {
    data.zones.values().filter(|zone| zone.scheme == scheme && zone.layer == layer).map(|zone| zone.place.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::atlas::{AtlasSource, load};

    #[test]
    fn what_maps_and_what_does_not() {
        let data = load(&AtlasSource::Bundled).dataset;
        assert_eq!(schemes(&data), ["2020", "2026"]);
        let ids = |fields: Vec<&SubField>| fields.iter().map(|field| field.id.clone()).collect::<Vec<_>>();
        let lost = ids(unmapped(&data, "2020", "2026"));
        assert!(lost.contains(&"sensors".to_owned()) && !lost.contains(&"chips".to_owned()), "{lost:?}");
        assert_eq!(ids(unmapped(&data, "2026", "2020")), ["ai_platforms", "dev_tools", "synthetic_data"]);
        let counts = mapped(&data, "2020", "2026");
        assert_eq!((counts.from_all, counts.to_all, counts.to_mapped), (25, 14, 11));
        assert_eq!(counts.from_mapped, 25 - lost.len());
    }

    #[test]
    fn every_sub_field_of_the_older_scheme_is_judged() {
        let data = load(&AtlasSource::Bundled).dataset;
        for field in data.sub_fields.iter().filter(|field| field.scheme == "2020") {
            let said = !rows_of(&data, field).is_empty() || why_unmapped(&data, field).is_some();
            assert!(said, "{} has no row", field.id);
        }
    }

    #[test]
    fn layers_stand_beside_one_another_and_sectors_are_all_there() {
        let data = load(&AtlasSource::Bundled).dataset;
        let blocks = blocks(&data, "2020", "2026");
        let pairs: Vec<_> = blocks.iter().map(|b| (b.left.as_ref().unwrap().layer, b.right.as_ref().unwrap().layer)).collect();
        assert_eq!(pairs, [("foundation", "foundation"), ("technology", "model"), ("application", "application")]);
        let in_metrics: std::collections::BTreeSet<&str> =
            data.metrics.values().map(|metric| metric.sector.as_str()).filter(|sector| !sector.is_empty()).collect();
        let judged: std::collections::BTreeSet<&str> = sectors(&data).iter().map(|(sector, _)| *sector).collect();
        assert_eq!(in_metrics, judged);
    }

    #[test]
    fn holdings_count_each_strength_once() {
        let data = load(&AtlasSource::Bundled).dataset;
        let all: usize = data.sub_fields.iter().map(|field| holdings(&data, field).cities.len()).sum();
        assert_eq!(all, data.strengths.len());
        let buckets: usize = data.sub_fields.iter().map(|field| holdings(&data, field).funds.len()).sum();
        assert_eq!(buckets, 4, "the four directions of the one fund that names any");
    }
}
