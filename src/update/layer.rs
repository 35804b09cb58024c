//! What a person adds over the atlas, and the data that come of it.

use std::sync::Arc;

use super::{
    AppModel,
    notify::{self, text},
};
use crate::{
    action::{Effect, command::LayerCommand, effect::LayOver},
    analysis::layered::Layered,
    model::{dataset::Dataset, document::EditError},
};

pub(super) fn reduce(model: &mut AppModel, command: LayerCommand) -> Vec<Effect> {
    let done = match command {
        LayerCommand::Edit { label, edit } => model.layer.edit(label, *edit),
        LayerCommand::Undo => model.layer.undo().map(|_| ()),
        LayerCommand::Redo => model.layer.redo().map(|_| ()),
    };
    if let Err(error) = done {
        refused(model, &error);
    }
    vec![]
}

fn refused(model: &mut AppModel, error: &EditError) {
    let heading = text(model).get("layer-edit-refused").to_owned();
    notify::problem(model, format!("{heading}: {error}"));
}

/// Asks for the data to be laid together again where the layer or the view's date changed.
pub(super) fn lay_over(model: &mut AppModel) -> Vec<Effect> {
    let (revision, as_of) = (model.layer.revision(), model.view.as_of.clone());
    if model.laid.revision == revision && model.laid.as_of == as_of {
        return vec![];
    }
    ask(model)
}

fn ask(model: &mut AppModel) -> Vec<Effect> {
    model.laid.revision = model.layer.revision();
    model.laid.as_of.clone_from(&model.view.as_of);
    model.laid.generation += 1;
    vec![Effect::LayOver(Box::new(LayOver {
        atlas: Arc::clone(&model.atlas),
        layer: Arc::clone(model.layer.content()),
        as_of: model.view.as_of.clone(),
        generation: model.laid.generation,
    }))]
}

pub(super) fn atlas_loaded(model: &mut AppModel, atlas: Arc<Dataset>) -> Vec<Effect> {
    model.atlas = atlas;
    ask(model)
}

/// Takes in what was laid together, unless something newer was asked for since.
pub(super) fn laid(model: &mut AppModel, generation: u64, layered: &Layered) {
    if generation != model.laid.generation {
        return;
    }
    model.data = Arc::clone(&layered.data);
    model.findings = Arc::clone(&layered.findings);
    model.left_out.clone_from(&layered.left_out);
}
