//! A mapping made ready for reading rows.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use jiff::civil::Date;

use crate::{
    analysis::written::place::PlaceReader,
    model::{
        dataset::Dataset,
        deal_import::{Mapping, Role, RowKey},
        ids::PlaceId,
    },
};

/// A column by its position.
pub(super) type At = usize;

/// How rows are read: the columns by role, and what was decided.
pub struct Plan<'a> {
    pub(super) data: &'a Dataset,
    pub(super) mapping: &'a Mapping,
    pub(super) places: PlaceReader<'a>,
    /// The day on which the table is read: what lies ahead of it is remarked.
    pub(super) today: Date,
    /// Rows up to this line are the header or above it.
    pub(super) header_line: u64,
    /// True where every row has all its cells, as in text files.
    pub(super) rows_are_full: bool,
    pub(super) columns: Columns,
    decided: HashMap<(Role, &'a str), &'a str, FixedState>,
    kept_names: HashMap<&'a str, &'a str, FixedState>,
    pub(super) dropped: HashSet<&'a RowKey, FixedState>,
    /// Deals whose rows are the same to the letter: the first stays.
    pub(super) repeated: HashSet<&'a RowKey, FixedState>,
}

/// The columns of each role.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) width: usize,
    pub(super) deal_id: Option<At>,
    pub(super) company: Option<At>,
    /// Province, city, county, address, in this order: larger places first.
    pub(super) places: Vec<(At, Role)>,
    pub(super) lon: Option<At>,
    pub(super) lat: Option<At>,
    pub(super) pair: Option<At>,
    pub(super) dates: Vec<At>,
    pub(super) round: Option<At>,
    pub(super) amount: Option<At>,
    pub(super) currency: Option<At>,
    pub(super) sectors: Vec<At>,
    pub(super) investors: Vec<At>,
    pub(super) status: Option<At>,
    pub(super) source: Option<At>,
    pub(super) synthetic: Option<At>,
    pub(super) extra: Vec<At>,
}

impl Columns {
    fn of(mapping: &Mapping) -> Self {
        let one = |role| mapping.column_of(role);
        let places = [Role::Province, Role::City, Role::County, Role::Address];
        let places = places.into_iter().flat_map(|role| mapping.columns_of(role).into_iter().map(move |at| (at, role)));
        Self {
            width: mapping.columns.len(),
            deal_id: one(Role::DealId),
            company: one(Role::Company),
            places: places.collect(),
            lon: one(Role::Longitude),
            lat: one(Role::Latitude),
            pair: one(Role::Coordinates),
            dates: mapping.columns_of(Role::Date),
            round: one(Role::Round),
            amount: one(Role::Amount),
            currency: one(Role::Currency),
            sectors: mapping.columns_of(Role::Sector),
            investors: mapping.columns_of(Role::Investors),
            status: one(Role::Status),
            source: one(Role::Source),
            synthetic: one(Role::Synthetic),
            extra: mapping.columns_of(Role::Extra),
        }
    }
}

impl<'a> Plan<'a> {
    /// Makes a mapping ready. `header_line` is the last line of the header; `rows_are_full` says that
    /// a row with fewer cells than the header is worth a remark, which it is not in a sheet.
    pub fn new(data: &'a Dataset, mapping: &'a Mapping, today: Date, header_line: u64, rows_are_full: bool) -> Self {
        let decided = mapping.decisions.iter();
        let decided = decided.map(|decision| ((decision.role, decision.written.as_str()), decision.decided.as_str()));
        let names = mapping.same_companies.iter();
        let names = names.flat_map(|same| same.others.iter().map(|other| (other.as_str(), same.kept.as_str())));
        let (repeated, dropped) = mapping.same_deals.iter().partition::<Vec<_>, _>(|same| same.kept == same.dropped);
        Self {
            data,
            mapping,
            places: PlaceReader::new(data),
            today,
            header_line,
            rows_are_full,
            columns: Columns::of(mapping),
            decided: decided.collect(),
            kept_names: names.collect(),
            dropped: dropped.into_iter().map(|same| &same.dropped).collect(),
            repeated: repeated.into_iter().map(|same| &same.dropped).collect(),
        }
    }

    /// What was decided for a text of a role.
    pub(super) fn decision(&self, role: Role, written: &str) -> Option<&'a str> {
        if self.decided.is_empty() { None } else { self.decided.get(&(role, written)).copied() }
    }

    /// What was decided for the text of a place, whichever of its columns it was decided for.
    pub(super) fn place_decision(&self, role: Role, written: &str) -> Option<PlaceId> {
        self.decision(role, written).map(PlaceId::new)
    }

    /// The name under which a company is shown.
    pub(super) fn company<'t>(&self, name: &'t str) -> &'t str
    where
        'a: 't,
    {
        if self.kept_names.is_empty() { name } else { self.kept_names.get(name).copied().unwrap_or(name) }
    }
}
