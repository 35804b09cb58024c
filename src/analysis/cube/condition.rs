//! A condition made ready for one table: what it says of each code, or of each cell of the map.

use std::collections::BTreeSet;

use super::{
    area::{Area, Cover},
    bands::BANDS,
    keys::{Base, CodesOf, extra_at},
    prepared::Cube,
    query::{Condition, Dimension, QueryError},
};
use crate::data::deals::{CodeList, DealTable, Dictionary, Field, day_number};

/// A condition on a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ready {
    /// First and last day.
    Days(i32, i32),
    /// For each code of a column, whether it passes.
    Codes(Base, Vec<bool>),
    /// An area, and what it covers of each cell.
    Area(Area, Vec<Cover>),
}

impl Ready {
    pub(super) fn of(dimension: &Dimension, condition: &Condition, cube: &Cube) -> Result<Self, QueryError> {
        let table = cube.table();
        let field = |field: Field, wanted: &BTreeSet<Option<String>>| {
            Self::Codes(Base::Field(field), allowed(&table.field(field).dictionary, wanted))
        };
        let names = |base: Base, names: &mut dyn Iterator<Item = &str>, wanted: &BTreeSet<Option<String>>| {
            Self::Codes(base, by_name(names, wanted))
        };
        Ok(match (dimension, condition) {
            (Dimension::Date, Condition::Days { first, last }) => Self::Days(day_number(*first), day_number(*last)),
            (Dimension::Area, Condition::Area(area)) => Self::Area(area.clone(), cube.grid.covers(area)),
            (Dimension::Place, Condition::Any(wanted)) => Self::Codes(Base::Field(Field::Place), cube.geography.inside(wanted)),
            (Dimension::Zone, Condition::Any(wanted)) => {
                let zones = &cube.geography.zones;
                Self::Codes(Base::Field(Field::Place), by_group(&zones.map, &zones.names, wanted))
            }
            (Dimension::Layer, Condition::Any(wanted)) => {
                Self::Codes(Base::Field(Field::Sector), by_group(&cube.layers.map, &cube.layers.names, wanted))
            }
            (Dimension::SubField, Condition::Any(wanted)) => field(Field::Sector, wanted),
            (Dimension::Round, Condition::Any(wanted)) => field(Field::Round, wanted),
            (Dimension::Company, Condition::Any(wanted)) => field(Field::Company, wanted),
            (Dimension::Table, Condition::Any(wanted)) => field(Field::Table, wanted),
            (Dimension::AmountBand, Condition::Any(wanted)) => {
                names(Base::Band, &mut BANDS.iter().map(|(name, _)| *name), wanted)
            }
            (Dimension::Status, Condition::Any(wanted)) => {
                names(Base::Status, &mut DealTable::status_dictionary().into_iter(), wanted)
            }
            (Dimension::Investor, Condition::Any(wanted)) => {
                Self::Codes(Base::Investor, allowed(&table.investors().dictionary, wanted))
            }
            (Dimension::Extra(name), Condition::Any(wanted)) => {
                let at = extra_at(table, name)?;
                let dictionary = table.extra().get(at).map(|(_, column)| &column.dictionary);
                Self::Codes(Base::Extra(at), dictionary.map_or_else(Vec::new, |dictionary| allowed(dictionary, wanted)))
            }
            _ => return Err(QueryError::Condition(dimension.clone())),
        })
    }

    /// Says of a row whether it passes.
    pub(super) fn test<'a>(&'a self, cube: &'a Cube) -> Test<'a> {
        match self {
            Self::Days(first, last) => {
                Test::Days { first: cube.table().first_days(), last: cube.table().last_days(), from: *first, to: *last }
            }
            Self::Codes(base, allowed) => match base.codes(cube) {
                CodesOf::U8(codes) => Test::U8(codes, allowed),
                CodesOf::U16(codes) => Test::U16(codes, allowed),
                CodesOf::U32(codes) => Test::U32(codes, allowed),
                CodesOf::List(list) => Test::List(list, allowed),
            },
            Self::Area(area, covers) => Test::Area { cells: &cube.cells, covers, area, cube },
        }
    }
}

fn allowed(dictionary: &Dictionary, wanted: &BTreeSet<Option<String>>) -> Vec<bool> {
    let mut allowed = vec![false; dictionary.codes()];
    for value in wanted {
        let code = match value {
            None => Some(0),
            Some(text) => dictionary.code(text),
        };
        if let Some(slot) = code.and_then(|code| allowed.get_mut(code as usize)) {
            *slot = true;
        }
    }
    allowed
}

fn by_name(names: &mut dyn Iterator<Item = &str>, wanted: &BTreeSet<Option<String>>) -> Vec<bool> {
    let known = names.map(|name| wanted.contains(&Some(name.to_owned())));
    std::iter::once(wanted.contains(&None)).chain(known).collect()
}

fn by_group(map: &[u32], names: &[String], wanted: &BTreeSet<Option<String>>) -> Vec<bool> {
    let groups = by_name(&mut names.iter().map(String::as_str), wanted);
    map.iter().map(|group| groups.get(*group as usize).copied().unwrap_or_default()).collect()
}

/// Says of rows whether they pass. One for each kind of column, so that the loop over rows has no
/// branch in it.
pub(super) enum Test<'a> {
    Days {
        first: &'a [i32],
        last: &'a [i32],
        from: i32,
        to: i32,
    },
    U8(&'a [u8], &'a [bool]),
    U16(&'a [u16], &'a [bool]),
    U32(&'a [u32], &'a [bool]),
    List(&'a CodeList, &'a [bool]),
    Area {
        cells: &'a [u16],
        covers: &'a [Cover],
        area: &'a Area,
        cube: &'a Cube,
    },
    /// Everything passes.
    All,
}

fn is(allowed: &[bool], code: u32) -> bool {
    allowed.get(code as usize).copied().unwrap_or_default()
}

/// What is done with a test once its kind is known.
pub(super) trait WithTest {
    /// What comes out.
    type Out;

    /// Runs with a test that says of a run of rows, from its first one, which pass.
    fn run(self, test: impl Fn(usize, &mut [bool]) + Sync) -> Self::Out;
}

impl Test<'_> {
    pub(super) fn with<W: WithTest>(&self, work: W) -> W::Out {
        match self {
            Self::Days { first, last, from, to } => work.run(|row, passes: &mut [bool]| {
                for ((pass, first), last) in passes.iter_mut().zip(from_row(first, row)).zip(from_row(last, row)) {
                    *pass = *from <= *first && *last <= *to;
                }
            }),
            Self::U8(codes, allowed) => {
                // As long as there are codes, so that no code has to be compared with the length.
                let table: [bool; 256] = std::array::from_fn(|code| allowed.get(code).copied().unwrap_or_default());
                work.run(move |row, passes: &mut [bool]| {
                    for (pass, code) in passes.iter_mut().zip(from_row(codes, row)) {
                        *pass = table.get(usize::from(*code)).copied().unwrap_or_default();
                    }
                })
            }
            Self::U16(codes, allowed) => work.run(|row, passes: &mut [bool]| {
                for (pass, code) in passes.iter_mut().zip(from_row(codes, row)) {
                    *pass = is(allowed, u32::from(*code));
                }
            }),
            Self::U32(codes, allowed) => work.run(|row, passes: &mut [bool]| {
                for (pass, code) in passes.iter_mut().zip(from_row(codes, row)) {
                    *pass = is(allowed, *code);
                }
            }),
            Self::List(list, allowed) => work.run(|row, passes: &mut [bool]| {
                for (row, pass) in (row..).zip(passes) {
                    let codes = list.of(row);
                    *pass = if codes.is_empty() { is(allowed, 0) } else { codes.iter().any(|code| is(allowed, *code)) };
                }
            }),
            Self::Area { cells, covers, area, cube } => work.run(|row, passes: &mut [bool]| {
                for ((row, pass), cell) in (row..).zip(passes).zip(from_row(cells, row)) {
                    let cover = covers.get(usize::from(*cell)).copied().unwrap_or(Cover::Out);
                    *pass = cover == Cover::In;
                    // Only edges take a branch, and they are few.
                    if cover == Cover::Edge {
                        *pass = cube.point(row).is_some_and(|point| area.contains(point));
                    }
                }
            }),
            Self::All => work.run(|_, passes: &mut [bool]| passes.fill(true)),
        }
    }
}

fn from_row<T>(values: &[T], row: usize) -> &[T] {
    values.get(row..).unwrap_or_default()
}
