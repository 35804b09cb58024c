//! Keys that do something are handled one a frame, in the order they were pressed.
//!
//! Shortcuts, fields and lists each look at all events of a frame. When a slow frame lets several
//! keys pile up, Ctrl+S would save before the Enter in front of it has chosen anything.

use std::collections::VecDeque;

use egui::{Event, Key};

/// Events that wait for the next frame.
#[derive(Default)]
pub struct KeyOrder {
    waiting: VecDeque<Event>,
}

impl KeyOrder {
    /// Leaves in `events` those up to the first key that does something, and keeps the others for
    /// the next frame; true when some wait. While nobody is `typing` every key may be a shortcut.
    pub fn take_turns(&mut self, events: &mut Vec<Event>, typing: bool) -> bool {
        self.waiting.extend(events.drain(..));
        while let Some(event) = self.waiting.pop_front() {
            let last = acts(&event, typing);
            events.push(event);
            if last {
                break;
            }
        }
        !self.waiting.is_empty()
    }
}

/// True for a key that starts a command or moves the focus, as against one that writes.
fn acts(event: &Event, typing: bool) -> bool {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => {
            !typing || modifiers.command || modifiers.ctrl || modifiers.alt || matches!(key, Key::Enter | Key::Escape | Key::Tab)
        }
        Event::Copy | Event::Cut | Event::Paste(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn frames(order: &mut KeyOrder, all: &[Event], typing: bool) -> Vec<Vec<Event>> {
        let mut frame = all.to_vec();
        let mut frames = Vec::new();
        loop {
            let more = order.take_turns(&mut frame, typing);
            frames.push(std::mem::take(&mut frame));
            if !more {
                return frames;
            }
        }
    }

    #[test]
    fn keys_that_pile_up_are_handled_one_after_another() {
        let text = |text: &str| Event::Text(text.to_owned());
        let all = [
            press(Key::K, Modifiers::COMMAND),
            press(Key::S, Modifiers::NONE),
            text("s"),
            press(Key::Z, Modifiers::NONE),
            text("z"),
            press(Key::Enter, Modifiers::NONE),
            press(Key::S, Modifiers::COMMAND),
        ];
        let lengths = |typing| -> Vec<usize> {
            let frames = frames(&mut KeyOrder::default(), &all, typing);
            assert_eq!(frames.concat(), all, "nothing is lost or swapped");
            frames.iter().map(Vec::len).collect()
        };
        assert_eq!(lengths(true), [1, 5, 1]);
        assert_eq!(lengths(false), [1, 1, 2, 2, 1], "a plus sign may zoom");
    }

    #[test]
    fn moving_and_writing_do_not_wait() {
        let writing = [Event::PointerMoved(egui::pos2(1.0, 2.0)), Event::Text("F".to_owned()), press(Key::F, Modifiers::NONE)];
        assert_eq!(frames(&mut KeyOrder::default(), &writing, true).len(), 1);
    }
}
