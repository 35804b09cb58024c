use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::{generate::Generator, *};
use crate::{
    data::atlas::{AtlasSource, load},
    model::{
        deal::{CompanyStatus, Deal, DealAmount, DealDate},
        place::{LonLat, PointPrecision},
        unit::Currency,
    },
};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-c]{1,2}", Just("苏州、\"合成\"".to_owned())]
}

prop_compose! {
    fn amount()(low in proptest::option::of(0_i64..1_000), high in proptest::option::of(1_000_i64..2_000), at in 0_usize..5)
        -> Option<DealAmount> {
        // An amount without a bound says nothing.
        (low.is_some() || high.is_some()).then(|| DealAmount { low, high, currency: Currency::ALL[at] })
    }
}

prop_compose! {
    pub fn any_deal()(
        (company, round, sub_field, written) in (text(), text(), text(), text()),
        place in proptest::option::of(prop_oneof![Just("320583"), Just("320500"), Just("Z-JS-SIP")]),
        dates in proptest::option::of((0_i32..800, 0_i32..120)),
        amount in amount(),
        investors in proptest::collection::btree_set("[a-d]", 0..4),
        status in proptest::option::of(prop_oneof![Just(CompanyStatus::Alive), Just(CompanyStatus::Gone)]),
        point in proptest::option::of((-1_800_000_i32..1_800_000, -900_000_i32..900_000)),
        extra in proptest::collection::vec(text(), 2),
        (line, remarked) in (1_u64..1_000, any::<bool>()),
    ) -> Deal {
        let day = |offset: i32| date_of_day(18_000 + offset).unwrap();
        Deal {
            line,
            deal_id: written.clone(),
            company,
            place: place.map(Into::into),
            precision: status.map(|_| PointPrecision::County),
            point: point.map(|(lon, lat)| LonLat { lon: f64::from(lon * 100) / 1e6, lat: f64::from(lat * 100) / 1e6 }),
            date: dates.map(|(first, more)| DealDate { first: day(first), last: day(first + more) }),
            round,
            round_as_written: written.clone(),
            amount,
            amount_as_written: written,
            sub_field,
            sector_as_written: String::new(),
            investors: investors.into_iter().collect(),
            status,
            source: "s".to_owned(),
            extra,
            remarked,
        }
    }
}

fn names() -> [String; 2] {
    ["stage".to_owned(), "stage".to_owned()]
}

fn table(deals: &[Deal]) -> DealTable {
    let mut builder = DealTableBuilder::new("t", &names(), false);
    deals.iter().for_each(|deal| builder.push(deal));
    builder.finish()
}

/// Rows in the order of a table.
fn by_day(deals: &[Deal]) -> Vec<Deal> {
    let mut deals = deals.to_vec();
    deals.sort_by_key(|deal| deal.date.map_or((true, None), |date| (false, Some((date.first, date.last)))));
    deals
}

proptest! {
    #[test]
    fn rows_come_back_by_day_and_survive_the_file(deals in proptest::collection::vec(any_deal(), 0..60)) {
        let table = table(&deals);
        let rows: Vec<Deal> = (0..table.len()).map(|row| table.deal(row).unwrap()).collect();
        prop_assert_eq!(&rows, &by_day(&deals));
        prop_assert_eq!(table.deal(table.len()), None);
        for (row, deal) in rows.iter().enumerate() {
            let quarter = deal.date.and_then(|date| date.quarter()).map(|(year, quarter)| i32::from(year) * 4 + i32::from(quarter) - 1);
            let code = table.quarter_codes().get(row);
            prop_assert_eq!((code > 0).then(|| table.quarters()[code as usize - 1]), quarter);
        }
        let folder = tempfile::tempdir().unwrap();
        write_parquet(&table, folder.path()).unwrap();
        prop_assert_eq!(read_parquet(folder.path()).unwrap(), table);
    }

    #[test]
    fn it_does_not_matter_how_rows_are_divided(deals in proptest::collection::vec(any_deal(), 0..60), cut in 0_usize..60) {
        let whole = table(&deals);
        let (a, b) = deals.split_at(cut.min(deals.len()));
        let mut first = DealTableBuilder::new("t", &names(), false);
        let mut second = first.clone();
        a.iter().for_each(|deal| first.push(deal));
        b.iter().for_each(|deal| second.push(deal));
        first.absorb(second);
        prop_assert_eq!(first.finish(), whole);
    }
}

#[test]
fn tables_join_and_keep_their_names() {
    let deal = |company: &str| Deal {
        company: company.to_owned(),
        date: Some(DealDate::day(date(2024, 5, 1))),
        extra: vec![format!("of {company}")],
        ..Deal::default()
    };
    let one = |name: &str, column: &str, synthetic: bool| {
        let mut builder = DealTableBuilder::new(name, &[column.to_owned()], synthetic);
        builder.push(&deal(name));
        Arc::new(builder.finish())
    };
    let joined = DealTable::join(&[one("b", "same", false), one("a", "other", true), one("c", "same", false)]);
    let tables: Vec<_> = (0..3).map(|row| joined.field(Field::Table).text(row)).collect();
    assert_eq!(tables, [Some("b"), Some("a"), Some("c")]);
    assert_eq!(joined.synthetic_tables().collect::<Vec<_>>(), ["a"]);
    let extra: Vec<_> = (0..3).map(|row| joined.deal(row).unwrap().extra).collect();
    assert_eq!(extra, [["of b", ""], ["", "of a"], ["of c", ""]]);
}

#[test]
fn damaged_and_foreign_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let message = || read_parquet(folder.path()).unwrap_err().to_string();
    assert!(message().contains("cannot be opened"));
    std::fs::write(&path, "not a table").unwrap();
    assert!(message().contains("this table cannot be read"), "{}", message());
    let deals: Vec<Deal> = (0..500).map(|n| Deal { company: format!("合成 {n}"), line: n, ..Deal::default() }).collect();
    write_parquet(&table(&deals), folder.path()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    for cut in [bytes.len() / 3, bytes.len() - 5] {
        std::fs::write(&path, &bytes[..cut]).unwrap();
        assert!(message().contains("this table cannot be read"));
    }
    let mut wrong = bytes;
    for byte in wrong.iter_mut().skip(4).take(400) {
        *byte = 0xff;
    }
    std::fs::write(&path, wrong).unwrap();
    assert!(message().contains("this table cannot be read"));
}

#[test]
fn a_deal_takes_sixty_four_bytes_at_most() {
    let rows = 100_000;
    let table = Generator::new(&load(&AtlasSource::Bundled).dataset, rows, 1).unwrap().table();
    let bytes = table.bytes();
    let each = |bytes: usize| bytes as f64 / rows as f64;
    println!(
        "bytes a deal: codes and fixed columns {:.2}, dictionaries {:.2}, texts {:.2}",
        each(bytes.columns),
        each(bytes.dictionaries),
        each(bytes.texts)
    );
    // One more for the band of the amount, which depends on exchange rates and is held beside the table.
    assert!(each(bytes.columns) + 1.0 <= 64.0);
}

#[test]
fn a_large_table_survives_the_file() {
    let table = Generator::new(&load(&AtlasSource::Bundled).dataset, 270_000, 2).unwrap().table();
    let folder = tempfile::tempdir().unwrap();
    write_parquet(&table, folder.path()).unwrap();
    assert!(read_parquet(folder.path()).unwrap() == table);
}
