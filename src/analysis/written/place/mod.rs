//! Floor 3: places as people write them: 上海市, 上海, Shanghai, SH, 江苏省苏州市昆山市, 浙江-杭州,
//! 中国（上海）自由贸易试验区, 苏州工业园区, 东莞松山湖.
//!
//! Owns which place several texts of a row mean together. Must not know of columns or files.

mod names;

#[cfg(test)]
mod tests;

use crate::model::{
    dataset::Dataset,
    ids::PlaceId,
    place::{PlaceLevel, PointPrecision},
};
use names::{At, GENERIC, Names, english_key, is_chinese};

/// Why a place is not known for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceDoubt {
    /// Several places have the name.
    Ambiguous,
    /// No place has the name.
    Unknown,
    /// Two texts name places that do not lie in each other.
    Contradiction,
}

/// What the texts of a row say of its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenPlace {
    /// The most exact place that is certain.
    pub place: Option<PlaceId>,
    /// How exactly its point stands for it.
    pub precision: Option<PointPrecision>,
    /// Where there is doubt: which, in which of the texts, and the places that may be meant.
    pub doubt: Option<(PlaceDoubt, usize, Vec<PlaceId>)>,
}

/// A city of so many residents goes before districts elsewhere that have its name: 西安 is the city,
/// but 朝阳 may be the district of Beijing as well as the smaller city.
const LARGE_CITY: u64 = 500_000;

/// Characters of a text that are looked at.
const MOST_CHARS: usize = 80;

/// Reads places. Made once for a dataset.
pub struct PlaceReader<'a> {
    names: Names<'a>,
}

/// What was found so far in the texts of a row.
#[derive(Default)]
struct Found {
    current: Option<At>,
    /// Candidates of a name that is not clear yet, and the text it stands in.
    open: Option<(Vec<At>, usize)>,
    contradiction: Option<usize>,
    any: bool,
}

impl<'a> PlaceReader<'a> {
    /// Gathers the names of all places.
    pub fn new(data: &'a Dataset) -> Self {
        Self { names: Names::of(data) }
    }

    /// Reads the texts of a row together, the larger place first: province, city, county, address.
    /// `decided` answers what was decided for a text. Empty texts say nothing.
    pub fn read<'t>(&self, texts: &[&'t str], decided: impl Fn(usize, &'t str) -> Option<PlaceId>) -> WrittenPlace {
        let mut found = Found::default();
        let mut unknown = None;
        for (index, text) in texts.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let decision = decided(index, text).and_then(|id| self.names.by_id(id.as_str()));
            if let Some(at) = decision {
                found.any = true;
                found.current = Some(at);
                found.open = None;
                continue;
            }
            let before = std::mem::take(&mut found.any);
            self.read_one(text, index, &mut found);
            if !found.any && !super::says_nothing(&super::folded(text)) && unknown.is_none() {
                unknown = Some(index);
            }
            found.any |= before;
        }
        self.answer(&found, unknown)
    }

    fn answer(&self, found: &Found, unknown: Option<usize>) -> WrittenPlace {
        let ids = |list: &[At]| -> Vec<PlaceId> { list.iter().filter_map(|at| self.names.id(*at)).collect() };
        let place = found.current.and_then(|at| self.names.place(at));
        let doubt = match (&found.open, found.contradiction, unknown) {
            (Some((list, index)), ..) => Some((PlaceDoubt::Ambiguous, *index, ids(list))),
            (None, Some(index), _) => Some((PlaceDoubt::Contradiction, index, Vec::new())),
            // A street that is not known is no doubt where the city is.
            (None, None, Some(index)) if place.is_none() || !found.any => Some((PlaceDoubt::Unknown, index, Vec::new())),
            _ => None,
        };
        WrittenPlace { place: place.map(|place| place.id.clone()), precision: place.map(|place| place.precision), doubt }
    }

    fn read_one(&self, text: &str, index: usize, found: &mut Found) {
        // Most cells are one name.
        let whole = self.names.named(text);
        if !whole.is_empty() {
            return self.refine(whole, index, true, found);
        }
        if let Some(at) = self.names.by_id(text) {
            return self.refine(&[at], index, true, found);
        }
        if is_chinese(text) {
            if text.contains(char::is_whitespace) {
                let joined: String = text.split_whitespace().collect();
                return self.read_joined(&joined, index, found);
            }
            self.scan(text, index, found);
        } else {
            let whole = english_key(text);
            let named = self.names.named(&whole);
            if !named.is_empty() {
                return self.refine(named, index, true, found);
            }
            // The larger place stands last in English.
            let parts: Vec<&str> = text.split([',', '/', ';', '(', ')', '|', '-', '·']).collect();
            for part in parts.iter().rev() {
                let key = english_key(part);
                let named = self.names.named(&key);
                if !named.is_empty() {
                    self.refine(named, index, false, found);
                }
            }
        }
    }

    /// A Chinese text that had spaces or line ends in it.
    fn read_joined(&self, text: &str, index: usize, found: &mut Found) {
        let whole = self.names.named(text);
        if whole.is_empty() {
            self.scan(text, index, found);
        } else {
            self.refine(whole, index, true, found);
        }
    }

    /// Finds names in a Chinese text from left to right.
    fn scan(&self, text: &str, index: usize, found: &mut Found) {
        let mut rest = text;
        for _ in 0..MOST_CHARS {
            if rest.is_empty() || found.current.is_some_and(|at| self.is_exact(at)) {
                return;
            }
            if let Some(length) = self.generic(rest, index, found) {
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            if let Some((length, named)) = self.names.longest(rest) {
                let after = rest.get(length..).unwrap_or_default();
                if !begins_street(after) {
                    self.refine(named, index, false, found);
                    rest = after;
                    continue;
                }
            }
            let step = rest.chars().next().map_or(1, char::len_utf8);
            rest = rest.get(step..).unwrap_or_default();
        }
    }

    /// A word that stands for a zone only behind its city.
    fn generic(&self, rest: &str, index: usize, found: &mut Found) -> Option<usize> {
        let word = GENERIC.iter().find(|word| rest.starts_with(**word))?;
        let city = self.names.place(found.current?)?;
        let named = self.names.named(&format!("{}{word}", city.name.zh));
        if named.is_empty() {
            return None;
        }
        self.refine(named, index, false, found);
        Some(word.len())
    }

    fn is_exact(&self, at: At) -> bool {
        self.names.place(at).is_some_and(|place| place.level == PlaceLevel::Zone)
    }

    /// Takes candidates of one name into what is known so far.
    fn refine(&self, candidates: &[At], index: usize, whole: bool, found: &mut Found) {
        found.any = true;
        if let Some((open, _)) = &found.open {
            // An earlier name becomes clear by this one: 朝阳, 北京.
            let related =
                |at: &At| candidates.iter().any(|other| self.names.within(*other, *at) || self.names.within(*at, *other));
            let clear: Vec<At> = open.iter().copied().filter(related).collect();
            if let [one] = clear.as_slice() {
                let inner = candidates.iter().copied().find(|other| self.names.within(*one, *other));
                found.current = Some(inner.filter(|_| candidates.len() == 1).unwrap_or(*one));
                found.open = None;
                return;
            }
        }
        let Some(current) = found.current else {
            match self.reduced(candidates).as_slice() {
                [one] => found.current = Some(*one),
                many => found.open = found.open.take().or_else(|| Some((many.to_vec(), index))),
            }
            return;
        };
        let inside: Vec<At> = candidates.iter().copied().filter(|at| self.names.within(current, *at)).collect();
        if inside.is_empty() {
            let around = candidates.iter().any(|at| self.names.within(*at, current));
            if !around && whole && found.contradiction.is_none() {
                found.contradiction = Some(index);
            }
            return;
        }
        match self.reduced(&inside).as_slice() {
            [one] => found.current = Some(*one),
            many => found.open = found.open.take().or_else(|| Some((many.to_vec(), index))),
        }
    }

    /// The candidates that are left where one goes before others.
    fn reduced(&self, candidates: &[At]) -> Vec<At> {
        if candidates.len() < 2 {
            return candidates.to_vec();
        }
        // 吉林 is the province before the city in it, 长沙 the city before its county.
        let outer: Vec<At> = candidates
            .iter()
            .copied()
            .filter(|at| !candidates.iter().any(|other| other != at && self.names.within(*other, *at)))
            .collect();
        let only = |is: &dyn Fn(At) -> bool| {
            let mut such = outer.iter().copied().filter(|at| is(*at));
            such.next().filter(|_| such.next().is_none())
        };
        let level = |at: At| self.names.place(at).map(|place| place.level);
        let province = |at: At| level(at).is_some_and(PlaceLevel::is_province_level);
        if let Some(one) = only(&province) {
            return vec![one];
        }
        let prefecture = |at: At| level(at) == Some(PlaceLevel::Prefecture);
        let large = |at: At| self.names.place(at).and_then(|place| place.population).is_some_and(|people| people >= LARGE_CITY);
        match only(&prefecture).filter(|at| large(*at)) {
            Some(one) => vec![one],
            None => outer,
        }
    }
}

/// True where the name before is the name of a street or house: 南京西路, 北京大厦.
fn begins_street(after: &str) -> bool {
    const WORDS: [&str; 16] =
        ["路", "街", "大道", "道", "巷", "弄", "大厦", "大楼", "中心", "广场", "东路", "西路", "南路", "北路", "中路", "大学"];
    WORDS.iter().any(|word| after.starts_with(word))
}
