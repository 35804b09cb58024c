//! What a text in doubt means: a place, a round, a status, an amount or a date.

use std::collections::BTreeMap;

use egui::{Key, RichText, TextEdit, Ui};

use super::warning;
use crate::{
    action::{CommandQueue, import::ImportCommand},
    analysis::{
        import::ReportGroup,
        written::{date, money},
    },
    model::{
        deal_import::{ReportCode, Role, TextDecision},
        ids::PlaceId,
        lang::Lang,
        place::Place,
    },
    panels::PanelCtx,
    update::Wizard,
    views::{
        theme::{regular, size, space},
        widgets::{Choice, Icon, PickTexts, link, pick},
    },
};

/// Width of the control in points.
const WIDTH: f32 = 360.0;
/// Texts of this length may have been cut by the report, and a decision about them finds no cell.
const CUT: usize = 120;
/// What may have become of a company, as tables name it.
const STATUSES: [(&str, &str); 4] = [
    ("alive", "import-status-alive"),
    ("listed", "import-status-listed"),
    ("exited", "import-status-exited"),
    ("gone", "import-status-gone"),
];

/// What can be decided about a group, with the role that the decision counts for.
fn decidable(wizard: &Wizard, group: &ReportGroup) -> Option<Role> {
    if group.value.is_empty() || group.value.chars().count() >= CUT {
        return None;
    }
    let role = wizard.role_of(&group.column)?;
    let fits = match group.code {
        ReportCode::PlaceAmbiguous | ReportCode::PlaceUnknown => {
            matches!(role, Role::Province | Role::City | Role::County | Role::Address)
        }
        ReportCode::RoundUnknown => role == Role::Round,
        ReportCode::StatusUnknown => role == Role::Status,
        ReportCode::AmountUnreadable | ReportCode::AmountCurrency | ReportCode::AmountTooLarge => role == Role::Amount,
        ReportCode::DateUnreadable | ReportCode::DateImpossible => role == Role::Date,
        _ => false,
    };
    fits.then_some(role)
}

/// Draws what was decided about a group, or the control to decide it; nothing where nothing can be.
pub(super) fn decide_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    wizard: &Wizard,
    group: &ReportGroup,
    typed: &mut BTreeMap<String, String>,
    out: &mut CommandQueue,
) {
    let (Some(role), Some(mapping)) = (decidable(wizard, group), &wizard.mapping) else { return };
    let decided = mapping.decisions.iter().find(|old| old.role == role && old.written == group.value);
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        if let Some(decision) = decided {
            let means = shown(ctx, role, &decision.decided);
            let words = ctx.text.fmt("import-decided", &[("text", means.as_str().into())]);
            ui.label(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.accent));
            let name = format!("{}: {}", ctx.text.get("import-undo"), group.value);
            if link(ui, ctx.theme, Some(Icon::Close), ctx.text.get("import-undo"), regular(size::SMALL), &name).clicked() {
                out.push(ImportCommand::Undecide { role, written: group.value.clone() });
            }
            return;
        }
        let query = typed.entry(format!("{}\n{}\n{}", group.code.name(), group.column, group.value)).or_default();
        if let Some(decided) = control(ui, ctx, group, role, query) {
            query.clear();
            out.push(ImportCommand::Decide(TextDecision { role, written: group.value.clone(), decided }));
        }
    });
}

/// The control; what was decided in this frame.
fn control(ui: &mut Ui, ctx: &PanelCtx<'_>, group: &ReportGroup, role: Role, query: &mut String) -> Option<String> {
    let name = ctx.text.fmt("import-means", &[("text", group.value.as_str().into())]);
    if matches!(role, Role::Amount | Role::Date) {
        return text_ui(ui, ctx, &name, role, query);
    }
    let hint = match role {
        Role::Round => "import-pick-round",
        Role::Status => "import-pick-status",
        _ => "import-pick-place",
    };
    let texts = PickTexts { name: &name, current: "", hint: ctx.text.get(hint), none: ctx.text.get("import-pick-none") };
    ui.scope(|ui| {
        ui.set_max_width(WIDTH);
        pick(ui, ctx.theme, texts, query, |query| match role {
            Role::Round => rounds(ctx, query),
            Role::Status => statuses(ctx, query),
            _ => places(ctx, &group.candidates, query),
        })
    })
    .inner
}

/// An amount or a date as it is to be read, taken once it can be read and the person leaves the field.
fn text_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, role: Role, written: &mut String) -> Option<String> {
    let hint = ctx.text.get(if role == Role::Amount { "import-type-amount" } else { "import-type-date" });
    let field = ui.add(TextEdit::singleline(written).hint_text(hint).desired_width(220.0));
    let left = field.lost_focus() && !ui.input(|input| input.key_pressed(Key::Escape));
    field.accessible_name(name);
    let text = written.trim();
    if text.is_empty() {
        return None;
    }
    let good = match role {
        Role::Amount => matches!(money::read(text), money::MoneyText::Amount(_) | money::MoneyText::NotStated),
        _ => date::read(text, false).is_ok(),
    };
    if !good {
        warning(ui, ctx, ctx.text.get("import-type-bad"));
        return None;
    }
    left.then(|| text.to_owned())
}

fn fits(query: &str, texts: &[&str]) -> bool {
    let query = query.trim().to_lowercase();
    query.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&query))
}

fn rounds(ctx: &PanelCtx<'_>, query: &str) -> Vec<Choice<String>> {
    let fitting = ctx.model.data.rounds.iter().filter(|round| fits(query, &[&round.id, &round.name.en, &round.name.zh]));
    fitting.map(|round| (round.id.clone(), round.name.get(ctx.lang()).to_owned(), String::new())).collect()
}

fn statuses(ctx: &PanelCtx<'_>, query: &str) -> Vec<Choice<String>> {
    let all = STATUSES.into_iter().map(|(id, key)| (id.to_owned(), ctx.text.get(key).to_owned(), String::new()));
    all.filter(|(id, name, _)| fits(query, &[id, name])).collect()
}

/// The candidates; with something typed any place of the gazetteer, the most populous first.
fn places(ctx: &PanelCtx<'_>, candidates: &[String], query: &str) -> Vec<Choice<String>> {
    let all = &ctx.model.data.places;
    let choice = |place: &Place| (place.id.to_string(), name_of(place, ctx.lang()), within(ctx, place));
    if query.trim().is_empty() && !candidates.is_empty() {
        return candidates.iter().filter_map(|id| all.get(&PlaceId::new(id.as_str()))).map(choice).collect();
    }
    let mut found: Vec<&Place> =
        all.values().filter(|place| fits(query, &[&place.name.en, &place.name.zh, &place.full_zh])).collect();
    found.sort_by_key(|place| (place.level, std::cmp::Reverse(place.population), &place.id));
    found.truncate(60);
    found.into_iter().map(choice).collect()
}

fn name_of(place: &Place, lang: Lang) -> String {
    match lang {
        Lang::Zh if !place.full_zh.is_empty() => place.full_zh.clone(),
        Lang::Zh | Lang::En => place.name.get(lang).to_owned(),
    }
}

/// The places that a place lies in, the nearest first.
fn within(ctx: &PanelCtx<'_>, place: &Place) -> String {
    let mut names = Vec::new();
    let mut next = place.parent.as_ref();
    while let Some(parent) = next.and_then(|id| ctx.model.data.places.get(id)).filter(|_| names.len() < 3) {
        // That a place lies in the country says nothing.
        if parent.parent.is_some() {
            names.push(parent.name.get(ctx.lang()));
        }
        next = parent.parent.as_ref();
    }
    names.join(" · ")
}

/// What was decided, in words.
fn shown(ctx: &PanelCtx<'_>, role: Role, decided: &str) -> String {
    let named = match role {
        Role::Round => {
            let round = ctx.model.data.rounds.iter().find(|round| round.id == decided);
            round.map(|round| round.name.get(ctx.lang()).to_owned())
        }
        Role::Status => STATUSES.iter().find(|(id, _)| *id == decided).map(|(_, key)| ctx.text.get(key).to_owned()),
        Role::Province | Role::City | Role::County | Role::Address => {
            let place = ctx.model.data.places.get(&PlaceId::new(decided));
            place.map(|place| {
                let (name, within) = (name_of(place, ctx.lang()), within(ctx, place));
                if within.is_empty() { name } else { format!("{name}, {within}") }
            })
        }
        _ => None,
    };
    named.unwrap_or_else(|| decided.to_owned())
}
