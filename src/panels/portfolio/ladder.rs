//! A fund's money, step by step: what is known as a bar, what is not as a dashed outline.

use egui::{Key, Rect, RichText, ScrollArea, Sense, Shape, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::{edit, quiet, small, with_fund};
use crate::{
    action::CommandQueue,
    analysis::portfolio::{
        cells::CellProblem,
        ladder::{LadderRow, contradictions, ladder},
        step_text::StepText,
    },
    model::{
        document::KeyedEdit,
        portfolio::{Fund, Portfolio, PortfolioEdit, Rung},
        quantity::Quantity,
    },
    panels::PanelCtx,
    text::{
        number::{Digits, to_screen},
        period::period_text,
    },
    views::{
        source_chip::source_chip,
        theme::{radius, regular, semibold, size, space, weight},
        widgets::Icon,
        widgets::{claim_hover, elided, figure_text, quiet_icon_button, section_heading},
    },
};

/// Width of the names in points.
const NAMES: f32 = 96.0;
/// Room for the figure behind a bar.
const FIGURE: f32 = 88.0;
/// Height of a row.
const ROW: f32 = 26.0;

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct LadderScratch {
    writing: Option<Writing>,
}

#[derive(Debug)]
struct Writing {
    fund: String,
    tranche: Option<String>,
    rung: Rung,
    text: StepText,
    /// What the fields held at first.
    shown: StepText,
    problem: Option<CellProblem>,
    is_new: bool,
}

/// Draws the ladder of the fund that is shown, its tranches below.
pub fn ladder_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut LadderScratch, out: &mut CommandQueue) {
    with_fund(ui, ctx, |ui, open, key, fund| {
        let rows = ladder(&ctx.model.data, key, fund);
        let most = rows.iter().filter_map(|row| row.amount.bounds.high.or(row.amount.mark())).max();
        ScrollArea::vertical().id_salt("ladder").auto_shrink([false, false]).show(ui, |ui| {
            head_ui(ui, ctx, fund);
            let mut part: Option<&str> = None;
            for row in &rows {
                let tranche = row.tranche.map(|tranche| tranche.id.as_str());
                if tranche != part {
                    part = tranche;
                    if let Some(tranche) = row.tranche {
                        section_heading(ui, ctx.theme, tranche.name.get(ctx.lang()), "");
                    }
                }
                row_ui(ui, ctx, scratch, (open.document.content(), fund), row, most, out);
            }
            for (earlier, later) in contradictions(&rows) {
                let (earlier, later) = (ctx.text.get(rung_key(earlier)).to_owned(), ctx.text.get(rung_key(later)).to_owned());
                let words = ctx.text.fmt("portfolio-ladder-more", &[("earlier", (&earlier).into()), ("later", (&later).into())]);
                ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning));
            }
            sources_ui(ui, ctx, &rows, out);
        });
    });
}

/// Name, seat, lead, date of the announcement.
fn head_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, fund: &Fund) {
    elided(ui, fund.name.get(ctx.lang()), semibold(size::TITLE), ctx.theme.text);
    let mut parts: Vec<String> = Vec::new();
    if let Some(place) = &fund.place {
        let around = ctx.model.data.ancestry(place);
        let line: Vec<&str> = around.iter().take(3).map(|place| place.name.get(ctx.lang())).collect();
        parts.push(line.join(" · "));
    }
    if let Some(kind) = fund.kind {
        parts.push(ctx.text.get(kind_key(kind)).to_owned());
    }
    if let Some(announced) = &fund.announced {
        let date = period_text(ctx.text, announced);
        parts.push(ctx.text.fmt("portfolio-announced-on", &[("date", (&date).into())]));
    }
    if !fund.lead.is_empty() {
        let lead = fund.lead.get(ctx.lang()).to_owned();
        parts.push(ctx.text.fmt("portfolio-led-by", &[("name", (&lead).into())]));
    }
    let partners: Vec<&str> = fund.co_investors.iter().map(|name| name.get(ctx.lang())).collect();
    if !partners.is_empty() {
        parts.push(partners.join(ctx.text.get("inspector-list-comma")));
    }
    small(ui, ctx, &parts.join(" — "));
    ui.add_space(space::XS);
}

/// The text key of a fund's kind.
pub(super) fn kind_key(kind: crate::model::portfolio::FundKind) -> &'static str {
    use crate::model::portfolio::FundKind as Kind;
    match kind {
        Kind::Municipal => "portfolio-kind-municipal",
        Kind::Provincial => "portfolio-kind-provincial",
        Kind::Corporate => "portfolio-kind-corporate",
        Kind::Vc => "portfolio-kind-vc",
        Kind::Pe => "portfolio-kind-pe",
    }
}

fn rung_key(rung: Rung) -> &'static str {
    match rung {
        Rung::Announced => "portfolio-rung-announced",
        Rung::Registered => "portfolio-rung-registered",
        Rung::Raised => "portfolio-rung-raised",
        Rung::Called => "portfolio-rung-called",
        Rung::Deployed => "portfolio-rung-deployed",
    }
}

fn row_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut LadderScratch,
    (content, fund): (&Portfolio, &Fund),
    row: &LadderRow<'_>,
    most: Option<rust_decimal::Decimal>,
    out: &mut CommandQueue,
) {
    let name = ctx.text.get(rung_key(row.rung));
    let tranche = row.tranche.map(|tranche| tranche.id.clone());
    let same = |writing: &Writing| writing.fund == row.fund && writing.tranche == tranche && writing.rung == row.rung;
    if scratch.writing.as_ref().is_some_and(same) {
        writing_ui(ui, ctx, scratch, (content, fund), name, out);
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let said = if row.amount.is_known() {
        figure_text(ctx, (&row.amount, row.date.as_ref()), Digits::Short)
    } else {
        ctx.text.get("portfolio-not-stated").to_owned()
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {said}")));
    let painter = ui.painter();
    let text = painter.layout_no_wrap(name.to_owned(), regular(size::BODY), ctx.theme.text);
    painter.galley(rect.left_center() - vec2(0.0, text.size().y / 2.0), text, ctx.theme.text);
    let bar = Rect::from_min_max(rect.min + vec2(NAMES, 4.0), pos2(rect.right() - FIGURE, rect.bottom() - 4.0));
    bar_ui(ui, ctx, bar, &row.amount, most, &said);
    let spot = Rect::from_min_size(pos2(rect.right() - space::HIT, rect.top() + 1.0), vec2(space::HIT, space::HIT));
    let change = ctx.text.fmt("portfolio-ladder-change", &[("step", name.into())]);
    let change = match &tranche {
        Some(tranche) => format!("{change} ({tranche})"),
        None => change,
    };
    if quiet_icon_button(ui, ctx.theme, spot, Icon::Edit, &change, response.contains_pointer()).clicked() {
        let ladder = row.tranche.map_or(&fund.ladder, |tranche| &tranche.ladder);
        let text = StepText::of(ladder.get(&row.rung), &row.amount, row.date.as_ref());
        let (fund, shown) = (row.fund.to_owned(), text.clone());
        scratch.writing = Some(Writing { fund, tranche, rung: row.rung, text, shown, problem: None, is_new: true });
    }
    if let Some(claim) = row.claims.iter().find_map(|id| ctx.model.data.claims.get(id)) {
        response.on_hover_ui(|ui| claim_hover(ui, ctx, claim));
    }
}

fn bar_ui(ui: &Ui, ctx: &PanelCtx<'_>, bar: Rect, amount: &Quantity, most: Option<rust_decimal::Decimal>, said: &str) {
    let painter = ui.painter();
    let share = |value: Option<rust_decimal::Decimal>| {
        let whole = most.map_or(0.0, to_screen);
        value.map_or(0.0, |value| if whole > 0.0 { (to_screen(value) / whole).clamp(0.0, 1.0) } else { 0.0 }) as f32
    };
    if !amount.is_known() {
        let corners = [bar.left_top(), bar.right_top(), bar.right_bottom(), bar.left_bottom(), bar.left_top()];
        painter.extend(Shape::dashed_line(&corners, Stroke::new(weight::THIN, ctx.theme.muted), 4.0, 3.0));
        let text = painter.layout_no_wrap(said.to_owned(), regular(size::SMALL), ctx.theme.muted);
        painter.galley(bar.left_center() + vec2(space::S, -text.size().y / 2.0), text, ctx.theme.muted);
        return;
    }
    let low = share(amount.value.or(amount.bounds.low));
    let high = share(amount.value.or(amount.bounds.high).or(amount.bounds.low));
    let full = |part: f32| Rect::from_min_size(bar.min, vec2((bar.width() * part).max(2.0), bar.height()));
    // The light part is what it may be at most.
    painter.rect_filled(full(high), radius::CONTROL, ctx.theme.faded(ctx.theme.accent, 0.35));
    painter.rect_filled(full(low), radius::CONTROL, ctx.theme.accent);
    let text = painter.layout_no_wrap(said.to_owned(), semibold(size::BODY), ctx.theme.text);
    painter.galley(pos2(bar.left() + bar.width() * high + space::S, bar.center().y - text.size().y / 2.0), text, ctx.theme.text);
}

/// Amount, date and basis of a step; leaving all three, or Enter, takes them.
fn writing_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    scratch: &mut LadderScratch,
    (content, fund): (&Portfolio, &Fund),
    name: &str,
    out: &mut CommandQueue,
) {
    let Some(writing) = &mut scratch.writing else { return };
    let first = std::mem::take(&mut writing.is_new);
    let (mut focused, mut left) = (false, false);
    let text = &mut writing.text;
    for (key, written) in [
        ("portfolio-ladder-hint", &mut text.amount),
        ("portfolio-ladder-date", &mut text.date),
        ("portfolio-ladder-basis", &mut text.basis),
    ] {
        let is_amount = key == "portfolio-ladder-hint";
        ui.horizontal(|ui| {
            let label = if is_amount { name } else { "" };
            ui.add_sized([NAMES - space::S, ROW], egui::Label::new(RichText::new(label).font(regular(size::BODY))));
            let field = TextEdit::singleline(written).desired_width(f32::INFINITY).hint_text(ctx.text.get(key));
            let called = if is_amount { name.to_owned() } else { format!("{name}: {}", ctx.text.get(key)) };
            let field = ui.add(field).accessible_name(called);
            if field.has_focus() {
                let filter = egui::EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
            }
            if first && is_amount {
                field.request_focus();
            }
            focused |= field.has_focus();
            left |= field.lost_focus();
        });
    }
    if let Some(problem) = &writing.problem {
        let words = ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())]);
        ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning));
    }
    if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
        scratch.writing = None;
        return;
    }
    if first || focused || !left {
        return;
    }
    let mut changed = fund.clone();
    let ladder = match &writing.tranche {
        None => Some(&mut changed.ladder),
        Some(id) => changed.tranches.iter_mut().find(|part| part.id == *id).map(|part| &mut part.ladder),
    };
    let Some(ladder) = ladder else {
        scratch.writing = None;
        return;
    };
    let before = ladder.get(&writing.rung).cloned().unwrap_or_default();
    match writing.text.read((&ctx.model.data, content, fund), &before, &writing.shown) {
        Ok(step) => {
            // A step of which nothing is known is absent.
            if step == Default::default() {
                ladder.remove(&writing.rung);
            } else {
                ladder.insert(writing.rung, step);
            }
            if changed != *fund {
                let put = KeyedEdit::Put { key: writing.fund.clone(), value: changed };
                edit(out, "portfolio-did-ladder", PortfolioEdit::Fund(put));
            }
            scratch.writing = None;
        }
        Err(problem) => {
            writing.problem = Some(problem);
            writing.is_new = true;
        }
    }
}

/// The claims behind the figures, once each.
fn sources_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, rows: &[LadderRow<'_>], out: &mut CommandQueue) {
    let mut seen = std::collections::BTreeSet::new();
    let claims: Vec<_> = rows.iter().flat_map(|row| row.claims).filter(|id| seen.insert(*id)).collect();
    ui.add_space(space::XS);
    for id in claims {
        match ctx.model.data.claims.get(id) {
            Some(claim) => {
                source_chip(ui, ctx, claim, out);
            }
            None => quiet(ui, ctx, &ctx.text.fmt("portfolio-claim-gone", &[("id", id.as_str().into())])),
        }
    }
}
