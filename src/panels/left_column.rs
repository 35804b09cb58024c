//! The left column: views, layers, filters; and the rail it becomes on small windows.

use egui::{Button, RichText, ScrollArea, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::{
    ICON_ACCOUNT_BALANCE, ICON_BOOKMARKS, ICON_CHEVRON_RIGHT, ICON_FILTER_ALT, ICON_LAYERS, ICON_TABLE,
};

use super::PanelCtx;
use crate::{
    action::{
        CommandQueue,
        command::{LayoutCommand, TableCommand},
    },
    model::layout::Workspace,
    panels::{
        filters::{FiltersScratch, filters_ui},
        layers::{layers_ui, switch},
        portfolio::{FundsScratch, funds_ui},
        views_list::{ViewsScratch, views_list_ui},
    },
    text::number::grouped,
    views::{
        theme::{regular, size, space},
        widgets::{elided, section_heading},
    },
};

/// Width of the column in points.
pub const LEFT_WIDTH: f32 = 236.0;
/// Width of the rail in points.
pub const RAIL_WIDTH: f32 = 44.0;

/// The column's own state.
#[derive(Default)]
pub struct LeftScratch {
    /// Saved views.
    pub views: ViewsScratch,
    /// Filters.
    pub filters: FiltersScratch,
    /// Portfolios and funds.
    pub funds: FundsScratch,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Funds,
    Views,
    Layers,
    Tables,
    Filters,
}

impl Section {
    fn key(self) -> &'static str {
        match self {
            Self::Funds => "portfolio-portfolios",
            Self::Views => "shell-views",
            Self::Layers => "shell-layers",
            Self::Tables => "deals-tables",
            Self::Filters => "shell-filters",
        }
    }
}

/// Draws the column.
pub fn left_column_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut LeftScratch, out: &mut CommandQueue) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(12, 12)).show(ui, |ui| {
            if ctx.model.view.workspace == Workspace::Portfolio {
                section_ui(ui, ctx, scratch, Section::Funds, out);
                ui.add_space(space::L);
            }
            for section in [Section::Views, Section::Layers, Section::Tables, Section::Filters] {
                if section == Section::Tables && ctx.model.tables.list.is_empty() {
                    continue;
                }
                // The list of views draws its own heading, with buttons beside it.
                if section != Section::Views {
                    section_heading(ui, ctx.theme, ctx.text.get(section.key()), "");
                }
                section_ui(ui, ctx, scratch, section, out);
                ui.add_space(space::L);
            }
        });
    });
}

fn section_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut LeftScratch, section: Section, out: &mut CommandQueue) {
    match section {
        Section::Funds => funds_ui(ui, ctx, &mut scratch.funds, out),
        Section::Views => views_list_ui(ui, ctx, &mut scratch.views, out),
        Section::Layers => layers_ui(ui, ctx, out),
        Section::Tables => tables_ui(ui, ctx, out),
        Section::Filters => filters_ui(ui, ctx, &mut scratch.filters, out),
    }
}

/// The tables of the project: a switch for each takes its deals into the view.
fn tables_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    for table in &ctx.model.tables.list {
        if let Some(problem) = &table.problem {
            elided(ui, &table.name, regular(size::BODY), ctx.theme.warning).on_hover_text(problem);
            continue;
        }
        let on = ctx.model.view.refers.tables.contains(&table.refer);
        let count = if table.synthetic { ctx.text.get("deals-synthetic").to_owned() } else { grouped(table.deals.into()) };
        if switch(ui, ctx, &table.name, &count, on) {
            out.push(TableCommand::Show { refer: table.refer.clone(), on: !on });
        }
    }
}

/// Draws the rail: each section opens as a menu beside it. `can_open`: the window has room for the
/// whole column.
pub fn rail_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut LeftScratch, can_open: bool, out: &mut CommandQueue) {
    ui.vertical_centered(|ui| {
        ui.add_space(space::S);
        if can_open {
            let label = ctx.text.get("shell-left-open");
            let response = ui.add(icon(ICON_CHEVRON_RIGHT.codepoint)).on_hover_text(label);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label));
            if response.clicked() {
                out.push(LayoutCommand::ToggleLeft);
            }
        }
        for (section, symbol) in [
            (Section::Funds, ICON_ACCOUNT_BALANCE.codepoint),
            (Section::Views, ICON_BOOKMARKS.codepoint),
            (Section::Layers, ICON_LAYERS.codepoint),
            (Section::Tables, ICON_TABLE.codepoint),
            (Section::Filters, ICON_FILTER_ALT.codepoint),
        ] {
            if section == Section::Tables && ctx.model.tables.list.is_empty() {
                continue;
            }
            let label = ctx.text.get(section.key());
            let config = egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
            let (response, _) = egui::containers::menu::MenuButton::from_button(icon(symbol)).config(config).ui(ui, |ui| {
                ui.set_width(LEFT_WIDTH);
                ScrollArea::vertical().max_height(520.0).show(ui, |ui| section_ui(ui, ctx, scratch, section, out));
            });
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label));
            response.on_hover_text(label);
        }
    });
}

fn icon(symbol: &str) -> Button<'_> {
    Button::new(RichText::new(symbol).size(18.0)).frame_when_inactive(false).min_size(vec2(32.0, 32.0))
}
