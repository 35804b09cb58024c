//! What a fund holds.

use serde::{Deserialize, Serialize};

use crate::model::{
    figure::Figure,
    ids::{CompanyId, PlaceId},
    lang::Bilingual,
    period::Period,
};

/// What became of a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldingStatus {
    /// Held, not listed.
    Alive,
    /// Held and listed.
    Listed,
    /// Sold.
    Exited,
    /// Written off.
    Gone,
}

impl HoldingStatus {
    /// All, in menu order.
    pub const ALL: [Self; 4] = [Self::Alive, Self::Listed, Self::Exited, Self::Gone];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alive => "alive",
            Self::Listed => "listed",
            Self::Exited => "exited",
            Self::Gone => "gone",
        }
    }
}

/// An investment of a fund in a company. Its key in the portfolio is its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Holding {
    /// Place in the list.
    pub order: i64,
    /// Key of the fund.
    pub fund: String,
    /// The company of the atlas that it is.
    pub company: Option<CompanyId>,
    /// Name of the company.
    pub name: Bilingual,
    /// Where it sits.
    pub place: Option<PlaceId>,
    /// The zone it sits in.
    pub zone: Option<PlaceId>,
    /// Sub-field, a slug.
    pub sub_field: String,
    /// Layer, a slug.
    pub layer: String,
    /// Mandate bucket, a slug of the fund's mandate.
    pub bucket: String,
    /// Round, an id of the table of rounds; empty when not stated or not known there.
    pub round: String,
    /// Round as the source writes it.
    pub round_as_written: String,
    /// When the money was invested.
    pub date: Option<Period>,
    /// How much; its unit is the currency.
    pub amount: Option<Figure>,
    /// The source's own words for the amount.
    pub as_written: String,
    /// Share of the company, percent.
    pub stake: Option<Figure>,
    /// What the stake is worth.
    pub value: Option<Figure>,
    /// When it was worth that.
    pub value_date: Option<Period>,
    /// What became of it; none where it is not known.
    pub status: Option<HoldingStatus>,
    /// Who invested in the same round.
    pub co_investors: Vec<Bilingual>,
}
