//! Gives texts codes in the order in which they come; sorted at the end.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
};

use rayon::prelude::*;

use super::dictionary::{CodeColumn, Codes, Dictionary, UNKNOWN};

/// Texts are hashed ten times a deal, so the standard hash would take a third of the import. Seeded
/// for each dictionary: no file can be written so that its names meet in one bucket.
#[derive(Clone, Debug)]
struct Seeded(u64);

impl Default for Seeded {
    fn default() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }
}

impl BuildHasher for Seeded {
    type Hasher = Folding;

    fn build_hasher(&self) -> Folding {
        Folding(self.0)
    }
}

/// Folds a wide product: every bit of a word reaches every bit of the hash.
struct Folding(u64);

impl Folding {
    fn fold(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
        let [low, high] = [wide as u64, (wide >> 64) as u64];
        self.0 = (low ^ high).rotate_left(23);
    }
}

impl Hasher for Folding {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        let mut last = [0_u8; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.fold(u64::from_le_bytes(last) ^ (bytes.len() as u64).rotate_left(56));
    }

    fn write_u8(&mut self, byte: u8) {
        self.fold(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Codes of texts, in the order in which they first came.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    codes: HashMap<Box<str>, u32, Seeded>,
}

impl Interner {
    /// The texts of a dictionary under the same codes.
    pub(super) fn of(dictionary: &Dictionary) -> Self {
        Self { codes: dictionary.texts().map(Into::into).zip(1..).collect() }
    }

    /// The code of a text; [`UNKNOWN`] for an empty one.
    pub(super) fn code(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return UNKNOWN;
        }
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = u32::try_from(self.codes.len() + 1).unwrap_or(UNKNOWN);
        self.codes.insert(text.into(), code);
        code
    }

    /// How many texts it has.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// Takes in the texts of another one: the new code of each of its codes.
    pub(super) fn absorb(&mut self, other: Self) -> Vec<u32> {
        let mut new = vec![UNKNOWN; other.len() + 1];
        for (text, old) in other.in_order() {
            if let Some(new) = new.get_mut(old as usize) {
                *new = self.code(&text);
            }
        }
        new
    }

    /// Texts and codes in the order in which they came.
    fn in_order(self) -> Vec<(Box<str>, u32)> {
        let mut all: Vec<(Box<str>, u32)> = self.codes.into_iter().collect();
        all.par_sort_unstable_by_key(|(_, code)| *code);
        all
    }

    /// The sorted dictionary, and the new code of each code.
    pub(super) fn sorted(self) -> (Dictionary, Vec<u32>) {
        let mut all: Vec<(Box<str>, u32)> = self.codes.into_iter().collect();
        all.par_sort_unstable();
        let mut new = vec![UNKNOWN; all.len() + 1];
        for (code, (_, old)) in (1..).zip(&all) {
            if let Some(new) = new.get_mut(*old as usize) {
                *new = code;
            }
        }
        (Dictionary::of_sorted(all.iter().map(|(text, _)| &**text)), new)
    }
}

/// A column that grows: a code a row, of an own interner.
#[derive(Clone, Debug, Default)]
pub(super) struct RawCodes {
    /// Codes of `texts`.
    pub(super) codes: Vec<u32>,
    /// What they stand for.
    pub(super) texts: Interner,
}

impl RawCodes {
    /// Adds a row.
    pub(super) fn push(&mut self, text: &str) {
        let code = self.texts.code(text);
        self.codes.push(code);
    }

    /// Adds all rows of another column.
    pub(super) fn absorb(&mut self, other: Self) {
        let new = self.texts.absorb(other.texts);
        self.codes.extend(other.codes.iter().map(|code| at(&new, *code)));
    }

    /// The finished column, its rows in a new order where one is given.
    pub(super) fn finish(self, order: Option<&[u32]>) -> CodeColumn {
        let (dictionary, new) = self.texts.sorted();
        let old = self.codes;
        let codes = match order {
            None => Codes::collect(dictionary.codes(), old.iter().map(|code| at(&new, *code))),
            Some(order) => Codes::collect(dictionary.codes(), order.iter().map(|row| at(&new, at(&old, *row)))),
        };
        CodeColumn { codes, dictionary }
    }
}

/// The value at a code or row; the default outside.
pub(super) fn at<T: Copy + Default>(values: &[T], code: u32) -> T {
    values.get(code as usize).copied().unwrap_or_default()
}
