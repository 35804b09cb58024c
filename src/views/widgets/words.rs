//! Words for the model's enums and ids in the interface's language.

use egui::Ui;

use crate::{
    analysis::portfolio::notes::Heap,
    model::{
        claim::{FigureState, Status},
        item::Item,
        lang::Lang,
        place::PlaceLevel,
        quantity::Qualifier,
    },
    panels::PanelCtx,
    text::{Text, period::period_text},
};

/// "at least", "about", ...
pub fn qualifier_text(text: &Text, qualifier: Qualifier) -> &str {
    text.get(match qualifier {
        Qualifier::Exact => "sources-qualifier-exact",
        Qualifier::About => "sources-qualifier-about",
        Qualifier::Nearly => "sources-qualifier-nearly",
        Qualifier::AtLeast => "sources-qualifier-at-least",
        Qualifier::AtMost => "sources-qualifier-at-most",
        Qualifier::Range => "sources-qualifier-range",
        Qualifier::NotStated => "sources-qualifier-not-stated",
    })
}

/// "reported", "derived", ...
pub fn status_text(text: &Text, status: Status) -> &str {
    text.get(match status {
        Status::Reported => "sources-status-reported",
        Status::Derived => "sources-status-derived",
        Status::Coded => "sources-status-coded",
        Status::Assumed => "sources-status-assumed",
        Status::Entered => "sources-status-entered",
    })
}

/// "City", "Province", ...
pub fn level_text(text: &Text, level: PlaceLevel) -> &str {
    text.get(match level {
        PlaceLevel::Country => "sources-level-country",
        PlaceLevel::Province => "sources-level-province",
        PlaceLevel::Municipality => "sources-level-municipality",
        PlaceLevel::Sar => "sources-level-sar",
        PlaceLevel::Prefecture => "sources-level-prefecture",
        PlaceLevel::District => "sources-level-district",
        PlaceLevel::County => "sources-level-county",
        PlaceLevel::Zone => "sources-level-zone",
    })
}

/// A published tier in words; 3 is "other".
pub fn tier_text(text: &Text, tier: u8) -> &str {
    text.get(match tier {
        1 => "sources-tier-1",
        2 => "sources-tier-2",
        _ => "sources-tier-other",
    })
}

/// A sector scope in words; the slug itself where it is new.
pub fn sector_text<'a>(text: &'a Text, sector: &'a str) -> &'a str {
    match sector {
        "all" => text.get("sources-sector-all"),
        "ai" => text.get("sources-sector-ai"),
        "embodied_ai" => text.get("sources-sector-embodied-ai"),
        "advanced_manufacturing" => text.get("sources-sector-advanced-manufacturing"),
        "mobile_devices" => text.get("sources-sector-mobile-devices"),
        "oil_and_gas" => text.get("sources-sector-oil-and-gas"),
        "manufacturing" => text.get("sources-sector-manufacturing"),
        _ => sector,
    }
}

/// A metric family in words; the slug itself where it is new.
pub fn topic_text<'a>(text: &'a Text, topic: &'a str) -> &'a str {
    match topic {
        "companies" => text.get("sources-topic-companies"),
        "financing" => text.get("sources-topic-financing"),
        "funds" => text.get("sources-topic-funds"),
        "industry" => text.get("sources-topic-industry"),
        "investors" => text.get("sources-topic-investors"),
        "other" => text.get("sources-topic-other"),
        "policy" => text.get("sources-topic-policy"),
        "research" => text.get("sources-topic-research"),
        "talent" => text.get("sources-topic-talent"),
        "rating" => text.get("sources-topic-rating"),
        "tier" => text.get("sources-topic-tier"),
        "unicorns" => text.get("sources-topic-unicorns"),
        _ => topic,
    }
}

/// Whether a city is stated or general knowledge.
pub fn city_status_text<'a>(text: &'a Text, status: &'a str) -> &'a str {
    match status {
        "stated" => text.get("sources-place-stated"),
        "partly_stated" => text.get("sources-place-partly-stated"),
        "general_knowledge" => text.get("sources-place-general-knowledge"),
        "not_stated" => text.get("sources-place-not-stated"),
        "several_cities" => text.get("sources-place-several-cities"),
        _ => status,
    }
}

/// What became of a figure of the 2020 report.
pub fn figure_state_text(text: &Text, state: FigureState) -> &str {
    text.get(match state {
        FigureState::Extracted => "sources-figure-extracted",
        FigureState::NotExtracted => "sources-figure-not-extracted",
        FigureState::CaptionLost => "sources-figure-caption-lost",
    })
}

/// What kind of thing an item is, in words.
pub fn item_kind<'a>(ctx: &'a PanelCtx<'_>, item: &Item) -> &'a str {
    let text = ctx.text;
    match item {
        Item::Place(id) => {
            ctx.model.data.places.get(id).map_or_else(|| text.get("sources-kind-place"), |place| level_text(text, place.level))
        }
        Item::Group(_) => text.get("sources-kind-group"),
        Item::Company(_) => text.get("sources-kind-company"),
        Item::Fund(_) => text.get("sources-kind-fund"),
        Item::Entity(_) => text.get("sources-kind-entity"),
        Item::Claim(_) => text.get("sources-kind-claim"),
        Item::Document(_) => text.get("sources-kind-document"),
        Item::Figure(_) => text.get("sources-kind-figure"),
        Item::Period(_) => text.get("sources-kind-period"),
    }
}

/// An item's name in the interface's language: a place's name, a claim's metric and subject.
pub fn item_name(ctx: &PanelCtx<'_>, item: &Item) -> String {
    let (data, lang) = (&ctx.model.data, ctx.lang());
    if let Some(subject) = item.subject() {
        return data.subject_name(&subject).get(lang).to_owned();
    }
    match item {
        Item::Claim(id) => data.claims.get(id).map_or_else(
            || id.to_string(),
            |claim| {
                let metric = data.metric_of(claim).map_or(claim.metric.as_str(), |metric| metric.title.get(lang));
                format!("{metric} · {}", data.subject_name(&claim.subject).get(lang))
            },
        ),
        Item::Document(id) => data.documents.get(id).map_or_else(|| id.to_string(), |d| d.short.get(lang).to_owned()),
        Item::Figure(number) => ctx.text.fmt("sources-figure-number", &[("n", usize::from(*number).into())]),
        Item::Period(period) => period_text(ctx.text, period),
        Item::Place(_) | Item::Group(_) | Item::Company(_) | Item::Fund(_) | Item::Entity(_) => String::new(),
    }
}

/// What kind of picture a figure of the 2020 report is.
pub fn figure_kind_text<'a>(text: &'a Text, kind: &'a str) -> &'a str {
    match kind {
        "map" => text.get("sources-figure-kind-map"),
        "heatmap" => text.get("sources-figure-kind-heatmap"),
        "distribution" => text.get("sources-figure-kind-distribution"),
        "companies" => text.get("sources-figure-kind-companies"),
        "" => "–",
        _ => kind,
    }
}

/// The notes behind a pin or a flag: the first few, and how many more.
pub fn note_heap(ui: &mut Ui, lang: Lang, heap: &Heap) {
    ui.set_max_width(300.0);
    for text in &heap.texts {
        ui.label(text.get(lang));
    }
    if heap.count > heap.texts.len() {
        ui.label(format!("(+ {})", heap.count - heap.texts.len()));
    }
}
