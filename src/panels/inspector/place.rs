//! A place: country, province, city, county or zone.

use std::collections::BTreeMap;

use egui::{Role, Sense, Ui, WidgetInfo, vec2};
use rust_decimal::prelude::ToPrimitive as _;

use super::{
    InspectorScratch,
    heading::{field, figures, heading, other_name, paragraph, section},
    linked::{linked_ui, links_of},
    missing_ui,
};
use crate::{
    action::{
        CommandQueue,
        command::{SelectCommand, ViewCommand},
    },
    model::{
        claim::{Claim, Subject},
        ids::PlaceId,
        item::Item,
        place::{Place, PlaceLevel, PointPrecision},
        unit::UnitFamily,
    },
    panels::PanelCtx,
    views::{
        source_chip::source_chip,
        theme::{regular, size, space},
        widgets::{Icon, city_status_text, claim_hover, icon_button, item_row, light_on_hover, link, status_text, tier_text},
    },
};

/// Everything known of a place.
pub fn place_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, id: &PlaceId, out: &mut CommandQueue) {
    let item = Item::Place(id.clone());
    let data = &ctx.model.data;
    let Some(place) = data.places.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    let subject = Subject::Place(id.clone());
    heading(ui, ctx, &item, place.name.get(ctx.lang()), &aside(ctx, place));
    path_ui(ui, ctx, place, out);
    if let Some(profile) = data.cities.get(id).filter(|profile| !profile.speciality.is_empty()) {
        paragraph(ui, ctx, profile.speciality.get(ctx.lang()));
    }
    if place.level == PlaceLevel::Zone {
        zone_ui(ui, ctx, id);
    }
    actions_ui(ui, ctx, place, out);
    figures(ui, ctx, scratch, &subject, out);
    super::derived::of_subject(ui, ctx, &subject, out);
    ratings_ui(ui, ctx, &subject, out);
    let links = links_of(ctx, &item);
    zones_ui(ui, ctx, &links.zones, out);
    if !links.funds.is_empty() {
        section(ui, ctx, ctx.text.get("inspector-funds"), &links.funds.len().to_string());
        for fund in links.funds.iter().filter_map(|fund| data.funds.get(fund)) {
            let seat = if fund.place == *id { "" } else { data.places.get(&fund.place).map_or("", |p| p.name.get(ctx.lang())) };
            item_row(ui, ctx, &Item::Fund(fund.id.clone()), fund.name.get(ctx.lang()), seat, out);
        }
    }
    strengths_ui(ui, ctx, id);
    if !links.companies.is_empty() {
        section(ui, ctx, ctx.text.get("inspector-companies"), &links.companies.len().to_string());
        for company in links.companies.iter().filter_map(|company| data.companies.get(company)) {
            let sub_field = super::records::sub_field_title(ctx, &company.sub_field, &company.scheme);
            item_row(ui, ctx, &Item::Company(company.id.clone()), company.name.get(ctx.lang()), sub_field, out);
        }
    }
    inside_ui(ui, ctx, place, out);
    super::history::history_ui(ui, ctx, id);
    linked_ui(ui, ctx, &links, out);
}

/// The other language's name, and the published tier.
fn aside(ctx: &PanelCtx<'_>, place: &Place) -> String {
    let mut parts: Vec<&str> = vec![other_name(ctx, &place.name)];
    let tier = ctx
        .model
        .data
        .claims_of_place(&place.id)
        .find(|claim| claim.quantity.unit.family == UnitFamily::Tier)
        .and_then(|claim| claim.quantity.value?.to_u8());
    if let Some(tier) = tier {
        parts.push(tier_text(ctx.text, tier));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Suzhou in Jiangsu in China, each a link.
fn path_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, place: &Place, out: &mut CommandQueue) {
    let line = ctx.model.data.ancestry(&place.id);
    if line.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
        for (i, around) in line.iter().skip(1).enumerate() {
            let word = if i == 0 { ctx.text.get("inspector-in") } else { "·" };
            if !word.is_empty() {
                ui.label(egui::RichText::new(word).font(regular(size::SMALL)).color(ctx.theme.muted));
            }
            let name = around.name.get(ctx.lang());
            if link(ui, ctx.theme, None, name, regular(size::SMALL), name).clicked() {
                out.push(SelectCommand::Set(Item::Place(around.id.clone())));
            }
        }
    });
}

fn actions_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, place: &Place, out: &mut CommandQueue) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if place.point.is_some() && icon_button(ui, ctx.theme, Icon::Target, ctx.text.get("inspector-go-to"), None).clicked() {
            out.push(ViewCommand::GoTo(Item::Place(place.id.clone())));
        }
        let compared = ctx.model.view.compare.contains(&place.id);
        let (title, command) = if compared {
            (ctx.text.get("inspector-compare-remove"), ViewCommand::CompareRemove(place.id.clone()))
        } else {
            (ctx.text.get("inspector-compare-add"), ViewCommand::CompareAdd(place.id.clone()))
        };
        if icon_button(ui, ctx.theme, Icon::Columns, title, None).clicked() {
            out.push(command);
        }
        if compared {
            ui.label(egui::RichText::new(ctx.text.get("inspector-compared")).font(regular(size::SMALL)).color(ctx.theme.muted));
        }
    });
}

/// Coded ratings as five dots, -2 is one dot and 2 is five.
fn ratings_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, subject: &Subject, out: &mut CommandQueue) {
    let data = &ctx.model.data;
    let ratings: Vec<&Claim> = data.claims_of(subject).filter(|c| c.quantity.unit.family == UnitFamily::Rating).collect();
    let Some(first) = ratings.first() else { return };
    section(ui, ctx, ctx.text.get("inspector-ratings"), status_text(ctx.text, first.status));
    for claim in &ratings {
        rating_row(ui, ctx, claim, out);
    }
    source_chip(ui, ctx, first, out);
}

/// How many of five dots a rating from -2 to 2 fills; none where it is not stated.
fn dots(claim: &Claim) -> Option<u8> {
    let value = claim.quantity.value?.round().to_i8()?;
    u8::try_from((value + 3).clamp(1, 5)).ok()
}

fn rating_row(ui: &mut Ui, ctx: &PanelCtx<'_>, claim: &Claim, out: &mut CommandQueue) {
    let theme = ctx.theme;
    let title = ctx.model.data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(ctx.lang()));
    // "Rating: talent" stands under the heading "Ratings".
    let title = title.split_once([':', '：']).map_or(title, |(_, rest)| rest.trim());
    let filled = dots(claim);
    let item = Item::Claim(claim.id.clone());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
    let said = filled.map_or_else(
        || ctx.text.get("sources-qualifier-not-stated").to_owned(),
        |n| ctx.text.fmt("inspector-of-five", &[("n", usize::from(n).into())]),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), format!("{title}: {said}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(space::XS, 0.0)), 4, theme.hover);
    }
    ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, title, regular(size::BODY), theme.text);
    match filled {
        None => {
            ui.painter().text(rect.right_center(), egui::Align2::RIGHT_CENTER, "–", regular(size::BODY), theme.muted);
        }
        Some(filled) => {
            for dot in 0..5_u8 {
                let at = rect.right_center() - vec2(5.0 + f32::from(4 - dot) * 15.0, 0.0);
                let color = if dot < filled { theme.muted } else { theme.line };
                ui.painter().circle_filled(at, 5.0, color);
            }
        }
    }
    if response.clicked() {
        out.push(SelectCommand::Set(item.clone()));
    }
    light_on_hover(ui, ctx, &response, &item, out);
    response.on_hover_ui(|ui| claim_hover(ui, ctx, claim));
}

fn zones_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, zones: &[PlaceId], out: &mut CommandQueue) {
    if zones.is_empty() {
        return;
    }
    let data = &ctx.model.data;
    section(ui, ctx, ctx.text.get("inspector-zones"), &zones.len().to_string());
    for zone in zones.iter().filter_map(|id| data.zones.get(id)) {
        let paradigm = zone.paradigm_title.get(ctx.lang());
        let aside = if paradigm.is_empty() { layer_title(ctx, &zone.layer, &zone.scheme) } else { paradigm.to_owned() };
        item_row(ui, ctx, &Item::Place(zone.place.clone()), zone.name.get(ctx.lang()), &aside, out);
    }
}

/// A layer's name, with the scheme it belongs to.
fn layer_title(ctx: &PanelCtx<'_>, layer: &str, scheme: &str) -> String {
    let known = ctx.model.data.sub_fields.iter().find(|field| field.layer == layer && field.scheme == scheme);
    known.map_or_else(|| layer.to_owned(), |field| field.layer_title.get(ctx.lang()).to_owned())
}

fn zone_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, id: &PlaceId) {
    let (data, text) = (&ctx.model.data, ctx.text);
    let Some(zone) = data.zones.get(id) else { return };
    ui.add_space(space::XS);
    field(ui, ctx, text.get("inspector-paradigm"), zone.paradigm_title.get(ctx.lang()));
    if !zone.layer.is_empty() {
        let status = match zone.layer_status.as_str() {
            "coded" => text.get("sources-status-coded"),
            _ => text.get("sources-status-reported"),
        };
        let layer = layer_title(ctx, &zone.layer, &zone.scheme);
        let said = text.fmt(
            "inspector-layer-said",
            &[("layer", (&layer).into()), ("scheme", (&zone.scheme).into()), ("status", status.into())],
        );
        field(ui, ctx, text.get("inspector-layer"), &said);
    }
    if let Some(city) = zone.city.as_ref().and_then(|city| data.places.get(city)) {
        let said = format!("{} · {}", city.name.get(ctx.lang()), city_status_text(text, &zone.city_status));
        field(ui, ctx, text.get("inspector-city"), &said);
    } else {
        field(ui, ctx, text.get("inspector-city"), city_status_text(text, &zone.city_status));
    }
    let precision = data.places.get(id).map_or(PointPrecision::None, |place| place.precision);
    field(ui, ctx, text.get("inspector-point"), precision_text(ctx, precision));
    let documents: Vec<&str> =
        zone.documents.iter().map(|id| data.documents.get(id).map_or(id.as_str(), |d| d.short.get(ctx.lang()))).collect();
    field(ui, ctx, text.get("sources-field-document"), &documents.join(", "));
}

fn precision_text<'a>(ctx: &'a PanelCtx<'_>, precision: PointPrecision) -> &'a str {
    ctx.text.get(match precision {
        PointPrecision::None => "inspector-point-none",
        PointPrecision::Country => "inspector-point-country",
        PointPrecision::Province => "inspector-point-province",
        PointPrecision::Prefecture => "inspector-point-prefecture",
        PointPrecision::County => "inspector-point-county",
        PointPrecision::Zone => "inspector-point-zone",
        PointPrecision::Site => "inspector-point-site",
    })
}

/// Sub-fields named as strong, by layer.
fn strengths_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, id: &PlaceId) {
    let data = &ctx.model.data;
    let mut layers: BTreeMap<usize, (&str, Vec<&str>)> = BTreeMap::new();
    let mut count = 0_usize;
    for strength in data.strengths.iter().filter(|strength| strength.place == *id) {
        let found = data.sub_fields.iter().find(|field| field.id == strength.sub_field && field.scheme == strength.scheme);
        let Some(field) = found else { continue };
        let first = data.sub_fields.iter().position(|f| f.layer == field.layer && f.scheme == field.scheme).unwrap_or_default();
        layers
            .entry(first)
            .or_insert_with(|| (field.layer_title.get(ctx.lang()), Vec::new()))
            .1
            .push(field.title.get(ctx.lang()));
        count += 1;
    }
    if count == 0 {
        return;
    }
    section(ui, ctx, ctx.text.get("inspector-strengths"), &count.to_string());
    for (layer, fields) in layers.values() {
        field(ui, ctx, layer, &fields.join(ctx.text.get("inspector-list-comma")));
    }
}

/// Places inside this one that claims, zones or funds speak of.
fn inside_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, place: &Place, out: &mut CommandQueue) {
    let data = &ctx.model.data;
    let spoken_of: Vec<&Place> = data
        .children_of(&place.id)
        .filter(|child| child.level != PlaceLevel::Zone)
        .filter(|child| {
            data.claims_of_place(&child.id).next().is_some()
                || data.funds.values().any(|fund| fund.place == child.id)
                || data.cities.contains_key(&child.id)
        })
        .collect();
    if spoken_of.is_empty() {
        return;
    }
    section(ui, ctx, ctx.text.get("inspector-inside"), &spoken_of.len().to_string());
    for child in spoken_of {
        let count = data.claims_of_place(&child.id).count();
        let said = if count == 0 { String::new() } else { ctx.text.fmt("inspector-claims-count", &[("n", count.into())]) };
        item_row(ui, ctx, &Item::Place(child.id.clone()), child.name.get(ctx.lang()), &said, out);
    }
}
