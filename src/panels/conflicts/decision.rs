//! A person's decision on a conflict: state, chosen claim, note.

use egui::{Key, RichText, TextEdit, Ui};

use super::{decision_of, detail::heading, list::state_key, state_of};
use crate::{
    action::{CommandQueue, command::LayerCommand},
    analysis::conflicts::Conflict,
    model::{
        document::KeyedEdit,
        ids::ClaimId,
        user_layer::{Decision, DecisionState, UserEdit},
    },
    panels::PanelCtx,
    views::{
        theme::{regular, size, space},
        widgets::{link, segmented},
    },
};

/// The note while it is typed.
#[derive(Debug, Default)]
pub(super) struct NoteBuffer {
    of: Option<(String, u64)>,
    text: String,
}

/// The edit that chooses a claim.
pub(super) fn choose(ctx: &PanelCtx<'_>, conflict: &Conflict, claim: &ClaimId) -> UserEdit {
    put(ctx, conflict, |decision| {
        decision.state = DecisionState::Settled;
        decision.chosen = Some(claim.clone());
    })
}

fn put(ctx: &PanelCtx<'_>, conflict: &Conflict, change: impl FnOnce(&mut Decision)) -> UserEdit {
    let by = ctx.signature();
    let mut decision = decision_of(ctx, conflict).cloned().unwrap_or(Decision {
        state: DecisionState::Open,
        chosen: None,
        note: String::new(),
        author: String::new(),
        decided_on: by.day,
    });
    change(&mut decision);
    decision.author = by.author;
    decision.decided_on = by.day;
    UserEdit::Decision(KeyedEdit::Put { key: conflict.id.clone(), value: decision })
}

fn send(edit: UserEdit, out: &mut CommandQueue) {
    out.push(LayerCommand::Edit { label: "layer-did-decide".into(), edit: Box::new(edit) });
}

/// Draws state and note. The note is taken in when the field is left, or with Ctrl+Enter.
pub(super) fn decision_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, conflict: &Conflict, note: &mut NoteBuffer, out: &mut CommandQueue) {
    let text = ctx.text;
    let decision = decision_of(ctx, conflict);
    let signed = decision.map(signed).unwrap_or_default();
    heading(ui, ctx, "board-decision", &signed);
    let state = state_of(ctx, conflict);
    let options = DecisionState::ALL.map(|state| (state, text.get(state_key(state))));
    // A click that leaves the note's field settles and keeps the note in one edit: two of the same frame
    // would each be made from the decision before.
    let typed = (note.of == note_key(ctx, conflict)).then(|| note.text.clone());
    let mut sent = false;
    ui.horizontal_wrapped(|ui| {
        if let Some(picked) = segmented(ui, ctx.theme, text.get("board-decision"), &options, state) {
            let edit = put(ctx, conflict, |decision| {
                decision.state = picked;
                if let Some(typed) = typed {
                    decision.note = typed;
                }
            });
            send(edit, out);
            sent = true;
        }
        if decision.is_some() {
            let forget = text.get("board-decision-remove");
            if link(ui, ctx.theme, None, forget, regular(size::SMALL), forget).clicked() {
                send(UserEdit::Decision(KeyedEdit::Remove { key: conflict.id.clone() }), out);
                sent = true;
            }
        }
    });
    let stored = decision.map(|decision| decision.note.as_str()).unwrap_or_default();
    let of = note_key(ctx, conflict);
    if note.of != of {
        note.of = of;
        stored.clone_into(&mut note.text);
    }
    ui.add_space(space::XS);
    ui.label(RichText::new(text.get("board-note")).font(regular(size::SMALL)).color(ctx.theme.muted));
    let field = TextEdit::multiline(&mut note.text)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .hint_text(text.get("board-note-hint"))
        .font(regular(size::BODY));
    let response = ui.add(field).accessible_name(text.get("board-note"));
    let entered = response.has_focus() && ui.input(|input| input.modifiers.command && input.key_pressed(Key::Enter));
    if (response.lost_focus() || entered) && note.text != stored && !sent {
        let typed = note.text.clone();
        send(put(ctx, conflict, |decision| decision.note = typed), out);
    }
}

/// What the note in the field belongs to.
fn note_key(ctx: &PanelCtx<'_>, conflict: &Conflict) -> Option<(String, u64)> {
    Some((conflict.id.clone(), ctx.model.layer.revision()))
}

fn signed(decision: &Decision) -> String {
    let day = decision.decided_on.to_string();
    if decision.author.is_empty() { day } else { format!("{} · {day}", decision.author) }
}
