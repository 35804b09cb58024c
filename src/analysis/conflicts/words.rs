//! Figures, subjects and periods as the titles of conflicts name them, in both languages.

use rust_decimal::Decimal;

use super::Arg;
use crate::{
    model::{
        claim::{Claim, Subject},
        dataset::Dataset,
        ids::MetricId,
        lang::{Bilingual, Lang},
        quantity::Quantity,
        settings::MoneyLens,
        unit::{Currency, Unit, UnitFamily},
    },
    text::number::{Digits, Writer},
};

/// Between things of a list, in both languages.
const BETWEEN: &str = " / ";

/// A text that is the same in both languages.
pub fn plain(name: &'static str, text: impl AsRef<str>) -> Arg {
    (name, Bilingual::new(text.as_ref(), text.as_ref()))
}

/// The name of a subject.
pub fn subject(data: &Dataset, name: &'static str, subject: &Subject) -> Arg {
    (name, data.subject_name(subject))
}

/// The heading of a metric.
pub fn metric(data: &Dataset, name: &'static str, id: &MetricId) -> Arg {
    (name, data.metrics.get(id).map_or_else(|| Bilingual::new(id.as_str(), id.as_str()), |metric| metric.title.clone()))
}

/// A figure with its unit.
pub fn figure(data: &Dataset, name: &'static str, quantity: &Quantity) -> Arg {
    (name, figure_text(data, quantity))
}

/// The figures of some claims, each with its period.
pub fn figures(data: &Dataset, name: &'static str, claims: &[&Claim]) -> Arg {
    let all: Vec<Bilingual> = claims
        .iter()
        .map(|claim| {
            let text = figure_text(data, &claim.quantity);
            let period = claim.period.written();
            Bilingual::new(format!("{} ({period})", text.en), format!("{} ({period})", text.zh))
        })
        .collect();
    (name, joined(&all))
}

/// Things of a list, one after the other.
pub fn joined(parts: &[Bilingual]) -> Bilingual {
    let of = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(BETWEEN);
    Bilingual::new(of(Lang::En), of(Lang::Zh))
}

/// A figure with its unit, in both languages.
pub fn figure_text(data: &Dataset, quantity: &Quantity) -> Bilingual {
    let of = |lang| match quantity.unit.currency() {
        Some(currency) => money(quantity, currency, lang),
        None => {
            let writer = Writer { lang, lens: MoneyLens::Yi, rates: &[] };
            writer.quantity_named(quantity, data.units.get(&quantity.unit.id), Digits::Short)
        }
    };
    Bilingual::new(of(Lang::En), of(Lang::Zh))
}

/// Money in the largest unit that leaves one digit before the point, of those that fit the
/// language, with at most two digits behind it.
fn money(quantity: &Quantity, currency: Currency, lang: Lang) -> String {
    let size = quantity.mark().unwrap_or_default().abs();
    let writer = |lens| Writer { lang, lens, rates: &[] };
    let large = |power: u32| size >= Decimal::from(10_u64.pow(power));
    let (divisor, unit) = match lang {
        Lang::Zh => writer(if large(8) { MoneyLens::Yi } else { MoneyLens::Wan }).money_unit(currency),
        Lang::En if large(9) => (Decimal::from(1_000_000_000), "bn".to_owned()),
        Lang::En => (Decimal::from(1_000_000), "m".to_owned()),
    };
    let digits = if divisor.checked_mul(Decimal::TEN).is_some_and(|ten| size >= ten) { 1 } else { 2 };
    let scaled = |value: Decimal| value.checked_div(divisor).map(|value| value.round_dp(digits));
    let mut shown = quantity.clone();
    shown.unit = Unit::new("", UnitFamily::Ratio);
    shown.value = quantity.value.and_then(scaled);
    shown.bounds.low = quantity.bounds.low.and_then(scaled);
    shown.bounds.high = quantity.bounds.high.and_then(scaled);
    let text = writer(MoneyLens::Yi).quantity(&shown, Digits::Full);
    match (lang, text.split_once(' ')) {
        (Lang::Zh, _) => format!("{text} {unit}"),
        (Lang::En, Some((sign, number))) => format!("{sign} {} {number} {unit}", currency.code()),
        (Lang::En, None) => format!("{} {text} {unit}", currency.code()),
    }
}
