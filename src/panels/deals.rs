//! The deals of a person's own tables: quarterly columns and, beside them, what they are made of. Each
//! part shows its dimension under the filters of all others; a click in any of them is a filter.

mod chart;
mod lists;
mod rows;

use egui::{Align, ComboBox, Layout, Rect, RichText, Role, Ui, UiBuilder, WidgetInfo, vec2};

use super::{
    PanelCtx,
    deal_words::{bounds_text, dimension_text, synthetic_mark},
};
use crate::{
    action::{
        CommandQueue,
        command::{TableCommand, ViewCommand},
    },
    analysis::deal_view::STACKS,
    model::{claim::Measure, view_state::FinancingView},
    text::number::grouped,
    views::{
        theme::{regular, semibold, size, space},
        widgets::{elided, segmented, wide_button},
    },
};

/// From this width on the lists stand beside the columns.
const WIDE: f32 = 620.0;
/// From this width on all controls stand in one row.
const ONE_ROW: f32 = 380.0;
/// Height of the line at the bottom.
const FOOT: f32 = 20.0;

/// What only this panel remembers.
#[derive(Clone, Debug, Default)]
pub struct DealsScratch {
    /// The deals themselves are listed, instead of their sums.
    as_rows: bool,
    rows: rows::KeptRows,
    /// Column in which a brush began.
    brush: Option<usize>,
}

/// Draws the panel.
pub fn deals_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut DealsScratch, out: &mut CommandQueue) {
    let area = ui.available_rect_before_wrap().shrink2(vec2(space::M, space::XS));
    let child = |ui: &mut Ui, rect: Rect, salt: &str| {
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
        child.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        child.spacing_mut().item_spacing = vec2(space::S, space::XS);
        child
    };
    let mut header = child(ui, area, "header");
    if !ctx.derived.deals.is_some() {
        empty_ui(&mut header, ctx, out);
        return;
    }
    header_ui(&mut header, ctx, &mut scratch.as_rows, out);
    if let Some(problem) = &ctx.derived.deals.problem {
        header.label(RichText::new(problem).font(regular(size::SMALL)).color(ctx.theme.warning));
    }
    let body = area.with_min_y((header.min_rect().bottom() + space::XS).min(area.bottom() - FOOT));
    let (above, foot) = body.split_top_bottom_at_y(body.bottom() - FOOT);
    if scratch.as_rows {
        rows::rows_ui(&mut child(ui, above, "rows"), ctx, &mut scratch.rows);
        foot_ui(&mut child(ui, foot, "foot"), ctx);
        return;
    }
    let (left, right) = if body.width() >= WIDE {
        let (left, right) = above.split_left_right_at_fraction(0.56);
        (left.with_max_x(left.right() - space::M), right)
    } else {
        above.split_top_bottom_at_fraction(0.58)
    };
    chart::chart_ui(&mut child(ui, left, "columns"), ctx, &mut scratch.brush, out);
    lists::lists_ui(&mut child(ui, right, "lists"), ctx, out);
    foot_ui(&mut child(ui, foot, "foot"), ctx);
}

fn header_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, as_rows: &mut bool, out: &mut CommandQueue) {
    let (text, view) = (ctx.text, &ctx.model.view.financing);
    let title = match view.measure {
        Measure::Events => text.get("deals-title-events").to_owned(),
        Measure::Amount => {
            let (_, unit) = ctx.writer().money_unit(ctx.model.view.units.currency());
            text.fmt("deals-title-amount", &[("unit", unit.as_str().into())])
        }
    };
    ui.horizontal(|ui| {
        synthetic_mark(ui, ctx);
        elided(ui, &title, semibold(size::BODY), ctx.theme.text);
    });
    let narrow = ui.available_width() < ONE_ROW;
    ui.horizontal(|ui| {
        let options = [
            (Measure::Events, text.get("financing-measure-events-short")),
            (Measure::Amount, text.get("financing-measure-amount-short")),
        ];
        if let Some(measure) = segmented(ui, ctx.theme, text.get("financing-measure"), &options, view.measure) {
            out.push(ViewCommand::Financing(FinancingView { measure, ..view.clone() }));
        }
        let options = [(false, text.get("deals-as-sums")), (true, text.get("deals-as-rows"))];
        if let Some(picked) = segmented(ui, ctx.theme, text.get("deals-as"), &options, *as_rows) {
            *as_rows = picked;
        }
        if !narrow {
            stack_ui(ui, ctx, view, out);
        }
    });
    if narrow {
        stack_ui(ui, ctx, view, out);
    }
}

fn stack_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, view: &FinancingView, out: &mut CommandQueue) {
    let name = |stack: &str| {
        if stack.is_empty() { ctx.text.get("deals-stack-none").to_owned() } else { dimension_text(ctx, stack).to_owned() }
    };
    let shown = ctx.text.fmt("deals-stack", &[("by", name(&view.stack).as_str().into())]);
    let response = ComboBox::from_id_salt("stack").selected_text(&shown).show_ui(ui, |ui| {
        for stack in std::iter::once("").chain(STACKS) {
            if ui.selectable_label(view.stack == stack, name(stack)).clicked() && view.stack != stack {
                out.push(ViewCommand::Financing(FinancingView { stack: stack.to_owned(), ..view.clone() }));
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &shown));
}

/// How many deals pass, what they come to, who answered and how fast.
fn foot_ui(ui: &mut Ui, ctx: &PanelCtx<'_>) {
    let deals = &ctx.derived.deals;
    let (Some(linked), Some(currency)) = (deals.linked(), deals.currency) else { return };
    let whole = deals.whole.rows.first().cloned().unwrap_or_default();
    let amount = whole.amount.unwrap_or_default();
    let number = |count: u64| grouped(count.into());
    let mut said = ctx.text.fmt(
        "deals-foot",
        &[
            ("shown", number(whole.events).as_str().into()),
            ("all", number(linked.cube().len() as u64).as_str().into()),
            ("amount", bounds_text(ctx, &amount, currency).as_str().into()),
        ],
    );
    if amount.unknown > 0 {
        said.push(' ');
        said.push_str(&ctx.text.fmt("deals-foot-unknown", &[("n", number(amount.unknown).as_str().into())]));
    }
    let engine = deals.whole.engine.clone();
    let engine = if deals.timed {
        let took = format!("{:.1}", deals.took.as_secs_f64() * 1e3);
        ctx.text.fmt("deals-engine", &[("engine", engine.as_str().into()), ("ms", took.as_str().into())])
    } else {
        engine
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(engine).font(regular(size::SMALL)).color(ctx.theme.muted));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            elided(ui, &said, regular(size::SMALL), ctx.theme.muted);
        });
    });
}

/// Which tables there are, and how to get one.
fn empty_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (text, tables) = (ctx.text, &ctx.model.tables);
    let wrapped = |ui: &mut Ui, words: &str| {
        ui.add(egui::Label::new(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.muted)).wrap());
    };
    if tables.running {
        ui.horizontal(|ui| {
            ui.add(egui::Spinner::new().size(space::L).color(ctx.theme.muted));
            wrapped(ui, text.get("deals-opening"));
        });
        return;
    }
    let usable: Vec<_> = tables.list.iter().filter(|table| table.problem.is_none()).collect();
    if usable.is_empty() {
        wrapped(ui, text.get("deals-none"));
        return;
    }
    wrapped(ui, text.get("deals-none-on"));
    for table in usable {
        let name = text.fmt("deals-switch-on", &[("table", table.name.as_str().into())]);
        if wide_button(ui, ctx.theme, &name).clicked() {
            out.push(TableCommand::Show { refer: table.refer.clone(), on: true });
        }
    }
}
