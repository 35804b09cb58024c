//! How the system's allocator gives memory back while the window is open.
//!
//! The GNU C library raises the size from which a block is a mapping of its own with every such block
//! that is freed, up to 32 MB. Frames, pictures and the software graphics driver then leave holes in
//! its heap that it keeps: after a tour of the map a quarter of the process. A fixed size stops
//! that (`mallopt(3)`, `M_MMAP_THRESHOLD`), but is only read from the environment, once, at the start.

/// The variable that fixes the size, and the C library's own first value in bytes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const THRESHOLD: (&str, &str) = ("MALLOC_MMAP_THRESHOLD_", "131072");

/// Starts the program over in the same process, once, with the allocator's threshold fixed; goes on
/// as it is where that fails or somebody has chosen a size.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn settle() {
    use std::os::unix::process::CommandExt as _;

    let (variable, size) = THRESHOLD;
    if std::env::var_os(variable).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let mut again = std::process::Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // Only comes back when it failed.
    let error = again.args(arguments).env(variable, size).exec();
    tracing::debug!(%error, "the allocator stays as it is");
}

/// Other systems' allocators give memory back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn settle() {}
