//! Bringing two versions of a portfolio together: item by item, and within an item field by field.
//! Where both sides changed the same field differently, mine is kept and the conflict is listed.

use std::{collections::BTreeSet, fmt::Debug};

use crate::model::{
    document::{Keyed, KeyedEdit},
    portfolio::{Fund, Holding, Note, Portfolio, PortfolioEdit},
};

/// A field that both sides changed differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MergeConflict {
    /// `portfolio`, `fund`, `holding` or `note`: text keys are made of it.
    pub part: &'static str,
    /// Key of the item.
    pub key: String,
    /// The field; empty where one side took the whole item out.
    pub field: &'static str,
    /// What the other side has, in words; empty where it took the item out.
    pub theirs: String,
}

/// What has to be done to mine so that it holds both sides, and where they disagree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Edits that bring their changes in; none where they changed nothing.
    pub edits: Vec<PortfolioEdit>,
    /// Where mine was kept against theirs.
    pub conflicts: Vec<MergeConflict>,
}

/// Merges what `theirs` changed since `base` into `mine`.
pub fn merge(base: &Portfolio, mine: &Portfolio, theirs: &Portfolio) -> Merged {
    let mut merged = Merged::default();
    if theirs.about != base.about && theirs.about != mine.about {
        if mine.about == base.about {
            merged.edits.push(PortfolioEdit::About(theirs.about.clone()));
        } else {
            let theirs = format!("{:?}", theirs.about.title);
            merged.conflicts.push(MergeConflict { part: "portfolio", key: String::new(), field: "about", theirs });
        }
    }
    items("fund", (&base.funds, &mine.funds, &theirs.funds), PortfolioEdit::Fund, &mut merged);
    items("holding", (&base.holdings, &mine.holdings, &theirs.holdings), PortfolioEdit::Holding, &mut merged);
    items("note", (&base.notes, &mine.notes, &theirs.notes), PortfolioEdit::Note, &mut merged);
    merged
}

fn items<V: Mergeable>(
    part: &'static str,
    (base, mine, theirs): (&Keyed<V>, &Keyed<V>, &Keyed<V>),
    wrap: fn(KeyedEdit<V>) -> PortfolioEdit,
    merged: &mut Merged,
) {
    let keys: BTreeSet<&str> = base.iter().chain(theirs.iter()).map(|(key, _)| key).collect();
    for key in keys {
        let (base, mine, theirs) = (base.get(key), mine.get(key), theirs.get(key));
        if theirs == base || theirs == mine {
            continue;
        }
        let mut conflict = |field, theirs| {
            merged.conflicts.push(MergeConflict { part, key: key.to_owned(), field, theirs });
        };
        match (base, mine, theirs) {
            // Only they changed it.
            (base, mine, Some(theirs)) if mine == base => {
                merged.edits.push(wrap(KeyedEdit::Put { key: key.to_owned(), value: theirs.clone() }));
            }
            (base, mine, None) if mine == base => merged.edits.push(wrap(KeyedEdit::Remove { key: key.to_owned() })),
            // Both did.
            (base, Some(mine), Some(theirs)) => {
                let mut value = mine.clone();
                value.take_in(base, theirs, &mut conflict);
                if value != *mine {
                    merged.edits.push(wrap(KeyedEdit::Put { key: key.to_owned(), value }));
                }
            }
            // What one side took out and the other changed stays as it is here.
            (_, Some(_), None) => conflict("", String::new()),
            (_, None, Some(theirs)) => conflict("", theirs.in_words()),
            (_, None, None) => {}
        }
    }
}

/// An item that can be merged field by field.
trait Mergeable: Clone + PartialEq + Debug {
    /// Takes in the fields that `theirs` changed since `base`; fields that both sides changed
    /// differently stay and are told.
    fn take_in(&mut self, base: Option<&Self>, theirs: &Self, conflict: &mut impl FnMut(&'static str, String));

    /// The item in a few words.
    fn in_words(&self) -> String;
}

macro_rules! by_field {
    ($kind:ident, $words:expr, $($field:ident),+ $(,)?) => {
        impl Mergeable for $kind {
            fn take_in(&mut self, base: Option<&Self>, theirs: &Self, conflict: &mut impl FnMut(&'static str, String)) {
                // A field that is missing here would be lost in a merge: the compiler sees to that.
                let $kind { $($field: _),+ } = theirs;
                $(
                    let was = base.map(|base| &base.$field);
                    if theirs.$field != self.$field && Some(&theirs.$field) != was {
                        if Some(&self.$field) == was {
                            self.$field.clone_from(&theirs.$field);
                        } else {
                            conflict(stringify!($field), format!("{:?}", theirs.$field));
                        }
                    }
                )+
            }

            fn in_words(&self) -> String {
                let words: fn(&$kind) -> String = $words;
                words(self)
            }
        }
    };
}

by_field!(
    Fund,
    |fund| fund.name.en.clone(),
    order,
    name,
    atlas,
    place,
    kind,
    currency,
    announced,
    lead,
    co_investors,
    lps,
    ladder,
    tranches,
    mandate,
    mandate_note,
    term,
    watch,
    parents,
    documents,
);

by_field!(
    Holding,
    |holding| holding.name.en.clone(),
    order,
    fund,
    company,
    name,
    place,
    zone,
    sub_field,
    layer,
    bucket,
    round,
    round_as_written,
    date,
    amount,
    as_written,
    stake,
    value,
    value_date,
    status,
    co_investors,
);

by_field!(
    Note,
    |note| note.text.en.clone(),
    anchor,
    kind,
    text,
    tags,
    status,
    author,
    created,
    changed,
    follow_up,
    confidence,
    replies,
    attachments,
);
