//! A fund as a form shows it: texts that a person may change, and the fund that they then describe.

use rust_decimal::Decimal;

use super::cells::{
    CellProblem, HoldingColumn, mandate_text, names_text, parts, problem, read, read_mandate, read_names, read_percent, set_cell,
    share_text,
};
use crate::{
    analysis::figure_text::write_figure,
    model::{
        dataset::Dataset,
        figure::Figure,
        ids::UnitId,
        lang::{Bilingual, Lang},
        portfolio::{Fund, FundKind, Holding, Parent, Portfolio, Tranche, WatchPoint},
        unit::{Currency, UnitFamily},
    },
};

/// Unit of a fund's term.
const MONTHS: &str = "months";

/// The texts of the form, in the interface's language but for the two names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FundText {
    /// Name in English.
    pub name_en: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Seat.
    pub place: String,
    /// Who stands behind it.
    pub kind: Option<FundKind>,
    /// Currency of its accounts.
    pub currency: Option<Currency>,
    /// When it was announced.
    pub announced: String,
    /// Who leads it.
    pub lead: String,
    /// Who invests beside it, by semicolon.
    pub co_investors: String,
    /// Limited partners, by semicolon.
    pub lps: String,
    /// How long it runs: `120 months`, `7–10 years`.
    pub term: String,
    /// Parts with ladders of their own, by semicolon.
    pub tranches: String,
    /// Mandate, as [`read_mandate`] reads it.
    pub mandate: String,
    /// The mandate in words.
    pub mandate_note: String,
    /// Funds that hold shares of it, by semicolon, each with its share behind a colon.
    pub parents: String,
    /// Points to watch.
    pub watch: Vec<WatchText>,
}

/// A point to watch, as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchText {
    /// Its id; empty for a new one.
    pub id: String,
    /// What to watch.
    pub item: String,
    /// What it would mean.
    pub meaning: String,
    /// Months from the announcement, `6` or `6-18`.
    pub months: String,
}

impl FundText {
    /// The texts of a fund of `portfolio`.
    pub fn of(data: &Dataset, portfolio: &Portfolio, fund: &Fund, lang: Lang) -> Self {
        let parent = |parent: &Parent| {
            let name = portfolio.funds.get(&parent.fund).map_or(parent.fund.as_str(), |fund| fund.name.get(lang));
            match &parent.share {
                Some(share) => format!("{name}: {}", share_text(share)),
                None => name.to_owned(),
            }
        };
        Self {
            name_en: fund.name.en.clone(),
            name_zh: fund.name.zh.clone(),
            place: fund.place.as_ref().map(|id| data.place_name(id, lang).to_owned()).unwrap_or_default(),
            kind: fund.kind,
            currency: fund.currency,
            announced: fund.announced.as_ref().map(|date| date.written().to_owned()).unwrap_or_default(),
            lead: fund.lead.get(lang).to_owned(),
            co_investors: names_text(&fund.co_investors, lang),
            lps: names_text(&fund.lps, lang),
            term: fund.term.as_ref().map(term_text).unwrap_or_default(),
            tranches: joined(fund.tranches.iter().map(|part| part.name.get(lang))),
            mandate: mandate_text(&fund.mandate, lang),
            mandate_note: fund.mandate_note.get(lang).to_owned(),
            parents: joined(fund.parents.iter().map(parent)),
            watch: fund.watch.iter().map(|point| WatchText::of(point, lang)).collect(),
        }
    }

    /// The fund `before` of key `key` with what the texts say; what was not touched stays as it is.
    ///
    /// # Errors
    /// When one of the texts cannot be read.
    pub fn read(
        &self,
        (data, portfolio): (&Dataset, &Portfolio),
        (key, before): (&str, &Fund),
        lang: Lang,
    ) -> Result<Fund, CellProblem> {
        let shown = Self::of(data, portfolio, before, lang);
        let mut fund = before.clone();
        let mut cells = Holding::default();
        if self.place != shown.place {
            set_cell(data, None, &mut cells, HoldingColumn::Place, &self.place)?;
            fund.place = cells.zone.take().or(cells.place.take());
        }
        if self.announced != shown.announced {
            set_cell(data, None, &mut cells, HoldingColumn::Date, &self.announced)?;
            fund.announced = cells.date;
        }
        (fund.kind, fund.currency) = (self.kind, self.currency);
        fund.name = Bilingual::new(self.name_en.trim(), self.name_zh.trim());
        if fund.name.is_empty() {
            return Err(problem("portfolio-fund-no-name", ""));
        }
        set_text(&mut fund.lead, &self.lead, lang);
        set_text(&mut fund.mandate_note, &self.mandate_note, lang);
        fund.co_investors = read_names(&before.co_investors, &self.co_investors);
        fund.lps = read_names(&before.lps, &self.lps);
        if self.term != shown.term {
            fund.term = read_term(&self.term)?;
        }
        if self.tranches != shown.tranches {
            fund.tranches = read_tranches(&before.tranches, &self.tranches, lang);
        }
        fund.mandate = read_mandate(&before.mandate, &self.mandate)?;
        if self.parents != shown.parents {
            fund.parents = read_parents(portfolio, (key, before), &self.parents)?;
        }
        fund.watch = read_watch(&before.watch, &self.watch, lang)?;
        Ok(fund)
    }
}

impl WatchText {
    fn of(point: &WatchPoint, lang: Lang) -> Self {
        let months = match point.horizon_months {
            None => String::new(),
            Some((from, to)) if from == to => from.to_string(),
            Some((from, to)) => format!("{from}-{to}"),
        };
        Self { id: point.id.clone(), item: point.item.get(lang).to_owned(), meaning: point.meaning.get(lang).to_owned(), months }
    }
}

fn joined<T: AsRef<str>>(parts: impl Iterator<Item = T>) -> String {
    parts.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>().join("; ")
}

fn set_text(text: &mut Bilingual, written: &str, lang: Lang) {
    if written.trim() != text.get(lang) {
        written.trim().clone_into(text.own_mut(lang));
    }
}

fn slug(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let stem = name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_");
    let mut id = stem.clone();
    let mut next = 2;
    while taken(&id) {
        id = format!("{stem}_{next}");
        next += 1;
    }
    id
}

/// Months, or years that become months.
fn read_term(text: &str) -> Result<Option<Figure>, CellProblem> {
    const YEARS: [&str; 4] = ["years", "year", "年", "y"];
    const MONTH_WORDS: [&str; 4] = ["months", "month", "个月", "m"];
    let text = text.trim();
    let lower = text.to_lowercase();
    let cut = |words: &[&str]| words.iter().find_map(|word| lower.strip_suffix(word)).map(|rest| rest.trim().to_owned());
    let (number, factor) = match (cut(&YEARS), cut(&MONTH_WORDS)) {
        (Some(rest), _) => (rest, Decimal::from(12)),
        (None, Some(rest)) => (rest, Decimal::ONE),
        (None, None) => (lower, Decimal::ONE),
    };
    let Some((figure, _)) = read(&number)? else { return Ok(None) };
    let times = |part: Option<Decimal>| {
        part.map(|part| part.checked_mul(factor).ok_or_else(|| problem("portfolio-cell-too-large", text)))
    };
    let figure = Figure {
        value: times(figure.value).transpose()?,
        low: times(figure.low).transpose()?,
        high: times(figure.high).transpose()?,
        step: times(figure.step).transpose()?,
        unit: UnitId::new(MONTHS),
        ..figure
    };
    let bad = [figure.value, figure.low, figure.high].into_iter().flatten().any(|months| months <= Decimal::ZERO);
    if bad || figure.quantity(UnitFamily::Duration).is_err() {
        return Err(problem("portfolio-fund-bad-term", text));
    }
    Ok(Some(figure))
}

fn term_text(term: &Figure) -> String {
    term.quantity(UnitFamily::Duration).map(|months| format!("{} {MONTHS}", write_figure(&months))).unwrap_or_default()
}

/// Tranches keep their ladders as long as their names stay; a single renamed one keeps its, too.
fn read_tranches(before: &[Tranche], text: &str, lang: Lang) -> Vec<Tranche> {
    let written: Vec<&str> = parts(text).collect();
    let gone: Vec<&Tranche> = before.iter().filter(|part| !written.contains(&part.name.get(lang))).collect();
    let fresh = written.iter().filter(|name| !before.iter().any(|part| part.name.get(lang) == **name)).count();
    let mut after: Vec<Tranche> = Vec::with_capacity(written.len());
    for name in written {
        let known = before.iter().find(|part| part.name.get(lang) == name).cloned();
        let renamed = || match (gone.as_slice(), fresh) {
            ([one], 1) => {
                let mut part = (*one).clone();
                name.clone_into(part.name.own_mut(lang));
                Some(part)
            }
            _ => None,
        };
        let part = known.or_else(renamed).unwrap_or_else(|| {
            let taken = |id: &str| before.iter().chain(&after).any(|part| part.id == id);
            Tranche { id: slug(name, taken), name: Bilingual::new(name, name), ladder: Default::default() }
        });
        after.push(part);
    }
    after
}

/// Funds of the portfolio by name in either language or by key, each with its share behind a colon.
fn read_parents(portfolio: &Portfolio, (key, before): (&str, &Fund), text: &str) -> Result<Vec<Parent>, CellProblem> {
    parts(text)
        .map(|part| {
            let (name, share) = part.rsplit_once([':', '：']).map_or((part, ""), |(name, share)| (name.trim(), share.trim()));
            let same = |name: &str| {
                portfolio
                    .funds
                    .iter()
                    .find(|(other, fund)| *other == name || fund.name.en == name || fund.name.zh == name)
                    .map(|(other, _)| other.to_owned())
            };
            // A fund that the portfolio lost keeps its key.
            let kept = || before.parents.iter().find(|parent| parent.fund == name).map(|parent| parent.fund.clone());
            let fund = same(name).or_else(kept).ok_or_else(|| problem("portfolio-fund-no-parent", name))?;
            if fund == key || holds(portfolio, key, &fund) {
                return Err(problem("portfolio-fund-own-parent", name));
            }
            Ok(Parent { fund, share: read_percent(share)? })
        })
        .collect()
}

/// Whether `holder` holds shares of `fund`, itself or through others.
fn holds(portfolio: &Portfolio, holder: &str, fund: &str) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut next = vec![fund.to_owned()];
    while let Some(at) = next.pop() {
        if !seen.insert(at.clone()) {
            continue;
        }
        for parent in portfolio.funds.get(&at).into_iter().flat_map(|fund| &fund.parents) {
            if parent.fund == holder {
                return true;
            }
            next.push(parent.fund.clone());
        }
    }
    false
}

fn read_watch(before: &[WatchPoint], texts: &[WatchText], lang: Lang) -> Result<Vec<WatchPoint>, CellProblem> {
    let mut after: Vec<WatchPoint> = Vec::with_capacity(texts.len());
    for text in texts.iter().filter(|text| !(text.id.is_empty() && text.item.trim().is_empty())) {
        let known = before.iter().find(|point| point.id == text.id && !text.id.is_empty()).cloned();
        let mut point = known.unwrap_or_else(|| {
            let taken = |id: &str| before.iter().chain(&after).any(|point| point.id == id);
            WatchPoint {
                id: slug(text.item.trim(), taken),
                item: Bilingual::default(),
                meaning: Bilingual::default(),
                horizon_months: None,
                document: None,
                locator: Bilingual::default(),
            }
        });
        set_text(&mut point.item, &text.item, lang);
        set_text(&mut point.meaning, &text.meaning, lang);
        point.horizon_months = read_months(&text.months)?;
        after.push(point);
    }
    Ok(after)
}

fn read_months(text: &str) -> Result<Option<(u16, u16)>, CellProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (from, to) = text.split_once(['-', '–', '~', '至']).unwrap_or((text, text));
    match (from.trim().parse::<u16>(), to.trim().parse::<u16>()) {
        (Ok(from), Ok(to)) if from <= to => Ok(Some((from, to))),
        _ => Err(problem("portfolio-fund-bad-months", text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data::{
            atlas::{AtlasSource, load},
            portfolio_file, shipped,
        },
        model::{
            document::{Editable as _, KeyedEdit},
            portfolio::PortfolioEdit,
        },
    };

    /// The shipped portfolio with a second fund, its first fund's key, and the data.
    fn two_funds() -> (Dataset, Portfolio, String) {
        let (name, text) = shipped::PORTFOLIOS[0];
        let mut portfolio = portfolio_file::parse(text, name).unwrap().content;
        let key = portfolio.funds.iter().next().map(|(key, _)| key.to_owned()).unwrap();
        let value = Fund { name: Bilingual::new("Mother fund", "母基金"), ..Fund::default() };
        portfolio.apply(PortfolioEdit::Fund(KeyedEdit::Put { key: "mother".to_owned(), value })).unwrap();
        (load(&AtlasSource::Bundled).dataset, portfolio, key)
    }

    fn read_back(change: impl FnOnce(&mut FundText)) -> Result<(Fund, Fund), CellProblem> {
        let (data, portfolio, key) = two_funds();
        let before = portfolio.funds.get(&key).unwrap().clone();
        let mut text = FundText::of(&data, &portfolio, &before, Lang::En);
        change(&mut text);
        let after = text.read((&data, &portfolio), (&key, &before), Lang::En)?;
        Ok((before, after))
    }

    #[test]
    fn a_form_that_was_not_touched_changes_nothing() {
        for lang in Lang::ALL {
            let (data, portfolio, _) = two_funds();
            for (key, fund) in portfolio.funds.iter() {
                let text = FundText::of(&data, &portfolio, fund, lang);
                assert_eq!(text.read((&data, &portfolio), (key, fund), lang).as_ref(), Ok(fund));
            }
        }
    }

    #[test]
    fn every_field_reaches_the_fund() {
        let (before, after) = read_back(|text| {
            text.name_zh = "昆山新名".into();
            text.currency = Some(Currency::Usd);
            text.kind = Some(FundKind::Vc);
            text.lps = "First LP; 第二家".into();
            text.term = "7–10 years".into();
            text.tranches.push_str("; second");
            text.parents = "母基金: 40%".into();
            text.watch.push(WatchText { item: "First called capital".into(), months: "6-18".into(), ..WatchText::default() });
        })
        .unwrap();
        assert_eq!((after.name.zh.as_str(), &after.name.en), ("昆山新名", &before.name.en));
        assert_eq!((after.currency, after.kind), (Some(Currency::Usd), Some(FundKind::Vc)));
        assert_eq!(after.lps, [Bilingual::new("First LP", "First LP"), Bilingual::new("第二家", "第二家")]);
        let term = after.term.unwrap();
        assert_eq!((term.low, term.high, term.unit.as_str()), (Some(84.into()), Some(120.into()), MONTHS));
        assert_eq!(after.tranches.len(), before.tranches.len() + 1);
        assert_eq!(after.tranches[0], before.tranches[0], "with its ladder");
        assert_eq!(after.parents[0].fund, "mother");
        assert_eq!(after.parents[0].share.as_ref().and_then(|share| share.value), Some(40.into()));
        let point = after.watch.last().unwrap();
        assert_eq!((point.id.as_str(), point.horizon_months), ("first_called_capital", Some((6, 18))));
        assert_eq!(after.ladder, before.ladder);
    }

    #[test]
    fn a_renamed_tranche_keeps_its_ladder_and_a_point_its_source() {
        let (before, after) = read_back(|text| {
            text.tranches = "Opening tranche".into();
            text.watch[0].item = "Reworded".into();
        })
        .unwrap();
        assert_eq!(after.tranches[0].id, before.tranches[0].id);
        assert_eq!(after.tranches[0].ladder, before.tranches[0].ladder);
        assert_eq!(after.tranches[0].name.zh, before.tranches[0].name.zh);
        assert_eq!((&after.watch[0].id, &after.watch[0].document), (&before.watch[0].id, &before.watch[0].document));
        assert_eq!(after.watch[0].item.zh, before.watch[0].item.zh);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        type Change = fn(&mut FundText);
        let bad: [(Change, &str); 6] = [
            (|text| text.term = "long".into(), "portfolio-cell-no-number"),
            (|text| text.term = "-3 years".into(), "portfolio-fund-bad-term"),
            (|text| text.parents = "Nobody".into(), "portfolio-fund-no-parent"),
            (|text| text.watch[0].months = "18-6".into(), "portfolio-fund-bad-months"),
            (|text| text.place = "Atlantis".into(), "portfolio-cell-no-place"),
            (|text| (text.name_en, text.name_zh) = (String::new(), " ".into()), "portfolio-fund-no-name"),
        ];
        for (change, key) in bad {
            assert_eq!(read_back(change).map_err(|problem| problem.key).map(|_| ()), Err(key));
        }
    }

    #[test]
    fn a_fund_does_not_hold_itself_through_others() {
        let (data, mut portfolio, key) = two_funds();
        let mut fund = portfolio.funds.get(&key).unwrap().clone();
        fund.parents = vec![Parent { fund: "mother".into(), share: None }];
        portfolio.apply(PortfolioEdit::Fund(KeyedEdit::Put { key: key.clone(), value: fund.clone() })).unwrap();
        let mother = portfolio.funds.get("mother").unwrap().clone();
        let mut text = FundText::of(&data, &portfolio, &mother, Lang::Zh);
        text.parents.clone_from(&fund.name.zh);
        let read = text.read((&data, &portfolio), ("mother", &mother), Lang::Zh);
        assert_eq!(read.map_err(|problem| problem.key), Err("portfolio-fund-own-parent"));
    }
}
