//! The claims themselves, and how bounds follow from the way a figure is printed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Loader, cells::RowCells, vocabulary::keep};
use crate::{
    data::{csv_table::Column, problem::Problem},
    model::{
        claim::{Claim, Metric, Status, Subject},
        dataset::Dataset,
        ids::{ClaimId, EntityId, FundId},
        quantity::{Bounds, Precision, Qualifier, Quantity},
        unit::{Unit, UnitFamily},
    },
};

const QUALIFIERS: [&str; 7] = ["exact", "about", "nearly", "at_least", "at_most", "range", "not_stated"];

impl Loader {
    pub(super) fn claims(&mut self) {
        if let Some(lost) = ["metrics.csv", "units.csv"].into_iter().find(|table| self.unusable.contains(table)) {
            let shown = self.tables.iter().find(|table| table.name == "claims.csv").map_or("claims.csv", |table| &table.shown);
            let message = format!("no claim can be read without {lost}");
            self.problems.push(Problem::whole_file(shown, message, format!("mend {lost}")));
            self.unusable.insert("claims.csv");
            return;
        }
        self.rows(
            "claims.csv",
            [
                "id",
                "subject_kind",
                "subject_id",
                "metric",
                "period",
                "value",
                "value_low",
                "value_high",
                "step",
                "about_rule",
                "unit",
                "qualifier",
                "status",
                "as_written",
                "provider",
                "document",
                "locator_en",
                "locator_zh",
                "line",
                "published",
                "note_en",
                "note_zh",
                "supersedes",
            ],
            read_claim,
            |data, claim| keep(&mut data.claims, &claim.id.clone(), claim),
        );
        if self.data.claims.values().all(|claim| claim.supersedes.is_none()) {
            return;
        }
        let known: BTreeMap<ClaimId, ()> = self.data.claims.keys().map(|id| (id.clone(), ())).collect();
        self.check("claims.csv", ["id", "supersedes"], |cells, [id, supersedes], _| {
            if !cells.text(supersedes).is_empty() && cells.text(id) == cells.text(supersedes) {
                cells.wrong(supersedes, "the claim replaces itself", "name the claim it replaces, or leave the cell empty");
            }
            cells.refer(supersedes, "claims.csv", &known);
        });
        for (id, claim) in &mut self.data.claims {
            claim.supersedes = claim.supersedes.take().filter(|old| old != id && known.contains_key(old));
        }
    }
}

fn read_claim(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 23], data: &Dataset) -> Option<Claim> {
    let [
        id,
        kind,
        subject,
        metric,
        period,
        value,
        low,
        high,
        step,
        rule,
        unit,
        qualifier,
        status,
        written,
        provider,
        document,
        len,
        lzh,
        line,
        published,
        nen,
        nzh,
        supersedes,
    ] = columns;
    let metric_id = cells.refer_needed(metric, "metrics.csv", &data.metrics);
    let unit_id = cells.refer_needed(unit, "units.csv", &data.units);
    let found = metric_id.as_ref().and_then(|id| data.metrics.get(id)).zip(unit_id.as_ref().and_then(|id| data.units.get(id)));
    let quantity = found.and_then(|(metric, info)| {
        fits(cells, unit, metric, info.family);
        read_quantity(cells, [value, low, high, step, rule, qualifier], Unit::new(info.id.as_str(), info.family))
    });
    let status = cells.word(status, "status", &Status::ALL.map(Status::name), Status::from_name);
    let replaced = cells.text(supersedes);
    cells.need(document, "the document");
    Some(Claim {
        id: cells.id(id).into(),
        subject_kind: cells.need(kind, "the kind of subject").into(),
        subject: read_subject(cells, kind, subject, data)?,
        metric: metric_id?,
        period: cells.period(period)?,
        quantity: quantity?,
        status: status?,
        as_written: cells.text(written).into(),
        provider: cells.refer(provider, "providers.csv", &data.providers),
        documents: cells.refer_list(document, "documents.csv", &data.documents),
        locator: cells.title(len, lzh, "the locator"),
        line: cells.text(line).into(),
        published: cells.text(published).into(),
        note: cells.both(nen, nzh, "the note"),
        supersedes: (!replaced.is_empty()).then(|| replaced.into()),
        is_correction: false,
        follows_from: Vec::new(),
        author: String::new(),
        entered_on: None,
    })
}

fn fits(cells: &mut RowCells<'_, '_, '_>, unit: Column, metric: &Metric, family: UnitFamily) {
    if metric.family != family {
        let message = format!("the unit '{}' does not fit the metric '{}'", cells.text(unit), metric.id);
        cells.wrong(unit, message, format!("write a unit of the family {:?}", metric.family).to_lowercase());
    }
}

fn read_subject(cells: &mut RowCells<'_, '_, '_>, kind: Column, id: Column, data: &Dataset) -> Option<Subject> {
    Some(match cells.text(kind) {
        "country" | "province" | "city" | "county" | "zone" => {
            Subject::Place(cells.refer_needed(id, "gazetteer.csv", &data.places)?)
        }
        "region_group" | "city_group" => Subject::Group(cells.refer_needed(id, "groups.csv", &data.groups)?),
        "company" => Subject::Company(cells.refer_needed(id, "companies.csv", &data.companies)?),
        "fund" if data.funds.contains_key::<FundId>(&cells.text(id).into()) => Subject::Fund(cells.text(id).into()),
        _ => Subject::Entity(cells.refer_needed::<EntityId, _>(id, "entities.csv", &data.entities)?),
    })
}

/// The figure of a claim from the cells `value, low, high, step, about_rule, qualifier`.
///
/// *Exact*: a whole count with step 1 is whole, anything else is good to half of `step`.
/// *About*: half of `step` where the source prints more than a round figure, else 5 %.
/// *Nearly*: 90 to 100 %. Ranges and open ends are the source's own.
fn read_quantity(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 6], unit: Unit) -> Option<Quantity> {
    let [value_at, low_at, high_at, step_at, rule_at, qualifier_at] = columns;
    let (value, low, high, step) = (cells.number(value_at), cells.number(low_at), cells.number(high_at), cells.number(step_at));
    let qualifier = cells.word(qualifier_at, "qualifier", &QUALIFIERS, Qualifier::from_name)?;
    let single = matches!(qualifier, Qualifier::Exact | Qualifier::About | Qualifier::Nearly);
    let wants = [
        (value_at, "value", single),
        (step_at, "step", single),
        (low_at, "value_low", matches!(qualifier, Qualifier::AtLeast | Qualifier::Range)),
        (high_at, "value_high", matches!(qualifier, Qualifier::AtMost | Qualifier::Range)),
    ];
    for (column, name, wanted) in wants {
        let own_bounds = single && (column == low_at || column == high_at);
        match (cells.text(column).is_empty(), wanted) {
            (true, true) => {
                cells.wrong(column, format!("'{}' needs {name}", qualifier.name()), "fill the cell or change the qualifier")
            }
            (false, false) if !own_bounds => {
                cells.wrong(column, format!("'{}' has no {name}", qualifier.name()), "empty the cell or change the qualifier");
            }
            _ => {}
        }
    }
    if matches!((low, high), (Some(low), Some(high)) if low > high) {
        cells.wrong(low_at, "the lower bound is above the upper", "swap the two numbers");
    }
    if step.is_some_and(|step| step <= Decimal::ZERO) {
        cells.wrong(step_at, "the step is not above zero", "write what one unit of the last printed digit is worth");
    }
    let five_percent = about_rule(cells, rule_at, qualifier);
    if cells.is_bad() {
        return None;
    }
    let bounds = Bounds { low, high };
    let Some(value) = value else {
        return Some(Quantity::from_bounds(bounds, unit));
    };
    if low.is_some() || high.is_some() {
        if !bounds.contains(value) {
            cells.wrong(value_at, "the value lies outside its own bounds", "mend the value or the bounds");
        }
        return Some(Quantity { value: Some(value), bounds, qualifier, unit, precision: Precision::Bounds });
    }
    let counted = matches!(
        unit.family,
        UnitFamily::Count | UnitFamily::Duration | UnitFamily::Rank | UnitFamily::Rating | UnitFamily::Tier
    );
    let precision = match (five_percent, step) {
        (true, _) => Precision::Percent(Decimal::from(5)),
        (false, Some(step)) if qualifier == Qualifier::Exact && counted && step == Decimal::ONE => Precision::Whole,
        (false, Some(step)) => Precision::LastDigit(step),
        (false, None) => Precision::Whole,
    };
    Some(Quantity::stated(value, qualifier, unit, precision))
}

/// True where "about" means 5 % either way.
fn about_rule(cells: &mut RowCells<'_, '_, '_>, column: Column, qualifier: Qualifier) -> bool {
    match (qualifier, cells.text(column)) {
        (Qualifier::About, "five_percent") => return true,
        (Qualifier::About, "printed") => {}
        (Qualifier::About, _) => cells.wrong(column, "'about' needs a rule", "write printed or five_percent"),
        (_, "") => {}
        (_, _) => {
            cells.wrong(column, format!("'{}' has no rule for about", qualifier.name()), "empty the cell or change the qualifier")
        }
    }
    false
}
