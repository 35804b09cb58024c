//! Work begun before its result is needed.

use std::thread::Builder;

/// Starts `work` on a thread called `name`; the returned function waits for its result. Where no
/// thread can be started, or the work panicked on it, it is done when the result is asked for.
pub fn ahead<T: Send + 'static>(name: &str, work: impl FnOnce() -> T + Clone + Send + 'static) -> impl FnOnce() -> T {
    let in_place = work.clone();
    let started = Builder::new().name(name.to_owned()).spawn(work);
    move || started.ok().and_then(|handle| handle.join().ok()).unwrap_or_else(in_place)
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[test]
    fn a_panic_ahead_of_time_is_made_good() {
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let work = move || match count.fetch_add(1, Ordering::SeqCst) {
            0 => panic!("the first time"),
            n => n,
        };
        assert_eq!(ahead("test", work)(), 1);
        assert_eq!(ahead("test", move || 7)(), 7);
        assert_eq!(runs.load(Ordering::SeqCst), 2);
    }
}
