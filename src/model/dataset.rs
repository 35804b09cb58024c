//! The immutable data the program shows: all tables, with the look-ups that views need.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    catalog::{CityProfile, Company, Crosswalk, Entity, Fund, PlaceChange, Rate, Round, Strength, SubField, WatchItem, Zone},
    claim::{Claim, ClaimState, Document, Metric, Provider, SourceFigure, Subject},
    ids::{ClaimId, CompanyId, DocumentId, EntityId, FundId, GroupId, MetricId, PlaceId, ProviderId, UnitId},
    lang::{Bilingual, Lang},
    period::Period,
    place::{Group, Place, PlaceLevel},
    unit::UnitInfo,
};

/// Everything that was loaded. Replaced whole, never changed in place.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// Claims by id.
    pub claims: BTreeMap<ClaimId, Claim>,
    /// Metrics by id.
    pub metrics: BTreeMap<MetricId, Metric>,
    /// Units by id.
    pub units: BTreeMap<UnitId, UnitInfo>,
    /// Documents by id.
    pub documents: BTreeMap<DocumentId, Document>,
    /// Providers by id.
    pub providers: BTreeMap<ProviderId, Provider>,
    /// The figures of the 2020 report, by number.
    pub figures: Vec<SourceFigure>,
    /// Places by id, zones included.
    pub places: BTreeMap<PlaceId, Place>,
    /// Groupings by id.
    pub groups: BTreeMap<GroupId, Group>,
    /// Cities by place.
    pub cities: BTreeMap<PlaceId, CityProfile>,
    /// Zones by place.
    pub zones: BTreeMap<PlaceId, Zone>,
    /// Companies by id.
    pub companies: BTreeMap<CompanyId, Company>,
    /// Funds by id.
    pub funds: BTreeMap<FundId, Fund>,
    /// Watch items in table order.
    pub watch_items: Vec<WatchItem>,
    /// Other subjects by id.
    pub entities: BTreeMap<EntityId, Entity>,
    /// Sub-fields of both schemes, in scheme order.
    pub sub_fields: Vec<SubField>,
    /// What of one scheme stands for what of another, in table order.
    pub crosswalk: Vec<Crosswalk>,
    /// Changes of the tree of places, oldest first.
    pub place_history: Vec<PlaceChange>,
    /// Rounds in order.
    pub rounds: Vec<Round>,
    /// Named strengths.
    pub strengths: Vec<Strength>,
    /// Exchange rates.
    pub rates: Vec<Rate>,
    /// Claims that are not used, and why. All others are current.
    pub states: BTreeMap<ClaimId, ClaimState>,
    /// Claims that a person joins although the guard would not: earlier and later.
    pub joins: BTreeSet<(ClaimId, ClaimId)>,
    /// Only what was published by this day is current; none for everything.
    pub known_on: Option<Date>,
    /// Claims in use by subject, each list sorted by id. Built by [`Dataset::index`].
    by_subject: BTreeMap<Subject, Vec<ClaimId>>,
    /// Claims in use by metric, each list sorted by id. Built by [`Dataset::index`].
    by_metric: BTreeMap<MetricId, Vec<ClaimId>>,
    /// Children of a place, sorted. Built by [`Dataset::index`].
    children: BTreeMap<PlaceId, Vec<PlaceId>>,
    /// Changes whenever the content does.
    fingerprint: u64,
}

impl Dataset {
    /// Builds the look-ups; call once after filling the tables. `fingerprint` identifies the
    /// content (a hash of the files it came from).
    #[must_use]
    pub fn index(mut self, fingerprint: u64) -> Self {
        self.by_subject.clear();
        self.by_metric.clear();
        self.children.clear();
        for (id, claim) in &self.claims {
            if self.states.contains_key(id) {
                continue;
            }
            self.by_subject.entry(claim.subject.clone()).or_default().push(id.clone());
            self.by_metric.entry(claim.metric.clone()).or_default().push(id.clone());
        }
        for (id, place) in &self.places {
            if let Some(parent) = &place.parent {
                self.children.entry(parent.clone()).or_default().push(id.clone());
            }
        }
        self.fingerprint = fingerprint;
        self
    }

    /// Identifies the content.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Whether a claim is used, and if not, why.
    pub fn state_of(&self, id: &ClaimId) -> &ClaimState {
        self.states.get(id).unwrap_or(&ClaimState::Current)
    }

    /// The claims in use, by id. Charts, sums, ranks and rules read these; lists of what the
    /// sources say read [`Dataset::claims`].
    pub fn current_claims(&self) -> impl Iterator<Item = &Claim> {
        self.claims.values().filter(|claim| !self.states.contains_key(&claim.id))
    }

    /// The first day on which a claim is known: the end of the span in which its document was
    /// published, else of the span that the document's data reach; none where neither is stated
    /// (the claim is then taken as always known).
    pub fn known_from(&self, claim: &Claim) -> Option<Date> {
        let end = |text: &str| Period::parse(text).ok().and_then(|period| period.end());
        let documents = || claim.documents.iter().filter_map(|id| self.documents.get(id));
        end(&claim.published)
            .or_else(|| documents().filter_map(|document| end(&document.published)).min())
            .or_else(|| documents().filter_map(|document| end(&document.data_to)).min())
    }

    /// Claims in use on a subject, by id.
    pub fn claims_of(&self, subject: &Subject) -> impl Iterator<Item = &Claim> + use<'_> {
        self.by_subject.get(subject).into_iter().flatten().filter_map(|id| self.claims.get(id))
    }

    /// Claims in use on a place, by id.
    pub fn claims_of_place(&self, place: &PlaceId) -> impl Iterator<Item = &Claim> {
        self.claims_of(&Subject::Place(place.clone()))
    }

    /// Claims in use of a metric, by id.
    pub fn claims_of_metric(&self, metric: &MetricId) -> impl Iterator<Item = &Claim> {
        self.by_metric.get(metric).into_iter().flatten().filter_map(|id| self.claims.get(id))
    }

    /// The metric of a claim. Loading drops claims without one, so this is only empty for a
    /// claim that is not of this dataset.
    pub fn metric_of(&self, claim: &Claim) -> Option<&Metric> {
        self.metrics.get(&claim.metric)
    }

    /// Places directly inside `place`, by id.
    pub fn children_of(&self, place: &PlaceId) -> impl Iterator<Item = &Place> {
        self.children.get(place).into_iter().flatten().filter_map(|id| self.places.get(id))
    }

    /// The place and everything around it, from the inside out, ending with the country.
    pub fn ancestry<'a>(&'a self, place: &PlaceId) -> Vec<&'a Place> {
        let mut line = Vec::new();
        let mut next = self.places.get(place);
        while let Some(place) = next {
            line.push(place);
            // A loop in a hand-edited gazetteer must not hang the program.
            if line.len() > 16 {
                break;
            }
            next = place.parent.as_ref().and_then(|id| self.places.get(id));
        }
        line
    }

    /// True when `inner` lies in `outer` (and is not the same).
    pub fn is_inside(&self, inner: &PlaceId, outer: &PlaceId) -> bool {
        inner != outer && self.ancestry(inner).iter().skip(1).any(|place| place.id == *outer)
    }

    /// The name of a place, or its id where it is unknown.
    pub fn place_name<'a>(&'a self, id: &'a PlaceId, lang: Lang) -> &'a str {
        self.places.get(id).map_or(id.as_str(), |place| place.name.get(lang))
    }

    /// The name of a subject in both languages; its id where it is unknown.
    pub fn subject_name(&self, subject: &Subject) -> Bilingual {
        let name = match subject {
            Subject::Place(id) => self.places.get(id).map(|p| &p.name),
            Subject::Group(id) => self.groups.get(id).map(|g| &g.name),
            Subject::Company(id) => self.companies.get(id).map(|c| &c.name),
            Subject::Fund(id) => self.funds.get(id).map(|f| &f.name),
            Subject::Entity(id) => self.entities.get(id).map(|e| &e.name),
        };
        name.cloned().unwrap_or_else(|| Bilingual::new(subject.id(), subject.id()))
    }

    /// The ranked cities, by place id.
    pub fn ranked_cities(&self) -> impl Iterator<Item = &CityProfile> {
        self.cities.values().filter(|city| city.ranked)
    }

    /// The 34 province-level places, by id.
    pub fn provinces(&self) -> impl Iterator<Item = &Place> {
        self.places.values().filter(|place| place.level.is_province_level())
    }

    /// Zones of a city, by place id.
    pub fn zones_of(&self, city: &PlaceId) -> impl Iterator<Item = &Zone> {
        let city = city.clone();
        self.zones.values().filter(move |zone| zone.city.as_ref() == Some(&city))
    }

    /// Latest publication date among the documents, as written.
    pub fn as_of(&self) -> &str {
        self.documents.values().map(|d| d.published.as_str()).max().unwrap_or_default()
    }

    /// The level of a subject that is a place.
    pub fn level_of(&self, subject: &Subject) -> Option<PlaceLevel> {
        subject.place().and_then(|id| self.places.get(id)).map(|place| place.level)
    }
}
