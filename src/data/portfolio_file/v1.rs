//! Version 1 of `*.portfolio.ron`, frozen: these structs are what the text holds. The model may
//! change; these do not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{
    data::parts_v1::{FigureV1, TextV1, entries, keyed},
    model::{
        figure::Figure,
        ids::{ClaimId, CompanyId, DocumentId, FundId, PlaceId},
        lang::Bilingual,
        period::Period,
        portfolio::{
            About, Anchor, Attachment, Bucket, Confidence, Fund, FundKind, GeoPoint, Holding, HoldingStatus, LadderStep, Note,
            NoteKind, NoteStatus, Parent, Portfolio, Reply, Rung, Tranche, WatchPoint,
        },
        unit::Currency,
    },
};

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Portfolio")]
pub struct PortfolioFileV1 {
    /// Always 1.
    pub version: u32,
    /// Title.
    #[serde(default)]
    pub title: TextV1,
    /// What it is for.
    #[serde(default)]
    pub description: TextV1,
    /// Funds.
    #[serde(default, deserialize_with = "entries")]
    pub funds: BTreeMap<String, FundV1>,
    /// Holdings.
    #[serde(default, deserialize_with = "entries")]
    pub holdings: BTreeMap<String, HoldingV1>,
    /// Notes.
    #[serde(default, deserialize_with = "entries")]
    pub notes: BTreeMap<String, NoteV1>,
}

/// A step of a ladder.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepV1 {
    /// Amount entered by hand.
    pub amount: Option<FigureV1>,
    /// When.
    pub date: Option<Period>,
    /// Claims.
    pub claims: Vec<ClaimId>,
    /// Notes.
    pub notes: Vec<String>,
}

/// A part of a fund.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrancheV1 {
    /// Slug.
    pub id: String,
    /// Name.
    pub name: TextV1,
    /// Its steps.
    #[serde(default)]
    pub ladder: BTreeMap<Rung, StepV1>,
}

/// A field of the mandate.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BucketV1 {
    /// Slug.
    pub id: String,
    /// Name.
    pub name: TextV1,
    /// Share, percent.
    #[serde(default)]
    pub target: Option<FigureV1>,
}

/// From and to, in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthsV1 {
    /// At the earliest.
    pub from: u16,
    /// At the latest.
    pub to: u16,
}

/// A point to watch.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchV1 {
    /// Slug.
    pub id: String,
    /// What.
    pub item: TextV1,
    /// What it would mean.
    #[serde(default)]
    pub meaning: TextV1,
    /// When it should show.
    #[serde(default)]
    pub horizon_months: Option<MonthsV1>,
    /// Where it stands.
    #[serde(default)]
    pub document: Option<DocumentId>,
    /// Where in it.
    #[serde(default)]
    pub locator: TextV1,
}

/// A fund that holds a share.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentV1 {
    /// Its key.
    pub fund: String,
    /// Percent.
    #[serde(default)]
    pub share: Option<FigureV1>,
}

/// A fund.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FundV1 {
    /// Place in the list.
    pub order: i64,
    /// Name.
    pub name: TextV1,
    /// Fund of the atlas.
    pub atlas: Option<FundId>,
    /// Seat.
    pub place: Option<PlaceId>,
    /// Who stands behind it.
    pub kind: Option<FundKind>,
    /// Currency.
    pub currency: Option<Currency>,
    /// When it was announced.
    pub announced: Option<Period>,
    /// Lead.
    pub lead: TextV1,
    /// Beside it.
    pub co_investors: Vec<TextV1>,
    /// Limited partners.
    pub lps: Vec<TextV1>,
    /// Ladder.
    pub ladder: BTreeMap<Rung, StepV1>,
    /// Tranches.
    pub tranches: Vec<TrancheV1>,
    /// Mandate.
    pub mandate: Vec<BucketV1>,
    /// Mandate in words.
    pub mandate_note: TextV1,
    /// Term, months.
    pub term: Option<FigureV1>,
    /// Points to watch.
    pub watch: Vec<WatchV1>,
    /// Funds that hold shares.
    pub parents: Vec<ParentV1>,
    /// Documents.
    pub documents: Vec<DocumentId>,
}

/// A holding.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HoldingV1 {
    /// Place in the list.
    pub order: i64,
    /// Fund.
    pub fund: String,
    /// Company of the atlas.
    pub company: Option<CompanyId>,
    /// Name.
    pub name: TextV1,
    /// Seat.
    pub place: Option<PlaceId>,
    /// Zone.
    pub zone: Option<PlaceId>,
    /// Sub-field.
    pub sub_field: String,
    /// Layer.
    pub layer: String,
    /// Bucket.
    pub bucket: String,
    /// Round.
    pub round: String,
    /// Round as written.
    pub round_as_written: String,
    /// When.
    pub date: Option<Period>,
    /// How much.
    pub amount: Option<FigureV1>,
    /// As written.
    pub as_written: String,
    /// Percent of the company.
    pub stake: Option<FigureV1>,
    /// Worth.
    pub value: Option<FigureV1>,
    /// When it was worth that.
    pub value_date: Option<Period>,
    /// What became of it.
    pub status: Option<HoldingStatus>,
    /// Who else invested.
    pub co_investors: Vec<TextV1>,
}

/// A point, degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointV1 {
    /// East.
    pub lon: Decimal,
    /// North.
    pub lat: Decimal,
}

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum AnchorV1 {
    /// A fund.
    Fund(String),
    /// A holding.
    Holding(String),
    /// A city.
    City(PlaceId),
    /// A zone.
    Zone(PlaceId),
    /// A company.
    Company(CompanyId),
    /// A point on the map.
    Point(PointV1),
    /// A span of time.
    Quarter(Period),
    /// A claim.
    Claim(ClaimId),
    /// A point to watch.
    WatchItem {
        /// Fund.
        fund: String,
        /// Point.
        item: String,
    },
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyV1 {
    /// Text.
    pub text: String,
    /// Who.
    #[serde(default)]
    pub author: String,
    /// When.
    pub created: Date,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentV1 {
    /// File.
    pub file: String,
    /// Where taken.
    #[serde(default)]
    pub taken_at: Option<PointV1>,
    /// When taken.
    #[serde(default)]
    pub taken_on: String,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteV1 {
    /// What it is about.
    pub anchor: AnchorV1,
    /// Kind.
    #[serde(default)]
    pub kind: NoteKind,
    /// Text.
    pub text: TextV1,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// How far it got.
    #[serde(default)]
    pub status: NoteStatus,
    /// Who.
    #[serde(default)]
    pub author: String,
    /// When.
    pub created: Date,
    /// Last changed.
    pub changed: Date,
    /// When to come back.
    #[serde(default)]
    pub follow_up: Option<Date>,
    /// How sure.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Answers.
    #[serde(default)]
    pub replies: Vec<ReplyV1>,
    /// Pictures.
    #[serde(default)]
    pub attachments: Vec<AttachmentV1>,
}

fn all<A, B>(list: Vec<A>, made: impl Fn(A) -> B) -> Vec<B> {
    list.into_iter().map(made).collect()
}

fn figure(figure: Option<FigureV1>) -> Option<Figure> {
    figure.map(Figure::from)
}

fn ladder(ladder: BTreeMap<Rung, StepV1>) -> BTreeMap<Rung, LadderStep> {
    let step = |StepV1 { amount, date, claims, notes }| LadderStep { amount: figure(amount), date, claims, notes };
    ladder.into_iter().map(|(rung, known)| (rung, step(known))).collect()
}

fn point(PointV1 { lon, lat }: PointV1) -> GeoPoint {
    GeoPoint { lon, lat }
}

fn watch(watch: WatchV1) -> WatchPoint {
    WatchPoint {
        id: watch.id,
        item: watch.item.into(),
        meaning: watch.meaning.into(),
        horizon_months: watch.horizon_months.map(|MonthsV1 { from, to }| (from, to)),
        document: watch.document,
        locator: watch.locator.into(),
    }
}

impl From<FundV1> for Fund {
    fn from(fund: FundV1) -> Self {
        Self {
            order: fund.order,
            name: fund.name.into(),
            atlas: fund.atlas,
            place: fund.place,
            kind: fund.kind,
            currency: fund.currency,
            announced: fund.announced,
            lead: fund.lead.into(),
            co_investors: all(fund.co_investors, Bilingual::from),
            lps: all(fund.lps, Bilingual::from),
            ladder: ladder(fund.ladder),
            tranches: all(fund.tranches, |part| Tranche { id: part.id, name: part.name.into(), ladder: ladder(part.ladder) }),
            mandate: all(fund.mandate, |part| Bucket { id: part.id, name: part.name.into(), target: figure(part.target) }),
            mandate_note: fund.mandate_note.into(),
            term: figure(fund.term),
            watch: all(fund.watch, watch),
            parents: all(fund.parents, |parent| Parent { fund: parent.fund, share: figure(parent.share) }),
            documents: fund.documents,
        }
    }
}

impl From<HoldingV1> for Holding {
    fn from(holding: HoldingV1) -> Self {
        Self {
            order: holding.order,
            fund: holding.fund,
            company: holding.company,
            name: holding.name.into(),
            place: holding.place,
            zone: holding.zone,
            sub_field: holding.sub_field,
            layer: holding.layer,
            bucket: holding.bucket,
            round: holding.round,
            round_as_written: holding.round_as_written,
            date: holding.date,
            amount: figure(holding.amount),
            as_written: holding.as_written,
            stake: figure(holding.stake),
            value: figure(holding.value),
            value_date: holding.value_date,
            status: holding.status,
            co_investors: all(holding.co_investors, Bilingual::from),
        }
    }
}

impl From<AnchorV1> for Anchor {
    fn from(anchor: AnchorV1) -> Self {
        match anchor {
            AnchorV1::Fund(key) => Self::Fund(key),
            AnchorV1::Holding(key) => Self::Holding(key),
            AnchorV1::City(id) => Self::City(id),
            AnchorV1::Zone(id) => Self::Zone(id),
            AnchorV1::Company(id) => Self::Company(id),
            AnchorV1::Point(at) => Self::Point(point(at)),
            AnchorV1::Quarter(period) => Self::Quarter(period),
            AnchorV1::Claim(id) => Self::Claim(id),
            AnchorV1::WatchItem { fund, item } => Self::WatchItem { fund, item },
        }
    }
}

impl From<NoteV1> for Note {
    fn from(note: NoteV1) -> Self {
        let picture = |AttachmentV1 { file, taken_at, taken_on }| Attachment { file, taken_at: taken_at.map(point), taken_on };
        Self {
            anchor: note.anchor.into(),
            kind: note.kind,
            text: note.text.into(),
            tags: note.tags,
            status: note.status,
            author: note.author,
            created: note.created,
            changed: note.changed,
            follow_up: note.follow_up,
            confidence: note.confidence,
            replies: all(note.replies, |ReplyV1 { text, author, created }| Reply { text, author, created }),
            attachments: all(note.attachments, picture),
        }
    }
}

impl From<PortfolioFileV1> for Portfolio {
    fn from(file: PortfolioFileV1) -> Self {
        Self {
            about: About { title: file.title.into(), description: file.description.into() },
            funds: keyed(file.funds, Fund::from),
            holdings: keyed(file.holdings, Holding::from),
            notes: keyed(file.notes, Note::from),
        }
    }
}
