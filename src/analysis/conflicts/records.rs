//! Records of a document's figures that do not fit: dates, captions, legends.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Conflict, ConflictClass, words};
use crate::model::{
    claim::{Claim, SourceFigure},
    dataset::Dataset,
    ids::DocumentId,
    lang::{Bilingual, Lang},
    period::Period,
    unit::UnitFamily,
};

/// All conflicts over records.
pub fn conflicts(data: &Dataset) -> Vec<Conflict> {
    let mut found = dates(data);
    found.extend(captions(data));
    found.extend(legends(data));
    found
}

/// Figures of one document, put together by what `key` says of them.
fn grouped<'a, K: Ord>(
    data: &'a Dataset,
    key: impl Fn(&'a SourceFigure) -> Option<K>,
) -> BTreeMap<(&'a DocumentId, K), Vec<&'a SourceFigure>> {
    let mut groups: BTreeMap<(&DocumentId, K), Vec<&SourceFigure>> = BTreeMap::new();
    for figure in &data.figures {
        if let Some(key) = key(figure) {
            groups.entry((&figure.document, key)).or_default().push(figure);
        }
    }
    groups
}

fn row(data: &Dataset, rule: &'static str, document: &DocumentId, figures: &[&SourceFigure], claims: &[&Claim]) -> Conflict {
    let numbers: Vec<u16> = figures.iter().map(|figure| figure.number).collect();
    let listed: Vec<String> = numbers.iter().map(u16::to_string).collect();
    let short = data.documents.get(document).map_or_else(Bilingual::default, |document| document.short.clone());
    let id = format!("{rule}-{document}-{}", listed.iter().take(3).cloned().collect::<Vec<_>>().join("-"));
    Conflict {
        id,
        args: vec![
            ("document", short),
            words::plain("figures", listed.join(", ")),
            words::plain("count", figures.len().to_string()),
        ],
        figures: numbers,
        ..Conflict::new(ConflictClass::Record, rule, claims)
    }
}

/// Figures dated before the time that the document says its data reach, with the claims that
/// carry the figures' N.
fn dates(data: &Dataset) -> Vec<Conflict> {
    let dated = grouped(data, |figure| (!figure.date_in_caption.is_empty()).then_some(figure.date_in_caption.as_str()));
    dated
        .into_iter()
        .filter_map(|((document, date), figures)| {
            let reach = data.documents.get(document).map(|document| document.data_to.as_str())?;
            let [caption, method] = [date, reach].map(|text| Period::parse(text).ok());
            if caption?.end()? >= method?.start()? {
                return None;
            }
            let claims = claims_with_n(data, document, &figures);
            let mut row = row(data, "caption-date", document, &figures, &claims);
            row.args.extend([words::plain("found", date), words::plain("expected", reach)]);
            row.said = Some([reach.to_owned(), date.to_owned()]);
            Some(row)
        })
        .collect()
}

/// Counts of the document that are the N of one of the figures and speak of another time.
fn claims_with_n<'a>(data: &'a Dataset, document: &DocumentId, figures: &[&SourceFigure]) -> Vec<&'a Claim> {
    let dated: Vec<(Decimal, Period)> = figures
        .iter()
        .filter_map(|figure| Some((Decimal::from(figure.n?), Period::parse(&figure.date_in_caption).ok()?)))
        .collect();
    if dated.is_empty() {
        return Vec::new();
    }
    let counts = data.current_claims().filter(|claim| claim.quantity.unit.family == UnitFamily::Count);
    counts
        .filter(|claim| {
            let carries = |(n, date): &(Decimal, Period)| claim.quantity.value == Some(*n) && !claim.period.overlaps(date);
            dated.iter().any(carries) && claim.documents.contains(document)
        })
        .collect()
}

/// One caption under two figures.
fn captions(data: &Dataset) -> Vec<Conflict> {
    let same = grouped(data, |figure| (!figure.caption.is_empty()).then_some((&figure.caption.en, &figure.caption.zh)));
    same.into_iter()
        .filter(|(_, figures)| figures.len() > 1)
        .filter_map(|((document, _), figures)| {
            let caption = figures.first()?.caption.clone();
            let mut row = row(data, "caption-twice", document, &figures, &[]);
            row.said = Some([String::new(), caption.get(Lang::En).to_owned()]);
            row.args.push(("caption", caption));
            Some(row)
        })
        .collect()
}

/// Legends in which a figure falls into two bins; one row a document.
fn legends(data: &Dataset) -> Vec<Conflict> {
    grouped(data, |figure| shared_edge(&figure.legend_bins).map(|_| ()))
        .into_iter()
        .filter_map(|((document, ()), figures)| {
            // The edge that most figures share is the example.
            let mut edges: BTreeMap<(Decimal, &str), usize> = BTreeMap::new();
            for figure in &figures {
                *edges.entry((shared_edge(&figure.legend_bins)?, &figure.legend_bins)).or_default() += 1;
            }
            let ((edge, bins), _) = edges.iter().max_by_key(|(key, count)| (**count, std::cmp::Reverse(*key)))?;
            let edge = edge.normalize().to_string();
            let both: Vec<&str> = bins.split(';').filter(|bin| contains(bin, &edge)).collect();
            let mut row = row(data, "bins", document, &figures, &[]);
            row.said = Some([String::new(), both.join(";")]);
            row.args.extend([words::plain("edge", &edge), words::plain("bins", both.join(" / "))]);
            Some(row)
        })
        .collect()
}

fn bin(text: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) = text.trim().split_once('-')?;
    Some((low.trim().parse().ok()?, high.trim().parse().ok()?))
}

fn contains(text: &str, edge: &str) -> bool {
    let edge: Option<Decimal> = edge.parse().ok();
    bin(text).zip(edge).is_some_and(|((low, high), edge)| low <= edge && edge <= high)
}

/// The first figure that two neighbouring bins of a legend both hold.
fn shared_edge(legend: &str) -> Option<Decimal> {
    let bins: Vec<(Decimal, Decimal)> = legend.split(';').filter_map(bin).collect();
    bins.windows(2).find_map(|pair| match pair {
        [(_, high), (low, _)] if high >= low => Some(*low),
        _ => None,
    })
}
