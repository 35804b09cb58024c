//! What a person can point at, and the one selection that all panels share.

use serde::{Deserialize, Serialize};

use super::{
    claim::Subject,
    ids::{ClaimId, CompanyId, DocumentId, EntityId, FundId, GroupId, PlaceId},
    period::Period,
};

/// Most items that can be selected at once; the same limit as places compared.
pub const MAX_SELECTED: usize = 10;

/// Anything that can be selected, hovered, opened or linked to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Item {
    /// A country, province, city, county or zone.
    Place(PlaceId),
    /// A grouping of places.
    Group(GroupId),
    /// A company.
    Company(CompanyId),
    /// A fund.
    Fund(FundId),
    /// Another subject: an investor, a university, the world.
    Entity(EntityId),
    /// A claim.
    Claim(ClaimId),
    /// A source document.
    Document(DocumentId),
    /// A figure of the 2020 report, by number.
    Figure(u16),
    /// A span of time on a chart.
    Period(Period),
}

impl From<Subject> for Item {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Place(id) => Self::Place(id),
            Subject::Group(id) => Self::Group(id),
            Subject::Company(id) => Self::Company(id),
            Subject::Fund(id) => Self::Fund(id),
            Subject::Entity(id) => Self::Entity(id),
        }
    }
}

impl Item {
    /// The subject of claims that this is, if it is one.
    pub fn subject(&self) -> Option<Subject> {
        Some(match self {
            Self::Place(id) => Subject::Place(id.clone()),
            Self::Group(id) => Subject::Group(id.clone()),
            Self::Company(id) => Subject::Company(id.clone()),
            Self::Fund(id) => Subject::Fund(id.clone()),
            Self::Entity(id) => Subject::Entity(id.clone()),
            Self::Claim(_) | Self::Document(_) | Self::Figure(_) | Self::Period(_) => return None,
        })
    }

    /// The place, if it is one.
    pub fn place(&self) -> Option<&PlaceId> {
        match self {
            Self::Place(id) => Some(id),
            _ => None,
        }
    }
}

/// What is selected, oldest first; the last is the one the inspector shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Selection {
    items: Vec<Item>,
}

impl Selection {
    /// A selection of these, without repeats, cut to [`MAX_SELECTED`].
    pub fn of(items: impl IntoIterator<Item = Item>) -> Self {
        let mut selection = Self::default();
        for item in items {
            if !selection.contains(&item) && selection.items.len() < MAX_SELECTED {
                selection.items.push(item);
            }
        }
        selection
    }

    /// The item the inspector shows.
    pub fn primary(&self) -> Option<&Item> {
        self.items.last()
    }

    /// Whether `item` is selected.
    pub fn contains(&self, item: &Item) -> bool {
        self.items.contains(item)
    }

    /// Whether the place is selected.
    pub fn contains_place(&self, place: &PlaceId) -> bool {
        self.items.iter().any(|item| item.place() == Some(place))
    }

    /// All of it, oldest first.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The places among it.
    pub fn places(&self) -> impl Iterator<Item = &PlaceId> {
        self.items.iter().filter_map(Item::place)
    }

    /// Adds an item, or takes it out if it is in; false when it is full.
    pub fn toggle(&mut self, item: Item) -> bool {
        if let Some(at) = self.items.iter().position(|i| *i == item) {
            self.items.remove(at);
            return true;
        }
        let room = self.items.len() < MAX_SELECTED;
        if room {
            self.items.push(item);
        }
        room
    }

    /// True when nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
