//! What a made-up deal is made of, before it is written in some form.

use jiff::civil::Date;

use super::{super::days::day_number, draw::Draw};
use crate::{
    data::deals::date_of_day,
    model::{
        dataset::Dataset,
        deal::{CompanyStatus, Deal, DealAmount, DealDate},
        ids::PlaceId,
        lang::Bilingual,
        place::{LonLat, PlaceLevel, PointPrecision},
        unit::Currency,
    },
};

/// Span of the deals.
const FIRST_DAY: Date = Date::constant(2014, 1, 1);
const LAST_DAY: Date = Date::constant(2026, 9, 30);

/// How many investors there are.
const INVESTORS: u64 = 4_000;

/// A place, as the table names it.
#[derive(Clone, Debug)]
pub(super) struct MadePlace {
    pub(super) id: PlaceId,
    /// Short name in both languages.
    pub(super) name: Bilingual,
    /// Full Chinese names from the province down: 江苏省苏州市昆山市.
    pub(super) path_zh: String,
    /// Short Chinese name of the province, where the place lies in one.
    pub(super) province_zh: String,
    pub(super) point: Option<LonLat>,
    pub(super) precision: PointPrecision,
}

/// A round or sub-field.
#[derive(Clone, Debug)]
pub(super) struct MadeWord {
    pub(super) id: String,
    pub(super) name: Bilingual,
}

/// What rows choose from.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    /// Cities, important ones first, each with its counties and its zones.
    cities: Vec<[Vec<MadePlace>; 3]>,
    rounds: Vec<MadeWord>,
    sub_fields: Vec<MadeWord>,
    first_day: i32,
    days: u64,
}

/// A deal, in numbers.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) company: u64,
    pub(super) place: MadePlace,
    pub(super) day: i32,
    pub(super) round: MadeWord,
    pub(super) sub_field: MadeWord,
    /// Whole units of the currency; none where it is not stated.
    pub(super) amount: Option<(i64, Currency)>,
    pub(super) investors: Vec<u64>,
    pub(super) status: Option<CompanyStatus>,
    pub(super) point: Option<LonLat>,
}

impl Pool {
    pub(super) fn of(data: &Dataset) -> Option<Self> {
        let made = |id: &PlaceId| {
            let place = data.places.get(id)?;
            let mut path: Vec<&str> = Vec::new();
            let mut province = String::new();
            for around in data.ancestry(id).into_iter().filter(|around| around.level != PlaceLevel::Country) {
                if around.level.is_province_level() {
                    province.clone_from(&around.name.zh);
                }
                let name = if around.full_zh.is_empty() { around.name.zh.as_str() } else { around.full_zh.as_str() };
                path.push(name);
            }
            path.reverse();
            Some(MadePlace {
                id: id.clone(),
                name: place.name.clone(),
                path_zh: path.concat(),
                province_zh: province,
                point: place.point,
                precision: place.precision,
            })
        };
        let is_city = |level: PlaceLevel| matches!(level, PlaceLevel::Prefecture | PlaceLevel::Municipality);
        let mut ids: Vec<(usize, &PlaceId)> = data
            .places
            .values()
            .filter(|place| is_city(place.level))
            .map(|place| (data.cities.keys().position(|city| *city == place.id).unwrap_or(usize::MAX), &place.id))
            .collect();
        ids.sort();
        let cities: Vec<[Vec<MadePlace>; 3]> = ids
            .into_iter()
            .filter_map(|(_, id)| {
                let inside = |zones: bool| {
                    let children = data.children_of(id).filter(|child| (child.level == PlaceLevel::Zone) == zones);
                    children.filter_map(|child| made(&child.id)).collect::<Vec<_>>()
                };
                Some([vec![made(id)?], inside(false), inside(true)])
            })
            .collect();
        let rounds: Vec<MadeWord> =
            data.rounds.iter().map(|round| MadeWord { id: round.id.clone(), name: round.name.clone() }).collect();
        let mut sub_fields: Vec<MadeWord> = Vec::new();
        for field in data.sub_fields.iter().rev() {
            if sub_fields.iter().all(|known| known.id != field.id) {
                sub_fields.push(MadeWord { id: field.id.clone(), name: field.title.clone() });
            }
        }
        let first_day = day_number(FIRST_DAY);
        let days = u64::try_from(day_number(LAST_DAY) - first_day + 1).ok()?;
        let whole = !cities.is_empty() && !rounds.is_empty() && !sub_fields.is_empty();
        whole.then_some(Self { cities, rounds, sub_fields, first_day, days })
    }

    /// The deal of a row. A company keeps its place, sub-field and fate in all of its deals.
    pub(super) fn made(&self, seed: u64, row: u64, rows: u64) -> Made {
        let mut draw = Draw::new(seed, 1, row);
        let company = draw.below((rows / 3).max(1));
        let mut of_company = Draw::new(seed, 2, company);
        let round = draw.small(self.rounds.len() as u64, 2);
        let place = self.place(&mut of_company);
        let sub_field = word(&self.sub_fields, of_company.small(self.sub_fields.len() as u64, 2));
        let status = match of_company.below(100) {
            0..5 => None,
            5..85 => Some(CompanyStatus::Alive),
            85..90 => Some(CompanyStatus::Listed),
            90..95 => Some(CompanyStatus::Exited),
            _ => Some(CompanyStatus::Gone),
        };
        // The later of two days: deals grow in number over the years.
        let day = draw.below(self.days).max(draw.below(self.days));
        let count = match draw.below(10) {
            0 => 0,
            1..4 => 1,
            4..7 => 2,
            7..9 => 3,
            _ => 4,
        };
        let mut investors: Vec<u64> = Vec::new();
        for _ in 0..count {
            let investor = draw.small(INVESTORS, 2);
            if !investors.contains(&investor) {
                investors.push(investor);
            }
        }
        let point = if of_company.percent(30) { place.point } else { None };
        let mut near = || (of_company.below(80_001) as f64 - 40_000.0) / 1e6;
        let point = point.map(|point| LonLat { lon: point.lon + near(), lat: point.lat + near() });
        Made {
            company,
            day: self.first_day + i32::try_from(day).unwrap_or_default(),
            round: word(&self.rounds, round),
            sub_field,
            amount: amount(&mut draw, round),
            investors,
            status,
            // As the clean form writes it.
            point: point.map(|point| LonLat { lon: rounded(point.lon), lat: rounded(point.lat) }),
            place,
        }
    }

    fn place(&self, draw: &mut Draw) -> MadePlace {
        let city = draw.small(self.cities.len() as u64, 6);
        let [own, counties, zones] = match self.cities.get(usize::try_from(city).unwrap_or_default()) {
            Some(city) => city,
            None => return MadePlace::nowhere(),
        };
        let kind = match draw.below(10) {
            0..6 if !counties.is_empty() => counties,
            6 if !zones.is_empty() => zones,
            _ => own,
        };
        draw.of(kind).or(own.first()).cloned().unwrap_or_else(MadePlace::nowhere)
    }

    /// The deal as the clean form states it; its line counts the header.
    pub(super) fn deal(&self, made: &Made, row: u64) -> Deal {
        let precision = if made.point.is_some() { PointPrecision::Site } else { made.place.precision };
        Deal {
            line: row + 2,
            deal_id: deal_id(row),
            company: company(made.company),
            place: Some(made.place.id.clone()),
            precision: Some(precision),
            point: made.point,
            date: date_of_day(made.day).map(DealDate::day),
            round: made.round.id.clone(),
            round_as_written: made.round.name.zh.clone(),
            amount: made.amount.map(|(units, currency)| {
                let minor = units.saturating_mul(if currency == Currency::Jpy { 1 } else { 100 });
                DealAmount { low: Some(minor), high: Some(minor), currency }
            }),
            amount_as_written: made.amount.map(|(units, _)| units.to_string()).unwrap_or_default(),
            sub_field: made.sub_field.id.clone(),
            sector_as_written: made.sub_field.name.zh.clone(),
            investors: made.investors.iter().map(|investor| self::investor(*investor)).collect(),
            status: made.status,
            source: String::new(),
            extra: Vec::new(),
            remarked: false,
        }
    }
}

impl MadePlace {
    /// What a pool without places would give; it has some.
    fn nowhere() -> Self {
        Self {
            id: PlaceId::new(""),
            name: Bilingual::default(),
            path_zh: String::new(),
            province_zh: String::new(),
            point: None,
            precision: PointPrecision::None,
        }
    }
}

fn word(words: &[MadeWord], at: u64) -> MadeWord {
    let found = usize::try_from(at).ok().and_then(|at| words.get(at)).cloned();
    found.unwrap_or_else(|| MadeWord { id: String::new(), name: Bilingual::default() })
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// Money grows with the round; 15 of 100 do not say it.
fn amount(draw: &mut Draw, round: u64) -> Option<(i64, Currency)> {
    if draw.percent(15) {
        return None;
    }
    let currency = match draw.below(100) {
        0..80 => Currency::Cny,
        80..95 => Currency::Usd,
        95..98 => Currency::Hkd,
        98 => Currency::Jpy,
        _ => Currency::Eur,
    };
    let tens = u32::try_from(draw.below(2)).unwrap_or_default();
    let hundred_thousands = (draw.below(99) + 1) * (round + 1) * 10_u64.pow(tens);
    let in_yuan = i64::try_from(hundred_thousands).unwrap_or_default() * 100_000;
    Some((
        match currency {
            Currency::Cny | Currency::Hkd => in_yuan,
            Currency::Usd | Currency::Eur => in_yuan / 5,
            Currency::Jpy => in_yuan * 20,
        },
        currency,
    ))
}

pub(super) fn deal_id(row: u64) -> String {
    format!("SYN-{:08}", row + 1)
}

pub(super) fn company(number: u64) -> String {
    format!("合成公司{number:07}")
}

pub(super) fn investor(number: u64) -> String {
    format!("合成资本{number:04}")
}
