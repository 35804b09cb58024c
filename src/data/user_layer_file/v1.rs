//! Version 1 of `claims.user.ron`, frozen: these structs are what the text holds, in the order it
//! holds them. The model may change; these do not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::data::parts_v1::{FigureV1, TextV1, entries, keyed};
use crate::model::{
    claim::{Status, Subject},
    ids::{ClaimId, CompanyId, DocumentId, EntityId, FundId, GroupId, MetricId, PlaceId, ProviderId},
    period::Period,
    unit::Currency,
    user_layer::{Decision, DecisionState, Join, Replacing, UserClaim, UserDocument, UserLayer, UserProvider, UserRate},
};

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "UserLayer")]
pub struct UserLayerFileV1 {
    /// Always 1.
    pub version: u32,
    /// Sources.
    #[serde(default, deserialize_with = "entries")]
    pub documents: BTreeMap<String, DocumentV1>,
    /// Who measures.
    #[serde(default, deserialize_with = "entries")]
    pub providers: BTreeMap<String, ProviderV1>,
    /// Claims.
    #[serde(default, deserialize_with = "entries")]
    pub claims: BTreeMap<String, ClaimV1>,
    /// Exchange rates.
    #[serde(default, deserialize_with = "entries")]
    pub rates: BTreeMap<String, RateV1>,
    /// Decisions on conflicts.
    #[serde(default, deserialize_with = "entries")]
    pub decisions: BTreeMap<String, DecisionV1>,
    /// Claims joined by a line.
    #[serde(default, deserialize_with = "entries")]
    pub joins: BTreeMap<String, JoinV1>,
}

/// What a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum SubjectV1 {
    /// A place.
    Place(PlaceId),
    /// A grouping.
    Group(GroupId),
    /// A company.
    Company(CompanyId),
    /// A fund.
    Fund(FundId),
    /// Anything else.
    Entity(EntityId),
}

impl From<SubjectV1> for Subject {
    fn from(subject: SubjectV1) -> Self {
        match subject {
            SubjectV1::Place(id) => Self::Place(id),
            SubjectV1::Group(id) => Self::Group(id),
            SubjectV1::Company(id) => Self::Company(id),
            SubjectV1::Fund(id) => Self::Fund(id),
            SubjectV1::Entity(id) => Self::Entity(id),
        }
    }
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimV1 {
    /// What it speaks of.
    pub subject: SubjectV1,
    /// What is measured.
    pub metric: MetricId,
    /// When.
    pub period: Period,
    /// How much.
    pub figure: FigureV1,
    /// Entered, or derived.
    #[serde(default = "entered")]
    pub status: Status,
    /// The source's words.
    #[serde(default)]
    pub as_written: String,
    /// Who measured it.
    #[serde(default)]
    pub provider: Option<ProviderId>,
    /// The source.
    pub document: DocumentId,
    /// Where in it.
    #[serde(default)]
    pub locator: TextV1,
    /// Note.
    #[serde(default)]
    pub note: TextV1,
    /// The claim it takes the place of.
    #[serde(default)]
    pub supersedes: Option<ClaimId>,
    /// In which sense.
    #[serde(default)]
    pub replacing: Replacing,
    /// Claims it follows from.
    #[serde(default)]
    pub follows_from: Vec<ClaimId>,
    /// Who entered it.
    pub author: String,
    /// When.
    pub entered_on: Date,
}

fn entered() -> Status {
    Status::Entered
}

impl From<ClaimV1> for UserClaim {
    fn from(claim: ClaimV1) -> Self {
        Self {
            subject: claim.subject.into(),
            metric: claim.metric,
            period: claim.period,
            figure: claim.figure.into(),
            status: claim.status,
            as_written: claim.as_written,
            provider: claim.provider,
            document: claim.document,
            locator: claim.locator.into(),
            note: claim.note.into(),
            supersedes: claim.supersedes,
            replacing: claim.replacing,
            follows_from: claim.follows_from,
            author: claim.author,
            entered_on: claim.entered_on,
        }
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentV1 {
    /// Title.
    pub title: TextV1,
    /// Publisher.
    #[serde(default)]
    pub publisher: TextV1,
    /// Date of publication.
    #[serde(default)]
    pub published: String,
}

/// Somebody who measures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderV1 {
    /// Name.
    pub name: TextV1,
}

/// An exchange rate.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateV1 {
    /// One unit of this.
    pub base: Currency,
    /// In this.
    pub quote: Currency,
    /// Costs this much.
    pub value: Decimal,
    /// When.
    pub period: Period,
    /// Source.
    pub source: String,
    /// Who entered it.
    pub author: String,
    /// When.
    pub entered_on: Date,
}

/// A decision on a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionV1 {
    /// How far it got.
    pub state: DecisionState,
    /// The claim to use.
    #[serde(default)]
    pub chosen: Option<ClaimId>,
    /// Why.
    #[serde(default)]
    pub note: String,
    /// Who.
    pub author: String,
    /// When.
    pub decided_on: Date,
}

/// Two joined claims.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinV1 {
    /// The earlier one.
    pub earlier: ClaimId,
    /// The later one.
    pub later: ClaimId,
    /// Who.
    pub author: String,
    /// When.
    pub joined_on: Date,
}

impl From<UserLayerFileV1> for UserLayer {
    fn from(file: UserLayerFileV1) -> Self {
        Self {
            claims: keyed(file.claims, UserClaim::from),
            documents: keyed(file.documents, |document| UserDocument {
                title: document.title.into(),
                publisher: document.publisher.into(),
                published: document.published,
            }),
            providers: keyed(file.providers, |provider| UserProvider { name: provider.name.into() }),
            rates: keyed(file.rates, |rate| {
                let RateV1 { base, quote, value, period, source, author, entered_on } = rate;
                UserRate { base, quote, value, period, source, author, entered_on }
            }),
            decisions: keyed(file.decisions, |decision| {
                let DecisionV1 { state, chosen, note, author, decided_on } = decision;
                Decision { state, chosen, note, author, decided_on }
            }),
            joins: keyed(file.joins, |join| {
                let JoinV1 { earlier, later, author, joined_on } = join;
                Join { earlier, later, author, joined_on }
            }),
        }
    }
}
