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

/// How one field of a scheme stands to a field of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both mean the same.
    Same,
    /// The first holds the second and more.
    Broader,
    /// The first is part of the second.
    Narrower,
    /// They share a part.
    Overlaps,
    /// The other scheme has nothing for the first.
    None,
}

impl Relation {
    /// All, from the closest to none.
    pub const ALL: [Self; 5] = [Self::Same, Self::Broader, Self::Narrower, Self::Overlaps, Self::None];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Broader => "broader",
            Self::Narrower => "narrower",
            Self::Overlaps => "overlaps",
            Self::None => "none",
        }
    }

    /// The relation with this name in tables.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relation| relation.name() == name)
    }
}

/// A field of a scheme, a whole layer (no sub-field), or a whole scheme (no layer either).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemePart {
    /// `2020`, `2026`, or [`SchemePart::SECTOR`].
    pub scheme: String,
    /// Layer slug.
    pub layer: String,
    /// Sub-field slug; of a sector its slug in the metrics.
    pub sub_field: String,
}

impl SchemePart {
    /// What stands as scheme for the sectors that providers count by.
    pub const SECTOR: &str = "sector";

    /// True for the sectors of providers.
    pub fn is_sector(&self) -> bool {
        self.scheme == Self::SECTOR
    }
}

/// One line between two schemes, coded by us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crosswalk {
    /// What is mapped.
    pub from: SchemePart,
    /// How `from` stands to `to`.
    pub relation: Relation,
    /// What it is mapped to; only a scheme where nothing fits.
    pub to: SchemePart,
    /// `coded` when we judged it.
    pub status: String,
    /// Why, where it is not obvious.
    pub note: Bilingual,
}

/// A change of the tree of places on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceChange {
    /// Slug.
    pub id: String,
    /// The day or month it took effect, as known.
    pub since: Period,
    /// The unit: a place of the gazetteer, or a former unit that only this table knows.
    pub unit: PlaceId,
    /// Its name.
    pub name: Bilingual,
    /// What it lay in before; none where it did not exist.
    pub before: Option<PlaceId>,
    /// What it lies in since; none where it was abolished.
    pub after: Option<PlaceId>,
    /// Merged, split, moved, raised, founded, abolished.
    pub change: String,
    /// `general_knowledge`: no document of the atlas says it.
    pub status: String,
    /// What happened.
    pub note: Bilingual,
}
