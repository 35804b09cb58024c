//! Floor 1: a portfolio: funds, what they hold, and what a person notes about them. One document, edited by
//! [`PortfolioEdit`] only. Notes outlive the data: an anchor whose target is gone is kept.

mod anchor;
mod fund;
mod holding;
mod note;

use serde::{Deserialize, Serialize};

pub use anchor::{Anchor, GeoPoint};
pub use fund::{Bucket, Fund, FundKind, Ladder, LadderStep, Parent, Rung, Tranche, WatchPoint};
pub use holding::{Holding, HoldingStatus};
pub use note::{Attachment, Confidence, Note, NoteKind, NoteStatus, Reply};

use super::{
    document::{EditError, Editable, Keyed, KeyedEdit, apply_all},
    lang::Bilingual,
};

/// Distance between the `order` of neighbours in a list; leaves room to move an item between two.
pub const ORDER_STEP: i64 = 1024;

/// What the document is called and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Title.
    pub title: Bilingual,
    /// What it is for.
    #[serde(default)]
    pub description: Bilingual,
}

/// Everything in a portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// Title and purpose.
    pub about: About,
    /// Funds by key.
    pub funds: Keyed<Fund>,
    /// Holdings by key.
    pub holdings: Keyed<Holding>,
    /// Notes by key.
    pub notes: Keyed<Note>,
}

/// A change to a [`Portfolio`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PortfolioEdit {
    /// Title and purpose.
    About(About),
    /// A fund.
    Fund(KeyedEdit<Fund>),
    /// A holding.
    Holding(KeyedEdit<Holding>),
    /// A note.
    Note(KeyedEdit<Note>),
    /// Several changes as one step; all or none.
    Batch(Vec<PortfolioEdit>),
}

impl Editable for Portfolio {
    type Edit = PortfolioEdit;

    fn apply(&mut self, edit: PortfolioEdit) -> Result<PortfolioEdit, EditError> {
        Ok(match edit {
            PortfolioEdit::About(about) => PortfolioEdit::About(std::mem::replace(&mut self.about, about)),
            PortfolioEdit::Fund(edit) => PortfolioEdit::Fund(self.funds.apply(edit)?),
            PortfolioEdit::Holding(edit) => PortfolioEdit::Holding(self.holdings.apply(edit)?),
            PortfolioEdit::Note(edit) => PortfolioEdit::Note(self.notes.apply(edit)?),
            PortfolioEdit::Batch(edits) => PortfolioEdit::Batch(apply_all(self, edits)?),
        })
    }
}

/// An item with a place in a list that a person arranges.
pub trait Ordered {
    /// Its place; items with the same one stand by key.
    fn order(&self) -> i64;
}

impl Ordered for Fund {
    fn order(&self) -> i64 {
        self.order
    }
}

impl Ordered for Holding {
    fn order(&self) -> i64 {
        self.order
    }
}

/// The items in the order of their list.
pub fn in_order<V: Ordered>(items: &Keyed<V>) -> Vec<(&str, &V)> {
    let mut list: Vec<(&str, &V)> = items.iter().collect();
    list.sort_by_key(|(_, item)| item.order());
    list
}

/// The place behind the last item of a list.
pub fn last_order<V: Ordered>(items: &Keyed<V>) -> i64 {
    items.iter().map(|(_, item)| item.order()).max().map_or(0, |last| last.saturating_add(ORDER_STEP))
}

impl Portfolio {
    /// The holdings of a fund, in the order of their list.
    pub fn holdings_of<'a>(&'a self, fund: &str) -> Vec<(&'a str, &'a Holding)> {
        let mut list: Vec<(&str, &Holding)> = self.holdings.iter().filter(|(_, holding)| holding.fund == fund).collect();
        list.sort_by_key(|(_, holding)| holding.order);
        list
    }

    /// A key that is not in use, made of a prefix and a number of three digits or more.
    pub fn free_key<V>(items: &Keyed<V>, prefix: &str) -> String {
        let used = items.iter().filter_map(|(key, _)| key.strip_prefix(prefix)?.parse::<u64>().ok()).max().unwrap_or(0);
        format!("{prefix}{:03}", used + 1)
    }
}
