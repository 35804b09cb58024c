//! Timing of plain functions.

use std::time::{Duration, Instant};

/// How long some runs of `work` took; what it made is dropped outside of the time.
pub fn times<T>(count: usize, mut work: impl FnMut() -> T) -> Vec<Duration> {
    (0..count)
        .map(|_| {
            let started = Instant::now();
            let made = work();
            let took = started.elapsed();
            drop(std::hint::black_box(made));
            took
        })
        .collect()
}
