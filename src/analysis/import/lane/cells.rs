//! The cells of a row as the parts of a deal.

use super::{
    super::{caches, plan::Plan, report::WHOLE_ROW, run::DealSink},
    Cells, Lane, column_number, put, reused,
};
use crate::{
    analysis::written::{coordinates, folded, investors, says_nothing},
    model::{deal_import::ReportCode, place::PointPrecision},
};

/// Columns that speak of the place, at most.
const MOST_PLACES: usize = 8;

impl<S: DealSink> Lane<S> {
    pub(super) fn cells(&mut self, plan: &Plan<'_>, row: &impl Cells) {
        let columns = &plan.columns;
        put(&mut self.next.deal_id, columns.deal_id.map_or("", |at| row.cell(at)));
        put(&mut self.next.source, columns.source.map_or("", |at| row.cell(at)));
        self.place(plan, row);
        self.point(plan, row);
        self.date(plan, row);
        self.money(plan, row);
        let written = columns.round.map_or("", |at| self.text(row, at));
        put(&mut self.next.round_as_written, written);
        self.next.round.clear();
        if !written.is_empty() {
            let read = self.caches.rounds.get(written, |text| caches::read_round(plan, text));
            self.next.round.push_str(&read.id);
            if read.unknown {
                self.remark(row, columns.round.map_or(WHOLE_ROW, column_number), ReportCode::RoundUnknown, "");
            }
        }
        self.sector(plan, row);
        self.next.status = None;
        if let Some(at) = columns.status {
            let written = self.text(row, at);
            if !written.is_empty() {
                self.next.status = self.caches.statuses.get(written, |text| caches::read_status(plan, text));
                if self.next.status.is_none() && !says_nothing(&folded(written)) {
                    self.remark(row, column_number(at), ReportCode::StatusUnknown, "");
                }
            }
        }
        let (list, spare) = (&mut self.next.investors, &mut self.spare);
        spare.append(list);
        for at in &columns.investors {
            investors::split(row.cell(*at), |name| {
                if !list.iter().any(|known| known == name) {
                    list.push(reused(spare, name));
                }
            });
        }
        spare.append(&mut self.next.extra);
        for at in &columns.extra {
            self.next.extra.push(reused(spare, row.cell(*at)));
        }
        if let Some(at) = columns.synthetic {
            self.synthetic |= matches!(row.cell(at).to_ascii_lowercase().as_str(), "yes" | "true" | "1" | "y" | "是");
        }
    }

    fn place(&mut self, plan: &Plan<'_>, row: &impl Cells) {
        (self.next.place, self.next.precision) = (None, None);
        let columns = &plan.columns.places;
        let mut texts = [""; MOST_PLACES];
        let mut any = false;
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        for (slot, (at, _)) in texts.iter_mut().zip(columns) {
            *slot = self.text(row, *at);
            any |= !slot.is_empty();
            key.push_str(slot);
            key.push('\u{1f}');
        }
        if any {
            let texts = texts.get(..columns.len().min(MOST_PLACES)).unwrap_or_default();
            let read = self.caches.places.get(&key, |_| caches::read_place(plan, texts));
            self.next.place = read.place;
            self.next.precision = read.precision;
            if let Some((code, index, candidates)) = read.doubt {
                let column = columns.get(index).map_or(WHOLE_ROW, |(at, _)| column_number(*at));
                self.remark(row, column, code, &candidates);
            }
        }
        self.key = key;
    }

    fn point(&mut self, plan: &Plan<'_>, row: &impl Cells) {
        self.next.point = None;
        let columns = &plan.columns;
        let (column, read) = match (columns.lon, columns.lat, columns.pair) {
            (Some(lon), Some(lat), _) => {
                let (x, y) = (row.cell(lon), row.cell(lat));
                if says_no_point(x) && says_no_point(y) {
                    return;
                }
                (lon, coordinates::read(x, y, plan.mapping.datum))
            }
            (_, _, Some(pair)) if !row.cell(pair).is_empty() => {
                (pair, coordinates::read_pair(row.cell(pair), plan.mapping.datum))
            }
            _ => return,
        };
        match read {
            Some(read) => {
                self.next.point = Some(read.point);
                self.next.precision = Some(PointPrecision::Site);
                if read.swapped {
                    self.remark(row, column_number(column), ReportCode::PointSwapped, "");
                }
            }
            None => self.remark(row, column_number(column), ReportCode::PointUnreadable, ""),
        }
    }

    fn date(&mut self, plan: &Plan<'_>, row: &impl Cells) {
        self.next.date = None;
        for at in &plan.columns.dates {
            let text = self.text(row, *at);
            if text.is_empty() {
                continue;
            }
            let (date, code) = match caches::plain_day(plan, text) {
                Some(read) => read,
                None => self.caches.dates.get(text, |text| caches::read_date(plan, text)),
            };
            if let Some(code) = code {
                self.remark(row, column_number(*at), code, "");
            }
            // A column of quarters beside one of days says less.
            let exact = |date: &crate::model::deal::DealDate| date.first == date.last;
            if self.next.date.is_none() || date.as_ref().is_some_and(exact) && !self.next.date.as_ref().is_some_and(exact) {
                self.next.date = date.or(self.next.date);
            }
        }
    }

    fn money(&mut self, plan: &Plan<'_>, row: &impl Cells) {
        self.next.amount = None;
        self.next.amount_as_written.clear();
        let Some(at) = plan.columns.amount else { return };
        let text = self.text(row, at);
        self.next.amount_as_written.push_str(text);
        if text.is_empty() {
            return;
        }
        let currency = plan.columns.currency.map_or("", |at| row.cell(at));
        let (amount, code) = if currency.is_empty() {
            self.caches.money.get(text, |text| caches::read_money(plan, text, ""))
        } else {
            let mut key = std::mem::take(&mut self.key);
            key.clear();
            key.push_str(text);
            key.push('\u{1f}');
            key.push_str(currency);
            let read = self.caches.money.get(&key, |_| caches::read_money(plan, text, currency));
            self.key = key;
            read
        };
        self.next.amount = amount;
        if let Some(code) = code {
            self.remark(row, column_number(at), code, "");
        }
    }

    fn sector(&mut self, plan: &Plan<'_>, row: &impl Cells) {
        self.next.sub_field.clear();
        self.next.sector_as_written.clear();
        for at in &plan.columns.sectors {
            let text = self.text(row, *at);
            if text.is_empty() {
                continue;
            }
            if !self.next.sector_as_written.is_empty() {
                self.next.sector_as_written.push_str(" / ");
            }
            self.next.sector_as_written.push_str(text);
            // The column further right is the finer one.
            if let Some(id) = self.caches.sectors.get(text, |text| caches::read_sector(plan, text)) {
                put(&mut self.next.sub_field, &id);
            }
        }
    }
}

fn says_no_point(text: &str) -> bool {
    matches!(text, "" | "-" | "0" | "0.0" | "null" | "NULL")
}
