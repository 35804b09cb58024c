use super::*;
use crate::data::atlas::{AtlasSource, load};

fn generator(rows: u64, seed: u64) -> Generator {
    Generator::new(&load(&AtlasSource::Bundled).dataset, rows, seed).unwrap()
}

fn written(generator: &Generator, form: Form) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deals.csv");
    generator.write_csv(&path, form).unwrap();
    fs::read_to_string(path).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    for form in [Form::Clean, Form::Dirty] {
        // More rows than one wave of chunks.
        let one = written(&generator(40_000, 7), form);
        assert!(one == written(&generator(40_000, 7), form));
        assert!(one != written(&generator(40_000, 8), form));
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(one.as_bytes()).into_records().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), 40_000);
        assert!(rows.iter().all(|row| &row[0] == "yes" && (row[2].contains("合成") || row[2].contains("Synthetic"))));
        assert!(one.starts_with("synthetic,"));
    }
}

#[test]
fn a_clean_row_says_what_its_deal_says() {
    let generator = generator(500, 3);
    let text = written(&generator, Form::Clean);
    let data = load(&AtlasSource::Bundled).dataset;
    for (row, record) in (0..).zip(csv::Reader::from_reader(text.as_bytes()).records()) {
        let (record, deal) = (record.unwrap(), generator.deal(row));
        assert_eq!(deal.line, row + 2);
        assert_eq!(&record[1], deal.deal_id);
        assert!(data.places.contains_key(deal.place.as_ref().unwrap()));
        assert!(data.rounds.iter().any(|round| round.id == deal.round && round.name.zh == record[7]));
        assert!(data.sub_fields.iter().any(|field| field.id == deal.sub_field && field.title.zh == record[10]));
        assert_eq!(record[8].is_empty(), deal.amount.is_none());
        assert_eq!(record[6], deal.date.unwrap().first.to_string());
    }
}

#[test]
fn dirty_tables_have_every_form() {
    let text = written(&generator(20_000, 1), Form::Dirty);
    for form in [
        "数千万人民币",
        "近1亿",
        "万美元",
        "US$",
        "HK$",
        "未披露",
        "undisclosed",
        "过亿",
        "1亿+",
        "1,00,00,000",
        "0002-01-01",
        "1970-01-01",
        "2025-02-30",
        "Q3",
        "年3月",
        "B++轮",
        "Pre-IPO",
        "新三板",
        "Series A",
        "朝阳",
        "Suzhou",
        "(领投)",
        "、",
        "，",
        "；",
    ] {
        assert!(text.contains(form), "{form}");
    }
}

#[test]
fn a_table_in_memory_has_all_rows_by_day() {
    let made = generator(50_000, 5);
    let table = made.table();
    assert_eq!(table.len(), 50_000);
    assert!(table.is_synthetic());
    assert!(table.first_days().is_sorted());
    let row = (0..table.len()).find(|row| table.lines()[*row] == 1_234).unwrap();
    assert_eq!(table.deal(row).unwrap(), made.deal(1_232));
}
