//! Companies, other subjects, funds with their watch items, exchange rates.

use super::{Loader, cells::RowCells, places::sub_field_known, vocabulary::keep};
use crate::{
    data::csv_table::Column,
    model::{
        catalog::{Company, Entity, Fund, Rate, WatchItem},
        dataset::Dataset,
        ids::ClaimId,
        unit::Currency,
    },
};

const CURRENCIES: [&str; 5] = ["CNY", "USD", "HKD", "JPY", "EUR"];

impl Loader {
    pub(super) fn people(&mut self) {
        self.rows(
            "companies.csv",
            ["id", "name_en", "name_zh", "place_id", "sub_field", "sub_field_scheme", "document", "place_status"],
            |cells, [id, en, zh, place, sub_field, scheme, document, status], data| {
                let field = cells.text(sub_field);
                sub_field_known(cells, data, field, [sub_field, scheme]);
                cells.need(en, "the name");
                Some(Company {
                    id: cells.id(id).into(),
                    name: cells.name(en, zh, "the name"),
                    place: cells.refer(place, "gazetteer.csv", &data.places),
                    sub_field: field.into(),
                    scheme: cells.text(scheme).into(),
                    documents: cells.refer_list(document, "documents.csv", &data.documents),
                    place_status: cells.text(status).into(),
                })
            },
            |data, company| keep(&mut data.companies, &company.id.clone(), company),
        );
        self.rows(
            "entities.csv",
            ["id", "kind", "name_en", "name_zh", "place_id", "document", "note_en", "note_zh"],
            |cells, [id, kind, en, zh, place, document, nen, nzh], data| {
                cells.refer_list(document, "documents.csv", &data.documents);
                cells.need(en, "the name");
                Some(Entity {
                    id: cells.id(id).into(),
                    kind: cells.need(kind, "the kind").into(),
                    name: cells.name(en, zh, "the name"),
                    place: cells.refer(place, "gazetteer.csv", &data.places),
                    note: cells.both(nen, nzh, "the note"),
                })
            },
            |data, entity| keep(&mut data.entities, &entity.id.clone(), entity),
        );
        self.rows(
            "funds.csv",
            [
                "id",
                "name_en",
                "name_zh",
                "place_id",
                "announced",
                "currency",
                "target_claim",
                "first_tranche_claim",
                "lead_en",
                "lead_zh",
                "co_investors_en",
                "co_investors_zh",
                "mandate",
                "mandate_note_en",
                "mandate_note_zh",
                "document",
            ],
            read_fund,
            |data, fund| keep(&mut data.funds, &fund.id.clone(), fund),
        );
    }

    pub(super) fn after_claims(&mut self) {
        self.fund_claims();
        self.rows(
            "fund_watch.csv",
            [
                "id",
                "fund_id",
                "item_en",
                "item_zh",
                "meaning_en",
                "meaning_zh",
                "horizon_months_low",
                "horizon_months_high",
                "document",
                "locator_en",
                "locator_zh",
            ],
            |cells, [id, fund, ien, izh, men, mzh, low, high, document, len, lzh], data| {
                let horizon = (cells.parsed::<u16>(low, "whole number"), cells.parsed::<u16>(high, "whole number"));
                if matches!(horizon, (Some(low), Some(high)) if low > high) {
                    cells.wrong(low, "the horizon ends before it begins", "swap the two numbers");
                }
                Some(WatchItem {
                    id: cells.id(id).into(),
                    fund: cells.refer_needed(fund, "funds.csv", &data.funds)?,
                    item: cells.title(ien, izh, "the item"),
                    meaning: cells.both(men, mzh, "the meaning"),
                    horizon_months: horizon.0.zip(horizon.1),
                    document: cells.refer_needed(document, "documents.csv", &data.documents)?,
                    locator: cells.title(len, lzh, "the locator"),
                })
            },
            |data, item| {
                if data.watch_items.iter().any(|have| have.id == item.id) {
                    return Err(item.id);
                }
                data.watch_items.push(item);
                Ok(())
            },
        );
        self.rows(
            "rates.csv",
            [
                "id",
                "base",
                "quote",
                "base_claim",
                "quote_claim",
                "period",
                "base_value",
                "quote_value",
                "document",
                "locator_en",
                "locator_zh",
                "line",
                "as_written",
                "note_en",
                "note_zh",
            ],
            read_rate,
            |data, rate| {
                if data.rates.iter().any(|have| have.id == rate.id) {
                    return Err(rate.id);
                }
                data.rates.push(rate);
                Ok(())
            },
        );
    }

    /// Claims are read after funds, so a fund's claims are checked here; a wrong one is dropped
    /// and the fund stays.
    fn fund_claims(&mut self) {
        self.check("funds.csv", ["target_claim", "first_tranche_claim"], |cells, columns, data| {
            for column in columns {
                cells.refer(column, "claims.csv", &data.claims);
            }
        });
        let claims = &self.data.claims;
        for fund in self.data.funds.values_mut() {
            for slot in [&mut fund.target_claim, &mut fund.first_tranche_claim] {
                *slot = slot.take().filter(|id| claims.contains_key(id));
            }
        }
    }
}

fn currency(cells: &mut RowCells<'_, '_, '_>, column: Column) -> Option<Currency> {
    if cells.text(column).is_empty() {
        return None;
    }
    cells.word(column, "currency", &CURRENCIES, Currency::from_code)
}

fn read_fund(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 16], data: &Dataset) -> Option<Fund> {
    let [id, en, zh, place, announced, money, target, tranche, len, lzh, cen, czh, mandate, men, mzh, document] = columns;
    if !cells.text(announced).is_empty() {
        cells.period(announced);
    }
    let claim = |text: &str| (!text.is_empty()).then(|| ClaimId::new(text));
    cells.need(en, "the name");
    Some(Fund {
        id: cells.id(id).into(),
        name: cells.name(en, zh, "the name"),
        place: cells.refer_needed(place, "gazetteer.csv", &data.places)?,
        announced: cells.text(announced).into(),
        currency: currency(cells, money),
        target_claim: claim(cells.text(target)),
        first_tranche_claim: claim(cells.text(tranche)),
        lead: cells.name(len, lzh, "the lead"),
        co_investors: cells.name(cen, czh, "the list of co-investors"),
        mandate: cells.text(mandate).split(';').map(str::trim).filter(|b| !b.is_empty()).map(str::to_owned).collect(),
        mandate_note: cells.both(men, mzh, "the note on the mandate"),
        documents: cells.refer_list(document, "documents.csv", &data.documents),
    })
}

/// A rate is the quotient of two amounts: of two claims, or of two numbers in the row.
fn read_rate(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 15], data: &Dataset) -> Option<Rate> {
    let [id, base, quote, base_claim, quote_claim, period, base_value, quote_value, document, len, lzh, _line, words, nen, nzh] =
        columns;
    let document = cells.refer_needed(document, "documents.csv", &data.documents);
    let locator = cells.title(len, lzh, "the locator");
    let currencies = (currency(cells, base), currency(cells, quote));
    if currencies.0.is_none() && cells.text(base).is_empty() {
        cells.wrong(base, "the currency is missing", "write its ISO code");
    }
    if currencies.1.is_none() && cells.text(quote).is_empty() {
        cells.wrong(quote, "the currency is missing", "write its ISO code");
    }
    let claims = [cells.refer(base_claim, "claims.csv", &data.claims), cells.refer(quote_claim, "claims.csv", &data.claims)];
    let mut amount = |claim: &Option<ClaimId>, column: Column, wanted: Option<Currency>, at: Column| {
        let Some(id) = claim else { return cells.number(column) };
        let quantity = &data.claims.get(id)?.quantity;
        if quantity.unit.currency() != wanted {
            cells.wrong(at, format!("the claim '{id}' is not in this currency"), "name a claim in the rate's currency");
        }
        quantity.value
    };
    let [base_id, quote_id] = &claims;
    let from = amount(base_id, base_value, currencies.0, base_claim);
    let to = amount(quote_id, quote_value, currencies.1, quote_claim);
    let value =
        from.zip(to).and_then(|(from, to)| to.checked_div(from)).filter(|rate| rate.is_sign_positive() && !rate.is_zero());
    if value.is_none() && claims.iter().any(Option::is_some) && !cells.has_table("claims.csv") {
        cells.skip();
    } else if value.is_none() {
        cells.wrong(base_value, "the two amounts give no rate", "name two claims with a value, or write two amounts above zero");
    }
    Some(Rate {
        id: cells.id(id).into(),
        base: currencies.0?,
        quote: currencies.1?,
        value: value?,
        period: cells.period(period)?,
        claims: claims.into_iter().flatten().collect(),
        as_written: cells.text(words).into(),
        documents: document.into_iter().collect(),
        locator,
        note: cells.both(nen, nzh, "the note"),
    })
}
