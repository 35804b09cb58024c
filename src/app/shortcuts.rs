//! Keys to commands, through the action catalogue.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::action::{
    CommandQueue,
    catalog::{Chord, Facts, catalog},
    command::{CopyCommand, UiCommand},
};
use crate::model::layout::Panel;

/// Pushes the commands of the chords pressed since the last frame. Chords with more modifiers are
/// matched first; keys without Ctrl are left to a text field that has the focus.
pub fn collect(ctx: &Context, facts: &Facts, out: &mut CommandQueue) {
    let pressed = ctx.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Key { pressed: true, .. })));
    if !pressed {
        return;
    }
    let typing = ctx.egui_wants_keyboard_input();
    let mut actions: Vec<_> = catalog().into_iter().filter_map(|action| action.chord.map(|chord| (chord, action))).collect();
    actions.sort_by_key(|(chord, _)| std::cmp::Reverse(chord.modifiers()));
    for (chord, action) in actions {
        let needs_focus_free = !chord.command && !chord.alt && !chord.key.starts_with('F');
        if needs_focus_free && typing || !(action.available)(facts) {
            continue;
        }
        if shortcuts_of(chord).any(|shortcut| ctx.input_mut(|input| input.consume_shortcut(&shortcut))) {
            out.push(action.command);
        }
    }
    // A menu that is open takes Esc for itself.
    let menu = egui::Popup::is_any_open(ctx);
    if !typing && !menu && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        out.push(UiCommand::Escape);
    }
}

/// Ctrl+C outside of a text field copies the numbers of the panel under the pointer.
pub fn copy(ctx: &Context, panel: Option<Panel>, out: &mut CommandQueue) {
    let asked = ctx.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if let Some(panel) = panel.filter(|_| asked && !ctx.egui_wants_keyboard_input()) {
        out.push(CopyCommand::PanelTable(panel));
    }
}

fn shortcuts_of(chord: Chord) -> impl Iterator<Item = KeyboardShortcut> {
    let modifiers = Modifiers { alt: chord.alt, shift: chord.shift, command: chord.command, ctrl: false, mac_cmd: false };
    // The plus sign is a shifted key on most keyboards, and "=" stands on the same key.
    let keys: Vec<(Key, bool)> = match chord.key {
        "Plus" => vec![(Key::Plus, false), (Key::Plus, true), (Key::Equals, false)],
        "0" => vec![(Key::Num0, false)],
        "1" => vec![(Key::Num1, false)],
        "2" => vec![(Key::Num2, false)],
        "3" => vec![(Key::Num3, false)],
        "4" => vec![(Key::Num4, false)],
        name => Key::from_name(name).map(|key| (key, false)).into_iter().collect(),
    };
    keys.into_iter().map(move |(key, shift)| {
        let mut modifiers = modifiers;
        modifiers.shift |= shift;
        KeyboardShortcut::new(modifiers, key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chord_names_a_key() {
        for action in catalog() {
            if let Some(chord) = action.chord {
                assert!(shortcuts_of(chord).next().is_some(), "{}", action.key);
            }
        }
    }
}
