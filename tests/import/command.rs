//! The command from outside: files, exit codes, messages.

use std::process::{Command, Output};

use super::*;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cluster-atlas"))
        .args(["import", "--project", ".", "--today", "2026-04-01"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const TABLE: &str = "公司,城市,金额(万元),日期\n甲,苏州,3000,2026-03-31\n乙,朝阳,200,26Q1\n,,,\n";

#[test]
fn a_table_is_imported_once_and_replaced_only_when_forced() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    file(at, "deals.csv", TABLE.as_bytes());
    let (code, out, err) = said(&run(at, &["deals.csv", "--out", "我的", "--report", "r.csv"]));
    assert_eq!((code, out.as_str()), (Some(0), "read 3 taken 1 remarked 1 left_out 1\n"), "{err}");
    assert!(err.contains("deals.csv:1:1: column '公司' is taken as company"), "{err}");
    assert!(err.contains("deals.csv:1:4: column '城市' is taken as city"), "{err}");
    let table = at.join("tables").join("我的");
    for name in ["deals.parquet", "mapping.ron", "report.csv", "source.ron"] {
        assert!(table.join(name).is_file(), "{name}");
    }
    let report = fs::read_to_string(at.join("r.csv")).unwrap();
    assert_eq!(report, fs::read_to_string(table.join("report.csv")).unwrap());
    assert_eq!(
        report,
        "line,column,value,status,code,reason,proposal\n\
         3,城市,朝阳,remarked,place_ambiguous,several places have this name,110105;211300;220104\n\
         3,日期,26Q1,remarked,date_guessed_year,the year has two digits,taken as 20xx\n\
         4,,,left_out,row_empty,no cell of the row holds anything,nothing to do\n"
    );
    let before = fs::read(table.join("deals.parquet")).unwrap();
    let (code, out, err) = said(&run(at, &["deals.csv", "--out", "我的"]));
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("--force"), "{err}");
    let forced = said(&run(at, &["deals.csv", "--out", "我的", "--force"]));
    assert_eq!(forced.0, Some(0));
    assert_eq!(fs::read(table.join("deals.parquet")).unwrap(), before, "the same bytes for the same table");
    // A mapping that was kept reads the table the same way, and says nothing about roles.
    let mapping = table.join("mapping.ron").display().to_string();
    let (code, out, err) = said(&run(at, &["deals.csv", "--mapping", &mapping, "--out", "x/other"]));
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "read 3 taken 1 remarked 1 left_out 1\n", ""));
    assert_eq!(fs::read(at.join("x/other/report.csv")).unwrap(), report.as_bytes());
}

#[test]
fn what_cannot_be_read_writes_nothing_and_names_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    file(at, "nul.csv", b"company,city\nx\0y,Suzhou\n");
    file(at, "wide.csv", format!("company{}\n", ",c".repeat(1_000_000)).as_bytes());
    file(at, "large.csv", format!("company,city\na,b\n{}", "x".repeat(20_000_000)).as_bytes());
    file(at, "sums.csv", "公司,金额\n合计,3\n".as_bytes());
    file(at, "none.csv", "a,b\n1,2\n".as_bytes());
    file(at, "zip.xlsx", b"PK\x03\x04 cut off");
    file(at, "empty.csv", b"");
    for (name, code, start) in [
        ("nul.csv", 1, "nul.csv:2:2: a NUL byte in the text"),
        ("wide.csv", 1, "wide.csv:1:1: the header has 1000001 columns, at most 4096 are read"),
        ("large.csv", 1, "large.csv:3:1: a row of more than 8 MB"),
        ("sums.csv", 1, "sums.csv:1:1: read as UTF-8"),
        ("none.csv", 1, "none.csv:1:1: read as UTF-8"),
        ("zip.xlsx", 1, "zip.xlsx:1:1: the workbook cannot be read"),
        ("empty.csv", 1, "empty.csv:1:1: the file is empty"),
        ("missing.csv", 1, "missing.csv:1:1: the file cannot be read"),
    ] {
        let (got, _, err) = said(&run(at, &[name, "--out", "t", "--report", "r.csv"]));
        assert!(got == Some(code) && err.contains(start), "{name} {got:?} {err}");
        assert!(!at.join("tables").exists() && !at.join("r.csv").exists(), "{name}");
    }
    let (code, out, _) = said(&run(at, &["sums.csv", "--out", "t"]));
    assert_eq!((code, out.as_str()), (Some(1), "read 1 taken 0 remarked 0 left_out 1\n"));
    assert_eq!(run(at, &["sums.csv"]).status.code(), Some(2), "--out is missing");
    assert_eq!(run(at, &["sums.csv", "--out", "a:b"]).status.code(), Some(2));
}

#[test]
fn a_mapping_of_another_table_or_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    file(at, "deals.csv", TABLE.as_bytes());
    let mapping = mapping_of(&[("公司", Role::Company), ("城", Role::City), ("金额(万元)", Role::Amount), ("日期", Role::Date)]);
    let text = cluster_atlas::data::tables::write_mapping(&mapping);
    file(at, "m.ron", text.as_bytes());
    file(at, "newer.ron", text.replace("version: 1", "version: 2").as_bytes());
    file(at, "slip.ron", text.replace("currency", "curency").as_bytes());
    for (name, start) in
        [("m.ron", "deals.csv:1:1: the mapping is for another table"), ("newer.ron", "newer.ron:"), ("slip.ron", "slip.ron:")]
    {
        let (code, out, err) = said(&run(at, &["deals.csv", "--mapping", name, "--out", "t"]));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains(start), "{err}");
    }
}
