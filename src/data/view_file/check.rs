//! Rules that a view file's content must keep, and what a view cites.

use std::collections::BTreeSet;

use super::v1::{LayoutV1, ViewFileV1};
use crate::{
    data::{
        names::is_file_stem,
        ron_file::{FileProblem, Lexed, ProblemKind, Rule},
    },
    model::{
        dataset::Dataset,
        ids::{ClaimId, PlaceId},
        item::{Item, MAX_SELECTED},
        lang::Bilingual,
        layout::Panel,
        view_state::ViewState,
    },
};

/// The first rule that the file breaks, with the place of the field concerned.
pub(super) fn rules(file: &ViewFileV1, text: &str, lexed: &Lexed, name: &str) -> Option<FileProblem> {
    let (path, rule) = broken_rule(file)?;
    let offset = lexed.field(text, path).map_or(0, |field| field.first.start);
    Some(FileProblem::at(name, text, offset, ProblemKind::Rule(rule)))
}

fn broken_rule(file: &ViewFileV1) -> Option<(&'static [&'static str], Rule)> {
    if !is_file_stem(file.id.as_str()) {
        return Some((&["id"], Rule::Id(file.id.to_string())));
    }
    let on_earth = |lon: f64, lat: f64| (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
    let map = &file.map;
    if !on_earth(map.lon, map.lat) || !(0.0..=24.0).contains(&map.zoom) {
        return Some((&["map"], Rule::Coordinates));
    }
    if let Some(area) = &file.filters.area {
        let fine = on_earth(area.west, area.south) && on_earth(area.east, area.north);
        if !fine || area.west > area.east || area.south > area.north {
            return Some((&["filters", "area"], Rule::Coordinates));
        }
    }
    if let Some(tier) = file.filters.tiers.iter().find(|tier| !(1..=3).contains(*tier)) {
        return Some((&["filters", "tiers"], Rule::Tier(*tier)));
    }
    if !file.layout.values().all(is_sound_layout) {
        return Some((&["layout"], Rule::Layout));
    }
    if file.selection.len() > MAX_SELECTED {
        return Some((&["selection"], Rule::TooManySelected(file.selection.len())));
    }
    if file.compare.len() > MAX_SELECTED {
        return Some((&["compare"], Rule::TooManyCompared(file.compare.len())));
    }
    if let Some(twice) = repeated(&file.compare) {
        return Some((&["compare"], Rule::ComparedTwice(twice.to_string())));
    }
    let sum: u64 = file.ranking.weights.values().map(|weight| u64::from(*weight)).sum();
    if sum != 10_000 {
        return Some((&["ranking", "weights"], Rule::WeightSum(sum)));
    }
    let cuts = file.ranking.cuts;
    if cuts.one > 10_000 || cuts.two > cuts.one {
        return Some((&["ranking", "cuts"], Rule::Cuts));
    }
    None
}

fn repeated(places: &[PlaceId]) -> Option<&PlaceId> {
    let mut seen = BTreeSet::new();
    places.iter().find(|place| !seen.insert(*place))
}

/// Shares are positive, tabs have a front one, no panel stands twice, something stands at all.
fn is_sound_layout(node: &LayoutV1) -> bool {
    fn walk(node: &LayoutV1, seen: &mut BTreeSet<Panel>) -> bool {
        match node {
            LayoutV1::Panel(panel) => seen.insert(*panel),
            // Every panel closed: no panels, none in front.
            LayoutV1::Tabs { active: 0, panels } if panels.is_empty() => true,
            LayoutV1::Tabs { active, panels } => *active < panels.len() && panels.iter().all(|panel| seen.insert(*panel)),
            LayoutV1::Split { parts, .. } => {
                let shares = parts.iter().all(|(share, _)| *share > 0.0 && *share <= 1.0);
                shares && !parts.is_empty() && parts.iter().all(|(_, part)| walk(part, seen))
            }
        }
    }
    walk(node, &mut BTreeSet::new())
}

/// The claim ids in square brackets of one text, in order of appearance, without repeats:
/// `[f001]`, `[f001, f002]`. Text in brackets that is no slug is left alone.
pub fn citations(text: &str) -> Vec<ClaimId> {
    let mut found: Vec<ClaimId> = Vec::new();
    for part in text.split('[').skip(1) {
        let Some((inner, _)) = part.split_once(']') else { continue };
        for id in inner.split([',', '，', '、', ';', ' ']).map(str::trim).filter(|id| is_claim_like(id)) {
            let id = ClaimId::new(id);
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found
}

/// Ids are lower-case slugs with a digit: words in brackets are not taken for claims.
fn is_claim_like(id: &str) -> bool {
    id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().any(|c| c.is_ascii_digit())
}

/// The claims that a note cites in either language, sorted.
pub fn cited_claims(note: &Bilingual) -> BTreeSet<ClaimId> {
    citations(&note.en).into_iter().chain(citations(&note.zh)).collect()
}

/// What is wrong with a view against the data: a note that cites a claim that is not there, or
/// different claims in each language; ids that the data lack (a warning).
pub fn check_view(view: &ViewState, data: &Dataset) -> Vec<ProblemKind> {
    let mut problems = Vec::new();
    let en: BTreeSet<ClaimId> = citations(&view.note.en).into_iter().collect();
    let zh: BTreeSet<ClaimId> = citations(&view.note.zh).into_iter().collect();
    let uneven: Vec<&str> = en.symmetric_difference(&zh).map(ClaimId::as_str).collect();
    if !uneven.is_empty() {
        problems.push(Rule::UnevenCitations(uneven.join(", ")));
    }
    for id in en.union(&zh).filter(|id| !data.claims.contains_key(*id)) {
        problems.push(Rule::MissingClaim(id.to_string()));
    }
    let unknown = unknown_ids(view, data);
    if !unknown.is_empty() {
        problems.push(Rule::UnknownIds(unknown.join(", ")));
    }
    problems.into_iter().map(ProblemKind::Rule).collect()
}

/// Ids in the view that the data lack, sorted. They are kept: they work again when the data has
/// them.
pub fn unknown_ids(view: &ViewState, data: &Dataset) -> Vec<String> {
    let mut unknown = BTreeSet::new();
    let mut note = |known: bool, id: &str| {
        if !known {
            unknown.insert(id.to_owned());
        }
    };
    let filters = &view.filters;
    for id in view.compare.iter().chain(&filters.places).chain(&view.financing.place) {
        note(data.places.contains_key(id), id.as_str());
    }
    for id in &filters.groups {
        note(data.groups.contains_key(id), id.as_str());
    }
    for id in &filters.documents {
        note(data.documents.contains_key(id), id.as_str());
    }
    for id in &filters.providers {
        note(data.providers.contains_key(id), id.as_str());
    }
    let layers = [&view.layers.province_metric, &view.layers.city_metric];
    for id in layers.into_iter().chain(view.ranking.weights.keys()) {
        note(data.metrics.contains_key(id), id.as_str());
    }
    for item in view.selection.items() {
        match item {
            Item::Place(id) => note(data.places.contains_key(id), id.as_str()),
            Item::Group(id) => note(data.groups.contains_key(id), id.as_str()),
            Item::Company(id) => note(data.companies.contains_key(id), id.as_str()),
            Item::Fund(id) => note(data.funds.contains_key(id), id.as_str()),
            Item::Entity(id) => note(data.entities.contains_key(id), id.as_str()),
            Item::Claim(id) => note(data.claims.contains_key(id), id.as_str()),
            Item::Document(id) => note(data.documents.contains_key(id), id.as_str()),
            Item::Figure(_) | Item::Period(_) => {}
        }
    }
    unknown.into_iter().collect()
}
