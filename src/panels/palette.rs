//! The palette: one field that finds places, companies, funds, views, claims and commands.

use std::sync::Arc;

use egui::{
    Align2, Color32, Context, Frame, Key, Margin, Modifiers, Role, ScrollArea, Sense, Ui, WidgetInfo, text::LayoutJob, vec2,
};

use super::PanelCtx;
use crate::{
    action::{
        Command, CommandQueue,
        catalog::{Action, catalog},
        command::{FileCommand, UiCommand, ViewCommand},
    },
    analysis::search::{Hit, Kind, SearchIndex, Target},
    model::{
        ids::ViewId,
        lang::{Bilingual, Lang},
    },
    text::Text,
    views::theme::{regular, semibold, size, space},
};

/// Results shown at most.
const LIMIT: usize = 40;
/// Height of a result in points.
const ROW: f32 = 36.0;
/// Zoom that coordinates fly to.
const POINT_ZOOM: f64 = 9.0;

/// The palette's own state.
#[derive(Default)]
pub struct PaletteScratch {
    query: String,
    chosen: usize,
    was_open: bool,
    index: Option<(Key2, Arc<SearchIndex>)>,
    found: Option<(String, Lang, Vec<Hit>)>,
}

/// What the index was built from: data and the list of views.
type Key2 = (u64, Vec<(ViewId, Bilingual)>);

/// Draws the palette when it is open.
pub fn palette_ui(egui: &Context, ctx: &PanelCtx<'_>, mac: bool, scratch: &mut PaletteScratch, out: &mut CommandQueue) {
    if !ctx.model.transient.palette {
        scratch.was_open = false;
        return;
    }
    let first = !scratch.was_open;
    if first {
        scratch.was_open = true;
        scratch.query.clear();
        scratch.chosen = 0;
        scratch.found = None;
    }
    let actions = catalog();
    refresh(ctx, scratch, &actions);
    let screen = egui.content_rect();
    let width = (screen.width() - 48.0).min(620.0);
    let area = egui::Area::new(egui::Id::unique("palette"))
        .order(egui::Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 56.0))
        .show(egui, |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(8)).show(ui, |ui| {
                ui.set_width(width);
                content(ui, ctx, mac, scratch, &actions, (screen.height() - 180.0).min(10.0 * ROW), out);
            });
        });
    let clicked_outside = egui.input(|input| input.pointer.any_pressed())
        && egui.input(|input| input.pointer.interact_pos()).is_some_and(|at| !area.response.rect.contains(at));
    if clicked_outside && !first {
        close(egui, out);
    }
}

fn content(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    mac: bool,
    scratch: &mut PaletteScratch,
    actions: &[Action],
    list_height: f32,
    out: &mut CommandQueue,
) {
    // Taken before the field sees them: in a one-line field they have no other use.
    let (down, up, enter, escape) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::Enter),
            input.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    // Before the field is drawn, and not only once: on its first frame an area is measured without
    // taking part, which drops the focus, and what was typed meanwhile belongs to the field.
    let id = field_id();
    ui.memory_mut(|memory| memory.request_focus(id));
    let field = ui.add(
        egui::TextEdit::singleline(&mut scratch.query)
            .id(id)
            .font(regular(size::TITLE))
            .margin(Margin::symmetric(8, 6))
            .hint_text(ctx.text.get("shell-palette-hint"))
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, ctx.text.get("shell-palette-title")));
    if field.changed() {
        scratch.chosen = 0;
        refresh(ctx, scratch, actions);
    }
    if escape {
        close(ui.ctx(), out);
        return;
    }
    // After typing in the same frame: the keys mean the new results.
    let count = scratch.found.as_ref().map_or(0, |(_, _, hits)| hits.len());
    if down && count > 0 {
        scratch.chosen = (scratch.chosen + 1) % count;
    }
    if up && count > 0 {
        scratch.chosen = (scratch.chosen + count - 1) % count;
    }
    ui.add_space(space::XS);
    let Some((_, _, hits)) = &scratch.found else { return };
    let mut picked = None;
    if hits.is_empty() && !scratch.query.trim().is_empty() {
        ui.add(egui::Label::new(egui::RichText::new(ctx.text.get("shell-palette-none")).color(ctx.theme.muted)).wrap());
    }
    ScrollArea::vertical().max_height(list_height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, hit) in hits.iter().enumerate() {
            let chosen = at == scratch.chosen;
            let response = row(ui, ctx, mac, hit, actions, chosen);
            if chosen && (up || down) {
                response.scroll_to_me(None);
            }
            if response.clicked() || chosen && enter {
                picked = Some(at);
            }
        }
    });
    ui.add_space(space::XS);
    ui.label(egui::RichText::new(ctx.text.get("shell-palette-keys")).font(regular(size::SMALL)).color(ctx.theme.muted));
    if let Some(hit) = picked.and_then(|at| hits.get(at)) {
        close(ui.ctx(), out);
        if let Some(command) = command_of(hit, actions) {
            out.push(command);
        }
    }
}

fn field_id() -> egui::Id {
    egui::Id::unique("palette field")
}

/// At once, not when the field is next missed: a key pressed in between is no text any more.
fn close(egui: &Context, out: &mut CommandQueue) {
    egui.memory_mut(|memory| memory.surrender_focus(field_id()));
    out.push(UiCommand::Palette(false));
}

fn command_of(hit: &Hit, actions: &[Action]) -> Option<Command> {
    Some(match &hit.target {
        Target::Item(item) => ViewCommand::GoTo(item.clone()).into(),
        Target::View(id) => FileCommand::OpenView(id.clone()).into(),
        Target::Command(at) => actions.get(*at)?.command.clone(),
        Target::Point(at) => ViewCommand::FlyTo { lon: at.lon, lat: at.lat, zoom: Some(POINT_ZOOM) }.into(),
    })
}

/// Builds the index and the results again where their inputs changed.
fn refresh(ctx: &PanelCtx<'_>, scratch: &mut PaletteScratch, actions: &[Action]) {
    let views: Vec<(ViewId, Bilingual)> = ctx.model.views.iter().map(|entry| (entry.id.clone(), entry.title.clone())).collect();
    let key = (ctx.model.data.fingerprint(), views);
    if scratch.index.as_ref().is_none_or(|(old, _)| *old != key) {
        let both = (Text::new(Lang::En), Text::new(Lang::Zh));
        let commands: Vec<Bilingual> = actions.iter().map(|a| Bilingual::new(both.0.get(a.key), both.1.get(a.key))).collect();
        let index = SearchIndex::new(&ctx.model.data, &key.1, &commands);
        scratch.index = Some((key, Arc::new(index)));
        scratch.found = None;
    }
    let stale = scratch.found.as_ref().is_none_or(|(query, lang, _)| *query != scratch.query || *lang != ctx.lang());
    if stale && let Some((_, index)) = &scratch.index {
        let hits = if scratch.query.trim().is_empty() {
            starters(ctx, actions)
        } else {
            index.search(&scratch.query, ctx.lang(), LIMIT)
        };
        scratch.found = Some((scratch.query.clone(), ctx.lang(), hits));
    }
}

/// Before anything is typed: the saved views and the commands that can be done now.
fn starters(ctx: &PanelCtx<'_>, actions: &[Action]) -> Vec<Hit> {
    let facts = ctx.model.facts();
    let hit = |target, kind, title: &str| Hit { target, kind, title: title.to_owned(), subtitle: String::new(), matched: vec![] };
    let views = ctx.model.views.iter().map(|entry| hit(Target::View(entry.id.clone()), Kind::View, entry.title.get(ctx.lang())));
    let commands = actions
        .iter()
        .enumerate()
        .filter(|(_, action)| (action.available)(&facts))
        .map(|(at, action)| hit(Target::Command(at), Kind::Command, ctx.text.get(action.key)));
    views.chain(commands).take(LIMIT).collect()
}

fn row(ui: &mut Ui, ctx: &PanelCtx<'_>, mac: bool, hit: &Hit, actions: &[Action], chosen: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = if hit.subtitle.is_empty() { hit.title.clone() } else { format!("{}, {}", hit.title, hit.subtitle) };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
    let theme = ctx.theme;
    let fill = if chosen {
        theme.selection
    } else if response.hovered() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 4.0, fill);
    let kind = ctx.text.get(kind_key(hit.kind));
    let right = match &hit.target {
        Target::Command(at) => {
            actions.get(*at).and_then(|action| action.chord).map_or_else(|| kind.to_owned(), |chord| chord.label(mac))
        }
        Target::Item(_) | Target::View(_) | Target::Point(_) => kind.to_owned(),
    };
    let right = ui.painter().layout_no_wrap(right, regular(size::SMALL), theme.muted);
    let room = rect.width() - right.size().x - 3.0 * space::M;
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::truncate_at_width(room), ..Default::default() };
    let mut at = 0;
    for range in &hit.matched {
        append(&mut job, hit.title.get(at..range.start), false, theme.text);
        append(&mut job, hit.title.get(range.clone()), true, theme.accent);
        at = range.end;
    }
    append(&mut job, hit.title.get(at..), false, theme.text);
    if !hit.subtitle.is_empty() {
        job.append(
            &hit.subtitle,
            space::S,
            egui::TextFormat { font_id: regular(size::SMALL), color: theme.muted, ..Default::default() },
        );
    }
    let galley = ui.painter().layout_job(job);
    let y = |height: f32| rect.center().y - height / 2.0;
    ui.painter().galley(egui::pos2(rect.right() - right.size().x - space::M, y(right.size().y)), right, theme.muted);
    ui.painter().galley(egui::pos2(rect.left() + space::M, y(galley.size().y)), galley, theme.text);
    response
}

fn append(job: &mut LayoutJob, text: Option<&str>, strong: bool, color: Color32) {
    let font_id = if strong { semibold(size::BODY) } else { regular(size::BODY) };
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        job.append(text, 0.0, egui::TextFormat { font_id, color, ..Default::default() });
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Point => "shell-kind-point",
        Kind::RankedCity | Kind::City => "shell-kind-city",
        Kind::Province => "shell-kind-province",
        Kind::Command => "shell-palette-command",
        Kind::View => "shell-kind-view",
        Kind::Fund => "shell-kind-fund",
        Kind::Zone | Kind::OtherZone => "shell-kind-zone",
        Kind::Company => "shell-kind-company",
        Kind::Group => "shell-kind-group",
        Kind::Document => "shell-kind-document",
        Kind::Entity => "shell-kind-entity",
        Kind::County => "shell-kind-county",
        Kind::Claim => "shell-kind-claim",
    }
}
