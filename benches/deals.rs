//! Times of linked filtering over made-up deals.
fn main() {}
