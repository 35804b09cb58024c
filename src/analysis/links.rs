//! What links to an item: claims on it, views that show it, groups, zones, companies and funds
//! that name it, figures of the report about it.

use crate::model::{
    claim::Subject,
    dataset::Dataset,
    ids::{ClaimId, CompanyId, FundId, GroupId, PlaceId, ViewId},
    item::Item,
    view_state::ViewState,
};

/// Everything that names an item; lists are in table order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Claims on it, or derived from or replacing the claim it is, or standing in the document.
    pub claims: Vec<ClaimId>,
    /// Views that select, compare, filter by or cite it.
    pub views: Vec<ViewId>,
    /// Groups it is a member of.
    pub groups: Vec<GroupId>,
    /// Zones in it, sites not given included.
    pub zones: Vec<PlaceId>,
    /// Companies in it.
    pub companies: Vec<CompanyId>,
    /// Funds in it, or whose amounts the claim gives.
    pub funds: Vec<FundId>,
    /// Figures of the report about it, by number.
    pub figures: Vec<u16>,
    /// Exchange rates that follow from the claim.
    pub rates: Vec<String>,
    /// True when the ranking of some view reads the claim.
    pub ranked: bool,
}

impl Links {
    /// How many things link to the item.
    pub fn count(&self) -> usize {
        self.claims.len()
            + self.views.len()
            + self.groups.len()
            + self.zones.len()
            + self.companies.len()
            + self.funds.len()
            + self.figures.len()
            + self.rates.len()
    }
}

/// What links to `item` in the data and in the views given.
pub fn links<'a>(data: &Dataset, views: impl IntoIterator<Item = &'a ViewState>, item: &Item) -> Links {
    let mut links = match item {
        Item::Place(id) => of_place(data, id),
        Item::Claim(id) => of_claim(data, id),
        Item::Document(id) => Links {
            claims: data.claims.values().filter(|c| c.documents.contains(id)).map(|c| c.id.clone()).collect(),
            figures: data.figures.iter().filter(|f| f.document == *id).map(|f| f.number).collect(),
            ..Links::default()
        },
        Item::Period(period) => Links {
            claims: data.claims.values().filter(|c| c.period.overlaps(period)).map(|c| c.id.clone()).collect(),
            ..Links::default()
        },
        Item::Figure(_) => Links::default(),
        Item::Group(_) | Item::Company(_) | Item::Fund(_) | Item::Entity(_) => Links {
            claims: item.subject().map(|s| data.claims_of(&s).map(|c| c.id.clone()).collect()).unwrap_or_default(),
            ..Links::default()
        },
    };
    links.claims.sort();
    for view in views {
        if shows(view, item) {
            links.views.push(view.id.clone());
        }
        if let Item::Claim(id) = item {
            let metric = data.claims.get(id).map(|claim| &claim.metric);
            links.ranked |= metric.is_some_and(|metric| view.ranking.weights.get(metric).is_some_and(|weight| *weight > 0));
        }
    }
    links
}

fn of_place(data: &Dataset, id: &PlaceId) -> Links {
    let name = data.places.get(id).map(|place| place.name.zh.as_str()).unwrap_or_default();
    let about = |caption: &str| name.chars().count() >= 2 && caption.contains(name);
    Links {
        claims: data.claims_of_place(id).map(|claim| claim.id.clone()).collect(),
        groups: data.groups.values().filter(|group| group.members.contains(id)).map(|group| group.id.clone()).collect(),
        zones: data.zones_of(id).map(|zone| zone.place.clone()).collect(),
        companies: data.companies.values().filter(|c| c.place.as_ref() == Some(id)).map(|c| c.id.clone()).collect(),
        funds: data
            .funds
            .values()
            .filter(|fund| fund.place == *id || data.ancestry(&fund.place).iter().any(|p| p.id == *id && !is_country(data, id)))
            .map(|fund| fund.id.clone())
            .collect(),
        figures: data.figures.iter().filter(|figure| about(&figure.caption.zh)).map(|figure| figure.number).collect(),
        ..Links::default()
    }
}

fn is_country(data: &Dataset, id: &PlaceId) -> bool {
    data.places.get(id).is_some_and(|place| place.parent.is_none())
}

fn of_claim(data: &Dataset, id: &ClaimId) -> Links {
    let replaces = data.claims.values().filter(|claim| claim.supersedes.as_ref() == Some(id)).map(|claim| claim.id.clone());
    Links {
        claims: replaces.collect(),
        funds: data
            .funds
            .values()
            .filter(|fund| fund.target_claim.as_ref() == Some(id) || fund.first_tranche_claim.as_ref() == Some(id))
            .map(|fund| fund.id.clone())
            .collect(),
        rates: data.rates.iter().filter(|rate| rate.claims.contains(id)).map(|rate| rate.id.clone()).collect(),
        ..Links::default()
    }
}

/// Whether a view names the item: selects, compares, filters by or cites it.
fn shows(view: &ViewState, item: &Item) -> bool {
    if view.selection.contains(item) {
        return true;
    }
    match item {
        Item::Place(id) => {
            view.compare.contains(id) || view.filters.places.contains(id) || view.financing.place.as_ref() == Some(id)
        }
        Item::Group(id) => view.filters.groups.contains(id),
        Item::Claim(id) => cited(&view.note.en).chain(cited(&view.note.zh)).any(|cited| cited == id.as_str()),
        Item::Document(id) => view.filters.documents.contains(id),
        Item::Period(period) => view.filters.period.as_ref() == Some(period),
        Item::Company(_) | Item::Fund(_) | Item::Entity(_) | Item::Figure(_) => false,
    }
}

/// Claim ids that a note cites in square brackets: `[f001]`, `[f001, f002]`.
pub fn cited(note: &str) -> impl Iterator<Item = &str> {
    note.split('[')
        .skip(1)
        .filter_map(|rest| rest.split_once(']').map(|(inside, _)| inside))
        .flat_map(|inside| inside.split([',', ';', '，', '；', '、', ' ']))
        .map(str::trim)
        .filter(|id| !id.is_empty())
}

/// The claims on `subject`, those of coded ratings and published tiers left out, newest first.
pub fn figures_of<'a>(data: &'a Dataset, subject: &Subject) -> Vec<&'a crate::model::claim::Claim> {
    use crate::model::unit::UnitFamily;
    let mut claims: Vec<_> = data
        .claims_of(subject)
        .filter(|claim| !matches!(claim.quantity.unit.family, UnitFamily::Rating | UnitFamily::Tier))
        .collect();
    let topic = |claim: &crate::model::claim::Claim| match data.metric_of(claim).map_or("", |metric| metric.topic.as_str()) {
        "financing" => 0_u8,
        "companies" => 1,
        "funds" => 2,
        "unicorns" => 3,
        "industry" => 4,
        "investors" => 5,
        "talent" => 6,
        "research" => 7,
        _ => 8,
    };
    claims
        .sort_by(|a, b| topic(a).cmp(&topic(b)).then_with(|| b.period.end().cmp(&a.period.end())).then_with(|| a.id.cmp(&b.id)));
    claims
}
