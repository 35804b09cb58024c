//! The view a person sees before opening or saving one.

use std::collections::BTreeSet;

use super::{
    claim::{Measure, MetricKind},
    dataset::Dataset,
    filter::Filter,
    ids::{MetricId, PlaceId, ViewId},
    item::Selection,
    lang::Bilingual,
    layout::Workspace,
    place::PlaceLevel,
    settings::MoneyLens,
    view_state::{FinancingView, Layers, MapView, RankingView, Refers, ViewState},
};

impl ViewState {
    /// The whole country with every layer, no filter, nothing selected. Cities are sized by the
    /// count stated for most of them, provinces coloured by the events stated for most of them.
    pub fn default_for(data: &Dataset) -> Self {
        let cities = |level: PlaceLevel| matches!(level, PlaceLevel::Prefecture | PlaceLevel::Municipality);
        Self {
            id: ViewId::new("untitled"),
            title: Bilingual::default(),
            note: Bilingual::default(),
            workspace: Workspace::default(),
            layouts: Default::default(),
            map: MapView::HOME,
            layers: Layers {
                provinces: true,
                province_metric: widest(data, PlaceLevel::is_province_level, |measure| measure == Some(Measure::Events)),
                cities: true,
                city_metric: widest(data, cities, |measure| measure.is_none()),
                zones: true,
                funds: true,
                notes: true,
                deals: true,
            },
            filters: Filter::default(),
            selection: Selection::default(),
            compare: Vec::new(),
            financing: FinancingView::default(),
            ranking: RankingView::default_for(data),
            units: MoneyLens::default(),
            as_of: data.as_of().to_owned(),
            seed: 0,
            refers: Refers::default(),
            lang: None,
            theme: None,
        }
    }
}

/// The level metric with a known figure for most places of a level; the first by id among equals.
fn widest(data: &Dataset, level: impl Fn(PlaceLevel) -> bool, measure: impl Fn(Option<Measure>) -> bool) -> MetricId {
    let places = |id: &MetricId| -> usize {
        let known = data.claims_of_metric(id).filter(|claim| claim.quantity.is_known());
        let here =
            known.filter_map(|claim| claim.subject.place()).filter(|id| data.places.get(*id).is_some_and(|p| level(p.level)));
        here.collect::<BTreeSet<&PlaceId>>().len()
    };
    let mut best: Option<(usize, &MetricId)> = None;
    for (id, metric) in data.metrics.iter().filter(|(_, metric)| metric.kind == MetricKind::Level && measure(metric.measure)) {
        let count = places(id);
        if metric.additive && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, id));
        }
    }
    best.map_or_else(|| MetricId::new(""), |(_, id)| id.clone())
}
