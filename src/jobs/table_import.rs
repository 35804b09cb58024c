//! Importing a table: from the file to columns that can be asked, and into its folder.

use std::{
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    analysis::import::{
        Plan, Progress, Report, Stopped,
        duplicates::{deal_groups, merge_unasked},
        run,
    },
    data::{
        deals::{DealTable, DealTableBuilder},
        import::{self, Format, Limits, Preview},
        tables::{self, NewTable, SOURCE_VERSION, TableSource},
    },
    model::{
        dataset::Dataset,
        deal_import::{Mapping, Role, RowCounts},
    },
};

/// What is imported, and how.
#[derive(Clone, Debug)]
pub struct TableImport {
    /// The file.
    pub path: PathBuf,
    /// Its beginning, which says how it is read.
    pub preview: Preview,
    /// What its columns hold.
    pub mapping: Mapping,
    /// Name of the table, under which its deals are found.
    pub name: String,
    /// The day of the import.
    pub today: Date,
    /// How much is held or let pass.
    pub limits: Limits,
}

/// A table that was read.
#[derive(Debug)]
pub struct ReadTable {
    /// The deals.
    pub deals: DealTable,
    /// What is said of rows that are not clean.
    pub report: Report,
    /// What became of the rows.
    pub counts: RowCounts,
    /// Where they came from.
    pub source: TableSource,
    /// The mapping by which they were read, with what was merged unasked.
    pub mapping: Mapping,
}

impl TableImport {
    /// Reads the table. `tell` hears of progress ([`Progress::bytes`] of the preview's `bytes` for text)
    /// and may break off.
    ///
    /// # Errors
    /// When it is cancelled, or the file cannot be read to its end.
    pub fn read(&self, data: &Dataset, mut tell: impl FnMut(Progress) -> ControlFlow<()>) -> Result<ReadTable, Stopped> {
        let read = self.read_with(data, &self.mapping, &mut tell)?;
        if self.mapping.merge_above.is_none() {
            return Ok(read);
        }
        let mut mapping = self.mapping.clone();
        let deals: Vec<_> = (0..read.deals.len()).filter_map(|row| read.deals.deal(row)).collect();
        if merge_unasked(&mut mapping, &deal_groups(deals.iter())) {
            drop(deals);
            return self.read_with(data, &mapping, &mut tell);
        }
        Ok(read)
    }

    fn read_with(
        &self,
        data: &Dataset,
        mapping: &Mapping,
        tell: &mut impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ReadTable, Stopped> {
        let dialect = &self.preview.dialect;
        let mut source = import::open(&self.path, dialect, self.limits).map_err(|problem| Stopped::Problem(Box::new(problem)))?;
        let plan = Plan::new(data, mapping, self.today, self.preview.header.last_line, dialect.format == Format::Text);
        let extra = mapping.extra_names();
        let made_up = self.says_synthetic();
        let sink = || DealTableBuilder::new(&self.name, &extra, made_up);
        let imported = run(&plan, sink, &mut || source.next_block(), tell)?;
        let synthetic = imported.synthetic || made_up;
        // A row further down may be the first that says it was made up.
        let mut all = DealTableBuilder::new(&self.name, &extra, synthetic);
        for sink in imported.sinks {
            all.absorb(sink);
        }
        let file = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let table_source = TableSource {
            version: SOURCE_VERSION,
            file,
            bytes: self.preview.bytes,
            digest: source.digest(),
            dialect: dialect.clone(),
            imported_on: self.today,
            rows: imported.counts,
            synthetic,
        };
        let (report, counts) = (imported.report, imported.counts);
        Ok(ReadTable { deals: all.finish(), report, counts, source: table_source, mapping: mapping.clone() })
    }

    /// True where the first rows say that they were made up.
    fn says_synthetic(&self) -> bool {
        let Some(at) = self.mapping.column_of(Role::Synthetic) else { return false };
        let cells = self.preview.rows.iter().filter_map(|(_, cells)| cells.get(at));
        cells.into_iter().any(|cell| cell.eq_ignore_ascii_case("yes"))
    }
}

impl ReadTable {
    /// True where at least one row was taken.
    pub fn has_rows(&self) -> bool {
        self.counts.taken + self.counts.remarked > 0
    }

    /// Writes the table into its folder.
    ///
    /// # Errors
    /// When it is there and `force` is not given, or cannot be written.
    pub fn store(&self, folder: &Path, force: bool) -> io::Result<()> {
        let report = self.report.to_csv();
        let table = NewTable { deals: &self.deals, mapping: &self.mapping, report: &report, source: &self.source };
        tables::write_table(folder, table, force)
    }
}
