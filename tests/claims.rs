//! The claims against what the documents say: bounds read off their wording by hand, every row of
//! the reading table, and the thirteen conflicts and checks that the figures hold.
#![cfg(test)]

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use cluster_atlas::{
    analysis::conflicts::{Conflict, ConflictClass, conflicts},
    data::atlas::{AtlasSource, load},
    model::{
        claim::Claim,
        dataset::Dataset,
        lang::Lang,
        quantity::{Bounds, Qualifier, Quantity},
    },
    text::Text,
};
use rust_decimal::Decimal;

static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);

fn claim(id: &str) -> &'static Claim {
    DATA.claims.get(id).unwrap_or_else(|| panic!("no claim {id}"))
}

fn bounds(id: &str) -> Bounds {
    claim(id).quantity.bounds
}

fn value(id: &str) -> Decimal {
    claim(id).quantity.value.unwrap_or_else(|| panic!("{id} has no value"))
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

/// Bounds by hand from the wording: half of the last printed digit; 约 and about 5 % unless more is
/// printed; 近 and nearly 90 to 100 %; 超 and more than open above.
#[test]
fn bounds_follow_the_wording() {
    let golden: [(&str, &str, &str, &str); 40] = [
        ("f001", "2,865 financing events", "2865", "2865"),
        ("f002", "2.5% increase", "2.45", "2.55"),
        ("f003", "52% increase", "51.5", "52.5"),
        ("f004", "256 billion", "255500000000", "256500000000"),
        ("f005", "11.4% increase", "11.35", "11.45"),
        ("f006", "48% increase", "47.5", "48.5"),
        ("f009", "74.5%", "74.45", "74.55"),
        ("f012", "nearly 30%", "27", "30"),
        ("f014", "638 billion", "637500000000", "638500000000"),
        ("f015", "close to 10 billion", "9000000000", "10000000000"),
        ("f016", "more than 85%", "85", ""),
        ("f017", "215.22 billion", "215215000000", "215225000000"),
        ("f020", "more than 1,600", "1600", ""),
        ("f022", "2.1 billion", "2050000000", "2150000000"),
        ("f047", "下滑了16%", "-16.5", "-15.5"),
        ("f048", "约为663.16亿元", "66315500000", "66316500000"),
        ("f053", "接近80%", "72", "80"),
        ("f058", "约1500万美元", "14250000", "15750000"),
        ("f060", "7500万-8000万", "75000000", "80000000"),
        ("f063", "约200亿美元", "19000000000", "21000000000"),
        ("f076", "1263亿美元", "126250000000", "126350000000"),
        ("f076b", "约合人民币9180亿元", "917950000000", "918050000000"),
        ("f077", "约53.46%", "53.455", "53.465"),
        ("f079", "下降约32%", "-33.6", "-30.4"),
        ("f081", "亏损1150.2亿日元", "-115025000000", "-115015000000"),
        ("f084", "35.3万家", "352500", "353500"),
        ("f095", "近3500亿元", "315000000000", "350000000000"),
        ("f098", "78.0%", "77.95", "78.05"),
        ("f101", "近70%", "63", "70"),
        ("f105", "N=654", "654", "654"),
        ("f118", "上海AI企业", "", ""),
        ("f121", "20万", "195000", "205000"),
        ("f134", "近500万", "4500000", "5000000"),
        ("f143", "1000亿级", "95000000000", "105000000000"),
        ("f145", "不超过实际投资额20%", "", "20"),
        ("f154", "100-1000万元", "1000000", "10000000"),
        ("f159", "RMB5 billion", "4500000000", "5500000000"),
        ("f161", "12–18 months", "12", "18"),
        ("f169", "近四成", "36", "40"),
        ("f178", "超过20篇", "20", ""),
    ];
    for (id, words, low, high) in golden {
        let written = &claim(id).as_written;
        assert!(written.contains(words), "{id} is written '{written}', not '{words}'");
        let end = |text: &str| (!text.is_empty()).then(|| decimal(text));
        assert_eq!(bounds(id), Bounds { low: end(low), high: end(high) }, "{id} '{words}'");
    }
}

#[test]
fn every_row_of_the_reading_table_is_a_claim() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/build/atlas/input/read/facts.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 195);
    for row in &rows {
        let claim = claim(&row["id"]);
        let quantity = &claim.quantity;
        assert_eq!(claim.as_written, row["as_written"], "{}", claim.id);
        assert_eq!(quantity.qualifier.name(), row["qualifier"], "{}", claim.id);
        assert_eq!((claim.metric.as_str(), claim.period.written()), (row["metric"].as_str(), row["period"].as_str()));
        assert_eq!(quantity.unit.id.as_str(), row["unit"], "{}", claim.id);
        let read = |column: &str| Some(&row[column]).filter(|text| !text.is_empty()).map(|text| decimal(text));
        match quantity.qualifier {
            Qualifier::Exact | Qualifier::About | Qualifier::Nearly => {
                assert_eq!(quantity.value, read("value_low"), "{}", claim.id);
                assert!(quantity.bounds.contains(quantity.value.unwrap()), "{}", claim.id);
            }
            Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Range | Qualifier::NotStated => {
                assert_eq!(quantity.value, None, "{}", claim.id);
                assert_eq!((quantity.bounds.low, quantity.bounds.high), (read("value_low"), read("value_high")), "{}", claim.id);
            }
        }
    }
}

#[test]
fn ratings_and_tiers_are_whole_and_complete() {
    for city in DATA.ranked_cities() {
        let of_city: Vec<&Claim> = DATA.claims_of_place(&city.place).collect();
        for rating in ["capital", "industry", "policy", "research", "talent"] {
            let id = format!("r-{}-{rating}", city.place);
            let value = value(&id);
            assert!(value.is_integer() && value.abs() <= Decimal::TWO && bounds(&id).is_point(), "{id}");
        }
        let tier = of_city.iter().find(|claim| claim.id.as_str() == format!("t-{}", city.place)).unwrap();
        assert!((Decimal::ONE..=Decimal::from(3)).contains(&tier.quantity.value.unwrap()));
    }
}

/// Quotient of two exact or rounded figures, times 100.
fn percent(part: &str, whole: &str) -> Bounds {
    bounds(part).div(&bounds(whole)).scale(Decimal::ONE_HUNDRED)
}

#[test]
fn check_1_the_heading_disagrees_with_the_counts() {
    let share = percent("f103", "f097");
    assert_eq!(share.low.unwrap().round_dp(1), decimal("90.2"));
    assert!(!share.overlaps(&bounds("f104")), "89.5 % is not 2006 of 2224");
}

#[test]
fn checks_2_3_and_6_are_in_the_record_of_figures() {
    let figure = |number| DATA.figures.iter().find(|figure| figure.number == number).unwrap();
    assert_eq!((figure(2).date_in_caption.as_str(), claim("f097").period.written()), ("2019-08", "2020-03"));
    assert_eq!(figure(5).caption, figure(2).caption);
    assert!(DATA.figures.iter().any(|figure| figure.legend_bins.starts_with("0-20;20-40")), "a count of 20 falls into two bins");
}

#[test]
fn check_4_the_thirteen_stated_counts_sum_to_1579() {
    let counts = (105..=117).map(|n| bounds(&format!("f{n}")));
    let sum = counts.fold(Bounds::point(Decimal::ZERO), |sum, next| sum.add(&next));
    assert_eq!(sum, Bounds::point(decimal("1579")));
    assert_eq!(bounds("f103").sub(&sum), Bounds::point(decimal("427")), "Shanghai and Suzhou together");
    assert!(!claim("f118").quantity.is_known() && !claim("f119").quantity.is_known());
}

#[test]
fn check_5_bohai_rim_leaves_34_for_shandong() {
    assert_eq!(bounds("f102").sub(&bounds("f105")).sub(&bounds("f113")), Bounds::point(decimal("34")));
}

#[test]
fn check_7_the_share_implies_another_base() {
    let base = bounds("f088").div(&bounds("f089")).scale(Decimal::ONE_HUNDRED);
    assert!(base.contains(decimal("289")) && !base.contains(value("f070")), "{base:?}");
}

#[test]
fn check_8_one_quarter_against_a_year() {
    assert_eq!((value("f051"), value("f046")), (decimal("351"), decimal("500")));
    let million = Decimal::from(1_000_000);
    let quarter = bounds("f052").low.unwrap() / value("f051") / million;
    assert_eq!(quarter.round(), decimal("57"));
    assert_eq!((value("f048") / value("f046") / million).round(), decimal("133"));
}

#[test]
fn check_9_the_ai_share_means_fewer_events_than_a_year_before() {
    let events = bounds("f001").mul(&bounds("f008")).scale(Decimal::new(1, 2));
    assert!(events.contains(decimal("315")) && events.high.unwrap() < value("f051"));
    assert!(bounds("f003").low.unwrap() > Decimal::from(50));
}

#[test]
fn check_10_companies_are_counted_by_different_definitions() {
    let definition = |id: &str| DATA.metric_of(claim(id)).unwrap().definition_id.clone();
    assert_ne!(definition("f105"), definition("f094"));
    assert_ne!(definition("f094"), definition("f018"));
    assert_ne!(definition("f097"), definition("f044"));
}

#[test]
fn check_11_the_mean_valuation() {
    let mean = bounds("f014").div(&bounds("f013"));
    assert_eq!((mean.low.unwrap() / Decimal::from(1_000_000_000)).round_dp(1), decimal("9.2"));
}

#[test]
fn check_12_the_two_schemes_differ() {
    let layers =
        |scheme: &str| DATA.sub_fields.iter().filter(|f| f.scheme == scheme).map(|f| f.layer.clone()).collect::<Vec<_>>();
    assert!(layers("2020").contains(&"technology".into()) && !layers("2020").contains(&"model".into()));
    assert!(layers("2026").contains(&"model".into()) && !layers("2026").contains(&"technology".into()));
    assert_eq!((layers("2020").len(), layers("2026").len()), (25, 14));
}

#[test]
fn check_13_the_quarters_before() {
    let before = |level: &str, growth: &str| bounds(level).div(&claim(growth).quantity.growth_factor().bounds);
    let holds = |range: Bounds, text: &str| assert!(range.contains(decimal(text)), "{range:?} lacks {text}");
    holds(before("f001", "f002"), "2795");
    holds(before("f001", "f003"), "1885");
    holds(before("f004", "f005"), "229800000000");
    holds(before("f004", "f006"), "173000000000");
    let mean = value("f004") / value("f001") / Decimal::from(1_000_000);
    assert_eq!(mean.round(), decimal("89"));
}

/// The rows of the conflict board on the shipped claims.
static ROWS: LazyLock<Vec<Conflict>> = LazyLock::new(|| conflicts(&DATA));

/// The only row of a rule whose first claim is `id` (any row of the rule where that is empty).
fn found(class: ConflictClass, rule: &str, id: &str) -> &'static Conflict {
    let rows: Vec<&Conflict> = ROWS
        .iter()
        .filter(|row| row.rule == rule && (id.is_empty() || row.claims.first().is_some_and(|first| first.as_str() == id)))
        .collect();
    assert!(rows.len() == 1 && rows[0].class == class, "{rule} {id}: {rows:?}");
    rows[0]
}

fn ids(row: &Conflict) -> Vec<&str> {
    row.claims.iter().map(|id| id.as_str()).collect()
}

fn best(quantity: Option<&Quantity>) -> Decimal {
    quantity.and_then(|quantity| quantity.value).unwrap()
}

fn title(row: &Conflict) -> String {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| row.title(&Text::new(lang)));
    assert!(!zh.contains('{') && !en.contains('{'), "{zh} {en}");
    en
}

#[test]
fn row_1_part_over_whole_is_not_the_share() {
    let row = found(ConflictClass::Contradiction, "share", "f104");
    assert_eq!(ids(row), ["f104", "f103", "f097"]);
    // 2006 / 2224
    assert_eq!(best(row.expected.as_ref()), (decimal("200600") / decimal("2224")).round_dp(6));
    assert_eq!(best(row.found.as_ref()), decimal("89.5"));
    assert_eq!(row.used.as_ref().map(|id| id.as_str()), Some("f103"), "the count before the share");
    assert!(title(row).contains("2,006 companies of 2,224 companies is 90.2%"), "{}", title(row));
}

#[test]
fn rows_2_3_and_6_are_records() {
    let dates = found(ConflictClass::Record, "caption-date", "f097");
    assert_eq!((dates.figures.as_slice(), ids(dates)), ([2, 5].as_slice(), vec!["f097"]));
    assert_eq!(dates.said, Some(["2020-03".to_owned(), "2019-08".to_owned()]));
    assert_eq!(found(ConflictClass::Record, "caption-twice", "").figures, [2, 5]);
    let bins = found(ConflictClass::Record, "bins", "");
    assert!(title(bins).contains("5 falls into 0-5 / 5-10"), "{}", title(bins));
    assert!(bins.figures.contains(&6) && bins.figures.contains(&13) && !bins.figures.contains(&25));
}

#[test]
fn rows_4_and_5_are_sums() {
    let sum = found(ConflictClass::Check, "members-sum", "f103");
    assert_eq!((best(sum.expected.as_ref()), best(sum.found.as_ref())), (decimal("2006"), decimal("1579")));
    assert_eq!(sum.claims.len(), 14);
    assert!(title(sum).contains("427 companies for Shanghai / Suzhou"), "{}", title(sum));
    let rest = found(ConflictClass::Check, "remainder", "f102");
    assert_eq!(best(rest.found.as_ref()), decimal("719") - decimal("654") - decimal("31"));
    assert!(title(rest).contains("Shandong"));
}

#[test]
fn row_7_three_shares_imply_another_base() {
    let row = found(ConflictClass::Contradiction, "base", "f070");
    assert_eq!(ids(row), ["f070", "f088", "f089", "f090", "f091", "f092", "f093"]);
    // (107 + 58 + 46) / (37 + 20 + 16) %
    assert_eq!(best(row.expected.as_ref()), (decimal("21100") / decimal("73")).round());
    assert_eq!(best(row.expected.as_ref()), decimal("289"));
    assert_eq!(best(row.found.as_ref()), decimal("317"));
}

#[test]
fn row_8_a_quarter_against_a_year() {
    let rate = found(ConflictClass::Jump, "rate", "f051");
    assert_eq!(ids(rate), ["f051", "f046"]);
    // 351 / 3 and 500 / 12 a month
    assert_eq!(best(rate.found.as_ref()), decimal("117"));
    assert_eq!(best(rate.expected.as_ref()), (decimal("500") / decimal("12")).round_dp(2));
    let mean = found(ConflictClass::Jump, "per-event-jump", "f052");
    assert_eq!(ids(mean), ["f052", "f048", "f051", "f046"]);
    // 20 bn / 351 and 66.316 bn / 500
    assert_eq!(mean.found.as_ref().unwrap().bounds.low.unwrap(), (decimal("20000000000") / decimal("351")).floor());
    assert_eq!(best(mean.expected.as_ref()), decimal("132632000"));
}

#[test]
fn row_9_the_share_moves_against_the_market() {
    let row = found(ConflictClass::Jump, "share-level", "f008");
    assert_eq!(ids(row), ["f008", "f001", "f051", "f003"]);
    // 2865 x 11 %; 351 x 1.52
    assert_eq!(best(row.found.as_ref()), (decimal("2865") * decimal("0.11")).round());
    assert_eq!(best(row.expected.as_ref()), (decimal("351") * decimal("1.52")).round());
}

#[test]
fn row_10_companies_by_several_definitions() {
    assert_eq!(ids(found(ConflictClass::Definition, "definition", "f105")), ["f105", "f094", "f018"]);
    let china = found(ConflictClass::Definition, "definition", "f097");
    assert_eq!(ids(china), ["f097", "f044"]);
    // 1900000 / 2224
    assert!(title(china).contains("a factor of 854"), "{}", title(china));
}

#[test]
fn row_11_close_to_ten_is_not_nine_and_a_quarter() {
    let row = found(ConflictClass::Contradiction, "wording", "f015");
    assert_eq!(ids(row), ["f015", "f014", "f013"]);
    assert_eq!(best(row.expected.as_ref()), (decimal("638000000000") / decimal("69")).round());
    assert_eq!(best(row.found.as_ref()), decimal("10000000000"));
    assert_eq!(row.used.as_ref().map(|id| id.as_str()), Some("f014"), "the exact total before the rounded mean");
}

#[test]
fn row_12_the_middle_layer_has_another_name() {
    let row = found(ConflictClass::Definition, "scheme", "");
    assert_eq!(row.said, Some(["technology".to_owned(), "model".to_owned()]));
    assert!(title(row).starts_with("Layer 2"));
}

#[test]
fn row_13_the_mean_and_the_quarters_before() {
    let row = found(ConflictClass::Check, "per-event", "f004");
    assert_eq!(ids(row), ["f004", "f001", "f002", "f005", "f003", "f006"]);
    assert_eq!(best(row.found.as_ref()), (decimal("256000000000") / decimal("2865")).round());
    for part in ["CNY 89.4 m", "2025Q4 ≈ 2,795 events, ≈ CNY 229.8 bn", "2025Q1 ≈ 1,885 events, ≈ CNY 173 bn"] {
        assert!(title(row).contains(part), "{}", title(row));
    }
}

/// Every row on the shipped claims, none more, each with a word why it is there.
#[test]
fn the_rows_are_those_of_the_golden_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/conflicts.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let golden: Vec<[String; 3]> = reader.deserialize().map(Result::unwrap).collect();
    assert!(golden.iter().all(|[_, _, why]| why.len() > 10));
    let golden: Vec<(&str, &str)> = golden.iter().map(|[id, class, _]| (id.as_str(), class.as_str())).collect();
    let rows: Vec<(&str, &str)> = ROWS.iter().map(|row| (row.id.as_str(), row.class.name())).collect();
    assert_eq!(rows, golden);
    assert!(rows.len() <= 25);
    for row in ROWS.iter() {
        let used = row.used.as_ref().is_none_or(|used| row.claims.contains(used));
        assert!(used && !row.reason(&Text::new(Lang::En)).contains('{'), "{}", row.id);
        assert!(row.class != ConflictClass::Contradiction || row.used.is_some(), "{}", row.id);
    }
}
