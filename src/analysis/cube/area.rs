//! Areas of the map, and a grid that knows of most points without looking whether they are inside.

use serde::{Deserialize, Serialize};

use crate::model::place::LonLat;

/// A point in millionths of a degree, WGS-84.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MicroPoint {
    /// Degrees east, millionths.
    pub lon: i32,
    /// Degrees north, millionths.
    pub lat: i32,
}

impl MicroPoint {
    /// The nearest one; none outside of the world.
    pub fn of(point: LonLat) -> Option<Self> {
        let inside = point.lon.abs() <= 180.0 && point.lat.abs() <= 90.0;
        // Within these bounds the numbers fit.
        inside.then(|| Self { lon: (point.lon * 1e6).round() as i32, lat: (point.lat * 1e6).round() as i32 })
    }

    /// In degrees.
    pub fn degrees(self) -> LonLat {
        LonLat { lon: f64::from(self.lon) / 1e6, lat: f64::from(self.lat) / 1e6 }
    }
}

/// An area of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Between two corners, edges included.
    Box {
        /// South-western corner.
        from: MicroPoint,
        /// North-eastern corner.
        to: MicroPoint,
    },
    /// Inside a closed line (by the even-odd rule); fewer than three corners hold nothing. Of a
    /// point on the line nothing is promised but that it is always the same.
    Lasso(Vec<MicroPoint>),
}

impl Area {
    /// Whether a point lies inside.
    pub fn contains(&self, point: MicroPoint) -> bool {
        match self {
            Self::Box { from, to } => (from.lon..=to.lon).contains(&point.lon) && (from.lat..=to.lat).contains(&point.lat),
            Self::Lasso(corners) => edges(corners).filter(|(a, b)| crosses(*a, *b, point)).count() % 2 == 1,
        }
    }
}

/// Edges of a closed line.
fn edges(corners: &[MicroPoint]) -> impl Iterator<Item = (MicroPoint, MicroPoint)> {
    corners.iter().copied().zip(corners.iter().copied().cycle().skip(1)).take(corners.len())
}

/// Twice the signed area of a triangle. Wide enough for corners that lie outside of the world.
fn side(a: MicroPoint, b: MicroPoint, point: MicroPoint) -> i128 {
    let wide = i128::from;
    (wide(b.lon) - wide(a.lon)) * (wide(point.lat) - wide(a.lat)) - (wide(point.lon) - wide(a.lon)) * (wide(b.lat) - wide(a.lat))
}

/// True where a line from the point to the east meets the edge.
fn crosses(a: MicroPoint, b: MicroPoint, point: MicroPoint) -> bool {
    let up = a.lat <= point.lat && point.lat < b.lat;
    let down = b.lat <= point.lat && point.lat < a.lat;
    (up && side(a, b, point) > 0) || (down && side(a, b, point) < 0)
}

/// Cells each way. With the cell of what has no point they fill sixteen bits.
const SIDE: u16 = 255;

/// The cell of what has no point.
pub(super) const NOWHERE: u16 = 0;

/// What is known of a cell for an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Everything in it is outside.
    Out,
    /// Everything in it is inside.
    In,
    /// Some may be.
    Edge,
}

/// A grid over all points of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    from: MicroPoint,
    /// Size of a cell, millionths of a degree.
    step: (i64, i64),
}

impl Grid {
    /// A grid that holds all points.
    pub(super) fn over(points: impl Iterator<Item = MicroPoint>) -> Self {
        let mut bounds: Option<(MicroPoint, MicroPoint)> = None;
        for point in points {
            let (from, to) = bounds.get_or_insert((point, point));
            *from = MicroPoint { lon: from.lon.min(point.lon), lat: from.lat.min(point.lat) };
            *to = MicroPoint { lon: to.lon.max(point.lon), lat: to.lat.max(point.lat) };
        }
        let nowhere = MicroPoint { lon: 0, lat: 0 };
        let (from, to) = bounds.unwrap_or((nowhere, nowhere));
        let step = |from: i32, to: i32| (i64::from(to) - i64::from(from)) / i64::from(SIDE) + 1;
        Self { from, step: (step(from.lon, to.lon), step(from.lat, to.lat)) }
    }

    /// The cell of a point.
    pub(super) fn cell(&self, point: Option<MicroPoint>) -> u16 {
        let Some(point) = point else { return NOWHERE };
        let at = |from: i32, step: i64, value: i32| {
            let steps = (i64::from(value) - i64::from(from)) / step;
            u16::try_from(steps.clamp(0, i64::from(SIDE) - 1)).unwrap_or_default()
        };
        let (x, y) = (at(self.from.lon, self.step.0, point.lon), at(self.from.lat, self.step.1, point.lat));
        1 + y * SIDE + x
    }

    /// South-western and north-eastern point of a cell, both in it.
    fn corners(&self, x: u16, y: u16) -> (MicroPoint, MicroPoint) {
        let at = |from: i32, step: i64, cell: u16, more: i64| {
            let wide = i64::from(from) + step * (i64::from(cell) + more) - more;
            i32::try_from(wide).unwrap_or(i32::MAX)
        };
        let corner =
            |more: i64| MicroPoint { lon: at(self.from.lon, self.step.0, x, more), lat: at(self.from.lat, self.step.1, y, more) };
        (corner(0), corner(1))
    }

    /// What an area covers of each cell.
    pub(super) fn covers(&self, area: &Area) -> Vec<Cover> {
        let mut covers = vec![Cover::Out; usize::from(SIDE) * usize::from(SIDE) + 1];
        let mut set = |x: u16, y: u16, cover: Cover| {
            if let Some(cell) = covers.get_mut(usize::from(1 + y * SIDE + x)) {
                *cell = cover;
            }
        };
        match area {
            Area::Box { from, to } => {
                let (first, last) = (self.cell(Some(*from)) - 1, self.cell(Some(*to)) - 1);
                let near = |x: &u16| (first % SIDE..=last % SIDE).contains(x);
                let rows = first / SIDE..=last / SIDE;
                for (x, y) in rows.flat_map(|y| (0..SIDE).filter(near).map(move |x| (x, y))) {
                    let (low, high) = self.corners(x, y);
                    let apart = high.lon < from.lon || low.lon > to.lon || high.lat < from.lat || low.lat > to.lat;
                    if !apart {
                        let whole = area.contains(low) && area.contains(high);
                        set(x, y, if whole { Cover::In } else { Cover::Edge });
                    }
                }
            }
            Area::Lasso(corners) => {
                for y in 0..SIDE {
                    // A cell that no edge touches is inside or outside as its corner is.
                    let latitude = self.corners(0, y).0.lat;
                    let level: Vec<_> = edges(corners).filter(|(a, b)| (a.lat <= latitude) != (b.lat <= latitude)).collect();
                    for x in 0..SIDE {
                        let corner = self.corners(x, y).0;
                        if level.iter().filter(|(a, b)| crosses(*a, *b, corner)).count() % 2 == 1 {
                            set(x, y, Cover::In);
                        }
                    }
                }
                for (a, b) in edges(corners) {
                    let range = |one: u16, other: u16| one.min(other)..=one.max(other);
                    let (from, to) = (self.cell(Some(a)) - 1, self.cell(Some(b)) - 1);
                    for y in range(from / SIDE, to / SIDE) {
                        for x in range(from % SIDE, to % SIDE) {
                            if self.touches(x, y, a, b) {
                                set(x, y, Cover::Edge);
                            }
                        }
                    }
                }
            }
        }
        covers
    }

    /// False where the whole cell lies on one side of the line through two points.
    fn touches(&self, x: u16, y: u16, a: MicroPoint, b: MicroPoint) -> bool {
        let (low, high) = self.corners(x, y);
        let all = [low, high, MicroPoint { lon: low.lon, lat: high.lat }, MicroPoint { lon: high.lon, lat: low.lat }];
        let sides = all.map(|corner| side(a, b, corner));
        !(sides.iter().all(|side| *side > 0) || sides.iter().all(|side| *side < 0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(reach: i32) -> impl Strategy<Value = MicroPoint> {
        (-reach..reach, -reach..reach).prop_map(|(lon, lat)| MicroPoint { lon, lat })
    }

    proptest! {
        #[test]
        fn the_grid_never_contradicts_the_area(points in proptest::collection::vec(point(2_000_000), 1..200),
            corners in proptest::collection::vec(point(3_000_000), 0..9), boxed in any::<bool>()) {
            let grid = Grid::over(points.iter().copied());
            let area = match (boxed, corners.as_slice()) {
                (true, [a, b, ..]) => Area::Box {
                    from: MicroPoint { lon: a.lon.min(b.lon), lat: a.lat.min(b.lat) },
                    to: MicroPoint { lon: a.lon.max(b.lon), lat: a.lat.max(b.lat) },
                },
                _ => Area::Lasso(corners),
            };
            let covers = grid.covers(&area);
            for point in points {
                let cover = covers[usize::from(grid.cell(Some(point)))];
                prop_assert!(cover == Cover::Edge || (cover == Cover::In) == area.contains(point), "{point:?} {cover:?}");
            }
            prop_assert_eq!(covers[usize::from(NOWHERE)], Cover::Out);
        }
    }

    #[test]
    fn a_lasso_with_a_bay() {
        let at = |lon, lat| MicroPoint { lon, lat };
        let bay = Area::Lasso(vec![at(0, 0), at(10, 0), at(10, 10), at(5, 2), at(0, 10)]);
        for (point, inside) in [(at(1, 1), true), (at(5, 1), true), (at(5, 5), false), (at(9, 8), true), (at(11, 5), false)] {
            assert_eq!(bay.contains(point), inside, "{point:?}");
        }
        assert!(!Area::Lasso(vec![at(0, 0), at(10, 10)]).contains(at(5, 5)));
    }
}
