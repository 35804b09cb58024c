//! Pieces that the first versions of several files share, frozen as those are.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

use rust_decimal::Decimal;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};

use crate::model::{document::Keyed, figure::Figure, ids::UnitId, lang::Bilingual, quantity::Qualifier};

/// Reads a map in which no key may stand twice: none of two entries is dropped silently.
///
/// # Errors
/// When a key stands twice, or an entry cannot be read.
pub fn entries<'de, D: Deserializer<'de>, V: Deserialize<'de>>(deserializer: D) -> Result<BTreeMap<String, V>, D::Error> {
    struct Unique<V>(PhantomData<V>);

    impl<'de, V: Deserialize<'de>> Visitor<'de> for Unique<V> {
        type Value = BTreeMap<String, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("entries by key")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = BTreeMap::new();
            while let Some(key) = map.next_key::<String>()? {
                if entries.contains_key(&key) {
                    return Err(A::Error::custom(format!("the key \"{key}\" stands twice")));
                }
                let value = map.next_value()?;
                entries.insert(key, value);
            }
            Ok(entries)
        }
    }

    deserializer.deserialize_map(Unique(PhantomData))
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextV1 {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl From<TextV1> for Bilingual {
    fn from(text: TextV1) -> Self {
        Self { en: text.en, zh: text.zh }
    }
}

impl From<Bilingual> for TextV1 {
    fn from(text: Bilingual) -> Self {
        Self { en: text.en, zh: text.zh }
    }
}

/// A figure as written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureV1 {
    /// Best single figure.
    #[serde(default)]
    pub value: Option<Decimal>,
    /// Lower bound.
    #[serde(default)]
    pub low: Option<Decimal>,
    /// Upper bound.
    #[serde(default)]
    pub high: Option<Decimal>,
    /// Worth of one unit of the last printed digit.
    #[serde(default)]
    pub step: Option<Decimal>,
    /// Five percent either way.
    #[serde(default)]
    pub five_percent: bool,
    /// Wording.
    pub qualifier: Qualifier,
    /// Unit.
    pub unit: UnitId,
}

impl From<FigureV1> for Figure {
    fn from(figure: FigureV1) -> Self {
        let FigureV1 { value, low, high, step, five_percent, qualifier, unit } = figure;
        Self { value, low, high, step, five_percent, qualifier, unit }
    }
}

/// Entries of a file as items of the model.
pub fn keyed<A, B>(entries: BTreeMap<String, A>, made: impl Fn(A) -> B) -> Keyed<B> {
    entries.into_iter().map(|(key, value)| (key, made(value))).collect()
}
