//! A claim while a person enters it: texts and choices, what is wrong with them, and the edit that
//! they make once nothing is.

use jiff::civil::Date;

use super::figure_text::{FigureTextError, read_figure, write_figure};
use crate::model::{
    claim::{Claim, Metric, Status, Subject},
    dataset::Dataset,
    document::KeyedEdit,
    figure::Figure,
    ids::{ClaimId, DocumentId, MetricId, ProviderId, UnitId},
    lang::Bilingual,
    period::Period,
    quantity::{Bounds, Quantity},
    unit::{Currency, UnitFamily},
    user_layer::{Replacing, UserClaim, UserDocument, UserEdit, UserLayer},
};

/// What is entered.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum DraftFor {
    /// A claim of its own, on this subject if one was selected.
    New(Option<Subject>),
    /// The same figure, read rightly.
    Correction(ClaimId),
    /// A newer figure in the place of an older one.
    Newer(ClaimId),
    /// A claim that the person entered before.
    Change(ClaimId),
}

impl DraftFor {
    /// The claim that the draft starts from.
    pub fn base(&self) -> Option<&ClaimId> {
        match self {
            Self::New(_) => None,
            Self::Correction(id) | Self::Newer(id) | Self::Change(id) => Some(id),
        }
    }
}

/// Texts and choices of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it speaks of.
    pub subject: Option<Subject>,
    /// What is measured.
    pub metric: Option<MetricId>,
    /// When.
    pub period: String,
    /// How much, as people write figures.
    pub figure: String,
    /// What is counted, or the currency where the figure names none.
    pub unit: Option<UnitId>,
    /// The source's own words.
    pub as_written: String,
    /// Who measured it.
    pub provider: Option<ProviderId>,
    /// A document that is known.
    pub document: Option<DocumentId>,
    /// A document that is not known yet: title, publisher, date of publication.
    pub new_document: [String; 3],
    /// Where in the document.
    pub locator: String,
    /// The person's note.
    pub note: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftField {
    /// [`Draft::subject`].
    Subject,
    /// [`Draft::metric`].
    Metric,
    /// [`Draft::period`].
    Period,
    /// [`Draft::figure`].
    Figure,
    /// [`Draft::unit`].
    Unit,
    /// [`Draft::document`], [`Draft::new_document`].
    Document,
    /// The publication date of a new document.
    Published,
    /// [`Draft::locator`].
    Locator,
}

/// What is wrong with a field: a text key, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftProblem {
    /// Which field.
    pub field: DraftField,
    /// Text key; its argument is `text`.
    pub key: &'static str,
    /// The part that is wrong.
    pub text: String,
}

/// Who enters, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Name.
    pub author: String,
    /// Day.
    pub day: Date,
}

impl Draft {
    /// The form as it opens.
    pub fn open(data: &Dataset, layer: &UserLayer, what: &DraftFor) -> Self {
        match what {
            DraftFor::New(subject) => Self { subject: subject.clone(), ..Self::default() },
            DraftFor::Correction(id) | DraftFor::Newer(id) | DraftFor::Change(id) => {
                let Some(claim) = data.claims.get(id) else { return Self::default() };
                let newer = matches!(what, DraftFor::Newer(_));
                let note = match layer.claims.get(id.as_str()) {
                    Some(own) if matches!(what, DraftFor::Change(_)) => either(&own.note),
                    Some(_) | None => String::new(),
                };
                let kept = |text: &str| if newer { String::new() } else { text.to_owned() };
                Self {
                    subject: Some(claim.subject.clone()),
                    metric: Some(claim.metric.clone()),
                    period: claim.period.written().to_owned(),
                    figure: kept(&write_figure(&claim.quantity)),
                    unit: Some(claim.quantity.unit.id.clone()),
                    as_written: kept(&claim.as_written),
                    provider: claim.provider.clone(),
                    document: claim.documents.first().filter(|_| !newer).cloned(),
                    new_document: Default::default(),
                    locator: if newer { String::new() } else { locator_text(claim) },
                    note,
                }
            }
        }
    }

    /// The units that fit the metric, the most used first.
    pub fn units(&self, data: &Dataset) -> Vec<UnitId> {
        let Some(metric) = self.metric.as_ref().and_then(|id| data.metrics.get(id)) else { return Vec::new() };
        let used = |unit: &UnitId| data.claims_of_metric(&metric.id).filter(|claim| claim.quantity.unit.id == *unit).count();
        let mut units: Vec<UnitId> = data.units.values().filter(|u| u.family == metric.family).map(|u| u.id.clone()).collect();
        if metric.family == UnitFamily::Money {
            for currency in [Currency::Cny, Currency::Usd, Currency::Hkd, Currency::Jpy, Currency::Eur] {
                let id = UnitId::new(currency.code());
                if !units.contains(&id) && data.units.contains_key(&id) {
                    units.push(id);
                }
            }
        }
        // What a metric counts is settled by its claims; only money comes in many units.
        if metric.family != UnitFamily::Money && units.iter().any(|unit| used(unit) > 0) {
            units.retain(|unit| used(unit) > 0);
        }
        units.sort_by_key(|unit| (std::cmp::Reverse(used(unit)), unit.clone()));
        units
    }

    /// The figure as it stands, for the line under the field.
    ///
    /// # Errors
    /// When the text is no figure, or its parts do not fit.
    pub fn quantity(&self, data: &Dataset) -> Result<Quantity, DraftProblem> {
        let metric = self.metric.as_ref().and_then(|id| data.metrics.get(id));
        let family = metric.map_or(UnitFamily::Count, |metric| metric.family);
        let figure = self.read(data, metric)?;
        figure.quantity(family).map_err(|error| problem(DraftField::Figure, "layer-form-figure-parts", &error.to_string()))
    }

    fn read(&self, data: &Dataset, metric: Option<&Metric>) -> Result<Figure, DraftProblem> {
        if self.figure.trim().is_empty() {
            return Err(problem(DraftField::Figure, "layer-form-missing", ""));
        }
        let fitting = self.units(data);
        let counted: Vec<&str> = self
            .unit
            .iter()
            .chain(&fitting)
            .filter_map(|id| data.units.get(id))
            .flat_map(|unit| [unit.title.en.as_str(), unit.title.zh.as_str()])
            .collect();
        let read = read_figure(&self.figure, &counted).map_err(|error| match error {
            FigureTextError::NoNumber(text) => problem(DraftField::Figure, "layer-form-figure-none", &text),
            FigureTextError::Rest(text) => problem(DraftField::Figure, "layer-form-figure-rest", &text),
            FigureTextError::TooLarge => problem(DraftField::Figure, "layer-form-figure-large", ""),
        })?;
        let money = metric.is_some_and(|metric| metric.family == UnitFamily::Money);
        let unit = match read.currency.filter(|_| money) {
            Some(currency) => Some(UnitId::new(currency.code())),
            None => self.unit.clone().or_else(|| fitting.first().cloned()),
        };
        let unit = unit.ok_or_else(|| problem(DraftField::Unit, "layer-form-missing", ""))?;
        let family = data.units.get(&unit).map(|known| known.family);
        if family.is_none() || metric.is_some_and(|metric| Some(metric.family) != family) {
            return Err(problem(DraftField::Unit, "layer-form-unit-wrong", unit.as_str()));
        }
        if read.currency.is_some() && !money && metric.is_some() {
            return Err(problem(DraftField::Figure, "layer-form-figure-no-money", ""));
        }
        Ok(Figure { unit, ..read.figure })
    }

    /// The edit that the form makes, and the id of its claim.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields.
    pub fn finish(
        &self,
        data: &Dataset,
        layer: &UserLayer,
        what: &DraftFor,
        by: &Signature,
    ) -> Result<(ClaimId, UserEdit), Vec<DraftProblem>> {
        let mut problems = Vec::new();
        let missing = |field| problem(field, "layer-form-missing", "");
        if self.subject.is_none() {
            problems.push(missing(DraftField::Subject));
        }
        let metric = self.metric.as_ref().and_then(|id| data.metrics.get(id));
        if metric.is_none() {
            problems.push(missing(DraftField::Metric));
        }
        let period = match Period::parse(&self.period) {
            Ok(period) => Some(period),
            Err(_error) if self.period.trim().is_empty() => {
                problems.push(missing(DraftField::Period));
                None
            }
            Err(error) => {
                problems.push(problem(DraftField::Period, "layer-form-period-wrong", &error.0));
                None
            }
        };
        let figure = self.quantity(data).and_then(|_fits| self.read(data, metric)).map_err(|found| problems.push(found)).ok();
        let document = self.document_edit(data, layer).map_err(|found| problems.push(found)).ok();
        if self.locator.trim().is_empty() {
            problems.push(missing(DraftField::Locator));
        }
        let all = (self.subject.clone(), metric, period, figure, document);
        let (Some(subject), Some(metric), Some(period), Some(figure), Some((document, added))) = all else {
            return Err(problems);
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let (supersedes, replacing) = match what {
            DraftFor::New(_) => (None, Replacing::Newer),
            DraftFor::Correction(id) => (Some(id.clone()), Replacing::Correction),
            DraftFor::Newer(id) => (Some(id.clone()), Replacing::Newer),
            DraftFor::Change(id) => {
                layer.claims.get(id.as_str()).map_or((None, Replacing::Newer), |own| (own.supersedes.clone(), own.replacing))
            }
        };
        let mut claim = UserClaim {
            subject,
            metric: metric.id.clone(),
            period,
            figure,
            status: Status::Entered,
            as_written: self.as_written.trim().to_owned(),
            provider: self.provider.clone(),
            document,
            locator: both(&self.locator),
            note: both(&self.note),
            supersedes,
            replacing,
            follows_from: Vec::new(),
            author: by.author.clone(),
            entered_on: by.day,
        };
        self.keep_untouched(data, layer, what, &mut claim);
        let id = match what {
            DraftFor::Change(id) => id.clone(),
            DraftFor::New(_) | DraftFor::Correction(_) | DraftFor::Newer(_) => fresh_id(data, layer, &claim),
        };
        let put = UserEdit::Claim(KeyedEdit::Put { key: id.to_string(), value: claim });
        Ok((id, added.map_or(put.clone(), |added| UserEdit::Batch(vec![added, put]))))
    }

    /// What the person did not touch stays as it was: the other language of a text, and with the figure
    /// its bounds and what it follows from.
    fn keep_untouched(&self, data: &Dataset, layer: &UserLayer, what: &DraftFor, claim: &mut UserClaim) {
        let opened = Self::open(data, layer, what);
        let own = match what {
            DraftFor::Change(id) => layer.claims.get(id.as_str()),
            DraftFor::New(_) | DraftFor::Correction(_) | DraftFor::Newer(_) => None,
        };
        if let Some(own) = own {
            let same_thing = (&self.subject, &self.metric, &self.period, &self.figure, &self.unit)
                == (&opened.subject, &opened.metric, &opened.period, &opened.figure, &opened.unit);
            if same_thing {
                claim.figure.clone_from(&own.figure);
                claim.status = own.status;
                claim.follows_from.clone_from(&own.follows_from);
            }
            if self.note == opened.note {
                claim.note.clone_from(&own.note);
            }
        }
        let base = what.base().and_then(|id| data.claims.get(id));
        if let Some(base) = base.filter(|_| !self.locator.is_empty() && self.locator == opened.locator) {
            claim.locator.clone_from(&base.locator);
        }
    }

    fn document_edit(&self, data: &Dataset, layer: &UserLayer) -> Result<(DocumentId, Option<UserEdit>), DraftProblem> {
        if let Some(id) = &self.document {
            return Ok((id.clone(), None));
        }
        let [title, publisher, published] = self.new_document.each_ref().map(|text| text.trim());
        if title.is_empty() {
            return Err(problem(DraftField::Document, "layer-form-missing", ""));
        }
        if !published.is_empty() && Period::parse(published).is_err() {
            return Err(problem(DraftField::Published, "layer-form-period-wrong", published));
        }
        let taken = |id: &str| data.documents.contains_key(id) || layer.documents.get(id).is_some();
        let id = free_slug("doc", &[title, publisher, published], taken);
        let document = UserDocument { title: both(title), publisher: both(publisher), published: published.to_owned() };
        let edit = UserEdit::Document(KeyedEdit::Put { key: id.clone(), value: document });
        Ok((DocumentId::new(id), Some(edit)))
    }
}

/// The edit that keeps a computed figure as a claim of the person's, with what it follows from.
pub fn keep_derived(
    data: &Dataset,
    layer: &UserLayer,
    figure: &super::derived_figures::DerivedFigure,
    by: &Signature,
) -> Option<(ClaimId, UserEdit)> {
    let base = figure.claims.first().and_then(|id| data.claims.get(id))?;
    let quantity = &figure.quantity;
    let own_bounds = quantity.value.is_none() || quantity.bounds != Bounds::OPEN;
    let claim = UserClaim {
        subject: figure.subject()?.clone(),
        metric: data.metrics.get(&figure.metric)?.id.clone(),
        period: figure.period.clone(),
        figure: Figure {
            value: quantity.value,
            low: quantity.bounds.low.filter(|_| own_bounds),
            high: quantity.bounds.high.filter(|_| own_bounds),
            step: None,
            five_percent: false,
            qualifier: quantity.qualifier,
            unit: quantity.unit.id.clone(),
        },
        status: Status::Derived,
        as_written: figure.derivation.clone(),
        provider: figure.provider.clone(),
        document: base.documents.first()?.clone(),
        locator: base.locator.clone(),
        note: Bilingual::default(),
        supersedes: None,
        replacing: Replacing::Newer,
        follows_from: figure.claims.clone(),
        author: by.author.clone(),
        entered_on: by.day,
    };
    let id = fresh_id(data, layer, &claim);
    Some((id.clone(), UserEdit::Claim(KeyedEdit::Put { key: id.to_string(), value: claim })))
}

/// A text that a person wrote in one language stands in both.
fn both(text: &str) -> Bilingual {
    Bilingual::new(text.trim(), text.trim())
}

fn problem(field: DraftField, key: &'static str, text: &str) -> DraftProblem {
    DraftProblem { field, key, text: text.to_owned() }
}

fn locator_text(claim: &Claim) -> String {
    either(&claim.locator)
}

/// The text in English, else in Chinese.
fn either(text: &Bilingual) -> String {
    if text.en.is_empty() { text.zh.clone() } else { text.en.clone() }
}

fn fresh_id(data: &Dataset, layer: &UserLayer, claim: &UserClaim) -> ClaimId {
    let taken = |id: &str| data.claims.contains_key(id) || layer.claims.get(id).is_some();
    let parts = [
        claim.subject.id(),
        claim.metric.as_str(),
        claim.period.written(),
        claim.document.as_str(),
        &claim.author,
        &claim.entered_on.to_string(),
    ];
    ClaimId::new(free_slug("u", &parts, taken))
}

/// A short slug from a prefix and a digest of the parts that `taken` does not know. The digest keeps
/// what two people enter apart.
fn free_slug(prefix: &str, parts: &[&str], taken: impl Fn(&str) -> bool) -> String {
    let digest = parts
        .iter()
        .flat_map(|part| part.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let short = format!("{prefix}-{:08x}", (digest ^ (digest >> 32)) & 0xffff_ffff);
    if !taken(&short) {
        return short;
    }
    (2_u32..).map(|n| format!("{short}-{n}")).find(|id| !taken(id)).unwrap_or(short)
}

#[cfg(test)]
mod tests;
