//! A claim: a sourced figure, with everything needed to judge it; and the metric, document and
//! provider it points to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ids::{ClaimId, CompanyId, DocumentId, EntityId, FundId, GroupId, MetricId, PlaceId, ProviderId},
    lang::Bilingual,
    period::Period,
    quantity::Quantity,
    unit::UnitFamily,
};

/// What a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A country, province, city, county or zone.
    Place(PlaceId),
    /// A grouping of places.
    Group(GroupId),
    /// A company.
    Company(CompanyId),
    /// A fund.
    Fund(FundId),
    /// Anything else: an investor, a university, a company group, a tour, the world.
    Entity(EntityId),
}

impl Subject {
    /// The slug, whatever the kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Place(id) => id.as_str(),
            Self::Group(id) => id.as_str(),
            Self::Company(id) => id.as_str(),
            Self::Fund(id) => id.as_str(),
            Self::Entity(id) => id.as_str(),
        }
    }

    /// The place, where the subject is one.
    pub fn place(&self) -> Option<&PlaceId> {
        match self {
            Self::Place(id) => Some(id),
            _ => None,
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Stands in a document.
    Reported,
    /// Computed from reported figures.
    Derived,
    /// Coded by us from a document's wording.
    Coded,
    /// Taken as given without a source.
    Assumed,
    /// Entered by a person.
    Entered,
}

impl Status {
    /// All, in table order.
    pub const ALL: [Self; 5] = [Self::Reported, Self::Derived, Self::Coded, Self::Assumed, Self::Entered];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Derived => "derived",
            Self::Coded => "coded",
            Self::Assumed => "assumed",
            Self::Entered => "entered",
        }
    }

    /// The status with this name in tables.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// A sourced figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Slug.
    pub id: ClaimId,
    /// The subject's kind as the table writes it (`city`, `investor`, ...).
    pub subject_kind: String,
    /// What it speaks of.
    pub subject: Subject,
    /// What is measured.
    pub metric: MetricId,
    /// When.
    pub period: Period,
    /// How much.
    pub quantity: Quantity,
    /// Reported, derived, coded, ...
    pub status: Status,
    /// The document's own words for the figure.
    pub as_written: String,
    /// Who measured it, where the document says.
    pub provider: Option<ProviderId>,
    /// Documents it stands in; at least one.
    pub documents: Vec<DocumentId>,
    /// Where in the document.
    pub locator: Bilingual,
    /// Lines of the document's text, as the reading table gives them.
    pub line: String,
    /// Publication date of the document, as far as it is known (`2026-04-28`, `2026-03`, `2020`).
    pub published: String,
    /// Our note.
    pub note: Bilingual,
    /// The claim this one replaces.
    pub supersedes: Option<ClaimId>,
    /// True when it corrects a wrong reading of the claim it replaces, instead of being newer.
    pub is_correction: bool,
    /// For a derived claim that was kept: the claims it follows from.
    pub follows_from: Vec<ClaimId>,
    /// Who entered it, where a person did.
    pub author: String,
    /// When a person entered it.
    pub entered_on: Option<Date>,
}

/// Whether a claim is used in charts, sums and ranks, and if not, why.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimState {
    /// It is used.
    #[default]
    Current,
    /// Another claim took its place.
    Replaced(ClaimId),
    /// It was published after the date that the view speaks of.
    Later,
    /// A person chose another claim on the same thing; the id of that claim.
    SetAside(ClaimId),
}

impl ClaimState {
    /// True when it is used.
    pub fn is_current(&self) -> bool {
        *self == Self::Current
    }
}

/// What a metric is: a level, or something said about a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetricKind {
    /// A size.
    Level,
    /// Growth on the previous quarter, percent.
    GrowthQoq,
    /// Growth on the same period a year before, percent.
    GrowthYoy,
    /// A share of a whole.
    Share,
    /// A mean.
    Mean,
    /// A median.
    Median,
    /// A coded rating.
    Rating,
    /// A position in an order.
    Rank,
}

impl MetricKind {
    /// The kind with this name in the tables.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "level" => Self::Level,
            "growth_qoq" => Self::GrowthQoq,
            "growth_yoy" => Self::GrowthYoy,
            "share" => Self::Share,
            "mean" => Self::Mean,
            "median" => Self::Median,
            "rating" => Self::Rating,
            "rank" => Self::Rank,
            _ => return None,
        })
    }
}

/// Whether a level is counted at a date or over a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StockFlow {
    /// At a date.
    Stock,
    /// Over a span.
    Flow,
}

/// Events or money, for the financing metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Number of financing events.
    Events,
    /// Money.
    #[default]
    Amount,
}

impl Measure {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Amount => "amount",
        }
    }

    /// The measure with this name in tables.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Events, Self::Amount].into_iter().find(|m| m.name() == name)
    }
}

/// What is measured, and how. No rule reads a metric's id; all read this record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// Slug.
    pub id: MetricId,
    /// Heading.
    pub title: Bilingual,
    /// What counts.
    pub definition: Bilingual,
    /// Units that fit.
    pub family: UnitFamily,
    /// Level, growth, share, ...
    pub kind: MetricKind,
    /// Stock or flow, where it makes sense.
    pub stock_flow: Option<StockFlow>,
    /// The level it grows, or the whole it is a share of.
    pub of: Option<MetricId>,
    /// True when a parent place's figure is the sum of its children's.
    pub additive: bool,
    /// Sector scope (`all`, `ai`, `embodied_ai`, ...), empty where none applies.
    pub sector: String,
    /// Events or amount, for financing metrics.
    pub measure: Option<Measure>,
    /// Metric family for filters (`financing`, `companies`, ...).
    pub topic: String,
    /// Equal for metrics that count the same definition.
    pub definition_id: String,
    /// Which population is counted, as far as the source says: a slug, `not_stated` for many.
    pub coverage: String,
    /// The population in words.
    pub coverage_title: Bilingual,
}

/// A source document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Slug.
    pub id: DocumentId,
    /// Title.
    pub title: Bilingual,
    /// Publisher, where stated.
    pub publisher: Bilingual,
    /// Date of publication as far as known; empty when not stated.
    pub published: String,
    /// Until when its data reach.
    pub data_to: String,
    /// Short name for chips.
    pub short: Bilingual,
    /// What was read out of it.
    pub read: Bilingual,
    /// What was lost.
    pub lost: Bilingual,
}

/// Who measured a figure, where it is not the document's publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Slug.
    pub id: ProviderId,
    /// Name.
    pub name: Bilingual,
}

/// A figure (picture) of the 2020 report and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFigure {
    /// Number in the report.
    pub number: u16,
    /// The report.
    pub document: DocumentId,
    /// Caption; empty when lost.
    pub caption: Bilingual,
    /// Map, heat map, distribution, list of companies; empty when unknown.
    pub kind: String,
    /// Date named in the caption.
    pub date_in_caption: String,
    /// N stated beside it.
    pub n: Option<u32>,
    /// Legend bins as printed.
    pub legend_bins: String,
    /// Line of the document's text.
    pub line: String,
    /// Whether its values are here.
    pub state: FigureState,
}

/// Whether a figure's values could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureState {
    /// Values are in the tables.
    Extracted,
    /// In the source as a picture only.
    NotExtracted,
    /// Even the caption is lost.
    CaptionLost,
}
