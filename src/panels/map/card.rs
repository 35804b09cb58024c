//! The card beside the pointer: what is under it, its figure, and where that stands.

use egui::{Area, Frame, Id, Order, Pos2, Rect, RichText, Ui, vec2};

use super::deals::{Marks, deals_card};
use crate::{
    analysis::{
        deal_bins::Bin,
        markers::{Marker, MarkerKind, figures::AreaFigure},
    },
    model::{
        catalog::Zone,
        claim::{Claim, Status},
        ids::{ClaimId, FundId, MetricId, PlaceId},
        lang::Bilingual,
    },
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::{
        theme::{radius, regular, semibold, size, space},
        widgets::{figure_named, tier_text},
    },
};

/// Width of the card's content, points.
const WIDTH: f32 = 250.0;

/// What a card is about.
pub enum Subject<'a> {
    /// A symbol.
    Marker(&'a Marker),
    /// A province with the figure it is coloured by, if it has one.
    Area(&'a PlaceId, Option<&'a AreaFigure>),
}

/// Draws the card beside `at`, inside of `map`.
pub fn card(
    ui: &Ui,
    ctx: &PanelCtx<'_>,
    (subject, deals): (Option<&Subject<'_>>, Option<(&Marks<'_>, &Bin)>),
    at: Pos2,
    map: Rect,
) {
    let offset = vec2(14.0, 14.0);
    // Left of and above the pointer where there is more room.
    let width = WIDTH + space::M * 2.0;
    let left = at.x + offset.x + width > map.right();
    let above = at.y > map.center().y + map.height() * 0.15;
    let pivot = match (left, above) {
        (false, false) => egui::Align2::LEFT_TOP,
        (true, false) => egui::Align2::RIGHT_TOP,
        (false, true) => egui::Align2::LEFT_BOTTOM,
        (true, true) => egui::Align2::RIGHT_BOTTOM,
    };
    let sign = vec2(if left { -1.0 } else { 1.0 }, if above { -1.0 } else { 1.0 });
    Area::new(Id::unique("map card"))
        .order(Order::Tooltip)
        .interactable(false)
        .pivot(pivot)
        .fixed_pos(at + offset * sign)
        .constrain_to(map)
        .show(ui.ctx(), |ui| {
            let theme = ctx.theme;
            let frame =
                Frame::NONE.fill(theme.panel).stroke(theme.hairline()).corner_radius(radius::CARD).inner_margin(space::S + 2.0);
            frame.show(ui, |ui| {
                ui.set_max_width(WIDTH);
                ui.spacing_mut().item_spacing = vec2(space::XS, 2.0);
                match subject {
                    Some(Subject::Marker(marker)) => marker_card(ui, ctx, marker),
                    Some(Subject::Area(place, figure)) => area_card(ui, ctx, place, *figure),
                    None => {}
                }
                if subject.is_some() {
                    muted(ui, ctx, ctx.text.get("map-click-for-more"));
                }
                if let Some((marks, bin)) = deals {
                    if subject.is_some() {
                        ui.separator();
                    }
                    deals_card(ui, ctx, marks, bin);
                }
            });
        });
}

fn heading(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &Bilingual, beside: &str) {
    let lang = ctx.lang();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(name.get(lang)).font(semibold(size::TITLE)).color(ctx.theme.text));
        let other = name.get(lang.other());
        if other != name.get(lang) {
            ui.label(RichText::new(other).font(regular(size::SMALL)).color(ctx.theme.muted));
        }
        if !beside.is_empty() {
            ui.label(RichText::new(format!("· {beside}")).font(regular(size::SMALL)).color(ctx.theme.muted));
        }
    });
}

fn muted(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.muted));
}

fn plain(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.text));
}

/// Metric, figure, period and source of a claim.
fn figure(ui: &mut Ui, ctx: &PanelCtx<'_>, id: &ClaimId) {
    let data = &ctx.model.data;
    let Some(claim) = data.claims.get(id) else { return };
    let metric = data.metric_of(claim).map_or("", |metric| metric.title.get(ctx.lang()));
    muted(ui, ctx, metric);
    ui.label(RichText::new(figure_named(ctx, claim, Digits::Full)).font(semibold(size::BODY)).color(ctx.theme.text));
    muted(ui, ctx, &format!("{} · {}", period_text(ctx.text, &claim.period), source_names(ctx, claim)));
}

fn source_names(ctx: &PanelCtx<'_>, claim: &Claim) -> String {
    let short = |id| ctx.model.data.documents.get(id).map_or("", |document| document.short.get(ctx.lang()));
    claim.documents.iter().map(short).collect::<Vec<_>>().join(", ")
}

fn not_stated(ui: &mut Ui, ctx: &PanelCtx<'_>, metric: &MetricId) {
    let metric = ctx.model.data.metrics.get(metric).map_or("", |metric| metric.title.get(ctx.lang()));
    muted(ui, ctx, metric);
    plain(ui, ctx, ctx.text.get("map-not-stated-dash"));
}

fn marker_card(ui: &mut Ui, ctx: &PanelCtx<'_>, marker: &Marker) {
    let data = &ctx.model.data;
    match &marker.kind {
        MarkerKind::City { tier, figure: shown, .. } => {
            let beside = tier.map_or("", |tier| tier_text(ctx.text, tier));
            heading(ui, ctx, &marker.name, beside);
            match shown {
                Some(shown) => figure(ui, ctx, &shown.claim),
                None => not_stated(ui, ctx, &ctx.model.view.layers.city_metric),
            }
        }
        MarkerKind::Zone { .. } => {
            heading(ui, ctx, &marker.name, "");
            if let Some(zone) = marker.item.place().and_then(|place| data.zones.get(place)) {
                zone_lines(ui, ctx, zone);
            }
        }
        MarkerKind::Fund { place, .. } => {
            heading(ui, ctx, &marker.name, data.place_name(place, ctx.lang()));
            fund_lines(ui, ctx, &marker.item);
        }
    }
}

fn zone_lines(ui: &mut Ui, ctx: &PanelCtx<'_>, zone: &Zone) {
    let lang = ctx.lang();
    if let Some(city) = &zone.city {
        plain(ui, ctx, ctx.model.data.place_name(city, lang));
    }
    let paradigm = if zone.paradigm.is_empty() { ctx.text.get("map-not-stated") } else { zone.paradigm_title.get(lang) };
    plain(ui, ctx, &ctx.text.fmt("map-zone-paradigm", &[("paradigm", paradigm.into())]));
    let fields = &ctx.model.data.sub_fields;
    let title =
        fields.iter().find(|field| field.layer == zone.layer).map_or(zone.layer.as_str(), |field| field.layer_title.get(lang));
    let layer = if zone.layer.is_empty() { ctx.text.get("map-not-stated") } else { title };
    let key = if zone.layer_status == Status::Coded.name() { "map-zone-layer-coded" } else { "map-zone-layer" };
    let words = match key {
        "map-zone-layer-coded" => ctx.text.fmt("map-zone-layer-coded", &[("layer", layer.into())]),
        _ => ctx.text.fmt("map-zone-layer", &[("layer", layer.into())]),
    };
    plain(ui, ctx, &words);
}

fn fund_lines(ui: &mut Ui, ctx: &PanelCtx<'_>, item: &crate::model::item::Item) {
    let fund: Option<&FundId> = match item {
        crate::model::item::Item::Fund(id) => Some(id),
        _ => None,
    };
    let Some(fund) = fund.and_then(|id| ctx.model.data.funds.get(id)) else { return };
    match &fund.target_claim {
        Some(claim) => figure(ui, ctx, claim),
        None => plain(ui, ctx, ctx.text.get("map-fund-size-not-stated")),
    }
}

fn area_card(ui: &mut Ui, ctx: &PanelCtx<'_>, place: &PlaceId, shown: Option<&AreaFigure>) {
    let data = &ctx.model.data;
    let name = data.places.get(place).map(|place| place.name.clone()).unwrap_or_default();
    heading(ui, ctx, &name, "");
    match shown {
        None => not_stated(ui, ctx, &ctx.model.view.layers.province_metric),
        Some(shown) if shown.status == Status::Derived => {
            let metric =
                data.metrics.get(&ctx.model.view.layers.province_metric).map_or("", |metric| metric.title.get(ctx.lang()));
            muted(ui, ctx, metric);
            let claims = shown.claims.iter().filter_map(|id| data.claims.get(id));
            let period = claims.clone().next().map(|claim| &claim.period);
            let figure = figure_named(ctx, (&shown.quantity, period), Digits::Full);
            ui.label(RichText::new(figure).font(semibold(size::BODY)).color(ctx.theme.text));
            let parts: Vec<&str> = claims.clone().filter_map(|c| Some(data.place_name(c.subject.place()?, ctx.lang()))).collect();
            let join = ctx.text.get("map-list-join");
            plain(ui, ctx, &ctx.text.fmt("map-derived-from", &[("places", parts.join(join).as_str().into())]));
            if let Some(first) = claims.clone().next() {
                muted(ui, ctx, &format!("{} · {}", period_text(ctx.text, &first.period), source_names(ctx, first)));
            }
        }
        Some(shown) => {
            if let Some(claim) = shown.claims.first() {
                figure(ui, ctx, claim);
            }
        }
    }
}
