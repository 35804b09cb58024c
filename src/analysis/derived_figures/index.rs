//! Look-ups over claims, built once, so that no rule goes through all claims of a subject again.

use std::collections::{BTreeMap, HashMap};

use crate::model::{
    claim::{Claim, Measure, Metric, MetricKind, Subject},
    dataset::Dataset,
    ids::MetricId,
    period::Period,
    place::PlaceLevel,
    unit::UnitFamily,
};

/// Most claims on one subject, metric and period that are combined with another figure each.
/// More of them say one thing many times over; each is still checked against the others.
pub const MOST_PARTNERS: usize = 4;

/// What a share's own figure is, where the tables say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf<'a> {
    /// The subject is a place inside the country: its figure has the metric of the whole, and the
    /// whole is the country's.
    Country,
    /// The subject is the whole's; the part is one sector of it, with a metric of its own.
    Sector(&'a Metric),
}

/// A mean with the total and the count that it is the quotient of.
#[derive(Clone, Copy, Debug)]
pub struct MeanOf<'a> {
    /// The mean.
    pub mean: &'a Metric,
    /// The number of things.
    pub count: &'a Metric,
}

/// Claims by what they speak of, and how metrics belong together.
#[derive(Debug)]
pub struct ClaimIndex<'a> {
    /// The data.
    pub data: &'a Dataset,
    claims: Vec<(&'a Claim, &'a Metric)>,
    groups: Vec<Vec<&'a Claim>>,
    by_key: HashMap<(&'a Subject, &'a MetricId, &'a Period), usize>,
    by_metric: BTreeMap<&'a MetricId, Vec<&'a Claim>>,
    series: Vec<Vec<&'a Claim>>,
    by_series: HashMap<(&'a Subject, &'a MetricId), usize>,
    said_of: BTreeMap<&'a MetricId, Vec<&'a Metric>>,
    parts: BTreeMap<&'a MetricId, PartOf<'a>>,
    events: BTreeMap<&'a MetricId, Vec<&'a Metric>>,
    means: BTreeMap<&'a MetricId, Vec<MeanOf<'a>>>,
}

impl<'a> ClaimIndex<'a> {
    /// Of all claims in use.
    pub fn of(data: &'a Dataset) -> Self {
        Self::over(data, data.current_claims())
    }

    /// Of these claims only, in the order of their ids.
    pub fn over(data: &'a Dataset, claims: impl Iterator<Item = &'a Claim>) -> Self {
        let claims: Vec<(&Claim, &Metric)> =
            claims.filter_map(|claim| data.metric_of(claim).map(|metric| (claim, metric))).collect();
        let mut groups: Vec<Vec<&Claim>> = Vec::new();
        let mut by_key = HashMap::with_capacity(claims.len());
        let mut by_metric: BTreeMap<&MetricId, Vec<&Claim>> = BTreeMap::new();
        for (claim, metric) in &claims {
            let at = *by_key.entry((&claim.subject, &claim.metric, &claim.period)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(at) {
                group.push(*claim);
            }
            by_metric.entry(&metric.id).or_default().push(claim);
        }
        let (series, by_series) = series(&claims);
        let mut said_of: BTreeMap<&MetricId, Vec<&Metric>> = BTreeMap::new();
        for metric in data.metrics.values() {
            if let Some(of) = &metric.of {
                said_of.entry(of).or_default().push(metric);
            }
        }
        let parts = parts(data);
        Self {
            data,
            claims,
            groups,
            by_key,
            by_metric,
            series,
            by_series,
            said_of,
            parts,
            events: events(data),
            means: means(data),
        }
    }

    /// Every claim with its metric, by id.
    pub fn claims(&self) -> &[(&'a Claim, &'a Metric)] {
        &self.claims
    }

    /// Claims that speak of one thing: the same subject, metric and period.
    pub fn groups(&self) -> &[Vec<&'a Claim>] {
        &self.groups
    }

    /// Claims of a metric, by id.
    pub fn of_metric(&self, metric: &MetricId) -> &[&'a Claim] {
        self.by_metric.get(metric).map_or(&[], Vec::as_slice)
    }

    /// Claims on a subject, metric and period, by id.
    pub fn at(&self, subject: &Subject, metric: &MetricId, period: &Period) -> &[&'a Claim] {
        self.by_key.get(&(subject, metric, period)).and_then(|at| self.groups.get(*at)).map_or(&[], Vec::as_slice)
    }

    /// The same, at most [`MOST_PARTNERS`] of them with a known figure.
    pub fn partners(&self, subject: &Subject, metric: &MetricId, period: &Period) -> impl Iterator<Item = &'a Claim> {
        self.at(subject, metric, period).iter().copied().filter(|claim| claim.quantity.is_known()).take(MOST_PARTNERS)
    }

    /// Known figures on one subject and metric, by the beginning and end of their periods.
    pub fn all_series(&self) -> &[Vec<&'a Claim>] {
        &self.series
    }

    /// The known figures on a subject and metric, by the beginning and end of their periods.
    pub fn series(&self, subject: &Subject, metric: &MetricId) -> &[&'a Claim] {
        self.by_series.get(&(subject, metric)).and_then(|at| self.series.get(*at)).map_or(&[], Vec::as_slice)
    }

    /// Growth and shares of a level.
    pub fn said_of(&self, level: &MetricId) -> &[&'a Metric] {
        self.said_of.get(level).map_or(&[], Vec::as_slice)
    }

    /// What the part of a share is, where the tables say it.
    pub fn part_of(&self, share: &MetricId) -> Option<PartOf<'a>> {
        self.parts.get(share).copied()
    }

    /// Numbers of events of the topic and sector of an amount.
    pub fn events_of(&self, amount: &Metric) -> &[&'a Metric] {
        self.events.get(&amount.id).map_or(&[], Vec::as_slice)
    }

    /// Means that a total is divided for.
    pub fn means_of(&self, total: &MetricId) -> &[MeanOf<'a>] {
        self.means.get(total).map_or(&[], Vec::as_slice)
    }
}

/// Claims of one subject and metric each, in the order of time, and where to find them.
type Series<'a> = (Vec<Vec<&'a Claim>>, HashMap<(&'a Subject, &'a MetricId), usize>);

fn series<'a>(claims: &[(&'a Claim, &'a Metric)]) -> Series<'a> {
    let mut series: Vec<Vec<&Claim>> = Vec::new();
    let mut at = HashMap::new();
    for (claim, _) in claims.iter().filter(|(claim, _)| claim.quantity.is_known()) {
        let at = *at.entry((&claim.subject, &claim.metric)).or_insert_with(|| {
            series.push(Vec::new());
            series.len() - 1
        });
        if let Some(series) = series.get_mut(at) {
            series.push(*claim);
        }
    }
    for series in &mut series {
        series.sort_by(|a, b| (a.period.start(), a.period.end(), &a.id).cmp(&(b.period.start(), b.period.end(), &b.id)));
    }
    (series, at)
}

/// A country's own figures are no part of a country.
fn inside_a_country(data: &Dataset, subject: &Subject) -> bool {
    match subject {
        Subject::Place(_) => data.level_of(subject).is_some_and(|level| level != PlaceLevel::Country),
        Subject::Group(_) => true,
        Subject::Company(_) | Subject::Fund(_) | Subject::Entity(_) => false,
    }
}

/// A share in one sector of a whole over all: the part is the only level that measures the same in
/// that sector. A share in the whole's own sector: of a place in its country, if it is only ever
/// stated for places inside one (else it may be a share of anything).
fn parts(data: &Dataset) -> BTreeMap<&MetricId, PartOf<'_>> {
    let mut parts = BTreeMap::new();
    for share in data.metrics.values().filter(|metric| metric.kind == MetricKind::Share) {
        let Some(whole) = share.of.as_ref().and_then(|of| data.metrics.get(of)) else { continue };
        if share.sector == whole.sector {
            if data.claims_of_metric(&share.id).all(|claim| inside_a_country(data, &claim.subject)) {
                parts.insert(&share.id, PartOf::Country);
            }
            continue;
        }
        let mut fits = data.metrics.values().filter(|level| {
            level.kind == MetricKind::Level
                && level.measure.is_some()
                && level.measure == whole.measure
                && level.topic == whole.topic
                && level.sector == share.sector
                && level.family == whole.family
        });
        if let (Some(part), None) = (fits.next(), fits.next()) {
            parts.insert(&share.id, PartOf::Sector(part));
        }
    }
    parts
}

/// For every amount, the numbers of events of its topic and sector.
fn events(data: &Dataset) -> BTreeMap<&MetricId, Vec<&Metric>> {
    let levels =
        |measure| data.metrics.values().filter(move |metric| metric.kind == MetricKind::Level && metric.measure == Some(measure));
    levels(Measure::Amount)
        .map(|amount| {
            let beside = levels(Measure::Events).filter(|events| events.topic == amount.topic && events.sector == amount.sector);
            (&amount.id, beside.collect())
        })
        .collect()
}

/// Means of a definition with the total of the same definition and the only count beside it.
fn means(data: &Dataset) -> BTreeMap<&MetricId, Vec<MeanOf<'_>>> {
    let mut means: BTreeMap<&MetricId, Vec<MeanOf<'_>>> = BTreeMap::new();
    let levels = |fits: &dyn Fn(&Metric) -> bool| {
        let mut found = data.metrics.values().filter(|level| level.kind == MetricKind::Level && fits(level));
        found.next().filter(|_| found.next().is_none())
    };
    for mean in data.metrics.values().filter(|metric| metric.kind == MetricKind::Mean) {
        let total = levels(&|level| level.definition_id == mean.definition_id && level.family == mean.family);
        let count = levels(&|level| {
            level.family == UnitFamily::Count
                && level.topic == mean.topic
                && level.sector == mean.sector
                && level.stock_flow == mean.stock_flow
        });
        if let (Some(total), Some(count)) = (total, count) {
            means.entry(&total.id).or_default().push(MeanOf { mean, count });
        }
    }
    means
}
