//! Questions to the person: one is asked at a time, further ones wait their turn.

use super::{AppModel, Question};

/// Asks, or has it wait until the question before is answered.
pub(super) fn ask(model: &mut AppModel, question: Question) {
    let transient = &mut model.transient;
    match &transient.question {
        None => transient.question = Some(question),
        Some(asked) if *asked == question || transient.further_questions.contains(&question) => {}
        Some(_) => transient.further_questions.push_back(question),
    }
}

/// Takes the question that was answered; the next one is asked.
pub(super) fn take(model: &mut AppModel) -> Option<Question> {
    let transient = &mut model.transient;
    let answered = transient.question.take();
    transient.question = transient.further_questions.pop_front();
    answered
}
