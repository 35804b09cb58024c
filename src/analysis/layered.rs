//! The atlas with a person's layer over it, as known on a day.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use jiff::civil::Date;

use super::findings::Findings;
use crate::model::{
    catalog::Rate,
    claim::{Claim, ClaimState, Document, Provider, Subject},
    dataset::Dataset,
    ids::ClaimId,
    lang::Bilingual,
    period::Period,
    user_layer::{DecisionState, Replacing, UserClaim, UserLayer},
};

/// Why an entry of a person's layer is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Which part of the layer: `claims`, `rates`, `joins`, `decisions`.
    pub part: &'static str,
    /// Its key.
    pub key: String,
    /// Why.
    pub why: Why,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It names something that is not there: what kind of thing, its id.
    Missing(&'static str, String),
    /// The unit does not fit the metric.
    Unit(String, String),
    /// The figure's parts do not fit; the message.
    Figure(String),
    /// The id is taken by a claim of the atlas.
    Taken,
    /// A derived claim that no longer follows from the claims it names: what follows now.
    NoLongerFollows(String),
}

/// The dataset that panels show, and what of the layer could not be used.
#[derive(Clone, Debug, Default)]
pub struct Layered {
    /// Atlas and layer.
    pub data: Arc<Dataset>,
    /// What follows from it.
    pub findings: Arc<Findings>,
    /// Entries left out (derived ones that no longer follow are kept and listed).
    pub left_out: Vec<LeftOut>,
}

/// Lays a person's layer over the atlas and finds what follows. Nothing published after the end
/// of `as_of` (a period as views write it; anything else is no limit) is used.
pub fn layered(atlas: &Dataset, layer: &UserLayer, as_of: &str) -> Layered {
    let mut data = atlas.clone();
    let mut left_out = Vec::new();
    for (id, document) in layer.documents.iter() {
        data.documents.entry(id.into()).or_insert_with(|| Document {
            id: id.into(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published.clone(),
            data_to: String::new(),
            short: document.title.clone(),
            read: Bilingual::default(),
            lost: Bilingual::default(),
        });
    }
    for (id, provider) in layer.providers.iter() {
        data.providers.entry(id.into()).or_insert_with(|| Provider { id: id.into(), name: provider.name.clone() });
    }
    let known: std::collections::BTreeSet<&str> = atlas.claims.keys().map(ClaimId::as_str).collect();
    for (id, claim) in layer.claims.iter() {
        let made = if known.contains(id) { Err(Why::Taken) } else { made(&data, layer, id, claim) };
        match made {
            Ok(claim) => {
                data.claims.insert(claim.id.clone(), claim);
            }
            Err(why) => left_out.push(LeftOut { part: "claims", key: id.to_owned(), why }),
        }
    }
    data.rates.extend(layer.rates.iter().map(|(id, rate)| Rate {
        id: id.to_owned(),
        base: rate.base,
        quote: rate.quote,
        value: rate.value,
        period: rate.period.clone(),
        claims: Vec::new(),
        as_written: String::new(),
        documents: Vec::new(),
        locator: Bilingual::new(&rate.source, &rate.source),
        note: Bilingual::default(),
    }));
    for (key, join) in layer.joins.iter() {
        match [&join.earlier, &join.later].into_iter().find(|id| !data.claims.contains_key(*id)) {
            None => {
                data.joins.insert((join.earlier.clone(), join.later.clone()));
            }
            Some(lost) => {
                left_out.push(LeftOut { part: "joins", key: key.to_owned(), why: Why::Missing("claim", lost.to_string()) });
            }
        }
    }
    let as_of = Period::parse(as_of).ok().and_then(|period| period.end());
    set_states(&mut data, as_of);
    let before = data.states.clone();
    left_out.extend(set_aside(&mut data, layer));
    let fingerprint = fingerprint(&data, layer);
    let chosen = data.states != before;
    let data = data.index(fingerprint);
    let mut findings = Findings::of(&data);
    if chosen {
        // What a person settled stays on the board, with the claims that were set aside.
        let mut unsettled = data.clone();
        unsettled.states = before;
        findings.conflicts = Findings::of(&unsettled.index(fingerprint)).conflicts;
    }
    left_out.extend(no_longer_following(&data, layer));
    left_out.sort();
    Layered { data: Arc::new(data), findings: Arc::new(findings), left_out }
}

fn made(data: &Dataset, layer: &UserLayer, id: &str, claim: &UserClaim) -> Result<Claim, Why> {
    let missing = |what: &'static str, id: &str| Why::Missing(what, id.to_owned());
    let known = match &claim.subject {
        Subject::Place(id) => data.places.contains_key(id),
        Subject::Group(id) => data.groups.contains_key(id),
        Subject::Company(id) => data.companies.contains_key(id),
        Subject::Fund(id) => data.funds.contains_key(id),
        Subject::Entity(id) => data.entities.contains_key(id),
    };
    if !known {
        return Err(missing("subject", claim.subject.id()));
    }
    let metric = data.metrics.get(&claim.metric).ok_or_else(|| missing("metric", claim.metric.as_str()))?;
    let unit = data.units.get(&claim.figure.unit).ok_or_else(|| missing("unit", claim.figure.unit.as_str()))?;
    if unit.family != metric.family {
        return Err(Why::Unit(unit.id.to_string(), metric.id.to_string()));
    }
    if !data.documents.contains_key(&claim.document) {
        return Err(missing("document", claim.document.as_str()));
    }
    if let Some(provider) = claim.provider.as_ref().filter(|id| !data.providers.contains_key(*id)) {
        return Err(missing("provider", provider.as_str()));
    }
    let there = |id: &ClaimId| data.claims.contains_key(id) || layer.claims.get(id.as_str()).is_some();
    if let Some(lost) = claim.supersedes.iter().chain(&claim.follows_from).find(|id| !there(id)) {
        return Err(missing("claim", lost.as_str()));
    }
    let quantity = claim.figure.quantity(unit.family).map_err(|error| Why::Figure(error.to_string()))?;
    let published = data.documents.get(&claim.document).map(|document| document.published.clone()).unwrap_or_default();
    Ok(Claim {
        id: id.into(),
        subject_kind: subject_kind(data, &claim.subject),
        subject: claim.subject.clone(),
        metric: claim.metric.clone(),
        period: claim.period.clone(),
        quantity,
        status: claim.status,
        as_written: claim.as_written.clone(),
        provider: claim.provider.clone(),
        documents: vec![claim.document.clone()],
        locator: claim.locator.clone(),
        line: String::new(),
        published,
        note: claim.note.clone(),
        supersedes: claim.supersedes.clone(),
        is_correction: claim.supersedes.is_some() && claim.replacing == Replacing::Correction,
        follows_from: claim.follows_from.clone(),
        author: claim.author.clone(),
        entered_on: Some(claim.entered_on),
    })
}

/// The kind of a subject as the claims table writes it.
pub fn subject_kind(data: &Dataset, subject: &Subject) -> String {
    use crate::model::place::PlaceLevel as Level;
    match subject {
        Subject::Place(id) => match data.places.get(id).map(|place| place.level) {
            Some(Level::Country) => "country",
            Some(Level::Province | Level::Sar) => "province",
            Some(Level::Municipality | Level::Prefecture) => "city",
            Some(Level::District | Level::County) => "county",
            Some(Level::Zone) | None => "zone",
        }
        .to_owned(),
        Subject::Group(id) => data.groups.get(id).map_or("region_group", |group| group.kind.as_str()).to_owned(),
        Subject::Company(_) => "company".to_owned(),
        Subject::Fund(_) => "fund".to_owned(),
        Subject::Entity(id) => data.entities.get(id).map_or("investor", |entity| entity.kind.as_str()).to_owned(),
    }
}

/// Later claims first, then those that a known one replaces. Of a ring of claims that replace one
/// another, none is replaced.
fn set_states(data: &mut Dataset, as_of: Option<Date>) {
    data.known_on = as_of;
    data.states.clear();
    if let Some(day) = as_of {
        let later: Vec<ClaimId> = data
            .claims
            .values()
            .filter(|claim| known_from(data, claim).is_some_and(|from| from > day))
            .map(|claim| claim.id.clone())
            .collect();
        data.states.extend(later.into_iter().map(|id| (id, ClaimState::Later)));
    }
    let replaced: Vec<(ClaimId, ClaimId)> = data
        .current_claims()
        .filter_map(|claim| claim.supersedes.clone().map(|old| (old, claim.id.clone())))
        .filter(|(old, new)| !replaces(data, old, new))
        .collect();
    for (old, new) in replaced {
        data.states.entry(old).or_insert(ClaimState::Replaced(new));
    }
}

/// A correction is known since the claim that was read wrongly.
fn known_from(data: &Dataset, claim: &Claim) -> Option<Date> {
    let old = claim.supersedes.as_ref().filter(|_| claim.is_correction).and_then(|id| data.claims.get(id));
    data.known_from(old.unwrap_or(claim))
}

/// True when `newer` replaces `older`, at once or through others.
fn replaces(data: &Dataset, newer: &ClaimId, older: &ClaimId) -> bool {
    let mut next = data.claims.get(newer).and_then(|claim| claim.supersedes.as_ref());
    for _ in 0..data.claims.len().min(64) {
        match next {
            None => return false,
            Some(id) if id == older => return true,
            Some(id) => next = data.claims.get(id).and_then(|claim| claim.supersedes.as_ref()),
        }
    }
    false
}

/// Claims on the same subject, metric and period as one that a person chose are set aside.
fn set_aside(data: &mut Dataset, layer: &UserLayer) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    for (key, decision) in layer.decisions.iter() {
        let Some(id) = decision.chosen.as_ref().filter(|_| decision.state == DecisionState::Settled) else { continue };
        let Some(chosen) = data.claims.get(id) else {
            left_out.push(LeftOut { part: "decisions", key: key.to_owned(), why: Why::Missing("claim", id.to_string()) });
            continue;
        };
        // A choice that is itself not in use on this day takes nothing out.
        if !data.state_of(id).is_current() {
            continue;
        }
        let rivals: Vec<ClaimId> = data
            .current_claims()
            .filter(|other| {
                other.id != chosen.id
                    && other.subject == chosen.subject
                    && other.metric == chosen.metric
                    && other.period == chosen.period
                    && other.quantity.unit == chosen.quantity.unit
            })
            .map(|other| other.id.clone())
            .collect();
        let state = ClaimState::SetAside(chosen.id.clone());
        data.states.extend(rivals.into_iter().map(|rival| (rival, state.clone())));
    }
    left_out
}

/// Kept derived claims that none of the figures which follow from their claims agrees with.
fn no_longer_following(data: &Dataset, layer: &UserLayer) -> Vec<LeftOut> {
    // A kept claim may itself be the base of others, but never of its own check: rules read the
    // claims it names.
    let mut found = Vec::new();
    for (key, kept) in layer.claims.iter().filter(|(_, claim)| !claim.follows_from.is_empty()) {
        let Some(claim) = data.claims.get(key) else { continue };
        let now = super::derived_figures::following_from(data, &kept.follows_from, &claim.subject, &claim.metric, &claim.period);
        if now.as_ref().is_none_or(|figure| !figure.quantity.bounds.overlaps(&claim.quantity.bounds)) {
            let now = now.map(|figure| figure.derivation).unwrap_or_default();
            found.push(LeftOut { part: "claims", key: key.to_owned(), why: Why::NoLongerFollows(now) });
        }
    }
    found
}

/// Identifies atlas, layer and day: equal contents have equal fingerprints within one run.
fn fingerprint(data: &Dataset, layer: &UserLayer) -> u64 {
    if layer.is_empty() && !data.states.values().any(|state| *state == ClaimState::Later) {
        return data.fingerprint();
    }
    let mut hasher = DefaultHasher::new();
    data.fingerprint().hash(&mut hasher);
    data.known_on.hash(&mut hasher);
    // Every part of the layer is plain data whose debug text tells it apart.
    format!("{layer:?}").hash(&mut hasher);
    hasher.finish()
}
