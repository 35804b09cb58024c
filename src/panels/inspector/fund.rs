//! The read-only card of a fund.

use egui::{Align2, Shape, Ui, pos2, vec2};
use rust_decimal::Decimal;

use super::{
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
        catalog::{Fund, WatchItem},
        claim::{Claim, Subject},
        ids::{ClaimId, FundId},
        item::Item,
    },
    panels::{PanelCtx, inspector::InspectorScratch},
    text::number::{Digits, to_screen},
    views::{
        source_chip::source_chip,
        theme::{radius, regular, size, space, weight},
        widgets::{claim_hover, claim_source_line, link, ring_around},
    },
};

/// The fund's record: seat, lead, ladder, mandate, what to watch.
pub fn fund_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, id: &FundId, out: &mut CommandQueue) {
    let item = Item::Fund(id.clone());
    let (data, lang, text) = (&ctx.model.data, ctx.lang(), ctx.text);
    let Some(fund) = data.funds.get(id) else {
        missing_ui(ui, ctx, &item);
        return;
    };
    heading(ui, ctx, &item, fund.name.get(lang), other_name(ctx, &fund.name));
    seat_ui(ui, ctx, fund, out);
    ui.add_space(space::XS);
    field(ui, ctx, text.get("inspector-announced"), &fund.announced);
    field(ui, ctx, text.get("inspector-lead"), fund.lead.get(lang));
    let partners: Vec<&str> = fund.co_investors.get(lang).split([';', '；']).map(str::trim).filter(|p| !p.is_empty()).collect();
    field(ui, ctx, text.get("inspector-co-investors"), &partners.join(text.get("inspector-list-comma")));
    let watch: Vec<&WatchItem> = data.watch_items.iter().filter(|watch| watch.fund == *id).collect();
    if fund.first_tranche_claim.is_some() {
        ladder_ui(ui, ctx, fund, out);
    }
    mandate_ui(ui, ctx, fund);
    if fund.first_tranche_claim.is_none() {
        figures(ui, ctx, &mut InspectorScratch::default(), &Subject::Fund(id.clone()), out);
        if let Some(claim) = shown_elsewhere(ctx, fund) {
            crate::views::figure_card::figure_card(ui, ctx, claim, out);
        }
    }
    if !watch.is_empty() {
        section(ui, ctx, text.get("inspector-watch"), &watch.len().to_string());
        for item in watch {
            watch_ui(ui, ctx, item);
        }
        if let Some(source) = data.documents.get(fund.documents.first().map_or("", |id| id.as_str())) {
            paragraph(ui, ctx, source.short.get(lang));
        }
    }
    linked_ui(ui, ctx, &links_of(ctx, &item), out);
}

/// The size where it is a claim on a place and not on the fund itself.
fn shown_elsewhere<'a>(ctx: &'a PanelCtx<'_>, fund: &Fund) -> Option<&'a Claim> {
    let claim = ctx.model.data.claims.get(fund.target_claim.as_ref()?)?;
    (claim.subject != Subject::Fund(fund.id.clone())).then_some(claim)
}

fn seat_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, fund: &Fund, out: &mut CommandQueue) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
        for (i, place) in ctx.model.data.ancestry(&fund.place).into_iter().enumerate() {
            if i > 0 {
                ui.label(egui::RichText::new("·").font(regular(size::SMALL)).color(ctx.theme.muted));
            }
            let name = place.name.get(ctx.lang());
            if link(ui, ctx.theme, None, name, regular(size::SMALL), name).clicked() {
                out.push(SelectCommand::Set(Item::Place(place.id.clone())));
                out.push(ViewCommand::GoTo(Item::Place(place.id.clone())));
            }
        }
    });
}

/// Announced, registered, first tranche, raised, called, deployed: a bar where a claim gives the
/// step, an empty dashed frame and "not stated" where none does.
fn ladder_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, fund: &Fund, out: &mut CommandQueue) {
    let (data, text) = (&ctx.model.data, ctx.text);
    let claim = |id: &Option<ClaimId>| id.as_ref().and_then(|id| data.claims.get(id));
    let steps: [(&str, Option<&Claim>); 6] = [
        (text.get("inspector-step-announced"), claim(&fund.target_claim)),
        (text.get("inspector-step-registered"), None),
        (text.get("inspector-step-first-tranche"), claim(&fund.first_tranche_claim)),
        (text.get("inspector-step-raised"), None),
        (text.get("inspector-step-called"), None),
        (text.get("inspector-step-deployed"), None),
    ];
    let (_, unit) = fund.currency.map_or_else(
        || (Decimal::ONE, String::new()),
        |currency| {
            let writer = ctx.writer();
            let period = claim(&fund.target_claim).map(|claim| &claim.period);
            writer.money_unit(writer.through_lens(currency, period).currency)
        },
    );
    section(ui, ctx, text.get("inspector-ladder"), &unit);
    let largest = steps.iter().filter_map(|(_, claim)| claim.and_then(|c| c.quantity.mark())).max().unwrap_or(Decimal::ONE);
    for (title, claim) in &steps {
        step_row(ui, ctx, title, *claim, largest, out);
    }
    let mut said: Vec<String> = Vec::new();
    for claim in steps.iter().filter_map(|(_, claim)| *claim) {
        let line = claim_source_line(ctx, claim);
        if !said.contains(&line) {
            source_chip(ui, ctx, claim, out);
            said.push(line);
        }
    }
}

fn step_row(ui: &mut Ui, ctx: &PanelCtx<'_>, title: &str, claim: Option<&Claim>, largest: Decimal, out: &mut CommandQueue) {
    const TITLE: f32 = 112.0;
    const NUMBER: f32 = 44.0;
    let theme = ctx.theme;
    let claim = claim.and_then(|claim| Some((claim, claim.quantity.mark()?)));
    // Sensed once: a row that was first sensed without clicks would lose the keyboard's focus.
    let sense = if claim.is_some() { egui::Sense::click() } else { egui::Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), sense);
    let painter = ui.painter();
    painter.text(rect.left_center(), Align2::LEFT_CENTER, title, regular(size::SMALL), theme.text);
    let mut bar = egui::Rect::from_min_max(
        pos2(rect.left() + TITLE, rect.center().y - 7.0),
        pos2(rect.right() - NUMBER, rect.center().y + 7.0),
    );
    let Some((claim, mark)) = claim else {
        let corners = [bar.left_top(), bar.right_top(), bar.right_bottom(), bar.left_bottom(), bar.left_top()];
        painter.extend(Shape::dashed_line(&corners, egui::Stroke::new(weight::THIN, theme.line), 4.0, 3.0));
        let said = ctx.text.get("sources-qualifier-not-stated");
        painter.text(bar.left_center() + vec2(6.0, 0.0), Align2::LEFT_CENTER, said, regular(size::SMALL), theme.muted);
        return;
    };
    let share = mark.checked_div(largest).map_or(0.0, |share| {
        // A bar's length on the screen; never a figure.
        #[expect(clippy::cast_possible_truncation, reason = "a screen length")]
        let share = to_screen(share).clamp(0.0, 1.0) as f32;
        share
    });
    bar.max.x = bar.left() + bar.width() * share;
    painter.rect_filled(bar, radius::CONTROL / 2, theme.category(0));
    let (figure, _) = ctx.writer().quantity_parts(claim, Digits::Short);
    painter.text(pos2(bar.right() + 6.0, rect.center().y), Align2::LEFT_CENTER, &figure, regular(size::BODY), theme.text);
    let figure = format!("{title}: {figure}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &figure));
    ring_around(ui, theme, &response);
    if response.clicked() {
        out.push(SelectCommand::Set(Item::Claim(claim.id.clone())));
    }
    response.on_hover_ui(|ui| claim_hover(ui, ctx, claim));
}

fn mandate_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, fund: &Fund) {
    let note = fund.mandate_note.get(ctx.lang());
    if fund.mandate.is_empty() && note.is_empty() {
        return;
    }
    let count = if fund.mandate.is_empty() { String::new() } else { fund.mandate.len().to_string() };
    section(ui, ctx, ctx.text.get("inspector-mandate"), &count);
    for bucket in &fund.mandate {
        let title = ctx.model.data.sub_fields.iter().find(|field| field.id == *bucket).map(|f| f.title.get(ctx.lang()));
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), egui::Sense::hover());
        let title = title.unwrap_or(bucket);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, title));
        ui.painter().circle_filled(rect.left_center() + vec2(3.0, 0.0), 2.0, ctx.theme.muted);
        let at = rect.left_center() + vec2(space::M, 0.0);
        ui.painter().text(at, Align2::LEFT_CENTER, title, regular(size::BODY), ctx.theme.text);
    }
    paragraph(ui, ctx, note);
}

/// An open question with what it would mean and when to look.
fn watch_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, watch: &WatchItem) {
    let theme = ctx.theme;
    let inner = egui::Frame::NONE.inner_margin(egui::Margin { left: 10, right: 0, top: 3, bottom: 3 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 1.0;
        let question = watch.item.get(ctx.lang());
        ui.add(egui::Label::new(egui::RichText::new(question).font(regular(size::BODY)).color(theme.text)).wrap());
        let meaning = watch.meaning.get(ctx.lang());
        let mut small = String::new();
        if let Some((low, high)) = watch.horizon_months {
            let args = [("low", usize::from(low).into()), ("high", usize::from(high).into())];
            small.push_str(&ctx.text.fmt("inspector-horizon", &args));
        }
        if !meaning.is_empty() {
            if !small.is_empty() {
                small.push_str(" · ");
            }
            small.push_str(meaning);
        }
        if !small.is_empty() {
            ui.add(egui::Label::new(egui::RichText::new(small).font(regular(size::SMALL)).color(theme.muted)).wrap());
        }
    });
    let edge = inner.response.rect;
    ui.painter().vline(edge.left() + 1.0, edge.y_range().shrink(3.0), egui::Stroke::new(weight::BOLD, theme.warning));
}
