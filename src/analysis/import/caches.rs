//! What was read from texts that come again: a table has few cities, rounds and sectors.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use jiff::civil::Date;

use super::plan::Plan;
use crate::{
    analysis::{
        figure_text::currency_named,
        written::{
            date::{self, NoDate},
            money::{self, MoneyText},
            place::{PlaceDoubt, WrittenPlace},
            round::{self, WrittenRound},
            sector, status,
        },
    },
    model::{
        deal::{CompanyStatus, DealAmount, DealDate},
        deal_import::{ReportCode, Role},
        ids::PlaceId,
        place::PointPrecision,
        unit::Currency,
    },
};

/// Texts that are remembered of a column. What comes after is read anew each time.
const MOST: usize = 100_000;

/// Readings by text.
pub(super) struct Cache<V>(HashMap<Box<str>, V, FixedState>);

impl<V> Default for Cache<V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<V: Clone> Cache<V> {
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce(&str) -> V) -> V {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let value = read(text);
        if self.0.len() < MOST {
            self.0.insert(text.into(), value.clone());
        }
        value
    }
}

/// Everything remembered while rows are read.
#[derive(Default)]
pub(super) struct Caches {
    pub(super) dates: Cache<ReadDate>,
    pub(super) money: Cache<ReadMoney>,
    pub(super) rounds: Cache<ReadRound>,
    pub(super) sectors: Cache<Option<std::sync::Arc<str>>>,
    pub(super) places: Cache<ReadPlace>,
    pub(super) statuses: Cache<Option<CompanyStatus>>,
}

/// A date and what is to be said of it.
pub(super) type ReadDate = (Option<DealDate>, Option<ReportCode>);
/// Money and what is to be said of it.
pub(super) type ReadMoney = (Option<DealAmount>, Option<ReportCode>);

/// A round.
#[derive(Clone)]
pub(super) struct ReadRound {
    pub(super) id: std::sync::Arc<str>,
    pub(super) unknown: bool,
}

/// A place, with the text in doubt and its candidates as they stand in the report.
#[derive(Clone)]
pub(super) struct ReadPlace {
    pub(super) place: Option<PlaceId>,
    pub(super) precision: Option<PointPrecision>,
    pub(super) doubt: Option<(ReportCode, usize, std::sync::Arc<str>)>,
}

pub(super) fn read_date(plan: &Plan<'_>, text: &str) -> ReadDate {
    let text = plan.decision(Role::Date, text).unwrap_or(text);
    match date::read(text, plan.mapping.day_first) {
        Ok(read) => {
            let code = if read.date.first.year() > plan.today.year() {
                return (None, Some(ReportCode::DateImpossible));
            } else if read.date.first > plan.today {
                Some(ReportCode::DateAhead)
            } else if read.guessed_year {
                Some(ReportCode::DateGuessedYear)
            } else {
                read.either_order.then_some(ReportCode::DateDayMonth)
            };
            (Some(read.date), code)
        }
        Err(NoDate::Impossible) => (None, Some(ReportCode::DateImpossible)),
        Err(NoDate::Unreadable) if crate::analysis::written::says_nothing(&crate::analysis::written::folded(text)) => {
            (None, None)
        }
        Err(NoDate::Unreadable) => (None, Some(ReportCode::DateUnreadable)),
    }
}

/// A known day in the commonest form needs no memory.
pub(super) fn plain_day(plan: &Plan<'_>, text: &str) -> Option<ReadDate> {
    if text.len() != 10 || plan.decision(Role::Date, text).is_some() {
        return None;
    }
    let [a, b, c, d, b'-', m, n, b'-', x, y] = text.as_bytes() else { return None };
    let number =
        |bytes: &[u8]| bytes.iter().try_fold(0_i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')));
    let (year, month, day) = (number(&[*a, *b, *c, *d])?, number(&[*m, *n])?, number(&[*x, *y])?);
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (day.year() >= 1980 && day <= plan.today).then(|| (Some(DealDate::day(day)), None))
}

pub(super) fn read_money(plan: &Plan<'_>, text: &str, currency: &str) -> ReadMoney {
    let text = plan.decision(Role::Amount, text).unwrap_or(text);
    let mut default = plan.mapping.currency;
    if !currency.is_empty() {
        match currency_of(currency) {
            Some(named) => default = named,
            None => return (None, Some(ReportCode::AmountCurrency)),
        }
    }
    match money::read(text) {
        MoneyText::NotStated => (None, None),
        MoneyText::Amount(written) => match written.amount(default, plan.mapping.scale) {
            Some(amount) => (Some(amount), amount.exact().is_none().then_some(ReportCode::AmountRange)),
            None => (None, Some(ReportCode::AmountTooLarge)),
        },
        MoneyText::Zero => (None, Some(ReportCode::AmountZero)),
        MoneyText::Negative => (None, Some(ReportCode::AmountNegative)),
        MoneyText::OtherCurrency => (None, Some(ReportCode::AmountCurrency)),
        MoneyText::TooLarge => (None, Some(ReportCode::AmountTooLarge)),
        MoneyText::Unreadable => (None, Some(ReportCode::AmountUnreadable)),
    }
}

/// The currency that a cell of its own names; none where it is none of those known.
fn currency_of(text: &str) -> Option<Currency> {
    let folded = crate::analysis::written::folded(text);
    // In a column of its own the bare unit is a currency, too.
    let alone = [("人民币元", Currency::Cny), ("元", Currency::Cny), ("美金", Currency::Usd)];
    let named = alone.iter().find(|(word, _)| *word == folded).map(|(_, currency)| *currency);
    named.or_else(|| currency_named(&folded))
}

pub(super) fn read_round(plan: &Plan<'_>, text: &str) -> ReadRound {
    let text = plan.decision(Role::Round, text).unwrap_or(text);
    match round::read(&plan.data.rounds, text) {
        WrittenRound::Known(id) => ReadRound { id: id.into(), unknown: false },
        WrittenRound::Other | WrittenRound::NotStated => ReadRound { id: "".into(), unknown: false },
        WrittenRound::Unknown => ReadRound { id: "".into(), unknown: true },
    }
}

pub(super) fn read_sector(plan: &Plan<'_>, text: &str) -> Option<std::sync::Arc<str>> {
    let text = plan.decision(Role::Sector, text).unwrap_or(text);
    // "人工智能/芯片": the most exact word stands last.
    let whole = sector::read(&plan.data.sub_fields, text);
    let parts =
        || text.rsplit(['/', '、', ',', '，', ';', '；', '>', '|']).find_map(|part| sector::read(&plan.data.sub_fields, part));
    whole.or_else(parts).map(|field| field.id.as_str().into())
}

pub(super) fn read_status(plan: &Plan<'_>, text: &str) -> Option<CompanyStatus> {
    status::read(plan.decision(Role::Status, text).unwrap_or(text))
}

/// The place that the cells of a row mean together.
pub(super) fn read_place(plan: &Plan<'_>, texts: &[&str]) -> ReadPlace {
    let role_of = |index: usize| plan.columns.places.get(index).map(|(_, role)| *role);
    let decided = |index: usize, text: &str| role_of(index).and_then(|role| plan.place_decision(role, text));
    let WrittenPlace { place, precision, doubt } = plan.places.read(texts, decided);
    let doubt = doubt.map(|(doubt, index, candidates)| {
        let code = match doubt {
            PlaceDoubt::Ambiguous => ReportCode::PlaceAmbiguous,
            PlaceDoubt::Unknown => ReportCode::PlaceUnknown,
            PlaceDoubt::Contradiction => ReportCode::PlaceContradiction,
        };
        let ids: Vec<&str> = candidates.iter().map(PlaceId::as_str).collect();
        (code, index, ids.join(";").into())
    });
    // An id of its own for each lane: lanes that count the users of one would wait for each other.
    let place = place.map(|id| PlaceId::new(id.as_str()));
    ReadPlace { place, precision, doubt }
}
