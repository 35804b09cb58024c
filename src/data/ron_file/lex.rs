//! A RON tokeniser that never recurses: finds nesting, comments, fields and their places before
//! the real parser is let near a text.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// A name.
    Ident,
    /// A string or character, closed or not.
    Text,
    /// A number.
    Number,
    /// `,`, `:` and every other sign.
    Sign(char),
    /// A comment with its slashes.
    Comment,
}

/// A piece of a RON text, by byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// All tokens of a text, and how it nests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexed {
    /// Tokens in order, comments included.
    pub tokens: Vec<Token>,
    /// Deepest nesting of brackets, and where it is reached.
    pub depth: usize,
    /// Offset of the bracket that reaches [`Lexed::depth`].
    pub deepest_at: usize,
    /// Offset of what is never closed: the innermost bracket, a string or a comment.
    pub unclosed_at: Option<usize>,
}

/// Cuts a text into tokens. Brackets deeper than `max_depth` end the work at once: the result then
/// has [`Lexed::depth`] above it.
pub fn lex(text: &str, max_depth: usize) -> Lexed {
    let mut lexed = Lexed::default();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        let (kind, length, closed) = token_at(rest, first);
        let Some(kind) = kind else {
            at += length;
            continue;
        };
        match kind {
            TokenKind::Open => {
                open.push(at);
                if open.len() > lexed.depth {
                    lexed.depth = open.len();
                    lexed.deepest_at = at;
                }
            }
            TokenKind::Close => drop(open.pop()),
            TokenKind::Ident | TokenKind::Text | TokenKind::Number | TokenKind::Sign(_) | TokenKind::Comment => {}
        }
        lexed.tokens.push(Token { kind, start: at, end: at + length });
        if lexed.depth > max_depth {
            return lexed;
        }
        if !closed {
            lexed.unclosed_at = Some(at);
            return lexed;
        }
        at += length;
    }
    lexed.unclosed_at = open.last().copied();
    lexed
}

/// Kind and length of the token that `rest` starts with (no kind: white space), and whether it is
/// closed.
fn token_at(rest: &str, first: char) -> (Option<TokenKind>, usize, bool) {
    let after = |n: usize| rest.get(n..).unwrap_or_default();
    let run = |wanted: fn(char) -> bool| rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    match first {
        c if c.is_whitespace() => (None, run(char::is_whitespace), true),
        '(' | '[' | '{' => (Some(TokenKind::Open), 1, true),
        ')' | ']' | '}' => (Some(TokenKind::Close), 1, true),
        '/' if after(1).starts_with('/') => (Some(TokenKind::Comment), rest.find('\n').unwrap_or(rest.len()), true),
        '/' if after(1).starts_with('*') => {
            let (length, closed) = block_comment(rest);
            (Some(TokenKind::Comment), length, closed)
        }
        '"' => {
            let (length, closed) = quoted(rest, '"');
            (Some(TokenKind::Text), length, closed)
        }
        'r' if is_raw_string(rest) => {
            let hashes = after(1).find(|c| c != '#').unwrap_or(0);
            let ending = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            match after(body).find(&ending) {
                Some(found) => (Some(TokenKind::Text), body + found + ending.len(), true),
                None => (Some(TokenKind::Text), rest.len(), false),
            }
        }
        c if c == '_' || c.is_alphabetic() => (Some(TokenKind::Ident), run(|c| c == '_' || c.is_alphanumeric()), true),
        c if c.is_ascii_digit() || matches!(c, '+' | '-' | '.') => {
            let length = run(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'));
            (Some(TokenKind::Number), length, true)
        }
        c => (Some(TokenKind::Sign(c)), c.len_utf8(), true),
    }
}

fn is_raw_string(rest: &str) -> bool {
    rest.get(1..).unwrap_or_default().trim_start_matches('#').starts_with('"')
}

fn quoted(rest: &str, quote: char) -> (usize, bool) {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return (at + 1, true);
        }
    }
    (rest.len(), false)
}

fn block_comment(rest: &str) -> (usize, bool) {
    let mut level = 0_usize;
    let mut at = 0;
    while let Some(part) = rest.get(at..).filter(|part| !part.is_empty()) {
        if part.starts_with("/*") {
            level += 1;
            at += 2;
        } else if part.starts_with("*/") {
            level -= 1;
            at += 2;
            if level == 0 {
                return (at, true);
            }
        } else {
            at += part.chars().next().map_or(1, char::len_utf8);
        }
    }
    (rest.len(), false)
}

impl Lexed {
    /// The tokens that mean something: everything but comments.
    fn solid(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.kind != TokenKind::Comment)
    }

    /// The comments, slashes included.
    pub fn comments<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.tokens.iter().filter(|token| token.kind == TokenKind::Comment).filter_map(|t| text.get(t.start..t.end))
    }

    /// Offset of the first token that starts at or after `offset`; the text's end if there is none.
    pub fn token_from(&self, offset: usize) -> Option<&Token> {
        self.solid().find(|token| token.start >= offset)
    }

    /// The tokens of the value of the field at `path`, names from the outside in, without their
    /// trailing comma. Looks only at named fields of nested `(...)`.
    pub fn field<'a>(&'a self, text: &str, path: &[&str]) -> Option<FieldAt<'a>> {
        let solid: Vec<&Token> = self.solid().collect();
        let mut from = solid.iter().position(|token| token.kind == TokenKind::Open)? + 1;
        let mut found = None;
        for name in path {
            let (key, value, end) = find_field(text, &solid, from, name)?;
            found = Some(FieldAt { key, first: solid.get(value)?, end: solid.get(end.checked_sub(1)?)?.end });
            // A named struct has its name before the bracket.
            from = value + 1 + usize::from(solid.get(value)?.kind == TokenKind::Ident);
        }
        found
    }
}

/// Where a field of a RON text stands.
#[derive(Clone, Copy, Debug)]
pub struct FieldAt<'a> {
    /// Its name.
    pub key: &'a Token,
    /// The first token of its value.
    pub first: &'a Token,
    /// Byte after its value.
    pub end: usize,
}

/// Looks for `name:` among the fields that follow index `from` on the same level: its name, the
/// index of its value's first token, the index after its value's last.
fn find_field<'a>(text: &str, solid: &[&'a Token], from: usize, name: &str) -> Option<(&'a Token, usize, usize)> {
    let mut level = 0_usize;
    let mut at = from;
    while let Some(token) = solid.get(at) {
        match token.kind {
            TokenKind::Open => level += 1,
            TokenKind::Close if level == 0 => return None,
            TokenKind::Close => level -= 1,
            TokenKind::Ident
                if level == 0
                    && text.get(token.start..token.end) == Some(name)
                    && solid.get(at + 1).is_some_and(|next| next.kind == TokenKind::Sign(':')) =>
            {
                return Some((token, at + 2, value_end(solid, at + 2)));
            }
            TokenKind::Ident | TokenKind::Text | TokenKind::Number | TokenKind::Sign(_) | TokenKind::Comment => {}
        }
        at += 1;
    }
    None
}

/// Index after the last token of the value that starts at index `from`.
pub(super) fn value_end(solid: &[&Token], from: usize) -> usize {
    let mut level = 0_usize;
    let mut at = from;
    while let Some(token) = solid.get(at) {
        match token.kind {
            TokenKind::Open => level += 1,
            TokenKind::Close if level == 0 => return at,
            TokenKind::Close => level -= 1,
            TokenKind::Sign(',') if level == 0 => return at,
            TokenKind::Ident | TokenKind::Text | TokenKind::Number | TokenKind::Sign(_) | TokenKind::Comment => {}
        }
        at += 1;
    }
    at
}

/// Byte range of the field whose name starts at `key_start`, its trailing comma included.
pub fn field_range(lexed: &Lexed, key_start: usize) -> Option<(usize, usize)> {
    let solid: Vec<&Token> = lexed.solid().collect();
    let key = solid.iter().position(|token| token.start == key_start)?;
    let end = value_end(&solid, key + 2);
    let last = solid.get(end.checked_sub(1)?)?.end;
    let comma = solid.get(end).filter(|token| token.kind == TokenKind::Sign(',')).map(|token| token.end);
    Some((key_start, comma.unwrap_or(last)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strings_and_comments_hide_brackets() {
        let text = "( a: \"((\\\"(\", /* [ /* { */ */ b: r#\"(\"(\"#, // (\n c: 'x' )";
        let lexed = lex(text, 64);
        assert_eq!((lexed.depth, lexed.unclosed_at), (1, None));
        assert_eq!(lexed.comments(text).count(), 2);
    }

    #[test]
    fn finds_nested_fields() {
        let text = "View(version: 1, map: (lon: 1.5, base: \"version: 2\"), list: [(lon: 9)], Some: None)";
        let lexed = lex(text, 64);
        let at = |path: &[&str]| lexed.field(text, path).map(|f| text[f.first.start..f.end].to_owned());
        assert_eq!(at(&["version"]).as_deref(), Some("1"));
        assert_eq!(at(&["map", "lon"]).as_deref(), Some("1.5"));
        assert_eq!(at(&["list"]).as_deref(), Some("[(lon: 9)]"));
        assert_eq!(at(&["lon"]), None);
        assert_eq!(at(&["map", "version"]), None);
    }

    #[test]
    fn stops_at_the_depth_asked_for() {
        let text = "[".repeat(200_000);
        let lexed = lex(&text, 64);
        assert_eq!((lexed.depth, lexed.tokens.len()), (65, 65));
    }

    proptest! {
        #[test]
        fn tokens_never_overlap_and_never_panic(text in "[\\PC\\n]{0,80}|[\"'/*()\\[\\]r#,:a1\\\\\\n]{0,60}") {
            let lexed = lex(&text, 16);
            let mut end = 0;
            for token in &lexed.tokens {
                prop_assert!(token.start >= end && token.end > token.start && token.end <= text.len());
                prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
                end = token.end;
            }
        }
    }
}
