//! The generic document: content that changes by edits only, each with an exact inverse, a
//! bounded history of undo steps, and revisions that tell whether it is saved.

use std::{collections::BTreeMap, collections::VecDeque, sync::Arc};

use serde::{Deserialize, Serialize};

/// Undo steps kept.
pub const HISTORY_LIMIT: usize = 200;

/// Content that can be edited with exact inverses.
pub trait Editable: Clone {
    /// A change. Serialisable, so that a journal can hold it.
    type Edit: Clone + std::fmt::Debug + PartialEq;

    /// Makes the change and returns the edit that takes it back exactly.
    ///
    /// # Errors
    /// When the edit does not fit the content; the content is then unchanged.
    fn apply(&mut self, edit: Self::Edit) -> Result<Self::Edit, EditError>;
}

/// An edit that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The edit names something that is not there.
    #[error("there is no '{0}' to change")]
    Missing(String),
}

/// A labelled step that can be undone or redone. `label` is a text key.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<E> {
    /// Text key of what was done.
    pub label: String,
    /// The edit that goes this step's way.
    pub edit: E,
}

/// A document: shared content, history, revisions.
#[derive(Clone, Debug)]
pub struct Document<T: Editable> {
    content: Arc<T>,
    undo: VecDeque<Step<T::Edit>>,
    redo: Vec<Step<T::Edit>>,
    revision: u64,
    saved: u64,
}

impl<T: Editable> Document<T> {
    /// A document just loaded: clean, without history.
    pub fn new(content: T) -> Self {
        Self { content: Arc::new(content), undo: VecDeque::new(), redo: Vec::new(), revision: 0, saved: 0 }
    }

    /// The content; cheap to clone for a background job.
    pub fn content(&self) -> &Arc<T> {
        &self.content
    }

    /// Counts every change, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// True when the content was changed since the last save that landed.
    pub fn is_dirty(&self) -> bool {
        self.revision != self.saved
    }

    /// A save of `revision` landed. Changes made since stay unsaved.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved = revision;
    }

    /// The file is not there any more: what is on screen is unsaved.
    pub fn mark_unsaved(&mut self) {
        self.saved = u64::MAX;
    }

    /// The file was read again: its content takes the place of this one, without history.
    pub fn reload(&mut self, content: T) {
        self.content = Arc::new(content);
        self.undo.clear();
        self.redo.clear();
        self.revision += 1;
        self.saved = self.revision;
    }

    /// Makes a change that a person asked for, and returns it for the journal.
    ///
    /// # Errors
    /// When the edit does not fit; nothing changes then.
    pub fn edit(&mut self, label: impl Into<String>, edit: T::Edit) -> Result<T::Edit, EditError> {
        let applied = edit.clone();
        let inverse = Arc::make_mut(&mut self.content).apply(edit)?;
        self.redo.clear();
        self.undo.push_back(Step { label: label.into(), edit: inverse });
        if self.undo.len() > HISTORY_LIMIT {
            self.undo.pop_front();
        }
        self.revision += 1;
        Ok(applied)
    }

    /// Takes the last change back and returns what was applied to do so, under the label of that
    /// change; `None` when there is none.
    ///
    /// # Errors
    /// When the inverse does not fit, which means that an `apply` is wrong.
    pub fn undo(&mut self) -> Result<Option<Step<T::Edit>>, EditError> {
        let Some(step) = self.undo.pop_back() else { return Ok(None) };
        let inverse = Arc::make_mut(&mut self.content).apply(step.edit.clone())?;
        self.redo.push(Step { label: step.label.clone(), edit: inverse });
        self.revision += 1;
        Ok(Some(step))
    }

    /// Makes the last undone change again and returns it; `None` when there is none.
    ///
    /// # Errors
    /// As for [`Document::undo`].
    pub fn redo(&mut self) -> Result<Option<Step<T::Edit>>, EditError> {
        let Some(step) = self.redo.pop() else { return Ok(None) };
        let inverse = Arc::make_mut(&mut self.content).apply(step.edit.clone())?;
        self.undo.push_back(Step { label: step.label.clone(), edit: inverse });
        self.revision += 1;
        Ok(Some(step))
    }

    /// Label of the change that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|step| step.label.as_str())
    }

    /// Label of the change that redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.label.as_str())
    }
}

/// Items by key, each behind an `Arc`, so that a snapshot of thousands costs a pointer each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed<V> {
    items: BTreeMap<Arc<str>, Arc<V>>,
}

impl<V> Default for Keyed<V> {
    fn default() -> Self {
        Self { items: BTreeMap::new() }
    }
}

impl<V> FromIterator<(String, V)> for Keyed<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(items: I) -> Self {
        Self { items: items.into_iter().map(|(key, value)| (key.into(), Arc::new(value))).collect() }
    }
}

impl<V> Keyed<V> {
    /// The item with this key.
    pub fn get(&self, key: &str) -> Option<&V> {
        self.items.get(key).map(Arc::as_ref)
    }

    /// All items, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.items.iter().map(|(key, value)| (key.as_ref(), value.as_ref()))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// A change to [`Keyed`] items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum KeyedEdit<V> {
    /// Puts an item in, or in the place of the one with its key.
    Put {
        /// Key.
        key: String,
        /// Item.
        value: V,
    },
    /// Takes an item out.
    Remove {
        /// Key.
        key: String,
    },
    /// Several changes as one step; all or none.
    Batch(Vec<KeyedEdit<V>>),
}

impl<V: Clone + std::fmt::Debug + PartialEq> Editable for Keyed<V> {
    type Edit = KeyedEdit<V>;

    fn apply(&mut self, edit: Self::Edit) -> Result<Self::Edit, EditError> {
        match edit {
            KeyedEdit::Put { key, value } => Ok(match self.items.insert(key.as_str().into(), Arc::new(value)) {
                Some(old) => KeyedEdit::Put { key, value: V::clone(&old) },
                None => KeyedEdit::Remove { key },
            }),
            KeyedEdit::Remove { key } => {
                let old = self.items.remove(key.as_str()).ok_or_else(|| EditError::Missing(key.clone()))?;
                Ok(KeyedEdit::Put { key, value: V::clone(&old) })
            }
            KeyedEdit::Batch(edits) => Ok(KeyedEdit::Batch(apply_all(self, edits)?)),
        }
    }
}

/// Makes several changes, all or none, and returns the edits that take them back, in their order.
///
/// # Errors
/// With the first edit that does not fit; the content is then as it was.
pub fn apply_all<T: Editable>(content: &mut T, edits: Vec<T::Edit>) -> Result<Vec<T::Edit>, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match content.apply(edit) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    content.apply(inverse)?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(inverses)
}
