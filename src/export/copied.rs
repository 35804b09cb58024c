//! What copying a panel puts on the clipboard: its table, and a line that says where the numbers
//! come from.

use std::collections::BTreeSet;

use super::table::{Cell, PORTFOLIO_TABLES, Table, TableInputs, panel_table};
use crate::{
    model::{
        ids::{ClaimId, DocumentId},
        layout::Panel,
    },
    text::Text,
    update::AppModel,
};

/// The table that stands for a panel: its own, or for the map the places behind its symbols.
pub fn table_of(model: &AppModel, panel: Panel) -> Option<Table> {
    let name = match panel {
        Panel::Ladder
        | Panel::Mandate
        | Panel::HomeBias
        | Panel::Overlap
        | Panel::Deployment
        | Panel::Holdings
        | Panel::Timeline
        | Panel::Notes
        | Panel::AskList => return portfolio_table(model, panel),
        // Their rows stay in the person's own tables.
        Panel::DealStats => return None,
        Panel::Deals => return deals_table(model),
        Panel::Map => "places",
        Panel::Parts => "ranking",
        Panel::Financing
        | Panel::Ranking
        | Panel::Compare
        | Panel::Claims
        | Panel::Conflicts
        | Panel::Documents
        | Panel::Figures
        | Panel::Schemes
        | Panel::Rates => panel.name(),
    };
    let inputs = TableInputs {
        data: &model.data,
        view: &model.view,
        findings: &model.findings,
        layer: model.layer.content(),
        incomplete_days: model.settings.incomplete_days,
    };
    panel_table(name, inputs)
}

fn deals_table(model: &AppModel) -> Option<Table> {
    super::table::deals_table(&model.view, model.tables.cube.as_ref()?)
}

fn portfolio_table(model: &AppModel, panel: Panel) -> Option<Table> {
    let name = if panel == Panel::AskList || panel == Panel::Timeline { Panel::Notes.name() } else { panel.name() };
    let (_, make) = PORTFOLIO_TABLES.iter().find(|(table, _)| table.replace('-', "_") == name)?;
    Some(make(&model.data, model.portfolio.as_ref()?.document.content()))
}

/// A panel's numbers as tab-separated text with their source line; none for a panel without numbers.
pub fn copied_table(model: &AppModel, text: &Text, panel: Panel) -> Option<String> {
    let table = table_of(model, panel)?;
    let sources = source_line_of(model, text, panel, &table);
    Some(format!("{}{sources}\n", table.to_tsv()))
}

/// The line under a panel's picture: the documents behind its numbers, the map's makers, the
/// program and the data date.
pub fn source_line(model: &AppModel, text: &Text, panel: Panel) -> String {
    let table = table_of(model, panel).unwrap_or_default();
    source_line_of(model, text, panel, &table)
}

fn source_line_of(model: &AppModel, text: &Text, panel: Panel, table: &Table) -> String {
    let mut stands_in = documents_in(model, table);
    if panel == Panel::Schemes {
        stands_in.extend(model.data.sub_fields.iter().flat_map(|field| field.documents.iter().cloned()));
    }
    let documents: Vec<&str> =
        stands_in.iter().filter_map(|id| model.data.documents.get(id)).map(|document| document.short.get(text.lang())).collect();
    let mut parts = Vec::new();
    if !documents.is_empty() {
        let list = documents.join(text.get("export-list-separator"));
        parts.push(text.fmt("export-sources", &[("documents", (&list).into())]));
    }
    if panel == Panel::Map {
        parts.push(text.get("export-map").to_owned());
    }
    parts.push(text.fmt("export-made-with", &[("date", model.data.as_of().into())]));
    parts.join(" · ")
}

/// The documents of every claim named in a column of claim ids.
fn documents_in(model: &AppModel, table: &Table) -> BTreeSet<DocumentId> {
    let columns: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, name)| name.ends_with("claim_ids") || *name == "id")
        .map(|(at, _)| at)
        .collect();
    let cells = table.rows.iter().flat_map(|row| columns.iter().filter_map(|at| row.get(*at)));
    cells
        .filter_map(|cell| match cell {
            Cell::Text(text) => Some(text),
            _ => None,
        })
        .flat_map(|ids| ids.split(';'))
        .filter_map(|id| model.data.claims.get(&ClaimId::new(id)))
        .flat_map(|claim| claim.documents.iter().cloned())
        .collect()
}
