//! Units, providers, documents, metrics, schemes, rounds, figures.

use std::collections::BTreeMap;

use super::{Loader, cells::RowCells};
use crate::{
    data::csv_table::Column,
    model::{
        catalog::{Round, SubField},
        claim::{Document, FigureState, Measure, Metric, MetricKind, Provider, SourceFigure, StockFlow},
        dataset::Dataset,
        unit::{UnitFamily, UnitInfo},
    },
};

const FAMILIES: [&str; 8] = ["count", "money", "percent", "ratio", "duration", "rank", "rating", "tier"];
const KINDS: [&str; 8] = ["level", "growth_qoq", "growth_yoy", "share", "mean", "median", "rating", "rank"];
const STAGES: [&str; 5] = ["early", "middle", "late", "exit", "other"];

/// Adds a row under its id, or gives the id back when it is taken.
pub(super) fn keep<K: Ord + Clone + ToString, V>(map: &mut BTreeMap<K, V>, key: &K, value: V) -> Result<(), String> {
    match map.entry(key.clone()) {
        std::collections::btree_map::Entry::Occupied(_) => Err(key.to_string()),
        std::collections::btree_map::Entry::Vacant(free) => {
            free.insert(value);
            Ok(())
        }
    }
}

impl Loader {
    pub(super) fn vocabulary(&mut self) {
        self.units();
        self.providers();
        self.documents();
        self.metrics();
        self.schemes();
        self.rounds();
        self.figures();
    }

    fn units(&mut self) {
        self.rows(
            "units.csv",
            ["id", "family", "title_en", "title_zh"],
            |cells, [id, family, en, zh], _| {
                Some(UnitInfo {
                    id: cells.id(id).into(),
                    family: cells.word(family, "unit family", &FAMILIES, UnitFamily::from_name)?,
                    title: cells.title(en, zh, "the title"),
                })
            },
            |data, unit| keep(&mut data.units, &unit.id.clone(), unit),
        );
    }

    fn providers(&mut self) {
        self.rows(
            "providers.csv",
            ["id", "name_en", "name_zh"],
            |cells, [id, en, zh], _| Some(Provider { id: cells.id(id).into(), name: cells.title(en, zh, "the name") }),
            |data, provider| keep(&mut data.providers, &provider.id.clone(), provider),
        );
    }

    fn documents(&mut self) {
        self.rows(
            "documents.csv",
            [
                "id",
                "title_en",
                "title_zh",
                "publisher_en",
                "publisher_zh",
                "published",
                "data_to",
                "short_en",
                "short_zh",
                "read_en",
                "read_zh",
                "lost_en",
                "lost_zh",
            ],
            |cells, [id, ten, tzh, pen, pzh, published, data_to, sen, szh, ren, rzh, len, lzh], _| {
                Some(Document {
                    id: cells.id(id).into(),
                    title: cells.title(ten, tzh, "the title"),
                    publisher: cells.name(pen, pzh, "the publisher"),
                    published: cells.text(published).into(),
                    data_to: cells.text(data_to).into(),
                    short: cells.title(sen, szh, "the short name"),
                    read: cells.both(ren, rzh, "what was read"),
                    lost: cells.both(len, lzh, "what was lost"),
                })
            },
            |data, document| keep(&mut data.documents, &document.id.clone(), document),
        );
    }

    fn metrics(&mut self) {
        self.rows(
            "metrics.csv",
            [
                "id",
                "title_en",
                "title_zh",
                "definition_en",
                "definition_zh",
                "family",
                "kind",
                "stock_flow",
                "of",
                "additive",
                "sector",
                "measure",
                "topic",
                "layer",
                "definition_id",
                "coverage",
                "coverage_en",
                "coverage_zh",
            ],
            read_metric,
            |data, metric| keep(&mut data.metrics, &metric.id.clone(), metric),
        );
        // `of` points into the same table, so it is checked when all rows are there; a metric with
        // a wrong one stays, since its claims are still true.
        let known: BTreeMap<_, ()> = self.data.metrics.keys().map(|id| (id.clone(), ())).collect();
        self.check("metrics.csv", ["of"], |cells, [of], _| {
            cells.refer(of, "metrics.csv", &known);
        });
        for metric in self.data.metrics.values_mut() {
            metric.of = metric.of.take().filter(|of| known.contains_key(of));
        }
    }

    fn schemes(&mut self) {
        self.rows(
            "schemes.csv",
            [
                "scheme",
                "layer",
                "layer_en",
                "layer_zh",
                "group",
                "group_en",
                "group_zh",
                "sub_field",
                "sub_field_en",
                "sub_field_zh",
                "document",
                "order",
                "status",
            ],
            |cells, [scheme, layer, len, lzh, group, gen_, gzh, id, sen, szh, document, order, _status], data| {
                cells.parsed::<u16>(order, "whole number");
                Some(SubField {
                    scheme: cells.need(scheme, "the scheme").into(),
                    layer: cells.need(layer, "the layer").into(),
                    layer_title: cells.title(len, lzh, "the layer's title"),
                    group: cells.text(group).into(),
                    group_title: cells.both(gen_, gzh, "the group's title"),
                    id: cells.id(id).into(),
                    title: cells.title(sen, szh, "the title"),
                    documents: cells.refer_list(document, "documents.csv", &data.documents),
                })
            },
            |data, field| {
                let taken = data
                    .sub_fields
                    .iter()
                    .any(|have| have.scheme == field.scheme && have.layer == field.layer && have.id == field.id);
                if taken {
                    return Err(field.id);
                }
                data.sub_fields.push(field);
                Ok(())
            },
        );
    }

    fn rounds(&mut self) {
        let mut rounds = Vec::new();
        self.rows(
            "rounds.csv",
            ["id", "name_en", "name_zh", "stage", "order", "document"],
            |cells, [id, en, zh, stage, order, document], data| {
                cells.refer_list(document, "documents.csv", &data.documents);
                let stage = cells.word(stage, "stage", &STAGES, |text| STAGES.iter().find(|s| **s == text))?;
                let round = Round { id: cells.id(id).into(), name: cells.title(en, zh, "the name"), stage: (*stage).to_owned() };
                Some((cells.parsed::<u16>(order, "whole number")?, round))
            },
            |_, (order, round)| {
                if rounds.iter().any(|(_, have): &(u16, Round)| have.id == round.id) {
                    return Err(round.id);
                }
                rounds.push((order, round));
                Ok(())
            },
        );
        rounds.sort_by_key(|(order, _)| *order);
        self.data.rounds = rounds.into_iter().map(|(_, round)| round).collect();
    }

    fn figures(&mut self) {
        self.rows(
            "figures.csv",
            ["figure", "document", "caption_zh", "caption_en", "kind", "date_in_caption", "n", "legend_bins", "line", "state"],
            |cells, [number, document, zh, en, kind, date, n, bins, line, state], data| {
                let states = ["extracted", "not_extracted", "caption_lost"];
                let state = cells.word(state, "state", &states, |text| match text {
                    "extracted" => Some(FigureState::Extracted),
                    "not_extracted" => Some(FigureState::NotExtracted),
                    "caption_lost" => Some(FigureState::CaptionLost),
                    _ => None,
                });
                cells.need(number, "the figure's number");
                Some(SourceFigure {
                    number: cells.parsed(number, "whole number")?,
                    document: cells.refer_needed(document, "documents.csv", &data.documents)?,
                    caption: cells.both(en, zh, "the caption"),
                    kind: cells.text(kind).into(),
                    date_in_caption: cells.text(date).into(),
                    n: cells.parsed(n, "whole number"),
                    legend_bins: cells.text(bins).into(),
                    line: cells.text(line).into(),
                    state: state?,
                })
            },
            |data, figure| {
                if data.figures.iter().any(|have| have.number == figure.number) {
                    return Err(figure.number.to_string());
                }
                data.figures.push(figure);
                Ok(())
            },
        );
        self.data.figures.sort_by_key(|figure| figure.number);
    }
}

fn read_metric(cells: &mut RowCells<'_, '_, '_>, columns: [Column; 18], _data: &Dataset) -> Option<Metric> {
    let [
        id,
        ten,
        tzh,
        den,
        dzh,
        family,
        kind,
        stock_flow,
        of,
        additive,
        sector,
        measure,
        topic,
        _layer,
        definition,
        coverage,
        cen,
        czh,
    ] = columns;
    let stock_flow = cells.word(stock_flow, "stock or flow", &["stock", "flow", "(empty)"], |text| match text {
        "" => Some(None),
        "stock" => Some(Some(StockFlow::Stock)),
        "flow" => Some(Some(StockFlow::Flow)),
        _ => None,
    });
    let measure = cells.word(measure, "measure", &["events", "amount", "(empty)"], |text| match text {
        "" => Some(None),
        name => Measure::from_name(name).map(Some),
    });
    let family = cells.word(family, "unit family", &FAMILIES, UnitFamily::from_name);
    let kind = cells.word(kind, "kind of metric", &KINDS, MetricKind::from_name);
    let of = cells.text(of);
    Some(Metric {
        id: cells.id(id).into(),
        title: cells.title(ten, tzh, "the title"),
        definition: cells.title(den, dzh, "the definition"),
        family: family?,
        kind: kind?,
        stock_flow: stock_flow?,
        of: (!of.is_empty()).then(|| of.into()),
        additive: cells.truth(additive),
        sector: cells.text(sector).into(),
        measure: measure?,
        topic: cells.need(topic, "the topic").into(),
        definition_id: cells.need(definition, "the definition's id").into(),
        coverage: cells.need(coverage, "the coverage").into(),
        coverage_title: cells.title(cen, czh, "the coverage in words"),
    })
}
