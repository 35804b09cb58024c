use std::sync::LazyLock;

use super::*;
use crate::{
    data::atlas::{AtlasSource, load},
    model::ids::{ClaimId, PlaceId},
};

static DATA: LazyLock<Dataset> = LazyLock::new(|| load(&AtlasSource::Bundled).dataset);
static INDEX: LazyLock<SearchIndex> = LazyLock::new(|| {
    let views = [(ViewId::new("tiers"), Bilingual::new("Tier one against tier two", "第一与第二梯队"))];
    let commands = [Bilingual::new("Reset layout", "恢复布局"), Bilingual::new("Save view", "保存视图")];
    SearchIndex::new(&DATA, &views, &commands)
});

fn titles(query: &str, limit: usize) -> Vec<String> {
    INDEX.search(query, Lang::En, limit).into_iter().map(|hit| hit.title).collect()
}

fn first(query: &str) -> Target {
    INDEX.search(query, Lang::En, 5).first().map(|hit| hit.target.clone()).unwrap_or_else(|| panic!("nothing for {query}"))
}

fn place(id: &str) -> Target {
    Target::Item(Item::Place(PlaceId::new(id)))
}

#[test]
fn initials_list_ranked_cities_first() {
    assert_eq!(titles("sz", 2), ["Shenzhen", "Suzhou"]);
    let hits = INDEX.search("sz", Lang::Zh, 2);
    assert!(hits.iter().all(|hit| matches!(hit.matched.as_slice(), [range] if *range == (0..6))), "{hits:?}");
    assert_eq!(first("cq"), place("500000"));
    assert_eq!(first("cs"), place("430100"));
    assert_eq!(titles("xm", 1), ["Xiamen"]);
    assert_eq!(first("bj"), place("110000"));
    assert_eq!(first("sh"), place("310000"));
}

#[test]
fn pinyin_chinese_and_english_find_the_same_city() {
    for query in ["suzhou", "Suzhou", "SUZHOU", "苏州", "苏州市", "suzho", "苏"] {
        assert_eq!(first(query), place("320500"), "{query}");
    }
    for query in ["chongqing", "重庆", "chongq"] {
        assert_eq!(first(query), place("500000"), "{query}");
    }
    assert_eq!(first("changsha"), place("430100"));
    assert_eq!(first("xiamen"), place("350200"));
    // Anhui's Suzhou comes after the ranked one, before zones named after it.
    let both = INDEX.search("suzhou", Lang::Zh, 2);
    assert_eq!(both.iter().map(|hit| hit.title.as_str()).collect::<Vec<_>>(), ["苏州", "宿州"]);
}

#[test]
fn funds_claims_views_commands_and_points() {
    assert_eq!(first("kunshan fund"), Target::Item(Item::Fund("kunshan-ai-industry-fund".into())));
    assert_eq!(first("昆山 基金"), Target::Item(Item::Fund("kunshan-ai-industry-fund".into())));
    assert_eq!(first("f001"), Target::Item(Item::Claim(ClaimId::new("f001"))));
    assert_eq!(first("F001"), Target::Item(Item::Claim(ClaimId::new("f001"))));
    assert_eq!(first("tier two"), Target::View(ViewId::new("tiers")));
    assert_eq!(first("save"), Target::Command(1));
    assert_eq!(first("baocun"), Target::Command(1));
    assert_eq!(first("31.3, 120.7"), Target::Point(LonLat { lon: 120.7, lat: 31.3 }));
    assert_eq!(first("kunshan"), place("320583"));
}

#[test]
fn the_place_around_tells_twins_apart() {
    assert_eq!(first("suzhou anhui"), place("341300"));
    assert_eq!(first("suzhou jiangsu"), place("320500"));
}

#[test]
fn slips_are_forgiven_and_junk_finds_nothing() {
    assert_eq!(first("hangzou"), place("330100"));
    assert_eq!(first("shenzen"), place("440300"));
    for junk in ["qqzzxxvv", "🦀", "\u{0}", "%%%%", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"] {
        assert_eq!(INDEX.search(junk, Lang::En, 10), [], "{junk:?}");
    }
    assert_eq!(INDEX.search("   ", Lang::En, 10), []);
    assert_eq!(INDEX.search("suzhou", Lang::En, 0), []);
}

#[test]
fn the_same_query_gives_the_same_list() {
    for query in ["s", "sz", "ai", "基金", "a b"] {
        assert_eq!(INDEX.search(query, Lang::En, 50), INDEX.search(query, Lang::En, 50));
        let long = INDEX.search(query, Lang::En, 50);
        assert_eq!(INDEX.search(query, Lang::En, 10)[..], long[..long.len().min(10)]);
    }
}

#[test]
fn filter_fields_find_chinese_english_and_pinyin() {
    let search = TextSearch::new();
    let texts = ["ai companies · suzhou", "人工智能企业数 · 苏州"];
    for query in ["suzhou", "companies suz", "苏州 企业", "qiye", "rgzn", ""] {
        assert!(search.matcher(query).matches(&texts), "{query}");
    }
    for query in ["beijing", "suzhou beijing", "北京"] {
        assert!(!search.matcher(query).matches(&texts), "{query}");
    }
}

#[test]
fn letters_that_grow_when_folded_are_searched_like_any() {
    for query in ["\u{1c80}A", "ȺB", "İs", "ẞz", "\u{a7ab}k", "ᾈsz"] {
        assert_eq!(INDEX.search(query, Lang::Zh, 10), [], "{query}");
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn ranges_lie_on_characters_and_any_text_is_safe(query in "\\PC{0,12}") {
            for hit in INDEX.search(&query, Lang::Zh, 20) {
                for range in &hit.matched {
                    prop_assert!(hit.title.get(range.clone()).is_some());
                }
            }
        }
    }
}
