//! Floor 4b: the only place where the program's state changes.
//!
//! `update(model, message)` is the single door; one reducer per command group. Must not touch
//! files, clocks or windows: what has to happen outside is returned as effects.

#![warn(clippy::wildcard_enum_match_arm)]

mod deal_jobs;
mod derived;
mod document;
mod event;
mod facts;
mod file;
mod filter;
mod history;
mod import;
mod kept;
mod layer;
mod layout;
mod linked_deals;
mod model;
mod new;
mod notify;
mod portfolio;
mod question;
mod select;
mod settings;
mod table;
mod ui;
mod view;

pub use derived::Derived;
pub use document::{DocumentFile, OpenDocument};
pub use import::{Stage, Wizard};
pub use kept::Kept;
pub use layer::DifferenceLine;
pub use linked_deals::LinkedDeals;
pub use model::{
    AppModel, DealsKey, Laid, MapBins, Notification, OpenPortfolio, OpenView, PendingSave, Photo, Question, Stats, Step, Tables,
    Thumbnail, Transient,
};

use crate::action::{
    Command, Effect, Event,
    command::{FileCommand, LayerCommand, PortfolioCommand, SelectCommand},
};

/// Something to react to.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A person asked for it.
    Command(Command),
    /// It happened outside.
    Event(Event),
}

/// Changes the state and returns what has to happen outside, in order.
pub fn update(model: &mut AppModel, message: Msg) -> Vec<Effect> {
    // Hovering happens with every move of the pointer and never changes the view.
    if let Msg::Command(Command::Select(command @ SelectCommand::Hover(_))) = message {
        return select::reduce(model, command);
    }
    let before = model.view.clone();
    let mut effects = reduce(model, message);
    effects.extend(layer::lay_over(model));
    effects.extend(table::load(model));
    effects.extend(deal_jobs::ask(model));
    if model.view != before {
        effects.push(Effect::Autosave(Box::new(model.view.clone())));
    }
    effects
}

/// What has to be counted of deals for what is on screen; the window asks with every change.
pub fn count_deals(model: &mut AppModel) -> Vec<Effect> {
    deal_jobs::ask(model)
}

/// Undo, redo and save are about the document in front: in the Portfolio workspace the portfolio.
fn in_front(model: &AppModel, command: Command) -> Command {
    if model.portfolio_in_front().is_none() {
        return command;
    }
    match command {
        Command::Layer(LayerCommand::Undo) => PortfolioCommand::Undo.into(),
        Command::Layer(LayerCommand::Redo) => PortfolioCommand::Redo.into(),
        Command::File(FileCommand::Save) => PortfolioCommand::Save.into(),
        command @ (Command::View(_)
        | Command::Select(_)
        | Command::Filter(_)
        | Command::Layout(_)
        | Command::File(_)
        | Command::Layer(_)
        | Command::Portfolio(_)
        | Command::Table(_)
        | Command::Import(_)
        | Command::Settings(_)
        | Command::Ui(_)
        | Command::Copy(_)) => command,
    }
}

fn reduce(model: &mut AppModel, message: Msg) -> Vec<Effect> {
    match message {
        Msg::Command(command) => match in_front(model, command) {
            Command::View(command) => view::reduce(model, command),
            Command::Select(command) => select::reduce(model, command),
            Command::Filter(command) => filter::reduce(model, command),
            Command::Layout(command) => layout::reduce(model, command),
            Command::File(command) => file::reduce(model, command),
            Command::Layer(command) => layer::reduce(model, command),
            Command::Portfolio(command) => portfolio::reduce(model, command),
            Command::Table(command) => table::reduce(model, command),
            Command::Import(command) => import::reduce(model, command),
            Command::Settings(command) => settings::reduce(model, command),
            Command::Ui(command) => ui::reduce(model, command),
            Command::Copy(command) => ui::copy(command),
        },
        Msg::Event(event) => event::reduce(model, event),
    }
}
