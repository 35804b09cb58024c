//! One-off jobs on threads of their own, and the channel they report on.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc},
    thread::{Builder, JoinHandle},
};

use crate::action::Event;

/// Events that may wait before a job has to pause.
const WAITING_EVENTS: usize = 256;

/// Sends events to the window and wakes it up.
#[derive(Clone)]
pub struct Reporter {
    sender: mpsc::SyncSender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Reporter {
    /// A reporter and the end that the window drains; `wake` is called after each event.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> (Self, mpsc::Receiver<Event>) {
        let (sender, receiver) = mpsc::sync_channel(WAITING_EVENTS);
        (Self { sender, wake: Arc::new(wake) }, receiver)
    }

    /// Wakes the window without an event.
    pub fn wake(&self) {
        (self.wake)();
    }

    /// Reports an event; false when the window is gone.
    pub fn send(&self, event: Event) -> bool {
        let sent = self.sender.send(event).is_ok();
        (self.wake)();
        sent
    }
}

/// Runs `work` on a thread called `name`. A panic becomes [`Event::Failed`] under the text key
/// `what`; so does a thread that cannot be started.
#[expect(clippy::disallowed_methods, reason = "this is the home of threads")]
pub fn spawn(
    name: &str,
    reporter: &Reporter,
    what: &'static str,
    work: impl FnOnce(&Reporter) + Send + 'static,
) -> Option<JoinHandle<()>> {
    let inner = reporter.clone();
    let started = Builder::new().name(name.to_owned()).spawn(move || {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(&inner))) {
            let message = panic
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            inner.send(Event::Failed { what, message });
        }
    });
    match started {
        Ok(handle) => Some(handle),
        Err(error) => {
            reporter.send(Event::Failed { what, message: error.to_string() });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_event() {
        let (reporter, events) = Reporter::new(|| {});
        let handle = spawn("test", &reporter, "files-save-failed", |_| panic!("boom")).expect("a thread");
        handle.join().expect("the panic was caught");
        let Ok(Event::Failed { what, message }) = events.try_recv() else { panic!("no event") };
        assert_eq!((what, message.as_str()), ("files-save-failed", "boom"));
    }
}
