//! Steps that a test lets the real window carry out (`--script`).

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::action::Command;

/// One step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Step {
    /// Carries out a command.
    Do(Box<Command>),
    /// Waits this many milliseconds.
    Wait(u64),
    /// Waits until every panel shows its data and all tiles are there.
    WaitComplete,
    /// Prints a line on stdout.
    Say(String),
}

/// A list of steps and where it stands.
#[derive(Debug, Default)]
pub struct Script {
    steps: std::collections::VecDeque<Step>,
    until: Option<Instant>,
}

/// What the window has to do now.
#[derive(Debug, PartialEq)]
pub enum Due {
    /// Carry this out.
    Command(Box<Command>),
    /// Print this.
    Say(String),
    /// Come back after this time.
    Later(Duration),
    /// Nothing is left.
    Done,
}

impl Script {
    /// Reads a script: a RON list of steps.
    ///
    /// # Errors
    /// When the text is no such list; the message has line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let steps: Vec<Step> = ron::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { steps: steps.into(), until: None })
    }

    /// The next thing to do; `complete` tells whether the window shows everything.
    pub fn next(&mut self, now: Instant, complete: bool) -> Due {
        const POLL: Duration = Duration::from_millis(16);
        if let Some(until) = self.until {
            if now < until {
                return Due::Later(until - now);
            }
            self.until = None;
        }
        match self.steps.pop_front() {
            None => Due::Done,
            Some(Step::Do(command)) => Due::Command(command),
            Some(Step::Say(text)) => Due::Say(text),
            Some(Step::Wait(millis)) => {
                self.until = Some(now + Duration::from_millis(millis));
                Due::Later(Duration::from_millis(millis))
            }
            Some(Step::WaitComplete) if complete => self.next(now, complete),
            Some(Step::WaitComplete) => {
                self.steps.push_front(Step::WaitComplete);
                Due::Later(POLL)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::command::ViewCommand;

    #[test]
    fn steps_come_in_order_and_wait() {
        let mut script = Script::parse(r#"[Do(View(Home)), Wait(50), Say("there")]"#).unwrap();
        let start = Instant::now();
        assert_eq!(script.next(start, true), Due::Command(Box::new(ViewCommand::Home.into())));
        assert_eq!(script.next(start, true), Due::Later(Duration::from_millis(50)));
        assert!(matches!(script.next(start + Duration::from_millis(20), true), Due::Later(_)));
        assert_eq!(script.next(start + Duration::from_millis(60), true), Due::Say("there".into()));
        assert_eq!(script.next(start + Duration::from_millis(60), true), Due::Done);
    }

    #[test]
    fn a_broken_script_says_where() {
        assert!(Script::parse("[Do(View(Hom))]").unwrap_err().contains("1:"));
    }
}
