//! The cells of the holdings table: what a person reads in one, and what they may type or paste.

use rust_decimal::Decimal;

use crate::{
    analysis::{
        figure_text::{FigureTextError, read_figure, write_figure},
        written::{
            date::{self, NoDate},
            round::{self, WrittenRound},
            status,
        },
    },
    model::{
        dataset::Dataset,
        figure::Figure,
        ids::{PlaceId, UnitId},
        lang::{Bilingual, Lang},
        period::Period,
        place::Place,
        portfolio::{Bucket, Fund, Holding, HoldingStatus},
        quantity::Qualifier,
        unit::{Currency, UnitFamily},
    },
};

/// A column of the holdings table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldingColumn {
    /// Name of the company.
    Company,
    /// City or zone.
    Place,
    /// Sub-field.
    SubField,
    /// Mandate bucket.
    Bucket,
    /// Round.
    Round,
    /// Date of the investment.
    Date,
    /// Amount.
    Amount,
    /// Share of the company.
    Stake,
    /// Worth of the stake.
    Value,
    /// What became of it.
    Status,
    /// When it was worth that.
    ValueDate,
    /// Who invested in the same round.
    CoInvestors,
}

impl HoldingColumn {
    /// All, in table order.
    pub const ALL: [Self; 12] = [
        Self::Company,
        Self::Place,
        Self::SubField,
        Self::Bucket,
        Self::Round,
        Self::Date,
        Self::Amount,
        Self::Stake,
        Self::Value,
        Self::Status,
        Self::ValueDate,
        Self::CoInvestors,
    ];

    /// The text key of its title.
    pub fn key(self) -> &'static str {
        match self {
            Self::Company => "portfolio-column-company",
            Self::Place => "portfolio-column-place",
            Self::SubField => "portfolio-column-sub-field",
            Self::Bucket => "portfolio-column-bucket",
            Self::Round => "portfolio-column-round",
            Self::Date => "portfolio-column-date",
            Self::Amount => "portfolio-column-amount",
            Self::Stake => "portfolio-column-stake",
            Self::Value => "portfolio-column-value",
            Self::Status => "portfolio-column-status",
            Self::ValueDate => "portfolio-column-value-date",
            Self::CoInvestors => "portfolio-column-co-investors",
        }
    }
}

/// Why a text cannot stand in a cell: a text key, and what it speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellProblem {
    /// Text key.
    pub key: &'static str,
    /// The text, or the candidates.
    pub text: String,
}

pub(super) fn problem(key: &'static str, text: impl Into<String>) -> CellProblem {
    CellProblem { key, text: text.into() }
}

/// What a cell shows, in the form that [`set_cell`] reads back.
pub fn cell_text(data: &Dataset, fund: Option<&Fund>, holding: &Holding, column: HoldingColumn, lang: Lang) -> String {
    let named = |name: &Bilingual| name.get(lang).to_owned();
    match column {
        HoldingColumn::Company => named(&holding.name),
        HoldingColumn::Place => holding
            .zone
            .as_ref()
            .or(holding.place.as_ref())
            .map_or_else(String::new, |id| data.places.get(id).map_or_else(|| id.to_string(), |place| named(&place.name))),
        HoldingColumn::SubField => {
            let found = data.sub_fields.iter().rev().find(|field| field.id == holding.sub_field);
            found.map_or_else(|| holding.sub_field.clone(), |field| named(&field.title))
        }
        HoldingColumn::Bucket => {
            let found = fund.and_then(|fund| fund.mandate.iter().find(|bucket| bucket.id == holding.bucket));
            found.map_or_else(|| holding.bucket.clone(), |bucket| named(&bucket.name))
        }
        HoldingColumn::Round if !holding.round_as_written.is_empty() => holding.round_as_written.clone(),
        HoldingColumn::Round => {
            let found = data.rounds.iter().find(|round| round.id == holding.round);
            found.map_or_else(|| holding.round.clone(), |round| named(&round.name))
        }
        HoldingColumn::Date => holding.date.as_ref().map(|date| date.written().to_owned()).unwrap_or_default(),
        HoldingColumn::Amount if !holding.as_written.is_empty() => holding.as_written.clone(),
        HoldingColumn::Amount => money_text(holding.amount.as_ref()),
        HoldingColumn::Stake => figure_text(holding.stake.as_ref(), UnitFamily::Percent),
        HoldingColumn::Value => money_text(holding.value.as_ref()),
        HoldingColumn::ValueDate => holding.value_date.as_ref().map(|date| date.written().to_owned()).unwrap_or_default(),
        HoldingColumn::CoInvestors => names_text(&holding.co_investors, lang),
        HoldingColumn::Status => holding.status.map(|status| status.name().to_owned()).unwrap_or_default(),
    }
}

fn figure_text(figure: Option<&Figure>, family: UnitFamily) -> String {
    figure.and_then(|figure| figure.quantity(family).ok()).map(|quantity| write_figure(&quantity)).unwrap_or_default()
}

fn money_text(figure: Option<&Figure>) -> String {
    let text = figure_text(figure, UnitFamily::Money);
    let unit = figure.map_or("", |figure| figure.unit.as_str());
    if text.is_empty() || text == "–" { text } else { format!("{text} {unit}") }
}

/// Puts what was typed or pasted into a cell; an empty text empties it.
///
/// # Errors
/// When the text cannot be read; the holding is unchanged then.
pub fn set_cell(
    data: &Dataset,
    fund: Option<&Fund>,
    holding: &mut Holding,
    column: HoldingColumn,
    text: &str,
) -> Result<(), CellProblem> {
    let text = text.trim();
    match column {
        HoldingColumn::Company => set_company(data, holding, text),
        HoldingColumn::Place => set_place(data, holding, text)?,
        HoldingColumn::SubField => set_sub_field(data, holding, text)?,
        HoldingColumn::Bucket => holding.bucket = bucket_of(fund, text)?,
        HoldingColumn::Round => set_round(data, holding, text),
        HoldingColumn::Date => holding.date = read_date(text)?,
        HoldingColumn::Amount => {
            holding.amount = money_of(fund, text)?;
            holding.as_written = if holding.amount.is_some() { text.to_owned() } else { String::new() };
        }
        HoldingColumn::Stake => holding.stake = read_percent(text)?,
        HoldingColumn::Value => holding.value = money_of(fund, text)?,
        HoldingColumn::Status => holding.status = status_of(text)?,
        HoldingColumn::ValueDate => holding.value_date = read_date(text)?,
        HoldingColumn::CoInvestors => holding.co_investors = read_names(&holding.co_investors, text),
    }
    Ok(())
}

/// Names by semicolon, in a form that [`read_names`] reads back.
pub(super) fn names_text(names: &[Bilingual], lang: Lang) -> String {
    names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join("; ")
}

/// Names by semicolon. One that `before` has in either language keeps both; a new one stands in both
/// until the other is written.
pub(super) fn read_names(before: &[Bilingual], text: &str) -> Vec<Bilingual> {
    let known = |name: &str| before.iter().find(|known| known.en == name || known.zh == name).cloned();
    parts(text).map(|name| known(name).unwrap_or_else(|| Bilingual::new(name, name))).collect()
}

/// The parts of a text by semicolon or line.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

fn set_company(data: &Dataset, holding: &mut Holding, text: &str) {
    let same = |name: &Bilingual| !text.is_empty() && (name.zh == text || name.en.eq_ignore_ascii_case(text));
    if let Some(company) = data.companies.values().find(|company| same(&company.name)) {
        holding.company = Some(company.id.clone());
        holding.name = company.name.clone();
        if holding.place.is_none() {
            holding.place.clone_from(&company.place);
        }
        return;
    }
    // The other language's name belonged to another company.
    if !same(&holding.name) {
        holding.company = None;
        holding.name = if is_chinese(text) { Bilingual::new("", text) } else { Bilingual::new(text, "") };
    }
}

fn set_place(data: &Dataset, holding: &mut Holding, text: &str) -> Result<(), CellProblem> {
    if text.is_empty() {
        (holding.place, holding.zone) = (None, None);
        return Ok(());
    }
    let place = place_of(data, text)?;
    if data.zones.contains_key(&place) {
        holding.place = data.zones.get(&place).and_then(|zone| zone.city.clone()).or_else(|| holding.place.clone());
        holding.zone = Some(place);
    } else {
        holding.place = Some(place);
        holding.zone = None;
    }
    Ok(())
}

/// The place of this name in either language, or of this id. A larger place goes before a smaller one
/// of its name; of equals, all are named.
fn place_of(data: &Dataset, text: &str) -> Result<PlaceId, CellProblem> {
    if data.places.contains_key(text) {
        return Ok(PlaceId::new(text));
    }
    let wanted = text.to_lowercase();
    let matches = |place: &&Place| {
        let short = place.full_zh.trim_end_matches(['市', '省', '县', '区']);
        place.name.zh == text
            || place.full_zh == text
            || (short == text && !short.is_empty())
            || place.name.en.to_lowercase() == wanted
    };
    let found: Vec<&Place> = data.places.values().filter(matches).collect();
    let Some(highest) = found.iter().map(|place| place.level).min() else {
        return Err(problem("portfolio-cell-no-place", text));
    };
    let best: Vec<&&Place> = found.iter().filter(|place| place.level == highest).collect();
    match best.as_slice() {
        [one] => Ok(one.id.clone()),
        many => {
            let within = |place: &Place| place.parent.as_ref().map_or("", |id| data.place_name(id, Lang::Zh)).to_owned();
            let named: Vec<String> =
                many.iter().take(4).map(|place| format!("{} {} ({})", within(place), place.name.zh, place.id)).collect();
            Err(problem("portfolio-cell-many-places", named.join("; ")))
        }
    }
}

fn set_sub_field(data: &Dataset, holding: &mut Holding, text: &str) -> Result<(), CellProblem> {
    if text.is_empty() {
        (holding.sub_field, holding.layer) = (String::new(), String::new());
        return Ok(());
    }
    // The newer scheme comes last.
    let same = |title: &Bilingual| title.zh == text || title.en.eq_ignore_ascii_case(text);
    let found = data.sub_fields.iter().rev().find(|field| field.id == text || same(&field.title));
    let field = found.ok_or_else(|| problem("portfolio-cell-no-sub-field", text))?;
    holding.sub_field.clone_from(&field.id);
    holding.layer.clone_from(&field.layer);
    Ok(())
}

fn bucket_of(fund: Option<&Fund>, text: &str) -> Result<String, CellProblem> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let same = |name: &Bilingual| name.zh == text || name.en.eq_ignore_ascii_case(text);
    let buckets = fund.map(|fund| fund.mandate.as_slice()).unwrap_or_default();
    let found = buckets.iter().find(|bucket| bucket.id == text || same(&bucket.name));
    found.map(|bucket| bucket.id.clone()).ok_or_else(|| problem("portfolio-cell-no-bucket", text))
}

/// A round is kept as it is written; its id is set where the table of rounds knows it.
fn set_round(data: &Dataset, holding: &mut Holding, text: &str) {
    text.clone_into(&mut holding.round_as_written);
    holding.round = match round::read(&data.rounds, text) {
        WrittenRound::Known(id) => id,
        WrittenRound::Other | WrittenRound::NotStated | WrittenRound::Unknown => String::new(),
    };
}

/// A date in any of the forms people write, or a period.
pub(super) fn read_date(text: &str) -> Result<Option<Period>, CellProblem> {
    if text.is_empty() {
        return Ok(None);
    }
    let none = || problem("portfolio-cell-no-date", text);
    match date::read(text, false) {
        Ok(read) => date::period_of(read.date).map(Some).ok_or_else(none),
        // A span that is open on one side is a period, though no date of a deal.
        Err(NoDate::Unreadable) => Period::parse(text).map(Some).map_err(|_error| none()),
        Err(NoDate::Impossible) => Err(none()),
    }
}

pub(super) fn read(text: &str) -> Result<Option<(Figure, Option<Currency>)>, CellProblem> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = read_figure(text, &[]).map_err(|error| match error {
        FigureTextError::NoNumber(text) => problem("portfolio-cell-no-number", text),
        FigureTextError::Rest(text) => problem("portfolio-cell-rest", text),
        FigureTextError::TooLarge => problem("portfolio-cell-too-large", text),
    })?;
    Ok((read.figure.qualifier != Qualifier::NotStated).then_some((read.figure, read.currency)))
}

/// An amount as a person writes it, in the fund's currency unless it names one; none for an empty
/// text or "not stated".
///
/// # Errors
/// When it cannot be read.
pub fn read_money(fund: &Fund, text: &str) -> Result<Option<Figure>, CellProblem> {
    money_of(Some(fund), text.trim())
}

/// A mandate as a person writes it: fields by semicolon, each with its target share behind a colon
/// where it is stated (`Chips: 40–60 %; Models`). Fields that `before` has keep their ids.
///
/// # Errors
/// When a share cannot be read.
pub fn read_mandate(before: &[Bucket], text: &str) -> Result<Vec<Bucket>, CellProblem> {
    let fields = text.split([';', '；', '\n']).map(str::trim).filter(|field| !field.is_empty());
    fields
        .map(|field| {
            let (name, share) = field.rsplit_once([':', '：']).map_or((field, ""), |(name, share)| (name.trim(), share.trim()));
            let same = |bucket: &&Bucket| bucket.name.zh == name || bucket.name.en == name;
            let known = before.iter().find(same).cloned();
            let target = read_percent(share)?;
            // A share that was not touched keeps its own form.
            let kept = known.as_ref().and_then(|bucket| bucket.target.as_ref()).filter(|kept| share_text(kept) == share).cloned();
            let bucket = known.unwrap_or_else(|| Bucket {
                id: name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_"),
                name: Bilingual::new(name, name),
                target: None,
            });
            Ok(Bucket { target: kept.or(target), ..bucket })
        })
        .collect()
}

/// A mandate in the form that [`read_mandate`] reads back.
pub fn mandate_text(mandate: &[Bucket], lang: Lang) -> String {
    let field = |bucket: &Bucket| {
        let name = bucket.name.get(lang);
        match &bucket.target {
            Some(target) => format!("{name}: {}", share_text(target)),
            None => name.to_owned(),
        }
    };
    mandate.iter().map(field).collect::<Vec<_>>().join("; ")
}

pub(super) fn share_text(share: &Figure) -> String {
    format!("{}%", figure_text(Some(share), UnitFamily::Percent))
}

/// Money; without a currency of its own in the fund's.
fn money_of(fund: Option<&Fund>, text: &str) -> Result<Option<Figure>, CellProblem> {
    let Some((figure, currency)) = read(text)? else { return Ok(None) };
    let currency = currency.or_else(|| fund.and_then(|fund| fund.currency)).unwrap_or(Currency::Cny);
    let negative = [figure.value, figure.low, figure.high].into_iter().flatten().any(|value| value < Decimal::ZERO);
    if negative {
        return Err(problem("portfolio-cell-negative", text));
    }
    let figure = Figure { unit: UnitId::new(currency.code()), ..figure };
    figure.quantity(UnitFamily::Money).map_err(|_error| problem("portfolio-cell-no-number", text))?;
    Ok(Some(figure))
}

pub(super) fn read_percent(text: &str) -> Result<Option<Figure>, CellProblem> {
    let Some((figure, _)) = read(text)? else { return Ok(None) };
    let outside = [figure.value, figure.low, figure.high]
        .into_iter()
        .flatten()
        .any(|value| value < Decimal::ZERO || value > Decimal::ONE_HUNDRED);
    if outside {
        return Err(problem("portfolio-cell-percent", text));
    }
    let figure = Figure { unit: UnitId::new("percent"), ..figure };
    figure.quantity(UnitFamily::Percent).map_err(|_error| problem("portfolio-cell-no-number", text))?;
    Ok(Some(figure))
}

fn status_of(text: &str) -> Result<Option<HoldingStatus>, CellProblem> {
    if text.is_empty() {
        return Ok(None);
    }
    status::of_holding(text).map(Some).ok_or_else(|| problem("portfolio-cell-no-status", text))
}

/// A block of text as a spreadsheet copies it: cells by tab, rows by line; quoted cells may hold
/// line ends.
pub fn grid(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => cell.push(c),
        }
    }
    if rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests;
