//! What a person adds over the bundled atlas: claims and corrections, documents, rates, decisions
//! on conflicts, joins. One document, edited by [`UserEdit`] only; the atlas itself never changes.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    claim::{Status, Subject},
    document::{EditError, Editable, Keyed, KeyedEdit, apply_all},
    figure::Figure,
    ids::{ClaimId, DocumentId, MetricId, ProviderId},
    lang::Bilingual,
    period::Period,
    unit::Currency,
};

/// What a person's claim does to another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Replacing {
    /// A newer publication of the same figure: the old one holds up to its date.
    #[default]
    Newer,
    /// The old one was read wrongly: this one holds from the date of the source.
    Correction,
}

/// A claim that a person entered. Its id is its key in [`UserLayer::claims`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserClaim {
    /// What it speaks of.
    pub subject: Subject,
    /// What is measured.
    pub metric: MetricId,
    /// When.
    pub period: Period,
    /// How much.
    pub figure: Figure,
    /// Entered, or derived where it was kept from a computed figure.
    pub status: Status,
    /// The source's own words for the figure.
    #[serde(default)]
    pub as_written: String,
    /// Who measured it, where the source says.
    #[serde(default)]
    pub provider: Option<ProviderId>,
    /// The document it stands in: one of the atlas or of [`UserLayer::documents`].
    pub document: DocumentId,
    /// Where in the document.
    pub locator: Bilingual,
    /// The person's note.
    #[serde(default)]
    pub note: Bilingual,
    /// The claim it takes the place of; that one stays and can be looked at.
    #[serde(default)]
    pub supersedes: Option<ClaimId>,
    /// In which sense it takes its place.
    #[serde(default)]
    pub replacing: Replacing,
    /// For a derived claim: the claims it follows from.
    #[serde(default)]
    pub follows_from: Vec<ClaimId>,
    /// Who entered it.
    pub author: String,
    /// When it was entered.
    pub entered_on: Date,
}

/// A source that a person adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserDocument {
    /// Title.
    pub title: Bilingual,
    /// Publisher.
    #[serde(default)]
    pub publisher: Bilingual,
    /// Date of publication as far as known (`2026-04-28`, `2026-03`, `2020`); empty when not stated.
    #[serde(default)]
    pub published: String,
}

/// Somebody who measures, added by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserProvider {
    /// Name.
    pub name: Bilingual,
}

/// An exchange rate that a person enters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserRate {
    /// The currency that one unit of is priced.
    pub base: Currency,
    /// The currency it is priced in.
    pub quote: Currency,
    /// Units of `quote` for one `base`; above zero.
    pub value: Decimal,
    /// The time it holds for.
    pub period: Period,
    /// Where it comes from.
    pub source: String,
    /// Who entered it.
    pub author: String,
    /// When it was entered.
    pub entered_on: Date,
}

/// How far a person got with a conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionState {
    /// Still to be looked at.
    #[default]
    Open,
    /// Settled: the chosen claim is used.
    Settled,
    /// Looked at, and no reason to worry.
    Dismissed,
}

impl DecisionState {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Open, Self::Settled, Self::Dismissed];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Dismissed => "dismissed",
        }
    }
}

/// A person's decision on a conflict, under the conflict's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// How far it got.
    pub state: DecisionState,
    /// The claim to use; none leaves the choice of the program.
    #[serde(default)]
    pub chosen: Option<ClaimId>,
    /// Why.
    #[serde(default)]
    pub note: String,
    /// Who decided.
    pub author: String,
    /// When.
    pub decided_on: Date,
}

/// Two claims that a person joins by a line although the comparability guard would not. The key
/// is [`Join::key`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The claim of the earlier period.
    pub earlier: ClaimId,
    /// The claim of the later period.
    pub later: ClaimId,
    /// Who joined them.
    pub author: String,
    /// When.
    pub joined_on: Date,
}

impl Join {
    /// The key of a join between two claims.
    pub fn key(earlier: &ClaimId, later: &ClaimId) -> String {
        format!("{earlier}+{later}")
    }
}

/// Everything a person added over the atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserLayer {
    /// Claims by id.
    pub claims: Keyed<UserClaim>,
    /// Documents by id.
    pub documents: Keyed<UserDocument>,
    /// Providers by id.
    pub providers: Keyed<UserProvider>,
    /// Rates by id.
    pub rates: Keyed<UserRate>,
    /// Decisions by conflict id.
    pub decisions: Keyed<Decision>,
    /// Joins by [`Join::key`].
    pub joins: Keyed<Join>,
}

impl UserLayer {
    /// True when nothing was added.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A change to a [`UserLayer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "edits are made one at a time and soon gone")]
pub enum UserEdit {
    /// A claim.
    Claim(KeyedEdit<UserClaim>),
    /// A document.
    Document(KeyedEdit<UserDocument>),
    /// A provider.
    Provider(KeyedEdit<UserProvider>),
    /// A rate.
    Rate(KeyedEdit<UserRate>),
    /// A decision.
    Decision(KeyedEdit<Decision>),
    /// A join.
    Join(KeyedEdit<Join>),
    /// Several changes as one step; all or none.
    Batch(Vec<UserEdit>),
}

impl Editable for UserLayer {
    type Edit = UserEdit;

    fn apply(&mut self, edit: UserEdit) -> Result<UserEdit, EditError> {
        Ok(match edit {
            UserEdit::Claim(edit) => UserEdit::Claim(self.claims.apply(edit)?),
            UserEdit::Document(edit) => UserEdit::Document(self.documents.apply(edit)?),
            UserEdit::Provider(edit) => UserEdit::Provider(self.providers.apply(edit)?),
            UserEdit::Rate(edit) => UserEdit::Rate(self.rates.apply(edit)?),
            UserEdit::Decision(edit) => UserEdit::Decision(self.decisions.apply(edit)?),
            UserEdit::Join(edit) => UserEdit::Join(self.joins.apply(edit)?),
            UserEdit::Batch(edits) => UserEdit::Batch(apply_all(self, edits)?),
        })
    }
}
