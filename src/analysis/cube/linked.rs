//! The live engine: filters change one at a time, and every panel's sums follow without being made
//! anew.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    cells::Sums,
    condition::{Ready, Test},
    keys::extra_at,
    moves::{Classes, Look, Moves, Turn},
    prepared::Cube,
    query::{Answer, Clock, Condition, CubeQuery, Dimension, FIXED, Filters, Panel, QueryError},
};

/// Extra columns that can have a filter at the same time: what is left of sixteen bits.
const MOST_EXTRA: usize = 16 - FIXED.len();

/// Rows of one thread's part when a panel is summed for the first time.
const PART: usize = 1 << 15;

/// The name of the engine in this program.
pub(super) const ENGINE: &str = "built-in";

/// Panels linked by filters. Each panel shows its own dimensions under the filters of all others.
///
/// A filter that changes touches only the deals that come in or go out: a brush moved by a quarter
/// costs as much as two quarters have deals, however large the table is.
#[derive(Debug)]
pub struct Linked {
    cube: Arc<Cube>,
    filters: Filters,
    ready: Vec<(Dimension, Ready)>,
    /// Extra columns that have a bit.
    extra: Vec<Option<String>>,
    /// For each deal, the filters that keep it out, a bit each.
    fails: Vec<u16>,
    panels: Vec<Linking>,
    /// Different sets of filters that panels leave out.
    sets: Vec<u16>,
    classes: Classes,
}

/// A panel and what it leaves out.
#[derive(Debug)]
struct Linking {
    sums: Sums,
    leaves_out: u16,
    /// Position in the list of sets; none where nothing is left out.
    set: Option<usize>,
}

impl Linked {
    /// Panels over a table, without a filter.
    ///
    /// # Errors
    /// When a panel cannot be answered.
    pub fn new(cube: Arc<Cube>, panels: Vec<Panel>) -> Result<Self, QueryError> {
        Self::with_filters(cube, panels, &Filters::new())
    }

    /// Panels over a table, under filters.
    ///
    /// # Errors
    /// When a panel cannot be answered or a condition does not fit.
    pub fn with_filters(cube: Arc<Cube>, panels: Vec<Panel>, filters: &Filters) -> Result<Self, QueryError> {
        let mut linked = Self::without_panels(cube);
        for (dimension, condition) in filters {
            linked.set(dimension, Some(condition))?;
        }
        linked.set_panels(panels)?;
        Ok(linked)
    }

    fn without_panels(cube: Arc<Cube>) -> Self {
        let fails = vec![0; cube.len()];
        let extra = vec![None; MOST_EXTRA];
        Self {
            cube,
            filters: Filters::new(),
            ready: Vec::new(),
            extra,
            fails,
            panels: Vec::new(),
            sets: Vec::new(),
            classes: Classes::new(&[]),
        }
    }

    /// One question, answered once.
    pub(super) fn once(cube: Arc<Cube>, query: &CubeQuery) -> Result<Answer, QueryError> {
        let mut linked = Self::without_panels(cube);
        for (dimension, condition) in &query.filters {
            linked.set(dimension, Some(condition))?;
        }
        let sums = linked.summed(Sums::new(query.panel.clone(), &linked.cube)?, 0);
        Ok(sums.answer(&linked.cube))
    }

    /// Other panels under the same filters.
    ///
    /// # Errors
    /// When one cannot be answered; the old ones then stay.
    pub fn set_panels(&mut self, panels: Vec<Panel>) -> Result<(), QueryError> {
        let mut linkings = Vec::with_capacity(panels.len());
        let mut sets: Vec<u16> = Vec::new();
        for panel in panels {
            let leaves_out = self.left_out(&panel)?;
            let set = if leaves_out == 0 {
                None
            } else if let Some(at) = sets.iter().position(|set| *set == leaves_out) {
                Some(at)
            } else {
                sets.push(leaves_out);
                Some(sets.len() - 1)
            };
            linkings.push(Linking { sums: Sums::new(panel, &self.cube)?, leaves_out, set });
        }
        let linkings = linkings.into_par_iter().map(|linking| {
            let sums = self.summed(linking.sums, linking.leaves_out);
            Linking { sums, ..linking }
        });
        self.panels = linkings.collect();
        self.classes = Classes::new(&sets);
        self.sets = sets;
        for name in self.extra.clone().into_iter().flatten() {
            if !self.filters.contains_key(&Dimension::Extra(name.clone())) {
                self.release(&name);
            }
        }
        Ok(())
    }

    /// Sums of the deals that all filters but some let through.
    fn summed(&self, mut sums: Sums, leaves_out: u16) -> Sums {
        let mut rows = Vec::with_capacity(PART);
        for (part, fails) in self.fails.chunks(PART).enumerate() {
            rows.clear();
            let start = part * PART;
            let through = (start as u32..).zip(fails).filter(|(_, fail)| **fail & !leaves_out == 0);
            rows.extend(through.map(|(row, _)| row));
            sums.change::<true>(&rows, &self.cube);
        }
        sums
    }

    /// The table.
    pub fn cube(&self) -> &Arc<Cube> {
        &self.cube
    }

    /// The filters.
    pub fn filters(&self) -> &Filters {
        &self.filters
    }

    /// How many panels there are.
    pub fn panels(&self) -> usize {
        self.panels.len()
    }

    /// Sets, changes or takes away the filter of a dimension; all panels follow. Returns how many
    /// deals it let in or out.
    ///
    /// # Errors
    /// When the condition does not fit; nothing is changed then.
    pub fn set(&mut self, dimension: &Dimension, condition: Option<&Condition>) -> Result<usize, QueryError> {
        if self.filters.get(dimension) == condition {
            return Ok(0);
        }
        let ready = condition.map(|condition| Ready::of(dimension, condition, &self.cube)).transpose()?;
        let bit = self.bit_for(dimension)?;
        let before = self.ready.iter().position(|(one, _)| one == dimension).map(|at| self.ready.swap_remove(at).1);
        let days = |ready: Option<&Ready>| match ready {
            Some(Ready::Days(first, last)) => Some((*first, *last)),
            _ => None,
        };
        let test = ready.as_ref().map_or(Test::All, |ready| ready.test(&self.cube));
        let cube = Arc::clone(&self.cube);
        let mut touched = 0;
        let looks = match (days(before.as_ref()), days(ready.as_ref())) {
            (Some(old), Some(new)) => changed_days(&cube, old, new),
            _ => vec![Look::Run(0, cube.len())],
        };
        for look in looks {
            let moves = test.with(Turn { fails: &mut self.fails, bit, classes: &self.classes, look });
            touched += moves.iter().map(Moves::touched).sum::<usize>();
            apply(&mut self.panels, &self.classes, &moves, bit, &cube);
        }
        if let Dimension::Extra(name) = dimension
            && condition.is_none()
        {
            self.release(name);
        }
        match condition {
            Some(condition) => self.filters.insert(dimension.clone(), condition.clone()),
            None => self.filters.remove(dimension),
        };
        self.ready.extend(ready.map(|ready| (dimension.clone(), ready)));
        Ok(touched)
    }

    /// Makes all filters as given, one after the other.
    ///
    /// # Errors
    /// When a condition does not fit; the filters before it are set then.
    pub fn set_all(&mut self, filters: &Filters) -> Result<(), QueryError> {
        let gone: Vec<Dimension> = self.filters.keys().filter(|dimension| !filters.contains_key(dimension)).cloned().collect();
        for dimension in gone {
            self.set(&dimension, None)?;
        }
        for (dimension, condition) in filters {
            self.set(dimension, Some(condition))?;
        }
        Ok(())
    }

    /// What a panel shows now; none where there is no such panel.
    pub fn answer(&self, panel: usize, clock: Clock<'_>) -> Option<Answer> {
        let started = clock();
        let answer = self.panels.get(panel)?.sums.answer(&self.cube);
        Some(Answer { engine: ENGINE.to_owned(), took: clock().saturating_sub(started), ..answer })
    }

    /// The question that a panel answers: its sums under the filters that it does not leave out.
    pub fn query(&self, panel: usize) -> Option<CubeQuery> {
        let linking = self.panels.get(panel)?;
        let mut filters = self.filters.clone();
        filters.retain(|dimension, _| self.bit_of(dimension).is_none_or(|bit| bit & linking.leaves_out == 0));
        Some(CubeQuery { filters, panel: linking.sums.panel.clone() })
    }

    /// The deals of one group of a panel, by date: rows of the table.
    pub fn rows_of(&self, panel: usize, key: &[Option<String>]) -> Vec<u32> {
        let Some(linking) = self.panels.get(panel) else { return Vec::new() };
        let holds = linking.sums.holds(key, &self.cube);
        let through = |row: usize, fail: u16| fail & !linking.leaves_out == 0 && holds(row);
        (0_u32..).zip(&self.fails).filter(|(row, fail)| through(*row as usize, **fail)).map(|(row, _)| row).collect()
    }

    /// The deals that all filters let through but those of some dimensions, by date: rows of the
    /// table.
    pub fn rows(&self, leave_out: &[Dimension]) -> Vec<u32> {
        let left_out = leave_out.iter().filter_map(|dimension| self.bit_of(dimension)).fold(0, |all, bit| all | bit);
        (0_u32..).zip(&self.fails).filter(|(_, fail)| **fail & !left_out == 0).map(|(row, _)| row).collect()
    }

    /// Whether all filters let a deal through.
    pub fn passes(&self, row: usize) -> bool {
        self.fails.get(row) == Some(&0)
    }

    /// Bytes that it takes beside the cube, without the panels.
    pub fn bytes(&self) -> usize {
        2 * self.fails.len()
    }

    fn left_out(&mut self, panel: &Panel) -> Result<u16, QueryError> {
        let mut bits = 0;
        for by in &panel.group_by {
            bits |= self.bit_for(&by.dimension())?;
        }
        Ok(bits)
    }

    fn bit_of(&self, dimension: &Dimension) -> Option<u16> {
        let at = match dimension {
            Dimension::Extra(name) => FIXED.len() + self.extra.iter().position(|one| one.as_ref() == Some(name))?,
            fixed => FIXED.iter().position(|(one, _)| one == fixed)?,
        };
        Some(1 << at)
    }

    /// The bit of a dimension; an extra column takes a free one.
    fn bit_for(&mut self, dimension: &Dimension) -> Result<u16, QueryError> {
        if let Some(bit) = self.bit_of(dimension) {
            return Ok(bit);
        }
        let Dimension::Extra(name) = dimension else { return Err(QueryError::Condition(dimension.clone())) };
        extra_at(self.cube.table(), name)?;
        let free = self.extra.iter_mut().find(|slot| slot.is_none()).ok_or(QueryError::TooManyExtra(MOST_EXTRA))?;
        *free = Some(name.clone());
        self.bit_of(dimension).ok_or(QueryError::TooManyExtra(MOST_EXTRA))
    }

    /// Frees the bit of an extra column, unless a panel leaves it out.
    fn release(&mut self, name: &str) {
        let used = self.bit_of(&Dimension::Extra(name.to_owned())).is_none_or(|bit| self.sets.iter().any(|set| set & bit != 0));
        if !used {
            self.extra.iter_mut().filter(|slot| slot.as_deref() == Some(name)).for_each(|slot| *slot = None);
        }
    }
}

/// The rows that a change of the days can concern: those that begin between the old and the new
/// first day, and those that end between the old and the new last day.
fn changed_days(cube: &Cube, old: (i32, i32), new: (i32, i32)) -> Vec<Look<'_>> {
    let (first, last) = (cube.table().first_days(), cube.table().last_days());
    let from = |day: i32| first.partition_point(|first| *first < day);
    let begin = (from(old.0.min(new.0)), from(old.0.max(new.0)));
    let (low, high) = (old.1.min(new.1), old.1.max(new.1));
    let end = match &cube.by_last {
        None => {
            let to = |day: i32| last.partition_point(|last| *last <= day);
            Look::Run(to(low), to(high))
        }
        Some(rows) => {
            let to = |day: i32| rows.partition_point(|row| last.get(*row as usize).is_some_and(|last| *last <= day));
            Look::Some(rows.get(to(low)..to(high)).unwrap_or_default())
        }
    };
    vec![Look::Run(begin.0, begin.1), end]
}

fn apply(panels: &mut [Linking], classes: &Classes, moves: &[Moves], bit: u16, cube: &Cube) {
    panels.par_iter_mut().filter(|panel| panel.leaves_out & bit == 0).for_each(|panel| {
        for moves in moves {
            for (class, (enter, leave)) in moves.enter.iter().zip(&moves.leave).enumerate() {
                if classes.counts(class, panel.set) {
                    panel.sums.change::<true>(enter, cube);
                    panel.sums.change::<false>(leave, cube);
                }
            }
        }
    });
}
