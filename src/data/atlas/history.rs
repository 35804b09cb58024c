//! Changes of the tree of places.

use std::collections::BTreeMap;

use super::Loader;
use crate::model::{catalog::PlaceChange, ids::PlaceId, period::Period};

const CHANGES: [&str; 6] = ["abolished", "founded", "merged", "moved", "raised", "split"];

impl Loader {
    pub(super) fn history(&mut self) {
        let mut changes: Vec<PlaceChange> = Vec::new();
        self.rows(
            "place_history.csv",
            ["id", "date", "unit", "unit_en", "unit_zh", "before", "after", "change", "status", "note_en", "note_zh"],
            |cells, [id, date, unit, en, zh, before, after, change, status, nen, nzh], _| {
                let since = cells.period(date);
                if since.as_ref().is_some_and(|since: &Period| since.start().is_none()) {
                    cells.wrong(date, "the change has no first day", "write a year, month or day");
                }
                let around = |text: &str| (!text.is_empty()).then(|| PlaceId::new(text));
                let (was, is) = (around(cells.text(before)), around(cells.text(after)));
                if was.is_none() && is.is_none() {
                    cells.wrong(before, "the unit lies in nothing before and after", "name what it lies in, before or after");
                }
                let change = cells.word(change, "kind of change", &CHANGES, |text| CHANGES.iter().find(|known| **known == text));
                Some(PlaceChange {
                    id: cells.id(id).into(),
                    since: since?,
                    unit: cells.id(unit).into(),
                    name: cells.title(en, zh, "the unit's name"),
                    before: was,
                    after: is,
                    change: (*change?).to_owned(),
                    status: cells.need(status, "the status").into(),
                    note: cells.title(nen, nzh, "the note"),
                })
            },
            |_, change| {
                let taken = |have: &PlaceChange| have.id == change.id || (have.unit == change.unit && have.since == change.since);
                if changes.iter().any(taken) {
                    return Err(change.id);
                }
                changes.push(change);
                Ok(())
            },
        );
        // A former unit is one that this table names, perhaps further down.
        let mut known: BTreeMap<PlaceId, ()> = self.data.places.keys().map(|id| (id.clone(), ())).collect();
        known.extend(changes.iter().map(|change| (change.unit.clone(), ())));
        self.check("place_history.csv", ["before", "after"], |cells, [before, after], _| {
            cells.refer(before, "gazetteer.csv", &known);
            cells.refer(after, "gazetteer.csv", &known);
        });
        let there = |id: &Option<PlaceId>| id.as_ref().is_none_or(|id| known.contains_key(id));
        changes.retain(|change| there(&change.before) && there(&change.after));
        changes.sort_by(|a, b| (a.since.start(), &a.id).cmp(&(b.since.start(), &b.id)));
        self.data.place_history = changes;
    }
}
