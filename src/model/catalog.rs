//! Records beside claims: cities, zones, companies, funds, entities, schemes, rounds, rates.

use rust_decimal::Decimal;

use super::{
    ids::{ClaimId, CompanyId, DocumentId, EntityId, FundId, PlaceId},
    lang::Bilingual,
    period::Period,
    unit::Currency,
};

/// What the documents say of a city in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityProfile {
    /// The city.
    pub place: PlaceId,
    /// The province-level unit it lies in.
    pub province: PlaceId,
    /// True for the 15 cities that the 2020 report ranks.
    pub ranked: bool,
    /// What it is known for.
    pub speciality: Bilingual,
    /// Where it stands.
    pub documents: Vec<DocumentId>,
}

/// Whether a zone has a symbol of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ZonePoint {
    /// It has a point in the gazetteer.
    Given,
    /// Its site is not given: listed under its city.
    NotGiven,
    /// A corridor or the like: a list entry only.
    ListOnly,
}

/// A zone with its paradigm and layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its place id (`Z-...`).
    pub place: PlaceId,
    /// Name.
    pub name: Bilingual,
    /// The city it belongs to; empty for corridors of several.
    pub city: Option<PlaceId>,
    /// Zone, fair, corridor, port, community.
    pub kind: String,
    /// Innovation paradigm slug; empty when not stated.
    pub paradigm: String,
    /// Innovation paradigm in words.
    pub paradigm_title: Bilingual,
    /// Layer slug; empty when not stated.
    pub layer: String,
    /// Scheme the layer belongs to (`2020`, `2026`), empty when coded by us.
    pub scheme: String,
    /// Whether the layer is `reported` or `coded`.
    pub layer_status: String,
    /// Whether the city is `stated` or `general_knowledge`.
    pub city_status: String,
    /// Where it is named.
    pub documents: Vec<DocumentId>,
    /// Whether it has a point.
    pub point: ZonePoint,
}

/// A company that the documents name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Slug.
    pub id: CompanyId,
    /// Name.
    pub name: Bilingual,
    /// City, where stated or generally known.
    pub place: Option<PlaceId>,
    /// Sub-field slug, as the table gives it.
    pub sub_field: String,
    /// Scheme of the sub-field.
    pub scheme: String,
    /// Where it is named.
    pub documents: Vec<DocumentId>,
    /// Whether the city is `stated` or `general_knowledge`.
    pub place_status: String,
}

/// A fund, as far as the documents describe it. Amounts are claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// Slug.
    pub id: FundId,
    /// Name.
    pub name: Bilingual,
    /// Where it sits.
    pub place: PlaceId,
    /// When it was announced, where stated.
    pub announced: String,
    /// Currency of its size.
    pub currency: Option<Currency>,
    /// Claim that gives the size announced.
    pub target_claim: Option<ClaimId>,
    /// Claim that gives the first tranche.
    pub first_tranche_claim: Option<ClaimId>,
    /// Lead.
    pub lead: Bilingual,
    /// Co-investors, separated by semicolons.
    pub co_investors: Bilingual,
    /// Mandate buckets.
    pub mandate: Vec<String>,
    /// Mandate in words.
    pub mandate_note: Bilingual,
    /// Where it is described.
    pub documents: Vec<DocumentId>,
}

/// A point that the document tells readers to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchItem {
    /// Slug.
    pub id: String,
    /// The fund.
    pub fund: FundId,
    /// What to watch.
    pub item: Bilingual,
    /// What it would mean.
    pub meaning: Bilingual,
    /// Horizon in months, from and to.
    pub horizon_months: Option<(u16, u16)>,
    /// Where it stands.
    pub document: DocumentId,
    /// Where in the document.
    pub locator: Bilingual,
}

/// A subject of claims that is no place, company or fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Slug.
    pub id: EntityId,
    /// Investor, university, company group, tour, world, ...
    pub kind: String,
    /// Name.
    pub name: Bilingual,
    /// Where it sits, where known.
    pub place: Option<PlaceId>,
    /// Our note.
    pub note: Bilingual,
}

/// One sub-field of a layer scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubField {
    /// `2020` or `2026`.
    pub scheme: String,
    /// Layer slug.
    pub layer: String,
    /// Layer in words.
    pub layer_title: Bilingual,
    /// Group slug inside the layer.
    pub group: String,
    /// Group in words.
    pub group_title: Bilingual,
    /// Slug.
    pub id: String,
    /// In words.
    pub title: Bilingual,
    /// Where the scheme stands.
    pub documents: Vec<DocumentId>,
}

/// A financing round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Slug.
    pub id: String,
    /// In words.
    pub name: Bilingual,
    /// Early, middle, late, exit, other; coded by us.
    pub stage: String,
}

/// A sub-field that a document names as strong in a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The city.
    pub place: PlaceId,
    /// Sub-field slug.
    pub sub_field: String,
    /// Its scheme.
    pub scheme: String,
    /// Where it stands.
    pub document: DocumentId,
    /// What "strong" means there.
    pub note: Bilingual,
}

/// An exchange rate: one that a document implies by giving one amount in two currencies, or one
/// that a person entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Slug.
    pub id: String,
    /// The currency that one unit of is priced.
    pub base: Currency,
    /// The currency it is priced in.
    pub quote: Currency,
    /// Units of `quote` for one `base`.
    pub value: Decimal,
    /// Period of the two amounts.
    pub period: Period,
    /// The claims it follows from.
    pub claims: Vec<ClaimId>,
    /// The document's own words for the two amounts.
    pub as_written: String,
    /// Where it stands; empty for a person's.
    pub documents: Vec<DocumentId>,
    /// Where in the document; a person's own words for the source.
    pub locator: Bilingual,
    /// Our note.
    pub note: Bilingual,
}
