//! The form for a claim: what a person adds, corrects or replaces, with its source.

use std::collections::BTreeMap;

use egui::{Label, RichText, TextEdit, Ui};

use super::heading::{paragraph, section};
use crate::{
    action::{
        CommandQueue,
        command::{LayerCommand, SelectCommand, SettingsCommand, UiCommand},
    },
    analysis::{
        claim_draft::{Draft, DraftField, DraftFor, DraftProblem},
        search::{SearchIndex, Target, TextSearch},
    },
    model::{claim::Subject, item::Item},
    panels::PanelCtx,
    text::number::Digits,
    views::{
        figure_card::figure_row,
        theme::{regular, semibold, size, space},
        widgets::{Choice, PickTexts, chip, figure_named, link, pick, wide_button},
    },
};

/// What only the form remembers: drafts by what they are for, so that nothing typed is lost when
/// the form is closed and opened again.
#[derive(Default)]
pub struct FormScratch {
    drafts: Vec<(DraftFor, Draft)>,
    queries: BTreeMap<&'static str, String>,
    /// Problems are said from the first attempt to save on.
    tried: bool,
    adds_document: bool,
    index: Option<(u64, SearchIndex)>,
    search: Option<TextSearch>,
    /// The name that signs, while it is written.
    author: Option<String>,
}

impl FormScratch {
    fn draft(&mut self, ctx: &PanelCtx<'_>, what: &DraftFor) -> Draft {
        if let Some((_, draft)) = self.drafts.iter().find(|(of, _)| of == what) {
            return draft.clone();
        }
        let draft = Draft::open(&ctx.model.data, ctx.model.layer.content(), what);
        self.tried = false;
        self.adds_document = false;
        self.queries.clear();
        self.drafts.push((what.clone(), draft.clone()));
        draft
    }

    fn keep(&mut self, what: &DraftFor, draft: Draft) {
        if let Some(slot) = self.drafts.iter_mut().find(|(of, _)| of == what) {
            slot.1 = draft;
        }
    }

    fn forget(&mut self, what: &DraftFor) {
        self.drafts.retain(|(of, _)| of != what);
        self.tried = false;
    }
}

/// Draws the form for `what`.
pub fn form_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FormScratch, what: &DraftFor, out: &mut CommandQueue) {
    let mut draft = scratch.draft(ctx, what);
    heading_ui(ui, ctx, what, out);
    let by = ctx.signature();
    let result = draft.finish(&ctx.model.data, ctx.model.layer.content(), what, &by);
    let said = if scratch.tried { result.as_ref().err().cloned().unwrap_or_default() } else { Vec::new() };
    let fixed = matches!(what, DraftFor::Correction(_) | DraftFor::Newer(_));
    subject_ui(ui, ctx, scratch, &mut draft, fixed, &said);
    metric_ui(ui, ctx, scratch, &mut draft, fixed, &said);
    text_field(ui, ctx, ("layer-form-period", "layer-form-period-hint"), &mut draft.period, DraftField::Period, &said);
    figure_ui(ui, ctx, &mut draft, &said);
    text_field(ui, ctx, ("layer-form-written", "layer-form-written-hint"), &mut draft.as_written, DraftField::Unit, &[]);
    provider_ui(ui, ctx, scratch, &mut draft);
    document_ui(ui, ctx, scratch, &mut draft, &said);
    text_field(ui, ctx, ("layer-form-locator", "layer-form-locator-hint"), &mut draft.locator, DraftField::Locator, &said);
    label(ui, ctx, "layer-form-note");
    let field = TextEdit::multiline(&mut draft.note).desired_rows(2).font(regular(size::BODY)).desired_width(f32::INFINITY);
    ui.add(field).accessible_name(ctx.text.get("layer-form-note"));
    author_ui(ui, ctx, scratch, out);
    ui.add_space(space::S);
    paragraph(ui, ctx, &signed(ctx));
    ui.add_space(space::S);
    scratch.keep(what, draft);
    ui.horizontal(|ui| {
        if wide_button(ui, ctx.theme, ctx.text.get("layer-form-save")).clicked() {
            match result {
                Ok((id, edit)) => {
                    out.push(LayerCommand::Edit { label: label_of(what).to_owned(), edit: Box::new(edit) });
                    out.push(UiCommand::ClaimForm(None));
                    out.push(SelectCommand::Set(Item::Claim(id)));
                    scratch.forget(what);
                }
                Err(_said_beside_the_fields) => scratch.tried = true,
            }
        }
        if wide_button(ui, ctx.theme, ctx.text.get("layer-form-cancel")).clicked() {
            scratch.forget(what);
            out.push(UiCommand::ClaimForm(None));
        }
    });
    if scratch.tried && !said.is_empty() {
        let count = ctx.text.fmt("layer-form-problems", &[("n", said.len().into())]);
        ui.label(RichText::new(count).font(regular(size::SMALL)).color(ctx.theme.warning));
    }
}

/// The name that signs; taken in with every key, so that what is saved next carries it.
fn author_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FormScratch, out: &mut CommandQueue) {
    label(ui, ctx, "layer-form-author");
    let name = scratch.author.get_or_insert_with(|| ctx.model.settings.author.clone());
    let field =
        TextEdit::singleline(name).font(regular(size::BODY)).margin(egui::Margin::symmetric(8, 4)).desired_width(f32::INFINITY);
    if ui.add(field).accessible_name(ctx.text.get("layer-form-author")).changed() {
        out.push(SettingsCommand::Author(name.clone()));
    }
}

fn signed(ctx: &PanelCtx<'_>) -> String {
    let by = ctx.signature();
    let day = by.day.to_string();
    if by.author.is_empty() {
        ctx.text.fmt("layer-form-unsigned", &[("day", day.as_str().into())])
    } else {
        ctx.text.fmt("layer-form-signed", &[("author", by.author.as_str().into()), ("day", day.as_str().into())])
    }
}

/// Text key of what the edit does, for "Undo ...".
fn label_of(what: &DraftFor) -> &'static str {
    match what {
        DraftFor::New(_) => "layer-did-add",
        DraftFor::Correction(_) => "layer-did-correct",
        DraftFor::Newer(_) => "layer-did-supersede",
        DraftFor::Change(_) => "layer-did-change",
    }
}

fn heading_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, what: &DraftFor, out: &mut CommandQueue) {
    let key = match what {
        DraftFor::New(_) => "layer-form-title-new",
        DraftFor::Correction(_) => "layer-form-title-correct",
        DraftFor::Newer(_) => "layer-form-title-newer",
        DraftFor::Change(_) => "layer-form-title-change",
    };
    ui.label(RichText::new(ctx.text.get(key)).font(semibold(size::TITLE)).color(ctx.theme.text));
    let why = match what {
        DraftFor::New(_) | DraftFor::Change(_) => "layer-form-why-own",
        DraftFor::Correction(_) => "layer-form-why-correct",
        DraftFor::Newer(_) => "layer-form-why-newer",
    };
    paragraph(ui, ctx, ctx.text.get(why));
    if let Some(claim) = what.base().and_then(|id| ctx.model.data.claims.get(id))
        && !matches!(what, DraftFor::Change(_))
    {
        section(ui, ctx, ctx.text.get("layer-form-original"), claim.id.as_str());
        figure_row(ui, ctx, claim, true, out);
    }
    ui.add_space(space::S);
}

fn label(ui: &mut Ui, ctx: &PanelCtx<'_>, key: &str) {
    ui.add_space(space::XS);
    ui.label(RichText::new(ctx.text.get(key)).font(regular(size::SMALL)).color(ctx.theme.muted));
}

fn problems_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, field: DraftField, said: &[DraftProblem]) {
    for problem in said.iter().filter(|problem| problem.field == field) {
        let text = ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())]);
        ui.add(Label::new(RichText::new(text).font(regular(size::SMALL)).color(ctx.theme.warning)).wrap());
    }
}

fn text_field(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (title, hint): (&str, &str),
    value: &mut String,
    field: DraftField,
    said: &[DraftProblem],
) {
    label(ui, ctx, title);
    let edit = TextEdit::singleline(value)
        .hint_text(ctx.text.get(hint))
        .font(regular(size::BODY))
        .margin(egui::Margin::symmetric(8, 4))
        .desired_width(f32::INFINITY);
    ui.add(edit).accessible_name(ctx.text.get(title));
    problems_ui(ui, ctx, field, said);
}

fn subject_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FormScratch, draft: &mut Draft, fixed: bool, said: &[DraftProblem]) {
    let data = &ctx.model.data;
    let name = draft.subject.as_ref().map(|subject| data.subject_name(subject).get(ctx.lang()).to_owned()).unwrap_or_default();
    if fixed {
        return;
    }
    label(ui, ctx, "layer-form-subject");
    if scratch.index.as_ref().is_none_or(|(of, _)| *of != data.fingerprint()) {
        scratch.index = Some((data.fingerprint(), SearchIndex::new(data, &[], &[])));
    }
    let index = &scratch.index;
    let choices = |query: &str| -> Vec<Choice<Subject>> {
        let Some((_, index)) = index else { return Vec::new() };
        let hits = index.search(query, ctx.lang(), 60).into_iter();
        hits.filter_map(|hit| match hit.target {
            Target::Item(item) => Some((item.subject()?, hit.title, hit.subtitle)),
            _ => None,
        })
        .collect()
    };
    let texts = picked_texts(ctx, "layer-form-subject", "layer-form-subject-hint", &name);
    if let Some(subject) = pick(ui, ctx.theme, texts, scratch.queries.entry("subject").or_default(), choices) {
        draft.subject = Some(subject);
    }
    problems_ui(ui, ctx, DraftField::Subject, said);
}

fn picked_texts<'a>(ctx: &'a PanelCtx<'_>, name: &'a str, hint: &'a str, current: &'a str) -> PickTexts<'a> {
    PickTexts { name: ctx.text.get(name), current, hint: ctx.text.get(hint), none: ctx.text.get("layer-form-none-found") }
}

fn metric_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FormScratch, draft: &mut Draft, fixed: bool, said: &[DraftProblem]) {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let metric = draft.metric.as_ref().and_then(|id| data.metrics.get(id));
    if !fixed {
        label(ui, ctx, "layer-form-metric");
        let search = scratch.search.get_or_insert_default();
        let choices = |query: &str| {
            let query = query.trim().to_lowercase();
            let matcher = search.matcher(&query);
            let fits = |en: &str, zh: &str| query.is_empty() || matcher.matches(&[&en.to_lowercase(), zh]);
            let found = data.metrics.values().filter(|metric| fits(&metric.title.en, &metric.title.zh));
            found.map(|metric| (metric.id.clone(), metric.title.get(lang).to_owned(), String::new())).collect()
        };
        let name = metric.map(|metric| metric.title.get(lang)).unwrap_or_default();
        let texts = picked_texts(ctx, "layer-form-metric", "layer-form-metric-hint", name);
        if let Some(id) = pick(ui, ctx.theme, texts, scratch.queries.entry("metric").or_default(), choices) {
            draft.metric = Some(id);
            draft.unit = None;
        }
        problems_ui(ui, ctx, DraftField::Metric, said);
    }
    if let Some(metric) = metric.filter(|_| !fixed) {
        ui.add(Label::new(RichText::new(metric.definition.get(lang)).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap());
    }
}

fn figure_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, draft: &mut Draft, said: &[DraftProblem]) {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    text_field(ui, ctx, ("layer-form-figure", "layer-form-figure-hint"), &mut draft.figure, DraftField::Figure, said);
    let units = draft.units(data);
    if units.len() > 1 {
        let current = draft.unit.clone().or_else(|| units.first().cloned());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            for unit in units.iter().take(6) {
                let title = data.units.get(unit).map_or(unit.as_str(), |unit| unit.title.get(lang));
                if chip(ui, ctx.theme, title, current.as_ref() == Some(unit)).clicked() {
                    draft.unit = Some(unit.clone());
                }
            }
        });
    }
    problems_ui(ui, ctx, DraftField::Unit, said);
    if draft.figure.trim().is_empty() || draft.metric.is_none() {
        return;
    }
    let (text, color) = match draft.quantity(data) {
        Ok(quantity) if quantity.is_known() => {
            let figure = figure_named(ctx, &quantity, Digits::Full);
            let bounds = crate::model::quantity::Quantity::from_bounds(quantity.bounds, quantity.unit.clone());
            let bounds = if quantity.value.is_some() && !quantity.bounds.is_point() {
                format!(" ({})", figure_named(ctx, &bounds, Digits::Full))
            } else {
                String::new()
            };
            (ctx.text.fmt("layer-form-reads", &[("figure", format!("{figure}{bounds}").as_str().into())]), ctx.theme.muted)
        }
        Ok(_) => (ctx.text.get("layer-form-reads-not-stated").to_owned(), ctx.theme.muted),
        Err(problem) => (ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())]), ctx.theme.warning),
    };
    let said_above = said.iter().any(|problem| problem.field == DraftField::Figure);
    if !said_above {
        ui.add(Label::new(RichText::new(text).font(regular(size::SMALL)).color(color)).wrap());
    }
}

fn provider_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FormScratch, draft: &mut Draft) {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    label(ui, ctx, "layer-form-provider");
    let unnamed = ctx.text.get("layer-form-provider-none");
    let choices = |query: &str| {
        let query = query.trim().to_lowercase();
        let named = data.providers.values().map(|p| (Some(p.id.clone()), p.name.get(lang).to_owned(), String::new()));
        let all = std::iter::once((None, unnamed.to_owned(), String::new())).chain(named);
        all.filter(|(_, name, _)| query.is_empty() || name.to_lowercase().contains(&query)).collect()
    };
    let name = draft.provider.as_ref().and_then(|id| data.providers.get(id)).map(|p| p.name.get(lang)).unwrap_or_default();
    let texts = picked_texts(ctx, "layer-form-provider", "layer-form-provider-none", name);
    if let Some(provider) = pick(ui, ctx.theme, texts, scratch.queries.entry("provider").or_default(), choices) {
        draft.provider = provider;
    }
}

fn document_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FormScratch, draft: &mut Draft, said: &[DraftProblem]) {
    let (data, lang, text) = (&ctx.model.data, ctx.lang(), ctx.text);
    if scratch.adds_document || draft.new_document.iter().any(|part| !part.is_empty()) {
        let [title, publisher, published] = &mut draft.new_document;
        text_field(ui, ctx, ("layer-form-document-title", "layer-form-document-hint"), title, DraftField::Document, said);
        text_field(ui, ctx, ("sources-publisher", "layer-form-optional"), publisher, DraftField::Unit, &[]);
        text_field(ui, ctx, ("sources-field-published", "layer-form-published-hint"), published, DraftField::Published, said);
        let known = text.get("layer-form-document-known");
        if link(ui, ctx.theme, None, known, regular(size::SMALL), known).clicked() {
            scratch.adds_document = false;
            draft.new_document = Default::default();
        }
        return;
    }
    label(ui, ctx, "layer-form-document");
    let choices = |query: &str| {
        let query = query.trim().to_lowercase();
        let all = data.documents.values().map(|d| (d.id.clone(), d.title.get(lang).to_owned(), d.published.clone()));
        all.filter(|(_, name, _)| query.is_empty() || name.to_lowercase().contains(&query)).collect()
    };
    let name = draft.document.as_ref().and_then(|id| data.documents.get(id)).map(|d| d.title.get(lang)).unwrap_or_default();
    let texts = picked_texts(ctx, "layer-form-document", "layer-form-document-pick", name);
    if let Some(document) = pick(ui, ctx.theme, texts, scratch.queries.entry("document").or_default(), choices) {
        draft.document = Some(document);
    }
    problems_ui(ui, ctx, DraftField::Document, said);
    let add = text.get("layer-form-document-new");
    if link(ui, ctx.theme, None, add, regular(size::SMALL), add).clicked() {
        scratch.adds_document = true;
        draft.document = None;
    }
}
