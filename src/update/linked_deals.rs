//! The deals of own tables as the panels show them: each panel under the filters of all others,
//! brought up to date within the frame in which a filter changes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{Span, civil::Date};

use super::AppModel;
use crate::{
    analysis::{
        cube::{Answer, Cube, Filters, Linked, Panel},
        deal_view::{self, Columns, LISTS},
    },
    model::{claim::Measure, unit::Currency},
};

/// What panels show of the deals.
#[derive(Debug, Default)]
pub struct LinkedDeals {
    linked: Option<Linked>,
    asked: Option<Asked>,
    /// Counts changes of what is shown.
    pub revision: u64,
    /// By quarter, and stacked.
    pub columns: Columns,
    /// One answer for each of [`LISTS`].
    pub lists: Vec<Answer>,
    /// Sum under all filters.
    pub whole: Answer,
    /// Currency of the amounts.
    pub currency: Option<Currency>,
    /// Why there is no answer.
    pub problem: Option<String>,
    /// Times are shown: not in pictures, which are to come out the same each time.
    pub timed: bool,
    /// How long the last change of filters took, answers included.
    pub took: Duration,
}

#[derive(Debug, PartialEq)]
struct Asked {
    panels: Vec<Panel>,
    filters: Filters,
    measure: Measure,
    complete_until: Date,
}

impl LinkedDeals {
    /// True where there are deals.
    pub fn is_some(&self) -> bool {
        self.linked.is_some()
    }

    /// The engine over the deals; none where the view takes in no table.
    pub fn linked(&self) -> Option<&Linked> {
        self.linked.as_ref()
    }

    /// Brings everything up to date with the view; does nothing where nothing it depends on changed.
    pub fn refresh(&mut self, model: &AppModel) {
        let Some(cube) = &model.tables.cube else {
            if self.linked.is_some() {
                *self = Self { revision: self.revision + 1, ..Self::default() };
            }
            return;
        };
        let view = &model.view;
        let currency = view.units.currency();
        let ago = Span::new().try_days(i64::from(model.settings.incomplete_days)).ok();
        let asked = Asked {
            panels: deal_view::panels(&view.financing, currency),
            filters: deal_view::filters(&view.filters),
            measure: view.financing.measure,
            complete_until: ago.and_then(|ago| model.today.checked_sub(ago).ok()).unwrap_or(model.today),
        };
        let same_cube = self.linked.as_ref().is_some_and(|linked| Arc::ptr_eq(linked.cube(), cube));
        if same_cube && self.asked.as_ref() == Some(&asked) {
            return;
        }
        let started = Instant::now();
        self.problem = self.follow(cube, &asked, same_cube).err();
        self.currency = Some(currency);
        self.asked = Some(asked);
        self.revision += 1;
        self.answers(&|| started.elapsed());
        self.took = started.elapsed();
    }

    fn follow(&mut self, cube: &Arc<Cube>, asked: &Asked, same_cube: bool) -> Result<(), String> {
        let failed = |error: crate::analysis::cube::QueryError| error.to_string();
        match &mut self.linked {
            Some(linked) if same_cube => {
                if self.asked.as_ref().is_none_or(|before| before.panels != asked.panels) {
                    linked.set_panels(asked.panels.clone()).map_err(failed)?;
                }
                linked.set_all(&asked.filters).map_err(failed)
            }
            linked => {
                *linked = None;
                let made = Linked::with_filters(Arc::clone(cube), asked.panels.clone(), &asked.filters).map_err(failed)?;
                *linked = Some(made);
                Ok(())
            }
        }
    }

    fn answers(&mut self, clock: &dyn Fn() -> Duration) {
        let (Some(linked), Some(asked)) = (&self.linked, &self.asked) else { return };
        let answer = |at: usize| linked.answer(at, clock).unwrap_or_default();
        self.columns = deal_view::columns(&answer(0), asked.measure, asked.complete_until);
        self.lists = (1..=LISTS.len()).map(answer).collect();
        self.whole = answer(LISTS.len() + 1);
    }
}
