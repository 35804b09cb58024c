//! Lists of notes: what a filter lets through, what is due, what is to be asked where.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::anchors;
use crate::model::{
    dataset::Dataset,
    ids::PlaceId,
    lang::Bilingual,
    period::Period,
    portfolio::{Anchor, Note, NoteKind, NoteStatus, Portfolio},
};

/// What a list of notes shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    /// Words that must all stand in the text, a reply, a tag, the author's name or the anchor's.
    pub words: String,
    /// Kinds; empty for all.
    pub kinds: BTreeSet<NoteKind>,
    /// States; empty for all.
    pub statuses: BTreeSet<NoteStatus>,
    /// Tags that must all be there.
    pub tags: BTreeSet<String>,
    /// Only notes to come back to by this day.
    pub due_by: Option<Date>,
}

impl NoteFilter {
    /// True when everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a note passes.
    pub fn passes(&self, data: &Dataset, portfolio: &Portfolio, note: &Note) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&note.kind))
            && (self.statuses.is_empty() || self.statuses.contains(&note.status))
            && self.tags.iter().all(|tag| note.tags.contains(tag))
            && self.due_by.is_none_or(|day| is_due(note, day))
            && (self.words.trim().is_empty() || self.has_words(data, portfolio, note))
    }

    fn has_words(&self, data: &Dataset, portfolio: &Portfolio, note: &Note) -> bool {
        let about = anchors::name(data, portfolio, &note.anchor);
        let mut text = format!("{}\n{}\n{}\n{}\n{}", note.text.en, note.text.zh, note.author, about.en, about.zh);
        for part in note.tags.iter().chain(note.replies.iter().map(|reply| &reply.text)) {
            text.push('\n');
            text.push_str(part);
        }
        let text = text.to_lowercase();
        self.words.to_lowercase().split_whitespace().all(|word| text.contains(word.trim_start_matches('#')))
    }
}

/// True when the note is to be come back to by `day` and is not done with.
pub fn is_due(note: &Note, day: Date) -> bool {
    note.status.is_pending() && note.follow_up.is_some_and(|at| at <= day)
}

/// Notes that are drawn as one mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heap {
    /// The first few notes' texts.
    pub texts: Vec<Bilingual>,
    /// How many notes.
    pub count: usize,
    /// One of them is due.
    pub due: bool,
}

impl Heap {
    /// Texts that are kept.
    const SHOWN: usize = 5;

    /// Puts a note on the heap.
    pub fn add(&mut self, note: &Note, day: Date) {
        self.count += 1;
        self.due |= is_due(note, day);
        if self.texts.len() < Self::SHOWN {
            self.texts.push(note.text.clone());
        }
    }
}

/// Notes that are not done with, by the quarter or other span of time that they hang on.
pub fn by_period(portfolio: &Portfolio, day: Date) -> BTreeMap<Period, Heap> {
    let mut heaps = BTreeMap::<Period, Heap>::new();
    for (_, note) in portfolio.notes.iter().filter(|(_, note)| note.status.is_pending()) {
        if let Anchor::Quarter(period) = &note.anchor {
            heaps.entry(period.clone()).or_default().add(note, day);
        }
    }
    heaps
}

/// Notes that pass, newest change first; of one day the one with the highest key.
pub fn filtered<'a>(data: &Dataset, portfolio: &'a Portfolio, filter: &NoteFilter) -> Vec<(&'a str, &'a Note)> {
    let mut list: Vec<(&str, &Note)> = portfolio.notes.iter().filter(|(_, note)| filter.passes(data, portfolio, note)).collect();
    list.sort_by(|(a, one), (b, other)| other.changed.cmp(&one.changed).then_with(|| b.cmp(a)));
    list
}

/// The open questions of a place; of none where there is no place.
pub type AskedAt<'a> = (Option<PlaceId>, Vec<(&'a str, &'a Note)>);

/// Questions that are still open or waiting for an answer, by the place they belong to; those of no
/// place last.
pub fn ask_list<'a>(data: &Dataset, portfolio: &'a Portfolio) -> Vec<AskedAt<'a>> {
    let mut by_place = BTreeMap::<(bool, Option<PlaceId>), Vec<(&str, &Note)>>::new();
    let open = portfolio.notes.iter().filter(|(_, note)| note.kind == NoteKind::Question && note.status.is_pending());
    for (key, note) in open {
        let place = anchors::place(data, portfolio, &note.anchor);
        by_place.entry((place.is_none(), place)).or_default().push((key, note));
    }
    by_place.into_iter().map(|((_, place), notes)| (place, notes)).collect()
}

/// All tags with the number of notes that have them, by name.
pub fn tags(portfolio: &Portfolio) -> Vec<(&str, usize)> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for tag in portfolio.notes.iter().flat_map(|(_, note)| &note.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    counts.into_iter().collect()
}
