//! Writing a document's file: entries by key, one field a line, names behind ids as comments.

use rust_decimal::Decimal;

use super::{ron_file::quoted, view_file::claim_title};
use crate::model::{dataset::Dataset, figure::Figure, ids::ClaimId, lang::Bilingual};

/// A text that grows entry by entry.
pub struct EntryWriter<'a> {
    out: String,
    names: &'a Dataset,
}

impl<'a> EntryWriter<'a> {
    /// A text that begins with `head`; `names` gives the names behind ids.
    pub fn new(head: &str, names: &'a Dataset) -> Self {
        Self { out: head.to_owned(), names }
    }

    /// The names behind ids.
    pub fn names(&self) -> &'a Dataset {
        self.names
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.out
    }

    /// Adds a text as it is.
    pub fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A map of entries; left out when there is none.
    pub fn part<'v, V: 'v>(&mut self, name: &str, items: impl IntoIterator<Item = (&'v str, &'v V)>, write: fn(&mut Self, &V)) {
        let mut begun = false;
        for (key, item) in items {
            if !std::mem::replace(&mut begun, true) {
                self.push("    ");
                self.push(name);
                self.push(": {\n");
            }
            self.push("        ");
            self.push(&quoted(key));
            self.push(": (\n");
            write(self, item);
            self.push("        ),\n");
        }
        if begun {
            self.push("    },\n");
        }
    }

    /// `name: value,` on a line, with a comment where there is something to say.
    pub fn field(&mut self, name: &str, value: &str, comment: Option<&str>) {
        self.push("            ");
        self.push(name);
        self.push(": ");
        self.push(value);
        self.push(",");
        if let Some(comment) = comment.filter(|comment| !comment.is_empty()) {
            self.push(" // ");
            self.push(comment);
        }
        self.push("\n");
    }

    /// A text, left out when it is empty.
    pub fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.field(name, &quoted(text), None);
        }
    }

    /// A text in both languages, left out when it is empty.
    pub fn bilingual(&mut self, name: &str, text: &Bilingual) {
        if !text.is_empty() {
            self.field(name, &pair(text), None);
        }
    }

    /// A list with an item a line, left out when it is empty.
    pub fn list(&mut self, name: &str, items: impl IntoIterator<Item = String>) {
        self.lines(name, items.into_iter().map(|item| (item, String::new())), ("[", "]"));
    }

    /// A map with an entry and its comment a line, left out when it is empty.
    pub fn map(&mut self, name: &str, items: impl IntoIterator<Item = (String, String)>) {
        self.lines(name, items, ("{", "}"));
    }

    fn lines(&mut self, name: &str, items: impl IntoIterator<Item = (String, String)>, (open, close): (&str, &str)) {
        let mut begun = false;
        for (item, comment) in items {
            if !std::mem::replace(&mut begun, true) {
                self.push(&format!("            {name}: {open}\n"));
            }
            self.push("                ");
            self.push(&item);
            self.push(if comment.is_empty() { "," } else { ", // " });
            self.push(&comment);
            self.push("\n");
        }
        if begun {
            self.push(&format!("            {close},\n"));
        }
    }

    /// The id of a claim with its title behind it.
    pub fn claim_id(&mut self, name: &str, id: &ClaimId) {
        let title = self.names.claims.get(id).map(|claim| claim_title(claim, self.names));
        self.field(name, &quoted(id.as_str()), title.as_deref());
    }
}

/// A text in both languages as a RON value.
pub fn pair(text: &Bilingual) -> String {
    format!("(en: {}, zh: {})", quoted(&text.en), quoted(&text.zh))
}

/// A decimal number as a RON text.
pub fn decimal(value: Decimal) -> String {
    format!("\"{value}\"")
}

/// A figure as a RON value.
pub fn figure(figure: &Figure) -> String {
    let mut out = String::from("(");
    let numbers = [("value", figure.value), ("low", figure.low), ("high", figure.high), ("step", figure.step)];
    for (name, value) in numbers.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        out.push_str(&format!("{name}: \"{value}\", "));
    }
    if figure.five_percent {
        out.push_str("five_percent: true, ");
    }
    out.push_str(&format!("qualifier: {}, unit: {})", figure.qualifier.name(), quoted(figure.unit.as_str())));
    out
}
