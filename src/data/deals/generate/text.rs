//! The plain form of a made-up table.

use super::{Form, SYNTHETIC_COLUMN, made::Made};
use crate::model::deal::Deal;

/// Columns of a written table.
pub(super) const COLUMNS: usize = 14;

/// The header.
pub(super) fn header(form: Form) -> [String; COLUMNS] {
    match form {
        Form::Clean => [
            SYNTHETIC_COLUMN,
            "deal_id",
            "company",
            "address",
            "lon",
            "lat",
            "date",
            "round",
            "amount",
            "currency",
            "sector",
            "investors",
            "company_status",
            "source_url",
        ],
        Form::Dirty => [
            SYNTHETIC_COLUMN,
            "项目编号",
            " 公司名称 ",
            "所在地",
            "经度",
            "纬度",
            "融资日期",
            "融资轮次 ",
            "融资金额",
            "币种",
            "所属行业",
            "投资方",
            "企业状态",
            "来源链接",
        ],
    }
    .map(str::to_owned)
}

/// A row in the plain form.
pub(super) fn clean(deal: &Deal, made: &Made) -> [String; COLUMNS] {
    let degrees = |value: fn(&crate::model::place::LonLat) -> f64| made.point.as_ref().map(|p| format!("{:.6}", value(p)));
    [
        "yes".to_owned(),
        deal.deal_id.clone(),
        deal.company.clone(),
        made.place.path_zh.clone(),
        degrees(|point| point.lon).unwrap_or_default(),
        degrees(|point| point.lat).unwrap_or_default(),
        deal.date.map(|date| date.first.to_string()).unwrap_or_default(),
        deal.round_as_written.clone(),
        deal.amount_as_written.clone(),
        made.amount.map(|(_, currency)| currency.code().to_owned()).unwrap_or_default(),
        deal.sector_as_written.clone(),
        deal.investors.join("、"),
        deal.status.map(status).unwrap_or_default().to_owned(),
        String::new(),
    ]
}

pub(super) fn status(status: crate::model::deal::CompanyStatus) -> &'static str {
    use crate::model::deal::CompanyStatus;
    match status {
        CompanyStatus::Alive => "存续",
        CompanyStatus::Listed => "已上市",
        CompanyStatus::Exited => "被并购",
        CompanyStatus::Gone => "注销",
    }
}
