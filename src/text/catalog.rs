//! The message catalogue.

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::model::lang::Lang;

macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        /// Every message file: area, English source, Chinese source.
        pub fn areas() -> &'static [(&'static str, &'static str, &'static str)] {
            &[$((
                $area,
                include_str!(concat!("../../assets/text/en/", $area, ".ftl")),
                include_str!(concat!("../../assets/text/zh/", $area, ".ftl")),
            )),+]
        }
    };
}

areas!(
    "shell",
    "map",
    "financing",
    "ranking",
    "compare",
    "sources",
    "inspector",
    "files",
    "units",
    "export",
    "schemes",
    "layer",
    "conflicts",
    "portfolio",
    "deals",
    "import",
    "stats"
);

/// An argument of a message: text as it is, or a count that plural rules may look at.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Put in as it is.
    Str(&'a str),
    /// Put in as digits; selects plural forms.
    Count(usize),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Str(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Str(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// Interface texts in one language.
pub struct Text {
    lang: Lang,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Text {
    /// Reads the compiled-in messages. A message that does not parse is left out and shows as its
    /// key; the tests make sure that there is none.
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![id]);
        bundle.set_use_isolating(false);
        let mut plain = HashMap::new();
        for (area, en, zh) in areas() {
            let source = match lang {
                Lang::En => *en,
                Lang::Zh => *zh,
            };
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
                tracing::error!(area, ?errors, "message file has errors");
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(area, ?errors, "message defined twice");
            }
            for key in keys_of(source) {
                let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { continue };
                let mut errors = Vec::new();
                let value = bundle.format_pattern(pattern, None, &mut errors).into_owned();
                if errors.is_empty() {
                    plain.insert(key.to_owned(), value);
                }
            }
        }
        Self { lang, plain, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without arguments; the key itself where there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.plain.get(key).map_or(key, String::as_str)
    }

    /// A message with arguments; the key itself where there is none.
    pub fn fmt(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Str(text) => values.set(*name, FluentValue::from(*text)),
                Arg::Count(count) => values.set(*name, FluentValue::from(*count)),
            }
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    /// Whether a message exists.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }
}

/// The keys defined in a message file, in order.
pub fn keys_of(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let starts_well = line.starts_with(|c: char| c.is_ascii_lowercase());
        (starts_well && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')).then_some(key)
    })
}
