//! What the map's legend says for a view.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::{
    analysis::markers::{
        FUNDS_FROM, MarkerKind, Scene, ZONES_FROM,
        figures::{AreaFigure, RampScale},
        radius_of,
    },
    model::{
        claim::{Claim, Status},
        ids::{ClaimId, MetricId, PlaceId},
        quantity::{Bounds, Precision, Qualifier, Quantity},
    },
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        map::legend::{AreaLegend, CityLegend, LegendModel, SizeStep},
        widgets::{figure_text, tier_text},
    },
};

/// Builds the legend of the layers that are on.
pub fn legend(ctx: &PanelCtx<'_>, scene: &Scene, areas: &BTreeMap<PlaceId, AreaFigure>, zoom: f64) -> LegendModel {
    let layers = &ctx.model.view.layers;
    let zones_drawn = layers.zones && (zoom >= ZONES_FROM || !layers.cities);
    let folded = (layers.zones && !zones_drawn).then(|| ctx.text.get("map-legend-zones").to_owned());
    let funds_folded = zoom < FUNDS_FROM && layers.cities;
    let funds_words = if funds_folded { ctx.text.get("map-legend-funds") } else { ctx.text.get("map-legend-fund") };
    LegendModel {
        cities: layers.cities.then(|| city_part(ctx, scene)),
        areas: layers.provinces.then(|| area_part(ctx, areas)),
        zones: if zones_drawn { zone_part(ctx, scene) } else { Vec::new() },
        folded_zones: folded,
        funds: (layers.funds && scene.markers.iter().any(|marker| matches!(marker.kind, MarkerKind::Fund { .. })))
            .then(|| funds_words.to_owned()),
    }
}

/// "AI companies, 2020-03": the period stands there when all figures share it.
fn title<'a>(ctx: &PanelCtx<'a>, metric: &MetricId, claims: impl Iterator<Item = &'a ClaimId>) -> String {
    let data = &ctx.model.data;
    let name = data.metrics.get(metric).map_or(metric.as_str(), |metric| metric.title.get(ctx.lang()));
    let mut periods = claims.filter_map(|id| data.claims.get(id)).map(|claim: &Claim| &claim.period);
    let first = periods.next();
    match first.filter(|first| periods.all(|other| other == *first)) {
        Some(period) => {
            let period = period_text(ctx.text, period);
            ctx.text.fmt("map-legend-title", &[("metric", name.into()), ("period", period.as_str().into())])
        }
        None => name.to_owned(),
    }
}

fn city_part(ctx: &PanelCtx<'_>, scene: &Scene) -> CityLegend {
    let data = &ctx.model.data;
    let sizes = scene.legend_sizes();
    let figures = scene.markers.iter().filter_map(|marker| match &marker.kind {
        MarkerKind::City { figure, .. } => figure.as_ref(),
        MarkerKind::Zone { .. } | MarkerKind::Fund { .. } => None,
    });
    let open = figures.clone().any(|figure| figure.qualifier == Qualifier::AtLeast);
    let claims: Vec<ClaimId> = figures.map(|figure| figure.claim.clone()).collect();
    let step = |figure: &&crate::analysis::markers::Figure| {
        let claim = data.claims.get(&figure.claim)?;
        let text = figure_text(ctx, claim, Digits::Short);
        Some(SizeStep { radius: radius_of(figure.mark, scene.largest) as f32, text })
    };
    let period_of = claims.iter().filter_map(|id| data.claims.get_key_value(id)).map(|(id, _)| id);
    CityLegend {
        title: title(ctx, &ctx.model.view.layers.city_metric, period_of),
        sizes: sizes.iter().filter_map(step).collect(),
        tiers: [1, 2, 3].map(|tier| (tier, tier_text(ctx.text, tier).to_owned())).to_vec(),
        not_stated: (scene.not_stated > 0).then(|| ctx.text.get("map-not-stated").to_owned()),
        at_least: open.then(|| ctx.text.get("map-at-least").to_owned()),
    }
}

fn area_part(ctx: &PanelCtx<'_>, areas: &BTreeMap<PlaceId, AreaFigure>) -> AreaLegend {
    let data = &ctx.model.data;
    let metric = &ctx.model.view.layers.province_metric;
    let known: Vec<ClaimId> = areas.values().flat_map(|figure| figure.claims.iter().cloned()).collect();
    let claims = known.iter().filter_map(|id| data.claims.get_key_value(id)).map(|(id, _)| id);
    let scale = RampScale::over(areas.values().map(|figure| figure.mark));
    let unit = areas.values().next().map(|figure| figure.quantity.unit.clone());
    let period = known.first().and_then(|id| data.claims.get(id)).map(|claim| claim.period.clone());
    let tick = |t: f64| {
        let value = Decimal::from_f64(scale?.figure_at(t))?;
        let value = if value > Decimal::TEN { value.round() } else { value.round_dp(2) };
        let quantity = Quantity {
            value: Some(value),
            bounds: Bounds::point(value),
            qualifier: Qualifier::Exact,
            unit: unit.clone()?,
            precision: Precision::Bounds,
        };
        Some(figure_text(ctx, (&quantity, period.as_ref()), Digits::Short))
    };
    let derived = areas.values().any(|figure| figure.status == Status::Derived);
    let all = data.provinces().count();
    AreaLegend {
        title: title(ctx, metric, claims),
        ticks: [0.0, 0.5, 1.0].into_iter().filter_map(tick).collect(),
        stated: ctx.text.fmt("map-areas-stated", &[("stated", areas.len().into()), ("all", all.into())]),
        not_stated: ctx.text.get("map-not-stated").to_owned(),
        derived: derived.then(|| ctx.text.get("map-derived-at-least").to_owned()),
    }
}

fn zone_part(ctx: &PanelCtx<'_>, scene: &Scene) -> Vec<(Option<usize>, String)> {
    let mut rows: Vec<(Option<usize>, String)> =
        scene.paradigms.iter().enumerate().map(|(index, (_, words))| (Some(index), words.get(ctx.lang()).to_owned())).collect();
    let open = |kind: &MarkerKind| matches!(kind, MarkerKind::Zone { paradigm: None, .. });
    if scene.markers.iter().any(|marker| open(&marker.kind)) {
        rows.push((None, ctx.text.get("map-paradigm-not-stated").to_owned()));
    }
    rows
}
