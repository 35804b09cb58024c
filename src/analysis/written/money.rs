//! Money of a deal as people write it.

use rust_decimal::Decimal;

use crate::{
    analysis::figure_text::{FigureTextError, read_figure},
    model::{deal::DealAmount, quantity::Qualifier, unit::Currency},
};

/// Money that was read, in units of its currency before the column's unit is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenMoney {
    /// Least that it may be.
    pub low: Option<Decimal>,
    /// Most that it may be.
    pub high: Option<Decimal>,
    /// Currency named in the text.
    pub currency: Option<Currency>,
    /// True where the text names a unit of its own (万, bn, 元), so that the column's does not count.
    pub own_scale: bool,
}

/// What a text says of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyText {
    /// An amount, exact, a range or open on one side.
    Amount(WrittenMoney),
    /// Nothing is said.
    NotStated,
    /// Zero, which no deal is.
    Zero,
    /// Less than zero.
    Negative,
    /// A currency that the program does not know.
    OtherCurrency,
    /// More digits than can be held.
    TooLarge,
    /// No money.
    Unreadable,
}

/// Currencies that are known to be others; they would be read as yuan or dollars by their last sign.
const OTHER_CURRENCIES: [&str; 34] = [
    "英镑",
    "gbp",
    "£",
    "韩元",
    "krw",
    "₩",
    "新加坡元",
    "新加坡币",
    "新元",
    "sgd",
    "s$",
    "新台币",
    "台币",
    "twd",
    "nt$",
    "澳元",
    "澳大利亚元",
    "aud",
    "a$",
    "加元",
    "加拿大元",
    "cad",
    "c$",
    "瑞士法郎",
    "法郎",
    "chf",
    "卢比",
    "inr",
    "₹",
    "卢布",
    "rub",
    "泰铢",
    "越南盾",
    "令吉",
];

/// Words that are a unit: where one stands in a cell, the unit of the column does not count.
const UNITS: [&str; 10] = ["万", "亿", "千", "百", "元", "块", "bn", "illion", "thousand", "十"];

/// Currencies that stand before an amount which ends in 元, too.
const NAMED_FIRST: [&str; 14] =
    ["人民币", "美元", "港元", "港币", "日元", "欧元", "rmb", "cny", "usd", "hkd", "us$", "hk$", "¥", "￥"];

/// Reads money: 3.5亿人民币, 数千万人民币 (10 to 100 million), 近亿 (just under 100 million), US$126.3bn,
/// 6,500万, 1亿+, 1,00,00,000, 未披露.
pub fn read(text: &str) -> MoneyText {
    if let Some(number) = plain_number(text) {
        return of_bounds(Some(number), Some(number), None, false);
    }
    let folded = super::folded(text);
    if super::says_nothing(&folded) {
        return MoneyText::NotStated;
    }
    // "1.2亿美元（约8.7亿人民币）": the words in brackets only say it again.
    let (outside, bracketed) = without_brackets(&folded);
    let first = read_folded(&outside);
    match (first, bracketed) {
        (MoneyText::Unreadable | MoneyText::NotStated, true) => read_folded(&folded.replace(['(', ')', '（', '）'], " ")),
        (first, _) => first,
    }
}

fn plain_number(text: &str) -> Option<Decimal> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 20 {
        return None;
    }
    let mut mantissa = 0_i64;
    let mut decimals: Option<u32> = None;
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                decimals = decimals.map(|count| count + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    Decimal::try_new(mantissa, decimals.unwrap_or(0)).ok()
}

fn without_brackets(text: &str) -> (String, bool) {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    for c in text.chars() {
        match c {
            '(' | '（' => {
                depth += 1;
                found = true;
            }
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    (out.trim().to_owned(), found)
}

fn read_folded(text: &str) -> MoneyText {
    if OTHER_CURRENCIES.iter().any(|word| text.contains(word)) && !text.contains("us$") && !text.contains("hk$") {
        return MoneyText::OtherCurrency;
    }
    if let Some(number) = scientific(text) {
        return of_bounds(Some(number), Some(number), None, false);
    }
    let plain = in_usual_words(text);
    let read = match read_figure(&plain, &["投资", "融资"]) {
        Ok(read) => read,
        Err(FigureTextError::TooLarge) => return MoneyText::TooLarge,
        Err(FigureTextError::NoNumber(_) | FigureTextError::Rest(_)) => return MoneyText::Unreadable,
    };
    let figure = &read.figure;
    let own_scale = UNITS.iter().any(|unit| plain.contains(unit) || text.contains(unit)) || latin_scale(&plain);
    let percent = |value: Decimal, percent: i64| value.checked_mul(Decimal::new(percent, 2));
    let (low, high) = match figure.qualifier {
        Qualifier::NotStated => return MoneyText::NotStated,
        // A bare 千万 means some tens of millions.
        Qualifier::Exact if !plain.bytes().any(|byte| byte.is_ascii_digit()) => {
            (figure.value, figure.value.and_then(|value| percent(value, 1000)))
        }
        Qualifier::Exact => (figure.value, figure.value),
        Qualifier::About => {
            (figure.value.and_then(|value| percent(value, 95)), figure.value.and_then(|value| percent(value, 105)))
        }
        Qualifier::Nearly => (figure.value.and_then(|value| percent(value, 90)), figure.value),
        Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Range => (figure.low, figure.high),
    };
    of_bounds(low, high, read.currency, own_scale)
}

/// Words that the reader of figures does not know, put into those it knows.
fn in_usual_words(text: &str) -> String {
    let mut plain = text.replace("mln", "million").replace("级别", "级").replace("美金", "美元").replace("港\u{5e63}", "港币");
    // 人民币120万元 names its currency twice.
    if let Some(stem) = plain.strip_suffix('元')
        && NAMED_FIRST.iter().any(|word| stem.starts_with(word))
    {
        plain = stem.to_owned();
    }
    // 亿元级, 千万级: some of them, as 数亿.
    if let Some(before) = plain.find('级') {
        let after = plain.get(before + '级'.len_utf8()..).unwrap_or_default().to_owned();
        let head = plain.get(..before).unwrap_or_default();
        let digits = head.bytes().any(|byte| byte.is_ascii_digit());
        let several = head.starts_with(['数', '几']) || digits;
        plain = format!("{}{head}{after}", if several { "" } else { "数" });
    }
    if let Some(rest) = plain.strip_prefix('上').filter(|rest| rest.starts_with(['亿', '千', '百', '万'])) {
        plain = format!("过{rest}");
    }
    // 500w is how 500万 is typed on a phone.
    if let Some(at) = plain.find('w') {
        let after_digit = plain.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        let letter_behind = plain.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic()));
        if after_digit && !letter_behind {
            plain.replace_range(at..=at, "万");
        }
    }
    // 12+ million: the sign belongs behind the unit.
    if let Some(at) = plain.find('+')
        && plain.get(at + 1..).is_some_and(|after| !after.trim().is_empty())
    {
        plain.remove(at);
        plain.push('+');
    }
    in_digits(&plain)
}

/// 一亿, 两千万: a Chinese digit before a unit.
fn in_digits(text: &str) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let chars: Vec<char> = text.chars().collect();
    let unit = |c: Option<&char>| c.is_some_and(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'));
    let digit = |c: char| if c == '两' { Some(2) } else { DIGITS.iter().position(|digit| *digit == c) };
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().enumerate() {
        match digit(*c).filter(|_| unit(chars.get(at + 1))) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push(*c),
        }
    }
    out
}

fn scientific(text: &str) -> Option<Decimal> {
    let plain = text.contains('e') && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'+' | b'-'));
    if plain { Decimal::from_scientific(text).ok() } else { None }
}

/// True where a Latin unit stands behind a digit: 30m, 1.2 b, 500k.
fn latin_scale(text: &str) -> bool {
    let mut before_digit = false;
    let mut chars = text.chars().filter(|c| *c != ' ').peekable();
    while let Some(c) = chars.next() {
        let word_ends = chars.peek().is_none_or(|next| !next.is_ascii_lowercase() || *next == 'n');
        if before_digit && matches!(c, 'm' | 'b' | 'k' | 't') && word_ends {
            return true;
        }
        before_digit = c.is_ascii_digit();
    }
    false
}

fn of_bounds(low: Option<Decimal>, high: Option<Decimal>, currency: Option<Currency>, own_scale: bool) -> MoneyText {
    if [low, high].into_iter().flatten().any(|bound| bound.is_sign_negative() && !bound.is_zero()) {
        return MoneyText::Negative;
    }
    if high.is_some_and(|high| high.is_zero()) {
        return MoneyText::Zero;
    }
    if low.is_none() && high.is_none() {
        return MoneyText::TooLarge;
    }
    MoneyText::Amount(WrittenMoney { low, high, currency, own_scale })
}

impl WrittenMoney {
    /// In minor units; `currency` and `scale` are those of the column, for a text that names none.
    /// None where it is too large to be held.
    pub fn amount(&self, currency: Currency, scale: u64) -> Option<DealAmount> {
        let currency = self.currency.unwrap_or(currency);
        let minor = if currency == Currency::Jpy { 1 } else { 100 };
        let factor = Decimal::from(if self.own_scale { minor } else { scale.checked_mul(minor)? });
        let bound = |bound: Option<Decimal>| -> Option<Option<i64>> {
            let Some(value) = bound else { return Some(None) };
            let minor = value.checked_mul(factor)?.round();
            i64::try_from(minor).ok().map(Some)
        };
        Some(DealAmount { low: bound(self.low)?, high: bound(self.high)?, currency })
    }
}

/// What a header says of the unit of its money: 金额(万元), Amount (USD m), 融资额_亿美元.
pub fn unit_of_header(header: &str) -> (Option<Currency>, u64) {
    let folded = super::folded(header);
    let words: [(&str, Option<Currency>); 12] = [
        ("美元", Some(Currency::Usd)),
        ("美金", Some(Currency::Usd)),
        ("usd", Some(Currency::Usd)),
        ("us$", Some(Currency::Usd)),
        ("港元", Some(Currency::Hkd)),
        ("港币", Some(Currency::Hkd)),
        ("hkd", Some(Currency::Hkd)),
        ("日元", Some(Currency::Jpy)),
        ("欧元", Some(Currency::Eur)),
        ("eur", Some(Currency::Eur)),
        ("人民币", Some(Currency::Cny)),
        ("rmb", Some(Currency::Cny)),
    ];
    let named = words.iter().find(|(word, _)| folded.contains(word)).and_then(|(_, currency)| *currency);
    let currency = named.or_else(|| (folded.contains('元') || folded.contains("cny")).then_some(Currency::Cny));
    let chinese: [(&str, u64); 7] = [
        ("十亿", 1_000_000_000),
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("亿", 100_000_000),
        ("万", 10_000),
        ("千元", 1_000),
        ("billion", 1_000_000_000),
    ];
    if let Some((_, scale)) = chinese.iter().find(|(word, _)| folded.contains(word)) {
        return (currency, *scale);
    }
    if folded.contains("million") {
        return (currency, 1_000_000);
    }
    let words = folded.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let scale = words.skip(1).find_map(|word| match word {
        "bn" | "b" => Some(1_000_000_000),
        "m" | "mn" | "mm" | "usdm" | "cnym" | "rmbm" => Some(1_000_000),
        "k" => Some(1_000),
        _ => None,
    });
    (currency, scale.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yuan(text: &str) -> String {
        match read(text) {
            MoneyText::Amount(money) => {
                let amount = money.amount(Currency::Cny, 1).unwrap();
                let minor = if amount.currency == Currency::Jpy { 1 } else { 100 };
                let bound = |bound: Option<i64>| bound.map_or_else(|| "?".to_owned(), |units| (units / minor).to_string());
                let bounds = match amount.exact() {
                    Some(units) => (units / minor).to_string(),
                    None => format!("{}..{}", bound(amount.low), bound(amount.high)),
                };
                format!("{bounds} {}", amount.currency.code())
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn money_as_people_write_it() {
        for (text, wanted) in [
            ("3.5亿人民币", "350000000 CNY"),
            ("数千万人民币", "10000000..100000000 CNY"),
            ("近亿人民币", "90000000..100000000 CNY"),
            ("近亿", "90000000..100000000 CNY"),
            ("1.2亿美元", "120000000 USD"),
            ("200万美元", "2000000 USD"),
            ("6,500万", "65000000 CNY"),
            ("US$126.3bn", "126300000000 USD"),
            ("HK$30m", "30000000 HKD"),
            ("未披露", "NotStated"),
            ("undisclosed", "NotStated"),
            ("Undisclosed", "NotStated"),
            ("", "NotStated"),
            ("--", "NotStated"),
            ("数百万", "1000000..10000000 CNY"),
            ("数十万", "100000..1000000 CNY"),
            ("数亿元", "100000000..1000000000 CNY"),
            ("过亿", "100000000..? CNY"),
            ("上亿元", "100000000..? CNY"),
            ("1亿+", "100000000..? CNY"),
            ("亿元及以上", "100000000..? CNY"),
            ("亿元级", "100000000..1000000000 CNY"),
            ("千万级人民币", "10000000..100000000 CNY"),
            ("千万元", "10000000..100000000 CNY"),
            ("约3亿元", "285000000..315000000 CNY"),
            ("1-2亿元", "100000000..200000000 CNY"),
            ("1,00,00,000", "10000000 CNY"),
            ("35000000", "35000000 CNY"),
            ("35000000.50", "35000000 CNY"),
            ("1.2E+08", "120000000 CNY"),
            ("人民币120万元", "1200000 CNY"),
            ("美元30万元", "300000 USD"),
            ("12+ million USD", "12000000..? USD"),
            ("JP¥30bn", "30000000000 JPY"),
            ("一亿元", "100000000 CNY"),
            ("两千万美元", "20000000 USD"),
            ("500w", "5000000 CNY"),
            ("￥500万", "5000000 CNY"),
            ("RMB 30 million", "30000000 CNY"),
            ("$5M", "5000000 USD"),
            ("1.2亿美元（约8.7亿人民币）", "120000000 USD"),
            ("５００万元", "5000000 CNY"),
            ("0", "Zero"),
            ("-5", "Negative"),
            ("500万英镑", "OtherCurrency"),
            ("1000亿韩元", "OtherCurrency"),
            ("5m SGD", "OtherCurrency"),
            ("很多", "Unreadable"),
            ("2,5 bn", "Unreadable"),
            ("99999999999999999999 trillion", "TooLarge"),
        ] {
            assert_eq!(yuan(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_unit_of_the_header_counts_for_plain_numbers_only() {
        assert_eq!(unit_of_header("金额(万元)"), (Some(Currency::Cny), 10_000));
        assert_eq!(unit_of_header("融资金额（亿美元）"), (Some(Currency::Usd), 100_000_000));
        assert_eq!(unit_of_header("Amount (USD m)"), (Some(Currency::Usd), 1_000_000));
        assert_eq!(unit_of_header("Amount (RMB million)"), (Some(Currency::Cny), 1_000_000));
        assert_eq!(unit_of_header("金额"), (None, 1));
        let of = |text: &str| match read(text) {
            MoneyText::Amount(money) => money.amount(Currency::Cny, 10_000).unwrap().low.unwrap() / 100,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            [of("3000"), of("1,200.5"), of("约3000"), of("3000万"), of("3亿元"), of("3000元"), of("30m")],
            [30_000_000, 12_005_000, 28_500_000, 30_000_000, 300_000_000, 3000, 30_000_000]
        );
        let large = WrittenMoney { low: Some(Decimal::MAX), high: None, currency: None, own_scale: false };
        assert_eq!(large.amount(Currency::Cny, 1), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _read = read(&text);
            let _unit = unit_of_header(&text);
        }

        #[test]
        fn no_text_of_money_panics(text in "[0-9.,万亿千百十数近约元美级上wmbnkE$+-]{0,12}") {
            if let MoneyText::Amount(money) = read(&text) {
                let _amount = money.amount(Currency::Cny, 100_000_000);
            }
        }
    }
}
