//! Messages to the person.

use super::{AppModel, Notification};
use crate::{model::document::EditError, text::Text};

/// Messages kept; older ones go.
const LIMIT: usize = 5;

/// Says something worth knowing.
pub(super) fn info(model: &mut AppModel, text: String) {
    push(model, false, text);
}

/// Says what went wrong.
pub(super) fn problem(model: &mut AppModel, text: String) {
    push(model, true, text);
}

/// Says that an edit does not fit.
pub(super) fn refused(model: &mut AppModel, error: &EditError) {
    let words = text(model);
    let heading = words.get("layer-edit-refused").to_owned();
    let EditError::Missing(id) = error;
    let why = words.fmt("layer-edit-missing", &[("id", id.as_str().into())]);
    problem(model, format!("{heading}: {why}"));
}

/// The texts in the language in use. Making them costs about a millisecond: for messages only.
pub(super) fn text(model: &AppModel) -> Text {
    Text::new(model.lang)
}

fn push(model: &mut AppModel, is_problem: bool, text: String) {
    let transient = &mut model.transient;
    // The same message again takes the place of the first: it is newer, not more.
    transient.notifications.retain(|note| note.text != text);
    let id = transient.next_notification;
    transient.next_notification += 1;
    transient.notifications.push(Notification { id, is_problem, text });
    let surplus = transient.notifications.len().saturating_sub(LIMIT);
    transient.notifications.drain(..surplus);
}
