//! The import of a deal table: from the dropped file to the table in the view.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use super::{
    AppModel,
    notify::{self, text},
    table,
};
use crate::{
    action::{
        Effect,
        command::TableCommand,
        import::{ImportCommand, ImportEvent, ImportTable, ImportedTable, LookAtTable, LookedAt, NotImported},
    },
    analysis::import::{
        Progress,
        duplicates::{split_company, split_deal},
    },
    data::{import::Dialect, names::file_stem},
    model::deal_import::{ColumnChoice, Mapping, Role},
};

/// Text key of an import's job that failed as a whole.
pub(super) const FAILED: &str = "import-failed";

/// How far the wizard is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The beginning is being read; what was read before stays.
    Looking,
    /// The person says what the columns hold.
    Choosing,
    /// The table is being read.
    Importing(Progress),
    /// It lies in the project; what is doubtful can be settled.
    Settling(Arc<ImportedTable>),
}

/// A deal table on its way into the project.
#[derive(Clone, Debug, PartialEq)]
pub struct Wizard {
    /// The file.
    pub path: PathBuf,
    /// Number of the wizard in this run, so that its panel begins anew with each.
    pub number: u64,
    /// Number of the request that it waits for.
    pub generation: u64,
    /// How far it is.
    pub stage: Stage,
    /// The beginning of the table.
    pub looked: Option<Arc<LookedAt>>,
    /// What the columns hold, and what was decided.
    pub mapping: Option<Mapping>,
    /// The name that the file proposes.
    pub proposed: String,
    /// The name under which it was imported.
    pub name: String,
    /// What was imported last.
    pub imported: Option<Arc<ImportedTable>>,
    /// Proposals that the person turned down.
    pub apart: BTreeSet<String>,
    /// What was decided since the last import.
    pub unread: bool,
    /// Why it does not go on.
    pub problem: Option<NotImported>,
}

impl Wizard {
    /// True while a job reads the table.
    pub fn is_importing(&self) -> bool {
        matches!(self.stage, Stage::Importing(_))
    }

    /// The role of the column with this name.
    pub fn role_of(&self, column: &str) -> Option<Role> {
        let mapping = self.mapping.as_ref()?;
        mapping.columns.iter().find(|choice| choice.name == column).map(|choice| choice.role)
    }

    /// Back to where something can be changed.
    fn rest(&mut self) {
        self.stage = match (&self.imported, &self.looked) {
            (Some(imported), _) => Stage::Settling(Arc::clone(imported)),
            (None, _) => Stage::Choosing,
        };
    }
}

pub(super) fn reduce(model: &mut AppModel, command: ImportCommand) -> Vec<Effect> {
    match command {
        ImportCommand::PickDialog => return vec![Effect::PickTableDialog],
        ImportCommand::Open(path) => return open(model, path),
        ImportCommand::Stop => return stop(model),
        ImportCommand::Close => {
            let effects = stop(model);
            model.transient.wizard = None;
            return effects;
        }
        ImportCommand::ReadAs(dialect) => return look(model, Some(*dialect)),
        ImportCommand::Start { name, replace } => return start(model, name, replace),
        ImportCommand::Again => {
            let name = model.transient.wizard.as_ref().map(|wizard| wizard.name.clone());
            return name.map_or_else(Vec::new, |name| start(model, name, true));
        }
        command @ (ImportCommand::Role { .. }
        | ImportCommand::Amounts { .. }
        | ImportCommand::DayFirst(_)
        | ImportCommand::Datum(_)
        | ImportCommand::Decide(_)
        | ImportCommand::Undecide { .. }
        | ImportCommand::MergeCompany(_)
        | ImportCommand::SplitCompany(_)
        | ImportCommand::MergeDeal(_)
        | ImportCommand::SplitDeal(_)
        | ImportCommand::KeepApart(_)) => decide(model, command),
    }
    vec![]
}

fn open(model: &mut AppModel, path: PathBuf) -> Vec<Effect> {
    if model.transient.wizard.as_ref().is_some_and(|wizard| wizard.is_importing()) {
        notify::problem(model, text(model).get("import-busy").to_owned());
        return vec![];
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    model.transient.wizard = Some(Box::new(Wizard {
        path,
        number: model.transient.imports + 1,
        generation: 0,
        stage: Stage::Looking,
        looked: None,
        mapping: None,
        proposed: file_stem(&stem),
        name: String::new(),
        imported: None,
        apart: BTreeSet::new(),
        unread: false,
        problem: None,
    }));
    look(model, None)
}

fn look(model: &mut AppModel, dialect: Option<Dialect>) -> Vec<Effect> {
    let transient = &mut model.transient;
    let Some(wizard) = transient.wizard.as_mut().filter(|wizard| !wizard.is_importing()) else { return vec![] };
    transient.imports += 1;
    wizard.generation = transient.imports;
    wizard.stage = Stage::Looking;
    wizard.problem = None;
    let (path, generation) = (wizard.path.clone(), wizard.generation);
    vec![Effect::LookAtTable(Box::new(LookAtTable { path, dialect, data: Arc::clone(&model.data), generation }))]
}

fn start(model: &mut AppModel, name: String, replace: bool) -> Vec<Effect> {
    let transient = &mut model.transient;
    let Some(wizard) = transient.wizard.as_mut().filter(|wizard| !wizard.is_importing()) else { return vec![] };
    let (Some(looked), Some(mapping)) = (&wizard.looked, &wizard.mapping) else { return vec![] };
    if mapping.column_of(Role::Company).is_none() || name.is_empty() {
        return vec![];
    }
    transient.imports += 1;
    wizard.generation = transient.imports;
    wizard.stage = Stage::Importing(Progress::default());
    wizard.problem = None;
    wizard.name.clone_from(&name);
    vec![Effect::ImportTable(Box::new(ImportTable {
        path: wizard.path.clone(),
        preview: Arc::clone(looked),
        mapping: mapping.clone(),
        name,
        replace,
        today: model.today,
        data: Arc::clone(&model.data),
        generation: wizard.generation,
    }))]
}

fn stop(model: &mut AppModel) -> Vec<Effect> {
    let importing = model.transient.wizard.as_ref().is_some_and(|wizard| wizard.is_importing());
    if importing { vec![Effect::StopImport] } else { vec![] }
}

/// Esc: closes a wizard that is not importing; true where there was one.
pub(super) fn escape(model: &mut AppModel) -> bool {
    let Some(wizard) = &model.transient.wizard else { return false };
    // A running import is broken off by its own button only.
    if !wizard.is_importing() {
        model.transient.wizard = None;
    }
    true
}

/// Changes the mapping, or what is still proposed.
fn decide(model: &mut AppModel, command: ImportCommand) {
    let Some(wizard) = model.transient.wizard.as_mut().filter(|wizard| !wizard.is_importing()) else { return };
    if let ImportCommand::KeepApart(proposal) = command {
        wizard.apart.insert(proposal);
        return;
    }
    let Some(mapping) = &mut wizard.mapping else { return };
    let before = mapping.clone();
    change(mapping, command);
    if *mapping != before {
        wizard.unread = true;
    }
}

fn change(mapping: &mut Mapping, command: ImportCommand) {
    match command {
        ImportCommand::Role { column, role } => set_role(&mut mapping.columns, column, role),
        ImportCommand::Amounts { currency, scale } => (mapping.currency, mapping.scale) = (currency, scale.max(1)),
        ImportCommand::DayFirst(on) => mapping.day_first = on,
        ImportCommand::Datum(datum) => mapping.datum = datum,
        ImportCommand::Decide(decision) => {
            mapping.decisions.retain(|old| old.role != decision.role || old.written != decision.written);
            mapping.decisions.push(decision);
            mapping.decisions.sort();
        }
        ImportCommand::Undecide { role, written } => {
            mapping.decisions.retain(|old| old.role != role || old.written != written);
        }
        ImportCommand::MergeCompany(same) => {
            split_company(mapping, &same.kept);
            mapping.same_companies.push(same);
            mapping.same_companies.sort();
        }
        ImportCommand::SplitCompany(kept) => split_company(mapping, &kept),
        ImportCommand::MergeDeal(same) => {
            if !mapping.same_deals.contains(&same) {
                mapping.same_deals.push(same);
                mapping.same_deals.sort();
            }
        }
        ImportCommand::SplitDeal(dropped) => split_deal(mapping, &dropped),
        ImportCommand::PickDialog
        | ImportCommand::Open(_)
        | ImportCommand::ReadAs(_)
        | ImportCommand::Start { .. }
        | ImportCommand::KeepApart(_)
        | ImportCommand::Again
        | ImportCommand::Stop
        | ImportCommand::Close => {}
    }
}

/// A role that one column alone may have is taken from the column that had it.
fn set_role(columns: &mut [ColumnChoice], column: usize, role: Role) {
    if columns.get(column).is_none() {
        return;
    }
    if !role.may_repeat() {
        for other in columns.iter_mut().filter(|other| other.role == role) {
            other.role = Role::Extra;
        }
    }
    if let Some(choice) = columns.get_mut(column) {
        choice.role = role;
    }
}

pub(super) fn event(model: &mut AppModel, event: ImportEvent) -> Vec<Effect> {
    match event {
        ImportEvent::Found(path) => return open(model, path),
        ImportEvent::LookedAt(generation, looked) => {
            if let Some(wizard) = awaiting(model, generation) {
                looked_at(wizard, looked);
            }
        }
        ImportEvent::Progress(generation, progress) => {
            if let Some(wizard) = awaiting(model, generation).filter(|wizard| wizard.is_importing()) {
                wizard.stage = Stage::Importing(progress);
            }
        }
        ImportEvent::Ended(generation, result) => return ended(model, generation, result),
    }
    vec![]
}

fn awaiting(model: &mut AppModel, generation: u64) -> Option<&mut Wizard> {
    model.transient.wizard.as_deref_mut().filter(|wizard| wizard.generation == generation)
}

fn looked_at(wizard: &mut Wizard, looked: Result<Arc<LookedAt>, String>) {
    wizard.rest();
    match looked {
        Err(message) => wizard.problem = Some(NotImported::Failed(message)),
        Ok(looked) => {
            // What the person chose stays where the columns are the same ones.
            let names = &looked.preview.header.names;
            if !wizard.mapping.as_ref().is_some_and(|mapping| mapping.fits(names)) {
                wizard.mapping = Some(carried(wizard.mapping.as_ref(), looked.mapping.clone()));
            }
            wizard.looked = Some(looked);
        }
    }
}

/// The mapping of columns read otherwise, with the decisions made before.
fn carried(before: Option<&Mapping>, mut now: Mapping) -> Mapping {
    let Some(before) = before else { return now };
    let decided: BTreeMap<_, _> =
        before.decisions.iter().map(|decision| ((decision.role, decision.written.clone()), decision)).collect();
    now.decisions.retain(|decision| !decided.contains_key(&(decision.role, decision.written.clone())));
    now.decisions.extend(decided.into_values().cloned());
    now.decisions.sort();
    now
}

fn ended(model: &mut AppModel, generation: u64, result: Result<Arc<ImportedTable>, NotImported>) -> Vec<Effect> {
    let imported = result.as_ref().ok().cloned();
    if let Some(wizard) = awaiting(model, generation) {
        match result {
            Ok(imported) => {
                wizard.mapping = Some(imported.mapping.clone());
                wizard.imported = Some(imported);
                wizard.unread = false;
            }
            Err(NotImported::Stopped) => {}
            Err(problem) => wizard.problem = Some(problem),
        }
        wizard.rest();
    }
    let Some(imported) = imported else { return vec![] };
    let mut effects = table::reduce(model, TableCommand::Show { refer: imported.refer.clone(), on: true });
    effects.push(Effect::ListTables);
    effects
}

/// The job itself failed.
pub(super) fn failed(model: &mut AppModel, message: String) -> Vec<Effect> {
    match &mut model.transient.wizard {
        Some(wizard) => {
            wizard.rest();
            wizard.problem = Some(NotImported::Failed(message));
        }
        None => {
            let heading = text(model).get(FAILED).to_owned();
            notify::problem(model, format!("{heading}: {message}"));
        }
    }
    vec![]
}
