//! The claims against what the documents say: bounds read off their wording by hand, every row of
//! the reading table, and the thirteen conflicts and checks that the figures hold.
#![cfg(test)]

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use cluster_atlas::{
    data::atlas::{AtlasSource, load},
    model::{
        claim::Claim,
        dataset::Dataset,
        quantity::{Bounds, Qualifier},
    },
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
