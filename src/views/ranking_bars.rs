//! Stacked horizontal bars of a ranking: where columns stand, and how one row is painted.

use egui::{Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::theme::{Theme, regular, semibold, size, space, weight};
use crate::analysis::ranking::{FULL_SCORE, RankRow, Span};

/// Smallest text that a row may use, points.
const SMALLEST_TEXT: f32 = 11.0;
/// Lowest and highest row, points.
pub const ROW_HEIGHTS: (f32, f32) = (10.5, 24.0);
/// Strength of a part that is only possible.
const POSSIBLE: f32 = 0.35;
/// Strength of a row that a filter leaves out.
const DIMMED: f32 = 0.35;
/// Categories that the parts take in turn: neighbours differ in lightness, not only in hue.
const PART_CATEGORIES: [usize; 7] = [0, 1, 3, 2, 6, 5, 4];
/// Side of a swatch, points.
pub const SWATCH: f32 = 8.0;

/// The texts of a row's right-hand columns, ready in the interface's language.
pub struct RowTexts {
    /// Name of the place.
    pub name: String,
    /// Score with one decimal.
    pub score: String,
    /// Possible ranks.
    pub ranks: String,
    /// Tier by the cuts.
    pub tier: String,
    /// Published tier, with a word where it differs.
    pub published: String,
}

/// Where the columns stand, in points from the left of the screen.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Left end of the row.
    pub left: f32,
    /// Right end of the rank number.
    pub rank: f32,
    /// Left end of the name.
    pub name: f32,
    /// Bars, score 0 to 100.
    pub bars: egui::Rangef,
    /// Right end of the score.
    pub score: f32,
    /// Right end of the possible ranks, where there is room.
    pub ranks: Option<f32>,
    /// Left end of the tier's swatch, where there is room.
    pub tier: Option<f32>,
    /// Left end of the published tier, where there is room.
    pub published: Option<f32>,
    /// Right end of the row.
    pub right: f32,
    /// Text of the rows.
    pub font: FontId,
}

/// Measures the columns for a row width; the widest texts decide, the bars take what is left.
pub fn columns(ui: &Ui, left: f32, right: f32, row_height: f32, rows: &[RowTexts], heads: &RowTexts) -> Columns {
    let font = regular((row_height * 0.72).clamp(SMALLEST_TEXT, size::BODY).floor());
    let width_of =
        |text: &str, font: &FontId| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x;
    let head_font = regular(size::SMALL);
    let widest = |pick: fn(&RowTexts) -> &str, head: &str| {
        rows.iter().map(|row| width_of(pick(row), &font)).fold(width_of(head, &head_font), f32::max).ceil()
    };
    let names = widest(|r| &r.name, "");
    let score = widest(|r| &r.score, &heads.score);
    let ranks = widest(|r| &r.ranks, &heads.ranks);
    let tier = widest(|r| &r.tier, &heads.tier) + SWATCH + space::XS;
    let published = widest(|r| &r.published, &heads.published);
    let gap = if right - left < 480.0 { space::S } else { space::M };
    let width = right - left;
    let rank = left + SWATCH + space::XS + width_of("15", &font);
    let name = rank + space::S;
    let bars_left = name + names + space::S;
    let mut at = right;
    let published = (width >= 330.0).then(|| {
        at -= published;
        let x = at;
        at -= gap;
        x
    });
    let tier = (width >= 540.0).then(|| {
        at -= tier;
        let x = at;
        at -= gap;
        x
    });
    let ranks = (width >= 290.0).then(|| {
        let x = at;
        at -= ranks + gap;
        x
    });
    let bars_right = (at - score - space::S).max(bars_left + 24.0);
    let bars = egui::Rangef::new(bars_left, bars_right);
    Columns { left, rank, name, bars, score: at, ranks, tier, published, right, font }
}

impl Columns {
    /// Screen position of a score.
    pub fn x_of(&self, score: f64) -> f32 {
        self.bars.min + self.bars.span() * (score / FULL_SCORE).clamp(0.0, 1.0) as f32
    }

    /// Score at a screen position.
    pub fn score_at(&self, x: f32) -> f64 {
        f64::from(((x - self.bars.min) / self.bars.span()).clamp(0.0, 1.0)) * FULL_SCORE
    }

    /// Where each part of a row is drawn: its index, score span, and whether it is only possible.
    /// Known parts stand first; what is only possible is added behind them, so that the bar ends
    /// where the score interval ends.
    pub fn segments(row: &RankRow) -> Vec<(usize, Span, bool)> {
        let mut at = 0.0;
        let mut segments = Vec::with_capacity(row.parts.len());
        for (i, part) in row.parts.iter().enumerate() {
            segments.push((i, Span { low: at, high: at + part.points.low }, false));
            at += part.points.low;
        }
        for (i, part) in row.parts.iter().enumerate().filter(|(_, part)| !part.points.is_point()) {
            let more = part.points.high - part.points.low;
            segments.push((i, Span { low: at, high: at + more }, true));
            at += more;
        }
        segments.retain(|(_, span, _)| !span.is_point());
        segments
    }

    /// The part of a row under a screen position.
    pub fn part_at(&self, row: &RankRow, x: f32) -> Option<usize> {
        if !self.bars.contains(x) {
            return None;
        }
        let score = self.score_at(x);
        Self::segments(row).into_iter().find(|(_, span, _)| (span.low..=span.high).contains(&score)).map(|(i, ..)| i)
    }
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowState {
    /// Under the pointer, here or elsewhere.
    pub hovered: bool,
    /// Selected.
    pub selected: bool,
    /// Has the keyboard.
    pub focused: bool,
}

/// Paints one row: background, tier swatch, rank, name, bar, numbers, tiers.
pub fn paint_row(ui: &Ui, theme: &Theme, columns: &Columns, rect: Rect, row: &RankRow, texts: &RowTexts, state: RowState) {
    let painter = ui.painter();
    let strength = if row.dimmed { DIMMED } else { 1.0 };
    let ink = |color: Color32| if strength < 1.0 { theme.faded(color, strength) } else { color };
    let back = rect.expand2(vec2(space::XS, 0.0));
    if state.selected {
        painter.rect_filled(back, CornerRadius::ZERO, theme.selection);
        painter.rect_filled(Rect::from_min_size(back.min, vec2(weight::BOLD, back.height())), CornerRadius::ZERO, theme.accent);
    } else if state.hovered {
        painter.rect_filled(back, CornerRadius::ZERO, theme.hover);
    }
    let middle = rect.center().y;
    let tier = ink(theme.tier(row.tier));
    paint_swatch(painter, pos2(columns.left + SWATCH / 2.0, middle), tier);
    let label = |x: f32, align: Align2, text: &str, font: FontId, color: Color32| {
        painter.text(pos2(x, middle), align, text, font, ink(color));
    };
    let font = || columns.font.clone();
    label(columns.rank, Align2::RIGHT_CENTER, &row.rank.to_string(), font(), theme.muted);
    let name_font = if state.selected { semibold(columns.font.size) } else { font() };
    label(columns.name, Align2::LEFT_CENTER, &texts.name, name_font, theme.text);
    paint_bar(painter, theme, columns, rect, row, strength);
    label(columns.score, Align2::RIGHT_CENTER, &texts.score, font(), theme.text);
    if let Some(x) = columns.ranks {
        label(x, Align2::RIGHT_CENTER, &texts.ranks, font(), theme.muted);
    }
    if let Some(x) = columns.tier {
        paint_swatch(painter, pos2(x + SWATCH / 2.0, middle), tier);
        label(x + SWATCH + space::XS, Align2::LEFT_CENTER, &texts.tier, font(), theme.text);
    }
    if let Some(x) = columns.published {
        let color = if row.differs() { theme.warning } else { theme.muted };
        label(x, Align2::LEFT_CENTER, &texts.published, font(), color);
    }
    if state.focused {
        painter.rect_stroke(back, CornerRadius::ZERO, Stroke::new(weight::BOLD, theme.accent), StrokeKind::Inside);
    }
}

fn paint_bar(painter: &Painter, theme: &Theme, columns: &Columns, rect: Rect, row: &RankRow, strength: f32) {
    let inset = (rect.height() * 0.18).clamp(1.0, 4.0).round();
    let (top, bottom) = (rect.top() + inset, rect.bottom() - inset);
    let bar = |span: Span| Rect::from_min_max(pos2(columns.x_of(span.low), top), pos2(columns.x_of(span.high) - 1.0, bottom));
    for (i, span, possible) in Columns::segments(row) {
        let color = part_color(theme, i);
        let body = bar(span);
        if body.width() <= 0.0 {
            continue;
        }
        let fill = if possible { theme.faded(color, POSSIBLE * strength) } else { theme.faded(color, strength) };
        painter.rect_filled(body, CornerRadius::ZERO, fill);
        if possible {
            let line = Stroke::new(weight::THIN, theme.faded(color, strength));
            painter.rect_stroke(body, CornerRadius::ZERO, line, StrokeKind::Inside);
        }
    }
    if !row.span.is_point() {
        // Where the place stands: the middle of what is possible.
        let x = columns.x_of(row.score);
        painter.vline(x, (top - 1.0)..=(bottom + 1.0), Stroke::new(weight::BOLD, theme.faded(theme.text, strength)));
    }
}

/// The colour of the part at `index`.
pub fn part_color(theme: &Theme, index: usize) -> Color32 {
    theme.category(PART_CATEGORIES.get(index).copied().unwrap_or(usize::MAX))
}

/// A small square in a colour, centred.
pub fn paint_swatch(painter: &Painter, centre: Pos2, color: Color32) {
    painter.rect_filled(Rect::from_center_size(centre, vec2(SWATCH, SWATCH)), CornerRadius::same(1), color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::ranking::{default_ranking, rank},
        data::atlas::{AtlasSource, load},
        model::filter::Filter,
    };

    #[test]
    fn bars_end_at_the_score_interval() {
        let data = load(&AtlasSource::Bundled).dataset;
        let ranking = rank(&data, &default_ranking(&data), &Filter::default());
        for row in &ranking.rows {
            let segments = Columns::segments(row);
            let end = segments.last().map_or(0.0, |(_, span, _)| span.high);
            assert!((end - row.span.high).abs() < 1e-5, "{} ends at {end}", row.place);
            let solid = segments.iter().filter(|(.., possible)| !possible).map(|(_, span, _)| span.high).fold(0.0, f64::max);
            assert!((solid - row.span.low).abs() < 1e-5, "{} is solid to {solid}", row.place);
            for pair in segments.windows(2) {
                assert_eq!(pair[0].1.high, pair[1].1.low);
            }
        }
    }
}
