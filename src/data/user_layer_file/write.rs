//! The text of `claims.user.ron`: stable order, one field a line, names behind ids. Fields that
//! hold their default are left out.

use rust_decimal::Decimal;

use crate::{
    data::{
        ron_file::quoted,
        view_file::{both, claim_title},
    },
    model::{
        claim::{Status, Subject},
        dataset::Dataset,
        document::Keyed,
        figure::Figure,
        ids::ClaimId,
        lang::Bilingual,
        user_layer::{Decision, Join, Replacing, UserClaim, UserDocument, UserLayer, UserProvider, UserRate},
    },
};

/// The head of every file the program writes, in both languages.
const HEAD: &str = include_str!("head.txt");

/// The text of a layer as the newest file version. `names` gives the names behind ids; ids that it
/// lacks stand without one.
pub fn to_text(layer: &UserLayer, names: &Dataset) -> String {
    let mut out = Writer { out: HEAD.to_owned(), names };
    out.out.push_str("UserLayer(\n    version: 1,\n");
    out.part("documents", &layer.documents, Writer::document);
    out.part("providers", &layer.providers, Writer::provider);
    out.part("claims", &layer.claims, Writer::claim);
    out.part("rates", &layer.rates, Writer::rate);
    out.part("decisions", &layer.decisions, Writer::decision);
    out.part("joins", &layer.joins, Writer::join);
    out.out.push_str(")\n");
    out.out
}

struct Writer<'a> {
    out: String,
    names: &'a Dataset,
}

impl Writer<'_> {
    fn part<V>(&mut self, name: &str, items: &Keyed<V>, write: fn(&mut Self, &V)) {
        if items.is_empty() {
            return;
        }
        self.push(&format!("    {name}: {{\n"));
        for (key, item) in items.iter() {
            self.push(&format!("        {}: (\n", quoted(key)));
            write(self, item);
            self.push("        ),\n");
        }
        self.push("    },\n");
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// `name: value,` on a line, with a comment where there is something to say.
    fn field(&mut self, name: &str, value: &str, comment: Option<&str>) {
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

    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.field(name, &quoted(text), None);
        }
    }

    fn bilingual(&mut self, name: &str, text: &Bilingual) {
        if !text.is_empty() {
            self.field(name, &pair(text), None);
        }
    }

    fn claim_id(&mut self, name: &str, id: &ClaimId) {
        let title = self.names.claims.get(id).map(|claim| claim_title(claim, self.names));
        self.field(name, &quoted(id.as_str()), title.as_deref());
    }

    fn document(&mut self, document: &UserDocument) {
        self.field("title", &pair(&document.title), None);
        self.bilingual("publisher", &document.publisher);
        self.text("published", &document.published);
    }

    fn provider(&mut self, provider: &UserProvider) {
        self.field("name", &pair(&provider.name), None);
    }

    fn claim(&mut self, claim: &UserClaim) {
        let names = self.names;
        let (kind, id) = match &claim.subject {
            Subject::Place(id) => ("Place", id.as_str()),
            Subject::Group(id) => ("Group", id.as_str()),
            Subject::Company(id) => ("Company", id.as_str()),
            Subject::Fund(id) => ("Fund", id.as_str()),
            Subject::Entity(id) => ("Entity", id.as_str()),
        };
        let name = both(&names.subject_name(&claim.subject));
        let name = if name == id { None } else { Some(name) };
        self.field("subject", &format!("{kind}({})", quoted(id)), name.as_deref());
        let title = names.metrics.get(&claim.metric).map(|metric| both(&metric.title));
        self.field("metric", &quoted(claim.metric.as_str()), title.as_deref());
        self.field("period", &quoted(claim.period.written()), None);
        self.field("figure", &figure(&claim.figure), None);
        if claim.status != Status::Entered {
            self.field("status", claim.status.name(), None);
        }
        self.text("as_written", &claim.as_written);
        if let Some(id) = &claim.provider {
            let name = names.providers.get(id).map(|provider| both(&provider.name));
            self.field("provider", &quoted(id.as_str()), name.as_deref());
        }
        let title = names.documents.get(&claim.document).map(|document| both(&document.short));
        self.field("document", &quoted(claim.document.as_str()), title.as_deref());
        self.bilingual("locator", &claim.locator);
        self.bilingual("note", &claim.note);
        if let Some(id) = &claim.supersedes {
            self.claim_id("supersedes", id);
        }
        if claim.replacing == Replacing::Correction {
            self.field("replacing", "correction", None);
        }
        if !claim.follows_from.is_empty() {
            let ids: Vec<String> = claim.follows_from.iter().map(|id| quoted(id.as_str())).collect();
            self.field("follows_from", &format!("[{}]", ids.join(", ")), None);
        }
        self.field("author", &quoted(&claim.author), None);
        self.field("entered_on", &quoted(&claim.entered_on.to_string()), None);
    }

    fn rate(&mut self, rate: &UserRate) {
        self.field("base", rate.base.code(), None);
        self.field("quote", rate.quote.code(), None);
        self.field("value", &decimal(rate.value), None);
        self.field("period", &quoted(rate.period.written()), None);
        self.field("source", &quoted(&rate.source), None);
        self.field("author", &quoted(&rate.author), None);
        self.field("entered_on", &quoted(&rate.entered_on.to_string()), None);
    }

    fn decision(&mut self, decision: &Decision) {
        self.field("state", decision.state.name(), None);
        if let Some(id) = &decision.chosen {
            self.claim_id("chosen", id);
        }
        self.text("note", &decision.note);
        self.field("author", &quoted(&decision.author), None);
        self.field("decided_on", &quoted(&decision.decided_on.to_string()), None);
    }

    fn join(&mut self, join: &Join) {
        self.claim_id("earlier", &join.earlier);
        self.claim_id("later", &join.later);
        self.field("author", &quoted(&join.author), None);
        self.field("joined_on", &quoted(&join.joined_on.to_string()), None);
    }
}

fn pair(text: &Bilingual) -> String {
    format!("(en: {}, zh: {})", quoted(&text.en), quoted(&text.zh))
}

fn decimal(value: Decimal) -> String {
    format!("\"{value}\"")
}

fn figure(figure: &Figure) -> String {
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
