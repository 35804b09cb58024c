//! The arrangement of panels in the centre: `LayoutNode` to `egui_tiles` and back, and how tabs
//! look and behave.

use egui::{Color32, Id, Response, Stroke, Ui, WidgetText};
use egui_tiles::{
    Behavior, Container, Linear, LinearDir, SimplificationOptions, TabState, Tabs, Tile, TileId, Tiles, Tree, UiResponse,
};

use crate::{
    action::{
        CommandQueue,
        command::{CopyCommand, LayoutCommand},
    },
    model::layout::{Direction, LayoutNode, Panel},
    panels::PanelCtx,
    views::theme::{regular, size, space, weight},
};

/// The tree of panels as the toolkit holds it, beside the layout it was made from.
pub struct Dock {
    tree: Tree<Panel>,
    shown: Option<LayoutNode>,
}

impl Default for Dock {
    fn default() -> Self {
        Self { tree: Tree::empty(dock_id()), shown: None }
    }
}

fn dock_id() -> Id {
    Id::unique("dock")
}

impl Dock {
    /// Draws the panels by `layout`; pushes a command when a person rearranged them.
    pub fn ui(&mut self, ui: &mut Ui, layout: &LayoutNode, behavior: &mut PanelBehavior<'_>) {
        if self.shown.as_ref() != Some(layout) {
            self.tree = to_tree(layout);
            self.shown = Some(layout.clone());
        }
        self.tree.ui(behavior, ui);
        if behavior.edited && self.tree.dragged_id(ui.ctx()).is_none() {
            let Some(now) = self.tree.root().and_then(|root| from_tile(&self.tree.tiles, root)) else { return };
            if self.shown.as_ref() != Some(&now) {
                self.shown = Some(now.clone());
                behavior.out.push(LayoutCommand::Changed(now));
            }
        }
    }
}

fn to_tree(layout: &LayoutNode) -> Tree<Panel> {
    let mut tiles = Tiles::default();
    let root = insert(&mut tiles, layout);
    Tree::new(dock_id(), root, tiles)
}

fn insert(tiles: &mut Tiles<Panel>, node: &LayoutNode) -> TileId {
    match node {
        LayoutNode::Panel(panel) => {
            let pane = tiles.insert_pane(*panel);
            tiles.insert_tab_tile(vec![pane])
        }
        LayoutNode::Tabs { active, panels } => {
            let panes: Vec<TileId> = panels.iter().map(|panel| tiles.insert_pane(*panel)).collect();
            let front = panes.get(*active).or(panes.first()).copied();
            let mut tabs = Tabs::new(panes);
            tabs.active = front;
            tiles.insert_container(tabs)
        }
        LayoutNode::Split { direction, parts } => {
            let children: Vec<(f32, TileId)> = parts.iter().map(|(share, part)| (*share, insert(tiles, part))).collect();
            let dir = match direction {
                Direction::Rows => LinearDir::Vertical,
                Direction::Columns => LinearDir::Horizontal,
            };
            let mut linear = Linear::new(dir, children.iter().map(|(_, id)| *id).collect());
            for (share, id) in children {
                linear.shares.set_share(id, share);
            }
            tiles.insert_container(linear)
        }
    }
}

fn from_tile(tiles: &Tiles<Panel>, id: TileId) -> Option<LayoutNode> {
    match tiles.get(id)? {
        Tile::Pane(panel) => Some(LayoutNode::Panel(*panel)),
        Tile::Container(Container::Tabs(tabs)) => {
            let panes: Vec<(TileId, Panel)> =
                tabs.children.iter().filter_map(|child| tiles.get_pane(child).map(|panel| (*child, *panel))).collect();
            match panes.as_slice() {
                [] => tabs.children.first().and_then(|child| from_tile(tiles, *child)),
                [(_, panel)] => Some(LayoutNode::Panel(*panel)),
                many => Some(LayoutNode::Tabs {
                    active: many.iter().position(|(child, _)| Some(*child) == tabs.active).unwrap_or(0),
                    panels: many.iter().map(|(_, panel)| *panel).collect(),
                }),
            }
        }
        Tile::Container(Container::Linear(linear)) => {
            let direction = match linear.dir {
                LinearDir::Vertical => Direction::Rows,
                LinearDir::Horizontal => Direction::Columns,
            };
            let share_of = |id: TileId| linear.shares.iter().find(|(other, _)| **other == id).map_or(1.0, |(_, share)| *share);
            let parts: Vec<(f32, LayoutNode)> =
                linear.children.iter().filter_map(|child| Some((share_of(*child), from_tile(tiles, *child)?))).collect();
            match parts.len() {
                0 => None,
                1 => parts.into_iter().next().map(|(_, node)| node),
                _ => Some(LayoutNode::split(direction, parts)),
            }
        }
        Tile::Container(Container::Grid(grid)) => {
            let parts: Vec<(f32, LayoutNode)> =
                grid.children().filter_map(|child| Some((1.0, from_tile(tiles, *child)?))).collect();
            (!parts.is_empty()).then(|| LayoutNode::split(Direction::Columns, parts))
        }
    }
}

/// How one frame draws and handles the docked panels.
pub struct PanelBehavior<'a> {
    /// What panels may read.
    pub ctx: &'a PanelCtx<'a>,
    /// Where commands go.
    pub out: &'a mut CommandQueue,
    /// Draws one panel.
    pub draw: &'a mut dyn FnMut(&mut Ui, Panel, &mut CommandQueue),
    /// Panels that share their place with others.
    pub tabbed: Vec<Panel>,
    /// Set when a person moved, closed or resized something.
    pub edited: bool,
}

impl PanelBehavior<'_> {
    fn is_tabbed(&self, tiles: &Tiles<Panel>, tile_id: TileId) -> bool {
        tiles.get_pane(&tile_id).is_some_and(|panel| self.tabbed.contains(panel))
    }

    fn panel_menu(&mut self, ui: &mut Ui, panel: Panel) {
        let text = self.ctx.text;
        let maximised = self.ctx.model.transient.maximised == Some(panel);
        let entries = [
            ("shell-panel-copy-table", CopyCommand::PanelTable(panel).into()),
            ("shell-panel-copy-picture", CopyCommand::PanelPicture(panel).into()),
            ("shell-panel-save-picture", CopyCommand::SavePicture(panel).into()),
            (
                if maximised { "shell-panel-restore" } else { "shell-panel-maximise" },
                LayoutCommand::Maximise((!maximised).then_some(panel)).into(),
            ),
            ("shell-panel-close", LayoutCommand::Close(panel).into()),
        ];
        for (key, command) in entries {
            let command: crate::action::Command = command;
            if ui.button(text.get(key)).clicked() {
                self.out.push(command);
                ui.close();
            }
        }
    }
}

impl Behavior<Panel> for PanelBehavior<'_> {
    fn pane_ui(&mut self, ui: &mut Ui, _tile_id: TileId, pane: &mut Panel) -> UiResponse {
        ui.push_id(pane.name(), |ui| (self.draw)(ui, *pane, self.out));
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Panel) -> WidgetText {
        egui::RichText::new(self.ctx.text.get(panel_title_key(*pane))).font(regular(size::SMALL)).into()
    }

    fn on_tab_button(&mut self, tiles: &mut Tiles<Panel>, tile_id: TileId, response: Response) -> Response {
        if let Some(panel) = tiles.get_pane(&tile_id).copied() {
            if response.double_clicked() {
                let maximised = self.ctx.model.transient.maximised == Some(panel);
                self.out.push(LayoutCommand::Maximise((!maximised).then_some(panel)));
            }
            response.context_menu(|ui| self.panel_menu(ui, panel));
        }
        response
    }

    fn top_bar_right_ui(&mut self, tiles: &Tiles<Panel>, ui: &mut Ui, _tile_id: TileId, tabs: &Tabs, _scroll_offset: &mut f32) {
        let Some(panel) = tabs.active.and_then(|id| tiles.get_pane(&id)).copied() else { return };
        let label = self.ctx.text.fmt("shell-panel-menu", &[("panel", self.ctx.text.get(panel_title_key(panel)).into())]);
        let icon = egui::RichText::new(egui_material_icons::icons::ICON_MORE_HORIZ.codepoint).color(self.ctx.theme.muted);
        let button = egui::Button::new(icon).frame(false).min_size(egui::Vec2::splat(space::HIT));
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| self.panel_menu(ui, panel));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
        response.on_hover_text(label);
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions { all_panes_must_have_tabs: true, ..Default::default() }
    }

    fn on_edit(&mut self, _action: egui_tiles::EditAction) {
        self.edited = true;
    }

    fn is_tab_closable(&self, _tiles: &Tiles<Panel>, _tile_id: TileId) -> bool {
        false
    }

    fn min_size(&self) -> f32 {
        96.0
    }

    fn tab_bar_color(&self, _visuals: &egui::Visuals) -> Color32 {
        Color32::TRANSPARENT
    }

    fn tab_bg_color(&self, _visuals: &egui::Visuals, tiles: &Tiles<Panel>, tile_id: TileId, state: &TabState) -> Color32 {
        if state.active && self.is_tabbed(tiles, tile_id) { self.ctx.theme.selection } else { Color32::TRANSPARENT }
    }

    fn tab_outline_stroke(&self, _visuals: &egui::Visuals, _tiles: &Tiles<Panel>, _tile_id: TileId, _state: &TabState) -> Stroke {
        Stroke::NONE
    }

    fn tab_bar_hline_stroke(&self, _visuals: &egui::Visuals) -> Stroke {
        Stroke::NONE
    }

    fn tab_text_color(&self, _visuals: &egui::Visuals, tiles: &Tiles<Panel>, tile_id: TileId, state: &TabState) -> Color32 {
        if state.active && self.is_tabbed(tiles, tile_id) { self.ctx.theme.text } else { self.ctx.theme.muted }
    }

    fn resize_stroke(&self, _style: &egui::Style, state: egui_tiles::ResizeState) -> Stroke {
        match state {
            egui_tiles::ResizeState::Idle => Stroke::new(weight::THIN, self.ctx.theme.line),
            egui_tiles::ResizeState::Hovering | egui_tiles::ResizeState::Dragging => {
                Stroke::new(weight::BOLD, self.ctx.theme.accent)
            }
        }
    }

    fn drag_preview_stroke(&self, _visuals: &egui::Visuals) -> Stroke {
        Stroke::new(weight::BOLD, self.ctx.theme.accent)
    }

    fn drag_preview_color(&self, _visuals: &egui::Visuals) -> Color32 {
        self.ctx.theme.faded(self.ctx.theme.accent, 0.2)
    }
}

/// Panels that stand behind or before others: of these the one in front needs a sign.
pub fn tabbed(layout: &LayoutNode) -> Vec<Panel> {
    match layout {
        LayoutNode::Panel(_) => Vec::new(),
        LayoutNode::Tabs { panels, .. } if panels.len() > 1 => panels.clone(),
        LayoutNode::Tabs { .. } => Vec::new(),
        LayoutNode::Split { parts, .. } => parts.iter().flat_map(|(_, part)| tabbed(part)).collect(),
    }
}

/// Text key of a panel's tab title.
pub fn panel_title_key(panel: Panel) -> &'static str {
    match panel {
        Panel::Map => "shell-panel-map",
        Panel::Financing => "shell-panel-financing",
        Panel::Deals => "shell-panel-deals",
        Panel::Ranking => "shell-panel-ranking",
        Panel::Compare => "shell-panel-compare",
        Panel::Parts => "shell-panel-parts",
        Panel::Claims => "shell-panel-claims",
        Panel::Documents => "shell-panel-documents",
        Panel::Conflicts => "shell-panel-conflicts",
        Panel::Figures => "shell-panel-figures",
        Panel::Schemes => "shell-panel-schemes",
        Panel::Rates => "shell-panel-rates",
        Panel::Ladder => "shell-panel-ladder",
        Panel::Mandate => "shell-panel-mandate",
        Panel::HomeBias => "shell-panel-home-bias",
        Panel::Overlap => "shell-panel-overlap",
        Panel::Deployment => "shell-panel-deployment",
        Panel::Holdings => "shell-panel-holdings",
        Panel::Timeline => "shell-panel-timeline",
        Panel::Notes => "shell-panel-notes",
        Panel::AskList => "shell-panel-ask-list",
        Panel::DealStats => "shell-panel-deal-stats",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::layout::Workspace;

    #[test]
    fn default_layouts_survive_the_toolkits_tree() {
        for workspace in Workspace::ALL {
            let layout = workspace.default_layout();
            let tree = to_tree(&layout);
            assert_eq!(from_tile(&tree.tiles, tree.root().unwrap()), Some(layout));
        }
    }
}
