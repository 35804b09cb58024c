//! The forms in which people write, one for each cell by chance. About one row in twenty cannot be
//! read without a decision: an ambiguous place, an impossible date, words for an amount.

use super::{
    super::days::date_of_day,
    draw::Draw,
    made::{self, Made},
    text::{self, COLUMNS},
};
use crate::model::unit::Currency;

/// A row as people write it.
pub(super) fn row(made: &Made, seed: u64, row: u64) -> [String; COLUMNS] {
    let mut draw = Draw::new(seed, 3, row);
    // The same deal once more, under a new id, as when two exports were put together.
    let id = if draw.percent(1) { made::deal_id(row + 1_000_000_000) } else { made::deal_id(row) };
    let (amount, currency) = money(&mut draw, made);
    let [lon, lat] = coordinates(&mut draw, made);
    [
        "yes".to_owned(),
        padded(&mut draw, id),
        company(&mut draw, made),
        place(&mut draw, made),
        lon,
        lat,
        date(&mut draw, made),
        round(&mut draw, made),
        amount,
        currency,
        sector(&mut draw, made),
        investors(&mut draw, made),
        draw.text(&["", made.status.map(text::status).unwrap_or_default()]).to_owned(),
        link(&mut draw, row),
    ]
}

fn padded(draw: &mut Draw, text: String) -> String {
    match draw.below(30) {
        0 => format!(" {text}"),
        1 => format!("{text}\u{3000}"),
        _ => text,
    }
}

fn company(draw: &mut Draw, made: &Made) -> String {
    let name = made::company(made.company);
    let number = made.company;
    match draw.below(12) {
        0 => format!("{name}有限公司"),
        1 => format!("{name}（{}）科技有限公司", made.place.province_zh),
        2 => format!("合成 公司 {number:07}"),
        3 => format!("Synthetic Company {number:07} Co., Ltd."),
        4 => format!("\"{name}\""),
        _ => padded(draw, name),
    }
}

fn place(draw: &mut Draw, made: &Made) -> String {
    let place = &made.place;
    match draw.below(20) {
        // Many short names stand for several places; the province would decide.
        0..3 => place.name.zh.clone(),
        3 => place.name.en.clone(),
        4 => format!("{}-{}", place.province_zh, place.name.zh),
        5 => format!("{} {}", place.province_zh, place.name.zh),
        6 => format!("{}/{}", place.province_zh, place.name.zh),
        7 => format!("中国{}", place.path_zh),
        8 => format!("{}合成路{}号合成大厦{}室", place.path_zh, draw.below(999) + 1, draw.below(2_500) + 101),
        9 => draw
            .text(&[
                "朝阳",
                "鼓楼",
                "和平",
                "Suzhou",
                "Taizhou",
                "苏州工业园区",
                "东莞松山湖",
                "中国（上海）自由贸易试验区",
                "SH",
                "Yulin",
            ])
            .to_owned(),
        10 => draw.text(&["", "未知", "-", "海外", "美国加州"]).to_owned(),
        _ => place.path_zh.clone(),
    }
}

fn coordinates(draw: &mut Draw, made: &Made) -> [String; 2] {
    let Some(point) = made.point else { return [String::new(), String::new()] };
    match draw.below(20) {
        0 => ["0".to_owned(), "0".to_owned()],
        1 => [format!("{:.4}", point.lat), format!("{:.4}", point.lon)],
        2 => [format!("{:.3}°E", point.lon), format!("{:.3}°N", point.lat)],
        _ => [format!("{:.6}", point.lon), format!("{:.6}", point.lat)],
    }
}

fn date(draw: &mut Draw, made: &Made) -> String {
    let Some(day) = date_of_day(made.day) else { return String::new() };
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let quarter = (month + 2) / 3;
    match draw.below(24) {
        0..3 => format!("{year}/{month}/{of_month}"),
        3..5 => format!("{year}年{month}月{of_month}日"),
        5 => format!("{year}.{month:02}"),
        6 => format!("{year}-{month:02}"),
        7 => format!("{year}年{month}月"),
        8 => format!("{:02}Q{quarter}", year.rem_euclid(100)),
        9 => format!("{year}Q{quarter}"),
        // A spreadsheet counts from the last day but one of 1899.
        10 => (made.day + 25_569).to_string(),
        11 => format!("{year}{month:02}{of_month:02}"),
        12 => format!("{year}年"),
        13 => format!("{year}-{month:02}-{of_month:02} 00:00:00"),
        14 => draw
            .text(&["0002-01-01", "1970-01-01", "2099-12-31", "2025-02-30", "2024-13-01", "", "近日", "N/A", "31/12/2024"])
            .to_owned(),
        15 => format!("{year}.{month}.{of_month}"),
        _ => day.to_string(),
    }
}

fn round(draw: &mut Draw, made: &Made) -> String {
    let forms: &[&str] = match made.round.id.as_str() {
        "seed" => &["种子轮", "Seed", "种子", "seed round"],
        "angel" => &["天使轮", "Angel", "天使+轮", "天使"],
        "pre_a" => &["Pre-A轮", "PreA轮", "Pre-A", "pre-a+轮"],
        "a" => &["A轮", "A+轮", "A1轮", "Series A", "A 轮"],
        "b" => &["B轮", "B++轮", "Series B", "B+"],
        "c" => &["C轮", "C+轮", "Series C", "Growth"],
        "d" => &["D轮", "E轮", "Pre-IPO", "F轮及以上"],
        "listed" => &["IPO上市", "上市", "IPO", "定向增发"],
        "strategic" => &["战略投资", "战略融资", "Strategic", "战略轮"],
        "neeq" => &["新三板", "NEEQ", "新三板定增"],
        "acquired" => &["并购", "收购", "M&A", "被收购"],
        _ => &[],
    };
    if draw.percent(2) {
        return draw.text(&["", "未披露", "其他", "轮次未知"]).to_owned();
    }
    if draw.percent(40) { made.round.name.zh.clone() } else { draw.text(forms).to_owned() }
}

/// The cell of the amount and the one of the currency.
fn money(draw: &mut Draw, made: &Made) -> (String, String) {
    let Some((units, currency)) = made.amount else {
        return (draw.text(&["", "未披露", "undisclosed", "金额未知", "-"]).to_owned(), String::new());
    };
    let zh = match currency {
        Currency::Cny => "人民币",
        Currency::Usd => "美元",
        Currency::Hkd => "港元",
        Currency::Jpy => "日元",
        Currency::Eur => "欧元",
    };
    let sign = match currency {
        Currency::Cny => "¥",
        Currency::Usd => "US$",
        Currency::Hkd => "HK$",
        Currency::Jpy => "JP¥",
        Currency::Eur => "€",
    };
    let (wan, million) = (units / 10_000, units / 1_000_000);
    let yi = |sign: &str| format!("{sign}{}.{:02}亿", units / 100_000_000, units / 1_000_000 % 100);
    let vague = match units {
        0..10_000_000 => "数百万",
        10_000_000..100_000_000 => "数千万",
        _ => "数亿",
    };
    let cell = match draw.below(24) {
        0..3 => format!("{wan}万{zh}"),
        3 => format!("{}{zh}", yi("")),
        4 => format!("{vague}{zh}"),
        5 => format!("近{}亿{zh}", units / 100_000_000 + 1),
        6 => format!("超{}万{zh}", wan / 10 * 10),
        7 => format!("约{wan}万{zh}"),
        8 => format!("{sign}{million}m"),
        9 => format!("{sign}{}.{}bn", units / 1_000_000_000, units / 100_000_000 % 10),
        10 => format!("{},{:03}万", wan / 1_000, wan % 1_000),
        11 => format!("{}-{}万{zh}", wan / 2, wan),
        12 => format!("{million}+ million {}", currency.code()),
        13 => draw.text(&["过亿", "1亿+", "亿元及以上", "亿级", "1,00,00,000", "百万级"]).to_owned(),
        14 => format!("{} {}", grouped(units), currency.code()),
        16 => format!("{zh}{wan}万元"),
        _ => return (units.to_string(), currency.code().to_owned()),
    };
    (padded(draw, cell), draw.text(&["", currency.code()]).to_owned())
}

fn grouped(units: i64) -> String {
    let digits = units.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn sector(draw: &mut Draw, made: &Made) -> String {
    let field = &made.sub_field;
    match draw.below(12) {
        0 => field.name.en.clone(),
        1 => format!("人工智能/{}", field.name.zh),
        2 => format!("AI-{}", field.name.zh),
        3 => draw.text(&["", "其他", "企业服务"]).to_owned(),
        _ => field.name.zh.clone(),
    }
}

fn investors(draw: &mut Draw, made: &Made) -> String {
    let names: Vec<String> = made.investors.iter().map(|investor| made::investor(*investor)).collect();
    if names.is_empty() {
        return draw.text(&["", "未披露", "undisclosed", "投资方未知"]).to_owned();
    }
    let separator = draw.text(&["、", "，", ";", "\n", " ", ", ", "；"]);
    match (draw.below(12), names.split_first()) {
        (0, Some((first, []))) => format!("{first}(领投)"),
        (0, Some((first, rest))) => format!("{first}(领投){separator}{}", rest.join(separator)),
        // The lead once more at the end, as some exports do.
        (1, Some((first, _))) => format!("{}{separator}{first}", names.join(separator)),
        (2, _) => format!("{}等", names.join(separator)),
        _ => names.join(separator),
    }
}

fn link(draw: &mut Draw, row: u64) -> String {
    match draw.below(4) {
        0 => format!("https://synthetic.example/deals/{row}?a=1,2"),
        1 => format!("synthetic.example/{row}"),
        _ => String::new(),
    }
}
