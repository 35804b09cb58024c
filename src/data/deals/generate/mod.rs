//! Floor 2: made-up tables of deals, for tests, benches and pictures.
//!
//! Every row follows from the seed, the number of rows and its own number alone, so rows can be made
//! in any order and by several threads, and the same seed gives the same bytes. Everything is named
//! as synthetic: no company, investor or deal of it exists.

mod dirty;
mod draw;
mod made;
mod text;

use std::{
    fs,
    io::{self, BufWriter, Write as _},
    path::Path,
};

use rayon::prelude::*;

use super::{builder::DealTableBuilder, table::DealTable};
use crate::{
    data::atomic_write::{self, Old},
    model::{dataset::Dataset, deal::Deal},
};
use made::Pool;

/// The first column of every written table, `yes` in every row: an importer that finds it marks the
/// table as made up.
pub const SYNTHETIC_COLUMN: &str = "synthetic";

/// Name of a table that is made in memory.
pub const SYNTHETIC_TABLE: &str = "synthetic";

/// Rows made at a time by one thread.
const CHUNK: u64 = 1 << 12;

/// Chunks that are made before they are written.
const CHUNKS: u64 = 8;

/// How cells are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Each column in one plain form: whole units, ISO dates, full place names.
    Clean,
    /// As people write: every form of money, dates, rounds, places and lists of investors, what is
    /// ambiguous or impossible among them.
    Dirty,
}

/// Makes deals.
#[derive(Clone, Debug)]
pub struct Generator {
    pool: Pool,
    rows: u64,
    seed: u64,
}

impl Generator {
    /// A generator of a table of so many deals, with the places, rounds and sub-fields of an atlas.
    /// None where the atlas lacks one of them.
    pub fn new(data: &Dataset, rows: u64, seed: u64) -> Option<Self> {
        Some(Self { pool: Pool::of(data)?, rows, seed })
    }

    /// The deal of a row, from 0, as the clean form states it.
    pub fn deal(&self, row: u64) -> Deal {
        self.pool.deal(&self.pool.made(self.seed, row, self.rows), row)
    }

    /// The whole table, without writing it.
    pub fn table(&self) -> DealTable {
        let chunks: Vec<u64> = (0..self.rows.div_ceil(CHUNK)).collect();
        let wave = usize::try_from(CHUNKS).unwrap_or(1);
        let mut all = DealTableBuilder::new(SYNTHETIC_TABLE, &[], true);
        for chunks in chunks.chunks(wave) {
            let parts: Vec<DealTableBuilder> = chunks
                .par_iter()
                .map(|chunk| {
                    let mut part = DealTableBuilder::new(SYNTHETIC_TABLE, &[], true);
                    self.chunk(*chunk).for_each(|row| part.push(&self.deal(row)));
                    part
                })
                .collect();
            parts.into_iter().for_each(|part| all.absorb(part));
        }
        all.finish()
    }

    /// Writes the table as CSV (UTF-8, comma, LF). Holds a few thousand rows at a time. An old file
    /// is replaced only once the new one is whole.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_csv(&self, path: &Path, form: Form) -> io::Result<()> {
        atomic_write::write_with(path, Old::Replace, |file| self.write(file, form))
    }

    fn write(&self, file: &mut fs::File, form: Form) -> io::Result<()> {
        let mut out = BufWriter::new(file);
        out.write_all(&rows_as_csv(std::iter::once(text::header(form)))?)?;
        let mut next = 0;
        while next < self.rows {
            let wave: Vec<u64> = (next / CHUNK..(next / CHUNK + CHUNKS).min(self.rows.div_ceil(CHUNK))).collect();
            let made: Vec<Vec<u8>> = wave.par_iter().map(|chunk| self.csv_chunk(*chunk, form)).collect::<io::Result<_>>()?;
            for bytes in &made {
                out.write_all(bytes)?;
            }
            next += CHUNK * CHUNKS;
        }
        out.flush()
    }

    fn csv_chunk(&self, chunk: u64, form: Form) -> io::Result<Vec<u8>> {
        rows_as_csv(self.chunk(chunk).map(|row| {
            let made = self.pool.made(self.seed, row, self.rows);
            match form {
                Form::Clean => text::clean(&self.pool.deal(&made, row), &made),
                Form::Dirty => dirty::row(&made, self.seed, row),
            }
        }))
    }

    fn chunk(&self, chunk: u64) -> std::ops::Range<u64> {
        chunk * CHUNK..((chunk + 1) * CHUNK).min(self.rows)
    }
}

fn rows_as_csv(rows: impl Iterator<Item = [String; text::COLUMNS]>) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(&row)?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests;
