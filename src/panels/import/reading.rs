//! How the table is read, and what its columns hold.

use egui::{ComboBox, Grid, RichText, Ui, WidgetInfo, vec2};

use super::{NAMES, label, small, warning};
use crate::{
    action::{
        CommandQueue,
        import::{ImportCommand, LookedAt},
    },
    data::import::{Dialect, Format},
    model::{
        deal_import::{Datum, Mapping, Role},
        unit::Currency,
    },
    panels::PanelCtx,
    update::Wizard,
    views::{
        theme::{regular, semibold, size, space},
        widgets::elided,
    },
};

/// Encodings to choose from, by their names in the WHATWG standard.
const ENCODINGS: [&str; 7] = ["UTF-8", "gb18030", "Big5", "UTF-16LE", "UTF-16BE", "Shift_JIS", "windows-1252"];
/// Separators to choose from, with their text keys.
const SEPARATORS: [(char, &str); 4] =
    [(',', "import-comma"), ('\t', "import-tab"), (';', "import-semicolon"), ('|', "import-bar")];
/// Lines that can be chosen as the header.
const HEADER_LINES: u64 = 30;
/// What a plain number may count, with its text keys.
const SCALES: [(u64, &str); 6] = [
    (1, "import-scale-1"),
    (1_000, "import-scale-1000"),
    (10_000, "import-scale-10000"),
    (1_000_000, "import-scale-1000000"),
    (100_000_000, "import-scale-100000000"),
    (1_000_000_000, "import-scale-1000000000"),
];
/// Coordinates, with their text keys.
const DATUMS: [(Datum, &str); 3] =
    [(Datum::Wgs84, "import-datum-wgs84"), (Datum::Gcj02, "import-datum-gcj02"), (Datum::Bd09, "import-datum-bd09")];
/// Columns that are listed.
const LISTED: usize = 200;
/// Texts of a column that are shown.
const SAMPLES: usize = 3;
/// Height up to which a list of choices is not scrolled: all roles.
const TALLEST: f32 = 640.0;
/// Width of a column's name, and of what it holds.
const COLUMN: (f32, f32) = (180.0, 168.0);

/// Draws how the table is read and its columns; nothing before it was looked at.
pub(super) fn reading_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, wizard: &Wizard, out: &mut CommandQueue) {
    let (Some(looked), Some(mapping)) = (&wizard.looked, &wizard.mapping) else { return };
    if looked.says_synthetic(mapping) {
        warning(ui, ctx, ctx.text.get("import-synthetic"));
    }
    dialect_ui(ui, ctx, looked, out);
    if let Some(known) = &looked.known {
        small(ui, ctx, &ctx.text.fmt("import-known", &[("table", known.as_str().into())]));
    }
    ui.add_space(space::S);
    columns_ui(ui, ctx, looked, mapping, out);
    ui.add_space(space::S);
    values_ui(ui, ctx, mapping, out);
}

fn dialect_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, looked: &LookedAt, out: &mut CommandQueue) {
    let dialect = &looked.preview.dialect;
    let mut changed: Option<Dialect> = None;
    ui.horizontal(|ui| {
        let size = super::bytes_text(looked.preview.bytes);
        label(ui, ctx, ctx.text.get("import-read-as"));
        match dialect.format {
            Format::Text => {
                let options: Vec<(String, String)> =
                    ENCODINGS.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect();
                let picked =
                    combo(ui, (ctx.text.get("import-encoding"), 0, 120.0), &dialect.encoding, &dialect.encoding, options);
                if let Some(encoding) = picked {
                    changed = Some(Dialect { encoding, marked: false, ..dialect.clone() });
                }
                let name = |sign: char| {
                    let known = SEPARATORS.iter().find(|(other, _)| *other == sign);
                    known.map_or_else(|| sign.to_string(), |(_, key)| ctx.text.get(key).to_owned())
                };
                let options = SEPARATORS.map(|(sign, _)| (sign, name(sign))).to_vec();
                let shown = name(dialect.separator);
                let picked = combo(ui, (ctx.text.get("import-separator"), 0, 120.0), &dialect.separator, &shown, options);
                if let Some(separator) = picked {
                    // Another separator finds other columns, and may find another header.
                    changed = Some(Dialect { separator, header_rows: 0, skipped: 0, ..dialect.clone() });
                }
            }
            Format::Workbook => {
                let options = looked.preview.sheets.iter().map(|sheet| (sheet.clone(), sheet.clone())).collect();
                let picked = combo(ui, (ctx.text.get("import-sheet"), 0, 240.0), &dialect.sheet, &dialect.sheet, options);
                if let Some(sheet) = picked {
                    changed = Some(Dialect { sheet, header_rows: 0, skipped: 0, ..dialect.clone() });
                }
            }
        }
        let line = dialect.skipped + 1;
        let words = |line: u64| ctx.text.fmt("import-header-line", &[("line", line.to_string().as_str().into())]);
        let options = (1..=HEADER_LINES).map(|line| (line, words(line))).collect();
        let picked = combo(ui, (ctx.text.get("import-header"), 0, 150.0), &line, &words(line), options);
        if let Some(line) = picked {
            changed = Some(Dialect { skipped: line - 1, header_rows: 1, ..dialect.clone() });
        }
        let mut two = dialect.header_rows > 1;
        if ui.checkbox(&mut two, ctx.text.get("import-header-two")).changed() {
            changed = Some(Dialect { header_rows: if two { 2 } else { 1 }, ..dialect.clone() });
        }
        small(ui, ctx, &size);
    });
    if let Some(dialect) = changed {
        out.push(ImportCommand::ReadAs(Box::new(dialect)));
    }
}

fn columns_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, looked: &LookedAt, mapping: &Mapping, out: &mut CommandQueue) {
    let roles: Vec<(Role, String)> = Role::ALL.iter().map(|role| (*role, role_text(ctx, *role))).collect();
    Grid::new("import columns").num_columns(3).striped(true).min_row_height(space::HIT).show(ui, |ui| {
        for key in ["import-column", "import-holds", "import-samples"] {
            ui.label(RichText::new(ctx.text.get(key)).font(semibold(size::SMALL)).color(ctx.theme.muted));
        }
        ui.end_row();
        for (at, choice) in mapping.columns.iter().enumerate().take(LISTED) {
            cell(ui, COLUMN.0, |ui| {
                let name = if choice.name.is_empty() { ctx.text.get("import-unnamed") } else { &choice.name };
                elided(ui, name, regular(size::BODY), ctx.theme.text);
            });
            let name = format!("{}: {}", ctx.text.get("import-holds"), choice.name);
            let shown = role_text(ctx, choice.role);
            if let Some(role) = combo(ui, (&name, at + 1, COLUMN.1), &choice.role, &shown, roles.clone()) {
                out.push(ImportCommand::Role { column: at, role });
            }
            let samples = looked.guesses.get(at).map_or(&[][..], |guess| guess.samples.as_slice());
            let samples: Vec<&str> = samples.iter().take(SAMPLES).map(String::as_str).collect();
            cell(ui, (ui.available_width() - space::S).max(120.0), |ui| {
                elided(ui, &samples.join("  ·  ").replace('\n', " "), regular(size::SMALL), ctx.theme.muted);
            });
            ui.end_row();
        }
    });
    let more = mapping.columns.len().saturating_sub(LISTED);
    if more > 0 {
        small(ui, ctx, &ctx.text.fmt("import-more-columns", &[("n", more.into())]));
    }
}

fn cell(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(width, space::HIT), |ui| {
        ui.set_width(width);
        content(ui);
    });
}

/// What amounts, dates and coordinates mean where they do not say it themselves.
fn values_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, mapping: &Mapping, out: &mut CommandQueue) {
    if mapping.column_of(Role::Amount).is_some() {
        ui.horizontal(|ui| {
            label(ui, ctx, ctx.text.get("import-amounts"));
            let currencies = Currency::ALL.map(|currency| (currency, currency.code().to_owned())).to_vec();
            let shown = mapping.currency.code();
            let picked = combo(ui, (ctx.text.get("import-currency"), 0, 80.0), &mapping.currency, shown, currencies);
            if let Some(currency) = picked {
                out.push(ImportCommand::Amounts { currency, scale: mapping.scale });
            }
            let known = SCALES.iter().find(|(scale, _)| *scale == mapping.scale);
            let shown = known.map_or_else(|| mapping.scale.to_string(), |(_, key)| ctx.text.get(key).to_owned());
            let scales = SCALES.map(|(scale, key)| (scale, ctx.text.get(key).to_owned())).to_vec();
            if let Some(scale) = combo(ui, (ctx.text.get("import-scale"), 0, 150.0), &mapping.scale, &shown, scales) {
                out.push(ImportCommand::Amounts { currency: mapping.currency, scale });
            }
        });
    }
    if mapping.column_of(Role::Date).is_some() {
        let mut day_first = mapping.day_first;
        ui.horizontal(|ui| {
            label(ui, ctx, ctx.text.get("import-dates"));
            if ui.checkbox(&mut day_first, ctx.text.get("import-day-first")).changed() {
                out.push(ImportCommand::DayFirst(day_first));
            }
        });
    }
    if [Role::Longitude, Role::Coordinates].iter().any(|role| mapping.column_of(*role).is_some()) {
        ui.horizontal(|ui| {
            let name = ctx.text.get("import-datum");
            label(ui, ctx, name);
            let text = |datum: Datum| {
                let key = DATUMS.iter().find(|(other, _)| *other == datum).map_or("", |(_, key)| key);
                ctx.text.get(key).to_owned()
            };
            let options = DATUMS.map(|(datum, _)| (datum, text(datum))).to_vec();
            if let Some(datum) = combo(ui, (name, 0, 200.0), &mapping.datum, &text(mapping.datum), options) {
                out.push(ImportCommand::Datum(datum));
            }
        });
    }
}

/// What a column holds, in words.
pub(super) fn role_text(ctx: &PanelCtx<'_>, role: Role) -> String {
    ctx.text.get(&format!("import-role-{}", role.name())).to_owned()
}

/// A choice out of a few; the one picked in this frame. Named by accessible name, number and width.
fn combo<T: PartialEq>(
    ui: &mut Ui,
    (name, number, width): (&str, usize, f32),
    current: &T,
    shown: &str,
    options: Vec<(T, String)>,
) -> Option<T> {
    let mut picked = None;
    let combo = ComboBox::from_id_salt((name, number)).selected_text(shown).width(width).height(TALLEST).truncate();
    let response = combo.show_ui(ui, |ui| {
        ui.set_min_width(width.max(NAMES));
        for (value, words) in options {
            let on = value == *current;
            if ui.selectable_label(on, words).clicked() && !on {
                picked = Some(value);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {shown}")));
    picked
}
