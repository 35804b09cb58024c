//! Order and text search of the claims table.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::search::TextSearch;
use crate::model::{claim::Claim, dataset::Dataset, ids::ClaimId, lang::Lang};

/// A column of the claims table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimColumn {
    /// Claim id.
    #[default]
    Id,
    /// What it speaks of.
    Subject,
    /// What is measured.
    Metric,
    /// When.
    Period,
    /// How much.
    Value,
    /// What is counted.
    Unit,
    /// Reported, derived, coded.
    Status,
    /// Who measured it.
    Provider,
    /// Where it stands.
    Document,
    /// Where in the document.
    Locator,
    /// The document's own words.
    AsWritten,
}

impl ClaimColumn {
    /// All, in table order.
    pub const ALL: [Self; 11] = [
        Self::Id,
        Self::Subject,
        Self::Metric,
        Self::Period,
        Self::Value,
        Self::Unit,
        Self::Status,
        Self::Provider,
        Self::Document,
        Self::Locator,
        Self::AsWritten,
    ];
}

/// Column and direction of the table's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClaimOrder {
    /// By which column.
    pub column: ClaimColumn,
    /// Smallest first.
    pub ascending: bool,
}

impl Default for ClaimOrder {
    fn default() -> Self {
        Self { column: ClaimColumn::Id, ascending: true }
    }
}

/// What the text filter looks through, in lower case, for every claim of a dataset.
#[derive(Debug, Default)]
pub struct ClaimTexts {
    texts: std::collections::BTreeMap<ClaimId, [String; 2]>,
}

impl ClaimTexts {
    /// Collects id, subject, metric, provider, document, locator and wording of every claim.
    pub fn new(data: &Dataset) -> Self {
        let texts = data
            .claims
            .values()
            .map(|claim| (claim.id.clone(), [searched(data, claim, Lang::En), searched(data, claim, Lang::Zh)]))
            .collect();
        Self { texts }
    }
}

fn searched(data: &Dataset, claim: &Claim, lang: Lang) -> String {
    let subject = data.subject_name(&claim.subject);
    let metric = data.metric_of(claim).map_or("", |metric| metric.title.get(lang));
    let provider = claim.provider.as_ref().and_then(|id| data.providers.get(id)).map_or("", |p| p.name.get(lang));
    let documents: Vec<&str> =
        claim.documents.iter().filter_map(|id| data.documents.get(id)).map(|document| document.short.get(lang)).collect();
    [
        claim.id.as_str(),
        subject.get(lang),
        metric,
        claim.period.written(),
        provider,
        &documents.join(" "),
        claim.locator.get(lang),
        &claim.as_written,
    ]
    .join(" · ")
    .to_lowercase()
}

/// Ids of the claims in `ids` whose texts hold every word of `query`, in the order asked for.
/// Equal rows keep the order of their ids; what is not stated comes last either way.
pub fn ordered<'a>(
    data: &Dataset,
    ids: impl IntoIterator<Item = &'a ClaimId>,
    texts: &ClaimTexts,
    search: &TextSearch,
    query: &str,
    order: ClaimOrder,
    lang: Lang,
) -> Vec<ClaimId> {
    let query = query.trim().to_lowercase();
    let matcher = search.matcher(&query);
    let passes = |id: &ClaimId| {
        query.is_empty() || texts.texts.get(id).is_some_and(|[en, zh]| matcher.matches(&[en.as_str(), zh.as_str()]))
    };
    let mut rows: Vec<(Key, &Claim)> = ids
        .into_iter()
        .filter(|id| passes(id))
        .filter_map(|id| data.claims.get(id))
        .map(|claim| (key(data, claim, order.column, lang), claim))
        .collect();
    rows.sort_by(|(a, x), (b, y)| {
        let missing = a.is_missing().cmp(&b.is_missing());
        let by_key = if order.ascending { a.cmp(b) } else { b.cmp(a) };
        missing.then(by_key).then_with(|| x.id.cmp(&y.id))
    });
    rows.into_iter().map(|(_, claim)| claim.id.clone()).collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Dates(Option<Date>, Option<Date>),
    Number(u8, Option<Decimal>),
}

impl Key {
    fn is_missing(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Dates(start, end) => start.is_none() && end.is_none(),
            Self::Number(_, value) => value.is_none(),
        }
    }
}

fn key(data: &Dataset, claim: &Claim, column: ClaimColumn, lang: Lang) -> Key {
    let document = || claim.documents.first().and_then(|id| data.documents.get(id)).map_or("", |d| d.short.get(lang)).to_owned();
    match column {
        ClaimColumn::Id => Key::Text(claim.id.to_string()),
        ClaimColumn::Subject => Key::Text(data.subject_name(&claim.subject).get(lang).to_owned()),
        ClaimColumn::Metric => Key::Text(data.metric_of(claim).map_or(String::new(), |m| m.title.get(lang).to_owned())),
        ClaimColumn::Period => Key::Dates(claim.period.end().or(claim.period.start()), claim.period.start()),
        ClaimColumn::Value => Key::Number(claim.quantity.unit.family as u8, claim.quantity.mark()),
        ClaimColumn::Unit => {
            Key::Text(data.units.get(&claim.quantity.unit.id).map_or(String::new(), |u| u.title.get(lang).to_owned()))
        }
        ClaimColumn::Status => Key::Text(format!("{} {}", claim.status as u8, claim.quantity.qualifier as u8)),
        ClaimColumn::Provider => {
            Key::Text(claim.provider.as_ref().and_then(|id| data.providers.get(id)).map_or("", |p| p.name.get(lang)).to_owned())
        }
        ClaimColumn::Document => Key::Text(document()),
        ClaimColumn::Locator => Key::Text(format!("{}\u{1}{}", document(), claim.locator.get(lang))),
        ClaimColumn::AsWritten => Key::Text(claim.as_written.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::data::atlas::{AtlasSource, load};

    static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);

    fn rows(query: &str, column: ClaimColumn, ascending: bool) -> Vec<ClaimId> {
        let texts = ClaimTexts::new(&DATA);
        ordered(&DATA, DATA.claims.keys(), &texts, &TextSearch::new(), query, ClaimOrder { column, ascending }, Lang::En)
    }

    #[test]
    fn every_order_holds_every_claim_and_is_sorted() {
        for column in ClaimColumn::ALL {
            for ascending in [true, false] {
                let rows = rows("", column, ascending);
                assert_eq!(rows.len(), DATA.claims.len());
                let keys: Vec<Key> = rows.iter().map(|id| key(&DATA, &DATA.claims[id], column, Lang::En)).collect();
                let known = keys.iter().take_while(|key| !key.is_missing()).count();
                assert!(keys[known..].iter().all(Key::is_missing), "{column:?}: what is missing comes last");
                assert!(
                    keys[..known].windows(2).all(|pair| if ascending { pair[0] <= pair[1] } else { pair[0] >= pair[1] }),
                    "{column:?}"
                );
            }
        }
    }

    #[test]
    fn the_text_filter_reads_both_languages_and_pinyin() {
        let suzhou = rows("suzhou", ClaimColumn::Id, true);
        assert!(suzhou.contains(&ClaimId::new("f020")) && !suzhou.contains(&ClaimId::new("f001")));
        assert!(rows("苏州", ClaimColumn::Id, true).contains(&ClaimId::new("f020")));
        assert!(rows("sz", ClaimColumn::Id, true).contains(&ClaimId::new("f020")));
        assert!(rows("2,865", ClaimColumn::Id, true).contains(&ClaimId::new("f001")), "as written");
        assert_eq!(rows("no such words", ClaimColumn::Id, true), []);
    }
}
