//! What of a portfolio cannot be right, or names something that is not there.

use super::{anchors, ladder};
use crate::model::{
    dataset::Dataset,
    figure::Figure,
    portfolio::{Anchor, Fund, Holding, LadderStep, Note, Portfolio},
    unit::UnitFamily,
};

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// It names something that is not there: what, its id. The entry is kept.
    Missing(&'static str, String),
    /// A figure that cannot be read: which, why.
    Figure(&'static str, String),
    /// A unit that does not fit: which figure, the unit, what is wanted.
    Unit(&'static str, String, &'static str),
    /// A slug stands twice in a fund.
    Twice(&'static str, String),
    /// An amount entered by hand contradicts the claim it rests on: which step, which claim.
    AgainstClaim(&'static str, String),
    /// A step is larger than one that limits it.
    Ladder(&'static str, &'static str),
    /// A fund holds itself, at once or through others.
    Circle,
}

impl Flaw {
    /// True where the entry is kept and works once what it names is there.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(..))
    }
}

/// An entry with a flaw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flawed {
    /// Part of the file: `funds`, `holdings`, `notes`.
    pub part: &'static str,
    /// Key of the entry.
    pub key: String,
    /// What is wrong.
    pub flaw: Flaw,
}

/// All flaws, by part and key.
pub fn flaws(data: &Dataset, portfolio: &Portfolio) -> Vec<Flawed> {
    let mut found = Vec::new();
    let mut tell = |part: &'static str, key: &str, flaws: Vec<Flaw>| {
        found.extend(flaws.into_iter().map(|flaw| Flawed { part, key: key.to_owned(), flaw }));
    };
    for (key, fund) in portfolio.funds.iter() {
        tell("funds", key, of_fund(data, portfolio, key, fund));
    }
    for (key, holding) in portfolio.holdings.iter() {
        tell("holdings", key, of_holding(data, portfolio, holding));
    }
    for (key, note) in portfolio.notes.iter() {
        tell("notes", key, of_note(data, portfolio, note));
    }
    found.sort();
    found
}

fn figure(
    flaws: &mut Vec<Flaw>,
    what: &'static str,
    figure: Option<&Figure>,
    (family, wanted): (UnitFamily, &'static str),
    data: &Dataset,
) {
    let Some(figure) = figure else { return };
    match data.units.get(&figure.unit) {
        Some(unit) if unit.family == family => {
            if let Err(error) = figure.quantity(family) {
                flaws.push(Flaw::Figure(what, error.to_string()));
            }
        }
        Some(_) | None => flaws.push(Flaw::Unit(what, figure.unit.to_string(), wanted)),
    }
}

const MONEY: (UnitFamily, &str) = (UnitFamily::Money, "a currency");
const PERCENT: (UnitFamily, &str) = (UnitFamily::Percent, "percent");
const MONTHS: (UnitFamily, &str) = (UnitFamily::Duration, "months");

fn missing(flaws: &mut Vec<Flaw>, what: &'static str, id: Option<&str>, known: impl Fn(&str) -> bool) {
    if let Some(id) = id.filter(|id| !id.is_empty() && !known(id)) {
        flaws.push(Flaw::Missing(what, id.to_owned()));
    }
}

fn of_fund(data: &Dataset, portfolio: &Portfolio, key: &str, fund: &Fund) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    missing(&mut flaws, "fund", fund.atlas.as_ref().map(|id| id.as_str()), |id| data.funds.contains_key(id));
    missing(&mut flaws, "place", fund.place.as_ref().map(|id| id.as_str()), |id| data.places.contains_key(id));
    for id in fund.documents.iter().chain(fund.watch.iter().filter_map(|point| point.document.as_ref())) {
        missing(&mut flaws, "document", Some(id.as_str()), |id| data.documents.contains_key(id));
    }
    for step in fund.ladder.values().chain(fund.tranches.iter().flat_map(|part| part.ladder.values())) {
        of_step(&mut flaws, data, portfolio, step);
    }
    figure(&mut flaws, "term", fund.term.as_ref(), MONTHS, data);
    for bucket in &fund.mandate {
        figure(&mut flaws, "target", bucket.target.as_ref(), PERCENT, data);
    }
    for parent in &fund.parents {
        missing(&mut flaws, "fund", Some(&parent.fund), |id| portfolio.funds.get(id).is_some());
        figure(&mut flaws, "share", parent.share.as_ref(), PERCENT, data);
    }
    twice(&mut flaws, "tranche", fund.tranches.iter().map(|part| part.id.as_str()));
    twice(&mut flaws, "bucket", fund.mandate.iter().map(|bucket| bucket.id.as_str()));
    twice(&mut flaws, "watch item", fund.watch.iter().map(|point| point.id.as_str()));
    if holds_itself(portfolio, key) {
        flaws.push(Flaw::Circle);
    }
    for row in ladder::ladder(data, key, fund) {
        against_claims(&mut flaws, data, &row);
    }
    let rows = ladder::ladder(data, key, fund);
    flaws.extend(ladder::contradictions(&rows).into_iter().map(|(earlier, later)| Flaw::Ladder(earlier.name(), later.name())));
    flaws
}

fn against_claims(flaws: &mut Vec<Flaw>, data: &Dataset, row: &ladder::LadderRow<'_>) {
    for claim in row.claims.iter().filter_map(|id| data.claims.get(id)) {
        let same_unit = claim.quantity.unit == row.amount.unit;
        if same_unit && row.amount.is_known() && !row.amount.bounds.overlaps(&claim.quantity.bounds) {
            flaws.push(Flaw::AgainstClaim(row.rung.name(), claim.id.to_string()));
        }
    }
}

fn of_step(flaws: &mut Vec<Flaw>, data: &Dataset, portfolio: &Portfolio, step: &LadderStep) {
    figure(flaws, "amount", step.amount.as_ref(), MONEY, data);
    for id in &step.claims {
        missing(flaws, "claim", Some(id.as_str()), |id| data.claims.contains_key(id));
    }
    for key in &step.notes {
        missing(flaws, "note", Some(key), |id| portfolio.notes.get(id).is_some());
    }
}

fn twice<'a>(flaws: &mut Vec<Flaw>, what: &'static str, ids: impl Iterator<Item = &'a str>) {
    let mut seen = std::collections::BTreeSet::new();
    flaws.extend(ids.filter(|id| !seen.insert(*id)).map(|id| Flaw::Twice(what, id.to_owned())));
}

fn holds_itself(portfolio: &Portfolio, key: &str) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut open = vec![key];
    while let Some(at) = open.pop() {
        for parent in portfolio.funds.get(at).into_iter().flat_map(|fund| &fund.parents) {
            if parent.fund == key {
                return true;
            }
            if seen.insert(parent.fund.as_str()) {
                open.push(&parent.fund);
            }
        }
    }
    false
}

fn of_holding(data: &Dataset, portfolio: &Portfolio, holding: &Holding) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let fund = portfolio.funds.get(&holding.fund);
    if fund.is_none() {
        flaws.push(Flaw::Missing("fund", holding.fund.clone()));
    }
    missing(&mut flaws, "company", holding.company.as_ref().map(|id| id.as_str()), |id| data.companies.contains_key(id));
    missing(&mut flaws, "place", holding.place.as_ref().map(|id| id.as_str()), |id| data.places.contains_key(id));
    missing(&mut flaws, "zone", holding.zone.as_ref().map(|id| id.as_str()), |id| data.places.contains_key(id));
    missing(&mut flaws, "bucket", Some(&holding.bucket), |id| {
        fund.is_some_and(|fund| fund.mandate.iter().any(|bucket| bucket.id == id))
    });
    missing(&mut flaws, "round", Some(&holding.round), |id| data.rounds.iter().any(|round| round.id == id));
    missing(&mut flaws, "sub-field", Some(&holding.sub_field), |id| data.sub_fields.iter().any(|field| field.id == id));
    figure(&mut flaws, "amount", holding.amount.as_ref(), MONEY, data);
    figure(&mut flaws, "value", holding.value.as_ref(), MONEY, data);
    figure(&mut flaws, "stake", holding.stake.as_ref(), PERCENT, data);
    flaws
}

fn of_note(data: &Dataset, portfolio: &Portfolio, note: &Note) -> Vec<Flaw> {
    if anchors::resolves(data, portfolio, &note.anchor) {
        return Vec::new();
    }
    let what = match note.anchor {
        Anchor::Fund(_) => "fund",
        Anchor::Holding(_) => "holding",
        Anchor::City(_) => "place",
        Anchor::Zone(_) => "zone",
        Anchor::Company(_) => "company",
        Anchor::Point(_) => "point",
        Anchor::Quarter(_) => "quarter",
        Anchor::Claim(_) => "claim",
        Anchor::WatchItem { .. } => "watch item",
    };
    vec![Flaw::Missing(what, note.anchor.id())]
}
