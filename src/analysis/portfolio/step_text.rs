//! A step of a ladder as a form shows it: amount, date, and what it rests on.

use super::cells::{CellProblem, parts, problem, read_date, read_money};
use crate::{
    analysis::figure_text::write_figure,
    model::{
        dataset::Dataset,
        ids::ClaimId,
        period::Period,
        portfolio::{Fund, LadderStep, Portfolio},
        quantity::Quantity,
    },
};

/// The texts of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepText {
    /// The amount, the fund's or that of the first claim.
    pub amount: String,
    /// When it was reached, the fund's or the first claim's.
    pub date: String,
    /// Ids of claims and notes, by semicolon.
    pub basis: String,
}

impl StepText {
    /// The texts of a step: what it says itself, and what is shown of it.
    pub fn of(step: Option<&LadderStep>, amount: &Quantity, date: Option<&Period>) -> Self {
        let claims = step.into_iter().flat_map(|step| &step.claims).map(ClaimId::to_string);
        let notes = step.into_iter().flat_map(|step| &step.notes).cloned();
        Self {
            amount: if amount.is_known() { write_figure(amount) } else { String::new() },
            date: date.map(|date| date.written().to_owned()).unwrap_or_default(),
            basis: claims.chain(notes).collect::<Vec<_>>().join("; "),
        }
    }

    /// The step `before` with what was changed since `shown`: an amount that a claim gives stays the
    /// claim's as long as nobody writes another.
    ///
    /// # Errors
    /// When one of the texts cannot be read, or an id is neither a claim's nor a note's.
    pub fn read(
        &self,
        (data, portfolio, fund): (&Dataset, &Portfolio, &Fund),
        before: &LadderStep,
        shown: &Self,
    ) -> Result<LadderStep, CellProblem> {
        let mut step = before.clone();
        if self.amount != shown.amount {
            step.amount = read_money(fund, &self.amount)?;
        }
        if self.date != shown.date {
            step.date = read_date(&self.date)?;
        }
        if self.basis != shown.basis {
            (step.claims, step.notes) = (Vec::new(), Vec::new());
            for id in parts(&self.basis) {
                // An id that was there before stays, also where its target is gone.
                if data.claims.contains_key(id) || before.claims.iter().any(|claim| claim.as_str() == id) {
                    step.claims.push(ClaimId::new(id));
                } else if portfolio.notes.get(id).is_some() || before.notes.iter().any(|note| note == id) {
                    step.notes.push(id.to_owned());
                } else {
                    return Err(problem("portfolio-ladder-no-basis", id));
                }
            }
        }
        Ok(step)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        data::{
            atlas::{AtlasSource, load},
            portfolio_file, shipped,
        },
        model::{
            portfolio::Rung,
            quantity::{Bounds, Precision, Qualifier},
            unit::{Currency, Unit},
        },
    };

    fn read(change: impl FnOnce(&mut StepText)) -> Result<(LadderStep, LadderStep), CellProblem> {
        let data = load(&AtlasSource::Bundled).dataset;
        let (name, text) = shipped::PORTFOLIOS[0];
        let portfolio = portfolio_file::parse(text, name).unwrap().content;
        let (_, fund) = portfolio.funds.iter().next().unwrap();
        let before = fund.ladder.get(&Rung::Announced).unwrap().clone();
        let five = Decimal::from(5_000_000_000_i64);
        let unit = Unit::money(Currency::Cny);
        let amount = Quantity {
            value: Some(five),
            bounds: Bounds::point(five),
            qualifier: Qualifier::Exact,
            unit,
            precision: Precision::Bounds,
        };
        let shown = StepText::of(Some(&before), &amount, Period::parse("2026-01-29").ok().as_ref());
        let mut text = shown.clone();
        change(&mut text);
        Ok((before.clone(), text.read((&data, &portfolio, fund), &before, &shown)?))
    }

    #[test]
    fn what_was_not_touched_stays_the_claims() {
        let (before, after) = read(|_| {}).unwrap();
        assert_eq!(before, after);
        assert!(!before.claims.is_empty() && after.amount.is_none(), "the claim gives the amount");
        let (before, after) = read(|text| text.date = "2026年2月".into()).unwrap();
        assert_eq!(after.date.as_ref().map(Period::written), Some("2026-02"));
        assert_eq!(LadderStep { date: None, ..after }, LadderStep { date: None, ..before });
    }

    #[test]
    fn claims_and_notes_are_told_apart_and_unknown_ids_are_named() {
        let (_, after) = read(|text| text.basis = "f159；n001; f160".into()).unwrap();
        assert_eq!(after.claims, [ClaimId::new("f159"), ClaimId::new("f160")]);
        assert_eq!(after.notes, ["n001"]);
        let refused = read(|text| text.basis = "f159; nobody".into());
        assert_eq!(refused.map_err(|problem| (problem.key, problem.text)), Err(("portfolio-ladder-no-basis", "nobody".into())));
        assert_eq!(read(|text| text.amount = "much".into()).map_err(|problem| problem.key), Err("portfolio-cell-no-number"));
        assert_eq!(read(|text| text.date = "soon".into()).map_err(|problem| problem.key), Err("portfolio-cell-no-date"));
    }
}
