//! How figures are written: thousands separators, 亿 and bn, qualifiers, currencies.
//!
//! Marks carry at most three significant figures; the full value stands on hover.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use crate::model::{
    catalog::Rate,
    claim::Claim,
    exchange::Conversion,
    lang::Lang,
    money::{MoneyLens, MoneyScale},
    period::Period,
    quantity::{Qualifier, Quantity},
    unit::{Currency, UnitFamily, UnitInfo},
};

/// How many digits a text keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// At most three significant figures (marks, axes, cards).
    Short,
    /// Every digit (hover, tables).
    Full,
}

/// A figure with the time it speaks of, which decides on the exchange rate.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'q> {
    /// The figure.
    pub quantity: &'q Quantity,
    /// Its time; without one the latest rate is taken.
    pub period: Option<&'q Period>,
}

impl<'q> From<&'q Quantity> for Dated<'q> {
    fn from(quantity: &'q Quantity) -> Self {
        Self { quantity, period: None }
    }
}

impl<'q> From<&'q Claim> for Dated<'q> {
    fn from(claim: &'q Claim) -> Self {
        Self { quantity: &claim.quantity, period: Some(&claim.period) }
    }
}

impl<'q> From<(&'q Quantity, &'q Period)> for Dated<'q> {
    fn from((quantity, period): (&'q Quantity, &'q Period)) -> Self {
        Self { quantity, period: Some(period) }
    }
}

impl<'q> From<(&'q Quantity, Option<&'q Period>)> for Dated<'q> {
    fn from((quantity, period): (&'q Quantity, Option<&'q Period>)) -> Self {
        Self { quantity, period }
    }
}

/// Turns quantities into text for one language and one unit for money.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// Language.
    pub lang: Lang,
    /// Unit for money.
    pub lens: MoneyLens,
    /// Known exchange rates.
    pub rates: &'a [Rate],
}

/// A currency amount as the lens shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct LensValue<'a> {
    /// How it is turned into the currency shown.
    pub conversion: Conversion<'a>,
    /// Currency shown.
    pub currency: Currency,
}

impl LensValue<'_> {
    /// Units of the currency shown for one unit of the amount's own.
    pub fn factor(&self) -> Decimal {
        self.conversion.factor
    }

    /// True when a rate was needed.
    pub fn is_converted(&self) -> bool {
        self.conversion.rates != [None; 2]
    }
}

impl<'a> Writer<'a> {
    /// How the lens shows an amount of `currency` and of a period: converted by the rate nearest in
    /// time where one is known, else in its own currency.
    pub fn through_lens(&self, currency: Currency, period: Option<&Period>) -> LensValue<'a> {
        let wanted = self.lens.currency();
        match Conversion::find(self.rates, currency, wanted, period) {
            Some(conversion) => LensValue { conversion, currency: wanted },
            None => LensValue { conversion: Conversion::NONE, currency },
        }
    }

    /// True when the lens shows the figure in another currency than its own.
    pub fn is_converted<'q>(&self, figure: impl Into<Dated<'q>>) -> bool {
        let Dated { quantity, period } = figure.into();
        quantity.unit.currency().is_some_and(|currency| self.through_lens(currency, period).is_converted())
    }

    /// Divisor and unit text for money of `currency` (after the lens): `(10^8, "亿元")`,
    /// `(10^9, "CNY bn")`.
    ///
    /// English has no words for 10^4 and 10^8: its readers expect millions and billions there.
    pub fn money_unit(&self, currency: Currency) -> (Decimal, String) {
        let zh_name = match currency {
            Currency::Cny => "元",
            Currency::Usd => "美元",
            Currency::Hkd => "港元",
            Currency::Jpy => "日元",
            Currency::Eur => "欧元",
        };
        let code = currency.code();
        let (scale, text) = match (self.lens.scale(), self.lang) {
            (MoneyScale::One, Lang::Zh) => (MoneyScale::One, zh_name.to_owned()),
            (MoneyScale::Wan, Lang::Zh) => (MoneyScale::Wan, format!("万{zh_name}")),
            (MoneyScale::Yi, Lang::Zh) => (MoneyScale::Yi, format!("亿{zh_name}")),
            (MoneyScale::Million, Lang::Zh) => (MoneyScale::Million, format!("百万{zh_name}")),
            (MoneyScale::Billion, Lang::Zh) => (MoneyScale::Billion, format!("十亿{zh_name}")),
            (MoneyScale::One, Lang::En) => (MoneyScale::One, code.to_owned()),
            (MoneyScale::Wan | MoneyScale::Million, Lang::En) => (MoneyScale::Million, format!("{code} m")),
            (MoneyScale::Yi | MoneyScale::Billion, Lang::En) => (MoneyScale::Billion, format!("{code} bn")),
        };
        (Decimal::from(scale.units()), text)
    }

    /// A figure with its qualifier sign and, for money, its unit: `≥ 1,600`, `≈ 1,000 亿元`,
    /// `75–80`, `–` when nothing is stated. `*` marks one that an exchange rate was needed for.
    pub fn quantity<'q>(&self, figure: impl Into<Dated<'q>>, digits: Digits) -> String {
        let figure = figure.into();
        let (text, unit) = self.quantity_parts(figure, digits);
        if unit.is_empty() {
            return text;
        }
        if unit == "%" {
            return format!("{text}%");
        }
        if self.lang == Lang::En && figure.quantity.unit.currency().is_some() {
            // English puts the currency before the number and the scale behind it: CNY 100 bn.
            let (unit, mark) = unit.strip_suffix(CONVERTED).map_or((unit.as_str(), ""), |unit| (unit, CONVERTED));
            let (code, scale) = unit.split_once(' ').unwrap_or((unit, ""));
            let (sign, number) = text.split_once(' ').unwrap_or(("", &text));
            let written = [sign, code, number, scale];
            let written: Vec<&str> = written.into_iter().filter(|part| !part.is_empty()).collect();
            return written.join(" ") + mark;
        }
        format!("{text} {unit}")
    }

    /// Number text and money or percent unit apart, for headers that carry the unit. The unit of a
    /// converted figure ends in `*`.
    pub fn quantity_parts<'q>(&self, figure: impl Into<Dated<'q>>, digits: Digits) -> (String, String) {
        let Dated { quantity, period } = figure.into();
        if !quantity.is_known() {
            return ("–".into(), String::new());
        }
        let lens = quantity.unit.currency().map(|currency| self.through_lens(currency, period));
        let converted = lens.as_ref().is_some_and(LensValue::is_converted);
        let (factor, divisor, unit) = match lens {
            Some(lens) => {
                let (divisor, unit) = self.money_unit(lens.currency);
                (lens.factor(), divisor, if converted { unit + CONVERTED } else { unit })
            }
            None if quantity.unit.family == UnitFamily::Percent => (Decimal::ONE, Decimal::ONE, "%".into()),
            None => (Decimal::ONE, Decimal::ONE, String::new()),
        };
        let show = |value: Decimal| {
            let Some(scaled) = scaled(value, factor, divisor) else { return TOO_LARGE.to_owned() };
            match digits {
                // More digits would claim a precision that neither the figure nor the rate has.
                _ if converted => short(three_figures(scaled)),
                Digits::Short => short(scaled),
                Digits::Full => grouped(scaled.round_dp(6)),
            }
        };
        let text = match (quantity.qualifier, quantity.value, quantity.bounds.low, quantity.bounds.high) {
            (Qualifier::AtLeast, _, Some(low), _) => format!("≥ {}", show(low)),
            (Qualifier::AtMost, _, _, Some(high)) => format!("≤ {}", show(high)),
            (Qualifier::Range, _, Some(low), Some(high)) => format!("{}–{}", show(low), show(high)),
            (Qualifier::About, Some(value), ..) => format!("≈ {}", show(value)),
            (Qualifier::Nearly, Some(value), ..) => format!("≲ {}", show(value)),
            (_, Some(value), ..) => show(value),
            (_, None, Some(low), Some(high)) => format!("{}–{}", show(low), show(high)),
            (_, None, Some(low), None) => format!("≥ {}", show(low)),
            (_, None, None, Some(high)) => format!("≤ {}", show(high)),
            (_, None, None, None) => "–".into(),
        };
        (text, unit)
    }

    /// A figure with the name of what it counts: `2,865 events`, `≥ 1,600 家`.
    pub fn quantity_named<'q>(&self, figure: impl Into<Dated<'q>>, unit: Option<&UnitInfo>, digits: Digits) -> String {
        let figure = figure.into();
        let text = self.quantity(figure, digits);
        match unit.filter(|u| {
            figure.quantity.is_known() && matches!(u.family, UnitFamily::Count | UnitFamily::Duration | UnitFamily::Ratio)
        }) {
            Some(unit) => format!("{text} {}", unit.title.get(self.lang)),
            None => text,
        }
    }
}

/// The mark of a converted figure.
pub const CONVERTED: &str = "*";
/// What stands for a number that has no room in a decimal.
const TOO_LARGE: &str = "…";

/// `value × factor / divisor`; the division goes first where the product has no room.
fn scaled(value: Decimal, factor: Decimal, divisor: Decimal) -> Option<Decimal> {
    let product = value.checked_mul(factor).and_then(|product| product.checked_div(divisor));
    product.or_else(|| value.checked_div(divisor)?.checked_mul(factor))
}

/// Rounded to three significant figures.
fn three_figures(value: Decimal) -> Decimal {
    value.round_sf_with_strategy(3, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value)
}

/// Digits with thousands separators, trailing zeros after the point cut.
pub fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::with_capacity(text.len() + 8);
    out.push_str(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// At most three significant figures; whole numbers keep all digits before the point (2,865 stays 2,865).
pub fn short(value: Decimal) -> String {
    let size = value.abs();
    let digits = if size >= Decimal::ONE_HUNDRED {
        0
    } else if size >= Decimal::TEN {
        1
    } else if size >= Decimal::ONE {
        2
    } else {
        3
    };
    grouped(value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero))
}

/// Nearest `f64`, for placing marks on the screen only.
pub fn to_screen(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{lang::Bilingual, unit::Unit};

    fn money(value: i64, currency: Currency) -> Quantity {
        let value = Decimal::from(value);
        Quantity::computed(Some(value), crate::model::quantity::Bounds::point(value), Unit::money(currency))
    }

    fn rate(base: Currency, value: &str, period: &str) -> Rate {
        Rate {
            id: period.into(),
            base,
            quote: Currency::Cny,
            value: value.parse().unwrap(),
            period: Period::parse(period).unwrap(),
            claims: Vec::new(),
            as_written: String::new(),
            documents: Vec::new(),
            locator: Bilingual::default(),
            note: Bilingual::default(),
        }
    }

    #[test]
    fn every_currency_and_scale_reads_in_both_languages() {
        let amount = money(123_456_000_000, Currency::Cny);
        let written = |lens, lang, digits| Writer { lang, lens, rates: &[] }.quantity(&amount, digits);
        for (lens, zh, en) in [
            (MoneyLens::Yuan, "123,456,000,000 元", "CNY 123,456,000,000"),
            (MoneyLens::Wan, "12,345,600 万元", "CNY 123,456 m"),
            (MoneyLens::Yi, "1,234.56 亿元", "CNY 123.456 bn"),
            (MoneyLens::CnyM, "123,456 百万元", "CNY 123,456 m"),
            (MoneyLens::CnyBn, "123.456 十亿元", "CNY 123.456 bn"),
            (MoneyLens::UsdYi, "1,234.56 亿元", "CNY 123.456 bn"),
        ] {
            assert_eq!(written(lens, Lang::Zh, Digits::Full), zh);
            assert_eq!(written(lens, Lang::En, Digits::Full), en);
        }
        assert_eq!(written(MoneyLens::Yi, Lang::En, Digits::Short), "CNY 123 bn");
    }

    #[test]
    fn a_converted_figure_takes_the_rate_of_its_time_three_digits_and_a_mark() {
        let rates = [rate(Currency::Usd, "7", "2024"), rate(Currency::Usd, "8", "2025"), rate(Currency::Hkd, "0.5", "2025")];
        let amount = money(123_456_000_000, Currency::Usd);
        let at = |text: &str| Period::parse(text).unwrap();
        let writer = |lens| Writer { lang: Lang::En, lens, rates: &rates };
        assert_eq!(writer(MoneyLens::CnyBn).quantity((&amount, &at("2024Q3")), Digits::Full), "CNY 864 bn*");
        assert_eq!(writer(MoneyLens::CnyBn).quantity((&amount, &at("2025Q3")), Digits::Full), "CNY 988 bn*");
        assert_eq!(writer(MoneyLens::CnyM).quantity(&amount, Digits::Short), "CNY 988,000 m*");
        assert_eq!(writer(MoneyLens::HkdYi).quantity(&amount, Digits::Short), "HKD 1,980 bn*");
        assert_eq!(writer(MoneyLens::EurBn).quantity(&amount, Digits::Full), "USD 123.456 bn");
        let zh = Writer { lang: Lang::Zh, lens: MoneyLens::Yi, rates: &rates };
        assert_eq!(zh.quantity((&amount, &at("2024")), Digits::Short), "8,640 亿元*");
        assert_eq!(zh.quantity(&money(i64::MAX, Currency::Jpy), Digits::Short), "92,233,720,369 亿日元");
    }

    #[test]
    fn a_number_without_room_is_not_written_in_another_unit() {
        let rates = [rate(Currency::Usd, "8", "2025")];
        let huge = Quantity { value: Some(Decimal::MAX), ..money(1, Currency::Usd) };
        let writer = Writer { lang: Lang::Zh, lens: MoneyLens::Yuan, rates: &rates };
        assert_eq!(writer.quantity(&huge, Digits::Full), "… 元*");
    }
}
