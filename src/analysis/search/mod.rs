//! Floor 3: the palette's search over commands, places, companies, funds, views, claims, groups and
//! documents: Chinese, English, full pinyin, pinyin initials, coordinates, small slips.
//!
//! An index is built once for a dataset; a query compares its words with every entry. The order
//! is deterministic: how well the words match, then what the entry is (ranked cities first), then
//! residents, then the id.

mod coordinates;
mod index;
mod pinyin;
mod rank;

use std::{fmt, ops::Range};

pub use coordinates::parse_coordinates;
pub use index::{Entry, Kind};

use crate::model::{
    dataset::Dataset,
    ids::ViewId,
    item::Item,
    lang::{Bilingual, Lang},
    place::LonLat,
};

/// What an entry of the palette stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Something that can be selected.
    Item(Item),
    /// A saved view.
    View(ViewId),
    /// A command of the caller's list, by position.
    Command(usize),
    /// A point on the map.
    Point(LonLat),
}

/// A result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it stands for.
    pub target: Target,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Name in the language asked for.
    pub title: String,
    /// What tells it from others: the other language's name, province, document.
    pub subtitle: String,
    /// Byte ranges of `title` that matched, for emphasis.
    pub matched: Vec<Range<usize>>,
}

/// The searchable names of a dataset, its saved views and the program's commands.
pub struct SearchIndex {
    entries: Vec<Entry>,
    pinyin: pinyin::Pinyin,
}

impl fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchIndex").field("entries", &self.entries.len()).finish()
    }
}

impl Default for SearchIndex {
    fn default() -> Self {
        Self { entries: Vec::new(), pinyin: pinyin::Pinyin::new() }
    }
}

impl SearchIndex {
    /// Reads every name once. `commands` are found by their titles and come back as positions.
    pub fn new(data: &Dataset, views: &[(ViewId, Bilingual)], commands: &[Bilingual]) -> Self {
        let pinyin = pinyin::Pinyin::new();
        let entries = index::entries(data, views, commands, &pinyin);
        Self { entries, pinyin }
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True for an index of nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best `limit` results for a query; none for an empty one.
    pub fn search(&self, query: &str, lang: Lang, limit: usize) -> Vec<Hit> {
        let query = query.trim();
        if query.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut hits = Vec::new();
        if let Some(point) = parse_coordinates(query) {
            hits.push(Hit {
                target: Target::Point(point),
                kind: Kind::Point,
                title: format!("{:.5}, {:.5}", point.lat, point.lon),
                subtitle: String::new(),
                matched: Vec::new(),
            });
        }
        let lower = query.to_lowercase();
        let mut words = rank::Words::new(&lower, &self.pinyin);
        let mut found: Vec<(rank::Rank, &Entry)> =
            self.entries.iter().filter_map(|entry| words.rank(entry).map(|rank| (rank, entry))).collect();
        let by_rank = |a: &(rank::Rank, &Entry), b: &(rank::Rank, &Entry)| a.0.cmp(&b.0).then_with(|| a.1.order(b.1));
        if found.len() > limit * 4 {
            found.select_nth_unstable_by(limit * 4, by_rank);
            found.truncate(limit * 4);
        }
        found.sort_by(by_rank);
        let room = limit.saturating_sub(hits.len());
        hits.extend(found.into_iter().take(room).map(|(_, entry)| self.hit(entry, &mut words, lang)));
        hits
    }

    fn hit(&self, entry: &Entry, words: &mut rank::Words<'_>, lang: Lang) -> Hit {
        let title = entry.name.get(lang).to_owned();
        Hit {
            target: entry.target.clone(),
            kind: entry.kind,
            matched: words.matched_in(&title),
            subtitle: entry.subtitle(lang),
            title,
        }
    }
}

/// Text search for filter fields: Chinese, English, pinyin and initials.
pub struct TextSearch {
    pinyin: pinyin::Pinyin,
}

impl fmt::Debug for TextSearch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextSearch")
    }
}

impl Default for TextSearch {
    fn default() -> Self {
        Self::new()
    }
}

impl TextSearch {
    /// Loads the readings of characters.
    pub fn new() -> Self {
        Self { pinyin: pinyin::Pinyin::new() }
    }

    /// Says of texts whether they hold all words of `query`, which must be in lower case. An empty
    /// query lets everything through.
    pub fn matcher<'a>(&'a self, query: &'a str) -> TextMatcher<'a> {
        TextMatcher { words: rank::Words::new(query, &self.pinyin) }
    }
}

/// Says whether texts hold all words of a query: as they are, as pinyin or as pinyin initials.
pub struct TextMatcher<'a> {
    words: rank::Words<'a>,
}

impl TextMatcher<'_> {
    /// True when every word is found in one of `texts` (lower case for Latin letters).
    pub fn matches(&self, texts: &[&str]) -> bool {
        self.words.all_in(texts)
    }
}

#[cfg(test)]
mod tests;
