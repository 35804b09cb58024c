//! A screen as a person arranged it: what a saved view holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    claim::Measure,
    filter::Filter,
    ids::{MetricId, PlaceId, ViewId},
    item::Selection,
    lang::{Bilingual, Lang},
    layout::{LayoutNode, Workspace},
    settings::{MoneyLens, ThemeChoice},
};

/// Where the map looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapView {
    /// Centre, degrees east (WGS-84).
    pub lon: f64,
    /// Centre, degrees north (WGS-84).
    pub lat: f64,
    /// Zoom; 256-pixel tiles, 0 is the world.
    pub zoom: f64,
    /// Base map file relative to the view; empty for the bundled one.
    #[serde(default)]
    pub base: String,
}

impl MapView {
    /// East China with all ranked cities, from Beijing to Shenzhen and from Chengdu to Shanghai, on
    /// a panel of 1013 by 490 points.
    pub const HOME: Self = Self { lon: 111.5, lat: 32.5, zoom: 4.6, base: String::new() };

    /// Rounded as files store it: five decimals, zoom two.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let round = |value: f64, factor: f64| (value * factor).round() / factor;
        Self { lon: round(self.lon, 1e5), lat: round(self.lat, 1e5), zoom: round(self.zoom, 1e2), base: self.base.clone() }
    }
}

impl Default for MapView {
    fn default() -> Self {
        Self::HOME
    }
}

/// Map layers with what they show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers {
    /// Provinces coloured by a metric.
    pub provinces: bool,
    /// The metric provinces are coloured by.
    pub province_metric: MetricId,
    /// Cities as symbols coloured by tier.
    pub cities: bool,
    /// The metric city symbols are sized by.
    pub city_metric: MetricId,
    /// Zones with paradigm and layer.
    pub zones: bool,
    /// Funds.
    pub funds: bool,
    /// Pins of the open portfolio's notes.
    #[serde(default = "shown")]
    pub notes: bool,
    /// Deals of own tables.
    #[serde(default = "shown")]
    pub deals: bool,
}

/// What files that were written before a layer existed show of it.
fn shown() -> bool {
    true
}

/// What the financing panel shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinancingView {
    /// Sector scope: `all`, `ai`, `embodied_ai`.
    pub scope: String,
    /// Events or money.
    pub measure: Measure,
    /// Place spoken of; none for every place the documents give.
    #[serde(default)]
    pub place: Option<PlaceId>,
    /// What the deals of a person's own tables are divided by; empty for one sum.
    #[serde(default)]
    pub stack: String,
}

impl Default for FinancingView {
    fn default() -> Self {
        Self { scope: "all".into(), measure: Measure::Amount, place: None, stack: String::new() }
    }
}

/// How an indicator becomes points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankingRule {
    /// Ratings linear, company count logarithmic between the smallest and largest stated count.
    #[default]
    LogCount,
}

/// Weights and cuts of the ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingView {
    /// Weight of each indicator, by metric, in basis points; they sum to 10,000.
    pub weights: BTreeMap<MetricId, u32>,
    /// Score from which a place is tier 1, in hundredths of a point.
    pub cut_one: u32,
    /// Score from which a place is tier 2, in hundredths of a point.
    pub cut_two: u32,
    /// How indicators become points.
    #[serde(default)]
    pub rule: RankingRule,
}

/// Other files that a view needs, relative to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Refers {
    /// Portfolios.
    pub portfolios: Vec<String>,
    /// Tables.
    pub tables: Vec<String>,
}

/// A screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewState {
    /// Slug; equals the file's stem.
    pub id: ViewId,
    /// Title.
    pub title: Bilingual,
    /// The question it answers, and the answer with claim ids in square brackets.
    pub note: Bilingual,
    /// Workspace in front.
    pub workspace: Workspace,
    /// Arrangements that differ from the workspace's own.
    pub layouts: BTreeMap<Workspace, LayoutNode>,
    /// Where the map looks.
    pub map: MapView,
    /// Map layers.
    pub layers: Layers,
    /// Filters.
    pub filters: Filter,
    /// Selection.
    pub selection: Selection,
    /// Places compared, in order.
    pub compare: Vec<PlaceId>,
    /// Financing panel.
    pub financing: FinancingView,
    /// Ranking panel.
    pub ranking: RankingView,
    /// Unit for money.
    pub units: MoneyLens,
    /// Date that the view speaks of, as written.
    pub as_of: String,
    /// Seed of random draws.
    pub seed: u64,
    /// Other files it needs.
    pub refers: Refers,
    /// Language, where the view insists on one.
    pub lang: Option<Lang>,
    /// Theme, where the view insists on one.
    pub theme: Option<ThemeChoice>,
}

impl ViewState {
    /// The arrangement of the workspace in front.
    pub fn layout(&self) -> LayoutNode {
        self.layouts.get(&self.workspace).cloned().unwrap_or_else(|| self.workspace.default_layout())
    }
}
