//! Sectors as people write them.

use crate::model::catalog::SubField;

/// The sub-field that a text names by id or by title in either language; of two schemes the newer.
pub fn read<'a>(sub_fields: &'a [SubField], text: &str) -> Option<&'a SubField> {
    let plain = |text: &str| super::folded(text).replace([' ', '-', '_', '+'], "");
    let wanted = plain(text);
    if wanted.is_empty() {
        return None;
    }
    // The newer scheme comes last.
    let same = |field: &&SubField| [&field.id, &field.title.zh, &field.title.en].into_iter().any(|name| plain(name) == wanted);
    sub_fields.iter().rev().find(same)
}
