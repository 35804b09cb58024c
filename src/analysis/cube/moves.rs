//! Which deals enter and leave which sums when one filter changes.

use rayon::prelude::*;

use super::condition::WithTest;

/// Rows of one thread's part.
const PART: usize = 1 << 15;

/// Rows that are looked at before the ones that changed are dealt out.
const BLOCK: usize = 1 << 10;

/// Rows that are passed over together where none of them changed.
const GROUP: usize = 16;

/// The class of deals that no other filter keeps out: they count for every panel.
const ALL: usize = 1;

/// For which panels a deal counts, given the filters that keep it out. A table instead of a
/// comparison with every panel: which way a deal goes is a matter of chance, and a processor that
/// guesses wrong loses more time than the sums take.
#[derive(Clone, Debug)]
pub(super) struct Classes {
    /// By the bits of the filters. Class 0 counts for no panel.
    of: Vec<u8>,
    /// The sets of left-out filters that each class counts for, by position.
    members: Vec<Vec<usize>>,
}

impl Classes {
    /// Classes for panels that leave out these sets of filters.
    pub(super) fn new(sets: &[u16]) -> Self {
        let mut of = vec![0; 1 << 16];
        let mut members: Vec<Vec<usize>> = vec![Vec::new(), (0..sets.len()).collect()];
        // The bits that concern a panel are a part of what it leaves out.
        let mut bits: Vec<u16> = Vec::new();
        for set in sets {
            let mut part = *set;
            while part != 0 {
                bits.push(part);
                part = (part - 1) & set;
            }
        }
        for bits in bits {
            let counted: Vec<usize> = (0..).zip(sets).filter(|(_, set)| bits & !**set == 0).map(|(at, _)| at).collect();
            let class = members.iter().skip(ALL + 1).position(|one| *one == counted).map(|at| at + ALL + 1);
            let class = class.unwrap_or_else(|| {
                members.push(counted);
                members.len() - 1
            });
            if let Some(slot) = of.get_mut(usize::from(bits)) {
                // Sets have two bits at most, so there are far fewer classes than a byte counts.
                *slot = u8::try_from(class).unwrap_or_default();
            }
        }
        if let Some(slot) = of.first_mut() {
            *slot = 1;
        }
        Self { of, members }
    }

    /// Whether a class counts for a panel, given the position of its set.
    pub(super) fn counts(&self, class: usize, set: Option<usize>) -> bool {
        let listed = || set.is_some_and(|set| self.members.get(class).is_some_and(|members| members.contains(&set)));
        class == ALL || (class > ALL && listed())
    }
}

/// Rows of a part of the table that enter or leave, by class.
#[derive(Clone, Debug)]
pub(super) struct Moves {
    pub(super) enter: Vec<Vec<u32>>,
    pub(super) leave: Vec<Vec<u32>>,
}

impl Moves {
    fn new(classes: &Classes) -> Self {
        let lists = || vec![Vec::new(); classes.members.len()];
        Self { enter: lists(), leave: lists() }
    }

    /// How many deals count for every panel now, or did.
    pub(super) fn touched(&self) -> usize {
        [&self.enter, &self.leave].into_iter().filter_map(|lists| lists.get(ALL)).map(Vec::len).sum()
    }

    /// Deals out a row whose bit was turned over.
    fn push(&mut self, row: u32, fail: u16, bit: u16, classes: &Classes) {
        let class = classes.of.get(usize::from(fail & !bit)).copied().unwrap_or_default();
        let lists = if fail & bit == 0 { &mut self.enter } else { &mut self.leave };
        if let Some(list) = lists.get_mut(usize::from(class)) {
            list.push(row);
        }
    }
}

/// Turns the bit of one filter over where its answer has changed.
pub(super) struct Turn<'a> {
    /// For each row, the filters that keep it out.
    pub(super) fails: &'a mut [u16],
    /// The filter's bit.
    pub(super) bit: u16,
    /// For which panels rows count.
    pub(super) classes: &'a Classes,
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

    fn run(self, test: impl Fn(usize, &mut [bool]) + Sync) -> Vec<Moves> {
        let Self { fails, bit, classes, look } = self;
        match look {
            Look::Run(from, to) => {
                let run = fails.get_mut(from..to).unwrap_or_default();
                run.par_chunks_mut(PART)
                    .enumerate()
                    .map(|(part, fails)| {
                        let mut moves = Moves::new(classes);
                        for (block, fails) in fails.chunks_mut(BLOCK).enumerate() {
                            turn(from + part * PART + block * BLOCK, fails, &test, bit, classes, &mut moves);
                        }
                        moves
                    })
                    .collect()
            }
            Look::Some(rows) => {
                let mut moves = Moves::new(classes);
                for row in rows {
                    let mut passes = [false];
                    test(*row as usize, &mut passes);
                    if let Some(fail) = fails.get_mut(*row as usize)
                        && passes != [*fail & bit == 0]
                    {
                        *fail ^= bit;
                        moves.push(*row, *fail, bit, classes);
                    }
                }
                vec![moves]
            }
        }
    }
}

fn turn(start: usize, fails: &mut [u16], test: &impl Fn(usize, &mut [bool]), bit: u16, classes: &Classes, moves: &mut Moves) {
    let mut turned = [false; BLOCK];
    let turned = turned.get_mut(..fails.len()).unwrap_or_default();
    test(start, turned);
    for (turned, fail) in turned.iter_mut().zip(&mut *fails) {
        *turned = *turned != (*fail & bit == 0);
        *fail ^= bit * u16::from(*turned);
    }
    let mut rows = [0_u16; BLOCK];
    let mut count = 0;
    for (few, at) in turned.chunks(GROUP).zip((0_u16..).step_by(GROUP)) {
        // Mostly few rows turn, and whole groups of them can be passed over.
        if !few.iter().fold(false, |any, turned| any | *turned) {
            continue;
        }
        for (at, turned) in (at..).zip(few) {
            // Written in any case and kept only where it counts: no branch.
            if let Some(slot) = rows.get_mut(count) {
                *slot = at;
            }
            count += usize::from(*turned);
        }
    }
    for at in rows.iter().take(count) {
        if let Some(fail) = fails.get(usize::from(*at)) {
            // A table has no more rows than fit.
            moves.push(start as u32 + u32::from(*at), *fail, bit, classes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_say_for_which_panels_a_deal_counts() {
        let sets = [0b001, 0b010, 0b011, 0b1_1000_0000_0000];
        let classes = Classes::new(&sets);
        for fail in 0..=u16::MAX {
            let class = usize::from(classes.of[usize::from(fail)]);
            for (at, set) in sets.iter().enumerate() {
                assert_eq!(classes.counts(class, Some(at)), fail & !set == 0, "{fail:b} {set:b}");
            }
            assert_eq!(classes.counts(class, None), fail == 0);
        }
    }
}
