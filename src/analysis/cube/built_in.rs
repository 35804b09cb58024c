//! The engine in this program, for questions that come one at a time.

use std::sync::Arc;

use super::{
    linked::{ENGINE, Linked},
    prepared::Cube,
    query::{Answer, Clock, CubeQuery, Engine, QueryError},
};

/// Answers each question from the columns, on all threads.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    cube: Arc<Cube>,
}

impl BuiltIn {
    /// An engine over a table.
    pub fn new(cube: Arc<Cube>) -> Self {
        Self { cube }
    }
}

impl Engine for BuiltIn {
    fn name(&self) -> &'static str {
        ENGINE
    }

    fn answer(&self, query: &CubeQuery, clock: Clock<'_>) -> Result<Answer, QueryError> {
        let started = clock();
        let answer = Linked::once(Arc::clone(&self.cube), query)?;
        Ok(Answer { engine: ENGINE.to_owned(), took: clock().saturating_sub(started), ..answer })
    }
}
