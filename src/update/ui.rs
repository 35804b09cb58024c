//! Transient windows: palette, help, about, messages.

use super::{AppModel, file, import, layout};
use crate::{
    action::{
        Effect,
        command::{Answer, CopyCommand, LayoutCommand, UiCommand},
    },
    model::{
        item::Selection,
        layout::{Panel, Workspace},
    },
};

pub(super) fn reduce(model: &mut AppModel, command: UiCommand) -> Vec<Effect> {
    let transient = &mut model.transient;
    match command {
        UiCommand::Palette(open) => transient.palette = open,
        UiCommand::Shortcuts(open) => transient.shortcuts = open,
        UiCommand::About(open) => transient.about = open,
        UiCommand::TileSettings(open) => transient.tile_settings = open,
        UiCommand::SaveAs(open) => transient.save_as = open,
        UiCommand::Dismiss(id) => transient.notifications.retain(|note| note.id != id),
        UiCommand::FocusFilter => {
            model.view.workspace = Workspace::Sources;
            transient.maximised = None;
            transient.focus_filter = true;
        }
        UiCommand::FilterFocused => transient.focus_filter = false,
        UiCommand::ClaimForm(what) => {
            if what.is_some() {
                model.settings.inspector_open = true;
            }
            transient.claim_form = what;
        }
        UiCommand::OpenConflict(id) => {
            transient.open_conflict = Some(id);
            model.view.workspace = Workspace::Sources;
            return layout::reduce(model, LayoutCommand::Open(Panel::Conflicts));
        }
        UiCommand::NewNote(about) => {
            model.view.workspace = Workspace::Portfolio;
            model.transient.begin_note = Some(about);
            return layout::reduce(model, LayoutCommand::Open(Panel::Notes));
        }
        UiCommand::ShowNotes => {
            model.view.workspace = Workspace::Portfolio;
            // In a small window what is selected would lie over the notes.
            model.view.selection = Selection::default();
            return layout::reduce(model, LayoutCommand::Open(Panel::Notes));
        }
        UiCommand::NoteBegun => transient.begin_note = None,
        UiCommand::ConflictOpened => transient.open_conflict = None,
        UiCommand::Escape => return escape(model),
    }
    vec![]
}

/// Closes what is on top: palette, sheets, question, maximised panel; then clears the selection.
fn escape(model: &mut AppModel) -> Vec<Effect> {
    let transient = &mut model.transient;
    for open in [
        &mut transient.palette,
        &mut transient.shortcuts,
        &mut transient.about,
        &mut transient.tile_settings,
        &mut transient.save_as,
    ] {
        if *open {
            *open = false;
            return vec![];
        }
    }
    if transient.question.is_some() {
        return file::answer_question(model, Answer::Cancel);
    }
    if import::escape(model) {
        return vec![];
    }
    let transient = &mut model.transient;
    if transient.claim_form.take().is_some() {
        return vec![];
    }
    if transient.maximised.take().is_none() {
        model.view.selection = Selection::default();
    }
    vec![]
}

pub(super) fn copy(command: CopyCommand) -> Vec<Effect> {
    vec![match command {
        CopyCommand::Text(text) => Effect::CopyText(text),
        CopyCommand::PanelTable(panel) => Effect::CopyTable(panel),
        CopyCommand::PanelPicture(panel) => Effect::Picture { panel, to_file: false },
        CopyCommand::SavePicture(panel) => Effect::Picture { panel, to_file: true },
    }]
}
