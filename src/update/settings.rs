//! Program-wide settings.

use super::AppModel;
use crate::action::{Effect, command::SettingsCommand};

pub(super) fn reduce(model: &mut AppModel, command: SettingsCommand) -> Vec<Effect> {
    match command {
        SettingsCommand::Lang(lang) => {
            model.lang = lang;
            model.view.lang = None;
            model.settings.lang = Some(lang);
        }
        SettingsCommand::Theme(theme) => {
            model.view.theme = None;
            model.settings.theme = theme;
        }
        SettingsCommand::OnlineTiles(tiles) => {
            model.settings.online_tiles = tiles;
            let mut effects = write(model);
            effects.push(Effect::LoadBaseMap(model.settings.base_map.clone()));
            return effects;
        }
        SettingsCommand::IncompleteDays(days) => model.settings.incomplete_days = days,
        SettingsCommand::Author(name) => name.trim().clone_into(&mut model.settings.author),
        SettingsCommand::CloseTip => model.settings.show_tip = false,
    }
    write(model)
}

/// The effect that keeps the settings.
pub(super) fn write(model: &AppModel) -> Vec<Effect> {
    vec![Effect::WriteSettings(Box::new(model.settings.clone()))]
}
