//! The text of `claims.user.ron`: stable order, one field a line, names behind ids. Fields that
//! hold their default are left out.

use crate::{
    data::{
        entry_writer::{EntryWriter, decimal, figure, pair},
        ron_file::quoted,
        view_file::both,
    },
    model::{
        claim::{Status, Subject},
        dataset::Dataset,
        user_layer::{Decision, Join, Replacing, UserClaim, UserDocument, UserLayer, UserProvider, UserRate},
    },
};

/// The head of every file the program writes, in both languages.
const HEAD: &str = include_str!("head.txt");

/// The text of a layer as the newest file version. `names` gives the names behind ids; ids that it
/// lacks stand without one.
pub fn to_text(layer: &UserLayer, names: &Dataset) -> String {
    let mut out = EntryWriter::new(HEAD, names);
    out.push("UserLayer(\n    version: 1,\n");
    out.part("documents", layer.documents.iter(), document);
    out.part("providers", layer.providers.iter(), provider);
    out.part("claims", layer.claims.iter(), claim);
    out.part("rates", layer.rates.iter(), rate);
    out.part("decisions", layer.decisions.iter(), decision);
    out.part("joins", layer.joins.iter(), join);
    out.push(")\n");
    out.into_text()
}

fn document(out: &mut EntryWriter<'_>, document: &UserDocument) {
    out.field("title", &pair(&document.title), None);
    out.bilingual("publisher", &document.publisher);
    out.text("published", &document.published);
}

fn provider(out: &mut EntryWriter<'_>, provider: &UserProvider) {
    out.field("name", &pair(&provider.name), None);
}

fn claim(out: &mut EntryWriter<'_>, claim: &UserClaim) {
    let names = out.names();
    let (kind, id) = match &claim.subject {
        Subject::Place(id) => ("Place", id.as_str()),
        Subject::Group(id) => ("Group", id.as_str()),
        Subject::Company(id) => ("Company", id.as_str()),
        Subject::Fund(id) => ("Fund", id.as_str()),
        Subject::Entity(id) => ("Entity", id.as_str()),
    };
    let name = both(&names.subject_name(&claim.subject));
    let name = if name == id { None } else { Some(name) };
    out.field("subject", &format!("{kind}({})", quoted(id)), name.as_deref());
    let title = names.metrics.get(&claim.metric).map(|metric| both(&metric.title));
    out.field("metric", &quoted(claim.metric.as_str()), title.as_deref());
    out.field("period", &quoted(claim.period.written()), None);
    out.field("figure", &figure(&claim.figure), None);
    if claim.status != Status::Entered {
        out.field("status", claim.status.name(), None);
    }
    out.text("as_written", &claim.as_written);
    if let Some(id) = &claim.provider {
        let name = names.providers.get(id).map(|provider| both(&provider.name));
        out.field("provider", &quoted(id.as_str()), name.as_deref());
    }
    let title = names.documents.get(&claim.document).map(|document| both(&document.short));
    out.field("document", &quoted(claim.document.as_str()), title.as_deref());
    out.bilingual("locator", &claim.locator);
    out.bilingual("note", &claim.note);
    if let Some(id) = &claim.supersedes {
        out.claim_id("supersedes", id);
    }
    if claim.replacing == Replacing::Correction {
        out.field("replacing", "correction", None);
    }
    if !claim.follows_from.is_empty() {
        let ids: Vec<String> = claim.follows_from.iter().map(|id| quoted(id.as_str())).collect();
        out.field("follows_from", &format!("[{}]", ids.join(", ")), None);
    }
    out.field("author", &quoted(&claim.author), None);
    out.field("entered_on", &quoted(&claim.entered_on.to_string()), None);
}

fn rate(out: &mut EntryWriter<'_>, rate: &UserRate) {
    out.field("base", rate.base.code(), None);
    out.field("quote", rate.quote.code(), None);
    out.field("value", &decimal(rate.value), None);
    out.field("period", &quoted(rate.period.written()), None);
    out.field("source", &quoted(&rate.source), None);
    out.field("author", &quoted(&rate.author), None);
    out.field("entered_on", &quoted(&rate.entered_on.to_string()), None);
}

fn decision(out: &mut EntryWriter<'_>, decision: &Decision) {
    out.field("state", decision.state.name(), None);
    if let Some(id) = &decision.chosen {
        out.claim_id("chosen", id);
    }
    out.text("note", &decision.note);
    out.field("author", &quoted(&decision.author), None);
    out.field("decided_on", &quoted(&decision.decided_on.to_string()), None);
}

fn join(out: &mut EntryWriter<'_>, join: &Join) {
    out.claim_id("earlier", &join.earlier);
    out.claim_id("later", &join.later);
    out.field("author", &quoted(&join.author), None);
    out.field("joined_on", &quoted(&join.joined_on.to_string()), None);
}
