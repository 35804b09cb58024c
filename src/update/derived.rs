//! Results computed from the model, kept until what they depend on changes.

use std::collections::BTreeSet;

use super::{AppModel, kept::Kept, linked_deals::LinkedDeals};
use crate::{
    analysis::{
        chart::ChartModel,
        compare::{self, CompareTable},
        filter_options::FilterOptions,
        filtering::claims_in_view,
        quarterly::financing_chart,
        ranking::{self, Ranking},
    },
    model::{
        filter::Filter,
        ids::{ClaimId, PlaceId},
        view_state::{FinancingView, RankingView},
    },
};

/// Everything panels show that is computed.
#[derive(Debug, Default)]
pub struct Derived {
    /// Claims that pass the filter; depends on data and filter.
    pub claims_in_view: Kept<(u64, Filter), BTreeSet<ClaimId>>,
    /// What filters and layer pickers can be set to; depends on data.
    pub filter_options: Kept<u64, FilterOptions>,
    /// The ranking of cities; depends on data, weights and cuts, and the filter (which only dims).
    pub ranking: Kept<(u64, RankingView, Filter), Ranking>,
    /// The ranking before a person changed it; depends on data.
    pub default_ranking: Kept<u64, Option<RankingView>>,
    /// Places side by side; depends on the places, on what the ranking depends on, and the filter.
    pub compare: Kept<(u64, Vec<PlaceId>, RankingView, Filter), CompareTable>,
    /// The quarterly chart; depends on data, scope, measure and place, the filter, and the days
    /// after which a period counts as complete.
    pub financing: Kept<(u64, FinancingView, Filter, u16), ChartModel>,
    /// The deals of own tables under the filters.
    pub deals: LinkedDeals,
}

impl Derived {
    /// Brings every result up to date; does nothing where its inputs are the same.
    pub fn refresh(&mut self, model: &AppModel) {
        let (data, view) = (&*model.data, &model.view);
        self.filter_options.refresh(data.fingerprint(), || FilterOptions::new(data));
        self.claims_in_view.refresh((data.fingerprint(), view.filters.clone()), || claims_in_view(data, &view.filters));
        let key = (data.fingerprint(), view.ranking.clone(), view.filters.clone());
        self.default_ranking.refresh(data.fingerprint(), || Some(RankingView::default_for(data)));
        self.ranking.refresh(key, || ranking::rank(data, &view.ranking, &view.filters));
        let key = (data.fingerprint(), view.compare.clone(), view.ranking.clone(), view.filters.clone());
        self.compare.refresh(key, || compare::compare(data, &view.compare, &self.ranking, &view.filters));
        let days = model.settings.incomplete_days;
        let key = (data.fingerprint(), view.financing.clone(), view.filters.clone(), days);
        let figures = &model.findings.figures;
        self.financing.refresh(key, || financing_chart(data, &view.financing, &view.filters, figures, days));
        self.deals.refresh(model);
    }
}
