//! What a person adds over the atlas: edits, their way to the disk, and the data that come of it.

use std::sync::Arc;

use super::{
    AppModel, Question,
    notify::{self, text},
};
use crate::{
    action::{
        Effect,
        command::{Answer, LayerCommand},
        effect::LayOver,
        event::LayerEvent,
    },
    analysis::{claim_import::Imported, layered::Layered},
    model::{
        dataset::Dataset,
        document::{EditError, Keyed},
        user_layer::{UserEdit, UserLayer},
    },
};

pub(super) fn reduce(model: &mut AppModel, command: LayerCommand) -> Vec<Effect> {
    if command != LayerCommand::Save && (model.layer_file.read_only || model.layer_file.reloading) {
        notify::problem(model, text(model).get("layer-file-no-edits").to_owned());
        return vec![];
    }
    let applied = match command {
        LayerCommand::Edit { label, edit } => model.layer.edit(label, *edit).map(Some),
        LayerCommand::Undo => model.layer.undo().map(|step| step.map(|step| step.edit)),
        LayerCommand::Redo => model.layer.redo().map(|step| step.map(|step| step.edit)),
        LayerCommand::Save => return save(model, false, true),
    };
    match applied {
        Ok(Some(edit)) => keep(model, edit),
        Ok(None) => vec![],
        Err(error) => {
            refused(model, &error);
            vec![]
        }
    }
}

fn refused(model: &mut AppModel, error: &EditError) {
    let heading = text(model).get("layer-edit-refused").to_owned();
    notify::problem(model, format!("{heading}: {error}"));
}

/// An edit goes to the journal, and the file is saved once edits rest.
fn keep(model: &mut AppModel, edit: UserEdit) -> Vec<Effect> {
    model.layer_file.edits += 1;
    let mut effects = vec![Effect::JournalEdit { number: model.layer_file.edits, edit: Box::new(edit) }];
    effects.extend(save(model, false, false));
    effects
}

fn save(model: &AppModel, force: bool, now: bool) -> Vec<Effect> {
    vec![Effect::SaveLayer {
        layer: Arc::clone(model.layer.content()),
        revision: model.layer.revision(),
        upto: model.layer_file.edits,
        force,
        now,
    }]
}

pub(super) fn event(model: &mut AppModel, event: LayerEvent) -> Vec<Effect> {
    match event {
        LayerEvent::Acknowledged(number) => model.layer_file.acknowledged = number,
        LayerEvent::Written { revision, .. } => {
            model.layer.mark_saved(revision);
            model.layer_file.problem = None;
            model.layer_file.changed = false;
        }
        LayerEvent::Changed if model.layer.is_dirty() => {
            model.layer_file.changed = true;
            model.transient.question = Some(Question::LayerChanged);
        }
        LayerEvent::Changed => return reload(model),
        LayerEvent::Reloaded(layer, read_only) => {
            model.layer.reload(*layer);
            model.layer_file.read_only = read_only;
            model.layer_file.reloading = false;
            model.layer_file.changed = false;
            model.layer_file.problem = None;
        }
        LayerEvent::Failed { what, message } => {
            let heading = text(model).get(what).to_owned();
            notify::problem(model, format!("{heading}: {message}"));
            model.layer_file.problem = Some(message);
            model.layer_file.reloading = false;
        }
    }
    vec![]
}

/// Lines of an import's report that a message shows.
const REPORTED: usize = 6;

/// Takes the good rows of a table in as one step and says which were left out, and why.
pub(super) fn imported(model: &mut AppModel, imported: &Imported) -> Vec<Effect> {
    let effects = match &imported.edit {
        Some(edit) => reduce(model, LayerCommand::Edit { label: "layer-did-import".into(), edit: Box::new(edit.clone()) }),
        None => vec![],
    };
    let words = text(model);
    let counts = [("taken", imported.taken.into()), ("left", imported.rows_left_out.into())];
    let mut said = words.fmt("layer-imported", &counts);
    for row in imported.left_out.iter().take(REPORTED) {
        let why = words.fmt(row.key, &[("text", row.text.as_str().into())]);
        let line = row.line.to_string();
        let args = [("line", line.as_str().into()), ("column", row.column.as_str().into()), ("why", why.as_str().into())];
        said.push('\n');
        said.push_str(&words.fmt("layer-imported-row", &args));
    }
    if imported.left_out.len() > REPORTED {
        said.push_str(&format!("\n(+ {})", imported.left_out.len() - REPORTED));
    }
    if imported.rows_left_out > 0 {
        notify::problem(model, said);
    } else {
        notify::info(model, said);
    }
    effects
}

/// Until the file was read, nothing is edited that it would take away.
fn reload(model: &mut AppModel) -> Vec<Effect> {
    model.layer_file.reloading = true;
    vec![Effect::ReloadLayer]
}

/// What a person decided about edits that were recovered, or about a file that was changed outside.
pub(super) fn answered(model: &mut AppModel, question: Question, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Save | Answer::KeepCopy => save(model, true, true),
        Answer::Discard => reload(model),
        Answer::Cancel => {
            // Nothing is lost by waiting: the journal holds the edits.
            model.transient.question = matches!(question, Question::LayerChanged).then_some(question);
            vec![]
        }
    }
}

impl AppModel {
    /// The layer holds edits of an earlier run that its file does not: the person is asked.
    pub fn offer_recovered(&mut self, saved: &UserLayer) {
        self.layer.mark_unsaved();
        let lines = difference(saved, self.layer.content());
        // An edit and its undo leave nothing to decide.
        if !lines.is_empty() {
            self.transient.question = Some(Question::Recovered { lines });
        }
    }
}

/// A sign, the text key of a part of the layer, the entry's key.
pub type DifferenceLine = (char, &'static str, String);

/// What was added (+), changed (~) and taken out (−), by part and key.
pub fn difference(before: &UserLayer, after: &UserLayer) -> Vec<DifferenceLine> {
    let mut lines = Vec::new();
    compare(&mut lines, "layer-part-claim", &before.claims, &after.claims);
    compare(&mut lines, "layer-part-document", &before.documents, &after.documents);
    compare(&mut lines, "layer-part-provider", &before.providers, &after.providers);
    compare(&mut lines, "layer-part-rate", &before.rates, &after.rates);
    compare(&mut lines, "layer-part-decision", &before.decisions, &after.decisions);
    compare(&mut lines, "layer-part-join", &before.joins, &after.joins);
    lines
}

fn compare<V: PartialEq>(lines: &mut Vec<DifferenceLine>, part: &'static str, before: &Keyed<V>, after: &Keyed<V>) {
    for (key, value) in after.iter() {
        match before.get(key) {
            None => lines.push(('+', part, key.to_owned())),
            Some(old) if old != value => lines.push(('~', part, key.to_owned())),
            Some(_) => {}
        }
    }
    for (key, _) in before.iter() {
        if after.get(key).is_none() {
            lines.push(('−', part, key.to_owned()));
        }
    }
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
