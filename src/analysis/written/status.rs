//! What became of a company, as people write it.

use crate::model::{deal::CompanyStatus, portfolio::HoldingStatus};

const WORDS: [(CompanyStatus, [&str; 8]); 4] = [
    (CompanyStatus::Alive, ["alive", "存续", "在投", "在业", "运营中", "正常", "active", "operating"]),
    (CompanyStatus::Listed, ["listed", "上市", "已上市", "public", "ipo", "挂牌", "已挂牌", "上市公司"]),
    (CompanyStatus::Exited, ["exited", "退出", "已退出", "acquired", "被收购", "已被收购", "并购", "被并购"]),
    (CompanyStatus::Gone, ["gone", "注销", "失效", "已注销", "吊销", "已关闭", "closed", "倒闭"]),
];

/// Reads a status; none where the words are none of those known.
pub fn read(text: &str) -> Option<CompanyStatus> {
    let folded = super::folded(text);
    WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(status, _)| *status)
}

/// The same of a holding.
pub fn of_holding(text: &str) -> Option<HoldingStatus> {
    Some(match read(text)? {
        CompanyStatus::Alive => HoldingStatus::Alive,
        CompanyStatus::Listed => HoldingStatus::Listed,
        CompanyStatus::Exited => HoldingStatus::Exited,
        CompanyStatus::Gone => HoldingStatus::Gone,
    })
}
