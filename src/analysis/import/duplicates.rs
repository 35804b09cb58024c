//! Names that may be one company's and rows that may be one deal: proposed, never merged unasked.

use std::collections::BTreeMap;

use super::lane::row_key;
use crate::model::{
    dataset::Dataset,
    deal::Deal,
    deal_import::{Mapping, RowKey, SameCompany, SameDeal},
};

/// Names that may belong to one company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyGroup {
    /// The names as written, the most used first: the first one would be kept.
    pub names: Vec<String>,
    /// Rows of each.
    pub rows: Vec<u64>,
    /// How likely they are one, 0 to 100.
    pub score: u8,
}

/// Two rows that may tell of one deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealGroup {
    /// The row that would be kept, and its line.
    pub kept: (RowKey, u64),
    /// The row that would be left out, and its line.
    pub dropped: (RowKey, u64),
    /// How likely they are one, 0 to 100.
    pub score: u8,
}

/// Days between two reports of one deal.
const DAYS_APART: i32 = 14;
/// Rows of one company that are compared with each other; a company of more rows is a placeholder.
const MOST_ROWS: usize = 500;

/// Legal forms and places that full names have and short names lack, longer ones first.
const LEGAL: [&str; 14] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "(集团)",
    "集团",
    "co., ltd.",
    "co.,ltd.",
    "co ltd",
    "corporation",
    "limited",
    "ltd.",
    "ltd",
    "inc.",
];

/// Words of the trade between a short name and its legal form.
const TRADE: [&str; 16] = [
    "人工智能",
    "信息技术",
    "网络科技",
    "智能科技",
    "电子科技",
    "信息科技",
    "机器人",
    "半导体",
    "微电子",
    "科技",
    "技术",
    "智能",
    "信息",
    "电子",
    "软件",
    "technology",
];

/// The name without place, brackets and legal form, and whether more than the form was left out.
fn core(name: &str, places: &[String]) -> (String, u8) {
    let mut plain = crate::analysis::written::folded(name).replace([' ', '·', '-', '.', '\'', ','], "");
    let mut lost = 0;
    for place in places {
        for form in [format!("({place})"), format!("（{place}）")] {
            plain = plain.replace(&form, "");
        }
    }
    for form in LEGAL {
        if let Some(stem) = plain.strip_suffix(&form.replace([' ', ',', '.'], "")) {
            plain = stem.to_owned();
        }
    }
    let began = places.iter().find_map(|place| {
        let rest = plain.strip_prefix(place.as_str())?;
        let rest = rest.strip_prefix('市').or_else(|| rest.strip_prefix('省')).unwrap_or(rest);
        (rest.chars().count() >= 2).then(|| rest.to_owned())
    });
    if let Some(rest) = began {
        plain = rest;
    }
    for word in TRADE {
        if let Some(stem) = plain.strip_suffix(word).filter(|stem| stem.chars().count() >= 2) {
            plain = stem.to_owned();
            lost += 1;
        }
    }
    (plain, lost)
}

/// Proposes names that may be one company's: full name and short name, and the English and Chinese
/// names of companies that the atlas knows. Sorted by score, then name.
pub fn company_groups<'d>(data: &Dataset, deals: impl Iterator<Item = &'d Deal>) -> Vec<CompanyGroup> {
    let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
    for deal in deals {
        *rows.entry(deal.company.as_str()).or_default() += 1;
    }
    let mut places: Vec<String> =
        data.places.values().map(|place| place.name.zh.clone()).filter(|name| name.chars().count() > 1).collect();
    // Longer names first, so that 哈尔滨 is not cut to what another place leaves of it.
    places.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
    places.dedup();
    let prefixes: PrefixedPlaces = PrefixedPlaces::of(&places);
    let known: BTreeMap<String, &str> = data
        .companies
        .values()
        .flat_map(|company| [&company.name.zh, &company.name.en].map(|name| (core(name, &[]).0, company.id.as_str())))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    let mut groups: BTreeMap<String, Vec<(&str, u64, u8)>> = BTreeMap::new();
    for (name, count) in rows {
        let (mut key, lost) = core(name, &prefixes.in_name(name));
        if key.is_empty() {
            continue;
        }
        if let Some(id) = known.get(&key) {
            key = format!("id:{id}");
        }
        groups.entry(key).or_default().push((name, count, lost));
    }
    let mut found: Vec<CompanyGroup> = groups
        .into_iter()
        .filter(|(_, names)| names.len() > 1)
        .map(|(key, mut names)| {
            names.sort_by_key(|(name, count, _)| (std::cmp::Reverse(*count), *name));
            let lost = names.iter().map(|(.., lost)| *lost).max().unwrap_or_default();
            let short = key.chars().count() <= 2;
            let score = if key.starts_with("id:") { 95 } else { 90 - 10 * lost.min(3) - if short { 15 } else { 0 } };
            CompanyGroup {
                names: names.iter().map(|(name, ..)| (*name).to_owned()).collect(),
                rows: names.iter().map(|(_, count, _)| *count).collect(),
                score,
            }
        })
        .collect();
    found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.names.cmp(&b.names)));
    found
}

/// Places by the characters they begin with, so that a name is not compared with all of them.
struct PrefixedPlaces<'p> {
    by_first: BTreeMap<char, Vec<&'p String>>,
}

impl<'p> PrefixedPlaces<'p> {
    fn of(places: &'p [String]) -> Self {
        let mut by_first: BTreeMap<char, Vec<&String>> = BTreeMap::new();
        for place in places {
            if let Some(first) = place.chars().next() {
                by_first.entry(first).or_default().push(place);
            }
        }
        Self { by_first }
    }

    /// The places that the name begins with or holds in brackets.
    fn in_name(&self, name: &str) -> Vec<String> {
        let starts = |text: &str| {
            let of_first = text.chars().next().and_then(|first| self.by_first.get(&first));
            of_first.into_iter().flatten().find(|place| text.starts_with(place.as_str())).map(|place| (*place).clone())
        };
        let brackets = name.match_indices(['(', '（']).filter_map(|(at, sign)| starts(name.get(at + sign.len()..)?));
        starts(name).into_iter().chain(brackets).collect()
    }
}

/// Proposes rows that may tell of one deal: same company, dates within two weeks, same round, same
/// amount where both state it. Sorted by line.
pub fn deal_groups<'d>(deals: impl Iterator<Item = &'d Deal>) -> Vec<DealGroup> {
    let mut by_company: BTreeMap<&str, Vec<&Deal>> = BTreeMap::new();
    for deal in deals {
        by_company.entry(deal.company.as_str()).or_default().push(deal);
    }
    let mut found = Vec::new();
    for rows in by_company.values().filter(|rows| rows.len() <= MOST_ROWS) {
        let mut rows = rows.clone();
        rows.sort_by_key(|deal| deal.line);
        let mut gone = vec![false; rows.len()];
        for (first, a) in rows.iter().enumerate() {
            for (second, b) in rows.iter().enumerate().skip(first + 1) {
                if gone.get(second).copied().unwrap_or(true) {
                    continue;
                }
                if let Some(score) = likeness(a, b) {
                    found.push(DealGroup { kept: (row_key(a), a.line), dropped: (row_key(b), b.line), score });
                    if let Some(slot) = gone.get_mut(second) {
                        *slot = true;
                    }
                }
            }
        }
    }
    found.sort_by_key(|group| (group.kept.1, group.dropped.1));
    found
}

/// How likely two rows of one company are one deal.
fn likeness(a: &Deal, b: &Deal) -> Option<u8> {
    let days = match (a.date, b.date) {
        (Some(a), Some(b)) if a.first == b.first && a.last == b.last => 0,
        // 2026Q1 and a day in it.
        (Some(a), Some(b)) if (a.first <= b.first && b.last <= a.last) || (b.first <= a.first && a.last <= b.last) => 5,
        (Some(a), Some(b)) => (a.first - b.first).get_days().abs().min(400),
        _ => return None,
    };
    if days > DAYS_APART || (a.date.zip(b.date).is_some_and(|(a, b)| a.first.duration_until(b.first).as_hours().abs() > 24 * 93))
    {
        return None;
    }
    let round = |deal: &Deal| if deal.round.is_empty() { deal.round_as_written.clone() } else { deal.round.clone() };
    let same_round = round(a) == round(b);
    if !same_round && !round(a).is_empty() && !round(b).is_empty() {
        return None;
    }
    let same_amount = match (a.amount, b.amount) {
        (Some(a), Some(b)) if a == b => true,
        (Some(_), Some(_)) => return None,
        _ => false,
    };
    let near = u8::try_from((DAYS_APART - days).max(0)).unwrap_or(0);
    Some(60 + near + if same_round { 10 } else { 0 } + if same_amount { 15 } else { 0 })
}

/// Writes a decision to merge a company's names into a mapping.
pub fn merge_company(mapping: &mut Mapping, group: &CompanyGroup) {
    let Some((kept, others)) = group.names.split_first() else { return };
    mapping.same_companies.retain(|same| same.kept != *kept);
    mapping.same_companies.push(SameCompany { kept: kept.clone(), others: others.to_vec() });
    mapping.same_companies.sort();
}

/// Writes a decision to leave out a row that stands twice into a mapping.
pub fn merge_deal(mapping: &mut Mapping, group: &DealGroup) {
    let same = SameDeal { kept: group.kept.0.clone(), dropped: group.dropped.0.clone() };
    if !mapping.same_deals.contains(&same) {
        mapping.same_deals.push(same);
        mapping.same_deals.sort();
    }
}

/// Takes back every decision about a row that was left out.
pub fn split_deal(mapping: &mut Mapping, dropped: &RowKey) {
    mapping.same_deals.retain(|same| same.dropped != *dropped);
}

/// Takes back the decision about a company's names.
pub fn split_company(mapping: &mut Mapping, kept: &str) {
    mapping.same_companies.retain(|same| same.kept != kept);
}

/// Merges what scores at least as much as the mapping asks for; true where something was merged, and
/// the table is to be read again.
pub fn merge_unasked(mapping: &mut Mapping, groups: &[DealGroup]) -> bool {
    let Some(least) = mapping.merge_above else { return false };
    let before = mapping.same_deals.len();
    for group in groups.iter().filter(|group| group.score >= least) {
        merge_deal(mapping, group);
    }
    mapping.same_deals.len() > before
}
