//! Version 1 of the view file, frozen: these structs are what the text holds, in the order it
//! holds them. The model may change; these do not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::{
    claim::{Measure, Status},
    filter::{Filter, GeoBox},
    ids::{DocumentId, GroupId, MetricId, PlaceId, ProviderId, ViewId},
    item::{Item, Selection},
    lang::{Bilingual, Lang},
    layout::{Direction, LayoutNode, Panel, Workspace},
    period::Period,
    settings::{MoneyLens, ThemeChoice},
    view_state::{FinancingView, Layers, MapView, RankingRule, RankingView, Refers, ViewState},
};

/// The file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "View")]
pub struct ViewFileV1 {
    /// Always 1.
    pub version: u32,
    /// Slug.
    pub id: ViewId,
    /// Title.
    pub title: TextV1,
    /// Question and answer.
    #[serde(default)]
    pub note: TextV1,
    /// Workspace in front.
    #[serde(default)]
    pub workspace: Workspace,
    /// Arrangements that differ from the workspace's own, in fractions.
    #[serde(default)]
    pub layout: BTreeMap<Workspace, LayoutV1>,
    /// Where the map looks.
    #[serde(default)]
    pub map: MapV1,
    /// Map layers.
    pub layers: LayersV1,
    /// Filters.
    #[serde(default)]
    pub filters: FiltersV1,
    /// Selection, oldest first.
    #[serde(default)]
    pub selection: Vec<ItemV1>,
    /// Places compared.
    #[serde(default)]
    pub compare: Vec<PlaceId>,
    /// Financing panel.
    #[serde(default)]
    pub financing: FinancingV1,
    /// Ranking panel.
    pub ranking: RankingV1,
    /// Unit for money.
    #[serde(default)]
    pub units: MoneyLens,
    /// Date that the view speaks of.
    #[serde(default)]
    pub as_of: String,
    /// Seed of random draws.
    #[serde(default)]
    pub seed: u64,
    /// Other files.
    #[serde(default)]
    pub refers: RefersV1,
    /// Language, where the view insists on one.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// Theme, where the view insists on one.
    #[serde(default)]
    pub theme: Option<ThemeChoice>,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextV1 {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// Where the map looks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapV1 {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// Zoom.
    pub zoom: f64,
    /// Base map file relative to the view; empty for the bundled one.
    #[serde(default)]
    pub base: String,
}

impl Default for MapV1 {
    fn default() -> Self {
        MapView::HOME.into()
    }
}

/// Map layers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayersV1 {
    /// Provinces coloured by a metric.
    pub provinces: bool,
    /// That metric.
    pub province_metric: MetricId,
    /// Cities as symbols.
    pub cities: bool,
    /// The metric that sizes them.
    pub city_metric: MetricId,
    /// Zones.
    pub zones: bool,
    /// Funds.
    pub funds: bool,
    /// Pins of notes; on where the file does not say.
    #[serde(default = "shown")]
    pub notes: bool,
    /// Deals of own tables; on where the file does not say.
    #[serde(default = "shown")]
    pub deals: bool,
}

fn shown() -> bool {
    true
}

/// Filters; an absent or empty field lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FiltersV1 {
    /// Period.
    pub period: Option<Period>,
    /// Places.
    pub places: BTreeSet<PlaceId>,
    /// Groups.
    pub groups: BTreeSet<GroupId>,
    /// A box on the map.
    pub area: Option<AreaV1>,
    /// Published tiers.
    pub tiers: BTreeSet<u8>,
    /// Sector scopes.
    pub sectors: BTreeSet<String>,
    /// Metric families.
    pub topics: BTreeSet<String>,
    /// Documents.
    pub documents: BTreeSet<DocumentId>,
    /// Providers.
    pub providers: BTreeSet<ProviderId>,
    /// Statuses.
    pub statuses: BTreeSet<Status>,
    /// Of own deals, by dimension.
    pub deals: BTreeMap<String, BTreeSet<String>>,
}

/// A box on the map, degrees.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaV1 {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

/// Something selected: `Place("320500")`, `Claim("f001")`, `Period("2026Q1")`, ...
pub type ItemV1 = Item;

/// Financing panel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinancingV1 {
    /// Sector scope.
    pub scope: String,
    /// Events or amount.
    pub measure: Measure,
    /// Place spoken of.
    #[serde(default)]
    pub place: Option<PlaceId>,
    /// What own deals are divided by.
    #[serde(default)]
    pub stack: String,
}

impl Default for FinancingV1 {
    fn default() -> Self {
        FinancingView::default().into()
    }
}

/// Ranking panel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingV1 {
    /// Basis points by metric; they sum to 10,000.
    pub weights: BTreeMap<MetricId, u32>,
    /// Where tiers begin.
    pub cuts: CutsV1,
    /// How indicators become points.
    #[serde(default)]
    pub rule: RankingRule,
}

/// Where tiers begin, in hundredths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutsV1 {
    /// Tier 1 from here.
    pub one: u32,
    /// Tier 2 from here.
    pub two: u32,
}

/// Other files that the view needs, relative to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RefersV1 {
    /// Portfolios.
    pub portfolios: Vec<String>,
    /// Tables.
    pub tables: Vec<String>,
}

/// An arrangement of panels.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayoutV1 {
    /// Parts with their share of the room.
    #[serde(rename_all = "snake_case")]
    Split {
        /// Which way.
        direction: Direction,
        /// Share and content.
        parts: Vec<(f32, LayoutV1)>,
    },
    /// Panels behind one another.
    Tabs {
        /// Index of the one in front.
        active: usize,
        /// In tab order.
        panels: Vec<Panel>,
    },
    /// One panel.
    Panel(Panel),
}

macro_rules! same_fields {
    ($file:ident = $model:ident { $($field:ident),+ $(,)? }) => {
        impl From<$model> for $file {
            fn from(model: $model) -> Self {
                Self { $($field: model.$field.into()),+ }
            }
        }
        impl From<$file> for $model {
            fn from(file: $file) -> Self {
                Self { $($field: file.$field.into()),+ }
            }
        }
    };
}

same_fields!(TextV1 = Bilingual { en, zh });
same_fields!(MapV1 = MapView { lon, lat, zoom, base });
same_fields!(LayersV1 = Layers { provinces, province_metric, cities, city_metric, zones, funds, notes, deals });
same_fields!(AreaV1 = GeoBox { west, south, east, north });
same_fields!(FinancingV1 = FinancingView { scope, measure, place, stack });
same_fields!(RefersV1 = Refers { portfolios, tables });

impl From<Filter> for FiltersV1 {
    fn from(f: Filter) -> Self {
        Self {
            period: f.period,
            places: f.places,
            groups: f.groups,
            area: f.area.map(Into::into),
            tiers: f.tiers,
            sectors: f.sectors,
            topics: f.topics,
            documents: f.documents,
            providers: f.providers,
            statuses: f.statuses,
            deals: f.deals,
        }
    }
}

impl From<FiltersV1> for Filter {
    fn from(f: FiltersV1) -> Self {
        Self {
            period: f.period,
            places: f.places,
            groups: f.groups,
            area: f.area.map(Into::into),
            tiers: f.tiers,
            sectors: f.sectors,
            topics: f.topics,
            documents: f.documents,
            providers: f.providers,
            statuses: f.statuses,
            deals: f.deals,
        }
    }
}

impl From<RankingView> for RankingV1 {
    fn from(r: RankingView) -> Self {
        Self { weights: r.weights, cuts: CutsV1 { one: r.cut_one, two: r.cut_two }, rule: r.rule }
    }
}

impl From<RankingV1> for RankingView {
    fn from(r: RankingV1) -> Self {
        Self { weights: r.weights, cut_one: r.cuts.one, cut_two: r.cuts.two, rule: r.rule }
    }
}

impl From<LayoutNode> for LayoutV1 {
    fn from(node: LayoutNode) -> Self {
        match node {
            LayoutNode::Split { direction, parts } => {
                Self::Split { direction, parts: parts.into_iter().map(|(share, part)| (share, part.into())).collect() }
            }
            LayoutNode::Tabs { active, panels } => Self::Tabs { active, panels },
            LayoutNode::Panel(panel) => Self::Panel(panel),
        }
    }
}

impl From<LayoutV1> for LayoutNode {
    fn from(node: LayoutV1) -> Self {
        match node {
            LayoutV1::Split { direction, parts } => {
                Self::Split { direction, parts: parts.into_iter().map(|(share, part)| (share, part.into())).collect() }
            }
            LayoutV1::Tabs { active, panels } => Self::Tabs { active, panels },
            LayoutV1::Panel(panel) => Self::Panel(panel),
        }
    }
}

impl From<ViewState> for ViewFileV1 {
    fn from(v: ViewState) -> Self {
        Self {
            version: 1,
            id: v.id,
            title: v.title.into(),
            note: v.note.into(),
            workspace: v.workspace,
            layout: v.layouts.into_iter().map(|(workspace, node)| (workspace, node.into())).collect(),
            map: v.map.rounded().into(),
            layers: v.layers.into(),
            filters: v.filters.into(),
            selection: v.selection.items().to_vec(),
            compare: v.compare,
            financing: v.financing.into(),
            ranking: v.ranking.into(),
            units: v.units,
            as_of: v.as_of,
            seed: v.seed,
            refers: v.refers.into(),
            lang: v.lang,
            theme: v.theme,
        }
    }
}

impl From<ViewFileV1> for ViewState {
    fn from(f: ViewFileV1) -> Self {
        Self {
            id: f.id,
            title: f.title.into(),
            note: f.note.into(),
            workspace: f.workspace,
            layouts: f.layout.into_iter().map(|(workspace, node)| (workspace, node.into())).collect(),
            map: f.map.into(),
            layers: f.layers.into(),
            filters: f.filters.into(),
            selection: Selection::of(f.selection),
            compare: f.compare,
            financing: f.financing.into(),
            ranking: f.ranking.into(),
            units: f.units,
            as_of: f.as_of,
            seed: f.seed,
            refers: f.refers.into(),
            lang: f.lang,
            theme: f.theme,
        }
    }
}
