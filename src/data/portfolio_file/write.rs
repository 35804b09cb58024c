//! The text of a portfolio: stable order, one field a line, names behind ids. Fields that hold
//! their default are left out.

use crate::{
    data::{
        entry_writer::{EntryWriter, figure, pair},
        ron_file::{one_line, quoted},
        view_file::{both, claim_title},
    },
    model::{
        dataset::Dataset,
        ids::{ClaimId, PlaceId},
        lang::Bilingual,
        portfolio::{
            Anchor, Attachment, Bucket, Fund, GeoPoint, Holding, LadderStep, Note, NoteKind, NoteStatus, Parent, Portfolio,
            Reply, Rung, Tranche, WatchPoint, in_order,
        },
    },
};

/// The head of every file the program writes, in both languages.
const HEAD: &str = include_str!("head.txt");

/// The text of a portfolio as the newest file version. `names` gives the names behind ids; ids that
/// it lacks stand without one.
pub fn to_text(portfolio: &Portfolio, names: &Dataset) -> String {
    let mut out = EntryWriter::new(HEAD, names);
    out.push("Portfolio(\n    version: 1,\n");
    for (name, text) in [("title", &portfolio.about.title), ("description", &portfolio.about.description)] {
        if !text.is_empty() {
            out.push(&format!("    {name}: {},\n", pair(text)));
        }
    }
    out.part("funds", in_order(&portfolio.funds), fund);
    out.part("holdings", in_order(&portfolio.holdings), holding);
    out.part("notes", portfolio.notes.iter(), note);
    out.push(")\n");
    out.into_text()
}

fn order(out: &mut EntryWriter<'_>, order: i64) {
    if order != 0 {
        out.field("order", &order.to_string(), None);
    }
}

fn place(out: &mut EntryWriter<'_>, name: &str, id: Option<&PlaceId>) {
    if let Some(id) = id {
        let comment = out.names().places.get(id).map(|place| both(&place.name));
        out.field(name, &quoted(id.as_str()), comment.as_deref());
    }
}

fn fund(out: &mut EntryWriter<'_>, fund: &Fund) {
    order(out, fund.order);
    out.field("name", &pair(&fund.name), None);
    if let Some(id) = &fund.atlas {
        out.field("atlas", &quoted(id.as_str()), None);
    }
    place(out, "place", fund.place.as_ref());
    if let Some(kind) = fund.kind {
        out.field("kind", kind.name(), None);
    }
    if let Some(currency) = fund.currency {
        out.field("currency", currency.code(), None);
    }
    if let Some(announced) = &fund.announced {
        out.field("announced", &quoted(announced.written()), None);
    }
    out.bilingual("lead", &fund.lead);
    out.list("co_investors", fund.co_investors.iter().map(pair));
    out.list("lps", fund.lps.iter().map(pair));
    let names = out.names();
    out.map("ladder", fund.ladder.iter().map(|(rung, known)| (step(*rung, known), step_titles(known, names))));
    out.list("tranches", fund.tranches.iter().map(tranche));
    out.list("mandate", fund.mandate.iter().map(bucket));
    out.bilingual("mandate_note", &fund.mandate_note);
    if let Some(term) = &fund.term {
        out.field("term", &figure(term), None);
    }
    out.list("watch", fund.watch.iter().map(watch));
    out.list("parents", fund.parents.iter().map(parent));
    if !fund.documents.is_empty() {
        let ids: Vec<String> = fund.documents.iter().map(|id| quoted(id.as_str())).collect();
        let titles: Vec<String> =
            fund.documents.iter().filter_map(|id| out.names().documents.get(id)).map(|found| both(&found.short)).collect();
        out.field("documents", &format!("[{}]", ids.join(", ")), Some(&titles.join("; ")));
    }
}

/// The parts of a value that hold something, in brackets.
fn parts(parts: impl IntoIterator<Item = (&'static str, Option<String>)>) -> String {
    let held: Vec<String> = parts.into_iter().filter_map(|(name, value)| value.map(|value| format!("{name}: {value}"))).collect();
    format!("({})", held.join(", "))
}

fn text(text: &Bilingual) -> Option<String> {
    (!text.is_empty()).then(|| pair(text))
}

fn texts<T: AsRef<str>>(list: &[T]) -> Option<String> {
    let quoted: Vec<String> = list.iter().map(|text| quoted(text.as_ref())).collect();
    (!quoted.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
}

fn step(rung: Rung, step: &LadderStep) -> String {
    let claims: Vec<&str> = step.claims.iter().map(ClaimId::as_str).collect();
    let known = parts([
        ("amount", step.amount.as_ref().map(figure)),
        ("date", step.date.as_ref().map(|date| quoted(date.written()))),
        ("claims", texts(&claims)),
        ("notes", texts(&step.notes)),
    ]);
    format!("{}: {known}", rung.name())
}

/// The titles of a step's claims, for the comment behind it.
fn step_titles(step: &LadderStep, names: &Dataset) -> String {
    let titles: Vec<String> =
        step.claims.iter().filter_map(|id| names.claims.get(id)).map(|claim| claim_title(claim, names)).collect();
    titles.join("; ")
}

fn tranche(tranche: &Tranche) -> String {
    let steps: Vec<String> = tranche.ladder.iter().map(|(rung, known)| step(*rung, known)).collect();
    let ladder = (!steps.is_empty()).then(|| format!("{{{}}}", steps.join(", ")));
    parts([("id", Some(quoted(&tranche.id))), ("name", Some(pair(&tranche.name))), ("ladder", ladder)])
}

fn bucket(bucket: &Bucket) -> String {
    let target = bucket.target.as_ref().map(figure);
    parts([("id", Some(quoted(&bucket.id))), ("name", Some(pair(&bucket.name))), ("target", target)])
}

fn watch(point: &WatchPoint) -> String {
    parts([
        ("id", Some(quoted(&point.id))),
        ("item", Some(pair(&point.item))),
        ("meaning", text(&point.meaning)),
        ("horizon_months", point.horizon_months.map(|(from, to)| format!("(from: {from}, to: {to})"))),
        ("document", point.document.as_ref().map(|id| quoted(id.as_str()))),
        ("locator", text(&point.locator)),
    ])
}

fn parent(parent: &Parent) -> String {
    parts([("fund", Some(quoted(&parent.fund))), ("share", parent.share.as_ref().map(figure))])
}

fn holding(out: &mut EntryWriter<'_>, holding: &Holding) {
    order(out, holding.order);
    out.text("fund", &holding.fund);
    if let Some(id) = &holding.company {
        let name = out.names().companies.get(id).map(|company| both(&company.name));
        out.field("company", &quoted(id.as_str()), name.as_deref());
    }
    out.bilingual("name", &holding.name);
    place(out, "place", holding.place.as_ref());
    place(out, "zone", holding.zone.as_ref());
    out.text("sub_field", &holding.sub_field);
    out.text("layer", &holding.layer);
    out.text("bucket", &holding.bucket);
    out.text("round", &holding.round);
    out.text("round_as_written", &holding.round_as_written);
    if let Some(date) = &holding.date {
        out.field("date", &quoted(date.written()), None);
    }
    if let Some(amount) = &holding.amount {
        out.field("amount", &figure(amount), None);
    }
    out.text("as_written", &holding.as_written);
    if let Some(stake) = &holding.stake {
        out.field("stake", &figure(stake), None);
    }
    if let Some(value) = &holding.value {
        out.field("value", &figure(value), None);
    }
    if let Some(date) = &holding.value_date {
        out.field("value_date", &quoted(date.written()), None);
    }
    if let Some(status) = holding.status {
        out.field("status", status.name(), None);
    }
    out.list("co_investors", holding.co_investors.iter().map(pair));
}

fn point(point: GeoPoint) -> String {
    format!("(lon: \"{}\", lat: \"{}\")", point.lon, point.lat)
}

fn anchor(anchor: &Anchor, names: &Dataset) -> (String, Option<String>) {
    let place_name = |id: &PlaceId| names.places.get(id).map(|place| both(&place.name));
    match anchor {
        Anchor::Fund(key) => (format!("Fund({})", quoted(key)), None),
        Anchor::Holding(key) => (format!("Holding({})", quoted(key)), None),
        Anchor::City(id) => (format!("City({})", quoted(id.as_str())), place_name(id)),
        Anchor::Zone(id) => (format!("Zone({})", quoted(id.as_str())), place_name(id)),
        Anchor::Company(id) => {
            let name = names.companies.get(id).map(|company| both(&company.name));
            (format!("Company({})", quoted(id.as_str())), name)
        }
        Anchor::Point(at) => (format!("Point({})", point(*at)), None),
        Anchor::Quarter(period) => (format!("Quarter({})", quoted(period.written())), None),
        Anchor::Claim(id) => {
            let title = names.claims.get(id).map(|claim| claim_title(claim, names));
            (format!("Claim({})", quoted(id.as_str())), title)
        }
        Anchor::WatchItem { fund, item } => (format!("WatchItem(fund: {}, item: {})", quoted(fund), quoted(item)), None),
    }
}

fn reply(reply: &Reply) -> String {
    let author = (!reply.author.is_empty()).then(|| quoted(&reply.author));
    parts([("text", Some(quoted(&reply.text))), ("author", author), ("created", Some(quoted(&reply.created.to_string())))])
}

fn attachment(picture: &Attachment) -> String {
    let taken_on = (!picture.taken_on.is_empty()).then(|| quoted(&picture.taken_on));
    parts([("file", Some(quoted(&picture.file))), ("taken_at", picture.taken_at.map(point)), ("taken_on", taken_on)])
}

fn note(out: &mut EntryWriter<'_>, note: &Note) {
    let (about, title) = anchor(&note.anchor, out.names());
    out.field("anchor", &about, title.as_deref().map(one_line).as_deref());
    if note.kind != NoteKind::default() {
        out.field("kind", note.kind.name(), None);
    }
    out.field("text", &pair(&note.text), None);
    if let Some(tags) = texts(&note.tags) {
        out.field("tags", &tags, None);
    }
    if note.status != NoteStatus::default() {
        out.field("status", note.status.name(), None);
    }
    out.text("author", &note.author);
    out.field("created", &quoted(&note.created.to_string()), None);
    out.field("changed", &quoted(&note.changed.to_string()), None);
    if let Some(date) = note.follow_up {
        out.field("follow_up", &quoted(&date.to_string()), None);
    }
    if let Some(confidence) = note.confidence {
        out.field("confidence", confidence.name(), None);
    }
    out.list("replies", note.replies.iter().map(reply));
    out.list("attachments", note.attachments.iter().map(attachment));
}
