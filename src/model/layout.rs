//! The arrangement of panels, in fractions, as views store it.

use serde::{Deserialize, Serialize};

/// A ready-made arrangement that a tab in the top bar opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Workspace {
    /// Map, financing, ranking.
    #[default]
    Explore,
    /// Places side by side.
    Compare,
    /// Funds, ladder, mandate, holdings, notes.
    Portfolio,
    /// Claims, documents, figures.
    Sources,
}

impl Workspace {
    /// All, in tab order.
    pub const ALL: [Self; 4] = [Self::Explore, Self::Compare, Self::Portfolio, Self::Sources];

    /// The name used in files and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Explore => "explore",
            Self::Compare => "compare",
            Self::Portfolio => "portfolio",
            Self::Sources => "sources",
        }
    }

    /// The arrangement that "Reset layout" brings back.
    pub fn default_layout(self) -> LayoutNode {
        use LayoutNode::Panel as Leaf;
        match self {
            Self::Explore => LayoutNode::split(
                Direction::Rows,
                [
                    (0.58, Leaf(Panel::Map)),
                    (
                        0.42,
                        LayoutNode::split(
                            Direction::Columns,
                            [
                                (0.5, LayoutNode::Tabs { active: 0, panels: vec![Panel::Financing, Panel::Deals] }),
                                (0.5, Leaf(Panel::Ranking)),
                            ],
                        ),
                    ),
                ],
            ),
            Self::Compare => LayoutNode::split(Direction::Rows, [(0.6, Leaf(Panel::Compare)), (0.4, Leaf(Panel::Parts))]),
            Self::Portfolio => LayoutNode::split(
                Direction::Columns,
                [
                    (
                        0.68,
                        LayoutNode::split(
                            Direction::Rows,
                            [
                                (
                                    0.42,
                                    LayoutNode::split(
                                        Direction::Columns,
                                        [
                                            (0.55, Leaf(Panel::Ladder)),
                                            (
                                                0.45,
                                                LayoutNode::Tabs {
                                                    active: 0,
                                                    panels: vec![Panel::Mandate, Panel::HomeBias, Panel::Deployment],
                                                },
                                            ),
                                        ],
                                    ),
                                ),
                                (
                                    0.58,
                                    LayoutNode::Tabs {
                                        active: 0,
                                        panels: vec![Panel::Holdings, Panel::Overlap, Panel::Timeline, Panel::Map],
                                    },
                                ),
                            ],
                        ),
                    ),
                    (0.32, LayoutNode::Tabs { active: 0, panels: vec![Panel::Notes, Panel::AskList] }),
                ],
            ),
            Self::Sources => LayoutNode::split(
                Direction::Rows,
                [
                    (0.62, LayoutNode::Tabs { active: 0, panels: vec![Panel::Claims, Panel::Conflicts] }),
                    (
                        0.38,
                        LayoutNode::Tabs {
                            active: 0,
                            panels: vec![Panel::Documents, Panel::Figures, Panel::Schemes, Panel::Rates],
                        },
                    ),
                ],
            ),
        }
    }
}

/// A region of the screen that can be docked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Panel {
    /// Tile map.
    Map,
    /// Quarterly financing.
    Financing,
    /// Deals of own tables, by quarter and by everything else.
    Deals,
    /// Tier ranking.
    Ranking,
    /// Places side by side.
    Compare,
    /// The ranking's parts as small multiples.
    Parts,
    /// Table of all claims.
    Claims,
    /// Source documents.
    Documents,
    /// Claims that disagree.
    Conflicts,
    /// Figures of the 2020 report.
    Figures,
    /// Layer schemes beside one another.
    Schemes,
    /// Exchange rates.
    Rates,
    /// A fund's money, step by step.
    Ladder,
    /// What a fund is meant for against what it holds.
    Mandate,
    /// How much of a fund stays at home.
    HomeBias,
    /// What two funds both hold.
    Overlap,
    /// What a fund invested by quarter.
    Deployment,
    /// Holdings of a fund.
    Holdings,
    /// Notes and deals in the order of time.
    Timeline,
    /// Notes of a portfolio.
    Notes,
    /// Open questions by place.
    AskList,
    /// Statistics of own deals.
    DealStats,
}

impl Panel {
    /// All, in menu order.
    pub const ALL: [Self; 22] = [
        Self::Map,
        Self::Financing,
        Self::Deals,
        Self::Ranking,
        Self::Compare,
        Self::Parts,
        Self::Claims,
        Self::Conflicts,
        Self::Documents,
        Self::Figures,
        Self::Schemes,
        Self::Rates,
        Self::Ladder,
        Self::Mandate,
        Self::HomeBias,
        Self::Overlap,
        Self::Deployment,
        Self::Holdings,
        Self::Timeline,
        Self::Notes,
        Self::AskList,
        Self::DealStats,
    ];

    /// The name used in files, on the command line and in text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Financing => "financing",
            Self::Deals => "deals",
            Self::Ranking => "ranking",
            Self::Compare => "compare",
            Self::Parts => "parts",
            Self::Claims => "claims",
            Self::Documents => "documents",
            Self::Conflicts => "conflicts",
            Self::Figures => "figures",
            Self::Schemes => "schemes",
            Self::Rates => "rates",
            Self::Ladder => "ladder",
            Self::Mandate => "mandate",
            Self::HomeBias => "home_bias",
            Self::Overlap => "overlap",
            Self::Deployment => "deployment",
            Self::Holdings => "holdings",
            Self::Timeline => "timeline",
            Self::Notes => "notes",
            Self::AskList => "ask_list",
            Self::DealStats => "deal_stats",
        }
    }

    /// The panel with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// Which way a split goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// One above the other.
    Rows,
    /// Side by side.
    Columns,
}

/// A tree of splits and tabs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayoutNode {
    /// Parts with their share of the room; shares sum to 1.
    Split {
        /// Which way.
        direction: Direction,
        /// Share and content of each part.
        parts: Vec<(f32, LayoutNode)>,
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

impl LayoutNode {
    /// A split; shares are brought to a sum of 1 and rounded to three digits.
    pub fn split(direction: Direction, parts: impl IntoIterator<Item = (f32, Self)>) -> Self {
        let mut parts: Vec<(f32, Self)> = parts.into_iter().collect();
        let sum: f32 = parts.iter().map(|(share, _)| share.max(0.01)).sum();
        for (share, _) in &mut parts {
            *share = (share.max(0.01) / sum * 1000.0).round() / 1000.0;
        }
        Self::Split { direction, parts }
    }

    /// All panels in it, in reading order.
    pub fn panels(&self) -> Vec<Panel> {
        match self {
            Self::Split { parts, .. } => parts.iter().flat_map(|(_, node)| node.panels()).collect(),
            Self::Tabs { panels, .. } => panels.clone(),
            Self::Panel(panel) => vec![*panel],
        }
    }
}
