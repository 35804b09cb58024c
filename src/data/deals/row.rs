//! What single bytes of a column stand for.

use crate::model::{deal::CompanyStatus, place::PointPrecision, unit::Currency};

/// Every status, in the order of the codes from 1.
const STATUSES: [CompanyStatus; 4] = [CompanyStatus::Alive, CompanyStatus::Listed, CompanyStatus::Exited, CompanyStatus::Gone];

/// Every precision, in the order of the codes from 1.
const PRECISIONS: [PointPrecision; 7] = [
    PointPrecision::None,
    PointPrecision::Country,
    PointPrecision::Province,
    PointPrecision::Prefecture,
    PointPrecision::County,
    PointPrecision::Zone,
    PointPrecision::Site,
];

fn code<T: PartialEq>(all: &[T], wanted: &T) -> u8 {
    all.iter().zip(1..).find(|(one, _)| *one == wanted).map_or(0, |(_, code)| code)
}

fn value<T: Copy>(all: &[T], code: u8) -> Option<T> {
    all.get(usize::from(code.checked_sub(1)?)).copied()
}

pub(super) fn currency_code(currency: Currency) -> u8 {
    code(&Currency::ALL, &currency)
}

pub(super) fn status_code(status: CompanyStatus) -> u8 {
    code(&STATUSES, &status)
}

pub(super) fn precision_code(precision: PointPrecision) -> u8 {
    code(&PRECISIONS, &precision)
}

pub(super) fn currency_of(code: u8) -> Option<Currency> {
    value(&Currency::ALL, code)
}

pub(super) fn status_of(code: u8) -> Option<CompanyStatus> {
    value(&STATUSES, code)
}

pub(super) fn precision_of(code: u8) -> Option<PointPrecision> {
    value(&PRECISIONS, code)
}

/// The name of a status in files and answers.
pub(super) fn status_name(status: CompanyStatus) -> &'static str {
    match status {
        CompanyStatus::Alive => "alive",
        CompanyStatus::Listed => "listed",
        CompanyStatus::Exited => "exited",
        CompanyStatus::Gone => "gone",
    }
}

/// The names of all statuses, in the order of the codes from 1.
pub(super) fn status_names() -> impl Iterator<Item = &'static str> {
    STATUSES.into_iter().map(status_name)
}

/// The names of all precisions, in the order of the codes from 1.
pub(super) fn precision_names() -> impl Iterator<Item = &'static str> {
    PRECISIONS.into_iter().map(PointPrecision::name)
}
