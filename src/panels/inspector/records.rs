//! Groups, companies, other subjects, documents, figures of the report and periods.

use egui::Ui;

use super::{
    InspectorScratch,
    heading::{field, field_with, figures, heading, other_name, paragraph, section},
    linked::{claims_ui, linked_ui, links_of},
    missing_ui,
};
use crate::{
    action::{
        CommandQueue,
        command::{FilterCommand, SelectCommand, ViewCommand},
    },
    model::{
        claim::Subject,
        filter::Filter,
        ids::{CompanyId, DocumentId, EntityId, GroupId, PlaceId},
        item::Item,
        layout::Workspace,
        period::Period,
    },
    panels::PanelCtx,
    text::period::period_text,
    views::{
        theme::{regular, size, space},
        widgets::{city_status_text, figure_state_text, item_row, link, wide_button},
    },
};

/// A sub-field's name in its scheme; the slug where the schemes lack it.
pub fn sub_field_title<'a>(ctx: &'a PanelCtx<'_>, id: &'a str, scheme: &str) -> &'a str {
    let fields = &ctx.model.data.sub_fields;
    fields
        .iter()
        .find(|field| field.id == id && field.scheme == scheme)
        .or_else(|| fields.iter().find(|field| field.id == id))
        .map_or(id, |field| field.title.get(ctx.lang()))
}

fn documents_field(ui: &mut Ui, ctx: &PanelCtx<'_>, documents: &[DocumentId], out: &mut CommandQueue) {
    if documents.is_empty() {
        return;
    }
    field_with(ui, ctx, ctx.text.get("sources-field-document"), |ui| {
        ui.add_space(-3.0);
        for id in documents {
            let title = ctx.model.data.documents.get(id).map_or(id.as_str(), |d| d.short.get(ctx.lang()));
            if link(ui, ctx.theme, None, title, regular(size::BODY), title).clicked() {
                out.push(SelectCommand::Set(Item::Document(id.clone())));
            }
        }
    });
}

fn place_field(ui: &mut Ui, ctx: &PanelCtx<'_>, place: Option<&PlaceId>, status: &str, out: &mut CommandQueue) {
    let title = ctx.text.get("inspector-city");
    let said = city_status_text(ctx.text, status);
    let Some(place) = place.and_then(|id| ctx.model.data.places.get(id)) else {
        field(ui, ctx, title, if said.is_empty() { ctx.text.get("sources-place-not-stated") } else { said });
        return;
    };
    field_with(ui, ctx, title, |ui| {
        ui.add_space(-3.0);
        let name = place.name.get(ctx.lang());
        if link(ui, ctx.theme, None, name, regular(size::BODY), name).clicked() {
            out.push(SelectCommand::Set(Item::Place(place.id.clone())));
        }
        if !said.is_empty() {
            paragraph(ui, ctx, said);
        }
    });
}

/// A company: sub-field, city and whether it is stated.
pub fn company_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, id: &CompanyId, out: &mut CommandQueue) {
    let item = Item::Company(id.clone());
    let Some(company) = ctx.model.data.companies.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    heading(ui, ctx, &item, company.name.get(ctx.lang()), other_name(ctx, &company.name));
    ui.add_space(space::XS);
    field(ui, ctx, ctx.text.get("inspector-sub-field"), sub_field_title(ctx, &company.sub_field, &company.scheme));
    place_field(ui, ctx, company.place.as_ref(), &company.place_status, out);
    documents_field(ui, ctx, &company.documents, out);
    if ctx.model.data.claims_of(&Subject::Company(id.clone())).next().is_some() {
        figures(ui, ctx, scratch, &Subject::Company(id.clone()), out);
    }
    linked_ui(ui, ctx, &links_of(ctx, &item), out);
}

/// An investor, a university, the world.
pub fn entity_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, id: &EntityId, out: &mut CommandQueue) {
    let item = Item::Entity(id.clone());
    let Some(entity) = ctx.model.data.entities.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    heading(ui, ctx, &item, entity.name.get(ctx.lang()), other_name(ctx, &entity.name));
    paragraph(ui, ctx, entity.note.get(ctx.lang()));
    if entity.place.is_some() {
        place_field(ui, ctx, entity.place.as_ref(), "", out);
    }
    figures(ui, ctx, scratch, &Subject::Entity(id.clone()), out);
    linked_ui(ui, ctx, &links_of(ctx, &item), out);
}

/// A group of places: members and claims.
pub fn group_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, id: &GroupId, out: &mut CommandQueue) {
    let item = Item::Group(id.clone());
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let Some(group) = data.groups.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    heading(ui, ctx, &item, group.name.get(lang), other_name(ctx, &group.name));
    ui.add_space(space::XS);
    field(ui, ctx, ctx.text.get("inspector-members-status"), city_status_text(ctx.text, &group.status));
    documents_field(ui, ctx, &group.documents, out);
    ui.add_space(space::XS);
    if wide_button(ui, ctx.theme, ctx.text.get("inspector-filter-by-group")).clicked() {
        let mut filter = ctx.model.view.filters.clone();
        filter.groups = [id.clone()].into();
        out.push(FilterCommand::Set(Box::new(filter)));
    }
    if data.claims_of(&Subject::Group(id.clone())).next().is_some() {
        figures(ui, ctx, scratch, &Subject::Group(id.clone()), out);
    }
    super::members::sums_ui(ui, ctx, group);
    section(ui, ctx, ctx.text.get("inspector-member-places"), &group.members.len().to_string());
    for member in &group.members {
        let Some(place) = data.places.get(member) else { continue };
        let count = data.claims_of_place(member).count();
        let said = if count == 0 { String::new() } else { ctx.text.fmt("inspector-claims-count", &[("n", count.into())]) };
        item_row(ui, ctx, &Item::Place(member.clone()), place.name.get(lang), &said, out);
    }
    linked_ui(ui, ctx, &links_of(ctx, &item), out);
}

/// A document as a record.
pub fn document_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, id: &DocumentId, out: &mut CommandQueue) {
    let item = Item::Document(id.clone());
    let (lang, text) = (ctx.lang(), ctx.text);
    let Some(document) = ctx.model.data.documents.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    heading(ui, ctx, &item, document.title.get(lang), "");
    paragraph(ui, ctx, other_name(ctx, &document.title));
    ui.add_space(space::XS);
    let or_not_stated =
        |value: &str| if value.is_empty() { text.get("sources-qualifier-not-stated").to_owned() } else { value.to_owned() };
    field(ui, ctx, text.get("sources-publisher"), &or_not_stated(document.publisher.get(lang)));
    field(ui, ctx, text.get("sources-field-published"), &or_not_stated(&document.published));
    field(ui, ctx, text.get("sources-data-to"), &or_not_stated(&document.data_to));
    field(ui, ctx, text.get("sources-read"), document.read.get(lang));
    field(ui, ctx, text.get("sources-lost"), document.lost.get(lang));
    let links = links_of(ctx, &item);
    ui.add_space(space::XS);
    let filter_title = text.fmt("sources-show-claims-of-document", &[("n", links.claims.len().into())]);
    if wide_button(ui, ctx.theme, &filter_title).clicked() {
        out.push(FilterCommand::Set(Box::new(Filter { documents: [id.clone()].into(), ..Filter::default() })));
        out.push(ViewCommand::Workspace(Workspace::Sources));
    }
    claims_ui(ui, ctx, scratch, text.get("inspector-claims"), &links.claims, out);
    linked_ui(ui, ctx, &links, out);
}

/// A figure of the report and what became of it.
pub fn figure_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, number: u16, out: &mut CommandQueue) {
    let item = Item::Figure(number);
    let (lang, text) = (ctx.lang(), ctx.text);
    let Some(figure) = ctx.model.data.figures.iter().find(|figure| figure.number == number) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    heading(ui, ctx, &item, &text.fmt("sources-figure-number", &[("n", usize::from(number).into())]), "");
    let caption = figure.caption.get(lang);
    paragraph(ui, ctx, if caption.is_empty() { text.get("sources-figure-caption-lost") } else { caption });
    paragraph(ui, ctx, other_name(ctx, &figure.caption));
    ui.add_space(space::XS);
    field(ui, ctx, text.get("sources-figure-state"), figure_state_text(text, figure.state));
    let stated =
        figure.n.map_or_else(|| text.get("sources-qualifier-not-stated").to_owned(), |n| crate::text::number::grouped(n.into()));
    field(ui, ctx, text.get("sources-figure-n"), &stated);
    field(ui, ctx, text.get("sources-figure-bins"), &figure.legend_bins);
    field(ui, ctx, text.get("sources-figure-date"), &figure.date_in_caption);
    field(ui, ctx, text.get("sources-field-line"), &figure.line);
    documents_field(ui, ctx, std::slice::from_ref(&figure.document), out);
    linked_ui(ui, ctx, &links_of(ctx, &item), out);
}

/// A span of time: claims in it, and a filter for it.
pub fn period_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut InspectorScratch, period: &Period, out: &mut CommandQueue) {
    let item = Item::Period(period.clone());
    heading(ui, ctx, &item, &period_text(ctx.text, period), "");
    ui.add_space(space::XS);
    if wide_button(ui, ctx.theme, ctx.text.get("inspector-filter-by-period")).clicked() {
        let mut filter = ctx.model.view.filters.clone();
        filter.period = Some(period.clone());
        out.push(FilterCommand::Set(Box::new(filter)));
    }
    let links = links_of(ctx, &item);
    claims_ui(ui, ctx, scratch, ctx.text.get("inspector-claims"), &links.claims, out);
    linked_ui(ui, ctx, &links, out);
}
