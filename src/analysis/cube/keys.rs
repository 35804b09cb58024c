//! The group of a deal, for each thing that sums can be divided by.

use super::{
    bands::BANDS,
    geography::Groups,
    prepared::Cube,
    query::{GroupBy, QueryError},
};
use crate::data::deals::{CodeColumn, CodeList, Codes, DealTable, Dictionary, Field};

/// A column of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Quarter,
    Field(Field),
    Status,
    Band,
    Investor,
    /// By position.
    Extra(usize),
}

/// The codes of a column, whatever their width.
pub(super) enum CodesOf<'a> {
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
    List(&'a CodeList),
}

impl<'a> From<&'a Codes> for CodesOf<'a> {
    fn from(codes: &'a Codes) -> Self {
        match codes {
            Codes::U8(codes) => Self::U8(codes),
            Codes::U16(codes) => Self::U16(codes),
            Codes::U32(codes) => Self::U32(codes),
        }
    }
}

impl Base {
    pub(super) fn codes(self, cube: &Cube) -> CodesOf<'_> {
        let table = cube.table();
        match self {
            Self::Quarter => table.quarter_codes().into(),
            Self::Field(field) => (&table.field(field).codes).into(),
            Self::Status => CodesOf::U8(table.statuses()),
            Self::Band => CodesOf::U8(&cube.bands),
            Self::Investor => CodesOf::List(table.investors()),
            Self::Extra(at) => extra(table, at).map_or(CodesOf::U8(&[]), |column| (&column.codes).into()),
        }
    }
}

fn extra(table: &DealTable, at: usize) -> Option<&CodeColumn> {
    table.extra().get(at).map(|(_, column)| column)
}

/// The position of an extra column.
pub(super) fn extra_at(table: &DealTable, name: &str) -> Result<usize, QueryError> {
    let found = table.extra().iter().position(|(one, _)| one == name);
    found.ok_or_else(|| QueryError::NoColumn(name.to_owned()))
}

/// How the code of a deal becomes its group.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub(super) base: Base,
    by: GroupBy,
    /// How many groups there are, the unknown one (0) among them.
    pub(super) groups: u32,
}

impl Keys {
    pub(super) fn of(by: &GroupBy, cube: &Cube) -> Result<Self, QueryError> {
        let table = cube.table();
        let texts = |dictionary: &Dictionary| dictionary.len();
        let field = |field: Field| (Base::Field(field), texts(&table.field(field).dictionary));
        let mapped = |base: Field, groups: &Groups| (Base::Field(base), groups.names.len());
        let geography = &cube.geography;
        let (base, groups) = match by {
            GroupBy::Quarter => (Base::Quarter, table.quarters().len()),
            GroupBy::Place => field(Field::Place),
            GroupBy::Province => mapped(Field::Place, &geography.provinces),
            GroupBy::Prefecture => mapped(Field::Place, &geography.prefectures),
            GroupBy::County => mapped(Field::Place, &geography.counties),
            GroupBy::Zone => mapped(Field::Place, &geography.zones),
            GroupBy::Layer => mapped(Field::Sector, &cube.layers),
            GroupBy::SubField => field(Field::Sector),
            GroupBy::Round => field(Field::Round),
            GroupBy::AmountBand => (Base::Band, BANDS.len()),
            GroupBy::Investor => (Base::Investor, texts(&table.investors().dictionary)),
            GroupBy::Status => (Base::Status, DealTable::status_dictionary().len()),
            GroupBy::Company => field(Field::Company),
            GroupBy::Table => field(Field::Table),
            GroupBy::Extra(name) => {
                let at = extra_at(table, name)?;
                (Base::Extra(at), extra(table, at).map_or(0, |column| texts(&column.dictionary)))
            }
        };
        Ok(Self { base, by: by.clone(), groups: u32::try_from(groups + 1).unwrap_or(u32::MAX) })
    }

    /// The group of each code, where the two differ.
    pub(super) fn map<'a>(&self, cube: &'a Cube) -> Option<&'a [u32]> {
        self.divided(cube).map(|groups| groups.map.as_slice())
    }

    fn divided<'a>(&self, cube: &'a Cube) -> Option<&'a Groups> {
        match self.by {
            GroupBy::Province => Some(&cube.geography.provinces),
            GroupBy::Prefecture => Some(&cube.geography.prefectures),
            GroupBy::County => Some(&cube.geography.counties),
            GroupBy::Zone => Some(&cube.geography.zones),
            GroupBy::Layer => Some(&cube.layers),
            _ => None,
        }
    }

    /// The id or name of a group; none for the unknown one.
    pub(super) fn name(&self, group: u32, cube: &Cube) -> Option<String> {
        let at = usize::try_from(group.checked_sub(1)?).ok()?;
        let table = cube.table();
        if let Some(groups) = self.divided(cube) {
            return groups.names.get(at).cloned();
        }
        match self.base {
            Base::Quarter => {
                let quarter = table.quarters().get(at)?;
                Some(format!("{}Q{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1))
            }
            Base::Field(field) => table.field(field).dictionary.text(group).map(str::to_owned),
            Base::Status => DealTable::status_dictionary().get(at).map(|name| (*name).to_owned()),
            Base::Band => BANDS.get(at).map(|(name, _)| (*name).to_owned()),
            Base::Investor => table.investors().dictionary.text(group).map(str::to_owned),
            Base::Extra(column) => extra(table, column)?.dictionary.text(group).map(str::to_owned),
        }
    }
}

/// Adds `scale` times the group of each row to its key.
pub(super) fn add_groups(keys: &mut [u32], rows: &[u32], codes: &CodesOf<'_>, map: Option<&[u32]>, scale: u32) {
    match codes {
        CodesOf::U8(codes) => add(keys, rows, codes, map, scale),
        CodesOf::U16(codes) => add(keys, rows, codes, map, scale),
        CodesOf::U32(codes) => add(keys, rows, codes, map, scale),
        CodesOf::List(_) => {}
    }
}

fn add<T: Copy + Into<u32>>(keys: &mut [u32], rows: &[u32], codes: &[T], map: Option<&[u32]>, scale: u32) {
    let code = |row: &u32| codes.get(*row as usize).map_or(0, |code| (*code).into());
    match map {
        None => keys.iter_mut().zip(rows).for_each(|(key, row)| *key += scale * code(row)),
        Some(map) => {
            let group = |row: &u32| map.get(code(row) as usize).copied().unwrap_or_default();
            keys.iter_mut().zip(rows).for_each(|(key, row)| *key += scale * group(row));
        }
    }
}
