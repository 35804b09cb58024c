//! A fund of a portfolio: who, where, how much of it got how far, what it is meant for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{
    figure::Figure,
    ids::{ClaimId, DocumentId, FundId, PlaceId},
    lang::Bilingual,
    period::Period,
    unit::Currency,
};

/// Who stands behind a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundKind {
    /// A city or county.
    Municipal,
    /// A province.
    Provincial,
    /// A company.
    Corporate,
    /// Venture capital.
    Vc,
    /// Private equity.
    Pe,
}

impl FundKind {
    /// All, in menu order.
    pub const ALL: [Self; 5] = [Self::Municipal, Self::Provincial, Self::Corporate, Self::Vc, Self::Pe];

    /// The name used in files and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Municipal => "municipal",
            Self::Provincial => "provincial",
            Self::Corporate => "corporate",
            Self::Vc => "vc",
            Self::Pe => "pe",
        }
    }
}

/// A step of the ladder that a fund's money climbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// Said in public.
    Announced,
    /// Entered in the register.
    Registered,
    /// Committed by investors.
    Raised,
    /// Paid in.
    Called,
    /// Invested.
    Deployed,
}

impl Rung {
    /// All, from the first to the last.
    pub const ALL: [Self; 5] = [Self::Announced, Self::Registered, Self::Raised, Self::Called, Self::Deployed];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Registered => "registered",
            Self::Raised => "raised",
            Self::Called => "called",
            Self::Deployed => "deployed",
        }
    }
}

/// What is known of one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LadderStep {
    /// The amount, entered by hand; where there is none, the first claim gives it.
    #[serde(default)]
    pub amount: Option<Figure>,
    /// When it was reached; where there is none, the first claim's period.
    #[serde(default)]
    pub date: Option<Period>,
    /// Claims it rests on.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// Notes it rests on, by key.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// Steps that are known; one that is absent is not stated.
pub type Ladder = BTreeMap<Rung, LadderStep>;

/// A part of a fund with a ladder of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tranche {
    /// Slug, unique in the fund.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Its steps.
    #[serde(default)]
    pub ladder: Ladder,
}

/// A field that a fund is meant to invest in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// Slug, unique in the fund.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Share of the fund meant for it, percent; none where it is not stated.
    #[serde(default)]
    pub target: Option<Figure>,
}

/// A point to watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchPoint {
    /// Slug, unique in the fund.
    pub id: String,
    /// What to watch.
    pub item: Bilingual,
    /// What it would mean.
    #[serde(default)]
    pub meaning: Bilingual,
    /// Months from the announcement in which it should show, from and to.
    #[serde(default)]
    pub horizon_months: Option<(u16, u16)>,
    /// Where it stands.
    #[serde(default)]
    pub document: Option<DocumentId>,
    /// Where in the document.
    #[serde(default)]
    pub locator: Bilingual,
}

/// A fund that holds a share of this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// Key of the holding fund.
    pub fund: String,
    /// Its share of this fund, percent; none where it is not stated.
    #[serde(default)]
    pub share: Option<Figure>,
}

/// A fund. Its key in the portfolio is its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fund {
    /// Place in the list.
    pub order: i64,
    /// Name.
    pub name: Bilingual,
    /// The fund of the atlas that it is.
    pub atlas: Option<FundId>,
    /// Where it sits.
    pub place: Option<PlaceId>,
    /// Who stands behind it.
    pub kind: Option<FundKind>,
    /// Currency of its accounts.
    pub currency: Option<Currency>,
    /// When it was announced.
    pub announced: Option<Period>,
    /// Who leads it.
    pub lead: Bilingual,
    /// Who invests beside it.
    pub co_investors: Vec<Bilingual>,
    /// Limited partners.
    pub lps: Vec<Bilingual>,
    /// Ladder of the whole.
    pub ladder: Ladder,
    /// Parts with ladders of their own.
    pub tranches: Vec<Tranche>,
    /// Fields it is meant for.
    pub mandate: Vec<Bucket>,
    /// The mandate in words.
    pub mandate_note: Bilingual,
    /// How long it runs, in months.
    pub term: Option<Figure>,
    /// Points to watch.
    pub watch: Vec<WatchPoint>,
    /// Funds that hold shares of this one.
    pub parents: Vec<Parent>,
    /// Where it is described.
    pub documents: Vec<DocumentId>,
}
