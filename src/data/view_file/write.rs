//! The text of a view file: stable order, one item a line, names behind ids.

use super::v1::{FiltersV1, LayoutV1, ViewFileV1};
use crate::data::ron_file::{one_line, push_escaped, quoted};
use crate::model::{
    claim::Claim,
    dataset::Dataset,
    ids::{ClaimId, MetricId, PlaceId},
    item::Item,
    lang::Bilingual,
    layout::Direction,
    settings::ThemeChoice,
    view_state::{RankingRule, ViewState},
};

/// The head of every file the program writes, in both languages.
const HEAD: &str = include_str!("head.txt");

/// The text of a view as the newest file version. `names` gives the names behind ids; ids that it
/// lacks stand without one.
pub fn to_text(view: &ViewState, names: &Dataset) -> String {
    let file = ViewFileV1::from(view.clone());
    let mut out = Writer { out: HEAD.to_owned(), level: 0, names };
    out.view(&file);
    out.out
}

struct Writer<'a> {
    out: String,
    level: usize,
    names: &'a Dataset,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        for _ in 0..self.level {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn open(&mut self, text: &str) {
        self.line(text);
        self.level += 1;
    }

    fn close(&mut self, text: &str) {
        self.level = self.level.saturating_sub(1);
        self.line(text);
    }

    /// `head: "id", // name`
    fn named(&mut self, head: &str, id: &str, name: Option<String>) {
        let mut text = format!("{head}{},", quoted(id));
        if let Some(name) = name {
            text.push_str(" // ");
            text.push_str(&name);
        }
        self.line(&text);
    }

    fn view(&mut self, file: &ViewFileV1) {
        self.open("View(");
        self.line("version: 1,");
        self.line(&format!("id: {},", quoted(file.id.as_str())));
        self.open("title: (");
        self.line(&format!("en: {},", quoted(&file.title.en)));
        self.line(&format!("zh: {},", quoted(&file.title.zh)));
        self.close("),");
        self.note(file);
        self.line(&format!("workspace: {},", file.workspace.name()));
        self.layouts(file);
        let map = &file.map;
        self.line(&format!(
            "map: (lon: {}, lat: {}, zoom: {}, base: {}),",
            degrees(map.lon),
            degrees(map.lat),
            zoom(map.zoom),
            quoted(&map.base)
        ));
        self.layers(file);
        self.filters(&file.filters);
        self.items("selection", &file.selection, |w, item| w.item(item));
        self.items("compare", &file.compare, |w, place| w.named("", place.as_str(), w.place_name(place)));
        self.open("financing: (");
        self.line(&format!("scope: {},", quoted(&file.financing.scope)));
        self.line(&format!("measure: {},", file.financing.measure.name()));
        match &file.financing.place {
            Some(place) => self.named("place: ", place.as_str(), self.place_name(place)),
            None => self.line("place: None,"),
        }
        if !file.financing.stack.is_empty() {
            self.line(&format!("stack: {},", quoted(&file.financing.stack)));
        }
        self.close("),");
        self.ranking(file);
        self.line(&format!("units: {},", file.units.name()));
        self.line(&format!("as_of: {},", quoted(&file.as_of)));
        self.line(&format!("seed: {},", file.seed));
        self.open("refers: (");
        self.items("portfolios", &file.refers.portfolios, |w, path| w.named("", path, None));
        self.items("tables", &file.refers.tables, |w, path| w.named("", path, None));
        self.close("),");
        self.line(&format!("lang: {},", file.lang.map_or("None", |lang| lang.code())));
        self.line(&format!("theme: {},", file.theme.map_or("None", theme_name)));
        self.close(")");
    }

    fn note(&mut self, file: &ViewFileV1) {
        self.open("note: (");
        for (key, text) in [("en", &file.note.en), ("zh", &file.note.zh)] {
            let text = paragraphs(text, self.level);
            self.line(&format!("{key}: {text},"));
        }
        let cited = super::cited_claims(&Bilingual::from(file.note.clone()));
        for id in cited {
            if let Some(name) = self.claim_name(&id) {
                self.line(&format!("// [{id}] {name}"));
            }
        }
        self.close("),");
    }

    fn layouts(&mut self, file: &ViewFileV1) {
        if file.layout.is_empty() {
            self.line("layout: {},");
            return;
        }
        self.open("layout: {");
        for (workspace, node) in &file.layout {
            self.layout(&format!("{}: ", workspace.name()), node);
        }
        self.close("},");
    }

    fn layout(&mut self, head: &str, node: &LayoutV1) {
        let close = if head.starts_with('(') { ")" } else { "" };
        match node {
            LayoutV1::Panel(panel) => self.line(&format!("{head}panel({}){close},", panel.name())),
            LayoutV1::Tabs { active, panels } => {
                let names: Vec<&str> = panels.iter().map(|panel| panel.name()).collect();
                self.line(&format!("{head}tabs(active: {active}, panels: [{}]){close},", names.join(", ")));
            }
            LayoutV1::Split { direction, parts } => {
                let direction = match direction {
                    Direction::Rows => "rows",
                    Direction::Columns => "columns",
                };
                self.open(&format!("{head}split(direction: {direction}, parts: ["));
                for (share, part) in parts {
                    let share = if share.is_finite() { *share } else { 0.5 };
                    self.layout(&format!("({share:?}, "), part);
                }
                self.close(&format!("]){close},"));
            }
        }
    }

    fn layers(&mut self, file: &ViewFileV1) {
        let layers = &file.layers;
        self.open("layers: (");
        self.line(&format!("provinces: {},", layers.provinces));
        self.named("province_metric: ", layers.province_metric.as_str(), self.metric_name(&layers.province_metric));
        self.line(&format!("cities: {},", layers.cities));
        self.named("city_metric: ", layers.city_metric.as_str(), self.metric_name(&layers.city_metric));
        self.line(&format!("zones: {},", layers.zones));
        self.line(&format!("funds: {},", layers.funds));
        if !layers.notes {
            self.line("notes: false,");
        }
        if !layers.deals {
            self.line("deals: false,");
        }
        self.close("),");
    }

    fn filters(&mut self, filters: &FiltersV1) {
        if *filters == FiltersV1::default() {
            self.line("filters: (),");
            return;
        }
        let names = self.names;
        self.open("filters: (");
        if let Some(period) = &filters.period {
            self.line(&format!("period: {},", quoted(period.written())));
        }
        self.some_items("places", &filters.places, |w, id| w.named("", id.as_str(), w.place_name(id)));
        self.some_items("groups", &filters.groups, |w, id| {
            w.named("", id.as_str(), names.groups.get(id).map(|group| both(&group.name)));
        });
        if let Some(area) = &filters.area {
            self.line(&format!(
                "area: (west: {}, south: {}, east: {}, north: {}),",
                degrees(area.west),
                degrees(area.south),
                degrees(area.east),
                degrees(area.north)
            ));
        }
        self.some_items("tiers", &filters.tiers, |w, tier| w.line(&format!("{tier},")));
        self.some_items("sectors", &filters.sectors, |w, id| w.named("", id, None));
        self.some_items("topics", &filters.topics, |w, id| w.named("", id, None));
        self.some_items("documents", &filters.documents, |w, id| {
            w.named("", id.as_str(), names.documents.get(id).map(|document| both(&document.short)));
        });
        self.some_items("providers", &filters.providers, |w, id| {
            w.named("", id.as_str(), names.providers.get(id).map(|provider| both(&provider.name)));
        });
        self.some_items("statuses", &filters.statuses, |w, status| w.line(&format!("{},", status.name())));
        if !filters.deals.is_empty() {
            self.open("deals: {");
            for (dimension, values) in &filters.deals {
                let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                self.line(&format!("{}: [{}],", quoted(dimension), values.join(", ")));
            }
            self.close("},");
        }
        self.close("),");
    }

    fn ranking(&mut self, file: &ViewFileV1) {
        self.open("ranking: (");
        self.open("weights: {");
        for (metric, weight) in &file.ranking.weights {
            let name = self.metric_name(metric).map_or_else(String::new, |name| format!(" // {name}"));
            self.line(&format!("{}: {weight},{name}", quoted(metric.as_str())));
        }
        self.close("},");
        self.line(&format!("cuts: (one: {}, two: {}),", file.ranking.cuts.one, file.ranking.cuts.two));
        let rule = match file.ranking.rule {
            RankingRule::LogCount => "log_count",
        };
        self.line(&format!("rule: {rule},"));
        self.close("),");
    }

    fn item(&mut self, item: &Item) {
        let names = self.names;
        let (kind, id, name) = match item {
            Item::Place(id) => ("Place", id.as_str(), self.place_name(id)),
            Item::Group(id) => ("Group", id.as_str(), names.groups.get(id).map(|x| both(&x.name))),
            Item::Company(id) => ("Company", id.as_str(), names.companies.get(id).map(|x| both(&x.name))),
            Item::Fund(id) => ("Fund", id.as_str(), names.funds.get(id).map(|x| both(&x.name))),
            Item::Entity(id) => ("Entity", id.as_str(), names.entities.get(id).map(|x| both(&x.name))),
            Item::Claim(id) => ("Claim", id.as_str(), self.claim_name(id)),
            Item::Document(id) => ("Document", id.as_str(), names.documents.get(id).map(|x| both(&x.short))),
            Item::Period(period) => ("Period", period.written(), None),
            Item::Figure(number) => {
                self.line(&format!("Figure({number}),"));
                return;
            }
        };
        let name = name.map_or_else(String::new, |name| format!(" // {name}"));
        self.line(&format!("{kind}({}),{name}", quoted(id)));
    }

    fn items<'t, T: 't>(&mut self, name: &str, items: impl IntoIterator<Item = &'t T>, write: impl Fn(&mut Self, &T)) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            self.line(&format!("{name}: [],"));
            return;
        }
        self.open(&format!("{name}: ["));
        for item in items {
            write(self, item);
        }
        self.close("],");
    }

    /// As [`Writer::items`], but an empty list is left out.
    fn some_items<'t, T: 't>(&mut self, name: &str, items: impl IntoIterator<Item = &'t T>, write: impl Fn(&mut Self, &T)) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.items(name, items, write);
        }
    }

    fn place_name(&self, id: &PlaceId) -> Option<String> {
        self.names.places.get(id).map(|place| both(&place.name))
    }

    fn metric_name(&self, id: &MetricId) -> Option<String> {
        self.names.metrics.get(id).map(|metric| both(&metric.title))
    }

    fn claim_name(&self, id: &ClaimId) -> Option<String> {
        self.names.claims.get(id).map(|claim| claim_title(claim, self.names))
    }
}

/// Subject, metric, period and wording of a claim on one line.
pub(in crate::data) fn claim_title(claim: &Claim, names: &Dataset) -> String {
    let subject = both(&names.subject_name(&claim.subject));
    let metric = names.metrics.get(&claim.metric).map_or_else(|| claim.metric.to_string(), |metric| both(&metric.title));
    let mut title = format!("{subject} · {metric} · {}", claim.period.written());
    if !claim.as_written.is_empty() {
        title.push_str(" · ");
        title.push_str(&one_line(&claim.as_written));
    }
    title
}

/// Both names on one line; one where they are the same.
pub(in crate::data) fn both(name: &Bilingual) -> String {
    let text = match (name.en.as_str(), name.zh.as_str()) {
        (en, "") => en.to_owned(),
        ("", zh) => zh.to_owned(),
        (en, zh) if en == zh => en.to_owned(),
        (en, zh) => format!("{en} {zh}"),
    };
    one_line(&text)
}

fn theme_name(theme: ThemeChoice) -> &'static str {
    match theme {
        ThemeChoice::System => "system",
        ThemeChoice::Light => "light",
        ThemeChoice::Dark => "dark",
    }
}

/// Five decimals; what is no number becomes 0.
fn degrees(value: f64) -> String {
    let rounded = (value * 1e5).round() / 1e5;
    // Adding 0 turns a negative zero into zero.
    if rounded.is_finite() { format!("{:.5}", rounded + 0.0) } else { "0.00000".to_owned() }
}

/// Two decimals; what is no number becomes 0.
fn zoom(value: f64) -> String {
    if value.is_finite() { format!("{:.2}", (value * 100.0).round() / 100.0 + 0.0) } else { "0.00".to_owned() }
}

/// A RON string in which each line of `text` stands on a line of its own.
fn paragraphs(text: &str, level: usize) -> String {
    let indent = "    ".repeat(level + 1);
    let mut out = String::from("\"");
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push_str("\\n\\\n");
            out.push_str(&indent);
        }
        let mut chars = line.chars();
        // The continuation swallows white space: a line that starts with some needs an escape.
        if n > 0
            && let Some(first) = chars.clone().next().filter(|c| c.is_whitespace())
        {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(first)));
            chars.next();
        }
        for c in chars {
            push_escaped(&mut out, c);
        }
    }
    out.push('"');
    out
}
