//! What the panels keep for themselves between frames, and which function draws which panel.

use egui::Ui;

use crate::{
    action::CommandQueue,
    model::layout::Panel,
    panels::{
        PanelCtx,
        claims::{ClaimsScratch, claims_ui},
        compare::{CompareScratch, compare_ui},
        conflicts::{ConflictsScratch, conflicts_ui},
        deal_stats::{DealStatsScratch, deal_stats_ui},
        deals::{DealsScratch, deals_ui},
        documents::documents_ui,
        figures::{FiguresScratch, figures_ui},
        financing::{FinancingScratch, financing_ui},
        import::ImportScratch,
        inspector::InspectorScratch,
        left_column::LeftScratch,
        map::{MapScratch, map_ui},
        overlays::OverlayScratch,
        palette::PaletteScratch,
        parts::parts_ui,
        portfolio::{self, PortfolioScratch},
        ranking::{RankingScratch, ranking_ui},
        rates::{RatesScratch, rates_ui},
        schemes::{SchemesScratch, schemes_ui},
    },
};

/// Scratch state of all panels.
pub struct Scratch {
    /// Map.
    pub map: MapScratch,
    /// Places side by side.
    pub compare: CompareScratch,
    /// Ranking.
    pub ranking: RankingScratch,
    /// Left column.
    pub left: LeftScratch,
    /// Quarterly financing.
    pub financing: FinancingScratch,
    /// Deals of own tables.
    pub deals: DealsScratch,
    /// Inspector.
    pub inspector: InspectorScratch,
    /// Palette.
    pub palette: PaletteScratch,
    /// Claims table.
    pub claims: ClaimsScratch,
    /// Figures table.
    pub figures: FiguresScratch,
    /// Conflict board.
    pub conflicts: ConflictsScratch,
    /// Layer schemes.
    pub schemes: SchemesScratch,
    /// Exchange rates.
    pub rates: RatesScratch,
    /// The panels of the Portfolio workspace.
    pub portfolio: PortfolioScratch,
    /// The import wizard.
    pub import: ImportScratch,
    /// Statistics of own deals.
    pub deal_stats: DealStatsScratch,
    /// Small windows.
    pub overlays: OverlayScratch,
    /// The panel under the pointer in the last frame; what Ctrl+C copies.
    pub under_pointer: Option<Panel>,
    /// The last frame drew the map.
    pub map_shown: bool,
    /// What runs in the background, in words.
    pub job: Option<String>,
}

impl Scratch {
    /// Fresh state. `in_place`: background work of panels is done while the frame is drawn.
    pub fn new(in_place: bool) -> Self {
        Self {
            map: MapScratch::new(in_place),
            compare: CompareScratch::default(),
            ranking: RankingScratch::default(),
            left: LeftScratch::default(),
            financing: FinancingScratch::default(),
            deals: DealsScratch::default(),
            inspector: InspectorScratch::default(),
            palette: PaletteScratch::default(),
            claims: ClaimsScratch::default(),
            figures: FiguresScratch::default(),
            conflicts: ConflictsScratch::default(),
            schemes: SchemesScratch::default(),
            rates: RatesScratch::default(),
            portfolio: PortfolioScratch::default(),
            import: ImportScratch::default(),
            deal_stats: DealStatsScratch::default(),
            overlays: OverlayScratch::default(),
            under_pointer: None,
            map_shown: false,
            job: None,
        }
    }

    /// Draws one panel.
    pub fn draw_panel(&mut self, ui: &mut Ui, ctx: &PanelCtx<'_>, panel: Panel, out: &mut CommandQueue) {
        if ui.rect_contains_pointer(ui.max_rect()) {
            self.under_pointer = Some(panel);
        }
        match panel {
            Panel::Map => {
                self.map_shown = true;
                map_ui(ui, ctx, &mut self.map, out);
            }
            Panel::Financing => financing_ui(ui, ctx, &mut self.financing, out),
            Panel::Ranking => ranking_ui(ui, ctx, &mut self.ranking, out),
            Panel::Claims => claims_ui(ui, ctx, &mut self.claims, out),
            Panel::Documents => documents_ui(ui, ctx, out),
            Panel::Figures => figures_ui(ui, ctx, &mut self.figures, out),
            Panel::Deals => deals_ui(ui, ctx, &mut self.deals, out),
            Panel::Compare => compare_ui(ui, ctx, &mut self.compare, out),
            Panel::Parts => parts_ui(ui, ctx, out),
            Panel::Conflicts => conflicts_ui(ui, ctx, &mut self.conflicts, out),
            Panel::Schemes => schemes_ui(ui, ctx, &mut self.schemes, out),
            Panel::Rates => rates_ui(ui, ctx, &mut self.rates, out),
            Panel::Ladder => portfolio::ladder_ui(ui, ctx, &mut self.portfolio.ladder, out),
            Panel::Mandate => portfolio::mandate_ui(ui, ctx, &mut self.portfolio.mandate),
            Panel::HomeBias => portfolio::home_bias_ui(ui, ctx, &mut self.portfolio.home_bias),
            Panel::Overlap => portfolio::overlap_ui(ui, ctx, &mut self.portfolio.overlap, out),
            Panel::Deployment => {
                portfolio::deployment_ui(ui, ctx, (&mut self.portfolio.deployment, &mut self.portfolio.flags), out)
            }
            Panel::Holdings => portfolio::holdings_ui(ui, ctx, &mut self.portfolio.holdings, out),
            Panel::Timeline => portfolio::timeline_ui(ui, ctx, &mut self.portfolio.timeline, out),
            Panel::Notes => portfolio::notes_ui(ui, ctx, &mut self.portfolio.notes, out),
            Panel::AskList => portfolio::ask_list_ui(ui, ctx, &mut self.portfolio.notes, out),
            Panel::DealStats => deal_stats_ui(ui, ctx, &mut self.deal_stats, out),
        }
    }
}
