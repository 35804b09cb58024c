//! Numbers that follow from a seed alone, the same on every machine.

/// A stream of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

fn mixed(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

impl Draw {
    /// The stream of one thing (`of`: its number) of one kind.
    pub(super) fn new(seed: u64, kind: u64, of: u64) -> Self {
        Self(mixed(seed ^ mixed(kind ^ mixed(of.wrapping_add(0x9e37_79b9_7f4a_7c15)))))
    }

    /// Any number.
    pub(super) fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number below `end`; 0 where that is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.word()) * u128::from(end)) >> 64) as u64
    }

    /// True in so many of a hundred draws.
    pub(super) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// A number below `end`, small ones more often: the least of some draws.
    pub(super) fn small(&mut self, end: u64, draws: u32) -> u64 {
        (0..draws).map(|_| self.below(end)).min().unwrap_or_default()
    }

    /// One of a list.
    pub(super) fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(usize::try_from(self.below(list.len() as u64)).unwrap_or_default())
    }

    /// One of some texts; empty for no texts.
    pub(super) fn text<'a>(&mut self, list: &[&'a str]) -> &'a str {
        self.of(list).copied().unwrap_or_default()
    }
}
