//! The words of a chart in the interface's language.

use rust_decimal::Decimal;

use crate::{
    analysis::{
        chart::{ChartModel, Growth, Mark, Part, Phrase},
        comparability::SeriesKey,
    },
    model::{
        claim::{MetricKind, Subject},
        ids::PlaceId,
        item::Item,
        quantity::Qualifier,
        unit::{Unit, UnitFamily},
    },
    panels::PanelCtx,
    text::{number::Digits, period::period_text},
    views::widgets::{figure_text, status_text},
};

/// A phrase of the chart as text.
pub fn phrase(ctx: &PanelCtx<'_>, chart: &ChartModel, phrase: &Phrase) -> String {
    let args: Vec<(&str, String)> = phrase
        .args
        .iter()
        .map(|(name, part)| {
            let text = match part {
                Part::Key(key) => ctx.text.get(key).to_owned(),
                Part::Subject(slug) => slug_name(ctx, slug),
                Part::Unit => unit_text(ctx, &chart.unit),
                Part::Plain(text) => text.clone(),
            };
            (*name, text)
        })
        .collect();
    let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.as_str().into())).collect();
    ctx.text.fmt(phrase.key, &args)
}

/// The unit as the title says it: of money through the lens, else the unit's own.
pub fn unit_text(ctx: &PanelCtx<'_>, unit: &Unit) -> String {
    match unit.currency() {
        Some(currency) => {
            let writer = ctx.writer();
            writer.money_unit(writer.through_lens(currency, None).currency).1
        }
        None => ctx.model.data.units.get(&unit.id).map_or(unit.id.as_str(), |u| u.title.get(ctx.lang())).to_owned(),
    }
}

/// The name of a place or other subject that a view names by its slug.
pub fn slug_name(ctx: &PanelCtx<'_>, slug: &PlaceId) -> String {
    let data = &ctx.model.data;
    if data.places.contains_key(slug) {
        return data.place_name(slug, ctx.lang()).to_owned();
    }
    let subjects = [
        Subject::Group(slug.as_str().into()),
        Subject::Entity(slug.as_str().into()),
        Subject::Company(slug.as_str().into()),
        Subject::Fund(slug.as_str().into()),
    ];
    subjects
        .iter()
        .map(|subject| data.subject_name(subject))
        .find(|name| name.en != slug.as_str())
        .map_or_else(|| slug.to_string(), |name| name.get(ctx.lang()).to_owned())
}

/// What a lane speaks of, and who measured it.
pub fn series_name(ctx: &PanelCtx<'_>, series: &SeriesKey) -> (String, String) {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    let provider = series.provider.as_ref().and_then(|id| data.providers.get(id));
    let provider = provider.map_or(ctx.text.get("financing-provider-none"), |provider| provider.name.get(lang));
    (data.subject_name(&series.subject).get(lang).to_owned(), provider.to_owned())
}

/// The title of a lane's metric.
pub fn metric_title(ctx: &PanelCtx<'_>, series: &SeriesKey) -> String {
    ctx.model.data.metrics.get(&series.metric).map_or(series.metric.as_str(), |m| m.title.get(ctx.lang())).to_owned()
}

/// The accessible name of a mark: subject, period, value in full and status.
pub fn mark_name(ctx: &PanelCtx<'_>, mark: &Mark) -> String {
    let (subject, _) = series_name(ctx, &mark.series);
    let period = period_text(ctx.text, &mark.period);
    let Some(status) = mark.status.filter(|_| mark.quantity.is_known()) else {
        return ctx.text.fmt("financing-mark-missing", &[("subject", (&subject).into()), ("period", (&period).into())]);
    };
    let value = figure_text(ctx, (&mark.quantity, &mark.period), Digits::Full);
    let name = ctx.text.fmt(
        "financing-mark-name",
        &[
            ("subject", (&subject).into()),
            ("period", (&period).into()),
            ("value", (&value).into()),
            ("status", status_text(ctx.text, status).into()),
        ],
    );
    if mark.joined_by_hand { ctx.text.fmt("financing-mark-joined", &[("name", (&name).into())]) } else { name }
}

/// The number on a mark, without its unit; `*` marks one that an exchange rate was needed for.
pub fn short_value(ctx: &PanelCtx<'_>, mark: &Mark) -> String {
    let writer = ctx.writer();
    let (number, unit) = writer.quantity_parts((&mark.quantity, &mark.period), Digits::Short);
    if mark.quantity.unit.family != UnitFamily::Money || unit.is_empty() {
        return number;
    }
    let shown = writer.money_unit(writer.lens.currency()).1;
    match unit.strip_prefix(&shown) {
        Some(sign) => number + sign,
        // A currency that the lens cannot show keeps its name.
        None => format!("{number} {unit}"),
    }
}

/// "QoQ +2.5 %", one after the other.
pub fn growth_text(ctx: &PanelCtx<'_>, growth: &[Growth]) -> String {
    let one = |growth: &Growth| {
        let key = match growth.kind {
            MetricKind::GrowthQoq => "financing-qoq",
            _ => "financing-yoy",
        };
        let (number, _) = ctx.writer().quantity_parts(&growth.quantity, Digits::Short);
        let grows = growth.quantity.mark().is_some_and(|v| v > Decimal::ZERO);
        let sign = if grows && growth.quantity.qualifier == Qualifier::Exact { "+" } else { "" };
        format!("{} {sign}{number}%", ctx.text.get(key))
    };
    growth.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// What a click on a mark selects: its claim; of a derived mark the growth that it follows from,
/// since the level has a mark of its own; the period where nothing is stated.
pub fn item_of(mark: &Mark) -> Item {
    mark.claim().map_or_else(|| Item::Period(mark.period.clone()), |claim| Item::Claim(claim.clone()))
}
