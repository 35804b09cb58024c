use super::*;
use crate::data::atlas::{AtlasSource, load};

fn set(holding: &mut Holding, column: HoldingColumn, text: &str) -> Result<(), CellProblem> {
    let data = load(&AtlasSource::Bundled).dataset;
    set_cell(&data, None, holding, column, text)
}

fn amount(text: &str) -> (String, String, String) {
    let mut holding = Holding::default();
    set(&mut holding, HoldingColumn::Amount, text).unwrap();
    let Some(figure) = holding.amount else { return Default::default() };
    let bounds = figure.quantity(UnitFamily::Money).unwrap().bounds;
    let end = |end: Option<Decimal>| end.map(|end| end.normalize().to_string()).unwrap_or_default();
    (end(bounds.low), end(bounds.high), figure.unit.to_string())
}

#[test]
fn money_is_read_as_people_write_it() {
    let all = [
        ("3.5亿人民币", "345000000", "355000000", "CNY"),
        ("数千万人民币", "10000000", "100000000", "CNY"),
        ("近亿人民币", "90000000", "100000000", "CNY"),
        ("1.2亿美元", "115000000", "125000000", "USD"),
        ("200万美元", "1995000", "2005000", "USD"),
        ("6,500万", "64995000", "65005000", "CNY"),
        ("US$126.3bn", "126250000000", "126350000000", "USD"),
        ("HK$30m", "29500000", "30500000", "HKD"),
        ("未披露", "", "", ""),
        ("undisclosed", "", "", ""),
        ("数百万", "1000000", "10000000", "CNY"),
        ("过亿", "100000000", "", "CNY"),
        ("1亿+", "100000000", "", "CNY"),
        ("亿元及以上", "100000000", "", "CNY"),
        ("1,00,00,000", "9999999.5", "10000000.5", "CNY"),
    ];
    for (text, low, high, unit) in all {
        assert_eq!(amount(text), (low.to_owned(), high.to_owned(), unit.to_owned()), "{text}");
    }
}

#[test]
fn dates_places_rounds_and_their_problems() {
    for (text, wanted) in [
        ("2026-03-31", "2026-03-31"),
        ("2026/3/31", "2026-03-31"),
        ("2026年3月31日", "2026-03-31"),
        ("2026.03", "2026-03"),
        ("26Q1", "2026Q1"),
        ("2026q1", "2026Q1"),
        ("46112", "2026-03-31"),
    ] {
        assert_eq!(read_date(text).unwrap().unwrap().written(), wanted, "{text}");
    }
    for text in ["1970-01-01", "soon", "2026-13-01", "0002-01-01"] {
        assert_eq!(read_date(text).unwrap_err().key, "portfolio-cell-no-date", "{text}");
    }
    let mut holding = Holding::default();
    for (text, id) in [("苏州", "320500"), ("Kunshan", "320583"), ("上海市", "310000"), ("320583", "320583")] {
        set(&mut holding, HoldingColumn::Place, text).unwrap();
        assert_eq!(holding.place.as_ref().unwrap().as_str(), id, "{text}");
    }
    let before = holding.clone();
    assert_eq!(set(&mut holding, HoldingColumn::Place, "鼓楼").unwrap_err().key, "portfolio-cell-many-places");
    assert_eq!(set(&mut holding, HoldingColumn::Place, "Atlantis").unwrap_err().key, "portfolio-cell-no-place");
    assert_eq!(set(&mut holding, HoldingColumn::Stake, "120%").unwrap_err().key, "portfolio-cell-percent");
    assert_eq!(holding, before, "what cannot be read changes nothing");
    for (text, id) in
        [("A+轮", "a"), ("Series B", "b"), ("Pre-A轮", "pre_a"), ("天使轮", "angel"), ("IPO上市", "listed"), ("Growth", "")]
    {
        set(&mut holding, HoldingColumn::Round, text).unwrap();
        assert_eq!((holding.round.as_str(), holding.round_as_written.as_str()), (id, text));
    }
}

#[test]
fn a_mandate_is_read_with_its_shares_and_keeps_its_ids() {
    let read = read_mandate(&[], "Chips: 40 – 60 %; Large models；Rest: about 10%").unwrap();
    let shares: Vec<_> = read
        .iter()
        .map(|bucket| bucket.target.as_ref().map(|share| share.quantity(UnitFamily::Percent).unwrap().bounds))
        .map(|bounds| bounds.map(|bounds| (bounds.low.unwrap().normalize(), bounds.high.unwrap().normalize())))
        .collect();
    let pair = |low: &str, high: &str| Some((low.parse().unwrap(), high.parse().unwrap()));
    assert_eq!(shares, [pair("40", "60"), None, pair("9.5", "10.5")]);
    assert_eq!(read.iter().map(|bucket| bucket.id.as_str()).collect::<Vec<_>>(), ["chips", "large_models", "rest"]);
    assert_eq!(read_mandate(&read, &mandate_text(&read, Lang::En)).unwrap(), read);
    assert_eq!(read_mandate(&[], "Chips: 140%").unwrap_err().key, "portfolio-cell-percent");
}

#[test]
fn a_spreadsheets_block_keeps_its_cells() {
    assert_eq!(grid("a\tb\r\n\"c\nd\"\t\"e\"\"f\"\r\n"), [["a", "b"], ["c\nd", "e\"f"]]);
    assert_eq!(grid(""), Vec::<Vec<String>>::new());
}

#[test]
fn who_invested_too_and_when_it_was_valued_are_cells_as_well() {
    let data = load(&AtlasSource::Bundled).dataset;
    let mut holding = Holding { co_investors: vec![Bilingual::new("First", "甲")], ..Holding::default() };
    set_cell(&data, None, &mut holding, HoldingColumn::CoInvestors, "甲；New One").unwrap();
    assert_eq!(holding.co_investors, [Bilingual::new("First", "甲"), Bilingual::new("New One", "New One")]);
    assert_eq!(cell_text(&data, None, &holding, HoldingColumn::CoInvestors, Lang::En), "First; New One");
    set_cell(&data, None, &mut holding, HoldingColumn::ValueDate, "2026年3月31日").unwrap();
    assert_eq!(cell_text(&data, None, &holding, HoldingColumn::ValueDate, Lang::Zh), "2026-03-31");
    let refused = set_cell(&data, None, &mut holding, HoldingColumn::ValueDate, "soon");
    assert_eq!(refused.map_err(|problem| problem.key), Err("portfolio-cell-no-date"));
}
