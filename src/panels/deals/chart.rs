//! The quarterly columns: stacked, with the part that is only known as a range in light; a click or a
//! drag filters by time.

use egui::{Align2, Color32, PointerButton, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use rust_decimal::Decimal;

use crate::{
    action::{CommandQueue, command::FilterCommand},
    analysis::{
        chart::nice_ticks,
        cube::AmountSum,
        deal_view::{Column, Columns, reached},
    },
    model::{claim::Measure, filter::Filter, period::Period, unit::Currency},
    panels::{
        PanelCtx,
        deal_words::{bounds_text, group_text},
    },
    text::number::{grouped, short, to_screen},
    views::{
        plots::series_name,
        theme::{regular, size, space, weight},
    },
};

/// Room for the numbers at the left, for the quarters below, for the names of series above.
const AXIS: f32 = 44.0;
const TIME: f32 = 18.0;
const LEGEND: f32 = 18.0;

/// Below this height neither the legend nor the reported figure is shown.
const LOW: f32 = 118.0;

/// Draws the columns into the room that is left.
pub(super) fn chart_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, brush: &mut Option<usize>, out: &mut CommandQueue) {
    let deals = &ctx.derived.deals;
    let (columns, Some(currency)) = (&deals.columns, deals.currency) else { return };
    let mut area = ui.available_rect_before_wrap();
    // Where it is low, the columns come before what is said of them.
    let roomy = area.height() >= LOW;
    if let Some(words) = beside_reported(ctx, columns, currency).filter(|_| roomy) {
        let galley = ui.painter().layout(words, regular(size::SMALL), ctx.theme.muted, area.width());
        let height = galley.size().y;
        ui.painter().galley(area.min, galley, ctx.theme.muted);
        area.min.y += height + 2.0;
    }
    if columns.series.len() > 1 && roomy {
        legend_ui(ui, ctx, columns, area.with_max_y(area.top() + LEGEND));
        area.min.y += LEGEND;
    }
    if columns.columns.is_empty() {
        let words = ctx.text.get("deals-no-quarter");
        ui.painter().text(area.center(), Align2::CENTER_CENTER, words, regular(size::BODY), ctx.theme.muted);
        return;
    }
    let plot = Rect::from_min_max(area.min + vec2(AXIS, 6.0), area.max - vec2(0.0, TIME));
    let scale = Scale::of(ctx, columns, currency);
    scale.axis_ui(ui, ctx, plot);
    let width = plot.width() / columns.columns.len().max(1) as f32;
    let slot = |at: usize| Rect::from_min_size(pos2(plot.left() + width * at as f32, plot.top()), vec2(width, plot.height()));
    let filter = &ctx.model.view.filters;
    for (at, column) in columns.columns.iter().enumerate() {
        let slot = slot(at);
        let within = filter
            .period
            .as_ref()
            .is_none_or(|period| Period::parse(&column.quarter).is_ok_and(|quarter| period.contains(&quarter)));
        column_ui(ui, ctx, (&scale, plot, slot), column, within);
        quarter_ui(ui, ctx, slot, column, width, at);
        let response = ui.interact(slot, ui.scope_id().with(("column", at)), Sense::click_and_drag());
        let said = format!("{}: {}", column.quarter, figure(ctx, column, currency));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, filter.period.is_some() && within, &said));
        if response.has_focus() {
            ui.painter().rect_stroke(slot, 0, Stroke::new(weight::BOLD, ctx.theme.text), StrokeKind::Inside);
        }
        if response.drag_started_by(PointerButton::Primary) {
            *brush = Some(at);
        }
        if response.clicked() {
            out.push(FilterCommand::Set(Box::new(with_span(filter, columns, at, at))));
        }
        if response.drag_stopped()
            && let (Some(from), Some(to)) = (brush.take(), response.interact_pointer_pos().map(|at| index_of(at, plot, width)))
        {
            let to = to.min(columns.columns.len().saturating_sub(1));
            out.push(FilterCommand::Set(Box::new(with_span(filter, columns, from.min(to), from.max(to)))));
        }
        if let (Some(from), Some(pointer)) = (*brush, response.interact_pointer_pos().filter(|_| response.dragged())) {
            let to = index_of(pointer, plot, width).min(columns.columns.len().saturating_sub(1));
            let band = slot_span(plot, width, from.min(to), from.max(to));
            let fill = ctx.theme.faded(ctx.theme.accent, 0.12);
            ui.painter().rect(band, 0, fill, Stroke::new(weight::THIN, ctx.theme.accent), StrokeKind::Inside);
        }
        response.on_hover_ui(|ui| card_ui(ui, ctx, columns, at, currency));
    }
}

fn slot_span(plot: Rect, width: f32, from: usize, to: usize) -> Rect {
    let left = plot.left() + width * from as f32;
    Rect::from_min_max(pos2(left, plot.top()), pos2(plot.left() + width * (to + 1) as f32, plot.bottom()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the columns before")]
fn index_of(pointer: Pos2, plot: Rect, width: f32) -> usize {
    ((pointer.x - plot.left()) / width.max(1.0)).max(0.0) as usize
}

/// The filter with a span of quarters; the same span once more takes it out.
fn with_span(filter: &Filter, columns: &Columns, from: usize, to: usize) -> Filter {
    let quarter = |at: usize| columns.columns.get(at).map(|column| column.quarter.as_str()).unwrap_or_default();
    let written = if from == to { quarter(from).to_owned() } else { format!("{}..{}", quarter(from), quarter(to)) };
    let period = Period::parse(&written).ok().filter(|period| filter.period.as_ref() != Some(period));
    Filter { period, ..filter.clone() }
}

/// How figures become heights.
struct Scale {
    most: Decimal,
    measure: Measure,
    /// Minor units of the currency in one unit of the axis; one deal in one.
    unit: Decimal,
}

impl Scale {
    fn of(ctx: &PanelCtx<'_>, columns: &Columns, currency: Currency) -> Self {
        let measure = ctx.model.view.financing.measure;
        let minor = if currency == Currency::Jpy { Decimal::ONE } else { Decimal::ONE_HUNDRED };
        let unit = match measure {
            Measure::Events => Decimal::ONE,
            Measure::Amount => ctx.writer().money_unit(currency).0.checked_mul(minor).unwrap_or(Decimal::ONE),
        };
        let mut scale = Self { most: Decimal::ONE, measure, unit };
        let most = columns.columns.iter().map(|column| scale.ends(column).1).max();
        scale.most = most.filter(|most| *most > Decimal::ZERO).unwrap_or(Decimal::ONE);
        scale
    }

    fn in_units(&self, figure: i128) -> Decimal {
        Decimal::try_from_i128_with_scale(figure, 0).ok().and_then(|figure| figure.checked_div(self.unit)).unwrap_or_default()
    }

    /// Of a part, or of money: what it is at least, and at most.
    fn part(&self, events: u64, amount: &AmountSum) -> (Decimal, Decimal) {
        match self.measure {
            Measure::Events => (Decimal::from(events), Decimal::from(events)),
            Measure::Amount => (self.in_units(amount.low), self.in_units(amount.high.max(amount.low))),
        }
    }

    fn ends(&self, column: &Column) -> (Decimal, Decimal) {
        column.parts.iter().map(|part| self.part(part.events, &part.amount)).fold((Decimal::ZERO, Decimal::ZERO), |sum, part| {
            (sum.0.checked_add(part.0).unwrap_or(sum.0), sum.1.checked_add(part.1).unwrap_or(sum.1))
        })
    }

    #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
    fn height(&self, figure: Decimal, plot: Rect) -> f32 {
        let share = to_screen(figure) / to_screen(self.most);
        // Room for a value above the highest column.
        plot.height() * 0.92 * share.clamp(0.0, 1.0) as f32
    }

    fn axis_ui(&self, ui: &Ui, ctx: &PanelCtx<'_>, plot: Rect) {
        for tick in nice_ticks(self.most, 3) {
            let y = plot.bottom() - self.height(tick, plot);
            let line = Stroke::new(weight::THIN, if tick.is_zero() { ctx.theme.muted } else { ctx.theme.line });
            ui.painter().hline(plot.x_range(), y, line);
            let at = pos2(plot.left() - space::XS, y);
            ui.painter().text(at, Align2::RIGHT_CENTER, short(tick), regular(size::SMALL - 0.5), ctx.theme.muted);
        }
    }
}

/// Colour of a series.
fn color_of(ctx: &PanelCtx<'_>, columns: &Columns, series: usize) -> Color32 {
    let last = columns.series.len().saturating_sub(1);
    let unknown = columns.series.get(series).is_none_or(Option::is_none) && columns.series.len() > 1;
    if unknown || (columns.has_rest && series == last) {
        ctx.theme.faded(ctx.theme.muted, 0.6)
    } else {
        ctx.theme.category(series)
    }
}

fn column_ui(ui: &Ui, ctx: &PanelCtx<'_>, (scale, plot, slot): (&Scale, Rect, Rect), column: &Column, within: bool) {
    let columns = &ctx.derived.deals.columns;
    let gap = (slot.width() * 0.14).min(6.0);
    let bar = slot.shrink2(vec2(gap, 0.0));
    let dim = |color: Color32| if within { color } else { ctx.theme.faded(color, 0.3) };
    let mut low = Decimal::ZERO;
    for part in &column.parts {
        let (least, _) = scale.part(part.events, &part.amount);
        let from = plot.bottom() - scale.height(low, plot);
        low = low.checked_add(least).unwrap_or(low);
        let to = plot.bottom() - scale.height(low, plot);
        let rect = Rect::from_min_max(pos2(bar.left(), to), pos2(bar.right(), from));
        ui.painter().rect_filled(rect, 0, dim(color_of(ctx, columns, part.series)));
    }
    let (least, most) = scale.ends(column);
    let top = plot.bottom() - scale.height(most, plot);
    let solid = plot.bottom() - scale.height(least, plot);
    if most > least {
        let light = Rect::from_min_max(pos2(bar.left(), top), pos2(bar.right(), solid));
        ui.painter().rect_filled(light, 0, dim(ctx.theme.faded(ctx.theme.category(0), 0.3)));
    }
    let open = scale.measure == Measure::Amount && column.parts.iter().any(|part| part.amount.open_high > 0);
    if open && bar.width() > 6.0 {
        let tip = pos2(bar.center().x, top - 6.0);
        let ink = Stroke::new(weight::THIN, ctx.theme.muted);
        ui.painter().add(Shape::line(vec![tip + vec2(-3.0, 3.0), tip, tip + vec2(3.0, 3.0)], ink));
    }
    if column.incomplete {
        let outline =
            Rect::from_min_max(pos2(bar.left(), top.min(plot.bottom() - 4.0)), pos2(bar.right(), plot.bottom())).expand(1.5);
        let corners = [outline.left_bottom(), outline.left_top(), outline.right_top(), outline.right_bottom()];
        ui.painter().extend(Shape::dotted_line(&corners, ctx.theme.text, 3.0, 0.8));
    }
    if column.parts.is_empty() {
        ui.painter().text(pos2(bar.center().x, plot.bottom()), Align2::CENTER_BOTTOM, "–", regular(size::SMALL), ctx.theme.muted);
    }
}

/// The quarter's name below its column, as much of it as there is room for.
fn quarter_ui(ui: &Ui, ctx: &PanelCtx<'_>, slot: Rect, column: &Column, width: f32, at: usize) {
    let (year, number) = column.quarter.split_once('Q').unwrap_or((&column.quarter, ""));
    let first = number == "1" || at == 0;
    let words = match width {
        54.0.. => column.quarter.clone(),
        22.0.. if first => format!("{}Q{number}", year.get(2..).unwrap_or(year)),
        22.0.. => format!("Q{number}"),
        // As many years as there is room for.
        _ => {
            let every = (38.0 / (width * 4.0).max(0.5)).ceil().max(1.0);
            let shown = year.parse::<f32>().is_ok_and(|year| year % every == 0.0);
            if number == "1" && shown { year.to_owned() } else { return }
        }
    };
    let align = if width < 22.0 { Align2::LEFT_TOP } else { Align2::CENTER_TOP };
    let x = if width < 22.0 { slot.left() } else { slot.center().x };
    let color = if first { ctx.theme.text } else { ctx.theme.muted };
    ui.painter().text(pos2(x, slot.bottom() + 3.0), align, words, regular(size::SMALL - 0.5), color);
}

fn legend_ui(ui: &Ui, ctx: &PanelCtx<'_>, columns: &Columns, rect: Rect) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut x = rect.left();
    for at in 0..columns.series.len() {
        let galley = painter.layout_no_wrap(series_text(ctx, columns, at), regular(size::SMALL), ctx.theme.muted);
        if x + galley.size().x + 16.0 > rect.right() {
            painter.text(pos2(x, rect.center().y), Align2::LEFT_CENTER, "…", regular(size::SMALL), ctx.theme.muted);
            break;
        }
        let swatch = Rect::from_center_size(pos2(x + 5.0, rect.center().y), vec2(10.0, 10.0));
        painter.rect_filled(swatch, 1, color_of(ctx, columns, at));
        let width = galley.size().x;
        painter.galley(pos2(x + 14.0, rect.center().y - galley.size().y / 2.0), galley, ctx.theme.muted);
        x += 14.0 + width + space::M;
    }
}

fn series_text(ctx: &PanelCtx<'_>, columns: &Columns, series: usize) -> String {
    if columns.has_rest && series + 1 == columns.series.len() {
        return ctx.text.get("deals-rest").to_owned();
    }
    let key = columns.series.get(series).cloned().flatten();
    group_text(ctx, &ctx.model.view.financing.stack, key.as_deref())
}

fn sum_of(column: &Column) -> AmountSum {
    let mut sum = AmountSum::default();
    column.parts.iter().for_each(|part| sum.add(&part.amount));
    sum
}

fn figure(ctx: &PanelCtx<'_>, column: &Column, currency: Currency) -> String {
    match ctx.model.view.financing.measure {
        Measure::Events => grouped(column.events().into()),
        Measure::Amount => bounds_text(ctx, &sum_of(column), currency),
    }
}

/// Everything known of a quarter.
fn card_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, columns: &Columns, at: usize, currency: Currency) {
    let Some(column) = columns.columns.get(at) else { return };
    ui.set_max_width(280.0);
    ui.label(egui::RichText::new(&column.quarter).font(crate::views::theme::semibold(size::BODY)));
    ui.label(ctx.text.fmt("deals-events", &[("n", grouped(column.events().into()).as_str().into())]));
    ui.label(bounds_text(ctx, &sum_of(column), currency));
    if column.unknown() > 0 {
        ui.label(ctx.text.fmt("deals-amount-unknown", &[("n", grouped(column.unknown().into()).as_str().into())]));
    }
    if column.incomplete {
        ui.label(ctx.text.get("deals-incomplete"));
    } else {
        for (back, key) in [(1, "deals-growth-quarter"), (4, "deals-growth-year")] {
            let before = at.checked_sub(back).and_then(|before| columns.columns.get(before)).filter(|before| !before.incomplete);
            let growth = before.and_then(|before| reached(column.events().into(), before.events().into()));
            if let Some(growth) = growth {
                let percent = Decimal::try_from_i128_with_scale(growth - 1000, 1).unwrap_or_default().normalize();
                let sign = if percent.is_sign_negative() { "" } else { "+" };
                ui.label(ctx.text.fmt(key, &[("growth", format!("{sign}{percent}%").as_str().into())]));
            }
        }
    }
    if columns.series.len() > 1 {
        for part in column.parts.iter().rev() {
            let figure = match ctx.model.view.financing.measure {
                Measure::Events => grouped(part.events.into()),
                Measure::Amount => bounds_text(ctx, &part.amount, currency),
            };
            ui.label(format!("{}: {figure}", series_text(ctx, columns, part.series)));
        }
    }
}

/// "2026Q1: reported 2,865 (China, IT Juzi); in your tables 2,411 = 84 %", for the last quarter that
/// both know; only where no filter holds deals back that the report counts.
fn beside_reported(ctx: &PanelCtx<'_>, columns: &Columns, currency: Currency) -> Option<String> {
    let (filter, measure) = (&ctx.model.view.filters, ctx.model.view.financing.measure);
    if !filter.deals.is_empty() || filter.area.is_some() || !filter.places.is_empty() {
        return None;
    }
    let reported = |column: &Column| {
        let chart = &ctx.derived.financing;
        let marks = chart.lanes.iter().flat_map(|lane| lane.marks.iter().map(move |mark| (lane, mark)));
        let fits = |unit: Option<Currency>| match measure {
            Measure::Events => unit.is_none(),
            Measure::Amount => unit == Some(currency),
        };
        marks
            .filter(|(_, mark)| mark.period.written() == column.quarter && fits(mark.quantity.unit.currency()))
            .find_map(|(lane, mark)| Some((lane, mark, mark.quantity.value?)))
    };
    let (column, (lane, mark, value)) = columns.columns.iter().rev().find_map(|column| Some((column, reported(column)?)))?;
    let minor = match measure {
        Measure::Events => value,
        Measure::Amount if currency == Currency::Jpy => value,
        Measure::Amount => value.checked_mul(Decimal::ONE_HUNDRED)?,
    };
    let own = match measure {
        Measure::Events => i128::from(column.events()),
        Measure::Amount => column.amount().0,
    };
    let share = reached(own, minor.trunc().mantissa())?;
    let percent = Decimal::try_from_i128_with_scale(share, 1).ok()?.normalize();
    let (subject, provider) = series_name(ctx, &lane.series);
    let stated = crate::views::widgets::figure_text(ctx, (&mark.quantity, &mark.period), crate::text::number::Digits::Short);
    Some(ctx.text.fmt(
        "deals-reported",
        &[
            ("quarter", column.quarter.as_str().into()),
            ("reported", stated.as_str().into()),
            ("source", format!("{subject}, {provider}").as_str().into()),
            ("own", figure(ctx, column, currency).as_str().into()),
            ("percent", percent.to_string().as_str().into()),
        ],
    ))
}
