//! How figures are written: thousands separators, 亿 and bn, qualifiers, currencies.
//!
//! Marks carry at most three significant figures; the full value stands on hover.

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

use crate::model::{
    catalog::Rate,
    lang::Lang,
    quantity::{Qualifier, Quantity},
    settings::MoneyLens,
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
    /// Units of `quote` currency shown for one unit of the amount's own.
    pub factor: Decimal,
    /// The rate used, when the amount was given in another currency.
    pub rate: Option<&'a Rate>,
    /// Currency shown.
    pub currency: Currency,
}

impl<'a> Writer<'a> {
    /// How the lens shows an amount of `currency`: converted where a rate is known, else in its
    /// own currency.
    pub fn through_lens(&self, currency: Currency) -> LensValue<'a> {
        let wanted = match self.lens {
            MoneyLens::UsdBn => Currency::Usd,
            MoneyLens::Yi | MoneyLens::Wan | MoneyLens::CnyBn => Currency::Cny,
        };
        if wanted == currency {
            return LensValue { factor: Decimal::ONE, rate: None, currency };
        }
        for rate in self.rates {
            if rate.base == currency && rate.quote == wanted {
                return LensValue { factor: rate.value, rate: Some(rate), currency: wanted };
            }
            if rate.quote == currency
                && rate.base == wanted
                && let Some(factor) = Decimal::ONE.checked_div(rate.value)
            {
                return LensValue { factor, rate: Some(rate), currency: wanted };
            }
        }
        LensValue { factor: Decimal::ONE, rate: None, currency }
    }

    /// Divisor and unit text for money of `currency` (after the lens): `(10^8, "亿元")`,
    /// `(10^9, "CNY bn")`.
    pub fn money_unit(&self, currency: Currency) -> (Decimal, String) {
        let yi = Decimal::from(100_000_000);
        let wan = Decimal::from(10_000);
        let bn = Decimal::from(1_000_000_000);
        let zh_name = match currency {
            Currency::Cny => "元",
            Currency::Usd => "美元",
            Currency::Hkd => "港元",
            Currency::Jpy => "日元",
            Currency::Eur => "欧元",
        };
        let code = currency.code();
        match (self.lens, self.lang) {
            (MoneyLens::Yi, Lang::Zh) => (yi, format!("亿{zh_name}")),
            (MoneyLens::Wan, Lang::Zh) => (wan, format!("万{zh_name}")),
            (MoneyLens::Wan, Lang::En) => (wan, format!("{code} 10 k")),
            (MoneyLens::CnyBn | MoneyLens::UsdBn, Lang::Zh) => (bn, format!("十亿{zh_name}")),
            // English has no word for 10^8: billions are what its readers expect there.
            (MoneyLens::Yi | MoneyLens::CnyBn | MoneyLens::UsdBn, Lang::En) => (bn, format!("{code} bn")),
        }
    }

    /// A figure with its qualifier sign and, for money, its unit: `≥ 1,600`, `≈ 1,000 亿元`,
    /// `75–80`, `–` when nothing is stated.
    pub fn quantity(&self, quantity: &Quantity, digits: Digits) -> String {
        let (text, unit) = self.quantity_parts(quantity, digits);
        if unit.is_empty() {
            return text;
        }
        if unit == "%" {
            return format!("{text}%");
        }
        // English puts the currency before the number and the scale behind it: CNY 100 bn.
        if let Some((code, scale)) = unit.split_once(' ') {
            let (sign, number) = text.split_once(' ').map_or(("", text.as_str()), |(sign, number)| (sign, number));
            let gap = if sign.is_empty() { "" } else { " " };
            return format!("{sign}{gap}{code} {number} {scale}");
        }
        format!("{text} {unit}")
    }

    /// Number text and money or percent unit apart, for headers that carry the unit.
    pub fn quantity_parts(&self, quantity: &Quantity, digits: Digits) -> (String, String) {
        if !quantity.is_known() {
            return ("–".into(), String::new());
        }
        let (factor, divisor, unit) = match quantity.unit.currency() {
            Some(currency) => {
                let lens = self.through_lens(currency);
                let (divisor, unit) = self.money_unit(lens.currency);
                (lens.factor, divisor, unit)
            }
            None if quantity.unit.family == UnitFamily::Percent => (Decimal::ONE, Decimal::ONE, "%".into()),
            None => (Decimal::ONE, Decimal::ONE, String::new()),
        };
        let show = |value: Decimal| {
            let scaled = value.checked_mul(factor).and_then(|v| v.checked_div(divisor)).unwrap_or(value);
            match digits {
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
    pub fn quantity_named(&self, quantity: &Quantity, unit: Option<&UnitInfo>, digits: Digits) -> String {
        let text = self.quantity(quantity, digits);
        match unit
            .filter(|u| quantity.is_known() && matches!(u.family, UnitFamily::Count | UnitFamily::Duration | UnitFamily::Ratio))
        {
            Some(unit) => format!("{text} {}", unit.title.get(self.lang)),
            None => text,
        }
    }
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
