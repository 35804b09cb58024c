//! Which deals enter and leave which sums when one filter changes.

use rayon::prelude::*;

use super::condition::WithTest;

/// Rows of one thread's part.
const PART: usize = 1 << 15;

/// Rows that enter or leave, by the filters that the sums leave out.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// For every panel: all other filters let the row through.
    pub(super) all: Vec<u32>,
    /// For panels that leave out filters, by position in the list of such sets: one of those filters
    /// is all that keeps the row out.
    pub(super) except: Vec<Vec<u32>>,
}

/// What a part of the table contributes.
#[derive(Clone, Debug, Default)]
pub(super) struct Moves {
    pub(super) enter: Rows,
    pub(super) leave: Rows,
}

impl Moves {
    fn new(sets: usize) -> Self {
        let rows = || Rows { all: Vec::new(), except: vec![Vec::new(); sets] };
        Self { enter: rows(), leave: rows() }
    }
}

/// Turns the bit of one filter over where its answer has changed.
pub(super) struct Turn<'a> {
    /// For each row, the filters that keep it out.
    pub(super) fails: &'a mut [u16],
    /// The filter's bit.
    pub(super) bit: u16,
    /// Sets of filters that panels leave out.
    pub(super) sets: &'a [u16],
    /// Which rows to look at.
    pub(super) look: Look<'a>,
}

/// Rows to look at.
#[derive(Clone, Copy)]
pub(super) enum Look<'a> {
    /// A run of rows: from, to (not included).
    Run(usize, usize),
    /// These.
    Some(&'a [u32]),
}

impl WithTest for Turn<'_> {
    type Out = Vec<Moves>;

    fn run(self, passes: impl Fn(usize) -> bool + Sync) -> Vec<Moves> {
        let Self { fails, bit, sets, look } = self;
        match look {
            Look::Run(from, to) => {
                let run = fails.get_mut(from..to).unwrap_or_default();
                run.par_chunks_mut(PART)
                    .enumerate()
                    .map(|(part, fails)| {
                        let mut moves = Moves::new(sets.len());
                        for (row, fail) in (from + part * PART..).zip(fails) {
                            turn(row, fail, passes(row), bit, sets, &mut moves);
                        }
                        moves
                    })
                    .collect()
            }
            Look::Some(rows) => {
                let mut moves = Moves::new(sets.len());
                for row in rows {
                    let row = *row as usize;
                    if let Some(fail) = fails.get_mut(row) {
                        turn(row, fail, passes(row), bit, sets, &mut moves);
                    }
                }
                vec![moves]
            }
        }
    }
}

fn turn(row: usize, fail: &mut u16, passes: bool, bit: u16, sets: &[u16], moves: &mut Moves) {
    if passes == (*fail & bit == 0) {
        return;
    }
    *fail ^= bit;
    let others = *fail & !bit;
    let rows = if passes { &mut moves.enter } else { &mut moves.leave };
    // A table has no more rows than fit.
    let row = row as u32;
    if others == 0 {
        rows.all.push(row);
        return;
    }
    for (set, list) in sets.iter().zip(&mut rows.except) {
        if set & bit == 0 && others & !set == 0 {
            list.push(row);
        }
    }
}
