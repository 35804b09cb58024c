//! The Parquet file of a table: texts as texts and days as days, so that any program that reads
//! Parquet reads it, too.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::Path,
    sync::Arc,
};

use arrow_array::{
    Array as _, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int32Array, Int64Array, LargeStringArray, ListArray,
    RecordBatch, UInt32Array, types::Int32Type,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field as Column, Schema};
use parquet::{
    arrow::ArrowWriter,
    basic::Compression,
    errors::ParquetError,
    file::{metadata::KeyValue, properties::WriterProperties},
    schema::types::ColumnPath,
};

use super::{
    days::NO_DAY,
    dictionary::Dictionary,
    fields::Field,
    row::{precision_names, status_names},
    table::{DealTable, flag},
};
use crate::{
    data::{
        atomic_write::{self, Old},
        problem::Problem,
    },
    model::unit::Currency,
};

mod read;

pub use read::read_parquet;

/// The file in a table's folder.
pub const FILE_NAME: &str = "deals.parquet";

/// Version of the form of the file.
const VERSION: u32 = 1;

/// Keys of the file's own notes.
const VERSION_KEY: &str = "cluster_atlas.version";
const SYNTHETIC_KEY: &str = "cluster_atlas.synthetic";

/// What the names of extra columns begin with, so that none is taken for another column.
const EXTRA: &str = "extra:";

/// Rows that are written, and read, at a time.
const GROUP: usize = 1 << 18;

/// Writes a table into a folder, which is made where it is missing. The old file is replaced only
/// once the new one is whole.
///
/// # Errors
/// When the folder or the file cannot be written; an old file then stays as it was.
pub fn write_parquet(table: &DealTable, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    atomic_write::write_with(&folder.join(FILE_NAME), Old::Replace, |file| {
        let mut out = BufWriter::new(&*file);
        write(table, &mut out).map_err(io::Error::other)?;
        out.flush()
    })
}

fn write(table: &DealTable, out: impl io::Write + Send) -> Result<(), ParquetError> {
    let columns = Columns::of(table);
    let schema = Arc::new(columns.schema());
    let synthetic: Vec<&str> = table.synthetic_tables().collect();
    let note = |key: &str, value: String| KeyValue { key: key.to_owned(), value: Some(value) };
    let notes = vec![
        note(VERSION_KEY, VERSION.to_string()),
        note(SYNTHETIC_KEY, serde_json::to_string(&synthetic).map_err(|error| ParquetError::General(error.to_string()))?),
    ];
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP))
        // A dictionary that does not fit is given up for the rest of the group, and reading then
        // has to hash every text again.
        .set_dictionary_page_size_limit(1 << 28)
        .set_column_dictionary_enabled(ColumnPath::from("deal_id"), false)
        .set_column_dictionary_enabled(ColumnPath::from("source"), false)
        .set_column_dictionary_enabled(ColumnPath::from("line"), false)
        .set_key_value_metadata(Some(notes))
        .build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
    let mut start = 0;
    while start < table.len() {
        let rows = GROUP.min(table.len() - start);
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns.batch(start, rows)?)?;
        writer.write(&batch)?;
        start += rows;
    }
    writer.close().map(drop)
}

/// A table beside the dictionaries of its single-byte columns.
struct Columns<'a> {
    table: &'a DealTable,
    currencies: Dictionary,
    statuses: Dictionary,
    precisions: Dictionary,
}

fn text_codes() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::LargeUtf8))
}

fn list_item() -> Arc<Column> {
    Arc::new(Column::new("item", text_codes(), true))
}

impl<'a> Columns<'a> {
    fn of(table: &'a DealTable) -> Self {
        Self {
            table,
            // Not sorted, unlike others: only their codes matter here.
            currencies: Dictionary::of_sorted(Currency::ALL.map(Currency::code)),
            statuses: Dictionary::of_sorted(status_names()),
            precisions: Dictionary::of_sorted(precision_names()),
        }
    }

    fn schema(&self) -> Schema {
        let mut columns = vec![
            Column::new("line", DataType::UInt32, false),
            Column::new("first_day", DataType::Date32, true),
            Column::new("last_day", DataType::Date32, true),
            Column::new("amount_low", DataType::Int64, true),
            Column::new("amount_high", DataType::Int64, true),
            Column::new("currency", text_codes(), true),
            Column::new("company_status", text_codes(), true),
            Column::new("precision", text_codes(), true),
            Column::new("lon_e6", DataType::Int32, true),
            Column::new("lat_e6", DataType::Int32, true),
            Column::new("remarked", DataType::Boolean, false),
            Column::new("deal_id", DataType::LargeUtf8, false),
            Column::new("source", DataType::LargeUtf8, false),
        ];
        columns.extend(Field::ALL.map(|field| Column::new(field.name(), text_codes(), true)));
        columns.push(Column::new("investors", DataType::List(list_item()), false));
        let extra = self.table.extra().iter().map(|(name, _)| Column::new(format!("{EXTRA}{name}"), text_codes(), true));
        columns.extend(extra);
        Schema::new(columns)
    }

    fn batch(&self, start: usize, rows: usize) -> Result<Vec<ArrayRef>, ArrowError> {
        let table = self.table;
        let flagged = |bit: u8| {
            let flags = table.flags.slice(start, rows);
            NullBuffer::from_iter(flags.iter().map(|flags| flags & bit != 0))
        };
        let dated = NullBuffer::from_iter(table.first.slice(start, rows).iter().map(|day| *day != NO_DAY));
        let bytes = |codes: &[u8], dictionary: &Dictionary| {
            let codes = codes.iter().skip(start).take(rows).map(|code| u32::from(*code));
            coded(codes, dictionary)
        };
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(UInt32Array::try_new(table.line.slice(start, rows), None)?),
            Arc::new(Date32Array::try_new(table.first.slice(start, rows), Some(dated.clone()))?),
            Arc::new(Date32Array::try_new(table.last.slice(start, rows), Some(dated))?),
            Arc::new(Int64Array::try_new(table.low.slice(start, rows), Some(flagged(flag::LOW)))?),
            Arc::new(Int64Array::try_new(table.high.slice(start, rows), Some(flagged(flag::HIGH)))?),
            bytes(&table.currency, &self.currencies)?,
            bytes(&table.status, &self.statuses)?,
            bytes(&table.precision, &self.precisions)?,
            Arc::new(Int32Array::try_new(table.lon.slice(start, rows), Some(flagged(flag::POINT)))?),
            Arc::new(Int32Array::try_new(table.lat.slice(start, rows), Some(flagged(flag::POINT)))?),
            Arc::new(BooleanArray::new(flagged(flag::REMARKED).into_inner(), None)),
            Arc::new(table.deal_id.0.slice(start, rows)),
            Arc::new(table.source.0.slice(start, rows)),
        ];
        let codes =
            |column: &super::CodeColumn| coded((start..start + rows).map(|row| column.codes.get(row)), &column.dictionary);
        for field in Field::ALL {
            columns.push(codes(table.field(field))?);
        }
        columns.push(self.investors(start, rows)?);
        for (_, column) in table.extra() {
            columns.push(codes(column)?);
        }
        Ok(columns)
    }

    fn investors(&self, start: usize, rows: usize) -> Result<ArrayRef, ArrowError> {
        let investors = &self.table.investors;
        let lists = || (start..start + rows).map(|row| investors.of(row));
        let items = coded(lists().flatten().copied(), &investors.dictionary)?;
        let offsets = OffsetBuffer::from_lengths(lists().map(<[u32]>::len));
        Ok(Arc::new(ListArray::try_new(list_item(), offsets, items, None)?))
    }
}

fn coded(codes: impl Iterator<Item = u32>, dictionary: &Dictionary) -> Result<ArrayRef, ArrowError> {
    let keys: Int32Array = codes.map(|code| i32::try_from(code).ok()?.checked_sub(1).filter(|key| *key >= 0)).collect();
    let values: ArrayRef = Arc::new(dictionary.values().clone());
    Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, values)?))
}

/// A problem of the file, in the words of the project.
fn broken(file: &Path, what: impl std::fmt::Display) -> Problem {
    Problem::whole_file(file.display().to_string(), format!("this table cannot be read: {what}"), "import the table again")
}

/// The file's own notes.
fn notes(pairs: Option<&Vec<KeyValue>>) -> BTreeMap<&str, &str> {
    pairs.into_iter().flatten().filter_map(|pair| Some((pair.key.as_str(), pair.value.as_deref()?))).collect()
}

/// Opens the file for one reader: a second handle of the same opening would share its place.
fn open(path: &Path) -> Result<File, Problem> {
    File::open(path).map_err(|error| {
        Problem::whole_file(path.display().to_string(), format!("cannot be opened: {error}"), "check that the file is there")
    })
}

/// Casts a column that was found by its name.
fn cast<'a, T: 'static>(batch: &'a RecordBatch, name: &str) -> Result<&'a T, String> {
    let column = batch.column_by_name(name).ok_or_else(|| format!("column {name} is missing"))?;
    column.as_any().downcast_ref::<T>().ok_or_else(|| format!("column {name} has the type {}", column.data_type()))
}

/// The texts of a plain column.
fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a LargeStringArray, String> {
    cast(batch, name)
}
