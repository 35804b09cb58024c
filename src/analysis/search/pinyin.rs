//! Pinyin of names: which letters a name can give, and where a word in pinyin stands in it.
//!
//! Characters with several readings match by each of them, so `cq` finds 重庆 and `xm` 厦门.

use ib_pinyin::{
    matcher::PinyinMatcher,
    pinyin::{PinyinData, PinyinNotation},
};

const NOTATIONS: [PinyinNotation; 2] = [PinyinNotation::Ascii, PinyinNotation::AsciiFirstLetter];

/// The readings of all characters.
pub struct Pinyin {
    data: PinyinData,
}

/// How a word in pinyin meets a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinyinMatch {
    /// Bytes of the name it covers.
    pub range: std::ops::Range<usize>,
    /// True when the last syllable is only begun.
    pub is_partial: bool,
}

impl Pinyin {
    /// Loads the readings.
    pub fn new() -> Self {
        let [full, initials] = NOTATIONS;
        Self { data: PinyinData::new(full | initials) }
    }

    /// The letters that the pinyin of `text` can hold and its own Latin letters, one bit each.
    pub fn letters(&self, text: &str) -> u32 {
        let mut mask = 0;
        for c in text.chars() {
            mask |= letter_bit(c);
            if !c.is_ascii() {
                self.data.get_pinyins_and_for_each(c, |pinyin| {
                    for letter in pinyin.notation(PinyinNotation::Ascii).unwrap_or_default().chars() {
                        mask |= letter_bit(letter);
                    }
                });
            }
        }
        mask
    }

    /// A matcher for one word; none for a word that cannot be pinyin.
    pub fn matcher<'a>(&'a self, word: &'a str) -> Option<PinyinMatcher<'a>> {
        let [full, initials] = NOTATIONS;
        let has_letters = word.chars().any(|c| c.is_ascii_alphabetic());
        (has_letters && word.chars().all(keeps_length)).then(|| {
            PinyinMatcher::builder(word)
                .pinyin_data(&self.data)
                .pinyin_notations(full | initials)
                .is_pattern_partial(true)
                .build()
        })
    }
}

/// False for letters that may change their length in bytes when case is folded (`\u{1c80}`): the
/// matcher panics on those.
fn keeps_length(c: char) -> bool {
    c.is_ascii() || (c >= '\u{2e80}' && !c.is_lowercase() && !c.is_uppercase())
}

/// Where the word of `matcher` begins `name`.
pub fn at_start(matcher: &PinyinMatcher<'_>, name: &str) -> Option<PinyinMatch> {
    matcher.test(name).map(|found| PinyinMatch { range: found.range(), is_partial: found.is_pattern_partial() })
}

/// Where the word of `matcher` stands in `name`.
pub fn inside(matcher: &PinyinMatcher<'_>, name: &str) -> Option<PinyinMatch> {
    matcher.find(name).map(|found| PinyinMatch { range: found.range(), is_partial: found.is_pattern_partial() })
}

/// The bit of a Latin letter, or 0.
pub fn letter_bit(c: char) -> u32 {
    let c = c.to_ascii_lowercase();
    if c.is_ascii_lowercase() { 1 << (u32::from(c) - u32::from('a')) } else { 0 }
}

/// The bits of all Latin letters of a text.
pub fn letters_of(text: &str) -> u32 {
    text.chars().map(letter_bit).fold(0, |mask, bit| mask | bit)
}
