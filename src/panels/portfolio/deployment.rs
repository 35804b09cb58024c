//! What a fund invested, quarter by quarter, with its multiple of cost.

use egui::{Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{FundKey, fund_key, small, with_fund};
use crate::{
    action::CommandQueue,
    analysis::portfolio::{
        deployment::{Deployment, deployment},
        multiples::fund_multiple,
    },
    model::quantity::Quantity,
    panels::PanelCtx,
    text::number::{Digits, to_screen},
    update::Kept,
    views::{
        plots::flags::{self, KeptFlags, flag_ui},
        theme::{radius, regular, size, space},
        widgets::figure_text,
    },
};

/// A fund's deployment; its multiple of cost, and over how many holdings.
pub type Deployed = (Deployment, (Option<Quantity>, usize));

/// Draws a bar for each quarter in which the fund invested.
pub fn deployment_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (kept, flags): (&mut Kept<FundKey, Deployed>, &mut KeptFlags),
    out: &mut CommandQueue,
) {
    with_fund(ui, ctx, |ui, open, key, fund| {
        let content = open.document.content();
        kept.refresh(fund_key(ctx, open, key), || {
            let found = deployment(&ctx.model.data, content, key, fund);
            (found, fund_multiple(&ctx.model.data, content, key, fund))
        });
        let (found, (multiple, known)) = &**kept;
        let flags = flags::refresh(ctx, flags);
        let most = found.quarters.iter().filter_map(|row| row.amount.bounds.high.or(row.amount.bounds.low)).max();
        ScrollArea::vertical().id_salt("deployment").auto_shrink([false, false]).show(ui, |ui| {
            if found.quarters.is_empty() {
                small(ui, ctx, ctx.text.get("portfolio-deployment-none"));
            }
            for row in &found.quarters {
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
                let said = if row.amount.is_known() {
                    figure_text(ctx, (&row.amount, &row.quarter), Digits::Short)
                } else {
                    ctx.text.get("portfolio-not-stated").to_owned()
                };
                response
                    .widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{}: {said}", row.quarter.written())));
                let painter = ui.painter();
                let name = painter.layout_no_wrap(row.quarter.written().to_owned(), regular(size::SMALL), ctx.theme.muted);
                painter.galley(rect.left_center() - vec2(0.0, name.size().y / 2.0), name, ctx.theme.muted);
                if let Some(notes) = flags.and_then(|flags| flags.get_key_value(&row.quarter)) {
                    flag_ui(ui, ctx, pos2(rect.left() + 50.0, rect.bottom() - 4.0), notes, out);
                }
                let painter = ui.painter();
                let whole = most.map_or(0.0, to_screen);
                let room = (rect.width() - 64.0 - 100.0).max(20.0);
                let part = |end: Option<rust_decimal::Decimal>| {
                    end.map_or(0.0, |end| if whole > 0.0 { (to_screen(end) / whole) as f32 } else { 0.0 }) * room
                };
                let from = pos2(rect.left() + 64.0, rect.top() + 4.0);
                let bar = |width: f32| Rect::from_min_size(from, vec2(width.max(2.0), 14.0));
                painter.rect_filled(bar(part(row.amount.bounds.high)), radius::CONTROL, ctx.theme.faded(ctx.theme.accent, 0.35));
                painter.rect_filled(bar(part(row.amount.bounds.low)), radius::CONTROL, ctx.theme.accent);
                let text = painter.layout_no_wrap(said, regular(size::SMALL), ctx.theme.text);
                painter.galley(pos2(rect.right() - text.size().x, rect.center().y - text.size().y / 2.0), text, ctx.theme.text);
                if row.unstated > 0 {
                    let words = ctx.text.fmt("portfolio-deployment-unstated", &[("n", row.unstated.into())]);
                    response.on_hover_text(words);
                }
            }
            ui.add_space(space::XS);
            if found.undated > 0 {
                small(ui, ctx, &ctx.text.fmt("portfolio-deployment-undated", &[("n", found.undated.into())]));
            }
            if let Some(multiple) = multiple {
                let multiple = figure_text(ctx, multiple, Digits::Short);
                small(ui, ctx, &ctx.text.fmt("portfolio-multiple", &[("multiple", (&multiple).into()), ("n", (*known).into())]));
            }
        });
    });
}
