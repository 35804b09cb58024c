//! A fast reader for the plain RON that the program writes itself. It knows structs with names,
//! maps, lists, options, words, strings and whole numbers, and gives up at anything else: the full
//! parser then reads the text and says what is wrong, if anything is. About five times as fast.

use std::fmt;

use serde::{
    Deserialize,
    de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor},
};

/// Reads a text; `None` when it holds anything but the plainest RON, or does not fit.
pub fn parse_quickly<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = T::deserialize(&mut reader).ok()?;
    reader.space();
    (reader.at == text.len()).then_some(value)
}

/// The reader met something it does not know.
#[derive(Debug)]
struct Stuck;

impl fmt::Display for Stuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not plain")
    }
}

impl std::error::Error for Stuck {}

impl de::Error for Stuck {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: usize,
}

impl<'de> Reader<'de> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'de str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over white space and comments to the end of a line.
    fn space(&mut self) {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t') => self.at += 1,
                Some(b'/') if self.rest().starts_with("//") => {
                    let rest = self.rest().as_bytes();
                    self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    fn next(&mut self) -> Option<u8> {
        self.space();
        self.byte()
    }

    fn expect(&mut self, sign: u8) -> Result<(), Stuck> {
        if self.next() != Some(sign) {
            return Err(Stuck);
        }
        self.at += 1;
        Ok(())
    }

    /// A name: ASCII letters, digits and `_`.
    fn word(&mut self) -> Result<&'de str, Stuck> {
        self.space();
        let rest = self.rest();
        let length = rest.bytes().position(|byte| byte != b'_' && !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let word = rest.get(..length).filter(|word| word.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic()));
        let word = word.ok_or(Stuck)?;
        self.at += length;
        Ok(word)
    }

    fn string(&mut self) -> Result<Text<'de>, Stuck> {
        self.expect(b'"')?;
        let start = self.at;
        let rest = self.rest().as_bytes();
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')).ok_or(Stuck)?;
        self.at += length;
        if self.byte() == Some(b'"') {
            let text = self.text.get(start..self.at).ok_or(Stuck)?;
            self.at += 1;
            return Ok(Text::Plain(text));
        }
        let mut text = self.text.get(start..self.at).ok_or(Stuck)?.to_owned();
        loop {
            let rest = self.rest();
            let length = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\')).ok_or(Stuck)?;
            text.push_str(rest.get(..length).ok_or(Stuck)?);
            self.at += length + 1;
            if rest.as_bytes().get(length) == Some(&b'"') {
                return Ok(Text::Made(text));
            }
            text.push(self.escaped()?);
        }
    }

    /// The character behind a backslash.
    fn escaped(&mut self) -> Result<char, Stuck> {
        let sign = self.byte().ok_or(Stuck)?;
        self.at += 1;
        match sign {
            b'"' => Ok('"'),
            b'\\' => Ok('\\'),
            b'n' => Ok('\n'),
            b'r' => Ok('\r'),
            b't' => Ok('\t'),
            b'u' => {
                let (hex, _) = self.rest().strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or(Stuck)?;
                let c = (hex.len() <= 6).then(|| u32::from_str_radix(hex, 16).ok()).flatten().and_then(char::from_u32);
                self.at += hex.len() + 2;
                c.ok_or(Stuck)
            }
            _ => Err(Stuck),
        }
    }

    /// A comma between items, or nothing before `close`.
    fn separator(&mut self, close: u8) -> Result<(), Stuck> {
        match self.next() {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(sign) if sign == close => Ok(()),
            _ => Err(Stuck),
        }
    }

    /// A whole number in plain digits.
    fn number<N: std::str::FromStr>(&mut self) -> Result<N, Stuck> {
        self.space();
        let rest = self.rest();
        let sign = usize::from(rest.starts_with('-'));
        let digits = rest.bytes().skip(sign).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'_');
        let length = digits.map_or(rest.len(), |digits| sign + digits);
        let number = rest.get(..length).and_then(|digits| digits.parse().ok()).ok_or(Stuck)?;
        self.at += length;
        Ok(number)
    }

    fn enter(&mut self, open: u8) -> Result<(), Stuck> {
        self.expect(open)?;
        self.depth += 1;
        if self.depth > super::MAX_DEPTH { Err(Stuck) } else { Ok(()) }
    }

    fn leave(&mut self, close: u8) -> Result<(), Stuck> {
        self.depth -= 1;
        self.expect(close)
    }
}

enum Text<'de> {
    Plain(&'de str),
    Made(String),
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Stuck;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Stuck> {
        Err(Stuck)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        match self.string()? {
            Text::Plain(text) => visitor.visit_borrowed_str(text),
            Text::Made(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        visitor.visit_borrowed_str(self.word()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Stuck),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        self.space();
        let start = self.at;
        if self.byte().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            match self.word()? {
                "None" => return visitor.visit_none(),
                "Some" => {
                    self.enter(b'(')?;
                    let value = visitor.visit_some(&mut *self)?;
                    self.leave(b')')?;
                    return Ok(value);
                }
                _ => self.at = start,
            }
        }
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        self.enter(b'[')?;
        let value = visitor.visit_seq(Items { reader: &mut *self })?;
        self.leave(b']')?;
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stuck> {
        self.enter(b'{')?;
        let value = visitor.visit_map(Entries { reader: &mut *self, close: b'}' })?;
        self.leave(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stuck> {
        if self.next() != Some(b'(') && self.word()? != name {
            return Err(Stuck);
        }
        self.enter(b'(')?;
        let value = visitor.visit_map(Entries { reader: &mut *self, close: b')' })?;
        self.leave(b')')?;
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stuck> {
        visitor.visit_enum(self)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct
        ignored_any
    }
}

struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Stuck;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Stuck> {
        if self.reader.next() == Some(b']') {
            return Ok(None);
        }
        let value = seed.deserialize(&mut *self.reader)?;
        self.reader.separator(b']')?;
        Ok(Some(value))
    }
}

/// Fields of a struct, or entries of a map.
struct Entries<'r, 'de> {
    reader: &'r mut Reader<'de>,
    close: u8,
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Stuck;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Stuck> {
        if self.reader.next() == Some(self.close) {
            return Ok(None);
        }
        let key = seed.deserialize(&mut *self.reader)?;
        self.reader.expect(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Stuck> {
        let value = seed.deserialize(&mut *self.reader)?;
        self.reader.separator(self.close)?;
        Ok(value)
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Stuck;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Stuck> {
        let variant = seed.deserialize(&mut *self)?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Stuck;

    fn unit_variant(self) -> Result<(), Stuck> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Stuck> {
        self.enter(b'(')?;
        let value = seed.deserialize(&mut *self)?;
        self.leave(b')')?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, Stuck> {
        Err(Stuck)
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value, Stuck> {
        self.enter(b'(')?;
        let value = visitor.visit_map(Entries { reader: &mut *self, close: b')' })?;
        self.leave(b')')?;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {
        n: u32,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        list: Vec<Word>,
        #[serde(default)]
        map: BTreeMap<String, bool>,
        #[serde(default)]
        whole: i64,
        #[serde(default)]
        small: u16,
        #[serde(default)]
        words: BTreeMap<Word, u32>,
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    enum Word {
        Plain,
        Held(String),
        Named { part: String },
    }

    fn slow(text: &str) -> Option<Thing> {
        super::super::options().from_str(text).ok()
    }

    #[test]
    fn reads_what_the_full_parser_reads() {
        for text in [
            "Thing(n: 1)",
            "(n: 12, name: \"a\\\"b\\n\\u{82cf}\", list: [Plain, Held(\"x\")], map: {\"k\": true,},) // end",
            "// head\nThing(\n    n: 1, // one\n    name: Some(\"苏州\"),\n    list: [],\n)\n",
            "(n: 1, name: None)",
            "(n: 1, whole: -3, small: 65535, words: {Plain: 2, Named(part: \"x\",): 1})",
        ] {
            let quick = parse_quickly::<Thing>(text);
            assert!(quick.is_some(), "{text}");
            assert_eq!(quick, slow(text), "{text}");
        }
        for text in [
            "(n: 1",
            "(n: 1) x",
            "(n: 1, m: 2)",
            "Other(n: 1)",
            "(n: 1, n: 2)",
            "(n: -1)",
            "(n: 1 name: \"a\")",
            "(n: 1, small: 65536)",
            "",
        ] {
            assert_eq!(parse_quickly::<Thing>(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_reads_anything_but_what_the_full_parser_reads(text in "(Thing)?\\((n: ?[0-9]{1,3},? ?|name: ?(None|Some\\()?\"[a苏\\\\n\"u{}]{0,4}\"\\)?,|list: \\[(Plain,?)*\\],|map: \\{(\"a\": true,?)*\\},|//|\n){0,5}\\)?") {
            if let Some(quick) = parse_quickly::<Thing>(&text) {
                prop_assert_eq!(Some(quick), slow(&text));
            }
        }
    }
}
