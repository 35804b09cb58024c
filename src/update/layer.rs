//! What a person adds over the atlas: edits, their way to the disk, and the data that come of it.

use std::sync::Arc;

use super::{
    AppModel, Question,
    document::{Change, Outcome},
    notify::{self, text},
    question,
};
use crate::{
    action::{
        Effect,
        command::{Answer, LayerCommand},
        effect::LayOver,
        event::DocumentEvent,
    },
    analysis::{claim_import::Imported, layered::Layered},
    model::{dataset::Dataset, document::Keyed, user_layer::UserLayer},
};

pub(super) fn reduce(model: &mut AppModel, command: LayerCommand) -> Vec<Effect> {
    if command != LayerCommand::Save && model.layer.is_locked() {
        notify::problem(model, text(model).get("layer-file-no-edits").to_owned());
        return vec![];
    }
    let change = match command {
        LayerCommand::Edit { label, edit } => Change::Edit(label, *edit),
        LayerCommand::Undo => Change::Undo,
        LayerCommand::Redo => Change::Redo,
        LayerCommand::Save => return vec![Effect::Layer(model.layer.save(false, true))],
    };
    match model.layer.change(change) {
        // The file is saved once edits rest.
        Ok(Some(journaled)) => vec![Effect::Layer(journaled), Effect::Layer(model.layer.save(false, false))],
        Ok(None) => vec![],
        Err(error) => {
            notify::refused(model, &error);
            vec![]
        }
    }
}

pub(super) fn event(model: &mut AppModel, event: DocumentEvent<UserLayer>) -> Vec<Effect> {
    match model.layer.take(event) {
        Outcome::Done | Outcome::Landed | Outcome::Reloaded | Outcome::Theirs(_) => {}
        Outcome::AskChanged => question::ask(model, Question::LayerChanged),
        Outcome::ReadAgain => return vec![Effect::Layer(model.layer.read_again())],
        Outcome::Failed(what, message) => {
            let heading = text(model).get(what).to_owned();
            notify::problem(model, format!("{heading}: {message}"));
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

/// What a person decided about edits that were recovered, or about a file that was changed outside.
pub(super) fn answered(model: &mut AppModel, question: Question, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Save | Answer::KeepCopy | Answer::Merge => vec![Effect::Layer(model.layer.save(true, true))],
        Answer::Discard => vec![Effect::Layer(model.layer.read_again())],
        Answer::Cancel => {
            // Nothing is lost by waiting: the journal holds the edits.
            if question == Question::LayerChanged {
                question::ask(model, question);
            }
            vec![]
        }
    }
}

impl AppModel {
    /// The layer holds edits of an earlier run that its file does not: the person is asked.
    pub fn offer_recovered(&mut self, saved: &UserLayer) {
        self.layer.recovered_over(saved.clone());
        let lines = difference(saved, self.layer.content());
        // An edit and its undo leave nothing to decide.
        if !lines.is_empty() {
            question::ask(self, Question::Recovered { lines });
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

pub(super) fn compare<V: PartialEq>(lines: &mut Vec<DifferenceLine>, part: &'static str, before: &Keyed<V>, after: &Keyed<V>) {
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
    let up_to_date = model.laid.revision == revision && model.laid.as_of == as_of;
    // One at a time: what changes meanwhile is laid over once the running one reported.
    if up_to_date || model.laid.running { vec![] } else { ask(model) }
}

fn ask(model: &mut AppModel) -> Vec<Effect> {
    model.laid.revision = model.layer.revision();
    model.laid.as_of.clone_from(&model.view.as_of);
    model.laid.generation += 1;
    model.laid.running = true;
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
    model.laid.running = false;
    model.data = Arc::clone(&layered.data);
    model.findings = Arc::clone(&layered.findings);
    model.left_out.clone_from(&layered.left_out);
}
