//! A table prepared for questions: what follows from it, the atlas and the rates.

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use super::{
    area::{Grid, MicroPoint},
    bands,
    geography::{Geography, Groups},
};
use crate::{
    data::deals::{DealTable, Field, flag},
    model::{catalog::Rate, dataset::Dataset},
};

/// A table of deals with everything that questions need beside it. Never changed once made; shared
/// by all engines and threads.
#[derive(Debug)]
pub struct Cube {
    table: Arc<DealTable>,
    rates: Vec<Rate>,
    pub(super) geography: Geography,
    pub(super) layers: Groups,
    pub(super) bands: Vec<u8>,
    pub(super) grid: Grid,
    /// Grid cell of each deal.
    pub(super) cells: Vec<u16>,
    /// Rows by last day; none where rows stand in that order already.
    pub(super) by_last: Option<Vec<u32>>,
}

impl Cube {
    /// Prepares a table with the places, sub-fields and rates of an atlas. A sub-field that stands
    /// in several schemes is in the layer of the last one. Takes a moment for a large table: not
    /// within a frame.
    pub fn new(table: Arc<DealTable>, data: &Dataset) -> Self {
        let geography = Geography::of(&table.field(Field::Place).dictionary, data);
        let layer_of: BTreeMap<&str, &str> =
            data.sub_fields.iter().map(|field| (field.id.as_str(), field.layer.as_str())).collect();
        let sub_fields = &table.field(Field::Sector).dictionary;
        let layers = Groups::of(sub_fields, |id| layer_of.get(id).map(|layer| (*layer).to_owned()));
        let points = || (0..table.len()).filter_map(|row| point(&table, &geography, row));
        let ((bands, by_last), grid) =
            rayon::join(|| rayon::join(|| bands::bands(&table, &data.rates), || by_last(&table)), || Grid::over(points()));
        let cells = (0..table.len()).into_par_iter().map(|row| grid.cell(point(&table, &geography, row))).collect();
        Self { rates: data.rates.clone(), geography, layers, bands, grid, cells, by_last, table }
    }

    /// The table.
    pub fn table(&self) -> &Arc<DealTable> {
        &self.table
    }

    /// Rates that amounts are turned into another currency by.
    pub fn rates(&self) -> &[Rate] {
        &self.rates
    }

    /// How many deals.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// True where there is no deal.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Where a deal is on the map: the coordinates of the table, or else the point of its place.
    pub fn point(&self, row: usize) -> Option<MicroPoint> {
        point(&self.table, &self.geography, row)
    }

    /// Bytes that it takes beside the table.
    pub fn bytes(&self) -> usize {
        self.bands.len() + 2 * self.cells.len() + self.by_last.as_ref().map_or(0, |rows| 4 * rows.len())
    }
}

fn point(table: &DealTable, geography: &Geography, row: usize) -> Option<MicroPoint> {
    if table.flags().get(row)? & flag::POINT != 0 {
        return Some(MicroPoint { lon: *table.lons().get(row)?, lat: *table.lats().get(row)? });
    }
    geography.points.get(table.field(Field::Place).codes.get(row) as usize).copied().flatten()
}

fn by_last(table: &DealTable) -> Option<Vec<u32>> {
    let last = table.last_days();
    if last.is_sorted() {
        return None;
    }
    let mut rows: Vec<(i32, u32)> = last.iter().copied().zip(0..).collect();
    rows.par_sort_unstable();
    Some(rows.into_iter().map(|(_, row)| row).collect())
}
