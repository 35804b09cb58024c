//! The unit in which money is shown: a currency and a scale.

use serde::{Deserialize, Serialize};

use super::unit::Currency;

/// How many units of a currency one shown unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyScale {
    /// 元: one.
    One,
    /// 万: ten thousand.
    Wan,
    /// 亿: a hundred million.
    Yi,
    /// A million.
    Million,
    /// A billion, a thousand million.
    Billion,
}

impl MoneyScale {
    /// All, in menu order.
    pub const ALL: [Self; 5] = [Self::One, Self::Wan, Self::Yi, Self::Million, Self::Billion];

    /// How many units of a currency.
    pub fn units(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Wan => 10_000,
            Self::Million => 1_000_000,
            Self::Yi => 100_000_000,
            Self::Billion => 1_000_000_000,
        }
    }
}

/// Unit in which money is shown. Tables on the command line ignore it. One variant for each
/// currency and scale, because view files name them in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyLens {
    /// Yuan.
    Yuan,
    /// 万元: ten thousands of yuan.
    Wan,
    /// 亿元: hundred millions of yuan.
    #[default]
    Yi,
    /// Millions of yuan.
    CnyM,
    /// Billions of yuan.
    CnyBn,
    /// United States dollars.
    Usd,
    /// Ten thousands of United States dollars.
    UsdWan,
    /// Hundred millions of United States dollars.
    UsdYi,
    /// Millions of United States dollars.
    UsdM,
    /// Billions of United States dollars.
    UsdBn,
    /// Hong Kong dollars.
    Hkd,
    /// Ten thousands of Hong Kong dollars.
    HkdWan,
    /// Hundred millions of Hong Kong dollars.
    HkdYi,
    /// Millions of Hong Kong dollars.
    HkdM,
    /// Billions of Hong Kong dollars.
    HkdBn,
    /// Yen.
    Jpy,
    /// Ten thousands of yen.
    JpyWan,
    /// Hundred millions of yen.
    JpyYi,
    /// Millions of yen.
    JpyM,
    /// Billions of yen.
    JpyBn,
    /// Euros.
    Eur,
    /// Ten thousands of euros.
    EurWan,
    /// Hundred millions of euros.
    EurYi,
    /// Millions of euros.
    EurM,
    /// Billions of euros.
    EurBn,
}

/// Each lens with its name in files, its currency and its scale.
const LENSES: [(MoneyLens, &str, Currency, MoneyScale); 25] = [
    (MoneyLens::Yuan, "yuan", Currency::Cny, MoneyScale::One),
    (MoneyLens::Wan, "wan", Currency::Cny, MoneyScale::Wan),
    (MoneyLens::Yi, "yi", Currency::Cny, MoneyScale::Yi),
    (MoneyLens::CnyM, "cny_m", Currency::Cny, MoneyScale::Million),
    (MoneyLens::CnyBn, "cny_bn", Currency::Cny, MoneyScale::Billion),
    (MoneyLens::Usd, "usd", Currency::Usd, MoneyScale::One),
    (MoneyLens::UsdWan, "usd_wan", Currency::Usd, MoneyScale::Wan),
    (MoneyLens::UsdYi, "usd_yi", Currency::Usd, MoneyScale::Yi),
    (MoneyLens::UsdM, "usd_m", Currency::Usd, MoneyScale::Million),
    (MoneyLens::UsdBn, "usd_bn", Currency::Usd, MoneyScale::Billion),
    (MoneyLens::Hkd, "hkd", Currency::Hkd, MoneyScale::One),
    (MoneyLens::HkdWan, "hkd_wan", Currency::Hkd, MoneyScale::Wan),
    (MoneyLens::HkdYi, "hkd_yi", Currency::Hkd, MoneyScale::Yi),
    (MoneyLens::HkdM, "hkd_m", Currency::Hkd, MoneyScale::Million),
    (MoneyLens::HkdBn, "hkd_bn", Currency::Hkd, MoneyScale::Billion),
    (MoneyLens::Jpy, "jpy", Currency::Jpy, MoneyScale::One),
    (MoneyLens::JpyWan, "jpy_wan", Currency::Jpy, MoneyScale::Wan),
    (MoneyLens::JpyYi, "jpy_yi", Currency::Jpy, MoneyScale::Yi),
    (MoneyLens::JpyM, "jpy_m", Currency::Jpy, MoneyScale::Million),
    (MoneyLens::JpyBn, "jpy_bn", Currency::Jpy, MoneyScale::Billion),
    (MoneyLens::Eur, "eur", Currency::Eur, MoneyScale::One),
    (MoneyLens::EurWan, "eur_wan", Currency::Eur, MoneyScale::Wan),
    (MoneyLens::EurYi, "eur_yi", Currency::Eur, MoneyScale::Yi),
    (MoneyLens::EurM, "eur_m", Currency::Eur, MoneyScale::Million),
    (MoneyLens::EurBn, "eur_bn", Currency::Eur, MoneyScale::Billion),
];

impl MoneyLens {
    /// All, by currency, then by scale in menu order.
    pub const ALL: [Self; 25] = [
        Self::Yuan,
        Self::Wan,
        Self::Yi,
        Self::CnyM,
        Self::CnyBn,
        Self::Usd,
        Self::UsdWan,
        Self::UsdYi,
        Self::UsdM,
        Self::UsdBn,
        Self::Hkd,
        Self::HkdWan,
        Self::HkdYi,
        Self::HkdM,
        Self::HkdBn,
        Self::Jpy,
        Self::JpyWan,
        Self::JpyYi,
        Self::JpyM,
        Self::JpyBn,
        Self::Eur,
        Self::EurWan,
        Self::EurYi,
        Self::EurM,
        Self::EurBn,
    ];

    /// The lens of a currency and a scale.
    pub fn of(currency: Currency, scale: MoneyScale) -> Self {
        LENSES.iter().find(|(_, _, c, s)| (*c, *s) == (currency, scale)).map_or(Self::Yi, |(lens, ..)| *lens)
    }

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.parts().0
    }

    /// The currency shown.
    pub fn currency(self) -> Currency {
        self.parts().1
    }

    /// The scale.
    pub fn scale(self) -> MoneyScale {
        self.parts().2
    }

    fn parts(self) -> (&'static str, Currency, MoneyScale) {
        let found = LENSES.iter().find(|(lens, ..)| *lens == self);
        found.map_or(("yi", Currency::Cny, MoneyScale::Yi), |(_, name, currency, scale)| (name, *currency, *scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_files_are_one_word_and_those_of_the_first_files_stay() {
        for lens in MoneyLens::ALL {
            assert_eq!(ron::to_string(&lens).unwrap(), lens.name());
            assert_eq!(ron::from_str::<MoneyLens>(lens.name()), Ok(lens));
            assert_eq!(MoneyLens::of(lens.currency(), lens.scale()), lens);
        }
        let first = [MoneyLens::Yi, MoneyLens::Wan, MoneyLens::CnyBn, MoneyLens::UsdBn].map(MoneyLens::name);
        assert_eq!(first, ["yi", "wan", "cny_bn", "usd_bn"]);
        assert_eq!(MoneyLens::default(), MoneyLens::Yi);
    }
}
