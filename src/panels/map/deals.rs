//! Deals of own tables on the map.

use egui::{Color32, Pos2, Rect, RichText, Shape, StrokeKind, Ui, Vec2, vec2};
use rust_decimal::Decimal;

use crate::{
    analysis::{
        cube::Cube,
        deal_bins::{Bin, Bins, SINGLE_FROM, step_of},
        deal_stats::{bounds_of, sum_bounds},
        scale::Viewport,
    },
    model::{claim::Measure, lang::Lang, unit::Currency},
    panels::{
        PanelCtx,
        deal_words::{counted, is_synthetic, money_text, round_name, synthetic_mark},
    },
    text::number::short,
    views::{
        map::{
            legend::{DealLegend, SizeStep},
            symbols,
        },
        theme::{radius, regular, semibold, size, space},
    },
};

/// Radius from which a count is written into a mark.
const WRITTEN_FROM: f32 = 8.0;
/// Deals that a card lists.
const LISTED: usize = 4;

/// The marks of a frame.
pub struct Marks<'a> {
    bins: &'a Bins,
    cube: &'a Cube,
    measure: Measure,
    currency: Currency,
    /// Large ones first.
    drawn: Vec<&'a Bin>,
    /// Deals in view that no mark stands for.
    left_out: u64,
}

impl<'a> Marks<'a> {
    /// What is in view; none where the layer is off, or nothing has been counted yet.
    pub fn of(ctx: &PanelCtx<'a>, viewport: &Viewport) -> Option<Self> {
        let tables = &ctx.model.tables;
        let cube = tables.cube.as_deref().filter(|_| ctx.model.view.layers.deals)?;
        let bins = tables.bins.nearest(step_of(viewport.zoom))?;
        let measure = ctx.model.view.financing.measure;
        let (drawn, left_out) = bins.drawn(viewport, measure);
        Some(Self { bins, cube, measure, currency: bins.currency?, drawn, left_out })
    }

    fn radius(&self, bin: &Bin) -> f32 {
        self.bins.radius(bin.value(self.measure), self.measure)
    }

    /// The circles, with their number of deals where it has room.
    pub fn shapes(&self, ui: &Ui, ctx: &PanelCtx<'_>, (viewport, map): (&Viewport, Rect), out: &mut Vec<Shape>) {
        let place = |bin: &&Bin| {
            let [x, y] = viewport.project(bin.at());
            (map.min + vec2(x as f32, y as f32), self.radius(bin), bin.events)
        };
        let placed: Vec<(Pos2, f32, u32)> = self.drawn.iter().map(place).collect();
        for (at, radius, _) in &placed {
            symbols::deals(*at, *radius, ctx.theme, out);
        }
        for (index, (at, radius, events)) in placed.iter().enumerate() {
            if *radius < WRITTEN_FROM || *events < 2 {
                continue;
            }
            let count = abbreviated(ctx, u64::from(*events));
            let galley = ui.painter().layout_no_wrap(count, semibold(size::SMALL), ctx.theme.panel);
            let rect = Rect::from_center_size(*at, galley.size());
            // A count that a smaller circle lies over is not written.
            let over = |(at, radius, _): &(Pos2, f32, u32)| rect.distance_to_pos(*at) < *radius;
            if rect.width() <= radius * 2.0 && !placed.iter().skip(index + 1).any(over) {
                out.push(Shape::galley(rect.min, galley, Color32::PLACEHOLDER));
            }
        }
    }

    /// The mark at a position on the map: of several the one in front.
    pub fn at(&self, viewport: &Viewport, position: Vec2) -> Option<&'a Bin> {
        let hit = |bin: &&&Bin| {
            let [x, y] = viewport.project(bin.at());
            (vec2(x as f32, y as f32) - position).length() <= self.radius(bin).max(4.0)
        };
        self.drawn.iter().rev().find(hit).copied()
    }

    /// What the legend says.
    pub fn legend(&self, ctx: &PanelCtx<'_>) -> DealLegend {
        let value = |value: u64| match self.measure {
            Measure::Events => counted(value),
            Measure::Amount => {
                let minor = i128::from(value);
                money_text(ctx, bounds_of(Some(minor), Some(minor), self.currency), self.currency)
            }
        };
        let step = |one: u64| SizeStep { radius: self.bins.radius(one, self.measure), text: value(one) };
        let title = match self.measure {
            Measure::Events => "stats-map-events",
            Measure::Amount => "stats-map-amount",
        };
        let mut lines = Vec::new();
        let kind = if self.bins.step >= SINGLE_FROM { "stats-map-single" } else { "stats-map-mark" };
        lines.push(ctx.text.get(kind).to_owned());
        if self.bins.nowhere > 0 {
            let n = counted(self.bins.nowhere as u64);
            lines.push(ctx.text.fmt("stats-map-nowhere", &[("n", (&n).into())]));
        }
        if ctx.model.tables.bins.running.is_some() {
            lines.push(ctx.text.get("stats-map-counting").to_owned());
        }
        DealLegend {
            title: ctx.text.get(title).to_owned(),
            sizes: self.bins.legend_values(self.measure).into_iter().map(step).collect(),
            lines,
            synthetic: is_synthetic(ctx).then(|| ctx.text.get("deals-synthetic").to_owned()),
        }
    }

    /// Says on the map that deals are made up, and how many are not drawn; returns its room.
    pub fn notice(&self, ui: &Ui, ctx: &PanelCtx<'_>, map: Rect) -> Option<Rect> {
        let mut parts = Vec::new();
        if is_synthetic(ctx) {
            parts.push((ctx.text.get("deals-synthetic").to_owned(), ctx.theme.warning));
        }
        if self.left_out > 0 {
            let n = counted(self.left_out);
            parts.push((ctx.text.fmt("stats-map-more", &[("n", (&n).into())]), ctx.theme.text));
        }
        if parts.is_empty() {
            return None;
        }
        let painter = ui.painter();
        let galleys: Vec<_> =
            parts.into_iter().map(|(words, color)| painter.layout_no_wrap(words, semibold(size::SMALL), color)).collect();
        let width = galleys.iter().map(|galley| galley.size().x + space::M).sum::<f32>() + space::XS;
        let rect = Rect::from_min_size(map.left_top() + vec2(space::M, space::M), vec2(width, space::HIT));
        painter.rect(rect, radius::CONTROL, ctx.theme.panel, ctx.theme.hairline(), StrokeKind::Inside);
        let mut at: Pos2 = rect.left_center() + vec2(space::S, 0.0);
        for galley in galleys {
            let (width, corner) = (galley.size().x, at - vec2(0.0, galley.size().y / 2.0));
            painter.galley(corner, galley, Color32::PLACEHOLDER);
            at.x += width + space::M;
        }
        Some(rect)
    }
}

/// A count with three figures: 950, 1.23k or 1.23 times ten thousand, as the language counts.
fn abbreviated(ctx: &PanelCtx<'_>, n: u64) -> String {
    let step = match ctx.lang() {
        Lang::En => 1_000,
        Lang::Zh => 10_000,
    };
    if n < step {
        return n.to_string();
    }
    let value = Decimal::from(n) / Decimal::from(step);
    let value = short(value.round_sf(2).unwrap_or(value));
    ctx.text.fmt("stats-map-short", &[("n", (&value).into())])
}

/// How many deals, their money with its bounds, and those without; the deals themselves where they
/// are few.
pub fn deals_card(ui: &mut Ui, ctx: &PanelCtx<'_>, marks: &Marks<'_>, bin: &Bin) {
    let theme = ctx.theme;
    synthetic_mark(ui, ctx);
    let count = counted(u64::from(bin.events));
    let words = ctx.text.fmt("stats-map-deals", &[("n", (bin.events as usize).into()), ("count", (&count).into())]);
    ui.label(RichText::new(words).font(semibold(size::TITLE)).color(theme.text));
    let amount = marks.bins.amount(bin, marks.cube);
    let mut plain = |words: &str, color: Color32| {
        ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(color)).wrap());
    };
    if amount.known > 0 {
        let money = money_text(ctx, sum_bounds(&amount, marks.currency), marks.currency);
        plain(&ctx.text.fmt("stats-map-known", &[("amount", (&money).into())]), theme.text);
    }
    if amount.unknown > 0 {
        let n = counted(amount.unknown);
        plain(&ctx.text.fmt("stats-map-unknown", &[("n", (&n).into())]), theme.muted);
    }
    let rows = marks.bins.rows(bin);
    if rows.len() > LISTED {
        return;
    }
    for deal in rows.iter().filter_map(|row| marks.cube.table().deal(*row as usize)) {
        let date = deal
            .date
            .map(|date| if date.first == date.last { date.first.to_string() } else { format!("{} – {}", date.first, date.last) });
        let round = if deal.round.is_empty() { deal.round_as_written.as_str() } else { round_name(ctx, Some(&deal.round)) };
        let parts = [deal.company.as_str(), round, date.as_deref().unwrap_or_default(), &deal.amount_as_written];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        plain(&parts.join(" · "), theme.text);
    }
}
