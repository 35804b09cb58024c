//! Floor 3: what people write in the cells of a table: money, dates, rounds, places, investors.
//!
//! Owns the reading of one text at a time, for the holdings table and for imported deals alike.
//! Must not know which column or file a text comes from.

pub mod coordinates;
pub mod date;
pub mod investors;
pub mod money;
pub mod place;
pub mod round;
pub mod sector;
pub mod status;

/// The text with full-width signs as ASCII ones, in lower case, without spaces at the ends.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '！'..='～' => out.extend(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).to_lowercase()),
            c if c.is_whitespace() => out.push(' '),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// True for the words by which a table says that it does not say anything.
pub fn says_nothing(folded: &str) -> bool {
    const WORDS: [&str; 32] = [
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "/",
        "\\",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "nil",
        "未披露",
        "未透露",
        "未公开",
        "未公布",
        "未说明",
        "不详",
        "未知",
        "保密",
        "暂无",
        "无",
        "非公开",
        "金额未知",
        "undisclosed",
        "not stated",
        "not disclosed",
        "unknown",
        "confidential",
    ];
    WORDS.contains(&folded)
}
