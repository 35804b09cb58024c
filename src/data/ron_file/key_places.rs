//! Where each entry of a document's file stands.

use std::collections::BTreeMap;

use super::{MAX_DEPTH, TokenKind, lex};

/// Line and column of every entry's key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPlaces {
    places: BTreeMap<(String, String), (usize, usize)>,
}

impl KeyPlaces {
    /// Finds the keys in a text that was read without problems.
    pub fn of(text: &str) -> Self {
        let lexed = lex(text, MAX_DEPTH);
        let solid: Vec<_> = lexed.tokens.iter().filter(|token| token.kind != TokenKind::Comment).collect();
        let (mut depth, mut part) = (0_usize, "");
        let mut places = BTreeMap::new();
        let mut counted = Counted::new(text);
        for (at, token) in solid.iter().enumerate() {
            let is_key = || solid.get(at + 1).is_some_and(|next| next.kind == TokenKind::Sign(':'));
            let written = text.get(token.start..token.end).unwrap_or_default();
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                TokenKind::Ident if depth == 1 && is_key() => part = written,
                TokenKind::Text if depth == 2 && is_key() => {
                    let key: String = ron::from_str(written).unwrap_or_default();
                    places.insert((part.to_owned(), key), counted.line_col(token.start));
                }
                TokenKind::Ident | TokenKind::Text | TokenKind::Number | TokenKind::Sign(_) | TokenKind::Comment => {}
            }
        }
        Self { places }
    }

    /// Line and column of an entry's key, both from 1; 1:1 where it is not in the text.
    pub fn place(&self, part: &str, key: &str) -> (usize, usize) {
        self.places.get(&(part.to_owned(), key.to_owned())).copied().unwrap_or((1, 1))
    }
}

/// Counts lines in one go through the text; offsets must not decrease.
struct Counted<'a> {
    text: &'a str,
    line: usize,
    start: usize,
}

impl<'a> Counted<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, line: 1, start: 0 }
    }

    fn line_col(&mut self, offset: usize) -> (usize, usize) {
        while let Some(end) = self.text.get(self.start..offset).and_then(|before| before.find('\n')) {
            self.line += 1;
            self.start += end + 1;
        }
        let before = self.text.get(self.start..offset).unwrap_or_default();
        (self.line, before.chars().count() + 1)
    }
}
