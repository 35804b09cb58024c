use super::*;
use crate::{
    data::{
        deals::DealTableBuilder,
        import::{Format, LineEnd},
    },
    model::{
        deal::Deal,
        deal_import::{ColumnChoice, Datum, Role, RowKey, SameCompany, SameDeal, TextDecision},
        unit::Currency,
    },
};

fn mapping() -> Mapping {
    let column = |name: &str, role| ColumnChoice { name: name.into(), role };
    Mapping {
        currency: Currency::Usd,
        scale: 10_000,
        datum: Datum::Bd09,
        day_first: true,
        fill_down: true,
        decisions: vec![TextDecision { role: Role::City, written: "朝阳".into(), decided: "110105".into() }],
        same_companies: vec![SameCompany { kept: "甲".into(), others: vec!["甲\"科技".into()] }],
        same_deals: vec![SameDeal { kept: RowKey { company: "甲".into(), ..RowKey::default() }, dropped: RowKey::default() }],
        merge_above: Some(90),
        ..Mapping::new(vec![column("公司", Role::Company), column("城市", Role::City)])
    }
}

fn source() -> TableSource {
    TableSource {
        version: SOURCE_VERSION,
        file: "deals.csv".into(),
        bytes: 12,
        digest: "00ff".into(),
        dialect: Dialect {
            format: Format::Text,
            encoding: "gb18030".into(),
            marked: false,
            separator: '\t',
            quote: Some('"'),
            line_end: LineEnd::Crlf,
            sheet: String::new(),
            skipped: 1,
            header_rows: 1,
        },
        imported_on: jiff::civil::date(2026, 4, 1),
        rows: RowCounts { read: 3, taken: 1, remarked: 1, left_out: 1 },
        synthetic: true,
    }
}

#[test]
fn a_mapping_comes_back_and_its_faults_have_a_place() {
    let text = write_mapping(&mapping());
    assert_eq!(parse_mapping(&text, "m.ron").unwrap(), mapping());
    let message = |text: &str| parse_mapping(text, "m.ron").unwrap_err().to_string();
    assert!(
        message(&text.replace("currency", "curency")).starts_with("m.ron:"),
        "{}",
        message(&text.replace("currency", "curency"))
    );
    assert!(message(&text.replace("version: 1", "version: 9")).contains('9'));
    assert!(message("(columns: [])").contains("version"));
}

#[test]
fn a_table_is_written_whole_and_replaced_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let home = ProjectHome { project: folder.path().to_owned(), user: folder.path().to_owned() };
    let out = folder_of(Path::new("我的 deals"), &home).unwrap();
    assert_eq!(out, folder.path().join("tables").join("我的 deals"));
    assert_eq!(folder_of(Path::new("a/b"), &home).unwrap(), Path::new("a/b"));
    assert!(folder_of(Path::new("a:b"), &home).is_err());
    let table = |company: &str| {
        let mut builder = DealTableBuilder::new("t", &[], true);
        builder.push(&Deal { line: 2, company: company.into(), ..Deal::default() });
        builder.finish()
    };
    let (mapping, source) = (mapping(), source());
    let write = |company: &str, force: bool| {
        let deals = table(company);
        write_table(&out, NewTable { deals: &deals, mapping: &mapping, report: b"line\n", source: &source }, force)
    };
    write("甲", false).unwrap();
    assert_eq!(write("乙", false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    let company = || open_table(&out).unwrap().deals.deal(0).unwrap().company;
    assert_eq!(company(), "甲");
    write("乙", true).unwrap();
    assert_eq!(company(), "乙");
    let stored = open_table(&out).unwrap();
    assert_eq!((stored.name.as_str(), &stored.mapping, &stored.source), ("我的 deals", &mapping, &source));
    assert_eq!(list_tables(&home), std::slice::from_ref(&out));
    assert_eq!(fs::read_dir(home.project.join(TABLES)).unwrap().count(), 1, "nothing temporary is left");
    let header = ["公司".to_owned(), "城市".to_owned()];
    assert_eq!(known_mapping(&home, &header).map(|(_, known)| known), Some(mapping.clone()));
    assert_eq!(known_mapping(&home, &header[..1]), None);
}
