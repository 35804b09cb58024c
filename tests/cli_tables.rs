//! `table` and `check` from outside: columns, exit codes, messages, the same bytes every time.
#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn run(arguments: &[&str], language: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cluster-atlas"))
        .args(arguments)
        .current_dir(root())
        .env("LANG", language)
        .env("LC_ALL", language)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const VIEW: &str = "saved_views/q1-2026-at-a-glance.view.ron";

fn table(panel: &str, format: &str) -> String {
    let output = run(&["table", VIEW, "--panel", panel, "--format", format], "C.UTF-8");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{panel} {format}");
    text(&output.stdout)
}

#[test]
fn claims_and_places_have_the_columns_scripts_rely_on() {
    let columns = [
        (
            "claims",
            "id,subject_kind,subject_id,subject_en,subject_zh,metric,period,value,low,high,unit,qualifier,status,as_written,provider,document,locator,note,supersedes,in_view",
        ),
        ("schemes", "scheme_from,layer_from,sub_field_from,relation,scheme_to,layer_to,sub_field_to,status,note_en,note_zh"),
        ("places", "id,kind,parent_id,name_en,name_zh,lon,lat,precision,tier_published,claim_ids,in_view"),
    ];
    for (panel, header) in columns {
        assert_eq!(table(panel, "csv").lines().next(), Some(header));
    }
}

#[test]
fn the_claims_table_holds_every_claim_in_order() {
    let csv_text = table("claims", "csv");
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 195 + 75 + 15);
    assert!(rows.windows(2).all(|pair| pair[0][0] < pair[1][0]), "sorted by id");
    let row = |id: &str| rows.iter().find(|row| &row[0] == id).unwrap().iter().collect::<Vec<_>>();
    assert_eq!(
        row("f004")[7..14],
        ["256000000000", "255500000000", "256500000000", "CNY", "exact", "reported", "reached 256 billion yuan"]
    );
    assert_eq!(row("f016")[7..12], ["", "85", "", "percent", "at_least"]);
    assert_eq!(row("f118")[7..12], ["", "", "", "companies", "not_stated"]);
    assert_eq!(row("f092")[1..5], ["city", "310000", "Shanghai", "上海"]);

    let json: serde_json::Value = serde_json::from_str(&table("claims", "json")).unwrap();
    let objects = json.as_array().unwrap();
    assert_eq!(objects.len(), rows.len());
    for (object, row) in objects.iter().zip(&rows) {
        for (key, cell) in header.iter().zip(row) {
            let same = match &object[key] {
                serde_json::Value::Null => cell.is_empty(),
                serde_json::Value::String(text) => text == cell,
                other => other.to_string().as_str() == cell,
            };
            assert!(same, "{} {key}: {} against '{cell}'", &row[0], object[key]);
        }
    }
}

#[test]
fn answers_depend_on_neither_language_nor_run() {
    for panel in ["claims", "places"] {
        let once = run(&["table", VIEW, "--panel", panel], "zh_CN.UTF-8").stdout;
        assert_eq!(text(&once), table(panel, "csv"));
    }
}

#[test]
fn the_shipped_files_pass() {
    let mut files: Vec<String> = ["saved_views", "assets/atlas"]
        .iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).unwrap().map(move |entry| (folder, entry.unwrap())))
        .map(|(folder, entry)| format!("{folder}/{}", entry.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".view.ron") || name.ends_with(".csv"))
        .collect();
    files.sort();
    let arguments: Vec<&str> = std::iter::once("check").chain(files.iter().map(String::as_str)).collect();
    let output = run(&arguments, "C.UTF-8");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("*.csv: 0 errors, 0 warnings\n"));
}

#[test]
fn a_broken_table_is_told_at_its_place_and_fails() {
    let folder = tempfile::Builder::new().prefix("中文 文件夹").tempdir().unwrap();
    for entry in fs::read_dir(root().join("assets/atlas")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let path = folder.path().join("claims.csv");
    let broken = fs::read_to_string(&path).unwrap().replacen("2026Q1,2865", "2026Q9,2865", 1);
    fs::write(&path, &broken).unwrap();
    let shown = path.display().to_string();
    let output = run(&["check", &shown], "C.UTF-8");
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.lines().any(|line| line.starts_with(&format!("{shown}:2:42: '2026Q9' is not a period; write "))), "{told}");

    // The table goes on with what is left, and says so.
    let assets = folder.path().display().to_string();
    let output = run(&["table", VIEW, "--panel", "claims", "--assets", &assets], "C.UTF-8");
    assert_eq!((output.status.code(), text(&output.stdout).lines().count() > 280), (Some(1), true));
    assert!(!text(&output.stdout).contains("\nf001,"));
    assert_eq!(fs::read_to_string(&path).unwrap(), broken, "nothing is written");
}

#[test]
fn exit_codes_tell_input_from_usage() {
    let code = |arguments: &[&str]| {
        let output = run(arguments, "C.UTF-8");
        assert!(!text(&output.stdout).contains("f001"), "{arguments:?}");
        (output.status.code(), text(&output.stderr))
    };
    let missing = code(&["table", "nowhere.view.ron", "--panel", "claims"]);
    assert_eq!(missing.0, Some(1));
    assert!(missing.1.starts_with("nowhere.view.ron:1:1: "), "{}", missing.1);
    assert_eq!(code(&["check", "Cargo.toml"]).0, Some(1));
    assert_eq!(code(&["check", "nowhere/claims.csv"]).0, Some(1));
    for usage in [
        &["table", VIEW][..],
        &["table", VIEW, "--panel", "nonsense"],
        &["check"],
        &["table", VIEW, "--panel", "claims", "--format", "xml"],
        &["--nonsense"],
    ] {
        let (status, told) = code(usage);
        assert_eq!(status, Some(2), "{usage:?}");
        assert!(!told.is_empty());
    }
}

/// Whoever reads the messages may stop early (`2>&1 | head -1`): the table is imported all the same.
#[cfg(unix)]
#[test]
fn an_import_goes_on_without_a_reader_of_its_messages() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.csv"), "company,city,date\nA,Shanghai,2026-01-05\n").unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cluster-atlas"));
    command.args(["import", "t.csv", "--project", ".", "--out", "mine"]).current_dir(folder.path()).stderr(writer);
    let done = command.output().unwrap();
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(0), "read 1 taken 1 remarked 0 left_out 0\n"));
    assert!(folder.path().join("tables/mine/deals.parquet").is_file());
}

#[test]
fn the_folders_may_stand_before_the_command_too() {
    let project = tempfile::tempdir().unwrap();
    let folder = project.path().to_str().unwrap();
    let after = run(&["check", VIEW, "--project", folder], "C.UTF-8");
    let before = run(&["--project", folder, "check", VIEW], "C.UTF-8");
    assert_eq!(after.status.code(), Some(0), "{}", text(&after.stderr));
    assert_eq!(
        (before.status.code(), text(&before.stdout), text(&before.stderr)),
        (after.status.code(), text(&after.stdout), text(&after.stderr))
    );
}

#[test]
fn without_a_desktop_session_the_message_says_so() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cluster-atlas"));
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(variable);
    }
    let project = tempfile::tempdir().unwrap();
    let output = command.arg("--project").arg(project.path()).output().unwrap();
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("no desktop session answers"), "{told}");
    assert!(!told.contains(".rs"), "no source file of the machine that built it: {told}");
}

#[test]
fn the_program_runs_from_anywhere() {
    let elsewhere = tempfile::tempdir().unwrap();
    let view = elsewhere.path().join("视图 1.view.ron");
    fs::copy(root().join(VIEW), &view).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cluster-atlas"))
        .args([Path::new("table"), &view, Path::new("--panel"), Path::new("claims")])
        .current_dir(elsewhere.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), table("claims", "csv"));
}

/// A project whose person corrected 2,865 to 2,856 and kept a figure that no longer follows.
#[test]
fn a_persons_layer_is_laid_over_the_atlas_and_checked() {
    use cluster_atlas::{
        analysis::{
            claim_draft::{Draft, DraftFor, Signature, keep_derived},
            layered::layered,
        },
        data::{
            atlas::{AtlasSource, load},
            user_layer_file,
        },
        model::{document::Document, user_layer::UserLayer},
    };
    let data = load(&AtlasSource::Bundled).dataset;
    let by = Signature { author: "王 Wang".into(), day: jiff::civil::Date::constant(2026, 11, 26) };
    let mut layer = Document::new(UserLayer::default());
    let laid = layered(&data, layer.content(), "");
    let figure = laid.findings.figures.iter().find(|figure| figure.claims.first() == Some(&"f001".into())).unwrap();
    let (kept, keep) = keep_derived(&data, layer.content(), figure, &by).unwrap();
    layer.edit("", keep).unwrap();
    let what = DraftFor::Correction("f001".into());
    let draft = Draft { figure: "9,000".into(), ..Draft::open(&data, layer.content(), &what) };
    let (id, edit) = draft.finish(&data, layer.content(), &what, &by).unwrap();
    layer.edit("", edit).unwrap();

    let folder = tempfile::Builder::new().prefix("项目 ").tempdir().unwrap();
    let file = folder.path().join(user_layer_file::FILE_NAME);
    std::fs::write(&file, user_layer_file::to_text(layer.content(), &data)).unwrap();
    let run = |args: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("cluster-atlas").unwrap();
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let project = folder.path().to_string_lossy().into_owned();
    let view = "saved_views/q1-2026-at-a-glance.view.ron";
    let (code, table, _) = run(&["table", view, "--panel", "financing", "--project", &project]);
    assert_eq!(code, Some(0));
    assert!(table.contains(id.as_str()) && !table.contains(",f001"), "{table}");
    let (code, claims, _) = run(&["table", view, "--panel", "claims", "--project", &project]);
    assert_eq!(code, Some(0));
    assert!(claims.lines().any(|line| line.starts_with(id.as_str()) && line.contains("entered") && line.contains(",f001,")));
    assert!(claims.lines().any(|line| line.starts_with("f001,")), "the original stays");
    let (code, _, messages) = run(&["check", &file.to_string_lossy()]);
    assert_eq!(code, Some(1), "{messages}");
    let text = std::fs::read_to_string(&file).unwrap();
    let line = 1 + text.lines().position(|line| line.trim().starts_with(&format!("\"{kept}\":"))).expect("the kept figure");
    assert!(messages.contains(&format!(":{line}:")) && messages.contains("no longer follows"), "line {line}: {messages}");

    std::fs::write(&file, "UserLayer(version: 1, clams: {})").unwrap();
    let (code, table, messages) = run(&["table", view, "--panel", "financing", "--project", &project]);
    assert_eq!(code, Some(1));
    assert!(table.contains("f001") && messages.contains("claims"), "{messages}");
}

#[test]
fn the_conflicts_table_names_every_row_with_its_claims() {
    let csv_text = table("conflicts", "csv");
    let header = "id,class,rule,title_en,title_zh,expected,found,unit,used_claim_id,decision,claim_ids";
    assert_eq!(csv_text.lines().next(), Some(header));
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.len() >= 13 && rows.len() <= 25, "{}", rows.len());
    assert!(rows.iter().all(|row| &row[9] == "open" && !row[3].is_empty() && row[4].chars().any(|c| c > '\u{3400}')));
    let share = rows.iter().find(|row| &row[0] == "share-f104-f103-f097").unwrap();
    let cells: Vec<&str> = share.iter().skip(5).collect();
    assert_eq!(cells, ["90.197842", "89.5", "percent", "f103", "open", "f104;f103;f097"]);
    assert!(table("derived", "csv").contains("d-f088-f089-whole,100000,financing_events:ai,2024-01..2024-08,289,285,294,events"));
}
