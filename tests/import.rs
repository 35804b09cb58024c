//! Importing tables: good, dirty and hostile ones of every form, against expectations written by hand.
#![cfg(test)]

#[path = "import/books.rs"]
mod books;
#[path = "import/command.rs"]
mod command;

use std::{fs, ops::ControlFlow, path::Path, sync::LazyLock};

use cluster_atlas::{
    analysis::import::{
        Stopped,
        duplicates::{company_groups, deal_groups, merge_company, merge_deal, split_company, split_deal},
        guess,
    },
    data::{
        atlas::{AtlasSource, load},
        deals::generate::{Form, Generator},
        import::{Limits, preview},
        problem::Problem,
    },
    jobs::table_import::{ReadTable, TableImport},
    model::{
        dataset::Dataset,
        deal::Deal,
        deal_import::{Mapping, ReportCode, Role, RowCounts, TextDecision},
    },
};
use proptest::prelude::*;

static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);

/// Blocks of a few bytes, so that every table is cut many times.
const SMALL: Limits =
    Limits { block_bytes: 64, row_bytes: 64 * 1024, columns: 4096, workbook_bytes: 1 << 26, unpacked_bytes: 1 << 30 };

fn job(path: &Path, limits: Limits) -> Result<TableImport, Problem> {
    let preview = preview(path, "", limits)?;
    let (_, mapping) = guess(&DATA, &preview);
    let today = jiff::civil::date(2026, 4, 1);
    Ok(TableImport { path: path.to_owned(), preview, mapping, name: "t".into(), today, limits })
}

fn read_job(job: &TableImport) -> ReadTable {
    job.read(&DATA, |_progress| ControlFlow::Continue(())).unwrap()
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn read(bytes: &[u8], limits: Limits) -> ReadTable {
    let folder = tempfile::tempdir().unwrap();
    let read = read_job(&job(&file(folder.path(), "t.csv", bytes), limits).unwrap());
    let counts = read.counts;
    assert_eq!(counts.read, counts.taken + counts.remarked + counts.left_out);
    assert_eq!(read.deals.len() as u64, counts.taken + counts.remarked);
    read
}

/// The deals by line.
fn deals(read: &ReadTable) -> Vec<Deal> {
    let mut all: Vec<Deal> = (0..read.deals.len()).filter_map(|row| read.deals.deal(row)).collect();
    all.sort_by_key(|deal| deal.line);
    all
}

/// A deal in one line: line, company, place (precision), days, round, amount, sub-field, investors.
fn told(deal: &Deal) -> String {
    let place = deal.place.as_ref().map_or("-", |place| place.as_str());
    let precision = deal.precision.map_or("-", |precision| precision.name());
    let days = deal.date.map_or_else(
        || "-".to_owned(),
        |date| if date.first == date.last { date.first.to_string() } else { format!("{}..{}", date.first, date.last) },
    );
    let amount = deal.amount.map_or_else(
        || "-".to_owned(),
        |amount| {
            let bound = |bound: Option<i64>| bound.map_or_else(String::new, |minor| (minor / 100).to_string());
            let code = amount.currency.code();
            match amount.exact() {
                Some(_) => format!("{} {code}", bound(amount.low)),
                None => format!("{}..{} {code}", bound(amount.low), bound(amount.high)),
            }
        },
    );
    let round = if deal.round.is_empty() { "-" } else { &deal.round };
    let field = if deal.sub_field.is_empty() { "-" } else { &deal.sub_field };
    format!("{} {} {place} {precision} {days} {round} {amount} {field} [{}]", deal.line, deal.company, deal.investors.join("|"))
}

fn told_all(read: &ReadTable) -> Vec<String> {
    deals(read).iter().map(told).collect()
}

fn report(read: &ReadTable) -> Vec<String> {
    let rows = read.report.rows();
    rows.map(|row| format!("{} {} {} {} {}", row.line, row.column, row.value, row.status.name(), row.code.name())).collect()
}

/// Compares line by line, so that what differs is seen.
#[track_caller]
fn same_lines(have: &[String], wanted: &[&str]) {
    for (have, wanted) in have.iter().zip(wanted) {
        assert_eq!(have, wanted);
    }
    assert_eq!(have.len(), wanted.len());
}

const DIRTY: &str = "\u{feff}事件编号, 公司名称 ,城市,融资时间,轮次,金额(万元),行业,投资方,来源
1,甲智能,江苏省苏州市昆山市,2026-03-31,A轮,3.5亿人民币,芯片,红杉中国、高瓴创投,https://a.example/1
2,乙科技,上海市,2026/3/31,Series B,数千万人民币,机器人,\"Sequoia Capital China, GGV Capital\",
3,丙公司,浙江-杭州,2026年3月31日,天使轮,近亿人民币,大模型,,
4,丁公司,SH,2026.03,Pre-A轮,1.2亿美元,x,红杉中国 高瓴创投,
5,\"戊,公司\",苏州工业园区,26Q1,B++轮,200万美元,算力,甲资本；乙资本,
6,己公司,东莞松山湖,2026Q1,Pre-IPO,\"6,500万\",,,
7,庚公司,中国（上海）自由贸易试验区,46112,战略投资,US$126.3bn,,,
8,辛公司,朝阳,0002-01-01,IPO上市,HK$30m,,,
9,壬公司,Suzhou,1970-01-01,新三板,未披露,,,
10,癸公司,北京市朝阳区,2027-01-01,并购,undisclosed,,,
11,子公司,苏州,2026-12-01,定向增发,数百万,,,
12,丑公司,亚特兰蒂斯,soon,甲轮,很多,,,
13,寅公司,苏州,2026-03-01,A轮,过亿,,,
14,卯公司,苏州,2026-03-01,A轮,1亿+,,,
15,辰公司,苏州,2026-03-01,A轮,亿元及以上,,,
16,巳公司,苏州,2026-03-01,A轮,\"1,00,00,000\",,,
17,午公司,苏州,2026-03-01,A轮,3000,,,
18,未公司,苏州,2026-03-01,A轮,0,,,
19,申公司,苏州,2026-03-01,A轮,=1+2,,,
20,酉公司,苏州,2026-03-01,A轮,#REF!,,,
21,,苏州,2026-03-01,A轮,3000,,,
,,,,,,,丙资本,
22,戌公司,苏州,2026-03-01,A轮,3000,,,,more
事件编号,公司名称,城市,融资时间,轮次,金额(万元),行业,投资方,来源

,,,,,,,,
合计,,,,,999999,,,
23,亥公司,\"苏
州\",2026-03-01,A轮,3000,,,
24,末公司,苏州
";

fn expected() -> (Vec<&'static str>, Vec<&'static str>) {
    let deals = vec![
        "2 甲智能 320583 county 2026-03-31 a 350000000 CNY chips [红杉中国|高瓴创投]",
        "3 乙科技 310000 prefecture 2026-03-31 b 10000000..100000000 CNY robotics [Sequoia Capital China|GGV Capital]",
        "4 丙公司 330100 prefecture 2026-03-31 angel 90000000..100000000 CNY large_models []",
        "5 丁公司 310000 prefecture 2026-03-01..2026-03-31 pre_a 120000000 USD - [红杉中国|高瓴创投]",
        "6 戊,公司 Z-JS-SIP zone 2026-01-01..2026-03-31 b 2000000 USD computing_infrastructure [甲资本|乙资本]",
        "7 己公司 Z-GD-SSL zone 2026-01-01..2026-03-31 - 65000000 CNY - []",
        "8 庚公司 310000 prefecture 2026-03-31 strategic 126300000000 USD - []",
        "9 辛公司 - - - listed 30000000 HKD - []",
        "10 壬公司 - - - neeq - - []",
        "11 癸公司 110105 county - acquired - - []",
        "12 子公司 320500 prefecture 2026-12-01 - 1000000..10000000 CNY - []",
        "13 丑公司 - - - - - - []",
        "14 寅公司 320500 prefecture 2026-03-01 a 100000000.. CNY - []",
        "15 卯公司 320500 prefecture 2026-03-01 a 100000000.. CNY - []",
        "16 辰公司 320500 prefecture 2026-03-01 a 100000000.. CNY - []",
        "17 巳公司 320500 prefecture 2026-03-01 a 100000000000 CNY - []",
        "18 午公司 320500 prefecture 2026-03-01 a 30000000 CNY - []",
        "19 未公司 320500 prefecture 2026-03-01 a - - []",
        "20 申公司 320500 prefecture 2026-03-01 a - - []",
        "21 酉公司 320500 prefecture 2026-03-01 a - - []",
        "29 亥公司 320500 prefecture 2026-03-01 a 30000000 CNY - []",
        "31 末公司 320500 prefecture - - - - []",
    ];
    let report = vec![
        "3 金额(万元) 数千万人民币 remarked amount_range",
        "4 金额(万元) 近亿人民币 remarked amount_range",
        "6 融资时间 26Q1 remarked date_guessed_year",
        "9 城市 朝阳 remarked place_ambiguous",
        "9 融资时间 0002-01-01 remarked date_impossible",
        "10 城市 Suzhou remarked place_ambiguous",
        "10 融资时间 1970-01-01 remarked date_impossible",
        "11 融资时间 2027-01-01 remarked date_impossible",
        "12 融资时间 2026-12-01 remarked date_ahead",
        "12 金额(万元) 数百万 remarked amount_range",
        "13 城市 亚特兰蒂斯 remarked place_unknown",
        "13 融资时间 soon remarked date_unreadable",
        "13 轮次 甲轮 remarked round_unknown",
        "13 金额(万元) 很多 remarked amount_unreadable",
        "14 金额(万元) 过亿 remarked amount_range",
        "15 金额(万元) 1亿+ remarked amount_range",
        "16 金额(万元) 亿元及以上 remarked amount_range",
        "19 金额(万元) 0 remarked amount_zero",
        "20 金额(万元) =1+2 remarked formula",
        "21 金额(万元) #REF! remarked cell_error",
        "22 公司名称  left_out no_company",
        "23 公司名称  left_out no_company",
        "24  22 left_out row_long",
        "25  事件编号 left_out header_again",
        "27   left_out row_empty",
        "28 事件编号 合计 left_out total_row",
        "31  24 remarked row_short",
    ];
    (deals, report)
}

#[test]
fn every_form_of_a_dirty_table_is_read_or_reported() {
    let (wanted, said) = expected();
    for limits in [SMALL, Limits::default()] {
        let read = read(DIRTY.as_bytes(), limits);
        same_lines(&told_all(&read), &wanted);
        same_lines(&report(&read), &said);
        // 24 numbered rows, the continuation, the header again, the empty row and the sum.
        assert_eq!(read.counts, RowCounts { read: 28, taken: 7, remarked: 15, left_out: 6 });
    }
}

#[test]
fn the_same_table_in_other_encodings_separators_and_line_ends_gives_the_same_deals() {
    let (wanted, said) = expected();
    let lines = DIRTY.replace('\n', "\r\n");
    let tabs = |text: &str| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut writer = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
        for record in reader.records() {
            writer.write_record(record.unwrap().iter()).unwrap();
        }
        writer.into_inner().unwrap()
    };
    let utf16: Vec<u8> = DIRTY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GB18030.encode(DIRTY.trim_start_matches('\u{feff}')).0.into_owned();
    for bytes in [lines.into_bytes(), utf16, gbk, DIRTY.replace('\n', "\r").into_bytes()] {
        let read = read(&bytes, SMALL);
        same_lines(&told_all(&read), &wanted);
        same_lines(&report(&read), &said);
    }
    // The csv crate leaves out the blank line, so lines differ.
    let by_tab = read(&tabs(DIRTY), SMALL);
    let companies = |read: &ReadTable| deals(read).iter().map(|deal| (deal.company.clone(), deal.amount)).collect::<Vec<_>>();
    assert_eq!(companies(&by_tab), companies(&read(DIRTY.as_bytes(), SMALL)));
}

#[test]
fn remarks_are_settled_in_bulk_and_the_decision_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let text = "公司,城市,轮次\n甲,朝阳,A轮\n乙,朝阳,甲轮\n丙,北京,A轮\n";
    let mut job = job(&file(folder.path(), "t.csv", text.as_bytes()), SMALL).unwrap();
    let before = read_job(&job);
    assert_eq!(before.counts, RowCounts { read: 3, taken: 1, remarked: 2, left_out: 0 });
    let groups = before.report.groups();
    let group = groups.iter().find(|group| group.code == ReportCode::PlaceAmbiguous).unwrap();
    assert_eq!((group.rows, group.value.as_str(), group.first_line), (2, "朝阳", 2));
    assert_eq!(group.candidates, ["110105", "211300", "220104"]);
    let decide = |role, written: &str, decided: &str| TextDecision { role, written: written.into(), decided: decided.into() };
    job.mapping.decisions = vec![decide(Role::City, "朝阳", "110105"), decide(Role::Round, "甲轮", "a")];
    let after = read_job(&job);
    assert_eq!(after.counts, RowCounts { read: 3, taken: 3, remarked: 0, left_out: 0 });
    assert_eq!(told_all(&after)[1], "3 乙 110105 county - a - - []");
    job.mapping.decisions.clear();
    assert_eq!(read_job(&job).counts, before.counts);
}

#[test]
fn doubles_are_proposed_merged_on_yes_and_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let text = "公司,城市,日期,轮次,金额\n苏州云深科技有限公司,苏州,2026-03-01,A轮,1亿元\n云深,苏州,2026-03-03,A轮,1亿元\n\
        云深,苏州,2025-01-01,天使轮,1000万元\n思必驰,苏州,2026-01-01,D轮,1亿元\nAISpeech,苏州,2026-01-01,D轮,1亿元\n\
        云深,苏州,2025-01-01,天使轮,1000万元\n";
    let mut job = job(&file(folder.path(), "t.csv", text.as_bytes()), SMALL).unwrap();
    let before = read_job(&job);
    let all = deals(&before);
    let groups = company_groups(&DATA, all.iter());
    let names: Vec<(Vec<&str>, u8)> =
        groups.iter().map(|group| (group.names.iter().map(String::as_str).collect(), group.score)).collect();
    assert_eq!(names, [(vec!["AISpeech", "思必驰"], 95), (vec!["云深", "苏州云深科技有限公司"], 65)]);
    groups.iter().for_each(|group| merge_company(&mut job.mapping, group));
    let named = read_job(&job);
    let of_groups = deal_groups(deals(&named).iter());
    let lines: Vec<(u64, u64, u8)> = of_groups.iter().map(|group| (group.kept.1, group.dropped.1, group.score)).collect();
    assert_eq!(lines, [(2, 3, 97), (4, 7, 99), (5, 6, 99)]);
    of_groups.iter().for_each(|group| merge_deal(&mut job.mapping, group));
    let merged = read_job(&job);
    assert_eq!(merged.counts, RowCounts { read: 6, taken: 3, remarked: 0, left_out: 3 });
    assert_eq!(deals(&merged).iter().map(|deal| deal.line).collect::<Vec<_>>(), [2, 4, 5]);
    of_groups.iter().for_each(|group| split_deal(&mut job.mapping, &group.dropped.0));
    groups.iter().for_each(|group| split_company(&mut job.mapping, &group.names[0]));
    assert_eq!(told_all(&read_job(&job)), told_all(&before));
    job.mapping.merge_above = Some(99);
    assert_eq!(read_job(&job).counts.left_out, 1, "only what is the same without any merged names");
}

#[test]
fn coordinates_are_read_in_their_datum() {
    let text = "公司,经度(GCJ-02),纬度(GCJ-02)\n甲,121.478223,31.228458\n乙,31.228458,121.478223\n丙,0,0\n丁,x,1\n";
    let read = read(text.as_bytes(), SMALL);
    let points: Vec<Option<(i64, i64)>> = deals(&read)
        .iter()
        .map(|deal| deal.point.map(|point| ((point.lon * 1e4).round() as i64, (point.lat * 1e4).round() as i64)))
        .collect();
    assert_eq!(points, [Some((1_214_737, 312_304)), Some((1_214_737, 312_304)), None, None]);
    assert_eq!(report(&read), ["3 经度(GCJ-02) 31.228458 remarked point_swapped", "5 经度(GCJ-02) x remarked point_unreadable"]);
}

#[test]
fn an_import_is_cancelled_and_tells_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("公司,城市\n{}", "甲,苏州\n".repeat(1000));
    let job = job(&file(folder.path(), "t.csv", text.as_bytes()), SMALL).unwrap();
    let mut told = Vec::new();
    job.read(&DATA, |progress| {
        told.push(progress.bytes);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(told.is_sorted() && told.last() == Some(&(text.len() as u64)));
    assert_eq!(job.read(&DATA, |_| ControlFlow::Break(())).unwrap_err(), Stopped::Cancelled);
}

#[test]
fn a_made_up_table_comes_back_whole_and_its_sums_are_those_of_plain_loops() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.csv");
    let generator = Generator::new(&DATA, 5000, 7).unwrap();
    generator.write_csv(&path, Form::Clean).unwrap();
    let mut job = job(&path, Limits { block_bytes: 4096, ..Limits::default() }).unwrap();
    job.today = jiff::civil::date(2027, 12, 31);
    let read = read_job(&job);
    assert!(read.source.synthetic && read.deals.is_synthetic());
    assert_eq!((read.counts.read, read.counts.left_out), (5000, 0));
    let sums = |deals: &[Deal]| {
        let (mut events, mut known, mut low, mut high) = (0, 0, 0_i128, 0_i128);
        for deal in deals {
            events += 1;
            if let Some(amount) = deal.amount {
                known += 1;
                low += i128::from(amount.low.unwrap_or_default());
                high += i128::from(amount.high.unwrap_or_default());
            }
        }
        (events, known, low, high)
    };
    let made: Vec<Deal> = (0..5000).map(|row| generator.deal(row)).collect();
    let back = deals(&read);
    assert_eq!(sums(&back), sums(&made));
    for (back, made) in back.iter().zip(&made) {
        assert_eq!(
            (&back.deal_id, &back.company, back.date, back.amount),
            (&made.deal_id, &made.company, made.date, made.amount)
        );
        assert_eq!((&back.place, &back.round, &back.investors), (&made.place, &made.round, &made.investors), "{made:?}");
    }
}

#[test]
fn dirty_made_up_tables_lose_no_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.csv");
    Generator::new(&DATA, 3000, 3).unwrap().write_csv(&path, Form::Dirty).unwrap();
    let read = read_job(&job(&path, Limits { block_bytes: 4096, ..Limits::default() }).unwrap());
    let RowCounts { read: rows, taken, remarked, left_out } = read.counts;
    assert_eq!(rows, taken + remarked + left_out);
    assert_eq!(rows, 3000);
    let lines: std::collections::BTreeSet<u64> = read.report.rows().map(|row| row.line).collect();
    assert_eq!(lines.len() as u64, remarked + left_out, "every row that is not clean stands in the report, and no other");
    assert!(taken > 1500, "{:?}", read.counts);
    let unread = read.report.groups().into_iter().filter(|group| {
        matches!(group.code, ReportCode::AmountUnreadable | ReportCode::AmountTooLarge | ReportCode::PointUnreadable)
    });
    assert_eq!(unread.map(|group| group.value).collect::<Vec<_>>(), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_table_panics_and_no_row_is_lost(text in "([甲乙a1,\"\n\r\t 亿万-]{0,12}(,|\n)){0,20}") {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "t.csv", format!("公司,金额,日期\n{text}").as_bytes());
        if let Ok(job) = job(&path, SMALL) {
            let read = read_job(&job);
            let counts = read.counts;
            prop_assert_eq!(counts.read, counts.taken + counts.remarked + counts.left_out);
            prop_assert_eq!(read.deals.len() as u64, counts.taken + counts.remarked);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let folder = tempfile::tempdir().unwrap();
        if let Ok(job) = job(&file(folder.path(), "t.csv", &bytes), SMALL) {
            drop(job.read(&DATA, |_| ControlFlow::Continue(())));
        }
    }

    #[test]
    fn any_csv_of_companies_comes_back(names in proptest::collection::vec("[a-z甲乙丙丁,\"\n]{1,8}x", 1..12)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["公司", "城市"]).unwrap();
        for name in &names {
            writer.write_record([name.as_str(), "苏州"]).unwrap();
        }
        let read = read(&writer.into_inner().unwrap(), SMALL);
        let back: Vec<String> = deals(&read).into_iter().map(|deal| deal.company).collect();
        let wanted: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        prop_assert_eq!(back, wanted);
    }
}

/// A mapping for a table of these columns, for tests that do not guess.
fn mapping_of(columns: &[(&str, Role)]) -> Mapping {
    let columns =
        columns.iter().map(|(name, role)| cluster_atlas::model::deal_import::ColumnChoice { name: (*name).into(), role: *role });
    Mapping::new(columns.collect())
}
