//! What a person does, step by step: the same in every run.

use std::collections::BTreeSet;

use cluster_atlas::{
    analysis::cube::{Area, Condition, Cube, Dimension, Filters, MicroPoint},
    data::deals::{Field, date_of_day, quarter_span},
};

/// A kind of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    /// The brush moves by one quarter.
    Quarter,
    /// A round is switched on or off.
    Round,
    /// A sub-field is switched on or off.
    SubField,
    /// Another box is drawn on the map.
    Area,
}

/// One filter that changes.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which.
    pub dimension: Dimension,
    /// What it is then.
    pub condition: Condition,
}

impl Steps {
    /// All.
    pub const ALL: [Self; 4] = [Self::Quarter, Self::Round, Self::SubField, Self::Area];

    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Quarter => "quarter brush moved by one quarter",
            Self::Round => "one round switched",
            Self::SubField => "one sub-field switched",
            Self::Area => "a new map box",
        }
    }

    /// The steps of this kind.
    pub fn make(self, cube: &Cube, count: usize) -> Vec<Step> {
        let mut draw = Draw(self as u64 + 1);
        match self {
            Self::Quarter => (0..count)
                .map(|at| {
                    // There and back over the last years, where most deals are.
                    let turn = at % 40;
                    let back = if turn < 20 { turn } else { 40 - turn };
                    Step { dimension: Dimension::Date, condition: date_brush(cube, back + 8, 20) }
                })
                .collect(),
            Self::Round => switches(cube, Dimension::Round, Field::Round, count, &mut draw),
            Self::SubField => switches(cube, Dimension::SubField, Field::Sector, count, &mut draw),
            Self::Area => (0..count)
                .map(|_| {
                    let (lon, lat) = (100 + draw.below(16) as i32, 22 + draw.below(14) as i32);
                    let size = 4 + draw.below(12) as i32;
                    let at = |lon: i32, lat: i32| MicroPoint { lon: lon * 1_000_000 + 123, lat: lat * 1_000_000 + 321 };
                    let area = Area::Box { from: at(lon, lat), to: at(lon + size, lat + size) };
                    Step { dimension: Dimension::Area, condition: Condition::Area(area) }
                })
                .collect(),
        }
    }
}

/// Small numbers that follow one from the other.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

/// A brush of so many quarters that ends so many quarters before the last one.
pub fn date_brush(cube: &Cube, before_last: usize, quarters: usize) -> Condition {
    let all = cube.table().quarters();
    let at = |before: usize| all.get(all.len().saturating_sub(1 + before)).or(all.first()).copied();
    let span = |before: usize| at(before).and_then(quarter_span);
    let (first, last) = (span(before_last + quarters - 1), span(before_last));
    let day = |span: Option<(i32, i32)>, end: bool| span.and_then(|(from, to)| date_of_day(if end { to } else { from }));
    match (day(first, false), day(last, true)) {
        (Some(first), Some(last)) => Condition::Days { first, last },
        _ => Condition::Any(BTreeSet::new()),
    }
}

fn names(cube: &Cube, field: Field) -> Vec<String> {
    cube.table().field(field).dictionary.texts().map(str::to_owned).collect()
}

fn most(names: &[String]) -> BTreeSet<Option<String>> {
    names.iter().enumerate().filter(|(at, _)| at % 4 != 3).map(|(_, name)| Some(name.clone())).collect()
}

/// The filters before the first step.
pub fn first_filters(cube: &Cube) -> Filters {
    let alive = ["alive", "listed"].map(|name| Some(name.to_owned()));
    [
        (Dimension::Date, date_brush(cube, 8, 20)),
        (Dimension::Round, Condition::Any(most(&names(cube, Field::Round)))),
        (Dimension::SubField, Condition::Any(most(&names(cube, Field::Sector)))),
        (Dimension::Status, Condition::Any(alive.into())),
    ]
    .into()
}

fn switches(cube: &Cube, dimension: Dimension, field: Field, count: usize, draw: &mut Draw) -> Vec<Step> {
    let names = names(cube, field);
    let mut on = most(&names);
    (0..count)
        .map(|_| {
            let name = names.get(draw.below(names.len() as u64) as usize).cloned();
            if !on.remove(&name) {
                on.insert(name);
            }
            Step { dimension: dimension.clone(), condition: Condition::Any(on.clone()) }
        })
        .collect()
}
