//! Rounds as people write them.

use crate::model::catalog::Round;

/// Other words for rounds of the table.
const ALIASES: [(&str, &str); 22] = [
    ("天使", "angel"),
    ("种子", "seed"),
    ("pre种子", "seed"),
    ("preseed", "seed"),
    ("战略投资", "strategic"),
    ("战略融资", "strategic"),
    ("战略", "strategic"),
    ("ipo上市", "listed"),
    ("ipo", "listed"),
    ("上市", "listed"),
    ("已上市", "listed"),
    ("主板上市", "listed"),
    ("科创板上市", "listed"),
    ("新三板挂牌", "neeq"),
    ("挂牌新三板", "neeq"),
    ("并购", "acquired"),
    ("收购", "acquired"),
    ("被收购", "acquired"),
    ("并购重组", "acquired"),
    ("m&a", "acquired"),
    ("acquisition", "acquired"),
    ("strategicinvestment", "strategic"),
];

/// Rounds that people write and the table does not have: kept as written, nothing to remark.
const OTHERS: [&str; 24] = [
    "e",
    "f",
    "g",
    "h",
    "preb",
    "prec",
    "pred",
    "preipo",
    "growth",
    "定向增发",
    "定增",
    "股权融资",
    "债权融资",
    "股权转让",
    "基石",
    "新三板定增",
    "上市后",
    "私募",
    "bridge",
    "convertiblenote",
    "venture",
    "debt",
    "grant",
    "privateequity",
];

/// What a text says of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrittenRound {
    /// A round of the table, by its id.
    Known(String),
    /// A round that people speak of and the table does not have.
    Other,
    /// Nothing is said.
    NotStated,
    /// No round.
    Unknown,
}

/// The form by which rounds are told apart: lower case, no spaces or signs, no 轮 or "series".
fn plain(text: &str) -> String {
    let plain: String = super::folded(text).chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '.' | '·')).collect();
    let stem = plain.trim_start_matches("series").trim_end_matches("融资").trim_end_matches('轮');
    let stem = stem.strip_suffix("round").unwrap_or(stem);
    stem.to_owned()
}

/// Reads a round. A+, A1 and B++ are extensions of the round they name.
pub fn read(rounds: &[Round], text: &str) -> WrittenRound {
    if super::says_nothing(&super::folded(text)) {
        return WrittenRound::NotStated;
    }
    let stem = plain(text);
    let base = stem.trim_end_matches(|c: char| c == '+' || c.is_ascii_digit());
    let forms = [stem.as_str(), base];
    let known = rounds.iter().find(|round| {
        let names = [round.id.as_str(), round.name.en.as_str(), round.name.zh.as_str()];
        names.into_iter().map(plain).any(|name| !name.is_empty() && forms.contains(&name.as_str()))
    });
    if let Some(round) = known {
        return WrittenRound::Known(round.id.clone());
    }
    match ALIASES.iter().find(|(word, _)| forms.contains(word)) {
        Some((_, id)) => WrittenRound::Known((*id).to_owned()),
        None if OTHERS.iter().any(|word| forms.contains(word)) => WrittenRound::Other,
        None => WrittenRound::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_as_people_write_them() {
        let data = crate::data::atlas::load(&crate::data::atlas::AtlasSource::Bundled).dataset;
        for (text, wanted) in [
            ("种子轮", "seed"),
            ("Seed", "seed"),
            ("天使轮", "angel"),
            ("Angel", "angel"),
            ("天使+轮", "angel"),
            ("Pre-A轮", "pre_a"),
            ("PreA", "pre_a"),
            ("Pre-A+轮", "pre_a"),
            ("A轮", "a"),
            ("A+轮", "a"),
            ("A1轮", "a"),
            ("Series A", "a"),
            ("A轮融资", "a"),
            ("Ｂ轮", "b"),
            ("B++轮", "b"),
            ("Series C", "c"),
            ("Seed Round", "seed"),
            ("战略投资", "strategic"),
            ("战略轮", "strategic"),
            ("新三板", "neeq"),
            ("并购", "acquired"),
            ("收购并购", "acquired"),
            ("IPO上市", "listed"),
            ("IPO", "listed"),
        ] {
            assert_eq!(read(&data.rounds, text), WrittenRound::Known(wanted.to_owned()), "{text}");
        }
        for text in ["Pre-IPO", "Growth", "定向增发", "E轮", "Pre-B轮"] {
            assert_eq!(read(&data.rounds, text), WrittenRound::Other, "{text}");
        }
        assert_eq!(read(&data.rounds, "未披露"), WrittenRound::NotStated);
        assert_eq!(read(&data.rounds, "苏州"), WrittenRound::Unknown);
    }
}
