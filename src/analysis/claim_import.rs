//! Claims out of a person's table: each row becomes a claim, or is left out with line, column and
//! reason. Columns are those of the printed list of claims; the order is free, more columns do no
//! harm.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    claim_draft::{Draft, DraftField, DraftFor, Signature},
    layered::subject_kind,
};
use crate::model::{
    claim::Subject,
    dataset::Dataset,
    document::Editable,
    ids::ClaimId,
    user_layer::{UserEdit, UserLayer},
};

/// Columns that a table must have, one name of each.
const NEEDED: [&[&str]; 4] =
    [&["subject_id", "subject_zh", "subject_en", "subject"], &["metric"], &["period"], &["figure", "value", "low", "high"]];

/// A row or a cell that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutRow {
    /// Line in the file, from 1; the header is line 1.
    pub line: usize,
    /// The column's name.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    /// Text key of the reason; its argument is `text`.
    pub key: &'static str,
    /// The part that is wrong.
    pub text: String,
}

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The edit that takes all good rows in, as one step; none without any.
    pub edit: Option<UserEdit>,
    /// Rows taken.
    pub taken: usize,
    /// Rows left out, with every reason.
    pub left_out: Vec<LeftOutRow>,
    /// How many rows that is.
    pub rows_left_out: usize,
}

/// True where a header is that of a table of claims: what is measured, and at least one more column
/// of those that are needed.
pub fn is_claims(header: &[String]) -> bool {
    let has = |names: &&[&str]| header.iter().any(|name| names.contains(&name.trim().to_lowercase().as_str()));
    has(&["metric"].as_slice()) && NEEDED.iter().filter(|names| has(names)).count() > 1
}

/// Reads the table. `separator` is the sign between its cells.
///
/// # Errors
/// With the names of columns, one of which is needed and missing.
pub fn import(
    text: &str,
    separator: u8,
    data: &Dataset,
    layer: &UserLayer,
    by: &Signature,
) -> Result<Imported, &'static [&'static str]> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().map(|names| names.iter().map(str::to_lowercase).collect()).unwrap_or_default();
    if let Some(missing) = NEEDED.into_iter().find(|names| !header.iter().any(|name| names.contains(&name.as_str()))) {
        return Err(missing);
    }
    let names = Names::of(data);
    let mut imported = Imported::default();
    let mut edits = Vec::new();
    // Each row knows the ids that the rows before it took.
    let mut growing = layer.clone();
    for (at, record) in reader.records().enumerate() {
        let row = match &record {
            Ok(record) => Row {
                header: &header,
                record,
                line: record.position().map_or(at + 2, |p| usize::try_from(p.line()).unwrap_or(0)),
            },
            Err(error) => {
                let line = error.position().map_or(at + 2, |p| usize::try_from(p.line()).unwrap_or(0));
                imported.leave_out(vec![LeftOutRow {
                    line,
                    column: String::new(),
                    value: String::new(),
                    key: "layer-import-row",
                    text: error.to_string(),
                }]);
                continue;
            }
        };
        match row_edit(&row, data, &growing, &names, by) {
            Ok(edit) => match growing.apply(edit.clone()) {
                Ok(_inverse) => {
                    imported.taken += 1;
                    edits.push(edit);
                }
                Err(error) => imported.leave_out(vec![row.problem("metric", "layer-import-row", &error.to_string())]),
            },
            Err(problems) => imported.leave_out(problems),
        }
    }
    imported.edit = (!edits.is_empty()).then_some(UserEdit::Batch(edits));
    Ok(imported)
}

impl Imported {
    fn leave_out(&mut self, problems: Vec<LeftOutRow>) {
        self.rows_left_out += 1;
        self.left_out.extend(problems);
    }
}

struct Row<'a> {
    header: &'a [String],
    record: &'a csv::StringRecord,
    line: usize,
}

impl Row<'_> {
    fn cell(&self, name: &str) -> &str {
        self.header.iter().position(|column| column == name).and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    fn problem(&self, column: &str, key: &'static str, text: &str) -> LeftOutRow {
        LeftOutRow { line: self.line, column: column.to_owned(), value: self.cell(column).to_owned(), key, text: text.to_owned() }
    }
}

/// Names to ids. A name that several things have names all of them.
struct Names {
    subjects: BTreeMap<String, BTreeSet<Subject>>,
    metrics: BTreeMap<String, Option<crate::model::ids::MetricId>>,
}

impl Names {
    fn of(data: &Dataset) -> Self {
        let mut names = Self { subjects: BTreeMap::new(), metrics: BTreeMap::new() };
        let mut subject = |name: &str, of: &Subject| {
            let name = name.to_lowercase();
            names.subjects.entry(name).or_default().insert(of.clone());
        };
        for place in data.places.values() {
            let of = Subject::Place(place.id.clone());
            for name in [place.id.as_str(), &place.name.en, &place.name.zh, &place.full_zh] {
                subject(name, &of);
            }
        }
        let others = data
            .groups
            .values()
            .map(|group| (Subject::Group(group.id.clone()), &group.name))
            .chain(data.companies.values().map(|company| (Subject::Company(company.id.clone()), &company.name)))
            .chain(data.funds.values().map(|fund| (Subject::Fund(fund.id.clone()), &fund.name)))
            .chain(data.entities.values().map(|entity| (Subject::Entity(entity.id.clone()), &entity.name)));
        for (of, name) in others {
            let id = of.id().to_owned();
            for name in [&id, &name.en, &name.zh] {
                subject(name, &of);
            }
        }
        for metric in data.metrics.values() {
            for name in [metric.id.as_str(), &metric.title.en, &metric.title.zh] {
                let name = name.to_lowercase();
                names
                    .metrics
                    .entry(name)
                    .and_modify(|have| *have = have.take().filter(|have| *have == metric.id))
                    .or_insert(Some(metric.id.clone()));
            }
        }
        names
    }
}

impl Names {
    /// The one subject of this name or id; `kind`, where it is given, tells equal ones apart.
    fn subject(&self, data: &Dataset, name: &str, kind: &str) -> Result<Subject, &'static str> {
        let all = self.subjects.get(&name.to_lowercase()).ok_or("layer-import-unknown")?;
        let fits = |of: &&Subject| kind.is_empty() || subject_kind(data, of) == kind;
        let fitting: Vec<&Subject> = all.iter().filter(fits).collect();
        let by_id: Vec<&Subject> = fitting.iter().copied().filter(|of| of.id() == name).collect();
        match (by_id.as_slice(), fitting.as_slice()) {
            ([one], _) | ([], [one]) => Ok((*one).clone()),
            _ => Err("layer-import-ambiguous"),
        }
    }
}

fn row_edit(
    row: &Row<'_>,
    data: &Dataset,
    layer: &UserLayer,
    names: &Names,
    by: &Signature,
) -> Result<UserEdit, Vec<LeftOutRow>> {
    let mut problems = Vec::new();
    let mut draft = Draft {
        period: row.cell("period").to_owned(),
        figure: figure_text(row),
        as_written: row.cell("as_written").to_owned(),
        locator: row.cell("locator").to_owned(),
        note: row.cell("note").to_owned(),
        ..Draft::default()
    };
    let subject_column =
        ["subject_id", "subject_zh", "subject_en", "subject"].into_iter().find(|name| !row.cell(name).is_empty());
    if let Some(column) = subject_column {
        match names.subject(data, row.cell(column), row.cell("subject_kind")) {
            Ok(subject) => draft.subject = Some(subject),
            Err(key) => problems.push(row.problem(column, key, row.cell(column))),
        }
    }
    if !row.cell("metric").is_empty() {
        match names.metrics.get(&row.cell("metric").to_lowercase()) {
            Some(Some(metric)) => draft.metric = Some(metric.clone()),
            Some(None) => problems.push(row.problem("metric", "layer-import-ambiguous", row.cell("metric"))),
            None => problems.push(row.problem("metric", "layer-import-unknown", row.cell("metric"))),
        }
    }
    let unit = row.cell("unit");
    if !unit.is_empty() {
        match data.units.values().find(|known| [known.id.as_str(), &known.title.en, &known.title.zh].contains(&unit)) {
            Some(known) => draft.unit = Some(known.id.clone()),
            None => problems.push(row.problem("unit", "layer-import-unknown", unit)),
        }
    }
    let provider = row.cell("provider");
    if !provider.is_empty() {
        match data.providers.values().find(|p| [p.id.as_str(), &p.name.en, &p.name.zh].contains(&provider)) {
            Some(known) => draft.provider = Some(known.id.clone()),
            None => problems.push(row.problem("provider", "layer-import-unknown", provider)),
        }
    }
    document(row.cell("document"), data, layer, &mut draft);
    let what = match row.cell("supersedes") {
        "" => DraftFor::New(None),
        old if data.claims.contains_key(old) || layer.claims.get(old).is_some() => DraftFor::Newer(ClaimId::new(old)),
        old => {
            problems.push(row.problem("supersedes", "layer-import-unknown", old));
            DraftFor::New(None)
        }
    };
    match draft.finish(data, layer, &what, by) {
        Ok((_, edit)) if problems.is_empty() => Ok(edit),
        Ok(_) => Err(problems),
        Err(found) => {
            let named = |field: DraftField| match field {
                DraftField::Subject => subject_column.unwrap_or("subject_id"),
                DraftField::Metric => "metric",
                DraftField::Period => "period",
                DraftField::Figure if row.cell("figure").is_empty() => "value",
                DraftField::Figure => "figure",
                DraftField::Unit => "unit",
                DraftField::Document | DraftField::Published => "document",
                DraftField::Locator => "locator",
            };
            for problem in found {
                let column = named(problem.field);
                if !problems.iter().any(|said| said.column == column) {
                    problems.push(row.problem(column, problem.key, &problem.text));
                }
            }
            Err(problems)
        }
    }
}

/// A known document by id or title; anything else is the title of a new one.
fn document(cell: &str, data: &Dataset, layer: &UserLayer, draft: &mut Draft) {
    let own =
        || layer.documents.iter().find(|(id, own)| [*id, &own.title.en, &own.title.zh].contains(&cell)).map(|(id, _)| id.into());
    let known = data.documents.values().find(|document| {
        [document.id.as_str(), &document.title.en, &document.title.zh, &document.short.en, &document.short.zh].contains(&cell)
    });
    draft.document = known.map(|document| document.id.clone()).or_else(own);
    if draft.document.is_none() {
        let [title, ..] = &mut draft.new_document;
        cell.clone_into(title);
    }
}

/// The figure as one text: the `figure` column, or the plain numbers with their qualifier.
fn figure_text(row: &Row<'_>) -> String {
    let figure = row.cell("figure");
    if !figure.is_empty() {
        return figure.to_owned();
    }
    let (value, low, high) = (row.cell("value"), row.cell("low"), row.cell("high"));
    match row.cell("qualifier") {
        "about" => format!("≈ {value}"),
        "nearly" => format!("nearly {value}"),
        "at_least" => format!("≥ {low}"),
        "at_most" => format!("≤ {high}"),
        "range" => format!("{low} – {high}"),
        "not_stated" => "–".to_owned(),
        _ if !value.is_empty() => value.to_owned(),
        _ => match (low.is_empty(), high.is_empty()) {
            (false, false) => format!("{low} – {high}"),
            (false, true) => format!("≥ {low}"),
            (true, false) => format!("≤ {high}"),
            (true, true) => String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::{
        analysis::layered::layered,
        data::atlas::{AtlasSource, load},
        model::claim::ClaimState,
    };

    fn by() -> Signature {
        Signature { author: "王".into(), day: Date::constant(2026, 11, 26) }
    }

    const TABLE: &str = "\
subject_id,metric,period,figure,value,qualifier,unit,document,locator,supersedes
320500,financing_events:ai,2026Q2,约40起,,,,jiazi-2020,p. 3,
苏州,AI financing events,2026Q3,,44,exact,events,Own table of deals,row 7,
100000,financing_events:all,2026Q1,,2900,exact,events,Own table of deals,row 8,f001
朝阳,financing_events:ai,2026Q2,12,,,,jiazi-2020,p. 3,
320500,no such metric,someday,many,,,,jiazi-2020,,
";

    #[test]
    fn good_rows_are_taken_and_the_others_say_why() {
        let data = load(&AtlasSource::Bundled).dataset;
        let imported = import(TABLE, b',', &data, &UserLayer::default(), &by()).unwrap();
        assert_eq!((imported.taken, imported.rows_left_out), (3, 2), "{:?}", imported.left_out);
        let mut layer = UserLayer::default();
        layer.apply(imported.edit.unwrap()).unwrap();
        assert_eq!((layer.claims.len(), layer.documents.len()), (3, 1), "one new document for both of its rows");
        let laid = layered(&data, &layer, "");
        assert_eq!(laid.left_out, []);
        assert!(matches!(laid.data.state_of(&"f001".into()), ClaimState::Replaced(_)));
        let said: Vec<(usize, &str, &str)> =
            imported.left_out.iter().map(|row| (row.line, row.column.as_str(), row.key)).collect();
        assert_eq!(
            said,
            [
                (5, "subject_id", "layer-import-ambiguous"),
                (6, "metric", "layer-import-unknown"),
                (6, "period", "layer-form-period-wrong"),
                (6, "figure", "layer-form-figure-none"),
                (6, "locator", "layer-form-missing"),
            ]
        );
    }

    #[test]
    fn a_table_without_a_needed_column_names_it_and_nothing_panics() {
        let data = load(&AtlasSource::Bundled).dataset;
        let layer = UserLayer::default();
        assert_eq!(import("a,b\n1,2\n", b',', &data, &layer, &by()), Err(NEEDED[0]));
        for text in ["", "\"", "subject_id,metric,period,value\n\"unclosed", "subject_id,metric,period,value\n,,,\n1\n"] {
            drop(import(text, b',', &data, &layer, &by()));
        }
    }
}
