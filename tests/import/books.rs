//! Workbooks: headers of merged cells, dates, continuation rows, hostile archives.

use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cell of a sheet: `n:` a number, `d:` a day's number, `f:` a formula without a value, else a text.
fn cell(column: usize, row: usize, text: &str) -> String {
    let at = format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap()));
    match text.split_once(':') {
        Some(("n", number)) => format!(r#"<c r="{at}"><v>{number}</v></c>"#),
        Some(("d", number)) => format!(r#"<c r="{at}" s="1"><v>{number}</v></c>"#),
        Some(("e", error)) => format!(r#"<c r="{at}" t="e"><v>{error}</v></c>"#),
        _ => format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#),
    }
}

pub fn xlsx(sheets: &[(&str, &[&[&str]], &str)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts: Vec<(String, String)> = Vec::new();
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    for (number, (name, rows, merged)) in sheets.iter().enumerate() {
        let n = number + 1;
        list += &format!(r#"<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>"#);
        relations += &format!(r#"<Relationship Id="rId{n}" Type="{of}/worksheet" Target="worksheets/sheet{n}.xml"/>"#);
        types += &format!(
            r#"<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let mut body = String::new();
        for (at, row) in rows.iter().enumerate() {
            let cells: String = row
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| cell(column, at + 1, text))
                .collect();
            body += &format!(r#"<row r="{}">{cells}</row>"#, at + 1);
        }
        let merged: String = merged.split_whitespace().map(|range| format!(r#"<mergeCell ref="{range}"/>"#)).collect();
        let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!(r#"<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{merged}</worksheet>"#),
        ));
    }
    parts.push((
        "xl/workbook.xml".into(),
        format!(r#"<workbook xmlns="{main}" xmlns:r="{of}"><sheets>{list}</sheets></workbook>"#),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!(r#"<Relationships xmlns="{package}">{relations}<Relationship Id="rId99" Type="{of}/styles" Target="styles.xml"/></Relationships>"#),
    ));
    parts.push((
        "xl/styles.xml".into(),
        format!(r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#),
    ));
    parts.push(("_rels/.rels".into(), format!(r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#)));
    parts.push(("[Content_Types].xml".into(), format!(r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>{types}</Types>"#)));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    archive(&parts)
}

fn ods(rows: &str) -> Vec<u8> {
    let names = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#;
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", manifest),
    ])
}

fn read_book(bytes: &[u8]) -> ReadTable {
    let folder = tempfile::tempdir().unwrap();
    read_job(&job(&file(folder.path(), "t.xlsx", bytes), SMALL).unwrap())
}

fn refused(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    job(&file(folder.path(), "t.xlsx", bytes), SMALL).map(drop).unwrap_err().message
}

#[test]
fn a_workbook_with_a_title_merged_headers_dates_and_continuation_rows() {
    let rows: &[&[&str]] = &[
        &["2026年融资事件"],
        &["公司", "融资", "", "", "城市", "投资方"],
        &["", "轮次", "金额(万元)", "日期", "", ""],
        &["甲智能", "A轮", "n:3000", "d:46112", "苏州", "红杉中国"],
        &["", "", "", "", "", "高瓴创投"],
        &["", "", "", "", "", "IDG资本"],
        &["", "B轮", "n:1200.5", "d:46113", "苏州", "甲资本"],
        &["乙科技", "种子轮", "1.2亿美元", "2026Q1", "上海", ""],
        &["丙公司", "e:#N/A", "=1+1", "n:46112", "上海", ""],
        &["", "", "", "", "", ""],
        &["总计", "", "n:4200"],
    ];
    let book = xlsx(&[("空", &[], ""), ("融资", rows, "A1:F1 A2:A3 B2:D2 A4:A7")]);
    let read = read_book(&book);
    assert_eq!(
        told_all(&read),
        [
            "4 甲智能 320500 prefecture 2026-03-31 a 30000000 CNY - [红杉中国|高瓴创投|IDG资本]",
            "7 甲智能 320500 prefecture 2026-04-01 b 12005000 CNY - [甲资本]",
            "8 乙科技 310000 prefecture 2026-01-01..2026-03-31 seed 120000000 USD - []",
            "9 丙公司 310000 prefecture 2026-03-31 - - - []",
        ]
    );
    assert_eq!(
        report(&read),
        [
            "4  甲智能 remarked row_continued",
            "4  甲智能 remarked row_continued",
            "5  高瓴创投 left_out part_of_above",
            "6  IDG资本 left_out part_of_above",
            "7 公司  remarked company_from_above",
            "9 轮次 #N/A remarked cell_error",
            "9 金额(万元) =1+1 remarked formula",
            "11 公司 总计 left_out total_row",
        ]
    );
    assert_eq!(read.counts, RowCounts { read: 7, taken: 1, remarked: 3, left_out: 3 });
    assert_eq!(read.source.dialect.sheet, "融资");
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let rows: &[&[&str]] = &[&["公司", "城市"], &["甲", "苏州"]];
    let other: &[&[&str]] = &[&["公司", "城市"], &["乙", "上海"]];
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "t.xlsx", &xlsx(&[("一", rows, ""), ("二", other, "")]));
    let chosen = preview(&path, "二", SMALL).unwrap();
    assert_eq!((chosen.sheets.as_slice(), chosen.rows[0].1[0].as_str()), (&["一".to_owned(), "二".to_owned()][..], "乙"));
    let missing = preview(&path, "三", SMALL).unwrap_err();
    assert_eq!((missing.message.as_str(), missing.fix.as_str()), ("there is no sheet '三'", "name one of: 一, 二"));
}

#[test]
fn an_ods_is_read() {
    let text = |text: &str| format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#);
    let number = r#"<table:table-cell office:value-type="float" office:value="3000"><text:p>3,000</text:p></table:table-cell>"#;
    let date =
        r#"<table:table-cell office:value-type="date" office:date-value="2026-03-31"><text:p>x</text:p></table:table-cell>"#;
    let rest = r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let rows = format!(
        "<table:table-row>{}{}{}</table:table-row><table:table-row>{}{number}{date}</table:table-row>{rest}",
        text("公司"),
        text("金额(万元)"),
        text("日期"),
        text("甲")
    );
    let read = read_book(&ods(&rows));
    assert_eq!(told_all(&read), ["2 甲 - - 2026-03-31 - 30000000 CNY - []"]);
}

#[test]
fn hostile_workbooks_are_refused_and_nothing_grows() {
    let bomb = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>"#;
    assert_eq!(refused(&ods(bomb)), "the workbook is refused: a sheet has more than 20000000 cells");
    let spaces = " ".repeat(80 * 1024 * 1024);
    let zipped = archive(&[("xl/sharedStrings.xml", &spaces)]);
    assert_eq!(refused(&zipped), "the workbook is refused: 'xl/sharedStrings.xml' unpacks to 80 MB");
    let whole = xlsx(&[("一", &[&["公司", "城市"], &["甲", "苏州"]], "")]);
    for cut in [10, whole.len() / 2, whole.len() - 10] {
        let said = refused(&whole[..cut]);
        assert!(said.starts_with("the workbook cannot be read: "), "{said}");
    }
    assert!(refused(&archive(&[("readme.txt", "nothing")])).starts_with("the workbook cannot be read: "));
    // A cell far away must not make a table of all cells before it.
    let far = xlsx(&[("一", &[&["公司", "城市"], &["甲", "苏州"]], "")]);
    let sheet = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#;
    let parts = [("xl/worksheets/sheet1.xml", sheet)];
    let far = with_far_cell(&far, &parts);
    assert_eq!(refused(&far), "the workbook is refused: a row has more than 4096 columns");
}

/// The same workbook with more at the end of its sheet.
fn with_far_cell(book: &[u8], parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Read as _;
    let mut old = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut all: Vec<(String, String)> = Vec::new();
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        if let Some((_, more)) = parts.iter().find(|(wanted, _)| *wanted == name) {
            content = content.replace("</sheetData>", more);
        }
        all.push((name, content));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    archive(&all)
}
