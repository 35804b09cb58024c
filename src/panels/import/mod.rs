//! Floor 5: the wizard that takes a deal table into the project.
//!
//! Owns what is typed in it: a name, whether a table is replaced, what is searched. Must not read
//! the table: what is shown was read by jobs.

mod decide;
mod proposals;
mod reading;
mod settle;

use std::collections::BTreeMap;

use egui::{Context, ProgressBar, RichText, Ui, vec2};

use crate::{
    action::{
        CommandQueue,
        import::{ImportCommand, NotImported},
    },
    analysis::import::Progress,
    data::{import::Format, names::is_file_stem},
    model::deal_import::Role,
    panels::{PanelCtx, floating::with_foot},
    text::number::grouped,
    update::{Stage, Wizard},
    views::{
        theme::{regular, size, space},
        widgets::wide_button,
    },
};

/// Width of the wizard in points.
const WIDTH: f32 = 860.0;
/// Height of what is always in sight: a problem and the buttons.
const FOOT: f32 = 72.0;
/// Width of the names of the fields.
const NAMES: f32 = 120.0;

/// What is typed in the wizard.
#[derive(Debug, Default)]
pub struct ImportScratch {
    /// The wizard that it belongs to.
    number: u64,
    name: String,
    replace: bool,
    /// What is typed to decide on a text, by what tells the remark from others.
    typed: BTreeMap<String, String>,
}

impl ImportScratch {
    fn follow(&mut self, wizard: &Wizard) {
        if self.number != wizard.number {
            *self = Self { number: wizard.number, name: wizard.proposed.clone(), ..Self::default() };
        }
    }
}

/// Draws the wizard where a table is being imported.
pub fn import_ui(egui: &Context, ctx: &PanelCtx<'_>, scratch: &mut ImportScratch, out: &mut CommandQueue) {
    let Some(wizard) = &ctx.model.transient.wizard else { return };
    scratch.follow(wizard);
    let file = wizard.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = ctx.text.fmt("import-title", &[("file", file.as_str().into())]);
    let mut commands = CommandQueue::default();
    let content = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        content_ui(ui, ctx, wizard, scratch, &mut commands);
        (scratch, commands)
    };
    let mut pushed = Vec::new();
    let open = with_foot(egui, ("import wizard", &title, WIDTH), FOOT, content, |ui, (scratch, mut commands)| {
        foot_ui(ui, ctx, wizard, scratch, &mut commands);
        pushed = commands.take();
    });
    pushed.into_iter().for_each(|command| out.push(command));
    if !open {
        out.push(ImportCommand::Close);
    }
}

/// What the status bar says of a running import.
pub fn import_job(ctx: &PanelCtx<'_>) -> Option<String> {
    let wizard = ctx.model.transient.wizard.as_ref()?;
    let Stage::Importing(progress) = wizard.stage else { return None };
    let (name, rows) = (wizard.name.as_str(), grouped(progress.rows.into()));
    Some(ctx.text.fmt("import-job", &[("name", name.into()), ("rows", rows.as_str().into())]))
}

fn content_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, wizard: &Wizard, scratch: &mut ImportScratch, out: &mut CommandQueue) {
    match &wizard.stage {
        Stage::Importing(progress) => progress_ui(ui, ctx, wizard, *progress),
        Stage::Settling(imported) => settle::settle_ui(ui, ctx, (wizard, imported), &mut scratch.typed, out),
        Stage::Looking | Stage::Choosing => {
            if wizard.looked.is_none() && wizard.problem.is_none() {
                waiting(ui, ctx, ctx.text.get("import-looking"));
            }
            reading::reading_ui(ui, ctx, wizard, out);
            if wizard.looked.is_some() {
                name_ui(ui, ctx, scratch);
            }
        }
    }
}

fn waiting(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.horizontal(|ui| {
        ui.add(egui::Spinner::new().size(14.0).color(ctx.theme.muted));
        ui.label(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.muted));
    });
}

fn progress_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, wizard: &Wizard, progress: Progress) {
    let rows = grouped(progress.rows.into());
    let words = ctx.text.fmt("import-progress", &[("rows", rows.as_str().into())]);
    waiting(ui, ctx, &words);
    let preview = wizard.looked.as_ref().map(|looked| &looked.preview);
    // Of a workbook other bytes are counted than those of its file.
    if let Some(preview) = preview.filter(|preview| preview.dialect.format == Format::Text && preview.bytes > 0) {
        let (read, all) = (progress.bytes.min(preview.bytes), preview.bytes);
        let share = u16::try_from(u128::from(read) * 1000 / u128::from(all)).unwrap_or(1000);
        let bytes = ctx.text.fmt("import-bytes", &[("read", (&bytes_text(read)).into()), ("all", (&bytes_text(all)).into())]);
        ui.add(ProgressBar::new(f32::from(share) / 1000.0).desired_height(8.0).fill(ctx.theme.accent));
        small(ui, ctx, &bytes);
    }
}

/// A size in the largest unit that leaves a number of at least one.
fn bytes_text(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
}

fn small(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap());
}

fn warning(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning)).wrap());
}

/// The name of a field, at the left of its column.
fn label(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(NAMES, space::HIT), layout, |ui| {
        ui.set_width(NAMES);
        ui.label(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.muted));
    });
}

/// True where a table of this name lies in the project.
fn is_taken(ctx: &PanelCtx<'_>, name: &str) -> bool {
    // Some systems take names that differ in case for the same.
    ctx.model.tables.list.iter().any(|table| table.name.to_lowercase() == name.to_lowercase())
}

fn name_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut ImportScratch) {
    ui.add_space(space::S);
    let words = ctx.text.get("import-name");
    ui.horizontal(|ui| {
        label(ui, ctx, words);
        ui.add(egui::TextEdit::singleline(&mut scratch.name).desired_width(300.0)).accessible_name(words);
        if is_taken(ctx, scratch.name.trim()) {
            ui.checkbox(&mut scratch.replace, ctx.text.get("import-replace"));
        } else {
            scratch.replace = false;
        }
    });
    let name = scratch.name.trim();
    if !is_file_stem(name) {
        warning(ui, ctx, ctx.text.get("import-name-bad"));
    } else if is_taken(ctx, name) && !scratch.replace {
        warning(ui, ctx, ctx.text.get("import-name-taken"));
    }
}

fn foot_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, wizard: &Wizard, scratch: &ImportScratch, out: &mut CommandQueue) {
    ui.add_space(space::S);
    if let Some(problem) = &wizard.problem {
        warning(ui, ctx, &problem_text(ctx, problem));
    }
    let company = wizard.mapping.as_ref().is_some_and(|mapping| mapping.column_of(Role::Company).is_some());
    if wizard.looked.is_some() && !company {
        warning(ui, ctx, ctx.text.get("import-no-company"));
    }
    ui.horizontal(|ui| match &wizard.stage {
        Stage::Importing(_) => {
            if wide_button(ui, ctx.theme, ctx.text.get("import-stop")).clicked() {
                out.push(ImportCommand::Stop);
            }
        }
        Stage::Settling(_) => {
            ui.add_enabled_ui(wizard.unread && company, |ui| {
                if wide_button(ui, ctx.theme, ctx.text.get("import-again")).clicked() {
                    out.push(ImportCommand::Again);
                }
            });
            if wide_button(ui, ctx.theme, ctx.text.get("import-done")).clicked() {
                out.push(ImportCommand::Close);
            }
            if wizard.unread {
                small(ui, ctx, ctx.text.get("import-unread"));
            }
        }
        stage @ (Stage::Looking | Stage::Choosing) => {
            let name = scratch.name.trim();
            let free = is_file_stem(name) && (!is_taken(ctx, name) || scratch.replace);
            let ready = *stage == Stage::Choosing && wizard.looked.is_some() && company && free;
            ui.add_enabled_ui(ready, |ui| {
                if wide_button(ui, ctx.theme, ctx.text.get("import-start")).clicked() {
                    out.push(ImportCommand::Start { name: name.to_owned(), replace: scratch.replace });
                }
            });
            if wide_button(ui, ctx.theme, ctx.text.get("shell-cancel")).clicked() {
                out.push(ImportCommand::Close);
            }
        }
    });
}

fn problem_text(ctx: &PanelCtx<'_>, problem: &NotImported) -> String {
    match problem {
        NotImported::Stopped => ctx.text.get("import-stopped").to_owned(),
        NotImported::NoProject => ctx.text.get("shell-no-project").to_owned(),
        NotImported::NoRows(counts) => {
            let read = grouped(counts.read.into());
            ctx.text.fmt("import-no-rows", &[("rows", read.as_str().into())])
        }
        NotImported::Failed(message) => format!("{}: {message}", ctx.text.get("import-failed")),
    }
}
