//! The same table and the same steps for other engines, as numbers.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufWriter, Write as _},
    path::Path,
    time::Duration,
};

use cluster_atlas::{
    analysis::cube::{Area, BANDS, Condition, Cube, Dimension, Rates},
    data::{
        atlas::{AtlasSource, load},
        deals::{DealTable, Field, day_number, flag},
    },
    model::{dataset::Dataset, ids::PlaceId, unit::Currency},
};
use serde_json::{Value, json};

use super::steps::{Step, Steps, first_filters};

/// A kind of step, its steps, how long each took and how many events it counted.
pub type Report = (Steps, Vec<Step>, Vec<Duration>, Vec<u64>);

/// Leaves `table.csv` and `steps.json` in a folder.
///
/// # Errors
/// When they cannot be written.
pub fn write(folder: &Path, cube: &Cube, reports: &[Report]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    table(&folder.join("table.csv"), cube)?;
    let first: BTreeMap<String, Value> = first_filters(cube)
        .iter()
        .map(|(dimension, condition)| (dimension.to_string(), as_numbers(cube, dimension, condition)))
        .collect();
    let kinds: Vec<Value> = reports
        .iter()
        .map(|(kind, steps, times, counts)| {
            json!({
                "title": kind.title(),
                "dimension": steps.first().map(|step| step.dimension.to_string()),
                "steps": steps.iter().map(|step| as_numbers(cube, &step.dimension, &step.condition)).collect::<Vec<_>>(),
                "ms": times.iter().map(|time| time.as_secs_f64() * 1e3).collect::<Vec<_>>(),
                "events": counts,
            })
        })
        .collect();
    fs::write(folder.join("steps.json"), json!({ "first": first, "kinds": kinds }).to_string())
}

/// A condition as day numbers, codes or millionths of a degree.
fn as_numbers(cube: &Cube, dimension: &Dimension, condition: &Condition) -> Value {
    let table = cube.table();
    let field = if *dimension == Dimension::Round { Field::Round } else { Field::Sector };
    let statuses = DealTable::status_dictionary();
    match condition {
        Condition::Days { first, last } => json!([day_number(*first), day_number(*last)]),
        Condition::Area(Area::Box { from, to }) => json!([from.lon, from.lat, to.lon, to.lat]),
        Condition::Area(Area::Lasso(_)) => Value::Null,
        Condition::Any(names) => {
            let code = |name: &String| {
                if *dimension == Dimension::Status {
                    return statuses.iter().position(|status| status == name).map(|at| at + 1);
                }
                table.field(field).dictionary.code(name).map(|code| code as usize)
            };
            json!(names.iter().map(|name| name.as_ref().and_then(code).unwrap_or_default()).collect::<Vec<_>>())
        }
    }
}

fn table(path: &Path, cube: &Cube) -> io::Result<()> {
    let data = load(&AtlasSource::Bundled).dataset;
    let table = cube.table();
    let places = &table.field(Field::Place).dictionary;
    let provinces: Vec<usize> = std::iter::once(0).chain(places.texts().map(|place| province(&data, place))).collect();
    let rates = Rates::find(cube.rates(), Currency::Cny, None);
    let mut out = BufWriter::new(fs::File::create(path)?);
    writeln!(out, "day,quarter,province,sub_field,round,status,amount_band,amount,lon,lat")?;
    for row in 0..table.len() {
        let at = |values: &[i64]| values.get(row).copied().unwrap_or_default();
        let known = table.flags().get(row).is_some_and(|flags| flags & flag::LOW != 0);
        let currency = table.currencies().get(row).and_then(|code| DealTable::currency_of(*code));
        let yuan = currency.and_then(|currency| rates.convert(i128::from(at(table.lows())), currency)).filter(|_| known);
        let band = yuan.map_or(0, |(low, _)| 1 + BANDS.iter().take_while(|(_, end)| i128::from(*end) * 100 <= low).count());
        let point = cube.point(row);
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{}",
            table.first_days().get(row).copied().unwrap_or_default(),
            table.quarter_codes().get(row),
            provinces.get(table.field(Field::Place).codes.get(row) as usize).copied().unwrap_or_default(),
            table.field(Field::Sector).codes.get(row),
            table.field(Field::Round).codes.get(row),
            table.statuses().get(row).copied().unwrap_or_default(),
            band,
            yuan.map_or(0, |(low, _)| low),
            point.map_or(0, |point| point.lon),
            point.map_or(0, |point| point.lat),
        )?;
    }
    out.flush()
}

/// The province of a place as a number; 0 for none.
fn province(data: &Dataset, place: &str) -> usize {
    let around = data.ancestry(&PlaceId::new(place));
    let id = around.iter().find(|place| place.level.is_province_level()).map(|place| &place.id);
    id.and_then(|id| data.provinces().position(|province| province.id == *id)).map_or(0, |at| at + 1)
}
