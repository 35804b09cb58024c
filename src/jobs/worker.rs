//! A few named threads that work off the newest list of jobs.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

struct Shared<J> {
    queue: Mutex<Queue<J>>,
    changed: Condvar,
}

struct Queue<J> {
    jobs: VecDeque<J>,
    closed: bool,
}

impl<J> Shared<J> {
    fn lock(&self) -> MutexGuard<'_, Queue<J>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A pool of threads that turn jobs into results. Dropping it ends the threads after the job each
/// has in hand.
pub struct Pool<J: Send + 'static, R: Send + 'static> {
    shared: Arc<Shared<J>>,
    results: mpsc::Receiver<R>,
    threads: usize,
}

impl<J: Send + 'static, R: Send + 'static> Pool<J, R> {
    /// Starts `threads` threads named `name-0`, `name-1`, ...; `work` makes a result of a job,
    /// `ready` is called after each. A job that panics gives no result and ends nothing else.
    pub fn new(
        name: &str,
        threads: usize,
        work: impl Fn(J) -> R + Send + Sync + 'static,
        ready: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let shared =
            Arc::new(Shared { queue: Mutex::new(Queue { jobs: VecDeque::new(), closed: false }), changed: Condvar::new() });
        let (sender, results) = mpsc::channel();
        let work = Arc::new((work, ready));
        let mut started = 0;
        for index in 0..threads {
            let (shared, sender, work) = (Arc::clone(&shared), sender.clone(), Arc::clone(&work));
            let thread = thread::Builder::new().name(format!("{name}-{index}")).spawn(move || {
                while let Some(job) = next(&shared) {
                    match catch_unwind(AssertUnwindSafe(|| (work.0)(job))) {
                        Ok(result) => {
                            if sender.send(result).is_err() {
                                break;
                            }
                            (work.1)();
                        }
                        Err(_panic) => tracing::error!("a background job panicked"),
                    }
                }
            });
            match thread {
                Ok(_running) => started += 1,
                Err(error) => tracing::error!(%error, "no thread for background work"),
            }
        }
        Self { shared, results, threads: started }
    }

    /// Number of threads that could be started.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Replaces what waits: `jobs` are done in this order, what was waiting is dropped. Jobs in
    /// hand go on.
    pub fn replace(&self, jobs: impl IntoIterator<Item = J>) {
        let mut queue = self.shared.lock();
        queue.jobs.clear();
        queue.jobs.extend(jobs);
        drop(queue);
        self.shared.changed.notify_all();
    }

    /// Results that have come in, without waiting.
    pub fn results(&self) -> impl Iterator<Item = R> + '_ {
        self.results.try_iter()
    }
}

fn next<J>(shared: &Shared<J>) -> Option<J> {
    let mut queue = shared.lock();
    loop {
        if queue.closed {
            return None;
        }
        if let Some(job) = queue.jobs.pop_front() {
            return Some(job);
        }
        queue = shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
    }
}

impl<J: Send + 'static, R: Send + 'static> Drop for Pool<J, R> {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn collect(pool: &Pool<u32, u32>, count: usize) -> Vec<u32> {
        let mut all = Vec::new();
        let start = Instant::now();
        while all.len() < count && start.elapsed() < Duration::from_secs(10) {
            all.extend(pool.results());
            thread::yield_now();
        }
        all.sort_unstable();
        all
    }

    #[test]
    fn jobs_are_done_and_a_panic_ends_nothing() {
        let pool = Pool::new("test", 2, |job: u32| if job == 3 { panic!("made on purpose") } else { job * 10 }, || ());
        pool.replace([1, 2, 3, 4]);
        assert_eq!(collect(&pool, 3), [10, 20, 40]);
        pool.replace([5]);
        assert_eq!(collect(&pool, 1), [50]);
    }

    #[test]
    fn a_new_list_replaces_what_waits() {
        let (open, gate) = mpsc::channel::<()>();
        let gate = Mutex::new(gate);
        let pool = Pool::new(
            "test",
            1,
            move |job: u32| {
                gate.lock().unwrap().recv().unwrap();
                job
            },
            || (),
        );
        pool.replace([1, 2, 3]);
        // The thread has taken the first; give it the time to.
        while !pool.shared.lock().jobs.iter().eq([2, 3].iter()) {
            thread::yield_now();
        }
        pool.replace([9]);
        open.send(()).unwrap();
        open.send(()).unwrap();
        assert_eq!(collect(&pool, 2), [1, 9]);
    }
}
