//! How well a query meets an entry.

use std::ops::Range;

use ib_pinyin::matcher::PinyinMatcher;
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{Atom, AtomKind, CaseMatching, Normalization},
};

use super::{
    index::{Entry, Kind},
    pinyin::{Pinyin, at_start, inside, letters_of},
};

/// Smaller is better: the worst word's class first, then their sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    worst: Class,
    sum: u16,
}

/// How a word meets a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// The whole name, the id, or the initials of the whole name.
    Whole,
    /// The name begins with it.
    Begins,
    /// A later word of the name begins with it.
    WordBegins,
    /// It stands inside the name.
    Inside,
    /// It stands in the name of the place around.
    Around,
    /// Its letters stand in the name in order, close together.
    Close,
}

struct Word<'a> {
    lower: &'a str,
    is_ascii: bool,
    letters: u32,
    pinyin: Option<PinyinMatcher<'a>>,
    fuzzy: Option<Atom>,
}

/// The words of a query.
pub(super) struct Words<'a> {
    words: Vec<Word<'a>>,
    matcher: Matcher,
}

/// Least length of a word that may match with gaps.
const FUZZY_FROM: usize = 4;

impl<'a> Words<'a> {
    /// Takes a query in lower case apart.
    pub fn new(query: &'a str, pinyin: &'a Pinyin) -> Self {
        let words = query
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '·'))
            .filter(|word| !word.is_empty())
            .map(|word| Word::new(word, pinyin))
            .collect();
        Self { words, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// How well all words meet `entry`; `None` when one does not.
    pub fn rank(&mut self, entry: &Entry) -> Option<Rank> {
        let mut rank = Rank { worst: Class::Whole, sum: 0 };
        if self.words.is_empty() {
            return None;
        }
        for word in &self.words {
            let class = word.class(entry, &mut self.matcher)?;
            rank.worst = rank.worst.max(class);
            rank.sum += class as u16;
        }
        Some(rank)
    }

    /// True when every word stands in one of the texts.
    pub fn all_in(&self, texts: &[&str]) -> bool {
        self.words.iter().all(|word| {
            texts.iter().any(|text| {
                text.contains(word.lower)
                    || (!text.is_ascii() && word.pinyin.as_ref().is_some_and(|pinyin| inside(pinyin, text).is_some()))
            })
        })
    }

    /// Byte ranges of `title` that the words cover, sorted and without overlap.
    pub fn matched_in(&mut self, title: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let lower = title.to_lowercase();
        let same_length = lower.len() == title.len();
        for word in &self.words {
            if let Some(at) = lower.find(word.lower).filter(|_| same_length) {
                ranges.push(at..at + word.lower.len());
            } else if let Some(found) = word.pinyin.as_ref().and_then(|pinyin| inside(pinyin, title)) {
                ranges.push(found.range);
            }
        }
        ranges.retain(|range| title.get(range.clone()).is_some());
        ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged
    }
}

impl<'a> Word<'a> {
    fn new(lower: &'a str, pinyin: &'a Pinyin) -> Self {
        let is_ascii = lower.is_ascii();
        let has_letters = lower.chars().any(|c| c.is_ascii_lowercase());
        let fuzzy = (is_ascii && has_letters && lower.len() >= FUZZY_FROM)
            .then(|| Atom::new(lower, CaseMatching::Ignore, Normalization::Never, AtomKind::Fuzzy, false));
        Self { lower, is_ascii, letters: letters_of(lower), pinyin: pinyin.matcher(lower), fuzzy }
    }

    fn class(&self, entry: &Entry, matcher: &mut Matcher) -> Option<Class> {
        let word = self.lower;
        if entry.id == word || entry.en_lower == word || entry.name.zh == word || entry.full_zh == word {
            return Some(Class::Whole);
        }
        let may = self.letters & !entry.letters == 0;
        let by_pinyin = if may { self.by_pinyin(entry) } else { None };
        if by_pinyin == Some(Class::Whole) {
            return by_pinyin;
        }
        let begins = (may || !self.is_ascii)
            && (entry.en_lower.starts_with(word)
                || entry.name.zh.starts_with(word)
                || (!self.is_ascii && entry.full_zh.starts_with(word)));
        if begins || by_pinyin == Some(Class::Begins) {
            return Some(Class::Begins);
        }
        if self.is_ascii && may && word_begins(&entry.en_lower, word) {
            return Some(Class::WordBegins);
        }
        let long = word.chars().count() >= if self.is_ascii { 3 } else { 1 };
        if long && (entry.en_lower.contains(word) || entry.name.zh.contains(word)) || by_pinyin == Some(Class::Inside) {
            return Some(Class::Inside);
        }
        if entry.id.len() > 3 && long && entry.id.starts_with(word) {
            return Some(Class::Inside);
        }
        if long && word_begins(&entry.context_lower, word) || (!self.is_ascii && entry.context_lower.contains(word)) {
            return Some(Class::Around);
        }
        if may && self.fuzzy.as_ref().is_some_and(|atom| is_close(atom, entry.en_fuzzy.slice(..), word.len(), matcher)) {
            return Some(Class::Close);
        }
        None
    }

    fn by_pinyin(&self, entry: &Entry) -> Option<Class> {
        let matcher = self.pinyin.as_ref()?;
        let name = entry.name.zh.as_str();
        if name.is_ascii() {
            return None;
        }
        if let Some(found) = at_start(matcher, name) {
            let whole = found.range.end == name.len() && !found.is_partial;
            return Some(if whole { Class::Whole } else { Class::Begins });
        }
        // Initials inside long names hit everywhere; there a word needs some length.
        let needed = if matches!(entry.kind, Kind::Claim | Kind::Document) { 4 } else { 2 };
        (self.lower.len() >= needed && inside(matcher, name).is_some()).then_some(Class::Inside)
    }
}

/// True when a word of `text` begins with `word`.
fn word_begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Each letter scores 16 and gaps cost; a score of 16 a letter means that bonuses for word starts
/// outweigh the gaps.
fn is_close(atom: &Atom, text: Utf32Str<'_>, letters: usize, matcher: &mut Matcher) -> bool {
    let needed = u16::try_from(letters * 16).unwrap_or(u16::MAX);
    atom.score(text, matcher).is_some_and(|score| score >= needed)
}
