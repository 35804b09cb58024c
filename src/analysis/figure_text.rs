//! Reads a figure as a person types or pastes it: `2,865`, `≥ 300`, `约 2.5 亿元`, `US$126.3bn`,
//! `10–20`, `近 30%`, `not stated`.
//!
//! Bounds follow from the wording and from the digits printed, as [`Figure::quantity`] says: half of
//! the last printed digit; "about" a figure of one or two digits is good to five percent.

mod write;

use rust_decimal::Decimal;

use crate::model::{figure::Figure, ids::UnitId, quantity::Qualifier, unit::Currency};

pub use write::write_figure;

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureTextError {
    /// No number stands where one is expected.
    #[error("there is no number in '{0}'")]
    NoNumber(String),
    /// Words behind the number that mean nothing here.
    #[error("'{0}' behind the number is not understood")]
    Rest(String),
    /// A number of more digits than can be held.
    #[error("the number is too large")]
    TooLarge,
}

/// A figure read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureText {
    /// The parts; the unit is still to be set.
    pub figure: Figure,
    /// The currency named in the text.
    pub currency: Option<Currency>,
}

const NOT_STATED: [&str; 9] = ["", "-", "–", "—", "n/a", "not stated", "undisclosed", "未披露", "未说明"];
const AT_LEAST: [&str; 16] = [
    "no less than",
    "more than",
    "at least",
    "over",
    ">=",
    "≥",
    ">",
    "不少于",
    "不低于",
    "超过",
    "至少",
    "突破",
    "多于",
    "超",
    "逾",
    "过",
];
const AT_MOST: [&str; 12] =
    ["no more than", "less than", "at most", "up to", "under", "<=", "≤", "<", "不超过", "至多", "最高", "不足"];
const ABOUT: [&str; 9] = ["approximately", "approx.", "about", "around", "circa", "≈", "~", "大约", "约"];
const NEARLY: [&str; 5] = ["close to", "nearly", "almost", "接近", "近"];
const AT_LEAST_AFTER: [&str; 6] = ["及以上", "以上", "余", "多", "+", "＋"];
const AT_MOST_AFTER: [&str; 2] = ["及以下", "以下"];
const ABOUT_AFTER: [&str; 2] = ["左右", "上下"];
const CURRENCIES: [(&str, Currency); 23] = [
    ("jp¥", Currency::Jpy),
    ("\u{5186}", Currency::Jpy),
    ("us$", Currency::Usd),
    ("usd", Currency::Usd),
    ("美元", Currency::Usd),
    ("hk$", Currency::Hkd),
    ("hkd", Currency::Hkd),
    ("港元", Currency::Hkd),
    ("港币", Currency::Hkd),
    ("jpy", Currency::Jpy),
    ("日元", Currency::Jpy),
    ("eur", Currency::Eur),
    ("欧元", Currency::Eur),
    ("€", Currency::Eur),
    ("人民币", Currency::Cny),
    ("rmb", Currency::Cny),
    ("cny", Currency::Cny),
    ("yuan", Currency::Cny),
    ("¥", Currency::Cny),
    ("￥", Currency::Cny),
    ("$", Currency::Usd),
    ("元", Currency::Cny),
    ("块", Currency::Cny),
];
/// Longer words first, so that 万亿 is not read as 万.
const SCALES: [(&str, u32); 19] = [
    ("trillion", 12),
    ("billion", 9),
    ("million", 6),
    ("thousand", 3),
    ("万亿", 12),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("tn", 12),
    ("bn", 9),
    ("mn", 6),
    ("b", 9),
    ("m", 6),
    ("k", 3),
];
const BETWEEN: [&str; 8] = ["..", "–", "—", "~", "至", "到", " to ", "-"];

/// The currency that a word in lower case stands for.
pub fn currency_named(word: &str) -> Option<Currency> {
    CURRENCIES.iter().find(|(known, _)| *known == word).map(|(_, currency)| *currency)
}

/// Reads a figure. `counted` are words for what is counted, which may stand behind the number.
///
/// # Errors
/// When the text holds no number or something that is not understood.
pub fn read_figure(text: &str, counted: &[&str]) -> Result<FigureText, FigureTextError> {
    let shown = text.trim().to_owned();
    let mut rest = normal(text);
    if NOT_STATED.contains(&rest.as_str()) {
        return Ok(FigureText { figure: empty(Qualifier::NotStated), currency: None });
    }
    let currency = take_currency(&mut rest);
    let qualifier = take_qualifier(&mut rest);
    for word in counted {
        let word = word.to_lowercase();
        if !word.is_empty() && rest.ends_with(&word) {
            rest.truncate(rest.len() - word.len());
            rest = rest.trim().to_owned();
            break;
        }
    }
    // 300余家: the word stands before what is counted.
    let qualifier = if qualifier == Qualifier::Exact { take_after(&mut rest).unwrap_or(qualifier) } else { qualifier };
    let rest = rest.trim().trim_end_matches('%').trim();
    // 数千万: some tens of millions, from one of them to ten.
    if let Some(several) = ["数", "几", "several "].iter().find_map(|word| rest.strip_prefix(word)) {
        let one = number(&format!("1{several}"), &shown)?.value()?;
        let high = one.checked_mul(Decimal::TEN).ok_or(FigureTextError::TooLarge)?;
        return Ok(FigureText { figure: Figure { low: Some(one), high: Some(high), ..empty(Qualifier::Range) }, currency });
    }
    // 近亿: the scale alone stands for one of it.
    let alone = format!("1{rest}");
    let rest = if SCALES.iter().any(|(scale, _)| *scale == rest) { alone.as_str() } else { rest };
    if let Some((low, high)) = split_range(rest) {
        let second = number(high, &shown)?;
        let mut first = number(low, &shown)?;
        if first.scale == 0 {
            first.scale = second.scale;
        }
        let figure = Figure { low: Some(first.value()?), high: Some(second.value()?), ..empty(Qualifier::Range) };
        return Ok(FigureText { figure, currency });
    }
    let read = number(rest, &shown)?;
    let value = read.value()?;
    let figure = match qualifier {
        Qualifier::AtLeast => Figure { low: Some(value), ..empty(qualifier) },
        Qualifier::AtMost => Figure { high: Some(value), ..empty(qualifier) },
        Qualifier::Exact | Qualifier::About | Qualifier::Nearly | Qualifier::Range | Qualifier::NotStated => Figure {
            value: Some(value),
            step: Some(read.step()?),
            five_percent: qualifier == Qualifier::About && read.significant() <= 2,
            ..empty(qualifier)
        },
    };
    Ok(FigureText { figure, currency })
}

fn empty(qualifier: Qualifier) -> Figure {
    Figure { value: None, low: None, high: None, step: None, five_percent: false, qualifier, unit: UnitId::new("") }
}

/// Lower case, full-width digits and signs as ASCII, one space at most.
fn normal(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' | '．' | '，' | '％' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    folded.to_lowercase().split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn take_currency(rest: &mut String) -> Option<Currency> {
    let (word, currency) = CURRENCIES.iter().find(|(word, _)| rest.starts_with(word) || rest.contains(word))?;
    *rest = rest.replacen(word, "", 1).trim().to_owned();
    Some(*currency)
}

fn take_qualifier(rest: &mut String) -> Qualifier {
    let groups: [(&[&str], Qualifier); 4] = [
        (&AT_LEAST, Qualifier::AtLeast),
        (&AT_MOST, Qualifier::AtMost),
        (&ABOUT, Qualifier::About),
        (&NEARLY, Qualifier::Nearly),
    ];
    for (words, qualifier) in groups {
        if let Some(left) = words.iter().find_map(|word| rest.strip_prefix(word)) {
            *rest = left.trim().to_owned();
            return qualifier;
        }
    }
    take_after(rest).unwrap_or(Qualifier::Exact)
}

fn take_after(rest: &mut String) -> Option<Qualifier> {
    let groups: [(&[&str], Qualifier); 3] =
        [(&AT_LEAST_AFTER, Qualifier::AtLeast), (&AT_MOST_AFTER, Qualifier::AtMost), (&ABOUT_AFTER, Qualifier::About)];
    for (words, qualifier) in groups {
        if let Some(left) = words.iter().find_map(|word| rest.strip_suffix(word)) {
            *rest = left.trim().to_owned();
            return Some(qualifier);
        }
    }
    None
}

/// The two sides of a range; a sign at the very beginning is a minus.
fn split_range(text: &str) -> Option<(&str, &str)> {
    BETWEEN.iter().find_map(|between| {
        let at =
            text.char_indices().skip(1).map(|(at, _)| at).find(|at| text.get(*at..).is_some_and(|s| s.starts_with(between)))?;
        Some((text.get(..at)?.trim(), text.get(at + between.len()..)?.trim()))
    })
}

/// A number as printed.
struct Printed {
    digits: Decimal,
    decimals: u32,
    scale: u32,
}

impl Printed {
    fn scaled(&self, number: Decimal) -> Result<Decimal, FigureTextError> {
        let factor = Decimal::from(10_u64.checked_pow(self.scale).unwrap_or(1));
        number.checked_mul(factor).map(|value| value.normalize()).ok_or(FigureTextError::TooLarge)
    }

    fn value(&self) -> Result<Decimal, FigureTextError> {
        self.scaled(self.digits)
    }

    fn step(&self) -> Result<Decimal, FigureTextError> {
        self.scaled(Decimal::try_new(1, self.decimals).map_err(|_error| FigureTextError::TooLarge)?)
    }

    /// Digits without leading and closing zeros; all of them behind a decimal point.
    fn significant(&self) -> usize {
        let mantissa = self.digits.mantissa().unsigned_abs().to_string();
        if self.decimals > 0 { mantissa.len() } else { mantissa.trim_end_matches('0').len() }
    }
}

/// True where commas stand only between groups of digits: `1,234,567`, or `1,00,00,000` as in India;
/// not in `2,5`, which may be meant as 2.5.
fn commas_group(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',').skip(1).peekable();
    let mut good = !digits.split('.').skip(1).any(|after| after.contains(','));
    while let Some(group) = groups.next() {
        good &= if groups.peek().is_some() { matches!(group.len(), 2 | 3) } else { group.len() == 3 };
    }
    good
}

fn number(text: &str, shown: &str) -> Result<Printed, FigureTextError> {
    let none = || FigureTextError::NoNumber(shown.to_owned());
    let text = text.trim().trim_end_matches('%').trim();
    let end = text
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || *c == ',' || (*at == 0 && (*c == '-' || *c == '−'))))
        .map_or(text.len(), |(at, _)| at);
    let (digits, word) = (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default().trim());
    if !commas_group(digits) {
        return Err(FigureTextError::Rest(digits.to_owned()));
    }
    let plain = digits.replace(',', "").replace('−', "-");
    if !plain.contains(|c: char| c.is_ascii_digit()) {
        return Err(none());
    }
    let decimals = plain.split_once('.').map_or(0, |(_, after)| after.len());
    let digits: Decimal = plain.parse().map_err(|_error| if plain.len() > 24 { FigureTextError::TooLarge } else { none() })?;
    let scale = match SCALES.iter().find(|(scale, _)| word.starts_with(scale)) {
        Some((scale, exponent)) => {
            let left = word.get(scale.len()..).unwrap_or_default().trim();
            if !left.is_empty() {
                return Err(FigureTextError::Rest(left.to_owned()));
            }
            *exponent
        }
        None if word.is_empty() => 0,
        None => return Err(FigureTextError::Rest(word.to_owned())),
    };
    Ok(Printed { digits, decimals: u32::try_from(decimals).map_err(|_error| FigureTextError::TooLarge)?, scale })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Qualifier, String, Option<Currency>) {
        let FigureText { figure, currency } = read_figure(text, &["events", "起", "家"]).unwrap();
        let numbers = [figure.value, figure.low, figure.high].into_iter().flatten().map(|n| n.to_string());
        (figure.qualifier, numbers.collect::<Vec<_>>().join(" "), currency)
    }

    #[test]
    fn figures_as_people_write_them() {
        use Currency::{Cny, Hkd, Usd};
        use Qualifier::{About, AtLeast, AtMost, Exact, Nearly, NotStated, Range};
        for (text, qualifier, numbers, currency) in [
            ("2,865", Exact, "2865", None),
            ("2,865 events", Exact, "2865", None),
            ("≥ 300", AtLeast, "300", None),
            ("300余家", AtLeast, "300", None),
            ("300+", AtLeast, "300", None),
            ("more than 1,600", AtLeast, "1600", None),
            ("约663.16亿元", About, "66316000000", Some(Cny)),
            ("近3500亿元", Nearly, "350000000000", Some(Cny)),
            ("US$126.3bn", Exact, "126300000000", Some(Usd)),
            ("HK$30m", Exact, "30000000", Some(Hkd)),
            ("1.2亿美元", Exact, "120000000", Some(Usd)),
            ("200万美元", Exact, "2000000", Some(Usd)),
            ("6,500万", Exact, "65000000", None),
            ("10–20", Range, "10 20", None),
            ("100-1000万元", Range, "1000000 10000000", Some(Cny)),
            ("7500万-8000万美元", Range, "75000000 80000000", Some(Usd)),
            ("不超过20%", AtMost, "20", None),
            ("-16%", Exact, "-16", None),
            ("52 %", Exact, "52", None),
            ("未披露", NotStated, "", None),
            ("", NotStated, "", None),
            ("１２起", Exact, "12", None),
            ("1亿+", AtLeast, "100000000", None),
            ("0", Exact, "0", None),
            ("1,00,00,000", Exact, "10000000", None),
        ] {
            assert_eq!(read(text), (qualifier, numbers.to_owned(), currency), "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_says_why() {
        let error = |text: &str| read_figure(text, &[]).unwrap_err();
        assert_eq!(error("many"), FigureTextError::NoNumber("many".into()));
        assert_eq!(error("12 apples"), FigureTextError::Rest("apples".into()));
        assert_eq!(error("1,2,3 x"), FigureTextError::Rest("1,2,3".into()));
        assert_eq!(error("2,5 bn"), FigureTextError::Rest("2,5".into()));
        assert_eq!(error("0.333333333333333333333333333333333333"), FigureTextError::TooLarge);
        assert_eq!(error("9".repeat(60).as_str()), FigureTextError::TooLarge);
        assert_eq!(error("99999999999999999999 trillion"), FigureTextError::TooLarge);
    }

    #[test]
    fn the_step_is_worth_the_last_printed_digit() {
        let step = |text: &str| read_figure(text, &[]).unwrap().figure.step.unwrap().to_string();
        assert_eq!(step("256 billion"), "1000000000");
        assert_eq!(step("66.316 bn"), "1000000");
        assert_eq!(step("2,865"), "1");
        assert_eq!(step("57.87%"), "0.01");
        let five = |text: &str| read_figure(text, &[]).unwrap().figure.five_percent;
        assert!(five("about 2,500") && five("约200亿") && !five("约663.16亿元") && !five("2,500"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            drop(read_figure(&text, &["events", "家"]));
        }

        #[test]
        fn whole_numbers_come_back(value in 0_u64..1_000_000_000_000) {
            let read = read_figure(&crate::text::number::grouped(value.into()), &[]).unwrap();
            prop_assert_eq!(read.figure.value, Some(Decimal::from(value)));
        }
    }
}
