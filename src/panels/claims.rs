//! All claims in one table: sorted, filtered, each row a claim.

use std::collections::BTreeMap;

use egui::{Align, Layout, RichText, TextEdit, Ui, vec2};

use super::{
    PanelCtx,
    filters::{filter_bar, filter_chips},
};
use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, FilterCommand, SelectCommand, UiCommand, ViewCommand},
    },
    analysis::{
        claim_table::{ClaimColumn, ClaimOrder, ClaimTexts, ordered},
        search::TextSearch,
    },
    model::{
        claim::{Claim, ClaimState},
        filter::Filter,
        ids::ClaimId,
        item::Item,
        lang::Lang,
        layout::Panel,
    },
    text::{
        number::{Digits, grouped},
        period::period_text,
    },
    views::{
        theme::{regular, size, space},
        widgets::{
            Cell, Column, Icon, Rows, Table, chip_removable, claim_hover, icon_button, qualifier_text, status_text, wide_button,
        },
    },
};

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    data: u64,
    filter: Filter,
    query: String,
    order: ClaimOrder,
    lang: Lang,
}

/// What only the claims table remembers.
#[derive(Debug, Default)]
pub struct ClaimsScratch {
    query: String,
    order: ClaimOrder,
    key: Option<Key>,
    rows: Vec<ClaimId>,
    texts: Option<(u64, ClaimTexts)>,
    search: Option<TextSearch>,
    widths: BTreeMap<usize, f32>,
    /// The claim that the selection last brought into sight.
    shown: Option<ClaimId>,
}

impl ClaimsScratch {
    /// The rows in the order shown; empty before the panel was drawn.
    pub fn rows(&self) -> &[ClaimId] {
        &self.rows
    }

    fn refresh(&mut self, ctx: &PanelCtx<'_>) {
        let data = &ctx.model.data;
        let key = Key {
            data: data.fingerprint(),
            filter: ctx.model.view.filters.clone(),
            query: self.query.clone(),
            order: self.order,
            lang: ctx.lang(),
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        if self.texts.as_ref().is_none_or(|(of, _)| *of != key.data) {
            self.texts = Some((key.data, ClaimTexts::new(data)));
        }
        let search = self.search.get_or_insert_default();
        if let Some((_, texts)) = &self.texts {
            self.rows = ordered(data, ctx.derived.claims_in_view.iter(), texts, search, &key.query, key.order, key.lang);
        }
        self.widths.clear();
        self.key = Some(key);
    }
}

/// Draws filters, count and table.
pub fn claims_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ClaimsScratch, out: &mut CommandQueue) {
    egui::Frame::NONE.inner_margin(egui::Margin { left: 12, right: 12, top: 8, bottom: 0 }).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        bar_ui(ui, ctx, scratch, out);
        scratch.refresh(ctx);
        chips_ui(ui, ctx, scratch, out);
        if scratch.rows.is_empty() {
            empty_ui(ui, ctx, scratch, out);
        } else {
            table_ui(ui, ctx, scratch, out);
        }
    });
}

fn bar_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ClaimsScratch, out: &mut CommandQueue) {
    let text = ctx.text;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        let hint = text.get("sources-claims-filter-hint");
        let field = TextEdit::singleline(&mut scratch.query)
            .id_salt("claims-filter")
            .hint_text(hint)
            .font(regular(size::BODY))
            .margin(egui::Margin::symmetric(8, 3))
            .desired_width(200.0);
        let field = ui.add(field).accessible_name(text.get("sources-claims-filter"));
        if ctx.model.transient.focus_filter {
            field.request_focus();
            out.push(UiCommand::FilterFocused);
        }
        filter_bar(ui, ctx, out);
    });
}

fn chips_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ClaimsScratch, out: &mut CommandQueue) {
    let text = ctx.text;
    let chips = filter_chips(&ctx.model.view.filters, ctx);
    ui.horizontal(|ui| {
        let all = ctx.model.data.claims.len();
        let shown = scratch.rows.len();
        let count = if shown == all {
            text.fmt("sources-claims-all", &[("all", grouped(all.into()).as_str().into())])
        } else {
            let (shown, all) = (grouped(shown.into()), grouped(all.into()));
            text.fmt("sources-claims-of", &[("shown", (&shown).into()), ("all", (&all).into())])
        };
        ui.label(RichText::new(count).font(regular(size::SMALL)).color(ctx.theme.muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, ctx.theme, Icon::Copy, text.get("sources-copy-table"), None).clicked() {
                out.push(CopyCommand::PanelTable(Panel::Claims));
            }
            ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(false), |ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                let mut hidden = 0_usize;
                for (label, without) in &chips {
                    if ui.available_width() < 110.0 {
                        hidden += 1;
                        continue;
                    }
                    if chip_removable(ui, ctx.theme, label, text.get("sources-filter-remove")) {
                        out.push(FilterCommand::Set(Box::new(without.clone())));
                    }
                }
                if hidden > 0 {
                    ui.label(RichText::new(format!("+{hidden}")).font(regular(size::SMALL)).color(ctx.theme.muted));
                }
            });
        });
    });
}

fn empty_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ClaimsScratch, out: &mut CommandQueue) {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() / 2.0 - 40.0).max(space::M));
        ui.label(RichText::new(ctx.text.get("sources-claims-none")).font(regular(size::TITLE)).color(ctx.theme.muted));
        ui.add_space(space::S);
        if wide_button(ui, ctx.theme, ctx.text.get("sources-filter-clear-all")).clicked() {
            scratch.query.clear();
            out.push(FilterCommand::Clear);
        }
    });
}

/// Title, least width, share, right-aligned, dispensable.
fn columns<'a>(ctx: &'a PanelCtx<'_>, widths: &BTreeMap<usize, f32>) -> Vec<Column<'a>> {
    let text = ctx.text;
    let spec: [(&str, f32, f32, bool, u8); 11] = [
        (text.get("sources-field-id"), 66.0, 0.0, false, 2),
        (text.get("sources-field-subject"), 110.0, 1.4, false, 0),
        (text.get("sources-field-metric"), 190.0, 2.6, false, 0),
        (text.get("sources-field-period"), 84.0, 0.0, false, 0),
        (text.get("sources-field-value"), 78.0, 0.0, true, 0),
        (text.get("sources-field-unit"), 70.0, 0.0, false, 0),
        (text.get("sources-field-status"), 124.0, 0.0, false, 3),
        (text.get("sources-field-provider"), 110.0, 0.8, false, 6),
        (text.get("sources-field-document"), 140.0, 0.4, false, 1),
        (text.get("sources-field-locator"), 116.0, 1.2, false, 4),
        (text.get("sources-field-as-written"), 140.0, 2.0, false, 5),
    ];
    spec.into_iter()
        .enumerate()
        .map(|(at, (title, least, share, right, dispensable))| {
            let least = widths.get(&at).copied().unwrap_or(0.0).max(least);
            Column { title, least, share, right, dispensable }
        })
        .collect()
}

struct ClaimRows<'a> {
    ctx: &'a PanelCtx<'a>,
    rows: &'a [ClaimId],
}

impl ClaimRows<'_> {
    fn claim(&self, row: usize) -> Option<&Claim> {
        self.rows.get(row).and_then(|id| self.ctx.model.data.claims.get(id))
    }
}

impl Rows for ClaimRows<'_> {
    fn cell(&self, row: usize, column: usize) -> Cell {
        let (ctx, theme, lang) = (self.ctx, self.ctx.theme, self.ctx.lang());
        let data = &ctx.model.data;
        let (Some(claim), Some(column)) = (self.claim(row), ClaimColumn::ALL.get(column)) else {
            return Cell::text("", theme.text);
        };
        let in_use = data.state_of(&claim.id).is_current();
        let named = |text: &str| Cell::text(text, if in_use { theme.text } else { theme.muted });
        let quiet = |text: &str| Cell::text(text, theme.muted);
        match column {
            ClaimColumn::Id => quiet(claim.id.as_str()),
            ClaimColumn::Subject => named(data.subject_name(&claim.subject).get(lang)),
            ClaimColumn::Metric => named(data.metric_of(claim).map_or(claim.metric.as_str(), |m| m.title.get(lang))),
            ClaimColumn::Period => Cell::number(period_text(ctx.text, &claim.period), theme.text),
            ClaimColumn::Value => {
                let color = if claim.quantity.is_known() && in_use { theme.text } else { theme.muted };
                Cell::number(ctx.writer().quantity_parts(claim, Digits::Full).0, color)
            }
            ClaimColumn::Unit => {
                let unit = ctx.writer().quantity_parts(claim, Digits::Full).1;
                let own = data.units.get(&claim.quantity.unit.id).map_or("", |unit| unit.title.get(lang));
                if unit.is_empty() && claim.quantity.unit.currency().is_none() {
                    return quiet(own);
                }
                // The rate behind a converted figure stands on the card.
                Cell::text(unit, theme.muted)
            }
            ClaimColumn::Status => {
                let status = match data.state_of(&claim.id) {
                    ClaimState::Current => status_text(ctx.text, claim.status),
                    ClaimState::Replaced(_) => ctx.text.get("layer-short-replaced"),
                    ClaimState::Later => ctx.text.get("layer-short-later"),
                    ClaimState::SetAside(_) => ctx.text.get("layer-short-set-aside"),
                };
                match claim.quantity.qualifier {
                    crate::model::quantity::Qualifier::Exact => quiet(status),
                    other => Cell::text(format!("{} · {status}", qualifier_text(ctx.text, other)), theme.muted),
                }
            }
            ClaimColumn::Provider => {
                quiet(claim.provider.as_ref().and_then(|id| data.providers.get(id)).map_or("", |p| p.name.get(lang)))
            }
            ClaimColumn::Document => {
                let names: Vec<&str> =
                    claim.documents.iter().filter_map(|id| data.documents.get(id)).map(|d| d.short.get(lang)).collect();
                Cell::text(names.join(", "), theme.muted)
            }
            ClaimColumn::Locator => quiet(claim.locator.get(lang)),
            ClaimColumn::AsWritten => quiet(&claim.as_written),
        }
    }

    fn name(&self, row: usize) -> String {
        let Some(claim) = self.claim(row) else { return String::new() };
        let lang = self.ctx.lang();
        let data = &self.ctx.model.data;
        let metric = data.metric_of(claim).map_or(claim.metric.as_str(), |m| m.title.get(lang));
        let figure = self.ctx.writer().quantity(claim, Digits::Full);
        format!("{} {}, {metric}, {}: {figure}", claim.id, data.subject_name(&claim.subject).get(lang), claim.period.written())
    }

    fn state(&self, row: usize) -> (bool, bool) {
        let Some(claim) = self.claim(row) else { return (false, false) };
        let item = Item::Claim(claim.id.clone());
        (self.ctx.model.view.selection.contains(&item), self.ctx.model.transient.hover.as_ref() == Some(&item))
    }

    fn hover_ui(&self, ui: &mut Ui, row: usize) {
        if let Some(claim) = self.claim(row) {
            claim_hover(ui, self.ctx, claim);
        }
    }
}

fn table_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ClaimsScratch, out: &mut CommandQueue) {
    let columns = columns(ctx, &scratch.widths);
    let selected = match ctx.model.view.selection.primary() {
        Some(Item::Claim(id)) => Some(id.clone()),
        _ => None,
    };
    let scroll_to = selected
        .as_ref()
        .filter(|id| scratch.shown.as_ref() != Some(id))
        .and_then(|id| scratch.rows.iter().position(|row| row == id));
    scratch.shown = selected;
    let sorted_at = ClaimColumn::ALL.iter().position(|column| *column == scratch.order.column).unwrap_or(0);
    let table = Table {
        id: "claims",
        columns: &columns,
        rows: scratch.rows.len(),
        sorted: Some((sorted_at, scratch.order.ascending)),
        scroll_to,
    };
    let done = table.show(ui, ctx.theme, &ClaimRows { ctx, rows: &scratch.rows });
    if let Some((column, width)) = done.grown {
        scratch.widths.insert(column, width);
        ui.ctx().request_discard("a number did not fit its column");
    }
    if let Some(column) = done.sort_by.and_then(|at| ClaimColumn::ALL.get(at)) {
        let again = scratch.order.column == *column;
        scratch.order = ClaimOrder { column: *column, ascending: if again { !scratch.order.ascending } else { true } };
    }
    let id_at = |row: Option<usize>| row.and_then(|row| scratch.rows.get(row)).cloned();
    if let Some(id) = id_at(done.clicked) {
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        scratch.shown = Some(id.clone());
        out.push(if add { SelectCommand::Toggle(Item::Claim(id)) } else { SelectCommand::Set(Item::Claim(id)) });
    }
    if let Some(claim) = id_at(done.double_clicked).and_then(|id| ctx.model.data.claims.get(&id)) {
        out.push(ViewCommand::Workspace(crate::model::layout::Workspace::Explore));
        out.push(ViewCommand::GoTo(claim.subject.clone().into()));
    }
}
