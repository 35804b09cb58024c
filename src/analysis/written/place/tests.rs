use proptest::prelude::*;

use super::*;
use crate::data::atlas::{AtlasSource, load};

fn read(data: &Dataset, texts: &[&str]) -> String {
    let reader = PlaceReader::new(data);
    let read = reader.read(texts, |_, _| None);
    let id = read.place.map_or_else(|| "-".to_owned(), |id| id.to_string());
    match read.doubt {
        None => id,
        Some((doubt, index, candidates)) => {
            let ids: Vec<&str> = candidates.iter().map(PlaceId::as_str).collect();
            format!("{id} {doubt:?} {index} {}", ids.join(" ")).trim().to_owned()
        }
    }
}

#[test]
fn places_as_people_write_them() {
    let data = load(&AtlasSource::Bundled).dataset;
    for (text, wanted) in [
        ("上海市", "310000"),
        ("上海", "310000"),
        ("Shanghai", "310000"),
        ("SH", "310000"),
        ("shanghai, china", "310000"),
        ("江苏省苏州市昆山市", "320583"),
        ("江苏苏州昆山", "320583"),
        ("浙江-杭州", "330100"),
        ("浙江省·杭州市", "330100"),
        ("中国（上海）自由贸易试验区", "310000"),
        ("中国（上海）自由贸易试验区临港新片区", "Z-SH-LG"),
        ("苏州工业园区", "Z-JS-SIP"),
        ("苏州工业园区星湖街328号", "Z-JS-SIP"),
        ("江苏省苏州市工业园区", "Z-JS-SIP"),
        ("苏州市高新区", "Z-JS-SND"),
        ("东莞松山湖", "Z-GD-SSL"),
        ("东莞市松山湖高新区", "Z-GD-SSL"),
        ("松山湖", "Z-GD-SSL"),
        ("武汉光谷", "Z-HB-OVC"),
        ("张江AI小镇", "Z-SH-ZJ"),
        ("临港", "Z-SH-LG"),
        ("合肥中国声谷", "Z-AH-ZGSG"),
        ("320500", "320500"),
        ("Kunshan", "320583"),
        ("Kunshan, Suzhou, Jiangsu", "320583"),
        ("Suzhou, Jiangsu", "320500"),
        ("Suzhou, Anhui", "341300"),
        ("Xi'an", "610100"),
        ("西安", "610100"),
        ("吉林", "220000"),
        ("吉林市", "220200"),
        ("长沙", "430100"),
        ("海南", "460000"),
        ("内蒙古", "150000"),
        ("广西", "450000"),
        ("香港", "810000"),
        ("北京朝阳", "110105"),
        ("朝阳区，北京", "110105"),
        ("上海市徐汇区南京西路1号", "310104"),
        ("上海市北京西路1号", "310000"),
        ("Suzhou", "- Ambiguous 0 320500 341300 620902"),
        ("朝阳", "- Ambiguous 0 110105 211300 220104"),
        ("SZ", "- Ambiguous 0 440300 320500"),
        ("亚特兰蒂斯", "- Unknown 0"),
        ("Atlantis", "- Unknown 0"),
        ("未披露", "-"),
        ("", "-"),
    ] {
        assert_eq!(read(&data, &[text]), wanted, "{text}");
    }
}

#[test]
fn the_other_cells_of_a_row_decide() {
    let data = load(&AtlasSource::Bundled).dataset;
    for (texts, wanted) in [
        (["北京市", "", "朝阳", ""], "110105"),
        (["吉林", "", "朝阳", ""], "220104"),
        (["", "朝阳", "", "北京市朝阳区酒仙桥路10号"], "110105"),
        (["江苏", "Suzhou", "", ""], "320500"),
        (["江苏", "苏州", "昆山", "前进路1号"], "320583"),
        (["", "苏州", "", "工业园区星湖街328号"], "Z-JS-SIP"),
        (["江苏", "", "鼓楼", ""], "320000 Ambiguous 2 320106 320302"),
        (["浙江", "苏州", "", ""], "330000 Contradiction 1"),
        (["", "苏州", "", "某路1号"], "320500"),
    ] {
        assert_eq!(read(&data, &texts), wanted, "{texts:?}");
    }
    let reader = PlaceReader::new(&data);
    let decided = reader.read(&["朝阳"], |_, text| (text == "朝阳").then(|| PlaceId::new("110105")));
    assert_eq!((decided.place, decided.doubt), (Some(PlaceId::new("110105")), None));
}

#[test]
fn every_place_of_the_gazetteer_is_found_by_its_full_name_in_its_province() {
    let data = load(&AtlasSource::Bundled).dataset;
    let reader = PlaceReader::new(&data);
    let mut lost = Vec::new();
    for place in data.places.values().filter(|place| place.level != PlaceLevel::Zone) {
        let line: Vec<&str> = data.ancestry(&place.id).iter().rev().map(|place| place.full_zh.as_str()).collect();
        let read = reader.read(&[&line.concat()], |_, _| None);
        if read.place.as_ref() != Some(&place.id) {
            lost.push(format!("{} -> {:?}", line.concat(), read));
        }
        if let Some(id) = &read.place {
            assert_eq!(read.precision, data.places.get(id).map(|place| place.precision));
        }
    }
    assert!(lost.len() < 12, "{} {lost:#?}", lost.len());
}

proptest! {
    #[test]
    fn no_text_panics(text in "[上海苏州省市区（）a-z ,路朝阳-]{0,16}") {
        let mut data = Dataset::default();
        let place = load(&AtlasSource::Bundled).dataset;
        let kept = ["310000", "320500", "110105"].map(PlaceId::new);
        for id in kept {
            if let Some(place) = place.places.get(&id) {
                data.places.insert(id, place.clone());
            }
        }
        drop(read(&data, &[&text]));
    }
}
