//! What the columns of a table hold, guessed from their names and their cells.

use crate::{
    analysis::written::{
        coordinates, date, folded,
        money::{self, MoneyText},
        place::PlaceReader,
        round::{self, WrittenRound},
        says_nothing, sector, status,
    },
    data::import::Preview,
    model::{
        dataset::Dataset,
        deal_import::{ColumnChoice, Datum, Mapping, Role},
    },
};

/// A guess about a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Name in the header.
    pub name: String,
    /// What it seems to hold.
    pub role: Role,
    /// How sure that is, 0 to 100.
    pub score: u8,
    /// Some of its texts, for a person to look at.
    pub samples: Vec<String>,
}

/// Words of headers: those that are the whole name first, then those that stand in it.
const WORDS: [(Role, &[&str], &[&str]); 17] = [
    (
        Role::DealId,
        &["id", "deal_id", "dealid", "事件id", "编号", "序号", "交易编号", "事件编号", "融资id", "deal", "no", "no.", "uuid"],
        &["deal id", "编号", "事件id", "round id"],
    ),
    (
        Role::Company,
        &[
            "company",
            "公司",
            "公司名称",
            "企业",
            "企业名称",
            "公司简称",
            "企业简称",
            "项目名称",
            "项目",
            "name",
            "startup",
            "被投企业",
            "标的",
        ],
        &["company", "公司", "企业", "被投", "标的", "项目名", "target", "organization", "portfolio"],
    ),
    (Role::Province, &["province", "省", "省份", "所在省", "所属省份", "state"], &["省份", "province"]),
    (
        Role::City,
        &["city", "城市", "地区", "所在地", "市", "地点", "place", "location", "所在城市", "地域", "总部", "region", "hq"],
        &["城市", "city", "地区", "所在地", "location", "headquarter", "注册地", "属地"],
    ),
    (Role::County, &["county", "district", "区县", "区", "县", "园区", "zone", "区域"], &["区县", "园区", "district", "county"]),
    (Role::Address, &["address", "地址", "详细地址", "注册地址"], &["地址", "address"]),
    (Role::Longitude, &["lon", "lng", "longitude", "经度", "x"], &["经度", "longitude", "lng", "lon"]),
    (Role::Latitude, &["lat", "latitude", "纬度", "y"], &["纬度", "latitude", "lat"]),
    (Role::Coordinates, &["coordinates", "坐标", "经纬度", "lnglat", "lonlat"], &["坐标", "经纬度", "coordinate"]),
    (
        Role::Date,
        &[
            "date",
            "日期",
            "时间",
            "融资时间",
            "融资日期",
            "季度",
            "quarter",
            "announced",
            "投资时间",
            "披露时间",
            "deal date",
            "period",
        ],
        &["日期", "时间", "date", "季度", "quarter", "年月", "announced"],
    ),
    (
        Role::Round,
        &["round", "轮次", "融资轮次", "阶段", "stage", "series", "投资轮次", "round type"],
        &["轮次", "round", "series", "融资阶段"],
    ),
    (
        Role::Amount,
        &["amount", "金额", "融资金额", "投资金额", "融资额", "size", "deal size", "raised", "money"],
        &["金额", "amount", "融资额", "投资额", "raised", "deal size", "规模"],
    ),
    (Role::Currency, &["currency", "币种", "货币", "ccy", "货币单位"], &["币种", "currency", "货币"]),
    (
        Role::Sector,
        &[
            "sector",
            "行业",
            "领域",
            "赛道",
            "细分领域",
            "industry",
            "sub_field",
            "subfield",
            "sub-field",
            "方向",
            "category",
            "所属行业",
        ],
        &["行业", "领域", "赛道", "sector", "industry", "vertical", "细分"],
    ),
    (
        Role::Investors,
        &["investors", "investor", "投资方", "投资机构", "投资人", "机构", "领投方", "跟投方", "投资者", "领投", "跟投"],
        &["投资方", "投资机构", "investor", "投资人", "领投", "跟投"],
    ),
    (Role::Status, &["status", "状态", "运营状态", "企业状态", "经营状态"], &["状态", "status"]),
    (
        Role::Source,
        &["source", "url", "link", "来源", "链接", "新闻链接", "出处", "source url", "source_url", "网址"],
        &["来源", "链接", "url", "source", "网址"],
    ),
];

/// Texts of a column that are looked at.
const LOOKED_AT: usize = 100;
/// Texts of a column that are shown.
const SHOWN: usize = 5;
/// Below this score a column is kept as it is.
const SURE_ENOUGH: u32 = 45;

/// Guesses what the columns of a table hold, each with samples, and the mapping that follows.
pub fn guess(data: &Dataset, preview: &Preview) -> (Vec<Guess>, Mapping) {
    let reader = PlaceReader::new(data);
    let names = &preview.header.names;
    let columns: Vec<Vec<&str>> = (0..names.len()).map(|at| texts_of(preview, at)).collect();
    let mut scores: Vec<(u32, usize, Role)> = Vec::new();
    for (at, (name, texts)) in names.iter().zip(&columns).enumerate() {
        for (role, whole, part) in WORDS {
            let by_name = name_score(name, whole, part);
            let by_texts = text_score(data, &reader, role, texts);
            let score = match by_texts {
                // Cells that are all no such thing speak against the name, too.
                Some(texts) => (by_name * 6 + texts * 4) / 10,
                None => by_name,
            };
            // A name that says nothing needs cells that speak for themselves.
            let score = if by_name == 0 && by_texts.is_none_or(|texts| texts < 90) { 0 } else { score };
            scores.push((score, at, role));
        }
        if matches!(folded(name).as_str(), "synthetic" | "合成" | "合成数据") {
            scores.push((100, at, Role::Synthetic));
        }
    }
    // The surest first; of equals the column further left.
    scores.sort_by_key(|(score, at, role)| (std::cmp::Reverse(*score), *at, *role));
    let mut taken: Vec<Option<(Role, u32)>> = vec![None; names.len()];
    let mut used: Vec<Role> = Vec::new();
    for (score, at, role) in scores {
        let Some(slot) = taken.get_mut(at) else { continue };
        if slot.is_some() || score < SURE_ENOUGH || (used.contains(&role) && !role.may_repeat()) {
            continue;
        }
        *slot = Some((role, score));
        used.push(role);
    }
    let guesses: Vec<Guess> = names
        .iter()
        .zip(&taken)
        .zip(&columns)
        .map(|((name, taken), texts)| {
            let empty = name.is_empty() && texts.is_empty();
            let (role, score) = taken.unwrap_or(if empty { (Role::Ignored, 100) } else { (Role::Extra, 0) });
            let samples = texts.iter().take(SHOWN).map(|text| (*text).to_owned()).collect();
            Guess { name: name.trim().to_owned(), role, score: u8::try_from(score.min(100)).unwrap_or(100), samples }
        })
        .collect();
    let mapping = mapping_of(preview, &guesses, &columns);
    (guesses, mapping)
}

fn texts_of(preview: &Preview, at: usize) -> Vec<&str> {
    let cells = preview.rows.iter().filter_map(|(_, cells)| cells.get(at)).map(String::as_str);
    cells.filter(|text| !text.is_empty()).take(LOOKED_AT).collect()
}

fn name_score(name: &str, whole: &[&str], part: &[&str]) -> u32 {
    let folded = folded(name);
    // 金额(万元): the unit in brackets is no part of the name.
    let plain = folded.split(['(', '（', '[', '/', '／']).next().unwrap_or_default().replace('_', " ");
    let plain = plain.trim();
    let same = |word: &&&str| **word == plain || **word == folded || word.replace('_', " ") == plain;
    if whole.iter().find(same).is_some() {
        return 100;
    }
    // "date" in "update" is no date: a word of Latin letters stands alone.
    let inside = |word: &&&str| {
        if word.is_ascii() {
            plain.split(' ').any(|piece| piece == **word) || plain.contains(&format!("{word} "))
        } else {
            plain.contains(**word)
        }
    };
    if part.iter().find(inside).is_some() { 75 } else { 0 }
}

/// How many of a hundred texts are what the role asks for; none where texts say nothing about it.
fn text_score(data: &Dataset, reader: &PlaceReader<'_>, role: Role, texts: &[&str]) -> Option<u32> {
    let texts: Vec<&&str> = texts.iter().filter(|text| !says_nothing(&folded(text))).collect();
    if texts.is_empty() {
        return None;
    }
    let share = |is: &dyn Fn(&str) -> bool| {
        let good = texts.iter().filter(|text| is(text)).count();
        u32::try_from(good * 100 / texts.len()).unwrap_or(100)
    };
    let degrees =
        |from: f64, to: f64| move |text: &str| text.contains('.') && text.parse::<f64>().is_ok_and(|n| (from..to).contains(&n));
    Some(match role {
        Role::Province | Role::City | Role::County => {
            share(&|text| text.chars().count() < 20 && !text.contains('.') && reader.read(&[text], |_, _| None).place.is_some())
        }
        Role::Longitude => share(&degrees(70.0, 140.0)),
        Role::Latitude => share(&degrees(3.0, 55.0)),
        Role::Coordinates => share(&|text| coordinates::read_pair(text, Datum::Wgs84).is_some()),
        Role::Date => share(&|text| date::read(text, false).is_ok() && (text.len() != 5 || !text.contains('.'))),
        Role::Round => share(&|text| !matches!(round::read(&data.rounds, text), WrittenRound::Unknown)),
        Role::Amount => share(&|text| matches!(money::read(text), MoneyText::Amount(_) | MoneyText::Zero)),
        Role::Sector => share(&|text| sector::read(&data.sub_fields, text).is_some()).max(50),
        Role::Status => share(&|text| status::read(text).is_some()),
        Role::Source => share(&|text| text.contains("://") || text.starts_with("www.")).max(40),
        Role::Company => {
            // Names differ from row to row and are no numbers.
            let share = share(&|text| text.parse::<f64>().is_err() && date::read(text, false).is_err());
            if share < 50 { share } else { return None }
        }
        Role::DealId | Role::Address | Role::Currency | Role::Investors => return None,
        Role::Synthetic | Role::Extra | Role::Ignored => return None,
    })
}

fn mapping_of(preview: &Preview, guesses: &[Guess], columns: &[Vec<&str>]) -> Mapping {
    let choices = guesses.iter().map(|guess| ColumnChoice { name: guess.name.clone(), role: guess.role }).collect();
    let mut mapping = Mapping::new(choices);
    if let Some(amount) = mapping.column_of(Role::Amount) {
        let (currency, scale) = money::unit_of_header(guesses.get(amount).map_or("", |guess| &guess.name));
        mapping.currency = currency.unwrap_or(mapping.currency);
        mapping.scale = scale;
    }
    mapping.datum = datum_of(guesses);
    mapping.fill_down = preview.merged_down;
    let days = mapping.columns_of(Role::Date);
    let mut texts = days.iter().filter_map(|at| columns.get(*at)).flatten();
    // 31/03/2026 says of its whole column that days stand first.
    mapping.day_first = texts.any(|text| {
        let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
        matches!(parts.as_slice(), [day, _, year] if year.len() == 4 && day.parse::<u8>().is_ok_and(|day| (13..=31).contains(&day)))
    });
    mapping
}

/// The datum that the headers of coordinates name.
fn datum_of(guesses: &[Guess]) -> Datum {
    let of = |guess: &&Guess| matches!(guess.role, Role::Longitude | Role::Latitude | Role::Coordinates);
    let names: String = guesses.iter().filter(of).map(|guess| folded(&guess.name)).collect::<Vec<_>>().join(" ");
    let any = |words: &[&str]| words.iter().any(|word| names.contains(word));
    if any(&["bd09", "bd-09", "百度", "baidu"]) {
        Datum::Bd09
    } else if any(&["gcj", "高德", "腾讯", "amap", "火星"]) {
        Datum::Gcj02
    } else {
        Datum::Wgs84
    }
}
