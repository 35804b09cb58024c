//! `generate-deals` from outside: the same bytes every time, marked as made up.
#![cfg(test)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn generate(out: &Path, more: &[&str]) -> Output {
    let out = out.to_str().unwrap();
    Command::new(env!("CARGO_BIN_EXE_cluster-atlas")).args(["generate-deals", "300", "--out", out]).args(more).output().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let output = generate(&path, more);
        assert_eq!((output.status.code(), output.stdout.len(), output.stderr.len()), (Some(0), 0, 0));
        fs::read_to_string(path).unwrap()
    };
    for form in [&[][..], &["--dirty"]] {
        let seed = |seed: &str| made("合成 deals.csv", &[&["--seed", seed], form].concat());
        let one = seed("5");
        assert_eq!(one, seed("5"));
        assert_ne!(one, seed("6"));
        let rows = csv::Reader::from_reader(one.as_bytes()).into_records().map(Result::unwrap).collect::<Vec<_>>();
        assert_eq!(rows.len(), 300);
        assert!(rows.iter().all(|row| &row[0] == "yes"));
    }
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let output = generate(&folder.path().join("file/deals.csv"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("deals.csv:1:1: cannot be written"));
}
