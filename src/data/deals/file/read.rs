//! Reading the file back, its groups of rows side by side.

use std::path::Path;

use arrow_array::{
    Array, BooleanArray, Date32Array, DictionaryArray, Int32Array, Int64Array, LargeStringArray, ListArray, RecordBatch,
    UInt32Array, types::Int32Type,
};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use rayon::prelude::*;

use super::{
    super::{
        builder::DealTableBuilder,
        days::NO_DAY,
        dictionary::UNKNOWN,
        fields::{Field, PerField},
        interner::{Interner, RawCodes, at},
        row::{precision_names, status_names},
        table::{DealTable, flag},
    },
    EXTRA, FILE_NAME, GROUP, SYNTHETIC_KEY, VERSION, VERSION_KEY, broken, cast, notes, open, texts,
};
use crate::{data::problem::Problem, model::unit::Currency};

/// Reads the table of a folder.
///
/// # Errors
/// When the file is missing, is no Parquet file, is damaged, was written by a newer version or
/// lacks a column.
pub fn read_parquet(folder: &Path) -> Result<DealTable, Problem> {
    let path = folder.join(FILE_NAME);
    let file = open(&path)?;
    let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(|error| broken(&path, error))?;
    let notes = notes(metadata.metadata().file_metadata().key_value_metadata());
    let version = notes.get(VERSION_KEY).and_then(|text| text.parse::<u32>().ok());
    match version {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => {
            let message = format!("this table has version {newer}, newer than this program reads");
            return Err(Problem::whole_file(path.display().to_string(), message, "use a newer version of the program"));
        }
        _ => return Err(broken(&path, "it was not written by this program")),
    }
    let synthetic: Vec<String> = notes
        .get(SYNTHETIC_KEY)
        .and_then(|text| serde_json::from_str(text).ok())
        .ok_or_else(|| broken(&path, "it does not say whether its deals are made up"))?;
    let groups = 0..metadata.metadata().num_row_groups();
    let parts: Vec<DealTableBuilder> =
        groups.into_par_iter().map(|group| read_group(&path, &metadata, group)).collect::<Result<_, _>>()?;
    let mut parts = parts.into_iter();
    let mut all = match parts.next() {
        Some(first) => first,
        None => empty(metadata.schema().fields().iter().map(|column| column.name().as_str())),
    };
    parts.for_each(|part| all.absorb(part));
    all.synthetic = synthetic.into_iter().collect();
    Ok(all.finish())
}

fn empty<'a>(names: impl Iterator<Item = &'a str>) -> DealTableBuilder {
    let extra: Vec<String> = names.filter_map(|name| name.strip_prefix(EXTRA)).map(str::to_owned).collect();
    DealTableBuilder::new("", &extra, false)
}

fn read_group(path: &Path, metadata: &ArrowReaderMetadata, group: usize) -> Result<DealTableBuilder, Problem> {
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(open(path)?, metadata.clone())
        .with_row_groups(vec![group])
        // Every batch has the whole dictionary of its group: one batch, so that it is taken in once.
        .with_batch_size(GROUP)
        .build()
        .map_err(|error| broken(path, error))?;
    let mut all = empty(std::iter::empty());
    for (number, batch) in reader.enumerate() {
        let batch = batch.map_err(|error| broken(path, error))?;
        let part = rows(&batch).map_err(|what| broken(path, what))?;
        if number == 0 { all = part } else { all.absorb(part) }
    }
    Ok(all)
}

fn rows(batch: &RecordBatch) -> Result<DealTableBuilder, String> {
    let line = cast::<UInt32Array>(batch, "line")?.values().to_vec();
    let mut builder = DealTableBuilder { line, ..DealTableBuilder::default() };
    let days = |name: &str| -> Result<Vec<i32>, String> {
        Ok(cast::<Date32Array>(batch, name)?.iter().map(|day| day.unwrap_or(NO_DAY)).collect())
    };
    (builder.first, builder.last) = (days("first_day")?, days("last_day")?);
    let (low, high) = (cast::<Int64Array>(batch, "amount_low")?, cast::<Int64Array>(batch, "amount_high")?);
    let (lon, lat) = (cast::<Int32Array>(batch, "lon_e6")?, cast::<Int32Array>(batch, "lat_e6")?);
    let remarked = cast::<BooleanArray>(batch, "remarked")?;
    let bit = |known: bool, bit: u8| if known { bit } else { 0 };
    builder.flags = (0..batch.num_rows())
        .map(|row| {
            bit(low.is_valid(row), flag::LOW)
                | bit(high.is_valid(row), flag::HIGH)
                | bit(lon.is_valid(row) && lat.is_valid(row), flag::POINT)
                | bit(remarked.value(row), flag::REMARKED)
        })
        .collect();
    builder.low = low.iter().map(Option::unwrap_or_default).collect();
    builder.high = high.iter().map(Option::unwrap_or_default).collect();
    builder.lon = lon.iter().map(Option::unwrap_or_default).collect();
    builder.lat = lat.iter().map(Option::unwrap_or_default).collect();
    builder.currency = bytes(batch, "currency", &Currency::ALL.map(Currency::code))?;
    builder.status = bytes(batch, "company_status", &status_names().collect::<Vec<_>>())?;
    builder.precision = bytes(batch, "precision", &precision_names().collect::<Vec<_>>())?;
    builder.fields = PerField::try_make(|field: Field| column(batch, field.name()))?;
    investors(batch, &mut builder)?;
    for column_name in batch.schema().fields().iter().map(|column| column.name()) {
        if let Some(name) = column_name.strip_prefix(EXTRA) {
            builder.extra.push((name.to_owned(), column(batch, column_name)?));
        }
    }
    for (to, name) in [(&mut builder.deal_id, "deal_id"), (&mut builder.source, "source")] {
        texts(batch, name)?.iter().for_each(|text| to.push(text.unwrap_or_default()));
    }
    Ok(builder)
}

type Coded = DictionaryArray<Int32Type>;

/// The own code of each text of a dictionary, in its order.
fn own_codes(column: &Coded, name: &str, mut code: impl FnMut(&str) -> Option<u32>) -> Result<Vec<u32>, String> {
    let texts = column.values().as_any().downcast_ref::<LargeStringArray>();
    let texts = texts.ok_or_else(|| format!("column {name} holds {}", column.values().data_type()))?;
    texts
        .iter()
        .map(|text| match text {
            None => Ok(UNKNOWN),
            Some(text) => code(text).ok_or_else(|| format!("column {name} says {text:?}")),
        })
        .collect()
}

fn codes<'a>(column: &'a Coded, own: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    column.keys().iter().map(|key| key.and_then(|key| u32::try_from(key).ok()).map_or(UNKNOWN, |key| at(own, key)))
}

fn column(batch: &RecordBatch, name: &str) -> Result<RawCodes, String> {
    let column = cast::<Coded>(batch, name)?;
    let mut texts = Interner::default();
    let own = own_codes(column, name, |text| Some(texts.code(text)))?;
    Ok(RawCodes { codes: codes(column, &own).collect(), texts })
}

fn bytes(batch: &RecordBatch, name: &str, known: &[&str]) -> Result<Vec<u8>, String> {
    let column = cast::<Coded>(batch, name)?;
    let own = own_codes(column, name, |text| (1..).zip(known).find(|(_, one)| **one == text).map(|(code, _)| code))?;
    Ok(codes(column, &own).map(|code| u8::try_from(code).unwrap_or_default()).collect())
}

fn investors(batch: &RecordBatch, builder: &mut DealTableBuilder) -> Result<(), String> {
    let lists = cast::<ListArray>(batch, "investors")?;
    let items = lists.values().as_any().downcast_ref::<Coded>();
    let items = items.ok_or_else(|| format!("column investors holds {}", lists.values().data_type()))?;
    let own = own_codes(items, "investors", |text| Some(builder.investor_names.code(text)))?;
    builder.investors = codes(items, &own).collect();
    builder.investor_ends = lists
        .offsets()
        .iter()
        .skip(1)
        .map(|end| u32::try_from(*end).map_err(|_wide| "column investors is damaged".to_owned()))
        .collect::<Result<_, _>>()?;
    Ok(())
}
