//! Files of every form, read back.

use super::*;

type Lines = Vec<(u64, Vec<String>)>;

fn rows_of(path: &Path, limits: Limits) -> Result<(Preview, Lines), Problem> {
    let preview = preview(path, "", limits)?;
    let mut source = open(path, &preview.dialect, limits)?;
    let mut all = Vec::new();
    while let Some(block) = source.next_block()? {
        let text = block.text();
        let (mut rows, mut row) = (block.rows(&text), Row::default());
        while rows.next_row(&mut row) {
            if row.line() > preview.header.last_line {
                all.push((row.line(), row.cells().map(str::to_owned).collect()));
            }
        }
    }
    Ok((preview, all))
}

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    file
}

const SMALL: Limits = Limits { block_bytes: 16, row_bytes: 400, columns: 20, workbook_bytes: 1 << 20, unpacked_bytes: 1 << 22 };

#[test]
fn every_encoding_and_line_end_gives_the_same_rows() {
    let text = "公司,城市,金额(万元)\n苏州甲科技有限公司,苏州,3000\n\"乙,\n公司\",上海,200\n\n丙丁,北京,1\n";
    let expected =
        [(2, vec!["苏州甲科技有限公司", "苏州", "3000"]), (3, vec!["乙,\n公司", "上海", "200"]), (6, vec!["丙丁", "北京", "1"])];
    let utf16 = |mark: &str, wide: fn(u16) -> [u8; 2]| format!("{mark}{text}").encode_utf16().flat_map(wide).collect::<Vec<u8>>();
    let files = [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        encoding_rs::GBK.encode(text).0.into_owned(),
        utf16("\u{feff}", u16::to_le_bytes),
        utf16("\u{feff}", u16::to_be_bytes),
        utf16("", u16::to_le_bytes),
        text.replace(',', ";").replace('\n', "\r\n").into_bytes(),
        text.replace(',', "\t").replace('\n', "\r").into_bytes(),
        text.replace(',', "|").into_bytes(),
    ];
    for bytes in files {
        for limits in [SMALL, Limits::default()] {
            let file = file(&bytes);
            let (preview, rows) = rows_of(file.path(), limits).unwrap();
            assert_eq!(preview.header.names, ["公司", "城市", "金额(万元)"], "{:?}", preview.dialect);
            let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace(['\t', '|', ';'], ",");
            let rows: Vec<(u64, Vec<String>)> =
                rows.into_iter().map(|(line, cells)| (line, cells.iter().map(|cell| plain(cell)).collect())).collect();
            let rows: Vec<(u64, Vec<&str>)> =
                rows.iter().map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect())).collect();
            assert_eq!(rows, expected, "{:?}", preview.dialect);
        }
    }
}

#[test]
fn a_row_or_header_without_end_is_refused_with_its_line() {
    let limits = Limits { row_bytes: 1024, ..SMALL };
    let text = format!("a,b\n1,2\n3,{}", "x".repeat(5000));
    let problem = rows_of(file(text.as_bytes()).path(), limits).unwrap_err();
    assert_eq!((problem.line, problem.message.as_str()), (3, "a row of more than 0 MB"));
    let open = format!("a,b\n1,\"2\n{}", "x\n".repeat(5000));
    let problem = rows_of(file(open.as_bytes()).path(), limits).unwrap_err();
    assert_eq!((problem.line, problem.fix.as_str()), (2, "close the double quote, or take the large cell out"));
    let wide = format!("a{}\n", ",c".repeat(100_000));
    let problem = rows_of(file(wide.as_bytes()).path(), Limits { columns: 20, ..Limits::default() }).unwrap_err();
    assert_eq!(problem.message, "the header has 100001 columns, at most 20 are read");
}

#[test]
fn what_is_no_table_says_so() {
    let message = |bytes: &[u8]| {
        let file = file(bytes);
        let problem = rows_of(file.path(), SMALL).map(drop).unwrap_err();
        format!("{}:{} {}", problem.line, problem.column, problem.message)
    };
    assert_eq!(message(b""), "1:1 the file is empty");
    assert_eq!(message(b"a,b\n1,x\0y\n"), "2:4 a NUL byte in the text");
    assert_eq!(message(b"\n\n"), "1:1 there is no header");
    assert_eq!(message(b"PK\x03\x04 cut off"), "1:1 the workbook cannot be read: the archive is cut off or damaged");
    let ole = message(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing more");
    assert!(ole.contains("the workbook cannot be read"), "{ole}");
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..80 {
        archive.write_all(&vec![b' '; 1024 * 1024]).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 200_000);
    let problem = rows_of(file(&bytes).path(), Limits::default()).map(drop).unwrap_err();
    assert_eq!(problem.message, "the workbook is refused: 'xl/worksheets/sheet1.xml' unpacks to 80 MB");
}
