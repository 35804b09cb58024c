//! What became of the rows, and what is doubtful in them.

use std::collections::BTreeMap;

use egui::{CollapsingHeader, RichText, Ui};

use super::{decide, proposals, reading::reading_ui, small, warning};
use crate::{
    action::{CommandQueue, import::ImportedTable},
    analysis::import::ReportGroup,
    model::deal_import::RowStatus,
    panels::PanelCtx,
    text::number::grouped,
    update::Wizard,
    views::{
        theme::{regular, semibold, size, space},
        widgets::section_heading,
    },
};

/// Groups of remarks that are listed.
const LISTED: usize = 100;

/// Draws counts, remarks and proposals.
pub(super) fn settle_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    (wizard, imported): (&Wizard, &ImportedTable),
    typed: &mut BTreeMap<String, String>,
    out: &mut CommandQueue,
) {
    if imported.synthetic {
        warning(ui, ctx, ctx.text.get("import-synthetic"));
    }
    counts_ui(ui, ctx, imported);
    small(ui, ctx, &ctx.text.fmt("import-folder", &[("folder", imported.folder.as_str().into())]));
    CollapsingHeader::new(ctx.text.get("import-columns")).id_salt("import reading").show(ui, |ui| {
        reading_ui(ui, ctx, wizard, out);
    });
    if !imported.groups.is_empty() {
        ui.add_space(space::S);
        section_heading(ui, ctx.theme, ctx.text.get("import-remarks"), "");
        for group in imported.groups.iter().take(LISTED) {
            group_ui(ui, ctx, wizard, group, typed, out);
        }
        more_ui(ui, ctx, imported.all_groups.saturating_sub(LISTED));
    }
    proposals::proposals_ui(ui, ctx, (wizard, imported), out);
}

/// That there are more than are listed.
pub(super) fn more_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, more: usize) {
    if more > 0 {
        small(ui, ctx, &ctx.text.fmt("import-more", &[("n", more.into())]));
    }
}

fn counts_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, imported: &ImportedTable) {
    let counts = imported.counts;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for (key, count) in [
            ("import-count-read", counts.read),
            ("import-count-taken", counts.taken),
            ("import-count-remarked", counts.remarked),
            ("import-count-left-out", counts.left_out),
        ] {
            let shown = grouped(count.into());
            let words = ctx.text.get(key);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let number = ui.label(RichText::new(&shown).font(semibold(size::FIGURE)).color(ctx.theme.text));
                number.accessible_name(format!("{words}: {shown}"));
                ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.muted));
            });
        }
    });
}

/// A group: what is said of which text, how often, and what is meant.
fn group_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    wizard: &Wizard,
    group: &ReportGroup,
    typed: &mut BTreeMap<String, String>,
    out: &mut CommandQueue,
) {
    ui.push_id((group.code, &group.column, &group.value), |ui| {
        ui.horizontal_wrapped(|ui| {
            let color = if group.code.status() == RowStatus::LeftOut { ctx.theme.warning } else { ctx.theme.text };
            ui.label(RichText::new(code_text(ctx, group)).font(regular(size::BODY)).color(color));
            if !group.value.is_empty() {
                let value = group.value.replace(['\n', '\r'], " ");
                let quoted = ctx.text.fmt("import-quoted", &[("text", value.as_str().into())]);
                ui.label(RichText::new(quoted).font(semibold(size::BODY)).color(ctx.theme.text));
            }
            let rows = usize::try_from(group.rows).unwrap_or(usize::MAX);
            let line = group.first_line.to_string();
            let where_from = if group.column.is_empty() {
                ctx.text.fmt("import-rows", &[("n", rows.into()), ("line", line.as_str().into())])
            } else {
                let column = group.column.as_str();
                ctx.text.fmt("import-rows-of", &[("n", rows.into()), ("line", line.as_str().into()), ("column", column.into())])
            };
            ui.label(RichText::new(where_from).font(regular(size::SMALL)).color(ctx.theme.muted));
        });
        decide::decide_ui(ui, ctx, wizard, group, typed, out);
    });
}

fn code_text(ctx: &PanelCtx<'_>, group: &ReportGroup) -> String {
    ctx.text.get(&format!("import-code-{}", group.code.name())).to_owned()
}
